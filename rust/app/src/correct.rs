//! Returned check-ins: the one sealed record that this phone can open again, until it is corrected.

use homeward_checkin::{Checkin, Path, State};
use homeward_seal::{
    Body, CaseTag, Cbor, Comment, Digest, ObjectId, RecordId, Return, SealedRecord,
};
use homeward_vault::{NewDraft, StoredReturn};
use jiff::civil::Date;

use crate::{
    App,
    core::Core,
    dates,
    error::{ApiError, Code},
    question_names as names,
    screen::{Correction, Corrections, QuestionScreen},
    session::question_named,
};

impl Core {
    /// What the officer wrote in a return; nothing if it is gone.
    pub(crate) fn comments_of(&self, return_id: [u8; 16]) -> Result<Vec<Comment>, Code> {
        let Some(stored) = self.vault()?.returned(return_id)? else {
            return Ok(Vec::new());
        };
        Ok(content(&stored)?.comments)
    }

    /// Opens the record of a return.
    pub(crate) fn open_returned(
        &self,
        stored: &StoredReturn,
    ) -> Result<(SealedRecord, Body), Code> {
        let keys = self.device_keys()?;
        let record = SealedRecord::parse(&stored.sealed).map_err(|_| Code::BAD_RETURN)?;
        let view = self.view().ok_or(Code::NOT_ENROLLED)?;
        let device = view
            .device(&record.header().device)
            .ok_or(Code::BAD_RETURN)?;
        let verified = record
            .verify(&device.signing)
            .map_err(|_| Code::BAD_RETURN)?;
        let body = verified
            .open(&content(stored)?.record_key, &keys.opening)
            .map_err(|_| Code::BAD_RETURN)?;
        Ok((record, body))
    }

    /// The returned record as a check-in, to read or to correct.
    fn returned_checkin(&mut self, app: &App, stored: &StoredReturn) -> Result<Checkin, Code> {
        let (record, body) = self.open_returned(stored)?;
        self.checkin_of(app, record.header().form, &body)
    }

    /// An opened record as a check-in, in the form version in which it was written.
    pub(crate) fn checkin_of(
        &mut self,
        app: &App,
        form: Digest,
        body: &Body,
    ) -> Result<Checkin, Code> {
        let form = self.form(form.0)?;
        let states: Vec<(String, State)> = body
            .states
            .iter()
            .map(|(path, state)| Some((path.clone(), State::from_number(state.number())?)))
            .collect::<Option<_>>()
            .ok_or(Code::BAD_RETURN)?;
        let mut random = app.random();
        Checkin::from_submission(form, &body.submission, &states, &app.now(), &mut random)
            .map_err(|_| Code::BAD_RETURN)
    }

    /// The day on which the returned record was finished here, or else that of its contact.
    fn original_day(
        &self,
        app: &App,
        stored: &StoredReturn,
        checkin: &Checkin,
    ) -> Result<Option<Date>, Code> {
        let known = self
            .outbox
            .sealed()?
            .into_iter()
            .find(|s| s.record == stored.record && s.digest == stored.digest);
        if let Some(row) = known {
            let moment = homeward_checkin::Now::from_unix(row.finished);
            return Ok(Some(
                homeward_checkin::Now::new(moment.timestamp, app.now().offset).date(),
            ));
        }
        Ok(contact_day(checkin))
    }
}

fn content(stored: &StoredReturn) -> Result<Return, Code> {
    Return::from_cbor(&stored.bytes).map_err(|_| Code::BAD_RETURN)
}

fn contact_day(checkin: &Checkin) -> Option<Date> {
    let path = question_named(checkin, names::VISIT_DATE)?;
    checkin.value(&path)?.get(..10)?.parse().ok()
}

impl App {
    /// The rows of all returns with their case, oldest first.
    pub(crate) fn correction_rows(
        &self,
        core: &mut Core,
    ) -> Result<Vec<([u8; 16], Correction)>, Code> {
        let today = self.now().date();
        let mut rows = Vec::new();
        let drafts = core.vault()?.drafts()?;
        for stored in core.vault()?.returns()? {
            let reference = core
                .case_of(stored.case_tag)?
                .map(|c| c.card.reference.clone());
            let comments = content(&stored)?.comments;
            // a return whose form is not here is listed all the same; opening it says what is missing
            let checkin = core.returned_checkin(self, &stored).ok();
            let anchor = comments.iter().find_map(|c| c.path.clone());
            let question = checkin.as_ref().zip(anchor).and_then(|(checkin, path)| {
                checkin.label(&Path::new(path), core.form_lang().tag())
            });
            let date = checkin.as_ref().and_then(contact_day);
            let texts: Vec<&str> = comments.iter().map(|c| c.text.as_str()).collect();
            let row = Correction {
                return_id: ObjectId(stored.id).hex(),
                reference: reference.unwrap_or_else(|| CaseTag(stored.case_tag).hex()),
                contact_date: date
                    .map(|d| dates::date(core.lang, d, today))
                    .unwrap_or_default(),
                question: question.unwrap_or_default(),
                comment: texts.join("\n"),
                draft: drafts.iter().any(|d| d.begun.return_id == Some(stored.id)),
            };
            rows.push((stored.case_tag, row));
        }
        Ok(rows)
    }

    /// What was returned for correction, oldest first.
    ///
    /// # Errors
    /// When the phone is locked, or storage fails.
    pub fn corrections(&self) -> Result<Corrections, ApiError> {
        self.step(|core| {
            let rows: Vec<_> = self
                .correction_rows(core)?
                .into_iter()
                .map(|(_, row)| row)
                .collect();
            let empty = if rows.is_empty() {
                core.lang.text("corrections-empty")
            } else {
                String::new()
            };
            Ok(Corrections { rows, empty })
        })
    }

    /// Opens a returned check-in with its answers, at the question that the officer asks about; a
    /// correction that was begun goes on where it was left.
    ///
    /// # Errors
    /// When the return is gone, or record or form can't be opened.
    pub fn open_correction(&self, return_id: &str) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let id = ObjectId::from_hex(return_id).ok_or(Code::MISSING)?.0;
            let begun = core
                .vault()?
                .drafts()?
                .into_iter()
                .find(|d| d.begun.return_id == Some(id));
            if let Some(draft) = begun {
                return self.open_draft(core, draft);
            }
            let stored = core.vault()?.returned(id)?.ok_or(Code::MISSING)?;
            // said before the work is done: a correction that can't be counted rightly is not begun
            core.original_of_return(&stored)?;
            let comments = content(&stored)?.comments;
            let mut checkin = core.returned_checkin(self, &stored)?;
            let mut random = self.random();
            checkin.begin_correction(&mut random);
            let day = core.original_day(self, &stored, &checkin)?;
            if let Some(day) = day {
                checkin.set_today_of_original(day);
            }
            let at = comments
                .iter()
                .find_map(|c| checkin.jump(&Path::new(c.path.as_deref()?)));
            let record = SealedRecord::parse(&stored.sealed).map_err(|_| Code::BAD_RETURN)?;
            let reference = core
                .case_of(stored.case_tag)?
                .map(|c| c.card.reference.clone())
                .unwrap_or_default();
            let new = NewDraft {
                case_tag: stored.case_tag,
                form: record.header().form.0,
                record: RecordId::random(&mut *random).0,
                return_id: Some(id),
                started: self.now().timestamp.as_second(),
                today: day.map(|d| d.to_string()),
                amends: None,
            };
            self.begin(core, new, checkin, reference, comments, at)
        })
    }
}
