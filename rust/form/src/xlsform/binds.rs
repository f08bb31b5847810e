//! Binds, and the actions that stand beside them in the model.

use super::references::Style;
use super::table::Value;
use super::texts::message_is_itext;
use super::tree::{Element, Event, Id, Role};
use super::write::Output;

/// Bind attributes that are expressions, where `yes` and `no` may be written.
const EXPRESSIONS: [&str; 5] = [
    "readonly",
    "required",
    "relevant",
    "constraint",
    "calculate",
];

/// Words that may be written for the two constant expressions.
fn constant(text: &str) -> Option<&'static str> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" => Some("true()"),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" => Some("false()"),
        _ => None,
    }
}

impl Output<'_> {
    /// Writes the binds and actions of all elements.
    pub fn binds(&mut self) {
        let form = self.form;
        for id in form.in_order() {
            let element = &form.elements[id];
            self.bind(id, element);
            if matches!(element.role, Role::Question | Role::Attribute) {
                self.actions(id, element, false);
            }
        }
    }

    fn bind(&mut self, id: Id, element: &Element) {
        let Some(bind) = &element.bind else {
            return;
        };
        let path = &self.form.paths[id];
        let mut attributes: Vec<(String, String)> = Vec::with_capacity(bind.len() + 1);
        attributes.push(("nodeset".to_owned(), path.clone()));
        for (name, value) in bind {
            // the expression of a triggered question is in the action that the trigger fires
            if &**name == "nodeset" || (&**name == "calculate" && !element.trigger.is_empty()) {
                continue;
            }
            let form = self.form;
            let place = || form.survey.place(element.row, &["bind", name]);
            let is_message = matches!(
                &**name,
                "jr:constraintMsg" | "jr:requiredMsg" | "jr:noAppErrorString"
            );
            let value = match value {
                value if is_message && message_is_itext(name, value) => {
                    format!("jr:itext('{path}:{name}')")
                }
                Value::Text(text) if EXPRESSIONS.contains(&&**name) => {
                    let text = constant(text).unwrap_or(text);
                    let value = self.resolver.insert(text, Some(id), Style::default());
                    let bare = self.check_expression(&value, text, place);
                    self.nodes_by_name(&bare, id, name, text, place);
                    value
                }
                Value::Text(text) => self.resolver.insert(text, Some(id), Style::default()),
                Value::Map(_) => {
                    self.report.error(
                        place(),
                        format!("The bind attribute `{name}` can't have languages."),
                        format!("Write the column as `bind::{name}`."),
                    );
                    continue;
                }
            };
            if self.is_attribute(name, place) {
                attributes.push((name.to_string(), value));
            }
        }
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.xml.empty("bind", &attributes);
    }

    /// Writes the actions of an element: those at the load of the form, or those of a new repeat
    /// instance.
    pub fn actions(&mut self, id: Id, element: &Element, in_repeat: bool) {
        for action in &element.actions {
            if (action.event == Event::NewRepeat) != in_repeat {
                continue;
            }
            let event = match action.event {
                Event::FirstLoad => "odk-instance-first-load",
                Event::Load => "odk-instance-load",
                Event::NewRepeat => "odk-new-repeat",
            };
            let mut attributes = vec![("ref", self.form.paths[id].as_str()), ("event", event)];
            let value = match (&element.default, &action.value) {
                (Some(default), _) => {
                    let value = self.resolver.insert(default, Some(id), Style::default());
                    if element.dynamic && !in_repeat {
                        let form = self.form;
                        let place = || form.survey.place(element.row, &["default"]);
                        let bare = self.check_expression(&value, default, place);
                        self.nodes_by_name(&bare, id, "default", default, place);
                    }
                    Some(value)
                }
                (None, value) => value.clone(),
            };
            if let Some(value) = value.as_deref().filter(|_| action.name == "setvalue") {
                attributes.push(("value", value));
            }
            if let Some(quality) = &action.quality {
                attributes.push(("odk:quality", quality));
            }
            self.xml.empty(action.name, &attributes);
        }
    }
}
