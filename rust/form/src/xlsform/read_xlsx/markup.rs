//! The XML of a spreadsheet's parts, piece by piece, without copying any of it.
//!
//! Spreadsheet programs write plain XML, and nearly all of the time of reading a workbook goes into
//! taking it apart; so that is done here and not by a reader that knows all of XML.
//!
//! Deliberately not here: entities of the author's own, which are damage, and whether elements are
//! closed in the order in which they were opened.

use super::Damaged;

/// A piece of XML. Names are without their prefixes; an empty element is an `Open` and a `Close`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'x> {
    /// An element begins: its name, and its attributes as they are written.
    Open(&'x str, &'x str),
    /// An element ends.
    Close(&'x str),
    /// Text as it is written.
    Text(&'x str),
    /// Text between `<![CDATA[` and `]]>`.
    Data(&'x str),
    /// Nothing is left.
    End,
}

/// What is left of a part.
pub struct Markup<'x> {
    rest: &'x str,
    closes: Option<&'x str>,
}

impl<'x> Markup<'x> {
    /// All of a part.
    pub fn new(xml: &'x str) -> Markup<'x> {
        Markup {
            rest: xml.strip_prefix('\u{feff}').unwrap_or(xml),
            closes: None,
        }
    }

    /// The next piece.
    pub fn next(&mut self) -> Result<Piece<'x>, Damaged> {
        if let Some(name) = self.closes.take() {
            return Ok(Piece::Close(name));
        }
        loop {
            let Some(inside) = self.rest.strip_prefix('<') else {
                if self.rest.is_empty() {
                    return Ok(Piece::End);
                }
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Ok(Piece::Text(text));
            };
            match inside.as_bytes().first() {
                Some(b'/') => {
                    let (name, rest) = cut(&inside[1..], b'>').ok_or(Damaged)?;
                    self.rest = rest;
                    return Ok(Piece::Close(local(name.trim_ascii_end())));
                }
                Some(b'?') => {
                    self.until(1, "?>")?;
                }
                Some(b'!') if inside.starts_with("!--") => {
                    self.until(3, "-->")?;
                }
                Some(b'!') if inside.starts_with("![CDATA[") => {
                    return Ok(Piece::Data(self.until(8, "]]>")?));
                }
                Some(b'!') if self.until(1, ">")?.contains('[') => return Err(Damaged),
                Some(b'!') => {}
                _ => return self.open(inside),
            }
        }
    }

    /// What stands between so many bytes behind the `<` and an end, which is passed.
    fn until(&mut self, from: usize, end: &str) -> Result<&'x str, Damaged> {
        let text = self.rest.get(1 + from..).ok_or(Damaged)?;
        let (text, rest) = text.split_once(end).ok_or(Damaged)?;
        self.rest = rest;
        Ok(text)
    }

    fn open(&mut self, inside: &'x str) -> Result<Piece<'x>, Damaged> {
        let mut rest = inside;
        while let Some(at) = position(rest, |byte| matches!(byte, b'>' | b'"' | b'\'')) {
            let found = rest.as_bytes()[at];
            rest = &rest[at + 1..];
            if found != b'>' {
                (_, rest) = cut(rest, found).ok_or(Damaged)?;
                continue;
            }
            self.rest = rest;
            let tag = &inside[..inside.len() - rest.len() - 1];
            let (tag, is_empty) = match tag.strip_suffix('/') {
                Some(tag) => (tag, true),
                None => (tag, false),
            };
            let is_space = |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            let (tag, attributes) = tag.split_at(position(tag, is_space).unwrap_or(tag.len()));
            let tag = local(tag);
            self.closes = is_empty.then_some(tag);
            return Ok(Piece::Open(tag, attributes));
        }
        Err(Damaged)
    }

    /// Passes the rest of an element that was opened.
    pub fn skip(&mut self) -> Result<(), Damaged> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Piece::Open(..) => depth += 1,
                Piece::Close(_) => depth -= 1,
                Piece::End => return Err(Damaged),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Where the first such byte is. Tags are short: looking at each byte is faster than setting out to
/// search.
fn position(text: &str, is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    text.bytes().position(is_wanted)
}

/// What stands before the first such byte, which is ASCII, and after it.
fn cut(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = position(text, |other| other == byte)?;
    Some((&text[..at], &text[at + 1..]))
}

fn local(name: &str) -> &str {
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.map_or(name, |colon| &name[colon + 1..])
}

/// The attributes of an element, names with their prefixes and values as they are written; what is
/// malformed ends them.
pub fn attributes(raw: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let (name, after) = cut(rest, b'=')?;
        let after = after.trim_ascii_start();
        let quote = *after.as_bytes().first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let (value, next) = cut(&after[1..], quote)?;
        rest = next;
        Some((name.trim_ascii(), value))
    })
}

