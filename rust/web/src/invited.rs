//! Somebody who was invited makes an account: keys, a passphrase, and the digits to compare aloud.
//!
//! Invariant: the code names the directory, so another one is refused before anything is made. The secret keys leave
//! only wrapped under the passphrase, which is made here and shown once.

use homeward_protocol::enrolment::{Admit, Admitted, EnrolmentKind, PublicKeys};
use homeward_protocol::{B64, Hex};
use homeward_seal::enrolment::{EnrolmentCode, digits};
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys, UserKeys, new_passphrase};
use homeward_seal::{Head, Signed, SubjectId, TenantId, UserId};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::message::Moment;

/// `new-account`: keys for somebody who was invited.
#[derive(Deserialize)]
pub(crate) struct NewAccount {
    tenant: Hex<TenantId>,
    user_name: String,
    /// The code of the invitation, as it was typed or came with a link.
    code: String,
}

#[derive(Serialize)]
pub(crate) struct NewKeys {
    /// Shown once: the only way to these keys.
    passphrase: String,
    /// For `POST enrolments/admit`.
    body: Admit,
}

pub(crate) fn new_account(
    desk: &Desk,
    moment: &mut Moment,
    message: NewAccount,
) -> Result<NewKeys, Failure> {
    let code = EnrolmentCode::read(&message.code).map_err(|_| Failure::Field)?;
    if !code.names(&desk.directory()?.genesis()) {
        return Err(Failure::Directory);
    }
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
            secret: code.secret.text(),
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

/// `account-digits`: what the new colleague reads aloud. The head is the server's word: if it is not the one that the
/// supervisor's side computes with, the digits differ.
#[derive(Deserialize)]
pub(crate) struct DigitsOf {
    body: Admit,
    admitted: Admitted,
}

#[derive(Serialize)]
pub(crate) struct Digits {
    groups: Vec<String>,
}

pub(crate) fn account_digits(desk: &Desk, message: DigitsOf) -> Result<Digits, Failure> {
    let head = Signed::<Head>::parse(&message.admitted.head).map_err(|_| Failure::Directory)?;
    let keys = message.body.keys.in_order().ok_or(Failure::Field)?;
    let subject = message.body.subject.0;
    let text = digits(
        &desk.directory()?.genesis(),
        &head.digest(),
        &subject,
        &keys,
    );
    Ok(Digits {
        groups: text.split(' ').map(str::to_owned).collect(),
    })
}
