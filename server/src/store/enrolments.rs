//! Invitations and those who wait behind them to be let in.
//!
//! Invariant: a secret is kept as its digest only, admits to the queue and to nothing else, ten
//! tries and 72 hours at most. Trust comes from the supervisor's signed statement, not from here.

use rusqlite::{OptionalExtension, params};

use super::{Hash, Id, Reader, StoreError, Tx, sql};

/// Where an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentState {
    /// Nobody came yet.
    Invited,
    /// Keys are here; a supervisor compares the digits.
    Waiting,
    /// The statement is in the directory.
    Accepted,
}

/// A new invitation.
pub struct Invitation {
    /// Its id.
    pub id: Id,
    /// SHA-256 of the secret.
    pub secret_digest: Hash,
    /// Kind of subject, as in the protocol.
    pub kind: u8,
    /// For whom, as the supervisor calls it; forgotten when it is accepted.
    pub label: String,
    /// The supervisor who made it.
    pub created_by: Id,
    /// Unix milliseconds.
    pub expires_ms: i64,
}

/// What somebody with the secret hands in.
pub struct Admission {
    /// Id of the user or device that wants in.
    pub subject: Id,
    /// Its public keys, exact bytes.
    pub public_keys: Vec<u8>,
    /// Kind of device, as in the protocol.
    pub device_kind: u8,
    /// Users only: digest of the sign-in name, sign-in key, wrapped private keys.
    pub sign_in: Option<(Hash, Hash, Vec<u8>)>,
}

/// One enrolment.
pub struct EnrolmentRow {
    /// Its id.
    pub id: Id,
    /// SHA-256 of the secret.
    pub secret_digest: Hash,
    /// Kind of subject.
    pub kind: u8,
    /// For whom; empty once accepted.
    pub label: String,
    /// How often the secret was used.
    pub tries: u32,
    /// Unix milliseconds.
    pub expires_ms: i64,
    /// Where it stands.
    pub state: EnrolmentState,
    /// Who wants in.
    pub subject: Option<Id>,
    /// With which keys.
    pub public_keys: Option<Vec<u8>>,
    /// Kind of device.
    pub device_kind: u8,
    /// The signed head over which the digits are.
    pub head: Option<Vec<u8>>,
}

/// What an admission is checked against.
pub struct Open {
    /// Enrolment id.
    pub id: Id,
    /// Kind of subject.
    pub kind: u8,
    /// Unix milliseconds.
    pub expires_ms: i64,
    /// How often the secret was used.
    pub tries: u32,
    /// Where it stands.
    pub state: EnrolmentState,
    /// Who came.
    pub subject: Option<Id>,
}

fn state(number: u8) -> EnrolmentState {
    match number {
        0 => EnrolmentState::Invited,
        1 => EnrolmentState::Waiting,
        _ => EnrolmentState::Accepted,
    }
}

impl Reader<'_> {
    /// The enrolment behind a secret's digest.
    pub fn enrolment_by_secret(&self, secret_digest: &Hash) -> Result<Option<Open>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("enrolment_by_secret"))?;
        Ok(query
            .query_row([secret_digest], |row| {
                Ok(Open {
                    id: row.get(0)?,
                    kind: row.get(1)?,
                    expires_ms: row.get(2)?,
                    tries: row.get(3)?,
                    state: state(row.get(4)?),
                    subject: row.get(5)?,
                })
            })
            .optional()?)
    }

    /// One enrolment, or all of them, oldest first.
    pub fn enrolments(&self, id: Option<&Id>) -> Result<Vec<EnrolmentRow>, StoreError> {
        let mut query = self.0.prepare_cached(sql!("enrolments_all"))?;
        let rows = query.query_map([id], |row| {
            Ok(EnrolmentRow {
                id: row.get(0)?,
                secret_digest: row.get(1)?,
                kind: row.get(2)?,
                label: row.get(3)?,
                expires_ms: row.get(4)?,
                tries: row.get(5)?,
                state: state(row.get(6)?),
                subject: row.get(7)?,
                public_keys: row.get(8)?,
                device_kind: row.get(9)?,
                head: row.get(10)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps an invitation.
    pub fn add_invitation(&mut self, new: &Invitation, now_ms: i64) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("enrolment_add"))?
            .execute(params![
                new.id,
                new.secret_digest,
                new.kind,
                new.label,
                new.created_by,
                now_ms,
                new.expires_ms
            ])?;
        Ok(())
    }

    /// Counts one use of a secret.
    pub fn count_try(&mut self, enrolment: &Id) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql!("enrolment_try"))?
            .execute([enrolment])?;
        Ok(())
    }

    /// Keeps what somebody handed in, with the signed head over which the digits are; answers false when somebody else came first.
    pub fn admit(
        &mut self,
        enrolment: &Id,
        new: &Admission,
        head: &[u8],
    ) -> Result<bool, StoreError> {
        let (name, key, sealed) = match &new.sign_in {
            Some((name, key, sealed)) => (Some(name), Some(key), Some(sealed)),
            None => (None, None, None),
        };
        let changed = self
            .connection
            .prepare_cached(sql!("enrolment_admit"))?
            .execute(params![
                enrolment,
                new.subject,
                new.public_keys,
                new.device_kind,
                head,
                name,
                key,
                sealed
            ])?;
        Ok(changed > 0)
    }

    /// Called when a statement about `subject` is in the directory: ends its enrolment, and opens
    /// the account that was handed in with it.
    pub fn accept_enrolment(&mut self, subject: &Id, now_ms: i64) -> Result<(), StoreError> {
        type Waiting = (Id, Option<Hash>, Option<Hash>, Option<Vec<u8>>);
        let found: Option<Waiting> = self
            .connection
            .prepare_cached(sql!("enrolment_by_subject"))?
            .query_row([subject], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((id, name, key, sealed)) = found else {
            return Ok(());
        };
        if let (Some(name_digest), Some(sign_in_key), Some(sealed_keys)) = (name, key, sealed) {
            let account = super::NewAccount {
                user: *subject,
                name_digest,
                sign_in_key,
                sealed_keys,
                generation: 1,
            };
            self.add_account(&account, now_ms)?;
        }
        self.connection
            .prepare_cached(sql!("enrolment_accept"))?
            .execute([id])?;
        Ok(())
    }
}
