//! `homeward form convert`, `check`, `fill` and `replay`
//!
//! Invariant: what a form or a submission is goes to standard output, what there is to say about it
//! to standard error.

mod ask;
mod check;
mod convert;
mod encrypted;
mod fill;
mod lists;
mod replay;
mod source;

use std::process::ExitCode;

use clap::Subcommand;

/// Convert, check, fill and replay forms.
#[derive(Subcommand)]
pub enum Form {
    /// Turn a spreadsheet (XLSForm) into an XForm
    Convert(convert::Convert),
    /// Tell what is wrong with a form, what the programme's rules say about it, and run its tests
    Check(check::Check),
    /// Fill a form in the terminal or from a file
    Fill(fill::Fill),
    /// Drive a form through a session and check it
    Replay(replay::Replay),
}

impl Form {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Convert(convert) => convert.run(),
            Self::Check(check) => check.run(),
            Self::Fill(fill) => fill.run(),
            Self::Replay(replay) => replay.run(),
        }
    }
}
