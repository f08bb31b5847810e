//! Why an expression cannot be read.

/// The error of [`crate::Expr::parse`]: what is wrong and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{problem} (at character {})", .offset + 1)]
pub struct ParseError {
    /// What is wrong.
    pub problem: Problem,
    /// Byte offset in the expression.
    pub offset: usize,
}

impl ParseError {
    pub(crate) fn new(problem: Problem, offset: usize) -> Self {
        Self { problem, offset }
    }
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing but space.
    #[error("the expression is empty")]
    Empty,
    /// A character that cannot stand there.
    #[error("unexpected character {0:?}")]
    UnexpectedCharacter(char),
    /// A string literal without its closing quote.
    #[error("a text is not closed by its quote")]
    UnclosedLiteral,
    /// The expression ends where something has to follow.
    #[error("the expression ends too early")]
    UnexpectedEnd,
    /// A part that cannot stand there.
    #[error("unexpected {0}")]
    Unexpected(String),
    /// A function that does not exist.
    #[error("unknown function {0}()")]
    UnknownFunction(String),
    /// A function with the wrong number of arguments.
    #[error("{function}() takes {expected}, not {found}")]
    Arity {
        /// The function.
        function: &'static str,
        /// How many arguments it takes, in words.
        expected: String,
        /// How many were given.
        found: usize,
    },
    /// A written-out argument that no evaluation could take.
    #[error("{function}(): {reason}")]
    Argument {
        /// The function.
        function: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// An axis that XPath 1.0 does not have.
    #[error("unknown axis {0}")]
    UnknownAxis(String),
    /// A prefix that is not declared.
    #[error("the prefix {0} is not declared")]
    UnknownPrefix(String),
    /// `$name`: forms have no variables.
    #[error("there is no variable ${0}")]
    Variable(String),
    /// An argument or a path's start that has to be nodes and cannot be.
    #[error("{0} has to be a path or another expression that gives nodes")]
    NotNodes(String),
    /// Nested deeper than [`crate::MAX_DEPTH`].
    #[error(
        "the expression is nested too deeply: its depth is at most {}",
        crate::MAX_DEPTH
    )]
    TooDeep,
    /// Longer than [`crate::MAX_LENGTH`].
    #[error(
        "the expression is too long: it has at most {} bytes",
        crate::MAX_LENGTH
    )]
    TooLong,
}
