//! Each limit refuses a form that is just over it, and says which limit it is.

mod begun;

use std::sync::Arc;

use begun::{Counting, now};
use homeward_checkin::{Checkin, LoadError, MAX_INSTANCES, MAX_STEPS, MAX_TEXT};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{DATA_NODES, DATA_PATHS, Form, MAX_READS, NoMedia};
use homeward_xpath::doc::XML_DEPTH;

fn document(data: &str, binds: &str) -> String {
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>T</h:title><model>
        <instance><data id="limits">{data}</data></instance>{binds}</model></h:head><h:body/></h:html>"#
    )
}

/// What the form is refused with, when it is read or when it is begun; empty if it is not.
fn refusal(form: &str) -> String {
    let (form, problems) = Form::parse(form.as_bytes(), &NoMedia);
    if let Some(problem) = problems.iter().find(|problem| problem.is_error()) {
        assert!(form.error().is_some());
        return problem.to_string();
    }
    match Checkin::new(Arc::new(form), &now(), &mut Counting(1)) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

/// A form within the limit is taken, one just over it is refused with these words.
#[track_caller]
fn check(within: &str, over: &str, says: &str) {
    assert_eq!(refusal(within), "");
    let found = refusal(over);
    assert!(found.contains(says), "{found}");
}

#[test]
fn xml_depth() {
    // html, head, model, instance and data stand around it
    let deep = |levels: usize| document(&("<a>".repeat(levels) + &"</a>".repeat(levels)), "");
    check(
        &deep(XML_DEPTH - 5),
        &deep(XML_DEPTH - 4),
        "XML depth is at most 200",
    );
}

#[test]
fn entities_are_not_expanded() {
    let form = document("<a>&e;</a>", "");
    let refused = refusal(&format!("<!DOCTYPE h:html [<!ENTITY e 'x'>]>{form}"));
    assert!(refused.contains("unknown entity"), "{refused}");
    check(&document("<a>&lt;</a>", ""), &form, "unknown entity");
}

#[test]
fn nodes_of_the_primary_instance() {
    // the root element and its id are two
    let nodes = |count: usize| document(&"<a/>".repeat(count - 2), "");
    let says = "100000 nodes in the primary instance";
    check(&nodes(DATA_NODES), &nodes(DATA_NODES + 1), says);
}

#[test]
fn paths_of_the_primary_instance() {
    let name = "n".repeat(3_000);
    let around = |leaves: usize| {
        let leaves: String = (0..leaves).map(|at| format!("<l{at}/>")).collect();
        let levels = 100;
        let open = format!("<{name}>").repeat(levels);
        let close = format!("</{name}>").repeat(levels);
        document(&format!("{open}{leaves}{close}"), "")
    };
    let each = 100 * 3_001;
    let enough = DATA_PATHS / each - 51;
    check(&around(enough), &around(enough + 20), "bytes of paths");
}

#[test]
fn nodes_that_expressions_read() {
    let form = |rules: usize| {
        let leaves: String = (0..1_000).map(|at| format!("<l{at}/>")).collect();
        let rules: String = (0..rules)
            .map(|at| format!(r#"<bind nodeset="/data/l{at}" readonly="count(//*) = 0"/>"#))
            .collect();
        document(&leaves, &rules)
    };
    let each = 1_001;
    check(
        &form(MAX_READS / each),
        &form(MAX_READS / each + 1),
        "read more than 1000000 nodes",
    );
}

#[test]
fn evaluation_steps_of_a_recalculation() {
    // each node is compared with each
    let form = |nodes: usize| {
        let bind = r#"<bind nodeset="/data/c" calculate="count(/data/l[count(/data/l) = 0])"/>"#;
        document(&format!("<c/>{}", "<l/>".repeat(nodes)), bind)
    };
    // elements of one name that are no repeat are one node, so rows of a list are taken
    let list = |rows: usize| {
        let rows = "<r/>".repeat(rows);
        let bind = r#"<bind nodeset="/data/c" calculate="count(instance('l')/l/r[count(instance('l')/l/r) = 0])"/>"#;
        document("<c/>", bind).replace(
            "</instance>",
            &format!(r#"</instance><instance id="l"><l>{rows}</l></instance>"#),
        )
    };
    assert_eq!(refusal(&form(10)), "");
    let says = format!("more than {MAX_STEPS} evaluation steps");
    check(&list(2_000), &list(3_200), &says);
}

#[test]
fn depth_of_an_expression() {
    let form = |depth: usize| {
        let expression = format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
        document(
            "<c/>",
            &format!(r#"<bind nodeset="/data/c" calculate="{expression}"/>"#),
        )
    };
    check(
        &form(150),
        &form(homeward_xpath::MAX_DEPTH + 1),
        "its depth is at most 200",
    );
}

#[test]
fn text_of_a_change() {
    // each value is twice the one before
    let form = |doublings: usize| {
        let nodes: String = (0..doublings).map(|at| format!("<c{at}/>")).collect();
        let rules: String = (1..doublings)
            .map(|at| {
                let before = at - 1;
                format!(r#"<bind nodeset="/data/c{at}" calculate="concat(/data/c{before}, /data/c{before})"/>"#)
            })
            .collect();
        let first = r#"<bind nodeset="/data/c0" calculate="'0123456789abcdef'"/>"#;
        let many: String = (0..20)
            .map(|at| {
                format!(
                    r#"<bind nodeset="/data/d{at}" calculate="/data/c{}"/>"#,
                    doublings - 1
                )
            })
            .collect();
        let ends: String = (0..20).map(|at| format!("<d{at}/>")).collect();
        document(&format!("{nodes}{ends}"), &format!("{first}{rules}{many}"))
    };
    let says = format!("more than {MAX_TEXT} bytes of text");
    check(&form(10), &form(18), &says);
    let one = refusal(&form(24));
    assert!(
        one.contains("text becomes too long") || one.contains(&says),
        "{one}"
    );
}

#[test]
fn instances_of_a_counted_repeat() {
    let survey = |count: usize| {
        let table = format!(
            "| survey |\n| | type | name | label | repeat_count |\n| | begin repeat | r | R | {count} |\n| | text | t | T | |\n| | end repeat | | | |\n"
        );
        let converted = convert(
            "data.md",
            table.as_bytes(),
            Kind::Markdown,
            &Options::default(),
        );
        converted.xform.unwrap()
    };
    let refused = refusal(&survey(MAX_INSTANCES + 1));
    assert_eq!(refused, LoadError::TooManyNodes(MAX_INSTANCES).to_string());
    assert_eq!(refusal(&survey(1_000)), "");
}
