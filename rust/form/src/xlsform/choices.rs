//! The choices sheet: lists of choices.
//!
//! Columns that are not known become child elements of an item, for choice filters; one whose
//! name can't be an XML element's is left out with a warning.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::columns::Names;
use super::excerpt::Excerpt;
use super::references;
use super::report::Report;
use super::settings::Settings;
use super::spelling;
use super::table::{Fields, Record, Table, Treatment, Value};
use super::tokens::is_name;
use super::workbook::{Sheet, Workbook};

/// One choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its value.
    pub name: Excerpt,
    /// Its label.
    pub label: Option<Value>,
    /// Its images, audio and video.
    pub media: Fields,
    /// Further columns.
    pub extra: Vec<(Rc<str>, Excerpt)>,
    /// Its code in text messages.
    pub sms_option: Option<Excerpt>,
    /// Row in the sheet, 0 if nobody wrote it.
    pub row: u32,
}

/// One list.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Its name.
    pub name: String,
    /// Its choices in order.
    pub choices: Vec<Choice>,
    /// Whether labels are itext: several languages, media or references in a label.
    pub itext: bool,
    /// Whether a question uses it with `search()`.
    pub search: bool,
    /// Whether a question uses it.
    pub used: bool,
    /// Whether it was checked for select_multiple.
    pub checked_for_multiple: bool,
    /// Whether it has the choice `other`.
    pub has_other: bool,
}

impl List {
    /// Finds out whether labels are itext and what the list has.
    pub fn settle(&mut self) {
        self.has_other = self.choices.iter().any(|choice| &*choice.name == "other");
        self.itext = self.choices.iter().any(|choice| {
            !choice.media.is_empty()
                || match &choice.label {
                    Some(Value::Map(_)) => true,
                    Some(Value::Text(text)) => references::has(text),
                    None => false,
                }
        });
    }
}

/// All lists in the order of the sheet.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// The lists.
    pub all: Vec<List>,
    index: HashMap<String, usize>,
}

impl Lists {
    /// The list of that name.
    pub fn get(&self, name: &str) -> Option<&List> {
        self.all.get(*self.index.get(name)?)
    }

    /// The list of that name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut List> {
        self.all.get_mut(*self.index.get(name)?)
    }

    /// The lists of a sheet whose choices are looked up elsewhere, unchecked.
    pub fn of(sheet: &Sheet, default_language: &str, report: &mut Report) -> Lists {
        let treatment = treatment(default_language);
        let table = Table::open(sheet, treatment, report);
        let mut lists = Lists::default();
        for record in table.records_of(sheet, treatment) {
            let Some(list) = list_of(&record) else {
                continue;
            };
            let list = lists.entry(&list);
            lists.all[list].choices.push(take(record, &HashSet::new()));
        }
        lists
    }

    fn entry(&mut self, name: &str) -> usize {
        // the choices of a list mostly stand together
        if let Some(list) = self.all.last()
            && list.name == name
        {
            return self.all.len() - 1;
        }
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        let index = self.all.len();
        self.index.insert(name.to_owned(), index);
        self.all.push(List {
            name: name.to_owned(),
            ..List::default()
        });
        index
    }
}

/// How the columns of choices are understood.
fn treatment(default_language: &str) -> Treatment<'_> {
    Treatment {
        names: Names::Choices,
        default_language,
        one_space: false,
    }
}

fn list_of(record: &Record) -> Option<Excerpt> {
    match record.get("list name") {
        Some(Value::Text(name)) => Some(name.clone()),
        _ => None,
    }
}

