//! Cases of an officer: making, reading, changing.
//!
//! Invariant: an officer sees and changes only cases of whose current epoch he or she is a member;
//! all others answer like cases that do not exist.

mod keep;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use homeward_protocol::cases::{
    AddEpoch, AddObjects, CardState, CaseJson, CaseList, CreateCase, EpochJson, SealedJson,
    WrapJson,
};
use homeward_protocol::{B64, Code, Hex};
use homeward_seal::sealed::peek;
use homeward_seal::statement::Role;
use homeward_seal::{CaseTag, Cbor as _, DeviceId, UserId, Wrap};

pub use keep::{Incoming, Sender, to_current_epoch};

use super::body::Json;
use super::guard::User;
use super::{App, Failure, path};
use crate::store::{Action, Reader, SealedBytes, StoreError};

/// Most objects in one request.
const OBJECTS_MOST: usize = 256;

fn sender(app: &App, user: &User) -> Result<Sender, Failure> {
    user.must_be(&[Role::Officer])?;
    Ok(Sender {
        user: UserId(user.id),
        now_ms: app.clock.now_ms(),
    })
}

impl From<SealedJson> for Incoming {
    fn from(sealed: SealedJson) -> Self {
        Self {
            object: sealed.object.0,
            wraps: sealed.wraps.iter().map(Wrap::from).collect(),
        }
    }
}

fn incoming(sealed: Vec<SealedJson>) -> Result<Vec<Incoming>, Failure> {
    if sealed.len() > OBJECTS_MOST {
        return Err(Code::TooBig.into());
    }
    Ok(sealed.into_iter().map(Incoming::from).collect())
}

/// A kept object as a page gets it.
pub fn shown(sealed: SealedBytes) -> Result<SealedJson, StoreError> {
    let wraps = Vec::<Wrap>::from_cbor(&sealed.wraps).map_err(|_| StoreError::Damaged("wraps"))?;
    Ok(SealedJson {
        object: B64(sealed.body),
        wraps: wraps.iter().map(WrapJson::from).collect(),
    })
}

/// `POST cases`
pub async fn create(
    State(app): State<Arc<App>>,
    user: User,
    Json(new): Json<CreateCase>,
) -> Result<StatusCode, Failure> {
    let sender = sender(&app, &user)?;
    let (headers, cards) = (incoming(new.headers)?, incoming(new.cards)?);
    let wraps: Vec<Wrap> = new.wraps.iter().map(Wrap::from).collect();
    app.store
        .write(move |tx| {
            let tag = keep::epoch(tx, sender, &new.statement, &wraps)?;
            keep::headers(tx, sender, &tag, &headers)?;
            keep::cards(tx, sender, &tag, &cards)
        })
        .await?;
    Ok(StatusCode::CREATED)
}

/// `POST cases/{tag}/epochs`
pub async fn add_epoch(
    State(app): State<Arc<App>>,
    user: User,
    Path(tag): Path<String>,
    Json(new): Json<AddEpoch>,
) -> Result<StatusCode, Failure> {
    let sender = sender(&app, &user)?;
    let tag: CaseTag = path::id(&tag)?;
    let wraps: Vec<Wrap> = new.wraps.iter().map(Wrap::from).collect();
    app.store
        .write(move |tx| {
            keep::membership(tx, &tag, &sender.user)?;
            let of = keep::epoch(tx, sender, &new.statement, &wraps)?;
            if of == tag {
                Ok(())
            } else {
                Err(Failure(Code::Malformed))
            }
        })
        .await?;
    Ok(StatusCode::CREATED)
}

/// `POST cases/{tag}/headers`
pub async fn add_headers(
    State(app): State<Arc<App>>,
    user: User,
    Path(tag): Path<String>,
    Json(new): Json<AddObjects>,
) -> Result<StatusCode, Failure> {
    let sender = sender(&app, &user)?;
    let tag: CaseTag = path::id(&tag)?;
    let objects = incoming(new.objects)?;
    app.store
        .write(move |tx| keep::headers(tx, sender, &tag, &objects))
        .await?;
    Ok(StatusCode::CREATED)
}

/// `POST cases/{tag}/cards`
pub async fn add_cards(
    State(app): State<Arc<App>>,
    user: User,
    Path(tag): Path<String>,
    Json(new): Json<AddObjects>,
) -> Result<StatusCode, Failure> {
    let sender = sender(&app, &user)?;
    let tag: CaseTag = path::id(&tag)?;
    let objects = incoming(new.objects)?;
    app.store
        .write(move |tx| keep::cards(tx, sender, &tag, &objects))
        .await?;
    Ok(StatusCode::CREATED)
}

/// `GET cases`
pub async fn list(State(app): State<Arc<App>>, user: User) -> Result<Json<CaseList>, Failure> {
    let sender = sender(&app, &user)?;
    let cases = app
        .store
        .read(move |reader| read(reader, &sender.user))
        .await?;
    // Nobody gets an answer that the audit log does not tell of.
    let entry = sender.entry(
        Action::List,
        "case",
        cases.iter().map(|case| case.tag.0.0).collect(),
    );
    app.store.write(move |tx| tx.audit(&entry)).await?;
    Ok(Json(CaseList { cases }))
}

fn read(reader: &Reader<'_>, user: &UserId) -> Result<Vec<CaseJson>, StoreError> {
    let damaged = |_| StoreError::Damaged("wrap");
    let cases = reader.cases_of_member(&user.0)?.into_iter().map(|tag| {
        let epochs = reader.epochs(&tag, &user.0)?.into_iter().map(|epoch| {
            let wrap = epoch
                .wrap
                .map(|wrap| Wrap::from_cbor(&wrap).map_err(damaged))
                .transpose()?;
            Ok(EpochJson {
                statement: B64(epoch.statement),
                wrap: wrap.as_ref().map(WrapJson::from),
            })
        });
        let cards = reader.cards(&tag)?.into_iter().map(|card| {
            let header = peek(&card.body).map_err(|_| StoreError::Damaged("card"))?;
            Ok(CardState {
                device: Hex(DeviceId(card.device)),
                object: Hex(header.object),
                version: header.version,
            })
        });
        Ok(CaseJson {
            tag: Hex(CaseTag(tag)),
            epochs: epochs.collect::<Result<_, StoreError>>()?,
            headers: reader
                .headers(&tag)?
                .into_iter()
                .map(shown)
                .collect::<Result<_, _>>()?,
            cards: cards.collect::<Result<_, StoreError>>()?,
        })
    });
    cases.collect()
}
