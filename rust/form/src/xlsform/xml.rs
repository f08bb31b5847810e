//! Writes XML. Invariant: what is written is well-formed as long as elements are closed in order;
//! characters that XML can't hold are left out.

use super::limits;

/// An XML document that is being written, one element a line.
#[derive(Default)]
pub struct Xml {
    out: String,
    depth: usize,
}

/// Attributes of an element.
pub type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    /// A document with its declaration.
    pub fn new() -> Xml {
        Xml {
            out: String::from("<?xml version=\"1.0\"?>\n"),
            depth: 0,
        }
    }

    /// Whether the document became too long; it is then incomplete.
    pub fn is_too_long(&self) -> bool {
        self.out.len() > limits::MAX_OUTPUT
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        for _ in 0..self.depth.min(20) {
            self.out.push_str("  ");
        }
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

    /// Ends an element.
    pub fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_too_long() {
            for _ in 0..self.depth.min(20) {
                self.out.push_str("  ");
            }
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
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
        let mut content = String::with_capacity(text.len());
        escape(text, false, &mut content);
        self.content(name, attributes, &content);
    }

    /// An element with text that is XML already.
    pub fn content(&mut self, name: &str, attributes: &Attributes<'_>, content: &str) {
        if content.is_empty() {
            return self.empty(name, attributes);
        }
        if !self.is_too_long() {
            self.start(name, attributes);
            self.out.push('>');
            self.out.push_str(content);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
    }

    /// The document.
    pub fn finish(self) -> String {
        self.out
    }
}

/// Appends a text so that XML reads it as it is.
pub fn escape(text: &str, attribute: bool, out: &mut String) {
    // most texts are plain: copy them as they are
    let is_plain = text
        .bytes()
        .all(|byte| byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef));
    if is_plain {
        out.push_str(text);
        return;
    }
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\t'
            | '\n'
            | '\u{20}'..='\u{d7ff}'
            | '\u{e000}'..='\u{fffd}'
            | '\u{10000}'..='\u{10ffff}' => out.push(letter),
            _ => {}
        }
    }
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
        ] {
            let mut out = String::new();
            escape(text, attribute, &mut out);
            assert_eq!(out, expect);
        }
    }
}
