//! Why an expression has no value.

use crate::function::Function;

/// The error of evaluating an expression. It never contains a value of the documents.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// More work than [`crate::Context::limit`] allows.
    #[error("the expression takes too many steps")]
    TooManySteps,
    /// A value that has to be nodes is not.
    #[error("{0} has to be given nodes")]
    NotNodes(&'static str),
    /// `instance(id)` with an id that the form does not have.
    #[error("there is no instance {0:?}")]
    UnknownInstance(String),
    /// An argument that the function cannot take.
    #[error("{}(): {reason}", .function.name())]
    Argument {
        /// The function.
        function: Function,
        /// What is wrong, without the value.
        reason: &'static str,
    },
}

impl EvalError {
    pub(crate) fn argument(function: Function, reason: &'static str) -> Self {
        Self::Argument { function, reason }
    }
}
