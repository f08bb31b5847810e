//! The envelope of a tally: sealed to the statistics office's key of its class, and its tags.
//!
//! Invariant: all tallies of a class have one size. What is inside is opaque here (`tally` makes
//! and signs it); the clear header is the associated data.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::{Bytes, Cbor, CborError, Writer};
use crate::cbor_map;
use crate::context;
use crate::hazmat::padding::{self, Buckets};
use crate::hazmat::{hpke, kdf};
use crate::ids::{Class, Digest, KeyId, PeriodId, RecordId, SUITE, TenantId};
use crate::keys::{OpeningKey, SealingKey, TallySecret};
use crate::wrap::CannotOpen;

cbor_map! {
    /// The clear part of a tally.
    pub struct TallyHeader {
        /// [`SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// Ordinary or restricted.
        2 => class: Class,
        /// The reporting period.
        3 => period: PeriodId,
        /// Id of the statistics key that opens it.
        4 => key: KeyId,
    }
}

cbor_map! {
    /// The parts of a tally on the wire.
    pub struct TallyParts {
        /// Exact bytes of the clear header.
        0 => header: Bytes,
        /// HPKE `enc ‖ ct`.
        1 => sealed: Bytes,
    }
}

/// A tally as it travels and is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedTally {
    bytes: Vec<u8>,
    parts: TallyParts,
    header: TallyHeader,
}

impl std::fmt::Debug for SealedTally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealedTally({:?})", self.header.class)
    }
}

/// A tally cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TallySealError {
    /// The content does not fit into the class's one size.
    #[error("the tally does not fit into its size")]
    TooBig,
    /// The statistics key is not a usable one.
    #[error("the statistics key cannot be used")]
    Recipient,
}

/// A received tally is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// Not the canonical encoding of a tally.
    #[error("the tally is not well formed: {0}")]
    Malformed(#[from] CborError),
    /// A suite that this version does not know.
    #[error("the tally was sealed by a newer version")]
    Suite,
    /// Not the one size of its class.
    #[error("the tally has not the size of its class")]
    Size,
}

fn buckets(class: Class) -> &'static Buckets {
    match class {
        Class::Ordinary => &padding::ORDINARY,
        Class::Restricted => &padding::RESTRICTED,
    }
}

impl SealedTally {
    /// Seals signed content (1,020 bytes at most for an ordinary tally, 252 for a restricted one)
    /// to the statistics key of its class.
    ///
    /// # Errors
    /// [`TallySealError`].
    pub fn seal(
        tenant: TenantId,
        class: Class,
        period: PeriodId,
        content: &[u8],
        to: &SealingKey,
        random: &mut dyn CryptoRng,
    ) -> Result<SealedTally, TallySealError> {
        let header = TallyHeader {
            suite: SUITE,
            tenant,
            class,
            period,
            key: to.id(),
        };
        let header_bytes = header.to_cbor();
        let padded = buckets(class).pad(content).ok_or(TallySealError::TooBig)?;
        let info = context::text(context::TALLY, &[&tenant.0]);
        let sealed = hpke::seal(to, &info, &header_bytes, &padded, random)
            .ok_or(TallySealError::Recipient)?;
        let parts = TallyParts {
            header: Bytes(header_bytes),
            sealed: Bytes(sealed),
        };
        let bytes = parts.to_cbor();
        Ok(SealedTally {
            bytes,
            parts,
            header,
        })
    }
    /// Reads received bytes.
    ///
    /// # Errors
    /// [`TallyError`].
    pub fn parse(bytes: &[u8]) -> Result<SealedTally, TallyError> {
        let parts = TallyParts::from_cbor(bytes)?;
        let header = TallyHeader::from_cbor(&parts.header)?;
        if header.suite != SUITE {
            return Err(TallyError::Suite);
        }
        let size = hpke::ENC + buckets(header.class).most + crate::hazmat::aead::TAG;
        if parts.sealed.len() != size {
            return Err(TallyError::Size);
        }
        Ok(SealedTally {
            bytes: bytes.to_vec(),
            parts,
            header,
        })
    }
    /// The exact bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// The clear part.
    #[must_use]
    pub fn header(&self) -> &TallyHeader {
        &self.header
    }
    /// SHA-256 of the exact bytes; the device signs it with the record.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
    /// Opens with the statistics key of its class. What comes out is signed content that the
    /// caller verifies.
    ///
    /// # Errors
    /// [`CannotOpen`], which tells nothing.
    pub fn open(&self, key: &OpeningKey) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let info = context::text(context::TALLY, &[&self.header.tenant.0]);
        let padded =
            hpke::open(key, &info, &self.parts.header, &self.parts.sealed).ok_or(CannotOpen)?;
        let data = buckets(self.header.class)
            .unpad(&padded)
            .ok_or(CannotOpen)?;
        Ok(Zeroizing::new(data.to_vec()))
    }
}

impl TallySecret {
    /// HMAC(secret, label ‖ 0x00 ‖ SHA-256(CBOR [class, tenant, last])).
    fn tag(
        &self,
        label: &str,
        class: Class,
        tenant: &TenantId,
        last: &dyn Fn(&mut Writer),
    ) -> [u8; 32] {
        let mut parts = Writer::new();
        parts.array(3);
        class.write(&mut parts);
        tenant.write(&mut parts);
        last(&mut parts);
        let hashed = Digest::of(&parts.finish());
        kdf::hmac(&self.0, &context::text(label, &[&hashed.0]))
    }
    /// The tag of the person within one period and class: the same for all of the person's
    /// tallies of the period, unlinkable to those of other periods.
    #[must_use]
    pub fn person_tag(&self, class: Class, tenant: &TenantId, period: &PeriodId) -> [u8; 32] {
        self.tag("person", class, tenant, &|to| period.write(to))
    }
    /// The tag of one record: the same for its corrections, which name its first version's id.
    #[must_use]
    pub fn record_tag(&self, class: Class, tenant: &TenantId, first: &RecordId) -> [u8; 32] {
        self.tag("record", class, tenant, &|to| first.write(to))
    }
    /// Where the order of the person's tallies of a period starts; the day is added to it.
    #[must_use]
    pub fn order(&self, class: Class, tenant: &TenantId, period: &PeriodId) -> u32 {
        let tag = self.tag("order", class, tenant, &|to| period.write(to));
        u32::from_be_bytes([tag[0], tag[1], tag[2], tag[3]])
    }
}
