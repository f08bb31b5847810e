//! Wraps: a content key or an epoch key, sealed to one recipient.
//!
//! Invariant: a wrap is bound to what it opens (SHA-256 of the header or statement) and to its
//! recipient, both as associated data: it cannot be moved to another record or key. Wraps are not
//! signed; whoever opens one checks the key against the commitment or the statement.

use rand_core::CryptoRng;

use crate::cbor::Bytes;
use crate::cbor_map;
use crate::context;
use crate::hazmat::hpke;
use crate::ids::{Digest, KeyId, TenantId};
use crate::keys::{ContentKey, OpeningKey, SealingKey};

cbor_map! {
    /// 32 secret bytes for one recipient.
    pub struct Wrap {
        /// Id of the recipient's X25519 key.
        0 => recipient: KeyId,
        /// HPKE `enc ‖ ct`: 32 + 48 bytes.
        1 => sealed: Bytes,
    }
}

/// A wrap cannot be made: the recipient's key is not a usable one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the recipient's key cannot be used")]
pub struct BadRecipient;

/// It cannot be opened. Tells nothing about why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this cannot be opened with the key at hand")]
pub struct CannotOpen;

fn wrap_secret(
    secret: &[u8; 32],
    context: &str,
    tenant: &TenantId,
    about: &Digest,
    to: &SealingKey,
    random: &mut dyn CryptoRng,
) -> Result<Wrap, BadRecipient> {
    let recipient = to.id();
    let info = context::text(context, &[&tenant.0]);
    let aad = [&about.0[..], &recipient.0[..]].concat();
    let sealed = hpke::seal(to, &info, &aad, secret, random).ok_or(BadRecipient)?;
    Ok(Wrap {
        recipient,
        sealed: Bytes(sealed),
    })
}

fn open_secret(
    wrap: &Wrap,
    context: &str,
    tenant: &TenantId,
    about: &Digest,
    key: &OpeningKey,
) -> Result<ContentKey, CannotOpen> {
    let info = context::text(context, &[&tenant.0]);
    let aad = [&about.0[..], &key.sealing_key().id().0[..]].concat();
    let secret = hpke::open(key, &info, &aad, &wrap.sealed).ok_or(CannotOpen)?;
    let secret: &[u8; 32] = secret.as_slice().try_into().map_err(|_| CannotOpen)?;
    Ok(ContentKey(*secret))
}

impl Wrap {
    /// Wraps the content key of a record or sealed object whose header has the digest `header`.
    ///
    /// # Errors
    /// [`BadRecipient`].
    pub fn content_key(
        key: &ContentKey,
        tenant: &TenantId,
        header: &Digest,
        to: &SealingKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Wrap, BadRecipient> {
        wrap_secret(&key.0, context::WRAP, tenant, header, to, random)
    }
    /// Opens a wrap of a content key; the caller still checks the commitment.
    ///
    /// # Errors
    /// [`CannotOpen`].
    pub(crate) fn open_content_key(
        &self,
        tenant: &TenantId,
        header: &Digest,
        key: &OpeningKey,
    ) -> Result<ContentKey, CannotOpen> {
        open_secret(self, context::WRAP, tenant, header, key)
    }
    /// Wraps an epoch's secret key to a member, bound to the epoch statement's digest.
    ///
    /// # Errors
    /// [`BadRecipient`].
    pub fn epoch_key(
        epoch: &OpeningKey,
        tenant: &TenantId,
        statement: &Digest,
        to: &SealingKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Wrap, BadRecipient> {
        wrap_secret(
            &epoch.secret_bytes(),
            context::EPOCH,
            tenant,
            statement,
            to,
            random,
        )
    }
    /// Opens an epoch's secret key and checks that it belongs to the key of its statement.
    ///
    /// # Errors
    /// [`CannotOpen`].
    pub fn open_epoch_key(
        &self,
        tenant: &TenantId,
        statement: &Digest,
        stated: &SealingKey,
        key: &OpeningKey,
    ) -> Result<OpeningKey, CannotOpen> {
        let secret = open_secret(self, context::EPOCH, tenant, statement, key)?;
        let epoch = OpeningKey::from_bytes(secret.secret_bytes());
        if epoch.sealing_key() == *stated {
            Ok(epoch)
        } else {
            Err(CannotOpen)
        }
    }
    /// The wrap that is for this key, if there is one.
    #[must_use]
    pub fn find<'w>(wraps: &'w [Wrap], key: &SealingKey) -> Option<&'w Wrap> {
        let id = key.id();
        wraps.iter().find(|wrap| wrap.recipient == id)
    }
}
