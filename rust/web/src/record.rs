//! One record opened, verified and shown in a language.
//!
//! Invariant: nothing is shown of a record whose device signature does not verify, or whose device had
//! seen another directory. A record is shown in the form version in which it was written.

use std::sync::Arc;

use homeward_checkin::{Checkin, State, difference};
use homeward_form::Form;
use homeward_protocol::cases::SealedJson;
use homeward_protocol::review::{RecordAnswer, RecordRefJson};
use homeward_protocol::{B64, Hex};
use homeward_seal::record::{AnswerState, VerifiedRecord};
use homeward_seal::{
    Body, CaseTag, ContentKey, DirectoryView, Note, ReviewState, SealedRecord, Wrap,
};
use serde::{Deserialize, Serialize};

use crate::cases::{OpenCase, open_object};
use crate::desk::Desk;
use crate::directory::name_of;
use crate::failure::{Evidence, Failure};
use crate::flag::{Accepted, Flag, OfRecord, flag, of_change, verified_change};
use crate::form;
use crate::message::Moment;
use crate::seen::{Seen, seen};

/// A record that verified and opened.
pub(crate) struct Opened<'d> {
    /// The record.
    pub record: SealedRecord,
    /// Its case.
    pub case: &'d OpenCase,
    /// Its content key.
    pub content: ContentKey,
    /// How it stands with the directory head that its device had seen.
    pub seen: Seen,
    view: &'d DirectoryView,
}

impl<'d> Opened<'d> {
    /// Verifies the device's signature, that the device had seen the same directory, and opens the
    /// content key with the case's epoch key.
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
        let seen = seen(view, &header.head, answer.seen.as_ref())?;
        let content = case
            .epochs
            .pairs()
            .iter()
            .find_map(|(_, (_, key))| {
                let wrap = Wrap::find(&wraps, &key.sealing_key())?;
                verified.content_key(wrap, key).ok()
            })
            .ok_or(Failure::CannotOpen)?;
        Ok(Opened {
            record,
            case,
            content,
            seen,
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
    seen: Seen,
}

#[derive(Serialize)]
pub(crate) struct StateLine {
    state: u8,
    author: String,
    time: u64,
    /// Absent for the receipt, which is the server's own word.
    seen: Option<Seen>,
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
    /// It does not count until a member accepts it: there is a flag, and nobody accepted it.
    flagged: bool,
    /// Why it does not count by itself.
    flag: Option<Flag>,
    /// Who accepted it although it was flagged.
    accepted: Option<Accepted>,
    /// How it stands with the directory head that its device had seen.
    seen: Seen,
    lines: Vec<Line>,
    changes: Vec<ChangedLine>,
    notes: Vec<NoteLine>,
    states: Vec<StateLine>,
    /// How many notes and state changes are not shown: as many as there are refusals.
    refused: usize,
    /// What is not shown, and why.
    refusals: Vec<Refusal>,
}

/// A note or state change that is not shown.
#[derive(Serialize)]
pub(crate) struct Refusal {
    /// `note` or `state`.
    what: &'static str,
    /// Why, as a code of `docs/errors.md`.
    code: String,
    /// The two heads, where the code is `HW-713`.
    evidence: Option<Evidence>,
}

impl Refusal {
    fn of(what: &'static str, failure: &Failure) -> Refusal {
        Refusal {
            what,
            code: failure.to_string(),
            evidence: failure.evidence().cloned(),
        }
    }
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
    answer: &RecordAnswer,
    refusals: &mut Vec<Refusal>,
) -> Vec<NoteLine> {
    let reference = opened.record.reference();
    let brought = answer.seen.as_ref();
    let read = |note: &SealedJson| {
        let (object, note, seen) = open_object::<Note>(view, &opened.case.epochs, note, brought)?;
        let header = object.header();
        if header.about != Some(reference) || header.case != opened.record.header().case {
            return Err(Failure::Object);
        }
        Ok(NoteLine {
            author: name_of(view, &header.author)?.0,
            time: note.time,
            text: note.text,
            seen,
        })
    };
    let mut lines = Vec::new();
    for note in &answer.notes {
        match read(note) {
            Ok(line) => lines.push(line),
            Err(failure) => refusals.push(Refusal::of("note", &failure)),
        }
    }
    lines
}

/// The states of a record, and who accepted it.
fn states(
    view: &DirectoryView,
    opened: &Opened<'_>,
    answer: &RecordAnswer,
    refusals: &mut Vec<Refusal>,
) -> (Vec<StateLine>, Option<Accepted>) {
    let (case, reference) = (opened.record.header().case, opened.record.reference());
    let mut lines = vec![StateLine {
        state: ReviewState::Received.number(),
        author: String::new(),
        time: answer.received,
        seen: None,
    }];
    let mut accepted = None;
    for bytes in &answer.states {
        let read = verified_change(view, &case, &reference, bytes).and_then(|(change, author)| {
            let seen = seen(view, &change.head, answer.seen.as_ref())?;
            Ok((change, author, seen))
        });
        match read {
            Ok((change, author, seen)) => {
                accepted = accepted.or_else(|| of_change(&change, author.clone(), seen));
                lines.push(StateLine {
                    state: change.state.number(),
                    author,
                    time: change.time,
                    seen: Some(seen),
                });
            }
            Err(failure) => refusals.push(Refusal::of("state", &failure)),
        }
    }
    (lines, accepted)
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
    let of_other_epoch = view
        .epoch(&header.case, header.epoch)
        .is_some_and(|(digest, _)| digest != header.epoch_statement);
    let flag = flag(
        view,
        &OfRecord {
            case: header.case,
            epoch: header.epoch,
            device: header.device,
            sequence: header.sequence,
            digest: opened.record.digest(),
            received: message.answer.received,
        },
    )
    .or(of_other_epoch.then_some(Flag::NotAWriter));
    let mut refusals = Vec::new();
    let notes = notes(view, &opened, &message.answer, &mut refusals);
    let (states, accepted) = states(view, &opened, &message.answer, &mut refusals);
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
        flagged: flag.is_some() && accepted.is_none(),
        flag,
        accepted,
        seen: opened.seen,
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
        notes,
        states,
        refused: refusals.len(),
        refusals,
    })
}
