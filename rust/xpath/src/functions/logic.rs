//! Choosing and counting truths.

use super::{Arguments, Item};
use crate::context::Meaning;
use crate::eval_error::EvalError;
use crate::value::Value;

/// `coalesce(a, b)`: the first unless it is empty or not a number.
pub(super) fn coalesce<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let first = arguments.value(0)?;
    let empty = match &first {
        Value::Boolean(_) => false,
        Value::Number(number) => number.is_nan(),
        Value::String(text) | Value::Date(text) => text.is_empty(),
        Value::Nodes(nodes) => nodes
            .first()
            .is_none_or(|node| arguments.cx.tree.string_value(*node).is_empty()),
    };
    if empty { arguments.value(1) } else { Ok(first) }
}

/// `once(a)`: the context node's own value, or `a` while that is empty.
pub(super) fn once<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let own = arguments.cx.tree.string_value(arguments.at.node);
    if own.is_empty() {
        arguments.value(0)
    } else {
        Ok(Value::String(own))
    }
}

/// `boolean-from-string(text)`: `true` in whatever case, or `1`.
pub(super) fn boolean_from_string<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let text = arguments.text(0)?;
    Ok(Value::Boolean(
        text.eq_ignore_ascii_case("true") || text == "1",
    ))
}

/// `checklist(min, max, …)`: whether the number of truths is within the bounds; -1 is no bound.
pub(super) fn checklist<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (least, most) = (arguments.number(0)?, arguments.number(1)?);
    let items = arguments.items(2, 1)?;
    let count = items.iter().filter(|item| item.truth(arguments.cx)).count() as f64;
    Ok(Value::Boolean(
        (least < 0.0 || count >= least) && (most < 0.0 || count <= most),
    ))
}

/// `weighted-checklist(min, max, truth, weight, …)`: whether the weights of the truths sum up to
/// something within the bounds; -1 is no bound.
pub(super) fn weighted_checklist<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let (least, most) = (arguments.number(0)?, arguments.number(1)?);
    let mut sum = 0.0;
    for pair in (2..arguments.len()).step_by(2) {
        let truths = one_or_more(arguments, pair)?;
        let weights = one_or_more(arguments, pair + 1)?;
        if arguments.cx.meaning == Meaning::Standard {
            // A weight without a truth fails; a truth without a weight counts nothing.
            if truths.len() < weights.len() {
                return Ok(Value::Boolean(false));
            }
        } else if truths.len() != weights.len() {
            return arguments.error("as many truths as weights are needed");
        }
        for (truth, weight) in truths.iter().zip(&weights) {
            if truth.truth(arguments.cx) {
                sum += weight.number(arguments.cx);
            }
        }
    }
    Ok(Value::Boolean(
        (least == -1.0 || sum >= least) && (most == -1.0 || sum <= most),
    ))
}

/// The values of an argument; nodes that are not there are one empty value in JavaRosa.
fn one_or_more<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
    index: usize,
) -> Result<Vec<Item<'a>>, EvalError> {
    Ok(match arguments.value(index)? {
        Value::Nodes(nodes) if nodes.is_empty() && arguments.cx.meaning == Meaning::JavaRosa => {
            vec![Item::Value(Value::text(""))]
        }
        Value::Nodes(nodes) => nodes.iter().map(|node| Item::Node(*node)).collect(),
        value => vec![Item::Value(value)],
    })
}
