//! Makes a release from what the office holds.
//!
//! Invariant: every count goes through [`suppress`] before it is put into a table. Indicators that
//! count the same persons are protected together; the others hang together through nothing that is
//! printed.

use std::collections::BTreeMap;

use homeward_seal::{Class, Digest, PeriodId, SigningKey};
use jiff::civil::Date;

use super::{
    ALL, Cell, Definition, DimensionMembers, FORMAT, Figure, PeriodEntry, Release, Rules,
    SignedRelease, Table, canonical,
};
use crate::{
    counts::{Counts, Sums},
    disclosure::{
        GROUP_FLOOR, Limits, PERCENT_FLOOR, per_mille,
        suppress::{Effort, suppress},
        system::{self, CellId, Placed, Printed, Series, System, TableError, Var},
    },
    indicators::{Dimension, IMPOSSIBLE, INDICATORS, Indicator, IndicatorId, ItemBase, class_word},
    office::Office,
};

/// Why no release is made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MakeError {
    /// There is no period in it.
    #[error("there are no tallies to make a release from")]
    NoPeriod,
    /// Late data of a period still counts on that day.
    #[error("period {0} takes late check-ins until {1}; make the release after that day")]
    PeriodOpen(String, String),
    /// The counts contradict each other, which checked tallies exclude.
    #[error("the counts of {0} do not fit together: {1}")]
    Counts(&'static str, TableError),
}

/// A release and what the office itself may want to know about how it was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The canonical signed text.
    pub text: Vec<u8>,
    /// The same, read.
    pub release: SignedRelease,
    /// What suppression did, in all.
    pub effort: Effort,
}

/// Makes and signs a release of all periods from which the office took tallies.
///
/// # Errors
/// [`MakeError`].
pub fn make(
    office: &Office,
    limits: Limits,
    made: Date,
    signer: &SigningKey,
) -> Result<Made, MakeError> {
    let trust = office.trust();
    let periods: Vec<_> = trust
        .periods
        .iter()
        .filter(|period| office.periods().contains(period.id()))
        .collect();
    if periods.is_empty() {
        return Err(MakeError::NoPeriod);
    }
    if let Some(open) = periods.iter().find(|period| !period.is_closed_on(made)) {
        let (id, until) = (open.id().to_string(), open.closes().to_string());
        return Err(MakeError::PeriodOpen(id, until));
    }
    let counts = Counts::of(office);
    let mut tables: BTreeMap<(usize, usize), Vec<Table>> = BTreeMap::new();
    let mut effort = Effort::default();
    for (when, period) in periods.iter().enumerate() {
        for group in groups() {
            let (made, used) = group_tables(&counts, &group, period.id(), limits)?;
            effort.figures += used.figures;
            effort.primary += used.primary;
            effort.complementary += used.complementary;
            effort.programs += used.programs;
            for (indicator, made) in made {
                tables.insert((indicator, when), made);
            }
        }
    }
    let members = |dimension| counts.axes.members(dimension).to_vec();
    let release = Release {
        format: FORMAT.to_owned(),
        tenant: trust.tenant.hex(),
        made: made.to_string(),
        settings: trust.settings.hex(),
        inputs: office.inputs().hex(),
        periods: periods
            .iter()
            .map(|period| PeriodEntry {
                id: period.id().to_string(),
                first: period.start().to_string(),
                last: period.end().to_string(),
            })
            .collect(),
        rules: Rules {
            k: limits.k(Class::Ordinary),
            k_restricted: limits.k(Class::Restricted),
            group_floor: GROUP_FLOOR,
            percent_floor: PERCENT_FLOOR,
        },
        indicators: INDICATORS.iter().map(definition).collect(),
        dimensions: DimensionMembers {
            stage: members(Dimension::Stage),
            area: members(Dimension::Area),
            sex: members(Dimension::Sex),
        },
        tables: by_item_then_period(tables),
    };
    Ok(sign(release, signer, effort))
}

fn sign(release: Release, signer: &SigningKey, effort: Effort) -> Made {
    const WHY: &str = "a release holds integers, text, lists and maps only";
    let digest = Digest::of(&canonical::bytes(&release).expect(WHY));
    let signature = signer.sign(FORMAT, &[&digest.0]);
    let release = SignedRelease {
        key: signer.verifying_key().id().hex(),
        release,
        signature: signature
            .0
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    };
    let text = canonical::bytes(&release).expect(WHY);
    Made {
        text,
        release,
        effort,
    }
}

fn definition(indicator: &Indicator) -> Definition {
    Definition {
        id: indicator.code.to_owned(),
        name: indicator.name.to_owned(),
        unit: indicator.unit.word().to_owned(),
        class: class_word(indicator.class).to_owned(),
        numerator: indicator.numerator_words.to_owned(),
        denominator: indicator.denominator_words.to_owned(),
        dimensions: indicator
            .dimensions
            .iter()
            .map(|d| d.word().to_owned())
            .collect(),
        items: indicator.items.map(|items| items.kind.to_owned()),
    }
}

