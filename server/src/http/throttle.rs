//! Slowing down whoever tries secrets.
//!
//! Invariant: counts per subject and per address in memory, with a bound on how many are kept; a
//! throttled try is answered exactly like a wrong one. It keeps no names: subjects are digests.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Most subjects or addresses remembered; beyond that the oldest windows go first.
const MOST: usize = 100_000;

/// A window of time in which only so many tries may fail.
pub struct Throttle {
    subjects: Mutex<HashMap<[u8; 32], Window>>,
    addresses: Mutex<HashMap<IpAddr, Window>>,
    per_subject: u32,
    per_address: u32,
    window_ms: i64,
}

#[derive(Clone, Copy)]
struct Window {
    from_ms: i64,
    failed: u32,
}

impl Throttle {
    /// `per_subject` and `per_address` failures in each `window_seconds`.
    pub fn new(per_subject: u32, per_address: u32, window_seconds: u32) -> Self {
        Self {
            subjects: Mutex::default(),
            addresses: Mutex::default(),
            per_subject,
            per_address,
            window_ms: i64::from(window_seconds) * 1000,
        }
    }

    /// Whether another try may be looked at.
    pub fn allows(&self, subject: &[u8; 32], address: IpAddr, now_ms: i64) -> bool {
        self.failed(&self.subjects, subject, now_ms) < self.per_subject
            && self.failed(&self.addresses, &address, now_ms) < self.per_address
    }

    /// Counts a failure.
    pub fn failure(&self, subject: &[u8; 32], address: IpAddr, now_ms: i64) {
        self.count(&self.subjects, *subject, now_ms);
        self.count(&self.addresses, address, now_ms);
    }

    /// Forgets a subject's failures after a success; the address keeps its own.
    pub fn success(&self, subject: &[u8; 32]) {
        self.subjects
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(subject);
    }

    fn failed<K: Eq + Hash>(&self, map: &Mutex<HashMap<K, Window>>, key: &K, now_ms: i64) -> u32 {
        let map = map.lock().unwrap_or_else(PoisonError::into_inner);
        map.get(key)
            .filter(|window| self.live(window, now_ms))
            .map_or(0, |window| window.failed)
    }

    fn count<K: Eq + Hash>(&self, map: &Mutex<HashMap<K, Window>>, key: K, now_ms: i64) {
        let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= MOST {
            map.retain(|_, window| self.live(window, now_ms));
            if map.len() >= MOST {
                forget_older_half(&mut map);
            }
        }
        let window = map.entry(key).or_insert(Window {
            from_ms: now_ms,
            failed: 0,
        });
        if !self.live(window, now_ms) {
            *window = Window {
                from_ms: now_ms,
                failed: 0,
            };
        }
        window.failed = window.failed.saturating_add(1);
    }

    fn live(&self, window: &Window, now_ms: i64) -> bool {
        // A clock set back also ends the window.
        (0..self.window_ms).contains(&(now_ms - window.from_ms))
    }
}

/// Makes room without forgetting whoever just failed: a flood must not reset everybody's count.
fn forget_older_half<K: Eq + Hash>(map: &mut HashMap<K, Window>) {
    let mut begun: Vec<i64> = map.values().map(|window| window.from_ms).collect();
    let middle = begun.len() / 2;
    let (_, middle, _) = begun.select_nth_unstable(middle);
    let (middle, mut room) = (*middle, map.len() / 2);
    map.retain(|_, window| {
        let goes = room > 0 && window.from_ms <= middle;
        room -= usize::from(goes);
        !goes
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_subjects_leaves_the_newest_counts() {
        let window = |from_ms| Window { from_ms, failed: 9 };
        let mut map: HashMap<u32, Window> = (0..100).map(|n| (n, window(i64::from(n)))).collect();
        forget_older_half(&mut map);
        assert_eq!(
            (map.len(), map.contains_key(&99), map.contains_key(&0)),
            (50, true, false)
        );
        let mut alike: HashMap<u32, Window> = (0..100).map(|n| (n, window(7))).collect();
        forget_older_half(&mut alike);
        assert_eq!(alike.len(), 50);
    }

    #[test]
    fn counts_per_subject_and_per_address_and_forgets_after_the_window() {
        let throttle = Throttle::new(2, 3, 60);
        let (a, b) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        for _ in 0..2 {
            assert!(throttle.allows(&[1; 32], a, 0));
            throttle.failure(&[1; 32], a, 0);
        }
        assert!(
            !throttle.allows(&[1; 32], b, 0),
            "the subject is throttled from anywhere"
        );
        assert!(throttle.allows(&[2; 32], a, 0));
        throttle.failure(&[2; 32], a, 0);
        assert!(
            !throttle.allows(&[3; 32], a, 0),
            "the address is throttled for anybody"
        );
        assert!(throttle.allows(&[1; 32], a, 60_000), "the window is over");
        throttle.success(&[1; 32]);
        assert!(throttle.allows(&[1; 32], b, 0));
    }
}
