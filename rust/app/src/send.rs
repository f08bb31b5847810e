//! The outbox on the screen, and sending and fetching.
//!
//! Both work without the PIN; then rows have no reference, because only cards know it.

use std::collections::HashMap;

use homeward_checkin::Now;
use homeward_seal::{Digest, DirectoryView, Receipt, RecordId, Signed};
use homeward_sync::{Outcome, Progress, Store, SyncError};
use homeward_vault::{Outbox as Outgoing, Sealed, SealedState};

use crate::{
    App,
    core::Core,
    dates,
    error::{ApiError, Code},
    screen::{Outbox, OutboxRow, OutboxState, SyncReport},
    settings::LAST_CONTACT,
    words::Arg,
};

/// How long the phone keeps sealed copies after the receipt.
const KEEP_SEALED: i64 = 30 * 86_400;
/// A clock that differs by more than this is said to be wrong.
const CLOCK_TOLERANCE: i64 = 86_400;

/// Told about the progress of a sync.
pub trait Listener: Send + Sync {
    /// `done` of `total` steps, and what is happening in words.
    fn progress(&self, done: u32, total: u32, sentence: &str);
}

struct AppStore<'a>(&'a App);

impl Store for AppStore<'_> {
    fn with<T>(
        &self,
        step: impl FnOnce(&Outgoing, &mut DirectoryView) -> Result<T, SyncError>,
    ) -> Result<T, SyncError> {
        let core = &mut *self.0.lock_core();
        let directory = core.directory.as_mut().ok_or(SyncError::OtherServer)?;
        step(&core.outbox, &mut directory.0)
    }

    fn now(&self) -> i64 {
        self.0.now().timestamp.as_second()
    }
}

impl From<&SyncError> for Code {
    fn from(e: &SyncError) -> Self {
        let own = match e {
            SyncError::Refused(code) => code
                .strip_prefix("HW-")
                .and_then(|n| n.parse().ok())
                .filter(known_refusal),
            SyncError::Trouble(507) => Some(501),
            _ => None,
        };
        Code(own.unwrap_or_else(|| e.number()))
    }
}

/// Codes of the server for which there are words here.
fn known_refusal(number: &u16) -> bool {
    matches!(number, 200..=205 | 501)
}

impl Core {
    /// All finished check-ins with their case, newest first.
    pub(crate) fn outbox_rows(&self, now: &Now) -> Result<Vec<([u8; 16], OutboxRow)>, Code> {
        let references: HashMap<[u8; 16], String> = match self.vault {
            Some(_) => self
                .cases()?
                .into_iter()
                .map(|c| (c.tag, c.card.reference.clone()))
                .collect(),
            None => HashMap::new(),
        };
        let rows = self.outbox.sealed()?;
        rows.iter()
            .map(|row| Ok((row.case_tag, self.outbox_row(row, &references, now)?)))
            .collect()
    }

    fn outbox_row(
        &self,
        row: &Sealed,
        references: &HashMap<[u8; 16], String>,
        now: &Now,
    ) -> Result<OutboxRow, Code> {
        let lang = self.lang;
        let held = row.held_until.is_some();
        let waits = matches!(row.state, SealedState::Saved | SealedState::Sending);
        let stranded = waits && !self.sends_for(&row.device)?;
        let (state, word) = match (row.state, row.returned, row.read_at) {
            _ if stranded => (OutboxState::Refused, "outbox-refused"),
            (_, true, _) => (OutboxState::Returned, "outbox-returned"),
            (SealedState::Sent, _, Some(_)) => (OutboxState::Read, "outbox-read"),
            (SealedState::Sent, _, None) => (OutboxState::Sent, "outbox-sent"),
            (SealedState::Saved, ..) if held => (OutboxState::Saved, "outbox-held"),
            (SealedState::Saved, ..) => (OutboxState::Saved, "outbox-saved"),
            (SealedState::Sending, ..) => (OutboxState::Sending, "outbox-sending"),
            (SealedState::Refused, ..) => (OutboxState::Refused, "outbox-refused"),
        };
        let receipt = row
            .receipt
            .as_deref()
            .and_then(|bytes| Signed::<Receipt>::parse(bytes).ok()?.claims().ok());
        let receipt = receipt.map(|r| {
            let time = dates::moment(lang, i64::try_from(r.time).unwrap_or(i64::MAX), now);
            lang.with(
                "outbox-receipt",
                &[("n", Arg::Number(r.number)), ("time", Arg::Text(&time))],
            )
        });
        let refusal = row
            .reason
            .as_deref()
            .filter(|_| row.state == SealedState::Refused)
            .map(|code| {
                let number = code
                    .strip_prefix("HW-")
                    .and_then(|n| n.parse().ok())
                    .filter(known_refusal);
                let error = Code(number.unwrap_or(610)).say(lang);
                format!("{} {} ({code})", error.sentence, error.remedy)
            });
        let refusal = match stranded {
            true => {
                let error = Code::STRANDED.say(lang);
                Some(format!(
                    "{} {} ({})",
                    error.sentence, error.remedy, error.code
                ))
            }
            false => refusal,
        };
        let title = self
            .view()
            .and_then(|v| v.form(&Digest(row.form)))
            .map(|f| f.title.clone());
        Ok(OutboxRow {
            record_id: RecordId(row.record).hex(),
            reference: references
                .get(&row.case_tag)
                .cloned()
                .unwrap_or_else(|| lang.text("outbox-locked-reference")),
            form_title: title.unwrap_or_default(),
            finished: dates::moment(lang, row.finished, now),
            state,
            state_label: lang.text(word),
            receipt: receipt.unwrap_or_default(),
            reason: refusal.unwrap_or_default(),
            correction: row.replaces.is_some(),
            can_correct: self.can_change(row, now.timestamp.as_second())?,
            changing: held,
        })
    }

