//! Everything of the key and envelope design that is bytes: records, tallies, cards, returns,
//! state changes, receipts, the directory with its proofs, enrolment, signing in.
//!
//! Invariant: this crate does no I/O, reads no clock and draws no hidden randomness: callers pass
//! seconds and a random source. Received bytes are hashed and verified as they came, never encoded
//! again. An error of opening tells nothing about the content, and no `Debug` shows a secret.
//!
//! The formats are frozen by `tests/vectors`; `docs/wire.md` has each type's field table.
//! A record, from the phone to a member of the case team:
//!
//! ```
//! use homeward_seal::{
//!     AnswerState, Body, Bytes, CaseTag, DeviceId, Digest, HeadRef, NewRecord, OpeningKey, RecordId,
//!     SealedRecord, SigningKey, TenantId,
//! };
//! # use rand_chacha::rand_core::SeedableRng;
//! # let random = &mut rand_chacha::ChaCha20Rng::from_seed([1; 32]);
//! let (device, epoch) = (SigningKey::random(random), OpeningKey::random(random));
//! let new = NewRecord {
//!     tenant: TenantId::random(random),
//!     record: RecordId::random(random),
//!     replaces: None,
//!     case: CaseTag::random(random),
//!     epoch: 1,
//!     epoch_statement: Digest::of(b"statement"),
//!     form: Digest::of(b"form"),
//!     device: DeviceId::random(random),
//!     sequence: 1,
//!     previous: Digest::ZERO,
//!     head: HeadRef { size: 1, digest: Digest::of(b"head") },
//! };
//! let body = Body {
//!     submission: Bytes(b"<data><q>yes</q></data>".to_vec()),
//!     states: vec![("/data/q".into(), AnswerState::Answered)],
//! };
//! let (record, wrap) =
//!     SealedRecord::seal(&new, &body, &[], &device, &epoch.sealing_key(), random).unwrap();
//!
//! // On the other side: bytes and wrap from the server, the device's key from the directory.
//! let received = SealedRecord::parse(record.bytes()).unwrap();
//! let verified = received.verify(&device.verifying_key()).unwrap();
//! assert_eq!(verified.open(&wrap, &epoch).unwrap(), body);
//! ```
//!
//! Deliberately absent: what the answers mean (`checkin`), what a tally counts (`tally`), and any
//! key that opens a record on a server.
#![forbid(unsafe_code)]

pub mod cbor;
pub mod context;
pub mod directory;
pub mod enrolment;
mod envelope;
mod hazmat;
pub mod ids;
pub mod keys;
pub mod receipt;
pub mod record;
pub mod sealed;
pub mod session;
pub mod sign_in;
pub mod signed;
pub mod state;
pub mod statement;
pub mod tally;
pub mod vault;
mod wrap;

pub use cbor::{Bytes, Cbor, CborError};
pub use directory::{
    Checkpoint, Directory, DirectoryRequest, DirectoryUpdate, DirectoryView, Head, Stub,
};
pub use ids::{
    CalendarDate, CaseTag, Class, DeviceId, Digest, EnrolmentId, HeadRef, KeyId, ObjectId,
    PeriodId, RecordId, RecordRef, SUITE, StoreId, SubjectId, TeamId, TenantId, UserId,
};
pub use keys::{
    BadSignature, ContentKey, DerivedKey, DeviceSecret, OpeningKey, SealingKey, Signature,
    SigningKey, TallySecret, VerifyingKey,
};
pub use receipt::{Receipt, ReceiptError, ReceiptPoint};
pub use record::{AnswerState, Body, NewRecord, RecordHeader, SealedRecord};
pub use sealed::{
    Card, CaseField, Comment, Field, Kind, NewObject, Note, ObjectHeader, Recipient, Return,
    SealedObject,
};
pub use signed::{Signed, SignedError};
pub use state::{ReviewState, StateChange};
pub use statement::{
    DeviceKind, DeviceStatement, EpochStatement, Language, Period, Role, SettingsStatement,
    Statement, StatementType, TeamStatement, UserStatement,
};
pub use tally::{SealedTally, TallyHeader};
pub use wrap::{BadRecipient, CannotOpen, Wrap};
