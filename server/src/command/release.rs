//! `homeward release make`, `verify` and `publish`

mod make;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use crate::clock::{Clock as _, SystemClock};
use crate::office;

/// Make, verify and publish releases.
#[derive(Subcommand)]
pub enum Release {
    /// Make a signed release from exported tallies, offline
    Make(make::Make),
    /// Verify a release
    Verify(verify::Verify),
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
        match self {
            Self::Make(make) => make.run(),
            Self::Verify(verify) => verify.run(),
            Self::Publish(publish) => publish.run(),
        }
    }
}

impl Publish {
    fn run(self) -> anyhow::Result<ExitCode> {
        let text = std::fs::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let published = office::publish(&self.data, text, SystemClock.now_ms());
        let id = super::runtime()?.block_on(published)?;
        println!("{id}");
        Ok(ExitCode::SUCCESS)
    }
}
