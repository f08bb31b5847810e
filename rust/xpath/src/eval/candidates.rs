//! Predicates that need not look at every child: `item[key = value]`, put together with `and` and `or`, where
//! no value depends on the item. A tree's index names the items that can pass.
//!
//! Invariant: no item that passes is left out. The caller still evaluates the predicates on those named, so
//! that one too many does no harm; where anything is in doubt nothing is said, and every child is looked at.

use super::Focus;
use super::conditions::plain_child;
use super::index::{is_condition, is_fixed};
use crate::ast::{Axis, Node, Operator, Step};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::tree::{Key, Kind, NodeId, WantedName};
use crate::value::Value;

/// The most nodes on the other side of an equality that are looked up one by one.
const SEVERAL: usize = 64;
/// How many items that an index names are taken for one step.
const NAMED: usize = 16;

/// A list whose items are asked for.
#[derive(Clone, Copy)]
struct List<'e> {
    parent: NodeId,
    item: WantedName<'e>,
}

/// The children of `parent` that can pass the predicates of a step, in document order, if an index knows.
pub(super) fn candidates<'a>(
    step: &'a Step,
    axis: Axis,
    parent: NodeId,
    cx: &mut Context<'a, '_>,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    let (Axis::Child, Some(item)) = (axis, step.test.wanted()) else {
        return Ok(None);
    };
    // Positions count all children, so that none of the predicates may ask for one.
    if !step.predicates.iter().all(is_condition) {
        return Ok(None);
    }
    let mut found = None;
    for predicate in &step.predicates {
        found = both(found, passing(predicate, List { parent, item }, cx)?);
    }
    Ok(found)
}

/// The items that can pass a condition.
fn passing<'a>(
    condition: &'a Node,
    list: List<'a>,
    cx: &mut Context<'a, '_>,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    let Node::Chain(first, rest) = condition else {
        return Ok(None);
    };
    let parts = std::iter::once(&**first).chain(rest.iter().map(|(_, node)| node));
    match rest.first().map(|(operator, _)| *operator) {
        Some(Operator::And) => {
            let mut found = None;
            for part in parts {
                found = both(found, passing(part, list, cx)?);
            }
            Ok(found)
        }
        Some(Operator::Or) => {
            let mut all = Vec::new();
            for part in parts {
                match passing(part, list, cx)? {
                    Some(some) => all.extend(some),
                    None => return Ok(None),
                }
            }
            all.sort_unstable();
            all.dedup();
            Ok(Some(all))
        }
        Some(Operator::Equal) if rest.len() == 1 => match equality(first, &rest[0].1) {
            Some((key, other)) => equal(key, other, list, cx),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// What is in both lists, each in document order; one that is not known leaves the other.
fn both(one: Option<Vec<NodeId>>, two: Option<Vec<NodeId>>) -> Option<Vec<NodeId>> {
    match (one, two) {
        (Some(mut one), Some(two)) => {
            let mut others = two.into_iter().peekable();
            one.retain(|node| {
                while others.next_if(|other| other < node).is_some() {}
                others.peek() == Some(node)
            });
            Some(one)
        }
        (one, two) => one.or(two),
    }
}

/// The key and the other side of `key = other`, where `other` does not look at the item.
fn equality<'e>(left: &'e Node, right: &'e Node) -> Option<(WantedName<'e>, &'e Node)> {
    let pair =
        |key: &'e Node, other: &'e Node| is_fixed(other).then_some((plain_child(key)?, other));
    pair(left, right).or_else(|| pair(right, left))
}

/// The items whose key can equal a value that is the same for all of them.
fn equal<'a>(
    key: WantedName<'a>,
    other: &'a Node,
    list: List<'a>,
    cx: &mut Context<'a, '_>,
) -> Result<Option<Vec<NodeId>>, EvalError> {
    let focus = Focus {
        node: list.parent,
        position: 1,
        size: 1,
    };
    let value = match super::value(other, cx, focus) {
        Ok(value) => value,
        Err(EvalError::TooManySteps) => return Err(EvalError::TooManySteps),
        // perhaps no item ever asks for it
        Err(_) => return Ok(None),
    };
    let mut look = |key_is: Key<'_>| {
        let found = cx.tree.lookup(list.parent, list.item, key, key_is);
        cx.spend(1 + found.as_ref().map_or(0, Vec::len) / NAMED)?;
        Ok(found)
    };
    let nodes = match value {
        Value::Boolean(_) => return Ok(None),
        Value::Number(number) => return look(Key::Number(number)),
        Value::String(text) | Value::Date(text) => return look(Key::Text(&text)),
        Value::Nodes(nodes) => nodes,
    };
    if nodes.is_empty() {
        // JavaRosa takes no nodes for the empty text, XPath 1.0 for what equals nothing.
        return look(Key::Text(""));
    }
    if nodes.len() > SEVERAL {
        return Ok(None);
    }
    let mut all = Vec::new();
    for node in nodes.iter() {
        let text = cx.tree.string_value(*node);
        let number = match cx.tree.kind(*node) {
            Kind::Number => super::convert::node_number(*node, cx),
            _ => f64::NAN,
        };
        let found = if number.is_nan() {
            cx.tree
                .lookup(list.parent, list.item, key, Key::Text(&text))
        } else {
            cx.tree
                .lookup(list.parent, list.item, key, Key::Number(number))
        };
        let Some(found) = found else { return Ok(None) };
        cx.spend(1 + found.len() / NAMED)?;
        all.extend(found);
    }
    if nodes.len() > 1 {
        all.sort_unstable();
        all.dedup();
    }
    Ok(Some(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_met() {
        let ids = |list: &[u32]| Some(list.iter().map(|at| NodeId::new(1, *at)).collect());
        assert_eq!(both(ids(&[1, 3, 5, 9]), ids(&[2, 3, 4, 9])), ids(&[3, 9]));
        assert_eq!(both(ids(&[1]), None), ids(&[1]));
        assert_eq!(both(ids(&[1, 2]), ids(&[])), ids(&[]));
    }
}
