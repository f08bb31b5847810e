//! The choices sheet: its rows become lists of choices.
//!
//! Columns that are not known become child elements of an item, for choice filters; one whose
//! name can't be an XML element's is left out with a warning.

use std::collections::HashSet;

use super::columns::Names;
use super::excerpt::Excerpt;
use super::lists::{Choice, Lists};
use super::report::Report;
use super::settings::Settings;
use super::spelling;
use super::table::{Fields, Table, Treatment, Value, put};
use super::tokens::is_name;
use super::workbook::{Row, Sheet, Workbook};

/// How the columns of choices are understood.
fn treatment(default_language: &str) -> Treatment<'_> {
    Treatment {
        names: Names::Choices,
        default_language,
        one_space: false,
    }
}

/// What a column says of a choice.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    List,
    Name,
    Label,
    Media,
    SmsOption,
    Further,
    Nothing,
}

impl Meaning {
    fn of(name: &str) -> Meaning {
        match name {
            "list name" => Meaning::List,
            "name" => Meaning::Name,
            "label" => Meaning::Label,
            "media" => Meaning::Media,
            "sms_option" => Meaning::SmsOption,
            name if is_name(name) => Meaning::Further,
            _ => Meaning::Nothing,
        }
    }
}

/// What a row says of a choice.
#[derive(Default)]
struct Found {
    list: Option<Excerpt>,
    name: Option<Excerpt>,
    label: Option<Value>,
    media: Fields,
    sms_option: Option<Excerpt>,
    further: Vec<(u16, Excerpt)>,
}

impl Found {
    fn set(&mut self, column: u16, meaning: Meaning, value: Value) {
        match (meaning, value) {
            (meaning, Value::Text(text)) => self.set_text(column, meaning, text),
            // several names are none
            (Meaning::Name, Value::Map(_)) => self.name = Some("".into()),
            (Meaning::Label, value) => self.label = Some(value),
            (Meaning::Media, Value::Map(fields)) => self.media = fields,
            _ => {}
        }
    }

    fn set_text(&mut self, column: u16, meaning: Meaning, text: Excerpt) {
        match meaning {
            Meaning::List => self.list = Some(text),
            Meaning::Name => self.name = Some(text),
            Meaning::Label => self.label = Some(Value::Text(text)),
            Meaning::SmsOption => self.sms_option = Some(text),
            Meaning::Media | Meaning::Further => self.further.push((column, text)),
            Meaning::Nothing => {}
        }
    }
}

/// Reads the rows of a sheet with choices.
struct Rows<'a> {
    table: &'a Table,
    treatment: Treatment<'a>,
    meanings: Vec<Meaning>,
    found: Found,
    /// Values that several columns make together, and the first column of each.
    together: Fields,
    heads: Vec<u16>,
}

impl<'a> Rows<'a> {
    fn new(table: &'a Table, treatment: Treatment<'a>) -> Rows<'a> {
        let columns = table.columns.iter();
        Rows {
            table,
            treatment,
            meanings: columns.map(|column| Meaning::of(&column.path[0])).collect(),
            found: Found::default(),
            together: Fields::new(),
            heads: Vec::new(),
        }
    }

    /// What a row says.
    fn read(&mut self, row: Row<'_>) -> &mut Found {
        self.found.further.clear();
        let further = std::mem::take(&mut self.found.further);
        self.found = Found {
            further,
            ..Found::default()
        };
        for (column, text) in row.cells() {
            let Some(at) = self.table.standing(column) else {
                continue;
            };
            let text = self.table.cleaned(text, self.treatment);
            let column = &self.table.columns[usize::from(at)];
            if column.is_alone {
                let meaning = self.meanings[usize::from(at)];
                self.found.set_text(at, meaning, text);
                continue;
            }
            let language = self.treatment.default_language;
            let value = Value::Text(text);
            put(&mut self.together, &column.path, value, language);
            if self.together.len() > self.heads.len() {
                self.heads.push(at);
            }
        }
        for (at, (_, value)) in self.heads.drain(..).zip(self.together.drain(..)) {
            self.found.set(at, self.meanings[usize::from(at)], value);
        }
        &mut self.found
    }
}

/// No lists yet, out of a sheet with these columns.
fn no_lists(table: &Table) -> Lists {
    Lists::new(table.columns.iter().map(|column| column.path[0].clone()))
}

/// The lists of a sheet whose choices are looked up elsewhere, unchecked.
pub fn unchecked(sheet: &Sheet, default_language: &str, report: &mut Report) -> Lists {
    let treatment = treatment(default_language);
    let table = Table::open(sheet, treatment, report);
    let mut lists = no_lists(&table);
    let mut rows = Rows::new(&table, treatment);
    for row in sheet.rows() {
        let found = rows.read(row);
        if let Some(list) = &found.list {
            let list = lists.entry(list);
            let name = found.name.take().unwrap_or_else(|| "".into());
            let choice = Choice::new(name, found.label.take(), row.number);
            lists.all[list].add(choice, found.further.drain(..));
        }
    }
    lists
}

/// Reads the choices sheet. The table has its columns, for places, and no records.
pub fn read(workbook: &Workbook, settings: &Settings, report: &mut Report) -> (Table, Lists) {
    let Some(sheet) = workbook.sheet("choices") else {
        spelling::warn("choices", workbook, report);
        return (Table::default(), Lists::default());
    };
    let treatment = treatment(&settings.default_language);
    let table = Table::open(sheet, treatment, report);
    let mut lists = no_lists(&table);
    let is_read = |(column, _)| table.standing(column).is_some();
    if !sheet.rows().any(|row| row.cells().any(is_read)) {
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
    unusable_columns(&table, report);
    let mut rows = Rows::new(&table, treatment);
    let mut seen: Vec<Known> = Vec::new();
    for row in sheet.rows() {
        let found = rows.read(row);
        let Some(list) = found.list.take() else {
            if found.name.is_some() {
                report.warning(
                    table.place(row.number, &["list name"]),
                    "This choice belongs to no list and is left out.",
                    "Write the list's name.",
                );
            }
            continue;
        };
        let Some(choice) = choice(found, row.number, &table, report) else {
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
        lists.all[index].add(choice, found.further.drain(..));
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

fn unusable_columns(table: &Table, report: &mut Report) {
    for column in &table.columns {
        let name = &column.path[0];
        if !matches!(Meaning::of(name), Meaning::Nothing) {
            continue;
        }
        report.warning(
            super::workbook::cell(&table.sheet, column.column, 1),
            format!("The column `{name}` is left out: its name can't be an XML element's."),
            "Use letters, digits and `_` only, without spaces, if a filter needs it.",
        );
    }
}

/// The choice of a row, without what it has in further columns.
fn choice(found: &mut Found, row: u32, table: &Table, report: &mut Report) -> Option<Choice> {
    let Some(name) = found.name.take().filter(|name| !name.is_empty()) else {
        report.error(
            table.place(row, &["name"]),
            "This choice has no name.",
            "Write the value that is stored when it is chosen.",
        );
        return None;
    };
    let mut choice = Choice::new(name, found.label.take(), row);
    choice.set_rare(std::mem::take(&mut found.media), found.sms_option.take());
    if choice.label.is_none() && choice.media().is_empty() {
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
                let choice = Choice::new(name.into(), None, 1);
                if !known.add(&choice.name, &choices) {
                    found.push(name);
                }
                choices.push(choice);
            }
            assert_eq!(found.join(" "), twice, "{names}");
        }
    }
}
