//! From kept tallies to counts: persons by the latest that was asked, events by adding up.
//!
//! Invariant: in each period a person adds at most one to any count of a person indicator, and is
//! in exactly one inner cell of it. Counts exist here only, before disclosure control, and never
//! leave the crate.

use std::collections::{BTreeMap, BTreeSet};

use homeward_seal::{Class, PeriodId};

use crate::{
    evaluate::{Dimensions, Entry, Membership},
    indicators::{
        Combine, Dimension, INDICATORS, Indicator, IndicatorId, ItemBase, Population, SEXES,
        STAGES, Unit,
    },
    office::{Held, Office},
    release::ALL,
};

/// The word for "not recorded" along a dimension; no code can be it.
pub const NOT_RECORDED: &str = "?";

/// The members of each dimension.
#[derive(Debug, Clone)]
pub(crate) struct Axes {
    members: BTreeMap<Dimension, Vec<String>>,
}

impl Axes {
    fn new(areas: &[String]) -> Axes {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let members = BTreeMap::from([
            (Dimension::Stage, owned(STAGES)),
            (Dimension::Area, areas.to_vec()),
            (Dimension::Sex, owned(SEXES)),
        ]);
        let empty = members.iter().filter(|(_, members)| members.is_empty());
        let empty: BTreeSet<Dimension> = empty.map(|(dimension, _)| *dimension).collect();
        let mut axes = Axes { members };
        axes.complete(&empty);
        axes
    }

    pub fn members(&self, dimension: Dimension) -> &[String] {
        self.members.get(&dimension).map_or(&[], Vec::as_slice)
    }

    pub fn shape(&self, by: &[Dimension]) -> Vec<usize> {
        by.iter()
            .map(|dimension| self.members(*dimension).len())
            .collect()
    }

    /// Adds "not recorded" where some tally has no member of the list, so that totals add up.
    fn complete(&mut self, lacking: &BTreeSet<Dimension>) {
        for dimension in lacking {
            let members = self.members.entry(*dimension).or_default();
            if !members.iter().any(|member| member == NOT_RECORDED) {
                members.push(NOT_RECORDED.to_owned());
            }
        }
    }

    fn place(&self, dimension: Dimension, dimensions: &Dimensions) -> Option<usize> {
        let value = dimensions.get(dimension);
        let members = self.members(dimension);
        members
            .iter()
            .position(|member| Some(member.as_str()) == value)
    }