    /// Whether what that device sealed goes to the institution that this phone is connected to.
    fn sends_for(&self, device: &[u8; 16]) -> Result<bool, Code> {
        let senders = |view| homeward_sync::senders(&self.outbox, view);
        let senders = self.view().map(senders).transpose()?;
        Ok(senders.is_none_or(|senders| senders.contains(device)))
    }

    /// Takes over what a sync came to.
    fn after_sync(
        &mut self,
        app: &App,
        outcome: &Outcome,
        result: &Result<(), SyncError>,
    ) -> Result<(), Code> {
        self.sync_failed = result.as_ref().err().map(Code::from);
        if let Some(ahead) = outcome.clock_ahead {
            self.notice_clock = ahead.abs() > CLOCK_TOLERANCE;
        } else if matches!(result, Err(SyncError::Certificate)) {
            self.notice_clock = true;
        }
        let now = app.now().timestamp.as_second();
        if outcome.contact {
            self.outbox.contact(app.platform.clock.monotonic())?;
            self.outbox.set_number(LAST_CONTACT, now.unsigned_abs())?;
            if let Some(tries) = self.settings().map(|s| u32::from(s.limits.pin_tries)) {
                homeward_vault::limit_tries(&self.outbox, tries)?;
            }
        }
        if result.is_ok() {
            self.outbox
                .forget_bytes_before(now.saturating_sub(KEEP_SEALED))?;
            self.outbox.forget_senders()?;
        }
        self.end_changes(now)?;
        self.take_in()
    }
}

impl App {
    /// Finished check-ins.
    ///
    /// # Errors
    /// When storage fails.
    pub fn outbox(&self) -> Result<Outbox, ApiError> {
        let now = self.now();
        self.step(|core| {
            let rows: Vec<_> = core
                .outbox_rows(&now)?
                .into_iter()
                .map(|(_, row)| row)
                .collect();
            let sync = core.sync_line()?;
            Ok(Outbox {
                empty: if rows.is_empty() {
                    core.lang.text("outbox-empty")
                } else {
                    String::new()
                },
                sentence: sync.sentence.clone(),
                offline: core.offline()?,
                waiting: sync.waiting,
                rows,
                sync,
            })
        })
    }

    /// Sends and fetches now. What goes wrong on the way is said in the report; nothing is lost by it.
    ///
    /// # Errors
    /// When this phone is not connected yet, or its storage fails.
    pub async fn sync_now(&self, listener: Option<&dyn Listener>) -> Result<SyncReport, ApiError> {
        let begun = self.step(|core| {
            if core.directory.is_none() {
                return Err(Code::NOT_ENROLLED);
            }
            if core.offline()? {
                return Ok(Some(Code::OFFLINE));
            }
            core.end_changes(self.now().timestamp.as_second())?;
            let running = core.syncing;
            core.syncing = true;
            Ok(running.then_some(Code(0)))
        })?;
        if let Some(code) = begun {
            return self.step(|core| core.report(&Outcome::default(), Some(code)));
        }
        let guard = Syncing(self);
        let tell = |progress: Progress| {
            if let Some(listener) = listener {
                let lang = self.lock_core().lang;
                match progress {
                    Progress::Connecting => listener.progress(0, 0, &lang.text("sync-connecting")),
                    Progress::Sending { done, total } => {
                        let numbers = [
                            ("done", Arg::Number(done.into())),
                            ("total", Arg::Number(total.into())),
                        ];
                        listener.progress(done, total, &lang.with("sync-sending", &numbers));
                    }
                    Progress::Fetching => listener.progress(0, 0, &lang.text("sync-fetching")),
                }
            }
        };
        let (outcome, result) = homeward_sync::sync(&AppStore(self), &tell).await;
        drop(guard);
        self.step(|core| {
            core.after_sync(self, &outcome, &result)?;
            core.report(&outcome, core.sync_failed)
        })
    }
}

/// Clears the mark of a running sync, also when its future is dropped half-way.
struct Syncing<'a>(&'a App);

impl Drop for Syncing<'_> {
    fn drop(&mut self) {
        self.0.lock_core().syncing = false;
    }
}

impl Core {
    fn report(&self, outcome: &Outcome, failed: Option<Code>) -> Result<SyncReport, Code> {
        let lang = self.lang;
        let waiting = self.outbox.waiting()?;
        let (sentence, code) = match failed {
            Some(Code(0)) => (lang.text("sync-running"), String::new()),
            Some(code) => {
                let error = code.say(lang);
                (format!("{} {}", error.sentence, error.remedy), error.code)
            }
            None if outcome.refused > 0 => (
                lang.count("sync-refused", "n", outcome.refused.into()),
                String::new(),
            ),
            None => (
                lang.count("sync-complete", "sent", outcome.sent.into()),
                String::new(),
            ),
        };
        Ok(SyncReport {
            complete: failed.is_none() && outcome.refused == 0,
            sent: outcome.sent,
            refused: outcome.refused,
            returned: outcome.returned,
            waiting,
            sentence,
            code,
        })
    }
}
