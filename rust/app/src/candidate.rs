//! What this phone offers when it asks to be let in, kept before it is sent.
//!
//! Invariant: the same invitation is always answered with the same id and the same keys, so an answer that
//! was lost is asked for again and the server gives it again. Another invitation gets another id, and new
//! keys with it.

use homeward_protocol::{B64, enrolment::PublicKeys};
use homeward_seal::{DeviceId, Digest, SigningKey};
use rand_core::CryptoRng;

use crate::{core::Core, device::DeviceKeys, error::Code};

/// Outbox value: id, seed of the transport key, digest of the invitation.
pub(crate) const CANDIDATE: &str = "enrolment.candidate";

/// Everything of this phone that an enrolment needs.
pub(crate) struct Candidate {
    pub id: DeviceId,
    pub transport: SigningKey,
    pub keys: PublicKeys,
}

impl Core {
    /// The candidate for an invitation: the one that was made for it, or a new one, on disk when this
    /// returns.
    pub(crate) fn candidate(
        &self,
        invitation: Digest,
        random: &mut dyn CryptoRng,
    ) -> Result<Candidate, Code> {
        let vault = self.vault()?;
        let (id, transport) = match self.kept_candidate(invitation)? {
            Some(kept) => kept,
            None => {
                let id = DeviceId::random(random);
                let transport = SigningKey::random(random);
                let bytes = [&id.0[..], &transport.seed()[..], &invitation.0[..]].concat();
                self.outbox.set_value(CANDIDATE, &bytes)?;
                (id, transport)
            }
        };
        let keys = DeviceKeys::of(vault, &id, random)?;
        let public = |bytes: &[u8; 32]| B64(bytes.to_vec());
        let keys = PublicKeys {
            signing: public(keys.signing.verifying_key().bytes()),
            sealing: public(keys.opening.sealing_key().bytes()),
            transport: Some(public(transport.verifying_key().bytes())),
            tally: Some(public(keys.tally.verifying_key().bytes())),
        };
        Ok(Candidate {
            id,
            transport,
            keys,
        })
    }

    fn kept_candidate(&self, invitation: Digest) -> Result<Option<(DeviceId, SigningKey)>, Code> {
        let Some(bytes) = self.outbox.value(CANDIDATE)? else {
            return Ok(None);
        };
        let (Some(id), Some(seed), Some(of)) =
            (bytes.get(..16), bytes.get(16..48), bytes.get(48..))
        else {
            return Err(Code::DAMAGED);
        };
        let id = DeviceId::from_slice(id).ok_or(Code::DAMAGED)?;
        let seed = <[u8; 32]>::try_from(seed).map_err(|_| Code::DAMAGED)?;
        Ok((*of == invitation.0).then(|| (id, SigningKey::from_seed(&seed))))
    }
}
