//! Drafts: a form that was begun, left, opened again or given up.
//!
//! Invariant: a draft is on disk before its first page is shown, with the mark that it is the one that is
//! open. There is one new draft of a form and case: one that was begun in an older version is continued in
//! that version, until its worker takes it over into the newer one.

use std::collections::HashSet;

use homeward_checkin::{Answer, Checkin, SavedAnswer, State, Step};
use homeward_seal::{Comment, Digest, RecordId};
use homeward_vault::{Draft, DraftAnswer, NewDraft};

use crate::{
    App,
    core::Core,
    day::Case,
    error::{ApiError, Code},
    question_names as names,
    screen::QuestionScreen,
    session::{Session, question_named},
};

pub(crate) fn to_row(saved: &SavedAnswer) -> DraftAnswer {
    DraftAnswer {
        path: saved.path.clone(),
        value: saved.value.clone(),
        state: saved.state.number(),
    }
}

fn from_rows(rows: &[DraftAnswer]) -> Result<Vec<SavedAnswer>, Code> {
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
    /// The new check-in of a case that was begun last.
    pub(crate) fn new_draft(&self, case_tag: [u8; 16]) -> Result<Option<Draft>, Code> {
        let mut drafts = self.vault()?.drafts()?.into_iter().rev();
        Ok(drafts.find(|d| d.begun.case_tag == case_tag && d.begun.is_new()))
    }

    /// The id that all versions of a form have.
    fn form_name(&self, form: [u8; 32]) -> Option<&str> {
        Some(self.view()?.form(&Digest(form))?.id.as_str())
    }
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
            let wanted = core.form_name(form_digest);
            let same = |d: &Draft| {
                let form = d.begun.form;
                form == form_digest || (wanted.is_some() && core.form_name(form) == wanted)
            };
            let mut drafts = vault.drafts()?;
            drafts.retain(|d| d.begun.is_new() && d.begun.case_tag == case.tag && same(d));
            let existing = drafts
                .into_iter()
                .max_by_key(|d| d.begun.form == form_digest);
            if let Some(draft) = existing {
                return self.open_draft(core, draft);
            }
            let checkin = self.new_checkin(core, &case, form_digest)?;
            self.begin_new(core, &case, form_digest, checkin)
        })
    }

    /// A check-in of a form with the case's reference filled in; nothing is kept yet.
    pub(crate) fn new_checkin(
        &self,
        core: &mut Core,
        case: &Case,
        form: [u8; 32],
    ) -> Result<Checkin, Code> {
        let now = self.now();
        let mut checkin = Checkin::new(core.form(form)?, &now, &mut self.random())?;
        if let Some(path) = question_named(&checkin, names::CASE_REF) {
            let reference = Answer::value(case.card.reference.clone());
            checkin.answer(&path, &reference, &now)?;
        }
        Ok(checkin)
    }

    /// Keeps a check-in of a case as a new draft and opens it.
    pub(crate) fn begin_new(
        &self,
        core: &mut Core,
        case: &Case,
        form: [u8; 32],
        checkin: Checkin,
    ) -> Result<QuestionScreen, Code> {
        let new = NewDraft {
            case_tag: case.tag,
            form,
            record: RecordId::random(&mut *self.random()).0,
            return_id: None,
            started: self.now().timestamp.as_second(),
            today: None,
            amends: None,
        };
        let reference = case.card.reference.clone();
        self.begin(core, new, checkin, reference, Vec::new(), None)
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
            let draft = core.new_draft(case.tag)?.ok_or(Code::MISSING)?;
            self.open_draft(core, draft)
        })
    }

    /// Opens a draft at the page where it was left.
    pub(crate) fn open_draft(&self, core: &mut Core, draft: Draft) -> Result<QuestionScreen, Code> {
        let checkin = self.restored(core, &draft)?;
        let reference = core
            .case_of(draft.begun.case_tag)?
            .map(|c| c.card.reference.clone())
            .unwrap_or_default();
        let comments = match draft.begun.return_id {
            Some(id) => core.comments_of(id)?,
            None => Vec::new(),
        };
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

    /// A draft as it is on disk.
    pub(crate) fn restored(&self, core: &mut Core, draft: &Draft) -> Result<Checkin, Code> {
        let form = core.form(draft.begun.form)?;
        let saved = from_rows(&core.vault()?.answers(draft.id)?)?;
        let mut random = self.random();
        let (mut checkin, _lost) = Checkin::restore(form, &saved, &self.now(), &mut random)?;
        if let Some(day) = draft.begun.today.as_deref().and_then(|d| d.parse().ok()) {
            checkin.set_today_of_original(day);
        }
        Ok(checkin)
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
                if draft.begun.case_tag == case.tag && draft.begun.is_new() {
                    vault.delete_draft(&draft)?;
                    found = true;
                }
            }
            core.session = None;
            if found { Ok(()) } else { Err(Code::MISSING) }
        })
    }
}
