//! The policy lint over workbooks: each rule finds what it forbids and leaves the rest.
#![allow(clippy::unwrap_used)] // a test fails by it

use homeward_form::lint::{Policy, lint_xform};
use homeward_form::xlsform::{Kind, Options, Workbook, convert, lint_workbook};
use homeward_form::{Place, Severity};

fn findings(workbook: &str, policy: &Policy) -> Vec<String> {
    let workbook = Workbook::read(workbook.as_bytes(), Kind::Markdown).unwrap();
    lint_workbook(&workbook, policy)
        .iter()
        .map(|problem| {
            let text = problem.to_string();
            let rule = text.split('`').nth(1).unwrap_or_default();
            format!("{} {rule}", problem.place)
        })
        .collect()
}

/// One question in a form about a person.
fn question(row: &str, expect: &[&str]) {
    let workbook = format!(
        "
| survey |
| | type | name | label | calculation | parameters | bind::ri:class | appearance |
| | text | case_ref | Case reference | | | operational | |
| | select_one l | a | A | | | indicator | |
| | select_one l | b | B | | | indicator | |
| | date | day | Day | | | operational | |
| {row} |
| choices |
| | list_name | name | label |
| | l | x | X |
| settings |
| | namespaces |
| | ri=\"https://example.org/\" |
"
    );
    let found = findings(&workbook, &Policy::default());
    assert_eq!(found, expect, "{row}");
}

#[test]
fn types() {
    for kind in [
        "geopoint",
        "geotrace",
        "geoshape",
        "start-geopoint",
        "gps",
        "location",
        "osm",
    ] {
        question(
            &format!("| {kind} | q | Q | | | sealed | "),
            &["survey!A6 no place"],
        );
    }
    for kind in [
        "image",
        "photo",
        "video",
        "barcode",
        "add image prompt",
        "q picture",
    ] {
        question(
            &format!("| {kind} | q | Q | | | sealed | "),
            &["survey!A6 no pictures"],
        );
    }
    for kind in ["audio", "background-audio"] {
        question(
            &format!("| {kind} | q | Q | | | sealed | "),
            &["survey!A6 no sound"],
        );
    }
    for kind in [
        "deviceid",
        "phonenumber",
        "username",
        "email",
        "simserial",
        "subscriberid",
        "imei",
        "start",
        "end",
        "phone number",
        "uri:deviceid",
        "get start time",
    ] {
        question(
            &format!("| {kind} | q | Q | | | operational | "),
            &["survey!A6 no marks of the phone"],
        );
    }
    question("| file | q | Q | | | sealed | ", &["survey!A6 no files"]);
    question(
        "| text | q | Q | | | sealed | signature",
        &["survey!A6 no pictures"],
    );
    question("| today | q | | | | operational | ", &[]);
    question("| text | q | Q | | | sealed | multiline", &[]);
}

#[test]
fn classes() {
    question(
        "| text | q | Q | | | | ",
        &["survey!F6 every answer has a class"],
    );
    question(
        "| text | q | Q | | | secret | ",
        &["survey!F6 every answer has a class"],
    );
    question(
        "| text | q | Q | | | indicator | ",
        &["survey!F6 no free text in tables"],
    );
    question("| note | q | Q | | | | ", &[]);
}

#[test]
fn scores() {
    let rule = &["survey!D6 no person scores"][..];
    question("| calculate | q | | sum(${a}) | | sealed | ", rule);
    question("| calculate | q | | ${a} + ${b} | | sealed | ", rule);
    question(
        "| calculate | q | | if(${a}='x',2,0)+if(${b}='x',1,0) | | sealed | ",
        rule,
    );
    question(
        "| calculate | q | | weighted-checklist(1,2,${a},1) | | sealed | ",
        rule,
    );
    question(
        "| calculate | q | | count-selected(${a}) | | sealed | ",
        &[],
    );
    question("| calculate | q | | ${day} + 7 | | sealed | ", &[]);
    question(
        "| calculate | q | | concat(${a}, '+', ${b}) | | sealed | ",
        &[],
    );
    for grade in [
        "if(${a}='x' and ${b}='x', 'high', 'low')",
        "if(${a}='x' and ${b}='x', 3, 1)",
        "if(${a}='x', if(${b}='x', 'A', 'B'), 'C')",
        "number(concat(${a}='x', ${b}='x'))",
    ] {
        question(&format!("| calculate | q | | {grade} | | sealed | "), rule);
    }
    question(
        "| calculate | q | | if(${a}='x' and ${b}='x', 'yes', 'no') | | sealed | ",
        &[],
    );
    question(
        "| range | q | Q | | start=1 end=5 | sealed | ",
        &["survey!A6 no person scores"],
    );
}

