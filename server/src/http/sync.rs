//! Push and pull of a device.
//!
//! Invariant: both can be cut at any byte and repeated. A push is answered after its transaction is
//! on disk; a pull moves nothing on the server.

mod intake;
mod pull;

use std::sync::Arc;

use axum::extract::State;
use homeward_protocol::Code;
use homeward_protocol::sync::{Pull, PullAnswer, Push, PushAnswer, PushResult, Refusal as Shown};
use homeward_seal::cbor::Bytes;
use homeward_seal::{DeviceId, SigningKey};

use self::intake::{Checked, Outcome};
use super::body::Cbor;
use super::guard::Device;
use super::{App, Failure};
use crate::metrics::count;
use crate::store::{StoreError, Tx};

/// Most records in one push.
const ITEMS_MOST: usize = 256;

/// `POST sync/push`
pub async fn push(
    State(app): State<Arc<App>>,
    device: Device,
    Cbor(Push { items }): Cbor<Push>,
) -> Result<Cbor<PushAnswer>, Failure> {
    if items.len() > ITEMS_MOST {
        return Err(Code::TooBig.into());
    }
    let tips = app.tips();
    let now_ms = app.clock.now_ms();
    let now = app.clock.now_seconds();
    let checked = items.into_iter().map(|item| {
        let tallies: Vec<&[u8]> = item.tallies.iter().map(|tally| &tally[..]).collect();
        intake::check(
            &tips.directory,
            DeviceId(device.id),
            &item.record,
            item.wraps,
            &tallies,
            now,
        )
    });
    let checked: Vec<Result<Checked, Code>> = checked.collect();
    let key = app.keys.receipt.clone();
    let outcomes = app
        .store
        .write(move |tx| keep(tx, &checked, &key, now_ms))
        .await?;
    let results = outcomes.into_iter().map(|outcome| shown(&app, outcome));
    Ok(Cbor(PushAnswer {
        results: results.collect(),
    }))
}

fn keep(
    tx: &mut Tx<'_>,
    checked: &[Result<Checked, Code>],
    key: &SigningKey,
    now_ms: i64,
) -> Result<Vec<Outcome>, StoreError> {
    let one = |checked: &Result<Checked, Code>| match checked {
        Ok(checked) => intake::keep(tx, checked, key, now_ms),
        Err(code) => Ok(Outcome::Refused(*code)),
    };
    checked.iter().map(one).collect()
}

fn shown(app: &App, outcome: Outcome) -> PushResult {
    let (counter, result) = match outcome {
        Outcome::Stored(receipt) => (
            &app.metrics.records_stored,
            PushResult {
                receipt: Some(Bytes(receipt)),
                refusal: None,
            },
        ),
        Outcome::Repeated(receipt) => (
            &app.metrics.records_repeated,
            PushResult {
                receipt: Some(Bytes(receipt)),
                refusal: None,
            },
        ),
        Outcome::Refused(code) => (
            &app.metrics.records_refused,
            PushResult {
                receipt: None,
                refusal: Some(Shown::from(code)),
            },
        ),
    };
    count(counter);
    result
}

/// `POST sync/pull`
pub async fn pull(
    State(app): State<Arc<App>>,
    device: Device,
    Cbor(pull): Cbor<Pull>,
) -> Result<Cbor<PullAnswer>, Failure> {
    let answer = pull::answer(&app, DeviceId(device.id), pull).await?;
    count(&app.metrics.pulls);
    Ok(Cbor(answer))
}
