//! XForm documents to [`Form`]s, in one pass: data, then rules, body and actions over it.
//!
//! Invariant: no problem ends the reading; what refers to something that is not there is left
//! out and reported. Depth is bounded by [`DATA_DEPTH`], so no input exhausts the stack.

mod actions;
mod asked;
mod binds;
mod body;
mod data;
mod entities;
mod instances;
mod looked_up;
mod own_values;
#[cfg(feature = "search")]
mod searched;
mod submission;
mod texts;

use std::collections::HashMap;

use homeward_xpath::doc::Document;
use homeward_xpath::{Expr, Namespaces, NodeId, ParseError};

use crate::aggregate;
use crate::compiled::Compiled;
use crate::definition::{DefId, NodeDef};
use crate::form::Form;
use crate::graph::Graph;
use crate::itext::Itext;
use crate::media::Media;
use crate::problem::{Place, Problem};

/// How deep elements of data or body may be nested.
pub const DATA_DEPTH: usize = 200;
/// How many nodes the data of a form may start with.
pub const DATA_NODES: usize = 100_000;
/// How many bytes the paths of all nodes may have together.
pub const DATA_PATHS: usize = 16 << 20;
/// How many nodes all expressions of a form may read together.
pub const MAX_READS: usize = 1_000_000;

const JAVAROSA: &str = "http://openrosa.org/javarosa";

/// What the parts of the reader share.
struct Reading<'d> {
    document: &'d Document,
    namespaces: Namespaces,
    problems: Vec<Problem>,
    nodes: Vec<NodeDef>,
    by_path: HashMap<Box<str>, DefId>,
    /// Nodes of binds that have an id.
    bind_ids: HashMap<String, DefId>,
    /// Bytes of all paths so far.
    paths: usize,
    /// Reads of all expressions so far.
    reads: usize,
    /// What expressions ask for by name, each with the first place that does.
    asked: Vec<(asked::Asked, Place)>,
}

impl Reading<'_> {
    /// Where an element of the document is.
    fn place(&self, node: NodeId) -> Place {
        let (line, column) = self.document.position(node);
        Place::Line {
            line: line as u32,
            column: column as u32,
        }
    }

    fn error(&mut self, place: Place, message: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::error(place, message, remedy));
    }

    fn warning(&mut self, place: Place, message: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::warning(place, message, remedy));
    }

    /// Parses an expression that stands at a node; an error is reported and gives `None`.
    fn compile(&mut self, source: &str, context: Option<DefId>, what: &str) -> Option<Compiled> {
        let parsed = Expr::parse(source, &self.namespaces);
        self.compile_parsed(parsed, context, what)
    }

    /// The same after parsing.
    fn compile_parsed(
        &mut self,
        parsed: Result<Expr, ParseError>,
        context: Option<DefId>,
        what: &str,
    ) -> Option<Compiled> {
        if self.reads > MAX_READS {
            // that is a problem already
            return None;
        }
        match parsed.map(|expr| Compiled::from_expr(expr, context, &self.nodes)) {
            Ok(compiled) => self.counted(compiled, context, what),
            Err(error) => {
                let path = context.map_or("/", |id| &*self.nodes[id.index()].path);
                let place = Place::Path(format!("{path} {what}"));
                self.error(place, error.to_string(), "Correct the expression.");
                None
            }
        }
    }

    /// Counts what an expression reads; too much is reported and gives `None`.
    fn counted(
        &mut self,
        compiled: Compiled,
        context: Option<DefId>,
        what: &str,
    ) -> Option<Compiled> {
        let path = context.map_or("/".into(), |id| self.nodes[id.index()].path.clone());
        let place = || Place::Path(format!("{path} {what}"));
        self.reads += compiled.reads.len();
        if self.reads > MAX_READS {
            let message = format!("The expressions read more than {MAX_READS} nodes.");
            self.error(place(), message, "Name nodes, instead of all below one.");
            return None;
        }
        self.remember(&compiled.expr, true, place);
        Some(compiled)
    }

    /// The node that a `ref` or `nodeset` names, relative ones from `around`.
    fn resolve(&self, reference: &str, around: Option<DefId>) -> Option<DefId> {
        let text = reference.trim();
        if let Some(id) = self.by_path.get(text) {
            return Some(*id);
        }
        let mut path = String::new();
        if !text.starts_with('/') {
            path.push_str(&self.nodes.get(around.unwrap_or(DefId::ROOT).index())?.path);
        }
        for part in text
            .split('/')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            match part {
                "." => {}
                ".." => path.truncate(path.rfind('/')?),
                part => {
                    let (mark, name) = match part.strip_prefix('@') {
                        Some(name) => ("@", name),
                        None => ("", part),
                    };
                    path.push('/');
                    path.push_str(mark);
                    path.push_str(name.rsplit(':').next().unwrap_or(name));
                }
            }
        }
        self.by_path.get(path.as_str()).copied()
    }
}

