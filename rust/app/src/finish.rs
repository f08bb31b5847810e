//! Finishing: the submission is sealed to the case team, its countable part to the statistics office,
//! and both go into the outbox.
//!
//! Invariant: the sealed record, its place in the case's chain and its tally number are one transaction
//! of the outbox. The draft is deleted after it. A cut between the two is seen at the next unlock,
//! because draft and record have the same id, and the draft is deleted then. A finished record that is
//! changed before it is sent keeps its id, its place and its tally number.

use homeward_checkin::Checkin;
use homeward_seal::{
    AnswerState, Body, Bytes, CaseTag, Cbor, Digest, NewRecord, RecordId, SealedRecord, SealedTally,
};
use homeward_vault::{Draft, NewSealed};
use jiff::civil::Date;
use rand_core::CryptoRng;

use crate::{
    App,
    core::Core,
    count::Counting,
    error::{ApiError, Code},
    question_names as names,
    screen::Finish,
};

/// Id of the record that reported a danger "now" and is not known to be sent.
const DANGER: &str = "danger";

/// Where a record stands among those of its case and device.
pub(crate) struct Place {
    pub sequence: u64,
    pub previous: Digest,
    /// Period and number of the tally, when the record has them already.
    pub tally: Option<(String, u64)>,
    pub finished: i64,
    /// Digest of the version whose place it takes, in a change before sending.
    pub amends: Option<[u8; 32]>,
}

/// What is to be done with a form that is complete.
enum Seal {
    /// It was sealed before a cut; only the draft is left.
    Done,
    /// At this place.
    At(Place),
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
            match self.place(core)? {
                Seal::Done => {}
                Seal::At(place) => {
                    let mut random = self.random();
                    self.seal(core, &body, place, now.date(), &mut *random)?;
                }
            }
            let vault = core.vault()?;
            if danger {
                vault.set_value(DANGER, &record.0)?;
            } else if vault
                .value(DANGER)?
                .is_some_and(|known| known[..] == record.0)
            {
                // it was changed: no danger after all
                vault.forget_value(DANGER)?;
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

    /// Where the open form's record goes.
    fn place(&self, core: &mut Core) -> Result<Seal, Code> {
        let begun = core.session()?.draft.begun.clone();
        let known = core.outbox.sealed_record(begun.record)?;
        match (known, begun.amends) {
            (None, None) => {
                if core.change_of(begun.case_tag)?.is_some() {
                    return Err(Code::CHANGE_OPEN);
                }
                let device = core.device_id()?.ok_or(Code::NOT_ENROLLED)?;
                let last = core.outbox.last_of_case(device.0, begun.case_tag)?;
                Ok(Seal::At(Place {
                    sequence: last.number + 1,
                    previous: Digest(last.digest),
                    tally: None,
                    finished: self.now().timestamp.as_second(),
                    amends: None,
                }))
            }
            (Some(row), Some(before)) if row.digest == before => {
                if core.can_change(&row, self.now().timestamp.as_second())? {
                    return Ok(Seal::At(core.place_of(&row)?));
                }
                let session = core.session.take().ok_or(Code::NO_SESSION)?;
                core.vault()?.delete_draft(&session.draft)?;
                Err(Code::ON_ITS_WAY)
            }
            (Some(_), _) => Ok(Seal::Done),
            (None, Some(_)) => Err(Code::MISSING),
        }
    }

    fn seal(
        &self,
        core: &Core,
        body: &Body,
        place: Place,
        today: Date,
        random: &mut dyn CryptoRng,
    ) -> Result<(), Code> {
        let begun = &core.session()?.draft.begun;
        let keys = core.device_keys()?;
        let view = core.view().ok_or(Code::NOT_ENROLLED)?;
        let device = core.device_id()?.ok_or(Code::NOT_ENROLLED)?;
        let case = core.case_of(begun.case_tag)?.ok_or(Code::MISSING)?;
        let (epoch_statement, epoch) = core.epoch_of(begun.case_tag).ok_or(Code::CANNOT_SEAL)?;
        let original = core.original(begun)?;
        let counted = Counting {
            core,
            body,
            case: &case,
            original: &original,
            number: place.tally.as_ref(),
            keys: &keys,
            today,
        };
        let tallies = counted.tallies(random)?;
        let new = NewRecord {
            tenant: view.tenant(),
            record: RecordId(begun.record),
            replaces: original.replaces,
            case: CaseTag(begun.case_tag),
            epoch: epoch.number,
            epoch_statement,
            form: Digest(begun.form),
            device,
            sequence: place.sequence,
            previous: place.previous,
            head: view.head_ref(),
        };
        let of_tallies: Vec<&SealedTally> = tallies.sealed.iter().collect();
        let own = core.own_key(begun.record, random)?;
        let to = (&epoch.key, &own.sealing_key());
        let (sealed, wrap, own_wrap) =
            SealedRecord::seal_and_keep(&new, body, &of_tallies, &keys.signing, to, random)
                .map_err(|_| Code::CANNOT_SEAL)?;
        let push = homeward_sync::push_item(&sealed, &[wrap], &tallies.sealed);
        let new = NewSealed {
            record: begun.record,
            digest: sealed.digest().0,
            device: device.0,
            case_tag: begun.case_tag,
            sequence: new.sequence,
            form: begun.form,
            replaces: original.replaces.map(|r| r.id.0),
            first: original.first.0,
            version: original.version,
            period: tallies.period,
            bytes: sealed.bytes().to_vec(),
            push,
            finished: place.finished,
            tally: tallies.number,
            own_wrap: Some(own_wrap.to_cbor()),
        };
        match place.amends {
            None => core.outbox.put_sealed(&new)?,
            Some(before) => {
                if !core.outbox.amend_sealed(before, &new)? {
                    return Err(Code::ON_ITS_WAY);
                }
            }
        }
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

impl Core {
    /// Deletes drafts whose record is sealed already: what a cut in [`App::finish`] leaves.
    pub(crate) fn finish_what_was_cut(&self) -> Result<(), Code> {
        let vault = self.vault()?;
        for draft in vault.drafts()? {
            let known = self.outbox.sealed_record(draft.begun.record)?;
            if known.is_some_and(|row| draft.begun.amends != Some(row.digest)) {
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
