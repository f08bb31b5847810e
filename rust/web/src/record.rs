//! Records: the queue, and one record opened, verified and shown in a language.
//!
//! Invariant: nothing is shown of a record whose device signature does not verify. A record is
//! shown in the form version in which it was written.

use std::collections::BTreeMap;
use std::sync::Arc;

use homeward_checkin::{Checkin, State, difference};
use homeward_form::Form;
use homeward_protocol::cases::SealedJson;
use homeward_protocol::review::{Queue, RecordAnswer, RecordRefJson};
use homeward_protocol::{B64, Hex};
use homeward_seal::record::{AnswerState, VerifiedRecord};
use homeward_seal::{
    Body, CaseTag, ContentKey, DirectoryView, Note, ReviewState, SealedRecord, Signed, StateChange,
    Wrap,
};
use serde::{Deserialize, Serialize};

use crate::cases::{OpenCase, open_object};
use crate::desk::Desk;
use crate::directory::{epoch_seen, is_writer, name_of, was_member};
use crate::failure::Failure;
use crate::form;
use crate::message::Moment;

/// A record that verified and opened.
pub(crate) struct Opened<'d> {
    /// The record.
    pub record: SealedRecord,
    /// Its case.
    pub case: &'d OpenCase,
    /// Its content key.
    pub content: ContentKey,
    view: &'d DirectoryView,
}

impl<'d> Opened<'d> {
    /// Verifies the device's signature and opens the content key with the case's epoch key.
    pub fn of(desk: &'d Desk, answer: &RecordAnswer) -> Result<Opened<'d>, Failure> {
        let view = desk.directory()?;
        let record = SealedRecord::parse(&answer.record).map_err(|_| Failure::Record)?;
        let header = record.header();
        if header.tenant != view.tenant() {
            return Err(Failure::Record);
        }
        let case = desk.cases.get(&header.case).ok_or(Failure::Unknown)?;
        let wraps: Vec<Wrap> = answer.wraps.iter().map(Wrap::from).collect();
        let verified = verify(view, &record)?;
        let content = case
            .epochs
            .values()
            .find_map(|(_, key)| {
                let wrap = Wrap::find(&wraps, &key.sealing_key())?;
                verified.content_key(wrap, key).ok()
            })
            .ok_or(Failure::CannotOpen)?;
        Ok(Opened {
            record,
            case,
            content,
            view,
        })
    }

    /// The record, its signature verified again.
    pub fn verified(&self) -> Result<VerifiedRecord<'_>, Failure> {
        verify(self.view, &self.record)
    }

    fn body(&self) -> Result<Body, Failure> {
        self.verified()?
            .open_with(&self.content)
            .map_err(|_| Failure::CannotOpen)
    }
}

fn verify<'r>(
    view: &DirectoryView,
    record: &'r SealedRecord,
) -> Result<VerifiedRecord<'r>, Failure> {
    let device = view
        .device(&record.header().device)
        .ok_or(Failure::Unknown)?;
    record.verify(&device.signing).map_err(|_| Failure::Record)
}

/// `queue`: the records of the officer's cases, under their references.
#[derive(Deserialize)]
pub(crate) struct QueueOf {
    queue: Queue,
}

#[derive(Serialize)]
pub(crate) struct QueueRow {
    record: RecordRefJson,
    replaces: Option<RecordRefJson>,
    form: Hex<homeward_seal::Digest>,
    case: Hex<CaseTag>,
    reference: String,
    worker: String,
    received: u64,
    state: u8,
    /// A newer version of it was received.
    superseded: bool,
    /// It corrects a record that was returned.
    correction: bool,
    /// The device is not a writer of the case.
    flagged: bool,
    /// A record of the same device and case before it is missing, or two have its number.
    gap: bool,
}

#[derive(Serialize)]
pub(crate) struct QueueRows {
    rows: Vec<QueueRow>,
}

