//! Groups, repeats and loops.

use super::excerpt::Excerpt;
use super::limits;
use super::lists::Choice;
use super::references;
use super::row_types::Section;
use super::survey::{Frame, Reader};
use super::table::{Fields, Record, Value, field, set_field};
use super::tree::{Element, Id, Role};

impl Reader<'_> {
    /// A section begins.
    pub fn begin(
        &mut self,
        mut element: Element,
        section: Section,
        list: Option<&str>,
        record: &Record,
    ) {
        let row = element.row;
        if self.stack.len() > limits::MAX_DEPTH {
            self.error(
                row,
                &["type"],
                format!(
                    "Groups lie at most {} deep within each other.",
                    limits::MAX_DEPTH
                ),
                "Take groups out of groups.",
            );
            return;
        }
        element.role = match section {
            Section::Repeat => Role::Repeat,
            Section::Group | Section::Loop => Role::Group,
        };
        element.kind = section.word().to_owned();
        if element.guidance.take().is_some() {
            self.warn(
                row,
                &["guidance_hint"],
                "Nobody sees the guidance of a group.",
                "Write it as the guidance of a question or a note within.",
            );
        }
        if section == Section::Repeat {
            self.check_repeat(&element);
        }
        if section == Section::Loop {
            self.check_loop(&mut element, list);
        }
        self.count_node(&mut element);
        if let Some(intent) = record.text("intent") {
            set_field(&mut element.control, "intent", Value::from_str(intent));
        }
        let label = self.table_list(&mut element);
        let parent = self.parent();
        let id = self.form.add(parent, element);
        self.stack.push(Frame::new(id, section.word(), row));
        if let Some(label) = label {
            self.add(label);
        }
    }

    fn check_repeat(&mut self, element: &Element) {
        let row = element.row;
        if element.name == self.form.settings.root {
            self.error(
                row,
                &["name"],
                format!(
                    "The repeat `{}` has the name of the form itself.",
                    element.name
                ),
                "Choose another name.",
            );
        }
        if !self.repeats.insert(element.name.clone()) {
            self.error(
                row,
                &["name"],
                format!("Another repeat is named `{}`.", element.name),
                "Choose another name: those of repeats must differ in the whole form.",
            );
        }
        if element.label.is_none() && element.media.is_empty() {
            self.warn(
                row,
                &["label"],
                format!("The repeat `{}` has no label.", element.name),
                "Write what one of it is called.",
            );
        }
    }

    fn check_loop(&mut self, element: &mut Element, list: Option<&str>) {
        match list {
            Some(list) if self.form.lists.get(list).is_some() => {
                element.itemset = Some(list.to_owned());
            }
            Some(list) => {
                let message = format!("There is no choice list `{list}`.");
                let remedy = self.list_remedy(list);
                self.error(element.row, &["type"], message, remedy);
            }
            None => self.error(
                element.row,
                &["type"],
                "This loop has no choice list.",
                "Write `begin_loop over LIST`.",
            ),
        }
    }

    /// A count that is more than a reference gets a node of its own before the repeat.
    fn count_node(&mut self, element: &mut Element) {
        let Some(count) = field(&element.control, "jr:count").and_then(Value::text) else {
            return;
        };
        if references::only(count).is_some() {
            return;
        }
        let name = format!("{}_count", element.name);
        let mut node = Element::new(Role::Question, "calculate", &name, element.row);
        node.generated = true;
        node.bind = Some(vec![
            ("readonly".into(), Value::from_str("true()")),
            ("calculate".into(), Value::from_str(count)),
        ]);
        set_field(
            &mut element.control,
            "jr:count",
            Value::from_str(&format!("${{{name}}}")),
        );
        self.add(node);
    }

    /// A group shown as a table of selects: gives the note that carries its label.
    fn table_list(&mut self, element: &mut Element) -> Option<Element> {
        let appearance = field(&element.control, "appearance").and_then(Value::text)?;
        let words: Vec<&str> = appearance.split_whitespace().collect();
        if !words.contains(&"table-list") {
            return None;
        }
        let mut appearance = String::from("field-list");
        for word in words.iter().filter(|word| **word != "table-list") {
            appearance.push(' ');
            appearance.push_str(word);
        }
        set_field(
            &mut element.control,
            "appearance",
            Value::from_str(&appearance),
        );
        self.table_list = Some(None);
        if element.label.is_none() && element.hint.is_none() {
            return None;
        }
        let name = format!("generated_table_list_label_{}", element.row);
        let mut note = Element::new(Role::Question, "note", &name, element.row);
        note.generated = true;
        note.label = element.label.take();
        note.hint = element.hint.take();
        Some(note)
    }

    /// A section ends.
    pub fn end(&mut self, row: u32, section: Section) {
        let open = self.stack.last().map(|frame| frame.word);
        if open != Some(section.word()) {
            let remedy = match open {
                Some("") | None => format!("Remove it, or add `begin_{}` above.", section.word()),
                Some(word) => format!("Write `end_{word}` first: that is what is open here."),
            };
            self.error(
                row,
                &["type"],
                format!("Here ends a {} that is not open.", section.word()),
                remedy,
            );
            return;
        }
        self.table_list = None;
        if let Some(frame) = self.stack.pop()
            && section == Section::Loop
        {
            self.write_out_loop(frame.id);
        }
    }

    /// Writes the questions of a loop once for each choice of its list.
    fn write_out_loop(&mut self, id: Id) {
        let template = std::mem::take(&mut self.form.elements[id].children);
        let list = self.form.elements[id].itemset.take();
        let choices: Vec<Choice> = list
            .and_then(|list| self.form.lists.get_mut(&list))
            .map(|list| {
                list.used = true;
                list.choices.clone()
            })
            .unwrap_or_default();
        let row = self.form.elements[id].row;
        for choice in choices.iter().filter(|choice| &*choice.name != "none") {
            let mut group = Element::new(Role::Group, "group", &choice.name, row);
            group.label = choice.label.clone();
            group.media = choice.media().to_vec();
            let group = self.form.add(id, group);
            for child in &template {
                if self.form.elements.len() > limits::MAX_ELEMENTS {
                    return;
                }
                let copy = self.copy(*child, group, 0);
                fill_in(&mut self.form.elements[copy], choice);
            }
        }
    }

    fn copy(&mut self, id: Id, parent: Id, depth: usize) -> Id {
        let mut element = self.form.elements[id].clone();
        let children = std::mem::take(&mut element.children);
        let copy = self.form.add(parent, element);
        if depth < limits::MAX_DEPTH {
            for child in children {
                if self.form.elements.len() > limits::MAX_ELEMENTS {
                    break;
                }
                self.copy(child, copy, depth + 1);
            }
        }
        copy
    }
}

