//! Expressions are parsed once here, so that a wrong one is told with its cell.

use std::collections::HashSet;

use homeward_xpath::{Expr, Namespaces, Problem as ParseProblem};

use super::references;
use super::tree::Form;
use super::write::Output;
use crate::problem::Place;

/// Parses each expression of a form once.
pub struct Expressions {
    namespaces: Namespaces,
    good: HashSet<String>,
}

impl Expressions {
    /// Knows the namespaces that the form declares.
    pub fn new(form: &Form) -> Expressions {
        let mut namespaces = Namespaces::forms();
        for (prefix, address) in form.settings.namespace_pairs() {
            namespaces.declare(&prefix, &address);
        }
        Expressions {
            namespaces,
            good: HashSet::new(),
        }
    }
}

impl Output<'_> {
    /// Tells if an expression, with its references resolved, can't be parsed.
    pub fn check_expression(&mut self, resolved: &str, written: &str, place: impl Fn() -> Place) {
        let is_malformed = || references::find(written).any(|found| found.is_err());
        if self.expressions.good.contains(resolved) || is_malformed() {
            return;
        }
        match Expr::parse(resolved, &self.expressions.namespaces) {
            Ok(_) => {
                self.expressions.good.insert(resolved.to_owned());
            }
            Err(error) => {
                let remedy = remedy(&error.problem, written);
                self.report.error(
                    place(),
                    format!("This expression can't be read: {}.", error.problem),
                    remedy,
                );
            }
        }
    }
}

fn remedy(problem: &ParseProblem, written: &str) -> String {
    match problem {
        ParseProblem::UnclosedLiteral => {
            "Close each text with the quote that opens it: 'yes'.".to_owned()
        }
        ParseProblem::UnexpectedEnd => {
            let open = written.matches('(').count();
            let close = written.matches(')').count();
            if open > close {
                format!("Close {} more `)`.", open - close)
            } else {
                "Complete it, or remove the operator at its end.".to_owned()
            }
        }
        ParseProblem::UnknownFunction(_) => "Use a function of XLSForm.".to_owned(),
        ParseProblem::Arity { .. } => "Give it the arguments that it needs.".to_owned(),
        ParseProblem::Variable(_) => "Write `${name}` to refer to a question.".to_owned(),
        _ => "Correct the expression; `and`, `or`, `=` and `!=` stand between values.".to_owned(),
    }
}
