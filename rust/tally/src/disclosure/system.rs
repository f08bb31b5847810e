//! All figures that are published together, as sums of unknown counts.
//!
//! A variable is a count of an innermost cell: persons in the denominator, or in one numerator.
//! A figure is a sum of variables that is printed or hidden: an inner cell, a margin, a total. Two
//! places that print the same sum are one figure, so they can only be hidden together. A cell is a
//! pair of figures, n out of d. A line is a list of figures of which the last is the sum of the
//! others. A bound is what everybody knows without being told: n is never above d. A single is one
//! count that is printed beside a table. Variables that no figure prints are there too, where they
//! tie tables together ([`super::population`]).
//!
//! Invariant: every figure's value is the sum of its variables' true values, and the true values
//! obey every bound.

use std::collections::BTreeMap;

/// An unknown count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Var(pub(crate) usize);

/// A figure of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureId(pub(crate) usize);

/// A cell of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellId(pub(crate) usize);

/// A sum that is printed or hidden.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub vars: Vec<Var>,
    pub value: u64,
    pub hidden: bool,
    /// 0 for an inner cell, 1 for a margin, 2 for the total of a two-way table.
    pub level: u8,
    /// Whether it stands in a release, unless it is hidden; what does not is always hidden.
    pub printed: bool,
}

/// n out of d.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub n: FigureId,
    pub d: FigureId,
    pub k: u32,
    pub impossible: bool,
}

/// A count that is printed by itself, out of nothing: how many did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Single {
    pub(crate) figure: FigureId,
    pub(crate) k: u32,
}

/// The sum of `plus`, and `slack` on top, is never below the sum of `minus`.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub plus: Vec<Var>,
    pub minus: Vec<Var>,
    pub slack: i64,
}

/// A difference that no table prints, and that must not be computed either.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unprinted {
    pub plus: FigureId,
    pub minus: FigureId,
    pub k: u32,
}

/// One numerator of a table.
#[derive(Debug, Clone)]
pub enum Series {
    /// A count for each inner cell, in row-major order.
    Inner(Vec<u64>),
    /// One count for the whole table.
    Total(u64),
}

/// A table to add: counts by at most two axes.
#[derive(Debug, Clone)]
pub struct Table {
    /// Members of each axis; at most two axes, none empty.
    pub shape: Vec<usize>,
    /// The k that holds.
    pub k: u32,
    /// The denominators of the inner cells, in row-major order; one if there is no axis.
    pub denominators: Vec<u64>,
    /// The numerators.
    pub series: Vec<Series>,
    /// Whether nobody can be in an inner cell by construction; empty for "everywhere possible".
    pub impossible: Vec<bool>,
}

/// Where the figures of a table went.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The cells of each series: row-major over (members of the first axis and its total) and
    /// (members of the second and its total); one cell for [`Series::Total`].
    pub cells: Vec<Vec<CellId>>,
    /// The variables of each series.
    pub numerators: Vec<Vec<Var>>,
    /// The variables of the denominator.
    pub denominators: Vec<Var>,
}

/// A table that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// More than two axes, an empty one, or too many cells.
    #[error("a table has at most two axes, each with 1 to 1000 members")]
    Shape,
    /// The number of counts is not that of the cells.
    #[error("the number of counts is not the number of cells")]
    Counts,
    /// A numerator is above its denominator.
    #[error("a numerator is above its denominator")]
    Above,
}

/// All figures that are published together.
#[derive(Debug, Clone, Default)]
pub struct System {
    pub(crate) truth: Vec<u64>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) singles: Vec<Single>,
    pub(crate) unprinted: Vec<Unprinted>,
    /// Totals that say how large a population is: nobody can decline there.
    pub(crate) ceilings: Vec<FigureId>,
    pub(crate) lines: Vec<Vec<FigureId>>,
    pub(crate) bounds: Vec<Bound>,
    known: BTreeMap<Vec<Var>, FigureId>,
}

/// A figure as it may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// Exact.
    Shown(u64),
    /// Hidden, for whatever reason.
    Hidden,
}

impl System {
    /// An empty system.
    pub fn new() -> System {
        System::default()
    }

    /// The printed pair (n, d) of a cell.
    pub fn printed(&self, cell: CellId) -> (Printed, Printed) {
        let cell = self.cells[cell.0];
        (self.print(cell.n), self.print(cell.d))
    }

