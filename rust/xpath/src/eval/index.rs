//! Predicates that need not look at every child: `item[key = value and …]`, which a tree's index can
//! answer, and `item[number]`, where neither value nor number depends on the item.

use std::borrow::Cow;

use super::Focus;
use crate::ast::{Axis, Base, Node, NodeTest, Operator, Path, Step};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::function::Function;
use crate::number;
use crate::tree::{NodeId, NodeType, WantedName};
use crate::value::Value;

/// The children of `parent` that can pass the first predicate of a step, if an index knows; the caller
/// still evaluates the predicates on them.
pub(super) fn candidates<'a>(
    step: &'a Step,
    axis: Axis,
    parent: NodeId,
    cx: &mut Context<'a, '_>,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    let (Axis::Child, Some(item), Some(predicate)) =
        (axis, step.test.wanted(), step.predicates.first())
    else {
        return Ok(None);
    };
    // Positions count all children, so that none of the predicates may ask for one.
    if !step.predicates.iter().all(is_condition) {
        return Ok(None);
    }
    let mut parts = conjuncts(predicate);
    let found = parts.find_map(|part| equality(part));
    let Some((key, other)) = found else {
        return Ok(None);
    };
    let focus = Focus {
        node: parent,
        position: 1,
        size: 1,
    };
    let value: Cow<'_, str> = match super::value(other, cx, focus)? {
        Value::String(text) => text,
        Value::Nodes(nodes) if nodes.len() == 1 => cx.tree.string_value(nodes[0]),
        _ => return Ok(None),
    };
    let spelled_otherwise = match other {
        // A number may be written in several ways; the usual one is looked up.
        Node::Path(_) => {
            number::to_text(number::from_text(&value)) != value
                && !number::from_text(&value).is_nan()
        }
        _ => false,
    };
    if value.is_empty() || spelled_otherwise {
        // A missing key may count as the empty text: leave that to the predicate itself.
        return Ok(None);
    }
    Ok(cx.tree.lookup(parent, item, key, &value))
}

/// The parts of `a and b and c`, or the one part.
fn conjuncts(node: &Node) -> impl Iterator<Item = &Node> {
    let (first, rest): (&Node, &[(Operator, Node)]) = match node {
        Node::Chain(first, rest)
            if rest
                .first()
                .is_some_and(|(operator, _)| *operator == Operator::And) =>
        {
            (first, rest)
        }
        other => (other, &[]),
    };
    std::iter::once(first).chain(rest.iter().map(|(_, node)| node))
}

/// The key and the other side of `key = other`, where `other` does not look at the item.
fn equality(node: &Node) -> Option<(WantedName<'_>, &Node)> {
    let Node::Chain(left, rest) = node else {
        return None;
    };
    let [(Operator::Equal, right)] = rest.as_slice() else {
        return None;
    };
    let pair = |key: &'_ Node| -> bool { key_name(key).is_some() };
    if pair(left) && is_fixed(right) {
        return key_name(left).map(|key| (key, right));
    }
    if pair(right) && is_fixed(left) {
        return key_name(right).map(|key| (key, &**left));
    }
    None
}

/// The name of a plain child of the item.
fn key_name(node: &Node) -> Option<WantedName<'_>> {
    let Node::Path(path) = node else { return None };
    let (Base::Context, [step]) = (&path.base, path.steps.as_slice()) else {
        return None;
    };
    (step.axis == Axis::Child && step.predicates.is_empty())
        .then(|| step.test.wanted())
        .flatten()
}

