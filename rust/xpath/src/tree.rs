//! The trees that an expression walks: one trait, one id space.
//!
//! Invariant: a [`NodeId`] is a plain pair of numbers; only the [`Tree`] that gave it out can say what
//! it means. A tree never panics on an id of its own, and its answers do not change while an
//! expression is being evaluated. It deliberately has no way to change anything.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A node of any of the documents that an expression can reach: a document and a node in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId {
    /// Which document; 0 is by convention the one that `/` is about.
    pub doc: u32,
    /// Which node of that document; what the number means is the tree's own matter.
    pub node: u32,
}

impl NodeId {
    /// The node `node` of document `doc`.
    #[must_use]
    pub const fn new(doc: u32, node: u32) -> Self {
        Self { doc, node }
    }
}

/// The node types of the XPath 1.0 data model (clause 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeType {
    /// The root of a document.
    Document,
    /// An element.
    Element,
    /// An attribute; its parent is the element that carries it, but it is no child of it.
    Attribute,
    /// A namespace in scope of its parent element.
    Namespace,
    /// A run of text.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
}

/// The expanded name of a node with the prefix it was written with. All parts are empty for nodes
/// without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Name<'t> {
    /// Namespace URI, empty for none.
    pub namespace: &'t str,
    /// Local part; the target of a processing instruction; the prefix that a namespace node binds.
    pub local: &'t str,
    /// Prefix as written, empty for none.
    pub prefix: &'t str,
}

/// What a node's text stands for, where a form's bind says so. It decides how two node values are
/// compared and how a value becomes a number or a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    /// Text, selections, places, or nothing known.
    #[default]
    Text,
    /// `int` and `decimal`.
    Number,
    /// `boolean`.
    Boolean,
    /// `date`, as `YYYY-MM-DD`.
    Date,
    /// `time`, as `HH:MM:SS.sss` with or without an offset.
    Time,
    /// `dateTime`, as RFC 3339.
    DateTime,
}

/// A name that elements or attributes are looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WantedName<'e> {
    /// The namespace URI, empty for none; `None` accepts every namespace.
    pub namespace: Option<&'e str>,
    /// The local part.
    pub local: &'e str,
}

/// A value that nodes are looked up by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key<'e> {
    /// This text.
    Text(&'e str),
    /// What counts as this number, however it is written; see [`NUMBERS_EQUAL`].
    Number(f64),
}

/// JavaRosa takes numbers that are closer than this for equal.
pub const NUMBERS_EQUAL: f64 = 1e-12;

impl WantedName<'_> {
    /// Whether a node's name is the wanted one.
    #[must_use]
    pub fn matches(&self, name: Name<'_>) -> bool {
        self.local == name.local && self.namespace.is_none_or(|wanted| wanted == name.namespace)
    }
}

/// Documents to navigate: a live form instance, static secondary instances, a plain XML document, or
/// all of these behind one value that dispatches on [`NodeId::doc`].
pub trait Tree {
    /// The type of a node.
    fn node_type(&self, node: NodeId) -> NodeType;
    /// The parent, also of attributes and namespaces; `None` for a document.
    fn parent(&self, node: NodeId) -> Option<NodeId>;
    /// The first child in document order; attributes are no children.
    fn first_child(&self, node: NodeId) -> Option<NodeId>;
    /// The child of the same parent that follows; `None` for attributes and namespaces.
    fn next_sibling(&self, node: NodeId) -> Option<NodeId>;
    /// The first attribute of an element.
    fn first_attribute(&self, node: NodeId) -> Option<NodeId>;
    /// The attribute that follows an attribute.
    fn next_attribute(&self, node: NodeId) -> Option<NodeId>;
    /// The name of a node.
    fn name(&self, node: NodeId) -> Name<'_>;
    /// The string-value (XPath 1.0, clause 5). A node that is not relevant has the empty value.
    fn string_value(&self, node: NodeId) -> Cow<'_, str>;

    /// Document order. The default is the order of the ids, which suits a tree that is numbered in
    /// document order; a tree that grows answers with [`order_by_walking`] or something faster.
    fn order(&self, a: NodeId, b: NodeId) -> Ordering {
        a.cmp(&b)
    }

    /// The child of the same parent that precedes; `None` for attributes and namespaces.
    fn previous_sibling(&self, node: NodeId) -> Option<NodeId> {
        let mut at = self.first_child(self.parent(node)?);
        let mut previous = None;
        while let Some(sibling) = at {
            if sibling == node {
                return previous;
            }
            previous = at;
            at = self.next_sibling(sibling);
        }
        None
    }

