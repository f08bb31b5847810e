//! Sealed tallies, kept apart from the records that they came with.
//!
//! Invariant: keyed by their own digest in a table without row numbers, so neither the order of
//! arrival nor a neighbour tells whose a tally is. The statistics office opens them, offline. Those of
//! a flagged record are held apart, under its id, until a member accepts it; only then they count.

use rusqlite::params;

use super::{Hash, Id, Reader, StoreError, Tx, sql};

impl Reader<'_> {
    /// All sealed tallies of `period` with their class, in the order of their digests.
    pub fn tallies(&self, period: &str) -> Result<Vec<(u8, Vec<u8>)>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("tallies_of_period"))?;
        let rows = query.query_map([period], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps a sealed tally; the same again changes nothing.
    pub fn add_tally(
        &mut self,
        digest: &Hash,
        class: u8,
        period: &str,
        body: &[u8],
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("tally_add"))?
            .execute(params![digest, class, period, body])?;
        Ok(())
    }

    /// Holds a sealed tally of a flagged record back.
    pub fn hold_tally(
        &mut self,
        record: &Id,
        digest: &Hash,
        class: u8,
        period: &str,
        body: &[u8],
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("held_tally_add"))?
            .execute(params![digest, record, class, period, body])?;
        Ok(())
    }

    /// Counts what was held back of a record, and forgets whose it was.
    pub fn count_held_tallies(&mut self, record: &Id) -> Result<(), StoreError> {
        for query in [sql!("held_tallies_count"), sql!("held_tallies_drop")] {
            self.connection.prepare_cached(query)?.execute([record])?;
        }
        Ok(())
    }
}
