//! Writing: each value is added to the text as it comes.

use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::Unexpected;

/// Writes a value as JSON.
///
/// # Errors
/// [`Unexpected`] for what messages never hold, such as a number with a fraction.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, Unexpected> {
    let mut text = Vec::new();
    value.serialize(Writer(&mut text))?;
    Ok(text)
}

struct Writer<'t>(&'t mut Vec<u8>);

/// A list or object that is being written.
struct Parts<'t> {
    to: &'t mut Vec<u8>,
    first: bool,
    close: u8,
}

impl Parts<'_> {
    fn next(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.to.push(b',');
        }
    }
    fn close(self) -> Result<(), Unexpected> {
        self.to.push(self.close);
        Ok(())
    }
}

fn text(text: &str, to: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    to.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => to.extend_from_slice(&[b'\\', byte]),
            0..0x20 => {
                to.extend_from_slice(b"\\u00");
                to.push(DIGITS[usize::from(byte >> 4)]);
                to.push(DIGITS[usize::from(byte & 15)]);
            }
            _ => to.push(byte),
        }
    }
    to.push(b'"');
}

fn whole(mut size: u64, to: &mut Vec<u8>) {
    let start = to.len();
    loop {
        to.push(b'0' + (size % 10) as u8);
        size /= 10;
        if size == 0 {
            break;
        }
    }
    to[start..].reverse();
}

impl<'t> Serializer for Writer<'t> {
    type Ok = ();
    type Error = Unexpected;
    type SerializeSeq = Parts<'t>;
    type SerializeTuple = Impossible<(), Unexpected>;
    type SerializeTupleStruct = Impossible<(), Unexpected>;
    type SerializeTupleVariant = Impossible<(), Unexpected>;
    type SerializeMap = Parts<'t>;
    type SerializeStruct = Parts<'t>;
    type SerializeStructVariant = Impossible<(), Unexpected>;

    fn serialize_bool(self, value: bool) -> Result<(), Unexpected> {
        self.0
            .extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unexpected> {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unexpected> {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unexpected> {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unexpected> {
        if value < 0 {
            self.0.push(b'-');
        }
        self.serialize_u64(value.unsigned_abs())
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unexpected> {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unexpected> {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unexpected> {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unexpected> {
        whole(value, self.0);
        Ok(())
    }
    fn serialize_f32(self, _: f32) -> Result<(), Unexpected> {
        Err(Unexpected)
    }
    fn serialize_f64(self, _: f64) -> Result<(), Unexpected> {
        Err(Unexpected)
    }
    fn serialize_char(self, value: char) -> Result<(), Unexpected> {
        text(value.encode_utf8(&mut [0; 4]), self.0);
        Ok(())
    }
    fn serialize_str(self, value: &str) -> Result<(), Unexpected> {
        text(value, self.0);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unexpected> {
        Err(Unexpected)
    }
    fn serialize_none(self) -> Result<(), Unexpected> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unexpected> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unexpected> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unexpected> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unexpected> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unexpected> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unexpected> {
        Err(Unexpected)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'t>, Unexpected> {
        self.0.push(b'[');
        Ok(Parts {
            to: self.0,
            first: true,
            close: b']',
        })
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unexpected> {
        Err(Unexpected)
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unexpected> {
        Err(Unexpected)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unexpected> {
        Err(Unexpected)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'t>, Unexpected> {
        self.0.push(b'{');
        Ok(Parts {
            to: self.0,
            first: true,
            close: b'}',
        })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'t>, Unexpected> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unexpected> {
        Err(Unexpected)
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unexpected> {
        self.next();
        value.serialize(Writer(self.to))
    }
    fn end(self) -> Result<(), Unexpected> {
        self.close()
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unexpected> {
        self.next();
        key.serialize(Writer(self.to))
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unexpected> {
        self.to.push(b':');
        value.serialize(Writer(self.to))
    }
    fn end(self) -> Result<(), Unexpected> {
        self.close()
    }
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Unexpected;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unexpected> {
        self.next();
        text(key, self.to);
        self.to.push(b':');
        value.serialize(Writer(self.to))
    }
    fn end(self) -> Result<(), Unexpected> {
        self.close()
    }
}
