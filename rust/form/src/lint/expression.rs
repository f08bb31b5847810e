//! Expressions as trees, whether they are written in a spreadsheet or in an XForm, and the names of
//! the answers that they look at.
//!
//! A reference `${name}` of a spreadsheet is read as a path that ends in the name. Deliberately not
//! here: telling what is wrong with an expression; one that can't be read is an error of the form
//! and has no tree.

use std::collections::BTreeSet;

use homeward_xpath::ast::{Axis, Base, Node, NodeTest, Path, Step};
use homeward_xpath::{Expr, Function, Namespaces, Problem};

/// How many prefixes of a form's own an expression may use.
const PREFIXES: usize = 16;

/// Reads an expression; prefixes that nobody declared here mean something.
pub fn parse(text: &str) -> Option<Expr> {
    let text = with_paths(text);
    let mut namespaces = Namespaces::forms();
    for _ in 0..PREFIXES {
        match Expr::parse(&text, &namespaces) {
            Ok(expr) => return Some(expr),
            Err(error) => match error.problem {
                Problem::UnknownPrefix(prefix) => namespaces.declare(&prefix, &prefix),
                _ => return None,
            },
        }
    }
    None
}

/// The text with a path for each reference that does not stand in quotes.
fn with_paths(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut quote = None;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if quote.is_none()
            && let Some(reference) = rest.strip_prefix("${")
            && let Some(end) = reference.find('}')
        {
            let name = reference[..end].trim();
            out.push_str(" /_/");
            out.push_str(name.strip_prefix("last-saved#").unwrap_or(name));
            out.push(' ');
            rest = &reference[end + 1..];
            continue;
        }
        match quote {
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            Some(open) if open == letter => quote = None,
            _ => {}
        }
        out.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    out
}

/// The name that a path ends in.
pub fn name(path: &Path) -> Option<&str> {
    let last = path.steps.last()?;
    if last.axis == Axis::Attribute {
        return None;
    }
    path.steps.iter().rev().find_map(|step| match &step.test {
        NodeTest::Name { local, .. } => Some(&**local),
        _ => None,
    })
}

/// The names of the answers that a part looks at; columns of lists are none.
pub fn answers(node: &Node) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    collect(node, false, &mut names);
    names
}

/// `in_list`: names without a start are those of columns.
fn collect<'e>(node: &'e Node, in_list: bool, names: &mut BTreeSet<&'e str>) {
    if let Node::Path(path) = node {
        let of_list = is_list(&path.base);
        let is_column = in_list && path.base == Base::Context && !path.steps.iter().any(leads_out);
        if !of_list && !is_column {
            names.extend(name(path));
        }
        if let Base::Other(inner) = &path.base {
            collect(inner, in_list, names);
        }
        for predicate in path.steps.iter().flat_map(|step| &step.predicates) {
            collect(predicate, of_list || is_column, names);
        }
        return;
    }
    parts(node, &mut |part| collect(part, in_list, names));
}

fn leads_out(step: &Step) -> bool {
    matches!(step.axis, Axis::Parent | Axis::Ancestor)
}

fn is_list(base: &Base) -> bool {
    match base {
        Base::Instance(_) => true,
        Base::Other(inner) => match &**inner {
            Node::Call(Function::Instance, _) => true,
            Node::Call(Function::Randomize, parts) => parts
                .first()
                .is_some_and(|part| matches!(part, Node::Path(path) if is_list(&path.base))),
            _ => false,
        },
        Base::Root | Base::Context | Base::Current => false,
    }
}

/// Shows each part of a part, and the predicates of a path.
pub fn parts<'e>(node: &'e Node, see: &mut dyn FnMut(&'e Node)) {
    match node {
        Node::Number(_) | Node::Text(_) => {}
        Node::Chain(first, rest) => {
            see(first);
            rest.iter().for_each(|(_, part)| see(part));
        }
        Node::Negate(inner) | Node::Kept(_, inner) => see(inner),
        Node::Union(parts) | Node::Call(_, parts) => parts.iter().for_each(see),
        Node::Path(path) => {
            if let Base::Other(inner) = &path.base {
                see(inner);
            }
            let steps = path.steps.iter();
            steps.flat_map(|step| &step.predicates).for_each(see);
        }
        Node::Filter(inner, predicates) => {
            see(inner);
            predicates.iter().for_each(see);
        }
    }
}

/// Whether a part, or a part of it, is one that `is` looks for.
pub fn holds(node: &Node, is: &dyn Fn(&Node) -> bool) -> bool {
    let mut found = is(node);
    parts(node, &mut |part| found = found || holds(part, is));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_answers() {
        for (text, expect) in [
            ("${a} + ${last-saved#b}", "a b"),
            ("concat(${a-1},${b-2})", "a-1 b-2"),
            ("/data/g/a div ../b", "a b"),
            ("current()/../b + ../@c", "b"),
            ("format-date( /data/day , '%m') >= 1.5", "day"),
            ("today() - 60", ""),
            ("'${a}' = \"/data/b\"", ""),
            ("jr:choice-name(${a}, '${b}')", "a"),
            ("count(${r}/*)", "r"),
            ("x:own/y:b", "b"),
            ("instance('l')/root/item[name = ${a}]/w", "a"),
            ("instance('l')/root/item[k = current()/../a]/w", "a"),
            ("count(/data/r[a = 'y' and b = 'y'])", "a b r"),
        ] {
            let expr = parse(text).expect("an expression");
            let names: Vec<&str> = answers(expr.root()).into_iter().collect();
            assert_eq!(names.join(" "), expect, "{text}");
        }
        assert_eq!(parse("${a} +"), None);
        assert_eq!(parse("${a"), None);
    }
}
