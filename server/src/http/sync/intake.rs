//! Taking in one record: what is checked, what is refused, what is only flagged.
//!
//! Invariant: identity is (record id, digest): the same again gives the same receipt, the same id
//! with another digest is refused and changes nothing. Refusals are only: malformed, too big,
//! unknown device, same id with another digest. Whatever else is odd (no writer of the case, an
//! unknown or ended epoch, a revoked device) is accepted, flagged, and shown to a person; its tallies
//! are held back until a member accepts it.

use homeward_protocol::Code;
use homeward_seal::directory::Known;
use homeward_seal::receipt::ReceiptPoint;
use homeward_seal::record::{RecordHeader, SealedRecord};
use homeward_seal::statement::LastValid;
use homeward_seal::tally::SealedTally;
use homeward_seal::{Cbor as _, DeviceId, RecordRef, SigningKey, StoreId, TenantId, Wrap};

use crate::store::{
    Action, Actor, AuditEntry, Hash, NewRecord, Purpose, ReceiptRow, StoreError, Tx,
};

/// Most wraps of one record.
const WRAPS_MOST: usize = 16;
/// Bytes of a wrap's sealed part: HPKE `enc` and a 32-byte key with its tag.
const WRAP_SEALED: usize = 32 + 32 + 16;

/// A record that passed every check that needs no database.
pub struct Checked {
    record: SealedRecord,
    wraps: Vec<Wrap>,
    tallies: Vec<SealedTally>,
    flagged: bool,
}

/// What became of a record.
pub enum Outcome {
    /// Kept now; the signed receipt.
    Stored(Vec<u8>),
    /// Kept before; the same signed receipt.
    Repeated(Vec<u8>),
    /// Not kept.
    Refused(Code),
}

/// Checks bytes from `device` against the directory.
///
/// # Errors
/// The refusal.
pub fn check(
    known: &Known,
    device: DeviceId,
    record: &[u8],
    wraps: Vec<Wrap>,
    tallies: &[&[u8]],
    now: u64,
) -> Result<Checked, Code> {
    let record = SealedRecord::parse(record).map_err(|error| Code::from(&error))?;
    let header = record.header();
    if header.tenant != known.tenant() {
        return Err(Code::RecordMalformed);
    }
    let sender = known.device(&device).ok_or(Code::UnknownDevice)?;
    if header.device != device {
        return Err(Code::UnknownDevice);
    }
    record
        .verify(&sender.signing)
        .map_err(|error| Code::from(&error))?;
    let fits = |wrap: &Wrap| wrap.sealed.len() == WRAP_SEALED;
    if wraps.is_empty() || wraps.len() > WRAPS_MOST || !wraps.iter().all(fits) {
        return Err(Code::RecordMalformed);
    }
    let tallies = tallies
        .iter()
        .map(|bytes| SealedTally::parse(bytes))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| Code::RecordTallies)?;
    record
        .check_tallies(&tallies)
        .map_err(|error| Code::from(&error))?;
    let one_of_each = tallies.is_sorted_by(|a, b| a.header().class < b.header().class);
    let ours = |tally: &SealedTally| tally.header().tenant == known.tenant();
    if !one_of_each || !tallies.iter().all(ours) {
        return Err(Code::RecordMalformed);
    }
    let flagged = is_odd(known, header, &record, now);
    Ok(Checked {
        record,
        wraps,
        tallies,
        flagged,
    })
}

/// Whether a member has to accept the record before it counts.
fn is_odd(known: &Known, header: &RecordHeader, record: &SealedRecord, now: u64) -> bool {
    let writer = known
        .epoch(&header.case, header.epoch)
        .is_some_and(|(digest, epoch)| {
            digest == header.epoch_statement && epoch.writers.binary_search(&header.device).is_ok()
        });
    let record = LastValid {
        case: header.case,
        sequence: header.sequence,
        digest: record.digest(),
    };
    !writer || known.is_after_the_end(&header.device, &record, now)
}

/// Keeps a checked record in this transaction, with its wraps, tallies, receipt and audit entry.
///
/// # Errors
/// [`StoreError`]; the caller's transaction is then undone.
pub fn keep(
    tx: &mut Tx<'_>,
    checked: &Checked,
    receipt_key: &SigningKey,
    now_ms: i64,
) -> Result<Outcome, StoreError> {
    let header = checked.record.header();
    let reference = checked.record.reference();
    match tx.reader().record_digest(&reference.id.0)? {
        Some(digest) if digest == reference.digest.0 => {
            let receipt = tx.reader().receipt_of(&reference.id.0)?;
            return receipt
                .map(Outcome::Repeated)
                .ok_or(StoreError::Damaged("receipt"));
        }
        Some(_) => {
            tx.audit(&entry(header, Action::Refuse, now_ms))?;
            return Ok(Outcome::Refused(Code::RecordConflict));
        }
        None => {}
    }
    let receipt = receipt(tx, reference, header.tenant, receipt_key, now_ms);
    let record = NewRecord {
        id: header.record.0,
        digest: reference.digest.0,
        tag: header.case.0,
        epoch: u64::from(header.epoch),
        form: header.form.0,
        device: header.device.0,
        sequence: header.sequence,
        previous: header.previous.0,
        replaces: header
            .replaces
            .map(|replaced| (replaced.id.0, replaced.digest.0)),
        body: checked.record.bytes().to_vec(),
        flagged: checked.flagged,
    };
    tx.add_record(&record, receipt.n, now_ms)?;
    for wrap in &checked.wraps {
        tx.add_record_wrap(&record.id, &wrap.recipient.0, &wrap.to_cbor())?;
    }
    for tally in &checked.tallies {
        let of = tally.header();
        let digest = tally.digest().0;
        let (class, period) = (of.class.number(), of.period.as_str());
        if checked.flagged {
            tx.hold_tally(&record.id, &digest, class, period, tally.bytes())?;
        } else {
            tx.add_tally(&digest, class, period, tally.bytes())?;
        }
    }
    tx.add_receipt(&receipt)?;
    tx.audit(&entry(header, Action::Create, now_ms))?;
    Ok(Outcome::Stored(receipt.body))
}

fn receipt(
    tx: &Tx<'_>,
    record: RecordRef,
    tenant: TenantId,
    key: &SigningKey,
    now_ms: i64,
) -> ReceiptRow {
    let tips = tx.tips();
    let mut point = ReceiptPoint {
        store: StoreId(tips.store),
        number: tips.receipts.n,
        chain: homeward_seal::Digest(tips.receipts.hash),
    };
    let seconds = u64::try_from(now_ms / 1000).unwrap_or(0);
    let signed = point.issue(tenant, record, seconds, key);
    let chain: Hash = point.chain.0;
    ReceiptRow {
        n: point.number,
        record: record.id.0,
        digest: record.digest.0,
        chain,
        body: signed.bytes().to_vec(),
    }
}

fn entry(header: &RecordHeader, action: Action, now_ms: i64) -> AuditEntry {
    AuditEntry {
        time_ms: now_ms,
        actor: Actor::Device(header.device.0),
        action,
        purpose: Purpose::Sync,
        kind: "record".into(),
        objects: vec![header.record.0, header.case.0],
    }
}
