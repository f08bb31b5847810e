//! What the application takes from the system it runs on: clock, random bytes, key store.
//!
//! Everything else in this crate reads no clock and draws no randomness of its own; tests and the demo
//! put their own platform in.

use std::{convert::Infallible, path::Path, sync::Arc, sync::OnceLock, time::Instant};

use homeward_checkin::Now;
use homeward_vault::{FileKeyStore, KeyStore, Monotonic, VaultError};
use jiff::tz::TimeZone;
use rand_core::{CryptoRng, TryCryptoRng, TryRng};

/// A clock.
pub trait Clock: Send + Sync {
    /// The moment, with the offset of local time.
    fn now(&self) -> Now;
    /// A moment that a changed clock does not move.
    fn monotonic(&self) -> Monotonic;
}

/// What the application runs on.
pub struct Platform {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Keeper of the two secrets.
    pub keys: Arc<dyn KeyStore>,
    /// Makes the random source of one call.
    pub random: Box<dyn Fn() -> Box<dyn CryptoRng + Send> + Send + Sync>,
}

impl Platform {
    /// The system's clock and random source, secrets in files below `folder`.
    pub fn system(folder: &Path) -> Result<Self, VaultError> {
        Ok(Self {
            clock: Arc::new(SystemClock),
            keys: Arc::new(FileKeyStore::open(folder.join("keys"))?),
            random: Box::new(|| Box::new(SystemRandom)),
        })
    }
}

/// The system's clock and time zone.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let timestamp = jiff::Timestamp::now();
        Now::new(timestamp, TimeZone::system().to_offset(timestamp))
    }

    fn monotonic(&self) -> Monotonic {
        static BEGAN: OnceLock<(Instant, [u8; 16])> = OnceLock::new();
        if let Some(moment) = since_boot() {
            return moment;
        }
        // where the system does not tell when it started, only this process counts
        let (began, run) = BEGAN.get_or_init(|| {
            let mut run = [0; 16];
            let _ = getrandom::fill(&mut run);
            (Instant::now(), run)
        });
        Monotonic {
            run: *run,
            seconds: began.elapsed().as_secs(),
        }
    }
}

/// Linux and Android tell which run this is and how long it lasts, sleep included.
fn since_boot() -> Option<Monotonic> {
    let run = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let seconds = uptime.split('.').next()?.trim().parse().ok()?;
    let mut bytes = [0; 16];
    let digits: Vec<u8> = run
        .bytes()
        .filter_map(|b| (b as char).to_digit(16).map(|d| d as u8))
        .collect();
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair[0] << 4 | pair[1];
    }
    Some(Monotonic {
        run: bytes,
        seconds,
    })
}

/// The system's random source.
#[derive(Debug, Clone, Copy)]
pub struct SystemRandom;

impl TryRng for SystemRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_ne_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_ne_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("a system without random bytes can't seal anything");
        Ok(())
    }
}

impl TryCryptoRng for SystemRandom {}
