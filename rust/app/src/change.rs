//! Changing a finished check-in before it is sent.
//!
//! Invariants: only the newest record of a case can be opened again, for 24 hours at most and never once it
//! is marked as being sent. It keeps its id, its place in the chain and its tally number. Outbox and vault
//! keep half of what opens it each, and drop it with the mark, with the day, or with the next record.
//!
//! While a change is open the record is held back, within the same 24 hours; after them it goes out as it
//! was, and the change ends.

use homeward_checkin::Now;
use homeward_seal::{Body, Cbor, Digest, OpeningKey, RecordId, SealedRecord, Wrap};
use homeward_vault::{Draft, NewDraft, Sealed, SealedState};
use rand_core::CryptoRng;

use crate::{
    App,
    core::Core,
    error::{ApiError, Code},
    finish::Place,
    screen::QuestionScreen,
};

/// How long a finished check-in can be changed.
const OPEN_FOR: i64 = 86_400;
/// A clock that is set right by less does not end that.
const CLOCK_STEP: i64 = 300;

impl Core {
    /// Whether a record can be opened again now, if the vault has its half.
    pub(crate) fn can_change(&self, row: &Sealed, now: i64) -> Result<bool, Code> {
        let in_time = (row.finished - CLOCK_STEP..row.finished + OPEN_FOR).contains(&now);
        let own = self.device_id()?.is_some_and(|id| id.0 == row.device);
        let half = match &self.vault {
            Some(vault) => vault.reopening(row.record)?.is_some(),
            None => false,
        };
        Ok(row.state == SealedState::Saved && row.reopens && in_time && own && half)
    }

    /// The change that is open in a case.
    pub(crate) fn change_of(&self, case_tag: [u8; 16]) -> Result<Option<Draft>, Code> {
        let mut drafts = self.vault()?.drafts()?.into_iter();
        Ok(drafts.find(|d| d.begun.amends.is_some() && d.begun.case_tag == case_tag))
    }

    /// The sealed bytes of a record that is not sent.
    pub(crate) fn unsent_record(&self, row: &Sealed) -> Result<SealedRecord, Code> {
        let bytes = self.outbox.sealed_bytes(row.record, row.digest)?;
        SealedRecord::parse(&bytes.ok_or(Code::MISSING)?).map_err(|_| Code::DAMAGED)
    }

    /// The place of a record that is sealed anew: the one that it has.
    pub(crate) fn place_of(&self, row: &Sealed) -> Result<Place, Code> {
        Ok(Place {
            sequence: row.sequence,
            previous: self.unsent_record(row)?.header().previous,
            tally: row.tally.clone(),
            finished: row.finished,
            amends: Some(row.digest),
        })
    }

    /// The vault's half of what opens a record, made and kept if there is none.
    pub(crate) fn own_key(
        &self,
        record: [u8; 16],
        random: &mut dyn CryptoRng,
    ) -> Result<OpeningKey, Code> {
        let vault = self.vault()?;
        if let Some(secret) = vault.reopening(record)? {
            return Ok(OpeningKey::from_bytes(&secret));
        }
        let key = OpeningKey::random(random);
        vault.keep_reopening(record, &key.secret_bytes())?;
        Ok(key)
    }

    fn open_unsent(&self, row: &Sealed) -> Result<Body, Code> {
        let secret = self.vault()?.reopening(row.record)?;
        let wrap = self.outbox.own_wrap(row.record, row.digest)?;
        let (Some(secret), Some(wrap)) = (secret, wrap) else {
            return Err(Code::ON_ITS_WAY);
        };
        let wrap = Wrap::from_cbor(&wrap).map_err(|_| Code::DAMAGED)?;
        let record = self.unsent_record(row)?;
        let own = self.device_keys()?.signing.verifying_key();
        let verified = record.verify(&own).map_err(|_| Code::DAMAGED)?;
        verified
            .open(&wrap, &OpeningKey::from_bytes(&secret))
            .map_err(|_| Code::DAMAGED)
    }

