//! Signing in: a passphrase becomes two keys, of which neither leaves the client.
//!
//! The sign-in key signs a nonce; the wrap key opens the blob with the user's keys. Cost is fixed
//! by version (Argon2id, 64 MiB, 3 passes, 1 lane) and a client takes no version below
//! [`KDF_FLOOR`]. Unknown, wrong and locked look alike because the salt needs no server.
//!
//! Deliberately absent: tries and locks (server), where blob and generation are kept (page).

use rand_core::CryptoRng;

use crate::cbor::{Bytes, Cbor, CborError};
use crate::cbor_map;
use crate::context;
use crate::hazmat::{aead, kdf};
use crate::ids::{Digest, TenantId, UserId};
use crate::keys::{BadSignature, DerivedKey, OpeningKey, Signature, SigningKey, VerifyingKey};
use crate::wrap::CannotOpen;

mod passphrase;

pub use passphrase::new_passphrase;

/// The version of passphrase hashing that new users get.
pub const KDF_VERSION: u8 = 1;
/// The lowest version that a client takes.
pub const KDF_FLOOR: u8 = 1;

/// A server asks for passphrase hashing that this client does not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the server asks for an unknown way of signing in")]
pub struct UnknownKdf;

/// SHA-256 of tenant and user name: public, and the same for users that do not exist.
#[must_use]
pub fn salt(tenant: &TenantId, user_name: &str) -> [u8; 32] {
    Digest::of(&context::text(
        context::SALT,
        &[&tenant.0, user_name.as_bytes()],
    ))
    .0
}

/// What a passphrase gives.
#[derive(Debug, Clone)]
pub struct PassphraseKeys {
    wrap: DerivedKey,
    sign_in: SigningKey,
}

impl PassphraseKeys {
    /// Derives both keys; takes about a tenth of a second and 64 MiB.
    ///
    /// # Errors
    /// [`UnknownKdf`] for a version below the floor or above what is known.
    pub fn derive(
        passphrase: &str,
        tenant: &TenantId,
        user_name: &str,
        version: u8,
    ) -> Result<PassphraseKeys, UnknownKdf> {
        if !(KDF_FLOOR..=KDF_VERSION).contains(&version) {
            return Err(UnknownKdf);
        }
        let stretched = kdf::argon2id(passphrase.as_bytes(), &salt(tenant, user_name));
        let seed = kdf::hkdf(&*stretched, context::SIGN_IN);
        Ok(PassphraseKeys {
            wrap: kdf::hkdf(&*stretched, context::BLOB),
            sign_in: SigningKey::from_seed(&seed.0),
        })
    }
    /// What the server keeps of the passphrase.
    #[must_use]
    pub fn verifier(&self) -> VerifyingKey {
        self.sign_in.verifying_key()
    }
    /// Answers the server's nonce.
    #[must_use]
    pub fn answer(
        &self,
        nonce: &[u8; 32],
        tenant: &TenantId,
        user_name: &str,
        origin: &str,
    ) -> Signature {
        let (user, origin) = hashed(user_name, origin);
        let parts: [&[u8]; 4] = [nonce, &tenant.0, &user.0, &origin.0];
        self.sign_in.sign(context::SIGN_IN, &parts)
    }
    /// Wraps a user's keys.
    #[must_use]
    pub fn wrap(
        &self,
        tenant: TenantId,
        user: UserId,
        generation: u32,
        keys: &UserKeys,
        random: &mut dyn CryptoRng,
    ) -> Vec<u8> {
        let head = BlobHead {
            version: KDF_VERSION,
            tenant,
            user,
            generation,
        };
        let head = Bytes(head.to_cbor());
        let mut nonce = [0; 24];
        random.fill_bytes(&mut nonce);
        let (key, commitment) = self.blob_keys();
        let secret = zeroize::Zeroizing::new(
            [&keys.signing.seed()[..], &keys.opening.secret_bytes()[..]].concat(),
        );
        let sealed = Bytes(aead::seal_random(&key, &nonce, &head, &secret));
        Blob {
            head,
            nonce,
            commitment,
            sealed,
        }
        .to_cbor()
    }
    /// Opens a user's keys; refuses a generation below the one that the client remembers.
    ///
    /// # Errors
    /// [`BlobError`].
    pub fn open(
        &self,
        blob: &[u8],
        tenant: &TenantId,
        user: &UserId,
        least_generation: u32,
    ) -> Result<(UserKeys, u32), BlobError> {
        let blob = Blob::from_cbor(blob)?;
        let head = BlobHead::from_cbor(&blob.head)?;
        let (key, commitment) = self.blob_keys();
        let same = head.tenant == *tenant && head.user == *user && head.version >= KDF_FLOOR;
        if !same || commitment != blob.commitment {
            return Err(BlobError::CannotOpen);
        }
        let secret = aead::open_random(&key, &blob.nonce, &blob.head, &blob.sealed)
            .ok_or(BlobError::CannotOpen)?;
        let (signing, opening) = secret
            .split_first_chunk::<32>()
            .and_then(|(signing, rest)| Some((signing, <&[u8; 32]>::try_from(rest).ok()?)))
            .ok_or(BlobError::CannotOpen)?;
        if head.generation < least_generation {
            return Err(BlobError::OldGeneration);
        }
        let keys = UserKeys {
            signing: SigningKey::from_seed(signing),
            opening: OpeningKey::from_bytes(opening),
        };
        Ok((keys, head.generation))
    }
    fn blob_keys(&self) -> (DerivedKey, Digest) {
        let key = kdf::hkdf(&self.wrap.0, &format!("{} key", context::BLOB));
        let commitment = kdf::hkdf(&self.wrap.0, &format!("{} commit", context::BLOB));
        (key, Digest(commitment.0))
    }
}

