//! The plan's test vector, and an attacker by brute force who shares no code with the audit.

use super::{
    audit::Audit,
    suppress::suppress,
    system::{Printed, Series, System, Table},
};
use proptest::prelude::*;

const HIDDEN: Printed = Printed::Hidden;

fn shown(n: u64) -> Printed {
    Printed::Shown(n)
}

fn table(shape: &[usize], k: u32, pairs: &[(u64, u64)]) -> Table {
    Table {
        shape: shape.to_vec(),
        k,
        denominators: pairs.iter().map(|(_, d)| *d).collect(),
        series: vec![Series::Inner(pairs.iter().map(|(n, _)| *n).collect())],
        impossible: vec![],
    }
}

#[test]
fn the_test_vector_of_the_plan() {
    let rows = [(3, 12), (14, 21), (18, 24), (22, 26)];
    let mut system = System::new();
    let placed = system.add(&table(&[4], 5, &rows), None).unwrap();
    suppress(&mut system);
    let printed: Vec<_> = placed.cells[0]
        .iter()
        .map(|cell| system.printed(*cell))
        .collect();
    let expect = [
        (HIDDEN, shown(12)),
        (shown(14), shown(21)),
        (shown(18), shown(24)),
        (HIDDEN, shown(26)),
        (shown(57), shown(83)),
    ];
    assert_eq!(printed, expect);
    let mut audit = Audit::new(&system);
    let ranges: Vec<_> = Audit::targets(&system)
        .iter()
        .map(|target| audit.interval(&system, target))
        .collect();
    assert_eq!(ranges, [(0, 12), (13, 25)]);
}

#[test]
fn one_hidden_cell_in_a_line_takes_another_with_it() {
    let mut system = System::new();
    let placed = system
        .add(&table(&[3], 5, &[(2, 30), (15, 30), (12, 30)]), None)
        .unwrap();
    suppress(&mut system);
    let printed: Vec<_> = placed.cells[0]
        .iter()
        .map(|cell| system.printed(*cell))
        .collect();
    let hidden = (HIDDEN, shown(30));
    assert_eq!(
        printed,
        [
            hidden,
            (shown(15), shown(30)),
            hidden,
            (shown(29), shown(90))
        ]
    );
}

#[test]
fn two_hidden_cells_that_are_still_too_narrow_take_a_third() {
    // The rests 1 and 1 of large denominators: with both totals shown n lies in a span of 2.
    let mut system = System::new();
    let rows = [(1, 30), (1, 30), (15, 30), (16, 30)];
    let placed = system.add(&table(&[4], 5, &rows), None).unwrap();
    let effort = suppress(&mut system);
    let hidden = placed.cells[0]
        .iter()
        .filter(|cell| system.printed(**cell).0 == HIDDEN)
        .count();
    assert_eq!((hidden, effort.primary, effort.complementary), (3, 2, 1));
}

#[test]
fn a_hidden_denominator_hides_its_numerator_and_is_itself_protected() {
    let mut system = System::new();
    let rows = [(2, 4), (20, 40), (30, 60)];
    let placed = system.add(&table(&[3], 5, &rows), None).unwrap();
    suppress(&mut system);
    let printed: Vec<_> = placed.cells[0]
        .iter()
        .map(|cell| system.printed(*cell))
        .collect();
    assert_eq!(printed[0], (HIDDEN, HIDDEN));
    assert_eq!(printed[1].1, HIDDEN);
    assert_eq!(printed[3], (shown(52), shown(104)));
}

#[test]
fn a_denominator_that_is_a_numerator_elsewhere_is_one_figure() {
    let mut system = System::new();
    let asked = Table {
        shape: vec![],
        k: 5,
        denominators: vec![40],
        series: vec![Series::Inner(vec![3])],
        impossible: vec![],
    };
    let first = system.add(&asked, None).unwrap();
    let referred = Table {
        denominators: vec![3],
        series: vec![Series::Inner(vec![1])],
        ..asked
    };
    let second = system.add(&referred, Some(&first.numerators[0])).unwrap();
    suppress(&mut system);
    assert_eq!(system.printed(first.cells[0][0]), (HIDDEN, shown(40)));
    assert_eq!(system.printed(second.cells[0][0]), (HIDDEN, HIDDEN));
}

