//! Text out of XML events: character references, the five entities, attribute values.

use quick_xml::XmlVersion;
use quick_xml::events::BytesRef;
use quick_xml::events::attributes::Attribute;

/// The text of a reference such as `&lt;` or `&#x41;`; an unknown one is empty.
pub(crate) fn resolve(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(char)) => char.to_string(),
        Ok(None) => quick_xml::escape::resolve_predefined_entity(reference)
            .unwrap_or_default()
            .to_owned(),
        Err(_) => String::new(),
    }
}

/// The value of an attribute; empty if it is malformed.
pub(crate) fn attribute(found: &Attribute<'_>) -> String {
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .map(|value| value.into_owned())
        .unwrap_or_default()
}
