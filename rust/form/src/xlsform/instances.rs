//! Secondary instances: choice lists, files, and the last saved record.
//!
//! Two sources may share an instance if they are the same file; else they need different names.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::lists::List;
use super::select::{FILE_ENDINGS, split_ending};
use super::table::{Value, field};
use super::tree::{Element, Role};
use super::write::Output;
use crate::problem::Place;

/// Bind attributes whose expressions may look up files.
const EXPRESSIONS: [&str; 5] = [
    "calculate",
    "constraint",
    "readonly",
    "required",
    "relevant",
];

struct Seen {
    address: String,
    external: bool,
}

impl Output<'_> {
    /// Writes all secondary instances.
    pub fn secondary_instances(&mut self) {
        let form = self.form;
        let mut seen: HashMap<String, Seen> = HashMap::new();
        for id in form.in_order() {
            let element = &form.elements[id];
            match element.role {
                Role::Question | Role::Group | Role::Repeat => {
                    self.of_expressions(element, &mut seen);
                    self.of_file(element, &mut seen);
                }
                Role::External => {
                    let (folder, ending) = match element.kind.as_str() {
                        "csv-external" => ("file-csv", "csv"),
                        _ => ("file", "xml"),
                    };
                    let address = format!("jr://{folder}/{}.{ending}", element.name);
                    self.file(&element.name, address, true, element.row, &mut seen);
                }
                _ => {}
            }
        }
        self.last_saved = self.xml.gap();
        for list in form.lists.all.iter().filter(|list| !list.search) {
            if seen.contains_key(&list.name) {
                let row = list.choices.first().map_or(1, |choice| choice.row);
                self.report.error(
                    form.choices.place(row, &["list name"]),
                    format!("A file and this list are both named `{}`.", list.name),
                    "Rename the list.",
                );
                continue;
            }
            self.list(list);
        }
    }

    /// Files that `pulldata` names.
    fn of_expressions(&mut self, element: &Element, seen: &mut HashMap<String, Seen>) {
        let bind = element.bind.as_ref();
        let expressions = EXPRESSIONS
            .iter()
            .filter_map(|name| field(bind?, name).and_then(Value::text))
            .chain(element.choice_filter.as_deref())
            .chain(element.default.as_deref());
        for text in expressions {
            for (at, word) in text.match_indices("pulldata") {
                let rest = text[at + word.len()..].trim_start();
                let Some(arguments) = rest.strip_prefix('(') else {
                    continue;
                };
                let Some((first, _)) = arguments.split_once(',') else {
                    continue;
                };
                let name = first.replace(['\'', '"'], "").trim().to_owned();
                let address = format!("jr://file-csv/{name}.csv");
                self.file(&name, address, false, element.row, seen);
            }
        }
    }

    fn of_file(&mut self, element: &Element, seen: &mut HashMap<String, Seen>) {
        let is_select = matches!(element.tag, Some("select" | "select1" | "odk:rank"));
        let Some(file) = element.itemset.as_deref().filter(|_| is_select) else {
            return;
        };
        let (stem, ending) = split_ending(file);
        if FILE_ENDINGS.contains(&ending) {
            let folder = if ending == ".csv" { "file-csv" } else { "file" };
            let address = format!("jr://{folder}/{file}");
            self.file(stem, address, false, element.row, seen);
        }
    }

    fn file(
        &mut self,
        name: &str,
        address: String,
        external: bool,
        row: u32,
        seen: &mut HashMap<String, Seen>,
    ) {
        let place = |form: &super::tree::Form| -> Place { form.survey.place(row, &["type"]) };
        match seen.get(name) {
            Some(known) if known.address == address && !(known.external && external) => {}
            Some(known) => {
                let message = format!(
                    "Two sources are named `{name}`: `{}` and `{address}`.",
                    known.address
                );
                self.report
                    .error(place(self.form), message, "Rename one of them.");
            }
            None => {
                self.xml
                    .empty("instance", &[("id", name), ("src", &address)]);
                seen.insert(name.to_owned(), Seen { address, external });
            }
        }
    }

    fn list(&mut self, list: &List) {
        self.xml.open("instance", &[("id", &list.name)]);
        self.xml.open("root", &[]);
        let mut id = format!("{}-", list.name);
        let prefix = id.len();
        for (index, choice) in list.choices.iter().enumerate() {
            self.xml.open("item", &[]);
            if list.itext {
                id.truncate(prefix);
                // writing to a string can't fail
                let _ = write!(id, "{index}");
                self.xml.text("itextId", &[], &id);
            }
            self.xml.text("name", &[], &choice.name);
            if let (false, Some(Value::Text(label))) = (list.itext, &choice.label) {
                self.xml.text("label", &[], label);
            }
            for (name, value) in list.further(index) {
                self.xml.text(name, &[], value);
            }
            if let Some(option) = choice.sms_option() {
                self.xml.text("sms_option", &[], option);
            }
            self.xml.close("item");
        }
        self.xml.close("root");
        self.xml.close("instance");
    }
}