#[test]
fn tables_that_do_not_fit_are_refused() {
    let add = |table: &Table| {
        System::new()
            .add(table, None)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(add(&table(&[2], 5, &[(1, 2)])).contains("number of counts"));
    assert!(add(&table(&[1], 5, &[(3, 2)])).contains("above"));
    assert!(add(&table(&[1, 1, 1], 5, &[(1, 2)])).contains("axes"));
}

/// All tables that agree with what is printed, by trying them: for each cell the least and
/// greatest n, d and d−n.
struct Attacker<'a> {
    rows: usize,
    columns: usize,
    printed: &'a [(Printed, Printed)],
    most: u64,
    inner: Vec<(u64, u64)>,
    ranges: Vec<[(u64, u64); 3]>,
}

impl<'a> Attacker<'a> {
    fn new(rows: usize, columns: usize, printed: &'a [(Printed, Printed)], most: u64) -> Self {
        let ranges = vec![[(u64::MAX, 0); 3]; printed.len()];
        Attacker {
            rows,
            columns,
            printed,
            most,
            inner: vec![],
            ranges,
        }
    }

    fn sums(&self, row: Option<usize>, column: Option<usize>) -> (u64, u64) {
        let of = |(at, _): &(usize, &(u64, u64))| {
            row.is_none_or(|r| at / self.columns == r)
                && column.is_none_or(|c| at % self.columns == c)
        };
        let cells = self.inner.iter().enumerate().filter(of);
        cells.fold((0, 0), |sum, (_, cell)| (sum.0 + cell.0, sum.1 + cell.1))
    }

    /// The cell's sums so far; a column axis of one member has no total in these tests.
    fn at(&self, cell: usize) -> (u64, u64) {
        let width = if self.columns == 1 {
            1
        } else {
            self.columns + 1
        };
        let (row, column) = (cell / width, cell % width);
        self.sums(
            (row < self.rows).then_some(row),
            (column < self.columns)
                .then_some(column)
                .filter(|_| self.columns > 1),
        )
    }

    fn agrees(&self, complete: bool) -> bool {
        self.printed.iter().enumerate().all(|(at, (n, d))| {
            let sums = self.at(at);
            let fits = |printed: &Printed, sum: u64| match printed {
                Printed::Hidden => true,
                Printed::Shown(value) if complete => sum == *value,
                Printed::Shown(value) => sum <= *value,
            };
            fits(n, sums.0) && fits(d, sums.1)
        })
    }

    fn search(&mut self) {
        if self.inner.len() == self.rows * self.columns {
            if self.agrees(true) {
                for at in 0..self.printed.len() {
                    let (n, d) = self.at(at);
                    for (range, value) in self.ranges[at].iter_mut().zip([n, d, d - n]) {
                        *range = (range.0.min(value), range.1.max(value));
                    }
                }
            }
            return;
        }
        for d in 0..=self.most {
            for n in 0..=d {
                self.inner.push((n, d));
                if self.agrees(false) {
                    self.search();
                }
                self.inner.pop();
            }
        }
    }
}

fn attack(rows: usize, columns: usize, k: u32, pairs: &[(u64, u64)]) {
    let shape = if columns == 1 {
        vec![rows]
    } else {
        vec![rows, columns]
    };
    let mut system = System::new();
    let placed = system.add(&table(&shape, k, pairs), None).unwrap();
    suppress(&mut system);
    let printed: Vec<_> = placed.cells[0]
        .iter()
        .map(|cell| system.printed(*cell))
        .collect();
    if printed.iter().all(|(_, d)| *d == HIDDEN) {
        return;
    }
    let mut attacker = Attacker::new(rows, columns, &printed, 9);
    attacker.search();
    for (at, (n, d)) in printed.iter().enumerate() {
        let [of_n, of_d, of_rest] = attacker.ranges[at];
        let wide = |range: (u64, u64)| range.1 - range.0 >= u64::from(k);
        let context = format!("{pairs:?} printed as {printed:?}, cell {at}: {of_n:?} {of_d:?}");
        if *n == HIDDEN {
            assert!(wide(of_n) && wide(of_rest), "{context}");
        }
        if *d == HIDDEN {
            assert!(wide(of_d) && *n == HIDDEN, "{context}");
        }
        if let (Printed::Shown(n), Printed::Shown(d)) = (n, d) {
            assert!(*n >= u64::from(k) && d - n >= u64::from(k), "{context}");
        }
    }
}

