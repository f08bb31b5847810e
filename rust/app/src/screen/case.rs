//! One case, and what was returned for correction.

/// A form that can be begun for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChoice {
    /// Id of the form version, to start it with.
    pub form_id: String,
    /// Its title in the language.
    pub title: String,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseScreen {
    /// Id of the case.
    pub case_id: String,
    /// Case reference.
    pub reference: String,
    /// Area in words.
    pub area: String,
    /// When the next contact is due, in words.
    pub due: String,
    /// Language in which the person likes to talk, in words; empty if unknown.
    pub language: String,
    /// What has been returned, oldest first.
    pub corrections: Vec<Correction>,
    /// True when a check-in was begun and not finished: the button says "Continue".
    pub draft: bool,
    /// When it was begun, in words, or empty.
    pub draft_since: String,
    /// That the draft's form has a newer version, which [`crate::App::upgrade_screen`] shows; or empty.
    pub newer_form: String,
    /// That the draft was taken over into a newer version, which can be taken back; or empty.
    pub taken_over: String,
    /// Forms that can be begun.
    pub forms: Vec<FormChoice>,
    /// What this phone sent or will send for the case, newest first.
    pub sent: Vec<super::OutboxRow>,
    /// Why nothing can be begun ("The forms have not arrived yet."), or empty.
    pub hindrance: String,
}

/// One check-in that was returned for correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Id of the return, to open it with.
    pub return_id: String,
    /// Case reference.
    pub reference: String,
    /// Date of the contact in words.
    pub contact_date: String,
    /// The question that the officer asks about, in the language; empty when it is about the whole.
    pub question: String,
    /// The officer's comment, as written.
    pub comment: String,
    /// True when the correction was begun.
    pub draft: bool,
}

/// Everything that was returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrections {
    /// Oldest first.
    pub rows: Vec<Correction>,
    /// What to say when there is none, else empty.
    pub empty: String,
}
