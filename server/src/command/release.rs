//! `homeward release publish`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use crate::clock::{Clock as _, SystemClock};
use crate::office;

/// Publish a release that the statistics office made.
#[derive(Subcommand)]
pub enum Release {
    /// Verify a release against the directory and publish it
    Publish(Publish),
}

/// Verify a release against the directory and publish it to the coordinators.
#[derive(Args)]
#[command(after_help = "Example: homeward release publish --data ./data release-2026-h1.json")]
pub struct Publish {
    /// Signed release, as `homeward release make` wrote it
    file: PathBuf,
    /// Data folder
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
}

impl Release {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Publish(publish) = self;
        let text = std::fs::read(&publish.file)
            .with_context(|| format!("cannot read {}", publish.file.display()))?;
        let published = office::publish(&publish.data, text, SystemClock.now_ms());
        let id = super::runtime()?.block_on(published)?;
        println!("{id}");
        Ok(ExitCode::SUCCESS)
    }
}
