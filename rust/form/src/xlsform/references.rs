//! References to questions by name, `${name}` and `${last-saved#name}`, and the paths they become.
//!
//! Within the same repeat a reference is relative (`../name`, or `current()/../name` where the
//! context node is another, as in a filter of choices), so that it means the answer of the same
//! repeat instance. Everywhere else it is absolute. Spaces are kept around a path, because
//! `${a}-${b}` must not become one name.

use std::cell::Cell;

use super::limits;
use super::tokens::is_plain_name;
use super::tree::{Form, Id, Role};

/// A reference in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference<'a> {
    /// First byte, of the `$`.
    pub from: usize,
    /// Byte after the `}`.
    pub to: usize,
    /// Name of the question.
    pub name: &'a str,
    /// Whether the last saved record is meant.
    pub last_saved: bool,
}

/// What stands between `${` and `}`, or to the end where there is no `}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed<'a>(pub &'a str);

/// The references of a text, good and bad.
pub fn find(text: &str) -> impl Iterator<Item = Result<Reference<'_>, Malformed<'_>>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + start(text.get(at..)?)?;
        let inner = &text[from + 2..];
        let Some(length) = inner.find('}') else {
            at = text.len();
            return Some(Err(Malformed(inner)));
        };
        at = from + 2 + length + 1;
        let inner = &inner[..length];
        let (name, last_saved) = match inner.strip_prefix("last-saved#") {
            Some(name) => (name, true),
            None => (inner, false),
        };
        Some(if is_plain_name(name) {
            Ok(Reference {
                from,
                to: at,
                name,
                last_saved,
            })
        } else {
            Err(Malformed(inner))
        })
    })
}

/// Where `${` is. Most texts have no `$`, and a single byte is found faster than two.
fn start(text: &str) -> Option<usize> {
    let has_dollar = text.as_bytes().contains(&b'$');
    has_dollar.then(|| text.find("${"))?
}

/// Whether a text has `${`, of a reference or not.
pub fn may_have(text: &str) -> bool {
    start(text).is_some()
}

/// Whether a text holds a reference.
pub fn has(text: &str) -> bool {
    matches!(find(text).next(), Some(Ok(_)))
}

/// The reference that is the whole text.
pub fn only(text: &str) -> Option<Reference<'_>> {
    match find(text).next() {
        Some(Ok(reference)) if reference.from == 0 && reference.to == text.len() => Some(reference),
        _ => None,
    }
}

/// Name of the secondary instance that holds the last saved record.
pub const LAST_SAVED: &str = "__last-saved";

/// Turns references into paths.
pub struct Resolver<'a> {
    form: &'a Form,
    spent: Cell<usize>,
    last_saved: Cell<bool>,
}

/// How a reference is resolved.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// The context node is another: begin with `current()`.
    pub current: bool,
    /// The reference stands for the nodes of a repeat to choose from: go up to the repeat's
    /// parent, so that all its instances are meant.
    pub whole_repeat: bool,
}

impl<'a> Resolver<'a> {
    /// A resolver for the form, whose paths are known.
    pub fn new(form: &'a Form) -> Self {
        Resolver {
            form,
            spent: Cell::new(0),
            last_saved: Cell::new(false),
        }
    }

    /// Whether a reference to the last saved record was written.
    pub fn reads_last_saved(&self) -> bool {
        self.last_saved.get()
    }

    /// Whether so many long paths were written that the rest was left out.
    pub fn is_exhausted(&self) -> bool {
        self.spent.get() > limits::MAX_PATHS
    }

    /// The text with paths in place of references.
    pub fn insert(&self, text: &str, context: Option<Id>, style: Style) -> String {
        if !may_have(text) {
            return text.to_owned();
        }
        let scan = Scan::new(text);
        let mut out = String::with_capacity(text.len() + 32);
        let mut at = 0;
        for reference in find(text).filter_map(Result::ok) {
            out.push_str(&text[at..reference.from]);
            out.push_str(&self.path(&reference, &scan, context, style));
            at = reference.to;
        }
        out.push_str(&text[at..]);
        out
    }

    /// The path of one reference, within the text that `scan` looked through.
    pub fn path(
        &self,
        reference: &Reference<'_>,
        scan: &Scan,
        context: Option<Id>,
        style: Style,
    ) -> String {
        let Some(Some(target)) = self.form.names.get(reference.name) else {
            // told before; something that can be parsed, so that the rest of the text still is
            return String::from(" /missing ");
        };
        let path = match context {
            Some(context) if !reference.last_saved && scan.is_relative(reference) => {
                let style = Style {
                    current: style.current || scan.in_instance_predicate(reference),
                    ..style
                };
                self.relative(context, *target, style)
            }
            _ => None,
        };
        let path = path.unwrap_or_else(|| {
            let absolute = &self.form.paths[*target];
            if reference.last_saved {
                self.last_saved.set(true);
                format!(" instance('{LAST_SAVED}'){absolute} ")
            } else {
                format!(" {absolute} ")
            }
        });
        self.spent.set(self.spent.get() + path.len());
        if self.is_exhausted() {
            return String::new();
        }
        path
    }

