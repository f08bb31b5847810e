//! Filling a form: one question a page, each answer on disk before the next page shows.
//!
//! Invariant: the check-in in memory and the draft on disk say the same after every call. An answer is
//! written in one transaction together with the page that is shown, so a kill at any moment comes back
//! to the same question with every answer kept.

use std::collections::HashSet;

use homeward_checkin::{Answer, AnswerError, Change, Checkin, Path, SavedAnswer, State, Step};
use homeward_seal::Comment;
use homeward_vault::{Draft, DraftAnswer, NewDraft};

use crate::{
    App,
    core::Core,
    error::{ApiError, Code},
    page::{Langs, on_page},
    question_names as names,
    screen::{Contents, QuestionScreen, Summary},
};

/// The form that is open.
pub(crate) struct Session {
    pub draft: Draft,
    pub checkin: Checkin,
    pub reference: String,
    /// What the officer wrote, in a correction.
    pub comments: Vec<Comment>,
    /// Questions whose messages are shown although they have no answer.
    pub shown_messages: HashSet<String>,
    /// The question whose last entry could not be read as an answer.
    pub type_error: Option<Path>,
}

pub(crate) fn to_row(saved: &SavedAnswer) -> DraftAnswer {
    DraftAnswer {
        path: saved.path.clone(),
        value: saved.value.clone(),
        state: saved.state.number(),
    }
}

pub(crate) fn from_rows(rows: &[DraftAnswer]) -> Result<Vec<SavedAnswer>, Code> {
    rows.iter()
        .map(|row| {
            let state = State::from_number(row.state).ok_or(Code::DAMAGED)?;
            Ok(SavedAnswer {
                path: row.path.clone(),
                value: row.value.clone(),
                state,
            })
        })
        .collect()
}

impl Core {
    pub(crate) fn session(&self) -> Result<&Session, Code> {
        self.vault()?;
        self.session.as_ref().ok_or(Code::NO_SESSION)
    }

    /// Writes what a change did, with the page that is shown after it.
    fn keep(&mut self, change: &Change, step: Option<Step>) -> Result<(), Code> {
        let vault = self.vault.as_ref().ok_or(Code::LOCKED)?;
        let session = self.session.as_mut().ok_or(Code::NO_SESSION)?;
        let mut rows: Vec<_> = change.saved.iter().map(to_row).collect();
        if let Some(step) = step {
            rows.push(to_row(&session.checkin.stay_at(&step)));
        }
        vault.save_answers(session.draft.id, &rows, &change.removed)?;
        Ok(())
    }

    pub(crate) fn langs(&self) -> Langs {
        Langs {
            words: self.lang,
            form: self.form_lang(),
        }
    }

    pub(crate) fn shown(&self) -> Result<QuestionScreen, Code> {
        let session = self.session()?;
        let danger = session.danger().then(|| self.emergency_box());
        Ok(session.screen(self.langs(), danger))
    }
}

impl Session {
    /// True while the answers report a danger "now".
    pub(crate) fn danger(&self) -> bool {
        self.answer_named(names::SAFETY)
            .is_some_and(|v| v == names::SAFETY_NOW)
    }

    /// The value of the first question with that name, if it is asked and answered.
    pub(crate) fn answer_named(&self, name: &str) -> Option<String> {
        let path = question_named(&self.checkin, name)?;
        if !self.checkin.relevant(&path) {
            return None;
        }
        self.checkin
            .value(&path)
            .filter(|v| !v.is_empty())
            .map(|v| v.to_string())
    }

    pub(crate) fn comment_on(&self, path: &str) -> String {
        let texts: Vec<&str> = self
            .comments
            .iter()
            .filter(|c| c.path.as_deref() == Some(path))
            .map(|c| c.text.as_str())
            .collect();
        texts.join("\n")
    }

    /// Pages that the application fills in itself are not shown.
    pub(crate) fn is_silent(&self, step: &Step) -> bool {
        matches!(step, Step::Question(path) if path.name() == names::CASE_REF
            && self.checkin.value(path).is_some_and(|v| !v.is_empty()))
    }

    pub(crate) fn first_step(&self) -> Step {
        let mut step = self.checkin.first();
        while self.is_silent(&step) {
            step = self.checkin.next(&step);
        }
        step
    }

    /// The page that is shown.
    pub(crate) fn here(&self) -> &Step {
        self.checkin.step()
    }

