//! Where the chains stand, in memory, as of a transaction.

use std::sync::Arc;

use homeward_seal::directory::Directory;
use rusqlite::{Connection, OptionalExtension};

use super::{Hash, Id, IssuedHead, StoreError, schema, sql, uint};

/// The last link of a hash chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// Number of the last link; 0 before the first.
    pub n: u64,
    /// Its hash; 32 zero bytes before the first.
    pub hash: Hash,
}

/// Where everything stands that only grows.
#[derive(Clone)]
pub struct Tips {
    /// The tenant.
    pub tenant: Id,
    /// This copy of the store.
    pub store: Id,
    /// The receipt chain.
    pub receipts: Chain,
    /// The audit chain.
    pub audit: Chain,
    /// The directory.
    pub directory: Arc<Directory>,
    /// The last directory head that was issued.
    pub head: Option<Arc<IssuedHead>>,
}

impl Tips {
    /// Reads everything from the database.
    pub(super) fn load(connection: &Connection) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: schema::meta_sized(connection, "tenant")?,
            store: schema::meta_sized(connection, "store")?,
            receipts: chain(connection, sql!("receipt_tip"))?,
            audit: chain(connection, sql!("audit_tip"))?,
            directory: Arc::new(super::directory::load(connection)?),
            head: super::heads::last(connection)?,
        })
    }
}

fn chain(connection: &Connection, query: &str) -> Result<Chain, StoreError> {
    let found = connection
        .query_row(query, [], |row| {
            Ok(Chain {
                n: uint(row.get(0)?),
                hash: row.get(1)?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or(Chain {
        n: 0,
        hash: [0; 32],
    }))
}
