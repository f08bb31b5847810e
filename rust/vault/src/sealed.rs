//! Sealed records on their way, with tallies, receipts and the numbers that must have no gap.
//!
//! Invariant: a record, its place in the case's chain and its tally number are one transaction. A
//! durable mark is set before the first byte is sent.

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

/// The last record of a case from this phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequence {
    /// Its number; 0 before the first.
    pub number: u64,
    /// Its digest; zeros before the first.
    pub digest: [u8; 32],
}

/// A record that was just sealed.
#[derive(Debug, Clone)]
pub struct NewSealed {
    /// Its id.
    pub record: [u8; 16],
    /// Its digest.
    pub digest: [u8; 32],
    /// The case.
    pub case_tag: [u8; 16],
    /// Its number in the case.
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
}

/// A sealed record in the outbox.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its id.
    pub record: [u8; 16],
    /// Its digest.
    pub digest: [u8; 32],
    /// The case.
    pub case_tag: [u8; 16],
    /// Its number in the case.
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
}

const COLUMNS: &str = "record, digest, case_tag, sequence, form, replaces, first, version, period, state, finished, receipt, reason, read_at, returned";

fn read(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    Ok(Sealed {
        record: id(row, 0)?,
        digest: id(row, 1)?,
        case_tag: id(row, 2)?,
        sequence: row.get::<_, i64>(3)? as u64,
        form: id(row, 4)?,
        replaces: row.get(5)?,
        first: id(row, 6)?,
        version: row.get(7)?,
        period: row.get(8)?,
        state: SealedState::from_number(row.get(9)?),
        finished: row.get(10)?,
        receipt: row.get(11)?,
        reason: row.get(12)?,
        read_at: row.get(13)?,
        returned: row.get(14)?,
    })
}

impl Outbox {
    /// The last record of a case.
    pub fn last_of_case(&self, case_tag: [u8; 16]) -> Result<Sequence, VaultError> {
        let found = self
            .db
            .query_row(
                "select sequence, digest from chain where case_tag = ?1",
                [case_tag],
                |r| {
                    Ok(Sequence {
                        number: r.get::<_, i64>(0)? as u64,
                        digest: id(r, 1)?,
                    })
                },
            )
            .optional()?;
        Ok(found.unwrap_or(Sequence {
            number: 0,
            digest: [0; 32],
        }))
    }

    /// The last tally number of a period; 0 before the first.
    pub fn last_number(&self, period: &str) -> Result<u64, VaultError> {
        let found: Option<i64> = self
            .db
            .query_row("select last from number where period = ?1", [period], |r| {
                r.get(0)
            })
            .optional()?;
        Ok(found.unwrap_or(0) as u64)
    }

    /// Puts a sealed record into the outbox, with its place in the chain and its tally number.
    pub fn put_sealed(&self, s: &NewSealed) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        tx.execute(
            "insert into sealed (record, digest, case_tag, sequence, form, replaces, first, version, period, bytes,
             push, state, finished) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                s.record, s.digest, s.case_tag, s.sequence as i64, s.form, s.replaces, s.first, s.version, s.period,
                s.bytes, s.push, SealedState::Saved.number(), s.finished
            ],
        )?;
        tx.execute(
            "insert or replace into chain (case_tag, sequence, digest) values (?1, ?2, ?3)",
            params![s.case_tag, s.sequence as i64, s.digest],
        )?;
        if let Some((period, number)) = &s.tally {
            tx.execute(
                "insert or replace into number (period, last) values (?1, ?2)",
                params![period, *number as i64],
            )?;
        }
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

    /// Marks records before the first byte of them is sent.
    pub fn mark_sending(&self, records: &[([u8; 16], [u8; 32])]) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        for (record, digest) in records {
            tx.execute(
                "update sealed set state = 1 where record = ?1 and digest = ?2 and state = 0",
                params![record, digest],
            )?;
        }
        Ok(tx.commit()?)
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

    /// The server lost what it had (a restored backup): what is kept here is sent again.
    pub fn resend(&self) -> Result<(), VaultError> {
        self.db.execute(
            "update sealed set state = 1 where state = 2 and length(push) > 0",
            [],
        )?;
        Ok(())
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
