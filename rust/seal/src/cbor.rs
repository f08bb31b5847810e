//! The one CBOR of everything that is signed or hashed: RFC 8949 section 4.2.1, and less.
//!
//! Invariant: for each value there is exactly one encoding, and [`Reader`] refuses every other
//! one. Unsigned integers, byte strings, text, arrays, maps with ascending unsigned keys and
//! booleans; no floats, tags, negative numbers, null or indefinite lengths; nothing after the end.
//! An unknown key below 128 refuses; from 128 on it is read past. Whoever must keep it keeps the
//! received bytes: nothing received is ever encoded again.
//!
//! Deliberately absent: a generic value tree. A type says what it expects, so depth is bounded by
//! the types, and by [`SKIP_DEPTH`] for what is read past.

use thiserror::Error;

mod values;

pub use values::Bytes;

/// How deep an unknown value (key from 128 on) may nest.
pub const SKIP_DEPTH: u8 = 8;

/// Why bytes are not the canonical encoding of what was expected. Holds no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CborError {
    /// The bytes end inside a value.
    #[error("the bytes end too early")]
    End,
    /// A length or number is not in its shortest form.
    #[error("a number is not in its shortest form")]
    NotShortest,
    /// Another kind of value was expected here.
    #[error("another kind of value was expected")]
    Kind,
    /// A float, tag, negative number, null or indefinite length.
    #[error("a kind of value that is never used")]
    Forbidden,
    /// Map keys do not ascend, or one comes twice.
    #[error("map keys do not ascend")]
    KeyOrder,
    /// A map has a key below 128 that this version does not know.
    #[error("unknown key {0}")]
    UnknownKey(u64),
    /// A map lacks a key that is required.
    #[error("key {0} is missing")]
    MissingKey(u64),
    /// A byte string, text or list has a length that is not allowed here.
    #[error("a length is not allowed here")]
    Length,
    /// A number or text is outside what is allowed here.
    #[error("a value is not allowed here")]
    Value,
    /// Text is not UTF-8.
    #[error("text is not UTF-8")]
    Utf8,
    /// Something follows the value.
    #[error("something follows the value")]
    Trailing,
    /// An unknown value nests too deep.
    #[error("nested too deep")]
    Depth,
}

/// A value with one canonical encoding.
///
/// `absent` and `is_absent` let an `Option` be an omitted key of a map; every other type leaves
/// them as they are.
pub trait Cbor: Sized {
    /// Writes the value.
    fn write(&self, to: &mut Writer);
    /// Reads the value; refuses any other encoding of it.
    ///
    /// # Errors
    /// [`CborError`], which says what was wrong but not where.
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError>;
    /// What an omitted key means, if it may be omitted.
    fn absent() -> Option<Self> {
        None
    }
    /// Whether the key of this value is to be omitted.
    fn is_absent(&self) -> bool {
        false
    }
    /// The bytes of this value alone.
    fn to_cbor(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.write(&mut writer);
        writer.finish()
    }
    /// Reads exactly one value, with nothing after it.
    ///
    /// # Errors
    /// As [`Cbor::read`], and [`CborError::Trailing`].
    fn from_cbor(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader::new(bytes);
        let value = Self::read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }
}

/// Writes canonical CBOR into memory.
#[derive(Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Writer {
        Writer(Vec::new())
    }
    /// The bytes written.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.0
    }
    fn head(&mut self, major: u8, value: u64) {
        let top = major << 5;
        match value {
            0..=23 => self.0.push(top | value as u8),
            24..=0xff => self.0.extend([top | 24, value as u8]),
            0x100..=0xffff => {
                self.0.push(top | 25);
                self.0.extend((value as u16).to_be_bytes());
            }
            0x1_0000..=0xffff_ffff => {
                self.0.push(top | 26);
                self.0.extend((value as u32).to_be_bytes());
            }
            _ => {
                self.0.push(top | 27);
                self.0.extend(value.to_be_bytes());
            }
        }
    }
    /// An unsigned integer.
    pub fn uint(&mut self, value: u64) {
        self.head(0, value);
    }
    /// A byte string.
    pub fn bytes(&mut self, value: &[u8]) {
        self.head(2, value.len() as u64);
        self.0.extend_from_slice(value);
    }
    /// Text.
    pub fn text(&mut self, value: &str) {
        self.head(3, value.len() as u64);
        self.0.extend_from_slice(value.as_bytes());
    }
    /// The start of a list of so many values.
    pub fn array(&mut self, len: usize) {
        self.head(4, len as u64);
    }
    /// The start of a map of so many pairs; the caller writes ascending keys.
    pub fn map(&mut self, len: usize) {
        self.head(5, len as u64);
    }
    /// True or false.
    pub fn bool(&mut self, value: bool) {
        self.0.push(if value { 0xf5 } else { 0xf4 });
    }
}

