//! Finding the rows of a list by the value of a column, without looking at every row each time.
//!
//! An index is made the first time that a list with many rows is asked for a column, and kept. It holds
//! hashes, not values: what it finds is more than enough and is checked by the evaluation.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex};

use super::Document;
use crate::tree::{NodeId, Tree, WantedName};

/// Lists shorter than this are read row by row.
const WORTH_IT: usize = 16;

/// The indexes of a document.
#[derive(Debug, Default)]
pub(super) struct Index {
    columns: Mutex<HashMap<u64, Option<Arc<Column>>>>,
    hashing: RandomState,
}

/// Rows by the hash of their value in one column: pairs sorted by hash, then by row.
#[derive(Debug)]
struct Column(Vec<(u32, u32)>);

impl Document {
    /// See [`Tree::lookup`]. Nothing for short lists.
    pub(super) fn indexed(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: &str,
    ) -> Option<Vec<NodeId>> {
        let list = self.index.hashing.hash_one((parent.node, item, key));
        let column = {
            let mut columns = self
                .index
                .columns
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            columns
                .entry(list)
                .or_insert_with(|| self.column(parent, item, key))
                .clone()?
        };
        let wanted = self.hash(value);
        let start = column.0.partition_point(|(hash, _)| *hash < wanted);
        let found = column.0[start..]
            .iter()
            .take_while(|(hash, _)| *hash == wanted);
        Some(
            found
                .map(|(_, row)| NodeId::new(parent.doc, *row))
                .collect(),
        )
    }

    fn column(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
    ) -> Option<Arc<Column>> {
        let mut rows = Vec::new();
        self.children_named(parent, item, &mut rows);
        if rows.len() < WORTH_IT {
            return None;
        }
        let mut pairs = Vec::with_capacity(rows.len());
        let mut cells = Vec::new();
        for row in rows {
            cells.clear();
            self.children_named(row, key, &mut cells);
            let row_hashes = cells
                .iter()
                .map(|cell| (self.hash(&self.string_value(*cell)), row.node));
            pairs.extend(row_hashes);
        }
        pairs.sort_unstable();
        pairs.dedup();
        Some(Arc::new(Column(pairs)))
    }

    fn hash(&self, value: &str) -> u32 {
        self.index.hashing.hash_one(value) as u32
    }
}
