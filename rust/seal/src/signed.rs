//! What is signed by one key and travels in clear: state changes, receipts, heads.
//!
//! On the wire it is `{0: content, 1: signature}`; the signature covers the context and
//! SHA-256(content). Invariant: [`Signed`] keeps the received bytes and never encodes them again, and
//! holds no content of another suite.

use std::marker::PhantomData;

use crate::cbor::{Bytes, Cbor, CborError};
use crate::cbor_map;
use crate::ids::{Digest, SUITE};
use crate::keys::{Signature, SigningKey, VerifyingKey};

/// Content that is signed under a context of its own.
pub trait Content: Cbor {
    /// The context string of the signature.
    const CONTEXT: &'static str;
    /// The suite that it says; what has none of its own is inside something that has one.
    fn suite(&self) -> u8 {
        SUITE
    }
}

cbor_map! {
    /// The two parts on the wire.
    pub struct SignedParts {
        /// The exact content that was signed.
        0 => content: Bytes,
        /// Over the context and SHA-256(content).
        1 => signature: Signature,
    }
}

/// Signed bytes, read but not yet verified unless a type around it says so.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed<T> {
    bytes: Vec<u8>,
    parts: SignedParts,
    content: PhantomData<T>,
}

impl<T> std::fmt::Debug for Signed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signed({})", Digest::of(&self.parts.content))
    }
}

/// Signed bytes cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// Not the canonical encoding of the type.
    #[error("not well formed: {0}")]
    Malformed(#[from] CborError),
    /// A suite that this version does not know.
    #[error("signed by a newer version")]
    Suite,
    /// Signed by another key, or altered since.
    #[error("the signature does not verify")]
    Signature,
}

impl<T: Content> Signed<T> {
    /// Signs the content.
    #[must_use]
    pub fn sign(content: &T, key: &SigningKey) -> Signed<T> {
        let content = Bytes(content.to_cbor());
        let signature = key.sign(T::CONTEXT, &[&Digest::of(&content).0]);
        let parts = SignedParts { content, signature };
        Signed {
            bytes: parts.to_cbor(),
            parts,
            content: PhantomData,
        }
    }
    /// Reads the outer form of received bytes.
    ///
    /// # Errors
    /// [`SignedError::Malformed`], also when the content is, and [`SignedError::Suite`].
    pub fn parse(bytes: &[u8]) -> Result<Signed<T>, SignedError> {
        let parts = SignedParts::from_cbor(bytes)?;
        if T::from_cbor(&parts.content)?.suite() != SUITE {
            return Err(SignedError::Suite);
        }
        Ok(Signed {
            bytes: bytes.to_vec(),
            parts,
            content: PhantomData,
        })
    }
    /// The content, after the signature verified.
    ///
    /// # Errors
    /// [`SignedError::Signature`].
    pub fn verify(&self, key: &VerifyingKey) -> Result<T, SignedError> {
        key.verify(T::CONTEXT, &[&self.digest().0], &self.parts.signature)
            .map_err(|_| SignedError::Signature)?;
        Ok(T::from_cbor(&self.parts.content)?)
    }
    /// What it says, unverified: to find the key to verify it with, and for nothing else.
    ///
    /// # Errors
    /// [`SignedError::Malformed`], which [`Signed::parse`] excludes.
    pub fn claims(&self) -> Result<T, SignedError> {
        Ok(T::from_cbor(&self.parts.content)?)
    }
    /// The exact bytes on the wire.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// SHA-256 of the content: what others name it by.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.parts.content)
    }
}
