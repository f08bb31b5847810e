//! Cases: tags, epochs with members and writers, sealed headers and cards.
//!
//! Invariant: what a member or a writer may see is decided by the case's current epoch, in the
//! query itself. A card is replaced by a higher version only.

use rusqlite::{OptionalExtension, params};

use super::{FeedKind, Hash, Id, Reader, StoreError, Tx, int, sql, uint};

/// An epoch to keep, read from its signed statement.
pub struct NewEpoch {
    /// Case tag.
    pub tag: Id,
    /// Number, from 1.
    pub epoch: u64,
    /// Digest of the statement.
    pub digest: Hash,
    /// Exact bytes of the statement.
    pub body: Vec<u8>,
    /// Members: user, whether lead, epoch key wrapped to that user.
    pub members: Vec<(Id, bool, Vec<u8>)>,
    /// Devices of the assigned workers.
    pub writers: Vec<Id>,
}

/// Being a member of a case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Current epoch.
    pub epoch: u64,
    /// Whether lead.
    pub lead: bool,
}

/// A card, header field, return or note as it is kept, opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBytes {
    /// The exact bytes of the object.
    pub body: Vec<u8>,
    /// Its content key's wraps, as one CBOR array.
    pub wraps: Vec<u8>,
}

/// An epoch of a case.
pub struct EpochRow {
    /// Its statement.
    pub statement: Vec<u8>,
    /// Its key, wrapped to the user who asks; absent when that was no member then.
    pub wrap: Option<Vec<u8>>,
}

/// The newest card of a device.
pub struct CardRow {
    /// The device.
    pub device: Id,
    /// Exact bytes.
    pub body: Vec<u8>,
}

impl Reader<'_> {
    /// Number of a case's current epoch.
    pub fn case_epoch(&self, tag: &Id) -> Result<Option<u64>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("case_epoch"))?;
        Ok(query
            .query_row([tag], |row| row.get(0))
            .optional()?
            .map(uint))
    }

    /// What `user` is in a case now.
    pub fn membership(&self, tag: &Id, user: &Id) -> Result<Option<Membership>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("member_of_case"))?;
        Ok(query
            .query_row(params![tag, user], |row| {
                Ok(Membership {
                    epoch: uint(row.get(0)?),
                    lead: row.get(1)?,
                })
            })
            .optional()?)
    }

    /// Whether `device` may write to a case now.
    pub fn is_writer(&self, tag: &Id, device: &Id) -> Result<bool, StoreError> {
        let mut query = self.0.prepare_cached(sql!("writer_of_case"))?;
        Ok(query.exists(params![tag, device])?)
    }

    /// The devices that write to a case now.
    pub fn writers(&self, tag: &Id) -> Result<Vec<Id>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("writers_of_case"))?;
        let rows = query.query_map([tag], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The cases that `device` writes to now.
    pub fn cases_of_writer(&self, device: &Id) -> Result<Vec<Id>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("cases_of_writer"))?;
        let rows = query.query_map([device], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The cases of which `user` is a member now, by tag.
    pub fn cases_of_member(&self, user: &Id) -> Result<Vec<Id>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("cases_of_member"))?;
        let rows = query.query_map([user], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The epochs of a case in order, with the wraps that were made to `user`.
    pub fn epochs(&self, tag: &Id, user: &Id) -> Result<Vec<EpochRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("epochs_of_case"))?;
        let rows = query.query_map(params![tag, user], |row| {
            Ok(EpochRow {
                statement: row.get(0)?,
                wrap: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest card of each device that has one of this case.
    pub fn cards(&self, tag: &Id) -> Result<Vec<CardRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("cards_of_case"))?;
        let rows = query.query_map([tag], |row| {
            Ok(CardRow {
                device: row.get(0)?,
                body: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The sealed header objects of a case, in the order of arrival.
    pub fn headers(&self, tag: &Id) -> Result<Vec<SealedBytes>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("headers_of_case"))?;
        let rows = query.query_map([tag], |row| {
            Ok(SealedBytes {
                body: row.get(0)?,
                wraps: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Version and digest of the card that a device has of a case.
    pub fn card_version(&self, tag: &Id, device: &Id) -> Result<Option<(u64, Hash)>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("card_version"))?;
        Ok(query
            .query_row(params![tag, device], |row| {
                Ok((uint(row.get(0)?), row.get(1)?))
            })
            .optional()?)
    }

    /// A card of `device` that is still the newest: case tag and bytes.
    pub fn card(
        &self,
        digest: &[u8],
        device: &Id,
    ) -> Result<Option<(Id, SealedBytes)>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("card_by_digest"))?;
        Ok(query
            .query_row(params![digest, device], |row| {
                Ok((
                    row.get(0)?,
                    SealedBytes {
                        body: row.get(1)?,
                        wraps: row.get(2)?,
                    },
                ))
            })
            .optional()?)
    }
}

impl Tx<'_> {
    /// Keeps an epoch and makes it the current one of its case; the first also makes the case.
    pub fn add_epoch(&mut self, new: &NewEpoch, now_ms: i64) -> Result<(), StoreError> {
        let epoch = int(new.epoch);
        let (case, args) = match self.reader().case_epoch(&new.tag)? {
            None => (sql!("case_add"), Some(now_ms)),
            Some(_) => (sql!("case_next_epoch"), None),
        };
        let mut put = self.connection.prepare_cached(case)?;
        match args {
            Some(now_ms) => put.execute(params![new.tag, epoch, now_ms])?,
            None => put.execute(params![new.tag, epoch])?,
        };
        self.connection
            .prepare_cached(sql!("epoch_add"))?
            .execute(params![new.tag, epoch, new.digest, new.body])?;
        for (user, lead, wrap) in &new.members {
            self.connection
                .prepare_cached(sql!("epoch_member_add"))?
                .execute(params![new.tag, epoch, user, lead, wrap])?;
        }
        for device in &new.writers {
            self.connection
                .prepare_cached(sql!("epoch_writer_add"))?
                .execute(params![new.tag, epoch, device])?;
        }
        Ok(())
    }

    /// Keeps a sealed header object; the same again changes nothing.
    pub fn add_header(
        &mut self,
        tag: &Id,
        digest: &Hash,
        header: &SealedBytes,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("header_add"))?
            .execute(params![tag, digest, header.body, header.wraps, now_ms])?;
        Ok(())
    }

    /// Keeps a card and tells its device; answers false for a version that is not higher.
    pub fn put_card(
        &mut self,
        tag: &Id,
        device: &Id,
        version: u64,
        digest: &Hash,
        card: &SealedBytes,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let put = self
            .connection
            .prepare_cached(sql!("card_put"))?
            .execute(params![
                tag,
                device,
                int(version),
                digest,
                card.body,
                card.wraps,
                now_ms
            ])?;
        if put == 0 {
            return Ok(false);
        }
        self.feed(Some(device), FeedKind::Card, digest)?;
        Ok(true)
    }
}
