//! All counts of one period as one system: the tables of every indicator, and what ties them.
//!
//! Invariant: whatever is printed of a period is a figure of this system, so that the audit sees
//! what an attacker sees, and knows at least what an attacker knows of who is counted where.
//!
//! What it deliberately does not do: hide anything, or tie periods together (see
//! [`crate::disclosure::population`]).

use std::collections::BTreeMap;

use homeward_seal::PeriodId;

use crate::{
    counts::{Counts, Sums},
    disclosure::{
        Limits,
        population::{self, Asked},
        system::{self, CellId, Placed, Series, Single, System, TableError, Var},
    },
    indicators::{
        Dimension, IMPOSSIBLE, INDICATORS, Indicator, IndicatorId, ItemBase, PARTICIPATION,
        Population,
    },
};

/// An indicator in the system.
pub(super) struct InSystem {
    /// The cells of each series; an item's name, or none for the indicator itself.
    pub series: Vec<(Option<&'static str>, Vec<CellId>)>,
    /// How many did not say, if there can be any.
    pub did_not_say: Option<Single>,
    /// By inner cell; by item, where items have their own.
    denominators: Vec<Var>,
    /// By inner cell; nothing where only items are counted.
    numerators: Vec<Var>,
    /// By item.
    items: Vec<Vec<Var>>,
}

/// One period's system, and where each indicator is in it.
pub(super) struct Model {
    /// All figures.
    pub system: System,
    /// By indicator.
    pub placed: BTreeMap<IndicatorId, InSystem>,
}

impl Model {
    /// The system of a period that is part of the release.
    ///
    /// # Errors
    /// With the indicator's code, if its counts do not fit together.
    pub fn of(
        counts: &Counts,
        period: &PeriodId,
        limits: Limits,
    ) -> Result<Model, (&'static str, TableError)> {
        let mut system = System::new();
        let mut populations = BTreeMap::new();
        for population in Population::ALL {
            let splits = counts.population(period, population).iter();
            let splits: Vec<&[u64]> = splits.map(Vec::as_slice).collect();
            let added = system.population(&splits);
            populations.insert(population, added.map_err(|error| ("a population", error))?);
        }
        let mut model = Model {
            system,
            placed: BTreeMap::new(),
        };
        for indicator in INDICATORS {
            let Some(sums) = counts.get(period, indicator.id) else {
                continue;
            };
            let k = limits.k(indicator.class);
            model
                .add(counts, &populations, indicator, sums, k)
                .map_err(|error| (indicator.code, error))?;
        }
        model.tie(counts, &populations);
        Ok(model)
    }

    /// Puts an indicator into the system.
    fn add(
        &mut self,
        counts: &Counts,
        populations: &BTreeMap<Population, population::Population>,
        indicator: &Indicator,
        sums: &Sums,
        k: u32,
    ) -> Result<(), TableError> {
        let mut added = match indicator.items.map(|items| items.base) {
            Some(ItemBase::Own { counted_in, .. }) => {
                let first = counted_in.and_then(|other| self.placed.get(&other));
                add_items(&mut self.system, indicator, sums, k, first)?
            }
            _ => add_table(&mut self.system, counts, indicator, sums, k)?,
        };
        let asked_of = indicator
            .asks
            .and_then(|asks| Some((asks, populations.get(&asks.population)?)));
        if let (Some((asks, population)), None) = (asked_of, added.did_not_say) {
            let base = base(counts, asks.population, population, indicator.dimensions);
            if matches!(
                indicator.items.map(|items| items.base),
                Some(ItemBase::Own { .. })
            ) {
                let declined = sums.did_not_say.iter().sum();
                if asks.may_decline || declined > 0 {
                    added.did_not_say = Some(self.system.single(declined, k).1);
                }
                for d in &added.denominators {
                    self.system.bound_nearly(&base.concat(), &[*d]);
                }
            } else {
                let asked = Asked {
                    base: &base,
                    did_not_say: &sums.did_not_say,
                    all: asks.all,
                    may_decline: asks.may_decline,
                    k,
                };
                added.did_not_say = self.system.ask(&added.denominators, &asked)?;
            }
        }
        self.placed.insert(indicator.id, added);
        Ok(())
    }

