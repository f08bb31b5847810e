//! Receipts: the server signs that a record is stored, in a hash chain.
//!
//! Invariant: a receipt means "on disk" and never "read". h_n = SHA-256(h_{n−1} ‖ entry), entry =
//! record id ‖ record digest ‖ n ‖ time (both eight big-endian bytes), h_0 = 32 zero bytes, so a
//! server cannot forget a receipt without the chain showing it.

use crate::cbor_map;
use crate::context;
use crate::ids::{Digest, RecordRef, SUITE, StoreId, TenantId};
use crate::keys::{SigningKey, VerifyingKey};
use crate::signed::{Content, Signed, SignedError};

cbor_map! {
    /// That a record is stored.
    pub struct Receipt {
        /// [`SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// The exact version stored.
        2 => record: RecordRef,
        /// The store.
        3 => store: StoreId,
        /// Its number in the store, from 1.
        4 => number: u64,
        /// The chain up to and with this receipt.
        5 => chain: Digest,
        /// When it was stored, Unix seconds.
        6 => time: u64,
    }
}

impl Content for Receipt {
    const CONTEXT: &'static str = context::RECEIPT;
    fn suite(&self) -> u8 {
        self.suite
    }
}

cbor_map! {
    /// A point in a store's receipt chain.
    #[derive(Copy)]
    pub struct ReceiptPoint {
        /// The store.
        0 => store: StoreId,
        /// Number of the last receipt; 0 before the first.
        1 => number: u64,
        /// The chain there; zeros before the first.
        2 => chain: Digest,
    }
}

/// A receipt is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Malformed, or not signed by the receipt key.
    #[error("receipt: {0}")]
    Signed(#[from] SignedError),
    /// Of another institution.
    #[error("the receipt is from another institution")]
    Tenant,
    /// For another record or version than the one sent.
    #[error("the receipt is for another record")]
    OtherRecord,
    /// A number that is already taken by another receipt of the same store.
    #[error("receipt number {number} is not after the last one")]
    Replayed {
        /// The number found.
        number: u64,
    },
    /// The chain does not continue from the receipt before.
    #[error("the receipt does not continue the chain")]
    Chain,
}

fn next(chain: &Digest, record: &RecordRef, number: u64, time: u64) -> Digest {
    Digest::of_parts(&[
        &chain.0,
        &record.id.0,
        &record.digest.0,
        &number.to_be_bytes(),
        &time.to_be_bytes(),
    ])
}

impl ReceiptPoint {
    /// Before the first receipt of a store.
    #[must_use]
    pub fn start(store: StoreId) -> ReceiptPoint {
        ReceiptPoint {
            store,
            number: 0,
            chain: Digest::ZERO,
        }
    }
    /// Issues the next receipt and moves on. The caller has stored the record first.
    #[must_use]
    pub fn issue(
        &mut self,
        tenant: TenantId,
        record: RecordRef,
        time: u64,
        key: &SigningKey,
    ) -> Signed<Receipt> {
        self.number += 1;
        self.chain = next(&self.chain, &record, self.number, time);
        let receipt = Receipt {
            suite: SUITE,
            tenant,
            record,
            store: self.store,
            number: self.number,
            chain: self.chain,
            time,
        };
        Signed::sign(&receipt, key)
    }
}

impl Receipt {
    /// Verifies the receipt that came back for a record.
    ///
    /// # Errors
    /// [`ReceiptError`], but neither `Replayed` nor `Chain`.
    pub fn verify(
        bytes: &[u8],
        tenant: &TenantId,
        record: &RecordRef,
        key: &VerifyingKey,
    ) -> Result<Receipt, ReceiptError> {
        let receipt = Signed::<Receipt>::parse(bytes)?.verify(key)?;
        if receipt.tenant != *tenant {
            return Err(ReceiptError::Tenant);
        }
        if receipt.record != *record {
            return Err(ReceiptError::OtherRecord);
        }
        Ok(receipt)
    }
    /// The point of the chain that this receipt makes.
    #[must_use]
    pub fn point(&self) -> ReceiptPoint {
        ReceiptPoint {
            store: self.store,
            number: self.number,
            chain: self.chain,
        }
    }
    /// Checks a receipt against the last one of the same store that is known. Others' receipts
    /// lie between; only directly neighbouring numbers can be checked by chain.
    ///
    /// # Errors
    /// [`ReceiptError::Replayed`] and [`ReceiptError::Chain`].
    pub fn follows(&self, last: &ReceiptPoint) -> Result<(), ReceiptError> {
        if self.store != last.store {
            return Ok(());
        }
        if self.number <= last.number {
            return Err(ReceiptError::Replayed {
                number: self.number,
            });
        }
        let neighbour = self.number == last.number + 1;
        if neighbour && self.chain != next(&last.chain, &self.record, self.number, self.time) {
            return Err(ReceiptError::Chain);
        }
        Ok(())
    }
}