/// Reads canonical CBOR and nothing else.
pub struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    /// A reader at the start of the bytes.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { rest: bytes }
    }
    /// How many bytes are left; a list cannot be longer than that.
    #[must_use]
    pub fn left(&self) -> usize {
        self.rest.len()
    }
    /// That nothing follows.
    ///
    /// # Errors
    /// [`CborError::Trailing`].
    pub fn end(&self) -> Result<(), CborError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(CborError::Trailing)
        }
    }
    fn take(&mut self, len: usize) -> Result<&'b [u8], CborError> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(CborError::End)?;
        self.rest = rest;
        Ok(taken)
    }
    fn big_endian(&mut self, len: usize) -> Result<u64, CborError> {
        let bytes = self.take(len)?;
        Ok(bytes
            .iter()
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
    }
    fn head(&mut self) -> Result<(u8, u64), CborError> {
        let first = self.take(1)?[0];
        let (major, info) = (first >> 5, first & 0x1f);
        if matches!(major, 1 | 6) || info > 27 {
            return Err(CborError::Forbidden);
        }
        if major == 7 {
            return match info {
                20 | 21 => Ok((7, u64::from(info))),
                _ => Err(CborError::Forbidden),
            };
        }
        let (value, least) = match info {
            24 => (self.big_endian(1)?, 24),
            25 => (self.big_endian(2)?, 0x100),
            26 => (self.big_endian(4)?, 0x1_0000),
            27 => (self.big_endian(8)?, 0x1_0000_0000),
            small => (u64::from(small), 0),
        };
        if value < least {
            return Err(CborError::NotShortest);
        }
        Ok((major, value))
    }
    fn expect(&mut self, major: u8) -> Result<u64, CborError> {
        match self.head()? {
            (found, value) if found == major => Ok(value),
            _ => Err(CborError::Kind),
        }
    }
    fn string(&mut self, len: u64) -> Result<&'b [u8], CborError> {
        self.take(usize::try_from(len).map_err(|_| CborError::End)?)
    }
    /// An unsigned integer.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn uint(&mut self) -> Result<u64, CborError> {
        self.expect(0)
    }
    /// A byte string, borrowed from the input.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn bytes(&mut self) -> Result<&'b [u8], CborError> {
        let len = self.expect(2)?;
        self.string(len)
    }
    /// Text, borrowed from the input.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn text(&mut self) -> Result<&'b str, CborError> {
        let len = self.expect(3)?;
        std::str::from_utf8(self.string(len)?).map_err(|_| CborError::Utf8)
    }
    /// The start of a list: how many values follow, never more than bytes are left.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn array(&mut self) -> Result<usize, CborError> {
        let len = self.expect(4)?;
        self.bounded(len, 1)
    }
    /// The start of a map: how many pairs follow, never more than bytes are left.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn map(&mut self) -> Result<usize, CborError> {
        let len = self.expect(5)?;
        self.bounded(len, 2)
    }
    fn bounded(&self, len: u64, each: usize) -> Result<usize, CborError> {
        match usize::try_from(len) {
            Ok(len) if len <= self.rest.len() / each => Ok(len),
            _ => Err(CborError::End),
        }
    }
    /// True or false.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn bool(&mut self) -> Result<bool, CborError> {
        Ok(self.expect(7)? == 21)
    }
    /// The next key of a map, which must be above the last one.
    ///
    /// # Errors
    /// [`CborError::KeyOrder`] and what an integer can have.
    pub fn key(&mut self, last: &mut Option<u64>) -> Result<u64, CborError> {
        let key = self.uint()?;
        if last.is_some_and(|last| last >= key) {
            return Err(CborError::KeyOrder);
        }
        *last = Some(key);
        Ok(key)
    }
    /// Reads past the value of a key that this version does not know.
    ///
    /// # Errors
    /// [`CborError::UnknownKey`] below 128, and whatever makes the value not canonical.
    pub fn unknown(&mut self, key: u64) -> Result<(), CborError> {
        if key < 128 {
            return Err(CborError::UnknownKey(key));
        }
        self.skip(SKIP_DEPTH)
    }
    fn skip(&mut self, depth: u8) -> Result<(), CborError> {
        let depth = depth.checked_sub(1).ok_or(CborError::Depth)?;
        match self.head()? {
            (2, len) => self.string(len).map(|_| ()),
            (3, len) => std::str::from_utf8(self.string(len)?)
                .map(|_| ())
                .map_err(|_| CborError::Utf8),
            (4, len) => (0..self.bounded(len, 1)?).try_for_each(|_| self.skip(depth)),
            (5, len) => {
                let mut last = None;
                (0..self.bounded(len, 2)?).try_for_each(|_| {
                    self.key(&mut last)?;
                    self.skip(depth)
                })
            }
            _ => Ok(()),
        }
    }
}

