//! `homeward form replay`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use homeward_checkin::replay::{Machine, replay};

/// Drive a form through a session and check it.
///
/// A session is a JSON file with a form and a list of operations, each of which does or checks something
/// (docs/commands.md has them all). At the first check that does not hold it says which operation, what was
/// wanted and what was found, with exit code 1. Otherwise it prints one JSON line for each figure measured.
#[derive(Args)]
#[command(after_help = "Example: homeward form replay tests/sessions/checkin.json 20")]
pub struct Replay {
    /// Session
    session: PathBuf,
    /// How often to run it; 0 only checks and prints nothing
    #[arg(default_value_t = 1)]
    runs: usize,
}

impl Replay {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let session = std::fs::read_to_string(&self.session)
            .with_context(|| format!("cannot read {}", self.session.display()))?;
        let machine = Machine::beside(&self.session);
        let mut figures = String::new();
        replay(&session, self.runs, &machine, &mut |line| {
            figures.push_str(line);
            figures.push('\n');
        })?;
        std::io::stdout().write_all(figures.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
