//! What a screen shows of a check-in, in one language. Nothing here changes anything.
//!
//! `Debug` never shows an answer.

use std::fmt;

use crate::{Path, State, Step};

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum QuestionKind {
    /// Read only: there is nothing to answer.
    Note,
    /// Text; a screen makes it bigger when the appearance has `multiline`.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A day, `2026-03-14`.
    Date,
    /// A time of day, `09:26:53.000+01:00`.
    Time,
    /// A day with time and offset.
    DateTime,
    /// One of several choices.
    SelectOne,
    /// Any of several choices, values with spaces between.
    SelectMany,
    /// All of several choices in an order.
    Rank,
    /// A number between two ends.
    Range {
        /// The lowest value.
        start: f64,
        /// The highest value.
        end: f64,
        /// From one value to the next.
        step: f64,
    },
    /// "I have read this": `OK` or nothing.
    Acknowledge,
    /// A position, line or area.
    Geo,
    /// A picture, recording or file of a media type.
    Upload {
        /// Such as `image/*`.
        mediatype: String,
    },
    /// Anything else, answered as text.
    Other,
}

/// One choice of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceView {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// One question as it stands now.
#[derive(Clone, PartialEq)]
pub struct QuestionView {
    /// Where it is, with all positions.
    pub path: Path,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub label: String,
    /// The hint below it.
    pub hint: Option<String>,
    /// Guidance for whoever asks.
    pub guidance: Option<String>,
    /// Labels of the groups around it, outermost first.
    pub groups: Vec<String>,
    /// Whether it can be answered at all now.
    pub relevant: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it can't be changed.
    pub readonly: bool,
    /// Whether "prefers not to say" may be chosen.
    pub may_decline: bool,
    /// What a select offers, in order; empty for others.
    pub choices: Vec<ChoiceView>,
    /// The answer as stored, empty if there is none.
    pub answer: String,
    /// The answer as a person reads it: labels of choices.
    pub answer_label: String,
    /// What became of the question.
    pub state: State,
    /// Why the present answer does not do, or that one is required; `None` if it is fine. Empty if
    /// the form has no words for it: the screen says its own.
    pub message: Option<String>,
    /// Appearance words of the form, such as `minimal` or `multiline`.
    pub appearance: String,
    /// Which of the questions it is, from 1; 0 if it is not relevant.
    pub index: usize,
    /// How many questions there are as the answers stand now.
    pub total: usize,
}

impl fmt::Debug for QuestionView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuestionView")
            .field("path", &self.path)
            .field("kind", &self.kind)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// What a line of the table of contents is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentsKind {
    /// A group.
    Group,
    /// One instance of a repeat.
    Instance,
    /// A question.
    Question,
}

/// One line of the table of contents.
#[derive(Clone, PartialEq, Eq)]
pub struct ContentsLine {
    /// Where it is.
    pub path: Path,
    /// Where a tap leads; `None` for a group without questions.
    pub step: Option<Step>,
    /// What it is.
    pub kind: ContentsKind,
    /// How deep in groups, from 0.
    pub depth: usize,
    /// Its label.
    pub label: String,
    /// The answer as a person reads it, empty for groups.
    pub answer: String,
    /// What became of the question; of a group always [`State::Answered`].
    pub state: State,
    /// Whether an answer is missing or does not do.
    pub missing: bool,
}

impl fmt::Debug for ContentsLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentsLine")
            .field("path", &self.path)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// One question as it is read back to the person, or read by the case team.
#[derive(Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// Where it is.
    pub path: Path,
    /// Labels of the groups around it, outermost first; a repeat instance has its number.
    pub groups: Vec<String>,
    /// The question.
    pub label: String,
    /// The answer as a person reads it.
    pub answer: String,
    /// What became of it.
    pub state: State,
    /// The bind's `class` attribute of the programme, such as `sealed`; empty if it has none.
    pub class: String,
}

impl fmt::Debug for SummaryLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SummaryLine")
            .field("path", &self.path)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// One answer that differs between two versions of a check-in.
#[derive(Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it is.
    pub path: Path,
    /// The question.
    pub label: String,
    /// The earlier answer as a person reads it, empty if there was none.
    pub old: String,
    /// What became of it earlier.
    pub old_state: State,
    /// The later answer as a person reads it, empty if there is none.
    pub new: String,
    /// What became of it later.
    pub new_state: State,
}

impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Difference")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
