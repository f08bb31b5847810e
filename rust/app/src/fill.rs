//! Filling a form: one question a page, each answer on disk before the next page shows.
//!
//! Invariant: the check-in in memory and the draft on disk say the same after every call. An answer is
//! written in one transaction together with the page that is shown, so a kill at any moment comes back
//! to the same question with every answer kept.

use homeward_checkin::{Answer, AnswerError, Change, Path, State, Step};

use crate::{
    App,
    core::Core,
    draft::to_row,
    error::{ApiError, Code},
    page::{Langs, on_page},
    screen::{Contents, QuestionScreen, Summary},
    session::Session,
};

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

impl App {
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
        self.step(|core| {
            let session = core.session()?;
            let (draft, mut contents) = (session.draft.clone(), session.contents(core.langs()));
            contents.newer_form = core.offer(&draft)?;
            Ok(contents)
        })
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
