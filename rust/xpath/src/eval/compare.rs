//! Comparisons (XPath 1.0, clause 3.4): true when any pair of nodes compares true.

use std::borrow::Cow;
use std::collections::HashSet;

use super::convert;
use crate::ast::Operator;
use crate::context::{Context, Meaning};
use crate::eval_error::EvalError;
use crate::tree::{Kind, NUMBERS_EQUAL, NodeId};
use crate::value::{NodeSet, Value};

/// Sets of texts larger than this on both sides are compared through a hash set.
const MANY: usize = 8;

/// `left operator right`
pub(crate) fn compare<'a>(
    operator: Operator,
    left: &Value<'a>,
    right: &Value<'a>,
    cx: &mut Context<'a, '_>,
) -> Result<bool, EvalError> {
    let javarosa = cx.meaning == Meaning::JavaRosa;
    let empty = |value: &Value<'_>| matches!(value, Value::Nodes(nodes) if nodes.is_empty());
    if javarosa && (empty(left) || empty(right)) {
        // No nodes are the empty text.
        let nothing = Value::String(Cow::Borrowed(""));
        let left = if empty(left) { &nothing } else { left };
        let right = if empty(right) { &nothing } else { right };
        return compare_filled(operator, left, right, cx);
    }
    compare_filled(operator, left, right, cx)
}

fn compare_filled<'a>(
    operator: Operator,
    left: &Value<'a>,
    right: &Value<'a>,
    cx: &mut Context<'a, '_>,
) -> Result<bool, EvalError> {
    match (left, right) {
        (Value::Nodes(left), Value::Nodes(right)) => both(operator, left, right, cx),
        (Value::Nodes(nodes), other) => one(operator, nodes, other, false, cx),
        (other, Value::Nodes(nodes)) => one(operator, nodes, other, true, cx),
        (left, right) => Ok(plain(operator, left, right, cx)),
    }
}

/// Neither side is nodes.
fn plain(operator: Operator, left: &Value<'_>, right: &Value<'_>, cx: &Context<'_, '_>) -> bool {
    use Value::{Boolean, Date, String};
    let textual = matches!(operator, Operator::Equal | Operator::NotEqual);
    let equal = match (left, right) {
        (Boolean(_), _) | (_, Boolean(_)) if textual => {
            convert::boolean(left, cx) == convert::boolean(right, cx)
        }
        (String(left) | Date(left), String(right) | Date(right)) if textual => left == right,
        (Date(_), _) | (_, Date(_)) => {
            let (left, right) = (
                convert::beside_date(left, cx),
                convert::beside_date(right, cx),
            );
            return numbers(operator, left, right, cx);
        }
        _ => {
            let (left, right) = (convert::number(left, cx), convert::number(right, cx));
            return numbers(operator, left, right, cx);
        }
    };
    equal == (operator == Operator::Equal)
}

fn numbers(operator: Operator, left: f64, right: f64, cx: &Context<'_, '_>) -> bool {
    let equal = || {
        left == right || (cx.meaning == Meaning::JavaRosa && (left - right).abs() < NUMBERS_EQUAL)
    };
    match operator {
        Operator::Equal => equal(),
        Operator::NotEqual => !equal(),
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        _ => left >= right,
    }
}

/// Nodes on one side; `swapped` when they stand on the right.
fn one<'a>(
    operator: Operator,
    nodes: &NodeSet,
    other: &Value<'a>,
    swapped: bool,
    cx: &mut Context<'a, '_>,
) -> Result<bool, EvalError> {
    cx.spend(nodes.len())?;
    if let Value::Boolean(_) = other {
        let truth = Value::Boolean(
            nodes
                .first()
                .is_some_and(|node| convert::node_truth(*node, cx)),
        );
        let (left, right) = if swapped {
            (other, &truth)
        } else {
            (&truth, other)
        };
        return Ok(plain(operator, left, right, cx));
    }
    let textual = matches!(operator, Operator::Equal | Operator::NotEqual);
    if let (true, Value::String(text) | Value::Date(text)) = (textual, other) {
        for node in nodes.iter() {
            let value = cx.tree.string_value(*node);
            cx.spend(value.len() / super::BYTES)?;
            let equal = value == *text || numerically(*node, text, cx);
            if equal == (operator == Operator::Equal) {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let cx = &*cx;
    let (number, beside_date) = (convert::number(other, cx), convert::beside_date(other, cx));
    Ok(nodes.iter().any(|node| {
        let value = convert::node_number(*node, cx);
        let number = match cx.tree.kind(*node) {
            Kind::Date | Kind::DateTime => beside_date,
            _ => number,
        };
        if swapped {
            numbers(operator, number, value, cx)
        } else {
            numbers(operator, value, number, cx)
        }
    }))
}

/// Whether a node that is known to be a number has the number that a text writes in another way.
fn numerically(node: NodeId, text: &str, cx: &Context<'_, '_>) -> bool {
    let number = crate::number::from_text(text);
    !number.is_nan()
        && cx.tree.kind(node) == Kind::Number
        && numbers(Operator::Equal, convert::node_number(node, cx), number, cx)
}

fn both(
    operator: Operator,
    left: &NodeSet,
    right: &NodeSet,
    cx: &mut Context<'_, '_>,
) -> Result<bool, EvalError> {
    let equal = operator == Operator::Equal;
    if equal && left.len() > MANY && right.len() > MANY {
        cx.spend(left.len() + right.len())?;
        let tree = cx.tree;
        let texts: HashSet<Cow<'_, str>> =
            right.iter().map(|node| tree.string_value(*node)).collect();
        if left
            .iter()
            .any(|node| texts.contains(&tree.string_value(*node)))
        {
            return Ok(true);
        }
        if !left
            .iter()
            .chain(right.iter())
            .any(|node| tree.kind(*node) != Kind::Text)
        {
            return Ok(false);
        }
    }
    for a in left.iter() {
        cx.spend(right.len())?;
        let cx = &*cx;
        let found = right.iter().any(|b| match operator {
            Operator::Equal | Operator::NotEqual => same(*a, *b, cx) == equal,
            _ => numbers(
                operator,
                convert::node_number(*a, cx),
                convert::node_number(*b, cx),
                cx,
            ),
        });
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether two nodes have the same value: as texts, or as what their kinds say they are.
fn same(a: NodeId, b: NodeId, cx: &Context<'_, '_>) -> bool {
    let tree = cx.tree;
    let (text_a, text_b) = (tree.string_value(a), tree.string_value(b));
    if text_a == text_b {
        return true;
    }
    match (tree.kind(a), tree.kind(b)) {
        (Kind::Text, Kind::Text) => false,
        (Kind::Number, _)
        | (_, Kind::Number)
        | (Kind::DateTime, Kind::DateTime)
        | (Kind::Time, Kind::Time) => numbers(
            Operator::Equal,
            convert::node_number(a, cx),
            convert::node_number(b, cx),
            cx,
        ),
        _ => false,
    }
}
