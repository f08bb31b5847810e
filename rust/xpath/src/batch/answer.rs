//! A value as JSON, and the path of a node.

use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::doc::Document;
use crate::tree::{NodeId, NodeType, Tree};
use crate::value::Value;
use crate::{EvalError, Expr};

/// Evaluates an expression and gives its value in the type that is wanted, or in its own.
pub(super) fn answer<'a>(
    expr: &'a Expr,
    cx: &mut Context<'a, '_>,
    document: &Document,
    want: Option<&str>,
) -> Result<Json, String> {
    let text = |error: EvalError| error.to_string();
    Ok(match want {
        Some("string") => json!(expr.evaluate_string(cx).map_err(text)?),
        Some("number") => number(expr.evaluate_number(cx).map_err(text)?),
        Some("boolean") => json!(expr.evaluate_boolean(cx).map_err(text)?),
        Some("nodes") => nodes(&expr.evaluate_nodes(cx).map_err(text)?, document),
        Some(_) => return Err("want has to be string, number, boolean or nodes".to_owned()),
        None => match expr.evaluate(cx).map_err(text)? {
            Value::String(text) | Value::Date(text) => json!(text),
            Value::Number(value) => number(value),
            Value::Boolean(boolean) => json!(boolean),
            Value::Nodes(found) => nodes(&found, document),
        },
    })
}

/// A number; what JSON has no number for is a text.
fn number(value: f64) -> Json {
    if value.is_nan() || value.is_infinite() {
        return json!(crate::number::to_text(value));
    }
    let whole =
        value.fract() == 0.0 && value.abs() < 9e15 && !(value == 0.0 && value.is_sign_negative());
    if whole {
        json!(value as i64)
    } else {
        json!(value)
    }
}

fn nodes(found: &[NodeId], document: &Document) -> Json {
    let node = |node: &NodeId| {
        let name = document.name(*node);
        let qualified = match name.prefix {
            "" => name.local.to_owned(),
            prefix => format!("{prefix}:{}", name.local),
        };
        json!({"path": path(*node, document), "name": qualified, "value": document.string_value(*node)})
    };
    Json::Array(found.iter().map(node).collect())
}

/// The positional path of a node, `/*[1]/*[2]/@id`.
fn path(node: NodeId, document: &Document) -> String {
    let mut steps = Vec::new();
    let mut at = node;
    while let Some(parent) = document.parent(at) {
        let name = document.name(at);
        let position = || {
            let same = |other: &NodeId| document.node_type(*other) == document.node_type(at);
            let mut sibling = document.first_child(parent);
            let mut position = 0;
            while let Some(other) = sibling {
                position += usize::from(same(&other));
                sibling = document.next_sibling(other).filter(|_| other != at);
            }
            position
        };
        steps.push(match document.node_type(at) {
            NodeType::Attribute if name.prefix.is_empty() => format!("@{}", name.local),
            NodeType::Attribute => format!("@{}:{}", name.prefix, name.local),
            NodeType::Namespace => format!("namespace::{}", name.local),
            NodeType::Text => format!("text()[{}]", position()),
            NodeType::Comment => format!("comment()[{}]", position()),
            NodeType::Instruction => format!("processing-instruction()[{}]", position()),
            NodeType::Element | NodeType::Document => format!("*[{}]", position()),
        });
        at = parent;
    }
    steps.reverse();
    format!("/{}", steps.join("/"))
}
