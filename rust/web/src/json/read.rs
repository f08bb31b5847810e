//! Reading: one pass over the text, straight into the type that is expected.

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess, Visitor,
};

use super::{DEPTH, Unexpected};

/// The value that a message says.
///
/// # Errors
/// [`Unexpected`].
pub(crate) fn read<'m, T: Deserialize<'m>>(text: &'m [u8]) -> Result<T, Unexpected> {
    let mut reader = Reader::new(text)?;
    let value = T::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Where in the text the reading is.
pub(crate) struct Reader<'m> {
    text: &'m str,
    at: usize,
}

/// A part of the text: borrowed as it stands, or made of escapes.
pub(crate) enum Text<'m> {
    Plain(&'m str),
    Made(String),
}

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Text::Plain(text) => text,
            Text::Made(text) => text,
        }
    }
}

impl<'m> Reader<'m> {
    pub(crate) fn new(text: &'m [u8]) -> Result<Reader<'m>, Unexpected> {
        let text = std::str::from_utf8(text).map_err(|_| Unexpected)?;
        Ok(Reader { text, at: 0 })
    }

    /// The next character that is no white space.
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or_default()
    }

    /// Passes this character if it is the next one.
    fn pass(&mut self, wanted: u8) -> bool {
        let here = self.peek() == wanted;
        self.at += usize::from(here);
        here
    }

    fn expect(&mut self, wanted: u8) -> Result<(), Unexpected> {
        self.pass(wanted).then_some(()).ok_or(Unexpected)
    }

    fn word(&mut self, wanted: &str) -> bool {
        self.peek();
        let here = self.text.as_bytes()[self.at..].starts_with(wanted.as_bytes());
        if here {
            self.at += wanted.len();
        }
        here
    }

    /// That nothing follows.
    pub(crate) fn end(&mut self) -> Result<(), Unexpected> {
        self.peek();
        (self.at == self.text.len()).then_some(()).ok_or(Unexpected)
    }

    /// Whether another part of a list or object follows; `first` until one came.
    fn more(&mut self, first: &mut bool, close: u8) -> Result<bool, Unexpected> {
        if self.pass(close) {
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// The key of the next entry of an object.
    pub(crate) fn key(&mut self, first: &mut bool) -> Result<Option<Text<'m>>, Unexpected> {
        if !self.more(first, b'}')? {
            return Ok(None);
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// That an object begins; [`Reader::key`] gives its entries.
    pub(crate) fn object(&mut self) -> Result<(), Unexpected> {
        self.expect(b'{')
    }

    pub(crate) fn string(&mut self) -> Result<Text<'m>, Unexpected> {
        self.expect(b'"')?;
        let start = self.at;
        let mut made: Option<String> = None;
        let mut kept = start;
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    let rest = &self.text[kept..self.at];
                    self.at += 1;
                    return Ok(match made {
                        None => Text::Plain(rest),
                        Some(made) => Text::Made(made + rest),
                    });
                }
                Some(b'\\') => {
                    let made = made.get_or_insert_default();
                    made.push_str(&self.text[kept..self.at]);
                    made.push(self.escape()?);
                    kept = self.at;
                }
                Some(0x20..) => self.at += 1,
                _ => return Err(Unexpected),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Unexpected> {
        let kind = self.text.as_bytes().get(self.at + 1).copied();
        self.at += 2;
        Ok(match kind {
            Some(same @ (b'"' | b'\\' | b'/')) => char::from(same),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut unit = self.unit()?;
                if unit & 0xfc00 == 0xd800 {
                    if !self.text.as_bytes()[self.at..].starts_with(b"\\u") {
                        return Err(Unexpected);
                    }
                    self.at += 2;
                    let low = self.unit()?;
                    if low & 0xfc00 != 0xdc00 {
                        return Err(Unexpected);
                    }
                    unit = 0x1_0000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
                }
                char::from_u32(unit).ok_or(Unexpected)?
            }
            _ => return Err(Unexpected),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, Unexpected> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self
                .text
                .as_bytes()
                .get(self.at)
                .copied()
                .unwrap_or_default();
            unit = unit * 16 + char::from(digit).to_digit(16).ok_or(Unexpected)?;
            self.at += 1;
        }
        Ok(unit)
    }

    /// A whole number: its size and whether it is below zero.
    fn whole(&mut self) -> Result<(u64, bool), Unexpected> {
        let negative = self.pass(b'-');
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut size = 0_u64;
        while let Some(digit @ b'0'..=b'9') = bytes.get(self.at) {
            size = size
                .checked_mul(10)
                .and_then(|size| size.checked_add(u64::from(digit - b'0')))
                .ok_or(Unexpected)?;
            self.at += 1;
        }
        let length = self.at - start;
        let fraction = matches!(bytes.get(self.at), Some(b'.' | b'e' | b'E'));
        if length == 0 || fraction || (length > 1 && bytes[start] == b'0') {
            return Err(Unexpected);
        }
        Ok((size, negative))
    }

    fn past(&mut self, depth: u8) -> Result<&'m [u8], Unexpected> {
        let depth = depth.checked_sub(1).ok_or(Unexpected)?;
        let next = self.peek();
        let start = self.at;
        let mut first = true;
        match next {
            b'{' => {
                self.at += 1;
                while self.key(&mut first)?.is_some() {
                    self.past(depth)?;
                }
            }
            b'[' => {
                self.at += 1;
                while self.more(&mut first, b']')? {
                    self.past(depth)?;
                }
            }
            b'"' => {
                self.string()?;
            }
            b'-' | b'0'..=b'9' => {
                self.whole()?;
            }
            _ if self.word("null") || self.word("true") || self.word("false") => {}
            _ => return Err(Unexpected),
        }
        Ok(&self.text.as_bytes()[start..self.at])
    }

    /// Reads past one value and gives its text.
    pub(crate) fn raw(&mut self) -> Result<&'m [u8], Unexpected> {
        self.past(DEPTH)
    }
}

