//! Letting users and devices in: invitations, the queue behind them, and its end.
//!
//! Invariant: the secret only admits to the queue; nobody is in before a supervisor's statement is
//! in the directory. A wrong secret answers like one that is used up or too old.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use homeward_protocol::enrolment::{
    Admit, Admitted, Enrolment, EnrolmentKind, EnrolmentState, Invite, Invited, PublicKeys,
};
use homeward_protocol::{B64, Code, Hex};
use homeward_seal::enrolment::EnrolmentSecret;
use homeward_seal::sign_in::salt;
use homeward_seal::statement::Role;
use homeward_seal::{EnrolmentId, SubjectId};

use super::body::Json;
use super::guard::{Address, User};
use super::{App, Failure, path};
use crate::random;
use crate::store::{Action, Actor, Admission, AuditEntry, EnrolmentRow, Invitation, Purpose, Tx};

/// Longest life of an invitation.
const LONGEST_MS: i64 = 72 * 60 * 60 * 1000;
/// How often a secret may be used.
const TRIES: u32 = 10;
/// Longest name or label, in bytes.
const TEXT_MOST: usize = 200;
/// Biggest wrapped keys.
const BLOB_MOST: usize = 4096;
/// Header with which the enrolling client shows its secret.
const SECRET_HEADER: &str = "homeward-secret";

fn number(kind: EnrolmentKind) -> u8 {
    match kind {
        EnrolmentKind::User => 0,
        EnrolmentKind::Device => 1,
    }
}

fn entry(actor: Actor, action: Action, id: [u8; 16], now_ms: i64) -> AuditEntry {
    AuditEntry {
        time_ms: now_ms,
        actor,
        action,
        purpose: Purpose::Enrolment,
        kind: "enrolment".into(),
        objects: vec![id],
    }
}

/// `POST enrolments`
pub async fn invite(
    State(app): State<Arc<App>>,
    user: User,
    Json(invite): Json<Invite>,
) -> Result<Json<Invited>, Failure> {
    user.must_be(&[Role::Supervisor])?;
    if invite.label.len() > TEXT_MOST {
        return Err(Code::Malformed.into());
    }
    let now_ms = app.clock.now_ms();
    let asked_ms = i64::try_from(invite.expires)
        .unwrap_or(i64::MAX / 1000)
        .saturating_mul(1000);
    let id = random::id(&*app.random);
    let invitation = Invitation {
        id,
        secret_digest: invite.secret_hash.0.0,
        kind: number(invite.kind),
        label: invite.label,
        created_by: user.id,
        expires_ms: asked_ms.min(now_ms + LONGEST_MS),
    };
    let entry = entry(user.actor(), Action::Create, id, now_ms);
    app.store
        .write(move |tx| {
            if tx
                .reader()
                .enrolment_by_secret(&invitation.secret_digest)?
                .is_some()
            {
                return Err(Failure(Code::Malformed));
            }
            tx.add_invitation(&invitation, now_ms)?;
            Ok(tx.audit(&entry)?)
        })
        .await?;
    Ok(Json(Invited {
        id: Hex(EnrolmentId(id)),
    }))
}

/// `POST enrolments/admit`
pub async fn admit(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(admit): Json<Admit>,
) -> Result<Json<Admitted>, Failure> {
    let now_ms = app.clock.now_ms();
    let secret = EnrolmentSecret::from_text(&admit.secret).map_err(|_| Code::Enrolment)?;
    let digest = secret.hash().0;
    if !app.secrets.allows(&digest, address, now_ms) {
        return Err(Code::Enrolment.into());
    }
    let admission = admission(&app, &admit)?;
    let kind = number(admit.kind);
    let head = app.head().await?.1.bytes().to_vec();
    let kept = app
        .store
        .write(move |tx| keep(tx, digest, kind, &admission, head, now_ms))
        .await?;
    match kept {
        Some((id, head)) => Ok(Json(Admitted {
            id: Hex(EnrolmentId(id)),
            head: B64(head),
        })),
        None => {
            app.secrets.failure(&digest, address, now_ms);
            Err(Code::Enrolment.into())
        }
    }
}

fn admission(app: &App, admit: &Admit) -> Result<Admission, Failure> {
    let PublicKeys {
        transport, tally, ..
    } = &admit.keys;
    let device = admit.kind == EnrolmentKind::Device;
    let has_keys = admit.keys.in_order().is_some()
        && transport.is_some() == device
        && (device || tally.is_none());
    if !has_keys || admit.device_kind > 2 {
        return Err(Code::Malformed.into());
    }
    let sign_in = match (device, &admit.user_name, &admit.verifier, &admit.blob) {
        (true, None, None, None) => None,
        (false, Some(name), Some(verifier), Some(blob)) => {
            let fits =
                (1..=TEXT_MOST).contains(&name.len()) && (1..=BLOB_MOST).contains(&blob.len());
            let verifier = <[u8; 32]>::try_from(&verifier[..])
                .ok()
                .filter(|_| fits)
                .ok_or(Code::Malformed)?;
            Some((salt(&app.tenant(), name), verifier, blob.0.clone()))
        }
        _ => return Err(Code::Malformed.into()),
    };
    let public_keys = serde_json::to_vec(&admit.keys).map_err(|_| Code::Internal)?;
    Ok(Admission {
        subject: admit.subject.0.0,
        public_keys,
        device_kind: admit.device_kind,
        sign_in,
    })
}

