//! A sheet whose columns are understood: every row is a record of named values, where
//! `label::Shqip (sq)` is the value `Shqip (sq)` within `label`.
//!
//! Headers may be written in any case and with spaces, with `::` or, in a sheet where no header
//! has `::`, with `:`. Curly quotes become straight ones.
//!
//! A value without a language and values with languages are merged under the form's default
//! language. As in pyxform, a column without language that stands right of columns with languages
//! replaces them; that loses texts, so it is warned about.

use std::collections::HashMap;
use std::rc::Rc;

use super::columns::Names;
use super::excerpt::Excerpt;
use super::report::Report;
use super::workbook::{Row, Sheet, cell};
use crate::problem::Place;

/// A value: text, or values by name (languages, attributes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(Excerpt),
    /// Values by name, in the order of the columns.
    Map(Fields),
}

/// Values by name. A handful at most, so that looking through them is quickest.
pub type Fields = Vec<(Rc<str>, Value)>;

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Map(_) => None,
        }
    }

    /// A text from a string.
    pub fn from_str(text: &str) -> Value {
        Value::Text(Excerpt::from(text))
    }
}

/// The value of that name.
pub fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a Value> {
    fields
        .iter()
        .find(|(key, _)| &**key == name)
        .map(|(_, value)| value)
}

/// Sets the value of that name.
pub fn set_field(fields: &mut Fields, name: impl Into<Rc<str>> + AsRef<str>, value: Value) {
    match fields.iter_mut().find(|(key, _)| **key == *name.as_ref()) {
        Some((_, old)) => *old = value,
        None => fields.push((name.into(), value)),
    }
}

/// One row.
#[derive(Debug, Clone)]
pub struct Record {
    /// Number of the row as the spreadsheet shows it.
    pub row: u32,
    /// The values.
    pub fields: Fields,
}

impl Record {
    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        field(&self.fields, name)
    }

    /// The text of that name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::text)
    }
}

/// A column: its path and where it is.
#[derive(Debug, Clone)]
pub struct Column {
    /// Such as `label`, `Shqip (sq)`.
    pub path: Rc<[Rc<str>]>,
    /// Whether no other column's path begins like this one's.
    pub is_alone: bool,
    /// Column from 0.
    pub column: u16,
}

/// A sheet whose columns are understood.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Name of the sheet as it is written.
    pub sheet: String,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// Which of them stands in each column of the sheet.
    pub standing: Vec<Option<u16>>,
    /// Whether no text of the sheet has curly quotes.
    pub is_straight: bool,
    /// The rows, empty ones left out.
    pub records: Vec<Record>,
}

/// How the values of a sheet are treated.
#[derive(Debug, Clone, Copy)]
pub struct Treatment<'a> {
    /// Which names the columns may have.
    pub names: Names,
    /// The language that texts without language belong to.
    pub default_language: &'a str,
    /// Whether runs of spaces become one space.
    pub one_space: bool,
}

impl Table {
    /// The place of a value of a row. Where the sheet has no such column, the row's first cell.
    pub fn place(&self, row: u32, path: &[&str]) -> Place {
        let matches = |column: &&Column| {
            column.path.len() >= path.len() && column.path.iter().zip(path).all(|(a, b)| **a == **b)
        };
        let column = self.columns.iter().find(matches);
        cell(&self.sheet, column.map_or(0, |column| column.column), row)
    }

    /// The place of the sheet as a whole.
    pub fn whole(&self) -> Place {
        Place::Sheet {
            sheet: self.sheet.clone(),
        }
    }

