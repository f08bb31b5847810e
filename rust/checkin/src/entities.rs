//! What a check-in says about entities: which rows of which lists it creates or changes.
//!
//! Invariant: only `1` and `true` mean yes; an entity that says neither create nor update is none,
//! and a property that is not relevant is not touched. Nothing is done to any list here:
//! [`crate::EntityList`] does.

use std::fmt;

use homeward_form::DefId;

use crate::checkin::Checkin;
use crate::nodes::Nodes;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityAction {
    /// It comes into being.
    Create,
    /// It is changed.
    Update,
    /// It is changed if it is there, and else comes into being.
    Upsert,
}

/// One entity of a check-in.
#[derive(Clone, PartialEq, Eq)]
pub struct EntityChange {
    /// The list.
    pub dataset: String,
    /// What is to be done.
    pub action: EntityAction,
    /// Its identifier, without `uuid:`.
    pub id: String,
    /// Its label; `None` leaves the one that it has.
    pub label: Option<String>,
    /// The version that was changed, if the check-in names it.
    pub base_version: Option<u64>,
    /// The version that the device last had from the server, if the check-in names it.
    pub trunk_version: Option<u64>,
    /// The sequence of changes that it belongs to, if the check-in names it.
    pub branch_id: Option<String>,
    /// Whether a device with lists of its own does it to them too; a form of a version before
    /// 2024.1 leaves it to the server.
    pub offline: bool,
    /// Properties with their new values.
    pub properties: Vec<(String, String)>,
}

impl fmt::Debug for EntityChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntityChange")
            .field("dataset", &self.dataset)
            .field("action", &self.action)
            .finish_non_exhaustive()
    }
}

impl Checkin {
    /// The entities that this check-in creates or changes as it is now, in the order of the data.
    pub fn entities(&self) -> Vec<EntityChange> {
        let mut changes = Vec::new();
        for entity in self.form.entities() {
            let mut found = Vec::new();
            self.nodes
                .below(&self.form, Nodes::ROOT, entity.def, &mut found);
            for ix in found {
                if !self.nodes.get(ix).relevant {
                    continue;
                }
                let says = |def: Option<DefId>| {
                    let value = self.value_below(ix, def);
                    value.is_some_and(|value| matches!(value, "1" | "true"))
                };
                let action = match (says(entity.create), says(entity.update)) {
                    (true, true) => EntityAction::Upsert,
                    (true, false) => EntityAction::Create,
                    (false, true) => EntityAction::Update,
                    (false, false) => continue,
                };
                let scope = self.nodes.above(ix, entity.scope).unwrap_or(Nodes::ROOT);
                let properties = entity.properties.iter().filter_map(|(name, def)| {
                    let value = self.value_below(scope, Some(*def))?;
                    Some((name.to_string(), value.to_owned()))
                });
                let id = self.value_below(ix, entity.id).unwrap_or_default();
                let label = self.value_below(ix, entity.label);
                let number = |def| self.value_below(ix, def).and_then(|text| text.parse().ok());
                let branch = self.value_below(ix, entity.branch_id);
                changes.push(EntityChange {
                    dataset: entity.dataset.to_string(),
                    action,
                    id: id.strip_prefix("uuid:").unwrap_or(id).to_owned(),
                    label: label.filter(|label| !label.is_empty()).map(str::to_owned),
                    base_version: number(entity.base_version),
                    trunk_version: number(entity.trunk_version),
                    branch_id: branch.filter(|id| !id.is_empty()).map(str::to_owned),
                    offline: entity.offline,
                    properties: properties.collect(),
                });
            }
        }
        changes
    }

    /// The value of the first relevant instance of a definition at or below a node.
    fn value_below(&self, top: u32, def: Option<DefId>) -> Option<&str> {
        let mut found = Vec::new();
        self.nodes.below(&self.form, top, def?, &mut found);
        let first = found.first()?;
        let node = self.nodes.get(*first);
        node.relevant.then_some(&*node.value)
    }
}
