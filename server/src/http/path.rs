//! Ids in paths. What is no id answers like an id that does not exist.

use homeward_protocol::{Code, HexText};

use super::Failure;

/// An id or digest from its hexadecimal text.
pub fn id<T: HexText>(text: &str) -> Result<T, Failure> {
    Ok(T::from_hex_text(text).ok_or(Code::NotFound)?)
}