    /// Whether the sheet has a column of that name or below it.
    pub fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|column| &*column.path[0] == name)
    }

    /// Understands a sheet.
    pub fn read(sheet: &Sheet, treatment: Treatment<'_>, report: &mut Report) -> Table {
        let mut table = Table::open(sheet, treatment, report);
        let records = sheet.rows().map(|row| Record {
            row: row.number,
            fields: table.fields(row, treatment),
        });
        table.records = records.filter(|record| !record.fields.is_empty()).collect();
        table
    }

    /// Understands the columns of a sheet, for reading its rows.
    pub fn open(sheet: &Sheet, treatment: Treatment<'_>, report: &mut Report) -> Table {
        let mut columns = columns(sheet, treatment, report);
        let mut heads: HashMap<Rc<str>, usize> = HashMap::new();
        for column in &columns {
            *heads.entry(column.path[0].clone()).or_default() += 1;
        }
        for column in &mut columns {
            column.is_alone = column.path.len() == 1 && heads[&column.path[0]] == 1;
        }
        let width = sheet.header.last().map_or(0, |(column, _)| *column);
        let mut standing = vec![None; usize::from(width) + 1];
        for (index, column) in (0..).zip(&columns) {
            standing[usize::from(column.column)] = Some(index);
        }
        Table {
            sheet: sheet.name.clone(),
            columns,
            standing,
            is_straight: !sheet.has_byte(CURLY),
            records: Vec::new(),
        }
    }

    /// Which of the columns stands in a column of the sheet.
    pub fn standing(&self, column: u16) -> Option<u16> {
        *self.standing.get(usize::from(column))?
    }

    /// The text of a cell of the sheet that was opened, with straight quotes.
    pub fn cleaned(&self, text: Excerpt, treatment: Treatment<'_>) -> Excerpt {
        match self.is_straight && !treatment.one_space {
            true => text,
            false => clean(text, treatment.one_space),
        }
    }

    fn fields(&self, row: Row<'_>, treatment: Treatment<'_>) -> Fields {
        let cells = row.cells();
        let mut fields = Fields::with_capacity(cells.len());
        for (column, text) in cells {
            let Some(index) = self.standing(column) else {
                continue;
            };
            let column = &self.columns[usize::from(index)];
            let value = Value::Text(self.cleaned(text, treatment));
            match column.is_alone {
                true => fields.push((column.path[0].clone(), value)),
                false => put(&mut fields, &column.path, value, treatment.default_language),
            }
        }
        fields
    }
}

fn columns(sheet: &Sheet, treatment: Treatment<'_>, report: &mut Report) -> Vec<Column> {
    let double = sheet.header.iter().any(|(_, name)| name.contains("::"));
    let mut columns: Vec<Column> = Vec::with_capacity(sheet.header.len());
    let mut seen: HashMap<Rc<[Rc<str>]>, String> = HashMap::new();
    let mut with_languages: HashMap<Rc<str>, &str> = HashMap::new();
    for (column, name) in &sheet.header {
        let place = || cell(&sheet.name, *column, 1);
        let path: Rc<[Rc<str>]> = path(name, double, treatment.names).into();
        if path.iter().any(|part| part.is_empty()) {
            // a note of the author's, such as `To do:`, is nobody's column
            if !treatment.names.knows(&path[0]) {
                continue;
            }
            report.error(
                place(),
                format!("The column name `{name}` has an empty part."),
                "Write it as `label::English (en)`.",
            );
            continue;
        }
        if let Some(other) = seen.get(&path) {
            report.error(
                place(),
                format!("The columns `{other}` and `{name}` mean the same."),
                "Keep one of them.",
            );
            continue;
        }
        seen.insert(path.clone(), name.clone());
        unknown(&path, name, place, treatment.names, report);
        match &*path {
            [head] => {
                if let Some(other) = with_languages.get(head) {
                    report.warning(
                        place(),
                        format!("The texts of `{name}` replace those of `{other}` in each row."),
                        format!("Write the language: `{name}::English (en)`."),
                    );
                }
            }
            [head, ..] => {
                with_languages.insert(head.clone(), name);
            }
            [] => {}
        }
        columns.push(Column {
            path,
            is_alone: false,
            column: *column,
        });
    }
    columns
}

/// A column that nothing reads may be misspelled; others are the author's own notes.
fn unknown(
    path: &[Rc<str>],
    written: &str,
    place: impl Fn() -> Place,
    names: Names,
    report: &mut Report,
) {
    let is_read = names.knows(&path[0]) || names.alias(written).is_some();
    if is_read || (names == Names::Choices && &*path[0] == "list name") {
        return;
    }
    let head = snake_case(&path[0]);
    if let Some(near) = report.nearest(&head, names.usual().iter().copied()) {
        report.warning(
            place(),
            format!("The column `{written}` means nothing here; was `{near}` meant?"),
            "Correct its name, or choose another one if it is a note of yours.",
        );
    }
}

