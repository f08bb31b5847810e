//! What comes out at the end, and what can go wrong on the way.
//!
//! No error says an answer; each says a place and what to do.

use std::fmt;

use crate::{Path, State, Step};

/// A finished check-in.
#[derive(Clone, PartialEq, Eq)]
pub struct Finished {
    /// The submission, UTF-8. The same answers give the same bytes.
    pub submission_xml: Vec<u8>,
    /// Each question with its state, in the order of the document. A question that is not in
    /// the submission is [`State::NotAsked`].
    pub states: Vec<(String, State)>,
}

impl fmt::Debug for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finished").finish_non_exhaustive()
    }
}

/// Why a check-in can't be finished yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A required answer is missing.
    Required,
    /// The answer breaks the question's constraint.
    Constraint,
    /// The answer is not of the question's type.
    Type,
}

/// One question that keeps a check-in from being finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The question.
    pub path: Path,
    /// The page it is on.
    pub step: Step,
    /// What is wrong.
    pub why: Why,
}

/// Why a form can't be filled, or a saved check-in not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The form has errors; they name what.
    #[error("the form cannot be filled: {0}")]
    Form(String),
    /// The calculations of the form did not come to an end.
    #[error("the form's calculations need more than {0} evaluation steps")]
    TooManySteps(u64),
    /// The values of one change are longer than [`crate::MAX_TEXT`] together.
    #[error("the form's calculations make more than {0} bytes of text")]
    TooMuchText(usize),
    /// An expression of the form fails.
    #[error("{place}: {message}")]
    Expression {
        /// The node and the attribute with the expression.
        place: String,
        /// What is wrong with it.
        message: String,
    },
    /// There are more nodes than a check-in may have.
    #[error("a check-in has at most {0} nodes")]
    TooManyNodes(usize),
    /// The submission is not XML, or not of this form.
    #[error("the submission does not belong to this form: {0}")]
    Submission(String),
}

/// Why an answer was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such question.
    #[error("there is no question {0}")]
    Unknown(Path),
    /// The question can't be answered now.
    #[error("{0} is not asked now")]
    NotRelevant(Path),
    /// The question can't be changed.
    #[error("{0} can only be read")]
    ReadOnly(Path),
    /// The value is not one of this type; what was there stays.
    #[error("{path} needs a value of type {wanted}")]
    Type {
        /// The question.
        path: Path,
        /// The type, in the form's words.
        wanted: &'static str,
    },
    /// A select does not offer this value.
    #[error("{0} does not offer this choice")]
    NotOffered(Path),
    /// An answer is required here, so it can't be declined.
    #[error("{0} must be answered")]
    Required(Path),
    /// The path is no repeat, or people may not add to it or remove from it.
    #[error("{0} is no repeat that can be changed")]
    NoRepeat(Path),
    /// An expression of the form failed; the answer was not taken.
    #[error(transparent)]
    Load(#[from] LoadError),
}
