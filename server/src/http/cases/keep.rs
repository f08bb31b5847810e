//! Keeping what a case team signs: epochs with their wraps, header fields, cards.
//!
//! Invariant: each object is verified against the directory inside the transaction that keeps it:
//! its signer is the user who sends it and a member now, and it is sealed to the case's current
//! epoch or to one of its writers. What is not the user's case answers like an unknown one.

use homeward_seal::sealed::{Card, CaseField, SealedBody, SealedObject, peek};
use homeward_seal::statement::{Body, EpochStatement, Statement};
use homeward_seal::{CaseTag, Cbor as _, Digest, Kind, UserId, Wrap};

use homeward_protocol::Code;

use crate::http::Failure;
use crate::store::{Action, Actor, AuditEntry, Membership, NewEpoch, Purpose, SealedBytes, Tx};

/// A sealed object and its content key's wraps, as they came.
pub struct Incoming {
    /// Exact bytes of the object.
    pub object: Vec<u8>,
    /// Its wraps.
    pub wraps: Vec<Wrap>,
}

impl Incoming {
    fn kept(&self) -> SealedBytes {
        SealedBytes {
            body: self.object.clone(),
            wraps: self.wraps.to_cbor(),
        }
    }
}

/// Who sends, and when.
#[derive(Clone, Copy)]
pub struct Sender {
    /// The signed-in user.
    pub user: UserId,
    /// Unix milliseconds.
    pub now_ms: i64,
}

impl Sender {
    /// An audit entry about things of a case.
    pub fn entry(&self, action: Action, kind: &'static str, objects: Vec<[u8; 16]>) -> AuditEntry {
        AuditEntry {
            time_ms: self.now_ms,
            actor: Actor::User(self.user.0),
            action,
            purpose: Purpose::Review,
            kind: kind.into(),
            objects,
        }
    }
}

/// What the user is in a case now.
///
/// # Errors
/// [`Code::NotFound`] for no member and for an unknown case alike.
pub fn membership(tx: &Tx<'_>, tag: &CaseTag, user: &UserId) -> Result<Membership, Failure> {
    Ok(tx
        .reader()
        .membership(&tag.0, &user.0)?
        .ok_or(Code::NotFound)?)
}

/// Appends an epoch to the directory and keeps its key's wraps, one for each member.
///
/// # Errors
/// When the directory refuses it, it is not signed by the sender, or a wrap is missing.
pub fn epoch(
    tx: &mut Tx<'_>,
    sender: Sender,
    statement: &[u8],
    wraps: &[Wrap],
) -> Result<CaseTag, Failure> {
    let statement = Statement::parse(statement).map_err(|_| Code::Malformed)?;
    let Body::Epoch(body) = statement.body() else {
        return Err(Code::Malformed.into());
    };
    if statement.issuers() != [sender.user.into()] {
        return Err(Code::ObjectRefused.into());
    }
    let known = tx
        .tips()
        .directory
        .epoch(&body.case, body.number)
        .map(|(digest, _)| digest);
    if known == Some(statement.digest()) {
        // The same again: it was kept, with its wraps.
        membership(tx, &body.case, &sender.user)?;
        return Ok(body.case);
    }
    let members = members(tx, body, wraps)?;
    tx.append_statement(&statement)?
        .map_err(|_| Code::StatementRight)?;
    let new = NewEpoch {
        tag: body.case.0,
        epoch: u64::from(body.number),
        digest: statement.digest().0,
        body: statement.bytes().to_vec(),
        members,
        writers: body.writers.iter().map(|device| device.0).collect(),
    };
    tx.add_epoch(&new, sender.now_ms)?;
    let action = if body.number == 1 {
        Action::Create
    } else {
        Action::Change
    };
    tx.audit(&sender.entry(action, "case", vec![body.case.0]))?;
    Ok(body.case)
}