#[test]
fn subjects() {
    let rule = "forbidden subjects";
    question(
        "| text | religion | Q | | | sealed | ",
        &[&format!("survey!B6 {rule}")],
    );
    for label in [
        "Which mosque?",
        "Cila është kombësia?",
        "Etnička pripadnost",
        "Верска припадност",
        "Vrsta krivičnog djela",
        "Идеологија",
        "Risk score",
        "Date of birth",
    ] {
        question(
            &format!("| text | q | {label} | | | sealed | "),
            &[&format!("survey!C6 {rule}")],
        );
    }
    question("| note | n | Do not write about religion. | | | | ", &[]);
    question(
        "| text | q | Is anyone at risk of harm? | | | sealed | ",
        &[],
    );
}

#[test]
fn a_text_is_no_truth() {
    let check =
        |calculation: &str, kind: &str, relevant: &str, choice_filter: &str, expect: &[&str]| {
            let form = format!(
                "
| survey |
| | type | name | label | calculation | bind::type | relevant | choice_filter | bind::ri:class |
| | select_one l | a | A | | | | | indicator |
| | calculate | big | | {calculation} | {kind} | | | operational |
| | calculate | next | | if(${{big}}, 'yes', '') | string | | | operational |
| | select_one l | q | Q | | | {relevant} | {choice_filter} | indicator |
| choices |
| | list_name | name | label |
| | l | x | X |
| settings |
| | form_id | namespaces |
| | f | ri=\"https://example.org/\" |
"
            );
            let workbook = Workbook::read(form.as_bytes(), Kind::Markdown).unwrap();
            let found = lint_workbook(&workbook, &Policy::default());
            assert!(
                found
                    .iter()
                    .all(|problem| problem.severity == Severity::Warning),
                "{found:?}"
            );
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, expect, "{calculation} {relevant}");
            let conversion = convert("f.md", form.as_bytes(), Kind::Markdown, &Options::default());
            let xform = conversion.xform.unwrap();
            let found = lint_xform(xform.as_bytes(), &Policy::default());
            assert_eq!(found.len(), expect.len(), "{found:?}");
            assert!(
                found
                    .iter()
                    .all(|problem| matches!(problem.place, Place::Line { .. }))
            );
        };
    let next = "survey!D4: In a rule of `next`, `big` counts as true also when it is `false`, because that is a text. Write `${big} = 'true'`.";
    let relevant = "survey!F5: In a rule of `q`, `big` counts as true also when it is `false`, because that is a text. Write `${big} = 'true'`.";
    let filter = "survey!G5: In a rule of `q`, `big` counts as true also when it is `false`, because that is a text. Write `${big} = 'true'`.";
    check("${a} = 'x'", "string", "${big}", "", &[next, relevant]);
    check(
        "not(${a} = 'x')",
        "",
        "not(${big}) or ${a} = 'y'",
        "${big}",
        &[next, relevant, filter],
    );
    check(
        "if(${a} = 'x', true(), false())",
        "string",
        "${big} = 'true'",
        "",
        &[next],
    );
    check(
        "if(${a} = 'x', 'yes', 'no')",
        "string",
        "${a} = 'y' and ${big}",
        "",
        &[
            "survey!D4: In a rule of `next`, `big` counts as true also when it is `no`, because that is a text. Write `${big} = 'yes'`.",
            "survey!F5: In a rule of `q`, `big` counts as true also when it is `no`, because that is a text. Write `${big} = 'yes'`.",
        ],
    );
    // a truth with a type of its own, a text that may be empty, an answer
    check("${a} = 'x'", "int", "${big}", "", &[]);
    check("${a} = 'x'", "boolean", "${big}", "", &[]);
    check("if(${a} = 'x', 'yes', '')", "string", "${big}", "", &[]);
    check("if(${a} = 'x', ${a}, 'no')", "string", "${big}", "", &[]);
}

#[test]
fn a_tenant_tightens() {
    let workbook = "
| survey |
| | type | name | label | bind::ri:class |
| | text | q | Your haircut? | sealed |
| | time | t | When? | operational |
";
    assert!(findings(workbook, &Policy::default()).is_empty());
    let policy = Policy {
        words: vec!["haircut".to_owned()],
        types: vec!["time".to_owned()],
        ..Policy::default()
    };
    assert_eq!(
        findings(workbook, &policy),
        [
            "survey!C2 forbidden subjects",
            "survey!A3 not allowed by the tenant"
        ]
    );
}

#[test]
fn places_have_scales_and_answers_stay_sealed() {
    let community = "
| survey |
| | type | name | label | bind::ri:class |
| | select_one l | jurisdiction | Where? | operational |
| | range | ready | How ready is the municipality? | indicator |
| | select_one l | who | Who helps? | indicator |
| choices |
| | list_name | name | label |
| | l | religious | Religious communities |
";
    assert!(findings(community, &Policy::default()).is_empty());
    let leaving = "
| survey |
| | type | name | label | bind::ri:class |
| | text | q | Q | sealed |
| settings |
| | submission_url | auto_send |
| | https://example.org | true |
";
    assert_eq!(
        findings(leaving, &Policy::default()),
        ["settings!A2 sealed only", "settings!B2 sealed only"]
    );
}
