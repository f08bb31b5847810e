//! XML text to a [`Document`], through events of quick-xml, and documents made by hand.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{Declared, Document, Node, PooledName, Stored, index::Index};

/// How deep elements may be nested.
pub const XML_DEPTH: usize = 200;
/// How many nodes a document may have.
pub const MAX_NODES: usize = 1 << 25;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Why a document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The bytes are not UTF-8.
    #[error("the document is not UTF-8")]
    Encoding,
    /// The text is not well-formed XML.
    #[error("line {line}, column {column}: {reason}")]
    Malformed {
        /// Line, 1-based.
        line: usize,
        /// Column, 1-based.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// Elements nested deeper than [`XML_DEPTH`].
    #[error("its elements are nested too deep: the XML depth is at most {XML_DEPTH}")]
    TooDeep,
    /// More nodes than [`MAX_NODES`], or more names, attributes of an element or text than can be
    /// numbered.
    #[error("the document is too large: it has at most {MAX_NODES} nodes")]
    TooLarge,
}

impl Document {
    /// Reads XML text. Elements, attributes, namespaces, texts, comments and instructions are kept, white
    /// space too. A document type declaration is passed over; entities other than the five of XML are an
    /// error.
    ///
    /// # Errors
    /// Text that is not well-formed, or beyond the limits.
    pub fn parse(xml: &str) -> Result<Self, DocumentError> {
        let mut builder = Builder::new();
        builder.lines = line_starts(xml)?;
        builder.offsets = Some(vec![0]);
        match read(xml, &mut builder) {
            Ok(()) => builder.finish(),
            Err(_) if builder.too_deep => Err(DocumentError::TooDeep),
            Err((offset, reason)) => {
                let before = xml.get(..offset).unwrap_or(xml);
                let line = before.matches('\n').count() + 1;
                let column = before
                    .rsplit('\n')
                    .next()
                    .map_or(0, |last| last.chars().count())
                    + 1;
                Err(DocumentError::Malformed {
                    line,
                    column,
                    reason,
                })
            }
        }
    }

    /// Reads XML from bytes in UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// As [`Self::parse`], and other encodings.
    pub fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Self::parse(std::str::from_utf8(bytes).map_err(|_| DocumentError::Encoding)?)
    }
}

fn line_starts(xml: &str) -> Result<Vec<u32>, DocumentError> {
    if u32::try_from(xml.len()).is_err() {
        return Err(DocumentError::TooLarge);
    }
    let after = xml.match_indices('\n').map(|(at, _)| at as u32 + 1);
    Ok(std::iter::once(0).chain(after).collect())
}

