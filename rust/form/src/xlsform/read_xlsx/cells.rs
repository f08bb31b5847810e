//! The cells of a sheet, one after the other.
//!
//! Formulas give their last result; a cell without a place stands right of the one before it.

use super::book::Book;
use super::markup::{Markup, Piece, attributes};
use super::numbers::{Format, shown};
use super::{Damaged, words};

/// Reads a sheet's cells.
pub struct Cells<'a> {
    xml: Markup<'a>,
    book: &'a Book,
    row: u32,
    column: u32,
    text: String,
}

impl<'a> Cells<'a> {
    /// Begins at the first cell of a sheet's XML.
    pub fn new(xml: &'a str, book: &'a Book) -> Result<Cells<'a>, Damaged> {
        let mut xml = Markup::new(xml);
        loop {
            match xml.next()? {
                Piece::Open("sheetData", _) => break,
                Piece::End => return Err(Damaged),
                _ => {}
            }
        }
        Ok(Cells {
            xml,
            book,
            row: 0,
            column: 0,
            text: String::new(),
        })
    }

    /// Row and column of the next cell, both from 0, and its text.
    pub fn next(&mut self) -> Result<Option<(u32, u32, &str)>, Damaged> {
        loop {
            match self.xml.next()? {
                Piece::Open("row", raw) => {
                    if let (Some(place), ..) = attributes_of(raw) {
                        self.row = place_of(place)?.0;
                    }
                }
                Piece::Open("c", raw) => {
                    let (place, style, kind) = attributes_of(raw);
                    if let Some(place) = place {
                        let (row, column) = place_of(place)?;
                        (self.row, self.column) = (row, column.ok_or(Damaged)?);
                    }
                    let style = style.and_then(|style| style.parse().ok());
                    let at = (self.row, self.column);
                    self.column = self.column.checked_add(1).ok_or(Damaged)?;
                    self.value(style, kind)?;
                    return Ok(Some((at.0, at.1, &self.text)));
                }
                Piece::Close("row") => {
                    self.row = self.row.checked_add(1).ok_or(Damaged)?;
                    self.column = 0;
                }
                Piece::Close("sheetData") => return Ok(None),
                Piece::End => return Err(Damaged),
                _ => {}
            }
        }
    }

    /// Reads to the end of a cell; its text is in `self.text`.
    fn value(&mut self, style: Option<usize>, kind: Option<&str>) -> Result<(), Damaged> {
        self.text.clear();
        loop {
            match self.xml.next()? {
                Piece::Open("is", _) => {
                    self.text.clear();
                    words::read(&mut self.xml, "is", &mut self.text)?;
                }
                // beside the text itself it says nothing
                Piece::Open("v", _) if !matches!(kind, Some("inlineStr" | "is")) => {
                    self.text.clear();
                    words::content(&mut self.xml, "v", &mut self.text)?;
                    self.settle(style, kind)?;
                }
                Piece::Open(..) => self.xml.skip()?,
                Piece::Close("c") => return Ok(()),
                Piece::End => return Err(Damaged),
                _ => {}
            }
        }
    }

    /// Turns what a cell holds into what it shows.
    fn settle(&mut self, style: Option<usize>, kind: Option<&str>) -> Result<(), Damaged> {
        if self.text.is_empty() {
            return Ok(());
        }
        match kind {
            Some("s") => {
                let at = self.text.parse().map_err(|_| Damaged)?;
                let shared = self.book.strings.get(at).ok_or(Damaged)?;
                self.text.clear();
                self.text.push_str(shared);
            }
            Some("b") => {
                let text = match self.text.trim() {
                    "0" => "FALSE",
                    "1" => "TRUE",
                    word if word.eq_ignore_ascii_case("false") => "FALSE",
                    word if word.eq_ignore_ascii_case("true") => "TRUE",
                    "" => "",
                    _ => return Err(Damaged),
                };
                self.text.replace_range(.., text);
            }
            Some("d") => {
                if let Some(date) = self.text.strip_suffix("T00:00:00") {
                    self.text.truncate(date.len());
                }
            }
            Some("e") => {}
            Some("str") => words::unescape(&mut self.text, 0),
            Some("n") | None => match self.text.parse::<f64>() {
                Ok(number) => {
                    let format = match style {
                        Some(style) => self.book.formats.get(style).copied(),
                        None => None,
                    };
                    let format = format.unwrap_or(Format::Number);
                    self.text = shown(number, format, self.book.since_1904);
                }
                Err(_) if kind.is_none() => {}
                Err(_) => return Err(Damaged),
            },
            Some(_) => return Err(Damaged),
        }
        Ok(())
    }
}

/// The attributes `r`, `s` and `t`: place, style and kind.
fn attributes_of(raw: &str) -> (Option<&str>, Option<&str>, Option<&str>) {
    let (mut place, mut style, mut kind) = (None, None, None);
    for (name, value) in attributes(raw) {
        match name {
            "r" => place = Some(value),
            "s" => style = Some(value),
            "t" => kind = Some(value),
            _ => {}
        }
    }
    (place, style, kind)
}

/// Row and column of `B12`, both from 0; of `12` the row alone.
fn place_of(place: &str) -> Result<(u32, Option<u32>), Damaged> {
    let digits = place.bytes().position(|byte| byte.is_ascii_digit());
    let (letters, digits) = place.split_at(digits.ok_or(Damaged)?);
    let mut column = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return Err(Damaged);
        }
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        let more = column
            .checked_mul(26)
            .and_then(|all| all.checked_add(digit));
        column = more.ok_or(Damaged)?;
    }
    let row: u32 = digits.parse().map_err(|_| Damaged)?;
    Ok((row.checked_sub(1).ok_or(Damaged)?, column.checked_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(place_of("B12").ok(), Some((11, Some(1))));
        assert_eq!(place_of("aa1").ok(), Some((0, Some(26))));
        assert_eq!(place_of("7").ok(), Some((6, None)));
        for wrong in [
            "",
            "A",
            "A0",
            "1A",
            "Ä1",
            "A-1",
            "ZZZZZZZZ1",
            "A99999999999",
        ] {
            assert!(place_of(wrong).is_err(), "{wrong}");
        }
    }
}
