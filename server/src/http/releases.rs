//! Published releases, byte for byte as they were signed. There is no way from here to a record.

use std::sync::Arc;

use axum::extract::{Path, State};
use homeward_protocol::forms::{ReleaseJson, ReleaseList};
use homeward_protocol::{Code, Hex};
use homeward_seal::Digest;
use homeward_seal::statement::Role;

use super::body::{Exact, Json};
use super::guard::User;
use super::{App, Failure, path};

const READERS: &[Role] = &[Role::Coordinator, Role::StatisticsOffice];

/// `GET releases`
pub async fn list(State(app): State<Arc<App>>, user: User) -> Result<Json<ReleaseList>, Failure> {
    user.must_be(READERS)?;
    let rows = app.store.read(|reader| reader.releases()).await?;
    let releases = rows.into_iter().map(|row| ReleaseJson {
        id: Hex(Digest(row.id)),
        period: row.period,
        published: u64::try_from(row.published_ms / 1000).unwrap_or(0),
    });
    Ok(Json(ReleaseList {
        releases: releases.collect(),
    }))
}

/// `GET releases/{id}`
pub async fn one(
    State(app): State<Arc<App>>,
    user: User,
    Path(id): Path<String>,
) -> Result<Exact, Failure> {
    user.must_be(READERS)?;
    let id: Digest = path::id(&id)?;
    let body = app.store.read(move |reader| reader.release(&id.0)).await?;
    Ok(Exact("application/json", body.ok_or(Code::NotFound)?))
}
