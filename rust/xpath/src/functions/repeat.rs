//! `indexed-repeat(target, repeat, index, …)`: the target in given instances of the repeats around it.
//!
//! Repeats that no index is given for stay at the instance that the context node is in, as in JavaRosa.

use super::{Arguments, nodes::as_path};
use crate::ast::{Axis, Base, Path, Step};
use crate::context::Meaning;
use crate::eval_error::EvalError;
use crate::tree::NodeId;
use crate::value::{NodeSet, Value};

/// See the module.
pub(super) fn indexed<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let mut indexes = Vec::new();
    for pair in (1..arguments.len()).step_by(2) {
        let index = arguments.number(pair + 1)?.trunc();
        // JavaRosa takes what is no position for the first one.
        let index = if index >= 1.0 {
            index
        } else if arguments.cx.meaning == Meaning::JavaRosa {
            1.0
        } else {
            0.0
        };
        indexes.push((pair, index as usize));
    }
    match plain_path(arguments, &indexes) {
        Some((target, repeats)) => along(arguments, target, &repeats),
        None => by_containment(arguments, &indexes),
    }
}

/// A target of child steps from the root, and for each repeat around it how many steps lead to it.
fn plain_path<'a>(
    arguments: &Arguments<'a, '_, '_>,
    indexes: &[(usize, usize)],
) -> Option<(&'a Path, Vec<(usize, usize)>)> {
    let plain = |path: &Path| {
        path.base == Base::Root
            && path
                .steps
                .iter()
                .all(|step| step.axis == Axis::Child && step.predicates.is_empty())
    };
    let target = as_path(arguments.node(0)).filter(|path| plain(path))?;
    let mut repeats = Vec::new();
    for (pair, index) in indexes {
        let path = as_path(arguments.node(*pair)).filter(|path| plain(path))?;
        let leads = target
            .steps
            .get(..path.steps.len())
            .is_some_and(|start| start == path.steps.as_slice());
        if !leads {
            return None;
        }
        repeats.push((path.steps.len(), *index));
    }
    Some((target, repeats))
}

/// Follows the target step by step, taking the instance that was asked for where a repeat ends.
fn along<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
    target: &'a Path,
    repeats: &[(usize, usize)],
) -> Result<Value<'a>, EvalError> {
    let around = around(arguments, arguments.at.node)?;
    let mut found = vec![arguments.cx.root];
    for (at, step) in target.steps.iter().enumerate() {
        let wanted_here = repeats.iter().find(|(length, _)| *length == at + 1);
        if let (Some((_, index)), [parent], Some(name)) =
            (wanted_here, found.as_slice(), step.test.wanted())
            && let Some(instance) = arguments.cx.tree.child_at(*parent, name, *index)
        {
            arguments.cx.spend(1)?;
            found = instance.into_iter().collect();
            continue;
        }
        let mut next = children(arguments, step, &found)?;
        match wanted_here {
            Some((_, index)) => {
                next = index
                    .checked_sub(1)
                    .and_then(|at| next.get(at))
                    .copied()
                    .into_iter()
                    .collect()
            }
            None if next.len() > 1 => {
                if let Some(own) = next.iter().find(|node| around.contains(node)).copied() {
                    next = vec![own];
                }
            }
            None => {}
        }
        found = next;
    }
    Ok(Value::Nodes(found.into()))
}

fn children(
    arguments: &mut Arguments<'_, '_, '_>,
    step: &Step,
    from: &[NodeId],
) -> Result<Vec<NodeId>, EvalError> {
    let mut found = Vec::new();
    for node in from {
        match step.test.wanted() {
            Some(wanted) => arguments.cx.tree.children_named(*node, wanted, &mut found),
            None => return arguments.error("the target has to be a path of names"),
        }
    }
    arguments.cx.spend(found.len() + 1)?;
    Ok(found)
}

/// A node and its ancestors.
fn around(arguments: &mut Arguments<'_, '_, '_>, node: NodeId) -> Result<Vec<NodeId>, EvalError> {
    let mut way = vec![node];
    let mut at = node;
    while let Some(parent) = arguments.cx.tree.parent(at) {
        arguments.cx.spend(1)?;
        way.push(parent);
        at = parent;
    }
    Ok(way)
}

/// Other paths: the target's nodes inside the repeat instances that were asked for, outermost first.
fn by_containment<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
    indexes: &[(usize, usize)],
) -> Result<Value<'a>, EvalError> {
    let mut levels = Vec::new();
    for (pair, index) in indexes {
        let nodes = arguments.nodes(*pair)?;
        let Some(first) = nodes.first().copied() else {
            return Ok(Value::Nodes(NodeSet::empty()));
        };
        levels.push((around(arguments, first)?.len(), nodes, *index));
    }
    levels.sort_by_key(|(depth, _, _)| *depth);
    let mut chosen: Option<NodeId> = None;
    for (_, nodes, index) in levels {
        let mut inside = Vec::new();
        for node in nodes.iter() {
            if is_inside(arguments, *node, chosen)? {
                inside.push(*node);
            }
        }
        match index.checked_sub(1).and_then(|at| inside.get(at)) {
            Some(node) => chosen = Some(*node),
            None => return Ok(Value::Nodes(NodeSet::empty())),
        }
    }
    let mut found = Vec::new();
    for node in arguments.nodes(0)?.iter() {
        if is_inside(arguments, *node, chosen)? {
            found.push(*node);
        }
    }
    Ok(Value::Nodes(found.into()))
}

fn is_inside(
    arguments: &mut Arguments<'_, '_, '_>,
    node: NodeId,
    outer: Option<NodeId>,
) -> Result<bool, EvalError> {
    let Some(outer) = outer else { return Ok(true) };
    Ok(around(arguments, node)?.contains(&outer))
}
