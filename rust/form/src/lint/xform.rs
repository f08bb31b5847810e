//! What the policy lint looks at in an XForm: every bind, node, control, text and action of the
//! document itself, so that nothing depends on what the engine makes of it.
//!
//! Places are lines and columns. A document that can't be parsed has nothing to look at and gives
//! one finding: it can't be vouched for.

use std::collections::HashMap;

use homeward_xpath::doc::Document;
use homeward_xpath::{NodeId, NodeType, Tree};

use super::{Policy, Questionnaire, Subject, Text, lint, passed_over};
use crate::problem::{Place, Problem};

/// The namespace of `jr:`.
pub(super) const JAVAROSA: &str = "http://openrosa.org/javarosa";
const XFORMS: &str = "http://www.w3.org/2002/xforms";

/// How deep elements may be nested.
const DEPTH: usize = 200;

/// The findings of the policy lint about an XForm.
pub fn lint_xform(xform: &[u8], policy: &Policy) -> Vec<Problem> {
    let document = match Document::read(xform) {
        Ok(document) => document,
        Err(error) => {
            return vec![Problem::lint(
                Place::Form,
                format!("Rule `readable texts`: the document can't be read: {error}."),
                "Correct the XML.",
            )];
        }
    };
    match Reading::new(&document).read() {
        Ok(form) => {
            let root = document.root_element();
            let head = root.and_then(|root| document.child(root, "head"));
            let model = head.and_then(|head| document.child(head, "model"));
            let body = root.and_then(|root| document.child(root, "body"));
            let mut found = lint(&form, policy);
            found.extend(passed_over::check(&document, model, body));
            found
        }
        Err(place) => vec![Problem::lint(
            place,
            "Rule `readable texts`: elements lie too deep within each other.",
            "Take groups out of groups.",
        )],
    }
}

struct Reading<'d> {
    document: &'d Document,
    /// Texts of all languages by id.
    itext: HashMap<&'d str, Vec<NodeId>>,
    form: Questionnaire,
    /// Index of the subject of each path.
    by_path: HashMap<String, usize>,
    /// Index of a subject of each name, for references that are not absolute.
    by_name: HashMap<String, usize>,
    /// What binds with an id are about.
    bind_ids: HashMap<&'d str, &'d str>,
}

impl<'d> Reading<'d> {
    fn new(document: &'d Document) -> Self {
        Reading {
            document,
            itext: HashMap::new(),
            form: Questionnaire::default(),
            by_path: HashMap::new(),
            by_name: HashMap::new(),
            bind_ids: HashMap::new(),
        }
    }

    fn read(mut self) -> Result<Questionnaire, Place> {
        let document = self.document;
        let Some(root) = document.root_element() else {
            return Ok(self.form);
        };
        let head = document.child(root, "head");
        let model = head.and_then(|head| document.child(head, "model"));
        let body = document.child(root, "body");
        if let Some(model) = model {
            self.texts(model);
            self.data(model)?;
            for element in document.elements().collect::<Vec<_>>() {
                if document.local(element) == "bind" && document.namespace(element) == XFORMS {
                    self.bind(element);
                }
            }
            self.exits(model);
        }
        if let Some(body) = body {
            self.controls(body, "", 0)?;
        }
        for element in document.elements().collect::<Vec<_>>() {
            self.action(element);
        }
        Ok(self.form)
    }

    fn place(&self, node: NodeId) -> Place {
        place(self.document, node)
    }

    fn texts(&mut self, model: NodeId) {
        let document = self.document;
        let Some(itext) = document.child(model, "itext") else {
            return;
        };
        for translation in document.children(itext) {
            for text in document.children(translation) {
                let Some(id) = document.attribute(text, "id") else {
                    continue;
                };
                let values = document
                    .children(text)
                    .filter(|value| document.local(*value) == "value");
                self.itext.entry(id).or_default().extend(values);
            }
        }
    }

