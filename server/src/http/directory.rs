//! The directory: genesis, head, proofs, log, and taking in statements.
//!
//! Invariant: what may be stated is decided by `seal`'s directory alone. Epochs come with their
//! wraps through the cases' routes, and the root's statements by command, not through here.

use std::sync::Arc;

use axum::extract::{Query, State};
use homeward_protocol::directory::{
    AppendStatement, Appended, Genesis, LogAnswer, LoggedStatement, SignedHead, StateAnswer,
    StateRequest, Subject, Subjects,
};
use homeward_protocol::{B64, Code, Hex};
use homeward_seal::directory::{DirectoryRequest, DirectoryUpdate};
use homeward_seal::statement::{Body, FormStatement, Role, Statement, StatementType};
use homeward_seal::{Cbor as _, HeadRef};
use serde::Deserialize;

use super::body::Json;
use super::guard::{Anybody, User};
use super::{App, Failure, seen};
use crate::store::{Action, AuditEntry, FeedKind, Purpose, Tx};

/// Most statements in one page of the log.
const PAGE: u32 = 200;

/// `GET directory/genesis`
pub async fn genesis(State(app): State<Arc<App>>) -> Result<Json<Genesis>, Failure> {
    let tips = app.tips();
    let statement = tips.directory.statement(0).ok_or(Code::Internal)?;
    Ok(Json(Genesis {
        statement: B64(statement.bytes().to_vec()),
    }))
}

/// `GET directory/head`
pub async fn head(State(app): State<Arc<App>>) -> Result<Json<SignedHead>, Failure> {
    let (_, head) = app.head().await?;
    Ok(Json(SignedHead {
        head: B64(head.bytes().to_vec()),
    }))
}

/// `GET directory/subjects`: whom and what to ask about; cases are named to their members only.
pub async fn subjects(State(app): State<Arc<App>>, _user: User) -> Json<Subjects> {
    let tips = app.tips();
    let subjects: std::collections::BTreeSet<_> = tips
        .directory
        .stubs()
        .iter()
        .filter(|stub| !matches!(stub.kind, StatementType::Epoch | StatementType::Genesis))
        .map(|stub| (stub.kind.number(), stub.subject))
        .collect();
    Json(Subjects {
        subjects: subjects
            .into_iter()
            .map(|(kind, subject)| Subject {
                kind,
                subject: Hex(subject),
            })
            .collect(),
    })
}

/// `POST directory/state`
pub async fn state(
    State(app): State<Arc<App>>,
    _who: Anybody,
    Json(StateRequest { request }): Json<StateRequest>,
) -> Result<Json<StateAnswer>, Failure> {
    let request = DirectoryRequest::from_cbor(&request).map_err(|_| Code::Malformed)?;
    let update = update(&app, &request, Vec::new()).await?;
    Ok(Json(StateAnswer {
        update: B64(update.to_cbor()),
    }))
}

/// The newest head with the proofs that were asked for, and those of the heads that are named by what
/// is `brought` with it.
pub async fn update(
    app: &App,
    request: &DirectoryRequest,
    mut brought: Vec<HeadRef>,
) -> Result<DirectoryUpdate, Failure> {
    let heads = request.seen.as_deref().unwrap_or_default();
    if request.subjects.len() > DirectoryRequest::SUBJECTS_MOST
        || heads.len() > DirectoryRequest::HEADS_MOST
        || !request.have.is_sorted()
    {
        return Err(Code::Malformed.into());
    }
    let (directory, head) = app.head().await?;
    let mut update = directory.update(&head, request).ok_or(Code::Internal)?;
    brought.extend_from_slice(heads);
    if !brought.is_empty() {
        let size = directory.size();
        let proofs = app
            .store
            .read(move |reader| seen::proofs(reader, &directory, brought, size))
            .await?;
        update.seen = (!proofs.is_empty()).then_some(proofs);
    }
    Ok(update)
}

/// `after` of the log.
#[derive(Deserialize)]
pub struct After {
    /// Index from which on.
    #[serde(default)]
    after: u64,
}

/// `GET directory/log?after=N`: statements from index N on.
pub async fn log(
    State(app): State<Arc<App>>,
    user: User,
    Query(After { after }): Query<After>,
) -> Result<Json<LogAnswer>, Failure> {
    user.must_be(&[Role::Supervisor, Role::Auditor])?;
    let (directory, head) = app.head().await?;
    let statements: Vec<_> = (after..directory.size())
        .take(PAGE as usize)
        .filter_map(|index| {
            let statement = directory.statement(index)?;
            Some(LoggedStatement {
                index,
                digest: Hex(statement.digest()),
                statement: B64(statement.bytes().to_vec()),
            })
        })
        .collect();
    let last = after.saturating_add(statements.len() as u64) >= directory.size();
    let head = last.then(|| B64(head.bytes().to_vec()));
    Ok(Json(LogAnswer { statements, head }))
}

/// `POST directory/statements`
pub async fn append(
    State(app): State<Arc<App>>,
    user: User,
    Json(AppendStatement { statement }): Json<AppendStatement>,
) -> Result<Json<Appended>, Failure> {
    let statement = Statement::parse(&statement).map_err(|_| Code::StatementMalformed)?;
    if matches!(statement.body(), Body::Epoch(_)) {
        return Err(Code::StatementRight.into());
    }
    let sender = homeward_seal::UserId(user.id);
    if !statement.issuers().contains(&sender.into()) {
        return Err(Code::StatementRight.into());
    }
    let entry = AuditEntry {
        time_ms: app.clock.now_ms(),
        actor: user.actor(),
        action: Action::Create,
        purpose: Purpose::Enrolment,
        kind: "statement".into(),
        objects: vec![statement.subject().0],
    };
    let index = app
        .store
        .write(move |tx| keep(tx, &statement, &entry))
        .await?;
    let (_, head) = app.head().await?;
    Ok(Json(Appended {
        index,
        head: B64(head.bytes().to_vec()),
    }))
}

/// Appends a statement and does what follows from it; gives its index.
pub fn keep(tx: &mut Tx<'_>, statement: &Statement, entry: &AuditEntry) -> Result<u64, Failure> {
    let before = tx.tips().directory.size();
    let stub = tx
        .append_statement(statement)?
        .map_err(|refused| match refused {
            crate::store::StatementRefused::Directory(error) => Failure(Code::from(&error)),
        })?;
    if stub.index < before {
        return Ok(stub.index);
    }
    match statement.body() {
        Body::User(_) | Body::Device(_) => tx.accept_enrolment(&stub.subject.0, entry.time_ms)?,
        Body::Form(FormStatement { form, .. }) if tx.reader().form(&form.0)?.is_some() => {
            tx.feed(None, FeedKind::Form, &form.0)?;
        }
        _ => {}
    }
    tx.audit(entry)?;
    Ok(stub.index)
}