/// Each member with the wrap that is for the member's key.
fn members(
    tx: &Tx<'_>,
    body: &EpochStatement,
    wraps: &[Wrap],
) -> Result<Vec<([u8; 16], bool, Vec<u8>)>, Failure> {
    let directory = &tx.tips().directory;
    body.members
        .iter()
        .map(|member| {
            let key = directory
                .user(member)
                .and_then(|user| user.sealing)
                .ok_or(Code::StatementRight)?;
            let wrap = Wrap::find(wraps, &key).ok_or(Code::Malformed)?;
            Ok((member.0, *member == body.lead, wrap.to_cbor()))
        })
        .collect()
}

/// Parses an object of a case and verifies that the sender signed it.
fn signed_by<T: SealedBody>(
    tx: &Tx<'_>,
    sender: Sender,
    incoming: &Incoming,
) -> Result<SealedObject<T>, Failure> {
    let object = SealedObject::<T>::parse(&incoming.object).map_err(|_| Code::Malformed)?;
    let directory = &tx.tips().directory;
    let header = object.header();
    if header.tenant != directory.tenant()
        || header.author != sender.user
        || incoming.wraps.is_empty()
    {
        return Err(Code::Malformed.into());
    }
    let key = directory
        .user(&sender.user)
        .and_then(|user| user.signing)
        .ok_or(Code::ObjectRefused)?;
    object.verify(&key).map_err(|_| Code::ObjectRefused)?;
    Ok(object)
}

/// Keeps header fields of a case.
///
/// # Errors
/// When one is malformed, of another case, not signed by the sender, or sealed to another epoch
/// than the current one.
pub fn headers(
    tx: &mut Tx<'_>,
    sender: Sender,
    tag: &CaseTag,
    fields: &[Incoming],
) -> Result<(), Failure> {
    membership(tx, tag, &sender.user)?;
    for incoming in fields {
        let object = signed_by::<CaseField>(tx, sender, incoming)?;
        to_current_epoch(tx, tag, &incoming.object)?;
        tx.add_header(&tag.0, &object.digest().0, &incoming.kept(), sender.now_ms)?;
    }
    tx.audit(&sender.entry(Action::Change, "case", vec![tag.0]))?;
    Ok(())
}

/// Refuses an object that is not for this case's team as it is now.
pub fn to_current_epoch(tx: &Tx<'_>, tag: &CaseTag, object: &[u8]) -> Result<(), Failure> {
    let header = peek(object).map_err(|_| Code::Malformed)?;
    let (digest, epoch) = tx
        .tips()
        .directory
        .current_epoch(tag)
        .ok_or(Code::NotFound)?;
    if header.case != *tag {
        return Err(Code::Malformed.into());
    }
    if header.epoch != Some(epoch.number) || header.epoch_statement != Some(digest) {
        return Err(Code::ObjectOld.into());
    }
    Ok(())
}

/// Keeps cards of a case, each for one of its writers.
///
/// # Errors
/// When one is malformed, of another case, not signed by the sender, for a device that is no
/// writer, or of a version that is not higher than the one kept.
pub fn cards(
    tx: &mut Tx<'_>,
    sender: Sender,
    tag: &CaseTag,
    cards: &[Incoming],
) -> Result<(), Failure> {
    membership(tx, tag, &sender.user)?;
    for incoming in cards {
        let object = signed_by::<Card>(tx, sender, incoming)?;
        let header = object.header();
        debug_assert_eq!(header.kind, Kind::Card);
        let device = header
            .device
            .filter(|_| header.case == *tag)
            .ok_or(Code::Malformed)?;
        if !tx.reader().is_writer(&tag.0, &device.0)? {
            return Err(Code::Malformed.into());
        }
        let digest: Digest = object.digest();
        let version = u64::from(header.version);
        let put = tx.put_card(
            &tag.0,
            &device.0,
            version,
            &digest.0,
            &incoming.kept(),
            sender.now_ms,
        )?;
        let same = tx.reader().card_version(&tag.0, &device.0)? == Some((version, digest.0));
        if !put && !same {
            return Err(Code::ObjectOld.into());
        }
    }
    tx.audit(&sender.entry(Action::Change, "card", vec![tag.0]))?;
    Ok(())
}
