//! The rows of a draft: what has to be kept of the live data.
//!
//! Invariant: all rows together restore the check-in; a value that follows from others is no row.

use std::collections::HashSet;

use homeward_form::DefId;

use crate::checkin::Checkin;
use crate::journal::{Did, Journal};
use crate::nodes::{Node, Nodes};
use crate::{Change, SavedAnswer, State};

/// The row with the random seed.
pub(crate) const SEED: &str = "#seed";
/// The row with the present step.
pub(crate) const STEP: &str = "#step";
/// The row with the identifier that this version replaces.
pub(crate) const DEPRECATED: &str = "#deprecated";

impl Checkin {
    /// All rows of the draft.
    pub fn saved(&self) -> Vec<SavedAnswer> {
        let mut rows = vec![row(SEED, hex(&self.seed)), row(STEP, self.step.to_string())];
        if let Some(deprecated) = &self.deprecated {
            rows.push(row(DEPRECATED, deprecated.to_string()));
        }
        rows.extend(self.rows_below(Nodes::ROOT));
        rows
    }

    /// The rows of a node and of all below it.
    pub(crate) fn rows_below(&self, top: u32) -> Vec<SavedAnswer> {
        let mut rows = Vec::new();
        for ix in self.nodes.subtree(top) {
            let node = self.nodes.get(ix);
            for child in &self.form.node(node.def).children {
                if self.form.node(*child).repeat.is_some() {
                    rows.push(self.count_row(ix, *child));
                }
            }
            if self.is_kept(node.def)
                && (!node.value.is_empty() || node.declined || self.starts_filled(node.def))
            {
                rows.push(self.value_row(ix));
            }
        }
        rows
    }

    /// The paths of all rows that a node and what is below it have, or may once have had.
    pub(crate) fn paths_below(&self, top: u32) -> Vec<String> {
        let mut paths = Vec::new();
        for ix in self.nodes.subtree(top) {
            let def = self.nodes.get(ix).def;
            for child in &self.form.node(def).children {
                if self.form.node(*child).repeat.is_some() {
                    paths.push(self.count_row(ix, *child).path);
                }
            }
            if self.is_kept(def) {
                paths.push(self.path_of(ix).to_string());
            }
        }
        paths
    }

    fn count_row(&self, parent: u32, repeat: DefId) -> SavedAnswer {
        let def = self.form.node(repeat);
        let count = self.nodes.children(parent, def.slot).len();
        row(
            &format!("{}/{}[]", self.path_of(parent), def.name.local),
            count.to_string(),
        )
    }

    fn value_row(&self, ix: u32) -> SavedAnswer {
        let node = self.nodes.get(ix);
        SavedAnswer {
            path: self.path_of(ix).to_string(),
            value: node.value.to_string(),
            state: kept_state(node),
        }
    }

    /// Whether the values of a definition can't be worked out from others.
    pub(crate) fn is_kept(&self, def: DefId) -> bool {
        let node = self.form.node(def);
        if !node.children.is_empty() {
            return false;
        }
        match self.form.bind(def).and_then(|bind| bind.calculate.as_ref()) {
            Some(calculate) => calculate.uses_random || calculate.uses_own_value,
            None => {
                let set = |action: &homeward_form::action::Action| action.target == def;
                !node.is_attribute || node.bind.is_some() || self.form.actions().iter().any(set)
            }
        }
    }

    fn starts_filled(&self, def: DefId) -> bool {
        self.form.node(def).starts_filled
    }

    /// What the steps of a journal mean for the rows.
    pub(crate) fn change_of(&self, journal: &Journal, cleared: &[u32]) -> Change {
        let mut rows: Vec<SavedAnswer> = Vec::new();
        let mut values: Vec<u32> = Vec::new();
        let mut repeats: Vec<(u32, DefId, u32)> = Vec::new();
        for step in &journal.steps {
            match step {
                Did::Value(ix, _) | Did::Declined(ix, _) => values.push(*ix),
                Did::Relevant(..) => {}
                Did::Attached(ix) => {
                    let node = self.nodes.get(*ix);
                    repeats.push((node.parent, node.def, node.ordinal));
                }
                Did::Detached(ix, ordinal) => {
                    let node = self.nodes.get(*ix);
                    repeats.push((node.parent, node.def, *ordinal));
                }
            }
        }
        values.sort_unstable();
        values.dedup();
        repeats.sort_unstable();
        repeats.dedup_by_key(|(parent, def, _)| (*parent, *def));
        for (parent, def, from) in repeats {
            if !self.nodes.is_live(parent) {
                continue;
            }
            rows.push(self.count_row(parent, def));
            let instances = self.nodes.children(parent, self.form.node(def).slot);
            for instance in instances.iter().skip(from as usize) {
                rows.extend(self.rows_below(*instance));
            }
        }
        let below: HashSet<String> = rows.iter().map(|row| row.path.clone()).collect();
        for ix in values {
            if self.is_kept(self.nodes.get(ix).def) && self.nodes.is_live(ix) {
                let row = self.value_row(ix);
                if !below.contains(&row.path) {
                    rows.push(row);
                }
            }
        }
        let mut removed: Vec<String> = journal.before.clone();
        if !removed.is_empty() {
            removed.sort_unstable();
            removed.dedup();
            let known: HashSet<&str> = rows.iter().map(|row| &*row.path).collect();
            removed.retain(|path| !known.contains(&**path));
        }
        let mut paths: Vec<_> = cleared
            .iter()
            .filter(|ix| self.nodes.is_live(**ix))
            .map(|ix| self.path_of(*ix))
            .collect();
        paths.dedup();
        Change {
            saved: rows,
            removed,
            cleared: paths,
        }
    }
}

fn kept_state(node: &Node) -> State {
    if !node.value.is_empty() {
        State::Answered
    } else if node.declined {
        State::PrefersNotToSay
    } else {
        State::Skipped
    }
}

pub(crate) fn row(path: &str, value: String) -> SavedAnswer {
    SavedAnswer {
        path: path.to_owned(),
        value,
        state: State::Answered,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads the seed that [`hex`] wrote.
pub(crate) fn seed(text: &str) -> Option<[u8; 32]> {
    let mut seed = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (at, byte) in seed.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(seed)
}
