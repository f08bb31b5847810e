//! Evaluating parts of an expression.
//!
//! Invariant: every part evaluated and every node visited costs a step of [`Context::limit`]; recursion
//! is as deep as the expression and no deeper, whatever the documents look like.

mod axis;
mod candidates;
pub(crate) mod compare;
mod conditions;
pub(crate) mod convert;
mod index;
pub(crate) mod member;
pub(crate) mod path;

use std::borrow::Cow;

use crate::ast::{Node, Operator};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::functions;
use crate::tree::NodeId;
use crate::value::{NodeSet, Value};

/// How many bytes of text are handled for one step.
pub(crate) const BYTES: usize = 64;

/// The context node with its position and size (XPath 1.0, clause 1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Focus {
    pub node: NodeId,
    /// 1-based; 0 outside predicates.
    pub position: usize,
    pub size: usize,
}

impl Context<'_, '_> {
    pub(crate) fn focus(&self) -> Focus {
        Focus {
            node: self.node,
            position: self.position,
            size: self.size,
        }
    }

    /// Pays for `steps` pieces of work.
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), EvalError> {
        self.limit = self
            .limit
            .checked_sub(steps as u64)
            .ok_or(EvalError::TooManySteps)?;
        Ok(())
    }
}

/// The value of a part.
pub(crate) fn value<'a>(
    node: &'a Node,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Value<'a>, EvalError> {
    cx.spend(1)?;
    match node {
        Node::Number(number) => Ok(Value::Number(*number)),
        Node::Text(text) => Ok(Value::String(Cow::Borrowed(text))),
        Node::Path(path) => Ok(Value::Nodes(path::nodes(path, cx, at)?)),
        Node::Call(function, arguments) => functions::call(*function, arguments, cx, at),
        Node::Negate(inner) => Ok(Value::Number(-number(inner, cx, at)?)),
        Node::Union(_) | Node::Filter(..) => Ok(Value::Nodes(nodes(node, cx, at, "|")?)),
        Node::Chain(first, rest) => chain(first, rest, cx, at),
        Node::Kept(id, inner) => match cx.host.kept(*id, cx.current) {
            Some(number) => Ok(Value::Number(number)),
            None => value(inner, cx, at),
        },
    }
}

/// The nodes of a part; anything else is an error that names `what`.
pub(crate) fn nodes<'a>(
    node: &'a Node,
    cx: &mut Context<'a, '_>,
    at: Focus,
    what: &'static str,
) -> Result<NodeSet, EvalError> {
    match node {
        Node::Path(path) => path::nodes(path, cx, at),
        Node::Union(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend_from_slice(&nodes(part, cx, at, what)?);
            }
            path::sort(&mut all, cx)?;
            Ok(all.into())
        }
        Node::Filter(inner, predicates) => {
            let mut found = nodes(inner, cx, at, what)?.into_vec();
            for predicate in predicates {
                path::filter(&mut found, predicate, cx)?;
            }
            Ok(found.into())
        }
        _ => match value(node, cx, at)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(EvalError::NotNodes(what)),
        },
    }
}

/// A part as text, looking no further than the first node of a path.
pub(crate) fn text<'a>(
    node: &'a Node,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Cow<'a, str>, EvalError> {
    match node {
        Node::Text(text) => Ok(Cow::Borrowed(text)),
        Node::Path(path) => {
            cx.spend(1)?;
            let Some(node) = path::first(path, cx, at)? else {
                return Ok(Cow::Borrowed(""));
            };
            let text = cx.tree.string_value(node);
            cx.spend(text.len() / BYTES)?;
            Ok(text)
        }
        _ => Ok(convert::text(value(node, cx, at)?, cx)),
    }
}

/// A part as a number.
pub(crate) fn number<'a>(
    node: &'a Node,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<f64, EvalError> {
    match node {
        Node::Number(number) => Ok(*number),
        Node::Path(path) => {
            cx.spend(1)?;
            Ok(path::first(path, cx, at)?.map_or(f64::NAN, |node| convert::node_number(node, cx)))
        }
        _ => Ok(convert::number(&value(node, cx, at)?, cx)),
    }
}

/// A part as a boolean.
pub(crate) fn boolean<'a>(
    node: &'a Node,
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<bool, EvalError> {
    match node {
        Node::Path(path) => {
            cx.spend(1)?;
            Ok(path::first(path, cx, at)?.is_some_and(|node| convert::node_truth(node, cx)))
        }
        _ => Ok(convert::boolean(&value(node, cx, at)?, cx)),
    }
}

fn chain<'a>(
    first: &'a Node,
    rest: &'a [(Operator, Node)],
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Value<'a>, EvalError> {
    match rest.first().map(|(operator, _)| operator.precedence()) {
        Some(1 | 2) => {
            // All of `or`, or all of `and`: done at the first part that decides.
            let decisive = rest
                .first()
                .is_some_and(|(operator, _)| *operator == Operator::Or);
            let parts = std::iter::once(first).chain(rest.iter().map(|(_, node)| node));
            for part in parts {
                if boolean(part, cx, at)? == decisive {
                    return Ok(Value::Boolean(decisive));
                }
            }
            Ok(Value::Boolean(!decisive))
        }
        Some(3 | 4) => {
            let mut left = value(first, cx, at)?;
            for (operator, node) in rest {
                let right = value(node, cx, at)?;
                left = Value::Boolean(compare::compare(*operator, &left, &right, cx)?);
            }
            Ok(left)
        }
        _ => {
            let mut left = number(first, cx, at)?;
            for (operator, node) in rest {
                let right = number(node, cx, at)?;
                left = match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left / right,
                    _ => left % right,
                };
            }
            Ok(Value::Number(left))
        }
    }
}
