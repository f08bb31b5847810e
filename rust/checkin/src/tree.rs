//! The live data and the form's lists as one tree for expressions.
//!
//! Document 0 is the live data, with node 0 above its root element; the others are the form's
//! documents. A node that is not relevant has the empty value and counts nowhere.

use std::borrow::Cow;
use std::cmp::Ordering;

use homeward_form::Form;
use homeward_form::definition::DataType;
use homeward_xpath::{Key, Kind, Name, NodeId, NodeType, Tree, WantedName};

use crate::dated;
use crate::nodes::{NONE, Nodes};

/// Everything that an expression can reach.
pub(crate) struct Forest<'a> {
    pub(crate) form: &'a Form,
    pub(crate) nodes: &'a Nodes,
}

/// The id of a live node in expressions.
pub(crate) fn id(ix: u32) -> NodeId {
    NodeId::new(0, ix.wrapping_add(1))
}

/// The live node of an id.
pub(crate) fn live(node: NodeId) -> Option<u32> {
    (node.doc == 0).then(|| node.node.checked_sub(1))?
}

impl<'a> Forest<'a> {
    fn other(&self, node: NodeId) -> Option<&'a dyn Tree> {
        let at = (node.doc as usize).checked_sub(1)?;
        let list: &'a dyn Tree = &**self.form.documents().get(at)?;
        Some(list)
    }

    /// The first node in a slot at or after `slot`.
    fn first_from_slot(&self, parent: u32, slot: usize) -> Option<NodeId> {
        let slots = self.nodes.get(parent).slots.get(slot..)?;
        slots
            .iter()
            .find_map(|slot| slot.as_slice().first())
            .map(|ix| id(*ix))
    }

    /// The slots of a live node whose children have a name.
    fn slots_named<'w>(
        &self,
        ix: u32,
        wanted: WantedName<'w>,
    ) -> impl Iterator<Item = u32> + use<'a, 'w> {
        let form = self.form;
        let like = form
            .node(self.nodes.get(ix).def)
            .children_like(wanted.local);
        like.iter().filter_map(move |child| {
            let def = form.node(*child);
            let name = Name {
                namespace: &def.name.namespace,
                local: &def.name.local,
                prefix: &def.name.prefix,
            };
            wanted.matches(name).then_some(def.slot)
        })
    }

    fn text(&self, ix: u32) -> Cow<'a, str> {
        let node = self.nodes.get(ix);
        if !node.relevant {
            return Cow::Borrowed("");
        }
        if node.slots.is_empty() {
            return Cow::Borrowed(&node.value);
        }
        let mut all = String::new();
        for one in self.nodes.subtree(ix) {
            let node = self.nodes.get(one);
            if node.relevant && node.slots.is_empty() && !self.form.node(node.def).is_attribute {
                all.push_str(&node.value);
            }
        }
        Cow::Owned(all)
    }

    /// The way from the root down to a node: of each, whether it is an attribute, its slot and its
    /// ordinal.
    fn way(&self, ix: u32) -> Vec<(bool, u32, u32)> {
        let mut way = Vec::new();
        let mut at = ix;
        while let Some(node) = self.nodes.find(at) {
            let def = self.form.node(node.def);
            way.push((!def.is_attribute, def.slot, node.ordinal));
            at = node.parent;
        }
        way.reverse();
        way
    }
}

