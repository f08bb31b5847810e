//! The moment at which something happens in a check-in, given by the caller.
//!
//! No clock is read here: an expression with `today()` sees what was passed last.

use jiff::{Timestamp, civil::Date, tz::Offset};

/// A moment and the offset of the local time from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub timestamp: Timestamp,
    /// What local clocks add to UTC then.
    pub offset: Offset,
}

impl Now {
    /// A moment in a place whose clocks are `offset` ahead of UTC.
    pub fn new(timestamp: Timestamp, offset: Offset) -> Self {
        Now { timestamp, offset }
    }

    /// A moment in UTC, from whole Unix seconds; out of range is the nearest that can be told.
    pub fn from_unix(seconds: i64) -> Self {
        let timestamp = Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        });
        Now::new(timestamp, Offset::UTC)
    }

    /// Reads RFC 3339 with an offset (or `Z`), such as `2026-03-14T09:26:53.000+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let timestamp: Timestamp = text.parse().ok()?;
        let tail = text.get(text.find('T')?..)?;
        let offset = match tail.rfind(['+', '-']) {
            None => Offset::UTC,
            Some(at) => {
                let sign = if tail.as_bytes()[at] == b'-' { -1 } else { 1 };
                let mut parts = tail[at + 1..].splitn(2, ':');
                let hours: i32 = parts.next()?.parse().ok()?;
                let minutes: i32 = parts.next().unwrap_or("0").parse().ok()?;
                Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()?
            }
        };
        Some(Now::new(timestamp, offset))
    }

    /// The local day.
    pub fn date(&self) -> Date {
        self.offset.to_datetime(self.timestamp).date()
    }

    /// The same time of day on another day.
    pub fn on(&self, date: Date) -> Self {
        let local = self.offset.to_datetime(self.timestamp);
        let moved = date.to_datetime(local.time());
        let timestamp = self.offset.to_timestamp(moved).unwrap_or(self.timestamp);
        Now::new(timestamp, self.offset)
    }
}
