//! Who may sign in: the verifying key and the wrapped keys of each user.
//!
//! Invariant: a name is kept only as its salted digest. Roles are not here; the directory has them.

use rusqlite::{OptionalExtension, Row, params};

use super::{Hash, Id, Reader, StoreError, Tx, sql};

/// What signing in needs.
#[derive(Clone)]
pub struct Account {
    /// The user.
    pub user: Id,
    /// Ed25519 public key that verifies a sign-in.
    pub sign_in_key: Hash,
    /// The user's wrapped private keys, given only after a valid signature.
    pub sealed_keys: Vec<u8>,
    /// Generation of `sealed_keys`; a client refuses lower ones.
    pub generation: u64,
    /// Disabled accounts answer like unknown ones.
    pub disabled: bool,
}

/// A new account.
pub struct NewAccount {
    /// The user, as in the directory.
    pub user: Id,
    /// SHA-256 over tenant and sign-in name (the sign-in salt).
    pub name_digest: Hash,
    /// Ed25519 public key that verifies a sign-in.
    pub sign_in_key: Hash,
    /// The user's wrapped private keys.
    pub sealed_keys: Vec<u8>,
    /// Generation of `sealed_keys`.
    pub generation: u64,
}

/// One line of `homeward user list`.
pub struct AccountRow {
    /// The user.
    pub user: Id,
    /// Generation of the wrapped keys.
    pub generation: u64,
    /// Whether signing in is off.
    pub disabled: bool,
    /// Unix milliseconds.
    pub created_ms: i64,
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        user: row.get(0)?,
        sign_in_key: row.get(1)?,
        sealed_keys: row.get(2)?,
        generation: super::uint(row.get(3)?),
        disabled: row.get(4)?,
    })
}

impl Reader<'_> {
    /// The account under a name's digest.
    pub fn account_by_name(&self, name_digest: &Hash) -> Result<Option<Account>, StoreError> {
        Ok(self
            .0
            .prepare_cached(sql!("account_by_name"))?
            .query_row([name_digest], account)
            .optional()?)
    }

    /// Whether `user` has an account that may sign in.
    pub fn account_enabled(&self, user: &Id) -> Result<bool, StoreError> {
        let disabled: Option<bool> = self
            .0
            .prepare_cached(sql!("account_disabled"))?
            .query_row([user], |row| row.get(0))
            .optional()?;
        Ok(disabled == Some(false))
    }

    /// All accounts, oldest first.
    pub fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("accounts_all"))?;
        let rows = query.query_map([], |row| {
            Ok(AccountRow {
                user: row.get(0)?,
                generation: super::uint(row.get(1)?),
                disabled: row.get(2)?,
                created_ms: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds an account; the name and the user must be new.
    pub fn add_account(&mut self, new: &NewAccount, now_ms: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("account_add"))?
            .execute(params![
                new.user,
                new.name_digest,
                new.sign_in_key,
                new.sealed_keys,
                super::int(new.generation),
                now_ms
            ])?;
        Ok(())
    }

    /// Turns signing in off or on; answers whether there is such an account.
    pub fn set_account_disabled(&mut self, user: &Id, disabled: bool) -> Result<bool, StoreError> {
        let changed = self
            .connection
            .prepare_cached(sql!("account_disable"))?
            .execute(params![user, disabled])?;
        Ok(changed > 0)
    }
}
