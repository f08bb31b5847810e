//! An expression as a tree of plain values, names and functions already resolved.
//!
//! Invariant: what the parser makes is at most [`crate::MAX_DEPTH`] deep, whatever its length: operators
//! of one precedence are one flat [`Node::Chain`]. It deliberately keeps no positions in the text.

use crate::function::Function;
use crate::tree::WantedName;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A number literal.
    Number(f64),
    /// A string literal.
    Text(Box<str>),
    /// Operators of one precedence, from left to right. `or` and `and` stop early.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    /// Unary minus.
    Negate(Box<Node>),
    /// `a | b | c`.
    Union(Vec<Node>),
    /// A function call with a number of arguments that the function accepts.
    Call(Function, Vec<Node>),
    /// A location path.
    Path(Box<Path>),
    /// A primary expression with predicates.
    Filter(Box<Node>, Vec<Node>),
    /// A part whose number the host may know without evaluating it, by an id of the host's own; see
    /// [`crate::Host::kept`]. The parser never makes one.
    Kept(u32, Box<Node>),
}

/// The binary operators, apart from `|`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `div`
    Divide,
    /// `mod`
    Modulo,
}

impl Operator {
    /// Precedence, from 1 (`or`) to 6 (`*`).
    #[must_use]
    pub const fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Modulo => 6,
        }
    }
}

/// A location path: where it starts, and the steps from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub base: Base,
    /// The steps, in order. `//` is a step `descendant-or-self::node()`.
    pub steps: Vec<Step>,
}

/// Where a path starts.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// `/`: the root that the context names.
    Root,
    /// The context node (inside a predicate: the node that is being tested).
    Context,
    /// `current()`: the node that the whole expression is evaluated for.
    Current,
    /// `instance('id')` with a literal id.
    Instance(Box<str>),
    /// Another expression that gives nodes, e.g. `randomize(…)`, `instance(/data/which)`, `(a | b)[1]`.
    Other(Box<Node>),
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The direction.
    pub axis: Axis,
    /// What is accepted there.
    pub test: NodeTest,
    /// The predicates, in order.
    pub predicates: Vec<Node>,
}

/// The thirteen axes of XPath 1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Namespace,
    Parent,
    Preceding,
    PrecedingSibling,
    SelfNode,
}

impl Axis {
    /// Whether positions count against document order (XPath 1.0, clause 2.4).
    #[must_use]
    pub const fn is_reverse(self) -> bool {
        matches!(
            self,
            Self::Ancestor
                | Self::AncestorOrSelf
                | Self::Preceding
                | Self::PrecedingSibling
                | Self::Parent
        )
    }
}

/// The node test of a step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NodeTest {
    /// A name; `namespace` is `None` where every namespace is accepted.
    Name {
        /// Namespace URI, empty for none.
        namespace: Option<Box<str>>,
        /// Local part.
        local: Box<str>,
    },
    /// `*`
    AnyName,
    /// `prefix:*`
    AnyLocal {
        /// Namespace URI.
        namespace: Box<str>,
    },
    /// `node()`
    AnyNode,
    /// `text()`
    Text,
    /// `comment()`
    Comment,
    /// `processing-instruction()`, or with a literal target.
    Instruction(Option<Box<str>>),
}

impl NodeTest {
    /// The name, if the test is for one.
    #[must_use]
    pub fn wanted(&self) -> Option<WantedName<'_>> {
        match self {
            Self::Name { namespace, local } => Some(WantedName {
                namespace: namespace.as_deref(),
                local,
            }),
            _ => None,
        }
    }
}

impl Step {
    /// A child step with a name and no predicate.
    #[must_use]
    pub fn child(local: &str) -> Self {
        let test = NodeTest::Name {
            namespace: None,
            local: local.into(),
        };
        Self {
            axis: Axis::Child,
            test,
            predicates: Vec::new(),
        }
    }

