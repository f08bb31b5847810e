//! The items of a list that have a value, without looking at the others: what a select asks of its
//! choices when one is chosen.
//!
//! Invariant: the same nodes as among those of the whole expression. Where that can't be told from one
//! item alone, as with positions and random numbers, nothing is said.

use super::index::{is_condition, is_steady};
use super::{Focus, path};
use crate::ast::{Axis, Node, Path};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::function::Function;
use crate::tree::{Key, NodeId, WantedName};

/// Lists are looked for below so many nodes at most.
const SEVERAL: usize = 64;

/// The nodes of an expression whose first child named `key` has the text `value`, in document order.
pub(crate) fn members<'a>(
    node: &'a Node,
    key: WantedName<'a>,
    value: &str,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    match node {
        // the same nodes in another order
        Node::Call(Function::Randomize, arguments) => match arguments.first() {
            Some(list) => members(list, key, value, cx, at),
            None => Ok(None),
        },
        Node::Path(path) => of_path(path, key, value, cx, at),
        _ => Ok(None),
    }
}

fn of_path<'a>(
    path: &'a Path,
    key: WantedName<'a>,
    value: &str,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    let Some((step, before)) = path.steps.split_last() else {
        return Ok(None);
    };
    let (Axis::Child, Some(item)) = (step.axis, step.test.wanted()) else {
        return Ok(None);
    };
    let is_plain = |node: &Node| is_condition(node) && is_steady(node);
    if !step.predicates.iter().all(is_plain) || before.iter().any(path::is_anywhere) {
        return Ok(None);
    }
    let lists = path::along(&path.base, before, cx, at)?;
    if lists.len() > SEVERAL {
        return Ok(None);
    }
    let mut found = Vec::new();
    for list in lists.iter() {
        cx.spend(1)?;
        let mut named = match cx.tree.lookup(*list, item, key, Key::Text(value)) {
            Some(named) => named,
            None => {
                let mut all = Vec::new();
                cx.tree.children_named(*list, item, &mut all);
                all
            }
        };
        cx.spend(named.len())?;
        named.retain(|item| {
            let first = cx.tree.first_child_named(*item, key);
            first.is_some_and(|first| cx.tree.string_value(first) == value)
        });
        for predicate in &step.predicates {
            path::filter(&mut named, predicate, cx)?;
        }
        found.append(&mut named);
    }
    Ok(Some(found))
}
