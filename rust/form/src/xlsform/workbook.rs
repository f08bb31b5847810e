//! A workbook as rows of text, whatever file it came from.
//!
//! Invariant: a cell is trimmed and never empty; rows know their number and cells their column,
//! so that every problem can name its cell.

use std::rc::Rc;

use super::excerpt::Excerpt;
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

/// One sheet. The first row gives the names of the columns.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name as it is written.
    pub name: String,
    /// Column from 0 and name of the column, extra spaces removed.
    pub header: Vec<(u16, String)>,
    rows: Vec<Line>,
    cells: Vec<Cell>,
    /// Where the text of the first cell begins.
    from: u32,
    text: Rc<String>,
}

/// A row: its number as the spreadsheet shows it, and its first cell.
#[derive(Debug, Clone, Copy)]
struct Line {
    number: u32,
    cells: u32,
}

/// A cell: its column from 0, and where its text ends; it begins where that of the cell before ends.
#[derive(Debug, Clone, Copy)]
struct Cell {
    column: u16,
    to: u32,
}

/// One row of a sheet: only the cells that hold something.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Number of the row as the spreadsheet shows it, from 1.
    pub number: u32,
    cells: &'a [Cell],
    from: u32,
    text: &'a Rc<String>,
}

impl Sheet {
    /// Whether a text below the header has this byte.
    pub fn has_byte(&self, byte: u8) -> bool {
        self.text.as_bytes().contains(&byte)
    }

    /// The rows below the header, without those after a long run of empty ones.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().enumerate().map(|(index, line)| {
            let first = line.cells as usize;
            let next = self.rows.get(index + 1);
            let to = next.map_or(self.cells.len(), |next| next.cells as usize);
            let before = first.checked_sub(1).and_then(|at| self.cells.get(at));
            Row {
                number: line.number,
                cells: self.cells.get(first..to).unwrap_or_default(),
                from: before.map_or(self.from, |cell| cell.to),
                text: &self.text,
            }
        })
    }

    /// Number of the last row that holds something, 0 if none does.
    fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, |line| line.number)
    }

    /// Adds a cell, whose text comes behind all others.
    fn push(&mut self, row: u32, column: u16, text: &str, texts: &mut String) {
        let end = texts.len() + text.len();
        let (Ok(cells), Ok(to)) = (u32::try_from(self.cells.len()), u32::try_from(end)) else {
            return;
        };
        if self.last_row() != row {
            self.rows.push(Line { number: row, cells });
        }
        texts.push_str(text);
        self.cells.push(Cell { column, to });
    }
}

impl<'a> Row<'a> {
    /// Column from 0, and text.
    pub fn cells(self) -> impl ExactSizeIterator<Item = (u16, Excerpt)> + 'a {
        let mut from = self.from;
        self.cells.iter().map(move |cell| {
            let text = Excerpt::of(self.text, from..cell.to);
            from = cell.to;
            (cell.column, text)
        })
    }
}

/// A sheet that is being read, row by row.
#[derive(Default)]
pub struct Draft {
    /// What is known of it.
    pub sheet: Sheet,
    text: String,
}

impl Draft {
    /// An empty sheet.
    pub fn new(name: String) -> Draft {
        Draft {
            sheet: Sheet {
                name,
                ..Sheet::default()
            },
            text: String::new(),
        }
    }

    /// Number of the last row that holds something, 0 if none does.
    pub fn last_row(&self) -> u32 {
        self.sheet.last_row()
    }

    /// Adds a cell that holds something, to the last row or to one below it. All texts together
    /// are bounded by [`super::limits::MAX_TEXT`]; a cell beyond what can be numbered is left out.
    pub fn cell(&mut self, row: u32, column: u16, text: &str) {
        self.sheet.push(row, column, text, &mut self.text);
    }

    /// The sheet.
    pub fn finish(mut self) -> Sheet {
        self.sheet.text = Rc::new(self.text);
        self.sheet
    }
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

/// The sheets of csv and Markdown, where the first line of a sheet is its header. They share their
/// text.
pub struct Tables {
    tables: Vec<Table>,
    current: Option<usize>,
    text: String,
}

struct Table {
    sheet: Sheet,
    lines: u32,
}

impl Tables {
    /// No tables yet, out of a file with so many bytes.
    pub fn new(bytes: usize) -> Tables {
        Tables {
            tables: Vec::new(),
            current: None,
            text: String::with_capacity(bytes),
        }
    }

    /// Begins a sheet. One of that name from before is forgotten; `last` says whether the sheet then
    /// comes after all others or where that one was.
    pub fn begin(&mut self, name: &str, last: bool) {
        let table = Table {
            sheet: Sheet {
                name: name.to_owned(),
                // what is read is bounded by `limits::MAX_TEXT`
                from: u32::try_from(self.text.len()).unwrap_or(u32::MAX),
                ..Sheet::default()
            },
            lines: 0,
        };
        let known = |table: &Table| table.sheet.name == name;
        let at = match self.tables.iter().position(known) {
            Some(at) if !last => {
                self.tables[at] = table;
                at
            }
            known => {
                if let Some(at) = known {
                    self.tables.remove(at);
                }
                self.tables.push(table);
                self.tables.len() - 1
            }
        };
        self.current = Some(at);
    }

    /// Adds a line to the sheet that was begun last; `false` if none was. Empty lines don't count.
    pub fn line(&mut self, cells: impl Iterator<Item = impl AsRef<str>>) -> bool {
        let Some(table) = self.current.and_then(|at| self.tables.get_mut(at)) else {
            return false;
        };
        let mut number = None;
        for (column, text) in cells.enumerate() {
            let text = text.as_ref();
            if text.is_empty() {
                continue;
            }
            let number = *number.get_or_insert_with(|| {
                table.lines = table.lines.saturating_add(1);
                table.lines
            });
            let Ok(column) = u16::try_from(column) else {
                continue;
            };
            if number == 1 {
                table.sheet.header.push((column, text.to_owned()));
            } else {
                table.sheet.push(number, column, text, &mut self.text);
            }
        }
        true
    }

    /// The workbook; `None` if no sheet was begun.
    pub fn finish(self) -> Option<Workbook> {
        let count = self.tables.len();
        let name = |table: &Table| table.sheet.name.clone();
        let names: Vec<String> = self.tables.iter().map(name).collect();
        let text = Rc::new(self.text);
        let sheets = self.tables.into_iter().map(|table| Sheet {
            text: text.clone(),
            ..table.sheet
        });
        let sheets = sheets.filter(|sheet| is_read(&sheet.name, count)).collect();
        (count > 0).then_some(Workbook { sheets, names })
    }
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
