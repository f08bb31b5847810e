//! What an officer does with a record: change its state, write a note, send it back.
//!
//! Invariant: each names the exact version that was opened.

use homeward_protocol::B64;
use homeward_protocol::cases::SealedJson;
use homeward_protocol::review::{ChangeState, RecordAnswer, SendBack};
use homeward_seal::{
    Comment, Digest, NewObject, Note, ObjectId, Recipient, Return, ReviewState, SUITE,
    SealedObject, Signed, StateChange,
};
use serde::Deserialize;

use crate::cases::seal;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::message::Moment;
use crate::record::Opened;

/// `state`: a signed state change, with a sealed note if there is one. `Accepted` accepts a flagged
/// record: it counts from then on.
#[derive(Deserialize)]
pub(crate) struct ChangeTo {
    answer: RecordAnswer,
    /// Number of the review state.
    state: u8,
    note: Option<String>,
}

fn sealed_note(
    desk: &Desk,
    moment: &mut Moment,
    opened: &Opened<'_>,
    text: &str,
) -> Result<(SealedJson, Digest), Failure> {
    let (number, (statement, key)) = opened
        .case
        .epochs
        .pairs()
        .last()
        .ok_or(Failure::CannotOpen)?;
    let new = NewObject {
        tenant: desk.tenant()?,
        object: ObjectId::random(&mut moment.random),
        case: opened.record.header().case,
        recipient: Recipient::Epoch(*number, *statement),
        version: 1,
        author: desk.user()?.user,
        head: desk.head()?,
        about: Some(opened.record.reference()),
    };
    let note = Note {
        text: text.to_owned(),
        time: moment.seconds,
    };
    let sealed = seal(&new, &note, desk.user()?, &[key.sealing_key()], moment)?;
    let digest = SealedObject::<Note>::parse(&sealed.object)
        .map_err(|_| Failure::Object)?
        .digest();
    Ok((sealed, digest))
}

fn change(
    desk: &Desk,
    moment: &Moment,
    opened: &Opened<'_>,
    state: ReviewState,
    note: Option<Digest>,
) -> Result<B64, Failure> {
    let me = desk.user()?;
    let change = StateChange {
        suite: SUITE,
        tenant: desk.tenant()?,
        case: opened.record.header().case,
        record: opened.record.reference(),
        state,
        user: me.user,
        time: moment.seconds,
        head: desk.head()?,
        note,
    };
    Ok(B64(Signed::sign(&change, &me.keys.signing)
        .bytes()
        .to_vec()))
}

pub(crate) fn state(
    desk: &Desk,
    moment: &mut Moment,
    message: ChangeTo,
) -> Result<ChangeState, Failure> {
    let state = match ReviewState::from_number(message.state) {
        Some(ReviewState::Received | ReviewState::Returned) | None => return Err(Failure::Field),
        Some(state) => state,
    };
    let opened = Opened::of(desk, &message.answer)?;
    let note = match message.note.as_deref().map(str::trim) {
        Some(text) if !text.is_empty() => Some(sealed_note(desk, moment, &opened, text)?),
        _ => None,
    };
    let digest = note.as_ref().map(|(_, digest)| *digest);
    Ok(ChangeState {
        change: change(desk, moment, &opened, state, digest)?,
        note: note.map(|(note, _)| note),
    })
}

/// A comment on one question, or on the whole record.
#[derive(Deserialize)]
pub(crate) struct CommentOn {
    path: Option<String>,
    text: String,
}

/// `return`: sends a record back to the device that wrote it.
#[derive(Deserialize)]
pub(crate) struct SendBackWith {
    answer: RecordAnswer,
    comments: Vec<CommentOn>,
}

pub(crate) fn send_back(
    desk: &Desk,
    moment: &mut Moment,
    message: SendBackWith,
) -> Result<SendBack, Failure> {
    let comments: Vec<Comment> = message
        .comments
        .into_iter()
        .map(|comment| Comment {
            path: comment.path,
            text: comment.text.trim().to_owned(),
        })
        .filter(|comment| !comment.text.is_empty())
        .collect();
    if comments.is_empty() {
        return Err(Failure::Field);
    }
    let opened = Opened::of(desk, &message.answer)?;
    let header = opened.record.header();
    let device = desk
        .directory()?
        .device(&header.device)
        .filter(|device| device.revoked.is_none())
        .ok_or(Failure::Unknown)?;
    let record_key = opened
        .verified()?
        .rewrap(&opened.content, &device.sealing, &mut moment.random)
        .map_err(|_| Failure::Unknown)?;
    let new = NewObject {
        tenant: desk.tenant()?,
        object: ObjectId::random(&mut moment.random),
        case: header.case,
        recipient: Recipient::Device(header.device),
        version: 1,
        author: desk.user()?.user,
        head: desk.head()?,
        about: Some(opened.record.reference()),
    };
    let text: Vec<&str> = comments
        .iter()
        .map(|comment| comment.text.as_str())
        .collect();
    let (note, digest) = sealed_note(desk, moment, &opened, &text.join("\n"))?;
    let returned = Return {
        comments,
        record_key,
    };
    Ok(SendBack {
        returns: vec![seal(
            &new,
            &returned,
            desk.user()?,
            &[device.sealing],
            moment,
        )?],
        change: change(desk, moment, &opened, ReviewState::Returned, Some(digest))?,
        note: Some(note),
    })
}
