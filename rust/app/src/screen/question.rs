//! One question a page, contents, read-back and finish.

/// What a page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// One question.
    Question,
    /// Several questions of one group on a page.
    Group,
    /// "Add another?"
    Repeat,
    /// All questions were shown: go to the read-back.
    End,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// Text to read, nothing to answer.
    Note,
    /// Free text.
    Text,
    /// Whole number.
    Integer,
    /// Decimal number.
    Decimal,
    /// Date, `YYYY-MM-DD`.
    Date,
    /// Time, `HH:MM`.
    Time,
    /// Date and time.
    DateTime,
    /// One of the choices.
    SelectOne,
    /// Any of the choices; the value is their names separated by spaces.
    SelectMultiple,
    /// All choices in an order; the value is their names separated by spaces.
    Rank,
    /// A confirmation.
    Acknowledge,
    /// A kind that this phone does not ask (location, picture): shown, and can be skipped.
    NotAsked,
}

/// State of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// There is an answer.
    Answered,
    /// The person prefers not to say.
    PrefersNotToSay,
    /// Passed over, or not reached yet.
    Skipped,
    /// Not asked, because of other answers.
    NotAsked,
}

/// One choice of a select question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name, to answer with.
    pub value: String,
    /// Its label.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
}

/// One question on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionItem {
    /// Which question, to answer it with.
    pub path: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question.
    pub label: String,
    /// A hint below, or empty.
    pub hint: String,
    /// Longer guidance for the worker, or empty.
    pub guidance: String,
    /// True when it cannot be skipped.
    pub required: bool,
    /// True when it is shown only.
    pub readonly: bool,
    /// Choices of a select question.
    pub choices: Vec<Choice>,
    /// The answer as kept (`2026-03-14`, `yes`, `a b`), or empty.
    pub answer: String,
    /// The answer in words, or empty.
    pub answer_label: String,
    /// State of the answer.
    pub state: AnswerState,
    /// True when "prefers not to say" can be chosen.
    pub can_prefer_not: bool,
    /// What is wrong with the answer, or empty.
    pub message: String,
    /// The form's wish how to draw it, for example `minimal` or `multiline`.
    pub appearance: String,
    /// What the officer wrote about this question (corrections), or empty.
    pub comment: String,
}

/// A danger "now" was reported: call, this form is not read at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Heading.
    pub title: String,
    /// What to do.
    pub sentence: String,
    /// Number to call, or empty when the tenant has set none.
    pub number: String,
    /// Number of the duty officer, or empty.
    pub duty_number: String,
    /// Text of the call button.
    pub call: String,
}

/// One instance of a repeat on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatRow {
    /// What to remove it by.
    pub path: String,
    /// "Referral 1".
    pub label: String,
    /// Its first answers in words, or empty.
    pub answers: String,
}

/// One page of a form being filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionScreen {
    /// Case reference.
    pub reference: String,
    /// Title of the form.
    pub form_title: String,
    /// Kind of page.
    pub step: StepKind,
    /// Heading of the section that the question belongs to, or empty.
    pub section: String,
    /// Questions of this page (one, unless the form puts several on a page).
    pub items: Vec<QuestionItem>,
    /// "Add another referral?" for [`StepKind::Repeat`], else empty.
    pub repeat_label: String,
    /// How many of the repeat there are.
    pub repeat_count: u32,
    /// Each of them, to look at or remove.
    pub repeat_rows: Vec<RepeatRow>,
    /// Number of this page, from 1.
    pub index: u32,
    /// Number of pages as the answers stand now.
    pub total: u32,
    /// "Question 4 of 33".
    pub progress: String,
    /// True when there is a page before.
    pub can_go_back: bool,
    /// True when this page can be left without an answer.
    pub can_skip: bool,
    /// True when this is a correction of a returned check-in.
    pub correction: bool,
    /// Set while the answers report a danger "now".
    pub emergency: Option<Emergency>,
    /// Language tag of the form's texts on this page, for example `mk` (for the font).
    pub language: String,
    /// "Saved on this phone.", shown quietly after an answer.
    pub saved: String,
}

/// One row of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsRow {
    /// Where to jump.
    pub path: String,
    /// The question.
    pub label: String,
    /// The section, or empty.
    pub section: String,
    /// State of the answer.
    pub state: AnswerState,
    /// The state in words.
    pub state_label: String,
    /// True for the page that is shown now.
    pub here: bool,
    /// True when something stands in the way of finishing here.
    pub open: bool,
}

/// All questions that are asked as the answers stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Id of the case.
    pub case_id: String,
    /// Case reference.
    pub reference: String,
    /// That the form has a newer version, which [`crate::App::upgrade_screen`] shows; or empty.
    pub newer_form: String,
    /// In the order of the form.
    pub rows: Vec<ContentsRow>,
}

/// One row of the read-back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// Where to jump.
    pub path: String,
    /// The section, or empty.
    pub section: String,
    /// The question.
    pub label: String,
    /// The answer in words; a state in words when there is none.
    pub answer: String,
    /// State of the answer.
    pub state: AnswerState,
    /// What is missing or wrong here, or empty.
    pub message: String,
}

/// The read-back before finishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Case reference.
    pub reference: String,
    /// In the order of the form.
    pub rows: Vec<SummaryRow>,
    /// Where the first thing that is missing can be answered, or empty.
    pub first_missing: String,
    /// What to do now ("Read the answers back with the person.").
    pub sentence: String,
    /// True when nothing is missing.
    pub can_finish: bool,
    /// Set while the answers report a danger "now".
    pub emergency: Option<Emergency>,
}

/// What finishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finish {
    /// True when it is sealed and in the outbox.
    pub done: bool,
    /// "Saved on this phone. It will be sent when there is a network.", or what is missing.
    pub sentence: String,
    /// Where the first thing that is missing can be answered, or empty.
    pub first_missing: String,
    /// Set when a danger "now" was reported: show it before anything else.
    pub emergency: Option<Emergency>,
}
