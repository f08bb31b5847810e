//! Sealing, verifying and opening a record.

use rand_core::CryptoRng;

use super::{Body, RecordHeader};
use crate::cbor::{Bytes, Cbor, CborError};
use crate::cbor_map;
use crate::context;
use crate::envelope;
use crate::hazmat::padding;
use crate::ids::{CaseTag, DeviceId, Digest, HeadRef, RecordId, RecordRef, SUITE, TenantId};
use crate::keys::{ContentKey, OpeningKey, SealingKey, Signature, SigningKey, VerifyingKey};
use crate::tally::SealedTally;
use crate::wrap::{BadRecipient, CannotOpen, Wrap};

/// No record has more bytes than this.
pub const RECORD_MOST: usize = (1 << 20) + 4096;

/// What a phone knows when it seals a record; see [`RecordHeader`] for each field.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// The institution.
    pub tenant: TenantId,
    /// A new id, or the same one again when the unsent record is sealed anew.
    pub record: RecordId,
    /// In a correction: the version that it replaces.
    pub replaces: Option<RecordRef>,
    /// The case.
    pub case: CaseTag,
    /// The case's current epoch.
    pub epoch: u32,
    /// Digest of that epoch's statement.
    pub epoch_statement: Digest,
    /// SHA-256 of the XForm.
    pub form: Digest,
    /// The device.
    pub device: DeviceId,
    /// From 1, per device and case.
    pub sequence: u64,
    /// Digest of the device's previous record in this case, or [`Digest::ZERO`].
    pub previous: Digest,
    /// The directory head seen.
    pub head: HeadRef,
}

/// A record cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The answers are longer than a record may be.
    #[error("the answers are too long for one record")]
    TooBig,
    /// More than the two tallies, or not ordinary before restricted.
    #[error("the tallies are not one ordinary, then one restricted")]
    Tallies,
    /// The epoch's key is not a usable one.
    #[error(transparent)]
    Recipient(#[from] BadRecipient),
}

/// A received record is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// More bytes than [`RECORD_MOST`].
    #[error("the record is too big")]
    TooBig,
    /// Not the canonical encoding of a record.
    #[error("the record is not well formed: {0}")]
    Malformed(#[from] CborError),
    /// A suite that this version does not know.
    #[error("the record was sealed by a newer version")]
    Suite,
    /// Signed by another key, or altered since.
    #[error("the record's signature does not verify")]
    Signature,
    /// The tallies that came with it are not those that the device signed.
    #[error("the record's tallies are not those that were signed")]
    Tallies,
}

cbor_map! {
    /// The parts of a record on the wire.
    pub struct RecordParts {
        /// Exact bytes of the header.
        0 => header: Bytes,
        /// The sealed body: 4,096 bytes or multiples, and 16 of the cipher.
        1 => body: Bytes,
        /// SHA-256 of each tally, ordinary first.
        2 => tallies: Vec<Digest>,
        /// The device's signature.
        3 => signature: Signature,
    }
}

/// A record as it travels and is stored; its signature is not verified yet.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedRecord {
    bytes: Vec<u8>,
    parts: RecordParts,
    header: RecordHeader,
}

impl std::fmt::Debug for SealedRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealedRecord({})", self.header.record)
    }
}

/// A record whose signature verified.
#[derive(Debug, Clone, Copy)]
pub struct VerifiedRecord<'r>(&'r SealedRecord);

fn signed_text(header: &[u8], body: &[u8], tallies: &[Digest]) -> Vec<u8> {
    let (header, body) = (Digest::of(header), Digest::of(body));
    let mut parts: Vec<&[u8]> = vec![&header.0, &body.0];
    parts.extend(tallies.iter().map(|tally| &tally.0[..]));
    context::text(context::RECORD, &parts)
}

