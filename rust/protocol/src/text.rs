//! Bytes and ids inside JSON.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use homeward_seal::{
    CaseTag, DeviceId, Digest, EnrolmentId, KeyId, ObjectId, RecordId, StoreId, SubjectId, TeamId,
    TenantId, UserId,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes as base64url without padding.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct B64(pub Vec<u8>);

impl std::fmt::Debug for B64 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "B64({} bytes)", self.0.len())
    }
}

impl From<Vec<u8>> for B64 {
    fn from(bytes: Vec<u8>) -> B64 {
        B64(bytes)
    }
}

impl From<&[u8]> for B64 {
    fn from(bytes: &[u8]) -> B64 {
        B64(bytes.to_vec())
    }
}

impl std::ops::Deref for B64 {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Serialize for B64 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&URL_SAFE_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for B64 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<B64, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = URL_SAFE_NO_PAD.decode(text.as_bytes());
        bytes
            .map(B64)
            .map_err(|_| D::Error::custom("not base64url without padding"))
    }
}

/// What [`Hex`] can hold: ids and digests.
pub trait HexText: Sized {
    /// Lower-case hexadecimal.
    fn hex_text(&self) -> String;
    /// From hexadecimal of exactly the right length.
    fn from_hex_text(text: &str) -> Option<Self>;
}

macro_rules! hex_text {
    ($($name:ident),*) => {$(
        impl HexText for $name {
            fn hex_text(&self) -> String {
                self.hex()
            }
            fn from_hex_text(text: &str) -> Option<Self> {
                $name::from_hex(text)
            }
        }
        impl From<$name> for Hex<$name> {
            fn from(id: $name) -> Hex<$name> {
                Hex(id)
            }
        }
    )*};
}
hex_text!(
    CaseTag,
    DeviceId,
    Digest,
    EnrolmentId,
    KeyId,
    ObjectId,
    RecordId,
    StoreId,
    SubjectId,
    TeamId,
    TenantId,
    UserId
);

/// An id or digest as lower-case hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<T>(pub T);

impl<T: HexText> Serialize for Hex<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.hex_text())
    }
}

impl<'de, T: HexText> Deserialize<'de> for Hex<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Hex<T>, D::Error> {
        let text = String::deserialize(from)?;
        T::from_hex_text(&text)
            .map(Hex)
            .ok_or_else(|| D::Error::custom("not hexadecimal of the right length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_ids_read_back() {
        let json = serde_json::to_string(&B64(vec![0xfb, 0xff, 1])).unwrap();
        assert_eq!(json, "\"-_8B\"");
        assert_eq!(
            serde_json::from_str::<B64>(&json).unwrap().0,
            [0xfb, 0xff, 1]
        );
        for wrong in ["\"-_8B=\"", "\"+/8B\"", "\"a\"", "1"] {
            assert!(serde_json::from_str::<B64>(wrong).is_err(), "{wrong}");
        }
        let id = Hex(RecordId([0xab; 16]));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<Hex<RecordId>>(&json).unwrap(), id);
        assert!(serde_json::from_str::<Hex<RecordId>>("\"ab\"").is_err());
    }
}