/// The path that a header means.
fn path(header: &str, double: bool, names: Names) -> Vec<Rc<str>> {
    let one = |name: &str| vec![Rc::from(name)];
    if names.knows(header) {
        return one(header);
    }
    let snake = snake_case(header);
    if names.knows(&snake) {
        return one(&snake);
    }
    let mut parts: Vec<String> = if double || header.contains("::") {
        header
            .split("::")
            .map(|part| part.trim().to_owned())
            .collect()
    } else {
        join_namespace(header.split(':').map(str::trim))
    };
    let head = snake_case(&parts[0]);
    if let Some(alias) = names.alias(&head) {
        let rest = parts.split_off(1);
        return alias
            .iter()
            .map(|part| Rc::from(*part))
            .chain(rest.into_iter().map(Rc::from))
            .collect();
    }
    if names.knows(&head) {
        parts[0] = head;
    }
    parts.into_iter().map(Rc::from).collect()
}

/// With single colons as separators, `jr:count` must stay in one piece.
fn join_namespace<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut prefix = false;
    for part in parts {
        if prefix {
            out.push(format!("jr:{part}"));
            prefix = false;
        } else if part == "jr" {
            prefix = true;
        } else {
            out.push(part.to_owned());
        }
    }
    if prefix || out.is_empty() {
        out.push("jr".to_owned());
    }
    out
}

fn snake_case(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join("_").to_lowercase()
}

/// The byte that curly quotes begin with.
const CURLY: u8 = 0xe2;

fn clean(text: Excerpt, one_space: bool) -> Excerpt {
    let bytes = text.as_bytes();
    let has_run = one_space && bytes.windows(2).any(|pair| pair == b"  ");
    if !has_run && !bytes.contains(&CURLY) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.chars() {
        let is_space = letter == ' ';
        if is_space && space && one_space {
            continue;
        }
        space = is_space;
        out.push(match letter {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            other => other,
        });
    }
    out.into()
}

/// Sets a value by its path, merged with what is there.
pub fn put(fields: &mut Fields, path: &[Rc<str>], value: Value, default_language: &str) {
    let Some((head, rest)) = path.split_first() else {
        return;
    };
    if rest.is_empty() {
        set_field(fields, head.clone(), value);
        return;
    }
    let slot = match fields.iter_mut().position(|(key, _)| key == head) {
        Some(index) => &mut fields[index].1,
        None => {
            fields.push((head.clone(), Value::Map(Fields::new())));
            let last = fields.len() - 1;
            &mut fields[last].1
        }
    };
    if let Value::Text(text) = slot {
        let text = text.clone();
        *slot = Value::Map(vec![(Rc::from(default_language), Value::Text(text))]);
    }
    if let Value::Map(inner) = slot {
        put_inner(inner, rest, value, default_language);
    }
}

/// Within a group of values, a text without language joins the texts with languages.
fn put_inner(fields: &mut Fields, path: &[Rc<str>], value: Value, default_language: &str) {
    match (path, field(fields, &path[0])) {
        ([head], Some(Value::Map(_))) => {
            if let Some((_, Value::Map(languages))) = fields.iter_mut().find(|(key, _)| key == head)
                && field(languages, default_language).is_none()
            {
                set_field(languages, default_language, value);
            }
        }
        _ => put(fields, path, value, default_language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_mean() {
        for (header, double, expect) in [
            ("Label::English (en)", true, "label|English (en)"),
            ("label:English", false, "label|English"),
            (
                "Constraint Message::Shqip (sq)",
                true,
                "bind|jr:constraintMsg|Shqip (sq)",
            ),
            ("bind::ri:class", true, "bind|ri:class"),
            ("bind:jr:count", false, "bind|jr:count"),
            ("relevance", false, "bind|relevant"),
            ("media::image::en", true, "media|image|en"),
            ("Repeat Count", false, "control|jr:count"),
            ("My Column", false, "My Column"),
        ] {
            assert_eq!(path(header, double, Names::Survey).join("|"), expect);
        }
    }
}
