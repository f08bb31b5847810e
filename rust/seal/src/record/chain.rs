//! A device's records in one case form a chain: sequence and digest of the one before.

use super::SealedRecord;
use crate::ids::Digest;

/// A record does not directly follow the one that came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// The same record again.
    #[error("this record was already received")]
    Replayed,
    /// Its sequence is not above the last one: out of order, or two records with one number.
    #[error("record number {found} came after number {last}")]
    Reordered {
        /// The last sequence known.
        last: u64,
        /// The sequence of this record.
        found: u64,
    },
    /// Records between the last one and this one are missing.
    #[error("records {from} to {to} of this device are missing")]
    Gap {
        /// First sequence missing.
        from: u64,
        /// Last sequence missing.
        to: u64,
    },
    /// The number fits but the record before it is another one.
    #[error("this record follows another record than the one received")]
    OtherPrevious,
}

/// Whether a record follows the last one (sequence and digest) of the same device and case;
/// `None` before the first.
///
/// # Errors
/// [`ChainBreak`]: shown to a person, never a reason to drop a record.
pub fn follow(last: Option<(u64, Digest)>, record: &SealedRecord) -> Result<(), ChainBreak> {
    let (last, previous) = last.unwrap_or((0, Digest::ZERO));
    let header = record.header();
    let found = header.sequence;
    if last == found && previous == record.digest() {
        return Err(ChainBreak::Replayed);
    }
    if found <= last {
        return Err(ChainBreak::Reordered { last, found });
    }
    if found - last > 1 {
        return Err(ChainBreak::Gap {
            from: last + 1,
            to: found - 1,
        });
    }
    if header.previous != previous {
        return Err(ChainBreak::OtherPrevious);
    }
    Ok(())
}
