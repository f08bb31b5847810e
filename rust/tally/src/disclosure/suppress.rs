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
    system::{Figure, FigureId, System},
};

/// How many figures are tried for the sake of one target.
const TRIES: usize = 8;
/// How many of those that are hidden together are tried to be left out.
const PRUNED: usize = 64;

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
    for at in 0..system.singles.len() {
        let single = system.singles[at];
        if system.figures[single.figure.0].value < u64::from(single.k) {
            system.hide(single.figure);
        }
    }
    let printed = system
        .figures
        .iter()
        .filter(|figure| figure.printed)
        .count();
    let hidden = |system: &System| {
        let hidden = |figure: &&Figure| figure.printed && figure.hidden;
        system.figures.iter().filter(hidden).count()
    };
    let first = hidden(system);
    let lines = Lines::of(system);
    let mut audit = Audit::new(system);
    loop {
        pair_up(system, &lines);
        let Some(target) = audit.first_unsafe(system) else {
            break;
        };
        let next = next_to_hide(system, &lines, &mut audit, &target);
        if next.is_empty() {
            // Nothing of what hangs together with it is shown any more: nothing to compute from.
            audit.accept(&target);
        }
        for figure in next {
            system.hide(figure);
        }
    }
    Effort {
        figures: printed,
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
    shown.copied().min_by_key(|id| cost(system, lines, *id))
}

fn cost(system: &System, lines: &Lines, id: FigureId) -> (u8, i64, u64, FigureId) {
    let figure = &system.figures[id.0];
    let balance: i64 = lines.0[id.0]
        .iter()
        .map(|line| match hidden_in(system, *line) {
            0 => 1,
            1 => -1,
            _ => 0,
        })
        .sum();
    (figure.level, balance, figure.value, id)
}

/// What to hide next for the sake of a target: the first of these that makes it safe. The cheapest
/// in its own lines; every single count that hangs together with it, because they tie tables and
/// say little; the totals that say how large a population is; anything else near it, by its cost;
/// as many of all these as are needed.
fn next_to_hide(
    system: &System,
    lines: &Lines,
    audit: &mut Audit,
    target: &Target,
) -> Vec<FigureId> {
    let shown = |id: &FigureId| !system.figures[id.0].hidden;
    let own: Vec<FigureId> = target
        .figures()
        .flat_map(|figure| &lines.0[figure.0])
        .flat_map(|line| system.lines[*line].iter().copied())
        .filter(shown)
        .collect();
    let around = audit.around(system, target);
    let singles = system.singles.iter().map(|single| single.figure);
    let singles: Vec<FigureId> = singles.filter(|id| around.contains(id)).collect();
    let ceilings: Vec<FigureId> = system.ceilings.iter().copied().filter(shown).collect();
    let both = [singles.as_slice(), &ceilings].concat();
    let mut others: Vec<FigureId> = own.iter().chain(&around).copied().collect();
    others.sort_by_key(|id| (!own.contains(id), cost(system, lines, *id)));
    others.dedup();
    let one_each = |from: &[FigureId]| -> Vec<Vec<FigureId>> {
        from.iter().take(TRIES).map(|id| vec![*id]).collect()
    };
    let (first, rest) = others.split_at(own.len().min(1));
    let tries = if target.is_of_who_did_not_say(system) {
        // What opens one opens all, and every table stays.
        [vec![singles, both.clone(), ceilings], one_each(&others)]
    } else {
        let early = vec![first.to_vec(), singles, both.clone(), ceilings];
        [early, one_each(rest)]
    };
    let safe = |audit: &mut Audit, figures: &[FigureId]| {
        let mut trial = system.clone();
        for figure in figures {
            trial.hide(*figure);
        }
        pair_up(&mut trial, lines);
        !figures.is_empty() && audit.would_be_safe(&trial, target)
    };
    for figures in tries.concat() {
        if safe(audit, &figures) {
            return figures;
        }
    }
    // Several are needed: the shortest beginning of what is near that does, and of it what must be.
    let mut near = own;
    near.sort_by_key(|id| cost(system, lines, *id));
    for id in both.into_iter().chain(others) {
        if !near.contains(&id) {
            near.push(id);
        }
    }
    near.dedup();
    let (mut too_few, mut enough) = (1, 2);
    while enough < near.len() && !safe(audit, &near[..enough]) {
        (too_few, enough) = (enough, enough * 2);
    }
    enough = enough.min(near.len());
    while too_few + 1 < enough {
        let middle = usize::midpoint(too_few, enough);
        if safe(audit, &near[..middle]) {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    near.truncate(enough);
    for id in near.clone().into_iter().take(PRUNED) {
        let fewer: Vec<FigureId> = near.iter().copied().filter(|other| *other != id).collect();
        if safe(audit, &fewer) {
            near = fewer;
        }
    }
    near
}
