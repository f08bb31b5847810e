//! `homeward release verify`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use homeward_seal::{Digest, VerifyingKey};
use homeward_tally::release;

use crate::office;
use crate::store::Store;

/// Verify a release: its signature, and that what it shows keeps the disclosure rules.
///
/// The exit code is 1 when it does not.
#[derive(Args)]
#[command(
    after_help = "Examples: homeward release verify release.json --data ./data\n          \
    homeward release verify release.json --key 3b6a27bc…"
)]
pub struct Verify {
    /// Signed release
    file: PathBuf,
    /// Public key of the statistics office, 64 hexadecimal digits
    #[arg(long, value_name = "HEX", required_unless_present = "data")]
    key: Option<String>,
    /// Data folder, whose directory says who the statistics office is
    #[arg(long, value_name = "FOLDER", conflicts_with = "key")]
    data: Option<PathBuf>,
}

impl Verify {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let text = std::fs::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let verified = match (&self.data, &self.key) {
            (Some(data), _) => {
                let store = Store::open(data, None).context("cannot open the store")?;
                office::verify(&store.tips().directory, &text)?
            }
            (None, key) => release::verify(&text, &public_key(key.as_deref().unwrap_or(""))?)?,
        };
        let hidden = verified.tables.iter().flat_map(|table| &table.cells);
        let hidden = hidden
            .filter(|cell| cell.n == release::Figure::Hidden)
            .count();
        let cells: usize = verified.tables.iter().map(|table| table.cells.len()).sum();
        let periods: Vec<&str> = verified.periods.iter().map(|one| one.id.as_str()).collect();
        println!(
            "release {} of {} holds: periods {}, {} tables, {cells} cells, {hidden} hidden",
            Digest::of(&text),
            verified.made,
            periods.join(" "),
            verified.tables.len()
        );
        Ok(ExitCode::SUCCESS)
    }
}

fn public_key(hex: &str) -> anyhow::Result<VerifyingKey> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(hex, &mut bytes).context("--key takes 64 hexadecimal digits")?;
    Ok(VerifyingKey(bytes))
}
