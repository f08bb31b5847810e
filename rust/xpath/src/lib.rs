//! XPath 1.0 with the functions of ODK XForms and JavaRosa.
//!
//! [`Expr::parse`] reads an expression once, resolving names and functions; [`Expr::references`] says
//! what it depends on.
//!
//! Invariants: nothing here does I/O, reads a clock or draws randomness of its own ([`Context`] brings
//! them); no input makes it panic; depth, length and steps are bounded; an unknown function or a wrong
//! number of arguments is a [`ParseError`], never a value. Errors never contain values of a document.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod ast;
mod context;
pub mod doc;
mod eval_error;
mod function;
mod lexer;
mod namespaces;
pub mod number;
mod parse_error;
mod parser;
mod reference;
mod tree;
mod value;

pub use context::{Context, DEFAULT_LIMIT, Host, Meaning, NoHost, RandomSource};
pub use eval_error::EvalError;
pub use function::Function;
pub use namespaces::{Namespaces, Unprefixed};
pub use parse_error::{ParseError, Problem};
pub use reference::{Reference, References};
pub use tree::{Kind, Name, NodeId, NodeType, Tree, WantedName, order_by_walking};
pub use value::{NodeSet, Value};

/// How deep an expression may be nested in parentheses, arguments and predicates.
pub const MAX_DEPTH: usize = 200;
/// How long an expression may be, in bytes.
pub const MAX_LENGTH: usize = 1 << 20;

/// A parsed expression. Immutable; share it freely between threads.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    source: Box<str>,
    root: ast::Node,
}

impl Expr {
    /// Parses an expression.
    ///
    /// # Errors
    /// A syntax error, an unknown function, axis or prefix, a wrong number of arguments, a variable, or
    /// an expression that is too long or too deep.
    pub fn parse(source: &str, namespaces: &Namespaces) -> Result<Self, ParseError> {
        let root = parser::parse(source, namespaces)?;
        Ok(Self {
            source: source.into(),
            root,
        })
    }

    /// The text that was parsed.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The parsed form.
    #[must_use]
    pub fn root(&self) -> &ast::Node {
        &self.root
    }

    /// What the expression refers to.
    #[must_use]
    pub fn references(&self) -> References<'_> {
        reference::references(&self.root)
    }

    /// The path, if the expression is nothing but a location path.
    #[must_use]
    pub fn as_path(&self) -> Option<&ast::Path> {
        match &self.root {
            ast::Node::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Rewrites every path, outer before inner; the flag says whether the path stands in a predicate.
    /// [`Self::source`] stays as it was. Keep the result shallow: evaluation recurses once for a level.
    #[must_use]
    pub fn map_paths(mut self, change: &mut dyn FnMut(&mut ast::Path, bool)) -> Self {
        self.root.map_paths(false, change);
        self
    }
}
