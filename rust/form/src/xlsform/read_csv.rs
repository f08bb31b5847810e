//! A whole workbook in one csv text.
//!
//! A line whose first cell is not empty starts a sheet of that name; the other lines have an
//! empty first cell. The first of them is the sheet's header.

use super::limits;
use super::workbook::{Tables, Workbook, refused};
use crate::problem::Problem;

/// Reads a csv text.
pub fn read(bytes: &[u8]) -> Result<Workbook, Box<Problem>> {
    const REMEDY: &str =
        "Write a line with the sheet's name, then lines that start with a comma; or save as .xlsx.";
    if bytes.len() > limits::MAX_TEXT {
        return Err(refused("This csv file is longer than 64 MB.", REMEDY));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| {
        refused(
            "This csv file is not UTF-8 text.",
            "Save it as \"CSV UTF-8\".",
        )
    })?;
    if text.bytes().take(5000).filter(|byte| *byte == b',').count() < 4 {
        return Err(refused("This file is not a form in csv.", REMEDY));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut tables = Tables::new(bytes.len());
    let mut cells = 0;
    for record in reader.records() {
        let record = record.map_err(|_| refused("This csv file can't be read.", REMEDY))?;
        let first = record.get(0).unwrap_or_default().trim();
        if !first.is_empty() {
            tables.begin(first, false);
        }
        let line = || record.iter().skip(1).map(str::trim);
        if line().all(str::is_empty) {
            continue;
        }
        cells += line().count();
        if cells > limits::MAX_CELLS || line().count() > limits::MAX_COLUMNS {
            return Err(refused(
                format!(
                    "This csv file has more than {} cells or {} columns.",
                    limits::MAX_CELLS,
                    limits::MAX_COLUMNS
                ),
                "Move long choice lists into a file of their own.",
            ));
        }
        if !tables.line(line()) {
            return Err(refused(
                "The first line of this csv file names no sheet.",
                REMEDY,
            ));
        }
    }
    Ok(tables.finish().unwrap_or_default())
}
