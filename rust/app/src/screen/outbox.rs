//! The outbox and what a sync did.

/// State of a finished check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxState {
    /// Sealed, on this phone only.
    Saved,
    /// Sending was begun.
    Sending,
    /// The server has it on disk; the receipt was verified.
    Sent,
    /// An officer's signed word says that it was read.
    Read,
    /// Returned for correction.
    Returned,
    /// The server refused it, with a reason; it is still on this phone.
    Refused,
}

/// One finished check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its id.
    pub record_id: String,
    /// Case reference.
    pub reference: String,
    /// Title of the form.
    pub form_title: String,
    /// When it was finished, in words.
    pub finished: String,
    /// Its state.
    pub state: OutboxState,
    /// The state in words ("Saved on this phone").
    pub state_label: String,
    /// The receipt in words ("Receipt 41 of 4 March, 10:12"), or empty.
    pub receipt: String,
    /// Why it was refused and what to do, or empty.
    pub reason: String,
    /// True for a new version of a returned check-in.
    pub correction: bool,
    /// True while it can be opened again and changed: it is not being sent yet, and was finished less than a day
    /// ago.
    pub can_correct: bool,
    /// True while it is open for changes; it is not sent before that ends.
    pub changing: bool,
}

/// The outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbox {
    /// Newest first.
    pub rows: Vec<OutboxRow>,
    /// What is true now, then what to do.
    pub sentence: String,
    /// What to say when there is no row, else empty.
    pub empty: String,
    /// True while the worker has switched the network off.
    pub offline: bool,
    /// How many are not sent.
    pub waiting: u32,
    /// Sending and receiving.
    pub sync: super::SyncLine,
}

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncReport {
    /// True when everything was sent and fetched.
    pub complete: bool,
    /// How many check-ins got their receipt.
    pub sent: u32,
    /// How many were refused.
    pub refused: u32,
    /// How many returns arrived.
    pub returned: u32,
    /// How many still wait.
    pub waiting: u32,
    /// What is true now, then what to do.
    pub sentence: String,
    /// Code for support, for example `HW-301`, or empty.
    pub code: String,
}
