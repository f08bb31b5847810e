//! `homeward demo`: a synthetic caseload of 26 months, made through the engine, sealed, synced, read and
//! released like any other, and then served.
//!
//! The folder has the server's data, the root key, the statistics keys and each phone in folders of their
//! own. Invariant: a demo is whole or not there: `demo.json` is written last.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use homeward_seal::PeriodId;
use jiff::civil::Date;
use jiff::tz::Offset;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde::{Deserialize, Serialize};

pub mod browser;
pub mod institution;
mod odd;
pub mod person;
pub mod phone;
pub mod proxy;
pub mod settings;
pub mod story;

pub use browser::Browser;
use institution::{Account, Institution};
use story::Story;

use crate::clock::SettableClock;
use crate::config::{Config, Pages};
use crate::keyfile::{self, KeyKind};
use crate::office;
use crate::random::SeededRandom;
use crate::running::serve;
use crate::statistics;

/// The seed of everything random in the demo: the same day gives the same demo.
const SEED: u64 = 20_261_124;
/// Name of the file that says that the demo is whole.
const WHOLE: &str = "demo.json";

/// What is known of a demo that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demo {
    /// The server's port: the phone knows it by this address.
    pub port: u16,
    /// The last day of the story.
    pub today: String,
    /// Who can sign in, with which passphrase.
    pub accounts: Vec<Account>,
    /// The PIN of the demo worker's phone.
    pub pin: String,
    /// How many cases there are.
    pub cases: usize,
    /// The periods of the release.
    pub periods: Vec<String>,
}

/// Folders of a demo.
#[derive(Debug, Clone)]
pub struct Place(pub PathBuf);

impl Place {
    /// The server's data folder.
    #[must_use]
    pub fn server(&self) -> PathBuf {
        self.0.join("server")
    }
    /// The statistics office's folder.
    #[must_use]
    pub fn statistics(&self) -> PathBuf {
        self.0.join("statistics")
    }
    /// The demo worker's phone.
    #[must_use]
    pub fn phone(&self) -> PathBuf {
        self.0.join("phone")
    }
    /// The demo that is whole here, if there is one.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn demo(&self) -> anyhow::Result<Option<Demo>> {
        let file = self.0.join(WHOLE);
        match std::fs::read(&file) {
            Ok(text) => Ok(Some(serde_json::from_slice(&text).with_context(|| {
                format!("{} is damaged; use --fresh", file.display())
            })?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
        }
    }
    /// Removes what a demo wrote, and nothing else.
    ///
    /// # Errors
    /// When a folder cannot be removed.
    pub fn clear(&self) -> anyhow::Result<()> {
        let file = self.0.join(WHOLE);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
        for name in [
            "server",
            "root",
            "statistics",
            "phone",
            "other-phones",
            "second-phone",
        ] {
            let folder = self.0.join(name);
            if folder.exists() {
                std::fs::remove_dir_all(&folder)
                    .with_context(|| format!("cannot remove {}", folder.display()))?;
            }
        }
        Ok(())
    }
}

/// Makes a demo in an empty place. `progress` is told the part that is done (0 to 1000) and what goes on.
///
/// # Errors
/// When anything on the way does not do what it should; nothing is left that [`Place::demo`] finds.
pub async fn make(
    place: &Place,
    port: u16,
    today: Date,
    progress: &(dyn Fn(u64, &str) + Sync),
) -> anyhow::Result<Demo> {
    std::fs::create_dir_all(&place.0)?;
    let first = today.checked_sub(jiff::Span::new().months(story::MONTHS))?;
    let start = Offset::UTC.to_timestamp(first.at(8, 0, 0, 0))?;
    let mut random = ChaCha20Rng::seed_from_u64(SEED);
    let now_ms = start.as_millisecond();
    let institution =
        institution::make(&place.0, first, today, story::WORKERS, now_ms, &mut random).await?;
    let clock = Arc::new(SettableClock::at_seconds(u64::try_from(start.as_second())?));
    let mut config = Config::local(place.server());
    config.bind.set_port(port);
    config.clock = Arc::clone(&clock) as Arc<dyn crate::clock::Clock>;
    config.random = Arc::new(SeededRandom::new(SEED + 1));
    config.pages = Pages::Without;
    let running = serve(config).await?;
    let port = running.address().port();
    let server = running.url();
    let told = Story {
        institution: &institution,
        folder: &place.0,
        server: &server,
        clock,
        today,
        progress,
    }
    .tell()
    .await;
    running.stop().await?;
    told?;
    let periods = publish(place, &institution, first, today, progress).await?;
    let demo = Demo {
        port,
        today: today.to_string(),
        accounts: institution.accounts,
        pin: phone::PIN.to_owned(),
        cases: story::CASES,
        periods,
    };
    std::fs::write(place.0.join(WHOLE), serde_json::to_vec_pretty(&demo)?)?;
    Ok(demo)
}

/// The three commands of the statistics office, one after the other: export, make, publish.
async fn publish(
    place: &Place,
    institution: &Institution,
    first: Date,
    today: Date,
    progress: &(dyn Fn(u64, &str) + Sync),
) -> anyhow::Result<Vec<String>> {
    progress(1000, "Exporting, making and publishing the release");
    let now_ms = Offset::UTC
        .to_timestamp(today.at(6, 0, 0, 0))?
        .as_millisecond();
    let mut closed: Vec<PeriodId> = Vec::new();
    for period in settings::settings(first, today)?.periods {
        let last: Date = period.last.as_str().parse()?;
        let late = last.checked_add(jiff::Span::new().days(i64::from(period.late_days)))?;
        if late < today {
            closed.push(period.id);
        }
    }
    let mut files = Vec::new();
    for period in &closed {
        let random = SeededRandom::new(SEED + 2);
        let (file, _) = office::export(&place.server(), period, now_ms, &random).await?;
        std::fs::write(
            place.statistics().join(format!("tallies-{period}.bin")),
            &file,
        )?;
        files.push(file);
    }
    keyfile::write(
        &place.statistics().join("office.key"),
        KeyKind::StatisticsOffice,
        institution.tenant,
        &institution.statistics_office.signing.seed(),
    )?;
    let keys = statistics::Keys::in_folder(&place.statistics())?;
    let made = keys.make(&files, today, &mut |_, _| {})?.text;
    std::fs::write(place.statistics().join("release.json"), &made)?;
    office::publish(&place.server(), made, now_ms).await?;
    Ok(closed
        .iter()
        .map(|period| period.as_str().to_owned())
        .collect())
}
