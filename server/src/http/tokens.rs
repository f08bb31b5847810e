//! Sessions, device tokens and nonces, in memory.
//!
//! Invariant: a token is 32 random bytes that are kept as their SHA-256 only; a restart ends all
//! sessions, which costs a new sign-in and nothing else. User sessions end after 30 idle minutes,
//! device tokens after 15 minutes, nonces after 2 minutes or one use.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::random::{self, RandomSource};
use crate::store::{Hash, Id};

/// A user's session ends after this many seconds without a request.
pub const IDLE_SECONDS: u64 = 30 * 60;
/// The same in milliseconds.
const IDLE_MS: i64 = 30 * 60 * 1000;
/// A user's session ends after this long in any case.
const LONGEST_MS: i64 = 12 * 60 * 60 * 1000;
/// A device's token lives this long.
const DEVICE_MS: i64 = 15 * 60 * 1000;
/// A nonce lives this long.
const NONCE_MS: i64 = 2 * 60 * 1000;
/// Most of each kind that are kept.
const MOST: usize = 100_000;

/// A random secret that is given out once.
pub type Token = [u8; 32];

#[derive(Clone, Copy)]
struct Entry {
    subject: Id,
    created_ms: i64,
    seen_ms: i64,
}

/// All sessions of one server.
#[derive(Default)]
pub struct Tokens {
    users: Mutex<HashMap<Hash, Entry>>,
    devices: Mutex<HashMap<Hash, Entry>>,
    nonces: Mutex<Nonces>,
}

/// Nonces that wait for their signature, oldest first.
#[derive(Default)]
struct Nonces {
    made: HashMap<Hash, i64>,
    /// Those that were taken meanwhile are still in here.
    order: VecDeque<Hash>,
}

impl Nonces {
    /// Adds one. Whoever asks for very many makes the oldest go, never all: one that was just given
    /// out lives long enough to be signed.
    fn add(&mut self, nonce: Hash, now_ms: i64) {
        while self.order.len() >= MOST {
            if let Some(oldest) = self.order.pop_front() {
                self.made.remove(&oldest);
            }
        }
        self.order.push_back(nonce);
        self.made.insert(nonce, now_ms);
    }
}

fn digest(token: &[u8]) -> Hash {
    Sha256::digest(token).into()
}

fn live_user(entry: &Entry, now_ms: i64) -> bool {
    now_ms - entry.seen_ms < IDLE_MS
        && now_ms - entry.created_ms < LONGEST_MS
        && now_ms >= entry.created_ms
}

fn live_device(entry: &Entry, now_ms: i64) -> bool {
    (0..DEVICE_MS).contains(&(now_ms - entry.created_ms))
}

impl Tokens {
    /// A new session of `user`.
    pub fn open_user(&self, user: Id, random: &dyn RandomSource, now_ms: i64) -> Token {
        open(&self.users, user, random, now_ms, live_user)
    }

    /// Whose session a token is; counts as activity.
    pub fn user(&self, token: &[u8], now_ms: i64) -> Option<Id> {
        let mut users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = users
            .get_mut(&digest(token))
            .filter(|entry| live_user(entry, now_ms))?;
        entry.seen_ms = now_ms;
        Some(entry.subject)
    }

    /// Ends a session.
    pub fn close_user(&self, token: &[u8]) {
        self.users
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&digest(token));
    }

    /// A new token of `device`, and when it ends (Unix milliseconds).
    pub fn open_device(&self, device: Id, random: &dyn RandomSource, now_ms: i64) -> (Token, i64) {
        (
            open(&self.devices, device, random, now_ms, live_device),
            now_ms + DEVICE_MS,
        )
    }

    /// Whose token this is.
    pub fn device(&self, token: &[u8], now_ms: i64) -> Option<Id> {
        let devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        devices
            .get(&digest(token))
            .filter(|entry| live_device(entry, now_ms))
            .map(|entry| entry.subject)
    }

    /// A nonce for one signature.
    pub fn nonce(&self, random: &dyn RandomSource, now_ms: i64) -> Token {
        let nonce: Token = random::bytes(random);
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        nonces.add(digest(&nonce), now_ms);
        nonce
    }

    /// Takes a nonce; true once, in time.
    pub fn take_nonce(&self, nonce: &[u8], now_ms: i64) -> bool {
        let made = self
            .nonces
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .made
            .remove(&digest(nonce));
        made.is_some_and(|made| (0..NONCE_MS).contains(&(now_ms - made)))
    }
}

fn open(
    map: &Mutex<HashMap<Hash, Entry>>,
    subject: Id,
    random: &dyn RandomSource,
    now_ms: i64,
    live: fn(&Entry, i64) -> bool,
) -> Token {
    let token: Token = random::bytes(random);
    let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
    if map.len() >= MOST {
        map.retain(|_, entry| live(entry, now_ms));
    }
    map.insert(
        digest(&token),
        Entry {
            subject,
            created_ms: now_ms,
            seen_ms: now_ms,
        },
    );
    token
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn a_flood_of_nonces_does_not_end_somebody_elses_sign_in() {
        let (tokens, random) = (Tokens::default(), SeededRandom::new(1));
        let oldest = tokens.nonce(&random, 0);
        let flood = |many: usize| (0..many).for_each(|_| _ = tokens.nonce(&random, 1));
        flood(MOST - 1);
        let victim = tokens.nonce(&random, 1);
        flood(MOST - 1);
        assert!(tokens.take_nonce(&victim, 2));
        assert!(!tokens.take_nonce(&oldest, 2), "the oldest made room");
        let nonces = tokens.nonces.lock().unwrap();
        assert!(nonces.made.len() <= MOST && nonces.order.len() <= MOST);
    }

    #[test]
    fn a_session_ends_when_idle_and_a_nonce_works_once() {
        let (tokens, random) = (Tokens::default(), SeededRandom::new(1));
        let token = tokens.open_user([7; 16], &random, 0);
        assert_eq!(tokens.user(&token, IDLE_MS - 1), Some([7; 16]));
        assert_eq!(
            tokens.user(&token, 2 * IDLE_MS - 2),
            Some([7; 16]),
            "activity keeps it"
        );
        assert_eq!(tokens.user(&token, 4 * IDLE_MS), None);
        assert_eq!(
            tokens.device(&token, 0),
            None,
            "a user's token is no device's"
        );
        let nonce = tokens.nonce(&random, 0);
        assert!(tokens.take_nonce(&nonce, 1));
        assert!(!tokens.take_nonce(&nonce, 1));
        let late = tokens.nonce(&random, 0);
        assert!(!tokens.take_nonce(&late, NONCE_MS));
        let (device, ends) = tokens.open_device([8; 16], &random, 0);
        assert_eq!(tokens.device(&device, ends - 1), Some([8; 16]));
        assert_eq!(tokens.device(&device, ends), None);
    }
}