fn hashed(user_name: &str, origin: &str) -> (Digest, Digest) {
    (
        Digest::of(user_name.as_bytes()),
        Digest::of(origin.as_bytes()),
    )
}

/// Checks the answer to a nonce.
///
/// # Errors
/// [`BadSignature`].
pub fn verify_answer(
    verifier: &VerifyingKey,
    nonce: &[u8; 32],
    tenant: &TenantId,
    user_name: &str,
    origin: &str,
    answer: &Signature,
) -> Result<(), BadSignature> {
    let (user, origin) = hashed(user_name, origin);
    let parts: [&[u8]; 4] = [nonce, &tenant.0, &user.0, &origin.0];
    verifier.verify(context::SIGN_IN, &parts, answer)
}

/// A user's two secret keys.
#[derive(Debug, Clone)]
pub struct UserKeys {
    /// Signs statements, state changes, returns.
    pub signing: SigningKey,
    /// Opens what is wrapped to the user.
    pub opening: OpeningKey,
}

impl UserKeys {
    /// New keys.
    #[must_use]
    pub fn random(random: &mut dyn CryptoRng) -> UserKeys {
        UserKeys {
            signing: SigningKey::random(random),
            opening: OpeningKey::random(random),
        }
    }
}

cbor_map! {
    /// Associated data of a blob.
    pub struct BlobHead {
        /// Version of passphrase hashing.
        0 => version: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// The user.
        2 => user: UserId,
        /// Rises with each new passphrase or key.
        3 => generation: u32,
    }
}

cbor_map! {
    /// A user's keys, wrapped under the passphrase.
    pub struct Blob {
        /// Exact bytes of the [`BlobHead`].
        0 => head: Bytes,
        /// Of XChaCha20-Poly1305.
        1 => nonce: [u8; 24],
        /// Commitment to the wrap key.
        2 => commitment: Digest,
        /// Signing seed, opening key.
        3 => sealed: Bytes,
    }
}

/// A blob cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// Not the canonical encoding.
    #[error("the key blob is not well formed: {0}")]
    Malformed(#[from] CborError),
    /// Wrong passphrase, or altered. Tells nothing about which.
    #[error("the key blob cannot be opened")]
    CannotOpen,
    /// Older than what this client has seen.
    #[error("the server gave an older key blob than before")]
    OldGeneration,
}

impl From<CannotOpen> for BlobError {
    fn from(_: CannotOpen) -> BlobError {
        BlobError::CannotOpen
    }
}