pub(crate) fn queue(desk: &Desk, message: QueueOf) -> Result<QueueRows, Failure> {
    let view = desk.directory()?;
    let records = message.queue.records;
    let mut sequences: BTreeMap<_, Vec<u64>> = BTreeMap::new();
    for item in &records {
        let of_device = sequences.entry((item.case.0, item.device.0)).or_default();
        of_device.push(item.sequence);
    }
    // A record says nothing about those of another case.
    let replaced: Vec<(CaseTag, RecordRefJson)> = records
        .iter()
        .filter_map(|item| Some((item.case.0, item.replaces?)))
        .collect();
    let mut rows = Vec::new();
    for item in &records {
        // One that the directory does not know hides no other record.
        let worker = view
            .device(&item.device.0)
            .and_then(|device| name_of(view, &device.user).ok());
        let flagged = item.flagged
            || worker.is_none()
            || !is_writer(view, &item.case.0, item.epoch, &item.device.0);
        let known = sequences.get(&(item.case.0, item.device.0));
        let times = |number: u64| {
            known.map_or(0, |known| {
                known.iter().filter(|one| **one == number).count()
            })
        };
        let before = item.sequence.checked_sub(1).unwrap_or_default();
        rows.push(QueueRow {
            record: item.record,
            replaces: item.replaces,
            form: item.form,
            case: item.case,
            reference: desk
                .cases
                .get(&item.case.0)
                .map(OpenCase::reference)
                .unwrap_or_default(),
            worker: worker.map(|(name, _)| name).unwrap_or_default(),
            received: item.received,
            state: item.state,
            superseded: replaced.contains(&(item.case.0, item.record)),
            correction: item.replaces.is_some(),
            flagged,
            gap: (before > 0 && times(before) == 0) || times(item.sequence) > 1,
        });
    }
    // Corrections first, then the oldest, then the reference: never by need.
    rows.sort_by(|a, b| {
        (!a.correction, a.received, &a.reference, a.record.id).cmp(&(
            !b.correction,
            b.received,
            &b.reference,
            b.record.id,
        ))
    });
    Ok(QueueRows { rows })
}

/// `open`: one record, and the version it replaces to tell what changed.
#[derive(Deserialize)]
pub(crate) struct OpenRecord {
    /// The version asked for: another one in its place is refused, validly signed or not.
    record: RecordRefJson,
    answer: RecordAnswer,
    form: B64,
    earlier: Option<RecordAnswer>,
    earlier_form: Option<B64>,
    language: String,
}

#[derive(Serialize)]
pub(crate) struct Line {
    path: String,
    groups: Vec<String>,
    label: String,
    answer: String,
    state: u8,
    class: String,
}

#[derive(Serialize)]
pub(crate) struct ChangedLine {
    path: String,
    label: String,
    old: String,
    old_state: u8,
    new: String,
    new_state: u8,
}

#[derive(Serialize)]
pub(crate) struct NoteLine {
    author: String,
    time: u64,
    text: String,
}

#[derive(Serialize)]
pub(crate) struct StateLine {
    state: u8,
    author: String,
    time: u64,
}

#[derive(Serialize)]
pub(crate) struct OpenedRecord {
    record: RecordRefJson,
    case: Hex<CaseTag>,
    reference: String,
    form_title: String,
    form_version: String,
    worker: String,
    organisation: String,
    received: u64,
    replaces: Option<RecordRefJson>,
    /// The device is not a writer of the case in the epoch that the record names, or has ended.
    flagged: bool,
    lines: Vec<Line>,
    changes: Vec<ChangedLine>,
    notes: Vec<NoteLine>,
    states: Vec<StateLine>,
    /// Notes or state changes that do not verify, and how many.
    refused: usize,
}

fn read(form: &Arc<Form>, body: &Body, moment: &mut Moment) -> Result<Checkin, Failure> {
    let states: Vec<(String, State)> = body
        .states
        .iter()
        .map(|(path, state)| {
            let state = match state {
                AnswerState::Answered => State::Answered,
                AnswerState::PrefersNotToSay => State::PrefersNotToSay,
                AnswerState::Skipped => State::Skipped,
                AnswerState::NotAsked => State::NotAsked,
            };
            (path.clone(), state)
        })
        .collect();
    Checkin::from_submission(
        Arc::clone(form),
        &body.submission,
        &states,
        &moment.now,
        &mut moment.random,
    )
    .map_err(|_| Failure::Form)
}

fn notes(
    view: &DirectoryView,
    opened: &Opened<'_>,
    sealed: &[SealedJson],
    refused: &mut usize,
) -> Vec<NoteLine> {
    let reference = opened.record.reference();
    let mut lines = Vec::new();
    for note in sealed {
        let line =
            open_object::<Note>(view, &opened.case.epochs, note).and_then(|(object, note)| {
                let header = object.header();
                if header.about != Some(reference) || header.case != opened.record.header().case {
                    return Err(Failure::Object);
                }
                Ok(NoteLine {
                    author: name_of(view, &object.header().author)?.0,
                    time: note.time,
                    text: note.text,
                })
            });
        match line {
            Ok(line) => lines.push(line),
            Err(_) => *refused += 1,
        }
    }
    lines
}

