//! Ids, digests, dates and the other small values that headers are made of.
//!
//! Invariant: an id is 16 random bytes (version 4 UUID) and tells nothing, least of all a time.

use rand_core::CryptoRng;
use sha2::{Digest as _, Sha256};

use crate::cbor::{Cbor, CborError, Reader, Writer};
use crate::{cbor_enum, cbor_map};

/// The only suite so far: X25519, HKDF-SHA256, ChaCha20-Poly1305, Ed25519, SHA-256, Argon2id.
pub const SUITE: u8 = 1;

macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident: $len:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);
        impl $name {
            /// The bytes.
            #[must_use]
            pub const fn bytes(&self) -> &[u8; $len] {
                &self.0
            }
            /// From a slice of exactly the right length.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<$name> {
                bytes.try_into().ok().map($name)
            }
            /// Lower-case hexadecimal.
            #[must_use]
            pub fn hex(&self) -> String {
                self.to_string()
            }
            /// From hexadecimal of exactly the right length.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<$name> {
                from_hex(text).map($name)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }
        impl Cbor for $name {
            fn write(&self, to: &mut Writer) {
                to.bytes(&self.0);
            }
            fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
                Cbor::read(from).map($name)
            }
        }
    )*};
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let text = text.as_bytes();
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        let high = char::from(pair[0]).to_digit(16)?;
        let low = char::from(pair[1]).to_digit(16)?;
        *byte = (high * 16 + low) as u8;
    }
    Some(bytes)
}

fixed! {
    /// A controller institution: one server, one directory.
    TenantId: 16;
    /// A person with an account: officer, supervisor, community worker and so on.
    UserId: 16;
    /// A phone, desktop or gateway that writes records.
    DeviceId: 16;
    /// A case team as a supervisor approved it.
    TeamId: 16;
    /// A case, for the server and the directory; says nothing about the person.
    CaseTag: 16;
    /// A record; a correction has an id of its own.
    RecordId: 16;
    /// A card, case header field, return or note.
    ObjectId: 16;
    /// An invitation and what came of it.
    EnrolmentId: 16;
    /// One database of the server; a restored backup is the same store, a new one is not.
    StoreId: 16;
    /// The first 16 bytes of SHA-256 of a public key.
    KeyId: 16;
    /// What a directory statement is about: any of the ids above.
    SubjectId: 16;
    /// A SHA-256.
    Digest: 32;
}

impl Digest {
    /// What stands where there is nothing before: the first previous digest of a chain.
    pub const ZERO: Digest = Digest([0; 32]);
    /// SHA-256 of the bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }
    /// SHA-256 of the parts, one after the other.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Digest {
        let mut hash = Sha256::new();
        parts.iter().for_each(|part| hash.update(part));
        Digest(hash.finalize().into())
    }
}

macro_rules! random_ids {
    ($($name:ident),*) => {$(
        impl $name {
            /// A new random id (UUID version 4).
            #[must_use]
            pub fn random(random: &mut dyn CryptoRng) -> $name {
                let mut bytes = [0; 16];
                random.fill_bytes(&mut bytes);
                bytes[6] = (bytes[6] & 0x0f) | 0x40;
                bytes[8] = (bytes[8] & 0x3f) | 0x80;
                $name(bytes)
            }
        }
        impl From<$name> for SubjectId {
            fn from(id: $name) -> SubjectId {
                SubjectId(id.0)
            }
        }
    )*};
}
random_ids!(
    TenantId,
    UserId,
    DeviceId,
    TeamId,
    CaseTag,
    RecordId,
    ObjectId,
    EnrolmentId,
    StoreId
);

impl From<KeyId> for SubjectId {
    fn from(id: KeyId) -> SubjectId {
        SubjectId(id.0)
    }
}

cbor_enum! {
    /// The two kinds of tally; each has a statistics key of its own.
    pub enum Class {
        /// Coded answers with their dimensions.
        0 => Ordinary,
        /// Health and safety: no dimensions, national tables only.
        1 => Restricted,
    }
}

impl From<Class> for SubjectId {
    /// The subject of that class's statistics key: fifteen zero bytes and the class.
    fn from(class: Class) -> SubjectId {
        let mut bytes = [0; 16];
        bytes[15] = class.number();
        SubjectId(bytes)
    }
}

/// A reporting period's id, `[a-z0-9-]{1,16}`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PeriodId(String);

impl PeriodId {
    /// Checks the form of the id.
    #[must_use]
    pub fn new(text: &str) -> Option<PeriodId> {
        let fits = (1..=16).contains(&text.len())
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        fits.then(|| PeriodId(text.to_owned()))
    }
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A calendar date, `YYYY-MM-DD`; compares as dates do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CalendarDate(String);

impl CalendarDate {
    /// Checks the form and that the day exists.
    #[must_use]
    pub fn new(text: &str) -> Option<CalendarDate> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |from: usize, to: usize| {
            bytes[from..to].iter().try_fold(0u32, |sum, byte| {
                byte.is_ascii_digit()
                    .then(|| sum * 10 + u32::from(byte - b'0'))
            })
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then(|| CalendarDate(text.to_owned()))
    }
    /// The date as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! checked_text {
    ($($name:ident),*) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl Cbor for $name {
            fn write(&self, to: &mut Writer) {
                to.text(&self.0);
            }
            fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
                $name::new(from.text()?).ok_or(CborError::Value)
            }
        }
    )*};
}
checked_text!(PeriodId, CalendarDate);

cbor_map! {
    /// The directory head that somebody had seen.
    #[derive(Copy)]
    pub struct HeadRef {
        /// How many statements the log had.
        0 => size: u64,
        /// SHA-256 of the head's content.
        1 => digest: Digest,
    }
}

cbor_map! {
    /// One exact version of a record.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    pub struct RecordRef {
        /// The record.
        0 => id: RecordId,
        /// Its digest.
        1 => digest: Digest,
    }
}
