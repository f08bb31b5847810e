//! No score of a person: calculations that add up or weigh answers, and those that grade by several
//! answers, in numbers or in words.
//!
//! Counting what is listed stays allowed: `count` of a repeat, `count-selected` of one question.
//! So does calculating with dates, and with what was calculated from dates alone. Several answers
//! may decide about yes or no, which a form needs to ask on; values that say more are a grade.
//! Whatever stands between an answer and a grade is looked through, in whatever order it is written.

use std::collections::{BTreeSet, HashMap};

use homeward_xpath::ast::{Node, Operator};
use homeward_xpath::{Expr, Function};

use super::expression::{answers, holds};
use super::outcomes::Outcomes;
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
    sources: HashMap<&'a str, Sources<'a>>,
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
        for (name, expr) in calculations() {
            let outcomes = Outcomes::of(expr.root(), &|_| None);
            scores.outcomes.insert(name, outcomes);
        }
        scores.find_sources(calculations().collect());
        scores
    }

    /// What each calculation is made of, through all calculations before it. Each set changes at
    /// most twice, so this ends after as many steps as there are references, twice.
    fn find_sources(&mut self, calculations: Vec<(&'a str, &'a Expr)>) {
        let mut used_by: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut uses = Vec::with_capacity(calculations.len());
        for (at, (name, expr)) in calculations.iter().enumerate() {
            self.sources.insert(name, Sources::default());
            let names = answers(expr.root());
            for used in &names {
                used_by.entry(used).or_default().push(at);
            }
            uses.push(names);
        }
        let mut open: Vec<usize> = (0..calculations.len()).rev().collect();
        while let Some(at) = open.pop() {
            let (name, _) = calculations[at];
            let found = self.sources_of(uses[at].iter().copied());
            if self.sources.get(name) != Some(&found) {
                self.sources.insert(name, found);
                open.extend(used_by.get(name).into_iter().flatten());
            }
        }
    }

    fn sources_of<'n>(&self, names: impl Iterator<Item = &'n str>) -> Sources<'n>
    where
        'a: 'n,
    {
        let mut sources = Sources::default();
        for name in names.filter(|name| !self.is_date(name)) {
            match self.sources.get(name) {
                Some(made_of) => made_of
                    .0
                    .iter()
                    .flatten()
                    .for_each(|name| sources.add(name)),
                None => sources.add(name),
            }
        }
        sources
    }

    fn several(&self, names: &BTreeSet<String>) -> bool {
        self.sources_of(names.iter().map(String::as_str))
            .are_several()
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
        let outcomes = Outcomes::of(root, &|name| self.outcomes.get(name));
        let grades = match root {
            // told where it is made
            Node::Path(_) => false,
            _ => self.grades(&outcomes),
        };
        grades.then(|| {
            let how = "grades by several answers, which makes a score of a person";
            (how.to_owned(), FLAG)
        })
    }

    fn grades(&self, outcomes: &Outcomes) -> bool {
        (outcomes.grade() && self.several(&outcomes.deciding))
            || self.several(&outcomes.code)
            || outcomes.pieces.iter().any(|piece| self.grades(piece))
    }
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

/// The first two answers that something is made of: whether there are several is all that matters.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Sources<'a>([Option<&'a str>; 2]);

impl<'a> Sources<'a> {
    fn add(&mut self, name: &'a str) {
        match self.0 {
            [None, _] => self.0[0] = Some(name),
            [Some(first), None] if first != name => self.0[1] = Some(name),
            _ => {}
        }
    }

    fn are_several(&self) -> bool {
        self.0[1].is_some()
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