    /// Each node of the data is something that is asked, told or calculated.
    fn data(&mut self, model: NodeId) -> Result<(), Place> {
        let document = self.document;
        let mut instances = document
            .children(model)
            .filter(|element| document.local(*element) == "instance");
        if let Some(primary) = instances.next()
            && let Some(root) = document.children(primary).next()
        {
            let path = format!("/{}", document.local(root));
            for child in document.children(root) {
                self.node(child, &path, 1)?;
            }
        }
        for instance in instances {
            if document
                .attribute(instance, "src")
                .is_some_and(|source| source.contains("last-saved"))
            {
                let place = self.place(instance);
                self.form.other_records.push(place);
            }
            for item in document.children(instance) {
                self.choices(item, 0)?;
            }
        }
        Ok(())
    }

    fn node(&mut self, node: NodeId, above: &str, depth: usize) -> Result<(), Place> {
        if depth > DEPTH {
            return Err(self.place(node));
        }
        let document = self.document;
        let local = document.local(node);
        let path = format!("{above}/{local}");
        let is_section = document.children(node).next().is_some();
        let index = self.subject(node, &path, local);
        let subject = &mut self.form.subjects[index];
        if is_section {
            subject.kind = "group".to_owned();
        } else {
            let text = document.string_value(node);
            if !text.trim().is_empty() {
                subject.set_by.push(Text {
                    text: format!("'{}'", text.replace('\'', " ")),
                    place: subject.place.clone(),
                });
            }
        }
        let own = ["instanceID", "instanceName", "deprecatedID", "entity"];
        let in_meta = depth == 2 && above.ends_with("/meta");
        if (depth == 1 && local == "meta" && is_section) || (in_meta && own.contains(&local)) {
            // the record's own id and name; whatever else stands in `meta` is looked at
            self.form.subjects[index].kind = "group".to_owned();
        }
        for child in document.children(node) {
            self.node(child, &path, depth + 1)?;
        }
        Ok(())
    }

    fn subject(&mut self, node: NodeId, path: &str, local: &str) -> usize {
        if let Some(index) = self.by_path.get(path) {
            return *index;
        }
        let index = self.form.subjects.len();
        let mut subject = Subject::nothing(self.place(node));
        subject.name.text.push_str(local);
        self.form.subjects.push(subject);
        self.by_path.insert(path.to_owned(), index);
        self.by_name.insert(local.to_owned(), index);
        index
    }

    fn bind(&mut self, bind: NodeId) {
        let document = self.document;
        let path = document.attribute(bind, "nodeset").unwrap_or_default();
        if let Some(id) = document.attribute(bind, "id") {
            self.bind_ids.insert(id, path);
        }
        let path = normal(path);
        if path.contains("/@") {
            return;
        }
        let local = path.rsplit('/').next().unwrap_or_default().to_owned();
        let index = self.subject(bind, &path, &local);
        let place = self.place(bind);
        let text = |value: &str| Text {
            text: value.to_owned(),
            place: place.clone(),
        };
        let class = document
            .attributes(bind)
            .find(|attribute| {
                document.local(*attribute) == "class" && !document.namespace(*attribute).is_empty()
            })
            .map(|attribute| text(&document.string_value(attribute)));
        let params = document.attribute_in(bind, JAVAROSA, "preloadParams");
        let preload = document
            .attribute_in(bind, JAVAROSA, "preload")
            .map(|preload| (preload.to_owned(), params.unwrap_or_default().to_owned()));
        let tracks: Vec<&str> = document
            .attributes(bind)
            .map(|attribute| document.local(attribute))
            .filter(|local| {
                local.starts_with("location-")
                    || local.starts_with("track-changes")
                    || *local == "identify-user"
            })
            .collect();
        let mut hints = Vec::new();
        for message in ["constraintMsg", "requiredMsg", "noAppErrorString"] {
            if let Some(written) = document.attribute_in(bind, JAVAROSA, message) {
                hints.extend(self.message(written, bind));
            }
        }
        let readonly = document.attribute(bind, "readonly") == Some("true()");
        let subject = &mut self.form.subjects[index];
        subject.class_place = place.clone();
        subject.place = place.clone();
        if class.is_some() {
            subject.class = class;
        }
        if preload.is_some() {
            subject.preload = preload;
        }
        if let Some(data_type) = document.attribute(bind, "type") {
            subject.data_type = data_type.to_owned();
        }
        if let Some(calculate) = document.attribute(bind, "calculate") {
            subject.calculation = Some(text(calculate));
        }
        for condition in ["relevant", "constraint", "required", "readonly"] {
            let written = document.attribute(bind, condition);
            subject.conditions.extend(written.map(text));
        }
        if !tracks.is_empty() {
            subject.kind = "audit".to_owned();
            subject.parameters = tracks.join(" ");
        }
        if readonly {
            subject.parameters.push_str(" readonly");
        }
        subject.hints.extend(hints);
    }

