//! Location paths (XPath 1.0, clause 2): steps from node to node, predicates, document order.

use super::conditions::{Conditions, WORTH_IT};
use super::{Focus, axis, candidates, index};
use crate::ast::{Axis, Base, Node, NodeTest, Path, Step};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::function::Function;
use crate::tree::NodeId;
use crate::value::{NodeSet, Value};

/// The nodes of a path, in document order.
pub(crate) fn nodes<'a>(
    path: &'a Path,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<NodeSet, EvalError> {
    along(&path.base, &path.steps, cx, at)
}

/// The nodes that steps lead to, in document order.
pub(super) fn along<'a>(
    from: &'a Base,
    steps: &'a [Step],
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<NodeSet, EvalError> {
    let start = base(from, cx, at)?;
    if steps.is_empty() {
        return Ok(start);
    }
    let mut found = start.into_vec();
    // Nodes are flat when none is inside another: then children come out in document order.
    let mut flat = found.len() <= 1;
    if !flat && matches!(from, Base::Other(_)) {
        sort(&mut found, cx)?;
    }
    let mut steps = steps.iter().peekable();
    while let Some(step) = steps.next() {
        let mut axis = step.axis;
        let mut step = step;
        if is_anywhere(step) {
            // `//name` without predicates is `descendant::name`.
            if let Some(next) =
                steps.next_if(|next| next.axis == Axis::Child && next.predicates.is_empty())
            {
                step = next;
                axis = Axis::Descendant;
            }
        }
        let single = found.len() <= 1;
        found = take(step, axis, &found, cx)?;
        let ordered = match axis {
            Axis::Child | Axis::Attribute | Axis::SelfNode | Axis::Namespace => single || flat,
            Axis::Descendant | Axis::DescendantOrSelf => single || flat,
            Axis::FollowingSibling | Axis::Following => single,
            Axis::Parent => single,
            _ => false,
        };
        if !ordered && found.len() > 1 {
            if single {
                found.reverse();
            } else {
                sort(&mut found, cx)?;
            }
        }
        flat = match axis {
            Axis::Child | Axis::Attribute | Axis::SelfNode => single || flat,
            Axis::FollowingSibling | Axis::PrecedingSibling => single,
            _ => false,
        } || found.len() <= 1;
    }
    Ok(found.into())
}

/// The first node of a path in document order, without collecting the others where the steps are plain.
pub(crate) fn first<'a>(
    path: &'a Path,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Option<NodeId>, EvalError> {
    let start = match &path.base {
        Base::Root => Some(cx.root),
        Base::Context => Some(at.node),
        Base::Current => Some(cx.current),
        _ => None,
    };
    if let Some(mut node) = start {
        let mut reached = true;
        for step in &path.steps {
            let next = match (step.axis, &step.test) {
                _ if !step.predicates.is_empty() => None,
                (Axis::Child, test) => test
                    .wanted()
                    .and_then(|name| cx.tree.first_child_named(node, name)),
                (Axis::Parent, NodeTest::AnyNode) => cx.tree.parent(node),
                (Axis::SelfNode, NodeTest::AnyNode) => Some(node),
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => {
                    reached = false;
                    break;
                }
            }
        }
        if reached {
            cx.spend(path.steps.len())?;
            return Ok(Some(node));
        }
    }
    Ok(nodes(path, cx, at)?.first().copied())
}

fn base<'a>(base: &'a Base, cx: &mut Context<'a, '_>, at: Focus) -> Result<NodeSet, EvalError> {
    Ok(match base {
        Base::Root => NodeSet::one(cx.root),
        Base::Context => NodeSet::one(at.node),
        Base::Current => NodeSet::one(cx.current),
        Base::Instance(id) => NodeSet::one(instance(id, cx)?),
        Base::Other(inner) => super::nodes(inner, cx, at, "a path")?,
    })
}

/// The node that `instance(id)` means.
pub(crate) fn instance(id: &str, cx: &Context<'_, '_>) -> Result<NodeId, EvalError> {
    cx.host
        .instance(id)
        .ok_or_else(|| EvalError::UnknownInstance(id.to_owned()))
}

pub(super) fn is_anywhere(step: &Step) -> bool {
    step.axis == Axis::DescendantOrSelf
        && step.test == NodeTest::AnyNode
        && step.predicates.is_empty()
}

/// How many nodes a step collects before it looks for duplicates.
const OVERLAP: usize = 1 << 16;

