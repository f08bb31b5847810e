//! What is a score and what is none, by tables.

use super::*;
use crate::lint::{Subject, Text, read_expressions};
use crate::problem::Place;

fn subject(name: &str, kind: &str, calculation: &str) -> Subject {
    let text = |text: &str| Text {
        text: text.to_owned(),
        place: Place::Form,
    };
    Subject {
        kind: kind.to_owned(),
        name: text(name),
        calculation: (!calculation.is_empty()).then(|| text(calculation)),
        ..Subject::nothing(Place::Form)
    }
}

/// Whether the last calculation is a score; those before it are helpers, as `name = expression`.
fn is_score(calculations: &[&str]) -> bool {
    let mut subjects = vec![
        subject("a", "select one", ""),
        subject("b", "select one", ""),
        subject("c", "text", ""),
        subject("day", "date", ""),
    ];
    for calculation in calculations {
        let (name, expression) = calculation.split_once(" := ").expect("a name");
        subjects.push(subject(name, "calculate", expression));
    }
    let form = Questionnaire {
        subjects,
        ..Questionnaire::default()
    };
    let expressions = read_expressions(&form);
    let scores = Scores::new(&form, &expressions);
    let mut found = Vec::new();
    let at = form
        .subjects
        .iter()
        .position(|subject| subject.name.text == "s");
    let at = at.expect("the calculation `s`");
    scores.check(&form.subjects[at], &expressions[at], &mut found);
    !found.is_empty()
}

#[test]
fn numbers() {
    let check = |text: &str, expect: bool| {
        assert_eq!(is_score(&[&format!("s := {text}")]), expect, "{text}");
    };
    check("if(${made} = 'yes', count(${referrals}), 0)", false);
    check("count-selected(${needs})", false);
    check("concat(${a}, ' + ', ${b})", false);
    check("${a} + 1", false);
    check("${day} + 7 - ${a}", false);
    check("${a} + ${b}", true);
    check("if(${a}='x',1,0) + if(${b}='y', 2, 0)", true);
    check("${a} * 0.5 + ${b} * 2", true);
    check("5 - ${a} - ${b}", true);
    check("concat(${a-1}, ${b-2})", false);
    check("sum(${points})", true);
    check("weighted-checklist(1, 3, ${a}, 2, ${b}, 1)", true);
    check(
        "string-length(concat(if(${a}='x','.',''), if(${b}='y','.','')))",
        true,
    );
    check("count(${r}/*)", false);
    check(" /data/a  +  /data/g/b ", true);
    check("../a + current()/../b", true);
    check(" /data/a  + 1", false);
    check("instance('l')/root/item[name =  /data/a ]/label", false);
    check("instance('l')/root/item[name = ${a}]/w + 1", false);
    check(
        "instance('l')/root/item[name = ${a}]/w + instance('l')/root/item[name = ${b}]/w",
        true,
    );
    check("number(concat(${a}, ${b}))", true);
    check("number(${a})", false);
}

#[test]
fn grades() {
    for text in [
        "if(${a}='y' and ${b}='y','high','low')",
        "if(${a}='y' and ${b}='y','high','')",
        "if(${a}='y' and ${b}='y', 3, 1)",
        "if(${a}='y' and ${b}='y', 1, -1)",
        "if(${a} = 'y', if(${b} = 'y', 'A', 'B'), 'C')",
        "if(${a} = 'y', 2, if(${b} = 'y', 1, 0))",
        "if(${a} = 'y', 'yes', if(${b} = 'y', 'no', 'maybe'))",
        "if(${a} = 'y', 1, if(${b} = 'y', 'yes', 0))",
        "if(/data/a = 'y' and ../b = 'y', 'high', 'low')",
        "number(concat(${a}='y', ${b}='y'))",
        "concat(${a}='y', ${b}='y')",
        "concat(if(${a}='y','1','0'), if(${b}='y','1','0'))",
        "concat('Level ', if(${a}='y' and ${b}='y', 'high', 'low'))",
        "coalesce(if(${a}='y','A',''), if(${b}='y','B','C'))",
        "string(if(selected(${a}, 'x') or ${b} > 3, 'green', 'red'))",
        "once(if(not(${a}='y' or ${b}='y'), 'red', 'green'))",
        "selected-at('low high', if(${a} = 'y' and ${b} = 'y', 1, 0))",
        "substr('LH', if(${a} = 'y' and ${b} = 'y', 1, 0))",
        "if(count(/data/r[a = 'y' and b = 'y']) > 0, 'high', 'low')",
    ] {
        assert!(is_score(&[&format!("s := {text}")]), "{text}");
    }
}

