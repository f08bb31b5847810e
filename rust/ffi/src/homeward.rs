//! The one object behind all screens.

use std::{collections::HashMap, sync::Arc};

use homeward_app::{Profiles, screen::*};

use crate::ApiError;

/// Told about the progress of a sync; called from another thread.
#[uniffi::export(with_foreign)]
pub trait SyncListener: Send + Sync {
    /// `done` of `total` steps, and what is happening in words.
    fn progress(&self, done: u32, total: u32, sentence: String);
}

struct Forward(Arc<dyn SyncListener>);

impl homeward_app::Listener for Forward {
    fn progress(&self, done: u32, total: u32, sentence: &str) {
        self.0.progress(done, total, sentence.to_owned());
    }
}

/// The application core of one phone, over one data folder. Calls go to the worker profile in use.
#[derive(uniffi::Object)]
pub struct Homeward {
    profiles: Profiles,
}

#[uniffi::export(async_runtime = "tokio")]
impl Homeward {
    /// Opens (or begins) the data folder.
    #[uniffi::constructor]
    pub fn new(folder: String) -> Result<Arc<Self>, ApiError> {
        Ok(Arc::new(Self {
            profiles: Profiles::open(folder.as_ref())?,
        }))
    }

    /// Which screen to begin with; ask again after unlocking, enrolling or locking.
    pub fn start(&self) -> Result<Start, ApiError> {
        Ok(self.profiles.app().start()?)
    }

    // profiles

    /// The workers who share this phone, in the order in which they were added; one at first. Works
    /// without PIN.
    pub fn profiles(&self) -> Result<Vec<Profile>, ApiError> {
        Ok(self.profiles.list()?)
    }

    /// Names the profile in use as it is listed on this phone.
    pub fn name_profile(&self, name: String) -> Result<(), ApiError> {
        Ok(self.profiles.name(&name)?)
    }

    /// Begins a new profile and goes to it; the one in use is locked.
    pub fn add_profile(&self) -> Result<Start, ApiError> {
        Ok(self.profiles.add()?)
    }

    /// Goes to another profile; the one in use is locked at once.
    pub fn switch_profile(&self, id: String) -> Result<Start, ApiError> {
        Ok(self.profiles.switch(&id)?)
    }

    // words

    /// The languages that can be chosen.
    pub fn languages(&self) -> Vec<Language> {
        self.profiles.app().languages()
    }

    /// All texts without variables, by key, in the language of the application.
    pub fn words(&self) -> HashMap<String, String> {
        self.profiles.app().words()
    }

    /// One text with its variables filled in.
    pub fn word(&self, key: String, arguments: HashMap<String, String>) -> String {
        self.profiles.app().word(&key, &arguments)
    }

    /// Chooses the language of the application (and of forms, until that is chosen apart).
    pub fn set_language(&self, tag: String) -> Result<(), ApiError> {
        Ok(self.profiles.app().set_language(&tag)?)
    }

    /// Chooses the language in which forms are shown. No answer is lost.
    pub fn set_form_language(&self, tag: String) -> Result<(), ApiError> {
        Ok(self.profiles.app().set_form_language(&tag)?)
    }

    // PIN

    /// Chooses the PIN (at least 6 digits) and makes the vault. Slow on purpose.
    pub fn set_pin(&self, pin: String) -> Result<Start, ApiError> {
        Ok(self.profiles.app().set_pin(&pin)?)
    }

    /// Tries a PIN. Slow on purpose.
    pub fn unlock(&self, pin: String) -> Result<Unlock, ApiError> {
        Ok(self.profiles.app().unlock(&pin)?)
    }

    /// Locks at once: keys and texts leave memory. A form being filled is kept as a draft.
    pub fn lock(&self) -> Start {
        self.profiles.app().lock()
    }

    /// The same as `lock`: what the quick-hide button calls before it shows its neutral page.
    pub fn quick_hide(&self) -> Start {
        self.profiles.app().lock()
    }

    // enrolment

    /// How far the enrolment has come, as known here.
    pub fn enrolment(&self) -> Result<Enrolment, ApiError> {
        Ok(self.profiles.app().enrolment()?)
    }

    /// Begins with a scanned text (`address` empty) or an address and a typed code.
    pub async fn enrol(&self, address: String, code: String) -> Result<Enrolment, ApiError> {
        Ok(self.profiles.app().enrol(&address, &code).await?)
    }

    /// Asks the server whether the supervisor has signed. Call it every few seconds while waiting.
    pub async fn enrolment_progress(&self) -> Result<Enrolment, ApiError> {
        Ok(self.profiles.app().enrolment_progress().await?)
    }

    // lists

    /// Who is due, corrections first.
    pub fn day_list(&self) -> Result<DayList, ApiError> {
        Ok(self.profiles.app().day_list()?)
    }

    /// One case.
    pub fn case_screen(&self, case_id: String) -> Result<CaseScreen, ApiError> {
        Ok(self.profiles.app().case_screen(&case_id)?)
    }

