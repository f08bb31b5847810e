//! The demo's phones: the phone core of `rust/app` on clocks that the story sets.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::anyhow;
use homeward_app::{ApiError, App, Clock, Platform};
use homeward_checkin::Now;
use homeward_vault::{FileKeyStore, Monotonic};
use jiff::Timestamp;
use jiff::tz::Offset;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// The PIN of every demo phone.
pub const PIN: &str = "246810";

/// A clock that shows what it was set to, one hour ahead of UTC.
#[derive(Debug)]
pub struct PhoneClock(AtomicI64);

impl PhoneClock {
    /// Sets it, in Unix seconds.
    pub fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

impl Clock for PhoneClock {
    fn now(&self) -> Now {
        let timestamp = Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap_or_default();
        Now::new(timestamp, Offset::from_hours(1).unwrap_or(Offset::UTC))
    }

    fn monotonic(&self) -> Monotonic {
        Monotonic {
            run: [0; 16],
            seconds: 0,
        }
    }
}

/// One phone.
pub struct Phone {
    /// Its core.
    pub app: App,
    /// Its clock.
    pub clock: Arc<PhoneClock>,
}

/// An error of the phone core, with its code.
pub fn said(error: ApiError) -> anyhow::Error {
    anyhow!("{} ({})", error.sentence, error.code)
}

impl Phone {
    /// A phone over `folder`; `seed` makes its keys and ids.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(folder: &Path, seconds: i64, seed: u64) -> anyhow::Result<Phone> {
        std::fs::create_dir_all(folder)?;
        let clock = Arc::new(PhoneClock(AtomicI64::new(seconds)));
        let source = std::sync::Mutex::new(ChaCha20Rng::seed_from_u64(seed));
        let platform = Platform {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            keys: Arc::new(FileKeyStore::open(folder.join("keys"))?),
            random: Box::new(move || {
                let mut seed = [0; 32];
                source
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .fill_bytes(&mut seed);
                Box::new(ChaCha20Rng::from_seed(seed))
            }),
        };
        let app = App::open_on(folder, platform).map_err(said)?;
        Ok(Phone { app, clock })
    }

    /// Sends and fetches; anything but complete is an error.
    ///
    /// # Errors
    /// With the sentence that the phone would show.
    pub async fn sync(&self) -> anyhow::Result<u32> {
        let report = self.app.sync_now(None).await.map_err(said)?;
        anyhow::ensure!(report.complete, "{} ({})", report.sentence, report.code);
        Ok(report.sent)
    }
}
