//! A plain XML document that expressions can walk: forms, secondary instances, test documents.
//!
//! Invariant: stored nodes are numbered in document order (an element, its attributes, its children).
//! Namespace nodes, and the text of an element that has nothing else, are not stored: their ids are
//! computed, so that a list of 100,000 rows takes about as much memory as its file. Immutable once read. It deliberately knows no DTD
//! and no entities but the five of XML, reads nothing from outside, and resolves no schema.

mod build;
mod index;
mod navigate;
mod table;

pub use build::{Builder, DocumentError, MAX_NODES, XML_DEPTH};
pub use table::{Table, TableTooLarge};

use crate::tree::{NodeId, NodeType, Tree as _};

/// One node. Nodes stand in document order, so that a node's children, the end of its subtree and its
/// text need no pointers of their own.
#[derive(Clone, Copy, Debug)]
struct Node {
    stored: Stored,
    /// How many attributes follow an element.
    attributes: u8,
    /// Index of the name in the pool of names.
    name: u16,
    parent: u32,
    /// The first node after the subtree.
    end: u32,
    /// Where the node's text starts in the pool; it ends where the next node's starts.
    text: u32,
}

/// What is stored as a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stored {
    Document,
    /// An element whose subtree has attributes, comments or instructions.
    Element,
    /// An element whose subtree is nothing but elements and text, so that its string-value is one run of
    /// the pool.
    Plain,
    /// An element with text and nothing else; the text node has a computed id.
    Leaf,
    Attribute,
    Text,
    Comment,
    Instruction,
}

impl Stored {
    const fn node_type(self) -> NodeType {
        match self {
            Self::Document => NodeType::Document,
            Self::Element | Self::Plain | Self::Leaf => NodeType::Element,
            Self::Attribute => NodeType::Attribute,
            Self::Text => NodeType::Text,
            Self::Comment => NodeType::Comment,
            Self::Instruction => NodeType::Instruction,
        }
    }
}

/// A name of the pool.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct PooledName {
    namespace: Box<str>,
    local: Box<str>,
    prefix: Box<str>,
}

/// A namespace declared at an element.
#[derive(Clone, Debug)]
struct Declared {
    element: u32,
    prefix: Box<str>,
    uri: Box<str>,
}

/// An XML document.
#[derive(Debug)]
pub struct Document {
    nodes: Vec<Node>,
    names: Vec<PooledName>,
    texts: String,
    declared: Vec<Declared>,
    /// Where each node starts in the source, in bytes; empty for a document made by hand.
    offsets: Vec<u32>,
    /// Byte offsets at which lines start, for [`Document::position`].
    lines: Vec<u32>,
    index: index::Index,
}

impl Document {
    /// The document node.
    #[must_use]
    pub fn root(&self) -> NodeId {
        NodeId::new(0, 0)
    }

    /// The root element.
    #[must_use]
    pub fn root_element(&self) -> Option<NodeId> {
        self.children(self.root()).next()
    }

    /// The number of nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the document node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// Line and column (in bytes of the line), both 1-based, where a node starts in the source.
    #[must_use]
    pub fn position(&self, node: NodeId) -> (usize, usize) {
        let offset = self.offsets.get(node.node as usize).copied().unwrap_or(0);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.lines.get(line))
            .copied()
            .unwrap_or(0);
        (line.max(1), (offset - start) as usize + 1)
    }

    /// Child elements, in document order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = self.first_child(node);
        std::iter::from_fn(move || {
            loop {
                let id = next?;
                next = self.next_sibling(id);
                if self.node_type(id) == NodeType::Element {
                    return Some(id);
                }
            }
        })
    }

    /// Every element, in document order.
    pub fn elements(&self) -> impl Iterator<Item = NodeId> + '_ {
        let elements = self.nodes.iter().enumerate();
        elements
            .filter(|(_, node)| node.stored.node_type() == NodeType::Element)
            .map(|(at, _)| NodeId::new(0, at as u32))
    }

    /// Whether a namespace is declared anywhere in the document.
    #[must_use]
    pub fn declares(&self, uri: &str) -> bool {
        self.declared.iter().any(|one| *one.uri == *uri)
    }

    /// The first child element with this local name, in whatever namespace.
    #[must_use]
    pub fn child(&self, node: NodeId, local: &str) -> Option<NodeId> {
        self.children(node)
            .find(|child| self.local(*child) == local)
    }

    /// The local name of a node.
    #[must_use]
    pub fn local(&self, node: NodeId) -> &str {
        self.pooled(node).map_or("", |name| &name.local)
    }

    /// The namespace URI of a node.
    #[must_use]
    pub fn namespace(&self, node: NodeId) -> &str {
        self.pooled(node).map_or("", |name| &name.namespace)
    }

    /// Attributes of an element, in document order.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let count = self
            .get(node)
            .map_or(0, |found| u32::from(found.attributes));
        (1..=count).map(move |at| NodeId::new(node.doc, node.node.saturating_add(at)))
    }

    /// The value of an attribute without a namespace.
    #[must_use]
    pub fn attribute(&self, node: NodeId, local: &str) -> Option<&str> {
        self.attribute_in(node, "", local)
    }

    /// The value of an attribute of a namespace.
    #[must_use]
    pub fn attribute_in(&self, node: NodeId, namespace: &str, local: &str) -> Option<&str> {
        self.attributes(node)
            .find(|id| self.local(*id) == local && self.namespace(*id) == namespace)
            .map(|id| self.own_text(id))
    }

    /// The text that a node itself carries: attributes, texts, comments, instructions, and elements with
    /// text and nothing else.
    #[must_use]
    pub fn own_text(&self, node: NodeId) -> &str {
        let at = navigate::text_parts(node).unwrap_or(node).node as usize;
        let Some(found) = self.nodes.get(at) else {
            return "";
        };
        self.run(found.text, at + 1)
    }

    /// The pool from an offset to where the text of a node starts.
    fn run(&self, start: u32, node: usize) -> &str {
        let end = self
            .nodes
            .get(node)
            .map_or(self.texts.len(), |next| next.text as usize);
        self.texts.get(start as usize..end).unwrap_or("")
    }

    /// The prefixes in scope at an element with their namespaces, nearest first; the empty prefix is the
    /// default namespace. `xml` is not listed.
    #[must_use]
    pub fn prefixes(&self, element: NodeId) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        let mut at = Some(element);
        while let Some(node) = at {
            let start = self.declared.partition_point(|one| one.element < node.node);
            for one in self.declared[start..]
                .iter()
                .take_while(|one| one.element == node.node)
            {
                if found.iter().all(|(prefix, _)| **prefix != *one.prefix) {
                    found.push((&one.prefix, &one.uri));
                }
            }
            at = self.parent(node);
        }
        found.retain(|(_, uri)| !uri.is_empty());
        found
    }

    fn get(&self, node: NodeId) -> Option<&Node> {
        self.nodes.get(node.node as usize)
    }

    fn pooled(&self, node: NodeId) -> Option<&PooledName> {
        self.get(node)
            .and_then(|node| self.names.get(node.name as usize))
    }
}