    /// The places of a table in row-major order, with totals last or without.
    pub fn places(&self, by: &[Dimension], totals: bool) -> Vec<Vec<String>> {
        by.iter().fold(vec![vec![]], |places, dimension| {
            let mut members = self.members(*dimension).to_vec();
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

    /// For each cell of a table by `by` the cells of a table by `split` that it sums; `by` is a part
    /// of `split`.
    pub fn parts(&self, by: &[Dimension], split: &[Dimension]) -> Vec<Vec<usize>> {
        let size = |dimensions: &[Dimension]| self.shape(dimensions).iter().product::<usize>();
        let mut parts = vec![Vec::new(); size(by)];
        for inner in 0..size(split) {
            let mut rest = inner;
            let mut place = BTreeMap::new();
            for dimension in split.iter().rev() {
                let members = self.members(*dimension).len();
                place.insert(*dimension, rest % members);
                rest /= members;
            }
            let at = by.iter().fold(0, |at, dimension| {
                let here = place.get(dimension).copied().unwrap_or(0);
                at * self.members(*dimension).len() + here
            });
            if let Some(part) = parts.get_mut(at) {
                part.push(inner);
            }
        }
        parts
    }

    fn inner(&self, by: &[Dimension], dimensions: &Dimensions) -> usize {
        by.iter().fold(0, |at, dimension| {
            let last = self.members(*dimension).len().saturating_sub(1);
            let place = self.place(*dimension, dimensions).unwrap_or(last);
            at * self.members(*dimension).len() + place
        })
    }
}

/// The counts of one indicator in one period.
#[derive(Clone)]
pub(crate) struct Sums {
    /// By inner cell.
    pub denominators: Vec<u64>,
    /// By inner cell.
    pub numerators: Vec<u64>,
    /// By item and inner cell (one cell if items are not split).
    pub items: Vec<Vec<u64>>,
    /// By item, where items have a denominator of their own.
    pub item_denominators: Vec<u64>,
    /// By inner cell.
    pub did_not_say: Vec<u64>,
}

/// All counts of a release.
pub(crate) struct Counts {
    pub axes: Axes,
    by: BTreeMap<(PeriodId, IndicatorId), Sums>,
    populations: BTreeMap<(PeriodId, Population), Vec<Vec<u64>>>,
}

impl Counts {
    /// Counts what the office holds.
    pub fn of(office: &Office) -> Counts {
        let mut axes = Axes::new(&office.trust().areas);
        let mut lacking = BTreeSet::new();
        // Period, class and person, then order: each person's tallies follow each other.
        let mut sorted: Vec<_> = office.held().collect();
        sorted.sort_by_key(|((class, record), held)| {
            (&held.period, *class, held.person, held.order, *record)
        });
        for ((class, _), held) in &sorted {
            if *class == Class::Ordinary {
                let all = [Dimension::Stage, Dimension::Area, Dimension::Sex];
                lacking.extend(
                    all.iter()
                        .filter(|d| axes.place(**d, &held.dimensions).is_none()),
                );
            }
        }
        axes.complete(&lacking);
        let mut counts = Counts {
            axes,
            by: BTreeMap::new(),
            populations: BTreeMap::new(),
        };
        for period in office.periods() {
            for indicator in INDICATORS {
                let sums = counts.empty(indicator);
                counts.by.insert((period.clone(), indicator.id), sums);
            }
            for population in Population::ALL {
                let empty = |by: &&[Dimension]| vec![0; counts.axes.shape(by).iter().product()];
                let splits = population.splits().iter().map(empty).collect();
                let key = (period.clone(), population);
                counts.populations.insert(key, splits);
            }
        }
        let same_person = |a: &(_, &Held), b: &(_, &Held)| {
            let key = |((class, _), held): &(&(Class, _), &Held)| {
                (held.period.clone(), *class, held.person)
            };
            key(a) == key(b)
        };
        for person in sorted.chunk_by(same_person) {
            let tallies: Vec<&Held> = person.iter().map(|(_, held)| *held).collect();
            counts.person(&tallies);
            if let Some(((class, _), _)) = person.first() {
                counts.belongs(*class, &tallies);
            }
        }
        counts
    }

    /// The counts of an indicator in a period that is part of the release.
    pub fn get(&self, period: &PeriodId, indicator: IndicatorId) -> Option<&Sums> {
        self.by.get(&(period.clone(), indicator))
    }

    /// The persons of a population in a period that is part of the release, for each of its splits.
    pub fn population(&self, period: &PeriodId, population: Population) -> &[Vec<u64>] {
        let key = (period.clone(), population);
        self.populations.get(&key).map_or(&[], Vec::as_slice)
    }

    fn empty(&self, indicator: &Indicator) -> Sums {
        let inner = self.axes.shape(indicator.dimensions).iter().product();
        let (values, split) = match indicator.items {
            Some(items) => (items.values.len(), items.by_dimensions),
            None => (0, false),
        };
        Sums {
            denominators: vec![0; inner],
            numerators: vec![0; inner],
            items: vec![vec![0; if split { inner } else { 1 }]; values],
            item_denominators: vec![0; values],
            did_not_say: vec![0; inner],
        }
    }

    /// Counts the person in each population to which one of these tallies says that they belong,
    /// where the latest of these was. Everyone is known from the ordinary class, which has the areas.
    fn belongs(&mut self, class: Class, tallies: &[&Held]) {
        for population in Population::ALL {
            let asks = |indicator: &&Indicator| {
                let whom = indicator.asks.map(|asks| asks.population);
                indicator.class == class && whom == Some(population)
            };
            let says = |held: &&&Held| match population {
                Population::Everyone => class == Class::Ordinary,
                _ => INDICATORS
                    .iter()
                    .filter(asks)
                    .any(|indicator| held.entries.contains_key(&indicator.id)),
            };
            let Some(latest) = tallies.iter().rfind(says) else {
                continue;
            };
            let places = population
                .splits()
                .iter()
                .map(|by| self.axes.inner(by, &latest.dimensions));
            let places: Vec<usize> = places.collect();
            let key = (latest.period.clone(), population);
            if let Some(splits) = self.populations.get_mut(&key) {
                for (split, at) in splits.iter_mut().zip(places) {
                    split[at] += 1;
                }
            }
        }
    }

    /// All tallies of one class and person in one period, the earliest first.
    fn person(&mut self, tallies: &[&Held]) {
        for indicator in INDICATORS {
            let asked: Vec<(&Entry, &Dimensions)> = tallies
                .iter()
                .filter_map(|held| Some((held.entries.get(&indicator.id)?, &held.dimensions)))
                .collect();
            let Some(period) = tallies.first().map(|held| &held.period) else {
                return;
            };
            let combined = match (indicator.unit, asked.last()) {
                (_, None) => continue,
                (Unit::Event, _) => asked.iter().map(|(entry, d)| (**entry, *d)).collect(),
                (Unit::Person, Some((_, dimensions))) => {
                    vec![(combine(indicator, &asked), *dimensions)]
                }
            };
            for (entry, dimensions) in combined {
                let at = self.axes.inner(indicator.dimensions, dimensions);
                if let Some(sums) = self.by.get_mut(&(period.clone(), indicator.id)) {
                    add(sums, &entry, at);
                }
            }
        }
    }
}

/// One entry for a person, from all that were asked.
fn combine(indicator: &Indicator, asked: &[(&Entry, &Dimensions)]) -> Entry {
    let latest = asked.last().map(|(entry, _)| **entry);
    let mut entry = latest.unwrap_or(Entry {
        membership: Membership::Outside,
        items: 0,
        item_denominators: 0,
    });
    if indicator.combine == Combine::Any {
        let ever = |membership| {
            asked
                .iter()
                .any(|(entry, _)| entry.membership == membership)
        };
        let precedence = [
            Membership::Numerator,
            Membership::Denominator,
            Membership::DidNotSay,
        ];
        if let Some(membership) = precedence.into_iter().find(|membership| ever(*membership)) {
            entry.membership = membership;
        }
    }
    if let Some(ItemBase::Own { keep: true, .. }) = indicator.items.map(|items| items.base) {
        (entry.items, entry.item_denominators) = (0, 0);
        for (earlier, _) in asked {
            entry.items = (entry.items & !earlier.item_denominators) | earlier.items;
            entry.item_denominators |= earlier.item_denominators;
        }
    }
    entry
}

fn add(sums: &mut Sums, entry: &Entry, at: usize) {
    if entry.membership == Membership::DidNotSay {
        sums.did_not_say[at] += 1;
    }
    if entry.membership.counts() {
        sums.denominators[at] += 1;
        sums.numerators[at] += u64::from(entry.membership == Membership::Numerator);
    }
    for (item, counts) in sums.items.iter_mut().enumerate() {
        let at = if counts.len() == 1 { 0 } else { at };
        counts[at] += u64::from(entry.items >> item & 1);
    }
    for (item, count) in sums.item_denominators.iter_mut().enumerate() {
        *count += u64::from(entry.item_denominators >> item & 1);
    }
}
