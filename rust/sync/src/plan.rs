//! What to ask: the next records to push, the next pull, the subjects to prove.

use std::collections::BTreeSet;

use homeward_protocol::sync::{CardItem, FormItem, Pull, Push, PushItem, ReturnItem};
use homeward_seal::{
    Bytes, CaseTag, Cbor, Class, DeviceId, Digest, DirectoryRequest, DirectoryView, HeadRef,
    ReceiptPoint, RecordId, RecordRef, SealedRecord, SealedTally, Signed, StateChange,
    StatementType, SubjectId, UserId, Wrap, sealed::peek, statement::FormStatement,
};
use homeward_vault::{Outbox, Sealed, SealedState, VaultError};

use crate::{CURSOR, DEVICE, INVITED_AT, RECEIPT, error::SyncError, kind};

/// A push is about so big at most, so that a bad line gets something through.
const PIECE: usize = 16 * 1024;
/// Objects in one answer of a pull.
const PULL_LIMIT: u16 = 32;
/// Refusals that a repetition can't change.
const FINAL: [&str; 3] = ["HW-200", "HW-201", "HW-204"];

/// One item of a push as it is kept in the outbox.
#[must_use]
pub fn push_item(record: &SealedRecord, wraps: &[Wrap], tallies: &[SealedTally]) -> Vec<u8> {
    PushItem {
        record: Bytes(record.bytes().to_vec()),
        wraps: wraps.to_vec(),
        tallies: tallies.iter().map(|t| Bytes(t.bytes().to_vec())).collect(),
    }
    .to_cbor()
}

/// Whether the reason of a refusal may be over, so that the record is worth another try.
fn may_be_over(row: &Sealed) -> bool {
    row.reason
        .as_deref()
        .is_none_or(|code| !FINAL.contains(&code))
}

/// Records that were refused for a reason that may be over are tried again.
pub(crate) fn retry(outbox: &Outbox) -> Result<(), SyncError> {
    for row in outbox.sealed()? {
        if row.state == SealedState::Refused && may_be_over(&row) {
            outbox.retry_refused(row.record)?;
        }
    }
    Ok(())
}

/// The devices whose records go to the institution of `view`: the one that this phone is, and those that it
/// was there. What others sealed stays until the phone is connected to their institution again.
///
/// # Errors
/// When storage fails.
pub fn senders(outbox: &Outbox, view: &DirectoryView) -> Result<Vec<[u8; 16]>, VaultError> {
    let own = outbox.value(DEVICE)?.and_then(|b| DeviceId::from_slice(&b));
    let mut devices = Vec::from_iter(own.map(|own| own.0));
    for sender in outbox.senders()? {
        if sender.tenant == view.tenant().0 {
            devices.push(sender.device);
        }
    }
    Ok(devices)
}

/// How many records of the institution of `view` wait for a receipt that its server may still give. What was
/// refused for good is not among them: no key could send it.
///
/// # Errors
/// When storage fails.
pub fn outstanding(outbox: &Outbox, view: &DirectoryView) -> Result<u32, VaultError> {
    let devices = senders(outbox, view)?;
    let waits = |row: &&Sealed| match row.state {
        SealedState::Saved | SealedState::Sending => true,
        SealedState::Refused => may_be_over(row),
        SealedState::Sent => false,
    };
    let ours = |row: &&Sealed| devices.contains(&row.device);
    let rows = outbox.sealed()?;
    Ok(rows.iter().filter(ours).filter(waits).count() as u32)
}

/// The next piece of a device's push, marked as being sent; `None` when nothing waits.
pub(crate) fn push(
    outbox: &Outbox,
    device: DeviceId,
    now: i64,
) -> Result<Option<(Vec<u8>, Vec<RecordRef>)>, SyncError> {
    let mut items = Vec::new();
    let mut records = Vec::new();
    let mut size = 0;
    for row in outbox.to_send(device.0, now)? {
        let bytes = outbox.push_item(row.record, row.digest)?;
        if size > 0 && size + bytes.len() > PIECE {
            break;
        }
        size += bytes.len();
        items.push(
            PushItem::from_cbor(&bytes).map_err(|_| SyncError::Storage(VaultError::Damaged))?,
        );
        records.push(RecordRef {
            id: RecordId(row.record),
            digest: Digest(row.digest),
        });
    }
    if items.is_empty() {
        return Ok(None);
    }
    let marks: Vec<_> = records.iter().map(|r| (r.id.0, r.digest.0)).collect();
    outbox.mark_sending(&marks)?;
    Ok(Some((Push { items }.to_cbor(), records)))
}

/// The next pull.
pub(crate) fn pull(outbox: &Outbox, view: &DirectoryView) -> Result<Vec<u8>, SyncError> {
    let receipt = match outbox.value(RECEIPT)? {
        Some(bytes) => ReceiptPoint::from_cbor(&bytes).ok(),
        None => None,
    };
    let mut directory = view.request(&subjects(outbox, view)?);
    let heads = unproven(outbox, view)?;
    directory.seen = (!heads.is_empty()).then_some(heads);
    let pull = Pull {
        cursor: Bytes(outbox.value(CURSOR)?.unwrap_or_default()),
        directory,
        receipt,
        limit: PULL_LIMIT,
    };
    Ok(pull.to_cbor())
}

