//! Finishing: the submission is sealed to the case team, its countable part to the statistics office,
//! and both go into the outbox.
//!
//! Invariant: the sealed record, its place in the case's chain and its tally number are one transaction
//! of the outbox. The draft is deleted after it. A cut between the two is seen at the next unlock,
//! because draft and record have the same id, and the draft is deleted then.

use homeward_checkin::Checkin;
use homeward_seal::{
    AnswerState, Body, Bytes, CalendarDate, CaseTag, Class, Digest, NewRecord, RecordId, RecordRef,
    SealedRecord, SealedTally,
};
use homeward_tally::{
    content::{TallySource, make_tally},
    evaluate::{CardFacts, contact_date, evaluate},
    periods::Period,
    record_answers::RecordAnswers,
};
use homeward_vault::{Draft, NewSealed};
use jiff::civil::Date;
use rand_core::CryptoRng;

use crate::{
    App,
    core::Core,
    day::Case,
    device::DeviceKeys,
    error::{ApiError, Code},
    question_names as names,
    screen::Finish,
};

/// Id of the record that reported a danger "now" and is not known to be sent.
const DANGER: &str = "danger";

/// What a correction continues.
struct Original {
    first: RecordId,
    version: u32,
    replaces: Option<RecordRef>,
    period: Option<String>,
}

/// The tallies of a record, and the period and number of the ordinary one.
struct Tallies {
    sealed: Vec<SealedTally>,
    number: Option<(String, u64)>,
}

impl App {
    /// Seals the check-in into the outbox and deletes the draft. When something is missing, nothing
    /// happens and the answer says where.
    ///
    /// # Errors
    /// When no form is open, when what sealing needs has not arrived, or storage fails; the draft is kept.
    pub fn finish(&self) -> Result<Finish, ApiError> {
        let now = self.now();
        self.step(|core| {
            let session = core.session()?;
            let lang = core.lang;
            let missing = session.missing(core.form_lang().tag());
            if let Some((first, _)) = missing.first() {
                return Ok(Finish {
                    done: false,
                    sentence: lang.count("summary-missing", "n", missing.len() as u64),
                    first_missing: first.clone(),
                    emergency: None,
                });
            }
            let danger = session.danger();
            let next_contact = session.answer_named(names::NEXT_CONTACT);
            let record = RecordId(session.draft.begun.record);
            let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
            let body = body_of(&mut session.checkin, &now)?;
            if !core.outbox.has_record(record.0)? {
                let mut random = self.random();
                self.seal(core, &body, now.date(), &mut *random)?;
            }
            let vault = core.vault()?;
            if danger {
                vault.set_value(DANGER, &record.0)?;
            }
            let session = core.session.take().ok_or(Code::NO_SESSION)?;
            core.close(
                &session.draft,
                next_contact.as_deref().and_then(|d| d.get(..10)),
            )?;
            Ok(Finish {
                done: true,
                sentence: lang.text("finish-done"),
                first_missing: String::new(),
                emergency: danger.then(|| core.emergency_box()),
            })
        })
    }

    fn seal(
        &self,
        core: &Core,
        body: &Body,
        today: Date,
        random: &mut dyn CryptoRng,
    ) -> Result<(), Code> {
        let session = core.session()?;
        let begun = &session.draft.begun;
        let keys = core.device_keys()?;
        let view = core.view().ok_or(Code::NOT_ENROLLED)?;
        let device = core.device_id()?.ok_or(Code::NOT_ENROLLED)?;
        let case = core.case_of(begun.case_tag)?.ok_or(Code::MISSING)?;
        let (epoch_statement, epoch) = core.epoch_of(begun.case_tag).ok_or(Code::CANNOT_SEAL)?;
        let original = original(core)?;
        let tallies = tallies(core, body, &case, &original, &keys, today, random)?;
        let last = core.outbox.last_of_case(begun.case_tag)?;
        let new = NewRecord {
            tenant: view.tenant(),
            record: RecordId(begun.record),
            replaces: original.replaces,
            case: CaseTag(begun.case_tag),
            epoch: epoch.number,
            epoch_statement,
            form: Digest(begun.form),
            device,
            sequence: last.number + 1,
            previous: Digest(last.digest),
            head: view.head_ref(),
        };
        let of_tallies: Vec<&SealedTally> = tallies.sealed.iter().collect();
        let (sealed, wrap) =
            SealedRecord::seal(&new, body, &of_tallies, &keys.signing, &epoch.key, random)
                .map_err(|_| Code::CANNOT_SEAL)?;
        let push = homeward_sync::push_item(&sealed, &[wrap], &tallies.sealed);
        core.outbox.put_sealed(&NewSealed {
            record: begun.record,
            digest: sealed.digest().0,
            case_tag: begun.case_tag,
            sequence: new.sequence,
            form: begun.form,
            replaces: original.replaces.map(|r| r.id.0),
            first: original.first.0,
            version: original.version,
            period: tallies.number.as_ref().map(|(period, _)| period.clone()),
            bytes: sealed.bytes().to_vec(),
            push,
            finished: self.now().timestamp.as_second(),
            tally: tallies.number,
        })?;
        Ok(())
    }
}

fn body_of(checkin: &mut Checkin, now: &homeward_checkin::Now) -> Result<Body, Code> {
    let finished = checkin.finish(now).map_err(|_| Code::UNEXPECTED)?;
    let states = finished
        .states
        .into_iter()
        .map(|(path, state)| Some((path, AnswerState::from_number(state.number())?)))
        .collect::<Option<Vec<_>>>()
        .ok_or(Code::UNEXPECTED)?;
    Ok(Body {
        submission: Bytes(finished.submission_xml),
        states,
    })
}

