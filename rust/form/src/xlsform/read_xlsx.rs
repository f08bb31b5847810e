//! Excel workbooks, with dates and numbers as typed.
//!
//! A whole number loses its `.0`; a date without time is `2026-03-14`, with time
//! `2026-03-14T09:26:53`, a time alone `09:26:53` (pyxform writes a date without time as
//! `2026-03-14 00:00:00`, which no date question accepts). Formulas give their last result.
//!
//! Invariant: cells are read one by one and only those that hold something are kept, so a lone
//! cell far out costs nothing.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::limits;
use super::package;
use super::workbook::{Row, Sheet, Workbook, cell, is_read, refused};
use crate::problem::{Place, Problem};

/// A sheet ends after so many empty rows, its header after so many empty columns.
const EMPTY_ROWS: u32 = 60;
const EMPTY_COLUMNS: u16 = 20;

/// Reads an xlsx file.
pub fn read(bytes: &[u8]) -> Result<Workbook, Box<Problem>> {
    const REMEDY: &str = "Open the form in a spreadsheet program and save it as .xlsx again.";
    let package = package::unpack(bytes)
        .map_err(|error| refused(format!("This spreadsheet can't be read: {error}."), REMEDY))?;
    // the library is handed only bounded bytes; should it still panic on a crafted file, that is
    // one more unreadable file
    catch_unwind(AssertUnwindSafe(|| read_package(package))).unwrap_or_else(|_| {
        Err(refused(
            "This spreadsheet can't be read: a part of it is damaged.",
            REMEDY,
        ))
    })
}

fn read_package(package: Vec<u8>) -> Result<Workbook, Box<Problem>> {
    const REMEDY: &str = "Open the form in a spreadsheet program and save it as .xlsx again.";
    let damaged = |place: Place| {
        Box::new(Problem::error(
            place,
            "This spreadsheet can't be read: a part of it is damaged.",
            REMEDY,
        ))
    };
    let mut xlsx = Xlsx::new(Cursor::new(package)).map_err(|_| damaged(Place::Form))?;
    let mut workbook = Workbook {
        sheets: Vec::new(),
        names: xlsx.sheet_names(),
    };
    let mut budget = Budget::default();
    for name in workbook.names.clone() {
        if is_read(&name, workbook.names.len()) {
            let place = Place::Sheet {
                sheet: name.clone(),
            };
            let sheet = read_sheet(&mut xlsx, name, &mut budget, || damaged(place.clone()))?;
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
    xlsx: &mut Xlsx<Cursor<Vec<u8>>>,
    name: String,
    budget: &mut Budget,
    damaged: impl Fn() -> Box<Problem>,
) -> Result<Sheet, Box<Problem>> {
    let mut cells = xlsx.worksheet_cells_reader(&name).map_err(|_| damaged())?;
    let mut sheet = Sheet {
        name,
        ..Sheet::default()
    };
    let mut columns = Vec::new();
    let mut last_row = 0;
    let mut header_done = false;
    while let Some(found) = cells.next_cell().map_err(|_| damaged())? {
        let (row, column) = found.get_position();
        let (Ok(column), Some(number)) = (u16::try_from(column), row.checked_add(1)) else {
            continue;
        };
        let text = text_of(found.get_value());
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let place = || cell(&sheet.name, column, number);
        budget.spend(text, place)?;
        if number == 1 {
            header_cell(&mut sheet, column, text)?;
            continue;
        }
        if !header_done {
            header_done = true;
            columns = sheet.header.iter().map(|(column, _)| *column).collect();
        }
        if number > last_row.max(1) + EMPTY_ROWS + 1 {
            break;
        }
        if columns.binary_search(&column).is_err() {
            continue;
        }
        let entry = (column, text.replace('\u{a0}', " "));
        match sheet.rows.last_mut() {
            Some(row) if row.number == number => row.cells.push(entry),
            Some(row) if row.number > number => return Err(damaged()),
            _ => sheet.rows.push(Row {
                number,
                cells: vec![entry],
            }),
        }
        last_row = number;
    }
    Ok(sheet)
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

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => match text.strip_suffix("T00:00:00") {
            Some(date) => date.to_owned(),
            None => text.clone(),
        },
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let value = moment.as_f64();
    if (0.0..1.0).contains(&value) {
        time
    } else if value.fract() == 0.0 {
        date
    } else {
        format!("{date}T{time}")
    }
}
