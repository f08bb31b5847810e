//! A form's document as the host of an expression: its instances and its texts.

use crate::doc::Document;
use crate::tree::NodeId;

/// See the module.
pub(super) struct Host<'a> {
    pub document: &'a Document,
    /// The active language; the form's default one if absent.
    pub language: Option<&'a str>,
}

impl Host<'_> {
    /// Elements of a local name anywhere in the document, in document order.
    fn all(&self, local: &str) -> impl Iterator<Item = NodeId> {
        self.document
            .elements()
            .filter(move |node| self.document.local(*node) == local)
    }
}

impl crate::context::Host for Host<'_> {
    fn instance(&self, id: &str) -> Option<NodeId> {
        self.all("instance")
            .find(|node| self.document.attribute(*node, "id") == Some(id))
    }

    fn itext(&self, id: &str) -> Option<String> {
        let document = self.document;
        let language = |node: &NodeId| document.attribute(*node, "lang");
        let translations: Vec<NodeId> = self.all("translation").collect();
        let default = translations
            .iter()
            .find(|node| document.attribute(**node, "default").is_some())
            .or(translations.first());
        let active = match self.language {
            Some(wanted) => translations
                .iter()
                .find(|node| language(node) == Some(wanted)),
            None => default,
        };
        let text = document
            .children(*active?)
            .find(|text| document.attribute(*text, "id") == Some(id))?;
        let plain = document
            .children(text)
            .find(|value| document.attribute(*value, "form").is_none());
        let value = plain.or_else(|| document.children(text).next())?;
        Some(crate::tree::Tree::string_value(document, value).into_owned())
    }

    fn version(&self) -> Option<&str> {
        let instance = self.all("instance").next()?;
        let root = self.document.children(instance).next()?;
        self.document.attribute(root, "version")
    }
}
