//! The functions and the language, clause by clause: each case is an expression and its value.
#![allow(clippy::unwrap_used)]

#[macro_use]
#[path = "../walking/mod.rs"]
mod walking;

mod core_functions;
mod core_language;
mod core_paths;
mod dates;
mod errors;
mod forms;
mod odk;
mod patterns;
mod places;

use homeward_xpath::doc::Document;
use homeward_xpath::{Context, Expr, Host, Namespaces, NodeId, RandomSource, Tree, Value, number};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// The document of most cases.
const DOC: &str = r#"<?xml version="1.0"?>
<!-- before -->
<?style sheet?>
<data id="form" version="7" xml:lang="en-GB" xmlns:x="urn:x"><name>Ada</name><age>41</age><empty/><langs>sq mk  sr</langs>
  <rep><v>3</v><w>a</w></rep><rep><v>1</v><w>b</w></rep><rep><v>2</v><w>a</w></rep>
  <x:meta x:kind="k"><x:inner>deep</x:inner></x:meta><p xml:lang="sr-Latn">ku<!-- inside -->ku<b id="bold">bold</b></p>
  <nums><n>10</n><n>-2.5</n><n>7</n></nums><mixed><n>1</n><n>no</n><n/></mixed><flag>false</flag>
  <when>2026-02-28</when><stamp>2026-03-14T08:00:00.000Z</stamp>
  <instance id="towns"><root><item><name>t1</name><region>n</region></item><item><name>t2</name><region>s</region></item><item><name>t3</name><region>n</region></item></root></instance>
</data>"#;

/// Numbers that count up: what is random is told apart from what is not.
pub struct Counter(pub u64);

impl RandomSource for Counter {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        bytes
            .iter_mut()
            .for_each(|byte| *byte = self.next_u64() as u8);
    }
}

/// A form that has the document's instances, a text, a label and a version.
struct Form<'d>(&'d Document);

impl Host for Form<'_> {
    fn instance(&self, id: &str) -> Option<NodeId> {
        self.0.elements().find(|node| {
            self.0.local(*node) == "instance" && self.0.attribute(*node, "id") == Some(id)
        })
    }

    fn itext(&self, id: &str) -> Option<String> {
        (id == "hello").then(|| "Tungjatjeta".to_owned())
    }

    fn choice_name(&self, value: &str, question: &str, _: NodeId) -> Option<String> {
        (question == "/data/langs").then(|| format!("<{value}>"))
    }

    fn version(&self) -> Option<&str> {
        Some("7")
    }

    fn property(&self, name: &str) -> Option<String> {
        (name == "username").then(|| "worker".to_owned())
    }

    fn month_name(&self, month: u8) -> Option<&str> {
        (month == 5).then_some("maj")
    }

    fn weekday_name(&self, weekday: u8) -> Option<&str> {
        (weekday == 1).then_some("hën")
    }

    fn pulldata(&self, instance: &str, column: &str, _: &str, key: &str) -> Option<String> {
        Some(format!("{instance}.{column}.{key}"))
    }
}

/// 2026-03-14T09:26:53 at +01:00, in a zone with summer time.
fn now() -> ZonedDateTime {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    "2026-03-14T08:26:53Z"
        .parse::<Timestamp>()
        .unwrap()
        .to_zoned_datetime(zone)
}

/// A value as one text: nodes as the list of their values.
fn shown(value: Value<'_>, doc: &Document) -> String {
    match value {
        Value::String(text) | Value::Date(text) => text.into_owned(),
        Value::Number(value) => number::to_text(value),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Nodes(nodes) => {
            let texts: Vec<String> = nodes
                .iter()
                .map(|node| doc.string_value(*node).into_owned())
                .collect();
            format!("[{}]", texts.join(", "))
        }
    }
}

/// Evaluates an expression for a node of a document.
fn evaluate(xml: &str, context: &str, expr: &str, javarosa: bool) -> Result<String, String> {
    let doc = Document::parse(xml).unwrap();
    let host = Form(&doc);
    let now = now();
    let mut random = Counter(7);
    let mut namespaces = Namespaces::forms();
    namespaces.declare("x", "urn:x");
    let place = Expr::parse(context, &namespaces).unwrap();
    let nodes = {
        let mut cx = Context::new(&doc, &host, doc.root(), doc.root(), &now, &mut random);
        place.evaluate_nodes(&mut cx).unwrap()
    };
    let expr = Expr::parse(expr, &namespaces).map_err(|error| error.to_string())?;
    let mut cx = Context::new(&doc, &host, doc.root(), nodes[0], &now, &mut random);
    if javarosa {
        cx = cx.javarosa();
    }
    expr.evaluate(&mut cx)
        .map(|value| shown(value, &doc))
        .map_err(|error| error.to_string())
}

/// An expression on the common document, from its root element, has this value in both meanings.
fn check(expr: &str, expected: &str) {
    for javarosa in [false, true] {
        assert_eq!(
            evaluate(DOC, "/data", expr, javarosa).as_deref(),
            Ok(expected),
            "{expr} (JavaRosa: {javarosa})"
        );
    }
}

fn check_all(cases: &[(&str, &str)]) {
    for (expr, expected) in cases {
        check(expr, expected);
    }
}

/// Values by XPath 1.0 and by JavaRosa, where they differ.
fn check_both(cases: &[(&str, &str, &str)]) {
    for (expr, standard, javarosa) in cases {
        assert_eq!(
            evaluate(DOC, "/data", expr, false).as_deref(),
            Ok(*standard),
            "{expr} (standard)"
        );
        assert_eq!(
            evaluate(DOC, "/data", expr, true).as_deref(),
            Ok(*javarosa),
            "{expr} (JavaRosa)"
        );
    }
}
