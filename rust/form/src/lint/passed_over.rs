//! What the body of an XForm says and nobody will see: elements that no engine of forms knows, and
//! texts that no language has.
//!
//! Deliberately not here: controls without a node and expressions that can't be read, which are
//! errors of the form, and texts that only some languages have.

use std::collections::HashSet;

use homeward_xpath::NodeId;
use homeward_xpath::doc::Document;

use super::xform::{JAVAROSA, itext_id, place};
use crate::problem::Problem;

const SECTIONS: [&str; 2] = ["group", "repeat"];
const QUESTIONS: [&str; 8] = [
    "input", "secret", "select", "select1", "rank", "trigger", "range", "upload",
];
const TEXTS: [&str; 2] = ["label", "hint"];
const ACTIONS: [&str; 3] = ["setvalue", "setgeopoint", "recordaudio"];
const WITHIN_QUESTIONS: [&str; 3] = ["item", "itemset", "tag"];

/// Looks through the body and the messages of binds. Deep elements have been refused before.
pub fn check(document: &Document, model: Option<NodeId>, body: Option<NodeId>) -> Vec<Problem> {
    let mut looking = Looking {
        document,
        texts: model.map_or_else(HashSet::new, |model| texts(document, model)),
        found: Vec::new(),
    };
    for bind in model.into_iter().flat_map(|model| document.children(model)) {
        for (name, what) in [
            ("constraintMsg", "constraint message"),
            ("requiredMsg", "message"),
        ] {
            let message = document.attribute_in(bind, JAVAROSA, name);
            looking.text(bind, message, what, &looking.name(bind));
        }
    }
    if let Some(body) = body {
        looking.inside(body);
    }
    looking.found
}

/// The ids of all texts, of whatever language.
fn texts(document: &Document, model: NodeId) -> HashSet<&str> {
    let itext = document.child(model, "itext");
    let translations = itext.into_iter().flat_map(|itext| document.children(itext));
    let texts = translations.flat_map(|translation| document.children(translation));
    texts
        .filter_map(|text| document.attribute(text, "id"))
        .collect()
}

struct Looking<'d> {
    document: &'d Document,
    texts: HashSet<&'d str>,
    found: Vec<Problem>,
}

impl Looking<'_> {
    fn inside(&mut self, element: NodeId) {
        let document = self.document;
        let name = document.local(element);
        let is_question = QUESTIONS.contains(&name);
        for child in document.children(element) {
            let local = document.local(child);
            if TEXTS.contains(&local) {
                let control = self.name(element);
                self.text(child, document.attribute(child, "ref"), local, &control);
            } else if is_question && WITHIN_QUESTIONS.contains(&local) {
                let labels = document.children(child);
                for label in labels.filter(|label| document.local(*label) == "label") {
                    let control = self.name(element);
                    let reference = document.attribute(label, "ref");
                    self.text(label, reference, "label of a choice", &control);
                }
            } else if !is_question && (SECTIONS.contains(&local) || QUESTIONS.contains(&local)) {
                self.inside(child);
            } else if !ACTIONS.contains(&local) {
                self.found.push(Problem::warning(
                    place(document, child),
                    format!("The element `{local}` in `{name}` is passed over."),
                    match QUESTIONS.contains(&local) || SECTIONS.contains(&local) {
                        true => "Move it out of the question.",
                        false => "Remove it, or use a control of ODK XForms.",
                    },
                ));
            }
        }
    }

    /// Warns about a text that no language has.
    fn text(&mut self, element: NodeId, reference: Option<&str>, what: &str, control: &str) {
        if let Some(id) = reference.and_then(itext_id)
            && !self.texts.contains(id)
        {
            self.found.push(Problem::warning(
                place(self.document, element),
                format!("The {what} of `{control}` is the text `{id}`, which no language has."),
                "Add a text with this id to each translation.",
            ));
        }
    }

    /// What a control or bind is for.
    fn name(&self, element: NodeId) -> String {
        let mut names = ["ref", "nodeset", "bind"].into_iter();
        let named = names.find_map(|name| self.document.attribute(element, name));
        named
            .unwrap_or_else(|| self.document.local(element))
            .to_owned()
    }
}
