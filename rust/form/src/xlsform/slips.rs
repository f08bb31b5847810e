//! Slips that leave a form valid, and make it do something else than its author meant: values that a
//! question never has, names without `${}` or quotes, filters by columns that no list has.
//!
//! Invariant: warnings only, each with its cell; a name or value that could be meant is left alone.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::check::Bare;
use super::lists::List;
use super::references;
use super::report::Report;
use super::table::field;
use super::tree::{Element, Form, Id};
use super::write::Output;
use crate::problem::Place;

/// Rules of a question in which its values are compared.
const RULES: [&str; 5] = [
    "relevant",
    "constraint",
    "required",
    "readonly",
    "calculate",
];

/// Warns about values that questions never have.
pub fn find(form: &Form, report: &mut Report) {
    let mut known = Values::default();
    for element in form.elements.iter().filter(|element| element.row > 0) {
        for rule in RULES {
            let bind = element.bind.as_ref();
            let text = bind.and_then(|bind| field(bind, rule)?.text());
            if let Some(text) = text {
                known.compared(form, element, text, &["bind", rule], report);
            }
        }
        if let Some(filter) = &element.choice_filter {
            known.compared(form, element, filter, &["choice_filter"], report);
        }
        default(form, element, &mut known, report);
    }
}

/// The values of each list, made when somebody asks.
#[derive(Default)]
struct Values<'a> {
    by_list: HashMap<&'a str, HashSet<&'a str>>,
}

impl<'a> Values<'a> {
    /// Whether a list has no such choice.
    fn lacks(&mut self, list: &'a List, value: &str) -> bool {
        let names = || list.choices.iter().map(|choice| &*choice.name);
        let values = self
            .by_list
            .entry(&list.name)
            .or_insert_with(|| names().collect());
        !values.contains(value)
    }

    /// Warns about values in an expression that the question they are compared with never has.
    fn compared(
        &mut self,
        form: &'a Form,
        element: &Element,
        text: &str,
        column: &[&str],
        report: &mut Report,
    ) {
        for (name, value) in comparisons(text) {
            let asked = match name {
                "." => Some(element),
                name => form
                    .names
                    .get(name)
                    .copied()
                    .flatten()
                    .map(|id| &form.elements[id]),
            };
            let Some((asked, list)) = asked.and_then(|asked| Some((asked, list_of(form, asked)?)))
            else {
                continue;
            };
            if value.is_empty() || value.contains(char::is_whitespace) || !self.lacks(list, value) {
                continue;
            }
            let message = format!(
                "`{}` is never `{value}`: the list `{}` has no such choice.",
                asked.name, list.name
            );
            report_choice(form, element, column, message, list, value, report);
        }
    }
}

fn report_choice(
    form: &Form,
    element: &Element,
    column: &[&str],
    message: String,
    list: &List,
    value: &str,
    report: &mut Report,
) {
    let names = list.choices.iter().map(|choice| &*choice.name);
    let remedy = match report.nearest(value, names) {
        Some(near) => format!("Was `{near}` meant?"),
        None => format!(
            "Write the name of one of its choices, as in the sheet `{}`.",
            form.choices.sheet
        ),
    };
    let place = form.survey.place(element.row, column);
    report.warning(place, message, remedy);
}

/// The list of a question whose values are all known.
fn list_of<'a>(form: &'a Form, element: &Element) -> Option<&'a List> {
    let is_select = matches!(element.tag, Some("select1" | "select" | "odk:rank"));
    let list = form.lists.get(element.itemset.as_deref()?)?;
    (is_select && !element.search && !list.search && !list.choices.is_empty()).then_some(list)
}

/// Questions (or `.`) and the texts that they are compared with.
fn comparisons(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let own = text.match_indices('.').filter(|(at, _)| {
        let word = |char: char| char.is_alphanumeric() || "._-/'\"".contains(char);
        !text[..*at].ends_with(word) && !text[at + 1..].starts_with(word)
    });
    let own = own.map(|(at, _)| (at, at + 1, "."));
    let named = references::find(text).filter_map(Result::ok);
    let named = named.filter(|reference| !reference.last_saved);
    let named = named.map(|reference| (reference.from, reference.to, reference.name));
    for (from, to, name) in named.chain(own) {
        let (before, after) = (text[..from].trim_end(), text[to..].trim_start());
        let next = after.strip_prefix("!=").or_else(|| after.strip_prefix('='));
        if let Some(value) = next.and_then(quoted) {
            found.push((name, value));
        } else if let (Some(rest), Some(call)) = (after.strip_prefix(','), before.strip_suffix('('))
            && call.trim_end().ends_with("selected")
            && !call.trim_end().ends_with("count-selected")
            && let Some(value) = quoted(rest)
        {
            found.push((name, value));
        }
    }
    found
}

