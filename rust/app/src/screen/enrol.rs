//! Welcome, PIN, enrolment and unlocking.

/// The screen that the application opens with, or goes to after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartScreen {
    /// Nothing is set up: say what this is, let the worker choose a language.
    Welcome,
    /// Choose a PIN (keys are born behind it).
    SetPin,
    /// Type or scan the enrolment code.
    Enrol,
    /// Digits to compare aloud, and waiting for the supervisor's signature.
    Compare,
    /// Enter the PIN.
    Unlock,
    /// The vault was destroyed: say so; only the outbox is left; enrol anew.
    Destroyed,
    /// The day list.
    DayList,
    /// The question of the form that was open when the application ended: ask for the page.
    Question,
}

/// Where to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Which screen.
    pub screen: StartScreen,
    /// Language of the words, for example `mk`.
    pub language: String,
    /// A sentence to show on that screen (what a PIN protects here, that the vault was destroyed), or empty.
    pub sentence: String,
    /// How many tries are left before the vault is destroyed (unlock screen; 0 elsewhere).
    pub tries_left: u32,
}

/// What an entered PIN did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlock {
    /// True when the vault is open.
    pub opened: bool,
    /// Which screen is next.
    pub screen: StartScreen,
    /// How many tries are left before the vault is destroyed.
    pub tries_left: u32,
    /// What to say ("Wrong PIN. 7 tries are left."), empty when opened.
    pub sentence: String,
}

/// How far an enrolment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentStep {
    /// A code is wanted.
    Enter,
    /// The supervisor compares the digits and signs; ask again for the state.
    Waiting,
    /// The directory names this device: done.
    Done,
    /// The supervisor said no, or the code ran out: begin again with a new code.
    Refused,
}

/// Six groups of five digits, compared aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    /// Six strings of five digits.
    pub groups: Vec<String>,
}

/// The enrolment screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// How far it has come.
    pub step: EnrolmentStep,
    /// The digits to read aloud; absent before the code was accepted.
    pub digits: Option<Digits>,
    /// Address of the server, as typed or scanned.
    pub server: String,
    /// What is true now and what to do.
    pub sentence: String,
}
