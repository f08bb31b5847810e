//! What can be verified from a release alone: that it is canonical and signed, and that what it
//! shows obeys the rules it names.
//!
//! What it deliberately does not do: repeat the audit, which needs the true counts.

use homeward_seal::{Digest, KeyId, Signature, VerifyingKey};

use super::{ALL, Cell, FORMAT, Figure, Release, SignedRelease, Table, canonical};
use crate::{
    disclosure::{
        FLOOR_ORDINARY, FLOOR_RESTRICTED, GROUP_FLOOR, PERCENT_FLOOR, per_mille,
        primary::{Hide, primary},
    },
    indicators::{Class, IMPOSSIBLE, by_code},
};

/// Why a release is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// Not the canonical text of a release of this version.
    #[error("this is not a release of this version, or its text was changed")]
    Format,
    /// Signed by another key than the one given.
    #[error("the release is signed by another key")]
    OtherKey,
    /// The signature does not verify.
    #[error("the signature of the release does not verify; it was altered or forged")]
    Signature,
    /// k or another number is below its floor.
    #[error("the release was made with weaker rules than allowed")]
    Floors,
    /// A table shows what the rules hide, or contradicts itself.
    #[error("the table of {indicator} in {period} does not obey the disclosure rules")]
    Table {
        /// The indicator.
        indicator: String,
        /// The period.
        period: String,
    },
}

/// Reads a release without verifying it: to find out by whom it says it is signed.
///
/// # Errors
/// [`VerifyError::Format`].
pub fn parse(text: &[u8]) -> Result<(SignedRelease, KeyId), VerifyError> {
    let release: SignedRelease = serde_json::from_slice(text).map_err(|_| VerifyError::Format)?;
    let again = canonical::bytes(&release).map_err(|_| VerifyError::Format)?;
    if again != text || release.release.format != FORMAT {
        return Err(VerifyError::Format);
    }
    let key = KeyId::from_hex(&release.key).ok_or(VerifyError::Format)?;
    Ok((release, key))
}

/// Reads and verifies a release. `key` is that of a statistics office's user in the directory.
///
/// # Errors
/// [`VerifyError`].
pub fn verify(text: &[u8], key: &VerifyingKey) -> Result<Release, VerifyError> {
    let (signed, id) = parse(text)?;
    if id != key.id() {
        return Err(VerifyError::OtherKey);
    }
    let canonical = canonical::bytes(&signed.release).map_err(|_| VerifyError::Format)?;
    let signature = signature(&signed.signature).ok_or(VerifyError::Format)?;
    key.verify(FORMAT, &[&Digest::of(&canonical).0], &signature)
        .map_err(|_| VerifyError::Signature)?;
    check(&signed.release)?;
    Ok(signed.release)
}

/// Checks what a release shows against its rules, and its rules against the floors.
///
/// # Errors
/// [`VerifyError::Floors`] and [`VerifyError::Table`].
pub fn check(release: &Release) -> Result<(), VerifyError> {
    let rules = &release.rules;
    if rules.k < FLOOR_ORDINARY
        || rules.k_restricted < FLOOR_RESTRICTED
        || rules.group_floor < GROUP_FLOOR
        || rules.percent_floor < PERCENT_FLOOR
    {
        return Err(VerifyError::Floors);
    }
    for table in &release.tables {
        if !is_sound(release, table) {
            return Err(VerifyError::Table {
                indicator: table.indicator.clone(),
                period: table.period.clone(),
            });
        }
    }
    Ok(())
}

fn signature(hex: &str) -> Option<Signature> {
    let mut bytes = [0; 64];
    if hex.len() != 128 || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(Signature(bytes))
}

fn is_sound(release: &Release, table: &Table) -> bool {
    let Some(indicator) = by_code(&table.indicator) else {
        return false;
    };
    let k = match indicator.class {
        Class::Ordinary => release.rules.k,
        Class::Restricted => release.rules.k_restricted,
    };
    let may_be_empty = IMPOSSIBLE.iter().any(|(code, ..)| *code == table.indicator);
    let known = release
        .periods
        .iter()
        .any(|period| period.id == table.period);
    let placed = table
        .cells
        .iter()
        .all(|cell| cell.at.len() == table.by.len());
    let split = indicator.class == Class::Ordinary || table.by.is_empty();
    let quiet = table
        .did_not_say
        .shown()
        .is_none_or(|number| number >= u64::from(k));
    known
        && placed
        && split
        && quiet
        && table.by.len() <= 2
        && table
            .cells
            .iter()
            .all(|cell| cell_is_sound(cell, k, may_be_empty))
        && lines_are_sound(table)
}

fn cell_is_sound(cell: &Cell, k: u32, may_be_empty: bool) -> bool {
    match (cell.n, cell.d) {
        (Figure::Shown(n), Figure::Shown(d)) => {
            n <= d
                && primary(n, d, k, may_be_empty) == Hide::Nothing
                && cell.per_mille == per_mille(n, d)
        }
        (Figure::Hidden, Figure::Shown(d)) => d >= u64::from(k) && cell.per_mille.is_none(),
        (Figure::Hidden, Figure::Hidden) => cell.per_mille.is_none(),
        (Figure::Shown(_), Figure::Hidden) => false,
    }
}

/// Each line has no hidden cell or at least two, and adds up where all is shown.
fn lines_are_sound(table: &Table) -> bool {
    (0..table.by.len()).all(|along| {
        let others = |cell: &Cell| {
            let mut rest = cell.at.clone();
            rest.remove(along);
            rest
        };
        let totals = table.cells.iter().filter(|cell| cell.at[along] == ALL);
        totals.clone().all(|total| {
            let parts: Vec<&Cell> = table
                .cells
                .iter()
                .filter(|cell| cell.at[along] != ALL && others(cell) == others(total))
                .collect();
            let adds = |figure: fn(&Cell) -> Figure| {
                let hidden = parts
                    .iter()
                    .filter(|cell| figure(cell) == Figure::Hidden)
                    .count();
                let sum: u64 = parts.iter().filter_map(|cell| figure(cell).shown()).sum();
                match figure(total) {
                    Figure::Shown(total) if hidden == 0 => sum == total,
                    Figure::Shown(total) => sum <= total && (hidden > 1 || parts.len() == 1),
                    Figure::Hidden => hidden > 0,
                }
            };
            adds(|cell| cell.n) && adds(|cell| cell.d)
        })
    })
}
