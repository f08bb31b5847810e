//! What is wrong with a form, where, and what to do about it.
//!
//! Reading a form never fails as a whole: whoever reads collects problems and goes on.
//! A problem tells about the form, never about an answer.

use std::fmt;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The form can't be used.
    Error,
    /// The form works, but probably not as its author meant.
    Warning,
    /// The form breaks a rule of the programme (forbidden questions, missing classes).
    Lint,
}

/// Where in a form a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The form as a whole.
    Form,
    /// A sheet of a workbook.
    Sheet {
        /// Name of the sheet.
        sheet: String,
    },
    /// A cell of a workbook.
    Cell {
        /// Name of the sheet.
        sheet: String,
        /// The cell as a spreadsheet names it, such as `C12`.
        cell: String,
    },
    /// A line and column of an XML document, both from 1.
    Line {
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
    },
    /// A node of the form's data or an attribute of it, such as `/data/age @relevant`.
    Path(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Form => f.write_str("form"),
            Place::Sheet { sheet } => f.write_str(sheet),
            Place::Cell { sheet, cell } => write!(f, "{sheet}!{cell}"),
            Place::Line { line, column } => write!(f, "line {line}, column {column}"),
            Place::Path(path) => f.write_str(path),
        }
    }
}

/// One finding about a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, one sentence.
    pub message: String,
    /// What to write or do instead, one sentence; empty if there is nothing to say.
    pub remedy: String,
}

impl Problem {
    /// A problem that makes the form unusable.
    pub fn error(place: Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Error, place, message, remedy)
    }

    /// A problem with which the form still works.
    pub fn warning(place: Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Warning, place, message, remedy)
    }

    /// A rule of the programme that the form breaks.
    pub fn lint(place: Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(Severity::Lint, place, message, remedy)
    }

    fn new(
        severity: Severity,
        place: Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Problem {
            severity,
            place,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// Whether it makes the form unusable.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        if !self.remedy.is_empty() {
            write!(f, " {}", self.remedy)?;
        }
        Ok(())
    }
}
