//! What a record holds: the submission and how each question was met, deflated and padded.

use std::io::Read as _;

use flate2::read::DeflateDecoder;
use zeroize::Zeroizing;

use super::AnswerState;
use crate::cbor::{Bytes, Cbor};
use crate::cbor_map;
use crate::wrap::CannotOpen;

/// Nothing inflates to more than this: 1 MiB.
pub const INFLATED_MOST: usize = 1 << 20;
/// Level of compression. Backend and level are fixed, so that the vectors are made again byte for byte.
const BEST: u8 = 9;

cbor_map! {
    /// The content of a record.
    redacted pub struct Body {
        /// The submission XML, byte for byte.
        0 => submission: Bytes,
        /// Absolute path with positions, and state, in document order.
        1 => states: Vec<(String, AnswerState)>,
    }
}

impl Body {
    /// Raw deflate (RFC 1951) of the encoding; `None` when it would not be allowed to inflate.
    pub(super) fn deflate(&self) -> Option<Zeroizing<Vec<u8>>> {
        let plain = Zeroizing::new(self.to_cbor());
        if plain.len() > INFLATED_MOST {
            return None;
        }
        let data = miniz_oxide::deflate::compress_to_vec(&plain, BEST);
        Some(Zeroizing::new(data))
    }
    /// The body of deflated data; refuses what inflates beyond [`INFLATED_MOST`] and what follows
    /// the end of the deflated data.
    pub(super) fn inflate(data: &[u8]) -> Result<Body, CannotOpen> {
        let mut plain = Zeroizing::new(Vec::new());
        let mut decoder = DeflateDecoder::new(data).take(INFLATED_MOST as u64 + 1);
        decoder.read_to_end(&mut plain).map_err(|_| CannotOpen)?;
        let read = decoder.into_inner().total_in();
        if plain.len() > INFLATED_MOST || read != data.len() as u64 {
            return Err(CannotOpen);
        }
        Body::from_cbor(&plain).map_err(|_| CannotOpen)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    #[test]
    fn inflates_to_no_more_than_the_bound() {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        for _ in 0..64 {
            encoder.write_all(&[0; 1 << 20]).unwrap();
        }
        let bomb = encoder.finish().unwrap();
        assert!(bomb.len() < 100_000);
        assert_eq!(Body::inflate(&bomb), Err(CannotOpen));
    }

    #[test]
    fn nothing_may_follow() {
        let body = Body {
            submission: Bytes(b"<data/>".to_vec()),
            states: vec![("/data/a".into(), AnswerState::Skipped)],
        };
        let mut data = body.deflate().unwrap().to_vec();
        assert_eq!(Body::inflate(&data).unwrap(), body);
        data.push(0);
        assert_eq!(Body::inflate(&data), Err(CannotOpen));
        data.truncate(data.len() - 3);
        assert_eq!(Body::inflate(&data), Err(CannotOpen));
    }
}