    fn after(&self) -> Step {
        let mut step = self.checkin.next(self.here());
        while self.is_silent(&step) {
            step = self.checkin.next(&step);
        }
        step
    }

    /// The page before; `None` on the first.
    pub(crate) fn before(&self) -> Option<Step> {
        let mut from = self.here().clone();
        loop {
            let step = self.checkin.previous(&from);
            if step == from {
                return None;
            }
            if !self.is_silent(&step) {
                return Some(step);
            }
            from = step;
        }
    }

    /// Number of this page and of all pages as the answers stand.
    pub(crate) fn place(&self) -> (u32, u32) {
        let pages: Vec<_> = self
            .checkin
            .steps()
            .into_iter()
            .filter(|step| !self.is_silent(step))
            .collect();
        let total = pages.len() as u32;
        let here = pages.iter().position(|step| step == self.here());
        (here.map_or(total, |at| at as u32 + 1), total)
    }

    /// What stands in the way of finishing, with a message for each.
    pub(crate) fn missing(&self, language: &str) -> Vec<(String, String)> {
        self.checkin
            .missing()
            .into_iter()
            .map(|m| {
                let message = self
                    .checkin
                    .question(&m.path, language)
                    .and_then(|v| v.message)
                    .unwrap_or_default();
                (m.path.as_str().to_owned(), message)
            })
            .collect()
    }
}

/// The first question of a form with that name, outside repeats.
pub(crate) fn question_named(checkin: &Checkin, name: &str) -> Option<Path> {
    let form = checkin.form();
    let node = form
        .nodes()
        .iter()
        .find(|n| n.control.is_some() && n.in_repeat.is_none() && *n.name.local == *name)?;
    Some(Path::new(&*node.path))
}

