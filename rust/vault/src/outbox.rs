//! The outbox store: opens with the outbox secret alone and sends without PIN.
//!
//! It holds the transport key, sealed records with their tallies and receipts, what arrived and waits
//! for the PIN, the directory as last verified, settings that are no secret, and the counters that have
//! to be right without PIN: wrong tries, sequences, time without contact. Beside its own transport key it
//! keeps those of devices that this phone was before, as long as something of theirs may be sent.

use std::path::Path;

use homeward_seal::DeviceSecret;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{KeyStore, Secret, SecretName, VaultError, database, keystore};

pub(crate) const FILE: &str = "outbox.db";

const SCHEMA: &[&str] = &["
    create table value (name text primary key, bytes blob not null) strict, without rowid;
    create table sealed (
        record blob not null, digest blob not null, case_tag blob not null, sequence integer not null,
        form blob not null, replaces blob, first blob not null, version integer not null, period text,
        bytes blob not null, push blob not null, state integer not null,
        finished integer not null, receipt blob, reason text, read_at integer, returned integer not null default 0,
        primary key (record, digest)) strict;
    create unique index sealed_sequence on sealed (case_tag, sequence);
    create table chain (case_tag blob primary key, sequence integer not null, digest blob not null) strict, without rowid;
    create table number (period text primary key, last integer not null) strict, without rowid;
    create table inbox (n integer primary key, kind integer not null, bytes blob not null, extra blob) strict;
    create table form (digest blob primary key, id text not null, version text not null, bytes blob not null,
        at integer not null) strict;
", "
    alter table sealed add column device blob not null default x'00000000000000000000000000000000';
    alter table sealed add column tally_period text;
    alter table sealed add column tally_number integer;
    alter table sealed add column own_wrap blob;
    alter table sealed add column held_until integer;
    update sealed set device = coalesce((select bytes from value where name = 'device.id'), device);
    drop index sealed_sequence;
    create unique index sealed_sequence on sealed (device, case_tag, sequence);
    create table chain_of_device (device blob not null, case_tag blob not null, sequence integer not null,
        digest blob not null, primary key (device, case_tag)) strict, without rowid;
    insert into chain_of_device select coalesce((select bytes from value where name = 'device.id'),
        x'00000000000000000000000000000000'), case_tag, sequence, digest from chain;
    drop table chain;
    alter table chain_of_device rename to chain;
    create table number_of_device (device blob not null, period text not null, last integer not null,
        primary key (device, period)) strict, without rowid;
    insert into number_of_device select coalesce((select bytes from value where name = 'device.id'),
        x'00000000000000000000000000000000'), period, last from number;
    drop table number;
    alter table number_of_device rename to number;
    create table sender (device blob primary key, tenant blob not null, seed blob not null) strict;
"];

/// The outbox store of one phone, open.
pub struct Outbox {
    pub(crate) db: Connection,
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Outbox")
    }
}

impl Outbox {
    /// Opens the outbox in `folder`, making folder, secret and database if they are missing.
    /// `fresh` are 32 random bytes, used only if there is no secret yet.
    pub fn open(folder: &Path, keys: &dyn KeyStore, fresh: Secret) -> Result<Self, VaultError> {
        keystore::make_private_folder(folder)?;
        let secret = match keys.read(SecretName::Outbox)? {
            Some(secret) => secret,
            None => {
                keys.create(SecretName::Outbox, &fresh)?;
                fresh
            }
        };
        let key = homeward_seal::vault::outbox_key(&DeviceSecret::from_bytes(secret.bytes()));
        Ok(Self {
            db: database::open(&folder.join(FILE), key.secret_bytes(), SCHEMA)?,
        })
    }

    /// A small value by name.
    pub fn value(&self, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
        Ok(self
            .db
            .query_row("select bytes from value where name = ?1", [name], |r| {
                r.get(0)
            })
            .optional()?)
    }

    /// Keeps a small value, in place of the one with that name.
    pub fn set_value(&self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        self.db.execute(
            "insert or replace into value (name, bytes) values (?1, ?2)",
            params![name, bytes],
        )?;
        Ok(())
    }

    /// Keeps several small values and forgets others, in one transaction.
    pub fn change_values(
        &self,
        kept: &[(&str, &[u8])],
        forgotten: &[&str],
    ) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        for (name, bytes) in kept {
            self.set_value(name, bytes)?;
        }
        for name in forgotten {
            self.forget_value(name)?;
        }
        Ok(tx.commit()?)
    }

    /// Forgets a small value.
    pub fn forget_value(&self, name: &str) -> Result<(), VaultError> {
        self.db
            .execute("delete from value where name = ?1", [name])?;
        Ok(())
    }

    /// A small text by name; what is no text counts as absent.
    pub fn text(&self, name: &str) -> Result<Option<String>, VaultError> {
        Ok(self
            .value(name)?
            .and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// A whole number by name.
    pub fn number(&self, name: &str) -> Result<Option<u64>, VaultError> {
        let bytes = self.value(name)?;
        Ok(bytes
            .and_then(|b| b.try_into().ok())
            .map(u64::from_be_bytes))
    }

    /// Keeps a whole number by name.
    pub fn set_number(&self, name: &str, number: u64) -> Result<(), VaultError> {
        self.set_value(name, &number.to_be_bytes())
    }

    /// Limits the size of the database file (tests of a full disk).
    pub fn limit_pages(&self, pages: u32) -> Result<(), VaultError> {
        self.db
            .query_row(&format!("pragma max_page_count = {pages}"), [], |_| Ok(()))?;
        Ok(())
    }
}
