//! Keys: signing and verifying (Ed25519), opening and sealing (X25519), and plain secrets.
//!
//! Invariant: secret keys show nothing in `Debug`, are not comparable with `==`, and are wiped
//! when dropped. A signature is checked in one way only, the strict one, by everybody.

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::cbor::{Cbor, CborError, Reader, Writer};
use crate::context;
use crate::ids::{Digest, KeyId};

/// An Ed25519 signature. It is public, and refuses nothing until it is verified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signature { .. }")
    }
}

impl Cbor for Signature {
    fn write(&self, to: &mut Writer) {
        to.bytes(&self.0);
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        Cbor::read(from).map(Signature)
    }
}

/// A signature does not verify. Says nothing about why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct BadSignature;

macro_rules! public_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);
        impl $name {
            /// The first 16 bytes of SHA-256 of the key.
            #[must_use]
            pub fn id(&self) -> KeyId {
                let digest = Digest::of(&self.0);
                let mut id = [0; 16];
                id.copy_from_slice(&digest.0[..16]);
                KeyId(id)
            }
            /// The 32 bytes of the key.
            #[must_use]
            pub const fn bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), " {{ id: {} }}"), self.id())
            }
        }
        impl Cbor for $name {
            fn write(&self, to: &mut Writer) {
                to.bytes(&self.0);
            }
            fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
                Cbor::read(from).map($name)
            }
        }
    };
}

public_key! {
    /// An Ed25519 public key: verifies.
    VerifyingKey
}
public_key! {
    /// An X25519 public key: what is sealed to it only its [`OpeningKey`] opens.
    SealingKey
}

impl VerifyingKey {
    /// Checks a signature over a context and its parts (RFC 8032, strict: no small order, no
    /// second encoding of the same signature).
    ///
    /// # Errors
    /// [`BadSignature`], whatever is wrong with key, signature or text.
    pub fn verify(
        &self,
        context: &str,
        parts: &[&[u8]],
        signature: &Signature,
    ) -> Result<(), BadSignature> {
        self.verify_text(&context::text(context, parts), signature)
    }
    pub(crate) fn verify_text(
        &self,
        text: &[u8],
        signature: &Signature,
    ) -> Result<(), BadSignature> {
        ed25519_dalek::VerifyingKey::from_bytes(&self.0)
            .and_then(|key| {
                key.verify_strict(text, &ed25519_dalek::Signature::from_bytes(&signature.0))
            })
            .map_err(|_| BadSignature)
    }
}

macro_rules! secret_debug {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), " { .. }"))
            }
        }
    )*};
}

/// An Ed25519 secret key: signs.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// A new key.
    #[must_use]
    pub fn random(random: &mut dyn CryptoRng) -> SigningKey {
        let mut seed = Zeroizing::new([0; 32]);
        random.fill_bytes(&mut *seed);
        SigningKey::from_seed(&seed)
    }
    /// The key of a seed (RFC 8032, section 5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> SigningKey {
        SigningKey(ed25519_dalek::SigningKey::from_bytes(seed))
    }
    /// The seed, for keeping it in a vault or a wrapped blob.
    #[must_use]
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }
    /// The public half.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key().to_bytes())
    }
    /// Signs a context and its parts; each part but the last is of fixed size or hashed.
    #[must_use]
    pub fn sign(&self, context: &str, parts: &[&[u8]]) -> Signature {
        self.sign_text(&context::text(context, parts))
    }
    pub(crate) fn sign_text(&self, text: &[u8]) -> Signature {
        use ed25519_dalek::Signer as _;
        Signature(self.0.sign(text).to_bytes())
    }
}

/// An X25519 secret key: opens.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct OpeningKey([u8; 32]);

impl OpeningKey {
    /// A new key.
    #[must_use]
    pub fn random(random: &mut dyn CryptoRng) -> OpeningKey {
        let mut bytes = [0; 32];
        random.fill_bytes(&mut bytes);
        OpeningKey(bytes)
    }
    /// The key of 32 secret bytes (clamped when used, RFC 7748, section 5).
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> OpeningKey {
        OpeningKey(*bytes)
    }
    /// The secret bytes, for keeping them in a vault, a wrap or a blob.
    #[must_use]
    pub fn secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }
    /// The public half.
    #[must_use]
    pub fn sealing_key(&self) -> SealingKey {
        let secret = x25519_dalek::StaticSecret::from(self.0);
        SealingKey(x25519_dalek::PublicKey::from(&secret).to_bytes())
    }
}

macro_rules! secret_bytes {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name(pub(crate) [u8; 32]);
        impl $name {
            /// A new one.
            #[must_use]
            pub fn random(random: &mut dyn CryptoRng) -> $name {
                let mut bytes = [0; 32];
                random.fill_bytes(&mut bytes);
                $name(bytes)
            }
            /// From 32 secret bytes.
            #[must_use]
            pub fn from_bytes(bytes: &[u8; 32]) -> $name {
                $name(*bytes)
            }
            /// The secret bytes.
            #[must_use]
            pub fn secret_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }
        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                use subtle::ConstantTimeEq as _;
                self.0.ct_eq(&other.0).into()
            }
        }
        impl Eq for $name {}
        impl Cbor for $name {
            fn write(&self, to: &mut Writer) {
                to.bytes(&self.0);
            }
            fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
                Cbor::read(from).map($name)
            }
        }
    )*};
}

secret_bytes! {
    /// The random key of one record, card, case field, note or return.
    ContentKey
    /// A case's secret for the tags of its tallies; in the sealed header and the worker's card.
    TallySecret
    /// A secret that hardware holds on the phone (outbox or vault).
    DeviceSecret
    /// A key for one purpose, derived from others; never stored.
    DerivedKey
}

secret_debug!(
    SigningKey,
    OpeningKey,
    ContentKey,
    TallySecret,
    DeviceSecret,
    DerivedKey
);
