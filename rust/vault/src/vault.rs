//! The open vault: what is readable only with the PIN.
//!
//! Dropping it closes the database and with it the only copy of the key. Small durable values (keys
//! of the device, state of the enrolment) are kept by name; drafts, cards and returns have tables.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

use crate::{VaultError, database};

const SCHEMA: &[&str] = &["
    create table value (name text primary key, bytes blob not null) strict, without rowid;
    create table draft (
        id integer primary key, case_tag blob not null, form blob not null, record blob not null unique,
        return_id blob unique, started integer not null, today text) strict;
    create unique index one_new_draft on draft (case_tag, form) where return_id is null;
    create table answer (
        draft integer not null references draft on delete cascade,
        path text not null, value text not null, state integer not null,
        primary key (draft, path)) strict, without rowid;
    create table card (
        case_tag blob primary key, version integer not null, bytes blob not null,
        next_date text) strict, without rowid;
    create table returned (
        id blob primary key, case_tag blob not null, record blob not null, digest blob not null,
        bytes blob not null, sealed blob not null, at integer not null) strict, without rowid;
", "
    alter table draft add column amends blob;
    drop index one_new_draft;
    create unique index one_new_draft on draft (case_tag, form) where return_id is null and amends is null;
    create table reopening (record blob primary key, secret blob not null) strict, without rowid;
", "
    alter table draft add column form_before blob;
    create table answer_before (
        draft integer not null references draft on delete cascade,
        path text not null, value text not null, state integer not null,
        primary key (draft, path)) strict, without rowid;
"];

/// The vault of one worker profile, open.
pub struct Vault {
    pub(crate) db: Connection,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    pub(crate) fn open(path: &Path, key: &[u8; 32]) -> Result<Self, VaultError> {
        Ok(Self {
            db: database::open(path, key, SCHEMA)?,
        })
    }

    /// A small value by name.
    pub fn value(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let found: Option<Vec<u8>> = self
            .db
            .query_row("select bytes from value where name = ?1", [name], |r| {
                r.get(0)
            })
            .optional()?;
        Ok(found.map(Zeroizing::new))
    }

    /// Keeps a small value, in place of the one with that name.
    pub fn set_value(&self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        self.set_values(&[(name, bytes)])
    }

    /// Keeps several small values in one transaction.
    pub fn set_values(&self, values: &[(&str, &[u8])]) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        for (name, bytes) in values {
            tx.execute(
                "insert or replace into value (name, bytes) values (?1, ?2)",
                params![name, bytes],
            )?;
        }
        Ok(tx.commit()?)
    }

    /// Forgets a small value.
    pub fn forget_value(&self, name: &str) -> Result<(), VaultError> {
        self.db
            .execute("delete from value where name = ?1", [name])?;
        Ok(())
    }

    /// Limits the size of the database file (tests of a full disk).
    pub fn limit_pages(&self, pages: u32) -> Result<(), VaultError> {
        self.db
            .query_row(&format!("pragma max_page_count = {pages}"), [], |_| Ok(()))?;
        Ok(())
    }
}