/// Puts an admission into the queue; `None` when the secret does not admit. The same client that
/// asks again gets the head of the first time, so its digits do not change.
fn keep(
    tx: &mut Tx<'_>,
    digest: [u8; 32],
    kind: u8,
    admission: &Admission,
    head: Vec<u8>,
    now_ms: i64,
) -> Result<Option<([u8; 16], Vec<u8>)>, Failure> {
    let Some(open) = tx.reader().enrolment_by_secret(&digest)? else {
        return Ok(None);
    };
    if open.kind != kind || open.expires_ms <= now_ms || open.tries >= TRIES {
        return Ok(None);
    }
    tx.count_try(&open.id)?;
    match open.state {
        crate::store::EnrolmentState::Invited => {
            let taken = match &admission.sign_in {
                Some((name, ..)) => tx.reader().account_by_name(name)?.is_some(),
                None => false,
            };
            let directory = &tx.tips().directory;
            let subject = SubjectId(admission.subject);
            let known = directory.user(&homeward_seal::UserId(subject.0)).is_some()
                || directory
                    .device(&homeward_seal::DeviceId(subject.0))
                    .is_some();
            if taken || known {
                return Ok(None);
            }
            tx.admit(&open.id, admission, &head)?;
            tx.audit(&entry(
                Actor::Invited(open.id),
                Action::Change,
                open.id,
                now_ms,
            ))?;
            Ok(Some((open.id, head)))
        }
        crate::store::EnrolmentState::Waiting => {
            let rows = tx.reader().enrolments(Some(&open.id))?;
            let same = rows.into_iter().find(|row| {
                row.subject == Some(admission.subject)
                    && row.public_keys.as_ref() == Some(&admission.public_keys)
            });
            Ok(same.and_then(|row| Some((open.id, row.head?))))
        }
        crate::store::EnrolmentState::Accepted => Ok(None),
    }
}

fn shown(row: EnrolmentRow, now_ms: i64) -> Enrolment {
    let state = match row.state {
        crate::store::EnrolmentState::Accepted => EnrolmentState::Enrolled,
        _ if row.expires_ms <= now_ms || row.tries >= TRIES => EnrolmentState::Expired,
        crate::store::EnrolmentState::Waiting => EnrolmentState::Waiting,
        crate::store::EnrolmentState::Invited => EnrolmentState::Invited,
    };
    Enrolment {
        id: Hex(EnrolmentId(row.id)),
        kind: if row.kind == 0 {
            EnrolmentKind::User
        } else {
            EnrolmentKind::Device
        },
        label: row.label,
        state,
        expires: u64::try_from(row.expires_ms / 1000).unwrap_or(0),
        subject: row.subject.map(|subject| Hex(SubjectId(subject))),
        keys: row
            .public_keys
            .and_then(|keys| serde_json::from_slice(&keys).ok()),
        head: row.head.map(B64),
        device_kind: row.device_kind,
    }
}

/// `GET enrolments`
pub async fn list(
    State(app): State<Arc<App>>,
    user: User,
) -> Result<Json<Vec<Enrolment>>, Failure> {
    user.must_be(&[Role::Supervisor])?;
    let now_ms = app.clock.now_ms();
    let rows = app.store.read(|reader| reader.enrolments(None)).await?;
    Ok(Json(
        rows.into_iter().map(|row| shown(row, now_ms)).collect(),
    ))
}

/// `GET enrolments/{id}`: by the client that has the secret.
pub async fn one(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Enrolment>, Failure> {
    let now_ms = app.clock.now_ms();
    let id: EnrolmentId = path::id(&id)?;
    let text = headers
        .get(SECRET_HEADER)
        .and_then(|value| value.to_str().ok())
        .ok_or(Code::Enrolment)?;
    let digest = EnrolmentSecret::from_text(text)
        .map_err(|_| Code::Enrolment)?
        .hash()
        .0;
    if !app.secrets.allows(&digest, address, now_ms) {
        return Err(Code::Enrolment.into());
    }
    let rows = app
        .store
        .read(move |reader| reader.enrolments(Some(&id.0)))
        .await?;
    let row = rows.into_iter().find(|row| row.secret_digest == digest);
    match row {
        Some(row) => Ok(Json(shown(row, now_ms))),
        None => {
            app.secrets.failure(&digest, address, now_ms);
            Err(Code::Enrolment.into())
        }
    }
}
