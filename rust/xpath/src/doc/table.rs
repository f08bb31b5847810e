//! A table as a document: `root/item` with a child for each column, as secondary instances from CSV are.
//!
//! Invariant: the ids of all nodes are computed from row and column, and a cell costs its text and four
//! bytes, so that a list of 100,000 rows takes less than twice its file. Immutable once made; nothing here
//! knows how a table is written in a file.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::index::{Cells, Index};
use super::navigate::{TEXTS, text_parts};
use crate::tree::{Key, Name, NodeId, NodeType, Tree, WantedName};

const ROOT: u32 = 1;
const FIRST_ROW: u32 = 2;

/// A table of texts.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Box<str>>,
    texts: String,
    /// Where each cell's text starts; it ends where the next one's starts.
    starts: Vec<u32>,
    /// Rows with fewer cells than there are columns, by row.
    short: Vec<(u32, u32)>,
    index: Index,
}

/// A table has more cells or more text than can be numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table is too large")]
pub struct TableTooLarge;

/// What an id of a table means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Document,
    Root,
    Row(u32),
    Cell(u32, u32),
    Text(u32, u32),
    Nowhere,
}

impl Table {
    /// An empty table; about so many rows and bytes of text are coming. Columns are the names of elements.
    #[must_use]
    pub fn new(columns: Vec<Box<str>>, rows: usize, bytes: usize) -> Self {
        Self {
            texts: String::with_capacity(bytes),
            starts: Vec::with_capacity(rows.saturating_mul(columns.len()).min(bytes)),
            columns,
            short: Vec::new(),
            index: Index::default(),
        }
    }

    /// Adds a row. Cells that are missing at the end are no nodes; those beyond the columns are passed
    /// over.
    ///
    /// # Errors
    /// More cells or text than can be numbered; the row is not added.
    pub fn push<'t>(&mut self, cells: impl Iterator<Item = &'t str>) -> Result<(), TableTooLarge> {
        let row = self.rows();
        let all = self.columns.len();
        let after = (row as usize + 2) * (all + 1);
        if after >= TEXTS as usize || u32::try_from(self.texts.len()).is_err() {
            return Err(TableTooLarge);
        }
        let mut count = 0;
        for cell in cells.take(all) {
            self.starts.push(self.texts.len() as u32);
            self.texts.push_str(cell);
            count += 1;
        }
        if count < all {
            self.short.push((row, count as u32));
            let end = self.texts.len() as u32;
            self.starts.extend((count..all).map(|_| end));
        }
        Ok(())
    }

    /// The table is complete.
    ///
    /// # Errors
    /// More text than can be numbered.
    pub fn finish(mut self) -> Result<Self, TableTooLarge> {
        if u32::try_from(self.texts.len()).is_err() {
            return Err(TableTooLarge);
        }
        self.texts.shrink_to_fit();
        self.starts.shrink_to_fit();
        Ok(self)
    }

    fn rows(&self) -> u32 {
        match self.columns.len() {
            0 => 0,
            columns => (self.starts.len() / columns) as u32,
        }
    }

    /// From one row to the next.
    fn apart(&self) -> u32 {
        self.columns.len() as u32 + 1
    }

    fn cells(&self, row: u32) -> u32 {
        let short = self.short.binary_search_by_key(&row, |(row, _)| *row);
        short.map_or(self.columns.len() as u32, |at| self.short[at].1)
    }

    fn place(&self, node: NodeId) -> Place {
        if let Some(cell) = text_parts(node) {
            return match self.place(cell) {
                Place::Cell(row, column) => Place::Text(row, column),
                _ => Place::Nowhere,
            };
        }
        match node.node {
            0 => Place::Document,
            ROOT => Place::Root,
            at => {
                let (row, within) = (
                    (at - FIRST_ROW) / self.apart(),
                    (at - FIRST_ROW) % self.apart(),
                );
                match within.checked_sub(1) {
                    _ if row >= self.rows() => Place::Nowhere,
                    None => Place::Row(row),
                    Some(column) => Place::Cell(row, column),
                }
            }
        }
    }

    fn row(&self, node: NodeId, row: u32) -> NodeId {
        NodeId::new(node.doc, FIRST_ROW + row * self.apart())
    }

    fn cell(&self, node: NodeId, row: u32, column: u32) -> NodeId {
        NodeId::new(node.doc, FIRST_ROW + row * self.apart() + 1 + column)
    }

    /// The text from one cell to before another, as places in [`Table::starts`].
    fn text(&self, from: usize, to: usize) -> &str {
        let place = |at: usize| {
            self.starts
                .get(at)
                .map_or(self.texts.len(), |at| *at as usize)
        };
        self.texts.get(place(from)..place(to)).unwrap_or("")
    }

    fn cell_text(&self, row: u32, column: u32) -> &str {
        let at = row as usize * self.columns.len() + column as usize;
        self.text(at, at + 1)
    }

    /// The cells of a row with a name.
    fn named<'t>(&'t self, row: u32, wanted: WantedName<'t>) -> impl Iterator<Item = u32> + 't {
        let columns = self.columns.iter().take(self.cells(row) as usize);
        let named = columns.enumerate().filter(move |(_, column)| {
            wanted.matches(Name {
                local: column,
                ..Name::default()
            })
        });
        named.map(|(column, _)| column as u32)
    }
}