    /// What everybody knows of the populations: each is part of the one before, and whoever agreed at
    /// the latest contact has talked there. Attempts are not persons, and are not tied to them.
    fn tie(&mut self, counts: &Counts, populations: &BTreeMap<Population, population::Population>) {
        let by = |population: Population, dimensions: &[Dimension]| -> Vec<Vec<Var>> {
            populations
                .get(&population)
                .map_or(Vec::new(), |of| base(counts, population, of, dimensions))
        };
        let (area, stage) = ([Dimension::Area], [Dimension::Stage]);
        let mut known: Vec<(Vec<Vec<Var>>, Vec<Vec<Var>>)> = Population::ALL
            .windows(2)
            .map(|pair| (by(pair[0], &[]), by(pair[1], &[])))
            .collect();
        known.push((
            by(Population::Everyone, &area),
            by(Population::Talked, &area),
        ));
        if let Some(participation) = self.placed.get(&PARTICIPATION) {
            let agreed = participation.numerators.iter().map(|n| vec![*n]).collect();
            known.push((by(Population::Talked, &stage), agreed));
        }
        for (more, fewer) in known {
            for (more, fewer) in more.iter().zip(&fewer) {
                self.system.bound_nearly(more, fewer);
            }
        }
    }
}

/// For each inner cell of a table by `by` the variables of the population there.
fn base(
    counts: &Counts,
    population: Population,
    of: &population::Population,
    by: &[Dimension],
) -> Vec<Vec<Var>> {
    let within = |split: &&[Dimension]| by.iter().all(|dimension| split.contains(dimension));
    let Some(at) = population.splits().iter().position(within) else {
        return Vec::new();
    };
    let vars = of.split(at);
    let parts = counts.axes.parts(by, population.splits()[at]).into_iter();
    parts
        .map(|part| {
            part.iter()
                .filter_map(|inner| vars.get(*inner))
                .copied()
                .collect()
        })
        .collect()
}

/// Items with denominators of their own, which may be the numerators of another indicator's items.
fn add_items(
    system: &mut System,
    indicator: &Indicator,
    sums: &Sums,
    k: u32,
    counted_in: Option<&InSystem>,
) -> Result<InSystem, TableError> {
    let values = indicator.items.map_or(&[][..], |items| items.values);
    let mut added = InSystem {
        series: Vec::new(),
        // Who did not say what they need did not say it to both.
        did_not_say: counted_in.and_then(|other| other.did_not_say),
        denominators: Vec::new(),
        numerators: Vec::new(),
        items: Vec::new(),
    };
    for (at, value) in values.iter().enumerate() {
        let one = system::Table {
            shape: vec![],
            k,
            denominators: vec![sums.item_denominators[at]],
            series: vec![Series::Inner(sums.items[at].clone())],
            impossible: vec![],
        };
        let shared = counted_in.and_then(|other| other.items.get(at));
        let mut placed = system.add(&one, shared.map(Vec::as_slice))?;
        added.series.push((Some(*value), placed.cells.remove(0)));
        added.denominators.append(&mut placed.denominators);
        added.items.push(placed.numerators.remove(0));
    }
    Ok(added)
}

/// An indicator's table, and those of its items.
fn add_table(
    system: &mut System,
    counts: &Counts,
    indicator: &Indicator,
    sums: &Sums,
    k: u32,
) -> Result<InSystem, TableError> {
    let items = indicator.items;
    let values = items.map_or(&[][..], |items| items.values);
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
        shape: counts.axes.shape(indicator.dimensions),
        k,
        denominators: sums.denominators.clone(),
        series: of,
        impossible: impossible(counts, indicator),
    };
    let mut placed = system.add(&table, None)?;
    let first_item = usize::from(indicator.numerator.is_some());
    if let Some(items) = items {
        bound_items(system, &placed, first_item, items.base);
    }
    let items = placed.numerators.split_off(first_item);
    Ok(InSystem {
        series: names.into_iter().zip(placed.cells).collect(),
        did_not_say: None,
        denominators: placed.denominators,
        numerators: placed.numerators.pop().unwrap_or_default(),
        items,
    })
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
    let inner = counts.axes.places(indicator.dimensions, false);
    let nobody = |at: &Vec<String>| {
        IMPOSSIBLE.iter().any(|(code, dimension, value)| {
            let place = indicator.dimensions.iter().position(|d| d == dimension);
            *code == indicator.code && place.is_some_and(|place| at[place] == *value)
        })
    };
    inner.iter().map(nobody).collect()
}
