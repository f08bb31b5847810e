//! The message of a call: which operation, when, with which randomness, and what it is about.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20::ChaCha20Rng;
use homeward_checkin::Now;
use jiff::Timestamp;
use jiff::tz::Offset;
use rand_core::SeedableRng;
use serde::Deserialize as _;

use crate::failure::Failure;
use crate::json::{Reader, Unexpected};

/// What comes in.
#[derive(Default)]
pub(crate) struct Request<'m> {
    /// Such as `open`.
    pub operation: String,
    /// Unix seconds.
    now: u64,
    /// Minutes that local time is ahead of UTC.
    offset_minutes: i32,
    /// 32 bytes from the system's random source, base64url.
    random: String,
    /// The operation's own fields, as they stand in the text.
    pub message: &'m [u8],
}

/// Time and randomness of one call.
pub(crate) struct Moment {
    /// Unix seconds.
    pub seconds: u64,
    /// The same with the local offset.
    pub now: Now,
    /// Seeded by the 32 bytes of the message.
    pub random: ChaCha20Rng,
}

impl<'m> Request<'m> {
    pub fn read(bytes: &'m [u8]) -> Result<Request<'m>, Failure> {
        Request::fields(bytes).map_err(|_| Failure::Message)
    }

    fn fields(bytes: &'m [u8]) -> Result<Request<'m>, Unexpected> {
        let mut reader = Reader::new(bytes)?;
        let mut request = Request::default();
        reader.object()?;
        let mut first = true;
        while let Some(key) = reader.key(&mut first)? {
            match key.as_str() {
                "operation" => request.operation = String::deserialize(&mut reader)?,
                "now" => request.now = u64::deserialize(&mut reader)?,
                "offset_minutes" => request.offset_minutes = i32::deserialize(&mut reader)?,
                "random" => request.random = String::deserialize(&mut reader)?,
                "message" => request.message = reader.raw()?,
                _ => return Err(Unexpected),
            }
        }
        reader.end()?;
        Ok(request)
    }

    pub fn moment(&self) -> Result<Moment, Failure> {
        let seed = unbase64(&self.random)?
            .try_into()
            .map_err(|_| Failure::Message)?;
        let seconds = i64::try_from(self.now).map_err(|_| Failure::Message)?;
        let timestamp = Timestamp::from_second(seconds).map_err(|_| Failure::Message)?;
        let offset = Offset::from_seconds(self.offset_minutes.saturating_mul(60))
            .map_err(|_| Failure::Message)?;
        Ok(Moment {
            seconds: self.now,
            now: Now::new(timestamp, offset),
            random: ChaCha20Rng::from_seed(seed),
        })
    }
}

/// The bytes of base64url without padding.
pub(crate) fn unbase64(text: &str) -> Result<Vec<u8>, Failure> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Failure::Message)
}
