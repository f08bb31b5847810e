//! No number about a person: calculations that add up or weigh answers.
//!
//! Counting what is listed stays allowed: `count` of a repeat, `count-selected` of one question.

use std::collections::BTreeSet;

use super::{Questionnaire, Subject, Text, finding};
use crate::problem::Problem;

/// Functions that make one number of many answers.
const ADDING: [&str; 6] = [
    "sum",
    "weighted-checklist",
    "checklist",
    "max",
    "min",
    "count-non-empty",
];

/// Question types whose answers are dates, with which one may calculate.
const DATES: [&str; 6] = ["date", "time", "dateTime", "datetime", "today", "date time"];

/// Checks the calculation of a question.
pub fn check(subject: &Subject, form: &Questionnaire, person: bool, found: &mut Vec<Problem>) {
    if !person {
        return;
    }
    let Some(calculation) = &subject.calculation else {
        return;
    };
    if let Some(how) = score(calculation, form) {
        finding(
            found,
            &calculation.place,
            "no person scores",
            format!(
                "`{}` {how}, which makes a number about a person.",
                subject.name.text
            ),
            "Remove the calculation; count single things with `count` if you must.",
        );
    }
}

fn score(calculation: &Text, form: &Questionnaire) -> Option<String> {
    let text = without_quoted(&calculation.text);
    for name in ADDING {
        if calls(&text, name) {
            return Some(format!("uses {name}()"));
        }
    }
    let answers: BTreeSet<&str> = references(&text)
        .filter(|name| !is_date(name, form))
        .collect();
    let adds = operator(&text, '+') || operator(&text, '*') || text.contains(" div ");
    (adds && answers.len() >= 2).then(|| "adds or weighs several answers".to_owned())
}

fn is_date(name: &str, form: &Questionnaire) -> bool {
    form.subjects
        .iter()
        .any(|subject| subject.name.text == name && DATES.contains(&subject.kind.as_str()))
}

fn without_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    for letter in text.chars() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => continue,
            (None, _) => {}
        }
        out.push(letter);
    }
    out
}

fn calls(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let is_start =
            !before.is_some_and(|letter| letter.is_alphanumeric() || "-_{".contains(letter));
        is_start && text[at + name.len()..].trim_start().starts_with('(')
    })
}

/// Whether an operator stands between values; `*` is also a step of a path.
fn operator(text: &str, sign: char) -> bool {
    text.match_indices(sign).any(|(at, _)| {
        let before = text[..at].trim_end().chars().next_back();
        before.is_some_and(|letter| letter.is_alphanumeric() || ")}]'\"._".contains(letter))
    })
}

fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("${")
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;

    #[test]
    fn scores() {
        let check = |text: &str, expect: bool| {
            let calculation = Text {
                text: text.to_owned(),
                place: Place::Form,
            };
            let found = score(&calculation, &Questionnaire::default());
            assert_eq!(found.is_some(), expect, "{text}");
        };
        check("if(${made} = 'yes', count(${referrals}), 0)", false);
        check("count-selected(${needs})", false);
        check("concat(${a}, ' + ', ${b})", false);
        check("${a} + 1", false);
        check("${a} + ${b}", true);
        check("if(${a}='x',1,0) + if(${b}='y', 2, 0)", true);
        check("${a} * 0.5 + ${b} * 2", true);
        check("sum(${points})", true);
        check("weighted-checklist(1, 3, ${a}, 2, ${b}, 1)", true);
        check("count(${r}/*)", false);
    }
}
