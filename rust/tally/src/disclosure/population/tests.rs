//! Tables that ask the same persons, and an attacker by brute force who shares no code with the
//! audit: every count of the persons, and for each every table that fits.

use super::{
    super::{
        suppress::suppress,
        system::{Printed, Series, System, Table},
    },
    Asked,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// No count in these tests is above.
const MOST: u64 = 8;

/// One cell: who is counted, who of them is in the numerator, who did not say.
type Counts = (u64, u64, u64);

/// A table that asks the population; its cells are these parts of the population's.
#[derive(Debug, Clone)]
struct Asks {
    parts: Vec<Vec<usize>>,
    cells: Vec<Counts>,
    all: bool,
    may_decline: bool,
}

/// A table as it is printed: n and d by cell with the total last, and who did not say.
#[derive(Debug)]
struct Seen {
    cells: Vec<(Printed, Printed)>,
    did_not_say: Printed,
}

/// Every cell of the population is a cell of the table.
fn asks(cells: &[Counts], may_decline: bool) -> Asks {
    Asks {
        parts: (0..cells.len()).map(|at| vec![at]).collect(),
        cells: cells.to_vec(),
        all: true,
        may_decline,
    }
}

/// What is printed; tied to each other, or each table for itself as if it asked others.
fn print(population: &[u64], tables: &[Asks], k: u32, tied: bool) -> Vec<Seen> {
    let mut system = System::new();
    let base = system.population(&[population]).unwrap();
    let mut placed = Vec::new();
    for asks in tables {
        let table = Table {
            shape: vec![asks.cells.len()],
            k,
            denominators: asks.cells.iter().map(|(d, ..)| *d).collect(),
            series: vec![Series::Inner(
                asks.cells.iter().map(|(_, n, _)| *n).collect(),
            )],
            impossible: vec![],
        };
        let added = system.add(&table, None).unwrap();
        let here = |part: &Vec<usize>| part.iter().map(|at| base.split(0)[*at]).collect();
        let did_not_say: Vec<u64> = asks.cells.iter().map(|(.., not)| *not).collect();
        let single = if tied {
            let asked = Asked {
                base: &asks.parts.iter().map(here).collect::<Vec<_>>(),
                did_not_say: &did_not_say,
                all: asks.all,
                may_decline: asks.may_decline,
                k,
            };
            system.ask(&added.denominators, &asked).unwrap()
        } else {
            None
        };
        placed.push((added, single));
    }
    suppress(&mut system);
    let seen = |(added, single): &(crate::disclosure::system::Placed, Option<_>)| Seen {
        cells: added.cells[0]
            .iter()
            .map(|cell| system.printed(*cell))
            .collect(),
        did_not_say: single.map_or(Printed::Hidden, |single| system.printed_single(single)),
    };
    placed.iter().map(seen).collect()
}

fn fits(printed: Printed, value: u64) -> bool {
    printed == Printed::Hidden || printed == Printed::Shown(value)
}

fn vectors(cells: usize, within: &dyn Fn(usize) -> u64) -> Vec<Vec<u64>> {
    (0..cells).fold(vec![vec![]], |all, at| {
        let longer = |one: &Vec<u64>| {
            (0..=within(at))
                .map(|next| [one.as_slice(), &[next]].concat())
                .collect::<Vec<_>>()
        };
        all.iter().flat_map(longer).collect()
    })
}

fn with_total(cells: &[u64]) -> Vec<u64> {
    [cells, &[cells.iter().sum()]].concat()
}

/// The least and the greatest of each quantity, by its name.
type Ranges = BTreeMap<String, (u64, u64)>;

fn widen(ranges: &mut Ranges, name: String, least: u64, greatest: u64) {
    let range = ranges.entry(name).or_insert((least, greatest));
    *range = (range.0.min(least), range.1.max(greatest));
}

/// For all denominators that fit what is printed of one table: the range of each n and d−n.
fn tables_that_fit(seen: &Seen) -> BTreeMap<Vec<u64>, Vec<[(u64, u64); 2]>> {
    let cells = seen.cells.len() - 1;
    let mut found = BTreeMap::new();
    for d in vectors(cells, &|_| MOST) {
        let ds = with_total(&d);
        if !ds
            .iter()
            .zip(&seen.cells)
            .all(|(d, (_, printed))| fits(*printed, *d))
        {
            continue;
        }
        let mut ranges: Option<Vec<[(u64, u64); 2]>> = None;
        for n in vectors(cells, &|at| d[at]) {
            let ns = with_total(&n);
            if !ns
                .iter()
                .zip(&seen.cells)
                .all(|(n, (printed, _))| fits(*printed, *n))
            {
                continue;
            }
            let here = ns.iter().zip(&ds).map(|(n, d)| [(*n, *n), (d - n, d - n)]);
            let here: Vec<[(u64, u64); 2]> = here.collect();
            let known = ranges.get_or_insert_with(|| here.clone());
            for (known, here) in known.iter_mut().flatten().zip(here.iter().flatten()) {
                *known = (known.0.min(here.0), known.1.max(here.1));
            }
        }
        if let Some(ranges) = ranges {
            found.insert(d, ranges);
        }
    }
    found
}

/// What the attacker narrows down to less than k, if anything.
fn narrowed(population: &[u64], tables: &[Asks], seen: &[Seen], k: u32) -> Option<String> {
    let possible: Vec<_> = seen.iter().map(tables_that_fit).collect();
    let mut ranges = Ranges::new();
    for base in vectors(population.len(), &|_| MOST) {
        let mut here: Option<Ranges> = Some(Ranges::new());
        for (at, asks) in tables.iter().enumerate() {
            let mut any = false;
            for (d, of_n) in &possible[at] {
                let mut rest = Vec::new();
                for (part, (d, (true_d, _, not))) in
                    asks.parts.iter().zip(d.iter().zip(&asks.cells))
                {
                    let sum = |of: &[u64]| part.iter().map(|cell| of[*cell] as i64).sum::<i64>();
                    // Whoever passed the question over is known to the attacker.
                    let known = sum(population) - *true_d as i64 - *not as i64;
                    let known = if asks.all { known } else { known.min(0) };
                    rest.push(sum(&base) - known - *d as i64);
                }
                let declined: i64 = rest.iter().sum();
                let agrees = rest.iter().all(|rest| *rest >= 0)
                    && match (asks.all, asks.may_decline, seen[at].did_not_say) {
                        (true, false, _) => declined == 0,
                        (true, true, Printed::Shown(not)) => declined == not as i64,
                        (false, true, Printed::Shown(not)) => declined >= not as i64,
                        _ => true,
                    };
                let (true, Some(here)) = (agrees, here.as_mut()) else {
                    continue;
                };
                any = true;
                for (cell, (d, of_n)) in with_total(d).iter().zip(of_n).enumerate() {
                    let (n, d_shown) = seen[at].cells[cell];
                    if n == Printed::Hidden {
                        widen(
                            here,
                            format!("n of cell {cell} of table {at}"),
                            of_n[0].0,
                            of_n[0].1,
                        );
                        widen(
                            here,
                            format!("d-n of cell {cell} of table {at}"),
                            of_n[1].0,
                            of_n[1].1,
                        );
                    }
                    if d_shown == Printed::Hidden {
                        widen(here, format!("d of cell {cell} of table {at}"), *d, *d);
                    }
                }
                if asks.all && asks.may_decline {
                    for (cell, rest) in rest.iter().enumerate() {
                        let name = format!("who did not say in cell {cell} of table {at}");
                        widen(here, name, *rest as u64, *rest as u64);
                    }
                    if seen[at].did_not_say == Printed::Hidden {
                        let name = format!("who did not say to table {at}");
                        widen(here, name, declined as u64, declined as u64);
                    }
                }
            }
            if !any {
                here = None;
            }
        }
        for (name, (least, greatest)) in here.into_iter().flatten() {
            widen(&mut ranges, name, least, greatest);
        }
    }
    assert!(!ranges.is_empty() || seen.iter().all(|seen| seen.did_not_say != Printed::Hidden));
    let narrow = ranges
        .into_iter()
        .find(|(_, range)| range.1 - range.0 < u64::from(k));
    narrow.map(|(name, range)| format!("{name}: {range:?}"))
}

/// Without the tie the attacker narrows something; with it nothing is left to narrow.
#[track_caller]
fn check(population: &[u64], tables: &[Asks], k: u32, expect: &str) {
    let alone = print(population, tables, k, false);
    let found = narrowed(population, tables, &alone, k).unwrap_or_default();
    assert!(found.starts_with(expect), "{found:?} in {alone:?}");
    let tied = print(population, tables, k, true);
    assert_eq!(narrowed(population, tables, &tied, k), None, "{tied:?}");
}

#[test]
fn a_hidden_denominator_is_not_found_from_another_table() {
    // One answered of three who were asked: hidden with its neighbour. But the other table says how
    // many there are in each cell, so one to three answered here.
    let tables = [
        asks(&[(3, 1, 0), (6, 3, 0)], false),
        asks(&[(1, 0, 2), (6, 3, 0)], true),
    ];
    check(&[3, 6], &tables, 3, "d of cell 0 of table 1: (1, 3)");
}

#[test]
fn a_hidden_denominator_is_not_found_from_margins() {
    // The other table does not split the first two cells.
    let margin = Asks {
        parts: vec![vec![0, 1], vec![2]],
        ..asks(&[(3, 1, 0), (6, 3, 0)], false)
    };
    let tables = [margin, asks(&[(0, 0, 1), (1, 0, 1), (6, 3, 0)], true)];
    check(&[1, 2, 6], &tables, 3, "d of cell 2 of table 1: (4, 6)");
}

#[test]
fn who_did_not_say_is_not_found_from_another_table() {
    let tables = [asks(&[(5, 2, 0)], false), asks(&[(4, 2, 1)], true)];
    check(&[5], &tables, 3, "who did not say");
}

#[test]
fn who_did_not_say_in_one_table_gives_it_away_in_no_other() {
    let tables = [asks(&[(3, 1, 2)], true), asks(&[(4, 2, 1)], true)];
    let seen = print(&[5], &tables, 2, true);
    assert_eq!(narrowed(&[5], &tables, &seen, 2), None, "{seen:?}");
    assert_eq!(
        [seen[0].did_not_say, seen[1].did_not_say],
        [Printed::Hidden; 2]
    );
    // Alone it can be said.
    let seen = print(&[5], &tables[..1], 2, true);
    assert_eq!(seen[0].did_not_say, Printed::Shown(2));
}

/// Random counts of a table within a population.
fn within(population: Vec<u64>, all: bool, may_decline: bool) -> impl Strategy<Value = Asks> {
    let cell = move |most: u64| {
        let counted = if may_decline || !all {
            0..=most
        } else {
            most..=most
        };
        counted.prop_flat_map(move |d| {
            let not = if may_decline { most - d } else { 0 };
            (Just(d), 0..=d, 0..=not)
        })
    };
    let cells: Vec<_> = population.into_iter().map(cell).collect();
    cells.prop_map(move |cells| Asks {
        all,
        ..asks(&cells, may_decline)
    })
}

fn case() -> impl Strategy<Value = (Vec<u64>, Vec<Asks>)> {
    let population = prop::collection::vec(0..=5u64, 2);
    population.prop_flat_map(|population| {
        let one = |all, may_decline| within(population.clone(), all, may_decline);
        let tables = (
            one(true, false),
            one(true, true),
            one(true, true),
            one(false, true),
            1..16u8,
        );
        let tables = tables.prop_map(|(a, b, c, d, which)| {
            let all = [a, b, c, d].into_iter().enumerate();
            all.filter(|(at, _)| which >> at & 1 == 1)
                .map(|(_, asks)| asks)
                .collect()
        });
        (Just(population.clone()), tables)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn brute_force_never_narrows_tables_that_ask_the_same((population, tables) in case()) {
        let seen = print(&population, &tables, 2, true);
        prop_assert_eq!(narrowed(&population, &tables, &seen, 2), None, "{:?}", seen);
    }
}