/// The text in quotes that an expression goes on with, if it is compared as it stands.
fn quoted(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let quote = rest
        .chars()
        .next()
        .filter(|char| matches!(char, '\'' | '"'))?;
    let (value, _) = rest[1..].split_once(quote)?;
    Some(value)
}

/// Warns about a default that the question does not take.
fn default<'a>(form: &'a Form, element: &'a Element, known: &mut Values<'a>, report: &mut Report) {
    let Some(written) = element.default.as_deref().filter(|_| !element.dynamic) else {
        return;
    };
    if references::has(written) {
        return;
    }
    if let Some(list) = list_of(form, element) {
        for value in written.split_whitespace() {
            if known.lacks(list, value) {
                let message = format!("The list `{}` has no choice `{value}`.", list.name);
                report_choice(form, element, &["default"], message, list, value, report);
            }
        }
        return;
    }
    let bind = element.bind.as_ref();
    let of_type = bind.and_then(|bind| field(bind, "type")?.text());
    let text = written.trim();
    let (is_one, remedy) = match of_type {
        Some("int") => (
            text.parse::<i64>().is_ok(),
            "Write a whole number, such as `7`.",
        ),
        Some("decimal") => (
            text.parse::<f64>().is_ok(),
            "Write a number, such as `7.5`.",
        ),
        Some("date") => (
            text.len() >= 10
                && text.is_char_boundary(10)
                && text[..10].parse::<jiff::civil::Date>().is_ok(),
            "Write it as year, month and day: `2026-03-14`.",
        ),
        _ => return,
    };
    if !is_one {
        report.warning(
            form.survey.place(element.row, &["default"]),
            format!("`{}` does not take the default `{text}`.", element.name),
            remedy,
        );
    }
}

impl Output<'_> {
    /// Warns about names in a rule that are read as nodes inside the question, where there are none.
    pub fn nodes_by_name(
        &mut self,
        bare: &Bare,
        id: Id,
        rule: &str,
        written: &str,
        place: impl Fn() -> Place,
    ) {
        let form = self.form;
        let element = &form.elements[id];
        if element.row == 0 {
            return;
        }
        for name in bare.iter() {
            let is_child = |child: &Id| *form.elements[*child].name == **name;
            if element.children.iter().any(is_child) {
                continue;
            }
            let remedy = if form.names.contains_key(&**name) {
                format!("Write `${{{name}}}` for the question.")
            } else if written.trim() == &**name && matches!(rule, "required" | "readonly") {
                "Write `yes` or `no`, or an expression.".to_owned()
            } else {
                format!("Write `'{name}'` for a text, `${{name}}` for a question.")
            };
            let message = format!("`{name}` stands for nothing here, and is always empty.");
            self.report.warning(place(), message, remedy);
        }
    }

    /// Warns about names in a filter that are no columns of the list.
    pub fn columns_by_name(&mut self, bare: &Bare, list: &str, place: impl Fn() -> Place) {
        let form = self.form;
        let Some(list) = form.lists.get(list).filter(|list| !list.choices.is_empty()) else {
            return;
        };
        if bare.is_empty() {
            return;
        }
        let known = &mut self.expressions.columns;
        let columns = known
            .entry(list.name.clone())
            .or_insert_with(|| Rc::new(list.columns().cloned().collect()));
        let columns = columns.clone();
        for name in bare.iter() {
            let built_in = matches!(&**name, "name" | "label" | "itextId");
            if built_in || columns.contains(&**name) {
                continue;
            }
            let remedy = if form.names.contains_key(&**name) {
                format!("Write `${{{name}}}` for the question.")
            } else {
                match self
                    .report
                    .nearest(name, columns.iter().map(|column| &**column))
                {
                    Some(near) => format!("Was `{near}` meant?"),
                    None => format!(
                        "Add the column to the sheet `{}`, or write `'{name}'` for a text.",
                        form.choices.sheet
                    ),
                }
            };
            let message = format!("The list `{}` has nothing in a column `{name}`.", list.name);
            self.report.warning(place(), message, remedy);
        }
    }
}
