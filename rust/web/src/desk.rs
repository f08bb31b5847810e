//! The desk of one signed-in user: keys, directory, opened cases and forms, and the operations on them.

use std::sync::Arc;

use homeward_form::Form;
use homeward_seal::sign_in::{PassphraseKeys, UserKeys};
use homeward_seal::{CaseTag, Digest, DirectoryView, HeadRef, TenantId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cases::OpenCase;
use crate::failure::{Evidence, Failure};
use crate::listed::Listed;
use crate::message::{Moment, Request};
use crate::{account, cases, directory, enrolment, json, queue, record, review};
#[cfg(feature = "office")]
use crate::{invitation, invited, release};

/// Somebody who signed in.
pub(crate) struct SignedIn {
    /// Their id in the directory.
    pub user: UserId,
    /// Their keys.
    pub keys: UserKeys,
}

/// Between the passphrase and the server's answer.
pub(crate) struct Pending {
    /// From the passphrase.
    pub keys: PassphraseKeys,
    /// The institution.
    pub tenant: TenantId,
}

/// Everything that a page's operations work on. Starts empty; `lock` empties it again.
#[derive(Default)]
pub struct Desk {
    pub(crate) pending: Option<Pending>,
    pub(crate) signed_in: Option<SignedIn>,
    pub(crate) view: Option<DirectoryView>,
    pub(crate) cases: Listed<CaseTag, OpenCase>,
    pub(crate) forms: Listed<Digest, Arc<Form>>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk { .. }")
    }
}

/// Takes and gives JSON text: read and written once, without a tree between.
type Operation = fn(&mut Desk, &mut Moment, &[u8]) -> Result<Vec<u8>, Failure>;

/// The answer to a call that went well.
#[derive(Serialize)]
struct Well<A> {
    ok: A,
}

/// The answer to a call that failed.
#[derive(Serialize)]
struct Failed<'f> {
    error: Wrong<'f>,
}

#[derive(Serialize)]
struct Wrong<'f> {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'f Evidence>,
}

/// The answer of an operation that has nothing to say.
#[derive(Serialize)]
struct Nothing {}

/// Each operation by name. Each module describes its own.
const OPERATIONS: &[(&str, Operation)] = &[
    #[cfg(feature = "desk")]
    ("sign-in", |desk, _, message| {
        run(message, |m| account::sign_in(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("unlock", |desk, _, message| {
        run(message, |m| account::unlock(desk, m))
    }),
    #[cfg(feature = "office")]
    ("new-account", |desk, moment, message| {
        run(message, |m| invited::new_account(desk, moment, m))
    }),
    #[cfg(feature = "office")]
    ("account-digits", |desk, _, message| {
        run(message, |m| invited::account_digits(desk, m))
    }),
    ("lock", |desk, _, _| {
        *desk = Desk::default();
        written(Nothing {})
    }),
    ("directory-pin", |desk, _, message| {
        run(message, |m| directory::pin(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("directory-request", |desk, _, message| {
        run(message, |m| directory::request(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("directory-update", |desk, _, message| {
        run(message, |m| directory::update(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("directory-people", |desk, _, _| {
        directory::people(desk).and_then(written)
    }),
    #[cfg(feature = "desk")]
    ("directory-recompute", |desk, _, message| {
        run(message, |m| directory::recompute(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("cases", |desk, _, message| {
        run(message, |m| cases::open(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("case-choices", |desk, _, message| {
        run(message, |m| cases::choices(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("case-new", |desk, moment, message| {
        run(message, |m| cases::create(desk, moment, m))
    }),
    #[cfg(feature = "desk")]
    ("queue", |desk, _, message| {
        run(message, |m| queue::queue(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("open", |desk, moment, message| {
        run(message, |m| record::open(desk, moment, m))
    }),
    #[cfg(feature = "desk")]
    ("state", |desk, moment, message| {
        run(message, |m| review::state(desk, moment, m))
    }),
    #[cfg(feature = "desk")]
    ("return", |desk, moment, message| {
        run(message, |m| review::send_back(desk, moment, m))
    }),
    #[cfg(feature = "office")]
    ("invite", |desk, moment, message| {
        run(message, |m| invitation::invite(desk, moment, m))
    }),
    #[cfg(feature = "desk")]
    ("digits", |desk, _, message| {
        run(message, |m| enrolment::digits(desk, m))
    }),
    #[cfg(feature = "desk")]
    ("approve", |desk, moment, message| {
        run(message, |m| enrolment::approve(desk, moment, m))
    }),
    #[cfg(feature = "office")]
    ("release", |desk, _, message| {
        run(message, |m| release::read(desk, m))
    }),
];

fn run<M: DeserializeOwned, A: Serialize>(
    message: &[u8],
    operation: impl FnOnce(M) -> Result<A, Failure>,
) -> Result<Vec<u8>, Failure> {
    let message = json::read(message).map_err(|_| Failure::Message)?;
    operation(message).and_then(written)
}

fn written(answer: impl Serialize) -> Result<Vec<u8>, Failure> {
    json::write(&Well { ok: answer }).map_err(|_| Failure::Message)
}

impl Desk {
    /// Takes a message `{operation, now, offset_minutes, random, message}` and gives `{ok}` or
    /// `{error: {code, evidence}}`; `evidence` is there when two directory heads contradict each
    /// other, which the page keeps (`kept`, `offered`: signed heads).
    pub fn call(&mut self, message: &[u8]) -> Vec<u8> {
        self.answer(message).unwrap_or_else(|failure| {
            let error = Wrong {
                code: failure.to_string(),
                evidence: failure.evidence(),
            };
            json::write(&Failed { error }).expect("a code and two byte strings make JSON")
        })
    }

    fn answer(&mut self, message: &[u8]) -> Result<Vec<u8>, Failure> {
        let request = Request::read(message)?;
        let mut moment = request.moment()?;
        let (_, operation) = OPERATIONS
            .iter()
            .find(|(name, _)| *name == request.operation)
            .ok_or(Failure::Message)?;
        operation(self, &mut moment, request.message)
    }

    pub(crate) fn user(&self) -> Result<&SignedIn, Failure> {
        self.signed_in.as_ref().ok_or(Failure::Locked)
    }

    pub(crate) fn directory(&self) -> Result<&DirectoryView, Failure> {
        self.view.as_ref().ok_or(Failure::Directory)
    }

    pub(crate) fn tenant(&self) -> Result<TenantId, Failure> {
        Ok(self.directory()?.tenant())
    }

    pub(crate) fn head(&self) -> Result<HeadRef, Failure> {
        Ok(self.directory()?.head_ref())
    }
}
