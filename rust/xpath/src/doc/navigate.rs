//! A [`Document`] as a [`Tree`]. Namespace nodes are not stored: their ids are computed.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Document;
use crate::tree::{Name, NodeId, NodeType, Tree, WantedName};

/// Ids from here on are namespace nodes: the element shifted left, and which of its namespaces.
const NAMESPACES: u32 = 1 << 31;
const SHIFT: u32 = 6;
const XML: (&str, &str) = ("xml", "http://www.w3.org/XML/1998/namespace");

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
        match number.checked_sub(1) {
            None => Some(XML),
            Some(at) => self.prefixes(element).get(at).copied(),
        }
    }

    /// What a node sorts by: its own place, and after an element its namespaces.
    fn place(node: NodeId) -> (u32, u32, usize) {
        match Self::namespace_parts(node) {
            Some((element, number)) => (node.doc, element.node, number + 1),
            None => (node.doc, node.node, 0),
        }
    }
}

impl Tree for Document {
    fn node_type(&self, node: NodeId) -> NodeType {
        match self.get(node) {
            Some(found) => found.node_type,
            None => NodeType::Namespace,
        }
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        match self.get(node) {
            Some(_) if node.node == 0 => None,
            Some(found) => Some(NodeId::new(node.doc, found.parent)),
            None => Self::namespace_parts(node).map(|(element, _)| element),
        }
    }

    fn first_child(&self, node: NodeId) -> Option<NodeId> {
        let found = self.get(node)?;
        let at = node.node + 1 + u32::from(found.attributes);
        (at < found.end).then_some(NodeId::new(node.doc, at))
    }

    fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        let found = self.get(node)?;
        if found.node_type == NodeType::Attribute || node.node == 0 {
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
            .filter(|found| found.node_type == NodeType::Attribute)?;
        let next = self.nodes.get(node.node as usize + 1)?;
        (next.node_type == NodeType::Attribute && next.parent == found.parent)
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
            return Cow::Borrowed(self.namespace_binding(node).map_or("", |(_, uri)| uri));
        };
        if !matches!(found.node_type, NodeType::Element | NodeType::Document) {
            return Cow::Borrowed(self.own_text(node));
        }
        if found.plain {
            let end = self
                .nodes
                .get(found.end as usize)
                .map_or(self.texts.len(), |next| next.text as usize);
            return Cow::Borrowed(self.texts.get(found.text as usize..end).unwrap_or(""));
        }
        let mut texts = (node.node..found.end)
            .map(|at| NodeId::new(node.doc, at))
            .filter(|id| self.node_type(*id) == NodeType::Text);
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

    fn lookup(
        &self,
        parent: NodeId,
        item: WantedName<'_>,
        key: WantedName<'_>,
        value: &str,
    ) -> Option<Vec<NodeId>> {
        self.indexed(parent, item, key, value)
    }

    fn element_by_id(&self, doc: u32, id: &str) -> Option<NodeId> {
        (0..self.nodes.len() as u32)
            .map(|at| NodeId::new(doc, at))
            .find_map(|attribute| {
                let found = self
                    .get(attribute)
                    .filter(|node| node.node_type == NodeType::Attribute)?;
                let name = self.pooled(attribute)?;
                let is_id = *name.local == *"id"
                    && (name.namespace.is_empty() || *name.namespace == *XML.1);
                (is_id && self.own_text(attribute) == id).then_some(NodeId::new(doc, found.parent))
            })
    }
}