/// Tables by indicator, then item, then period: what a chart over periods reads in one go.
fn by_item_then_period(tables: BTreeMap<(usize, usize), Vec<Table>>) -> Vec<Table> {
    let mut sorted: Vec<((usize, usize, usize), Table)> = Vec::new();
    for ((indicator, when), made) in tables {
        let keyed = made.into_iter().enumerate();
        sorted.extend(keyed.map(|(item, table)| ((indicator, item, when), table)));
    }
    sorted.sort_by_key(|(key, _)| *key);
    sorted.into_iter().map(|(_, table)| table).collect()
}

/// Indicators that count the same persons somewhere, as places in the table of indicators.
fn groups() -> Vec<Vec<usize>> {
    let place = |id: IndicatorId| INDICATORS.iter().position(|indicator| indicator.id == id);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, indicator) in INDICATORS.iter().enumerate() {
        let first = counted_in(indicator).and_then(place);
        match first.and_then(|first| groups.iter_mut().find(|group| group.contains(&first))) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

fn counted_in(indicator: &Indicator) -> Option<IndicatorId> {
    match indicator.items?.base {
        ItemBase::Own { counted_in, .. } => counted_in,
        _ => None,
    }
}

type Tables = Vec<(usize, Vec<Table>)>;

/// The tables of some indicators in one period, after disclosure control of all together.
fn group_tables(
    counts: &Counts,
    group: &[usize],
    period: &PeriodId,
    limits: Limits,
) -> Result<(Tables, Effort), MakeError> {
    let mut system = System::new();
    let mut placed: BTreeMap<IndicatorId, SeriesCells> = BTreeMap::new();
    let mut item_vars: BTreeMap<IndicatorId, Vec<Vec<Var>>> = BTreeMap::new();
    for indicator in group.iter().map(|at| &INDICATORS[*at]) {
        let Some(sums) = counts.get(period, indicator.id) else {
            continue;
        };
        let shared = counted_in(indicator).and_then(|other| item_vars.get(&other));
        let k = limits.k(indicator.class);
        let (cells, vars) = add(&mut system, counts, indicator, sums, k, shared)
            .map_err(|error| MakeError::Counts(indicator.code, error))?;
        placed.insert(indicator.id, cells);
        item_vars.insert(indicator.id, vars);
    }
    let effort = suppress(&mut system);
    let mut tables = Vec::new();
    for at in group {
        let indicator = &INDICATORS[*at];
        let (Some(series), Some(sums)) =
            (placed.get(&indicator.id), counts.get(period, indicator.id))
        else {
            continue;
        };
        let k = u64::from(limits.k(indicator.class));
        let did_not_say = if may_tell_who_did_not_say(counts, period, indicator.class, k) {
            Figure::Shown(sums.did_not_say)
        } else {
            Figure::Hidden
        };
        let table = |(item, cells): &(Option<&str>, Vec<CellId>)| {
            let split = cells.len() > 1;
            let by = if split { indicator.dimensions } else { &[] };
            Table {
                indicator: indicator.code.to_owned(),
                item: item.map(str::to_owned),
                period: period.to_string(),
                by: by
                    .iter()
                    .map(|dimension| dimension.word().to_owned())
                    .collect(),
                cells: print(&system, counts, by, cells),
                did_not_say,
            }
        };
        tables.push((*at, series.iter().map(table).collect()));
    }
    Ok((tables, effort))
}

/// Whether the numbers of those who preferred not to say may be printed: only when each of the class in
/// the period is at least k. Indicators that ask the same persons share the sum of denominator and "not
/// said", so one number printed gives the base, and the base gives those that are hidden elsewhere.
fn may_tell_who_did_not_say(counts: &Counts, period: &PeriodId, class: Class, k: u64) -> bool {
    INDICATORS
        .iter()
        .filter(|indicator| indicator.class == class)
        .filter_map(|indicator| counts.get(period, indicator.id))
        .all(|sums| sums.did_not_say >= k)
}

/// The cells of each series; an item's name, or none for the indicator itself.
type SeriesCells = Vec<(Option<&'static str>, Vec<CellId>)>;
type Added = (SeriesCells, Vec<Vec<Var>>);

/// Puts an indicator into the system: its cells by series, and the variables of its items.
fn add(
    system: &mut System,
    counts: &Counts,
    indicator: &Indicator,
    sums: &Sums,
    k: u32,
    shared: Option<&Vec<Vec<Var>>>,
) -> Result<Added, TableError> {
    let items = indicator.items;
    let values = items.map_or(&[][..], |items| items.values);
    if let Some(ItemBase::Own { .. }) = items.map(|items| items.base) {
        let mut series = Vec::new();
        let mut vars = Vec::new();
        for (at, value) in values.iter().enumerate() {
            let one = system::Table {
                shape: vec![],
                k,
                denominators: vec![sums.item_denominators[at]],
                series: vec![Series::Inner(sums.items[at].clone())],
                impossible: vec![],
            };
            let shared = shared.and_then(|shared| shared.get(at)).map(Vec::as_slice);
            let mut placed = system.add(&one, shared)?;
            series.push((Some(*value), placed.cells.remove(0)));
            vars.push(placed.numerators.remove(0));
        }
        return Ok((series, vars));
    }
    let mut names = Vec::new();
    let mut of = Vec::new();
    if indicator.numerator.is_some() {
        names.push(None);
        of.push(Series::Inner(sums.numerators.clone()));
    }
    for (value, count) in values.iter().zip(&sums.items) {
        names.push(Some(*value));
        of.push(match items {
            Some(items) if items.by_dimensions => Series::Inner(count.clone()),
            _ => Series::Total(count.iter().sum()),
        });
    }
    let table = system::Table {
        shape: counts.axes.shape(indicator),
        k,
        denominators: sums.denominators.clone(),
        series: of,
        impossible: impossible(counts, indicator),
    };
    let placed = system.add(&table, None)?;
    let first_item = usize::from(indicator.numerator.is_some());
    if let Some(items) = items {
        bound_items(system, &placed, first_item, items.base);
    }
    let vars = placed.numerators[first_item..].to_vec();
    Ok((names.into_iter().zip(placed.cells).collect(), vars))
}

/// What everybody knows about items: whose part they are, and that each of those has one.
fn bound_items(system: &mut System, placed: &Placed, first: usize, base: ItemBase) {
    let items = &placed.numerators[first..];
    let all: Vec<Var> = items.iter().flatten().copied().collect();
    let with = |vars: &[Var], more: &[Var]| [vars, more].concat();
    match base {
        ItemBase::Denominator | ItemBase::Own { .. } => {}
        ItemBase::DenominatorCovered => {
            for (at, d) in placed.denominators.iter().enumerate() {
                let here: Vec<Var> = items
                    .iter()
                    .filter_map(|item| item.get(at).copied())
                    .collect();
                if here.len() == items.len() {
                    system.bound(here, vec![*d]);
                }
            }
        }
        ItemBase::Numerator => {
            let main = &placed.numerators[0];
            for item in items {
                system.bound(main.clone(), item.clone());
            }
            system.bound(all, main.clone());
        }
        ItemBase::Rest => {
            let main = &placed.numerators[0];
            for item in items {
                system.bound(placed.denominators.clone(), with(main, item));
            }
            system.bound(with(&all, main), placed.denominators.clone());
        }
    }
}

fn impossible(counts: &Counts, indicator: &Indicator) -> Vec<bool> {
    let inner = cells_of(counts, indicator.dimensions, false);
    let nobody = |at: &Vec<String>| {
        IMPOSSIBLE.iter().any(|(code, dimension, value)| {
            let place = indicator.dimensions.iter().position(|d| d == dimension);
            *code == indicator.code && place.is_some_and(|place| at[place] == *value)
        })
    };
    inner.iter().map(nobody).collect()
}

/// The places of a table in row-major order, with totals last or without.
fn cells_of(counts: &Counts, by: &[Dimension], totals: bool) -> Vec<Vec<String>> {
    by.iter().fold(vec![vec![]], |places, dimension| {
        let mut members = counts.axes.members(*dimension).to_vec();
        if totals {
            members.push(ALL.to_owned());
        }
        let longer = |place: &Vec<String>| {
            members
                .iter()
                .map(|member| [place.as_slice(), std::slice::from_ref(member)].concat())
                .collect::<Vec<_>>()
        };
        places.iter().flat_map(longer).collect()
    })
}

fn print(system: &System, counts: &Counts, by: &[Dimension], cells: &[CellId]) -> Vec<Cell> {
    let figure = |printed| match printed {
        Printed::Shown(number) => Figure::Shown(number),
        Printed::Hidden => Figure::Hidden,
    };
    let places = cells_of(counts, by, true).into_iter();
    let print = |(at, cell): (Vec<String>, &CellId)| {
        let (n, d) = system.printed(*cell);
        let (n, d) = (figure(n), figure(d));
        let per_mille = n.shown().zip(d.shown()).and_then(|(n, d)| per_mille(n, d));
        Cell {
            at,
            n,
            d,
            per_mille,
        }
    };
    places.zip(cells).map(print).collect()
}
