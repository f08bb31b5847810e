//! After all rows are read: paths and names of all elements, what triggers what, and whether
//! every reference means exactly one question.

use std::collections::HashMap;

use super::references::{self, Malformed};
use super::report::Report;
use super::spelling::distance;
use super::table::{Fields, Value};
use super::tree::{Element, Form, Id, Role, Triggered};
use super::{limits, question_types};
use crate::problem::Place;

/// Fills [`Form::paths`], [`Form::names`] and [`Form::triggered`] and checks all references.
pub fn resolve(form: &mut Form, report: &mut Report) {
    paths(form, report);
    names(form);
    triggered(form);
    check_names(form, report);
    check_references(form, report);
}

fn paths(form: &mut Form, report: &mut Report) {
    let mut paths = vec![String::new(); form.elements.len()];
    let mut spent = 0;
    for id in form.in_order() {
        let element = &form.elements[id];
        let above = element.parent.map_or("", |parent| paths[parent].as_str());
        let at = if element.role == Role::Attribute {
            "@"
        } else {
            ""
        };
        let path = format!("{above}/{at}{}", element.name);
        spent += path.len();
        if spent > limits::MAX_TEXT {
            report.error(
                Place::Form,
                "The names of groups and questions are too long for so many of them.",
                "Shorten the names of groups, or take groups out of groups.",
            );
            break;
        }
        paths[id] = path;
    }
    form.paths = paths;
}

fn names(form: &mut Form) {
    let mut names: HashMap<String, Option<Id>> = HashMap::with_capacity(form.elements.len());
    for id in form.in_order() {
        let element = &form.elements[id];
        if matches!(
            element.role,
            Role::Question | Role::Group | Role::Repeat | Role::Survey
        ) {
            names
                .entry(element.name.clone())
                .and_modify(|known| *known = None)
                .or_insert(Some(id));
        }
    }
    form.names = names;
}

fn triggered(form: &mut Form) {
    let mut triggered: HashMap<String, Vec<Triggered>> = HashMap::new();
    for id in form.in_order() {
        let element = &form.elements[id];
        if element.role == Role::External {
            continue;
        }
        for name in &element.trigger {
            triggered.entry(name.clone()).or_default().push(Triggered {
                target: id,
                value: bind_text(element, "calculate")
                    .unwrap_or_default()
                    .to_owned(),
                geopoint: element.kind == "background-geopoint",
            });
        }
    }
    form.triggered = triggered;
}

fn bind_text<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    super::table::field(element.bind.as_ref()?, name)?.text()
}

/// Names that the reader itself made must not meet others in the same group.
fn check_names(form: &Form, report: &mut Report) {
    for element in form
        .elements
        .iter()
        .filter(|element| element.children.len() > 1)
    {
        let mut seen = HashMap::with_capacity(element.children.len());
        for id in &element.children {
            let child = &form.elements[*id];
            let Some(other) = seen.insert(child.name.as_str(), child.row) else {
                continue;
            };
            // names written twice were told when their row was read
            let written = |row| row > 0;
            if child.name.ends_with("_other") || child.name.ends_with("_count") || !written(other) {
                report.error(
                    form.survey.place(child.row.max(other), &["name"]),
                    format!("The name `{}` is already taken in this group.", child.name),
                    "Choose another name; `_other` and `_count` are added to names by or_other and repeat_count.",
                );
            }
        }
    }
}

/// A text that may hold references, and where it is written.
struct Text<'a> {
    text: &'a str,
    row: u32,
    path: [&'a str; 3],
}

