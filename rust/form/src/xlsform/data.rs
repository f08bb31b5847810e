//! The primary instance: the tree of answers with defaults and templates of repeats.

use super::references::Style;
use super::table::Value;
use super::tokens::is_name;
use super::tree::{Element, Id, Role};
use super::write::Output;
use crate::problem::Place;

impl Output<'_> {
    /// Writes the instance of the form's data.
    pub fn primary_instance(&mut self) {
        let form = self.form;
        let settings = &form.settings;
        self.xml.open("instance", &[]);
        let mut attributes: Vec<(String, String)> = Vec::new();
        for (name, value) in &settings.attributes {
            if let Value::Text(text) = value
                && self.is_attribute(name, || settings.place("attribute"))
            {
                attributes.push((name.to_string(), text.to_string()));
            }
        }
        let mut own = vec![("id", Some(settings.id.as_str()))];
        own.push(("xmlns", settings.instance_xmlns.as_deref()));
        own.push(("version", settings.version.as_deref()));
        own.push(("odk:prefix", settings.prefix.as_deref()));
        own.push(("odk:delimiter", settings.delimiter.as_deref()));
        for (name, value) in own {
            if let Some(value) = value {
                attributes.retain(|(known, _)| known != name);
                attributes.push((name.to_owned(), value.to_owned()));
            }
        }
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.xml.open(&form.elements[0].name, &attributes);
        self.nodes(0, false);
        self.xml.close(&form.elements[0].name);
        self.xml.close("instance");
    }

    /// Whether an attribute of that name can be written; tells if not.
    pub fn is_attribute(&mut self, name: &str, place: impl Fn() -> Place) -> bool {
        if !is_name(name) {
            self.report.error(
                place(),
                format!("`{name}` can't be the name of an XML attribute."),
                "Use letters, digits, `_`, `-` and `.`, and at most one `:` after a prefix.",
            );
            return false;
        }
        match name.split_once(':') {
            Some((prefix, _)) if !self.prefixes.iter().any(|known| known == prefix) => {
                self.report.error(
                    place(),
                    format!("The prefix of `{name}` is not declared."),
                    format!(
                        "Write `{prefix}=\"https://example.org/\"` in `namespaces` of the sheet settings."
                    ),
                );
                false
            }
            _ => true,
        }
    }

    /// The nodes within a section. Outside of a repeat, a repeat stands twice: first its template.
    fn nodes(&mut self, parent: Id, within_repeat: bool) {
        let form = self.form;
        for id in &form.elements[parent].children {
            let element = &form.elements[*id];
            match element.role {
                Role::External | Role::Attribute => {}
                Role::Repeat if !within_repeat => {
                    self.template(*id);
                    self.section(*id, true);
                }
                Role::Group | Role::Repeat => self.section(*id, within_repeat),
                Role::Survey | Role::Question => self.leaf(*id, element),
                Role::EntityLabel => self.xml.empty(&element.name, &[]),
                Role::Entity => self.entity(*id),
            }
        }
    }

    fn section(&mut self, id: Id, within_repeat: bool) {
        let element = &self.form.elements[id];
        let attributes = self.node_attributes(id, element);
        self.open_or_empty(element, &attributes, |output| {
            output.nodes(id, within_repeat)
        });
    }

    fn open_or_empty(
        &mut self,
        element: &Element,
        attributes: &[(String, String)],
        content: impl FnOnce(&mut Self),
    ) {
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        if element.children.is_empty() {
            self.xml.empty(&element.name, &attributes);
        } else {
            self.xml.open(&element.name, &attributes);
            content(self);
            self.xml.close(&element.name);
        }
    }

    fn template(&mut self, id: Id) {
        let form = self.form;
        let element = &form.elements[id];
        let attributes = [("jr:template".to_owned(), String::new())];
        self.open_or_empty(element, &attributes, |output| {
            for child in &element.children {
                let inner = &form.elements[*child];
                match inner.role {
                    Role::Repeat => output.template(*child),
                    Role::Group => output.section(*child, false),
                    Role::Question | Role::Survey => output.leaf(*child, inner),
                    Role::EntityLabel => output.xml.empty(&inner.name, &[]),
                    Role::Entity => output.entity(*child),
                    Role::External | Role::Attribute => {}
                }
            }
        });
    }

    fn leaf(&mut self, id: Id, element: &Element) {
        let attributes = self.node_attributes(id, element);
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        match element.default.as_deref().filter(|_| !element.dynamic) {
            Some(default) => self.xml.text(&element.name, &attributes, default),
            None => self.xml.empty(&element.name, &attributes),
        }
    }

    fn node_attributes(&mut self, id: Id, element: &Element) -> Vec<(String, String)> {
        let mut attributes = Vec::new();
        for (name, value) in &element.instance {
            let form = self.form;
            let place = || form.survey.place(element.row, &["instance", name]);
            if let Value::Text(text) = value
                && self.is_attribute(name, place)
            {
                let value = self.resolver.insert(text, Some(id), Style::default());
                attributes.push((name.to_string(), value));
            }
        }
        attributes
    }

    fn entity(&mut self, id: Id) {
        let form = self.form;
        let element = &form.elements[id];
        let attributes: Vec<(&str, &str)> = element
            .children
            .iter()
            .map(|child| &form.elements[*child])
            .filter(|child| child.role == Role::Attribute)
            .map(|child| (child.name.as_str(), child.value.as_str()))
            .collect();
        let has_nodes = element
            .children
            .iter()
            .any(|child| form.elements[*child].role != Role::Attribute);
        if has_nodes {
            self.xml.open(&element.name, &attributes);
            self.nodes(id, true);
            self.xml.close(&element.name);
        } else {
            self.xml.empty(&element.name, &attributes);
        }
    }
}