impl App {
    /// Begins a form for a case, or continues its draft.
    ///
    /// # Errors
    /// When case or form are not here, or the form can't be filled.
    pub fn start_checkin(
        &self,
        case_id: &str,
        form_id: Option<&str>,
    ) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let case = core.case(case_id)?;
            let form_digest = core.chosen_form(form_id)?;
            let vault = core.vault()?;
            let existing = vault.drafts()?.into_iter().find(|d| {
                d.begun.return_id.is_none()
                    && d.begun.case_tag == case.tag
                    && d.begun.form == form_digest
            });
            if let Some(draft) = existing {
                return self.open_draft(core, draft);
            }
            let form = core.form(form_digest)?;
            let now = self.now();
            let mut random = self.random();
            let mut checkin = Checkin::new(form, &now, &mut random)?;
            if let Some(path) = question_named(&checkin, names::CASE_REF) {
                checkin.answer(&path, &Answer::value(case.card.reference.clone()), &now)?;
            }
            let record = homeward_seal::RecordId::random(&mut *random);
            let new = NewDraft {
                case_tag: case.tag,
                form: form_digest,
                record: record.0,
                return_id: None,
                started: now.timestamp.as_second(),
                today: None,
            };
            self.begin(
                core,
                new,
                checkin,
                case.card.reference.clone(),
                Vec::new(),
                None,
            )
        })
    }

    /// Keeps a new draft with its first rows and opens it.
    pub(crate) fn begin(
        &self,
        core: &mut Core,
        new: NewDraft,
        checkin: Checkin,
        reference: String,
        comments: Vec<Comment>,
        at: Option<Step>,
    ) -> Result<QuestionScreen, Code> {
        let mut session = Session {
            draft: Draft {
                id: 0,
                begun: new.clone(),
            },
            checkin,
            reference,
            comments,
            shown_messages: HashSet::new(),
            type_error: None,
        };
        let first = at.unwrap_or_else(|| session.first_step());
        session.checkin.stay_at(&first);
        let rows: Vec<_> = session.checkin.saved().iter().map(to_row).collect();
        // before the draft is there: a cut between the two leaves a mark without a draft
        core.mark_open(new.record)?;
        session.draft = core.vault()?.begin_draft(&new, &rows)?;
        core.session = Some(session);
        core.shown()
    }

    /// Continues the draft of a case where it was left.
    ///
    /// # Errors
    /// When there is none, or it can't be read.
    pub fn resume(&self, case_id: &str) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let case = core.case(case_id)?;
            let drafts = core.vault()?.drafts()?;
            let draft = drafts
                .into_iter()
                .rev()
                .find(|d| d.begun.case_tag == case.tag && d.begun.return_id.is_none())
                .ok_or(Code::MISSING)?;
            self.open_draft(core, draft)
        })
    }

    /// Opens a draft at the page where it was left.
    pub(crate) fn open_draft(&self, core: &mut Core, draft: Draft) -> Result<QuestionScreen, Code> {
        let form = core.form(draft.begun.form)?;
        let vault = core.vault()?;
        let rows = vault.answers(draft.id)?;
        let saved = from_rows(&rows)?;
        let reference = core
            .case_of(draft.begun.case_tag)?
            .map(|c| c.card.reference.clone())
            .unwrap_or_default();
        let comments = match draft.begun.return_id {
            Some(id) => core.comments_of(id)?,
            None => Vec::new(),
        };
        let now = self.now();
        let mut random = self.random();
        let (mut checkin, _lost) = Checkin::restore(form, &saved, &now, &mut random)?;
        if let Some(day) = draft.begun.today.as_deref().and_then(|d| d.parse().ok()) {
            checkin.set_today_of_original(day);
        }
        core.mark_open(draft.begun.record)?;
        core.session = Some(Session {
            draft,
            checkin,
            reference,
            comments,
            shown_messages: HashSet::new(),
            type_error: None,
        });
        core.shown()
    }

    /// Deletes the draft of a case.
    ///
    /// # Errors
    /// When there is none.
    pub fn discard_draft(&self, case_id: &str) -> Result<(), ApiError> {
        self.step(|core| {
            let case = core.case(case_id)?;
            let vault = core.vault()?;
            let mut found = false;
            for draft in vault.drafts()? {
                if draft.begun.case_tag == case.tag && draft.begun.return_id.is_none() {
                    vault.delete_draft(&draft)?;
                    found = true;
                }
            }
            core.session = None;
            if found { Ok(()) } else { Err(Code::MISSING) }
        })
    }

    /// The page that is shown now.
    ///
    /// # Errors
    /// When no form is open.
    pub fn question(&self) -> Result<QuestionScreen, ApiError> {
        self.step(|core| core.shown())
    }

    /// Answers a question; an empty value clears it. On disk when this returns.
    ///
    /// # Errors
    /// When the question is not asked, or storage fails. A value of the wrong kind is no error: the page
    /// says so and what was there stays.
    pub fn answer(&self, path: &str, value: &str) -> Result<QuestionScreen, ApiError> {
        let answer = if value.is_empty() {
            Answer::Clear
        } else {
            Answer::value(value)
        };
        self.put(path, &answer)
    }

    /// The person prefers not to say. On disk when this returns.
    ///
    /// # Errors
    /// As [`App::answer`]; also where an answer is required.
    pub fn prefer_not_to_say(&self, path: &str) -> Result<QuestionScreen, ApiError> {
        self.put(path, &Answer::PrefersNotToSay)
    }

    fn put(&self, path: &str, answer: &Answer) -> Result<QuestionScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            core.session()?;
            let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
            let path = Path::new(path);
            match session.checkin.answer(&path, answer, &now) {
                Ok(change) => {
                    session.type_error = None;
                    session.shown_messages.remove(path.as_str());
                    self.keep_or_reopen(core, &change, None)?;
                }
                Err(AnswerError::Type { path, .. }) => session.type_error = Some(path),
                Err(e) => return Err(e.into()),
            }
            core.shown()
        })
    }

    /// Writes a change. When the disk refuses it, memory goes back to what the disk has.
    fn keep_or_reopen(
        &self,
        core: &mut Core,
        change: &Change,
        step: Option<Step>,
    ) -> Result<(), Code> {
        let kept = core.keep(change, step);
        if let Err(code) = kept {
            if let Some(session) = core.session.take() {
                let _ = self.open_draft(core, session.draft);
            }
            return Err(code);
        }
        Ok(())
    }

    /// The next page, or this one with a message when something here has to be put right first.
    ///
    /// # Errors
    /// When no form is open, or storage fails.
    pub fn next(&self) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let language = self.language_of_form(core)?;
            let session = core.session()?;
            let blocked: Vec<String> = on_page(&session.checkin, session.here(), &language)
                .into_iter()
                .filter(|v| {
                    (v.required && v.state != State::Answered)
                        || (v.state == State::Answered && v.message.is_some())
                })
                .map(|v| v.path.as_str().to_owned())
                .collect();
            if !blocked.is_empty() || session.type_error.is_some() {
                let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
                session.shown_messages.extend(blocked);
                return core.shown();
            }
            let step = session.after();
            self.go(core, step)
        })
    }

    /// The page before; the first page stays.
    ///
    /// # Errors
    /// As [`App::next`].
    pub fn previous(&self) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let session = core.session()?;
            match session.before() {
                Some(step) => self.go(core, step),
                None => core.shown(),
            }
        })
    }

    /// Leaves this page without an answer. What can't stand is cleared; what is required keeps the page.
    ///
    /// # Errors
    /// As [`App::next`].
    pub fn skip(&self) -> Result<QuestionScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            let language = self.language_of_form(core)?;
            core.session()?;
            let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
            session.type_error = None;
            let views = on_page(&session.checkin, session.here(), &language);
            let required: Vec<String> = views
                .iter()
                .filter(|v| v.required && v.state != State::Answered)
                .map(|v| v.path.as_str().to_owned())
                .collect();
            if !required.is_empty() {
                session.shown_messages.extend(required);
                return core.shown();
            }
            let bad: Vec<Path> = views
                .into_iter()
                .filter(|v| v.state == State::Answered && v.message.is_some())
                .map(|v| v.path)
                .collect();
            for path in bad {
                let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
                let change = session.checkin.answer(&path, &Answer::Clear, &now)?;
                self.keep_or_reopen(core, &change, None)?;
            }
            let step = core.session()?.after();
            self.go(core, step)
        })
    }

    /// The page with a question.
    ///
    /// # Errors
    /// When it is not asked now.
    pub fn jump(&self, path: &str) -> Result<QuestionScreen, ApiError> {
        self.step(|core| {
            let step = core
                .session()?
                .checkin
                .jump(&Path::new(path))
                .ok_or(Code::NOT_ASKED)?;
            self.go(core, step)
        })
    }

    /// Adds one more of the repeat whose page is shown, and goes to its first page.
    ///
    /// # Errors
    /// When the page is not that of a repeat.
    pub fn add_repeat(&self) -> Result<QuestionScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            core.session()?;
            let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
            let Step::Repeat(path) = session.here().clone() else {
                return Err(Code::NOT_ASKED);
            };
            let (instance, change) = session.checkin.add_repeat(&path, &now)?;
            let step = session.checkin.jump(&instance);
            self.keep_or_reopen(core, &change, step)?;
            core.shown()
        })
    }

    /// Removes the repeat instance that holds a question.
    ///
    /// # Errors
    /// When the question is in no repeat.
    pub fn remove_repeat(&self, path: &str) -> Result<QuestionScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            core.session()?;
            let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
            let end = path.rfind(']').ok_or(Code::NOT_ASKED)? + 1;
            let instance = Path::new(path.get(..end).ok_or(Code::NOT_ASKED)?);
            let repeat = Path::new(
                path.get(..path.rfind('[').ok_or(Code::NOT_ASKED)?)
                    .ok_or(Code::NOT_ASKED)?,
            );
            let change = session.checkin.remove_repeat(&instance, &now)?;
            let step = Step::Repeat(repeat);
            let step = if session.checkin.steps().contains(&step) {
                step
            } else {
                session.first_step()
            };
            self.keep_or_reopen(core, &change, Some(step))?;
            core.shown()
        })
    }

    /// All questions as the answers stand.
    ///
    /// # Errors
    /// When no form is open.
    pub fn contents(&self) -> Result<Contents, ApiError> {
        self.step(|core| Ok(core.session()?.contents(core.langs())))
    }

    /// The read-back.
    ///
    /// # Errors
    /// When no form is open.
    pub fn summary(&self) -> Result<Summary, ApiError> {
        self.step(|core| {
            let session = core.session()?;
            let danger = session.danger().then(|| core.emergency_box());
            Ok(session.summary(core.langs(), danger))
        })
    }

    /// Leaves the form; the draft is kept, and the day list comes first when the phone is opened again.
    ///
    /// # Errors
    /// When the phone is locked, or storage fails; the form is left all the same.
    pub fn leave(&self) -> Result<(), ApiError> {
        self.step(|core| {
            core.session = None;
            core.mark_left()
        })
    }

    fn go(&self, core: &mut Core, step: Step) -> Result<QuestionScreen, Code> {
        self.keep_or_reopen(core, &Change::default(), Some(step))?;
        let session = core.session.as_mut().ok_or(Code::NO_SESSION)?;
        session.type_error = None;
        core.shown()
    }

    fn language_of_form(&self, core: &Core) -> Result<String, Code> {
        core.session()?;
        Ok(core.form_lang().tag().to_owned())
    }
}
