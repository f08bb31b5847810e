//! The attacker: what can be computed about a hidden figure from everything that is shown.
//!
//! For each hidden n, d and d−n the audit looks for two tables that both agree with everything
//! shown and with every bound, and that are at least k apart there. A linear program proposes
//! them; each proposal is rounded and checked in integers against every equation before it counts.
//! So "safe" is proven, and a doubt counts as unsafe.
//!
//! What it deliberately does not do: know anything that is not shown (earlier releases, a member
//! of the attacker's own).

use std::collections::{BTreeMap, BTreeSet};

use good_lp::{
    Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, microlp, variable,
};

use super::system::{FigureId, System, Var};

/// With at most this many unknowns, integers are asked for when rounding fails.
const INTEGERS_UP_TO: usize = 24;
/// Tables that were found are kept, so that later targets may need no program of their own.
const KEPT: usize = 512;

/// A quantity that must stay unknown: the sum of one figure, less another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    plus: FigureId,
    minus: Option<FigureId>,
    k: u32,
}

impl Target {
    /// Whether it counts those who did not say.
    pub(crate) fn is_of_who_did_not_say(&self, system: &System) -> bool {
        let single = system.singles.iter().any(|of| of.figure == self.plus);
        single || !system.figures[self.plus.0].printed
    }

    /// The figures that it is made of.
    pub(crate) fn figures(&self) -> impl Iterator<Item = FigureId> {
        [Some(self.plus), self.minus].into_iter().flatten()
    }
}

/// What is already proven about one system. Hiding more only widens intervals, so what is proven
/// stays proven.
pub struct Audit {
    safe: BTreeSet<Target>,
    tables: Vec<Vec<u64>>,
    programs: usize,
    /// For each variable, the figures and bounds that it is in.
    figures_of: Vec<Vec<usize>>,
    bounds_of: Vec<Vec<usize>>,
}

impl Audit {
    /// An audit of this system, which may hide more from now on but must not grow.
    pub fn new(system: &System) -> Audit {
        let mut figures_of = vec![Vec::new(); system.truth.len()];
        let mut bounds_of = vec![Vec::new(); system.truth.len()];
        for (at, figure) in system.figures.iter().enumerate() {
            for var in &figure.vars {
                figures_of[var.0].push(at);
            }
        }
        for (at, bound) in system.bounds.iter().enumerate() {
            for var in bound.plus.iter().chain(&bound.minus) {
                bounds_of[var.0].push(at);
            }
        }
        let tables = Vec::new();
        Audit {
            safe: BTreeSet::new(),
            tables,
            programs: 0,
            figures_of,
            bounds_of,
        }
    }

    /// How many linear programs were solved.
    pub fn programs(&self) -> usize {
        self.programs
    }

    /// Every quantity that is hidden now.
    pub fn targets(system: &System) -> Vec<Target> {
        let mut targets = BTreeSet::new();
        for cell in &system.cells {
            let hidden = |figure: FigureId| hidden_of(system, figure);
            let mut add = |plus, minus| {
                targets.insert(Target {
                    plus,
                    minus,
                    k: cell.k,
                })
            };
            if hidden(cell.n) {
                add(cell.n, None);
            }
            if hidden(cell.d) {
                add(cell.d, None);
                add(cell.d, Some(cell.n));
            }
        }
        for single in &system.singles {
            if hidden_of(system, single.figure) {
                let (plus, minus, k) = (single.figure, None, single.k);
                targets.insert(Target { plus, minus, k });
            }
        }
        for unprinted in &system.unprinted {
            // What is shown takes nothing away from the width: then one target serves all tables.
            let minus = Some(unprinted.minus).filter(|minus| hidden_of(system, *minus));
            let (plus, k) = (unprinted.plus, unprinted.k);
            targets.insert(Target { plus, minus, k });
        }
        targets.into_iter().collect()
    }

    /// The first hidden quantity that is not proven to be safe.
    pub fn first_unsafe(&mut self, system: &System) -> Option<Target> {
        Audit::targets(system)
            .into_iter()
            .find(|target| !self.safe.contains(target) && !self.prove(system, target))
    }

    /// Takes a target as safe: nothing that hangs together with it is shown.
    pub(crate) fn accept(&mut self, target: &Target) {
        self.safe.insert(*target);
    }

    /// The least and the greatest value that a hidden quantity can have, as far as it was found;
    /// for explaining and testing. `k` only bounds how far an open interval is followed.
    pub fn interval(&mut self, system: &System, target: &Target) -> (i64, i64) {
        let mut range = (i64::MAX, i64::MIN);
        let truth = self
            .around_vars(system, target)
            .map(|free| (free, system.truth.clone()));
        let Some((free, truth)) = truth else {
            let value = value_of(system, &system.truth, target);
            return (value, value);
        };
        widen(&mut range, value_of(system, &truth, target));
        for up in [true, false] {
            if let Some(table) = self.program(system, target, &free, up) {
                widen(&mut range, value_of(system, &table, target));
            }
        }
        range
    }

