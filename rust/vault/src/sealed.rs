//! Sealed records on their way, with tallies and receipts.
//!
//! Invariant: a record, its place in the case's chain and its tally number are one transaction. A
//! durable mark is set before the first byte is sent; with it goes what could open the record here.

use homeward_seal::{Receipt, Signed};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Outbox, VaultError, database::id};

/// Where a sealed record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedState {
    /// On this phone only.
    Saved,
    /// Sending was begun; from now on it can't be changed here.
    Sending,
    /// The server gave its receipt.
    Sent,
    /// The server refused it and said why.
    Refused,
}

impl SealedState {
    fn number(self) -> u8 {
        self as u8
    }

    fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Sending,
            2 => Self::Sent,
            3 => Self::Refused,
            _ => Self::Saved,
        }
    }
}

/// A record that was just sealed.
#[derive(Debug, Clone)]
pub struct NewSealed {
    /// Its id.
    pub record: [u8; 16],
    /// Its digest.
    pub digest: [u8; 32],
    /// The device that signed it.
    pub device: [u8; 16],
    /// The case.
    pub case_tag: [u8; 16],
    /// Its number in the case, of that device.
    pub sequence: u64,
    /// Digest of the form version.
    pub form: [u8; 32],
    /// The record that it replaces.
    pub replaces: Option<[u8; 16]>,
    /// The first version's id.
    pub first: [u8; 16],
    /// 1 for the first version.
    pub version: u32,
    /// The period in which it is counted.
    pub period: Option<String>,
    /// The sealed record.
    pub bytes: Vec<u8>,
    /// What is sent: record, wraps and tallies as one item of a push.
    pub push: Vec<u8>,
    /// Unix seconds.
    pub finished: i64,
    /// Period and number of its tally.
    pub tally: Option<(String, u64)>,
    /// The content key wrapped to a key that the vault keeps: with both it can be opened again.
    pub own_wrap: Option<Vec<u8>>,
}

/// A sealed record in the outbox.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its id.
    pub record: [u8; 16],
    /// Its digest.
    pub digest: [u8; 32],
    /// The device that signed it.
    pub device: [u8; 16],
    /// The case.
    pub case_tag: [u8; 16],
    /// Its number in the case, of that device.
    pub sequence: u64,
    /// Digest of the form version.
    pub form: [u8; 32],
    /// The record that it replaces.
    pub replaces: Option<[u8; 16]>,
    /// The first version's id.
    pub first: [u8; 16],
    /// 1 for the first version.
    pub version: u32,
    /// The period in which it is counted.
    pub period: Option<String>,
    /// Period and number of its tally.
    pub tally: Option<(String, u64)>,
    /// Where it is.
    pub state: SealedState,
    /// Unix seconds.
    pub finished: i64,
    /// The receipt, as it was signed.
    pub receipt: Option<Vec<u8>>,
    /// Why it was refused: a code.
    pub reason: Option<String>,
    /// When an officer's signed word that it was read arrived, Unix seconds.
    pub read_at: Option<i64>,
    /// Whether it was returned for correction.
    pub returned: bool,
    /// Whether its own wrap is still kept.
    pub reopens: bool,
    /// Not sent before this moment, Unix seconds: it is open for a change.
    pub held_until: Option<i64>,
}

const COLUMNS: &str = "record, digest, device, case_tag, sequence, form, replaces, first, version, period, tally_period, tally_number, state, finished, receipt, reason, read_at, returned, own_wrap is not null, held_until";

fn read(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    let number: Option<i64> = row.get(11)?;
    let period: Option<String> = row.get(10)?;
    Ok(Sealed {
        record: id(row, 0)?,
        digest: id(row, 1)?,
        device: id(row, 2)?,
        case_tag: id(row, 3)?,
        sequence: row.get::<_, i64>(4)? as u64,
        form: id(row, 5)?,
        replaces: row.get(6)?,
        first: id(row, 7)?,
        version: row.get(8)?,
        period: row.get(9)?,
        tally: period.zip(number.map(|n| n as u64)),
        state: SealedState::from_number(row.get(12)?),
        finished: row.get(13)?,
        receipt: row.get(14)?,
        reason: row.get(15)?,
        read_at: row.get(16)?,
        returned: row.get(17)?,
        reopens: row.get(18)?,
        held_until: row.get(19)?,
    })
}