    /// The last child in document order.
    fn last_child(&self, node: NodeId) -> Option<NodeId> {
        let mut last = self.first_child(node)?;
        while let Some(next) = self.next_sibling(last) {
            last = next;
        }
        Some(last)
    }

    /// What the node's text stands for.
    fn kind(&self, _node: NodeId) -> Kind {
        Kind::Text
    }

    /// Whether the node and its ancestors are relevant. Nodes that are not count in no aggregate
    /// (`count`, `sum`, `join`, …) and have the empty value.
    fn is_relevant(&self, _node: NodeId) -> bool {
        true
    }

    /// The namespace nodes of an element, in any fixed order. Forms have no use for them.
    fn namespaces(&self, _element: NodeId, _out: &mut Vec<NodeId>) {}

    /// Appends the child elements with a name, in document order.
    fn children_named(&self, parent: NodeId, wanted: WantedName<'_>, out: &mut Vec<NodeId>) {
        let mut next = self.first_child(parent);
        while let Some(child) = next {
            if self.node_type(child) == NodeType::Element && wanted.matches(self.name(child)) {
                out.push(child);
            }
            next = self.next_sibling(child);
        }
    }

    /// The first child element with a name.
    fn first_child_named(&self, parent: NodeId, wanted: WantedName<'_>) -> Option<NodeId> {
        let mut next = self.first_child(parent);
        while let Some(child) = next {
            if self.node_type(child) == NodeType::Element && wanted.matches(self.name(child)) {
                return Some(child);
            }
            next = self.next_sibling(child);
        }
        None
    }

    /// The child element with a name at a 1-based position among those of that name, if the tree can
    /// tell without counting. `None` means that the caller has to count.
    fn child_at(
        &self,
        _parent: NodeId,
        _wanted: WantedName<'_>,
        _position: usize,
    ) -> Option<Option<NodeId>> {
        None
    }

    /// An index, if there is one: the children of `parent` named `item` that have a child named `key`
    /// whose value is `value`, in document order; for the empty text also those without such a child.
    /// More nodes than that are allowed, fewer are not: the caller checks each. `None` means that the
    /// caller has to look at every child.
    fn lookup(
        &self,
        _parent: NodeId,
        _item: WantedName<'_>,
        _key: WantedName<'_>,
        _value: Key<'_>,
    ) -> Option<Vec<NodeId>> {
        None
    }

    /// The element that an ID names, for the function `id()`.
    fn element_by_id(&self, _doc: u32, _id: &str) -> Option<NodeId> {
        None
    }
}

/// A tree that may be shared and shown: what a form holds for each of its lists.
pub trait Listing: Tree + std::fmt::Debug + Send + Sync {}

impl<T: Tree + std::fmt::Debug + Send + Sync> Listing for T {}

/// Document order found by walking to the common ancestor; for trees whose ids say nothing about order.
/// Attributes and namespaces come after their element and before its children.
#[must_use]
pub fn order_by_walking<T: Tree + ?Sized>(tree: &T, a: NodeId, b: NodeId) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    if a.doc != b.doc {
        return a.doc.cmp(&b.doc);
    }
    let (up_a, up_b) = (ancestors(tree, a), ancestors(tree, b));
    let mut at = 0;
    while let (Some(x), Some(y)) = (up_a.get(at), up_b.get(at)) {
        if x != y {
            return siblings(tree, *x, *y);
        }
        at += 1;
    }
    up_a.len().cmp(&up_b.len())
}

/// The way from the root down to a node, itself included.
fn ancestors<T: Tree + ?Sized>(tree: &T, node: NodeId) -> Vec<NodeId> {
    let mut way = vec![node];
    let mut at = node;
    while let Some(parent) = tree.parent(at) {
        way.push(parent);
        at = parent;
    }
    way.reverse();
    way
}

/// The order of two different nodes with the same parent.
fn siblings<T: Tree + ?Sized>(tree: &T, a: NodeId, b: NodeId) -> Ordering {
    let rank = |node| match tree.node_type(node) {
        NodeType::Namespace => 0,
        NodeType::Attribute => 1,
        _ => 2,
    };
    let (rank_a, rank_b) = (rank(a), rank(b));
    if rank_a != rank_b {
        return rank_a.cmp(&rank_b);
    }
    let mut at = Some(a);
    while let Some(node) = at {
        if node == b {
            return Ordering::Less;
        }
        at = match rank_a {
            0 => return a.node.cmp(&b.node),
            1 => tree.next_attribute(node),
            _ => tree.next_sibling(node),
        };
    }
    Ordering::Greater
}
