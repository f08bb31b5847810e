//! What is inside cards, case fields, returns and notes.

use super::{Kind, SealedBody};
use crate::cbor::Bytes;
use crate::context;
use crate::ids::{CalendarDate, Digest, RecordRef};
use crate::keys::TallySecret;
use crate::wrap::Wrap;
use crate::{cbor_enum, cbor_map};

cbor_map! {
    /// What a worker's device knows about a case. No name, no earlier answer.
    redacted pub struct Card {
        /// Case reference, as the worker says it.
        0 => reference: String,
        /// Code of the area (tenant settings).
        1 => area: String,
        /// Date of release: the stage follows from it.
        2 => stage_date: CalendarDate,
        /// When the next contact is due.
        3 => next_date: Option<CalendarDate>,
        /// The person's language, as in the form.
        4 => language: String,
        /// Code as in the indicator table; absent if not known.
        5 => sex: Option<String>,
        /// Code as in the indicator table; absent if not known.
        6 => age_band: Option<String>,
        /// For the tags of tallies.
        7 => tally_secret: TallySecret,
        /// Records that were returned and wait for a correction.
        8 => returns: Vec<RecordRef>,
    }
}

cbor_enum! {
    /// Fields of a case header.
    pub enum Field {
        /// Case reference: text.
        0 => Reference,
        /// Area code: text.
        1 => Area,
        /// Date of release: text, `YYYY-MM-DD`.
        2 => ReleaseDate,
        /// Days between contacts if not the tenant's default: text, a number.
        3 => Cadence,
        /// Language: text.
        4 => Language,
        /// Sex code: text.
        5 => Sex,
        /// Age band code: text.
        6 => AgeBand,
        /// Tally secret: 32 bytes.
        7 => TallySecret,
    }
}

cbor_map! {
    /// One change of one field of a case header.
    redacted pub struct CaseField {
        /// The field.
        0 => field: Field,
        /// Its value: UTF-8 text, or the tally secret's bytes.
        1 => value: Bytes,
        /// Digests of the changes that this one replaces; two changes that replace the same one
        /// are shown side by side.
        2 => replaces: Vec<Digest>,
    }
}

impl CaseField {
    /// A text value.
    #[must_use]
    pub fn text(field: Field, value: &str, replaces: Vec<Digest>) -> CaseField {
        CaseField {
            field,
            value: Bytes(value.as_bytes().to_vec()),
            replaces,
        }
    }
    /// The value as text, unless it is not text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.value).ok()
    }
}

cbor_map! {
    /// A comment on a returned record.
    redacted pub struct Comment {
        /// Absolute path with positions of the question; absent for the record as a whole.
        0 => path: Option<String>,
        /// What the officer asks.
        1 => text: String,
    }
}

cbor_map! {
    /// A record sent back to one device; the header names the record's version.
    redacted pub struct Return {
        /// In the order in which they are to be looked at.
        0 => comments: Vec<Comment>,
        /// The record's content key, wrapped to the device (bound to the record's header).
        1 => record_key: Wrap,
    }
}

cbor_map! {
    /// A note inside the case team.
    redacted pub struct Note {
        /// The text.
        0 => text: String,
        /// When it was written, Unix seconds.
        1 => time: u64,
    }
}

macro_rules! bodies {
    ($($name:ident: $context:ident;)*) => {$(
        impl SealedBody for $name {
            const KIND: Kind = Kind::$name;
            const CONTEXT: &'static str = context::$context;
        }
    )*};
}
bodies! {
    Card: CARD;
    CaseField: CASE;
    Return: RETURN;
    Note: NOTE;
}
