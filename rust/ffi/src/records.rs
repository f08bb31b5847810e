//! The screens' values as UniFFI records, shape by shape those of `homeward_app::screen`, where each
//! field is explained. Nothing is converted: the macros only describe the same types to Kotlin.

use homeward_app::screen::{
    AnswerState, CaseScreen, Choice, Contents, ContentsRow, Correction, Corrections, DayList,
    DayRow, Digits, Emergency, Enrolment, EnrolmentStep, Finish, FormChoice, Language, Outbox,
    OutboxRow, OutboxState, Profile, QuestionItem, QuestionKind, QuestionScreen, RepeatRow,
    Settings, Start, StartScreen, StepKind, Summary, SummaryRow, SyncLine, SyncReport, SyncState,
    Unlock, UpgradeRow, UpgradeScreen,
};

#[uniffi::remote(Enum)]
pub enum StartScreen {
    Welcome,
    SetPin,
    Enrol,
    Compare,
    Unlock,
    Destroyed,
    DayList,
    Question,
}
#[uniffi::remote(Record)]
pub struct Profile {
    pub id: String,
    pub name: String,
    pub here: bool,
}
#[uniffi::remote(Record)]
pub struct Start {
    pub screen: StartScreen,
    pub language: String,
    pub sentence: String,
    pub tries_left: u32,
}
#[uniffi::remote(Record)]
pub struct Unlock {
    pub opened: bool,
    pub screen: StartScreen,
    pub tries_left: u32,
    pub sentence: String,
}
#[uniffi::remote(Enum)]
pub enum EnrolmentStep {
    Enter,
    Waiting,
    Done,
    Refused,
}
#[uniffi::remote(Record)]
pub struct Digits {
    pub groups: Vec<String>,
}
#[uniffi::remote(Record)]
pub struct Enrolment {
    pub step: EnrolmentStep,
    pub digits: Option<Digits>,
    pub server: String,
    pub sentence: String,
}

#[uniffi::remote(Enum)]
pub enum SyncState {
    Idle,
    Running,
    Waiting,
    Offline,
    Failed,
}
#[uniffi::remote(Record)]
pub struct SyncLine {
    pub state: SyncState,
    pub sentence: String,
    pub waiting: u32,
}
#[uniffi::remote(Record)]
pub struct DayRow {
    pub case_id: String,
    pub reference: String,
    pub due: String,
    pub due_date: String,
    pub correction: bool,
    pub draft: bool,
    pub note: String,
}
#[uniffi::remote(Record)]
pub struct DayList {
    pub today: String,
    pub rows: Vec<DayRow>,
    pub empty: String,
    pub corrections: u32,
    pub sync: SyncLine,
    pub notice: String,
    pub emergency: bool,
}

#[uniffi::remote(Record)]
pub struct FormChoice {
    pub form_id: String,
    pub title: String,
}
#[uniffi::remote(Record)]
pub struct CaseScreen {
    pub case_id: String,
    pub reference: String,
    pub area: String,
    pub due: String,
    pub language: String,
    pub corrections: Vec<Correction>,
    pub draft: bool,
    pub draft_since: String,
    pub newer_form: String,
    pub taken_over: String,
    pub forms: Vec<FormChoice>,
    pub sent: Vec<OutboxRow>,
    pub hindrance: String,
}
#[uniffi::remote(Record)]
pub struct Correction {
    pub return_id: String,
    pub reference: String,
    pub contact_date: String,
    pub question: String,
    pub comment: String,
    pub draft: bool,
}
#[uniffi::remote(Record)]
pub struct Corrections {
    pub rows: Vec<Correction>,
    pub empty: String,
}