/// Documents: some have none missing, each of the others lacks the first, the second or both.
fn attack_items(d: u64, main: u64, a: u64, b: u64) {
    let rest = d - main;
    let a = a.min(rest);
    let b = b.clamp(rest - a, rest);
    let k = 2;
    let mut system = System::new();
    let all = Table {
        shape: vec![],
        k,
        denominators: vec![d],
        series: vec![
            Series::Inner(vec![main]),
            Series::Total(a),
            Series::Total(b),
        ],
        impossible: vec![],
    };
    let placed = system.add(&all, None).unwrap();
    let [of_main, of_a, of_b] = [0, 1, 2].map(|at| placed.numerators[at][0]);
    for item in [of_a, of_b] {
        system.bound(placed.denominators.clone(), vec![of_main, item]);
    }
    system.bound(vec![of_main, of_a, of_b], placed.denominators.clone());
    suppress(&mut system);
    let printed: Vec<_> = placed
        .cells
        .iter()
        .map(|cells| system.printed(cells[0]))
        .collect();
    let fits = |printed: Printed, value: u64| printed == HIDDEN || printed == shown(value);
    let mut ranges = [(u64::MAX, 0); 4];
    for d in (0..=20).filter(|d| fits(printed[0].1, *d)) {
        for main in (0..=d).filter(|main| fits(printed[0].0, *main)) {
            for a in (0..=d - main).filter(|a| fits(printed[1].0, *a)) {
                for b in (d - main - a..=d - main).filter(|b| fits(printed[2].0, *b)) {
                    for (range, value) in ranges.iter_mut().zip([d, main, a, b]) {
                        *range = (range.0.min(value), range.1.max(value));
                    }
                }
            }
        }
    }
    let hidden = [printed[0].1, printed[0].0, printed[1].0, printed[2].0];
    for (printed, range) in hidden.iter().zip(ranges) {
        let context = format!("{d} {main} {a} {b}: {hidden:?} {ranges:?}");
        assert!(
            *printed != HIDDEN || range.1 - range.0 >= u64::from(k),
            "{context}"
        );
    }
}

fn pairs(cells: usize, most: u64) -> impl Strategy<Value = Vec<(u64, u64)>> {
    let pair = (0..=most).prop_flat_map(|d| (0..=d).prop_map(move |n| (n, d)));
    prop::collection::vec(pair, cells)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn brute_force_never_narrows_a_line(pairs in pairs(3, 7)) {
        attack(3, 1, 2, &pairs);
    }

    #[test]
    fn brute_force_never_narrows_a_square(pairs in pairs(4, 5)) {
        attack(2, 2, 2, &pairs);
    }

    #[test]
    fn brute_force_never_narrows_items(
        d in 0..=14u64, main in 0..=14u64, a in 0..=14u64, b in 0..=14u64,
    ) {
        attack_items(d, main.min(d), a, b);
    }

    #[test]
    fn the_same_tables_are_always_hidden_alike(pairs in pairs(6, 60)) {
        let run = || {
            let mut system = System::new();
            let placed = system.add(&table(&[3, 2], 5, &pairs), None).unwrap();
            suppress(&mut system);
            placed.cells[0].iter().map(|cell| system.printed(*cell)).collect::<Vec<_>>()
        };
        prop_assert_eq!(run(), run());
    }

    #[test]
    fn larger_tables_are_safe_and_lines_have_no_single_gap(pairs in pairs(12, 40)) {
        let mut system = System::new();
        let placed = system.add(&table(&[4, 3], 5, &pairs), None).unwrap();
        suppress(&mut system);
        let mut audit = Audit::new(&system);
        for target in Audit::targets(&system) {
            let (least, greatest) = audit.interval(&system, &target);
            let open = audit.around(&system, &target).is_empty();
            prop_assert!(open || greatest - least >= 5, "{least} to {greatest}");
        }
        for cell in &placed.cells[0] {
            if let (Printed::Shown(n), Printed::Shown(d)) = system.printed(*cell) {
                prop_assert!(d >= 50 || (n != 0 && n != d), "group disclosure {n} of {d}");
            }
        }
        for line in &system.lines {
            let hidden = line.iter().filter(|figure| system.figures[figure.0].hidden).count();
            prop_assert_ne!(hidden, 1);
        }
    }
}
