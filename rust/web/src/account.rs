//! Signing in: the passphrase answers the server's nonce, then opens the wrapped keys.

use homeward_protocol::session::UserNonce;
use homeward_protocol::{B64, Hex};
use homeward_seal::UserId;
use homeward_seal::sign_in::{BlobError, PassphraseKeys};
use serde::{Deserialize, Serialize};

use crate::desk::{Desk, Pending, SignedIn};
use crate::failure::Failure;

/// `sign-in`: the passphrase answers the server's nonce.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    start: UserNonce,
    user: String,
    passphrase: String,
    origin: String,
}

#[derive(Serialize)]
pub(crate) struct Signed {
    signature: B64,
}

pub(crate) fn sign_in(desk: &mut Desk, message: SignIn) -> Result<Signed, Failure> {
    let passphrase = zeroize::Zeroizing::new(message.passphrase);
    let tenant = message.start.tenant.0;
    let words: Vec<&str> = passphrase.split_whitespace().collect();
    let keys = PassphraseKeys::derive(&words.join(" "), &tenant, &message.user, message.start.kdf)
        .map_err(|_| Failure::SignIn)?;
    let nonce: [u8; 32] = message.start.nonce[..]
        .try_into()
        .map_err(|_| Failure::Message)?;
    let signature = keys.answer(&nonce, &tenant, &message.user, &message.origin);
    desk.pending = Some(Pending { keys, tenant });
    Ok(Signed {
        signature: B64(signature.0.to_vec()),
    })
}

/// What `POST session` answers, without what only the page needs.
#[derive(Deserialize)]
struct Session {
    user_id: Hex<UserId>,
    role: u8,
    blob: B64,
}

/// `unlock`: the server's answer holds the wrapped keys.
#[derive(Deserialize)]
pub(crate) struct Unlock {
    session: Session,
    /// The generation that this browser has seen; lower ones are refused.
    #[serde(default)]
    least_generation: u32,
}

#[derive(Serialize)]
pub(crate) struct Unlocked {
    user_id: Hex<UserId>,
    role: u8,
    generation: u32,
}

pub(crate) fn unlock(desk: &mut Desk, message: Unlock) -> Result<Unlocked, Failure> {
    let pending = desk.pending.take().ok_or(Failure::Locked)?;
    let user = message.session.user_id.0;
    let (keys, generation) = pending
        .keys
        .open(
            &message.session.blob,
            &pending.tenant,
            &user,
            message.least_generation,
        )
        .map_err(|error| match error {
            BlobError::Malformed(_) => Failure::Message,
            BlobError::CannotOpen | BlobError::OldGeneration => Failure::SignIn,
        })?;
    desk.signed_in = Some(SignedIn { user, keys });
    Ok(Unlocked {
        user_id: Hex(user),
        role: message.session.role,
        generation,
    })
}
