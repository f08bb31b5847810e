//! What the policy lint looks at in a workbook.

use super::report::Report;
use super::table::{Value, field};
use super::tree::{Element, Form, Role};
use super::workbook::Workbook;
use super::{Options, survey};
use crate::lint::{Questionnaire, Subject, Text};
use crate::problem::Place;

/// Reads a workbook for the lint. A workbook with errors gives what could be read.
pub fn read(workbook: &Workbook) -> Questionnaire {
    let mut report = Report::default();
    match survey::read("", workbook, &Options::default(), &mut report) {
        Some(form) => of_form(&form),
        None => Questionnaire::default(),
    }
}

/// What the lint looks at in a form that was read.
pub fn of_form(form: &Form) -> Questionnaire {
    let subjects = form
        .in_order()
        .into_iter()
        .map(|id| &form.elements[id])
        .filter(|element| element.row > 0 && !element.generated)
        .map(|element| subject(form, element))
        .collect();
    let mut choices = Vec::new();
    for list in &form.lists.all {
        for choice in list.choices.iter().filter(|choice| choice.row > 0) {
            choices.push(Text {
                text: choice.name.to_string(),
                place: form.choices.place(choice.row, &["name"]),
            });
            let place = |language: &[&str]| {
                form.choices
                    .place(choice.row, &[&["label"], language].concat())
            };
            choices.extend(labels(choice.label.as_ref(), place));
        }
    }
    let settings = &form.settings;
    let exits = [
        ("submission_url", settings.submission_url.is_some()),
        ("public_key", settings.public_key.is_some()),
        ("auto_send", settings.auto_send.is_some()),
    ];
    Questionnaire {
        subjects,
        choices,
        other_records: other_records(form),
        exits: exits
            .into_iter()
            .filter(|(_, is_set)| *is_set)
            .map(|(name, _)| Text {
                text: name.to_owned(),
                place: settings.place(name),
            })
            .collect(),
    }
}

/// Where a row reads the record that was saved last.
fn other_records(form: &Form) -> Vec<Place> {
    let reads = |element: &&Element| {
        let texts = [&element.default, &element.choice_filter];
        let texts = texts.into_iter().flatten();
        let fields = element.bind.iter().flatten().map(|(_, value)| value);
        let values = fields.chain(&element.label).chain(&element.hint);
        texts.into_iter().any(|text| text.contains("last-saved#"))
            || values.into_iter().any(holds_last_saved)
    };
    form.elements
        .iter()
        .filter(|element| element.row > 0)
        .filter(reads)
        .map(|element| form.survey.place(element.row, &["name"]))
        .collect()
}

fn holds_last_saved(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains("last-saved#"),
        Value::Map(fields) => fields.iter().any(|(_, value)| holds_last_saved(value)),
    }
}

fn labels(label: Option<&Value>, place: impl Fn(&[&str]) -> Place) -> Vec<Text> {
    match label {
        Some(Value::Text(text)) => vec![Text {
            text: text.to_string(),
            place: place(&[]),
        }],
        Some(Value::Map(languages)) => languages
            .iter()
            .filter_map(|(language, text)| {
                Some(Text {
                    text: text.text()?.to_owned(),
                    place: place(&[&**language]),
                })
            })
            .collect(),
        None => Vec::new(),
    }
}

/// The rules of a row that are true or not.
fn conditions(form: &Form, element: &Element) -> Vec<Text> {
    let place = |columns: &[&str]| form.survey.place(element.row, columns);
    let rules = ["relevant", "constraint", "required", "readonly"].map(|name| {
        let written = element.bind.as_ref().and_then(|bind| field(bind, name));
        Some((written?.text()?, place(&["bind", name])))
    });
    let filter = element.choice_filter.as_deref();
    let filter = filter.map(|written| (written, place(&["choice_filter"])));
    rules
        .into_iter()
        .flatten()
        .chain(filter)
        .map(|(text, place)| Text {
            text: text.to_owned(),
            place,
        })
        .collect()
}

fn subject(form: &Form, element: &Element) -> Subject {
    let row = element.row;
    let sheet = &form.survey;
    let bind = |name: &str| field(element.bind.as_ref()?, name)?.text();
    let class = element
        .bind
        .iter()
        .flatten()
        .find(|(name, _)| name.ends_with(":class"))
        .and_then(|(name, value)| {
            Some(Text {
                text: value.text()?.to_owned(),
                place: sheet.place(row, &["bind", name]),
            })
        });
    let class_column = sheet.columns.iter().find(|column| {
        &*column.path[0] == "bind"
            && column
                .path
                .last()
                .is_some_and(|name| name.ends_with(":class"))
    });
    let class_place = match class_column {
        Some(column) => super::workbook::cell(&sheet.sheet, column.column, row),
        None => sheet.place(row, &["type"]),
    };
    let kind = match element.role {
        Role::Group => "group",
        Role::Repeat => "repeat",
        _ => &element.kind,
    };
    let given: Vec<&str> = element
        .parameters
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let mut hints = Vec::new();
    for (name, value) in [
        ("hint", &element.hint),
        ("guidance_hint", &element.guidance),
    ] {
        hints.extend(labels(value.as_ref(), |language| {
            sheet.place(row, &[&[name], language].concat())
        }));
    }
    for name in ["jr:constraintMsg", "jr:requiredMsg"] {
        let value = element.bind.as_ref().and_then(|bind| field(bind, name));
        hints.extend(labels(value, |language| {
            sheet.place(row, &[&["bind", name], language].concat())
        }));
    }
    let default = element.default.as_ref().map(|text| Text {
        text: match element.dynamic {
            true => text.clone(),
            false => format!("'{}'", text.replace('\'', " ")),
        },
        place: sheet.place(row, &["default"]),
    });
    let control = |name: &str| field(&element.control, name).and_then(Value::text);
    let mut appearance = control("appearance").unwrap_or_default().to_owned();
    if control("intent").is_some() {
        appearance.push_str(" ex:");
    }
    Subject {
        kind: kind.to_owned(),
        name: Text {
            text: element.name.clone(),
            place: sheet.place(row, &["name"]),
        },
        place: sheet.place(row, &["type"]),
        labels: labels(element.label.as_ref(), |language| {
            sheet.place(row, &[&["label"], language].concat())
        }),
        hints,
        class,
        class_place,
        calculation: bind("calculate").map(|text| Text {
            text: text.to_owned(),
            place: sheet.place(row, &["bind", "calculate"]),
        }),
        preload: bind("jr:preload").map(|preload| {
            let what = bind("jr:preloadParams").unwrap_or_default();
            (preload.to_owned(), what.to_owned())
        }),
        set_by: default.into_iter().collect(),
        data_type: bind("type").unwrap_or_default().to_owned(),
        mediatype: control("mediatype").unwrap_or_default().to_owned(),
        appearance,
        parameters: given.join(" "),
        conditions: conditions(form, element),
    }
}
