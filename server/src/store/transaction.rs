//! What a job of the writer holds: the connection inside a transaction, and the chains' tips.
//!
//! The writes of this module's siblings are methods on [`Tx`]; it reads through [`Tx::reader`].

use rusqlite::Connection;

use super::readers::Reader;
use super::tips::Tips;

/// One job's transaction.
pub struct Tx<'a> {
    pub(super) connection: &'a Connection,
    /// Chains and directory as this transaction leaves them.
    pub(super) tips: &'a mut Tips,
}

impl<'a> Tx<'a> {
    pub(super) fn new(connection: &'a Connection, tips: &'a mut Tips) -> Self {
        Self { connection, tips }
    }

    /// Reads what this transaction sees, its own writes included.
    pub fn reader(&self) -> Reader<'_> {
        Reader(self.connection)
    }

    /// Chains and directory as they are now inside this transaction.
    pub fn tips(&self) -> &Tips {
        self.tips
    }
}
