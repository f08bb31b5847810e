//! The zip package of an xlsx file: its parts by name, unpacked within bounds.
//!
//! An xlsx file is a zip archive, and a small archive can unpack to anything. So a part is unpacked
//! only when it is asked for, with a bound on all of them together. Pictures, macros and everything
//! else that no form needs stay packed.
//!
//! Deliberately not here: archives over 4 GiB, encrypted ones, other compressions than deflate;
//! spreadsheet programs write none of them.

use flate2::{Decompress, FlushDecompress, Status};

use super::limits;

/// Why an archive is refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PackageError {
    /// Not a zip archive, or cut off.
    #[error("it is not a complete xlsx file")]
    NotAnArchive,
    /// A part is compressed in a way that is not supported, or encrypted.
    #[error("a part of it is encrypted or packed in an unknown way")]
    Unsupported,
    /// A part does not unpack.
    #[error("a part of it is damaged")]
    Damaged,
    /// Too much when unpacked.
    #[error("it unpacks to more than 64 MB")]
    TooBig,
}

const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const MAX_PARTS: usize = 10_000;
/// What a part is thought to unpack to at first, as a multiple of what it is packed.
const EXPECTED: usize = 8;

/// An archive whose parts can be asked for.
pub struct Package<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
    left: usize,
}

struct Part {
    name: String,
    method: u16,
    is_encrypted: bool,
    packed: usize,
    offset: usize,
}

impl<'a> Package<'a> {
    /// Reads the list of parts.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, PackageError> {
        Ok(Package {
            bytes,
            parts: read_parts(bytes).unwrap_or(Err(PackageError::NotAnArchive))?,
            left: limits::MAX_UNPACKED,
        })
    }

    /// The text of a part, whatever the case of its name; `None` if there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let name = normal(name);
        let Some(part) = self.parts.iter().rev().find(|part| part.name == name) else {
            return Ok(None);
        };
        if part.is_encrypted || !matches!(part.method, 0 | 8) {
            return Err(PackageError::Unsupported);
        }
        let packed = packed_bytes(self.bytes, part).ok_or(PackageError::NotAnArchive)?;
        let content = match part.method {
            0 if packed.len() > self.left => return Err(PackageError::TooBig),
            0 => packed.to_vec(),
            _ => inflate(packed, self.left)?,
        };
        self.left -= content.len();
        match String::from_utf8(content) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(PackageError::Damaged),
        }
    }
}

/// Names are written in any case, and by some programs with `\`.
fn normal(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let quad = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(quad.try_into().ok()?)).ok()
}

/// `None` when the bytes end too early.
fn read_parts(bytes: &[u8]) -> Option<Result<Vec<Part>, PackageError>> {
    // the end record is in the last 22 bytes, or before a comment of at most 64 KiB
    let from = bytes.len().saturating_sub(22 + 0xffff);
    let tail = bytes.get(from..)?;
    let end = from + tail.windows(END.len()).rposition(|window| window == END)?;
    let count = usize::from(u16_at(bytes, end + 10)?);
    if count > MAX_PARTS {
        return Some(Err(PackageError::TooBig));
    }
    let mut at = u32_at(bytes, end + 16)?;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != CENTRAL {
            return None;
        }
        let name_length = usize::from(u16_at(bytes, at + 28)?);
        let extra_length = usize::from(u16_at(bytes, at + 30)?);
        let comment_length = usize::from(u16_at(bytes, at + 32)?);
        let name = bytes.get(at + 46..at + 46 + name_length)?;
        parts.push(Part {
            name: normal(&String::from_utf8_lossy(name)),
            method: u16_at(bytes, at + 10)?,
            is_encrypted: u16_at(bytes, at + 8)? & 1 != 0,
            packed: u32_at(bytes, at + 20)?,
            offset: u32_at(bytes, at + 42)?,
        });
        at += 46 + name_length + extra_length + comment_length;
    }
    Some(Ok(parts))
}

fn packed_bytes<'a>(bytes: &'a [u8], part: &Part) -> Option<&'a [u8]> {
    let at = part.offset;
    if bytes.get(at..at.checked_add(4)?)? != LOCAL {
        return None;
    }
    let name_length = usize::from(u16_at(bytes, at + 26)?);
    let extra_length = usize::from(u16_at(bytes, at + 28)?);
    let from = at + 30 + name_length + extra_length;
    bytes.get(from..from.checked_add(part.packed)?)
}

/// Unpacks at most `left` bytes.
fn inflate(packed: &[u8], left: usize) -> Result<Vec<u8>, PackageError> {
    let mut state = Decompress::new(false);
    let mut content = Vec::new();
    // one byte more than allowed, so that a part of just the size is told from a longer one
    let most = left.saturating_add(1);
    content.reserve_exact(packed.len().saturating_mul(EXPECTED).max(1024).min(most));
    loop {
        let read = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let rest = packed.get(read..).unwrap_or_default();
        let status = state
            .decompress_vec(rest, &mut content, FlushDecompress::None)
            .map_err(|_| PackageError::Damaged)?;
        if content.len() > left {
            return Err(PackageError::TooBig);
        }
        if status == Status::StreamEnd {
            return Ok(content);
        }
        if content.len() < content.capacity() {
            // there was room, and it wants more than there is: the part is cut off
            return Err(PackageError::Damaged);
        }
        content.reserve_exact(content.len().min(most - content.len()));
    }
}
