//! What the statistics office gets from the server, and what comes back: tallies out, releases in.
//!
//! Invariant: tallies leave sealed, shuffled, without record, case, device or time; a release comes
//! in only when a user of the statistics office, by the directory, signed it and it obeys the
//! disclosure rules that it names.

use std::path::Path;

use anyhow::Context as _;
use homeward_seal::cbor::Bytes;
use homeward_seal::directory::Directory;
use homeward_seal::statement::Role;
use homeward_seal::{Digest, KeyId, PeriodId, TenantId, VerifyingKey};
use homeward_tally::export;
use homeward_tally::release::{self, Release};

use crate::random::{Draw, RandomSource};
use crate::store::{Action, Actor, AuditEntry, Purpose, Store, StoreError};

fn entry(action: Action, kind: &'static str, now_ms: i64) -> AuditEntry {
    AuditEntry {
        time_ms: now_ms,
        actor: Actor::Operator,
        action,
        purpose: Purpose::Statistics,
        kind: kind.into(),
        objects: Vec::new(),
    }
}

/// The export file of a period from the store in `data`, and how many tallies it holds.
///
/// # Errors
/// When the store cannot be read.
pub async fn export(
    data: &Path,
    period: &PeriodId,
    now_ms: i64,
    random: &dyn RandomSource,
) -> anyhow::Result<(Vec<u8>, usize)> {
    let store = Store::open(data, None).context("cannot open the store")?;
    let wanted = period.as_str().to_owned();
    let (tallies, statements) = store
        .read(move |reader| {
            Ok::<_, StoreError>((reader.tallies(&wanted)?, reader.statements(0, u32::MAX)?))
        })
        .await?;
    store
        .write(move |tx| tx.audit(&entry(Action::Disclose, "tally", now_ms)))
        .await?;
    let tallies: Vec<Vec<u8>> = tallies.into_iter().map(|(_, sealed)| sealed).collect();
    let statements = statements
        .into_iter()
        .map(|(_, body)| Bytes(body))
        .collect();
    let tenant = TenantId(store.tips().tenant);
    let count = tallies.len();
    let file = export::write(
        tenant,
        period.clone(),
        statements,
        tallies,
        &mut Draw(random),
    );
    Ok((file, count))
}

/// Verifies a release against the directory and publishes it in the store in `data`. The same
/// again changes nothing. Answers the release's id.
///
/// # Errors
/// When it is not signed by the statistics office, is another institution's, or shows what the
/// disclosure rules hide.
pub async fn publish(data: &Path, text: Vec<u8>, now_ms: i64) -> anyhow::Result<Digest> {
    let store = Store::open(data, None).context("cannot open the store")?;
    let tips = store.tips();
    let verified = verify(&tips.directory, &text)?;
    let period = verified
        .periods
        .last()
        .context("the release has no period")?
        .id
        .clone();
    let id = Digest::of(&text);
    store
        .write(move |tx| {
            if tx.add_release(&id.0, &period, &text, now_ms)? {
                tx.audit(&entry(Action::Create, "release", now_ms))?;
            }
            Ok::<_, StoreError>(())
        })
        .await?;
    Ok(id)
}

/// Reads a release and verifies it against a directory.
///
/// # Errors
/// As for [`publish`].
pub fn verify(directory: &Directory, text: &[u8]) -> anyhow::Result<Release> {
    let (_, key) = release::check::parse(text)?;
    let key = office_key(directory, &key).context(
        "the release is not signed by anybody whom the directory calls statistics office",
    )?;
    let verified = release::verify(text, &key)?;
    anyhow::ensure!(
        TenantId::from_hex(&verified.tenant) == Some(directory.tenant()),
        "the release is another institution's"
    );
    Ok(verified)
}

/// The key of that id, if a user of the statistics office has it now.
fn office_key(directory: &Directory, key: &KeyId) -> Option<VerifyingKey> {
    directory
        .users()
        .filter(|(_, user)| user.role == Role::StatisticsOffice && user.revoked.is_none())
        .filter_map(|(_, user)| user.signing)
        .find(|signing| signing.id() == *key)
}
