//! No number about a person: calculations that add up or weigh answers.
//!
//! Counting what is listed stays allowed: `count` of a repeat, `count-selected` of one question.
//! So does calculating with dates, and with what was calculated from dates alone.
//! Answers are `${name}` in a spreadsheet and paths in an XForm.

use std::collections::{BTreeSet, HashMap};

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

/// Functions that make a number of a text that may hold several answers.
const MEASURING: [&str; 3] = ["string-length", "count-selected", "pow"];

/// Question types whose answers are dates, with which one may calculate.
const DATES: [&str; 7] = [
    "date",
    "time",
    "dateTime",
    "datetime",
    "today",
    "date time",
    "q date",
];

/// Knows which names of a form are dates, or made of dates.
pub struct Scores<'a> {
    dates: HashMap<&'a str, bool>,
}

impl<'a> Scores<'a> {
    /// Looks through a form once; a calculation is made of dates if all that it refers to before it
    /// is.
    pub fn new(form: &'a Questionnaire) -> Scores<'a> {
        let mut scores = Scores {
            dates: HashMap::with_capacity(form.subjects.len()),
        };
        for subject in &form.subjects {
            let kind = subject.kind.as_str();
            let is_date = DATES.contains(&kind)
                || DATES.contains(&subject.data_type.as_str())
                || subject.calculation.as_ref().is_some_and(|calculation| {
                    let text = without_quoted(&calculation.text);
                    let names = answers(&text);
                    !names.is_empty() && names.iter().all(|name| scores.is_date(name))
                });
            scores.dates.insert(&subject.name.text, is_date);
        }
        scores
    }

    fn is_date(&self, name: &str) -> bool {
        self.dates.get(name).copied().unwrap_or(false)
    }

    /// Checks the expressions that give a question its value.
    pub fn check(&self, subject: &Subject, found: &mut Vec<Problem>) {
        for expression in subject.calculation.iter().chain(&subject.set_by) {
            if let Some(how) = self.score(expression) {
                finding(
                    found,
                    &expression.place,
                    "no person scores",
                    format!(
                        "`{}` {how}, which makes a number about a person.",
                        subject.name.text
                    ),
                    "Remove the calculation; count single things with `count` if you must.",
                );
            }
        }
    }

    fn score(&self, calculation: &Text) -> Option<String> {
        let text = without_quoted(&calculation.text);
        if let Some(name) = ADDING.iter().find(|name| calls(&text, name)) {
            return Some(format!("uses {name}()"));
        }
        let names = answers(&text);
        let several = names.iter().filter(|name| !self.is_date(name)).count() >= 2;
        let adds = ['+', '*', '-'].iter().any(|sign| operator(&text, *sign))
            || text.contains(" div ")
            || MEASURING.iter().any(|name| calls(&text, name));
        (adds && several).then(|| "adds or weighs several answers".to_owned())
    }
}

/// The texts within an expression, one after another, as `concat` would join them.
pub fn literals(expression: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    for letter in expression.chars() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => out.push(letter),
            (None, _) => {}
        }
    }
    out
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

/// Whether an operator stands between values; `*` is also a step of a path, and `-` a part of a
/// name.
fn operator(text: &str, sign: char) -> bool {
    text.match_indices(sign).any(|(at, _)| {
        let before = &text[..at];
        if sign == '-' && before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
        {
            return false;
        }
        let before = before.trim_end().chars().next_back();
        before.is_some_and(|letter| letter.is_alphanumeric() || ")}]'\"._".contains(letter))
    })
}

/// The names that an expression refers to: `${name}`, or the last step of a path.
fn answers(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter == '$' || is_step(letter)) {
        rest = &rest[at..];
        if let Some(reference) = rest.strip_prefix("${") {
            let end = reference.find('}').unwrap_or(reference.len());
            let name = &reference[..end];
            names.insert(name.strip_prefix("last-saved#").unwrap_or(name));
            rest = reference.get(end + 1..).unwrap_or_default();
            continue;
        }
        let end = rest
            .find(|letter: char| !is_step(letter))
            .unwrap_or(rest.len())
            .max(1);
        let (path, after) = rest.split_at(end);
        let last = path.rsplit('/').next().unwrap_or_default();
        let is_path = path.contains('/') && !after.trim_start().starts_with('(');
        if is_path && last.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
            names.insert(last);
        }
        rest = after;
    }
    names
}

fn is_step(letter: char) -> bool {
    letter.is_alphanumeric() || "/._-:@".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;

    #[test]
    fn scores() {
        let form = Questionnaire::default();
        let scores = Scores::new(&form);
        let check = |text: &str, expect: bool| {
            let calculation = Text {
                text: text.to_owned(),
                place: Place::Form,
            };
            assert_eq!(scores.score(&calculation).is_some(), expect, "{text}");
        };
        check("if(${made} = 'yes', count(${referrals}), 0)", false);
        check("count-selected(${needs})", false);
        check("concat(${a}, ' + ', ${b})", false);
        check("${a} + 1", false);
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
    }

    #[test]
    fn names_of_answers() {
        for (text, expect) in [
            ("${a} + ${last-saved#b}", "a b"),
            ("/data/g/a div ../b", "a b"),
            ("format-date( /data/day , '%m') >= 1.5", "day"),
            ("today() - 60", ""),
            ("jr:choice-name(${a}, '')", "a"),
        ] {
            let names: Vec<&str> = answers(text).into_iter().collect();
            assert_eq!(names.join(" "), expect, "{text}");
        }
        assert_eq!(literals("concat('reli', \"gion\")"), "religion");
    }
}
