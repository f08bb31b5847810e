//! An expression of a form, parsed once, with what it reads.
//!
//! Invariant: absolute paths to a single node of the repeat instance that the expression stands in
//! have become relative, as forms written for JavaRosa need; [`Compiled::reads`] names every
//! definition whose value or relevance the expression can depend on. Nothing is evaluated here.

use homeward_xpath::{Expr, Function, ast::Node};

use crate::definition::{DefId, NodeDef};
use crate::reads::{Read, Reader};
use crate::relative;

/// An expression with what it reads.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The expression, ready to be evaluated for a node of its context.
    pub expr: Expr,
    /// What it reads, without duplicates.
    pub reads: Vec<Read>,
    /// `today()` or `now()` occurs.
    pub uses_clock: bool,
    /// `random()`, `uuid()`, or `randomize()` without a seed occurs.
    pub uses_random: bool,
    /// `jr:itext()` or `jr:choice-name()` occurs.
    pub uses_language: bool,
    /// `once()` occurs: the value is worked out only while there is none.
    pub uses_own_value: bool,
    /// The value, for `true()` and `false()`.
    pub constant: Option<bool>,
}

impl Compiled {
    /// Resolves a parsed expression that stands at `context`.
    pub fn from_expr(expr: Expr, context: Option<DefId>, defs: &[NodeDef]) -> Self {
        let expr = match context {
            Some(context) => {
                let mut expr = relative::within_repeats(expr, context, defs);
                relative::named_questions(&mut expr, context, defs);
                expr
            }
            None => expr,
        };
        Self::resolved(expr, context, defs)
    }

    /// The same for an expression whose paths are what they should be.
    pub(crate) fn resolved(expr: Expr, context: Option<DefId>, defs: &[NodeDef]) -> Self {
        let constant = match expr.root() {
            Node::Call(Function::True, _) => Some(true),
            Node::Call(Function::False, _) => Some(false),
            _ => None,
        };
        let reads = Reader::read(expr.root(), context.unwrap_or(DefId::ROOT), defs);
        let found = expr.references();
        let (uses_clock, uses_random) = (found.uses_clock, found.uses_random);
        let (uses_language, uses_own_value) = (found.uses_language, found.uses_own_value);
        Compiled {
            uses_clock,
            uses_random,
            uses_language,
            uses_own_value,
            constant,
            reads,
            expr,
        }
    }
}
