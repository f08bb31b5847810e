//! `homeward xpath batch`: JSON lines in, JSON lines out, one expression a line.
//!
//! Invariant: every line in gives exactly one line out, in order, whatever it holds. The meaning is the
//! standard one ([`crate::Meaning::Standard`]). It reads no clock and no environment: the caller passes
//! the time, whose zone is the one of dates without an offset, and the randomness.

mod answer;
mod host;

use std::io::{self, BufRead, Write};
use std::rc::Rc;

use jiff::ZonedDateTime;
use serde_json::{Map, Value as Json, json};

use crate::context::{Context, RandomSource};
use crate::doc::Document;
use crate::namespaces::{Namespaces, Unprefixed};
use crate::tree::NodeId;
use crate::{Expr, Host};

const XFORMS: &str = "http://www.w3.org/2002/xforms";

/// Answers every line of `input`.
///
/// # Errors
/// Only those of reading and writing: what is wrong with a line is the answer to it.
pub fn run(
    input: impl BufRead,
    mut output: impl Write,
    now: &ZonedDateTime,
    random: &mut dyn RandomSource,
) -> io::Result<()> {
    let mut last = LastDocument::default();
    for line in input.split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        let answer = match serde_json::from_str::<Json>(&text) {
            Ok(Json::Object(request)) => {
                let id = request.get("id").cloned().unwrap_or(Json::Null);
                match answer(&request, &mut last, now, random) {
                    Ok(value) => json!({"id": id, "value": value}),
                    Err(error) => json!({"id": id, "error": error}),
                }
            }
            Ok(_) => json!({"id": null, "error": "the line is no JSON object"}),
            Err(error) => json!({"id": null, "error": format!("the line is no JSON: {error}")}),
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}

/// The document of the line before: many lines ask about the same one.
#[derive(Default)]
struct LastDocument {
    text: String,
    document: Option<Rc<Document>>,
}

impl LastDocument {
    fn get(&mut self, text: &str) -> Result<Rc<Document>, String> {
        if let Some(document) = self.document.as_ref().filter(|_| self.text == text) {
            return Ok(Rc::clone(document));
        }
        let document = Rc::new(
            Document::read(text.trim_start().as_bytes()).map_err(|error| error.to_string())?,
        );
        self.text = text.to_owned();
        self.document = Some(Rc::clone(&document));
        Ok(document)
    }
}

fn text_of<'r>(request: &'r Map<String, Json>, key: &str) -> Result<Option<&'r str>, String> {
    match request.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("{key} has to be a text")),
    }
}

fn answer(
    request: &Map<String, Json>,
    last: &mut LastDocument,
    now: &ZonedDateTime,
    random: &mut dyn RandomSource,
) -> Result<Json, String> {
    let source = text_of(request, "expr")?.ok_or("expr is missing")?;
    let document = last.get(text_of(request, "doc")?.unwrap_or("<root/>"))?;
    let document = &*document;
    let host = host::Host {
        document,
        language: text_of(request, "lang")?,
    };
    let given = match request.get("ns") {
        None | Some(Json::Null) => None,
        Some(Json::Object(given)) => Some(given),
        Some(_) => return Err("ns has to be an object".to_owned()),
    };
    let top = document.root();
    let mut spaces = namespaces(document, document.root_element().unwrap_or(top), given)?;
    let mut place = Place {
        document,
        host: &host,
        now,
        random,
    };
    let root = match text_of(request, "root")? {
        Some(path) => place.find(path, &spaces, top, "root")?,
        None => top,
    };
    let context = match text_of(request, "context")? {
        None | Some("/") => root,
        Some(path) => match place.find(path, &spaces, top, "context") {
            Err(_) if root != top => place.find(path, &spaces, root, "context")?,
            found => found?,
        },
    };
    if context != top {
        spaces = namespaces(document, context, given)?;
    }
    let expr = Expr::parse(source, &spaces).map_err(|error| error.to_string())?;
    let mut cx = Context::new(document, &host, root, context, now, place.random);
    cx.position = 1;
    answer::answer(&expr, &mut cx, document, text_of(request, "want")?)
}

/// Prefixes: those of the request, those in scope at a node, those that forms use by custom.
fn namespaces(
    document: &Document,
    at: NodeId,
    given: Option<&Map<String, Json>>,
) -> Result<Namespaces, String> {
    let mut spaces = Namespaces::forms();
    let xforms = document.declares(XFORMS);
    spaces.set_unprefixed(if xforms {
        Unprefixed::Any
    } else {
        Unprefixed::NoNamespace
    });
    spaces.declare("xhtml", "http://www.w3.org/1999/xhtml");
    spaces.declare("xf", XFORMS);
    for (prefix, uri) in document.prefixes(at).into_iter().rev() {
        if !prefix.is_empty() {
            spaces.declare(prefix, uri);
        }
    }
    for (prefix, uri) in given.into_iter().flatten() {
        let uri = uri.as_str().ok_or("ns has to map prefixes to texts")?;
        if prefix.is_empty() {
            spaces.set_unprefixed(Unprefixed::Uri(uri.to_owned()));
        } else {
            spaces.declare(prefix, uri);
        }
    }
    Ok(spaces)
}

/// What finding the nodes that a request names takes.
struct Place<'a, 'r> {
    document: &'a Document,
    host: &'a dyn Host,
    now: &'a ZonedDateTime,
    random: &'r mut dyn RandomSource,
}

impl Place<'_, '_> {
    /// The first node of a path.
    fn find(
        &mut self,
        path: &str,
        spaces: &Namespaces,
        root: NodeId,
        what: &str,
    ) -> Result<NodeId, String> {
        let expr = Expr::parse(path, spaces).map_err(|error| format!("{what}: {error}"))?;
        let mut cx = Context::new(self.document, self.host, root, root, self.now, self.random);
        let nodes = expr
            .evaluate_nodes(&mut cx)
            .map_err(|error| format!("{what}: {error}"))?;
        nodes
            .first()
            .copied()
            .ok_or_else(|| format!("{what}: there is no such node"))
    }
}
