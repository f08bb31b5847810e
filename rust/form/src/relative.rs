//! Absolute paths inside repeats, taken as relative where old forms mean that.
//!
//! A path to a single node of the same repeat instance becomes `current()/../…`. Left alone are:
//! arguments of `count`, `sum` and the other functions over nodes, the repeat itself, paths with a
//! predicate, and paths that leave the repeat. (Specification 1.0.0 dropped the custom; forms of
//! the time before it, and of pyxform's, stand on it.)

use homeward_xpath::ast::{Axis, Base, Node, NodeTest, Path, Step};
use homeward_xpath::{Expr, Function};

use crate::definition::{DefId, NodeDef};

/// Rewrites the paths of an expression that stands at `context`.
pub(crate) fn within_repeats(expr: Expr, context: DefId, defs: &[NodeDef]) -> Expr {
    if defs
        .get(context.index())
        .is_none_or(|def| def.in_repeat.is_none())
    {
        return expr;
    }
    let mut over_nodes = Vec::new();
    mark(expr.root(), false, &mut over_nodes);
    if over_nodes.is_empty() {
        return expr;
    }
    let mut at = 0;
    expr.map_paths(&mut |path, _| {
        let takes_nodes = over_nodes.get(at).copied().unwrap_or(true);
        at += 1;
        if takes_nodes || path.base != Base::Root {
            return;
        }
        if let Some(steps) = relative_steps(&path.steps, context, defs) {
            *path = Path {
                base: Base::Current,
                steps,
            };
        }
    })
}

/// The number of a repeat's instances, which is written as if at one of them, as an expression that
/// stands at the node above: each relative path loses its first `..`. `None` if one has none, and
/// so reads what is inside.
pub(crate) fn above_repeat(expr: Expr) -> Option<Expr> {
    let mut reads_inside = false;
    let expr = expr.map_paths(&mut |path, in_predicate| {
        let relative = match path.base {
            Base::Context => !in_predicate,
            Base::Current => true,
            _ => false,
        };
        if !relative {
            return;
        }
        match path.steps.first() {
            Some(step) if step.axis == Axis::Parent && step.predicates.is_empty() => {
                path.steps.remove(0);
            }
            _ => reads_inside = true,
        }
    });
    (!reads_inside).then_some(expr)
}

/// Writes the questions that `jr:choice-name(…, '../q')` names with their whole paths.
pub(crate) fn named_questions(expr: &mut Expr, context: DefId, defs: &[NodeDef]) {
    expr.map_calls(&mut |call, _| {
        if let Node::Call(Function::ChoiceName, arguments) = call
            && let Some(Node::Text(path)) = arguments.get_mut(1)
            && let Some(found) = question(path, context, defs)
        {
            *path = found.path.clone();
        }
    });
}

/// The node of a relative path that is written as a text.
fn question<'d>(path: &str, context: DefId, defs: &'d [NodeDef]) -> Option<&'d NodeDef> {
    let path = path.trim();
    if path.starts_with('/') {
        return None;
    }
    let mut at = defs.get(context.index())?;
    for part in path.split('/').map(str::trim) {
        at = match part {
            "." | "current()" => at,
            ".." => defs.get(at.parent?.index())?,
            name => {
                let like = at.children_like(name).iter();
                let mut like = like.filter_map(|id| defs.get(id.index()));
                like.find(|def| *def.name.local == *name)?
            }
        };
    }
    Some(at)
}

/// Whether each path, in the order in which they are visited, is an argument over nodes.
fn mark(node: &Node, over_nodes: bool, out: &mut Vec<bool>) {
    match node {
        Node::Number(_) | Node::Text(_) => {}
        Node::Chain(first, rest) => {
            mark(first, false, out);
            rest.iter().for_each(|(_, node)| mark(node, false, out));
        }
        Node::Negate(inner) | Node::Kept(_, inner) => mark(inner, false, out),
        Node::Union(parts) => parts.iter().for_each(|part| mark(part, over_nodes, out)),
        Node::Call(function, arguments) => {
            for (index, argument) in arguments.iter().enumerate() {
                mark(argument, takes_nodes(*function, index), out);
            }
        }
        Node::Path(path) => {
            out.push(over_nodes);
            if let Base::Other(inner) = &path.base {
                mark(inner, true, out);
            }
            for predicate in path.steps.iter().flat_map(|step| &step.predicates) {
                mark(predicate, false, out);
            }
        }
        Node::Filter(inner, predicates) => {
            mark(inner, true, out);
            predicates.iter().for_each(|node| mark(node, false, out));
        }
    }
}

fn takes_nodes(function: Function, argument: usize) -> bool {
    match function {
        Function::Count
        | Function::CountNonEmpty
        | Function::Sum
        | Function::Max
        | Function::Min
        | Function::Randomize
        | Function::Area
        | Function::EnclosedArea
        | Function::Distance => true,
        Function::Join => argument > 0,
        Function::Checklist | Function::WeightedChecklist => argument > 1,
        // the pairs are (repeat, index); the index is a single value
        Function::IndexedRepeat => argument == 0 || argument % 2 == 1,
        _ => false,
    }
}

/// The steps from the context to the node that an absolute path names, if it is a single node of
/// the same repeat instance.
fn relative_steps(steps: &[Step], context: DefId, defs: &[NodeDef]) -> Option<Vec<Step>> {
    let target = plain(steps, defs)?;
    let mut up = 0;
    let mut around = context;
    // the nearest repeat around the context that also holds the target
    loop {
        let def = defs.get(around.index())?;
        if def.repeat.is_some() && target.contains(&around) {
            break;
        }
        around = def.parent?;
        up += 1;
    }
    if target.last() == Some(&around) && around != context {
        // the repeat itself, as seen from inside
        return None;
    }
    if target.last() == Some(&context) && context == around {
        return None;
    }
    let depth = target.iter().position(|def| *def == around)?;
    let mut path: Vec<Step> = (0..up).map(|_| Step::parent()).collect();
    path.extend(steps.get(depth + 1..)?.iter().cloned());
    Some(path)
}

/// The definitions on the way of an absolute path of plain child steps.
fn plain(steps: &[Step], defs: &[NodeDef]) -> Option<Vec<DefId>> {
    let mut way: Vec<DefId> = Vec::with_capacity(steps.len());
    for step in steps {
        let wanted = match (&step.axis, &step.test) {
            (Axis::Child | Axis::Attribute, NodeTest::Name { .. })
                if step.predicates.is_empty() =>
            {
                step.test.wanted()?
            }
            _ => return None,
        };
        let next = match way.last() {
            None => Some(DefId::ROOT),
            Some(parent) => {
                let parent = defs.get(parent.index())?;
                let among = if step.axis == Axis::Child {
                    parent.children_like(wanted.local)
                } else {
                    parent.attributes.as_slice()
                };
                among.iter().copied().find(|id| {
                    defs.get(id.index())
                        .is_some_and(|def| *def.name.local == *wanted.local)
                })
            }
        }?;
        let def = defs.get(next.index())?;
        if *def.name.local != *wanted.local {
            return None;
        }
        way.push(next);
    }
    Some(way)
}