/// Declares a struct that is a CBOR map with the given ascending keys, and its encoding.
///
/// `redacted` before `pub struct` gives a `Debug` that shows the type's name only.
#[macro_export]
macro_rules! cbor_map {
    ($(#[$meta:meta])* redacted pub struct $name:ident { $($body:tt)* }) => {
        $crate::cbor_map!(@define [$(#[$meta])* #[derive(Clone, PartialEq, Eq)]] pub $name { $($body)* });
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(concat!(stringify!($name), " { .. }"))
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($body:tt)* }) => {
        $crate::cbor_map!(@define [$(#[$meta])* #[derive(Clone, PartialEq, Eq, Debug)]] $vis $name { $($body)* });
    };
    (@define [$(#[$meta:meta])*] $vis:vis $name:ident {
        $($(#[$doc:meta])* $key:literal => $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$doc])* pub $field: $type),* }
        impl $crate::cbor::Cbor for $name {
            fn write(&self, to: &mut $crate::cbor::Writer) {
                let present = 0usize $(+ usize::from(!$crate::cbor::Cbor::is_absent(&self.$field)))*;
                to.map(present);
                $(if !$crate::cbor::Cbor::is_absent(&self.$field) {
                    to.uint($key);
                    $crate::cbor::Cbor::write(&self.$field, to);
                })*
            }
            fn read(from: &mut $crate::cbor::Reader<'_>) -> Result<Self, $crate::cbor::CborError> {
                $(let mut $field: Option<$type> = None;)*
                let mut last = None;
                for _ in 0..from.map()? {
                    match from.key(&mut last)? {
                        $($key => $field = Some($crate::cbor::Cbor::read(from)?),)*
                        key => from.unknown(key)?,
                    }
                }
                Ok($name { $($field: match $field {
                    Some(value) => value,
                    None => $crate::cbor::Cbor::absent()
                        .ok_or($crate::cbor::CborError::MissingKey($key))?,
                }),* })
            }
        }
    };
}

/// Declares an enum that is one small unsigned number.
#[macro_export]
macro_rules! cbor_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $value:literal => $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }
        impl $name {
            /// Every value, in order of its number.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The number that stands for it.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self { $($name::$variant => $value),* }
            }
            /// What the number stands for, if anything.
            #[must_use]
            pub const fn from_number(number: u8) -> Option<$name> {
                match number { $($value => Some($name::$variant),)* _ => None }
            }
        }
        impl $crate::cbor::Cbor for $name {
            fn write(&self, to: &mut $crate::cbor::Writer) {
                to.uint(u64::from(self.number()));
            }
            fn read(from: &mut $crate::cbor::Reader<'_>) -> Result<Self, $crate::cbor::CborError> {
                u8::try_from(from.uint()?)
                    .ok()
                    .and_then($name::from_number)
                    .ok_or($crate::cbor::CborError::Value)
            }
        }
    };
}
