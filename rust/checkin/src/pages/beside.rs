//! The page beside another one, found from where that one stands.
//!
//! Invariant: the same as on the whole way. Whatever is not plain, such as a page that is no longer
//! there or a control outside of its group's data, is `None`: the whole way knows.

use homeward_form::ControlId;
use homeward_form::control::ControlKind;

use super::Way;
use crate::checkin::Checkin;
use crate::nodes::Nodes;
use crate::{Path, Step};

/// A part of the body that was walked: what comes next stands beside it.
#[derive(Clone, Copy)]
pub(super) enum Walked {
    /// A control, with a node inside of which, or at which, it stands.
    Control(ControlId, u32),
    /// One instance of a repeat.
    Instance(ControlId, u32),
    /// All instances of a repeat, with the node above them; only its prompt is left.
    Instances(ControlId, u32),
    /// Nothing, at the end.
    End,
}

impl Checkin {
    /// The page after a page, or the one before it.
    pub(super) fn beside(&self, step: &Step, back: bool) -> Option<Step> {
        let (mut at, _) = self.alone(step)?;
        if let (Walked::Instances(id, above), false) = (at, back) {
            at = Walked::Control(id, above);
        }
        let mut way = Way::one(back);
        loop {
            match at {
                Walked::End if back => self.walk(self.form.body(), Nodes::ROOT, None, &mut way),
                Walked::End => return Some(Step::End),
                Walked::Control(id, ix) => {
                    let parent = self.form.control(id).parent;
                    let siblings = match parent {
                        Some(parent) => self.form.control(parent).children.as_slice(),
                        None => self.form.body(),
                    };
                    // controls are numbered in the order of the document
                    let place = siblings.binary_search(&id).ok()?;
                    let beside = match back {
                        true => &siblings[..place],
                        false => &siblings[place + 1..],
                    };
                    let context = self.context(parent, ix)?;
                    self.walk(beside, context, None, &mut way);
                    at = match parent {
                        None => break,
                        Some(parent) => match self.form.control(parent).kind {
                            ControlKind::Repeat { .. } => Walked::Instance(parent, context),
                            _ => Walked::Control(parent, ix),
                        },
                    };
                }
                Walked::Instance(id, instance) => {
                    let control = self.form.control(id);
                    let node = self.nodes.get(instance);
                    let slot = self.form.node(node.def).slot;
                    let all = self.nodes.children(node.parent, slot);
                    let ordinal = node.ordinal as usize;
                    let beside = match back {
                        true => all.get(..ordinal)?,
                        false => all.get(ordinal + 1..)?,
                    };
                    for other in way.along(beside) {
                        if !way.is_done(None) {
                            self.walk_instance(control, *other, None, &mut way);
                        }
                    }
                    at = match back {
                        true => Walked::Control(id, node.parent),
                        false => Walked::Instances(id, node.parent),
                    };
                }
                Walked::Instances(id, above) => {
                    let control = self.form.control(id);
                    let def = control.node?;
                    if back {
                        let all = self.nodes.children(above, self.form.node(def).slot);
                        for other in way.along(all) {
                            if !way.is_done(None) {
                                self.walk_instance(control, *other, None, &mut way);
                            }
                        }
                    } else if let ControlKind::Repeat { fixed, .. } = control.kind {
                        self.prompt(fixed, (above, def), None, &mut way);
                    }
                    at = Walked::Control(id, above);
                }
            }
            if way.is_done(None) || matches!(at, Walked::End) {
                break;
            }
        }
        let found = way.pages.pop();
        Some(found.unwrap_or_else(|| if back { step.clone() } else { Step::End }))
    }

    /// The node that the controls within a control are seen from.
    fn context(&self, mut parent: Option<ControlId>, ix: u32) -> Option<u32> {
        while let Some(id) = parent {
            let control = self.form.control(id);
            match control.node {
                Some(def) => return self.nodes.above(ix, def),
                None => parent = control.parent,
            }
        }
        Some(Nodes::ROOT)
    }

    /// A page that is on the way now, walked by itself: where it stands, and what is on it.
    pub(super) fn alone(&self, step: &Step) -> Option<(Walked, Way)> {
        let mut way = Way::one(false);
        let (control, walked) = match step {
            Step::End => return Some((Walked::End, way)),
            Step::Repeat(path) => {
                let (above, def) = self.repeat_place(path)?;
                let id = self.form.node(def).repeat?;
                let control = self.form.control(id);
                let ControlKind::Repeat { fixed, .. } = control.kind else {
                    return None;
                };
                if self.nodes.get(above).relevant {
                    self.prompt(fixed, (above, def), None, &mut way);
                }
                (control, (Walked::Instances(id, above), above))
            }
            Step::Question(path) | Step::Group(path) => {
                let ix = self.locate(path.as_str())?;
                let def = self.nodes.get(ix).def;
                let id = self.control_of(def)?;
                let control = self.form.control(id);
                let walked = match control.kind {
                    ControlKind::Repeat { .. } => {
                        self.walk_instance(control, ix, None, &mut way);
                        Walked::Instance(id, ix)
                    }
                    _ => {
                        let context = self.context(control.parent, ix)?;
                        self.walk(&[id], context, None, &mut way);
                        Walked::Control(id, ix)
                    }
                };
                (control, (walked, ix))
            }
        };
        if way.pages.first() != Some(step) {
            return None;
        }
        // inside of a field list it is no page of its own, and below what is not its own data it
        // may be seen from elsewhere
        let mut around = control.parent;
        while let Some(id) = around {
            let group = self.form.control(id);
            let is_within = |def| self.nodes.above(walked.1, def).is_some();
            if self.is_list(group) || !group.node.is_none_or(is_within) {
                return None;
            }
            around = group.parent;
        }
        Some((walked.0, way))
    }

    /// The page that begins at, or is, a question or a repeat instance.
    pub(super) fn page_of(&self, path: &Path) -> Option<Step> {
        let ix = self.locate(path.as_str())?;
        let node = self.form.node(self.nodes.get(ix).def);
        let step = match (node.control, node.repeat) {
            (Some(_), _) => Step::Question(self.path_of(ix)),
            (None, Some(id)) => {
                let mut way = Way::one(false);
                self.walk_instance(self.form.control(id), ix, None, &mut way);
                way.stops.first()?;
                way.pages.pop()?
            }
            _ => return None,
        };
        self.alone(&step).map(|_| step)
    }
}
