//! What a workbook says about all of its sheets: their names and parts, the texts they share, and
//! which formats show dates.

use std::collections::HashMap;

use super::markup::{Markup, Piece, attribute};
use super::numbers::Format;
use super::{Damaged, words};
use crate::xlsform::package::Package;

/// A workbook without the cells of its sheets.
#[derive(Default)]
pub struct Book {
    /// Name and part of each sheet, in order.
    pub sheets: Vec<(String, String)>,
    /// Texts that cells refer to by number.
    pub strings: Strings,
    /// What a cell's number means, by the number of the cell's style.
    pub formats: Vec<Format>,
    /// Whether days are counted from 1904.
    pub since_1904: bool,
}

/// Texts by number, one after the other.
#[derive(Default)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// The text of a number.
    pub fn get(&self, at: usize) -> Option<&str> {
        let to = *self.ends.get(at)?;
        let from = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(from..to)
    }
}

/// Reads everything but the sheets.
pub fn read(package: &mut Package<'_>) -> Result<Book, super::Refused> {
    let main = match package.part("_rels/.rels")? {
        Some(xml) => related(&xml)?
            .into_values()
            .find(|(kind, _)| kind.ends_with("/officeDocument"))
            .map(|(_, target)| target.trim_start_matches('/').to_owned()),
        None => None,
    };
    let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let inside = |part: &str| match (part.strip_prefix('/'), folder) {
        (Some(absolute), _) => absolute.to_owned(),
        (None, "") => part.to_owned(),
        (None, folder) => format!("{folder}/{part}"),
    };
    let xml = package.part(&main)?.ok_or(Damaged)?;
    let relations = package.part(&inside(&format!("_rels/{name}.rels")))?;
    let relations = related(&relations.ok_or(Damaged)?)?;
    let mut book = Book::default();
    if let Some(xml) = package.part(&inside("sharedStrings.xml"))? {
        book.strings = strings(&xml)?;
    }
    if let Some(xml) = package.part(&inside("styles.xml"))? {
        book.formats = formats(&xml)?;
    }
    let mut xml = Markup::new(&xml);
    loop {
        match xml.next()? {
            Piece::Open("sheet", raw) => {
                let id = attribute(raw, "id")?.ok_or(Damaged)?;
                let (_, target) = relations.get(&id).ok_or(Damaged)?;
                let name = attribute(raw, "name")?.unwrap_or_default();
                book.sheets.push((name, inside(target)));
            }
            Piece::Open("workbookPr", raw) => {
                if let Some(since) = attribute(raw, "date1904")? {
                    book.since_1904 = matches!(since.as_str(), "1" | "true");
                }
            }
            Piece::End => return Ok(book),
            _ => {}
        }
    }
}

/// Parts that a part refers to: by id, kind and target.
fn related(xml: &str) -> Result<HashMap<String, (String, String)>, Damaged> {
    let mut found = HashMap::new();
    let mut xml = Markup::new(xml);
    loop {
        match xml.next()? {
            Piece::Open("Relationship", raw) => {
                let of = |name| attribute(raw, name).map(Option::unwrap_or_default);
                found.insert(of("Id")?, (of("Type")?, of("Target")?));
            }
            Piece::End => return Ok(found),
            _ => {}
        }
    }
}

fn strings(xml: &str) -> Result<Strings, Damaged> {
    let mut strings = Strings::default();
    let mut xml = Markup::new(xml);
    loop {
        match xml.next()? {
            Piece::Open("si", _) => {
                words::read(&mut xml, "si", &mut strings.text)?;
                strings.ends.push(strings.text.len());
            }
            Piece::End => return Ok(strings),
            _ => {}
        }
    }
}

fn formats(xml: &str) -> Result<Vec<Format>, Damaged> {
    let mut written: HashMap<String, Format> = HashMap::new();
    let mut formats = Vec::new();
    let mut of_cells = false;
    let mut xml = Markup::new(xml);
    loop {
        match xml.next()? {
            Piece::Open("cellXfs", _) => of_cells = true,
            Piece::Open("numFmt", raw) => {
                let (id, code) = (attribute(raw, "numFmtId")?, attribute(raw, "formatCode")?);
                if let (Some(id), Some(code)) = (id, code) {
                    written.insert(id, Format::written(&code));
                }
            }
            Piece::Open("xf", raw) if of_cells => {
                let id = attribute(raw, "numFmtId")?.unwrap_or_default();
                let known = || id.parse().map_or(Format::Number, Format::known);
                formats.push(written.get(&id).copied().unwrap_or_else(known));
            }
            Piece::Close("cellXfs") | Piece::End => return Ok(formats),
            _ => {}
        }
    }
}