    /// A printed single count.
    pub fn printed_single(&self, single: Single) -> Printed {
        self.print(single.figure)
    }

    fn print(&self, id: FigureId) -> Printed {
        match &self.figures[id.0] {
            figure if figure.hidden => Printed::Hidden,
            figure => Printed::Shown(figure.value),
        }
    }

    /// Adds a table. `shared` gives variables that take the place of the denominator's, where the
    /// same persons are counted elsewhere; their true values must be the same.
    ///
    /// # Errors
    /// If the table does not fit together.
    pub fn add(&mut self, table: &Table, shared: Option<&[Var]>) -> Result<Placed, TableError> {
        if table.shape.len() > 2 || table.shape.iter().any(|n| !(1..=1000).contains(n)) {
            return Err(TableError::Shape);
        }
        let inner: usize = table.shape.iter().product();
        let fits = |counts: usize| counts == inner;
        let denominators = match shared {
            None => self.variables(&table.denominators),
            Some(vars) => vars.to_vec(),
        };
        if !fits(table.denominators.len()) || !fits(denominators.len()) {
            return Err(TableError::Counts);
        }
        let same = |(var, count): (&Var, &u64)| self.truth.get(var.0) == Some(count);
        if !denominators.iter().zip(&table.denominators).all(same) {
            return Err(TableError::Counts);
        }
        if !(table.impossible.is_empty() || fits(table.impossible.len())) {
            return Err(TableError::Counts);
        }
        let shape = Shape::of(&table.shape);
        let d_figures = self.figures_of(&shape, &denominators);
        let mut placed = Placed {
            cells: vec![],
            numerators: vec![],
            denominators,
        };
        for series in &table.series {
            match series {
                Series::Inner(counts) => {
                    if !fits(counts.len()) {
                        return Err(TableError::Counts);
                    }
                    if counts.iter().zip(&table.denominators).any(|(n, d)| n > d) {
                        return Err(TableError::Above);
                    }
                    let vars = self.variables(counts);
                    for (n, d) in vars.iter().zip(&placed.denominators) {
                        self.bound(vec![*d], vec![*n]);
                    }
                    let n_figures = self.figures_of(&shape, &vars);
                    let cells = n_figures
                        .iter()
                        .zip(&d_figures)
                        .enumerate()
                        .map(|(at, (n, d))| {
                            let hits = shape.members(at);
                            let nobody =
                                |inner: &usize| table.impossible.get(*inner) == Some(&true);
                            Cell {
                                n: *n,
                                d: *d,
                                k: table.k,
                                impossible: hits.iter().all(nobody),
                            }
                        });
                    let first = self.cells.len();
                    self.cells.extend(cells);
                    placed
                        .cells
                        .push((first..self.cells.len()).map(CellId).collect());
                    placed.numerators.push(vars);
                }
                Series::Total(count) => {
                    if *count > table.denominators.iter().sum() {
                        return Err(TableError::Above);
                    }
                    let vars = self.variables(&[*count]);
                    let plus = placed.denominators.clone();
                    self.bound(plus, vars.clone());
                    let n = self.figure(vars.clone(), 0);
                    let d = *d_figures.last().ok_or(TableError::Shape)?;
                    self.cells.push(Cell {
                        n,
                        d,
                        k: table.k,
                        impossible: false,
                    });
                    placed.cells.push(vec![CellId(self.cells.len() - 1)]);
                    placed.numerators.push(vars);
                }
            }
        }
        Ok(placed)
    }

    /// Says that everybody knows: the sum of `plus` is never below the sum of `minus`.
    pub fn bound(&mut self, plus: Vec<Var>, minus: Vec<Var>) {
        self.bound_by(plus, minus, 0);
    }

    pub(crate) fn bound_by(&mut self, plus: Vec<Var>, minus: Vec<Var>, slack: i64) {
        self.bounds.push(Bound { plus, minus, slack });
    }

    /// Adds a count that is printed by itself.
    pub fn single(&mut self, count: u64, k: u32) -> (Var, Single) {
        let var = self.variables(&[count])[0];
        let figure = self.figure(vec![var], 0);
        let single = Single { figure, k };
        self.singles.push(single);
        (var, single)
    }

