//! Actions: `setvalue`, in the model and inside controls.

use homeward_xpath::{NodeId, Tree};

use super::{DATA_DEPTH, Reading};
use crate::action::{Action, ActionValue, Event};
use crate::control::Control;
use crate::definition::DefId;

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
            if document.local(element) == "setvalue" {
                self.set_value(element, None, &mut actions);
            }
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
            match document.local(child) {
                "setvalue" => self.set_value(child, around, actions),
                "label" | "hint" | "itemset" | "item" => {}
                _ => {
                    let inner = self.control_node(child, around).or(around);
                    self.nested(child, inner, depth + 1, actions);
                }
            }
        }
    }

    fn set_value(&mut self, element: NodeId, source: Option<DefId>, actions: &mut Vec<Action>) {
        let document = self.document;
        let place = self.place(element);
        let written = document.attribute(element, "event").or_else(|| {
            document.attribute_in(element, "http://www.w3.org/2001/xml-events", "event")
        });
        let names: Vec<&str> = written.unwrap_or_default().split_whitespace().collect();
        let events: Vec<Event> = names.iter().filter_map(|name| Event::named(name)).collect();
        if events.is_empty() {
            self.error(
                place,
                "A setvalue never happens: it names no known event.",
                "Name an event, such as xforms-value-changed.",
            );
            return;
        }
        let target = match (
            document.attribute(element, "ref"),
            document.attribute(element, "bind"),
        ) {
            (Some(reference), _) => self.resolve(reference, source),
            (None, Some(bind)) => self.bind_ids.get(bind).copied(),
            (None, None) => None,
        };
        let Some(target) = target else {
            self.error(
                place,
                "A setvalue is for a node that the data does not have.",
                "Correct its ref.",
            );
            return;
        };
        let value = match document.attribute(element, "value") {
            Some(text) if !text.trim().is_empty() => {
                match self.compile(text, Some(target), "setvalue") {
                    Some(compiled) => ActionValue::Expression(compiled),
                    None => return,
                }
            }
            _ => ActionValue::Text(document.string_value(element).trim().into()),
        };
        actions.push(Action {
            events,
            source,
            target,
            value,
        });
    }
}