impl Cells for Table {
    fn each_cell(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        see: &mut dyn FnMut(u32, Option<&str>),
    ) {
        let is_list =
            self.place(parent) == Place::Root && item.matches(self.name(self.row(parent, 0)));
        if !is_list {
            return;
        }
        let is_key = |column: &u32| {
            let local = &self.columns[*column as usize];
            key.matches(Name {
                local,
                ..Name::default()
            })
        };
        let columns: Vec<u32> = (0..self.columns.len() as u32).filter(is_key).collect();
        for row in 0..self.rows() {
            let id = self.row(parent, row).node;
            let there = columns.partition_point(|column| *column < self.cells(row));
            for column in &columns[..there] {
                see(id, Some(self.cell_text(row, *column)));
            }
            if there == 0 {
                see(id, None);
            }
        }
    }
}

impl Tree for Table {
    fn node_type(&self, node: NodeId) -> NodeType {
        match self.place(node) {
            Place::Document => NodeType::Document,
            Place::Text(..) => NodeType::Text,
            _ => NodeType::Element,
        }
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        Some(match self.place(node) {
            Place::Document | Place::Nowhere => return None,
            Place::Root => NodeId::new(node.doc, 0),
            Place::Row(_) => NodeId::new(node.doc, ROOT),
            Place::Cell(row, _) => self.row(node, row),
            Place::Text(row, column) => self.cell(node, row, column),
        })
    }

    fn first_child(&self, node: NodeId) -> Option<NodeId> {
        match self.place(node) {
            Place::Document => Some(NodeId::new(node.doc, ROOT)),
            Place::Root => (self.rows() > 0).then(|| self.row(node, 0)),
            Place::Row(row) => (self.cells(row) > 0).then(|| self.cell(node, row, 0)),
            Place::Cell(row, column) => (!self.cell_text(row, column).is_empty())
                .then_some(NodeId::new(node.doc, TEXTS | node.node)),
            Place::Text(..) | Place::Nowhere => None,
        }
    }

    fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        match self.place(node) {
            Place::Row(row) => (row + 1 < self.rows()).then(|| self.row(node, row + 1)),
            Place::Cell(row, column) => {
                (column + 1 < self.cells(row)).then(|| self.cell(node, row, column + 1))
            }
            _ => None,
        }
    }

    fn previous_sibling(&self, node: NodeId) -> Option<NodeId> {
        match self.place(node) {
            Place::Row(row) => row.checked_sub(1).map(|row| self.row(node, row)),
            Place::Cell(row, column) => {
                let before = column.checked_sub(1);
                before.map(|column| self.cell(node, row, column))
            }
            _ => None,
        }
    }

    fn last_child(&self, node: NodeId) -> Option<NodeId> {
        match self.place(node) {
            Place::Root => {
                let last = self.rows().checked_sub(1);
                last.map(|row| self.row(node, row))
            }
            Place::Row(row) => {
                let last = self.cells(row).checked_sub(1);
                last.map(|column| self.cell(node, row, column))
            }
            _ => self.first_child(node),
        }
    }

    fn first_attribute(&self, _node: NodeId) -> Option<NodeId> {
        None
    }

    fn next_attribute(&self, _node: NodeId) -> Option<NodeId> {
        None
    }

    fn name(&self, node: NodeId) -> Name<'_> {
        let local = match self.place(node) {
            Place::Root => "root",
            Place::Row(_) => "item",
            Place::Cell(_, column) => self.columns.get(column as usize).map_or("", |name| name),
            _ => "",
        };
        Name {
            local,
            ..Name::default()
        }
    }

    fn string_value(&self, node: NodeId) -> Cow<'_, str> {
        let columns = self.columns.len();
        Cow::Borrowed(match self.place(node) {
            Place::Document | Place::Root => &self.texts,
            Place::Row(row) => self.text(row as usize * columns, (row as usize + 1) * columns),
            Place::Cell(row, column) | Place::Text(row, column) => self.cell_text(row, column),
            Place::Nowhere => "",
        })
    }

    fn order(&self, a: NodeId, b: NodeId) -> Ordering {
        let place = |node: NodeId| match text_parts(node) {
            Some(cell) => (cell.node, 1),
            None => (node.node, 0),
        };
        (a.doc, place(a)).cmp(&(b.doc, place(b)))
    }

    fn children_named(&self, parent: NodeId, wanted: WantedName<'_>, out: &mut Vec<NodeId>) {
        match self.place(parent) {
            Place::Row(row) => {
                let cells = self.named(row, wanted);
                out.extend(cells.map(|column| self.cell(parent, row, column)));
            }
            Place::Root if wanted.matches(self.name(self.row(parent, 0))) => {
                out.extend((0..self.rows()).map(|row| self.row(parent, row)));
            }
            Place::Document if wanted.matches(self.name(NodeId::new(parent.doc, ROOT))) => {
                out.push(NodeId::new(parent.doc, ROOT));
            }
            _ => {}
        }
    }

    fn first_child_named(&self, parent: NodeId, wanted: WantedName<'_>) -> Option<NodeId> {
        match self.place(parent) {
            Place::Row(row) => {
                let column = self.named(row, wanted).next()?;
                Some(self.cell(parent, row, column))
            }
            Place::Cell(..) | Place::Text(..) | Place::Nowhere => None,
            _ => self
                .first_child(parent)
                .filter(|child| wanted.matches(self.name(*child))),
        }
    }

    fn child_at(
        &self,
        parent: NodeId,
        wanted: WantedName<'_>,
        position: usize,
    ) -> Option<Option<NodeId>> {
        if self.place(parent) != Place::Root {
            return None;
        }
        let row = u32::try_from(position.checked_sub(1)?).ok();
        let row = row.filter(|row| *row < self.rows());
        let row = row.map(|row| self.row(parent, row));
        Some(row.filter(|row| wanted.matches(self.name(*row))))
    }

    fn lookup(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: Key<'_>,
    ) -> Option<Vec<NodeId>> {
        self.index.lookup(self, parent, item, key, value)
    }
}