fn state_line(
    view: &DirectoryView,
    opened: &Opened<'_>,
    bytes: &[u8],
) -> Result<StateLine, Failure> {
    let signed = Signed::<StateChange>::parse(bytes).map_err(|_| Failure::Object)?;
    let claimed = signed.claims().map_err(|_| Failure::Object)?;
    let author = view.user(&claimed.user).ok_or(Failure::Unknown)?;
    let key = author.signing.ok_or(Failure::Unknown)?;
    let change = signed.verify(&key).map_err(|_| Failure::Object)?;
    let case = opened.record.header().case;
    let right = change.record == opened.record.reference()
        && change.case == case
        && change.tenant == view.tenant()
        && epoch_seen(view, &case, &change.head)
            .is_some_and(|epoch| was_member(view, epoch, &change.user, &change.head));
    if !right {
        return Err(Failure::Object);
    }
    Ok(StateLine {
        state: change.state.number(),
        author: author.name.clone(),
        time: change.time,
    })
}

pub(crate) fn open(
    desk: &mut Desk,
    moment: &mut Moment,
    message: OpenRecord,
) -> Result<OpenedRecord, Failure> {
    let asked = SealedRecord::parse(&message.answer.record).map_err(|_| Failure::Record)?;
    if RecordRefJson::from(asked.reference()) != message.record {
        return Err(Failure::Record);
    }
    let header = asked.header().clone();
    let form = form::form(desk, header.form, &message.form)?;
    let earlier = match &message.earlier {
        None => None,
        Some(earlier) => {
            let digest = SealedRecord::parse(&earlier.record)
                .map_err(|_| Failure::Record)?
                .header()
                .form;
            let xform = message.earlier_form.as_ref().unwrap_or(&message.form);
            Some((earlier, form::form(desk, digest, xform)?))
        }
    };
    let view = desk.directory()?;
    let opened = Opened::of(desk, &message.answer)?;
    let now = read(&form, &opened.body()?, moment)?;
    let language = message.language.as_str();
    let changes = match earlier {
        None => Vec::new(),
        Some((earlier, form)) => {
            let before = Opened::of(desk, earlier)?;
            if header.replaces != Some(before.record.reference()) {
                return Err(Failure::Record);
            }
            let before = read(&form, &before.body()?, moment)?;
            difference(&before, &now, language)
        }
    };
    let device = view.device(&header.device).ok_or(Failure::Unknown)?;
    let (worker, organisation) = name_of(view, &device.user)?;
    let stated = view.epoch(&header.case, header.epoch);
    let flagged = device.revoked.is_some()
        || stated.is_none_or(|(digest, _)| digest != header.epoch_statement)
        || !is_writer(view, &header.case, header.epoch, &header.device);
    let mut refused = 0;
    let mut states = vec![StateLine {
        state: ReviewState::Received.number(),
        author: String::new(),
        time: message.answer.received,
    }];
    for change in &message.answer.states {
        match state_line(view, &opened, change) {
            Ok(line) => states.push(line),
            Err(_) => refused += 1,
        }
    }
    Ok(OpenedRecord {
        record: opened.record.reference().into(),
        case: Hex(header.case),
        reference: opened.case.reference(),
        form_title: form.title().to_owned(),
        form_version: form.version().to_owned(),
        worker,
        organisation,
        received: message.answer.received,
        replaces: header.replaces.map(RecordRefJson::from),
        flagged,
        lines: now
            .summary(language)
            .into_iter()
            .map(|line| Line {
                path: line.path.as_str().to_owned(),
                groups: line.groups,
                label: line.label,
                answer: line.answer,
                state: line.state.number(),
                class: line.class,
            })
            .collect(),
        changes: changes
            .into_iter()
            .map(|line| ChangedLine {
                path: line.path.as_str().to_owned(),
                label: line.label,
                old: line.old,
                old_state: line.old_state.number(),
                new: line.new,
                new_state: line.new_state.number(),
            })
            .collect(),
        notes: notes(view, &opened, &message.answer.notes, &mut refused),
        states,
        refused,
    })
}
