//! `xpath batch`.

use serde_json::{Value, json};

use crate::run::homeward_with;

#[track_caller]
fn check(lines: &[Value], zone: &str, expect: &[Value]) {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let answer = homeward_with(&["xpath", "batch"], &input, &[("TZ", zone)]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let found: Vec<Value> = answer
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn one_answer_a_line_in_order() {
    let doc = "<data><q id='7'>41</q><r><a>1</a></r><r><a>2</a></r></data>";
    check(
        &[
            json!({"id": 1, "doc": doc, "expr": "/data/q + 1", "want": "number"}),
            json!({"id": "b", "doc": doc, "context": "/data/r[2]", "expr": "a", "want": "string"}),
            json!({"id": 3, "doc": doc, "expr": "count(/data/r) = 2", "want": "boolean"}),
            json!({"id": 4, "doc": doc, "expr": "/data/q/@id", "want": "nodes"}),
            json!({"id": 5, "expr": "0 div 0", "want": "number"}),
            json!({"id": 6, "expr": "-1 div 0", "want": "number"}),
        ],
        "UTC",
        &[
            json!({"id": 1, "value": 42}),
            json!({"id": "b", "value": "2"}),
            json!({"id": 3, "value": true}),
            json!({"id": 4, "value": [{"path": "/*[1]/*[1]/@id", "name": "id", "value": "7"}]}),
            json!({"id": 5, "value": "NaN"}),
            json!({"id": 6, "value": "-Infinity"}),
        ],
    );
}

#[test]
fn dates_are_in_the_zone_of_the_environment() {
    let line = json!({"id": 1, "expr": "date-time('2026-07-01T12:00:00Z')", "want": "string"});
    let local = |text: &str| [json!({"id": 1, "value": text})];
    check(
        &[line.clone()],
        "Europe/Skopje",
        &local("2026-07-01T14:00:00.000+02:00"),
    );
    check(
        &[line],
        "Asia/Tokyo",
        &local("2026-07-01T21:00:00.000+09:00"),
    );
}

#[test]
fn a_line_that_is_wrong_is_answered_and_the_next_goes_on() {
    let input = "x\n{\"id\":2,\"expr\":\"nosuch()\"}\n{\"id\":3,\"expr\":\"1 +\"}\n{\"id\":4,\"expr\":\"2\"}\n";
    let answer = homeward_with(&["xpath", "batch"], input, &[]);
    let lines: Vec<Value> = answer
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((answer.code, lines.len()), (0, 4));
    assert_eq!(
        (&lines[0]["id"], &lines[1]["id"], &lines[2]["id"]),
        (&json!(null), &json!(2), &json!(3))
    );
    for line in &lines[..3] {
        assert!(
            line["error"].is_string() && line.get("value").is_none(),
            "{line}"
        );
    }
    assert!(lines[3].get("error").is_none());
}
