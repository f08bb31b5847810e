//! What each device has not pulled yet.
//!
//! Invariant: positions only grow and a pull names the last it has, so a pull may be cut anywhere
//! and repeated. An item that was replaced meanwhile is skipped; the newer one comes later.

use rusqlite::params;

use super::{Id, Reader, StoreError, Tx, sql};

/// What a feed item points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// A card, by digest.
    Card,
    /// A return, by digest.
    Return,
    /// A state change of one of the device's records, by digest.
    State,
    /// A form, by digest.
    Form,
}

/// One item.
pub struct FeedItem {
    /// Where it stands; the cursor after having it.
    pub position: u64,
    /// What it points at.
    pub kind: FeedKind,
    /// Digest of that.
    pub object: Vec<u8>,
}

impl FeedKind {
    fn number(self) -> u8 {
        match self {
            Self::Card => 0,
            Self::Return => 1,
            Self::State => 2,
            Self::Form => 3,
        }
    }

    fn of(number: u8) -> Option<Self> {
        [Self::Card, Self::Return, Self::State, Self::Form]
            .into_iter()
            .find(|kind| kind.number() == number)
    }
}

impl Reader<'_> {
    /// Up to `limit` items for `device` after `cursor`, oldest first.
    pub fn feed(&self, device: &Id, cursor: u64, limit: u32) -> Result<Vec<FeedItem>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("feed_of_device"))?;
        let rows = query.query_map(params![super::int(cursor), device, limit], |row| {
            Ok((super::uint(row.get(0)?), row.get::<_, u8>(1)?, row.get(2)?))
        })?;
        rows.map(|row| {
            let (position, kind, object) = row?;
            let kind = FeedKind::of(kind).ok_or(StoreError::Damaged("feed"))?;
            Ok(FeedItem {
                position,
                kind,
                object,
            })
        })
        .collect()
    }
}

impl Tx<'_> {
    /// Adds an item for one device, or for all.
    pub fn feed(
        &mut self,
        device: Option<&Id>,
        kind: FeedKind,
        object: &[u8],
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("feed_add"))?
            .execute(params![device, kind.number(), object])?;
        Ok(())
    }
}
