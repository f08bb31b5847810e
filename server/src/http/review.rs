//! Review: the queue, opening a record, state changes and returns.
//!
//! Invariant: every record that is given out and every change has one audit entry, written before
//! the answer. The server reads nothing of what it gives out.

mod keep;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use homeward_protocol::cases::WrapJson;
use homeward_protocol::review::{
    ChangeState, Queue, QueueItem, RecordAnswer, RecordRefJson, SeenJson, SendBack,
};
use homeward_protocol::{B64, Code, Hex};
use homeward_seal::statement::Role;
use homeward_seal::{
    CaseTag, Cbor as _, DeviceId, Digest, Directory, RecordId, RecordRef, ReviewState, UserId, Wrap,
};
use serde::Deserialize;

use super::body::Json;
use super::cases::{Incoming, Sender, shown};
use super::guard::User;
use super::{App, Failure, path, seen};
use crate::store::{Action, Reader, RecordRow, StoreError};

fn sender(app: &App, user: &User) -> Result<Sender, Failure> {
    user.must_be(&[Role::Officer])?;
    Ok(Sender {
        user: UserId(user.id),
        now_ms: app.clock.now_ms(),
    })
}

fn seconds(ms: i64) -> u64 {
    u64::try_from(ms / 1000).unwrap_or(0)
}

fn reference((id, digest): ([u8; 16], [u8; 32])) -> RecordRefJson {
    RecordRefJson {
        id: Hex(RecordId(id)),
        digest: Hex(Digest(digest)),
    }
}

fn item(row: &RecordRow) -> QueueItem {
    QueueItem {
        record: reference((row.id, row.digest)),
        replaces: row.replaces.map(reference),
        case: Hex(CaseTag(row.tag)),
        epoch: u32::try_from(row.epoch).unwrap_or(u32::MAX),
        device: Hex(DeviceId(row.device)),
        sequence: row.sequence,
        form: Hex(Digest(row.form)),
        received: seconds(row.received_ms),
        state: row.state,
        flagged: row.flagged,
        accepted: row.accepted.clone().map(B64),
    }
}

/// `GET review/queue`
pub async fn queue(State(app): State<Arc<App>>, user: User) -> Result<Json<Queue>, Failure> {
    let sender = sender(&app, &user)?;
    let rows = app
        .store
        .read(move |reader| {
            reader.records_of_member(&sender.user.0, ReviewState::Accepted.number())
        })
        .await?;
    let entry = sender.entry(
        Action::List,
        "record",
        rows.iter().map(|row| row.id).collect(),
    );
    app.store.write(move |tx| tx.audit(&entry)).await?;
    Ok(Json(Queue {
        records: rows.iter().map(item).collect(),
    }))
}

fn named(id: &str, digest: &str) -> Result<RecordRef, Failure> {
    Ok(RecordRef {
        id: path::id(id)?,
        digest: path::id(digest)?,
    })
}

/// `size` of a record's question.
#[derive(Deserialize)]
pub struct Size {
    /// Size of the head that the reader has; the newest when absent.
    size: Option<u64>,
}

/// `GET records/{id}/{digest}?size=N`
pub async fn record(
    State(app): State<Arc<App>>,
    user: User,
    Path((id, digest)): Path<(String, String)>,
    Query(Size { size }): Query<Size>,
) -> Result<Json<RecordAnswer>, Failure> {
    let sender = sender(&app, &user)?;
    let record = named(&id, &digest)?;
    let directory = Arc::clone(&app.tips().directory);
    let (answer, tag) = app
        .store
        .read(move |reader| read(reader, &record, &sender.user, &directory, size))
        .await?;
    let entry = sender.entry(Action::Read, "record", vec![record.id.0, tag]);
    app.store.write(move |tx| tx.audit(&entry)).await?;
    Ok(Json(answer))
}

fn read(
    reader: &Reader<'_>,
    record: &RecordRef,
    user: &UserId,
    directory: &Directory,
    size: Option<u64>,
) -> Result<(RecordAnswer, [u8; 16]), Failure> {
    let id = &record.id.0;
    let found = reader
        .record_for_member(id, &record.digest.0, &user.0)?
        .ok_or(Code::NotFound)?;
    let wraps = reader.record_wraps(id)?.into_iter().map(|wrap| {
        let wrap = Wrap::from_cbor(&wrap).map_err(|_| StoreError::Damaged("wrap"))?;
        Ok(WrapJson::from(&wrap))
    });
    let (mut states, mut notes) = (Vec::new(), Vec::new());
    let mut heads = Vec::from_iter(seen::of_record(&found.body));
    for state in reader.states_of(id)? {
        heads.extend(seen::of_state(&state.body));
        heads.extend(
            state
                .note
                .iter()
                .filter_map(|note| seen::of_object(&note.body)),
        );
        states.push(B64(state.body));
        notes.extend(state.note.map(shown).transpose()?);
    }
    let size = size.unwrap_or(u64::MAX).min(directory.size());
    let proofs = seen::proofs(reader, directory, heads, size)?;
    let returns = reader
        .returns_of(id)?
        .into_iter()
        .map(|(_, sealed)| shown(sealed));
    let answer = RecordAnswer {
        record: B64(found.body),
        wraps: wraps.collect::<Result<_, StoreError>>()?,
        states,
        returns: returns.collect::<Result<_, _>>()?,
        notes,
        received: seconds(found.received_ms),
        seen: Some(SeenJson {
            size,
            proofs: proofs.iter().map(|proof| B64(proof.to_cbor())).collect(),
        }),
    };
    Ok((answer, found.tag))
}

/// `POST records/{id}/{digest}/states`
pub async fn change(
    State(app): State<Arc<App>>,
    user: User,
    Path((id, digest)): Path<(String, String)>,
    Json(new): Json<ChangeState>,
) -> Result<StatusCode, Failure> {
    let sender = sender(&app, &user)?;
    let record = named(&id, &digest)?;
    let note = new.note.map(Incoming::from);
    app.store
        .write(move |tx| keep::state(tx, sender, &record, &new.change, note.as_ref(), false))
        .await?;
    Ok(StatusCode::CREATED)
}

/// `POST records/{id}/{digest}/returns`
pub async fn send_back(
    State(app): State<Arc<App>>,
    user: User,
    Path((id, digest)): Path<(String, String)>,
    Json(new): Json<SendBack>,
) -> Result<StatusCode, Failure> {
    let sender = sender(&app, &user)?;
    let record = named(&id, &digest)?;
    let returns: Vec<Incoming> = new.returns.into_iter().map(Incoming::from).collect();
    if returns.is_empty() || returns.len() > 64 {
        return Err(Code::Malformed.into());
    }
    let note = new.note.map(Incoming::from);
    app.store
        .write(move |tx| {
            keep::state(tx, sender, &record, &new.change, note.as_ref(), true)?;
            keep::returns(tx, sender, &record, &returns)
        })
        .await?;
    Ok(StatusCode::CREATED)
}