impl<'m> Deserializer<'m> for &mut Reader<'m> {
    type Error = Unexpected;

    fn deserialize_any<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        match self.whole()? {
            (size, false) => visitor.visit_u64(size),
            (size, true) => {
                let below = 0_i64.checked_sub_unsigned(size).ok_or(Unexpected)?;
                visitor.visit_i64(below)
            }
        }
    }

    fn deserialize_bool<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        let yes = self.word("true");
        if !yes && !self.word("false") {
            return Err(Unexpected);
        }
        visitor.visit_bool(yes)
    }

    fn deserialize_str<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        match self.string()? {
            Text::Plain(text) => visitor.visit_borrowed_str(text),
            Text::Made(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        if self.word("null") {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'m>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        self.expect(b'[')?;
        visitor.visit_seq(Parts {
            reader: self,
            first: true,
        })
    }

    fn deserialize_map<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        self.expect(b'{')?;
        visitor.visit_map(Parts {
            reader: self,
            first: true,
        })
    }

    fn deserialize_struct<V: Visitor<'m>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'m>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unexpected> {
        visitor.visit_enum(Named(self.string()?))
    }

    fn deserialize_ignored_any<V: Visitor<'m>>(self, visitor: V) -> Result<V::Value, Unexpected> {
        self.raw()?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'m>> i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The parts of a list or object. Both end by having been read to their end.
struct Parts<'r, 'm> {
    reader: &'r mut Reader<'m>,
    first: bool,
}

impl<'m> SeqAccess<'m> for Parts<'_, 'm> {
    type Error = Unexpected;

    fn next_element_seed<T: DeserializeSeed<'m>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unexpected> {
        if !self.reader.more(&mut self.first, b']')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'m> MapAccess<'m> for Parts<'_, 'm> {
    type Error = Unexpected;

    fn next_key_seed<K: DeserializeSeed<'m>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unexpected> {
        match self.reader.key(&mut self.first)? {
            None => Ok(None),
            Some(key) => seed.deserialize(key.as_str().into_deserializer()).map(Some),
        }
    }

    fn next_value_seed<T: DeserializeSeed<'m>>(&mut self, seed: T) -> Result<T::Value, Unexpected> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A value of a list of words.
struct Named<'m>(Text<'m>);

impl<'m> EnumAccess<'m> for Named<'m> {
    type Error = Unexpected;
    type Variant = Word;

    fn variant_seed<T: DeserializeSeed<'m>>(self, seed: T) -> Result<(T::Value, Word), Unexpected> {
        Ok((seed.deserialize(self.0.as_str().into_deserializer())?, Word))
    }
}

/// Nothing stands beside the word.
struct Word;

impl<'m> serde::de::VariantAccess<'m> for Word {
    type Error = Unexpected;

    fn unit_variant(self) -> Result<(), Unexpected> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'m>>(self, _: T) -> Result<T::Value, Unexpected> {
        Err(Unexpected)
    }
    fn tuple_variant<V: Visitor<'m>>(self, _: usize, _: V) -> Result<V::Value, Unexpected> {
        Err(Unexpected)
    }
    fn struct_variant<V: Visitor<'m>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unexpected> {
        Err(Unexpected)
    }
}
