//! A [`Document`] as a [`Tree`]. Namespace nodes are not stored: their ids are computed.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::index::Cells;
use super::{Document, Stored};
use crate::tree::{Key, Name, NodeId, NodeType, Tree, WantedName};

/// Ids from here on are namespace nodes: the element shifted left, and which of its namespaces.
const NAMESPACES: u32 = 1 << 31;
const SHIFT: u32 = 6;
/// Ids from here to there are texts: the element that has nothing else.
pub(super) const TEXTS: u32 = 1 << 30;
const XML: (&str, &str) = ("xml", "http://www.w3.org/XML/1998/namespace");

/// The element of a computed text node.
pub(super) fn text_parts(node: NodeId) -> Option<NodeId> {
    let element = node
        .node
        .checked_sub(TEXTS)
        .filter(|_| node.node < NAMESPACES)?;
    Some(NodeId::new(node.doc, element))
}

impl Document {
    /// The element and the number of a namespace node.
    fn namespace_parts(node: NodeId) -> Option<(NodeId, usize)> {
        let rest = node.node.checked_sub(NAMESPACES)?;
        Some((
            NodeId::new(node.doc, rest >> SHIFT),
            (rest & ((1 << SHIFT) - 1)) as usize,
        ))
    }

    /// Prefix and namespace of a namespace node.
    fn namespace_binding(&self, node: NodeId) -> Option<(&str, &str)> {
        let (element, number) = Self::namespace_parts(node)?;
        let mut bindings = self.prefixes(element);
        // The default namespace comes first, `xml` last.
        bindings.sort_by_key(|(prefix, _)| !prefix.is_empty());
        bindings.push(XML);
        bindings.get(number).copied()
    }

    /// The child elements, each with the index of its name.
    fn named_elements(&self, parent: u32) -> impl Iterator<Item = (u32, u16)> + '_ {
        let found = self.nodes.get(parent as usize);
        let (mut at, end) = found.map_or((0, 0), |found| {
            (parent + 1 + u32::from(found.attributes), found.end)
        });
        std::iter::from_fn(move || {
            while at < end {
                let child = self.nodes.get(at as usize)?;
                let here = std::mem::replace(&mut at, child.end);
                if child.stored.node_type() == NodeType::Element {
                    return Some((here, child.name));
                }
            }
            None
        })
    }

    /// The child elements with a name, until `see` has seen enough; a name is compared once for each that
    /// comes in a row.
    fn named(&self, parent: NodeId, wanted: WantedName<'_>, see: &mut dyn FnMut(NodeId) -> bool) {
        let (mut hit, mut miss) = (None, None);
        for (at, name) in self.named_elements(parent.node) {
            if Some(name) == miss {
                continue;
            }
            let id = NodeId::new(parent.doc, at);
            if Some(name) == hit || wanted.matches(self.name(id)) {
                hit = Some(name);
                if !see(id) {
                    return;
                }
            } else {
                miss = Some(name);
            }
        }
    }

    /// Which names of the pool match, by their index.
    fn matching(&self, wanted: WantedName<'_>) -> Vec<bool> {
        let names = self.names.iter().map(|name| Name {
            namespace: &name.namespace,
            local: &name.local,
            prefix: &name.prefix,
        });
        names.map(|name| wanted.matches(name)).collect()
    }

    /// The child elements whose names are among those of the pool.
    fn matched<'d>(&'d self, parent: u32, names: &'d [bool]) -> impl Iterator<Item = u32> + 'd {
        let elements = self.named_elements(parent);
        elements.filter_map(|(at, name)| (names.get(name as usize) == Some(&true)).then_some(at))
    }

    /// What a node sorts by: its own place, after an element its namespaces, then its computed text.
    fn place(node: NodeId) -> (u32, u32, usize) {
        match (Self::namespace_parts(node), text_parts(node)) {
            (Some((element, number)), _) => (node.doc, element.node, number + 1),
            (None, Some(element)) => (node.doc, element.node, usize::MAX),
            (None, None) => (node.doc, node.node, 0),
        }
    }
}

impl Cells for Document {
    fn each_cell(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        see: &mut dyn FnMut(u32, Option<&str>),
    ) {
        let (items, keys) = (self.matching(item), self.matching(key));
        for row in self.matched(parent.node, &items) {
            let mut cells = self.matched(row, &keys).peekable();
            if cells.peek().is_none() {
                see(row, None);
            }
            for cell in cells {
                let text = self.string_value(NodeId::new(parent.doc, cell));
                see(row, Some(&text));
            }
        }
    }
}

