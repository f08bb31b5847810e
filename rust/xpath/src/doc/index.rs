//! Finding the rows of a list by the value of a column, without looking at every row each time.
//!
//! An index is made the first time that a list with many rows is asked for a column, in one pass and
//! without sorting texts, and kept. It holds places and hashes, not values: what it finds is more than
//! enough and is checked by the evaluation. A column of a table costs about five bytes a row.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex};

use crate::number;
use crate::tree::{Key, NUMBERS_EQUAL, NodeId, WantedName};

/// Lists shorter than this are read row by row.
const WORTH_IT: u32 = 16;
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
    /// By their number, sorted; and rows whose text may be a date, which in the standard meaning counts
    /// as a number of days.
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

/// The row of each cell, in the order in which they come.
#[derive(Debug, Default)]
struct Rows {
    count: u32,
    /// As far apart as in a table, while they are.
    first: u32,
    apart: u32,
    /// Otherwise all of them.
    listed: Vec<u32>,
}

/// What a list has to show for an index: all its cells of one name, in document order, each with its row;
/// a row without such a cell is shown once, with `None`.
pub(super) trait Cells {
    /// Shows each of them.
    fn each_cell(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        see: &mut dyn FnMut(u32, Option<&str>),
    );
}

impl Index {
    /// See [`Tree::lookup`]. Nothing for short lists.
    pub(super) fn lookup<T: Cells>(
        &self,
        list: &T,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: Key<'_>,
    ) -> Option<Vec<NodeId>> {
        let numbers = matches!(value, Key::Number(_));
        let name = self.hashing.hash_one((parent.node, item, key, numbers));
        let column = {
            let mut columns = self
                .columns
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            columns
                .entry(name)
                .or_insert_with(|| {
                    let seed = name;
                    let mut each = |see: &mut dyn FnMut(u32, Option<&str>)| {
                        list.each_cell(parent, item, key, see)
                    };
                    if numbers {
                        in_numbers(&mut each)
                    } else {
                        in_texts(seed, &mut each)
                    }
                    .map(Arc::new)
                })
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

/// Shows all cells of a column.
type EachCell<'c> = dyn FnMut(&mut dyn FnMut(u32, Option<&str>)) + 'c;

fn in_numbers(each: &mut EachCell<'_>) -> Option<Column> {
    let (mut sorted, mut perhaps) = (Vec::new(), Vec::new());
    let mut rows = Rows::default();
    each(&mut |row, text| {
        rows.push(row);
        let Some(text) = text else { return };
        let number = number::from_text(text);
        let starts_with_digit = || {
            let text = text.trim_start();
            text.starts_with(|char: char| char.is_ascii_digit())
        };
        if !number.is_nan() {
            sorted.push((number, row));
        } else if text.contains(['-', ':']) && starts_with_digit() {
            perhaps.push(row);
        }
    });
    sorted.sort_unstable_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
    sorted.shrink_to_fit();
    (rows.count >= WORTH_IT).then_some(Column::Numbers { sorted, perhaps })
}

fn in_texts(seed: u64, each: &mut EachCell<'_>) -> Option<Column> {
    let mut rows = Rows::default();
    let mut hashes: Vec<u32> = Vec::new();
    each(&mut |row, text| {
        rows.push(row);
        // no such child is found where the empty text is asked for
        hashes.push(hash(text.unwrap_or_default(), seed));
    });
    (rows.count >= WORTH_IT).then(|| Column::Texts(Texts::new(&hashes, rows, seed)))
}

impl Texts {
    fn new(hashes: &[u32], rows: Rows, seed: u64) -> Self {
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
    fn push(&mut self, row: u32) {
        match self.count {
            0 => self.first = row,
            1 => self.apart = row.wrapping_sub(self.first),
            _ => {}
        }
        let is_even = self.listed.is_empty() && row == self.even(self.count);
        if !is_even {
            if self.listed.is_empty() {
                self.listed = (0..self.count).map(|cell| self.even(cell)).collect();
            }
            self.listed.push(row);
        }
        self.count += 1;
    }

    fn even(&self, cell: u32) -> u32 {
        self.first.wrapping_add(cell.wrapping_mul(self.apart))
    }

    fn at(&self, cell: u32) -> u32 {
        match self.listed.get(cell as usize) {
            Some(row) => *row,
            None => self.even(cell),
        }
    }
}

/// A hash that is quick and differs from list to list; whoever makes many texts with the same one only
/// makes their own list slow.
fn hash(text: &str, seed: u64) -> u32 {
    let mut state = seed ^ text.len() as u64;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    for word in words {
        state = mixed(state, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let word = rest
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
        state = mixed(state, word);
    }
    (state >> 32) as u32 ^ state as u32
}

fn mixed(state: u64, word: u64) -> u64 {
    let state = (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state ^ (state >> 29)
}
