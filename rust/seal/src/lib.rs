//! Everything of the key and envelope design that is bytes: records, tallies, cards, returns,
//! state changes, receipts, the directory with its proofs, enrolment, signing in.
//!
//! Invariant: this crate does no I/O, reads no clock and draws no hidden randomness: callers pass
//! seconds and a random source. Received bytes are hashed and verified as they came, never encoded
//! again. An error of opening tells nothing about the content, and no `Debug` shows a secret.
//!
//! The formats are frozen by `tests/vectors`; `docs/wire.md` has each type's field table.
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
pub use statement::{EpochStatement, Role, Statement, StatementType};
pub use tally::{SealedTally, TallyHeader};
pub use wrap::{BadRecipient, CannotOpen, Wrap};