    /// The shown figures that hang together with a target.
    pub(crate) fn around(&self, system: &System, target: &Target) -> Vec<FigureId> {
        let Some(free) = self.around_vars(system, target) else {
            return Vec::new();
        };
        let figures: BTreeSet<usize> = free
            .iter()
            .flat_map(|var| self.figures_of[*var].iter().copied())
            .collect();
        let shown = figures.into_iter().filter(|at| !system.figures[*at].hidden);
        let mut found: BTreeSet<FigureId> = shown.map(FigureId).collect();
        // What is fixed by being shown alone is not free, but limits what is.
        for bound in free.iter().flat_map(|var| &self.bounds_of[*var]) {
            let bound = &system.bounds[*bound];
            for var in bound.plus.iter().chain(&bound.minus) {
                let alone = |at: &&usize| {
                    system.figures[**at].vars.len() == 1 && !system.figures[**at].hidden
                };
                found.extend(
                    self.figures_of[var.0]
                        .iter()
                        .find(alone)
                        .map(|at| FigureId(*at)),
                );
            }
        }
        found.into_iter().collect()
    }

    fn prove(&mut self, system: &System, target: &Target) -> bool {
        let wide = self.is_wide(system, target, true);
        if wide {
            self.safe.insert(*target);
        }
        wide
    }

    /// Whether this would be safe if the system were this one, which hides more.
    pub(crate) fn would_be_safe(&mut self, system: &System, target: &Target) -> bool {
        self.is_wide(system, target, false)
    }

    /// Whether two tables are found that agree with everything shown and are k apart at the target.
    /// What is found in a trial must not be kept: it need not agree with a system that shows more.
    fn is_wide(&mut self, system: &System, target: &Target, keep: bool) -> bool {
        let mut range = (i64::MAX, i64::MIN);
        widen(&mut range, value_of(system, &system.truth, target));
        for table in &self.tables {
            widen(&mut range, value_of(system, table, target));
        }
        let wide = |range: (i64, i64)| range.1 - range.0 >= i64::from(target.k);
        if !wide(range) {
            let Some(free) = self.around_vars(system, target) else {
                return false;
            };
            for up in [true, false] {
                if let Some(table) = self.program(system, target, &free, up) {
                    widen(&mut range, value_of(system, &table, target));
                    if keep {
                        if self.tables.len() == KEPT {
                            self.tables.remove(0);
                        }
                        self.tables.push(table);
                    }
                }
                if wide(range) {
                    break;
                }
            }
        }
        wide(range)
    }

    fn is_fixed(&self, system: &System, var: usize) -> bool {
        self.figures_of[var].iter().any(|at| {
            let figure = &system.figures[*at];
            !figure.hidden && figure.vars.len() == 1
        })
    }