/// Reads the choices sheet. The table has its columns, for places, and no records.
pub fn read(workbook: &Workbook, settings: &Settings, report: &mut Report) -> (Table, Lists) {
    let Some(sheet) = workbook.sheet("choices") else {
        spelling::warn("choices", workbook, report);
        return (Table::default(), Lists::default());
    };
    let treatment = treatment(&settings.default_language);
    let table = Table::open(sheet, treatment, report);
    let mut lists = Lists::default();
    let mut records = table.records_of(sheet, treatment).peekable();
    if records.peek().is_none() {
        drop(records);
        return (table, lists);
    }
    for wanted in ["name", "list name"] {
        if !table.has(wanted) {
            let known: Vec<&str> = table
                .columns
                .iter()
                .map(|column| &*column.path[0])
                .collect();
            let remedy = match report.nearest(wanted, known) {
                Some(near) => format!("Was the column `{near}` meant?"),
                None => "Its columns are `list_name`, `name` and `label`.".to_owned(),
            };
            report.error(
                table.whole(),
                format!("The sheet has no column `{}`.", wanted.replace(' ', "_")),
                remedy,
            );
        }
    }
    let dropped = unusable_columns(&table, report);
    let mut seen: Vec<Known> = Vec::new();
    for record in records {
        let Some(list) = list_of(&record) else {
            if record.get("name").is_some() {
                report.warning(
                    table.place(record.row, &["list name"]),
                    "This choice belongs to no list and is left out.",
                    "Write the list's name.",
                );
            }
            continue;
        };
        let Some(choice) = choice(record, &dropped, &table, report) else {
            continue;
        };
        let index = lists.entry(&list);
        if seen.len() <= index {
            seen.resize_with(index + 1, Known::default);
        }
        let is_new = seen[index].add(&choice.name, &lists.all[index].choices);
        if !is_new && !settings.allow_choice_duplicates {
            report.error(
                table.place(choice.row, &["name"]),
                format!("The list `{list}` has the choice `{}` twice.", choice.name),
                "Rename or remove one, or set `allow_choice_duplicates` to yes.",
            );
        }
        lists.all[index].choices.push(choice);
    }
    for list in &mut lists.all {
        list.settle();
    }
    (table, lists)
}

/// The names of a list's choices. Long lists are mostly sorted: as long as each name is greater than the
/// one before it, none needs to be remembered.
#[derive(Default)]
struct Known(Option<HashSet<Excerpt>>);

impl Known {
    /// Adds the name of a choice that comes after others; `false` if one of them has it.
    fn add(&mut self, name: &Excerpt, before: &[Choice]) -> bool {
        if let Some(names) = &mut self.0 {
            return names.insert(name.clone());
        }
        if before.last().is_none_or(|last| *last.name < **name) {
            return true;
        }
        let names = before.iter().map(|choice| choice.name.clone());
        self.0.insert(names.collect()).insert(name.clone())
    }
}

fn unusable_columns(table: &Table, report: &mut Report) -> HashSet<Rc<str>> {
    let mut dropped = HashSet::new();
    for column in &table.columns {
        let name = &column.path[0];
        if &**name == "list name" || is_name(name) {
            continue;
        }
        report.warning(
            super::workbook::cell(&table.sheet, column.column, 1),
            format!("The column `{name}` is left out: its name can't be an XML element's."),
            "Use letters, digits and `_` only, without spaces, if a filter needs it.",
        );
        dropped.insert(name.clone());
    }
    dropped
}

/// The values of a row as a choice.
fn take(record: Record, dropped: &HashSet<Rc<str>>) -> Choice {
    let mut choice = Choice {
        name: Excerpt::from(""),
        label: None,
        media: Fields::new(),
        extra: Vec::new(),
        sms_option: None,
        row: record.row,
    };
    for (key, value) in record.fields {
        match (&*key, value) {
            ("name", Value::Text(text)) => choice.name = text,
            ("label", value) => choice.label = Some(value),
            ("media", Value::Map(fields)) => choice.media = fields,
            ("sms_option", Value::Text(text)) => choice.sms_option = Some(text),
            ("list name", _) => {}
            (_, Value::Text(text)) if !dropped.contains(&key) => choice.extra.push((key, text)),
            _ => {}
        }
    }
    choice
}

fn choice(
    record: Record,
    dropped: &HashSet<Rc<str>>,
    table: &Table,
    report: &mut Report,
) -> Option<Choice> {
    let choice = take(record, dropped);
    let row = choice.row;
    if choice.name.is_empty() {
        report.error(
            table.place(row, &["name"]),
            "This choice has no name.",
            "Write the value that is stored when it is chosen.",
        );
        return None;
    }
    if choice.label.is_none() && choice.media.is_empty() {
        report.warning(
            table.place(row, &["label"]),
            format!("The choice `{}` has no label.", choice.name),
            "Write what people shall read.",
        );
    }
    Some(choice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_there_is_known_in_any_order() {
        for (names, twice) in [
            ("a b c", ""),
            ("a a b", "a"),
            ("b a b c", "b"),
            ("a c b c a d", "c a"),
        ] {
            let mut known = Known::default();
            let mut choices: Vec<Choice> = Vec::new();
            let mut found = Vec::new();
            for name in names.split(' ') {
                let choice = take(
                    Record {
                        row: 1,
                        fields: vec![("name".into(), Value::from_str(name))],
                    },
                    &HashSet::new(),
                );
                if !known.add(&choice.name, &choices) {
                    found.push(name);
                }
                choices.push(choice);
            }
            assert_eq!(found.join(" "), twice, "{names}");
        }
    }
}
