//! The body of a form: what is asked, in which order and how.
//!
//! Invariant: controls are in document order, a parent before its children; every control that
//! asks for a value names a node that exists.

use crate::compiled::Compiled;
use crate::definition::{ControlId, DefId, QName};
use crate::text::Text;

/// One control of the body.
#[derive(Debug)]
pub struct Control {
    /// What it is.
    pub kind: ControlKind,
    /// The control around it.
    pub parent: Option<ControlId>,
    /// The controls inside, in order.
    pub children: Vec<ControlId>,
    /// The node it asks for, or of its group or repeat; a group may have none.
    pub node: Option<DefId>,
    /// The question.
    pub label: Option<Text>,
    /// The hint below it, without and with forms such as `guidance`.
    pub hint: Option<Text>,
    /// Appearance words.
    pub appearance: Box<str>,
    /// What a select offers.
    pub choices: Choices,
    /// All other attributes as written, such as `rows`, `intent` or `odk:quality`; for whoever draws
    /// the control. Nothing here looks at them.
    pub attributes: Vec<(QName, Box<str>)>,
}

impl Control {
    /// Whether a word is among the appearance words.
    pub fn appears(&self, word: &str) -> bool {
        self.appearance.split_whitespace().any(|one| one == word)
    }

    /// An attribute by local name.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(name, _)| *name.local == *local)
            .map(|(_, value)| &**value)
    }

    /// Whether it asks for a value.
    pub fn is_question(&self) -> bool {
        !matches!(self.kind, ControlKind::Group | ControlKind::Repeat { .. })
    }
}

/// The kinds of controls.
#[derive(Debug)]
pub enum ControlKind {
    /// Several controls together; not repeated.
    Group,
    /// Its children once for each instance.
    Repeat {
        /// How many instances there are, if a person doesn't say.
        count: Option<Compiled>,
        /// People may not add or remove.
        fixed: bool,
    },
    /// A value of the bound type.
    Input,
    /// Text that is not shown while it is typed.
    Secret,
    /// One choice.
    SelectOne,
    /// Any choices.
    SelectMany,
    /// All choices in an order.
    Rank,
    /// A number between two ends.
    Range {
        /// The lowest value.
        start: f64,
        /// The highest value.
        end: f64,
        /// From one value to the next.
        step: f64,
    },
    /// "I have read this".
    Trigger,
    /// A file.
    Upload {
        /// Such as `image/*`.
        mediatype: Box<str>,
    },
}

/// What a select offers.
#[derive(Debug, Default)]
pub enum Choices {
    /// Nothing: no select.
    #[default]
    None,
    /// Written in the control.
    Items(Vec<Item>),
    /// The nodes of an expression.
    Set(Box<ItemSet>),
}

/// A choice written in the control.
#[derive(Debug)]
pub struct Item {
    /// What is stored.
    pub value: Box<str>,
    /// What is shown.
    pub label: Option<Text>,
}

/// Choices from nodes.
#[derive(Debug)]
pub struct ItemSet {
    /// The nodes, one for each choice.
    pub nodes: Compiled,
    /// From a node to its value.
    pub value: ItemPart,
    /// From a node to its label.
    pub label: ItemPart,
    /// Whether what is offered can't change while a form is filled.
    pub fixed: bool,
    /// Of several choices with one value, only the first is offered.
    pub distinct: bool,
}

impl ItemSet {
    pub(crate) fn new(nodes: Compiled, value: ItemPart, label: ItemPart) -> Self {
        ItemSet {
            fixed: nodes.reads.is_empty() && !nodes.uses_clock && !nodes.uses_random,
            nodes,
            value,
            label,
            distinct: false,
        }
    }
}

/// From a choice's node to one of its texts.
#[derive(Debug)]
pub enum ItemPart {
    /// The text of the first child with this name.
    Child(Box<str>),
    /// An expression, with the choice as its context.
    Expression(Compiled),
    /// The text whose id is in the first child with this name.
    TextOfChild(Box<str>),
}