#[test]
fn no_grades() {
    for text in [
        // what a form asks on
        "if(${a} = 'y' and ${b} = 'y', 'yes', 'no')",
        "if(${a} = 'y' or ${b} = 'y', 1, 0)",
        "if(${a} = 'y', if(${b} = 'y', 'po', ''), 'jo')",
        "if(${a} = 'y' and ${b} = 'y', true(), false())",
        "${a} = 'y' and ${b} = 'y'",
        "not(selected(${a}, 'x')) or ${b} > 3",
        // one answer in other words
        "if(${a} = 'x', 'high', 'low')",
        "if(${a} = 'x', 3, if(${a} = 'y', 2, 1))",
        "concat(if(${a} = 'x', 'north', 'south'), '-', ${c})",
        // what somebody said, whichever question it was
        "if(${a} != '', ${a}, ${b})",
        "if(${a} = 'y' and ${b} != '', ${c}, 'none')",
        "coalesce(${a}, ${b})",
        // told again in words, one answer each
        "concat(if(${a} = 'y', 'Needs a home. ', ''), if(${b} = 'y', 'Looks for work. ', ''))",
        // a hint that is there or not
        "if(${a} = 'y' and ${b} = 'y', 'Ask about the documents.', '')",
        // dates
        "if(${day} > today(), 'later', 'now')",
        "if(${day} > today() and ${a} = 'x', 'later', 'now')",
        "if(${a} = 'y' and",
    ] {
        assert!(!is_score(&[&format!("s := {text}")]), "{text}");
    }
}

#[test]
fn helpers_hide_nothing() {
    let flag = "f := if(${a} = 'y' and ${b} = 'y', 'yes', 'no')";
    let grade = "s := if(${f} = 'yes', 'high', 'low')";
    assert!(is_score(&[flag, grade]));
    assert!(is_score(&[grade, flag]));
    assert!(is_score(&[
        "g := ${f}",
        grade,
        "f := ${a} = 'y' or ${b} = 'y'"
    ]));
    assert!(is_score(&[
        "f := if(${a} = 'y', 1, 0)",
        "g := if(${b} = 'y', 1, 0)",
        "s := concat(${f}, ${g})"
    ]));
    // all of one answer, and told once
    let one = "f := if(${a} = 'y', 'yes', 'no')";
    assert!(!is_score(&[
        one,
        "s := if(${f} = 'yes' or ${a} = 'z', 'high', 'low')"
    ]));
    assert!(!is_score(&[
        "f := if(${a} = 'y' and ${b} = 'y', 'A', 'B')",
        "s := ${f}"
    ]));
    // in a circle
    assert!(!is_score(&[
        "f := if(${s} = 'A', 1, 0)",
        "s := if(${f} = 1, 'A', 'B')"
    ]));
}

#[test]
fn long_chains_take_steps_in_proportion() {
    let calculations: Vec<String> = (0..3_000)
        .map(|at| {
            format!(
                "c{at} := if(${{c{}}} = 'yes' and ${{a}} = 'y', 'yes', 'no')",
                at + 1
            )
        })
        .chain([
            "c3000 := ${b}".to_owned(),
            "s := if(${c0} = 'yes', 'A', 'B')".to_owned(),
        ])
        .collect();
    let calculations: Vec<&str> = calculations.iter().map(String::as_str).collect();
    assert!(is_score(&calculations));
}

#[test]
fn texts_of_an_expression() {
    assert_eq!(literals("concat('reli', \"gion\")"), "religion");
}
