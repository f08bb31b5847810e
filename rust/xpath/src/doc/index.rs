//! Finding the rows of a list by the value of a column, without looking at every row each time.
//!
//! An index is made the first time that a list with many rows is asked for a column, in one pass and
//! without sorting texts, and kept. It holds places and hashes, not values: what it finds is more than
//! enough and is checked by the evaluation.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex};

use super::{Document, Stored};
use crate::number;
use crate::tree::{Key, NUMBERS_EQUAL, NodeId, Tree, WantedName};

/// Lists shorter than this are read row by row.
const WORTH_IT: usize = 16;
/// No row.
const NONE: u32 = u32::MAX;

/// The indexes of a document.
#[derive(Debug, Default)]
pub(super) struct Index {
    columns: Mutex<HashMap<u64, Option<Arc<Column>>>>,
    hashing: RandomState,
}

/// Rows by their value in one column.
#[derive(Debug)]
enum Column {
    /// By the hash of their text: for each hash the first row, and for each row the next of that hash.
    Texts { first: Vec<u32>, rows: Vec<Chained> },
    /// By their number, sorted; and rows whose text may be a date, which counts as a number of days.
    Numbers {
        sorted: Vec<(f64, u32)>,
        perhaps: Vec<u32>,
    },
}

#[derive(Debug)]
struct Chained {
    row: u32,
    next: u32,
}

impl Document {
    /// See [`Tree::lookup`]. Nothing for short lists.
    pub(super) fn indexed(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: Key<'_>,
    ) -> Option<Vec<NodeId>> {
        let numbers = matches!(value, Key::Number(_));
        let list = self
            .index
            .hashing
            .hash_one((parent.node, item, key, numbers));
        let column = {
            let mut columns = self
                .index
                .columns
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            columns
                .entry(list)
                .or_insert_with(|| self.column(parent, item, key, numbers))
                .clone()?
        };
        let mut found = Vec::new();
        match (&*column, value) {
            (Column::Texts { first, rows }, Key::Text(text)) => {
                let mut at = first[self.hash(text) as usize & (first.len() - 1)];
                while let Some(chained) = rows.get(at as usize) {
                    // a row with two such children comes twice
                    if found.last() != Some(&chained.row) {
                        found.push(chained.row);
                    }
                    at = chained.next;
                }
            }
            (Column::Numbers { sorted, perhaps }, Key::Number(number)) => {
                let least = number - NUMBERS_EQUAL;
                let start = sorted.partition_point(|(one, _)| *one < least);
                let close = sorted[start..]
                    .iter()
                    .take_while(|(one, _)| *one <= number + NUMBERS_EQUAL);
                found.extend(close.map(|(_, row)| *row));
                found.extend(perhaps);
                found.sort_unstable();
                found.dedup();
            }
            _ => return None,
        }
        let id = |row| NodeId::new(parent.doc, row);
        Some(found.into_iter().map(id).collect())
    }

    fn column(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        numbers: bool,
    ) -> Option<Arc<Column>> {
        let mut rows = Vec::new();
        self.children_named(parent, item, &mut rows);
        if rows.len() < WORTH_IT {
            return None;
        }
        Some(Arc::new(if numbers {
            self.numbers(&rows, key)
        } else {
            self.texts(&rows, key)
        }))
    }

    fn texts(&self, rows: &[NodeId], key: WantedName<'_>) -> Column {
        let mut first = vec![NONE; rows.len().next_power_of_two()];
        let mask = first.len() - 1;
        let mut chained: Vec<Chained> = Vec::with_capacity(rows.len());
        let mut cells = Vec::new();
        // from the last to the first, so that each chain stands in document order
        for row in rows.iter().rev() {
            let mut add = |text: &str| {
                let place = &mut first[self.hash(text) as usize & mask];
                chained.push(Chained {
                    row: row.node,
                    next: std::mem::replace(place, chained.len() as u32),
                });
            };
            cells.clear();
            self.children_named(*row, key, &mut cells);
            cells.iter().for_each(|cell| add(&self.string_value(*cell)));
            if cells.is_empty() {
                add("");
            }
        }
        Column::Texts {
            first,
            rows: chained,
        }
    }

    fn numbers(&self, rows: &[NodeId], key: WantedName<'_>) -> Column {
        let (mut sorted, mut perhaps) = (Vec::new(), Vec::new());
        let mut cells = Vec::new();
        for row in rows {
            cells.clear();
            self.children_named(*row, key, &mut cells);
            for cell in &cells {
                let text = self.string_value(*cell);
                let number = number::from_text(&text);
                if !number.is_nan() {
                    sorted.push((number, row.node));
                } else if text
                    .trim_start()
                    .starts_with(|char: char| char.is_ascii_digit())
                    && text.contains(['-', ':'])
                {
                    perhaps.push(row.node);
                }
            }
        }
        sorted.sort_unstable_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
        Column::Numbers { sorted, perhaps }
    }

    fn hash(&self, value: &str) -> u64 {
        self.index.hashing.hash_one(value)
    }

    /// The child elements with a name; names are compared once for each that occurs.
    pub(super) fn named(
        &self,
        parent: NodeId,
        wanted: WantedName<'_>,
        see: &mut dyn FnMut(NodeId) -> bool,
    ) {
        let Some(found) = self.get(parent) else {
            return;
        };
        let mut at = parent.node + 1 + u32::from(found.attributes);
        let (mut hit, mut miss) = (None, None);
        while at < found.end {
            let Some(child) = self.nodes.get(at as usize) else {
                return;
            };
            let element = matches!(child.stored, Stored::Element | Stored::Plain | Stored::Leaf);
            if element && Some(child.name) != miss {
                let id = NodeId::new(parent.doc, at);
                if Some(child.name) == hit || wanted.matches(self.name(id)) {
                    hit = Some(child.name);
                    if !see(id) {
                        return;
                    }
                } else {
                    miss = Some(child.name);
                }
            }
            at = child.end;
        }
    }
}