/// What this phone asks the directory about: itself, the institution, and whatever the items in its
/// inbox name.
///
/// # Errors
/// When storage fails.
pub fn subjects(
    outbox: &Outbox,
    view: &DirectoryView,
) -> Result<Vec<(StatementType, SubjectId)>, VaultError> {
    let tenant = SubjectId::from(view.tenant());
    let mut wanted = BTreeSet::from([
        (StatementType::LogKey, tenant),
        (StatementType::Settings, tenant),
        (StatementType::ReceiptKey, tenant),
        (StatementType::StatisticsKey, Class::Ordinary.into()),
        (StatementType::StatisticsKey, Class::Restricted.into()),
    ]);
    if let Some(device) = outbox.value(DEVICE)?.and_then(|b| DeviceId::from_slice(&b)) {
        wanted.insert((StatementType::Device, device.into()));
        wanted.insert((StatementType::Revocation, device.into()));
        if let Some(found) = view.device(&device) {
            person(&mut wanted, found.user);
        }
    }
    for item in outbox.inbox(u32::MAX)? {
        match item.kind {
            kind::CARD => {
                let Ok(card) = CardItem::from_cbor(&item.bytes) else {
                    continue;
                };
                object(&mut wanted, &card.card);
            }
            kind::RETURN => {
                let Ok(returned) = ReturnItem::from_cbor(&item.bytes) else {
                    continue;
                };
                object(&mut wanted, &returned.object);
                // a worker's other device may have written the record
                if let Ok(record) = SealedRecord::parse(&returned.record) {
                    let device = SubjectId::from(record.header().device);
                    wanted.insert((StatementType::Device, device));
                    wanted.insert((StatementType::Revocation, device));
                }
            }
            kind::STATE => {
                let Ok(state) = Signed::<StateChange>::parse(&item.bytes).and_then(|s| s.claims())
                else {
                    continue;
                };
                author(&mut wanted, state.case, state.user);
            }
            kind::FORM => {
                let Ok(form) = FormItem::from_cbor(&item.bytes) else {
                    continue;
                };
                wanted.insert((StatementType::Form, FormStatement::subject(&form.form)));
            }
            _ => {}
        }
    }
    Ok(wanted.into_iter().collect())
}

/// The head that an invitation named, as long as it is not proven.
pub(crate) fn invited_at(outbox: &Outbox) -> Result<Option<HeadRef>, VaultError> {
    let bytes = outbox.value(INVITED_AT)?;
    let read = |bytes: Vec<u8>| HeadRef::from_cbor(&bytes).map_err(|_| VaultError::Damaged);
    bytes.map(read).transpose()
}

/// The heads to be proven, as many as a server answers: that of the invitation in any case.
fn unproven(outbox: &Outbox, view: &DirectoryView) -> Result<Vec<HeadRef>, VaultError> {
    let invited = view.unseen(invited_at(outbox)?);
    let mut heads = view.unseen(heads(outbox)?);
    heads.truncate(DirectoryRequest::HEADS_MOST - invited.len());
    Ok(view.unseen(heads.into_iter().chain(invited)))
}

/// The directory heads that the authors of what waits in the inbox had seen.
fn heads(outbox: &Outbox) -> Result<Vec<HeadRef>, VaultError> {
    let object = |bytes: &[u8]| Some(peek(bytes).ok()?.head);
    let mut heads = Vec::new();
    for item in outbox.inbox(u32::MAX)? {
        match item.kind {
            kind::CARD => {
                let card = CardItem::from_cbor(&item.bytes).ok();
                heads.extend(card.and_then(|card| object(&card.card)));
            }
            kind::RETURN => {
                if let Ok(returned) = ReturnItem::from_cbor(&item.bytes) {
                    heads.extend(object(&returned.object));
                    let record = SealedRecord::parse(&returned.record).ok();
                    heads.extend(record.map(|record| record.header().head));
                }
            }
            kind::STATE => {
                let state = Signed::<StateChange>::parse(&item.bytes).and_then(|s| s.claims());
                heads.extend(state.ok().map(|state| state.head));
            }
            _ => {}
        }
    }
    Ok(heads)
}

fn object(wanted: &mut BTreeSet<(StatementType, SubjectId)>, bytes: &[u8]) {
    if let Ok(header) = peek(bytes) {
        author(wanted, header.case, header.author);
    }
}

fn author(wanted: &mut BTreeSet<(StatementType, SubjectId)>, case: CaseTag, user: UserId) {
    wanted.insert((StatementType::Epoch, case.into()));
    person(wanted, user);
}

fn person(wanted: &mut BTreeSet<(StatementType, SubjectId)>, user: UserId) {
    wanted.insert((StatementType::User, user.into()));
    wanted.insert((StatementType::Revocation, user.into()));
}
