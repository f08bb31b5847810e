//! Questions with choices.

use super::lists::Choice;
use super::parameters;
use super::references;
use super::row_types::Select;
use super::survey::Reader;
use super::table::{Fields, Value, set_field};
use super::tokens::is_name;
use super::tree::{Element, Role};

/// Endings of files that choices may come from.
pub const FILE_ENDINGS: [&str; 3] = [".xml", ".csv", ".geojson"];

/// A file name's stem and ending, with the dot.
pub fn split_ending(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if !name[..dot].chars().all(|letter| letter == '.') => name.split_at(dot),
        _ => (name, ""),
    }
}

impl Reader<'_> {
    /// A question with choices.
    pub fn select(&mut self, mut element: Element, select: Select<'_>) {
        let row = element.row;
        let list = select.list;
        let (stem, ending) = split_ending(list);
        let is_file = FILE_ENDINGS.contains(&ending);
        let is_reference = references::has(list);
        let is_external = select.kind == "select one external";
        element.kind = select.kind.to_owned();
        element.itemset = Some(list.to_owned());
        if is_external {
            self.external_list(&mut element, list);
        } else {
            self.instances.insert(stem.to_owned());
            let wants_file = select.command.contains("file");
            if wants_file && (!is_file || stem.contains('.')) {
                self.error(
                    row,
                    &["type"],
                    format!("`{list}` is not the name of a file with choices."),
                    "Write a name that ends with .xml, .csv or .geojson and has no other dot.",
                );
            } else if !is_file && !is_reference {
                self.list(&element, list);
            }
        }
        if is_reference && references::only(list).is_none() {
            self.error(
                row,
                &["type"],
                format!("`{list}` is not one reference to a question."),
                "Write `select_one ${name}`.",
            );
        }
        self.check_parameters(&element, select.command);
        let other = select
            .or_other
            .then(|| self.or_other(&element, list))
            .flatten();
        self.in_table_list(&mut element, list);
        self.check_search(&mut element, list, is_file);
        self.add(element);
        if let Some(other) = other {
            self.add(other);
        }
    }

    /// Marks the list as used and checks its values.
    fn list(&mut self, element: &Element, name: &str) {
        let row = element.row;
        let several = element.kind == "select all that apply";
        let Some(list) = self.form.lists.get_mut(name) else {
            let remedy = self.list_remedy(name);
            self.error(
                row,
                &["type"],
                format!("There is no choice list `{name}`."),
                remedy,
            );
            return;
        };
        list.used = true;
        if !several || list.checked_for_multiple {
            return;
        }
        list.checked_for_multiple = true;
        let with_spaces: Vec<(u32, String)> = list
            .choices
            .iter()
            .filter(|choice| choice.name.contains(' '))
            .map(|choice| (choice.row, choice.name.to_string()))
            .collect();
        for (row, name) in with_spaces {
            let place = self.form.choices.place(row, &["name"]);
            self.report.error(
                place,
                format!("The choice `{name}` has a space, but several may be chosen."),
                "Write `_` instead: chosen values are separated by spaces.",
            );
        }
    }

    /// What to write instead of a list that does not exist.
    pub fn list_remedy(&mut self, name: &str) -> String {
        let lists = &self.form.lists.all;
        if lists.is_empty() && !self.form.choices.sheet.is_empty() {
            return format!(
                "The sheet `{}` has no list yet: write one.",
                self.form.choices.sheet
            );
        }
        if lists.is_empty() {
            return "Add the sheet `choices` with the columns `list_name`, `name` and `label`."
                .to_owned();
        }
        let known = lists.iter().map(|list| list.name.as_str());
        match self.report.nearest(name, known) {
            Some(near) => format!("Was `{near}` meant?"),
            None => "Write the name of a list of the sheet choices.".to_owned(),
        }
    }

    fn external_list(&mut self, element: &mut Element, name: &str) {
        let row = element.row;
        let has_sheet = self.external.is_some();
        let is_known = self
            .external
            .as_ref()
            .is_some_and(|lists| lists.get(name).is_some());
        if !has_sheet {
            self.error(
                row,
                &["type"],
                "There is no sheet named `external_choices`.",
                "Add it, with the columns `list_name` and `name`, or use `select_one`.",
            );
        } else if !is_known {
            self.error(
                row,
                &["type"],
                format!("The sheet external_choices has no list `{name}`."),
                "Write the name of one of its lists.",
            );
        }
        if element.choice_filter.is_some() {
            element.query = Some(name.to_owned());
        } else {
            self.error(
                row,
                &["choice_filter"],
                "A select_one_external needs a filter.",
                "Write one in `choice_filter`, or use `select_one`.",
            );
        }
    }

    fn check_parameters(&mut self, element: &Element, command: &str) {
        let row = element.row;
        let of_file = matches!(
            command,
            "select_one_from_file" | "select_multiple_from_file"
        );
        let accepted: &[&str] = if of_file {
            &["label", "randomize", "seed", "value"]
        } else {
            &["randomize", "seed"]
        };
        self.accept(element, accepted);
        if of_file {
            for name in ["value", "label"] {
                if parameters::get(&element.parameters, name).is_some_and(|value| !is_name(value)) {
                    self.error(
                        row,
                        &["parameters"],
                        format!("`{name}` must be the name of a column of the file."),
                        "Use letters, digits, `_`, `-` and `.` only.",
                    );
                }
            }
        }
        let randomize = parameters::get(&element.parameters, "randomize");
        let seed = parameters::get(&element.parameters, "seed");
        match (randomize, seed) {
            (Some("true" | "false"), Some(seed)) => {
                let is_number = seed.parse::<f64>().is_ok();
                if !is_number && references::only(seed).is_none() {
                    self.error(
                        row,
                        &["parameters"],
                        "`seed` must be a number or a reference to a question.",
                        "Write `seed=42` or `seed=${name}`.",
                    );
                }
            }
            (Some("true" | "false"), None) | (None, None) => {}
            (Some(_), _) => self.error(
                row,
                &["parameters"],
                "`randomize` must be true or false.",
                "Write `randomize=true`.",
            ),
            (None, Some(_)) => self.error(
                row,
                &["parameters"],
                "`seed` needs `randomize=true`.",
                "Add `randomize=true`, or remove `seed`.",
            ),
        }
    }

    /// An error for each parameter that the type does not have.
    pub fn accept(&mut self, element: &Element, accepted: &[&str]) {
        for (name, _) in &element.parameters {
            if !accepted.contains(&name.as_str()) {
                let remedy = match accepted {
                    [] => "Remove it.".to_owned(),
                    _ => format!("Possible are: {}.", accepted.join(", ")),
                };
                self.error(
                    element.row,
                    &["parameters"],
                    format!("This type of question has no parameter `{name}`."),
                    remedy,
                );
            }
        }
    }

    /// The choice "other" and the question what it is.
    fn or_other(&mut self, element: &Element, list: &str) -> Option<Element> {
        if element.choice_filter.is_some() {
            self.error(
                element.row,
                &["choice_filter"],
                "`or_other` can't be used with a filter.",
                "Add a choice for it and a text question yourself.",
            );
            return None;
        }
        let Some(list) = self.form.lists.get_mut(list) else {
            // a missing list was told already
            if FILE_ENDINGS.contains(&split_ending(list).1) || references::has(list) {
                self.error(
                    element.row,
                    &["type"],
                    "`or_other` needs a list of the sheet choices.",
                    "Remove `or_other`, or write the choices into the sheet choices.",
                );
            }
            return None;
        };
        // asked once for a list, however many questions use it
        if !std::mem::replace(&mut list.has_other, true) {
            let mut languages: Fields = Fields::new();
            for choice in &list.choices {
                if let Some(Value::Map(labels)) = &choice.label {
                    for (language, _) in labels {
                        set_field(&mut languages, language.clone(), Value::from_str("Other"));
                    }
                }
            }
            let label = if languages.is_empty() {
                Value::from_str("Other")
            } else {
                Value::Map(languages)
            };
            list.add(Choice::new("other".into(), Some(label), 0), []);
        }
        let name = format!("{}_other", element.name);
        let mut other = Element::new(Role::Question, "text", &name, element.row);
        other.label = Some(Value::from_str("Specify other."));
        let relevant = format!("selected(../{}, 'other')", element.name);
        other.bind = Some(vec![("relevant".into(), Value::from_str(&relevant))]);
        Some(other)
    }

    /// In a table of selects, the first brings a row of labels and all are shown without.
    fn in_table_list(&mut self, element: &mut Element, list: &str) {
        match self.table_list.clone() {
            None => return,
            Some(None) => {
                self.table_list = Some(Some(list.to_owned()));
                if element.choice_filter.is_some() {
                    self.error(
                        element.row,
                        &["choice_filter"],
                        "A table-list can't have a filter.",
                        "Remove the filter, or the appearance `table-list`.",
                    );
                }
                let name = format!("reserved_name_for_field_list_labels_{}", element.row);
                let mut labels = Element::new(Role::Question, &element.kind, &name, element.row);
                labels.generated = true;
                labels.itemset = Some(list.to_owned());
                labels.control = vec![("appearance".into(), Value::from_str("label"))];
                self.add(labels);
            }
            Some(Some(first)) if first != list => self.error(
                element.row,
                &["type"],
                format!("The selects of a table-list have one list, here `{first}`."),
                format!("Use `{first}`, or take the question out of the group."),
            ),
            Some(Some(_)) => {}
        }
        set_field(
            &mut element.control,
            "appearance",
            Value::from_str("list-nolabel"),
        );
    }

    /// A list whose choices stand in controls has no instance for other questions.
    pub fn check_searched_lists(&mut self) {
        let form = &self.form;
        for element in form.elements.iter().filter(|element| !element.search) {
            let is_select = matches!(element.tag, Some("select" | "select1" | "odk:rank"));
            let list = element.itemset.as_deref().filter(|_| is_select);
            if list
                .and_then(|name| form.lists.get(name))
                .is_some_and(|list| list.search)
            {
                self.report.error(
                    form.survey.place(element.row, &["type"]),
                    "Another question uses this list with `search()`.",
                    "Use a list of its own.",
                );
            }
        }
    }

    /// With the appearance `search()`, the choices stand in the control itself.
    fn check_search(&mut self, element: &mut Element, list: &str, is_file: bool) {
        let appearance = super::table::field(&element.control, "appearance").and_then(Value::text);
        let is_search = appearance.is_some_and(|text| {
            text.find("search(")
                .is_some_and(|at| text[at..].contains(')'))
        });
        if !is_search {
            return;
        }
        if is_file {
            self.error(
                element.row,
                &["control", "appearance"],
                "`search()` can't be used with choices from a file.",
                "Remove `search()`, or use `select_one`.",
            );
        }
        element.search = true;
        if let Some(list) = self.form.lists.get_mut(list) {
            list.search = true;
        }
    }
}
