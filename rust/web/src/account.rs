//! Signing in, and making the keys of a new account.

use homeward_protocol::enrolment::{Admit, EnrolmentKind, PublicKeys};
use homeward_protocol::session::UserNonce;
use homeward_protocol::{B64, Hex};
use homeward_seal::sign_in::{BlobError, KDF_VERSION, PassphraseKeys, UserKeys, new_passphrase};
use homeward_seal::{SubjectId, TenantId, UserId};
use serde::{Deserialize, Serialize};

use crate::desk::{Desk, Pending, SignedIn};
use crate::failure::Failure;
use crate::message::Moment;

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

/// `new-account`: keys for somebody who was invited.
#[derive(Deserialize)]
pub(crate) struct NewAccount {
    tenant: Hex<TenantId>,
    user_name: String,
    secret: String,
}

#[derive(Serialize)]
pub(crate) struct NewKeys {
    /// Shown once: the only way to these keys.
    passphrase: String,
    /// For `POST enrolments/admit`.
    body: Admit,
}

pub(crate) fn new_account(moment: &mut Moment, message: NewAccount) -> Result<NewKeys, Failure> {
    if message.user_name.trim().is_empty() {
        return Err(Failure::Field);
    }
    let random = &mut moment.random;
    let passphrase = new_passphrase(random);
    let tenant = message.tenant.0;
    let derived = PassphraseKeys::derive(&passphrase, &tenant, &message.user_name, KDF_VERSION)
        .map_err(|_| Failure::SignIn)?;
    let keys = UserKeys::random(random);
    let user = UserId::random(random);
    let blob = derived.wrap(tenant, user, 1, &keys, random);
    Ok(NewKeys {
        passphrase: passphrase.to_string(),
        body: Admit {
            secret: message.secret,
            kind: EnrolmentKind::User,
            subject: Hex(SubjectId::from(user)),
            keys: PublicKeys {
                signing: B64(keys.signing.verifying_key().0.to_vec()),
                sealing: B64(keys.opening.sealing_key().0.to_vec()),
                transport: None,
                tally: None,
            },
            user_name: Some(message.user_name),
            verifier: Some(B64(derived.verifier().0.to_vec())),
            blob: Some(B64(blob)),
            device_kind: 0,
        },
    })
}
