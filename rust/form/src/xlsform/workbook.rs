//! A workbook as rows of text, whatever file it came from.
//!
//! Invariant: a cell is trimmed and never empty; rows know their number and cells their column,
//! so that every problem can name its cell.

use super::{Kind, read_csv, read_markdown, read_xlsx};
use crate::problem::{Place, Problem};

/// Names of the sheets that mean something.
pub const SHEETS: [&str; 7] = [
    "survey",
    "choices",
    "settings",
    "external_choices",
    "osm",
    "entities",
    "tests",
];

/// One row of a sheet: only the cells that hold something, by column from 0.
#[derive(Debug, Clone)]
pub struct Row {
    /// Number of the row as the spreadsheet shows it, from 1.
    pub number: u32,
    /// Column from 0, and text.
    pub cells: Vec<(u16, String)>,
}

/// One sheet. The first row gives the names of the columns.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name as it is written.
    pub name: String,
    /// Column from 0 and name of the column, extra spaces removed.
    pub header: Vec<(u16, String)>,
    /// The rows below, without those after a long run of empty ones.
    pub rows: Vec<Row>,
}

/// A workbook.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The sheets that mean something; a sheet with another name is the survey if it is alone.
    pub sheets: Vec<Sheet>,
    /// Names of all sheets.
    pub names: Vec<String>,
}

impl Workbook {
    /// Reads a workbook. The error names the place and what to do.
    pub fn read(bytes: &[u8], kind: Kind) -> Result<Workbook, Box<Problem>> {
        match kind {
            Kind::Xlsx => read_xlsx::read(bytes),
            Kind::Csv => read_csv::read(bytes),
            Kind::Markdown => read_markdown::read(bytes),
        }
    }

    /// The sheet of that name, whatever its case; the last one if there are several.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets
            .iter()
            .rev()
            .find(|sheet| sheet.name.eq_ignore_ascii_case(name))
            .or_else(|| match self.sheets.as_slice() {
                [only] if name == "survey" && self.names.len() == 1 && !is_known(&only.name) => {
                    Some(only)
                }
                _ => None,
            })
    }
}

/// Whether a sheet of this name is read, given how many sheets there are.
pub fn is_read(name: &str, sheets: usize) -> bool {
    sheets == 1 || is_known(name)
}

fn is_known(name: &str) -> bool {
    SHEETS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The letters of a column from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The place of a cell.
pub fn cell(sheet: &str, column: u16, row: u32) -> Place {
    Place::Cell {
        sheet: sheet.to_owned(),
        cell: format!("{}{row}", column_letters(column)),
    }
}

/// A problem of the workbook as a whole.
pub fn refused(message: impl Into<String>, remedy: impl Into<String>) -> Box<Problem> {
    Box::new(Problem::error(Place::Form, message, remedy))
}

/// Builds the sheets of csv and Markdown, where the first row of a sheet is its header.
pub fn from_tables(tables: Vec<(String, Vec<Vec<String>>)>) -> Workbook {
    let names: Vec<String> = tables.iter().map(|(name, _)| name.clone()).collect();
    let mut workbook = Workbook {
        sheets: Vec::new(),
        names,
    };
    let count = tables.len();
    for (name, lines) in tables {
        if !is_read(&name, count) {
            continue;
        }
        let mut sheet = Sheet {
            name,
            ..Sheet::default()
        };
        for (index, line) in lines.into_iter().enumerate() {
            let cells: Vec<(u16, String)> = line
                .into_iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .filter_map(|(column, text)| Some((u16::try_from(column).ok()?, text)))
                .collect();
            if index == 0 {
                sheet.header = cells;
            } else {
                let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                sheet.rows.push(Row { number, cells });
            }
        }
        workbook.sheets.push(sheet);
    }
    workbook
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn letters() {
        for (column, expect) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), expect);
        }
    }
}
