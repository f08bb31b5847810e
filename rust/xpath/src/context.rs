//! What an expression is evaluated with: nodes, the clock, randomness, and a host that knows the form.

use jiff::ZonedDateTime;

use crate::tree::{NodeId, Tree};

/// Random numbers, drawn by the caller from wherever it likes.
pub trait RandomSource {
    /// 64 random bits.
    fn next_u64(&mut self) -> u64;
    /// Fills the bytes with random bits.
    fn fill(&mut self, bytes: &mut [u8]);
}

impl<R: rand_core::Rng + ?Sized> RandomSource for R {
    fn next_u64(&mut self) -> u64 {
        rand_core::Rng::next_u64(self)
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        self.fill_bytes(bytes);
    }
}

/// What functions ask about the form and the device. Every answer has a default, so that an expression
/// can be evaluated on a bare document with [`NoHost`].
pub trait Host {
    /// The node whose child is the root element of the instance: what `instance('id')` gives. `None` is
    /// an error of the evaluation.
    fn instance(&self, _id: &str) -> Option<NodeId> {
        None
    }

    /// `jr:itext(id)`: the plain text with this id in the active language.
    fn itext(&self, _id: &str) -> Option<String> {
        None
    }

    /// `jr:choice-name(value, question)`: the label of a choice, in the active language. `question` is
    /// the text of the second argument: a path of the form such as `/data/q`. `context` is the node that
    /// the expression is evaluated for.
    fn choice_name(&self, _value: &str, _question: &str, _context: NodeId) -> Option<String> {
        None
    }

    /// `version()`: the form's version.
    fn version(&self) -> Option<&str> {
        None
    }

    /// `property(name)`: a property of the device or the user.
    fn property(&self, _name: &str) -> Option<String> {
        None
    }

    /// `pulldata(instance, column, key column, key)`, where no instance of that name is at hand.
    fn pulldata(
        &self,
        _instance: &str,
        _column: &str,
        _key_column: &str,
        _key: &str,
    ) -> Option<String> {
        None
    }

    /// The short name of a month (1 to 12) in the active language, for `%b`; English if there is none.
    fn month_name(&self, _month: u8) -> Option<&str> {
        None
    }

    /// The short name of a weekday (0 is Sunday) in the active language, for `%a`; English if there is none.
    fn weekday_name(&self, _weekday: u8) -> Option<&str> {
        None
    }

    /// The number of a part that was given an id ([`crate::ast::Node::Kept`]), for the node that the
    /// whole expression is evaluated for: exactly what evaluating the part would give. `None` has it
    /// evaluated.
    fn kept(&self, _id: u32, _current: NodeId) -> Option<f64> {
        None
    }

    /// The repeat that a node is an instance of, as its 1-based position among the instances; `None`
    /// counts the preceding siblings of the same name.
    fn position(&self, _node: NodeId) -> Option<usize> {
        None
    }
}

/// A host that knows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoHost;

impl Host for NoHost {}

/// Where XPath 1.0 and JavaRosa differ about nodes as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Meaning {
    /// XPath 1.0: no nodes equal nothing, and nodes are true when there is one.
    #[default]
    Standard,
    /// JavaRosa, which forms are written for: no nodes are the empty text, and nodes are true when the
    /// first one's value is (so `if(/data/q, …)` asks whether `q` has an answer).
    JavaRosa,
}

/// The most steps that one evaluation may take, unless the context says otherwise. A step is a node
/// visited or a part of the expression evaluated.
pub const DEFAULT_LIMIT: u64 = 200_000_000;

/// What an expression is evaluated with.
pub struct Context<'a, 'r> {
    /// The documents.
    pub tree: &'a dyn Tree,
    /// The form.
    pub host: &'a dyn Host,
    /// The context node.
    pub node: NodeId,
    /// What `current()` gives; normally the same as `node`.
    pub current: NodeId,
    /// What `/` means; normally a document.
    pub root: NodeId,
    /// The context position, 1-based; 0 where there is none, so that `position()` is that of the repeat.
    pub position: usize,
    /// The context size.
    pub size: usize,
    /// The time and the zone that dates without an offset are in.
    pub now: &'a ZonedDateTime,
    /// Randomness for `random()`, `uuid()` and `randomize()`.
    pub random: &'r mut dyn RandomSource,
    /// How nodes are taken as values.
    pub meaning: Meaning,
    /// How many steps are left; evaluating counts it down.
    pub limit: u64,
}

impl<'a, 'r> Context<'a, 'r> {
    /// A context for a node of a document with the given root, with the standard meaning.
    pub fn new(
        tree: &'a dyn Tree,
        host: &'a dyn Host,
        root: NodeId,
        node: NodeId,
        now: &'a ZonedDateTime,
        random: &'r mut dyn RandomSource,
    ) -> Self {
        Self {
            tree,
            host,
            node,
            current: node,
            root,
            position: 0,
            size: 1,
            now,
            random,
            meaning: Meaning::Standard,
            limit: DEFAULT_LIMIT,
        }
    }

    /// The same with JavaRosa's meaning of nodes as values.
    #[must_use]
    pub fn javarosa(mut self) -> Self {
        self.meaning = Meaning::JavaRosa;
        self
    }
}
