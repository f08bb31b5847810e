//! Encodings of plain Rust values: numbers, text, byte strings, lists, pairs, what may be absent.

use super::{Cbor, CborError, Reader, Writer};

/// A byte string of any length (`Vec<u8>` would be a list of numbers).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes)", self.0.len())
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Bytes {
        Bytes(bytes.to_vec())
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Cbor for Bytes {
    fn write(&self, to: &mut Writer) {
        to.bytes(&self.0);
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        Ok(Bytes(from.bytes()?.to_vec()))
    }
}

macro_rules! unsigned {
    ($($type:ty),*) => {$(
        impl Cbor for $type {
            fn write(&self, to: &mut Writer) {
                to.uint(u64::from(*self));
            }
            fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
                <$type>::try_from(from.uint()?).map_err(|_| CborError::Value)
            }
        }
    )*};
}
unsigned!(u8, u16, u32, u64);

impl Cbor for bool {
    fn write(&self, to: &mut Writer) {
        to.bool(*self);
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        from.bool()
    }
}

impl Cbor for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        Ok(from.text()?.to_owned())
    }
}

impl<const N: usize> Cbor for [u8; N] {
    fn write(&self, to: &mut Writer) {
        to.bytes(self);
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        from.bytes()?.try_into().map_err(|_| CborError::Length)
    }
}

impl<T: Cbor> Cbor for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.array(self.len());
        self.iter().for_each(|item| item.write(to));
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        // No capacity from the announced length: memory grows with bytes really read.
        (0..from.array()?).map(|_| T::read(from)).collect()
    }
}

impl<T: Cbor> Cbor for Option<T> {
    fn write(&self, to: &mut Writer) {
        // An absent value is an omitted key; `cbor_map!` never comes here with one.
        if let Some(value) = self {
            value.write(to);
        }
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        T::read(from).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<A: Cbor, B: Cbor> Cbor for (A, B) {
    fn write(&self, to: &mut Writer) {
        to.array(2);
        self.0.write(to);
        self.1.write(to);
    }
    fn read(from: &mut Reader<'_>) -> Result<Self, CborError> {
        if from.array()? != 2 {
            return Err(CborError::Length);
        }
        Ok((A::read(from)?, B::read(from)?))
    }
}