#[uniffi::remote(Enum)]
pub enum StepKind {
    Question,
    Group,
    Repeat,
    End,
}
#[uniffi::remote(Enum)]
pub enum QuestionKind {
    Note,
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    SelectOne,
    SelectMultiple,
    Rank,
    Acknowledge,
    NotAsked,
}
#[uniffi::remote(Enum)]
pub enum AnswerState {
    Answered,
    PrefersNotToSay,
    Skipped,
    NotAsked,
}
#[uniffi::remote(Record)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub selected: bool,
}
#[uniffi::remote(Record)]
pub struct QuestionItem {
    pub path: String,
    pub kind: QuestionKind,
    pub label: String,
    pub hint: String,
    pub guidance: String,
    pub required: bool,
    pub readonly: bool,
    pub choices: Vec<Choice>,
    pub answer: String,
    pub answer_label: String,
    pub state: AnswerState,
    pub can_prefer_not: bool,
    pub message: String,
    pub appearance: String,
    pub comment: String,
}
#[uniffi::remote(Record)]
pub struct Emergency {
    pub title: String,
    pub sentence: String,
    pub number: String,
    pub duty_number: String,
    pub call: String,
}
#[uniffi::remote(Record)]
pub struct RepeatRow {
    pub path: String,
    pub label: String,
    pub answers: String,
}
#[uniffi::remote(Record)]
pub struct QuestionScreen {
    pub reference: String,
    pub form_title: String,
    pub step: StepKind,
    pub section: String,
    pub items: Vec<QuestionItem>,
    pub repeat_label: String,
    pub repeat_count: u32,
    pub repeat_rows: Vec<RepeatRow>,
    pub index: u32,
    pub total: u32,
    pub progress: String,
    pub can_go_back: bool,
    pub can_skip: bool,
    pub correction: bool,
    pub emergency: Option<Emergency>,
    pub language: String,
    pub saved: String,
}
#[uniffi::remote(Record)]
pub struct ContentsRow {
    pub path: String,
    pub label: String,
    pub section: String,
    pub state: AnswerState,
    pub state_label: String,
    pub here: bool,
    pub open: bool,
}
#[uniffi::remote(Record)]
pub struct Contents {
    pub case_id: String,
    pub reference: String,
    pub newer_form: String,
    pub rows: Vec<ContentsRow>,
}
#[uniffi::remote(Record)]
pub struct UpgradeRow {
    pub path: String,
    pub label: String,
    pub answer: String,
    pub note: String,
}
#[uniffi::remote(Record)]
pub struct UpgradeScreen {
    pub case_id: String,
    pub reference: String,
    pub form_id: String,
    pub form_title: String,
    pub sentence: String,
    pub stays: String,
    pub moves_title: String,
    pub moves: Vec<UpgradeRow>,
    pub lost_title: String,
    pub lost: Vec<UpgradeRow>,
    pub language: String,
}
#[uniffi::remote(Record)]
pub struct SummaryRow {
    pub path: String,
    pub section: String,
    pub label: String,
    pub answer: String,
    pub state: AnswerState,
    pub message: String,
}
#[uniffi::remote(Record)]
pub struct Summary {
    pub reference: String,
    pub rows: Vec<SummaryRow>,
    pub first_missing: String,
    pub sentence: String,
    pub can_finish: bool,
    pub emergency: Option<Emergency>,
}
#[uniffi::remote(Record)]
pub struct Finish {
    pub done: bool,
    pub sentence: String,
    pub first_missing: String,
    pub emergency: Option<Emergency>,
}

#[uniffi::remote(Enum)]
pub enum OutboxState {
    Saved,
    Sending,
    Sent,
    Read,
    Returned,
    Refused,
}
#[uniffi::remote(Record)]
pub struct OutboxRow {
    pub record_id: String,
    pub reference: String,
    pub form_title: String,
    pub finished: String,
    pub state: OutboxState,
    pub state_label: String,
    pub receipt: String,
    pub reason: String,
    pub correction: bool,
    #[uniffi(default = false)]
    pub can_correct: bool,
    #[uniffi(default = false)]
    pub changing: bool,
}
#[uniffi::remote(Record)]
pub struct Outbox {
    pub rows: Vec<OutboxRow>,
    pub sentence: String,
    pub empty: String,
    pub offline: bool,
    pub waiting: u32,
    pub sync: SyncLine,
}
#[uniffi::remote(Record)]
pub struct SyncReport {
    pub complete: bool,
    pub sent: u32,
    pub refused: u32,
    pub returned: u32,
    pub waiting: u32,
    pub sentence: String,
    pub code: String,
}

#[uniffi::remote(Record)]
pub struct Language {
    pub tag: String,
    pub name: String,
}
#[uniffi::remote(Record)]
pub struct Settings {
    pub language: String,
    pub form_language: String,
    pub languages: Vec<Language>,
    pub work_offline: bool,
    pub server: String,
    pub organisation: String,
    pub emergency_number: String,
    pub sync: SyncLine,
    pub last_contact: String,
    pub protection: String,
    pub lock_after_seconds: u32,
    pub about: String,
    pub device: String,
}
