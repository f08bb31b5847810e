//! The statistics office's own machine: makes releases offline, with the keys in its folder.
//!
//! The folder has `ordinary.key`, `restricted.key`, `office.key` (signs releases) and `genesis` (the hash of
//! the institution's first statement). Invariant: plain tallies are never written anywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use homeward_seal::{Digest, OpeningKey, SigningKey};
use homeward_tally::disclosure::Limits;
use homeward_tally::{intake, release};
use jiff::civil::Date;

use crate::keyfile::{self, KeyFileError, KeyKind};

/// File of the hash of the institution's first statement, beside the keys.
pub const GENESIS: &str = "genesis";

/// What the office needs for a release.
pub struct Keys {
    genesis: Digest,
    opening: Vec<OpeningKey>,
    signing: SigningKey,
}

/// A release that was made.
pub struct Made {
    /// The canonical signed text.
    pub text: Vec<u8>,
    /// How many tallies went in.
    pub accepted: usize,
    /// Why tallies were refused, and how many.
    pub refused: BTreeMap<String, u64>,
}

impl Keys {
    /// The keys of the office's folder.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        let files = ["ordinary.key", "restricted.key", "office.key"].map(|name| folder.join(name));
        Self::of_files(&files, None)
    }

    /// The keys in these files, whatever their names: at least one that opens tallies, and the one that
    /// signs releases. Without `genesis` its file beside the first key is read.
    ///
    /// # Errors
    /// When a file is missing or damaged, of another institution, or a key is not among them.
    pub fn of_files(files: &[PathBuf], genesis: Option<Digest>) -> anyhow::Result<Self> {
        let genesis = match genesis {
            Some(genesis) => genesis,
            None => {
                let first = files.first().context("give the statistics keys")?;
                read_genesis(&first.with_file_name(GENESIS))?
            }
        };
        let mut opening = Vec::new();
        let mut signing = None;
        let mut tenant = None;
        for file in files {
            let (found, of, secret) = any_key(file)?;
            if tenant.replace(of).is_some_and(|earlier| earlier != of) {
                return Err(KeyFileError::OtherTenant(file.clone()).into());
            }
            match found {
                KeyKind::StatisticsOffice => signing = Some(SigningKey::from_seed(&secret)),
                _ => opening.push(OpeningKey::from_bytes(&secret)),
            }
        }
        anyhow::ensure!(!opening.is_empty(), "no key among these opens tallies");
        Ok(Self {
            genesis,
            opening,
            signing: signing.context("no key among these signs releases (office.key)")?,
        })
    }

    /// Makes a signed release from export files.
    ///
    /// # Errors
    /// When keys or files do not fit, or a period is not over.
    pub fn make(
        self,
        files: &[Vec<u8>],
        today: Date,
        progress: &mut dyn FnMut(u64, u64),
    ) -> anyhow::Result<Made> {
        let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let office = intake::open_exports(&self.genesis, &files, self.opening, progress)?;
        let refusals = office.refusals().iter();
        let refused = refusals
            .map(|(why, count)| (why.to_string(), *count))
            .collect();
        let made = release::make(&office, Limits::FLOORS, today, &self.signing)?;
        Ok(Made {
            text: made.text,
            accepted: office.accepted(),
            refused,
        })
    }
}

fn read_genesis(file: &Path) -> anyhow::Result<Digest> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read {}; or give --genesis", file.display()))?;
    Digest::from_hex(text.trim()).with_context(|| format!("{} is damaged", file.display()))
}

type Key = (
    KeyKind,
    homeward_seal::TenantId,
    zeroize::Zeroizing<[u8; 32]>,
);

/// The key in a file, which is one of the office's three.
fn any_key(file: &Path) -> Result<Key, KeyFileError> {
    let mut last = KeyFileError::NotAKey(file.to_owned());
    for kind in [
        KeyKind::StatisticsOrdinary,
        KeyKind::StatisticsRestricted,
        KeyKind::StatisticsOffice,
    ] {
        match keyfile::read(file, kind, None) {
            Ok((tenant, secret)) => return Ok((kind, tenant, secret)),
            Err(KeyFileError::OtherKind(file, _)) => {
                last = KeyFileError::OtherKind(file, "statistics office's");
            }
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
