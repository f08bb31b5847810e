//! The audit log, for those who check.

use std::sync::Arc;

use axum::extract::{Query, State};
use homeward_protocol::Hex;
use homeward_protocol::audit::{AuditEntry as Shown, AuditPage};
use homeward_seal::Digest;
use homeward_seal::statement::Role;
use serde::Deserialize;

use super::body::Json;
use super::guard::User;
use super::{App, Failure};
use crate::store::{Action, AuditEntry, AuditRow, Purpose, StoreError};

/// Most entries in one page.
const PAGE: u32 = 500;

/// From which number on, forwards or backwards.
#[derive(Deserialize)]
pub struct Span {
    /// Number of the last entry that is known; the entries after it are given, in order.
    #[serde(default)]
    after: u64,
    /// Instead: the entries before this number, the newest first; 0 for the newest of all.
    before: Option<u64>,
}

fn shown(row: &AuditRow) -> Result<Shown, StoreError> {
    let entry = AuditEntry::decode(&row.entry).ok_or(StoreError::Damaged("audit entry"))?;
    let subjects: Vec<String> = entry.objects.iter().map(hex::encode).collect();
    Ok(Shown {
        index: row.n,
        time: u64::try_from(entry.time_ms / 1000).unwrap_or(0),
        who: entry.actor.text(),
        what: format!("{} {}", entry.action.text(), entry.kind),
        subject: subjects.join(" "),
        purpose: entry.purpose.text().to_owned(),
        chain: Hex(Digest(row.chain)),
    })
}

/// `GET audit?after=N` and `GET audit?before=N`
pub async fn log(
    State(app): State<Arc<App>>,
    user: User,
    Query(Span { after, before }): Query<Span>,
) -> Result<Json<AuditPage>, Failure> {
    user.must_be(&[Role::Supervisor, Role::Auditor])?;
    let rows = app
        .store
        .read(move |reader| match before {
            None => reader.audit_after(after, PAGE + 1),
            Some(0) => reader.audit_before(u64::MAX, PAGE + 1),
            Some(before) => reader.audit_before(before, PAGE + 1),
        })
        .await?;
    let entry = AuditEntry {
        time_ms: app.clock.now_ms(),
        actor: user.actor(),
        action: Action::Read,
        purpose: Purpose::Oversight,
        kind: "audit log".into(),
        objects: Vec::new(),
    };
    app.store.write(move |tx| tx.audit(&entry)).await?;
    let more = rows.len() > PAGE as usize;
    let entries = rows
        .iter()
        .take(PAGE as usize)
        .map(shown)
        .collect::<Result<_, _>>()?;
    Ok(Json(AuditPage { entries, more }))
}
