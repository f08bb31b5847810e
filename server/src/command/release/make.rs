//! `homeward release make`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use homeward_seal::Digest;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::command::progress;
use crate::statistics::Keys;

/// Make a signed release from exported tallies, on the statistics office's machine, offline.
///
/// Tallies are opened in memory and counted; small numbers are hidden, the tables audited, and only then
/// signed. Tallies that are refused are counted by reason; the others still count.
#[derive(Args)]
#[command(
    after_help = "Example: homeward release make --statistics ./statistics \\\n    \
    --tallies tallies-2025-11.bin tallies-2026-05.bin --out release.json"
)]
pub struct Make {
    /// Exports of `homeward tally export`, one for each period
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    tallies: Vec<PathBuf>,
    /// Folder of the statistics office: ordinary.key, restricted.key, office.key, genesis
    #[arg(
        long,
        value_name = "FOLDER",
        required_unless_present = "statistics_key"
    )]
    statistics: Option<PathBuf>,
    /// Key files instead of a folder: those that open tallies and the one that signs releases
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with = "statistics")]
    statistics_key: Vec<PathBuf>,
    /// Hash of the institution's first statement, as `tenant new` printed it; without it, the file
    /// `genesis` beside the first key is read
    #[arg(long, value_name = "HEX", requires = "statistics_key")]
    genesis: Option<String>,
    /// New file of the signed release
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Day of the release, if not today; periods that are not over by then are refused
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

impl Make {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let keys = match &self.statistics {
            Some(folder) => Keys::in_folder(folder)?,
            None => {
                let genesis = self.genesis.as_deref().map(|hex| {
                    Digest::from_hex(hex).context("--genesis takes 64 hexadecimal digits")
                });
                Keys::of_files(&self.statistics_key, genesis.transpose()?)?
            }
        };
        let read = |file: &PathBuf| {
            std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
        };
        let files = self
            .tallies
            .iter()
            .map(read)
            .collect::<Result<Vec<_>, _>>()?;
        let today = self.today.unwrap_or_else(|| ZonedDateTime::now().date());
        let bar = progress::bar(0)?;
        bar.set_message("opening tallies");
        let made = keys.make(&files, today, &mut |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        let made = made?;
        let mut out = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.out)
            .with_context(|| format!("cannot make {}; name a new file", self.out.display()))?;
        out.write_all(&made.text)?;
        out.sync_all()?;
        let refused: u64 = made.refused.values().sum();
        println!(
            "{} tallies counted, {refused} refused, release in {}",
            made.accepted,
            self.out.display()
        );
        for (why, count) in &made.refused {
            println!("refused {count}: {why}");
        }
        Ok(ExitCode::SUCCESS)
    }
}
