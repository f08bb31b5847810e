//! `homeward xpath batch`

use std::io;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use homeward_xpath::batch;
use jiff::ZonedDateTime;

use crate::random::{Draw, SystemRandom};

/// Evaluate XPath expressions with the functions of forms.
#[derive(Subcommand)]
pub enum Xpath {
    /// Evaluate one expression for each line of standard input
    Batch(Batch),
}

/// Evaluate expressions: one JSON object a line in, one a line out.
///
/// A line in has `id`, `expr`, and as wanted `doc` (XML), `context` and `root` (paths), `ns` (prefix to URI),
/// `lang`, `want` (string, number, boolean or nodes); a line out has the same `id` and `value` or `error`.
/// Dates without an offset are in the zone of the environment variable TZ.
#[derive(Args)]
#[command(after_help = "Example: echo '{\"id\":1,\"expr\":\"round(2.5)\"}' | homeward xpath batch")]
pub struct Batch {}

impl Xpath {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Batch(Batch {}) = self;
        let output = io::BufWriter::new(io::stdout().lock());
        let now = ZonedDateTime::now();
        batch::run(io::stdin().lock(), output, &now, &mut Draw(&SystemRandom))?;
        Ok(ExitCode::SUCCESS)
    }
}