/// The versions before this one: none, or what the return names.
fn original(core: &Core) -> Result<Original, Code> {
    let begun = &core.session()?.draft.begun;
    let record = RecordId(begun.record);
    let Some(return_id) = begun.return_id else {
        return Ok(Original {
            first: record,
            version: 1,
            replaces: None,
            period: None,
        });
    };
    let r = core.vault()?.returned(return_id)?.ok_or(Code::MISSING)?;
    let replaces = RecordRef {
        id: RecordId(r.record),
        digest: Digest(r.digest),
    };
    if let Some(known) = core
        .outbox
        .sealed()?
        .into_iter()
        .find(|s| s.record == r.record)
    {
        let (first, version) = (RecordId(known.first), known.version + 1);
        return Ok(Original {
            first,
            version,
            replaces: Some(replaces),
            period: known.period,
        });
    }
    // written on another phone of the worker: its header names the version before, if there was one
    let sealed = SealedRecord::parse(&r.sealed).map_err(|_| Code::BAD_RETURN)?;
    let (first, version) = sealed
        .header()
        .replaces
        .map_or((replaces.id, 2), |before| (before.id, 3));
    Ok(Original {
        first,
        version,
        replaces: Some(replaces),
        period: None,
    })
}

fn tallies(
    core: &Core,
    body: &Body,
    case: &Case,
    original: &Original,
    keys: &DeviceKeys,
    today: Date,
    random: &mut dyn CryptoRng,
) -> Result<Tallies, Code> {
    let view = core.view().ok_or(Code::NOT_ENROLLED)?;
    let settings = view.settings().ok_or(Code::CANNOT_SEAL)?;
    let settings_digest = view.settings_digest().ok_or(Code::CANNOT_SEAL)?;
    let answers = RecordAnswers::of(body).map_err(|_| Code::UNEXPECTED)?;
    let contact = contact_date(&answers).unwrap_or(today);
    let kept = original
        .period
        .as_deref()
        .and_then(|id| settings.periods.iter().find(|p| p.id.as_str() == id));
    let by_date = CalendarDate::new(&contact.to_string()).and_then(|d| settings.period_of(&d));
    // A contact outside all periods is sealed all the same; there is no table that could count it.
    let Some(stated) = kept.or(by_date) else {
        return Ok(Tallies {
            sealed: Vec::new(),
            number: None,
        });
    };
    let parse = |date: &CalendarDate| date.as_str().parse::<Date>().map_err(|_| Code::CANNOT_SEAL);
    let (first, last) = (parse(&stated.first)?, parse(&stated.last)?);
    let period = Period::new(stated.id.as_str(), first, last).map_err(|_| Code::CANNOT_SEAL)?;
    let day = period.day(contact.clamp(first, last)).unwrap_or(0);
    let number = core.outbox.last_number(stated.id.as_str())? + 1;
    let tenant = view.tenant();
    let source = TallySource {
        tenant: &tenant,
        settings: &settings_digest,
        period: &stated.id,
        day,
        first_record: &original.first,
        version: original.version,
        number,
        secret: &case.card.tally_secret,
    };
    let facts = CardFacts::from(&case.card);
    let mut sealed = Vec::with_capacity(2);
    for class in [Class::Ordinary, Class::Restricted] {
        let office = view.statistics_key(class).ok_or(Code::CANNOT_SEAL)?;
        let contributions = evaluate(&answers, &facts, &period, class);
        let tally = make_tally(&source, &contributions, &keys.tally, &office, random);
        sealed.push(tally.map_err(|_| Code::CANNOT_SEAL)?);
    }
    Ok(Tallies {
        sealed,
        number: Some((stated.id.as_str().to_owned(), number)),
    })
}

impl Core {
    /// Deletes drafts whose record is sealed already: what a cut in [`App::finish`] leaves.
    pub(crate) fn finish_what_was_cut(&self) -> Result<(), Code> {
        let vault = self.vault()?;
        for draft in vault.drafts()? {
            if self.outbox.has_record(draft.begun.record)? {
                let rows = vault.answers(draft.id)?;
                let next = rows
                    .iter()
                    .find(|row| row.path.ends_with(&format!("/{}", names::NEXT_CONTACT)));
                self.close(&draft, next.and_then(|row| row.value.get(..10)))?;
            }
        }
        Ok(())
    }

    /// Deletes a draft whose record is sealed, and what it answered; moves the case's own next date.
    fn close(&self, draft: &Draft, next: Option<&str>) -> Result<(), Code> {
        let vault = self.vault()?;
        if let Some(r) = draft
            .begun
            .return_id
            .map(|id| vault.returned(id))
            .transpose()?
            .flatten()
        {
            self.outbox.mark_returned(r.record, r.digest, false)?;
        }
        Ok(vault.close_draft(draft, next)?)
    }

    /// Whether a danger "now" was reported and its record is not known to be sent.
    pub(crate) fn danger_waits(&self) -> Result<bool, Code> {
        let vault = self.vault()?;
        let Some(record) = vault.value(DANGER)? else {
            return Ok(false);
        };
        let sent =
            self.outbox.sealed()?.iter().any(|s| {
                s.record[..] == record[..] && s.state == homeward_vault::SealedState::Sent
            });
        if sent {
            vault.forget_value(DANGER)?;
        }
        Ok(!sent)
    }
}