impl Tree for Forest<'_> {
    fn node_type(&self, node: NodeId) -> NodeType {
        match live(node) {
            Some(ix) if self.form.node(self.nodes.get(ix).def).is_attribute => NodeType::Attribute,
            Some(_) => NodeType::Element,
            None => self
                .other(node)
                .map_or(NodeType::Document, |other| other.node_type(node)),
        }
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        match live(node) {
            Some(ix) => match self.nodes.get(ix).parent {
                NONE => Some(NodeId::new(0, 0)),
                parent => Some(id(parent)),
            },
            None => self.other(node).and_then(|other| other.parent(node)),
        }
    }

    fn first_child(&self, node: NodeId) -> Option<NodeId> {
        match (live(node), node.doc) {
            (Some(ix), _) => self.first_from_slot(ix, 0),
            (None, 0) => (self.nodes.len() > 0).then(|| id(Nodes::ROOT)),
            _ => self.other(node).and_then(|other| other.first_child(node)),
        }
    }

    fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        let Some(ix) = live(node) else {
            return self.other(node).and_then(|other| other.next_sibling(node));
        };
        let this = self.nodes.get(ix);
        let def = self.form.node(this.def);
        if this.parent == NONE || def.is_attribute {
            return None;
        }
        let same = self.nodes.children(this.parent, def.slot);
        match same.get(this.ordinal as usize + 1) {
            Some(next) => Some(id(*next)),
            None => self.first_from_slot(this.parent, def.slot as usize + 1),
        }
    }

    fn previous_sibling(&self, node: NodeId) -> Option<NodeId> {
        let Some(ix) = live(node) else {
            return self
                .other(node)
                .and_then(|other| other.previous_sibling(node));
        };
        let this = self.nodes.get(ix);
        let def = self.form.node(this.def);
        if this.parent == NONE || def.is_attribute {
            return None;
        }
        if let Some(before) = (this.ordinal as usize).checked_sub(1) {
            return self
                .nodes
                .children(this.parent, def.slot)
                .get(before)
                .map(|ix| id(*ix));
        }
        let slots = self.nodes.get(this.parent).slots.get(..def.slot as usize)?;
        slots
            .iter()
            .rev()
            .find_map(|slot| slot.as_slice().last())
            .map(|ix| id(*ix))
    }

    fn first_attribute(&self, node: NodeId) -> Option<NodeId> {
        match live(node) {
            Some(ix) => self.nodes.get(ix).attributes.first().map(|ix| id(*ix)),
            None => self
                .other(node)
                .and_then(|other| other.first_attribute(node)),
        }
    }

    fn next_attribute(&self, node: NodeId) -> Option<NodeId> {
        let Some(ix) = live(node) else {
            return self
                .other(node)
                .and_then(|other| other.next_attribute(node));
        };
        let list = &self.nodes.find(self.nodes.get(ix).parent)?.attributes;
        let at = list.iter().position(|one| *one == ix)?;
        list.get(at + 1).map(|ix| id(*ix))
    }

    fn name(&self, node: NodeId) -> Name<'_> {
        match live(node) {
            Some(ix) => {
                let name = &self.form.node(self.nodes.get(ix).def).name;
                Name {
                    namespace: &name.namespace,
                    local: &name.local,
                    prefix: &name.prefix,
                }
            }
            None => match self.other(node) {
                Some(other) => other.name(node),
                None => Name::default(),
            },
        }
    }

    fn string_value(&self, node: NodeId) -> Cow<'_, str> {
        match (live(node), node.doc) {
            (Some(ix), _) => self.text(ix),
            (None, 0) => self.text(Nodes::ROOT),
            _ => match self.other(node) {
                Some(other) => other.string_value(node),
                None => Cow::Borrowed(""),
            },
        }
    }

    fn order(&self, a: NodeId, b: NodeId) -> Ordering {
        match (live(a), live(b)) {
            (Some(x), Some(y)) if x != y => {
                let (one, two) = (self.nodes.get(x), self.nodes.get(y));
                if one.parent == two.parent {
                    let key = |ix: u32| {
                        let node = self.nodes.get(ix);
                        let def = self.form.node(node.def);
                        (!def.is_attribute, def.slot, node.ordinal)
                    };
                    return key(x).cmp(&key(y));
                }
                self.way(x).cmp(&self.way(y))
            }
            _ => a.cmp(&b),
        }
    }

    fn last_child(&self, node: NodeId) -> Option<NodeId> {
        match (live(node), node.doc) {
            (Some(ix), _) => {
                let slots = &self.nodes.get(ix).slots;
                slots
                    .iter()
                    .rev()
                    .find_map(|slot| slot.as_slice().last())
                    .map(|ix| id(*ix))
            }
            (None, 0) => self.first_child(node),
            _ => self.other(node).and_then(|other| other.last_child(node)),
        }
    }

    fn kind(&self, node: NodeId) -> Kind {
        let Some(ix) = live(node) else {
            return Kind::Text;
        };
        let node = self.nodes.get(ix);
        match self.form.bind(node.def).map(|bind| bind.data_type) {
            Some(DataType::Integer | DataType::Decimal) => Kind::Number,
            Some(DataType::Boolean) => Kind::Boolean,
            Some(DataType::Date) => Kind::Date,
            Some(DataType::Time) => Kind::Time,
            Some(DataType::DateTime) => Kind::DateTime,
            _ if node.value.as_bytes().get(4) == Some(&b'-')
                && dated::is_date(self.form, node.def) =>
            {
                match node.value.contains('T') {
                    true => Kind::DateTime,
                    false => Kind::Date,
                }
            }
            _ => Kind::Text,
        }
    }

    fn is_relevant(&self, node: NodeId) -> bool {
        live(node).is_none_or(|ix| self.nodes.get(ix).relevant)
    }

    fn children_named(&self, parent: NodeId, wanted: WantedName<'_>, out: &mut Vec<NodeId>) {
        match (live(parent), parent.doc) {
            (Some(ix), _) => {
                for slot in self.slots_named(ix, wanted) {
                    out.extend(self.nodes.children(ix, slot).iter().map(|ix| id(*ix)));
                }
            }
            (None, 0) => {
                out.extend(
                    self.first_child(parent)
                        .filter(|root| wanted.matches(self.name(*root))),
                );
            }
            _ => {
                if let Some(other) = self.other(parent) {
                    other.children_named(parent, wanted, out);
                }
            }
        }
    }

    fn first_child_named(&self, parent: NodeId, wanted: WantedName<'_>) -> Option<NodeId> {
        match (live(parent), parent.doc) {
            (Some(ix), _) => {
                let mut slots = self.slots_named(ix, wanted);
                slots.find_map(|slot| self.nodes.children(ix, slot).first().map(|ix| id(*ix)))
            }
            (None, 0) => self
                .first_child(parent)
                .filter(|root| wanted.matches(self.name(*root))),
            _ => self.other(parent)?.first_child_named(parent, wanted),
        }
    }

    fn child_at(
        &self,
        parent: NodeId,
        wanted: WantedName<'_>,
        position: usize,
    ) -> Option<Option<NodeId>> {
        let Some(ix) = live(parent) else {
            return self.other(parent)?.child_at(parent, wanted, position);
        };
        let mut named = self.slots_named(ix, wanted);
        let (slot, None) = (named.next()?, named.next()) else {
            return None;
        };
        let instances = self.nodes.children(ix, slot);
        let at = position.checked_sub(1)?;
        Some(instances.get(at).map(|ix| id(*ix)))
    }

    fn lookup(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: Key<'_>,
    ) -> Option<Vec<NodeId>> {
        if parent.doc == 0 {
            return None;
        }
        self.other(parent)?.lookup(parent, item, key, value)
    }

    fn element_by_id(&self, doc: u32, id: &str) -> Option<NodeId> {
        self.other(NodeId::new(doc, 0))?.element_by_id(doc, id)
    }
}
