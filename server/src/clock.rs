//! The server's time, as an object that is passed in.
//!
//! Invariant: nothing else in this crate asks the system for the time of day, so a demo or a test
//! decides what "now" is. It does not measure durations for throttling; that also goes through
//! here, so a test can let an hour pass in no time.

use std::sync::atomic::{AtomicI64, Ordering};

/// Where "now" comes from.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since the Unix epoch.
    fn now_ms(&self) -> i64;

    /// Unsigned Unix seconds, as in every signed format (keys.md, Encodings).
    fn now_seconds(&self) -> u64 {
        u64::try_from(self.now_ms() / 1000).unwrap_or(0)
    }
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A clock that stands still until it is set: for the demo's 26 months and for tests.
#[derive(Debug, Default)]
pub struct SettableClock(AtomicI64);

impl SettableClock {
    /// A clock that shows `seconds` (Unix).
    pub fn at_seconds(seconds: u64) -> Self {
        let clock = Self::default();
        clock.set_seconds(seconds);
        clock
    }

    /// Sets the time, forwards or backwards.
    pub fn set_seconds(&self, seconds: u64) {
        let ms = i64::try_from(seconds)
            .unwrap_or(i64::MAX / 1000)
            .saturating_mul(1000);
        self.0.store(ms, Ordering::SeqCst);
    }

    /// Lets `seconds` pass.
    pub fn advance_seconds(&self, seconds: u32) {
        self.0
            .fetch_add(i64::from(seconds) * 1000, Ordering::SeqCst);
    }
}

impl Clock for SettableClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
