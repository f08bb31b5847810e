//! The source of an XForm, with its texts apart.
//!
//! One pass over the events finds the `itext` element; the rest of the form is read without it, so
//! that the texts of languages nobody looks at are never turned into nodes. Lines stay what they
//! were, so places of problems are right.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A form's source in two parts.
pub(crate) struct Source {
    /// The form without the contents of `itext`.
    pub(crate) form: String,
    /// The `itext` element.
    pub(crate) itext: String,
    /// Each language with the bytes of `itext` inside its element.
    pub(crate) languages: Vec<(String, Range<usize>)>,
    /// Which language is the default, an index of `languages`.
    pub(crate) default: usize,
}

/// Takes a form apart. What is not well-formed is left as it is, for whoever reads it next.
pub(crate) fn split(xml: &str) -> Source {
    let whole = || Source {
        form: xml.to_owned(),
        itext: String::new(),
        languages: Vec::new(),
        default: 0,
    };
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let start = loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "itext" => {
                break reader.buffer_position() as usize;
            }
            Ok(Event::Start(tag)) if is_past(tag.local_name().as_ref()) => return whole(),
            Ok(Event::Eof) | Err(_) => return whole(),
            Ok(_) => {}
        }
    };
    let mut languages = Vec::new();
    let mut default = None;
    let end = loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "translation" => {
                let language = value(&tag, "lang");
                if default.is_none() && marks_default(&tag) {
                    default = Some(languages.len());
                }
                let from = reader.buffer_position() as usize;
                let name = tag.name().into_inner().to_owned();
                let Ok(inside) = reader.read_to_end(quick_xml::name::QName(&name)) else {
                    return whole();
                };
                let to = (inside.end as usize).max(from);
                languages.push((
                    language,
                    from.saturating_sub(start)..to.saturating_sub(start),
                ));
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "itext" => {
                let after = reader.buffer_position() as usize;
                let closing = xml.get(..after).and_then(|text| text.rfind("</"));
                break closing.filter(|at| *at >= start).unwrap_or(start);
            }
            Ok(Event::Eof) | Err(_) => return whole(),
            Ok(_) => {}
        }
    };
    let (Some(before), Some(itext), Some(after)) =
        (xml.get(..start), xml.get(start..end), xml.get(end..))
    else {
        return whole();
    };
    let mut form = String::with_capacity(before.len() + after.len() + 64);
    form.push_str(before);
    form.extend(itext.chars().filter(|char| *char == '\n'));
    form.push_str(after);
    Source {
        form,
        itext: itext.to_owned(),
        languages,
        default: default.unwrap_or(0),
    }
}

/// Elements that only come after the texts.
fn is_past(name: &str) -> bool {
    matches!(name, "bind" | "body")
}

fn marks_default(tag: &BytesStart<'_>) -> bool {
    match tag.try_get_attribute("default") {
        Ok(Some(found)) => !matches!(
            crate::xml_text::attribute(&found).trim(),
            "false()" | "false" | "0"
        ),
        _ => false,
    }
}

fn value(tag: &BytesStart<'_>, name: &str) -> String {
    match tag.try_get_attribute(name) {
        Ok(Some(found)) => crate::xml_text::attribute(&found),
        _ => String::new(),
    }
}