    /// The unknown variables that hang together with a target through shown sums and bounds;
    /// `None` if there are none.
    fn around_vars(&self, system: &System, target: &Target) -> Option<BTreeSet<usize>> {
        let mut found = BTreeSet::new();
        let mut next: Vec<usize> = target
            .figures()
            .flat_map(|figure| system.figures[figure.0].vars.iter().map(|var| var.0))
            .collect();
        while let Some(var) = next.pop() {
            if self.is_fixed(system, var) || !found.insert(var) {
                continue;
            }
            for at in &self.figures_of[var] {
                let figure = &system.figures[*at];
                if !figure.hidden {
                    next.extend(figure.vars.iter().map(|var| var.0));
                }
            }
            for at in &self.bounds_of[var] {
                let bound = &system.bounds[*at];
                next.extend(bound.plus.iter().chain(&bound.minus).map(|var| var.0));
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// A table that agrees with everything shown and in which the target is as great (`up`) or as
    /// small as possible; in integers, checked.
    fn program(
        &mut self,
        system: &System,
        target: &Target,
        free: &BTreeSet<usize>,
        up: bool,
    ) -> Option<Vec<u64>> {
        let table = self.solve(system, target, free, up, false);
        if table.is_some() || free.len() > INTEGERS_UP_TO {
            return table;
        }
        self.solve(system, target, free, up, true)
    }

    fn solve(
        &mut self,
        system: &System,
        target: &Target,
        free: &BTreeSet<usize>,
        up: bool,
        integers: bool,
    ) -> Option<Vec<u64>> {
        self.programs += 1;
        // An open interval is followed only so far: enough for k, and finite for the solver.
        let most: u64 =
            free.iter().map(|var| system.truth[*var]).sum::<u64>() + 4 * u64::from(target.k);
        let figures: BTreeSet<usize> = free
            .iter()
            .flat_map(|var| self.figures_of[*var].iter().copied())
            .collect();
        let bounds: BTreeSet<usize> = free
            .iter()
            .flat_map(|var| self.bounds_of[*var].iter().copied())
            .collect();
        let (ranges, rows) = reduced(system, free, &bounds, most);
        let mut problem = ProblemVariables::new();
        let mut at: Vec<Option<Variable>> = vec![None; system.truth.len()];
        for (var, (least, greatest)) in &ranges {
            let mut definition = variable().min(*least as f64).max(*greatest as f64);
            if integers {
                definition = definition.integer();
            }
            at[*var] = Some(problem.add(definition));
        }
        let sum = |vars: &[Var]| {
            let mut expression = Expression::from(0.0);
            for var in vars {
                match at[var.0] {
                    Some(variable) => expression += variable,
                    None => expression += system.truth[var.0] as f64,
                }
            }
            expression
        };
        let mut objective = sum(&system.figures[target.plus.0].vars);
        if let Some(minus) = target.minus {
            objective -= sum(&system.figures[minus.0].vars);
        }
        let direction = if up {
            problem.maximise(objective)
        } else {
            problem.minimise(objective)
        };
        let mut model = direction.using(microlp);
        for figure in &figures {
            let figure = &system.figures[*figure];
            if !figure.hidden {
                model = model.with(constraint!(sum(&figure.vars) == figure.value as f64));
            }
        }
        for ((plus, minus), least) in &rows {
            model = model.with(constraint!(sum(plus) - sum(minus) >= *least as f64));
        }
        let solution = model.solve().ok()?;
        let mut table = system.truth.clone();
        for var in free {
            let value = solution.value(at[*var]?).round();
            if !(0.0..=most as f64).contains(&value) {
                return None;
            }
            table[*var] = value as u64;
        }
        let total = |vars: &[Var]| -> i64 { vars.iter().map(|var| table[var.0] as i64).sum() };
        let agrees = figures.iter().all(|at| {
            let figure = &system.figures[*at];
            figure.hidden || total(&figure.vars) == figure.value as i64
        }) && bounds.iter().all(|at| {
            let bound = &system.bounds[*at];
            total(&bound.plus) + bound.slack >= total(&bound.minus)
        });
        agrees.then_some(table)
    }
}

/// The unknown variables on each side of a bound.
type Sides = (Vec<Var>, Vec<Var>);

/// The bounds as a range for each unknown and, for what several of them obey together, one row for
/// each difference with the least that it may be: of several bounds only the tightest counts.
fn reduced(
    system: &System,
    free: &BTreeSet<usize>,
    bounds: &BTreeSet<usize>,
    most: u64,
) -> (BTreeMap<usize, (i64, i64)>, BTreeMap<Sides, i64>) {
    let mut ranges: BTreeMap<usize, (i64, i64)> =
        free.iter().map(|var| (*var, (0, most as i64))).collect();
    let mut rows: BTreeMap<Sides, i64> = BTreeMap::new();
    for bound in bounds.iter().map(|at| &system.bounds[*at]) {
        let unknown = |vars: &[Var]| -> (Vec<Var>, i64) {
            let (mut unknown, mut known) = (Vec::new(), 0);
            for var in vars {
                if free.contains(&var.0) {
                    unknown.push(*var);
                } else {
                    known += system.truth[var.0] as i64;
                }
            }
            unknown.sort();
            (unknown, known)
        };
        let ((plus, more), (minus, less)) = (unknown(&bound.plus), unknown(&bound.minus));
        let least = less - more - bound.slack;
        match (plus.as_slice(), minus.as_slice()) {
            ([], []) => {}
            ([var], []) => {
                if let Some((from, _)) = ranges.get_mut(&var.0) {
                    *from = (*from).max(least);
                }
            }
            ([], [var]) => {
                if let Some((_, to)) = ranges.get_mut(&var.0) {
                    *to = (*to).min(-least);
                }
            }
            _ => {
                let row = rows.entry((plus, minus)).or_insert(least);
                *row = (*row).max(least);
            }
        }
    }
    (ranges, rows)
}

fn hidden_of(system: &System, figure: FigureId) -> bool {
    system.figures[figure.0].hidden
}

fn value_of(system: &System, table: &[u64], target: &Target) -> i64 {
    let sum = |figure: FigureId| -> i64 {
        system.figures[figure.0]
            .vars
            .iter()
            .map(|var| table[var.0] as i64)
            .sum()
    };
    sum(target.plus) - target.minus.map_or(0, sum)
}

fn widen(range: &mut (i64, i64), value: i64) {
    range.0 = range.0.min(value);
    range.1 = range.1.max(value);
}
