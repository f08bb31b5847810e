//! A predicate over many items whose parts compare something of the item with something that is the same for
//! all of them: the latter is worked out once, the first time that an item asks for it.
//!
//! Invariant: the same items pass, and the same errors come, as if the predicate were evaluated for each item
//! alone. Anything else than comparisons put together with `and`, or with `or`, is evaluated so.

use super::index::is_fixed;
use super::{Focus, compare};
use crate::ast::{Axis, Base, Node, Operator};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::tree::{NodeId, WantedName};
use crate::value::{NodeSet, Value};

/// With fewer items it is not worth it.
pub(super) const WORTH_IT: usize = 4;

/// A predicate taken apart.
pub(super) struct Conditions<'a> {
    parts: Vec<Part<'a>>,
    /// What one part must be to decide for all: true of `or`, false of `and`.
    decisive: bool,
    /// Cells of the item that is looked at.
    cells: Vec<NodeId>,
}

enum Part<'a> {
    /// `key operator other`, or the other way round.
    Compared {
        key: &'a Node,
        /// The key, if it is a plain child.
        child: Option<WantedName<'a>>,
        operator: Operator,
        other: &'a Node,
        known: Option<Value<'a>>,
        swapped: bool,
    },
    Whole(&'a Node),
}

impl<'a> Conditions<'a> {
    /// `None` if nothing of the predicate is the same for all items, or its value may be a number.
    pub(super) fn of(predicate: &'a Node) -> Option<Self> {
        let Node::Chain(first, rest) = predicate else {
            return None;
        };
        let (operator, _) = rest.first()?;
        let parts: Vec<Part<'a>> = match operator {
            Operator::Or | Operator::And => {
                let others = rest.iter().map(|(_, node)| Part::of(node));
                std::iter::once(Part::of(first)).chain(others).collect()
            }
            _ => vec![Part::of(predicate)],
        };
        let some = parts
            .iter()
            .any(|part| matches!(part, Part::Compared { .. }));
        some.then_some(Self {
            parts,
            decisive: *operator == Operator::Or,
            cells: Vec::new(),
        })
    }

    /// Whether they hold for an item.
    pub(super) fn hold(&mut self, cx: &mut Context<'a, '_>, at: Focus) -> Result<bool, EvalError> {
        cx.spend(1)?;
        for part in &mut self.parts {
            if part.holds(&mut self.cells, cx, at)? == self.decisive {
                return Ok(self.decisive);
            }
        }
        Ok(!self.decisive)
    }
}

impl<'a> Part<'a> {
    fn of(node: &'a Node) -> Self {
        let Node::Chain(left, rest) = node else {
            return Part::Whole(node);
        };
        let [(operator, right)] = rest.as_slice() else {
            return Part::Whole(node);
        };
        let is_comparison = matches!(operator.precedence(), 3 | 4);
        let (key, other, swapped) = match (is_fixed(left), is_fixed(right)) {
            (false, true) if is_comparison => (&**left, right, false),
            (true, false) if is_comparison => (right, &**left, true),
            _ => return Part::Whole(node),
        };
        Part::Compared {
            key,
            child: plain_child(key),
            operator: *operator,
            other,
            known: None,
            swapped,
        }
    }

    fn holds(
        &mut self,
        cells: &mut Vec<NodeId>,
        cx: &mut Context<'a, '_>,
        at: Focus,
    ) -> Result<bool, EvalError> {
        let (key, child, operator, other, known, swapped) = match self {
            Part::Whole(node) => return super::boolean(node, cx, at),
            Part::Compared {
                key,
                child,
                operator,
                other,
                known,
                swapped,
            } => (*key, *child, *operator, *other, known, *swapped),
        };
        cx.spend(1)?;
        if swapped && known.is_none() {
            *known = Some(super::value(other, cx, at)?);
        }
        let own = match child {
            Some(name) => {
                cells.clear();
                cx.tree.children_named(at.node, name, cells);
                cx.spend(1 + cells.len())?;
                match cells.as_slice() {
                    [cell] => Value::Nodes(NodeSet::one(*cell)),
                    cells => Value::Nodes(cells.to_vec().into()),
                }
            }
            None => super::value(key, cx, at)?,
        };
        let known = match known {
            Some(known) => &*known,
            None => known.insert(super::value(other, cx, at)?),
        };
        match swapped {
            true => compare::compare(operator, known, &own, cx),
            false => compare::compare(operator, &own, known, cx),
        }
    }
}

/// The name of a plain child of the item.
pub(super) fn plain_child(node: &Node) -> Option<WantedName<'_>> {
    let Node::Path(path) = node else { return None };
    let (Base::Context, [step]) = (&path.base, path.steps.as_slice()) else {
        return None;
    };
    (step.axis == Axis::Child && step.predicates.is_empty())
        .then(|| step.test.wanted())
        .flatten()
}