    /// Drops what may not be opened any more: both halves of what opens a record, and changes of records
    /// that went out. What is held without an open change is let go. The vault's half waits for the PIN.
    pub(crate) fn end_changes(&mut self, now: i64) -> Result<(), Code> {
        let outbox = &self.outbox;
        outbox.forget_wraps_outside(now - OPEN_FOR + 1, now + CLOCK_STEP)?;
        let Some(vault) = &self.vault else {
            return Ok(());
        };
        let rows = outbox.sealed()?;
        let reopens = |record: &[u8; 16]| rows.iter().any(|r| r.record == *record && r.reopens);
        for record in vault.reopenings()? {
            if !reopens(&record) {
                vault.forget_reopening(record)?;
            }
        }
        let drafts = vault.drafts()?;
        let changes = drafts.iter().filter(|d| d.begun.amends.is_some());
        for draft in changes.filter(|d| !reopens(&d.begun.record)) {
            vault.delete_draft(draft)?;
            if self
                .session
                .as_ref()
                .is_some_and(|s| s.draft.id == draft.id)
            {
                self.session = None;
            }
        }
        for row in rows.iter().filter(|r| r.held_until.is_some()) {
            let changed = |d: &Draft| d.begun.record == row.record && d.begun.amends.is_some();
            if !drafts.iter().any(changed) {
                outbox.hold(row.record, None)?;
            }
        }
        Ok(())
    }

    /// Lets everything go that is held back.
    pub(crate) fn let_go(&self) -> Result<(), Code> {
        for row in self.outbox.sealed()? {
            if row.held_until.is_some() {
                self.outbox.hold(row.record, None)?;
            }
        }
        Ok(())
    }
}

impl App {
    /// Opens a finished check-in that is not sent yet, with its answers; a change that was begun goes on
    /// where it was left. Finishing puts the changed one in its place.
    ///
    /// # Errors
    /// When it is being sent, is older than a day, or is not the newest of its case; storage.
    pub fn reopen_unsent(&self, record_id: &str) -> Result<QuestionScreen, ApiError> {
        let now = self.now();
        self.step(|core| {
            let (row, begun) = self.unsent(core, record_id)?;
            if !core.can_change(&row, now.timestamp.as_second())? {
                return Err(Code::ON_ITS_WAY);
            }
            // held first: what is sent meanwhile could not be changed any more
            core.outbox
                .hold(row.record, Some(row.finished + OPEN_FOR))?;
            if let Some(draft) = begun {
                return self.open_draft(core, draft);
            }
            let body = core.open_unsent(&row)?;
            let mut checkin = core.checkin_of(self, Digest(row.form), &body)?;
            let day = Now::new(Now::from_unix(row.finished).timestamp, now.offset).date();
            checkin.set_today_of_original(day);
            let reference = core
                .case_of(row.case_tag)?
                .map(|c| c.card.reference.clone())
                .unwrap_or_default();
            let new = NewDraft {
                case_tag: row.case_tag,
                form: row.form,
                record: row.record,
                return_id: None,
                started: row.finished,
                today: Some(day.to_string()),
                amends: Some(row.digest),
            };
            self.begin(core, new, checkin, reference, Vec::new(), None)
        })
    }

    /// Gives up a change: the check-in stays as it was finished, and may be sent.
    ///
    /// # Errors
    /// When no change of it is open; storage.
    pub fn discard_change(&self, record_id: &str) -> Result<(), ApiError> {
        self.step(|core| {
            let (row, begun) = self.unsent(core, record_id)?;
            core.vault()?.delete_draft(&begun.ok_or(Code::MISSING)?)?;
            core.session = None;
            Ok(core.outbox.hold(row.record, None)?)
        })
    }

    /// A record of the outbox with the change of it that is open.
    fn unsent(&self, core: &Core, record_id: &str) -> Result<(Sealed, Option<Draft>), Code> {
        let record = RecordId::from_hex(record_id).ok_or(Code::MISSING)?;
        let row = core.outbox.sealed_record(record.0)?.ok_or(Code::MISSING)?;
        let mut drafts = core.vault()?.drafts()?.into_iter();
        let begun =
            drafts.find(|d| d.begun.record == row.record && d.begun.amends == Some(row.digest));
        Ok((row, begun))
    }
}
