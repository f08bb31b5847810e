//! `xpath batch`: a line in, a line out.
#![allow(clippy::unwrap_used)]

use homeward_xpath::{RandomSource, batch};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

struct Zero;

impl RandomSource for Zero {
    fn next_u64(&mut self) -> u64 {
        0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

fn run(input: &str) -> Vec<Value> {
    let zone = TimeZone::posix("MST7").unwrap();
    let now = "2026-03-14T08:26:53Z"
        .parse::<Timestamp>()
        .unwrap()
        .to_zoned_datetime(zone);
    let mut out = Vec::new();
    batch::run(input.as_bytes(), &mut out, &now, &mut Zero).unwrap();
    String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn check(mut request: Value, expected: Value) {
    request["id"] = json!("case 1");
    let answers = run(&format!("{request}\n"));
    let wanted = match expected.get("error") {
        Some(_) => {
            let error = answers[0]["error"].as_str().unwrap_or_default();
            assert!(
                error.contains(expected["error"].as_str().unwrap()),
                "{request}: {}",
                answers[0]
            );
            return;
        }
        None => json!([{"id": "case 1", "value": expected}]),
    };
    assert_eq!(json!(answers), wanted, "{request}");
}

const DOC: &str = "<a x='1'><!-- c --><b>one</b>two<b id='i' p:q='r' xmlns:p='urn:p'>three</b></a>";

#[test]
fn values() {
    check(json!({"expr": "1 + 1"}), json!(2));
    check(json!({"expr": "1 div 4"}), json!(0.25));
    check(json!({"expr": "0 div 0"}), json!("NaN"));
    check(
        json!({"expr": "1 div 0", "want": "number"}),
        json!("Infinity"),
    );
    check(json!({"expr": "-1 div 0"}), json!("-Infinity"));
    check(json!({"expr": "1 = 1"}), json!(true));
    check(json!({"expr": "'a'"}), json!("a"));
    check(json!({"expr": "1 = 1", "want": "string"}), json!("true"));
    check(json!({"expr": "'12'", "want": "number"}), json!(12));
    check(json!({"expr": "'x'", "want": "boolean"}), json!(true));
    check(
        json!({"expr": "//b", "doc": DOC, "want": "string"}),
        json!("one"),
    );
    check(
        json!({"expr": "//nothing", "doc": DOC, "want": "boolean"}),
        json!(false),
    );
    check(
        json!({"expr": "string(date-time('1970-01-01T21:50:49Z'))"}),
        json!("1970-01-01T14:50:49.000-07:00"),
    );
    check(json!({"expr": "today()"}), json!("2026-03-14"));
}

#[test]
fn nodes() {
    let b = |at: u8, value: &str| json!({"path": format!("/*[1]/*[{at}]"), "name": "b", "value": value});
    check(
        json!({"expr": "//b", "doc": DOC}),
        json!([b(1, "one"), b(2, "three")]),
    );
    check(
        json!({"expr": "/", "doc": "<a/>"}),
        json!([{"path": "/", "name": "", "value": ""}]),
    );
    check(
        json!({"expr": "//nothing", "doc": DOC, "want": "nodes"}),
        json!([]),
    );
    let path = |expr: &str, path: &str, name: &str, value: &str| {
        check(
            json!({"expr": expr, "doc": DOC, "ns": {"p": "urn:p"}}),
            json!([{"path": path, "name": name, "value": value}]),
        );
    };
    path("//@id", "/*[1]/*[2]/@id", "id", "i");
    path("//@p:q", "/*[1]/*[2]/@p:q", "p:q", "r");
    path("/a/text()", "/*[1]/text()[1]", "", "two");
    path("//comment()", "/*[1]/comment()[1]", "", " c ");
}

#[test]
fn where_it_stands() {
    check(
        json!({"expr": "string(.)", "doc": DOC, "context": "/a/b[2]"}),
        json!("three"),
    );
    check(
        json!({"expr": "string(.)", "doc": DOC, "context": "/*[1]/*[1]"}),
        json!("one"),
    );
    check(
        json!({"expr": "string(/b)", "doc": DOC, "root": "/a"}),
        json!("one"),
    );
    check(
        json!({"expr": "string(b[2])", "doc": DOC, "root": "/a"}),
        json!("three"),
    );
    check(
        json!({"expr": "string()", "doc": DOC, "root": "/a", "context": "/b[2]"}),
        json!("three"),
    );
    check(
        json!({"expr": "count(//z:e)", "doc": "<e xmlns='urn:z'/>", "ns": {"z": "urn:z"}}),
        json!(1),
    );
    check(
        json!({"expr": "count(//e)", "doc": "<e xmlns='urn:z'/>"}),
        json!(0),
    );
    check(
        json!({"expr": "count(//e)", "doc": "<e xmlns='urn:z'/>", "ns": {"": "urn:z"}}),
        json!(1),
    );
}

#[test]
fn forms() {
    let form = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>\
        <model><itext><translation lang='en'><text id='hi'><value form='short'>h</value><value>Hello</value></text></translation>\
        <translation lang='sq' default=''><text id='hi'><value>Tungjatjeta</value></text></translation></itext>\
        <instance><data version='3'><q>5</q></data></instance>\
        <instance id='list'><root><item><name>a</name></item></root></instance></model></h:html>";
    let root = "//*[local-name() = 'instance'][1]";
    check(
        json!({"expr": "jr:itext('hi')", "doc": form}),
        json!("Tungjatjeta"),
    );
    check(
        json!({"expr": "jr:itext('hi')", "doc": form, "lang": "en"}),
        json!("Hello"),
    );
    check(
        json!({"expr": "/data/q + 1", "doc": form, "root": root}),
        json!(6),
    );
    check(
        json!({"expr": "string(instance('list')/root/item/name)", "doc": form, "root": root}),
        json!("a"),
    );
    check(json!({"expr": "version()", "doc": form}), json!("3"));
    check(
        json!({"expr": "jr:itext('hi')", "doc": form, "ns": {"jr": "urn:other"}}),
        json!({"error": "unknown function jr:itext()"}),
    );
}

#[test]
fn errors() {
    check(
        json!({"expr": "nope()"}),
        json!({"error": "unknown function nope()"}),
    );
    check(
        json!({"expr": "not()"}),
        json!({"error": "not() takes 1 argument, not 0"}),
    );
    check(
        json!({"expr": "1", "doc": "<a>"}),
        json!({"error": "line 1"}),
    );
    check(
        json!({"expr": "1", "doc": "<a>&nbsp;</a>"}),
        json!({"error": "unknown entity"}),
    );
    check(
        json!({"expr": "1", "context": "/none"}),
        json!({"error": "context: there is no such node"}),
    );
    check(
        json!({"expr": "1", "want": "nodes"}),
        json!({"error": "nodes"}),
    );
    check(
        json!({"expr": "1", "want": "colour"}),
        json!({"error": "want has to be"}),
    );
    check(json!({"doc": "<a/>"}), json!({"error": "expr is missing"}));
    assert_eq!(
        run("{\"id\": 1, \"expr\": \"1\"}\n\nnot json\n[1]\n{\"id\": [2], \"expr\": \"2\"}").len(),
        4
    );
    assert_eq!(
        run("{\"id\": [2], \"expr\": \"2\"}"),
        [json!({"id": [2], "value": 2})]
    );
}
