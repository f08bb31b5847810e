//! A whole contact at once, from answers by question name: for what is moved over from paper, for the
//! demo and for tests.
//!
//! Invariant: it goes the way of a contact that is filled page by page: the same engine, a draft on disk,
//! the same finish. A form that is not complete stays a draft.

use homeward_checkin::fill;
use serde_json::{Map, Value};

use crate::{
    App,
    error::{ApiError, Code},
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
            let form = core.chosen_form(form_id)?;
            let mut checkin = self.new_checkin(core, &case, form)?;
            fill::fill(&mut checkin, answers, &now).map_err(|_| Code::UNEXPECTED)?;
            self.begin_new(core, &case, form, checkin)
        })?;
        self.finish()
    }
}
