//! The texts of a form in its languages.
//!
//! Invariant: a language is read when its first text is asked for; until then only its bytes are
//! kept. A text that a language lacks falls back to the default language, then to its id.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use homeward_xpath::{Expr, Namespaces};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::xml_text::resolve;

/// A part of a text: words, or an expression whose value is filled in.
#[derive(Debug, Clone)]
pub enum TextPiece {
    /// Words.
    Literal(Box<str>),
    /// An expression, for whatever node the text is shown at. `None` if it can't be parsed.
    Output(Option<Expr>),
}

/// The forms of one text, such as plain, `guidance` or `image`.
#[derive(Debug, Default)]
pub struct Entry {
    forms: Vec<(Box<str>, Vec<TextPiece>)>,
}

impl Entry {
    /// The text in a form; the empty name is the plain one.
    pub fn form(&self, name: &str) -> Option<&[TextPiece]> {
        self.forms
            .iter()
            .find(|(form, _)| **form == *name)
            .map(|(_, pieces)| pieces.as_slice())
    }

    /// The plain text, or the long or short one where there is no plain one.
    pub fn plain(&self) -> Option<&[TextPiece]> {
        ["", "long", "short"]
            .iter()
            .find_map(|form| self.form(form))
    }
}

#[derive(Debug)]
struct Translation {
    language: Box<str>,
    bytes: Range<usize>,
    texts: OnceLock<HashMap<Box<str>, Entry>>,
}

/// All languages of a form.
#[derive(Debug, Default)]
pub struct Itext {
    source: Box<str>,
    translations: Vec<Translation>,
    default: usize,
    namespaces: Namespaces,
}

impl Itext {
    /// Takes the source of the `itext` element, and in it each language with the bytes inside its
    /// element.
    pub(crate) fn new(
        source: &str,
        languages: Vec<(String, Range<usize>)>,
        default: usize,
        namespaces: Namespaces,
    ) -> Self {
        let translations = languages
            .into_iter()
            .map(|(language, bytes)| Translation {
                language: language.into(),
                bytes,
                texts: OnceLock::new(),
            })
            .collect();
        Itext {
            source: source.into(),
            translations,
            default,
            namespaces,
        }
    }

    /// The languages as the form names them, in its order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.translations.iter().map(|one| &*one.language)
    }

    /// The default language.
    pub fn default_language(&self) -> Option<&str> {
        self.translations
            .get(self.default)
            .map(|one| &*one.language)
    }

    /// The form's name of a language that may be given as `Македонски (mk)` or as `mk`; the
    /// default language where there is none of that name.
    pub fn language(&self, wanted: &str) -> Option<&str> {
        self.index(wanted)
            .map(|index| &*self.translations[index].language)
    }

    fn index(&self, wanted: &str) -> Option<usize> {
        let exact = self
            .translations
            .iter()
            .position(|one| *one.language == *wanted);
        let tag = || {
            self.translations.iter().position(|one| {
                tag(&one.language).is_some_and(|tag| tag.eq_ignore_ascii_case(wanted))
            })
        };
        let default = (self.default < self.translations.len()).then_some(self.default);
        exact.or_else(tag).or(default)
    }

    /// A text in a language, or else in the default language; `None` if neither has it.
    pub fn text(&self, language: &str, id: &str) -> Option<&Entry> {
        let first = self.index(language)?;
        self.entry(first, id)
            .or_else(|| self.entry(self.default, id))
    }

    /// Whether the language itself has a text.
    pub fn has(&self, language: &str, id: &str) -> bool {
        self.index(language)
            .is_some_and(|index| self.entry(index, id).is_some())
    }

    /// The ids of the texts of a language.
    pub fn ids(&self, language: &str) -> Vec<&str> {
        let Some(index) = self.index(language) else {
            return Vec::new();
        };
        let mut ids: Vec<&str> = self.texts(index).keys().map(|id| &**id).collect();
        ids.sort_unstable();
        ids
    }

    fn entry(&self, index: usize, id: &str) -> Option<&Entry> {
        (index < self.translations.len()).then(|| self.texts(index).get(id))?
    }

    fn texts(&self, index: usize) -> &HashMap<Box<str>, Entry> {
        let translation = &self.translations[index];
        translation.texts.get_or_init(|| {
            let source = self.source.get(translation.bytes.clone()).unwrap_or("");
            read(source, &self.namespaces)
        })
    }
}

/// The language tag in the brackets at the end of a language's name.
fn tag(language: &str) -> Option<&str> {
    let inside = language.trim_end().strip_suffix(')')?;
    Some(inside.rsplit_once('(')?.1.trim())
}

/// Reads the `text` elements of a language. What is malformed ends the reading: the form's
/// document as a whole was read before, so it is well-formed here.
fn read(source: &str, namespaces: &Namespaces) -> HashMap<Box<str>, Entry> {
    let mut texts: HashMap<Box<str>, Entry> = HashMap::new();
    let mut reader = Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut id: Option<Box<str>> = None;
    let mut value: Option<(Box<str>, Vec<TextPiece>)> = None;
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "text" => id = attribute(&tag, "id"),
                "value" => {
                    words.clear();
                    value = Some((attribute(&tag, "form").unwrap_or_default(), Vec::new()));
                }
                "output" => {
                    if let Some((_, pieces)) = &mut value {
                        if !words.is_empty() {
                            pieces.push(TextPiece::Literal(words.as_str().into()));
                            words.clear();
                        }
                        let source = attribute(&tag, "value").or_else(|| attribute(&tag, "ref"));
                        let expr = source.and_then(|text| Expr::parse(&text, namespaces).ok());
                        pieces.push(TextPiece::Output(expr));
                    }
                }
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "text" => id = None,
                "value" => {
                    if let (Some(id), Some((form, mut pieces))) = (&id, value.take()) {
                        if !words.is_empty() {
                            pieces.push(TextPiece::Literal(words.as_str().into()));
                            words.clear();
                        }
                        trim(&mut pieces);
                        let entry = texts.entry(id.clone()).or_default();
                        entry.forms.push((form, pieces));
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) if value.is_some() => words.push_str(&text),
            Ok(Event::CData(text)) if value.is_some() => words.push_str(&text),
            Ok(Event::GeneralRef(name)) if value.is_some() => words.push_str(&resolve(&name)),
            Ok(Event::Eof) | Err(_) => return texts,
            Ok(_) => {}
        }
    }
}

/// Takes the white space off both ends of a text.
fn trim(pieces: &mut Vec<TextPiece>) {
    if let Some(TextPiece::Literal(first)) = pieces.first_mut() {
        *first = first.trim_start().into();
    }
    if let Some(TextPiece::Literal(last)) = pieces.last_mut() {
        *last = last.trim_end().into();
    }
    pieces.retain(|piece| !matches!(piece, TextPiece::Literal(text) if text.is_empty()));
}

/// The expression of an `output` tag that a text begins with.
pub(crate) fn output(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    match reader.read_event() {
        Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "output" => {
            let source = attribute(&tag, "value").or_else(|| attribute(&tag, "ref"));
            source.map(String::from)
        }
        _ => None,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<Box<str>> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(crate::xml_text::attribute(&found).into())
}
