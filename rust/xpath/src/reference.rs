//! What an expression refers to, without evaluating it: the input of a recalculation graph.
//!
//! Invariant: every path of the expression, also in predicates and arguments, is listed exactly once,
//! and a path in a predicate comes after the path whose predicate it stands in. It deliberately does
//! not resolve anything against a document.

use crate::ast::{Base, Node, Path, Step};
use crate::function::Function;

/// A path in an expression.
#[derive(Clone, Debug)]
pub struct Reference<'e> {
    /// The path itself: base and steps.
    pub path: &'e Path,
    /// For a path in a predicate: the reference and the index of its step whose nodes are the context of
    /// this path. `None` for a path whose context is the node that the expression is evaluated for, and
    /// for predicates on something that is no path (see [`Reference::floating`]).
    pub inside: Option<(usize, usize)>,
    /// In a predicate whose context nodes cannot be told (a predicate on a union or on a function's
    /// nodes), and relative. Its parts are listed as references of their own.
    pub floating: bool,
}

/// Everything that an expression refers to.
#[derive(Clone, Debug, Default)]
pub struct References<'e> {
    /// The paths.
    pub paths: Vec<Reference<'e>>,
    /// `today()` or `now()` occurs.
    pub uses_clock: bool,
    /// `random()`, `uuid()`, or `randomize()` without a seed occurs.
    pub uses_random: bool,
    /// `position()` without an argument occurs outside predicates: the position of the context node's
    /// repeat instance; or `position(node)` anywhere.
    pub uses_position: bool,
    /// `once()` occurs, which reads the context node's own value.
    pub uses_own_value: bool,
    /// `jr:itext()` or `jr:choice-name()` occurs: the result depends on the language.
    pub uses_language: bool,
    /// `pulldata()`, `property()` or `version()` occurs: the host is asked.
    pub uses_host: bool,
}

impl References<'_> {
    /// Whether the same nodes can give another result at another time or another try.
    #[must_use]
    pub fn is_volatile(&self) -> bool {
        self.uses_clock || self.uses_random
    }
}

/// Lists what an expression refers to.
pub(crate) fn references(root: &Node) -> References<'_> {
    let mut found = References::default();
    walk(
        root,
        Where {
            inside: None,
            floating: false,
            in_predicate: false,
        },
        &mut found,
    );
    found
}

/// The surroundings of a part of the expression.
#[derive(Clone, Copy)]
struct Where {
    inside: Option<(usize, usize)>,
    floating: bool,
    in_predicate: bool,
}

fn walk<'e>(node: &'e Node, place: Where, found: &mut References<'e>) {
    match node {
        Node::Number(_) | Node::Text(_) => {}
        Node::Chain(first, rest) => {
            walk(first, place, found);
            rest.iter().for_each(|(_, node)| walk(node, place, found));
        }
        Node::Negate(inner) | Node::Kept(_, inner) => walk(inner, place, found),
        Node::Union(parts) => parts.iter().for_each(|node| walk(node, place, found)),
        Node::Call(function, arguments) => {
            note(*function, arguments.len(), place, found);
            arguments.iter().for_each(|node| walk(node, place, found));
        }
        Node::Path(path) => walk_path(path, place, found),
        Node::Filter(inner, predicates) => {
            let at = found.paths.len();
            walk(inner, place, found);
            let inside = match &**inner {
                Node::Path(path) => path.steps.len().checked_sub(1).map(|step| (at, step)),
                _ => None,
            };
            let place = Where {
                inside,
                floating: inside.is_none(),
                in_predicate: true,
            };
            predicates.iter().for_each(|node| walk(node, place, found));
        }
    }
}

fn walk_path<'e>(path: &'e Path, place: Where, found: &mut References<'e>) {
    let at = found.paths.len();
    let relative = path.base == Base::Context;
    found.paths.push(Reference {
        path,
        inside: if relative { place.inside } else { None },
        floating: relative && place.floating,
    });
    if let Base::Other(inner) = &path.base {
        walk(inner, place, found);
    }
    for (index, Step { predicates, .. }) in path.steps.iter().enumerate() {
        let place = Where {
            inside: Some((at, index)),
            floating: false,
            in_predicate: true,
        };
        predicates.iter().for_each(|node| walk(node, place, found));
    }
}

fn note(function: Function, arguments: usize, place: Where, found: &mut References<'_>) {
    match function {
        Function::Today | Function::Now => found.uses_clock = true,
        Function::Random | Function::Uuid => found.uses_random = true,
        Function::Randomize if arguments == 1 => found.uses_random = true,
        Function::Position if arguments == 1 || !place.in_predicate => found.uses_position = true,
        Function::Once => found.uses_own_value = true,
        Function::Itext | Function::ChoiceName => found.uses_language = true,
        Function::Pulldata | Function::Property | Function::Version => found.uses_host = true,
        _ => {}
    }
}
