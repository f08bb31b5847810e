//! The demo's phones: the phone core of `rust/app` on clocks that the story sets.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context as _, anyhow};
use homeward_app::{ApiError, App, Clock, Platform};
use homeward_checkin::Now;
use homeward_protocol::Hex;
use homeward_seal::UserId;
use homeward_vault::{FileKeyStore, Monotonic};
use jiff::Timestamp;
use jiff::tz::Offset;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use serde_json::json;

use super::browser::Browser;

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

    /// Sets the PIN and enrols by the text of an invitation; the supervisor signs after the digits of
    /// both sides were found alike. Gives those digits.
    ///
    /// # Errors
    /// When a step is refused, or the digits differ.
    pub async fn enrol(
        &self,
        supervisor: &mut Browser,
        server: &str,
        label: &str,
        worker: UserId,
    ) -> anyhow::Result<String> {
        self.app.set_pin(PIN).map_err(said)?;
        let whom = json!({ "kind": "device", "label": label, "address": server });
        let invitation = supervisor.desk("invite", whom)?;
        supervisor.post("enrolments", &invitation["body"]).await?;
        let code = invitation["text"]
            .as_str()
            .context("an invitation has a text")?;
        let shown = self.app.enrol(server, code).await.map_err(said)?;
        let shown = shown.digits.context("the phone shows digits")?.groups;
        let waiting = supervisor.get("enrolments").await?;
        let enrolment = waiting
            .as_array()
            .into_iter()
            .flatten()
            .find(|one| one["state"] == "waiting")
            .context("the phone waits")?
            .clone();
        let digits = supervisor.desk("digits", json!({ "enrolment": enrolment }))?;
        anyhow::ensure!(
            digits["groups"] == json!(shown),
            "the digits of phone and supervisor differ"
        );
        let digits = shown.join(" ");
        let approve = json!({ "enrolment": enrolment, "digits": digits, "worker": Hex(worker) });
        let approved = supervisor.desk("approve", approve)?;
        for statement in approved["statements"].as_array().into_iter().flatten() {
            let body = json!({ "statement": statement });
            supervisor.post("directory/statements", &body).await?;
        }
        self.app.enrolment_progress().await.map_err(said)?;
        self.sync().await?;
        supervisor.directory(json!({})).await?;
        Ok(digits)
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
