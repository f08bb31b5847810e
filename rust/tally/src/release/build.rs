//! Makes a release from what the office holds.
//!
//! Invariant: every count goes through [`suppress`] before it is put into a table, all those of a
//! period together.

use std::collections::BTreeMap;

use homeward_seal::{Class, Digest, PeriodId, SigningKey};
use jiff::civil::Date;

use super::{
    Cell, Definition, DimensionMembers, FORMAT, Figure, PeriodEntry, Release, Rules, SignedRelease,
    Table, canonical, model::Model,
};
use crate::{
    counts::Counts,
    disclosure::{
        GROUP_FLOOR, Limits, PERCENT_FLOOR, per_mille,
        suppress::{Effort, suppress},
        system::{CellId, Printed, System, TableError},
    },
    indicators::{Dimension, INDICATORS, Indicator, class_word},
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
        let (made, used) = period_tables(&counts, period.id(), limits)?;
        effort.figures += used.figures;
        effort.primary += used.primary;
        effort.complementary += used.complementary;
        effort.programs += used.programs;
        for (indicator, made) in made {
            tables.insert((indicator, when), made);
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

type Tables = Vec<(usize, Vec<Table>)>;

/// The tables of one period, by the indicator's place, after disclosure control of all together.
fn period_tables(
    counts: &Counts,
    period: &PeriodId,
    limits: Limits,
) -> Result<(Tables, Effort), MakeError> {
    let mut model = Model::of(counts, period, limits)
        .map_err(|(code, error)| MakeError::Counts(code, error))?;
    let effort = suppress(&mut model.system);
    let system = &model.system;
    let mut tables = Vec::new();
    for (at, indicator) in INDICATORS.iter().enumerate() {
        let Some(placed) = model.placed.get(&indicator.id) else {
            continue;
        };
        let did_not_say = match placed.did_not_say {
            Some(single) => figure(system.printed_single(single)),
            None => Figure::Hidden,
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
                cells: print(system, counts, by, cells),
                did_not_say,
            }
        };
        tables.push((at, placed.series.iter().map(table).collect()));
    }
    Ok((tables, effort))
}

fn figure(printed: Printed) -> Figure {
    match printed {
        Printed::Shown(number) => Figure::Shown(number),
        Printed::Hidden => Figure::Hidden,
    }
}

fn print(system: &System, counts: &Counts, by: &[Dimension], cells: &[CellId]) -> Vec<Cell> {
    let places = counts.axes.places(by, true).into_iter();
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
