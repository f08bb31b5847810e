//! Writes XML. Invariant: what is written is well-formed as long as elements are closed in order;
//! characters that XML can't hold are left out.

use super::limits;

/// An XML document that is being written, one element a line.
#[derive(Default)]
pub struct Xml {
    out: String,
    depth: usize,
}

/// A place in the document where an element may be put later.
#[derive(Clone, Copy, Default)]
pub struct Gap {
    at: usize,
    depth: usize,
}

/// Attributes of an element.
pub type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    /// A document with its declaration; about so many bytes are coming.
    pub fn new(bytes: usize) -> Xml {
        let mut out = String::with_capacity(bytes);
        out.push_str("<?xml version=\"1.0\"?>\n");
        Xml { out, depth: 0 }
    }

    /// Whether the document became too long; it is then incomplete.
    pub fn is_too_long(&self) -> bool {
        self.out.len() > limits::MAX_OUTPUT
    }

    /// This place.
    pub fn gap(&self) -> Gap {
        Gap {
            at: self.out.len(),
            depth: self.depth,
        }
    }

    /// Puts an element without content where a place was left for it. Only one place may be filled.
    pub fn fill(&mut self, gap: Gap, name: &str, attributes: &Attributes<'_>) {
        let mut element = Xml {
            out: String::new(),
            depth: gap.depth,
        };
        element.empty(name, attributes);
        self.out.insert_str(gap.at, &element.out);
    }

    fn indent(&mut self) {
        const DEEPEST: &str = "                                        ";
        self.out
            .push_str(&DEEPEST[..DEEPEST.len().min(self.depth * 2)]);
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if !self.is_too_long() {
            self.start(name, attributes);
            self.out.push_str(">\n");
        }
        self.depth += 1;
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_too_long() {
            self.indent();
            self.end(name);
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &Attributes<'_>) {
        if !self.is_too_long() {
            self.start(name, attributes);
            self.out.push_str("/>\n");
        }
    }

    /// An element with text.
    pub fn text(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) {
        self.with(name, attributes, |out| escape(text, false, out));
    }

    /// An element with text that is XML already.
    pub fn content(&mut self, name: &str, attributes: &Attributes<'_>, content: &str) {
        self.with(name, attributes, |out| out.push_str(content));
    }

    /// An element with what is written; an empty one if nothing is.
    fn with(&mut self, name: &str, attributes: &Attributes<'_>, write: impl FnOnce(&mut String)) {
        if self.is_too_long() {
            return;
        }
        self.start(name, attributes);
        self.out.push('>');
        let before = self.out.len();
        write(&mut self.out);
        if self.out.len() == before {
            self.out.truncate(before - 1);
            self.out.push_str("/>\n");
        } else {
            self.end(name);
        }
    }

    /// The document.
    pub fn finish(self) -> String {
        self.out
    }
}

/// Appends a text so that XML reads it as it is.
pub fn escape(text: &str, attribute: bool, out: &mut String) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        // most letters are plain; those that XML can't hold begin with the byte EF
        if byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef) {
            continue;
        }
        let instead = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if attribute => "&quot;",
            b'\n' if attribute => "&#10;",
            b'\t' if attribute => "&#9;",
            b'"' | b'\n' | b'\t' => continue,
            0xef => {
                if !matches!(text[at..].chars().next(), Some('\u{fffe}' | '\u{ffff}')) {
                    continue;
                }
                out.push_str(&text[copied..at]);
                copied = at + '\u{fffe}'.len_utf8();
                continue;
            }
            _ => "",
        };
        out.push_str(&text[copied..at]);
        out.push_str(instead);
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn escapes() {
        for (text, attribute, expect) in [
            ("a < b & \"c\"", false, "a &lt; b &amp; \"c\""),
            ("a < b & \"c\"", true, "a &lt; b &amp; &quot;c&quot;"),
            ("a\nb\u{b}\r", true, "a&#10;b"),
            ("a\tb\n\u{1}", false, "a\tb\n"),
            (
                "\u{ff21}\u{ffff}\u{fffd}\u{fffe}",
                false,
                "\u{ff21}\u{fffd}",
            ),
        ] {
            let mut out = String::new();
            escape(text, attribute, &mut out);
            assert_eq!(out, expect);
        }
    }
}