fn check_references(form: &Form, report: &mut Report) {
    for id in form.in_order() {
        let element = &form.elements[id];
        let mut texts = Vec::new();
        let mut add = |path: [&'static str; 3], text: Option<&'_ String>| {
            if let Some(text) = text {
                texts.push((path, text.clone()));
            }
        };
        add(["default", "", ""], element.default.as_ref());
        add(["choice_filter", "", ""], element.choice_filter.as_ref());
        if element.itemset.as_deref().is_some_and(references::has) {
            add(["type", "", ""], element.itemset.as_ref());
        }
        let seed = element.parameters.iter().find(|(name, _)| name == "seed");
        add(["parameters", "", ""], seed.map(|(_, value)| value));
        for (path, text) in &texts {
            let text = Text {
                text,
                row: element.row,
                path: *path,
            };
            check_text(form, &text, report);
        }
        for (name, value) in [
            ("label", &element.label),
            ("hint", &element.hint),
            ("guidance_hint", &element.guidance),
        ] {
            check_value(form, value.as_ref(), element.row, ["", name, ""], report);
        }
        for (name, fields) in [
            ("bind", element.bind.as_ref()),
            ("control", Some(&element.control)),
            ("media", Some(&element.media)),
            ("instance", Some(&element.instance)),
        ] {
            check_fields(form, fields, element.row, name, report);
        }
    }
    for list in &form.lists.all {
        for choice in &list.choices {
            for value in choice
                .label
                .iter()
                .chain(choice.media().iter().map(|(_, value)| value))
            {
                let place = || form.choices.place(choice.row, &["label"]);
                each_text(value, &mut |text| check_at(form, text, place, report));
            }
        }
    }
    for (place, text) in form.settings.texts().iter().chain(&form.texts) {
        check_at(form, text, || place.clone(), report);
    }
}

fn each_text(value: &Value, f: &mut impl FnMut(&str)) {
    match value {
        Value::Text(text) => f(text),
        Value::Map(fields) => {
            for (_, value) in fields {
                each_text(value, f);
            }
        }
    }
}

fn check_value(form: &Form, value: Option<&Value>, row: u32, path: [&str; 3], report: &mut Report) {
    match value {
        Some(Value::Text(text)) => check_text(form, &Text { text, row, path }, report),
        Some(Value::Map(languages)) => {
            for (language, text) in languages {
                if let Some(text) = text.text() {
                    let path = [path[0], path[1], language];
                    check_text(form, &Text { text, row, path }, report);
                }
            }
        }
        None => {}
    }
}

fn check_fields(form: &Form, fields: Option<&Fields>, row: u32, group: &str, report: &mut Report) {
    for (name, value) in fields.into_iter().flatten() {
        check_value(form, Some(value), row, [group, name, ""], report);
    }
}

fn check_text(form: &Form, text: &Text<'_>, report: &mut Report) {
    if !text.text.contains("${") || text.row == 0 {
        return;
    }
    let place = || {
        let path: Vec<&str> = text
            .path
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        form.survey.place(text.row, &path)
    };
    check_at(form, text.text, place, report);
}

fn check_at(form: &Form, text: &str, place: impl Fn() -> Place, report: &mut Report) {
    for found in references::find(text) {
        let (message, remedy) = match found {
            Err(Malformed(inner)) => (
                format!("`${{{}` is not a reference.", shorten(inner)),
                "Write `${name}`, with the name of a question and nothing else.".to_owned(),
            ),
            Ok(reference) => match form.names.get(reference.name) {
                Some(Some(_)) => continue,
                Some(None) => (
                    format!("Several questions are named `{}`.", reference.name),
                    "Give them different names to refer to one.".to_owned(),
                ),
                None => (
                    format!("There is no question named `{}`.", reference.name),
                    nearest(reference.name, form, report),
                ),
            },
        };
        report.error(place(), message, remedy);
    }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    } else {
        short.push('}');
    }
    short
}

fn nearest(name: &str, form: &Form, report: &mut Report) -> String {
    if form
        .elements
        .iter()
        .any(|element| element.role == Role::External && element.name == name)
    {
        return format!("It is a file: look into it with `instance('{name}')`.");
    }
    let known = form
        .elements
        .iter()
        .filter(|element| element.row > 0 && element.role != Role::External)
        .map(|element| element.name.as_str());
    match report.nearest(name, known) {
        Some(near) => format!("Was `${{{near}}}` meant?"),
        None => "Write the name of a question of the survey sheet.".to_owned(),
    }
}

/// What to write instead of a type that does not exist.
pub fn type_remedy(kind: &str) -> String {
    let lower = kind.to_lowercase().replace('-', "_");
    let first = lower.split_whitespace().next().unwrap_or_default();
    let known = [
        "text",
        "string",
        "integer",
        "decimal",
        "date",
        "time",
        "dateTime",
        "note",
        "calculate",
        "range",
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "audio",
        "video",
        "file",
        "barcode",
        "acknowledge",
        "hidden",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
        "select_one",
        "select_multiple",
        "rank",
    ];
    let usual = [
        ("number", "`integer` or `decimal`"),
        ("numeric", "`integer` or `decimal`"),
        ("choice", "`select_one LIST`"),
        ("select", "`select_one LIST`"),
        ("dropdown", "`select_one LIST`"),
        ("radio", "`select_one LIST`"),
        ("yes_no", "`select_one LIST`"),
        ("boolean", "`select_one LIST`"),
        ("checkbox", "`select_multiple LIST`"),
        ("checkboxes", "`select_multiple LIST`"),
        ("multiple", "`select_multiple LIST`"),
        ("location", "`geopoint`"),
        ("picture", "`image`"),
        ("section", "`begin_group`"),
        ("group", "`begin_group`"),
        ("repeat", "`begin_repeat`"),
    ];
    if let Some((_, instead)) = usual.iter().find(|(word, _)| *word == first) {
        return format!("Write {instead}.");
    }
    let spaced = lower.replace(' ', "_");
    let exact = known
        .iter()
        .find(|known| known.to_lowercase() == spaced || question_types::find(&lower).is_some());
    if let Some(known) = exact {
        let name = if question_types::find(&lower).is_some() {
            &lower
        } else {
            *known
        };
        return match name {
            "select_one" | "select_multiple" | "rank" => format!("Write `{name} LIST`."),
            _ => format!("Write `{name}`, in small letters."),
        };
    }
    known
        .iter()
        .map(|known| (distance(first, &known.to_lowercase()), known))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map_or_else(
            || "Write a type of XLSForm, such as `text`, `date` or `select_one LIST`.".to_owned(),
            |(_, known)| format!("Was `{known}` meant?"),
        )
}
