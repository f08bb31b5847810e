//! How long to wait before the next try. The caller owns the waiting and the randomness.

use std::time::Duration;

/// Waits that grow: 30 seconds, then doubled to half an hour at most, each moved by up to a quarter so
/// that phones do not come all at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// A try worked.
    pub fn worked(&mut self) {
        self.failures = 0;
    }

    /// A try did not work; `random` is any number. Gives the wait before the next.
    pub fn failed(&mut self, random: u32) -> Duration {
        let base = 30_000u64 << self.failures.min(6);
        self.failures = self.failures.saturating_add(1);
        let base = base.min(1_800_000);
        let quarter = base / 4;
        Duration::from_millis(base - quarter + u64::from(random) % (2 * quarter + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_are_bounded() {
        let mut backoff = Backoff::default();
        let mut last = Duration::ZERO;
        for n in 0..40 {
            let wait = backoff.failed(u32::MAX / (n + 1));
            assert!(wait <= Duration::from_secs(2_250), "{n}");
            if n < 5 {
                assert!(wait > last / 2, "{n}");
            }
            last = wait;
        }
        assert!(last >= Duration::from_secs(1_350));
        backoff.worked();
        assert!(backoff.failed(0) < Duration::from_secs(40));
    }
}