impl Outbox {
    /// Puts a sealed record into the outbox, with its place in the chain and its tally number. The
    /// record before it in the case can't be opened here any more.
    pub fn put_sealed(&self, s: &NewSealed) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        tx.execute(
            "update sealed set own_wrap = null, held_until = null where device = ?1 and case_tag = ?2",
            params![s.device, s.case_tag],
        )?;
        insert(&tx, s)?;
        Ok(tx.commit()?)
    }

    /// Whether a record with this id was sealed here.
    pub fn has_record(&self, record: [u8; 16]) -> Result<bool, VaultError> {
        Ok(self
            .db
            .query_row(
                "select 1 from sealed where record = ?1 limit 1",
                [record],
                |_| Ok(()),
            )
            .optional()?
            .is_some())
    }

    /// All, newest first.
    pub fn sealed(&self) -> Result<Vec<Sealed>, VaultError> {
        let mut query = self.db.prepare_cached(&format!(
            "select {COLUMNS} from sealed order by finished desc, rowid desc"
        ))?;
        let rows = query.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Those that have no receipt and were not refused, oldest first.
    pub fn unsent(&self) -> Result<Vec<Sealed>, VaultError> {
        let mut query = self.db.prepare_cached(&format!(
            "select {COLUMNS} from sealed where state in (0, 1) order by rowid"
        ))?;
        let rows = query.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Those of a device that may go out now, oldest first: what is open for a change waits.
    pub fn to_send(&self, device: [u8; 16], now: i64) -> Result<Vec<Sealed>, VaultError> {
        let mut query = self.db.prepare_cached(&format!(
            "select {COLUMNS} from sealed where state in (0, 1) and device = ?1
             and (state = 1 or held_until is null or ?2 not between finished and held_until - 1) order by rowid"
        ))?;
        let rows = query.query_map(params![device, now], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One version of a record.
    pub fn sealed_record(&self, record: [u8; 16]) -> Result<Option<Sealed>, VaultError> {
        let newest =
            format!("select {COLUMNS} from sealed where record = ?1 order by rowid desc limit 1");
        Ok(self.db.query_row(&newest, [record], read).optional()?)
    }

    /// How many have no receipt (refused ones too: they are still here).
    pub fn waiting(&self) -> Result<u32, VaultError> {
        Ok(self
            .db
            .query_row("select count(*) from sealed where state <> 2", [], |r| {
                r.get(0)
            })?)
    }

    /// What is sent for a record.
    pub fn push_item(&self, record: [u8; 16], digest: [u8; 32]) -> Result<Vec<u8>, VaultError> {
        Ok(self.db.query_row(
            "select push from sealed where record = ?1 and digest = ?2",
            params![record, digest],
            |r| r.get(0),
        )?)
    }

    /// The sealed record itself, while this phone keeps it.
    pub fn sealed_bytes(
        &self,
        record: [u8; 16],
        digest: [u8; 32],
    ) -> Result<Option<Vec<u8>>, VaultError> {
        Ok(self
            .db
            .query_row(
                "select bytes from sealed where record = ?1 and digest = ?2",
                params![record, digest],
                |r| r.get(0),
            )
            .optional()?)
    }

    /// Marks records before the first byte of them is sent. In the same transaction their own wraps go,
    /// so that nothing here opens them any more.
    pub fn mark_sending(&self, records: &[([u8; 16], [u8; 32])]) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        let mut wraps = 0;
        for (record, digest) in records {
            wraps += tx.execute(
                "update sealed set own_wrap = null, held_until = null
                 where record = ?1 and digest = ?2 and state = 0 and own_wrap is not null",
                params![record, digest],
            )?;
            tx.execute(
                "update sealed set state = 1 where record = ?1 and digest = ?2 and state = 0",
                params![record, digest],
            )?;
        }
        tx.commit()?;
        if wraps > 0 {
            self.leave_no_trace()?;
        }
        Ok(())
    }

    /// Keeps a verified receipt.
    pub fn put_receipt(
        &self,
        record: [u8; 16],
        digest: [u8; 32],
        receipt: &[u8],
    ) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set state = 2, receipt = ?3, reason = null where record = ?1 and digest = ?2",
            params![record, digest, receipt],
        )?;
        Ok(())
    }

    /// Keeps the reason of a refusal; the record stays.
    pub fn put_refusal(
        &self,
        record: [u8; 16],
        digest: [u8; 32],
        code: &str,
    ) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set state = 3, reason = ?3 where record = ?1 and digest = ?2 and state <> 2",
            params![record, digest, code],
        )?;
        Ok(())
    }

    /// A refused record is tried again.
    pub fn retry_refused(&self, record: [u8; 16]) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set state = 1 where record = ?1 and state = 3",
            [record],
        )?;
        Ok(())
    }

    /// The server lost what it had (a restored backup): what is kept here of these devices, which are those of
    /// its institution, is sent again.
    pub fn resend(&self, devices: &[[u8; 16]]) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        for device in devices {
            tx.execute(
                "update sealed set state = 1 where state = 2 and length(push) > 0 and device = ?1",
                [device],
            )?;
        }
        Ok(tx.commit()?)
    }

    /// A verified word that it was read, of a member of this case: it counts for no record of another.
    pub fn mark_read(
        &self,
        case_tag: [u8; 16],
        record: [u8; 16],
        digest: [u8; 32],
        at: i64,
    ) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set read_at = coalesce(read_at, ?4)
             where record = ?1 and digest = ?2 and case_tag = ?3",
            params![record, digest, case_tag, at],
        )?;
        Ok(())
    }

    /// It was returned for correction (or the correction is done).
    pub fn mark_returned(
        &self,
        record: [u8; 16],
        digest: [u8; 32],
        returned: bool,
    ) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set returned = ?3 where record = ?1 and digest = ?2",
            params![record, digest, returned],
        )?;
        Ok(())
    }

    /// Forgets the bytes of records whose receipt is older than the moment (Unix seconds); the row
    /// stays. What was finished long ago and sent today is kept as long as anything else.
    pub fn forget_bytes_before(&self, received: i64) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        for row in self.sealed()? {
            let time = row
                .receipt
                .as_deref()
                .and_then(|bytes| Signed::<Receipt>::parse(bytes).ok()?.claims().ok())
                .and_then(|receipt| i64::try_from(receipt.time).ok());
            let old = time.is_some_and(|time| time < received);
            if old && row.state == SealedState::Sent && !row.returned {
                tx.execute(
                    "update sealed set bytes = x'', push = x''
                     where record = ?1 and digest = ?2 and length(push) > 0",
                    params![row.record, row.digest],
                )?;
            }
        }
        Ok(tx.commit()?)
    }
}

