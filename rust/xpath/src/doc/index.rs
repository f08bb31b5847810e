//! Finding the rows of a list by the value of a column, without looking at every row each time.
//!
//! An index is made the first time that a list with many rows is asked for a column, in one pass and
//! without sorting texts, and kept. It holds places and hashes, not values: what it finds is more than
//! enough and is checked by the evaluation. A column of a table costs about five bytes a row.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex};

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
    Texts(Texts),
    /// By their number, sorted; and rows whose text may be a date, which counts as a number of days.
    Numbers {
        sorted: Vec<(f64, u32)>,
        perhaps: Vec<u32>,
    },
}

/// Cells by the hash of their text: for each hash the first cell, and for each cell the next of that hash.
#[derive(Debug)]
struct Texts {
    first: Vec<u32>,
    next: Vec<u32>,
    rows: Rows,
    seed: u64,
}

/// The row of each cell.
#[derive(Debug)]
enum Rows {
    /// As far apart as in a table.
    Even {
        first: u32,
        apart: u32,
    },
    Listed(Vec<u32>),
}

impl Index {
    /// See [`Tree::lookup`]. Nothing for short lists.
    pub(super) fn lookup<T: Tree>(
        &self,
        tree: &T,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: Key<'_>,
    ) -> Option<Vec<NodeId>> {
        let numbers = matches!(value, Key::Number(_));
        let list = self.hashing.hash_one((parent.node, item, key, numbers));
        let column = {
            let mut columns = self
                .columns
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            columns
                .entry(list)
                .or_insert_with(|| column(tree, parent, item, key, numbers, list))
                .clone()?
        };
        let found = match (&*column, value) {
            (Column::Texts(texts), Key::Text(text)) => texts.rows_with(text),
            (Column::Numbers { sorted, perhaps }, Key::Number(number)) => {
                let least = number - NUMBERS_EQUAL;
                let start = sorted.partition_point(|(one, _)| *one < least);
                let close = sorted[start..]
                    .iter()
                    .take_while(|(one, _)| *one <= number + NUMBERS_EQUAL);
                let mut found: Vec<u32> = close.map(|(_, row)| *row).collect();
                found.extend(perhaps);
                found.sort_unstable();
                found.dedup();
                found
            }
            _ => return None,
        };
        let id = |row| NodeId::new(parent.doc, row);
        Some(found.into_iter().map(id).collect())
    }
}

fn column<T: Tree>(
    tree: &T,
    parent: NodeId,
    item: WantedName<'_>,
    key: WantedName<'_>,
    numbers: bool,
    seed: u64,
) -> Option<Arc<Column>> {
    let mut rows = Vec::new();
    tree.children_named(parent, item, &mut rows);
    if rows.len() < WORTH_IT {
        return None;
    }
    Some(Arc::new(if numbers {
        in_numbers(tree, &rows, key)
    } else {
        Column::Texts(Texts::new(tree, &rows, key, seed))
    }))
}

fn in_numbers<T: Tree>(tree: &T, rows: &[NodeId], key: WantedName<'_>) -> Column {
    let (mut sorted, mut perhaps) = (Vec::new(), Vec::new());
    let mut cells = Vec::new();
    for row in rows {
        cells.clear();
        tree.children_named(*row, key, &mut cells);
        for cell in &cells {
            let text = tree.string_value(*cell);
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
    sorted.shrink_to_fit();
    Column::Numbers { sorted, perhaps }
}

impl Texts {
    fn new<T: Tree>(tree: &T, rows: &[NodeId], key: WantedName<'_>, seed: u64) -> Self {
        // only where a row has several such children
        let mut owners: Vec<u32> = Vec::new();
        let mut hashes: Vec<u32> = Vec::with_capacity(rows.len());
        let mut cells = Vec::new();
        for row in rows {
            cells.clear();
            tree.children_named(*row, key, &mut cells);
            if cells.len() > 1 && owners.is_empty() {
                owners.extend(rows.iter().take(hashes.len()).map(|row| row.node));
            }
            // no such child is found where the empty text is asked for
            if cells.is_empty() {
                hashes.push(hash("", seed));
            }
            for cell in &cells {
                hashes.push(hash(&tree.string_value(*cell), seed));
            }
            if !owners.is_empty() || cells.len() > 1 {
                owners.resize(hashes.len(), row.node);
            }
        }
        let rows = if owners.is_empty() {
            Rows::of(rows)
        } else {
            Rows::Listed(owners)
        };
        let mut first = vec![NONE; (hashes.len() / 4).next_power_of_two()];
        let mut next = vec![NONE; hashes.len()];
        // from the last to the first, so that each chain stands in document order
        for (at, hash) in hashes.iter().enumerate().rev() {
            let place = *hash as usize & (first.len() - 1);
            next[at] = std::mem::replace(&mut first[place], at as u32);
        }
        Texts {
            first,
            next,
            rows,
            seed,
        }
    }

    fn rows_with(&self, text: &str) -> Vec<u32> {
        let place = hash(text, self.seed) as usize & (self.first.len() - 1);
        let mut found = Vec::new();
        let mut at = self.first[place];
        while let Some(next) = self.next.get(at as usize) {
            let row = self.rows.at(at);
            // a row with two such children comes twice
            if found.last() != Some(&row) {
                found.push(row);
            }
            at = *next;
        }
        found
    }
}

impl Rows {
    fn of(list: &[NodeId]) -> Self {
        if let [first, second, ..] = list {
            let apart = second.node.wrapping_sub(first.node);
            let mut pairs = list.windows(2);
            if pairs.all(|pair| pair[1].node.wrapping_sub(pair[0].node) == apart) {
                let first = first.node;
                return Rows::Even { first, apart };
            }
        }
        Rows::Listed(list.iter().map(|row| row.node).collect())
    }

    fn at(&self, cell: u32) -> u32 {
        match self {
            Rows::Even { first, apart } => first + cell * apart,
            Rows::Listed(list) => list.get(cell as usize).copied().unwrap_or(NONE),
        }
    }
}

/// A hash that is quick and differs from list to list; whoever makes many texts with the same one only
/// makes their own list slow.
fn hash(text: &str, seed: u64) -> u32 {
    let mut state = seed ^ text.len() as u64;
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    (state >> 32) as u32 ^ state as u32
}