fn read(xml: &str, builder: &mut Builder) -> Result<(), (usize, String)> {
    let mut reader = Reader::from_str(xml);
    loop {
        let offset = reader.buffer_position() as usize;
        builder.offset = offset as u32;
        let event = reader
            .read_event()
            .map_err(|error| (reader.error_position() as usize, error.to_string()))?;
        let at = |reason: String| (offset, reason);
        match event {
            Event::Start(start) => open(builder, &start).map_err(at)?,
            Event::Empty(start) => {
                open(builder, &start).map_err(at)?;
                builder.close();
            }
            Event::End(_) => builder.close(),
            Event::Text(text) => {
                let content = text.xml10_content();
                if builder.open.len() > 1 {
                    builder.text(&content);
                } else if !content
                    .trim_matches([' ', '\t', '\r', '\n', '\u{feff}'])
                    .is_empty()
                {
                    return Err(at("text outside the root element".to_owned()));
                }
            }
            Event::CData(text) if builder.open.len() > 1 => builder.text(&text.xml10_content()),
            Event::CData(_) => return Err(at("text outside the root element".to_owned())),
            Event::GeneralRef(reference) => {
                let char = reference
                    .resolve_char_ref()
                    .map_err(|error| at(error.to_string()))?;
                let mut buffer = [0; 4];
                let text = match char {
                    Some(char) => &*char.encode_utf8(&mut buffer),
                    None => quick_xml::escape::resolve_predefined_entity(&reference)
                        .ok_or_else(|| at("unknown entity".to_owned()))?,
                };
                if builder.open.len() <= 1 {
                    return Err(at("text outside the root element".to_owned()));
                }
                builder.text(text);
            }
            Event::Comment(text) => builder.leaf(Stored::Comment, "", &text.xml10_content()),
            Event::PI(instruction) => {
                let content = instruction.content().trim_start();
                builder.leaf(Stored::Instruction, instruction.target(), content);
            }
            Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
        if builder.roots > 1 {
            return Err(at("more than one root element".to_owned()));
        }
    }
    let end = xml.len();
    if builder.open.len() > 1 {
        return Err((end, "an element is not closed".to_owned()));
    }
    if builder.roots == 0 {
        return Err((end, "there is no root element".to_owned()));
    }
    Ok(())
}

fn open(builder: &mut Builder, start: &BytesStart<'_>) -> Result<(), String> {
    let mut attributes = Vec::new();
    let mut declared = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attributes.len() + declared.len() > usize::from(u8::MAX) {
            builder.too_large = true;
            return Err(DocumentError::TooLarge.to_string());
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        match attribute.key.0 {
            "xmlns" => declared.push(("", value)),
            key => match key.strip_prefix("xmlns:") {
                Some(prefix) => declared.push((prefix, value)),
                None => attributes.push((key, value)),
            },
        }
    }
    let declared: Vec<(&str, &str)> = declared
        .iter()
        .map(|(prefix, uri)| (*prefix, &**uri))
        .collect();
    builder.open_declaring(start.name().0, &declared)?;
    for (name, value) in attributes {
        builder.attribute(name, &value)?;
    }
    Ok(())
}

/// Makes a [`Document`] piece by piece: rows of a table as a secondary instance, say. Everything beyond
/// the limits is remembered and reported by [`Builder::finish`].
#[derive(Debug)]
pub struct Builder {
    nodes: Vec<Node>,
    names: Vec<PooledName>,
    texts: String,
    declared: Vec<Declared>,
    lines: Vec<u32>,
    /// Where nodes start, for a document that is read from a text.
    offsets: Option<Vec<u32>>,
    /// Names by how they are written; right for the declarations now in scope.
    known: HashMap<Box<str>, u16>,
    pool: HashMap<PooledName, u16>,
    /// The elements that are open, the document first.
    open: Vec<u32>,
    /// The declarations of open elements, as places in `declared`.
    scope: Vec<usize>,
    offset: u32,
    roots: usize,
    too_large: bool,
    too_deep: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// A document without nodes.
    #[must_use]
    pub fn new() -> Self {
        let mut builder = Self {
            nodes: Vec::new(),
            names: vec![PooledName {
                namespace: "".into(),
                local: "".into(),
                prefix: "".into(),
            }],
            texts: String::new(),
            declared: Vec::new(),
            lines: vec![0],
            offsets: None,
            known: HashMap::new(),
            pool: HashMap::new(),
            open: vec![0],
            scope: Vec::new(),
            offset: 0,
            roots: 0,
            too_large: false,
            too_deep: false,
        };
        builder.push(Stored::Document, 0, 0);
        builder
    }

    fn push(&mut self, stored: Stored, name: u16, parent: u32) {
        let (Ok(text), true) = (
            u32::try_from(self.texts.len()),
            self.nodes.len() < MAX_NODES,
        ) else {
            self.too_large = true;
            return;
        };
        self.unfold(parent);
        let end = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            stored,
            attributes: 0,
            name,
            parent,
            end,
            text,
        });
        if let Some(offsets) = &mut self.offsets {
            offsets.push(self.offset);
        }
    }

    /// Stores the text of a leaf that gets another child.
    fn unfold(&mut self, parent: u32) {
        let at = self.nodes.len();
        let Some(leaf) = self
            .nodes
            .get_mut(parent as usize)
            .filter(|node| node.stored == Stored::Leaf)
        else {
            return;
        };
        leaf.stored = Stored::Plain;
        let text = leaf.text;
        self.nodes.push(Node {
            stored: Stored::Text,
            attributes: 0,
            name: 0,
            parent,
            end: at as u32 + 1,
            text,
        });
        if let Some(offsets) = &mut self.offsets {
            offsets.push(offsets.get(parent as usize).copied().unwrap_or(0));
        }
    }

    /// Notes that the string-value of an open element is not one run of the pool.
    fn not_plain(&mut self, element: u32) {
        if let Some(element) = self
            .nodes
            .get_mut(element as usize)
            .filter(|node| node.stored == Stored::Plain)
        {
            element.stored = Stored::Element;
        }
    }

    fn parent(&self) -> u32 {
        self.open.last().copied().unwrap_or(0)
    }

    /// Opens an element without a namespace, or with a prefix that is declared further out.
    ///
    /// # Errors
    /// A prefix that is not declared, or too many elements around it.
    pub fn open(&mut self, name: &str) -> Result<(), String> {
        self.open_declaring(name, &[])
    }

    /// Opens an element that declares prefixes; the empty prefix is the default namespace.
    ///
    /// # Errors
    /// A prefix that is not declared.
    pub fn open_declaring(&mut self, name: &str, declared: &[(&str, &str)]) -> Result<(), String> {
        if self.open.len() > XML_DEPTH {
            self.too_deep = true;
            return Err(DocumentError::TooDeep.to_string());
        }
        let parent = self.parent();
        self.unfold(parent);
        let element = self.nodes.len() as u32;
        for (prefix, uri) in declared {
            self.scope.push(self.declared.len());
            self.declared.push(Declared {
                element,
                prefix: (*prefix).into(),
                uri: (*uri).into(),
            });
        }
        if !declared.is_empty() {
            self.known.clear();
        }
        self.roots += usize::from(parent == 0);
        self.open.push(element);
        let name = self.name(name, true)?;
        self.push(Stored::Plain, name, parent);
        Ok(())
    }

    /// Adds an attribute to the element that was just opened, before anything else is added to it.
    ///
    /// # Errors
    /// A prefix that is not declared.
    pub fn attribute(&mut self, name: &str, value: &str) -> Result<(), String> {
        let name = self.name(name, false)?;
        let parent = self.parent();
        self.push(Stored::Attribute, name, parent);
        self.texts.push_str(value);
        if let Some(element) = self.nodes.get_mut(parent as usize) {
            match element.attributes.checked_add(1) {
                Some(count) => element.attributes = count,
                None => self.too_large = true,
            }
        }
        self.not_plain(parent);
        Ok(())
    }

    /// Adds text to the open element; next to text it is the same text node.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let parent = self.parent();
        let at = self.nodes.len() as u32;
        match self.nodes.last_mut() {
            // The same text node goes on: a stored one, or that of a leaf.
            Some(last) if last.stored == Stored::Text && last.parent == parent => {}
            Some(last) if last.stored == Stored::Leaf && at == parent + 1 => {}
            Some(last) if last.stored == Stored::Plain && at == parent + 1 && parent > 0 => {
                last.stored = Stored::Leaf;
            }
            _ => self.push(Stored::Text, 0, parent),
        }
        self.texts.push_str(text);
    }

    fn leaf(&mut self, stored: Stored, name: &str, text: &str) {
        let name = if name.is_empty() {
            0
        } else {
            self.pooled("", name, "")
        };
        let parent = self.parent();
        self.push(stored, name, parent);
        self.texts.push_str(text);
        self.not_plain(parent);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if self.open.len() <= 1 {
            return;
        }
        let Some(element) = self.open.pop() else {
            return;
        };
        let end = self.nodes.len() as u32;
        let mut plain = true;
        if let Some(node) = self.nodes.get_mut(element as usize) {
            node.end = end;
            plain = node.stored != Stored::Element;
        }
        if !plain {
            self.not_plain(self.parent());
        }
        while let Some(at) = self.scope.last().copied()
            && self
                .declared
                .get(at)
                .is_some_and(|one| one.element >= element)
        {
            self.scope.pop();
            self.known.clear();
        }
    }

    /// The document; what is still open is closed.
    ///
    /// # Errors
    /// More nodes, deeper elements or more text than the limits allow.
    pub fn finish(mut self) -> Result<Document, DocumentError> {
        while self.open.len() > 1 {
            self.close();
        }
        if self.too_deep {
            return Err(DocumentError::TooDeep);
        }
        if self.too_large || u32::try_from(self.texts.len()).is_err() {
            return Err(DocumentError::TooLarge);
        }
        let end = self.nodes.len() as u32;
        if let Some(document) = self.nodes.first_mut() {
            document.end = end;
        }
        self.nodes.shrink_to_fit();
        self.texts.shrink_to_fit();
        Ok(Document {
            nodes: self.nodes,
            names: self.names,
            texts: self.texts,
            declared: self.declared,
            offsets: self.offsets.unwrap_or_default(),
            lines: self.lines,
            index: Index::default(),
        })
    }

    /// The pooled name of a qualified name. Attributes without a prefix are in no namespace.
    fn name(&mut self, written: &str, element: bool) -> Result<u16, String> {
        let bare_attribute = !element && !written.contains(':');
        if bare_attribute {
            return Ok(self.pooled("", written, ""));
        }
        if let Some(name) = self.known.get(written) {
            return Ok(*name);
        }
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        if local.is_empty() || local.contains(':') || (prefix.is_empty() && written.contains(':')) {
            return Err(format!("{written} is not a name"));
        }
        let uri: Box<str> = match self.in_scope(prefix) {
            Some(uri) => uri.into(),
            None if prefix.is_empty() => "".into(),
            None => return Err(format!("the prefix {prefix} is not declared")),
        };
        let name = self.pooled(&uri, local, prefix);
        self.known.insert(written.into(), name);
        Ok(name)
    }

    /// The namespace that a prefix has at the element that is being opened.
    fn in_scope(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(XML);
        }
        let declared = self
            .scope
            .iter()
            .rev()
            .filter_map(|at| self.declared.get(*at));
        let mut named = declared.filter(|one| *one.prefix == *prefix);
        named.next().map(|one| &*one.uri)
    }

    fn pooled(&mut self, namespace: &str, local: &str, prefix: &str) -> u16 {
        let name = PooledName {
            namespace: namespace.into(),
            local: local.into(),
            prefix: prefix.into(),
        };
        if let Some(found) = self.pool.get(&name) {
            return *found;
        }
        let Ok(at) = u16::try_from(self.names.len()) else {
            self.too_large = true;
            return 0;
        };
        self.names.push(name.clone());
        self.pool.insert(name, at);
        at
    }
}
