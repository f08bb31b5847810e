//! Writes the XForm document.

use super::check::Expressions;
use super::references::{self, LAST_SAVED, Resolver, Scan, Style, find};
use super::report::Report;
use super::texts::Texts;
use super::tokens::instance_paths;
use super::tree::{Form, Id};
use super::xml::{Attributes, Gap, Xml, escape};
use crate::problem::Place;

/// Namespaces that every form declares, with their prefixes.
pub const NAMESPACES: [(&str, &str); 7] = [
    ("", "http://www.w3.org/2002/xforms"),
    ("h", "http://www.w3.org/1999/xhtml"),
    ("ev", "http://www.w3.org/2001/xml-events"),
    ("xsd", "http://www.w3.org/2001/XMLSchema"),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
];

const ENTITIES: (&str, &str) = ("entities", "http://www.opendatakit.org/xforms/entities");

/// What is needed to write any part of the document.
pub struct Output<'a> {
    /// The form.
    pub form: &'a Form,
    /// Turns references into paths.
    pub resolver: Resolver<'a>,
    /// The document so far.
    pub xml: Xml,
    /// Problems.
    pub report: &'a mut Report,
    /// Parses expressions.
    pub expressions: Expressions,
    /// Prefixes of the namespaces that are declared.
    pub prefixes: Vec<String>,
    /// Where the last saved record is declared, if anything refers to it.
    pub last_saved: Gap,
}

/// Writes the document of a form. Errors may come up; with errors from before, what comes out is
/// of no use, but wrong expressions are told all the same.
pub fn document(form: &Form, report: &mut Report) -> Option<String> {
    let namespaces = namespaces(form);
    let mut output = Output {
        form,
        resolver: Resolver::new(form),
        xml: Xml::new(expected(form)),
        report,
        expressions: Expressions::new(form),
        prefixes: namespaces
            .iter()
            .map(|(prefix, _)| prefix.clone())
            // XML itself declares this one
            .chain(["xml".to_owned()])
            .collect(),
        last_saved: Gap::default(),
    };
    output.html(&namespaces);
    if output.resolver.reads_last_saved() {
        let attributes = [("id", LAST_SAVED), ("src", "jr://instance/last-saved")];
        output.xml.fill(output.last_saved, "instance", &attributes);
    }
    let over = if output.resolver.is_exhausted() {
        "The paths of all references would be longer than 32 MB."
    } else if output.xml.is_too_long() {
        "The form would become longer than 128 MB."
    } else {
        return Some(output.xml.finish());
    };
    output.report.error(
        Place::Form,
        over,
        "Shorten names and lists, or divide the form.",
    );
    None
}

/// Whether a text has neither references nor paths into instances.
fn is_plain(text: &str) -> bool {
    let may_be_path = text.contains('(') && text.contains("instance(");
    !(references::may_have(text) || may_be_path)
}

/// About how long a document becomes.
fn expected(form: &Form) -> usize {
    let choices: usize = form.lists.all.iter().map(|list| list.choices.len()).sum();
    4096 + 1024 * form.elements.len() + 256 * choices
}

fn namespaces(form: &Form) -> Vec<(String, String)> {
    let owned = |(prefix, address): (&str, &str)| (prefix.to_owned(), address.to_owned());
    let mut all: Vec<(String, String)> = NAMESPACES.map(owned).to_vec();
    let own = form.settings.namespace_pairs();
    let entities = form.entities.map(|_| owned(ENTITIES));
    for (prefix, address) in own.into_iter().chain(entities) {
        if !all.iter().any(|(known, _)| *known == prefix) {
            all.push((prefix, address));
        }
    }
    all
}

