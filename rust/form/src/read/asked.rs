//! What expressions ask the form for by name: instances, and questions whose choices have labels.
//!
//! Invariant: a name that can be seen in an expression and that the form does not have is an error
//! with the place of the expression. Names that have to be worked out first are left alone.

use homeward_xpath::ast::{Base, Node};
use homeward_xpath::{Expr, Function};

use super::Reading;
use crate::control::{Choices, Control};
use crate::form::Form;
use crate::problem::Place;

/// A name that an expression asks for.
#[derive(PartialEq, Eq)]
pub(super) enum Asked {
    /// `instance('id')`.
    Instance(Box<str>),
    /// The table of `pulldata('id', …)`.
    Table(Box<str>),
    /// The question of `jr:choice-name(…, 'path')`.
    Choices(Box<str>),
}

impl Reading<'_> {
    /// Remembers what an expression asks for. Of one that stands at no certain node, relative names
    /// of questions are left alone.
    pub(super) fn remember(&mut self, expr: &Expr, stands: bool, place: impl Fn() -> Place) {
        let asked = &mut self.asked;
        let mut add = |one: Asked| {
            if asked.iter().all(|(known, _)| *known != one) {
                asked.push((one, place()));
            }
        };
        expr.root().each_path(false, &mut |path, _| {
            if let Base::Instance(id) = &path.base {
                add(Asked::Instance(id.clone()));
            }
        });
        expr.root().each_call(&mut |function, arguments| match (
            function,
            arguments.first(),
            arguments.get(1),
        ) {
            (Function::Instance, Some(Node::Text(id)), _) => add(Asked::Instance(id.clone())),
            (Function::Pulldata, Some(Node::Text(id)), _) => add(Asked::Table(id.clone())),
            (Function::ChoiceName, _, Some(Node::Text(path)))
                if stands || path.trim().starts_with('/') =>
            {
                add(Asked::Choices(path.trim().into()));
            }
            _ => {}
        });
    }

    /// Whether an expression has `pulldata()`.
    pub(super) fn asks_for_tables(&self) -> bool {
        let mut asked = self.asked.iter();
        asked.any(|(one, _)| matches!(one, Asked::Table(_)))
    }

    /// Reports the names that the form does not have.
    pub(super) fn check_asked(&mut self, form: &Form) {
        for (asked, place) in std::mem::take(&mut self.asked) {
            match asked {
                Asked::Instance(id) if !form.instances.contains_key(&id) => self.error(
                    place,
                    format!("There is no instance {id}, but an expression asks for it."),
                    "Add the instance (in a spreadsheet a row csv-external with this name), or correct its name in the expression.",
                ),
                Asked::Table(id) if !form.instances.contains_key(&id) => self.error(
                    place,
                    format!("There is no instance {id}, but pulldata() asks for it."),
                    "Put the table beside the form with this name and .csv, or correct its name.",
                ),
                Asked::Choices(path) if !self.has_choices(&path, &form.controls) => self.error(
                    place,
                    format!("jr:choice-name() names {path}, which is no question with choices."),
                    "Correct the path in its second argument.",
                ),
                _ => {}
            }
        }
    }

    fn has_choices(&self, path: &str, controls: &[Control]) -> bool {
        let def = self.by_path.get(path);
        let control = def.and_then(|def| self.nodes[def.index()].control);
        control.is_some_and(|id| !matches!(controls[id.index()].choices, Choices::None))
    }

    /// Reads the expressions in the texts of all languages, each once: a text is only taken apart
    /// when somebody looks at it, and an error must be known before.
    pub(super) fn check_outputs(&mut self, itext: &str) {
        let mut seen: Vec<String> = Vec::new();
        for (at, _) in itext.match_indices("output") {
            let tag = itext[..at].rfind('<').filter(|from| {
                let name = &itext[from + 1..at];
                name.is_empty() || (name.ends_with(':') && !name.contains(char::is_whitespace))
            });
            let Some(tag) = tag else { continue };
            let Some(source) = crate::itext::output(&itext[tag..]) else {
                continue;
            };
            if seen.contains(&source) {
                continue;
            }
            match Expr::parse(&source, &self.namespaces) {
                // a text may stand at several nodes
                Ok(expr) => self.remember(&expr, false, || Place::Path(format!("output {source}"))),
                Err(error) => {
                    let place = Place::Path(format!("output {source}"));
                    self.error(place, error.to_string(), "Correct the expression.");
                }
            }
            seen.push(source);
        }
    }
}
