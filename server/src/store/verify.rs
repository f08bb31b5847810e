//! Recomputing the hash chains from what is on disk.
//!
//! Invariant: trusts no stored link; starts from 32 zero bytes and compares each. What was cut off
//! at the end shows only against a link that somebody outside kept (in a directory head).

use std::path::Path;

use homeward_seal::receipt::Receipt;
use homeward_seal::receipt::ReceiptPoint;
use homeward_seal::{RecordId, RecordRef, Signed};

use super::{Hash, Reader, StoreError, audit, file, schema, sql, uint};

/// How a chain was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainCheck {
    /// Every link follows from the one before.
    Whole {
        /// Number of the last entry.
        n: u64,
        /// Its link.
        hash: Hash,
    },
    /// The link at this number does not follow.
    Broken {
        /// Number at which it breaks.
        n: u64,
    },
    /// Whole, but without the link that was asked for.
    Lacks,
}

/// Both chains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainChecks {
    /// The audit log.
    pub audit: ChainCheck,
    /// The receipts.
    pub receipts: ChainCheck,
}

/// Recomputes both chains of the database in `folder`; `expect` must be a link of the audit chain.
///
/// # Errors
/// [`StoreError`] when the database cannot be read; a broken chain is no error but an answer.
pub fn verify_chains(folder: &Path, expect: Option<Hash>) -> Result<ChainChecks, StoreError> {
    let connection = schema::open_reader(&file(folder))?;
    let reader = Reader(&connection);
    Ok(ChainChecks {
        audit: reader.check_audit(expect)?,
        receipts: reader.check_receipts()?,
    })
}

impl Reader<'_> {
    fn check_audit(&self, expect: Option<Hash>) -> Result<ChainCheck, StoreError> {
        let mut query = self.0.prepare(sql!("audit_all"))?;
        let mut rows = query.query([])?;
        let (mut n, mut hash, mut found) = (0, [0; 32], expect.is_none());
        while let Some(row) = rows.next()? {
            let entry: Vec<u8> = row.get(1)?;
            let link = audit::link(&hash, &entry);
            if uint(row.get(0)?) != n + 1 || row.get::<_, Hash>(2)? != link {
                return Ok(ChainCheck::Broken { n: n + 1 });
            }
            (n, hash) = (n + 1, link);
            found |= expect == Some(link);
        }
        Ok(if found {
            ChainCheck::Whole { n, hash }
        } else {
            ChainCheck::Lacks
        })
    }

    fn check_receipts(&self) -> Result<ChainCheck, StoreError> {
        let mut last: Option<ReceiptPoint> = None;
        let (mut n, mut hash) = (0, [0; 32]);
        for row in self.receipts()? {
            let broken = Ok(ChainCheck::Broken { n: n + 1 });
            let Ok(receipt) =
                Signed::<Receipt>::parse(&row.body).and_then(|signed| signed.claims())
            else {
                return broken;
            };
            // A restored store goes on under a new id; the chain itself does not begin anew.
            let before = last.map_or(ReceiptPoint::start(receipt.store), |point| ReceiptPoint {
                store: receipt.store,
                ..point
            });
            let record = RecordRef {
                id: RecordId(row.record),
                digest: homeward_seal::Digest(row.digest),
            };
            if row.n != n + 1
                || receipt.number != row.n
                || receipt.record != record
                || receipt.chain.0 != row.chain
                || receipt.follows(&before).is_err()
            {
                return broken;
            }
            last = Some(receipt.point());
            (n, hash) = (row.n, row.chain);
        }
        Ok(ChainCheck::Whole { n, hash })
    }
}