/// The value of the attribute of that name, whatever its prefix.
pub fn attribute(raw: &str, name: &str) -> Result<Option<String>, Damaged> {
    let found = attributes(raw).find(|(written, _)| local(written) == name);
    let Some((_, value)) = found else {
        return Ok(None);
    };
    let mut out = String::with_capacity(value.len());
    decode(value, &mut out)?;
    Ok(Some(out))
}

/// Appends text with its references replaced, and `\n` for whatever ends a line.
pub fn decode(written: &str, out: &mut String) -> Result<(), Damaged> {
    let mut rest = written;
    while let Some(at) = position(rest, |byte| matches!(byte, b'&' | b'\r')) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = from.strip_prefix('\r') {
            out.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        let (name, after) = from[1..].split_once(';').ok_or(Damaged)?;
        out.push(letter(name).ok_or(Damaged)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// The letter of a reference, such as `lt` or `#x41`.
fn letter(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?).filter(|letter| *letter != '\0')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let check = |xml: &str, expect: &str| {
            let mut markup = Markup::new(xml);
            let mut found = Vec::new();
            loop {
                match markup.next() {
                    Ok(Piece::End) => break,
                    Ok(Piece::Open(name, attributes)) => found.push(format!("<{name}{attributes}")),
                    Ok(Piece::Close(name)) => found.push(format!("/{name}")),
                    Ok(Piece::Text(text)) => found.push(format!("'{text}'")),
                    Ok(Piece::Data(text)) => found.push(format!("[{text}]")),
                    Err(Damaged) => {
                        found.push("!".to_owned());
                        break;
                    }
                }
            }
            assert_eq!(found.join(" "), expect, "{xml}");
        };
        check("\u{feff}<?xml version='1.0'?><a>b</a>", "<a 'b' /a");
        check("<x:a b=\">/\"/>", "<a b=\">/\" /a");
        check("<a\n/>t", "<a\n /a 't'");
        check("<a><!-- > <b> --><![CDATA[<&]]></a >", "<a [<&] /a");
        check("<!DOCTYPE a><a/>", "<a /a");
        check("<!DOCTYPE a [<!ENTITY e 'x'>]><a/>", "!");
        for cut in [
            "<",
            "<a",
            "<a b=\"c>",
            "</a",
            "<!--",
            "<![CDATA[",
            "<?",
            "<!",
        ] {
            check(cut, "!");
        }
    }

    #[test]
    fn attributes_and_references() {
        let found: Vec<_> = attributes(" r=\"A1\" x:s='9'  s = '2'").collect();
        assert_eq!(found, [("r", "A1"), ("x:s", "9"), ("s", "2")]);
        assert_eq!(attributes(" r=A1 s='2'").count(), 0);
        let of = |raw, name| attribute(raw, name).ok().flatten();
        assert_eq!(of(" r:id='a&amp;b'", "id").as_deref(), Some("a&b"));
        assert_eq!(of(" sheetId='1'", "id"), None);
        for (written, expect) in [
            ("a&lt;&#x430;&#65;", Some("a<аA")),
            ("a\r\nb\rc", Some("a\nb\nc")),
            ("&e;", None),
            ("&", None),
            ("&#0;", None),
            ("&#xd800;", None),
        ] {
            let mut out = String::new();
            let done = decode(written, &mut out).ok().map(|()| out.as_str());
            assert_eq!(done, expect, "{written}");
        }
    }
}
