//! Whether the author of something had seen the log that this desk has.
//!
//! Invariant: a head of another log is a failure with both heads as evidence, and what names it is not
//! shown. A head without a proof is said to be unproven, and what names it is shown with that.

use homeward_protocol::review::SeenJson;
use homeward_seal::directory::{DirectoryView, SeenProof, ViewError};
use homeward_seal::{Cbor as _, HeadRef};
use serde::Serialize;

use crate::failure::Failure;

/// How it stands with the head that an author had seen. In messages `proven` or `unproven`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Seen {
    /// It is of this desk's log.
    Proven,
    /// The server brought no proof: it never issued this head, or the page asked with another size
    /// than the desk's.
    Unproven,
}

/// Looks for a proof about a head, in what the directory's answers brought and in what came with an
/// answer.
pub(crate) fn seen(
    view: &DirectoryView,
    head: &HeadRef,
    brought: Option<&SeenJson>,
) -> Result<Seen, Failure> {
    if view.is_seen(head) {
        return Ok(Seen::Proven);
    }
    let own = view.head().map_or(0, |head| head.size);
    let usable = brought.filter(|brought| brought.size == own);
    for proof in usable.iter().flat_map(|brought| &brought.proofs) {
        let Ok(proof) = SeenProof::from_cbor(proof) else {
            continue;
        };
        match view.check_seen(head, &proof) {
            Ok(()) => return Ok(Seen::Proven),
            Err(contradiction @ ViewError::SeenHead(_)) => return Err(contradiction.into()),
            Err(_) => {}
        }
    }
    Ok(Seen::Unproven)
}
