//! What a change did, step by step, so that it can be taken back.

use crate::nodes::Nodes;
use homeward_form::Form;

/// One step.
pub(crate) enum Did {
    /// A node had this value.
    Value(u32, Box<str>),
    /// A node was declined, or not.
    Declined(u32, bool),
    /// A node was relevant by itself, and with all above it.
    Relevant(u32, bool, bool),
    /// A repeat instance was added.
    Attached(u32),
    /// A repeat instance was taken away from this place.
    Detached(u32, u32),
}

/// All steps of one change, and the paths of rows that moved or went.
#[derive(Default)]
pub(crate) struct Journal {
    pub(crate) steps: Vec<Did>,
    /// Paths of saved rows before instances went or moved.
    pub(crate) before: Vec<String>,
}

impl Journal {
    /// Takes everything back.
    pub(crate) fn undo(self, form: &Form, nodes: &mut Nodes) {
        for step in self.steps.into_iter().rev() {
            match step {
                Did::Value(ix, value) => nodes.get_mut(ix).value = value,
                Did::Declined(ix, declined) => nodes.get_mut(ix).declined = declined,
                Did::Relevant(ix, own, all) => {
                    let node = nodes.get_mut(ix);
                    node.own_relevant = own;
                    node.relevant = all;
                }
                Did::Attached(ix) => nodes.detach(ix, form.node(nodes.get(ix).def).slot),
                Did::Detached(ix, ordinal) => {
                    nodes.attach(ix, form.node(nodes.get(ix).def).slot, ordinal);
                }
            }
        }
    }
}
