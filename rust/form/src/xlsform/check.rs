//! Expressions are parsed once here, so that a wrong one is told with its cell, and with what to
//! write instead.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use homeward_xpath::ast::{Axis, Base, NodeTest};
use homeward_xpath::{Expr, Function, Namespaces, Problem as ParseProblem};

use super::references;
use super::report::Report;
use super::tree::Form;
use super::write::Output;
use crate::problem::Place;

/// Parses each expression of a form once.
pub struct Expressions {
    namespaces: Namespaces,
    /// What can be parsed, with its bare names.
    good: HashMap<String, Bare>,
    /// The columns of each list that a filter looks at.
    pub columns: HashMap<String, Rc<BTreeSet<Rc<str>>>>,
}

/// The names in an expression that are neither references nor texts: children of its context.
pub type Bare = Rc<[Box<str>]>;

impl Expressions {
    /// Knows the namespaces that the form declares.
    pub fn new(form: &Form) -> Expressions {
        let mut namespaces = Namespaces::forms();
        for (prefix, address) in form.settings.namespace_pairs() {
            namespaces.declare(&prefix, &address);
        }
        Expressions {
            namespaces,
            good: HashMap::new(),
            columns: HashMap::new(),
        }
    }
}

impl Output<'_> {
    /// Tells if an expression, with its references resolved, can't be parsed. Gives its bare names.
    pub fn check_expression(
        &mut self,
        resolved: &str,
        written: &str,
        place: impl Fn() -> Place,
    ) -> Bare {
        if let Some(bare) = self.expressions.good.get(resolved) {
            return bare.clone();
        }
        if references::find(written).any(|found| found.is_err()) {
            return Bare::default();
        }
        match Expr::parse(resolved, &self.expressions.namespaces) {
            Ok(expr) => {
                let bare = bare(&expr);
                let good = &mut self.expressions.good;
                good.insert(resolved.to_owned(), bare.clone());
                bare
            }
            Err(error) => {
                let remedy = remedy(&error.problem, written, self.report);
                self.report.error(
                    place(),
                    format!("This expression can't be read: {}.", error.problem),
                    remedy,
                );
                Bare::default()
            }
        }
    }
}

fn bare(expr: &Expr) -> Bare {
    let mut names: Vec<Box<str>> = Vec::new();
    expr.root().each_path(false, &mut |path, in_predicate| {
        let [step] = path.steps.as_slice() else {
            return;
        };
        if let (false, Base::Context, Axis::Child, true, NodeTest::Name { local, .. }) = (
            in_predicate,
            &path.base,
            step.axis,
            step.predicates.is_empty(),
            &step.test,
        ) && !names.contains(local)
        {
            names.push(local.clone());
        }
    });
    names.into()
}

fn remedy(problem: &ParseProblem, written: &str, report: &mut Report) -> String {
    if let ParseProblem::UnknownFunction(name) = problem {
        // what other languages call it
        let others = ["length", "len"];
        let known = Function::NAMES.iter().copied().chain(others);
        return match report.nearest(name, known) {
            Some(near) if others.contains(&near) => "Was `string-length()` meant?".to_owned(),
            Some(near) => format!("Was `{near}()` meant?"),
            None => "Use a function of XLSForm.".to_owned(),
        };
    }
    if let Some((slip, instead)) = slip(&without_texts(written)) {
        return format!("Write `{instead}` instead of `{slip}`.");
    }
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
        ParseProblem::Arity { .. } => "Give it the arguments that it needs.".to_owned(),
        ParseProblem::Variable(_) => "Write `${name}` to refer to a question.".to_owned(),
        _ => "Correct the expression; `and`, `or`, `=` and `!=` stand between values.".to_owned(),
    }
}

/// What other languages write, and what XPath writes for it. References are `${}` here.
fn slip(written: &str) -> Option<(&'static str, &'static str)> {
    let signs = [
        ("&&", "and"),
        ("||", "or"),
        ("==", "="),
        ("<>", "!="),
        ("=>", ">="),
        ("=<", "<="),
    ];
    let words = [
        ("AND", "and"),
        ("And", "and"),
        ("OR", "or"),
        ("Or", "or"),
        ("MOD", "mod"),
        ("DIV", "div"),
    ];
    let sign = signs.into_iter().find(|(sign, _)| written.contains(sign));
    let mut tokens = written.split(|char: char| !(char.is_alphanumeric() || "_-.".contains(char)));
    let word = tokens.find_map(|token| words.into_iter().find(|(word, _)| *word == token));
    let opened = |sign: &str| {
        let mut found = written.match_indices(sign);
        found.any(|(at, _)| !written[..at].ends_with('$'))
    };
    let reference = [("$(", "${name}"), ("{{", "${name}"), ("{", "${name}")];
    let reference = reference.into_iter().find(|(sign, _)| opened(sign));
    sign.or(word).or(reference)
}

/// An expression without what stands in quotes and between `${` and `}`.
fn without_texts(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut inside: Option<char> = None;
    for char in written.chars() {
        match inside {
            Some(end) if char == end => inside = None,
            Some(_) => continue,
            None if char == '\'' || char == '"' => inside = Some(char),
            None if char == '{' && out.ends_with('$') => inside = Some('}'),
            None => {}
        }
        out.push(char);
    }
    out
}
