//! What each screen of the phone shows, as plain values in the language that was asked for.
//!
//! Invariant: a screen is whole. It carries every sentence, label and state that is drawn, so that a
//! screen never has to fetch, join or compute anything. Nothing here orders, scores or colours a
//! person: lists come in the order corrections, due date, reference.
//!
//! It does not know how screens are laid out or drawn.

mod case;
mod day;
mod enrol;
mod outbox;
mod profile;
mod question;
mod settings;
mod upgrade;

pub use case::{CaseScreen, Correction, Corrections, FormChoice};
pub use day::{DayList, DayRow, SyncLine, SyncState};
pub use enrol::{Digits, Enrolment, EnrolmentStep, Start, StartScreen, Unlock};
pub use outbox::{Outbox, OutboxRow, OutboxState, SyncReport};
pub use profile::Profile;
pub use question::{
    AnswerState, Choice, Contents, ContentsRow, Emergency, Finish, QuestionItem, QuestionKind,
    QuestionScreen, RepeatRow, StepKind, Summary, SummaryRow,
};
pub use settings::{Language, Settings};
pub use upgrade::{UpgradeRow, UpgradeScreen};