/// Writes a record with its place in the chain and its tally number.
pub(crate) fn insert(tx: &rusqlite::Connection, s: &NewSealed) -> Result<(), VaultError> {
    let (tally_period, tally_number) = match &s.tally {
        Some((period, number)) => (Some(period), Some(*number as i64)),
        None => (None, None),
    };
    tx.execute(
        "insert into sealed (record, digest, device, case_tag, sequence, form, replaces, first, version, period,
         tally_period, tally_number, bytes, push, own_wrap, state, finished)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        params![
            s.record, s.digest, s.device, s.case_tag, s.sequence as i64, s.form, s.replaces, s.first, s.version,
            s.period, tally_period, tally_number, s.bytes, s.push, s.own_wrap, SealedState::Saved.number(), s.finished
        ],
    )?;
    tx.execute(
        "insert or replace into chain (device, case_tag, sequence, digest) values (?1, ?2, ?3, ?4)",
        params![s.device, s.case_tag, s.sequence as i64, s.digest],
    )?;
    if let Some((period, number)) = &s.tally {
        tx.execute(
            "insert into number (device, period, last) values (?1, ?2, ?3)
             on conflict (device, period) do update set last = max(last, excluded.last)",
            params![s.device, period, *number as i64],
        )?;
    }
    Ok(())
}