/// Writes the choice's name and label where a question of a loop says `%(name)s`, `%(label)s`.
fn fill_in(element: &mut Element, choice: &Choice) {
    let label_in = |language: Option<&str>| match (&choice.label, language) {
        (Some(Value::Map(labels)), Some(language)) => field(labels, language)
            .and_then(Value::text)
            .unwrap_or_default(),
        (Some(Value::Text(text)), _) => text,
        _ => "",
    };
    let fill = |text: &str, language: Option<&str>| -> Excerpt {
        text.replace("%(name)s", &choice.name)
            .replace("%(label)s", label_in(language))
            .replace("%%", "%")
            .into()
    };
    let fill_fields = |fields: &mut Fields| {
        for (key, value) in fields {
            if let Value::Text(text) = value {
                *text = fill(text, Some(key));
            }
        }
    };
    element.name = fill(&element.name, None).to_string();
    for text in [&mut element.label, &mut element.hint, &mut element.guidance] {
        match text {
            Some(Value::Text(text)) => *text = fill(text, None),
            Some(Value::Map(fields)) => fill_fields(fields),
            None => {}
        }
    }
    for text in [&mut element.default, &mut element.choice_filter]
        .into_iter()
        .flatten()
    {
        *text = fill(text, None).to_string();
    }
    if let Some(bind) = &mut element.bind {
        fill_fields(bind);
    }
    fill_fields(&mut element.control);
}
