//! One kind of value from another (XPath 1.0, clause 4, and ODK XForms for dates).

use std::borrow::Cow;

use crate::context::{Context, Meaning};
use crate::date;
use crate::number;
use crate::tree::{Kind, NodeId};
use crate::value::Value;

/// `string()`
pub(crate) fn text<'a>(value: Value<'a>, cx: &Context<'a, '_>) -> Cow<'a, str> {
    match value {
        Value::String(text) | Value::Date(text) => text,
        Value::Number(value) => Cow::Owned(number::to_text(value)),
        Value::Boolean(true) => Cow::Borrowed("true"),
        Value::Boolean(false) => Cow::Borrowed("false"),
        Value::Nodes(nodes) => nodes
            .first()
            .map_or(Cow::Borrowed(""), |node| cx.tree.string_value(*node)),
    }
}

/// A value as a number, as arithmetic and comparisons take it: a date counts as days.
pub(crate) fn number(value: &Value<'_>, cx: &Context<'_, '_>) -> f64 {
    match value {
        Value::Number(number) => *number,
        Value::Boolean(boolean) => f64::from(u8::from(*boolean)),
        Value::String(text) => plain_number(text, cx),
        Value::Date(text) => text_number(text, cx),
        Value::Nodes(nodes) => nodes
            .first()
            .map_or(f64::NAN, |node| node_number(*node, cx)),
    }
}

/// A text that nothing makes a date: in JavaRosa a numeral or nothing, however it looks.
fn plain_number(text: &str, cx: &Context<'_, '_>) -> f64 {
    match cx.meaning {
        Meaning::JavaRosa => number::from_text(text),
        Meaning::Standard => text_number(text, cx),
    }
}

/// A text as a number: a numeral, or a date as days since 1970-01-01.
pub(crate) fn text_number(text: &str, cx: &Context<'_, '_>) -> f64 {
    let plain = number::from_text(text);
    if plain.is_nan() {
        date::days(text, cx).unwrap_or(f64::NAN)
    } else {
        plain
    }
}

/// A node's value as a number, with what is known about its kind.
pub(crate) fn node_number(node: NodeId, cx: &Context<'_, '_>) -> f64 {
    let text = cx.tree.string_value(node);
    match cx.tree.kind(node) {
        Kind::Time => date::time_of_day(&text, cx).unwrap_or(f64::NAN),
        Kind::Boolean if text == "true" => 1.0,
        Kind::Boolean if text == "false" => 0.0,
        Kind::Date | Kind::DateTime => text_number(&text, cx),
        _ => plain_number(&text, cx),
    }
}

/// A value that stands beside a date in a comparison as a number: there a text is read as a date.
pub(crate) fn beside_date(value: &Value<'_>, cx: &Context<'_, '_>) -> f64 {
    match value {
        Value::String(text) => text_number(text, cx),
        other => number(other, cx),
    }
}

/// `boolean()`
pub(crate) fn boolean(value: &Value<'_>, cx: &Context<'_, '_>) -> bool {
    match value {
        Value::Boolean(boolean) => *boolean,
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::String(text) | Value::Date(text) => !text.is_empty(),
        Value::Nodes(nodes) => nodes.first().is_some_and(|node| node_truth(*node, cx)),
    }
}

/// Whether nodes with this first node are true: always in XPath 1.0, by its value in JavaRosa.
pub(crate) fn node_truth(node: NodeId, cx: &Context<'_, '_>) -> bool {
    cx.meaning == Meaning::Standard || node_value_truth(node, cx)
}

/// Whether the value of a node is true by itself.
pub(crate) fn node_value_truth(node: NodeId, cx: &Context<'_, '_>) -> bool {
    let text = cx.tree.string_value(node);
    match cx.tree.kind(node) {
        Kind::Boolean => text == "true" || text == "1",
        Kind::Number => {
            let value = number::from_text(&text);
            value != 0.0 && !value.is_nan()
        }
        _ => !text.is_empty(),
    }
}
