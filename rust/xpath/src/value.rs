//! The kinds of value (XPath 1.0, clauses 3.1 and 4), and dates.
//!
//! A date is a text in every way but one: where a number is wanted, it counts as days since 1970-01-01. Other
//! texts that look like dates do so in the standard meaning only.

use std::borrow::Cow;
use std::ops::Deref;

use crate::tree::NodeId;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nodes, in document order unless a function such as `randomize()` made another.
    Nodes(NodeSet),
    /// Text.
    String(Cow<'a, str>),
    /// What a function such as `today()` gives: the text of a date or a moment, or no text.
    Date(Cow<'a, str>),
    /// An IEEE 754 double.
    Number(f64),
    /// A boolean.
    Boolean(bool),
}

impl Value<'_> {
    /// Text from anything that is text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::String(Cow::Owned(text.into()))
    }

    /// A date from its text.
    pub(crate) fn date(text: impl Into<String>) -> Self {
        Self::Date(Cow::Owned(text.into()))
    }
}

/// Nodes without duplicates. One node needs no memory of its own.
#[derive(Clone, Debug, Default)]
pub struct NodeSet(Inner);

#[derive(Clone, Debug, Default)]
enum Inner {
    #[default]
    None,
    One(NodeId),
    Many(Vec<NodeId>),
}

impl NodeSet {
    /// No node.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Inner::None)
    }

    /// One node.
    #[must_use]
    pub const fn one(node: NodeId) -> Self {
        Self(Inner::One(node))
    }

    /// Adds a node at the end.
    pub fn push(&mut self, node: NodeId) {
        self.0 = match std::mem::take(&mut self.0) {
            Inner::None => Inner::One(node),
            Inner::One(first) => Inner::Many(vec![first, node]),
            Inner::Many(mut nodes) => {
                nodes.push(node);
                Inner::Many(nodes)
            }
        };
    }

    /// The nodes as a vector.
    #[must_use]
    pub fn into_vec(self) -> Vec<NodeId> {
        match self.0 {
            Inner::None => Vec::new(),
            Inner::One(node) => vec![node],
            Inner::Many(nodes) => nodes,
        }
    }
}

impl PartialEq for NodeSet {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl From<Vec<NodeId>> for NodeSet {
    fn from(nodes: Vec<NodeId>) -> Self {
        match nodes.as_slice() {
            [] => Self::empty(),
            [node] => Self::one(*node),
            _ => Self(Inner::Many(nodes)),
        }
    }
}

impl Deref for NodeSet {
    type Target = [NodeId];

    fn deref(&self) -> &[NodeId] {
        match &self.0 {
            Inner::None => &[],
            Inner::One(node) => std::slice::from_ref(node),
            Inner::Many(nodes) => nodes,
        }
    }
}