/// The position that a predicate asks for, if it asks for a single one that is the same for every item:
/// `[2]`, `[position() = /data/n]`, `[position(current()/..) - 1]`.
pub(super) fn position<'a>(
    predicate: &'a Node,
    cx: &mut Context<'a, '_>,
    parent: NodeId,
) -> Result<Option<f64>, EvalError> {
    let is_position = |node: &Node| matches!(node, Node::Call(Function::Position, arguments) if arguments.is_empty());
    let wanted = match predicate {
        Node::Number(_) => predicate,
        Node::Call(Function::Position, arguments) if arguments.iter().all(is_fixed) => predicate,
        Node::Chain(left, rest) => match rest.as_slice() {
            [(Operator::Equal, right)] if is_position(left) => right,
            [(Operator::Equal, right)] if is_position(right) => left,
            [(operator, _), ..] if operator.precedence() >= 5 => predicate,
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    if is_position(wanted) || !is_fixed(wanted) {
        return Ok(None);
    }
    let focus = Focus {
        node: parent,
        position: 1,
        size: 1,
    };
    Ok(match super::value(wanted, cx, focus)? {
        Value::Boolean(_) => None,
        Value::Nodes(nodes) if nodes.len() != 1 => None,
        value => Some(super::convert::number(&value, cx)),
    })
}

/// The child of a name at a position, as found without looking further.
pub(super) fn nth_child(
    parent: NodeId,
    wanted: WantedName<'_>,
    position: f64,
    cx: &mut Context<'_, '_>,
) -> Result<Option<NodeId>, EvalError> {
    let tree = cx.tree;
    if position == 1.0 {
        return Ok(tree.first_child_named(parent, wanted));
    }
    if !(position >= 1.0 && position.fract() == 0.0) {
        return Ok(None);
    }
    let mut left = position;
    let mut next = tree.first_child(parent);
    while let Some(child) = next {
        cx.spend(1)?;
        if tree.node_type(child) == NodeType::Element && wanted.matches(tree.name(child)) {
            left -= 1.0;
            if left == 0.0 {
                return Ok(Some(child));
            }
        }
        next = tree.next_sibling(child);
    }
    Ok(None)
}

/// Whether a part has the same value for every item, and is cheap to evaluate once more.
fn is_fixed(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::Number(_) => true,
        Node::Path(path) => is_outside(path),
        Node::Negate(inner) => is_fixed(inner),
        Node::Chain(first, rest) => is_fixed(first) && rest.iter().all(|(_, node)| is_fixed(node)),
        Node::Call(function, arguments) => {
            !matches!(
                function,
                Function::Random
                    | Function::Uuid
                    | Function::Randomize
                    | Function::Once
                    | Function::Lang
            ) && !arguments.is_empty()
                && arguments.iter().all(is_fixed)
        }
        _ => false,
    }
}

fn is_outside(path: &Path) -> bool {
    matches!(path.base, Base::Root | Base::Current)
        && path
            .steps
            .iter()
            .all(|step| step.predicates.is_empty() && !matches!(step.test, NodeTest::Text))
}

/// Whether a predicate is a boolean that asks for no position.
fn is_condition(node: &Node) -> bool {
    match node {
        Node::Chain(_, rest) => {
            rest.first()
                .is_some_and(|(operator, _)| operator.precedence() <= 4)
                && !asks_position(node)
        }
        Node::Call(function, _) => {
            matches!(
                function,
                Function::Not
                    | Function::Boolean
                    | Function::Contains
                    | Function::StartsWith
                    | Function::Selected
            ) && !asks_position(node)
        }
        _ => false,
    }
}

fn asks_position(node: &Node) -> bool {
    match node {
        Node::Call(Function::Position | Function::Last, arguments) if arguments.is_empty() => true,
        Node::Call(_, parts) | Node::Union(parts) => parts.iter().any(asks_position),
        Node::Chain(first, rest) => {
            asks_position(first) || rest.iter().any(|(_, node)| asks_position(node))
        }
        Node::Negate(inner) => asks_position(inner),
        Node::Filter(inner, _) => asks_position(inner),
        Node::Path(path) => matches!(&path.base, Base::Other(inner) if asks_position(inner)),
        Node::Number(_) | Node::Text(_) => false,
    }
}
