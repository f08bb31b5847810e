//! Sealing, verifying and opening cards, case fields, returns and notes.

use std::marker::PhantomData;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Kind, ObjectHeader};
use crate::cbor::{Bytes, Cbor, CborError};
use crate::cbor_map;
use crate::context;
use crate::envelope;
use crate::hazmat::padding;
use crate::ids::{
    CaseTag, DeviceId, Digest, HeadRef, ObjectId, RecordRef, SUITE, TenantId, UserId,
};
use crate::keys::{ContentKey, OpeningKey, SealingKey, Signature, SigningKey, VerifyingKey};
use crate::wrap::{BadRecipient, CannotOpen, Wrap};

/// No object has more bytes than this.
pub const OBJECT_MOST: usize = (1 << 18) + 4096;

/// What can be sealed as an object.
pub trait SealedBody: Cbor {
    /// Its kind, in the header.
    const KIND: Kind;
    /// Its context, in signature and keys.
    const CONTEXT: &'static str;
}

/// To whom an object is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// The case team of an epoch: number and digest of its statement.
    Epoch(u32, Digest),
    /// A worker's device.
    Device(DeviceId),
}

/// What an author knows when sealing; see [`ObjectHeader`] for each field.
#[derive(Debug, Clone)]
pub struct NewObject {
    /// The institution.
    pub tenant: TenantId,
    /// New, or the id of the object of which this is a new version.
    pub object: ObjectId,
    /// The case.
    pub case: CaseTag,
    /// For whom.
    pub recipient: Recipient,
    /// From 1.
    pub version: u32,
    /// The author.
    pub author: UserId,
    /// The directory head seen.
    pub head: HeadRef,
    /// The record's version that a return or note is about.
    pub about: Option<RecordRef>,
}

/// An object cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ObjectSealError {
    /// Longer than an object may be.
    #[error("the content is too long")]
    TooBig,
    /// A recipient's key is not a usable one.
    #[error(transparent)]
    Recipient(#[from] BadRecipient),
}

/// A received object is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ObjectError {
    /// More bytes than [`OBJECT_MOST`].
    #[error("the object is too big")]
    TooBig,
    /// Not the canonical encoding of a sealed object.
    #[error("the object is not well formed: {0}")]
    Malformed(#[from] CborError),
    /// A suite that this version does not know.
    #[error("the object was sealed by a newer version")]
    Suite,
    /// It is of another kind than asked for.
    #[error("the object is of another kind")]
    Kind,
    /// Signed by another key, or altered since.
    #[error("the object's signature does not verify")]
    Signature,
    /// It is not newer than the version at hand.
    #[error("version {found} is not newer than version {known}")]
    OldVersion {
        /// The version at hand.
        known: u32,
        /// The version received.
        found: u32,
    },
}

cbor_map! {
    /// The parts of an object on the wire.
    pub struct ObjectParts {
        /// Exact bytes of the header.
        0 => header: Bytes,
        /// The sealed body.
        1 => body: Bytes,
        /// The author's signature.
        2 => signature: Signature,
    }
}

/// A sealed card, case field, return or note; its signature is not verified yet.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedObject<T> {
    bytes: Vec<u8>,
    parts: ObjectParts,
    header: ObjectHeader,
    body: PhantomData<T>,
}

impl<T> std::fmt::Debug for SealedObject<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SealedObject({:?}, {})",
            self.header.kind, self.header.object
        )
    }
}

/// A sealed object whose signature verified.
#[derive(Debug, Clone, Copy)]
pub struct VerifiedObject<'o, T>(&'o SealedObject<T>);

fn read(bytes: &[u8]) -> Result<(ObjectParts, ObjectHeader), ObjectError> {
    if bytes.len() > OBJECT_MOST {
        return Err(ObjectError::TooBig);
    }
    let parts = ObjectParts::from_cbor(bytes)?;
    let header = ObjectHeader::from_cbor(&parts.header)?;
    if header.suite != SUITE {
        return Err(ObjectError::Suite);
    }
    let to_epoch = header.epoch.is_some() && header.epoch_statement.is_some();
    let to_team = to_epoch && header.device.is_none();
    let to_device =
        header.epoch.is_none() && header.epoch_statement.is_none() && header.device.is_some();
    if !(to_team || to_device) || header.version == 0 {
        return Err(CborError::Value.into());
    }
    Ok((parts, header))
}

/// The header of an object of any kind, unverified: what a server stores it by.
///
/// # Errors
/// [`ObjectError`] when the bytes are not those of a sealed object.
pub fn peek(bytes: &[u8]) -> Result<ObjectHeader, ObjectError> {
    read(bytes).map(|(_, header)| header)
}

