//! Proofs that the heads which authors had seen are of the log that a reader has.
//!
//! Invariant: each head is proven once in an answer; one that this server never issued is left out,
//! which its reader is told plainly.

use std::collections::BTreeSet;

use homeward_seal::directory::{Directory, DirectoryRequest, SeenProof};
use homeward_seal::sealed::peek;
use homeward_seal::{HeadRef, SealedRecord, Signed, StateChange};

use crate::store::{Reader, StoreError};

/// The head that the author of a sealed object had seen.
pub fn of_object(bytes: &[u8]) -> Option<HeadRef> {
    Some(peek(bytes).ok()?.head)
}

/// The head that a device had seen when it sealed a record.
pub fn of_record(bytes: &[u8]) -> Option<HeadRef> {
    Some(SealedRecord::parse(bytes).ok()?.header().head)
}

/// The head that the author of a state change had seen.
pub fn of_state(bytes: &[u8]) -> Option<HeadRef> {
    let claims = Signed::<StateChange>::parse(bytes).ok()?.claims().ok()?;
    Some(claims.head)
}

/// Proofs from those heads that were issued to the log of that size.
///
/// # Errors
/// When the store fails.
pub fn proofs(
    reader: &Reader<'_>,
    directory: &Directory,
    heads: Vec<HeadRef>,
    size: u64,
) -> Result<Vec<SeenProof>, StoreError> {
    let digests: BTreeSet<_> = heads.iter().map(|head| head.digest).collect();
    let mut proofs = Vec::new();
    for digest in digests.iter().take(2 * DirectoryRequest::HEADS_MOST) {
        let issued = reader.head(&digest.0)?;
        proofs.extend(issued.and_then(|issued| directory.seen(&issued.signed, size)));
    }
    Ok(proofs)
}
