//! Numbers over repeats (`sum(/data/row/amount)`), kept in step instead of being worked out from nothing.
//!
//! Invariant: a number that is told is, to the last bit, what adding up (or counting, or comparing) the
//! values from the first instance to the last gives; where that can't be promised none is told, and the
//! expression is evaluated. So sums are kept in one of two ways. While all values are multiples of 2⁻²⁰
//! and small enough that no order of adding them loses a bit, one whole number is the sum and a change costs
//! one step. Otherwise (0.1 is no such value) the sums up to each instance are kept, and a change
//! adds again from the changed instance on: an instance at the end costs one step.

use std::collections::{BTreeMap, HashMap};

use homeward_form::aggregate::{Aggregate, AggregateKind};
use homeward_form::{DefId, Form};
use homeward_xpath::number;

use crate::nodes::Nodes;

/// Values are counted in units of one over this.
const UNIT: f64 = 1_048_576.0;
/// Up to here whole numbers are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// All numbers, by aggregate and the node that the counted ones are below.
#[derive(Default)]
pub(crate) struct Kept {
    numbers: HashMap<(u32, u32), Number>,
}

/// What one node contributes.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// It counts, and has no number.
    Blank,
    Number(f64),
    /// Text that is no plain number: perhaps a date.
    Odd,
}

#[derive(Default)]
struct Number {
    parts: HashMap<u32, Part>,
    /// Nodes whose part may have changed.
    dirty: Vec<u32>,
    numbers: usize,
    odd: usize,
    /// The sum in units, its size whatever the signs, and how many values are no multiple of the unit.
    units: i128,
    size: u128,
    uneven: usize,
    /// The sums up to each instance, as far as they are right; only while they are needed.
    sums: Vec<f64>,
    /// How often each number occurs; only for the least and the greatest.
    sorted: BTreeMap<u64, usize>,
    value: Option<f64>,
}

impl Kept {
    /// The number for a node at the top; `None` if it has to be worked out.
    pub(crate) fn value(&self, at: u32, top: u32) -> Option<f64> {
        let number = self.numbers.get(&(at, top))?;
        number.value.filter(|_| number.dirty.is_empty())
    }

    /// Notes that the part of a node may have changed.
    pub(crate) fn mark(&mut self, at: u32, top: u32, ix: u32) {
        if let Some(number) = self.numbers.get_mut(&(at, top)) {
            number.dirty.push(ix);
        }
    }

    /// Brings one number up to date. Gives whether it is another now, and what it cost.
    pub(crate) fn refresh(&mut self, form: &Form, nodes: &Nodes, at: u32, top: u32) -> (bool, u64) {
        let Some(aggregate) = form.aggregates().get(at as usize) else {
            return (false, 0);
        };
        let over = Over {
            form,
            nodes,
            aggregate,
            top,
        };
        let number = self.numbers.entry((at, top)).or_insert_with(|| {
            let mut dirty = Vec::new();
            nodes.below(form, top, aggregate.of, &mut dirty);
            Number {
                dirty,
                ..Number::default()
            }
        });
        let before = number.value;
        let cost = number.refresh(&over);
        let same = before.map(f64::to_bits) == number.value.map(f64::to_bits);
        // what can't be told may have changed
        (!same || number.value.is_none(), cost)
    }

    /// Brings all numbers up to date that are not.
    pub(crate) fn refresh_all(&mut self, form: &Form, nodes: &Nodes) {
        let stale: Vec<(u32, u32)> = self
            .numbers
            .iter()
            .filter(|(_, number)| !number.dirty.is_empty())
            .map(|(key, _)| *key)
            .collect();
        for (at, top) in stale {
            self.refresh(form, nodes, at, top);
        }
    }

    /// Forgets what stands at nodes from this one on, which are about to go.
    pub(crate) fn forget_from(&mut self, len: usize) {
        self.numbers.retain(|(_, top), _| (*top as usize) < len);
    }
}

/// The nodes that a number is about.
struct Over<'a> {
    form: &'a Form,
    nodes: &'a Nodes,
    aggregate: &'a Aggregate,
    top: u32,
}

impl Over<'_> {
    /// What a node contributes; `None` if it does not count.
    fn part(&self, ix: u32) -> Option<Part> {
        let node = self.nodes.get(ix);
        if !node.relevant || !self.is_below(ix) {
            return None;
        }
        Some(match self.aggregate.kind {
            AggregateKind::Count => Part::Blank,
            _ if node.value.is_empty() => Part::Blank,
            AggregateKind::CountNonEmpty => Part::Number(1.0),
            _ => match number::from_text(&node.value) {
                number if number.is_nan() => Part::Odd,
                number => Part::Number(number),
            },
        })
    }

    fn is_below(&self, ix: u32) -> bool {
        let mut at = ix;
        while at != self.top {
            match self.nodes.find(at) {
                Some(node) if node.attached => at = node.parent,
                _ => return false,
            }
        }
        true
    }

    /// The only repeat between top and nodes, if there is only one.
    fn repeat(&self) -> Option<DefId> {
        let top = self.nodes.get(self.top).def;
        let mut repeat = None;
        let mut at = self.aggregate.of;
        while at != top {
            let def = self.form.node(at);
            if def.repeat.is_some() && repeat.replace(at).is_some() {
                return None;
            }
            at = def.parent?;
        }
        repeat
    }

    fn below(&self, top: u32, def: DefId) -> Vec<u32> {
        let mut found = Vec::new();
        self.nodes.below(self.form, top, def, &mut found);
        found
    }
}

