//! The zip package of an xlsx file, unpacked within bounds.
//!
//! An xlsx file is a zip archive, and a small archive can unpack to anything. So the few parts
//! that a form needs are unpacked here, with a bound on all of them together, and handed on as an
//! archive without compression, which the spreadsheet library then reads safely. Pictures,
//! macros and everything else are left out.
//!
//! Deliberately not here: archives over 4 GiB, encrypted ones, other compressions than deflate;
//! spreadsheet programs write none of them.

use std::io::Read;

use flate2::{Crc, read::DeflateDecoder};

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

/// Gives the same archive with only the needed parts, none compressed.
pub fn unpack(bytes: &[u8]) -> Result<Vec<u8>, PackageError> {
    let mut out = Archive::default();
    let mut left = limits::MAX_UNPACKED;
    for part in parts(bytes)? {
        if !is_needed(&part.name) {
            continue;
        }
        let content = content(bytes, &part, left)?;
        left -= content.len();
        out.add(&part.name, &content);
    }
    Ok(out.finish())
}

fn is_needed(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = |ending: &[u8]| name.ends_with(ending);
    (ends(b".xml") || ends(b".rels"))
        && ![
            &b"xl/media/"[..],
            b"xl/drawings/",
            b"xl/charts/",
            b"xl/pivot",
            b"docprops/",
        ]
        .iter()
        .any(|folder| name.starts_with(folder))
}

struct Part {
    name: Vec<u8>,
    method: u16,
    packed: usize,
    offset: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let quad = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(quad.try_into().ok()?)).ok()
}

fn parts(bytes: &[u8]) -> Result<Vec<Part>, PackageError> {
    read_parts(bytes).unwrap_or(Err(PackageError::NotAnArchive))
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
        let flags = u16_at(bytes, at + 8)?;
        let method = u16_at(bytes, at + 10)?;
        let packed = u32_at(bytes, at + 20)?;
        let name_length = usize::from(u16_at(bytes, at + 28)?);
        let extra_length = usize::from(u16_at(bytes, at + 30)?);
        let comment_length = usize::from(u16_at(bytes, at + 32)?);
        let offset = u32_at(bytes, at + 42)?;
        let name = bytes.get(at + 46..at + 46 + name_length)?.to_vec();
        if flags & 1 != 0 || !matches!(method, 0 | 8) {
            return Some(Err(PackageError::Unsupported));
        }
        parts.push(Part {
            name,
            method,
            packed,
            offset,
        });
        at += 46 + name_length + extra_length + comment_length;
    }
    Some(Ok(parts))
}

fn content(bytes: &[u8], part: &Part, left: usize) -> Result<Vec<u8>, PackageError> {
    let packed = packed_bytes(bytes, part).ok_or(PackageError::NotAnArchive)?;
    if part.method == 0 {
        return if packed.len() > left {
            Err(PackageError::TooBig)
        } else {
            Ok(packed.to_vec())
        };
    }
    let mut content = Vec::new();
    let bound = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
    DeflateDecoder::new(packed)
        .take(bound)
        .read_to_end(&mut content)
        .map_err(|_| PackageError::Damaged)?;
    if content.len() > left {
        return Err(PackageError::TooBig);
    }
    Ok(content)
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

/// An archive without compression.
#[derive(Default)]
struct Archive {
    bytes: Vec<u8>,
    central: Vec<u8>,
    count: u16,
}

impl Archive {
    fn add(&mut self, name: &[u8], content: &[u8]) {
        let mut crc = Crc::new();
        crc.update(content);
        let size = u32::try_from(content.len()).expect("bounded by MAX_UNPACKED");
        let offset = u32::try_from(self.bytes.len()).expect("bounded by MAX_UNPACKED and names");
        let name_length = u16::try_from(name.len()).expect("read from a 16-bit length");
        // version, flags, method, time, date, checksum, sizes, name length, extra length
        let mut fields = Vec::with_capacity(26);
        fields.extend_from_slice(&20u16.to_le_bytes());
        fields.extend_from_slice(&[0; 4]);
        fields.extend_from_slice(&[0, 0, 0x21, 0]);
        fields.extend_from_slice(&crc.sum().to_le_bytes());
        fields.extend_from_slice(&size.to_le_bytes());
        fields.extend_from_slice(&size.to_le_bytes());
        fields.extend_from_slice(&name_length.to_le_bytes());
        fields.extend_from_slice(&[0; 2]);
        self.bytes.extend_from_slice(LOCAL);
        self.bytes.extend_from_slice(&fields);
        self.bytes.extend_from_slice(name);
        self.bytes.extend_from_slice(content);
        self.central.extend_from_slice(CENTRAL);
        self.central.extend_from_slice(&20u16.to_le_bytes());
        self.central.extend_from_slice(&fields);
        // comment length, disk, attributes
        self.central.extend_from_slice(&[0; 10]);
        self.central.extend_from_slice(&offset.to_le_bytes());
        self.central.extend_from_slice(name);
        self.count += 1;
    }

    fn finish(mut self) -> Vec<u8> {
        let start = u32::try_from(self.bytes.len()).expect("bounded by MAX_UNPACKED and names");
        let size = u32::try_from(self.central.len()).expect("at most MAX_PARTS names");
        self.bytes.append(&mut self.central);
        self.bytes.extend_from_slice(END);
        self.bytes.extend_from_slice(&[0; 4]);
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&self.count.to_le_bytes());
        self.bytes.extend_from_slice(&size.to_le_bytes());
        self.bytes.extend_from_slice(&start.to_le_bytes());
        self.bytes.extend_from_slice(&[0; 2]);
        self.bytes
    }
}
