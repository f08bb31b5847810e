//! Excel workbooks, with dates and numbers as typed.
//!
//! A whole number loses its `.0`; a date without time is `2026-03-14`, with time
//! `2026-03-14T09:26:53`, a time alone `09:26:53` (pyxform writes a date without time as
//! `2026-03-14 00:00:00`, which no date question accepts). Formulas give their last result.
//!
//! Invariant: cells are read one by one and only those that hold something are kept, so a lone
//! cell far out costs nothing.

mod book;
mod cells;
mod markup;
mod numbers;
mod words;

use super::limits;
use super::package::{Package, PackageError};
use super::workbook::{Draft, Sheet, Workbook, cell, is_read, refused};
use crate::problem::{Place, Problem};
use book::Book;
use cells::Cells;

/// A sheet ends after so many empty rows, its header after so many empty columns.
const EMPTY_ROWS: u32 = 60;
const EMPTY_COLUMNS: u16 = 20;

const REMEDY: &str = "Open the form in a spreadsheet program and save it as .xlsx again.";

/// A part is not what it should be.
#[derive(Debug)]
struct Damaged;

/// Why a workbook can't be read.
enum Refused {
    Damaged,
    Package(PackageError),
}

impl From<Damaged> for Refused {
    fn from(_: Damaged) -> Refused {
        Refused::Damaged
    }
}

impl From<PackageError> for Refused {
    fn from(error: PackageError) -> Refused {
        Refused::Package(error)
    }
}

impl Refused {
    fn told(self, place: Place) -> Box<Problem> {
        match self {
            Refused::Damaged => Box::new(Problem::error(
                place,
                "This spreadsheet can't be read: a part of it is damaged.",
                REMEDY,
            )),
            Refused::Package(error) => {
                refused(format!("This spreadsheet can't be read: {error}."), REMEDY)
            }
        }
    }
}

/// Reads an xlsx file.
pub fn read(bytes: &[u8]) -> Result<Workbook, Box<Problem>> {
    let told = |refused: Refused| refused.told(Place::Form);
    let mut package = Package::open(bytes).map_err(|error| told(error.into()))?;
    let book = book::read(&mut package).map_err(told)?;
    let mut workbook = Workbook {
        sheets: Vec::new(),
        names: book.sheets.iter().map(|(name, _)| name.clone()).collect(),
    };
    let mut budget = Budget::default();
    for (name, part) in &book.sheets {
        if is_read(name, book.sheets.len()) {
            let xml = package.part(part).map_err(|error| told(error.into()))?;
            let sheet = read_sheet(name, xml.as_deref(), &book, &mut budget)?;
            workbook.sheets.push(sheet);
        }
    }
    Ok(workbook)
}

/// What is left of the bounds.
struct Budget {
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            cells: limits::MAX_CELLS,
            text: limits::MAX_TEXT,
        }
    }
}

fn read_sheet(
    name: &str,
    xml: Option<&str>,
    book: &Book,
    budget: &mut Budget,
) -> Result<Sheet, Box<Problem>> {
    let damaged = |_: Damaged| {
        let sheet = name.to_owned();
        Refused::Damaged.told(Place::Sheet { sheet })
    };
    let mut cells = Cells::new(xml.unwrap_or_default(), book).map_err(damaged)?;
    let mut draft = Draft::new(name.to_owned());
    let mut columns = Vec::new();
    let mut header_done = false;
    while let Some((row, column, text)) = cells.next().map_err(damaged)? {
        let (Ok(column), Some(number)) = (u16::try_from(column), row.checked_add(1)) else {
            continue;
        };
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        budget.spend(text, || cell(name, column, number))?;
        if number == 1 {
            header_cell(&mut draft.sheet, column, text)?;
            continue;
        }
        if !header_done {
            header_done = true;
            columns.extend(draft.sheet.header.iter().map(|(column, _)| *column));
        }
        if number > draft.last_row().max(1).saturating_add(EMPTY_ROWS + 1) {
            break;
        }
        if columns.binary_search(&column).is_err() {
            continue;
        }
        if number < draft.last_row() {
            return Err(damaged(Damaged));
        }
        match text.contains('\u{a0}') {
            true => draft.cell(number, column, &text.replace('\u{a0}', " ")),
            false => draft.cell(number, column, text),
        }
    }
    Ok(draft.finish())
}

fn header_cell(sheet: &mut Sheet, column: u16, text: &str) -> Result<(), Box<Problem>> {
    let last = sheet.header.last().map(|(column, _)| *column);
    match last {
        Some(last) if column <= last => return Ok(()),
        Some(last) if column - last > EMPTY_COLUMNS + 1 => return Ok(()),
        None if column > EMPTY_COLUMNS => return Ok(()),
        _ => {}
    }
    if sheet.header.len() >= limits::MAX_COLUMNS {
        return Err(Box::new(Problem::error(
            cell(&sheet.name, column, 1),
            format!("A sheet has at most {} columns.", limits::MAX_COLUMNS),
            "Remove the columns that the form doesn't use.",
        )));
    }
    sheet.header.push((column, one_spaced(text)));
    Ok(())
}

/// Runs of spaces as one space.
pub fn one_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.chars() {
        if letter != ' ' || !space {
            out.push(letter);
        }
        space = letter == ' ';
    }
    out
}

impl Budget {
    fn spend(&mut self, text: &str, place: impl Fn() -> Place) -> Result<(), Box<Problem>> {
        let over = |what: String| {
            Box::new(Problem::error(
                place(),
                format!("This workbook is too big: {what}."),
                "Move long choice lists into a csv file and use select_one_from_file.",
            ))
        };
        self.cells = self
            .cells
            .checked_sub(1)
            .ok_or_else(|| over(format!("it has more than {} cells", limits::MAX_CELLS)))?;
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or_else(|| over("its text is longer than 64 MB".to_owned()))?;
        Ok(())
    }
}
