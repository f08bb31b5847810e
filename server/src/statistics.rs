//! The statistics office's own machine: makes and verifies releases offline, with the keys in its folder.
//!
//! The folder has `ordinary.key`, `restricted.key`, `office.key` (signs releases) and `genesis` (the hash of
//! the institution's first statement). Invariant: plain tallies are never written anywhere.

use std::path::Path;

use anyhow::Context as _;
use homeward_tally::disclosure::Limits;
use homeward_tally::{intake, release};
use jiff::civil::Date;

use crate::keyfile::{self, KeyKind};

/// Makes a signed release from export files with the keys in the office's folder.
///
/// # Errors
/// When keys or files do not fit, or a period is not over.
pub fn make(
    statistics: &Path,
    files: &[Vec<u8>],
    today: Date,
    progress: &mut dyn FnMut(u64, u64),
) -> anyhow::Result<Vec<u8>> {
    let genesis = std::fs::read_to_string(statistics.join("genesis"))?;
    let genesis =
        homeward_seal::Digest::from_hex(genesis.trim()).context("the genesis hash is damaged")?;
    let mut keys = Vec::new();
    for (file, kind) in [
        ("ordinary.key", KeyKind::StatisticsOrdinary),
        ("restricted.key", KeyKind::StatisticsRestricted),
    ] {
        let (_, secret) = keyfile::read(&statistics.join(file), kind, None)?;
        keys.push(homeward_seal::OpeningKey::from_bytes(&secret));
    }
    let (_, signing) = keyfile::read(
        &statistics.join("office.key"),
        KeyKind::StatisticsOffice,
        None,
    )?;
    let signing = homeward_seal::SigningKey::from_seed(&signing);
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let office = intake::open_exports(&genesis, &files, keys, progress)?;
    for (refusal, count) in office.refusals() {
        tracing::warn!(%count, "tallies refused: {refusal}");
    }
    let made = release::make(&office, Limits::FLOORS, today, &signing)?;
    Ok(made.text)
}
