//! The one item that a predicate asks for by its position: `item[2]`, `item[position() = /data/n]`, where the
//! position does not depend on the item. And what the predicates of a step are like.

use super::Focus;
use crate::ast::{Base, Node, NodeTest, Operator, Path};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::function::Function;
use crate::tree::{NodeId, NodeType, WantedName};
use crate::value::Value;

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
    if let Some(found) = tree.child_at(parent, wanted, position as usize) {
        cx.spend(1)?;
        return Ok(found);
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
pub(super) fn is_fixed(node: &Node) -> bool {
    match node {
        Node::Text(_) | Node::Number(_) => true,
        Node::Path(path) => is_outside(path),
        Node::Negate(inner) => is_fixed(inner),
        Node::Kept(..) => true,
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
    matches!(path.base, Base::Root | Base::Current | Base::Instance(_))
        && path.steps.iter().all(|step| {
            !matches!(step.test, NodeTest::Text) && step.predicates.iter().all(is_steady)
        })
}

/// Whether a part draws no random numbers, so that once is as good as once for each item.
pub(super) fn is_steady(node: &Node) -> bool {
    match node {
        Node::Number(_) | Node::Text(_) => true,
        Node::Chain(first, rest) => {
            is_steady(first) && rest.iter().all(|(_, node)| is_steady(node))
        }
        Node::Negate(inner) | Node::Kept(_, inner) => is_steady(inner),
        Node::Union(parts) => parts.iter().all(is_steady),
        Node::Call(function, arguments) => {
            let draws = matches!(
                function,
                Function::Random | Function::Uuid | Function::Randomize | Function::Once
            );
            !draws && arguments.iter().all(is_steady)
        }
        Node::Path(path) => {
            let predicates = path.steps.iter().flat_map(|step| &step.predicates);
            predicates.into_iter().all(is_steady)
                && !matches!(&path.base, Base::Other(inner) if !is_steady(inner))
        }
        Node::Filter(inner, predicates) => is_steady(inner) && predicates.iter().all(is_steady),
    }
}

/// Whether a predicate is a boolean that asks for no position.
pub(super) fn is_condition(node: &Node) -> bool {
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
        Node::Number(_) | Node::Text(_) | Node::Kept(..) => false,
    }
}
