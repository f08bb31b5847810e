//! XPath 1.0 with the functions of ODK XForms and JavaRosa.
//!
//! [`Expr::parse`] reads an expression once, resolving names and functions; [`Expr::references`] says
//! what it depends on; the `evaluate` functions give its value over any [`Tree`].
//!
//! Invariants: nothing here does I/O, reads a clock or draws randomness of its own ([`Context`] brings
//! them); no input makes it panic; depth, length and steps are bounded; an unknown function or a wrong
//! number of arguments is a [`ParseError`], never a value. Errors never contain values of a document.
//!
//! Where the sources differ, [`Meaning`] decides: XPath 1.0 and ODK's web engine, or JavaRosa, which forms
//! are written for. In both: node-sets compare as in XPath 1.0 (JavaRosa refuses several nodes where one is
//! wanted); numbers become text without exponents; lengths count characters, not UTF-16 units; `regex()`
//! takes no look-around and no back-references; there are no variables.
//!
//! ```
//! use homeward_xpath::{doc::Document, Context, Expr, Namespaces, NoHost, RandomSource};
//! # struct Zero;
//! # impl RandomSource for Zero {
//! #     fn next_u64(&mut self) -> u64 { 0 }
//! #     fn fill(&mut self, bytes: &mut [u8]) { bytes.fill(0) }
//! # }
//! let doc = Document::parse("<data><age>41</age></data>")?;
//! let expr = Expr::parse("/data/age + 1", &Namespaces::forms())?;
//! let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
//! let mut random = Zero;
//! let mut context = Context::new(&doc, &NoHost, doc.root(), doc.root(), &now, &mut random);
//! assert_eq!(expr.evaluate_number(&mut context)?, 42.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod ast;
pub mod batch;
mod calls;
mod context;
mod date;
pub mod doc;
mod eval;
mod eval_error;
mod function;
mod functions;
mod lexer;
mod literals;
mod namespaces;
pub mod number;
mod parse_error;
mod parser;
mod pattern;
mod reference;
mod tree;
mod value;

use std::borrow::Cow;

pub use context::{Context, DEFAULT_LIMIT, Host, Meaning, NoHost, RandomSource};
pub use date::{day_text, is_time};
pub use eval_error::EvalError;
pub use function::Function;
pub use namespaces::{Namespaces, Unprefixed};
pub use parse_error::{ParseError, Problem};
pub use reference::{Reference, References};
pub use tree::{Key, Kind, Listing, Name, NodeId, NodeType, Tree, WantedName, order_by_walking};
pub use value::{NodeSet, Value};

/// How deep an expression may be nested in parentheses, arguments and predicates.
pub const MAX_DEPTH: usize = 200;
/// How long an expression may be, in bytes.
pub const MAX_LENGTH: usize = 400 << 10;

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

    /// A part of an expression as an expression of its own. It has no text; keep it shallow, as
    /// [`Self::map_paths`] says.
    #[must_use]
    pub fn from_node(root: ast::Node) -> Self {
        Self {
            source: "".into(),
            root,
        }
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

    /// Rewrites every function call, outer before inner; see [`ast::Node::map_calls`].
    pub fn map_calls(&mut self, change: &mut dyn FnMut(&mut ast::Node, bool)) {
        self.root.map_calls(false, change);
    }

    /// The value of the expression.
    ///
    /// # Errors
    /// An argument that a function cannot take, an unknown instance, or more steps than allowed.
    pub fn evaluate<'a>(&'a self, context: &mut Context<'a, '_>) -> Result<Value<'a>, EvalError> {
        let focus = context.focus();
        eval::value(&self.root, context, focus)
    }

    /// The value as a string, as `string()` gives it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn evaluate_string<'a>(
        &'a self,
        context: &mut Context<'a, '_>,
    ) -> Result<Cow<'a, str>, EvalError> {
        let focus = context.focus();
        eval::text(&self.root, context, focus)
    }

    /// The value as a number, as arithmetic takes it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn evaluate_number<'a>(&'a self, context: &mut Context<'a, '_>) -> Result<f64, EvalError> {
        let focus = context.focus();
        eval::number(&self.root, context, focus)
    }

    /// The value as a boolean, as `boolean()` gives it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    pub fn evaluate_boolean<'a>(
        &'a self,
        context: &mut Context<'a, '_>,
    ) -> Result<bool, EvalError> {
        let focus = context.focus();
        eval::boolean(&self.root, context, focus)
    }

    /// The nodes of the expression whose first child with a name, in no namespace or any, has a text; in
    /// document order. An index is asked where there is one. `None` if that can't be told without
    /// evaluating the whole expression.
    ///
    /// # Errors
    /// As [`Self::evaluate`], but only what concerns these nodes.
    pub fn members<'a>(
        &'a self,
        child: &'a str,
        text: &str,
        context: &mut Context<'a, '_>,
    ) -> Result<Option<Vec<NodeId>>, EvalError> {
        let focus = context.focus();
        let key = WantedName {
            namespace: None,
            local: child,
        };
        eval::member::members(&self.root, key, text, context, focus)
    }

    /// The nodes of the expression, in document order unless it shuffles them.
    ///
    /// # Errors
    /// As [`Self::evaluate`], and a value that is not nodes.
    pub fn evaluate_nodes<'a>(
        &'a self,
        context: &mut Context<'a, '_>,
    ) -> Result<NodeSet, EvalError> {
        let focus = context.focus();
        eval::nodes(&self.root, context, focus, "this expression")
    }
}
