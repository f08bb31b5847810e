//! A text that is taken for a truth: a calculation stores `false` or `no` as a text, and by itself any
//! text counts as true.
//!
//! Deliberately not here: numbers and truths with a type of their own, which count as what they say.

use std::collections::HashMap;

use homeward_xpath::Function;
use homeward_xpath::ast::{Node, Operator};

use super::expression::{name, parts};
use super::outcomes::Outcomes;
use super::{Expressions, Questionnaire, Subject};
use crate::problem::{Place, Problem};

/// What says no, and the value beside which it stands.
const NO: [(&str, &str); 5] = [
    ("false", "true"),
    ("no", "yes"),
    ("0", "1"),
    ("jo", "po"),
    ("ne", "da"),
];

/// The calculations of a form that say yes or no in a text.
pub struct Truths<'a> {
    flags: HashMap<&'a str, (&'static str, &'static str)>,
}

impl<'a> Truths<'a> {
    /// Looks through a form once.
    pub fn new(form: &'a Questionnaire, expressions: &[Expressions]) -> Truths<'a> {
        let mut flags = HashMap::new();
        for (subject, expressions) in form.subjects.iter().zip(expressions) {
            let data_type = subject.data_type.rsplit(':').next().unwrap_or_default();
            let Some(expr) = &expressions.calculation else {
                continue;
            };
            if !matches!(data_type, "" | "string" | "text") {
                continue;
            }
            let outcomes = Outcomes::of(expr.root(), &());
            let no = NO.iter().find(|(no, _)| outcomes.values.contains(*no));
            if let (true, Some(no)) = (outcomes.is_flag(), no) {
                flags.insert(subject.name.text.as_str(), *no);
            }
        }
        Truths { flags }
    }

    /// Warns where such a calculation is a condition by itself.
    pub fn check(&self, subject: &Subject, expressions: &Expressions, found: &mut Vec<Problem>) {
        if self.flags.is_empty() {
            return;
        }
        let values = subject.calculation.iter().chain(&subject.set_by);
        let values = values.zip(expressions.values()).map(|both| (both, false));
        let conditions = subject.conditions.iter();
        let conditions = conditions.zip(expressions.conditions.iter().map(Option::as_ref));
        for ((text, expr), is_condition) in values.chain(conditions.map(|both| (both, true))) {
            let Some(expr) = expr else { continue };
            if let Some(name) = self.taken(expr.root(), is_condition) {
                self.tell(name, &subject.name.text, &text.place, found);
            }
        }
    }

    fn tell(&self, flag: &str, subject: &str, place: &Place, found: &mut Vec<Problem>) {
        let (no, yes) = self.flags.get(flag).copied().unwrap_or(NO[0]);
        found.push(Problem::warning(
            place.clone(),
            format!(
                "In a rule of `{subject}`, `{flag}` counts as true also when it is `{no}`, because that is a text."
            ),
            match place {
                Place::Cell { .. } => format!("Write `${{{flag}}} = '{yes}'`."),
                _ => format!("Compare it: `{flag} = '{yes}'`, with the path of `{flag}`."),
            },
        ));
    }

    /// The first such calculation that is taken for a truth in a part.
    fn taken<'e>(&self, node: &'e Node, is_condition: bool) -> Option<&'e str> {
        if let (true, Node::Path(path)) = (is_condition, node) {
            let flag = name(path).filter(|name| self.flags.contains_key(name));
            if flag.is_some() {
                return flag;
            }
        }
        let all = match node {
            Node::Chain(_, rest) => rest
                .first()
                .is_some_and(|(operator, _)| matches!(operator, Operator::And | Operator::Or)),
            Node::Call(function, _) => {
                matches!(
                    function,
                    Function::Not | Function::Boolean | Function::Checklist
                )
            }
            // a predicate
            Node::Path(_) => true,
            _ => false,
        };
        let is_if = matches!(node, Node::Call(Function::If, _));
        let mut taken = None;
        let mut at = 0;
        parts(node, &mut |part| {
            let is_condition = all || (is_if && at == 0);
            taken = taken.or_else(|| self.taken(part, is_condition));
            at += 1;
        });
        taken
    }
}
