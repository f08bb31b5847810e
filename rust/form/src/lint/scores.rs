//! No score of a person: calculations that add up or weigh answers, and those that grade by several
//! answers, in numbers or in words.
//!
//! Counting what is listed stays allowed: `count` of a repeat, `count-selected` of one question.
//! So does calculating with dates, and with what was calculated from dates alone. Several answers
//! may decide about yes or no, which a form needs to ask on; values that say more are a grade.
//! Whatever stands between an answer and a grade is looked through, in whatever order it is written.

use std::collections::HashMap;
use std::rc::Rc;

use homeward_xpath::ast::{Node, Operator};
use homeward_xpath::{Expr, Function};

use super::expression::{answers, holds};
use super::outcomes::{Known, Outcomes, Sources};
use super::{Expressions, Questionnaire, finding};
use crate::problem::Problem;

/// Functions that make one number of many answers.
const ADDING: [Function; 6] = [
    Function::Sum,
    Function::WeightedChecklist,
    Function::Checklist,
    Function::Max,
    Function::Min,
    Function::CountNonEmpty,
];

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

/// Knows which names of a form are dates, or made of dates, and which answers a calculation is made
/// of.
pub struct Scores<'a> {
    dates: HashMap<&'a str, bool>,
    sources: HashMap<&'a str, Sources>,
    outcomes: HashMap<&'a str, Outcomes>,
}

impl<'a> Scores<'a> {
    /// Looks through a form once; a calculation is made of dates if all that it refers to before it
    /// is.
    pub fn new(form: &'a Questionnaire, expressions: &'a [Expressions]) -> Scores<'a> {
        let mut scores = Scores {
            dates: HashMap::with_capacity(form.subjects.len()),
            sources: HashMap::new(),
            outcomes: HashMap::new(),
        };
        for (subject, expressions) in form.subjects.iter().zip(expressions) {
            let kind = subject.kind.as_str();
            let is_date = DATES.contains(&kind)
                || DATES.contains(&subject.data_type.as_str())
                || expressions.calculation.as_ref().is_some_and(|expr| {
                    let names = answers(expr.root());
                    !names.is_empty() && names.iter().all(|name| scores.is_date(name))
                });
            scores.dates.insert(&subject.name.text, is_date);
        }
        let calculations = || {
            let both = form.subjects.iter().zip(expressions);
            both.filter_map(|(subject, expressions)| {
                Some((
                    subject.name.text.as_str(),
                    expressions.calculation.as_ref()?,
                ))
            })
        };
        scores.find_sources(&calculations().collect::<Vec<_>>());
        let outcomes = calculations()
            .map(|(name, expr)| (name, Outcomes::of(expr.root(), &Names(&scores, false))))
            .collect();
        scores.outcomes = outcomes;
        scores
    }

    /// What each calculation is made of, through all calculations in between. An answer goes from a
    /// calculation to those that use it, and each takes two at most, so this ends after as many steps
    /// as there are references, twice.
    fn find_sources(&mut self, calculations: &[(&'a str, &'a Expr)]) {
        for (name, _) in calculations {
            self.sources.insert(name, Sources::default());
        }
        let mut used_by: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut open: Vec<(&str, Rc<str>)> = Vec::new();
        for (name, expr) in calculations {
            for used in answers(expr.root()) {
                if self.is_date(used) {
                    continue;
                }
                if self.sources.contains_key(used) {
                    used_by.entry(used).or_default().push(name);
                } else {
                    open.push((name, used.into()));
                }
            }
        }
        while let Some((name, source)) = open.pop() {
            let is_new = self
                .sources
                .get_mut(name)
                .is_some_and(|sources| sources.add(&source));
            if is_new {
                let users = used_by.get(name).into_iter().flatten();
                open.extend(users.map(|user| (*user, source.clone())));
            }
        }
    }

    fn is_date(&self, name: &str) -> bool {
        self.dates.get(name).copied().unwrap_or(false)
    }

    /// Checks the expressions that give a question its value.
    pub fn check(
        &self,
        subject: &super::Subject,
        expressions: &Expressions,
        found: &mut Vec<Problem>,
    ) {
        let texts = subject.calculation.iter().chain(&subject.set_by);
        for (text, expr) in texts.zip(expressions.values()) {
            let Some(expr) = expr else { continue };
            if let Some((how, remedy)) = self.score(expr.root()) {
                finding(
                    found,
                    &text.place,
                    "no person scores",
                    format!("`{}` {how}.", subject.name.text),
                    remedy,
                );
            }
        }
    }

    fn score(&self, root: &Node) -> Option<(String, &'static str)> {
        const COUNT: &str = "Remove the calculation; count single things with `count` if you must.";
        const FLAG: &str =
            "Remove the calculation; a condition of several answers says `yes` or `no`.";
        let calls = |wanted: &[Function]| {
            let mut called = None;
            for function in wanted {
                let is = |node: &Node| matches!(node, Node::Call(name, _) if name == function);
                called = called.or_else(|| holds(root, &is).then_some(function.name()));
            }
            called
        };
        if let Some(name) = calls(&ADDING) {
            let how = format!("uses {name}(), which makes a number about a person");
            return Some((how, COUNT));
        }
        let names = answers(root);
        let direct = names.iter().filter(|name| !self.is_date(name)).count();
        if direct >= 2 && holds(root, &measures) {
            let how = "adds or weighs several answers, which makes a number about a person";
            return Some((how.to_owned(), COUNT));
        }
        let outcomes = Outcomes::of(root, &Names(self, true));
        let grades = match root {
            // told where it is made
            Node::Path(_) => false,
            _ => grades(&outcomes),
        };
        grades.then(|| {
            let how = "grades by several answers, which makes a score of a person";
            (how.to_owned(), FLAG)
        })
    }
}

/// Whether values grade by several answers.
fn grades(outcomes: &Outcomes) -> bool {
    (outcomes.grade() && outcomes.deciding.are_several())
        || outcomes.code.are_several()
        || outcomes.pieces.iter().any(grades)
}

/// Whether a part makes a number of what it is given.
fn measures(node: &Node) -> bool {
    use Function as F;
    match node {
        Node::Chain(_, rest) => rest.iter().any(|(operator, _)| {
            use Operator as O;
            matches!(
                operator,
                O::Add | O::Subtract | O::Multiply | O::Divide | O::Modulo
            )
        }),
        Node::Call(F::StringLength | F::CountSelected | F::Pow, _) => true,
        Node::Call(F::Number | F::Int | F::Round, parts) => parts.iter().any(|part| {
            holds(part, &|node| {
                matches!(node, Node::Call(F::Concat | F::Join, _))
            })
        }),
        _ => false,
    }
}

/// What is known of names; whether what calculations can give is known yet.
struct Names<'s, 'a>(&'s Scores<'a>, bool);

impl Known for Names<'_, '_> {
    fn outcomes(&self, name: &str) -> Option<&Outcomes> {
        self.0.outcomes.get(name).filter(|_| self.1)
    }

    fn add_sources(&self, name: &str, sources: &mut Sources) {
        match self.0.sources.get(name) {
            _ if self.0.is_date(name) || sources.are_several() => {}
            Some(made_of) => sources.extend(made_of),
            None => {
                sources.add(&name.into());
            }
        }
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

#[cfg(test)]
mod tests;
