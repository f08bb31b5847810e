//! The file in which the server hands sealed tallies to the statistics office.
//!
//! | bytes | content |
//! |---|---|
//! | 24 | `homeward tally export 1` and a line feed |
//! | 4 | length of the header, big-endian |
//! | | header: CBOR map {0: tenant, 1: period, 2: number of tallies, 3: directory statements} |
//! | 4 | length of a tally, big-endian |
//! | | the sealed tally |
//! | | and so on for each tally |
//!
//! Invariant: no record id, case tag, device or time is in it, and the order says nothing: the
//! writer shuffles. A file that is cut anywhere is refused.

use homeward_seal::{Bytes, Cbor, PeriodId, TenantId, cbor_map};
use rand_core::CryptoRng;

const MAGIC: &[u8] = b"homeward tally export 1\n";

/// A sealed tally is never longer than this.
const TALLY_MOST: usize = 4096;

cbor_map! {
    /// The head of an export file.
    pub struct ExportHeader {
        /// The institution.
        0 => tenant: TenantId,
        /// The period of all tallies.
        1 => period: PeriodId,
        /// How many tallies follow.
        2 => count: u64,
        /// The directory's log as it was, so that the office can check keys and settings offline.
        3 => statements: Vec<Bytes>,
    }
}

/// Why an export file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The file does not start as an export file does.
    #[error("this is not a tally export of this version")]
    Magic,
    /// The header is not well formed.
    #[error("the header of the export is not well formed")]
    Header,
    /// The file ends too early, or something follows.
    #[error("the export is cut off or something was added; export it again")]
    Length,
}

/// An export file: header first, then the tallies in random order.
pub fn write(
    tenant: TenantId,
    period: PeriodId,
    statements: Vec<Bytes>,
    mut tallies: Vec<Vec<u8>>,
    random: &mut dyn CryptoRng,
) -> Vec<u8> {
    shuffle(&mut tallies, random);
    let header = ExportHeader {
        tenant,
        period,
        count: tallies.len() as u64,
        statements,
    };
    let header = header.to_cbor();
    let size: usize = tallies.iter().map(|tally| tally.len() + 4).sum();
    let mut file = Vec::with_capacity(MAGIC.len() + 4 + header.len() + size);
    file.extend_from_slice(MAGIC);
    for part in std::iter::once(&header).chain(&tallies) {
        file.extend_from_slice(&(part.len() as u32).to_be_bytes());
        file.extend_from_slice(part);
    }
    file
}

/// Fisher and Yates, with numbers free of bias by rejection.
fn shuffle<T>(items: &mut [T], random: &mut dyn CryptoRng) {
    for last in (1..items.len()).rev() {
        let bound = last as u64 + 1;
        let usable = u64::MAX - u64::MAX % bound;
        let at = loop {
            let drawn = random.next_u64();
            if drawn < usable {
                break (drawn % bound) as usize;
            }
        };
        items.swap(last, at);
    }
}

/// An export file that is being read: an iterator over the sealed tallies.
#[derive(Debug)]
pub struct Export<'f> {
    /// What the file says about itself.
    pub header: ExportHeader,
    rest: &'f [u8],
}

impl<'f> Export<'f> {
    /// Reads the header and checks the lengths up to the end.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn read(file: &'f [u8]) -> Result<Export<'f>, ExportError> {
        let mut rest = file.strip_prefix(MAGIC).ok_or(ExportError::Magic)?;
        let header = part(&mut rest).ok_or(ExportError::Length)?;
        let header = ExportHeader::from_cbor(header).map_err(|_| ExportError::Header)?;
        let mut after = rest;
        for _ in 0..header.count {
            let tally = part(&mut after).ok_or(ExportError::Length)?;
            if tally.len() > TALLY_MOST {
                return Err(ExportError::Length);
            }
        }
        if !after.is_empty() {
            return Err(ExportError::Length);
        }
        Ok(Export { header, rest })
    }
}

impl<'f> Iterator for Export<'f> {
    type Item = &'f [u8];

    fn next(&mut self) -> Option<&'f [u8]> {
        part(&mut self.rest)
    }
}

fn part<'f>(rest: &mut &'f [u8]) -> Option<&'f [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
    use std::collections::BTreeSet;

    fn file(count: u8) -> Vec<u8> {
        let mut random = ChaCha20Rng::seed_from_u64(7);
        let period = PeriodId::new("2025-05").unwrap();
        let tallies = (0..count).map(|at| vec![at; 9]).collect();
        write(
            TenantId([1; 16]),
            period,
            vec![Bytes(vec![5])],
            tallies,
            &mut random,
        )
    }

    #[test]
    fn what_is_written_is_read_in_another_order() {
        let file = file(100);
        let export = Export::read(&file).unwrap();
        assert_eq!(export.header.count, 100);
        assert_eq!(export.header.statements, [Bytes(vec![5])]);
        let order: Vec<u8> = export.map(|tally| tally[0]).collect();
        assert!(!order.is_sorted());
        assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), 100);
    }

    #[test]
    fn a_file_that_is_cut_anywhere_is_refused() {
        let mut file = file(3);
        for end in 0..file.len() {
            assert!(Export::read(&file[..end]).is_err(), "{end}");
        }
        assert!(Export::read(&file).is_ok());
        file.push(0);
        assert!(matches!(Export::read(&file), Err(ExportError::Length)));
    }
}