    /// `..`
    #[must_use]
    pub fn parent() -> Self {
        Self {
            axis: Axis::Parent,
            test: NodeTest::AnyNode,
            predicates: Vec::new(),
        }
    }
}

impl Node {
    /// Calls `see` on every path inside, outer before inner. The flag says whether the path stands in a
    /// predicate, where the context node is another one.
    pub fn each_path<'e>(&'e self, in_predicate: bool, see: &mut dyn FnMut(&'e Path, bool)) {
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Chain(first, rest) => {
                first.each_path(in_predicate, see);
                rest.iter()
                    .for_each(|(_, node)| node.each_path(in_predicate, see));
            }
            Self::Negate(inner) | Self::Kept(_, inner) => inner.each_path(in_predicate, see),
            Self::Union(parts) | Self::Call(_, parts) => {
                parts
                    .iter()
                    .for_each(|node| node.each_path(in_predicate, see));
            }
            Self::Path(path) => {
                see(path, in_predicate);
                if let Base::Other(inner) = &path.base {
                    inner.each_path(in_predicate, see);
                }
                for predicate in path.steps.iter().flat_map(|step| &step.predicates) {
                    predicate.each_path(true, see);
                }
            }
            Self::Filter(inner, predicates) => {
                inner.each_path(in_predicate, see);
                predicates.iter().for_each(|node| node.each_path(true, see));
            }
        }
    }

    /// Lets `change` rewrite every function call inside, outer before inner; the flag is as in
    /// [`Self::each_path`]. What became [`Self::Kept`] is not entered.
    pub fn map_calls(&mut self, in_predicate: bool, change: &mut dyn FnMut(&mut Node, bool)) {
        if matches!(self, Self::Call(..)) {
            change(self, in_predicate);
        }
        match self {
            Self::Number(_) | Self::Text(_) | Self::Kept(..) => {}
            Self::Chain(first, rest) => {
                first.map_calls(in_predicate, change);
                rest.iter_mut()
                    .for_each(|(_, node)| node.map_calls(in_predicate, change));
            }
            Self::Negate(inner) => inner.map_calls(in_predicate, change),
            Self::Union(parts) | Self::Call(_, parts) => {
                parts
                    .iter_mut()
                    .for_each(|node| node.map_calls(in_predicate, change));
            }
            Self::Path(path) => {
                if let Base::Other(inner) = &mut path.base {
                    inner.map_calls(in_predicate, change);
                }
                for predicate in path.steps.iter_mut().flat_map(|step| &mut step.predicates) {
                    predicate.map_calls(true, change);
                }
            }
            Self::Filter(inner, predicates) => {
                inner.map_calls(in_predicate, change);
                predicates
                    .iter_mut()
                    .for_each(|node| node.map_calls(true, change));
            }
        }
    }

    /// Lets `change` rewrite every path inside, outer before inner; the flag is as in [`Self::each_path`].
    pub fn map_paths(&mut self, in_predicate: bool, change: &mut dyn FnMut(&mut Path, bool)) {
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Chain(first, rest) => {
                first.map_paths(in_predicate, change);
                rest.iter_mut()
                    .for_each(|(_, node)| node.map_paths(in_predicate, change));
            }
            Self::Negate(inner) | Self::Kept(_, inner) => inner.map_paths(in_predicate, change),
            Self::Union(parts) | Self::Call(_, parts) => {
                parts
                    .iter_mut()
                    .for_each(|node| node.map_paths(in_predicate, change));
            }
            Self::Path(path) => {
                change(path, in_predicate);
                if let Base::Other(inner) = &mut path.base {
                    inner.map_paths(in_predicate, change);
                }
                for predicate in path.steps.iter_mut().flat_map(|step| &mut step.predicates) {
                    predicate.map_paths(true, change);
                }
            }
            Self::Filter(inner, predicates) => {
                inner.map_paths(in_predicate, change);
                predicates
                    .iter_mut()
                    .for_each(|node| node.map_paths(true, change));
            }
        }
    }
}
