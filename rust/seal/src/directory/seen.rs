//! The heads that others had seen: whoever reads what they signed demands that they saw the same log.
//!
//! Invariant: a head counts as proven only when it is signed by a log key and is the beginning of this
//! client's own log. It stays so, because later heads of the client extend its own. A head that is
//! longer than the client's own is compared, but not remembered: the two could still part.
//!
//! A head without a proof is not proven and nothing more: the server may never have issued it.

use super::head::Head;
use super::log::verify_consistency;
use super::update::SeenProof;
use super::view::{DirectoryView, HeadEvidence, ViewError};
use crate::ids::{Digest, HeadRef};
use crate::signed::Signed;

/// So many are remembered; the oldest go first, and are asked for again.
const REMEMBERED: usize = 8192;

/// Heads that were proven to be of the client's log, sorted by size and digest: a list, since they are few, come
/// mostly in this order, and a page loads less code for one than for a tree.
#[derive(Debug, Clone, Default)]
pub(super) struct SeenHeads(Vec<(u64, Digest)>);

impl SeenHeads {
    fn has(&self, seen: &HeadRef) -> bool {
        self.0.binary_search(&(seen.size, seen.digest)).is_ok()
    }
    fn remember(&mut self, seen: &HeadRef) {
        let head = (seen.size, seen.digest);
        if let Err(at) = self.0.binary_search(&head) {
            self.0.insert(at, head);
        }
        if self.0.len() > REMEMBERED {
            self.0.remove(0);
        }
    }
    pub(super) fn save(&self) -> Option<Vec<HeadRef>> {
        let heads = self
            .0
            .iter()
            .map(|(size, digest)| HeadRef {
                size: *size,
                digest: *digest,
            })
            .collect();
        (!self.0.is_empty()).then_some(heads)
    }
    pub(super) fn restore(saved: Option<Vec<HeadRef>>) -> SeenHeads {
        let heads = saved.unwrap_or_default().into_iter();
        SeenHeads(sorted(heads.map(|head| (head.size, head.digest)).collect()))
    }
}

/// Each once, in order.
fn sorted(mut heads: Vec<(u64, Digest)>) -> Vec<(u64, Digest)> {
    heads.sort_unstable();
    heads.dedup();
    heads
}

impl DirectoryView {
    /// Whether it was proven that a head which somebody had seen is of this client's log.
    #[must_use]
    pub fn is_seen(&self, seen: &HeadRef) -> bool {
        self.head.is_some() && (*seen == self.head_ref() || self.seen.has(seen))
    }
    /// Those of some heads that were not proven yet, each once; the view's own last head too, which is
    /// no longer its own once it has moved on.
    #[must_use]
    pub fn unseen(&self, heads: impl IntoIterator<Item = HeadRef>) -> Vec<HeadRef> {
        let wanted = heads
            .into_iter()
            .filter(|head| head.size > 0 && !self.seen.has(head))
            .map(|head| (head.size, head.digest))
            .collect();
        sorted(wanted)
            .into_iter()
            .map(|(size, digest)| HeadRef { size, digest })
            .collect()
    }
    /// Checks the head that a record, card, return or state change carries against this view's
    /// own: both must be of one log.
    ///
    /// # Errors
    /// [`ViewError::SeenHead`] with both heads when they are not; [`ViewError::OtherHead`] when the
    /// proof is about another head.
    pub fn check_seen(&self, seen: &HeadRef, proof: &SeenProof) -> Result<(), ViewError> {
        // Most proofs at hand are about other heads; their signatures need not be verified.
        if Signed::<Head>::parse(&proof.head)?.reference()? != *seen {
            return Err(ViewError::OtherHead);
        }
        let (signed, head) = self.read_seen(proof)?;
        self.compare(&signed, &head, &proof.consistency)
    }
    /// Remembers what is proven. What cannot be read or is signed by an unknown key proves nothing.
    pub(super) fn take_seen(&mut self, proofs: &[SeenProof]) -> Result<(), ViewError> {
        for proof in proofs {
            let Ok((signed, head)) = self.read_seen(proof) else {
                continue;
            };
            match self.compare(&signed, &head, &proof.consistency) {
                Ok(()) if self.head().is_some_and(|own| head.size <= own.size) => {
                    self.seen.remember(&HeadRef {
                        size: head.size,
                        digest: signed.digest(),
                    });
                }
                Err(contradiction @ ViewError::SeenHead(_)) => return Err(contradiction),
                _ => {}
            }
        }
        Ok(())
    }
    fn read_seen(&self, proof: &SeenProof) -> Result<(Signed<Head>, Head), ViewError> {
        let signed = Signed::<Head>::parse(&proof.head)?;
        let claimed = signed.claims()?;
        let mut keys = self.log_keys.iter();
        let key = keys
            .find(|key| key.id() == claimed.log_key)
            .ok_or(ViewError::OtherHead)?;
        let head = signed.verify(key)?;
        if head.tenant == self.known.tenant() {
            Ok((signed, head))
        } else {
            Err(ViewError::OtherHead)
        }
    }
    fn compare(
        &self,
        signed: &Signed<Head>,
        head: &Head,
        consistency: &[Digest],
    ) -> Result<(), ViewError> {
        let (kept, own) = self.head.as_ref().ok_or(ViewError::OtherHead)?;
        let (old, new) = if head.size <= own.size {
            (head, own)
        } else {
            (own, head)
        };
        let split = old.size == new.size && old.state_root != new.state_root;
        let (old_root, new_root) = (&old.log_root, &new.log_root);
        if !split && verify_consistency(old.size, old_root, new.size, new_root, consistency) {
            return Ok(());
        }
        Err(ViewError::SeenHead(Box::new(HeadEvidence {
            kept: kept.bytes().to_vec(),
            offered: signed.bytes().to_vec(),
        })))
    }
}