impl Number {
    fn refresh(&mut self, over: &Over<'_>) -> u64 {
        let mut dirty = std::mem::take(&mut self.dirty);
        dirty.sort_unstable();
        dirty.dedup();
        let mut cost = dirty.len() as u64;
        let repeat = over.repeat();
        for ix in dirty {
            let new = over.part(ix);
            let old = match new {
                Some(part) => self.parts.insert(ix, part),
                None => self.parts.remove(&ix),
            };
            if let Some(instance) = repeat.and_then(|repeat| over.nodes.above(ix, repeat)) {
                let ordinal = over.nodes.get(instance).ordinal as usize;
                self.sums.truncate(ordinal);
            }
            if old != new {
                old.into_iter()
                    .for_each(|part| self.count(part, false, over));
                new.into_iter()
                    .for_each(|part| self.count(part, true, over));
            }
        }
        let (value, adding) = self.work_out(over, repeat);
        self.value = value;
        cost += adding;
        cost
    }

    /// Counts a part in, or out again.
    fn count(&mut self, part: Part, comes: bool, over: &Over<'_>) {
        let change = |count: &mut usize| {
            *count = if comes {
                *count + 1
            } else {
                count.saturating_sub(1)
            };
        };
        let value = match part {
            Part::Blank => return,
            Part::Odd => return change(&mut self.odd),
            Part::Number(value) => value,
        };
        change(&mut self.numbers);
        match over.aggregate.kind {
            AggregateKind::Sum => {
                let units = value * UNIT;
                if units.fract() != 0.0 || units.abs() >= EXACT {
                    return change(&mut self.uneven);
                }
                let units = units as i128;
                let size = units.unsigned_abs();
                if comes {
                    self.units += units;
                    self.size += size;
                } else {
                    self.units -= units;
                    self.size -= size;
                }
            }
            AggregateKind::Min | AggregateKind::Max => {
                let place = sortable(value);
                let many = self.sorted.entry(place).or_default();
                change(many);
                if *many == 0 {
                    self.sorted.remove(&place);
                }
            }
            AggregateKind::Count | AggregateKind::CountNonEmpty => {}
        }
    }

    fn work_out(&mut self, over: &Over<'_>, repeat: Option<DefId>) -> (Option<f64>, u64) {
        let extreme = |end: Option<(&u64, &usize)>| match end {
            None => Some(f64::NAN),
            // of 0 and -0, which are equal, it matters which comes first
            Some(_) if self.sorted.contains_key(&sortable(-0.0)) => None,
            Some((place, _)) => Some(unsortable(*place)),
        };
        match over.aggregate.kind {
            AggregateKind::Count => (Some(self.parts.len() as f64), 1),
            AggregateKind::CountNonEmpty => (Some(self.numbers as f64), 1),
            _ if self.odd > 0 => (None, 1),
            AggregateKind::Min => (extreme(self.sorted.first_key_value()), 1),
            AggregateKind::Max => (extreme(self.sorted.last_key_value()), 1),
            AggregateKind::Sum if self.uneven == 0 && self.size as f64 <= EXACT => {
                self.sums.clear();
                (Some(self.units as f64 / UNIT), 1)
            }
            AggregateKind::Sum => {
                let (sum, cost) = self.add_up(over, repeat);
                (Some(sum), cost)
            }
        }
    }

    /// The sum from the first instance to the last, from where it is not known.
    fn add_up(&mut self, over: &Over<'_>, repeat: Option<DefId>) -> (f64, u64) {
        let add = |sum: f64, ix: &u32| match self.parts.get(ix) {
            Some(Part::Number(number)) => sum + number,
            _ => sum,
        };
        let around = repeat.and_then(|repeat| over.form.node(repeat).parent);
        let (Some(repeat), Some(around)) = (repeat, around) else {
            let all = over.below(over.top, over.aggregate.of);
            return (all.iter().fold(0.0, add), all.len() as u64);
        };
        let Some(parent) = over.below(over.top, around).first().copied() else {
            return (0.0, 1);
        };
        let instances = over.nodes.children(parent, over.form.node(repeat).slot);
        self.sums.truncate(instances.len());
        let from = self.sums.len();
        let mut sum = self.sums.last().copied().unwrap_or(0.0);
        let mut more = Vec::with_capacity(instances.len() - from);
        for instance in &instances[from..] {
            sum = over
                .below(*instance, over.aggregate.of)
                .iter()
                .fold(sum, add);
            more.push(sum);
        }
        self.sums.extend(more);
        (sum, 1 + (instances.len() - from) as u64)
    }
}

/// The bits of a number in the order of numbers.
fn sortable(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits >> 63 == 1 {
        !bits
    } else {
        bits | 1 << 63
    }
}

fn unsortable(place: u64) -> f64 {
    f64::from_bits(if place >> 63 == 1 {
        place & !(1 << 63)
    } else {
        !place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_their_bits() {
        let numbers = [
            f64::NEG_INFINITY,
            -2.5,
            -1e-300,
            -0.0,
            0.0,
            1e-300,
            1.0,
            f64::INFINITY,
        ];
        let places: Vec<u64> = numbers.iter().map(|number| sortable(*number)).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
        for number in numbers {
            assert_eq!(unsortable(sortable(number)).to_bits(), number.to_bits());
        }
    }
}