    /// The true sum of variables.
    pub(crate) fn truth_of(&self, vars: &[Var]) -> u64 {
        vars.iter().map(|var| self.truth[var.0]).sum()
    }

    /// The sum of variables as a figure that no release prints.
    pub(crate) fn unprinted(&mut self, mut vars: Vec<Var>) -> FigureId {
        vars.sort();
        if let Some(id) = self.known.get(&vars) {
            return *id;
        }
        let id = self.figure(vars, 0);
        let figure = &mut self.figures[id.0];
        (figure.hidden, figure.printed) = (true, false);
        id
    }

    /// Hides a figure, and the numerator of each cell whose denominator it is.
    pub(crate) fn hide(&mut self, id: FigureId) {
        // A numerator can be the denominator of another table: at most as deep as tables.
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if std::mem::replace(&mut self.figures[id.0].hidden, true) {
                continue;
            }
            next.extend(
                self.cells
                    .iter()
                    .filter(|cell| cell.d == id)
                    .map(|cell| cell.n),
            );
        }
    }

    pub(crate) fn variables(&mut self, counts: &[u64]) -> Vec<Var> {
        let first = self.truth.len();
        self.truth.extend(counts);
        (first..self.truth.len()).map(Var).collect()
    }

    pub(crate) fn figure(&mut self, mut vars: Vec<Var>, level: u8) -> FigureId {
        vars.sort();
        if let Some(id) = self.known.get(&vars) {
            return *id;
        }
        let id = FigureId(self.figures.len());
        let value = self.truth_of(&vars);
        self.known.insert(vars.clone(), id);
        self.figures.push(Figure {
            vars,
            value,
            hidden: false,
            level,
            printed: true,
        });
        id
    }

    /// The figures of a table over these inner variables, and its lines.
    fn figures_of(&mut self, shape: &Shape, vars: &[Var]) -> Vec<FigureId> {
        let figures: Vec<FigureId> = (0..shape.len())
            .map(|at| {
                let members = shape.members(at);
                self.figure(
                    members.iter().map(|inner| vars[*inner]).collect(),
                    shape.level(at),
                )
            })
            .collect();
        for line in shape.lines() {
            let line: Vec<FigureId> = line.into_iter().map(|at| figures[at]).collect();
            // An axis with one member prints the same figure twice: nothing to protect there.
            if line.len() > 2 && !self.lines.contains(&line) {
                self.lines.push(line);
            }
        }
        figures
    }
}

/// Rows and columns of a table with totals; a missing axis has one member and no total.
struct Shape {
    rows: usize,
    columns: usize,
    row_total: usize,
    column_total: usize,
}

impl Shape {
    fn of(axes: &[usize]) -> Shape {
        let rows = axes.first().copied();
        let columns = axes.get(1).copied();
        Shape {
            rows: rows.unwrap_or(1),
            columns: columns.unwrap_or(1),
            row_total: usize::from(rows.is_some()),
            column_total: usize::from(columns.is_some()),
        }
    }

    fn width(&self) -> usize {
        self.columns + self.column_total
    }

    fn len(&self) -> usize {
        (self.rows + self.row_total) * self.width()
    }

    /// The inner cells that a cell sums.
    fn members(&self, at: usize) -> Vec<usize> {
        let (row, column) = (at / self.width(), at % self.width());
        let span = |at: usize, n: usize| if at < n { at..at + 1 } else { 0..n };
        let rows = span(row, self.rows);
        rows.flat_map(|r| span(column, self.columns).map(move |c| r * self.columns + c))
            .collect()
    }

    fn level(&self, at: usize) -> u8 {
        let (row, column) = (at / self.width(), at % self.width());
        u8::from(row >= self.rows) + u8::from(column >= self.columns)
    }

    /// Each row and each column with its total last.
    fn lines(&self) -> Vec<Vec<usize>> {
        let height = self.rows + self.row_total;
        let mut lines = Vec::new();
        if self.column_total == 1 {
            lines.extend(
                (0..height).map(|r| (0..self.width()).map(|c| r * self.width() + c).collect()),
            );
        }
        if self.row_total == 1 {
            lines.extend(
                (0..self.width()).map(|c| (0..height).map(|r| r * self.width() + c).collect()),
            );
        }
        lines
    }
}