impl Output<'_> {
    fn html(&mut self, namespaces: &[(String, String)]) {
        let names: Vec<String> = namespaces
            .iter()
            .map(|(prefix, _)| match prefix.as_str() {
                "" => "xmlns".to_owned(),
                prefix => format!("xmlns:{prefix}"),
            })
            .collect();
        let attributes: Vec<(&str, &str)> = names
            .iter()
            .map(String::as_str)
            .zip(namespaces.iter().map(|(_, address)| address.as_str()))
            .collect();
        for (prefix, _) in namespaces {
            if !prefix.is_empty() && !super::tokens::is_plain_name(prefix) {
                self.report.error(
                    self.form.settings.place("namespaces"),
                    format!("The namespace prefix `{prefix}` can't be used."),
                    "Write `namespaces` as `prefix=\"https://example.org/\"`.",
                );
            }
        }
        self.xml.open("h:html", &attributes);
        self.xml.open("h:head", &[]);
        self.xml.text("h:title", &[], &self.form.settings.title);
        self.model();
        self.xml.close("h:head");
        match self.form.settings.style.as_deref() {
            Some(style) => self.xml.open("h:body", &[("class", style)]),
            None => self.xml.open("h:body", &[]),
        }
        self.body();
        self.xml.close("h:body");
        self.xml.close("h:html");
    }

    fn model(&mut self) {
        let mut attributes = vec![("odk:xforms-version", "1.0.0")];
        if let Some(version) = self.form.entities {
            attributes.push(("entities:entities-version", version));
        }
        self.xml.open("model", &attributes);
        self.submission();
        let texts = Texts::collect(self.form, self.report);
        self.itext(&texts);
        self.primary_instance();
        self.secondary_instances();
        self.binds();
        self.xml.close("model");
    }

    fn submission(&mut self) {
        let settings = &self.form.settings;
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        if let Some(url) = settings.submission_url.as_deref() {
            attributes.push(("action", url));
            attributes.push(("method", "post"));
        }
        for (name, value) in [
            ("base64RsaPublicKey", &settings.public_key),
            ("orx:auto-send", &settings.auto_send),
            ("orx:auto-delete", &settings.auto_delete),
        ] {
            if let Some(value) = value {
                attributes.push((name, value));
            }
        }
        if settings.client_editable {
            attributes.push(("odk:client-editable", "true"));
        }
        if !attributes.is_empty() {
            self.xml.empty("submission", &attributes);
        }
    }

    /// An element with a text, with `<output>` for references and for paths into instances.
    pub fn words(&mut self, name: &str, attributes: &Attributes<'_>, text: &str, of: Option<Id>) {
        if is_plain(text) {
            return self.xml.text(name, attributes, text);
        }
        let content = self.inline(text, of);
        self.xml.content(name, attributes, &content);
    }

    /// The text as XML, with `<output>` for references and for paths into instances.
    pub fn inline(&self, text: &str, context: Option<Id>) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        if is_plain(text) {
            escape(text, false, &mut out);
            return out;
        }
        let has_instance = text.contains("instance(");
        let output = |value: &str, out: &mut String| {
            out.push_str("<output value=\"");
            escape(value, true, out);
            out.push_str("\"/>");
        };
        let scan = Scan::new(text);
        let paths = if has_instance {
            instance_paths(text)
        } else {
            Vec::new()
        };
        let mut paths = paths.into_iter().peekable();
        let mut at = 0;
        for reference in find(text).filter_map(Result::ok) {
            while let Some((from, to)) = paths.next_if(|(from, _)| *from <= reference.from) {
                escape(&text[at..from], false, &mut out);
                output(
                    &self
                        .resolver
                        .insert(&text[from..to], context, Style::default()),
                    &mut out,
                );
                at = to;
            }
            if reference.from < at {
                continue;
            }
            escape(&text[at..reference.from], false, &mut out);
            let path = self
                .resolver
                .path(&reference, &scan, context, Style::default());
            output(&path, &mut out);
            at = reference.to;
        }
        for (from, to) in paths {
            escape(&text[at..from], false, &mut out);
            output(&text[from..to], &mut out);
            at = to;
        }
        escape(&text[at..], false, &mut out);
        out
    }
}