/// One step from each of the nodes, with its predicates.
fn take<'a>(
    step: &'a Step,
    axis: Axis,
    from: &[NodeId],
    cx: &mut Context<'a, '_>,
) -> Result<Vec<NodeId>, EvalError> {
    let mut out = Vec::new();
    let mut most = OVERLAP;
    // From several nodes these axes find the same nodes again and again: they are thinned out on the way.
    let mut thin = |out: &mut Vec<NodeId>, cx: &mut Context<'a, '_>| {
        let distinct = matches!(
            axis,
            Axis::Child | Axis::Attribute | Axis::SelfNode | Axis::Namespace
        );
        if from.len() > 1 && !distinct && out.len() > most {
            sort(out, cx)?;
            most = OVERLAP.max(2 * out.len());
        }
        Ok(())
    };
    if step.predicates.is_empty() {
        for node in from {
            axis::walk(axis, &step.test, *node, &mut out, cx)?;
            thin(&mut out, cx)?;
        }
        return Ok(out);
    }
    for node in from {
        cx.spend(1)?;
        let mut predicates = step.predicates.as_slice();
        let mut found = match at_position(step, axis, *node, cx)? {
            Some(found) => {
                predicates = &predicates[1..];
                found
            }
            None => match candidates::candidates(step, axis, *node, cx)? {
                Some(found) => found,
                None => {
                    let mut found = Vec::new();
                    axis::walk(axis, &step.test, *node, &mut found, cx)?;
                    found
                }
            },
        };
        for predicate in predicates {
            filter(&mut found, predicate, cx)?;
        }
        out.append(&mut found);
        thin(&mut out, cx)?;
    }
    Ok(out)
}

/// The one child that the first predicate asks for by its position, if it does.
fn at_position<'a>(
    step: &'a Step,
    axis: Axis,
    parent: NodeId,
    cx: &mut Context<'a, '_>,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    let (Axis::Child, Some(wanted), Some(predicate)) =
        (axis, step.test.wanted(), step.predicates.first())
    else {
        return Ok(None);
    };
    Ok(match index::position(predicate, cx, parent)? {
        Some(position) => Some(
            index::nth_child(parent, wanted, position, cx)?
                .into_iter()
                .collect(),
        ),
        None => None,
    })
}

/// Keeps the nodes that a predicate holds for (clause 2.4); they stand in the order that counts.
pub(crate) fn filter<'a>(
    nodes: &mut Vec<NodeId>,
    predicate: &'a Node,
    cx: &mut Context<'a, '_>,
) -> Result<(), EvalError> {
    if nodes.is_empty() {
        return Ok(());
    }
    let size = nodes.len();
    let only = match predicate {
        Node::Number(wanted) => Some(*wanted),
        Node::Call(Function::Last, _) => Some(size as f64),
        _ => None,
    };
    if let Some(wanted) = only {
        let at = if wanted >= 1.0 && wanted.fract() == 0.0 {
            wanted as usize - 1
        } else {
            size
        };
        let kept = nodes.get(at).copied();
        nodes.clear();
        nodes.extend(kept);
        return Ok(());
    }
    let worth_it = size >= WORTH_IT;
    let mut conditions = worth_it.then(|| Conditions::of(predicate)).flatten();
    let mut kept = 0;
    for at in 0..size {
        let node = nodes[at];
        let focus = Focus {
            node,
            position: at + 1,
            size,
        };
        let keep = match &mut conditions {
            Some(conditions) => conditions.hold(cx, focus)?,
            None => match super::value(predicate, cx, focus)? {
                Value::Number(wanted) => wanted == (at + 1) as f64,
                Value::Nodes(found) => found
                    .first()
                    .is_some_and(|node| super::convert::node_truth(*node, cx)),
                other => super::convert::boolean(&other, cx),
            },
        };
        if keep {
            nodes[kept] = node;
            kept += 1;
        }
    }
    nodes.truncate(kept);
    Ok(())
}

/// Document order without duplicates.
pub(crate) fn sort(nodes: &mut Vec<NodeId>, cx: &mut Context<'_, '_>) -> Result<(), EvalError> {
    if nodes.len() > 1 {
        cx.spend(nodes.len())?;
        let tree = cx.tree;
        nodes.sort_by(|a, b| tree.order(*a, *b));
        nodes.dedup();
    }
    Ok(())
}
