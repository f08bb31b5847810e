//! The message of a call: which operation, when, with which randomness, and what it is about.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use homeward_checkin::Now;
use jiff::Timestamp;
use jiff::tz::Offset;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::failure::Failure;

/// What comes in.
#[derive(Deserialize)]
pub(crate) struct Request<'m> {
    /// Such as `open`.
    pub operation: String,
    /// Unix seconds.
    now: u64,
    /// Minutes that local time is ahead of UTC.
    #[serde(default)]
    offset_minutes: i32,
    /// 32 bytes from the system's random source, base64url.
    random: String,
    /// The operation's own fields.
    #[serde(borrow)]
    pub message: &'m RawValue,
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
        serde_json::from_slice(bytes).map_err(|_| Failure::Message)
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