    /// What was returned for correction.
    pub fn corrections(&self) -> Result<Corrections, ApiError> {
        Ok(self.profiles.app().corrections()?)
    }

    /// Finished check-ins. Works without PIN, then without references.
    pub fn outbox(&self) -> Result<Outbox, ApiError> {
        Ok(self.profiles.app().outbox()?)
    }

    // filling

    /// Begins a form for a case (the check-in, if `form_id` is absent), or continues its draft.
    pub fn start_checkin(
        &self,
        case_id: String,
        form_id: Option<String>,
    ) -> Result<QuestionScreen, ApiError> {
        Ok(self
            .profiles
            .app()
            .start_checkin(&case_id, form_id.as_deref())?)
    }

    /// Continues the draft of a case at the question where it was left.
    pub fn resume(&self, case_id: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().resume(&case_id)?)
    }

    /// Deletes the draft of a case.
    pub fn discard_draft(&self, case_id: String) -> Result<(), ApiError> {
        Ok(self.profiles.app().discard_draft(&case_id)?)
    }

    /// What becomes of the answers of a case's draft in the newest version of its form; nothing is changed.
    pub fn upgrade_screen(&self, case_id: String) -> Result<UpgradeScreen, ApiError> {
        Ok(self.profiles.app().upgrade_screen(&case_id)?)
    }

    /// Takes the draft over into the version that was shown, at the same question or the nearest.
    pub fn upgrade_draft(
        &self,
        case_id: String,
        form_id: String,
    ) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().upgrade_draft(&case_id, &form_id)?)
    }

    /// Makes the draft what it was before it was taken over; what was answered since then is lost.
    pub fn undo_upgrade(&self, case_id: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().undo_upgrade(&case_id)?)
    }

    /// Opens a returned check-in at the question that the officer asks about.
    pub fn open_correction(&self, return_id: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().open_correction(&return_id)?)
    }

    /// Opens a finished check-in that is not being sent yet (`can_correct` in the outbox), with its
    /// answers; `finish` puts the changed one in its place. It is not sent while it is open, for a day at
    /// most.
    pub fn reopen_unsent(&self, record_id: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().reopen_unsent(&record_id)?)
    }

    /// Gives up the change of a finished check-in, which stays as it was.
    pub fn discard_change(&self, record_id: String) -> Result<(), ApiError> {
        Ok(self.profiles.app().discard_change(&record_id)?)
    }

    /// The page that is shown now.
    pub fn question(&self) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().question()?)
    }

    /// Answers a question (empty clears it); the answer is on disk when this returns.
    pub fn answer(&self, path: String, value: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().answer(&path, &value)?)
    }

    /// The person prefers not to say; on disk when this returns.
    pub fn prefer_not_to_say(&self, path: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().prefer_not_to_say(&path)?)
    }

    /// The next page, or this one with a message when something here has to be answered first.
    pub fn next(&self) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().next()?)
    }

    /// The page before.
    pub fn previous(&self) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().previous()?)
    }

    /// Leaves this page without an answer.
    pub fn skip(&self) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().skip()?)
    }

    /// The page with that question.
    pub fn jump(&self, path: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().jump(&path)?)
    }

    /// "Add another": adds one and goes to its first page.
    pub fn add_repeat(&self) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().add_repeat()?)
    }

    /// Removes the repeat instance that holds that question.
    pub fn remove_repeat(&self, path: String) -> Result<QuestionScreen, ApiError> {
        Ok(self.profiles.app().remove_repeat(&path)?)
    }

    /// All questions as the answers stand.
    pub fn contents(&self) -> Result<Contents, ApiError> {
        Ok(self.profiles.app().contents()?)
    }

    /// The read-back.
    pub fn summary(&self) -> Result<Summary, ApiError> {
        Ok(self.profiles.app().summary()?)
    }

    /// Seals the check-in into the outbox and deletes the draft.
    pub fn finish(&self) -> Result<Finish, ApiError> {
        Ok(self.profiles.app().finish()?)
    }

    /// Leaves the form; the draft is kept.
    pub fn leave(&self) -> Result<(), ApiError> {
        Ok(self.profiles.app().leave()?)
    }

    // the rest

    /// Whom to call in danger.
    pub fn emergency(&self) -> Result<Emergency, ApiError> {
        Ok(self.profiles.app().emergency()?)
    }

    /// Settings and about.
    pub fn settings(&self) -> Result<Settings, ApiError> {
        Ok(self.profiles.app().settings()?)
    }

    /// Switches the network off or on for this application.
    pub fn set_work_offline(&self, offline: bool) -> Result<Settings, ApiError> {
        Ok(self.profiles.app().set_work_offline(offline)?)
    }

    /// Sends and fetches now, and sends what waits in the other profiles. A network that is not there is a report, not an error.
    pub async fn sync_now(
        &self,
        listener: Option<Arc<dyn SyncListener>>,
    ) -> Result<SyncReport, ApiError> {
        let forward = listener.map(Forward);
        Ok(self
            .profiles
            .sync_now(forward.as_ref().map(|f| f as &dyn homeward_app::Listener))
            .await?)
    }
}