    /// The texts of an attribute that names a text or holds the words.
    fn message(&self, written: &str, node: NodeId) -> Vec<Text> {
        match itext_id(written) {
            Some(id) => self.values(id),
            None => vec![Text {
                text: written.to_owned(),
                place: self.place(node),
            }],
        }
    }

    fn values(&self, id: &str) -> Vec<Text> {
        let values = self.itext.get(id).map_or(&[][..], Vec::as_slice);
        values
            .iter()
            .filter(|value| {
                // names of files
                let form = self.document.attribute(**value, "form");
                !matches!(form, Some("image" | "big-image" | "audio" | "video"))
            })
            .map(|value| Text {
                text: self.words(*value),
                place: self.place(*value),
            })
            .collect()
    }

    /// The text of an element; what is put in while it is filled counts as nothing.
    fn words(&self, element: NodeId) -> String {
        let document = self.document;
        let mut out = String::new();
        let mut next = document.first_child(element);
        while let Some(node) = next {
            next = document.next_sibling(node);
            let is_output =
                document.node_type(node) == NodeType::Element && document.local(node) == "output";
            if !is_output {
                out.push_str(&document.string_value(node));
            }
        }
        out
    }

    fn controls(&mut self, around: NodeId, section: &str, depth: usize) -> Result<(), Place> {
        if depth > DEPTH {
            return Err(self.place(around));
        }
        let document = self.document;
        for control in document.children(around) {
            let name = document.local(control);
            if matches!(name, "label" | "hint" | "item" | "itemset" | "setvalue") {
                continue;
            }
            let reference = document
                .attribute(control, "ref")
                .or_else(|| document.attribute(control, "nodeset"))
                .or_else(|| self.bound(control));
            let path = match reference {
                Some(reference) if reference.starts_with('/') => normal(reference),
                Some(reference) => format!("{section}/{}", normal(reference)),
                None => format!("{section}#{}", document.position(control).0),
            };
            let local = match reference {
                Some(_) => path.rsplit('/').next().unwrap_or_default(),
                None => name,
            };
            let index = self.subject(control, &path, local);
            self.control(control, name, index, depth)?;
            self.controls(control, &path, depth + 1)?;
        }
        Ok(())
    }

