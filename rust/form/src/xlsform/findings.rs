//! What the author probably did not mean, though the form works: missing translations, questions
//! without a label, lists that no question uses, languages without a code.

use std::collections::HashSet;
use std::rc::Rc;

use super::body::is_unlabelled;
use super::report::Report;
use super::table::{Fields, Table, Value, field};
use super::tree::{Element, Form, Role};
use super::workbook::cell;

/// Paths of the texts that people read.
const TEXTS: [&[&str]; 9] = [
    &["label"],
    &["hint"],
    &["guidance_hint"],
    &["bind", "jr:constraintMsg"],
    &["bind", "jr:requiredMsg"],
    &["media", "image"],
    &["media", "big-image"],
    &["media", "audio"],
    &["media", "video"],
];

/// Warns about a form without errors.
pub fn find(form: &Form, report: &mut Report) {
    columns(&form.survey, report);
    columns(&form.choices, report);
    let survey = Languages::of(&form.survey);
    for id in form.in_order() {
        let element = &form.elements[id];
        if element.row == 0 {
            continue;
        }
        if is_unlabelled(element) {
            report.warning(
                form.survey.place(element.row, &["label"]),
                format!("The question `{}` has no label.", element.name),
                "Write what people shall read, or use the type `hidden` or `calculate`.",
            );
        }
        big_image(form, element, report);
        for (index, path) in TEXTS.iter().enumerate() {
            if let Some(value) = text_of(element, path) {
                survey.missing(index, value, element.row, &form.survey, report);
            }
        }
    }
    let choices = Languages::of(&form.choices);
    for list in &form.lists.all {
        for choice in list.choices.iter().filter(|choice| choice.row > 0) {
            if let Some(label) = &choice.label {
                choices.missing(0, label, choice.row, &form.choices, report);
            }
        }
    }
    unused_lists(form, report);
}

fn big_image(form: &Form, element: &Element, report: &mut Report) {
    let media = &element.media;
    if field(media, "big-image").is_some() && field(media, "image").is_none() {
        report.error(
            form.survey.place(element.row, &["media", "big-image"]),
            "A big image needs an image.",
            "Write the small one in the column `image`.",
        );
    }
}

fn text_of<'a>(element: &'a Element, path: &[&str]) -> Option<&'a Value> {
    match path {
        ["label"] => element.label.as_ref(),
        ["hint"] => element.hint.as_ref(),
        ["guidance_hint"] => element.guidance.as_ref(),
        ["bind", name] => field(element.bind.as_ref()?, name),
        ["media", name] => field(&element.media, name),
        _ => None,
    }
}

/// The languages of each text column of a sheet.
struct Languages {
    by_text: Vec<Vec<Rc<str>>>,
}

impl Languages {
    fn of(table: &Table) -> Languages {
        let by_text = TEXTS
            .iter()
            .map(|path| {
                let mut languages = Vec::new();
                for column in &table.columns {
                    let (head, rest) = column.path.split_at(path.len().min(column.path.len()));
                    if let [language] = rest
                        && head.iter().zip(*path).all(|(a, b)| **a == **b)
                    {
                        languages.push(language.clone());
                    }
                }
                languages
            })
            .collect();
        Languages { by_text }
    }

    fn missing(&self, text: usize, value: &Value, row: u32, table: &Table, report: &mut Report) {
        let Value::Map(texts) = value else {
            return;
        };
        for language in &self.by_text[text] {
            if field(texts, language).is_none() {
                let mut path = TEXTS[text].to_vec();
                path.push(language);
                report.warning(
                    table.place(row, &path),
                    format!("The text is missing in {language}; people will see `-`."),
                    "Translate it.",
                );
            }
        }
    }
}

/// Columns of languages that some texts have and others do not.
fn columns(table: &Table, report: &mut Report) {
    let languages = Languages::of(table);
    let mut all: Vec<Rc<str>> = Vec::new();
    let mut seen = HashSet::new();
    for language in languages.by_text.iter().flatten() {
        if seen.insert(language.clone()) {
            all.push(language.clone());
        }
    }
    if all.is_empty() {
        return;
    }
    for language in &all {
        let column = table
            .columns
            .iter()
            .find(|column| column.path.last() == Some(language))
            .map_or(0, |column| column.column);
        if !has_code(language) && &**language != "default" {
            report.warning(
                cell(&table.sheet, column, 1),
                format!("The language `{language}` has no code."),
                "Write it with its code, such as `label::English (en)`.",
            );
        }
    }
    for (path, of_text) in TEXTS.iter().zip(&languages.by_text) {
        let name = match path.last().copied().unwrap_or_default() {
            "jr:constraintMsg" => "constraint_message",
            "jr:requiredMsg" => "required_message",
            name => name,
        };
        let is_used = table.columns.iter().any(|column| {
            column.path.len() >= path.len()
                && column.path.iter().zip(*path).all(|(a, b)| **a == **b)
        });
        if !is_used {
            continue;
        }
        for language in all.iter().filter(|language| !of_text.contains(language)) {
            report.warning(
                table.whole(),
                format!("There is no column `{name}` in {language}."),
                format!("Add `{name}::{language}`."),
            );
        }
    }
}

fn has_code(language: &str) -> bool {
    let code = language
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    code.is_some_and(|(_, code)| {
        code.len() >= 2
            && code
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    })
}

fn unused_lists(form: &Form, report: &mut Report) {
    if form.lists.all.iter().all(|list| list.used) {
        return;
    }
    let mut instances: HashSet<&str> = HashSet::new();
    for element in form
        .elements
        .iter()
        .filter(|element| element.role != Role::External)
    {
        let none: &Fields = &Fields::new();
        let bind = element.bind.as_ref().unwrap_or(none);
        let texts = bind
            .iter()
            .filter_map(|(_, value)| value.text())
            .map(str::to_owned)
            .chain(element.choice_filter.clone())
            .chain(element.default.clone());
        for text in texts {
            note_instances(&text, form, &mut instances);
        }
        if let Some(label) = &element.label {
            let mut each = |value: &Value| {
                if let Some(text) = value.text() {
                    note_instances(text, form, &mut instances);
                }
            };
            match label {
                Value::Map(fields) => fields.iter().for_each(|(_, value)| each(value)),
                text => each(text),
            }
        }
    }
    for list in form.lists.all.iter().filter(|list| !list.used) {
        if !instances.contains(list.name.as_str()) {
            let row = list.choices.first().map_or(1, |choice| choice.row);
            report.warning(
                form.choices.place(row, &["list name"]),
                format!("No question uses the list `{}`.", list.name),
                "Use it, or remove it.",
            );
        }
    }
}

/// Lists that an expression looks up.
fn note_instances<'a>(text: &str, form: &'a Form, found: &mut HashSet<&'a str>) {
    for (at, word) in text.match_indices("instance(") {
        let rest = text[at + word.len()..].trim_start();
        let name = rest
            .strip_prefix(['\'', '"'])
            .and_then(|rest| rest.split(['\'', '"']).next());
        if let Some(list) = name.and_then(|name| form.lists.get(name)) {
            found.insert(&list.name);
        }
    }
}