impl SealedRecord {
    /// Seals a body to an epoch and signs it together with its tallies (ordinary, then
    /// restricted; either may be missing). Gives the record and the wrap to the epoch's key; the
    /// content key is forgotten.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn seal(
        new: &NewRecord,
        body: &Body,
        tallies: &[&SealedTally],
        device: &SigningKey,
        epoch: &SealingKey,
        random: &mut dyn CryptoRng,
    ) -> Result<(SealedRecord, Wrap), SealError> {
        let (record, wrap, _) = Self::seal_for(new, body, tallies, device, epoch, random)?;
        Ok((record, wrap))
    }
    /// As [`SealedRecord::seal`], with a second wrap to a key of the sender's own: the record can be
    /// opened where it was written as long as both that wrap and that key are kept.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn seal_and_keep(
        new: &NewRecord,
        body: &Body,
        tallies: &[&SealedTally],
        device: &SigningKey,
        (epoch, own): (&SealingKey, &SealingKey),
        random: &mut dyn CryptoRng,
    ) -> Result<(SealedRecord, Wrap, Wrap), SealError> {
        let (record, wrap, key) = Self::seal_for(new, body, tallies, device, epoch, random)?;
        let header = Digest::of(&record.parts.header);
        let own = Wrap::content_key(&key, &new.tenant, &header, own, random)?;
        Ok((record, wrap, own))
    }
    fn seal_for(
        new: &NewRecord,
        body: &Body,
        tallies: &[&SealedTally],
        device: &SigningKey,
        epoch: &SealingKey,
        random: &mut dyn CryptoRng,
    ) -> Result<(SealedRecord, Wrap, ContentKey), SealError> {
        if !tallies.is_sorted_by(|a, b| a.header().class < b.header().class) {
            return Err(SealError::Tallies);
        }
        let key = ContentKey::random(random);
        let header = RecordHeader {
            suite: SUITE,
            tenant: new.tenant,
            record: new.record,
            replaces: new.replaces,
            case: new.case,
            epoch: new.epoch,
            epoch_statement: new.epoch_statement,
            form: new.form,
            device: new.device,
            sequence: new.sequence,
            previous: new.previous,
            head: new.head,
            commitment: envelope::commitment(&key, context::RECORD),
        };
        let header_bytes = header.to_cbor();
        let data = body.deflate().ok_or(SealError::TooBig)?;
        let sealed = envelope::seal(
            &key,
            context::RECORD,
            &header_bytes,
            &data,
            &padding::RECORD,
        )
        .ok_or(SealError::TooBig)?;
        let wrap = Wrap::content_key(&key, &new.tenant, &Digest::of(&header_bytes), epoch, random)?;
        let tallies: Vec<Digest> = tallies.iter().map(|tally| tally.digest()).collect();
        let signature = device.sign_text(&signed_text(&header_bytes, &sealed, &tallies));
        let parts = RecordParts {
            header: Bytes(header_bytes),
            body: Bytes(sealed),
            tallies,
            signature,
        };
        let bytes = parts.to_cbor();
        Ok((
            SealedRecord {
                bytes,
                parts,
                header,
            },
            wrap,
            key,
        ))
    }
    /// Reads received bytes; verifies nothing yet.
    ///
    /// # Errors
    /// [`RecordError`], but neither `Signature` nor `Tallies`.
    pub fn parse(bytes: &[u8]) -> Result<SealedRecord, RecordError> {
        if bytes.len() > RECORD_MOST {
            return Err(RecordError::TooBig);
        }
        let parts = RecordParts::from_cbor(bytes)?;
        if parts.tallies.len() > 2 {
            return Err(CborError::Length.into());
        }
        let header = RecordHeader::from_cbor(&parts.header)?;
        if header.suite != SUITE {
            return Err(RecordError::Suite);
        }
        if header.sequence == 0 || (header.sequence == 1) != (header.previous == Digest::ZERO) {
            return Err(CborError::Value.into());
        }
        Ok(SealedRecord {
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
    /// The header, as claimed until [`SealedRecord::verify`].
    #[must_use]
    pub fn header(&self) -> &RecordHeader {
        &self.header
    }
    /// SHA-256 of the text that the device signed.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&signed_text(
            &self.parts.header,
            &self.parts.body,
            &self.parts.tallies,
        ))
    }
    /// Id and digest: this exact version.
    #[must_use]
    pub fn reference(&self) -> RecordRef {
        RecordRef {
            id: self.header.record,
            digest: self.digest(),
        }
    }
    /// Digests of its tallies, ordinary first.
    #[must_use]
    pub fn tally_digests(&self) -> &[Digest] {
        &self.parts.tallies
    }
    /// Checks the tallies that came with the record against those that were signed.
    ///
    /// # Errors
    /// [`RecordError::Tallies`].
    pub fn check_tallies(&self, tallies: &[SealedTally]) -> Result<(), RecordError> {
        let same = tallies
            .iter()
            .map(SealedTally::digest)
            .eq(self.parts.tallies.iter().copied());
        if same {
            Ok(())
        } else {
            Err(RecordError::Tallies)
        }
    }
    /// Verifies the device's signature with the key that the directory gives for
    /// `header().device`.
    ///
    /// # Errors
    /// [`RecordError::Signature`].
    pub fn verify(&self, device: &VerifyingKey) -> Result<VerifiedRecord<'_>, RecordError> {
        let text = signed_text(&self.parts.header, &self.parts.body, &self.parts.tallies);
        device
            .verify_text(&text, &self.parts.signature)
            .map_err(|_| RecordError::Signature)?;
        Ok(VerifiedRecord(self))
    }
}

impl<'r> VerifiedRecord<'r> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &'r SealedRecord {
        self.0
    }
    /// The content key from a wrap, checked against the commitment.
    ///
    /// # Errors
    /// [`CannotOpen`].
    pub fn content_key(&self, wrap: &Wrap, key: &OpeningKey) -> Result<ContentKey, CannotOpen> {
        let header = &self.0.header;
        let digest = Digest::of(&self.0.parts.header);
        let content = wrap.open_content_key(&header.tenant, &digest, key)?;
        if envelope::commitment(&content, context::RECORD) == header.commitment {
            Ok(content)
        } else {
            Err(CannotOpen)
        }
    }
    /// Wraps the content key anew: to a new epoch, or to a worker's device in a return.
    ///
    /// # Errors
    /// [`BadRecipient`].
    pub fn rewrap(
        &self,
        content: &ContentKey,
        to: &SealingKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Wrap, BadRecipient> {
        let digest = Digest::of(&self.0.parts.header);
        Wrap::content_key(content, &self.0.header.tenant, &digest, to, random)
    }
    /// Opens the body with a wrap and the key that it is for.
    ///
    /// # Errors
    /// [`CannotOpen`], which tells nothing.
    pub fn open(&self, wrap: &Wrap, key: &OpeningKey) -> Result<Body, CannotOpen> {
        self.open_with(&self.content_key(wrap, key)?)
    }
    /// Opens the body with its content key.
    ///
    /// # Errors
    /// [`CannotOpen`], which tells nothing.
    pub fn open_with(&self, content: &ContentKey) -> Result<Body, CannotOpen> {
        let parts = &self.0.parts;
        let data = envelope::open(
            content,
            context::RECORD,
            &parts.header,
            &self.0.header.commitment,
            &parts.body,
            &padding::RECORD,
        )?;
        Body::inflate(&data)
    }
}
