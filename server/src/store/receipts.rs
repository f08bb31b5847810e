//! The receipt chain: what this copy of the store has on disk, in order.
//!
//! Invariant: a receipt is made in the transaction of its record, so it never promises more than
//! is kept. Numbers start at 1 and have no gaps.

use rusqlite::{OptionalExtension, params};

use super::{Hash, Id, Reader, StoreError, Tx, sql};

/// One receipt as it is kept.
pub struct ReceiptRow {
    /// Number, from 1.
    pub n: u64,
    /// The record.
    pub record: Id,
    /// Its digest.
    pub digest: Hash,
    /// h_n.
    pub chain: Hash,
    /// The signed receipt.
    pub body: Vec<u8>,
}

impl Reader<'_> {
    /// The signed receipt of a record.
    pub fn receipt_of(&self, record: &Id) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("receipt_of_record"))?;
        Ok(query.query_row([record], |row| row.get(0)).optional()?)
    }

    /// h_n, if this store has receipt `n`.
    pub fn receipt_chain_at(&self, n: u64) -> Result<Option<Hash>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("receipt_at"))?;
        Ok(query
            .query_row([super::int(n)], |row| row.get(0))
            .optional()?)
    }

    /// Every receipt in order.
    pub fn receipts(&self) -> Result<Vec<ReceiptRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("receipts_all"))?;
        let rows = query.query_map([], |row| {
            Ok(ReceiptRow {
                n: super::uint(row.get(0)?),
                record: row.get(1)?,
                digest: row.get(2)?,
                chain: row.get(3)?,
                body: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps receipt `n`, which must be the next, with its link and its signed bytes.
    pub fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), StoreError> {
        if row.n != self.tips.receipts.n + 1 {
            return Err(StoreError::Damaged("receipt chain"));
        }
        self.connection
            .prepare_cached(sql!("receipt_add"))?
            .execute(params![
                super::int(row.n),
                row.record,
                row.digest,
                row.chain,
                row.body
            ])?;
        self.tips.receipts.n = row.n;
        self.tips.receipts.hash = row.chain;
        Ok(())
    }
}
