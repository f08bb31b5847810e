//! The controls.

use super::references::Style;
use super::table::{Value, field};
use super::texts::hint_is_itext;
use super::tree::{Element, Id, Role};
use super::write::Output;

impl Output<'_> {
    /// Writes the controls of the whole form.
    pub fn body(&mut self) {
        self.controls(0);
    }

    fn controls(&mut self, parent: Id) {
        let form = self.form;
        for id in &form.elements[parent].children {
            let element = &form.elements[*id];
            match element.role {
                Role::Group if element.bodyless => {}
                Role::Group => self.group(*id, element),
                Role::Repeat => self.repeat(*id, element),
                Role::Question => self.question(*id, element),
                _ => {}
            }
        }
    }

    /// The attributes of a control, with references resolved.
    fn attributes(&mut self, id: Id, element: &Element, skip: &str) -> Vec<(String, String)> {
        let mut attributes = Vec::new();
        for (name, value) in &element.control {
            if &**name == skip || &**name == "tag" {
                continue;
            }
            let form = self.form;
            let place = || form.survey.place(element.row, &["control", name]);
            let Value::Text(text) = value else {
                self.report.error(
                    place(),
                    format!("The attribute `{name}` of a control can't have languages."),
                    format!("Write the column as `body::{name}`."),
                );
                continue;
            };
            if self.is_attribute(name, place) {
                let value = self.resolver.insert(text, Some(id), Style::default());
                attributes.push((name.to_string(), value));
            }
        }
        attributes
    }

    fn group(&mut self, id: Id, element: &Element) {
        let mut attributes = self.attributes(id, element, "ref");
        attributes.push(("ref".to_owned(), self.form.paths[id].clone()));
        self.open("group", &attributes);
        if element.label.is_some() {
            self.label(id, element);
        }
        self.controls(id);
        self.xml.close("group");
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.xml.open(name, &attributes);
    }

    fn repeat(&mut self, id: Id, element: &Element) {
        let form = self.form;
        let path = &form.paths[id];
        self.xml.open("group", &[("ref", path)]);
        self.label(id, element);
        let mut attributes = self.attributes(id, element, "nodeset");
        attributes.push(("nodeset".to_owned(), path.clone()));
        self.open("repeat", &attributes);
        self.controls(id);
        self.new_repeat_actions(id);
        self.xml.close("repeat");
        self.xml.close("group");
    }

    /// Dynamic defaults of what is in this repeat and in no repeat within it.
    fn new_repeat_actions(&mut self, repeat: Id) {
        let form = self.form;
        let mut stack: Vec<Id> = form.elements[repeat]
            .children
            .iter()
            .rev()
            .copied()
            .collect();
        while let Some(id) = stack.pop() {
            let element = &form.elements[id];
            match element.role {
                Role::Question | Role::Attribute => self.actions(id, element, true),
                Role::Group | Role::Entity => stack.extend(element.children.iter().rev()),
                _ => {}
            }
        }
    }

    fn question(&mut self, id: Id, element: &Element) {
        let Some(tag) = element.tag else {
            return;
        };
        let form = self.form;
        if !is_shown(element) {
            return;
        }
        let mut attributes = vec![("ref".to_owned(), form.paths[id].clone())];
        attributes.extend(self.attributes(id, element, "ref"));
        if let Some(list) = element.query.as_ref().filter(|_| tag == "input") {
            let filter = element.choice_filter.as_deref().unwrap_or_default();
            let style = Style {
                current: true,
                ..Style::default()
            };
            let mut query = format!("instance('{list}')/root/item");
            if !filter.is_empty() {
                let filter = self.resolver.insert(filter, Some(id), style);
                query.push_str(&format!("[{filter}]"));
            }
            attributes.push(("query".to_owned(), query));
        }
        self.open(tag, &attributes);
        self.label(id, element);
        self.hint(id, element);
        if element.search {
            self.items(element);
        } else if element.query.is_none() {
            self.itemset(id, element);
        }
        for tag in &element.tags {
            self.xml.open("tag", &[("key", &tag.name)]);
            match &tag.label {
                Some(Value::Text(text)) => {
                    self.words("label", &[], text, None);
                }
                _ => self.xml.empty("label", &[]),
            }
            self.xml.close("tag");
        }
        self.triggered(element);
        self.xml.close(tag);
    }

    fn label(&mut self, id: Id, element: &Element) {
        let is_label_row =
            field(&element.control, "appearance").and_then(Value::text) == Some("label");
        match &element.label {
            _ if element.label_is_itext() => {
                let reference = format!("jr:itext('{}:label')", self.form.paths[id]);
                self.xml.empty("label", &[("ref", &reference)]);
            }
            Some(Value::Text(text)) => {
                self.words("label", &[], text, Some(id));
            }
            _ if is_label_row => self.xml.text("label", &[], " "),
            _ => self.xml.empty("label", &[]),
        }
    }

    fn hint(&mut self, id: Id, element: &Element) {
        if hint_is_itext(element) {
            let reference = format!("jr:itext('{}:hint')", self.form.paths[id]);
            self.xml.empty("hint", &[("ref", &reference)]);
        } else if let Some(Value::Text(text)) = &element.hint {
            self.words("hint", &[], text, Some(id));
        }
    }

    /// The choices in the control itself, for `search()`.
    fn items(&mut self, element: &Element) {
        let form = self.form;
        let list = element
            .itemset
            .as_deref()
            .and_then(|name| form.lists.get(name));
        let Some(list) = list else {
            return;
        };
        for (index, choice) in list.choices.iter().enumerate() {
            self.xml.open("item", &[]);
            match &choice.label {
                _ if list.itext => {
                    let reference = format!("jr:itext('{}-{index}')", list.name);
                    self.xml.empty("label", &[("ref", &reference)]);
                }
                Some(Value::Text(text)) => {
                    self.words("label", &[], text, None);
                }
                _ => self.xml.empty("label", &[]),
            }
            self.xml.text("value", &[], &choice.name);
            self.xml.close("item");
        }
    }

    /// What a change of this question sets.
    fn triggered(&mut self, element: &Element) {
        let form = self.form;
        for triggered in form.triggered.get(&element.name).into_iter().flatten() {
            let target = &form.paths[triggered.target];
            let mut attributes = vec![("ref", target.as_str()), ("event", "xforms-value-changed")];
            if triggered.geopoint {
                self.xml.empty("odk:setgeopoint", &attributes);
                continue;
            }
            // an action's value is worked out at its target (XForms 1.1, the action setvalue)
            let value =
                self.resolver
                    .insert(&triggered.value, Some(triggered.target), Style::default());
            if !value.is_empty() {
                attributes.push(("value", &value));
            }
            self.xml.empty("setvalue", &attributes);
        }
    }
}

/// Whether a control shows the question: not if it is computed and has no text.
pub fn is_shown(element: &Element) -> bool {
    let is_calculated = element
        .bind
        .as_ref()
        .is_some_and(|bind| field(bind, "calculate").is_some());
    let is_computed = is_calculated || !element.trigger.is_empty();
    let is_silent = is_computed && element.label.is_none() && element.hint.is_none();
    element.tag.is_some() && element.kind != "calculate" && !is_silent
}

/// Whether a question is shown without any text.
pub fn is_unlabelled(element: &Element) -> bool {
    element.role == Role::Question
        && is_shown(element)
        && element.label.is_none()
        && element.hint.is_none()
        && element.media.is_empty()
        && field(&element.control, "appearance").and_then(Value::text) != Some("label")
}