impl Tree for Document {
    fn node_type(&self, node: NodeId) -> NodeType {
        match self.get(node) {
            Some(found) => found.stored.node_type(),
            None if text_parts(node).is_some() => NodeType::Text,
            None => NodeType::Namespace,
        }
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        match self.get(node) {
            Some(_) if node.node == 0 => None,
            Some(found) => Some(NodeId::new(node.doc, found.parent)),
            None => {
                text_parts(node).or_else(|| Self::namespace_parts(node).map(|(element, _)| element))
            }
        }
    }

    fn first_child(&self, node: NodeId) -> Option<NodeId> {
        let found = self.get(node)?;
        if found.stored == Stored::Leaf {
            return Some(NodeId::new(node.doc, TEXTS | node.node));
        }
        let at = node.node + 1 + u32::from(found.attributes);
        (at < found.end).then_some(NodeId::new(node.doc, at))
    }

    fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        let found = self.get(node)?;
        if found.stored == Stored::Attribute || node.node == 0 {
            return None;
        }
        let next = self.nodes.get(found.end as usize)?;
        (next.parent == found.parent).then_some(NodeId::new(node.doc, found.end))
    }

    fn first_attribute(&self, node: NodeId) -> Option<NodeId> {
        self.attributes(node).next()
    }

    fn next_attribute(&self, node: NodeId) -> Option<NodeId> {
        let found = self
            .get(node)
            .filter(|found| found.stored == Stored::Attribute)?;
        let next = self.nodes.get(node.node as usize + 1)?;
        (next.stored == Stored::Attribute && next.parent == found.parent)
            .then_some(NodeId::new(node.doc, node.node + 1))
    }

    fn name(&self, node: NodeId) -> Name<'_> {
        match self.pooled(node) {
            Some(name) => Name {
                namespace: &name.namespace,
                local: &name.local,
                prefix: &name.prefix,
            },
            None => {
                let local = self
                    .namespace_binding(node)
                    .map_or("", |(prefix, _)| prefix);
                Name {
                    namespace: "",
                    local,
                    prefix: "",
                }
            }
        }
    }

    fn string_value(&self, node: NodeId) -> Cow<'_, str> {
        let Some(found) = self.get(node) else {
            let namespace = || self.namespace_binding(node).map_or("", |(_, uri)| uri);
            return Cow::Borrowed(match text_parts(node) {
                Some(element) => self.own_text(element),
                None => namespace(),
            });
        };
        match found.stored {
            Stored::Plain => return Cow::Borrowed(self.run(found.text, found.end as usize)),
            Stored::Element | Stored::Document => {}
            _ => return Cow::Borrowed(self.own_text(node)),
        }
        let mut texts = (node.node..found.end)
            .map(|at| NodeId::new(node.doc, at))
            .filter(|id| {
                self.get(*id)
                    .is_some_and(|node| matches!(node.stored, Stored::Text | Stored::Leaf))
            });
        let Some(first) = texts.next() else {
            return Cow::Borrowed("");
        };
        let first = self.own_text(first);
        let Some(second) = texts.next() else {
            return Cow::Borrowed(first);
        };
        let mut text = first.to_owned();
        text.push_str(self.own_text(second));
        texts.for_each(|id| text.push_str(self.own_text(id)));
        Cow::Owned(text)
    }

    fn order(&self, a: NodeId, b: NodeId) -> Ordering {
        Self::place(a).cmp(&Self::place(b))
    }

    fn namespaces(&self, element: NodeId, out: &mut Vec<NodeId>) {
        if self.node_type(element) != NodeType::Element {
            return;
        }
        let count = self.prefixes(element).len().min((1 << SHIFT) - 2) as u32;
        out.extend(
            (0..=count).map(|number| {
                NodeId::new(element.doc, NAMESPACES | (element.node << SHIFT) | number)
            }),
        );
    }

    fn children_named(&self, parent: NodeId, wanted: WantedName<'_>, out: &mut Vec<NodeId>) {
        self.named(parent, wanted, &mut |child| {
            out.push(child);
            true
        });
    }

    fn first_child_named(&self, parent: NodeId, wanted: WantedName<'_>) -> Option<NodeId> {
        let mut first = None;
        self.named(parent, wanted, &mut |child| {
            first = Some(child);
            false
        });
        first
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

    fn element_by_id(&self, doc: u32, id: &str) -> Option<NodeId> {
        (0..self.nodes.len() as u32)
            .map(|at| NodeId::new(doc, at))
            .find_map(|attribute| {
                let found = self
                    .get(attribute)
                    .filter(|node| node.stored == Stored::Attribute)?;
                let name = self.pooled(attribute)?;
                let is_id = *name.local == *"id"
                    && (name.namespace.is_empty() || *name.namespace == *XML.1);
                (is_id && self.own_text(attribute) == id).then_some(NodeId::new(doc, found.parent))
            })
    }
}
