//! What prefixes mean while an expression is parsed.

use std::collections::BTreeMap;

/// What a name without a prefix means in an expression.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Unprefixed {
    /// Every namespace: forms write `/data/meta` for elements in whatever default namespace.
    #[default]
    Any,
    /// No namespace, as XPath 1.0 says (clause 2.3).
    NoNamespace,
    /// This namespace, for elements; attributes without a prefix are in none.
    Uri(String),
}

/// Prefixes and their namespaces, and what a name without a prefix means.
#[derive(Clone, Debug, Default)]
pub struct Namespaces {
    prefixes: BTreeMap<String, String>,
    unprefixed: Unprefixed,
}

impl Namespaces {
    /// The prefixes that forms use by custom, and unprefixed names of any namespace. A form's own
    /// declarations go on top with [`Self::declare`].
    #[must_use]
    pub fn forms() -> Self {
        let mut namespaces = Self::default();
        for (prefix, uri) in [
            ("h", "http://www.w3.org/1999/xhtml"),
            ("jr", "http://openrosa.org/javarosa"),
            ("orx", "http://openrosa.org/xforms"),
            ("odk", "http://www.opendatakit.org/xforms"),
            ("entities", "http://www.opendatakit.org/xforms/entities"),
            ("ev", "http://www.w3.org/2001/xml-events"),
            ("xsd", "http://www.w3.org/2001/XMLSchema"),
        ] {
            namespaces.declare(prefix, uri);
        }
        namespaces
    }

    /// No prefixes, and unprefixed names in no namespace.
    #[must_use]
    pub fn standard() -> Self {
        Self {
            prefixes: BTreeMap::new(),
            unprefixed: Unprefixed::NoNamespace,
        }
    }

    /// Declares a prefix; a later declaration replaces an earlier one.
    pub fn declare(&mut self, prefix: &str, uri: &str) {
        self.prefixes.insert(prefix.to_owned(), uri.to_owned());
    }

    /// Says what unprefixed names mean.
    pub fn set_unprefixed(&mut self, unprefixed: Unprefixed) {
        self.unprefixed = unprefixed;
    }

    /// The namespace of a prefix; `xml` is always there.
    #[must_use]
    pub fn uri(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some("http://www.w3.org/XML/1998/namespace");
        }
        self.prefixes.get(prefix).map(String::as_str)
    }

    pub(crate) fn unprefixed(&self) -> &Unprefixed {
        &self.unprefixed
    }
}