    fn bound(&self, control: NodeId) -> Option<&'d str> {
        let id = self.document.attribute(control, "bind")?;
        self.bind_ids.get(id).copied()
    }

    fn control(
        &mut self,
        control: NodeId,
        name: &str,
        index: usize,
        depth: usize,
    ) -> Result<(), Place> {
        let document = self.document;
        let mut labels = Vec::new();
        let mut hints = Vec::new();
        for child in document.children(control) {
            let texts = match document.local(child) {
                "label" | "hint" => match document.attribute(child, "ref").and_then(itext_id) {
                    Some(id) => self.values(id),
                    None => vec![Text {
                        text: self.words(child),
                        place: self.place(child),
                    }],
                },
                "item" => {
                    self.choices(child, depth)?;
                    continue;
                }
                "itemset" => {
                    let nodeset = document.attribute(child, "nodeset").unwrap_or_default();
                    let (text, place) = (nodeset.to_owned(), self.place(child));
                    self.form.subjects[index]
                        .conditions
                        .push(Text { text, place });
                    continue;
                }
                _ => continue,
            };
            if document.local(child) == "label" {
                labels.extend(texts);
            } else {
                hints.extend(texts);
            }
        }
        let place = self.place(control);
        let mut appearance = document
            .attribute(control, "appearance")
            .unwrap_or_default()
            .to_owned();
        if document.attribute(control, "intent").is_some() {
            appearance.push_str(" ex:");
        }
        let mediatype = document.attribute(control, "mediatype");
        let subject = &mut self.form.subjects[index];
        // the row of labels above a table of selects, which takes no answer
        let is_heading = appearance == "label"
            && subject
                .name
                .text
                .starts_with("reserved_name_for_field_list_labels_");
        let is_told = is_heading
            || (subject.parameters.ends_with("readonly") && subject.calculation.is_none());
        subject.kind = match name {
            "group" => "group",
            "repeat" => "repeat",
            _ if subject.kind == "audit" => "audit",
            "range" => "range",
            "upload" => "upload",
            "trigger" => "acknowledge",
            "select" | "select1" | "rank" if !is_heading => "select",
            _ if is_told => "note",
            "input" | "secret" | "textarea" => match subject.data_type.rsplit(':').next() {
                Some("string" | "") | None => "text",
                Some(other) => other,
            },
            other => other,
        }
        .to_owned();
        if name == "upload" {
            // without a type anything can be attached
            subject.mediatype = mediatype.unwrap_or("*").to_owned();
        }
        subject.place = place;
        subject.labels.extend(labels);
        subject.hints.extend(hints);
        subject.appearance.push_str(&appearance);
        Ok(())
    }

    /// Names and labels of choices, inline or in a secondary instance.
    fn choices(&mut self, element: NodeId, depth: usize) -> Result<(), Place> {
        if depth > DEPTH {
            return Err(self.place(element));
        }
        let document = self.document;
        let reference = document
            .attribute(element, "ref")
            .and_then(itext_id)
            .map(str::to_owned);
        if document.children(element).next().is_none() {
            let text = document.string_value(element).trim().to_owned();
            // an item of a list names its texts by their id
            let id = reference.as_deref().unwrap_or(&text);
            if self.itext.contains_key(id) {
                let values = self.values(id);
                self.form.choices.extend(values);
            } else if !text.is_empty() {
                let place = self.place(element);
                self.form.choices.push(Text { text, place });
            }
        }
        for child in document.children(element) {
            self.choices(child, depth + 1)?;
        }
        Ok(())
    }

    fn exits(&mut self, model: NodeId) {
        let document = self.document;
        for submission in document.children(model) {
            if document.local(submission) != "submission" {
                continue;
            }
            let place = self.place(submission);
            for attribute in document.attributes(submission) {
                let local = document.local(attribute);
                let named = match local {
                    "action" | "resource" => "submission_url",
                    "base64RsaPublicKey" => "public_key",
                    "auto-send" => "auto_send",
                    _ => continue,
                };
                self.form.exits.push(Text {
                    text: named.to_owned(),
                    place: place.clone(),
                });
            }
        }
    }

    /// Actions take places and sounds, and set values.
    fn action(&mut self, element: NodeId) {
        let document = self.document;
        let local = document.local(element);
        let is_device = matches!(local, "setgeopoint" | "recordaudio");
        if !is_device && local != "setvalue" {
            return;
        }
        let place = self.place(element);
        let reference = document.attribute(element, "ref").unwrap_or_default();
        let path = normal(reference);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        if is_device {
            let index = self.subject(element, &format!("{path}#{local}{place}"), &name);
            let subject = &mut self.form.subjects[index];
            subject.kind = format!("odk:{local}");
            subject.class = Some(Text {
                text: "operational".to_owned(),
                place,
            });
            return;
        }
        let value = match document.attribute(element, "value") {
            Some(value) => value.to_owned(),
            None => format!("'{}'", document.string_value(element).replace('\'', " ")),
        };
        let set = self.by_path.get(&path).or_else(|| self.by_name.get(&name));
        if let Some(index) = set {
            let expression = Text { text: value, place };
            self.form.subjects[*index].set_by.push(expression);
        }
    }
}

/// Where an element begins.
pub(super) fn place(document: &Document, node: NodeId) -> Place {
    let (line, column) = document.position(node);
    Place::Line {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}

/// A path without spaces and `./`.
fn normal(path: &str) -> String {
    let path = path.trim();
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// The id in `jr:itext('id')`.
pub(super) fn itext_id(written: &str) -> Option<&str> {
    let inner = written.trim().strip_prefix("jr:itext(")?.trim_start();
    let quote = inner.chars().next().filter(|sign| "'\"".contains(*sign))?;
    inner[1..].split(quote).next()
}
