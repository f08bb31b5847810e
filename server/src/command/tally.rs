//! `homeward tally export`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use homeward_seal::PeriodId;

use crate::clock::{Clock as _, SystemClock};
use crate::office;
use crate::random::SystemRandom;

/// Hand the sealed tallies of a period to the statistics office.
#[derive(Subcommand)]
pub enum Tally {
    /// Write the sealed tallies of a period to a file
    Export(Export),
}

/// Write the sealed tallies of a period to a file, shuffled, without record, case, device or time.
///
/// Only the statistics keys open them. The file also holds the directory's log, so that the office
/// can check keys and settings offline.
#[derive(Args)]
#[command(
    after_help = "Example: homeward tally export --data ./data --period 2026-h1 tallies-2026-h1.bin"
)]
pub struct Export {
    /// Period, as in the tenant's settings
    #[arg(long)]
    period: String,
    /// Data folder
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
    /// New file
    target: PathBuf,
}

impl Tally {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Export(export) = self;
        let period = PeriodId::new(&export.period)
            .context("a period's id is 1 to 16 of a to z, 0 to 9 and -")?;
        anyhow::ensure!(
            !export.target.exists(),
            "{} exists already; name a new file",
            export.target.display()
        );
        let made = office::export(&export.data, &period, SystemClock.now_ms(), &SystemRandom);
        let (file, count) = super::runtime()?.block_on(made)?;
        std::fs::write(&export.target, file)
            .with_context(|| format!("cannot write {}", export.target.display()))?;
        eprintln!(
            "{count} sealed tallies of {period} in {}",
            export.target.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
