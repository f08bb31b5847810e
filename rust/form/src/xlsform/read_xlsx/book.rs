//! What a workbook says about all of its sheets: their names and parts, the texts they share, and
//! which formats show dates.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::numbers::Format;
use super::{Damaged, events, words};
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
    let mut xml = events(&xml);
    loop {
        match xml.read_event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "sheet" => {
                    let id = value(&tag, "id")?.ok_or(Damaged)?;
                    let (_, target) = relations.get(&id).ok_or(Damaged)?;
                    let name = value(&tag, "name")?.unwrap_or_default();
                    book.sheets.push((name, inside(target)));
                }
                "workbookPr" => {
                    if let Some(since) = value(&tag, "date1904")? {
                        book.since_1904 = matches!(since.as_str(), "1" | "true");
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(book),
            _ => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
fn value(tag: &BytesStart<'_>, local: &str) -> Result<Option<String>, Damaged> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Damaged)?;
        if attribute.key.local_name().as_ref() == local {
            return Ok(Some(crate::xml_text::attribute(&attribute)));
        }
    }
    Ok(None)
}

/// Parts that a part refers to: by id, kind and target.
fn related(xml: &str) -> Result<HashMap<String, (String, String)>, Damaged> {
    let mut found = HashMap::new();
    let mut xml = events(xml);
    loop {
        match xml.read_event()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let of = |name| value(&tag, name).map(Option::unwrap_or_default);
                found.insert(of("Id")?, (of("Type")?, of("Target")?));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn strings(xml: &str) -> Result<Strings, Damaged> {
    let mut strings = Strings::default();
    let mut xml = events(xml);
    loop {
        match xml.read_event()? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                words::read(&mut xml, "si", &mut strings.text)?;
                strings.ends.push(strings.text.len());
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

fn formats(xml: &str) -> Result<Vec<Format>, Damaged> {
    let mut written: HashMap<String, Format> = HashMap::new();
    let mut formats = Vec::new();
    let mut of_cells = false;
    let mut xml = events(xml);
    loop {
        match xml.read_event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "cellXfs" => of_cells = true,
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (value(&tag, "numFmtId")?, value(&tag, "formatCode")?)
                    {
                        written.insert(id, Format::written(&code));
                    }
                }
                "xf" if of_cells => {
                    let id = value(&tag, "numFmtId")?.unwrap_or_default();
                    let known = || id.parse().map_or(Format::Number, Format::known);
                    formats.push(written.get(&id).copied().unwrap_or_else(known));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => return Ok(formats),
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}
