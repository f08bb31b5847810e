//! Keeping what a member says about a record: state changes with notes, returns.
//!
//! Invariant: each is signed by the user who sends it, names the exact version (record id and
//! digest) that it is sent to, and is kept only for a member of the case now.

use homeward_seal::sealed::{Note, Return, SealedObject};
use homeward_seal::{
    CaseTag, Cbor as _, Digest, RecordRef, ReviewState, Signed, StateChange, UserId,
};

use homeward_protocol::Code;

use crate::http::Failure;
use crate::http::cases::{Incoming, Sender, to_current_epoch};
use crate::store::{Action, NewReturn, NewState, RecordBytes, SealedBytes, Tx};

/// A record of a case of which the sender is a member now.
fn own_record(tx: &Tx<'_>, sender: Sender, record: &RecordRef) -> Result<RecordBytes, Failure> {
    let found = tx
        .reader()
        .record_for_member(&record.id.0, &record.digest.0, &sender.user.0)?;
    Ok(found.ok_or(Code::NotFound)?)
}

fn kept(incoming: &Incoming) -> SealedBytes {
    SealedBytes {
        body: incoming.object.clone(),
        wraps: incoming.wraps.to_cbor(),
    }
}

fn signing_key(tx: &Tx<'_>, user: &UserId) -> Result<homeward_seal::VerifyingKey, Failure> {
    let user = tx.tips().directory.user(user);
    Ok(user
        .and_then(|user| user.signing)
        .ok_or(Code::ObjectRefused)?)
}

/// Keeps a state change of a record, with its sealed note. `returns` says whether returns come with
/// it: "returned" is said with them and only with them.
///
/// # Errors
/// When the record is not the sender's to see, or the change is not what it must be.
pub fn state(
    tx: &mut Tx<'_>,
    sender: Sender,
    record: &RecordRef,
    change: &[u8],
    note: Option<&Incoming>,
    returns: bool,
) -> Result<(), Failure> {
    let found = own_record(tx, sender, record)?;
    let signed = Signed::<StateChange>::parse(change).map_err(|error| Code::from(&error))?;
    let says = signed
        .verify(&signing_key(tx, &sender.user)?)
        .map_err(|_| Code::ObjectRefused)?;
    let about_this = says.tenant == tx.tips().directory.tenant()
        && says.case.0 == found.tag
        && says.record == *record
        && says.user == sender.user
        && says.state != ReviewState::Received
        && (says.state == ReviewState::Returned) == returns;
    if !about_this {
        return Err(Code::Malformed.into());
    }
    let note = match (says.note, note) {
        (None, None) => None,
        (Some(digest), Some(incoming)) => {
            Some(checked_note(tx, sender, &found, record, digest, incoming)?)
        }
        _ => return Err(Code::Malformed.into()),
    };
    let new = NewState {
        digest: signed.digest().0,
        record: record.id.0,
        record_digest: record.digest.0,
        device: found.device,
        state: says.state.number(),
        accepts: says.state == ReviewState::Accepted,
        author: sender.user.0,
        body: change,
        note: note.as_ref(),
    };
    if tx.add_state(&new, sender.now_ms)? {
        tx.audit(&sender.entry(Action::Change, "state", vec![record.id.0, found.tag]))?;
    }
    Ok(())
}

fn checked_note(
    tx: &Tx<'_>,
    sender: Sender,
    found: &RecordBytes,
    record: &RecordRef,
    digest: Digest,
    incoming: &Incoming,
) -> Result<SealedBytes, Failure> {
    let note = SealedObject::<Note>::parse(&incoming.object).map_err(|_| Code::Malformed)?;
    let header = note.header();
    let fits = note.digest() == digest
        && header.tenant == tx.tips().directory.tenant()
        && header.author == sender.user
        && header.about == Some(*record)
        && !incoming.wraps.is_empty();
    if !fits {
        return Err(Code::Malformed.into());
    }
    to_current_epoch(tx, &CaseTag(found.tag), &incoming.object)?;
    note.verify(&signing_key(tx, &sender.user)?)
        .map_err(|_| Code::ObjectRefused)?;
    Ok(kept(incoming))
}

/// Keeps returns of a record, each for one device that writes to the case.
///
/// # Errors
/// When the record is not the sender's to see, or a return is not what it must be.
pub fn returns(
    tx: &mut Tx<'_>,
    sender: Sender,
    record: &RecordRef,
    returns: &[Incoming],
) -> Result<(), Failure> {
    let found = own_record(tx, sender, record)?;
    for incoming in returns {
        let object =
            SealedObject::<Return>::parse(&incoming.object).map_err(|_| Code::Malformed)?;
        let header = object.header();
        let fits = header.tenant == tx.tips().directory.tenant()
            && header.author == sender.user
            && header.case.0 == found.tag
            && header.about == Some(*record)
            && !incoming.wraps.is_empty();
        let device = header.device.filter(|_| fits).ok_or(Code::Malformed)?;
        if !tx.reader().is_writer(&found.tag, &device.0)? {
            return Err(Code::Malformed.into());
        }
        object
            .verify(&signing_key(tx, &sender.user)?)
            .map_err(|_| Code::ObjectRefused)?;
        let new = NewReturn {
            digest: object.digest().0,
            record: record.id.0,
            record_digest: record.digest.0,
            device: device.0,
            version: u64::from(header.version),
            sealed: &kept(incoming),
        };
        if tx.add_return(&new, sender.now_ms)? {
            tx.audit(&sender.entry(Action::Change, "return", vec![record.id.0, found.tag]))?;
        }
    }
    Ok(())
}
