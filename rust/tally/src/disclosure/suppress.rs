//! Rule 3: what else is hidden so that the primary figures cannot be computed.
//!
//! First every line gets no hidden figure or at least two; then the audit decides, and as long as
//! it finds a hidden figure that can be narrowed down to less than k, one more figure near it is
//! hidden. Each step hides something, so it ends.
//!
//! What it deliberately does not do: look for the least possible loss, which is a hard problem.
//! The choice is greedy, by rules that depend on nothing but the tables.

use std::collections::BTreeSet;

use super::{
    audit::{Audit, Target},
    primary::{Hide, primary},
    system::{FigureId, System},
};

/// What suppression did, for the office's own eyes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Figures in all.
    pub figures: usize,
    /// Hidden by rule 1.
    pub primary: usize,
    /// Hidden for the sake of others.
    pub complementary: usize,
    /// Linear programs solved by the audit.
    pub programs: usize,
}

/// Hides what rules 1 and 3 ask for. Afterwards every hidden figure is proven to be safe.
///
/// Persons with stable accommodation by four stages, with k of 5. The first and last row tell too
/// much, and the totals stay: the first can then be anything from 0 to 12.
///
/// ```
/// use homeward_tally::disclosure::suppress::suppress;
/// use homeward_tally::disclosure::system::{Printed::{Hidden, Shown}, Series, System, Table};
///
/// let mut system = System::new();
/// let table = Table {
///     shape: vec![4],
///     k: 5,
///     denominators: vec![12, 21, 24, 26],
///     series: vec![Series::Inner(vec![3, 14, 18, 22])],
///     impossible: vec![],
/// };
/// let placed = system.add(&table, None)?;
/// suppress(&mut system);
/// let printed = placed.cells[0].iter().map(|cell| system.printed(*cell));
/// assert_eq!(printed.collect::<Vec<_>>(), [
///     (Hidden, Shown(12)),
///     (Shown(14), Shown(21)),
///     (Shown(18), Shown(24)),
///     (Hidden, Shown(26)),
///     (Shown(57), Shown(83)),
/// ]);
/// # Ok::<(), homeward_tally::disclosure::system::TableError>(())
/// ```
pub fn suppress(system: &mut System) -> Effort {
    for at in 0..system.cells.len() {
        let cell = system.cells[at];
        let (n, d) = (
            system.figures[cell.n.0].value,
            system.figures[cell.d.0].value,
        );
        match primary(n, d, cell.k, cell.impossible) {
            Hide::Nothing => {}
            Hide::Numerator => system.hide(cell.n),
            Hide::Both => {
                system.hide(cell.d);
                system.hide(cell.n);
            }
        }
    }
    let hidden = |system: &System| system.figures.iter().filter(|f| f.hidden).count();
    let first = hidden(system);
    let lines = Lines::of(system);
    let mut audit = Audit::new(system);
    loop {
        pair_up(system, &lines);
        let Some(target) = audit.first_unsafe(system) else {
            break;
        };
        match nearest(system, &lines, &audit, &target) {
            Some(figure) => system.hide(figure),
            // Nothing of what hangs together with it is shown any more: nothing to compute from.
            None => audit.accept(&target),
        }
    }
    Effort {
        figures: system.figures.len(),
        primary: first,
        complementary: hidden(system) - first,
        programs: audit.programs(),
    }
}

/// Which lines each figure is in.
struct Lines(Vec<Vec<usize>>);

impl Lines {
    fn of(system: &System) -> Lines {
        let mut of = vec![Vec::new(); system.figures.len()];
        for (at, line) in system.lines.iter().enumerate() {
            for figure in line {
                of[figure.0].push(at);
            }
        }
        Lines(of)
    }
}

fn hidden_in(system: &System, line: usize) -> usize {
    system.lines[line]
        .iter()
        .filter(|figure| system.figures[figure.0].hidden)
        .count()
}

/// Until each line has no hidden figure or at least two.
fn pair_up(system: &mut System, lines: &Lines) {
    let mut open: BTreeSet<usize> = (0..system.lines.len()).collect();
    while let Some(line) = open.pop_first() {
        if hidden_in(system, line) != 1 {
            continue;
        }
        let Some(choice) = cheapest(system, lines, &system.lines[line]) else {
            continue;
        };
        let before: Vec<bool> = system.figures.iter().map(|figure| figure.hidden).collect();
        system.hide(choice);
        for (at, figure) in system.figures.iter().enumerate() {
            if figure.hidden && !before[at] {
                open.extend(&lines.0[at]);
            }
        }
    }
}

/// The shown figure whose loss costs least: inner cells before margins before totals; then what
/// completes more lines than it breaks; then the smallest.
fn cheapest(system: &System, lines: &Lines, among: &[FigureId]) -> Option<FigureId> {
    let shown = among
        .iter()
        .filter(|figure| !system.figures[figure.0].hidden);
    shown.copied().min_by_key(|id| {
        let figure = &system.figures[id.0];
        let balance: i64 = lines.0[id.0]
            .iter()
            .map(|line| match hidden_in(system, *line) {
                0 => 1,
                1 => -1,
                _ => 0,
            })
            .sum();
        (figure.level, balance, figure.value, *id)
    })
}

/// What to hide next for the sake of a target: in its own lines if possible, else anywhere in what
/// hangs together with it.
fn nearest(system: &System, lines: &Lines, audit: &Audit, target: &Target) -> Option<FigureId> {
    let own: Vec<FigureId> = target
        .figures()
        .flat_map(|figure| &lines.0[figure.0])
        .flat_map(|line| system.lines[*line].iter().copied())
        .collect();
    cheapest(system, lines, &own).or_else(|| cheapest(system, lines, &audit.around(system, target)))
}
