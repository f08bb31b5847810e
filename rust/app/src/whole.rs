//! A whole contact at once, from answers by question name: for what is moved over from paper, for the
//! demo and for tests.
//!
//! Invariant: it goes the way of a contact that is filled page by page: the same engine, a draft on disk,
//! the same finish. A form that is not complete stays a draft.

use homeward_checkin::{Answer, Checkin, fill};
use serde_json::{Map, Value};

use crate::{
    App,
    error::{ApiError, Code},
    fill::question_named,
    question_names as names,
    screen::Finish,
};

impl App {
    /// Fills the form of a case from answers by question name (shapes as in `homeward form fill`) and
    /// finishes it.
    ///
    /// # Errors
    /// When case or form are not here, an answer is not taken, or as [`App::finish`].
    pub fn whole_checkin(
        &self,
        case_id: &str,
        form_id: Option<&str>,
        answers: &Map<String, Value>,
    ) -> Result<Finish, ApiError> {
        let now = self.now();
        self.step(|core| {
            let case = core.case(case_id)?;
            let digest = core.chosen_form(form_id)?;
            let form = core.form(digest)?;
            let mut random = self.random();
            let mut checkin = Checkin::new(form, &now, &mut random)?;
            if let Some(path) = question_named(&checkin, names::CASE_REF) {
                let reference = Answer::value(case.card.reference.clone());
                checkin.answer(&path, &reference, &now)?;
            }
            fill::fill(&mut checkin, answers, &now).map_err(|_| Code::UNEXPECTED)?;
            let record = homeward_seal::RecordId::random(&mut *random);
            let new = homeward_vault::NewDraft {
                case_tag: case.tag,
                form: digest,
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
        })?;
        self.finish()
    }
}
