//! Texts of a spreadsheet's XML: plain and formatted ones, with their escapes undone.

use super::Damaged;
use super::markup::{Markup, Piece, decode};

/// Appends the text of an element, of which the start was read: what stands in `t`, also in several
/// with formats of their own. How it is pronounced is left out.
pub fn read(xml: &mut Markup<'_>, element: &str, out: &mut String) -> Result<(), Damaged> {
    let mut pronounced = false;
    loop {
        match xml.next()? {
            Piece::Open("rPh", _) => pronounced = true,
            Piece::Open("t", attributes) if !pronounced => {
                let from = out.len();
                content(xml, "t", out)?;
                if !attributes.contains("preserve") {
                    trim(out, from);
                }
                unescape(out, from);
            }
            Piece::Close("rPh") => pronounced = false,
            Piece::Close(name) if name == element => return Ok(()),
            Piece::End => return Err(Damaged),
            _ => {}
        }
    }
}

/// Appends what stands in an element of which the start was read, up to its end.
pub fn content(xml: &mut Markup<'_>, element: &str, out: &mut String) -> Result<(), Damaged> {
    loop {
        match xml.next()? {
            Piece::Text(text) => decode(text, out)?,
            Piece::Data(text) => out.push_str(text),
            Piece::Close(name) if name == element => return Ok(()),
            Piece::End => return Err(Damaged),
            _ => {}
        }
    }
}

/// Takes away the spaces around what begins at a byte; other white space that Unicode has stays.
fn trim(out: &mut String, from: usize) {
    const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];
    let kept = out[from..].trim_end_matches(SPACES).len();
    out.truncate(from + kept);
    let spaces = kept - out[from..].trim_start_matches(SPACES).len();
    out.drain(from..from + spaces);
}

/// Undoes the escapes in what begins at a byte: a letter that XML can't hold is written as `_x000D_`,
/// the text `_x000D_` as `_x005F_x000D_`.
pub fn unescape(out: &mut String, from: usize) {
    if !out[from..].contains("_x") {
        return;
    }
    let text = out.split_off(from);
    let mut units: Vec<u16> = Vec::new();
    let flush = |units: &mut Vec<u16>, out: &mut String| {
        let letters = char::decode_utf16(units.drain(..));
        out.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
    };
    let mut rest = text.as_str();
    while let Some(letter) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = &rest[7..];
        } else {
            flush(&mut units, out);
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    flush(&mut units, out);
}

/// The unit of `_xHHHH_` at the start of a text.
fn escape(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_are_undone() {
        for (text, expect) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "\u{1f4f7}"),
            ("_xD83D_", "\u{fffd}"),
            ("_x00_ _xZZZZ_", "_x00_ _xZZZZ_"),
            ("_xжж", "_xжж"),
        ] {
            let mut out = String::from("_x0041_");
            out.push_str(text);
            unescape(&mut out, 7);
            assert_eq!(out, format!("_x0041_{expect}"));
        }
    }
}
