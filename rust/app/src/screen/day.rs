//! The day list: who is due, corrections first.

/// State of sending and receiving, one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncState {
    /// Everything is sent and fetched.
    Idle,
    /// A sync is running.
    Running,
    /// Something waits on this phone.
    Waiting,
    /// The worker switched the network off in this application.
    Offline,
    /// The last try did not work; nothing is lost.
    Failed,
}

/// One line about sending and receiving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncLine {
    /// Its state.
    pub state: SyncState,
    /// What is true now, then what to do.
    pub sentence: String,
    /// How many finished check-ins wait on this phone.
    pub waiting: u32,
}

/// One case in the day list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRow {
    /// Id of the case, to open it with.
    pub case_id: String,
    /// Case reference, for example `ABCD-2345`.
    pub reference: String,
    /// When the next contact is due, in words ("Due today", "Due 4 March").
    pub due: String,
    /// The same as `YYYY-MM-DD`; empty when no date is known.
    pub due_date: String,
    /// True when something was returned for correction.
    pub correction: bool,
    /// True when a check-in was begun and not finished.
    pub draft: bool,
    /// "Returned for correction", "Begun, not finished", or empty.
    pub note: String,
}

/// The day list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayList {
    /// Today in words, in the language.
    pub today: String,
    /// Corrections first, then by due date, then by reference.
    pub rows: Vec<DayRow>,
    /// What to say when there is no row, else empty.
    pub empty: String,
    /// How many check-ins were returned for correction.
    pub corrections: u32,
    /// Sending and receiving.
    pub sync: SyncLine,
    /// A sentence to show above the list ("The date of this phone may be wrong."), or empty.
    pub notice: String,
    /// The emergency number has to be shown again: a danger "now" was reported and is not yet sent.
    pub emergency: bool,
}
