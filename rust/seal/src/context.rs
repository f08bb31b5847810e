//! Context strings: what keeps a signature or key for one purpose from meaning another.
//!
//! A text that is signed or hashed is the context's ASCII, a zero byte, then parts that are each
//! of fixed size or hashed (`keys.md`, Encodings). Only the last part of a salt or digits text may
//! vary in length, as nothing follows it.

macro_rules! contexts {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
        $(#[$doc])*
        pub const $name: &str = $text;
    )*};
}

contexts! {
    /// Records, signed by a device.
    RECORD = "homeward/record/1";
    /// Cards to a worker's device.
    CARD = "homeward/card/1";
    /// Fields of a case header.
    CASE = "homeward/case/1";
    /// Returns to a worker's device.
    RETURN = "homeward/return/1";
    /// Notes inside a case team.
    NOTE = "homeward/note/1";
    /// State changes of a record.
    STATE = "homeward/state/1";
    /// HPKE wraps of content keys.
    WRAP = "homeward/wrap/1";
    /// HPKE wraps of epoch keys.
    EPOCH = "homeward/epoch/1";
    /// Directory statements.
    STATEMENT = "homeward/statement/1";
    /// Directory heads, signed by the log key.
    HEAD = "homeward/head/1";
    /// Directory heads, cosigned by a supervisor.
    CHECKPOINT = "homeward/checkpoint/1";
    /// Receipts, signed by the receipt key.
    RECEIPT = "homeward/receipt/1";
    /// Tallies: HPKE to the statistics office, and the tally key's signature inside.
    TALLY = "homeward/tally/1";
    /// Opening a device's session.
    SESSION = "homeward/session/1";
    /// Signing in of a user.
    SIGN_IN = "homeward/sign-in/1";
    /// A user's keys, wrapped under the passphrase.
    BLOB = "homeward/blob/1";
    /// The salt of a passphrase.
    SALT = "homeward/salt/1";
    /// Enrolment codes.
    CODE = "homeward/code/1";
    /// Digits compared aloud.
    DIGITS = "homeward/digits/1";
    /// The key of the phone's vault; never leaves the phone.
    VAULT = "homeward/vault/1";
    /// The key of the phone's outbox; never leaves the phone.
    OUTBOX = "homeward/outbox/1";
}

/// Context, zero byte, parts.
#[must_use]
pub fn text(context: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut text =
        Vec::with_capacity(context.len() + 1 + parts.iter().map(|p| p.len()).sum::<usize>());
    text.extend_from_slice(context.as_bytes());
    text.push(0);
    parts.iter().for_each(|part| text.extend_from_slice(part));
    text
}
