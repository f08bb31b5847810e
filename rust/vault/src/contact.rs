//! Days without contact, in time that a changed clock cannot move.
//!
//! Each tick adds the monotonic time since the last one, if both belong to the same run of the device.
//! A clock that jumps destroys nothing; a device that is switched off does not age.

use crate::{Outbox, VaultError};

/// How long a vault lives without contact, unless the tenant says less.
pub const NO_CONTACT_LIMIT_DAYS: u64 = 35;

/// A monotonic moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Monotonic {
    /// Which run of the device (changes when it starts anew).
    pub run: [u8; 16],
    /// Seconds since that run began.
    pub seconds: u64,
}

const WITHOUT: &str = "contact.without";
const LAST_RUN: &str = "contact.run";
const LAST_SECONDS: &str = "contact.seconds";

impl Outbox {
    /// Adds the time since the last tick; gives the seconds without contact.
    pub fn tick(&self, now: Monotonic) -> Result<u64, VaultError> {
        let mut without = self.number(WITHOUT)?.unwrap_or(0);
        let same_run = self.value(LAST_RUN)?.as_deref() == Some(&now.run[..]);
        if same_run {
            let last = self.number(LAST_SECONDS)?.unwrap_or(now.seconds);
            without = without.saturating_add(now.seconds.saturating_sub(last));
        }
        self.write_contact(without, now)?;
        Ok(without)
    }

    /// The server was reached and is the right one.
    pub fn contact(&self, now: Monotonic) -> Result<(), VaultError> {
        self.write_contact(0, now)
    }

    fn write_contact(&self, without: u64, now: Monotonic) -> Result<(), VaultError> {
        let tx = self.db.unchecked_transaction()?;
        self.set_number(WITHOUT, without)?;
        self.set_value(LAST_RUN, &now.run)?;
        self.set_number(LAST_SECONDS, now.seconds)?;
        Ok(tx.commit()?)
    }
}
