//! Actions: `setvalue`, and those that a device does, in the model and inside controls.
//!
//! `odk:setgeopoint` and `odk:recordaudio` are accepted and do nothing: no place and no sound is
//! ever taken here. What they name has to exist all the same.

use homeward_xpath::{NodeId, Tree};

use super::{DATA_DEPTH, Reading};
use crate::action::{Action, ActionValue, Event};
use crate::control::Control;
use crate::definition::DefId;

const ODK: &str = "http://www.opendatakit.org/xforms";

impl Reading<'_> {
    /// Reads the actions of model and body.
    pub(super) fn actions(
        &mut self,
        model: NodeId,
        body: Option<NodeId>,
        _controls: &[Control],
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let document = self.document;
        for element in document.children(model) {
            self.action(element, None, &mut actions);
        }
        if let Some(body) = body {
            self.nested(body, None, 0, &mut actions);
        }
        actions
    }

    fn nested(
        &mut self,
        element: NodeId,
        around: Option<DefId>,
        depth: usize,
        actions: &mut Vec<Action>,
    ) {
        if depth > DATA_DEPTH {
            return;
        }
        let document = self.document;
        for child in document.children(element) {
            if self.action(child, around, actions) {
                continue;
            }
            if !matches!(document.local(child), "label" | "hint" | "itemset" | "item") {
                let inner = self.control_node(child, around).or(around);
                self.nested(child, inner, depth + 1, actions);
            }
        }
    }

    /// Reads an element, if it is an action.
    fn action(
        &mut self,
        element: NodeId,
        source: Option<DefId>,
        actions: &mut Vec<Action>,
    ) -> bool {
        let document = self.document;
        let inert = match document.local(element) {
            "setvalue" => false,
            "setgeopoint" | "recordaudio" if document.namespace(element) == ODK => true,
            _ => return false,
        };
        let events = self.events(element);
        let target = self.target(element, source);
        if let (Some(events), Some(target), false) = (events, target, inert)
            && let Some(value) = self.value(element, target)
        {
            actions.push(Action {
                events,
                source,
                target,
                value,
            });
        }
        true
    }

    /// The events of an action; `None` if one of them is unknown, which is reported.
    fn events(&mut self, element: NodeId) -> Option<Vec<Event>> {
        let document = self.document;
        let (place, name) = (self.place(element), document.local(element));
        let written = document.attribute(element, "event").or_else(|| {
            document.attribute_in(element, "http://www.w3.org/2001/xml-events", "event")
        });
        let names: Vec<&str> = written.unwrap_or_default().split_whitespace().collect();
        if names.is_empty() {
            self.error(
                place,
                format!("A {name} never happens: it names no event."),
                "Name an event, such as xforms-value-changed.",
            );
            return None;
        }
        let mut events = Vec::with_capacity(names.len());
        for event in names {
            match Event::named(event) {
                Some(known) if events.contains(&known) => {}
                Some(known) => events.push(known),
                None => {
                    self.error(
                        place,
                        format!("A {name} waits for {event}, which never happens."),
                        "Name an event that there is, such as xforms-value-changed.",
                    );
                    return None;
                }
            }
        }
        Some(events)
    }

    fn target(&mut self, element: NodeId, source: Option<DefId>) -> Option<DefId> {
        let document = self.document;
        let target = match (
            document.attribute(element, "ref"),
            document.attribute(element, "bind"),
        ) {
            (Some(reference), _) => self.resolve(reference, source),
            (None, Some(bind)) => self.bind_ids.get(bind).copied(),
            (None, None) => None,
        };
        if target.is_none() {
            let place = self.place(element);
            self.error(
                place,
                format!(
                    "A {} is for a node that the data does not have.",
                    document.local(element)
                ),
                "Correct its ref.",
            );
        }
        target
    }

    fn value(&mut self, element: NodeId, target: DefId) -> Option<ActionValue> {
        let document = self.document;
        match document.attribute(element, "value") {
            Some(text) if !text.trim().is_empty() => self
                .compile(text, Some(target), "setvalue")
                .map(ActionValue::Expression),
            _ => Some(ActionValue::Text(
                document.string_value(element).trim().into(),
            )),
        }
    }
}
