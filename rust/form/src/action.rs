//! What a form does by itself when something happens.

use crate::compiled::Compiled;
use crate::definition::DefId;

/// When an action runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// A new check-in begins.
    FirstLoad,
    /// A check-in begins, new or from a draft.
    Load,
    /// The value of [`Action::source`] changed.
    ValueChanged,
    /// A repeat instance was added.
    NewRepeat,
    /// The check-in is being finished.
    Revalidate,
}

impl Event {
    /// The event that a form names; `None` for those that never happen here.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "odk-instance-first-load" | "xforms-ready" => Event::FirstLoad,
            "odk-instance-load" => Event::Load,
            "xforms-value-changed" => Event::ValueChanged,
            "odk-new-repeat" | "jr-insert" => Event::NewRepeat,
            "xforms-revalidate" => Event::Revalidate,
            _ => return None,
        })
    }
}

/// `setvalue`.
#[derive(Debug)]
pub struct Action {
    /// When it runs.
    pub events: Vec<Event>,
    /// The node it stands in: whose change, or whose new instance.
    pub source: Option<DefId>,
    /// The node whose value it sets.
    pub target: DefId,
    /// The value it sets.
    pub value: ActionValue,
}

/// The value that an action sets.
#[derive(Debug)]
pub enum ActionValue {
    /// A text that is always the same.
    Text(Box<str>),
    /// An expression, for the target.
    Expression(Compiled),
}