impl<T: SealedBody> SealedObject<T> {
    /// Seals to the recipients' keys (an epoch's key, or a device's) and signs. Gives one wrap
    /// for each key.
    ///
    /// # Errors
    /// [`ObjectSealError`].
    pub fn seal(
        new: &NewObject,
        body: &T,
        author: &SigningKey,
        to: &[SealingKey],
        random: &mut dyn CryptoRng,
    ) -> Result<(SealedObject<T>, Vec<Wrap>), ObjectSealError> {
        let key = ContentKey::random(random);
        let (epoch, epoch_statement, device) = match new.recipient {
            Recipient::Epoch(number, statement) => (Some(number), Some(statement), None),
            Recipient::Device(device) => (None, None, Some(device)),
        };
        let header = ObjectHeader {
            suite: SUITE,
            tenant: new.tenant,
            kind: T::KIND,
            object: new.object,
            case: new.case,
            epoch,
            epoch_statement,
            device,
            version: new.version,
            author: new.author,
            head: new.head,
            commitment: envelope::commitment(&key, T::CONTEXT),
            about: new.about,
        };
        let header_bytes = header.to_cbor();
        let data = Zeroizing::new(body.to_cbor());
        let sealed = envelope::seal(&key, T::CONTEXT, &header_bytes, &data, &padding::SEALED)
            .ok_or(ObjectSealError::TooBig)?;
        let digest = Digest::of(&header_bytes);
        let wraps = to
            .iter()
            .map(|to| Wrap::content_key(&key, &new.tenant, &digest, to, random))
            .collect::<Result<_, _>>()?;
        let signature = author.sign(T::CONTEXT, &[&digest.0, &Digest::of(&sealed).0]);
        let parts = ObjectParts {
            header: Bytes(header_bytes),
            body: Bytes(sealed),
            signature,
        };
        let sealed = SealedObject {
            bytes: parts.to_cbor(),
            parts,
            header,
            body: PhantomData,
        };
        Ok((sealed, wraps))
    }
    /// Reads received bytes; verifies nothing yet.
    ///
    /// # Errors
    /// [`ObjectError`], but neither `Signature` nor `OldVersion`.
    pub fn parse(bytes: &[u8]) -> Result<SealedObject<T>, ObjectError> {
        let (parts, header) = read(bytes)?;
        if header.kind != T::KIND {
            return Err(ObjectError::Kind);
        }
        Ok(SealedObject {
            bytes: bytes.to_vec(),
            parts,
            header,
            body: PhantomData,
        })
    }
    /// The exact bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// The header, as claimed until [`SealedObject::verify`].
    #[must_use]
    pub fn header(&self) -> &ObjectHeader {
        &self.header
    }
    fn signed_parts(&self) -> (Digest, Digest) {
        (Digest::of(&self.parts.header), Digest::of(&self.parts.body))
    }
    /// SHA-256 of the text that the author signed.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let (header, body) = self.signed_parts();
        Digest::of(&context::text(T::CONTEXT, &[&header.0, &body.0]))
    }
    /// That this version is above the one at hand.
    ///
    /// # Errors
    /// [`ObjectError::OldVersion`].
    pub fn newer_than(&self, known: u32) -> Result<(), ObjectError> {
        let found = self.header.version;
        if found > known {
            Ok(())
        } else {
            Err(ObjectError::OldVersion { known, found })
        }
    }
    /// Verifies the author's signature with the key that the directory gives for
    /// `header().author`.
    ///
    /// # Errors
    /// [`ObjectError::Signature`].
    pub fn verify(&self, author: &VerifyingKey) -> Result<VerifiedObject<'_, T>, ObjectError> {
        let (header, body) = self.signed_parts();
        author
            .verify(T::CONTEXT, &[&header.0, &body.0], &self.parts.signature)
            .map_err(|_| ObjectError::Signature)?;
        Ok(VerifiedObject(self))
    }
}

impl<T: SealedBody> VerifiedObject<'_, T> {
    /// Opens with a wrap and the key that it is for.
    ///
    /// # Errors
    /// [`CannotOpen`], which tells nothing.
    pub fn open(&self, wrap: &Wrap, key: &OpeningKey) -> Result<T, CannotOpen> {
        let header = &self.0.header;
        let digest = Digest::of(&self.0.parts.header);
        let content = wrap.open_content_key(&header.tenant, &digest, key)?;
        let data = envelope::open(
            &content,
            T::CONTEXT,
            &self.0.parts.header,
            &header.commitment,
            &self.0.parts.body,
            &padding::SEALED,
        )?;
        T::from_cbor(&data).map_err(|_| CannotOpen)
    }
}