/// Reads an XForm.
pub(crate) fn read(xform: &[u8], media: &dyn Media) -> (Form, Vec<Problem>) {
    let failed = |place: Place, message: String| {
        let form = Form {
            error: Some(message.clone()),
            ..Form::default()
        };
        let remedy = "Give a complete XForm document in UTF-8.";
        (form, vec![Problem::error(place, message, remedy)])
    };
    let bytes = xform.strip_prefix(b"\xef\xbb\xbf").unwrap_or(xform);
    let Ok(xml) = std::str::from_utf8(bytes) else {
        return failed(Place::Form, "The form is not UTF-8.".to_owned());
    };
    let source = crate::source::split(xml);
    let document = match Document::parse(&source.form) {
        Ok(document) => std::sync::Arc::new(document),
        Err(error) => return failed(Place::Form, format!("The form is not XML: {error}.")),
    };
    let Some((html, model)) = model(&document) else {
        return failed(Place::Form, "The form has no model.".to_owned());
    };
    let mut namespaces = Namespaces::forms();
    for (prefix, uri) in document.prefixes(html) {
        if !prefix.is_empty() {
            namespaces.declare(prefix, uri);
        }
    }
    let mut reading = Reading {
        document: &document,
        namespaces,
        problems: Vec::new(),
        nodes: Vec::new(),
        by_path: HashMap::new(),
        bind_ids: HashMap::new(),
        paths: 0,
        reads: 0,
        asked: Vec::new(),
    };
    let mut form = Form::default();
    let instances: Vec<NodeId> = document
        .children(model)
        .filter(|node| document.local(*node) == "instance")
        .collect();
    let Some(data) = instances
        .first()
        .and_then(|node| document.children(*node).next())
    else {
        return failed(Place::Form, "The form's model has no data.".to_owned());
    };
    for element in [model, data] {
        for (prefix, uri) in document.prefixes(element) {
            if !prefix.is_empty() && reading.namespaces.uri(prefix).is_none() {
                reading.namespaces.declare(prefix, uri);
            }
        }
    }
    form.initial = reading.data(data);
    if form.initial.is_empty() || reading.nodes.is_empty() {
        let problems = reading.problems;
        let error = problems.first().map(|problem| problem.message.clone());
        return (
            Form {
                error: error.or(Some("The form has no data.".to_owned())),
                ..form
            },
            problems,
        );
    }
    form.id = document.attribute(data, "id").unwrap_or_default().into();
    let version = document
        .attribute(data, "version")
        .or_else(|| document.attribute_in(data, "http://openrosa.org/xforms", "version"));
    form.version = version.unwrap_or_default().into();
    if form.id.is_empty() {
        let place = reading.place(data);
        reading.warning(
            place,
            "The form has no id.",
            "Add the attribute id to the root element of the data.",
        );
    }
    form.title = title(&document, html).into();
    let body = document
        .children(html)
        .find(|node| document.local(*node) == "body");
    if let Some(body) = body {
        reading.mark_repeats(body);
        form.style = document.attribute(body, "class").unwrap_or_default().into();
    }
    form.submission = reading.submission(model);
    reading.check_outputs(&source.itext);
    (form.documents, form.instances) = reading.secondary(document.clone(), &instances, media);
    if let Some(control) = body.and_then(|body| reading.first_query(body)) {
        reading.external_choices(control, media, &mut form.documents, &mut form.instances);
    }
    form.itext = Itext::new(
        &source.itext,
        source.languages,
        source.default,
        reading.namespaces.clone(),
    );
    form.templates = data::templates(&form.initial, &reading.nodes);
    form.binds = reading.binds(model);
    if let Some(body) = body {
        (form.controls, form.body) = reading.body(body, &form.binds);
    } else {
        reading.warning(
            Place::Form,
            "The form has no body, so nothing is asked.",
            "",
        );
    }
    #[cfg(feature = "search")]
    reading.searches(media, &mut form);
    form.actions = reading.actions(model, body, &form.controls);
    form.entities = reading.entities(model, &form.initial, &form.binds);
    if reading.asks_for_tables() {
        reading.tables(media, &mut form.documents, &mut form.instances);
    }
    reading.check_asked(&form);
    reading.check_own_values(&form.binds);
    form.aggregates = aggregate::collect(&reading.nodes, &mut form.binds, &mut form.controls);
    let (graph, cycles) = Graph::build(
        &reading.nodes,
        &form.binds,
        &form.controls,
        &form.aggregates,
    );
    form.graph = graph;
    reading.problems.extend(cycles);
    form.namespaces = reading.namespaces;
    form.nodes = reading.nodes;
    form.by_path = reading.by_path;
    let first = reading.problems.iter().find(|problem| problem.is_error());
    form.error = first.map(ToString::to_string);
    (form, reading.problems)
}

/// The root element and the model.
fn model(document: &Document) -> Option<(NodeId, NodeId)> {
    let html = document.root_element()?;
    let head = document.child(html, "head").unwrap_or(html);
    let model = document
        .child(head, "model")
        .or_else(|| document.child(html, "model"))?;
    Some((html, model))
}

fn title(document: &Document, html: NodeId) -> String {
    let head = document.child(html, "head").unwrap_or(html);
    let title = document.child(head, "title");
    title.map_or(String::new(), |node| {
        homeward_xpath::Tree::string_value(document, node)
            .trim()
            .to_owned()
    })
}