    fn relative(&self, source: Id, target: Id, style: Style) -> Option<String> {
        let repeats = |role: Role| role == Role::Repeat;
        let (repeat, steps) = self.common_ancestor(source, target, repeats)?;
        let form = self.form;
        let target_repeat = form.repeat_around(target);
        let nested = form.repeat_around(repeat).is_some();
        let (top, steps) = if style.whole_repeat
            && target_repeat == Some(repeat)
            && (!nested || form.repeat_around(source) != Some(repeat))
        {
            (form.elements[repeat].parent?, steps + 1)
        } else {
            let sections = |role: Role| matches!(role, Role::Group | Role::Repeat);
            self.common_ancestor(source, target, sections)?
        };
        let mut path = String::from(if style.current { " current()/" } else { " " });
        path.push_str(&vec![".."; steps].join("/"));
        path.push_str(self.below(top, target));
        path.push(' ');
        Some(path)
    }

    /// The part of an element's path below an ancestor, with the slash.
    fn below(&self, ancestor: Id, target: Id) -> &str {
        let from = self.form.paths[ancestor].len();
        self.form.paths[target].get(from..).unwrap_or_default()
    }

    /// The nearest element of that role around both, and the steps from the source up to it.
    fn common_ancestor(
        &self,
        source: Id,
        target: Id,
        role: impl Fn(Role) -> bool,
    ) -> Option<(Id, usize)> {
        let form = self.form;
        form.ancestors(source)
            .zip(1..)
            .filter(|(id, _)| role(form.elements[*id].role))
            .find(|(id, _)| form.ancestors(target).any(|other| other == *id))
    }
}

/// What must be known about a text to resolve its references.
pub struct Scan {
    brackets: Vec<(usize, usize)>,
    indexed: Vec<(usize, usize, Vec<String>)>,
}

impl Scan {
    /// Looks through a text.
    pub fn new(text: &str) -> Scan {
        let mut brackets = Vec::new();
        let has_instance = text.match_indices("instance(").any(|(at, word)| {
            let rest = &text[at + word.len()..];
            rest.len() > 1 && !rest.starts_with(')')
        });
        if has_instance {
            let mut at = 0;
            while let Some(open) = text[at..].find('[').map(|found| found + at) {
                match text[open..].find(']').map(|found| found + open) {
                    Some(close) if close > open + 1 => {
                        brackets.push((open, close + 1));
                        at = close + 1;
                    }
                    Some(_) => at = open + 1,
                    None => break,
                }
            }
        }
        let mut indexed = Vec::new();
        let mut at = 0;
        const CALL: &str = "indexed-repeat(";
        while let Some(open) = text[at..].find(CALL).map(|found| found + at) {
            let from = open + CALL.len();
            match text[from..].find(')').map(|found| found + from) {
                Some(close) if close > from => {
                    let arguments = text[from..close].split(',').map(str::to_owned).collect();
                    indexed.push((open, close + 1, arguments));
                    at = close + 1;
                }
                _ => at = from,
            }
        }
        if indexed.is_empty() && text.contains(CALL) {
            // an unfinished call: every reference stays absolute
            indexed.push((0, text.len(), Vec::new()));
        }
        Scan { brackets, indexed }
    }

    fn in_instance_predicate(&self, reference: &Reference<'_>) -> bool {
        self.brackets
            .iter()
            .any(|(from, to)| reference.from >= *from && reference.to <= *to)
    }

    /// The arguments 1, 2, 4 and 6 of `indexed-repeat` name nodes and repeats and stay absolute;
    /// its indexes are relative like everything else.
    fn is_relative(&self, reference: &Reference<'_>) -> bool {
        if self.indexed.is_empty() {
            return true;
        }
        // pyxform looks at every second call only when a reference stands behind one
        let mut calls = self.indexed.iter();
        while let Some((from, to, arguments)) = calls.next() {
            if reference.to > *to {
                if calls.next().is_none() {
                    return true;
                }
                continue;
            }
            if reference.to < *from {
                return true;
            }
            let name = format!("${{{}}}", reference.name);
            let position = arguments
                .iter()
                .rposition(|argument| argument.contains(&name));
            return position.is_some_and(|position| ![0, 1, 3, 5].contains(&position));
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_in_texts() {
        let check = |text: &str, expect: &str| {
            let found: Vec<String> = find(text)
                .map(|found| match found {
                    Ok(reference) if reference.last_saved => format!("last {}", reference.name),
                    Ok(reference) => reference.name.to_owned(),
                    Err(Malformed(inner)) => format!("!{inner}"),
                })
                .collect();
            assert_eq!(found.join(";"), expect, "{text}");
        };
        check("${a} + ${last-saved#b}", "a;last b");
        check("${a b} ${c}", "!a b;c");
        check("${}", "!");
        check("${open", "!open");
        check("no $ {x}", "");
    }
}
