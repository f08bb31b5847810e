//! The phone's storage: one encrypted database behind the PIN for each worker profile, and one outbox
//! that sends without it.
//!
//! Invariants:
//! - What a call wrote is on disk when it returns (`synchronous = full`); one answer, one transaction.
//! - Drafts, cards and returns are readable only with the PIN *and* the vault secret. Destroying the
//!   secret (ten wrong PINs, too long without contact) makes them unreadable for ever.
//! - The outbox holds sealed bytes only. It never learns a case reference, an answer or a name.
//! - What is being sent or was sent can't be opened here; until then it takes the vault to do so.
//! - The try counter is durable before the try: before a key that a PIN gave meets the vault.
//!
//! It does not know forms, seals or the network: it keeps bytes and ids.

#![forbid(unsafe_code)]

mod amend;
mod card;
mod chain;
mod contact;
mod database;
mod draft;
mod draft_before;
mod error;
mod gate;
mod inbox;
mod keystore;
mod outbox;
mod returned;
mod sealed;
mod vault;

pub use card::StoredCard;
pub use chain::{Sender, Sequence};
pub use contact::{Monotonic, NO_CONTACT_LIMIT_DAYS};
pub use draft::{Draft, DraftAnswer, NewDraft};
pub use error::VaultError;
pub use gate::{
    Attempt, MAX_TRIES, MIN_PIN_DIGITS, VaultState, destroy, limit_tries, open_with_pin, set_pin,
    state,
};
pub use inbox::{Arrival, InboxItem};
pub use keystore::{FileKeyStore, KeyStore, Secret, SecretName};
pub use outbox::Outbox;
pub use returned::StoredReturn;
pub use sealed::{NewSealed, Sealed, SealedState};
pub use vault::Vault;
