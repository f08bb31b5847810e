//! An institution with its server, and the people and phones that reach it.

use std::path::PathBuf;
use std::sync::Arc;

use homeward::demo::institution::{self, Institution};
use homeward::demo::person::Person;
use homeward::demo::phone::{PIN, Phone, said};
use homeward::demo::proxy::Proxy;
use homeward::demo::{Browser, settings};
use homeward::{Clock, Config, Running, SeededRandom, SettableClock};
use homeward_protocol::Hex;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use jiff::{Span, ToSpan as _};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::gateway::Gateway;
use crate::port::Port;

/// The day on which tests with a clock of their own take place.
pub const DAY: Date = date(2026, 3, 16);

/// An institution, its server in this process, and two ways to it.
pub struct World {
    /// Everything is in here.
    pub folder: TempDir,
    /// Who there is.
    pub institution: Institution,
    /// The clock of server and desks.
    pub clock: Arc<SettableClock>,
    /// A line that can be cut.
    pub proxy: Proxy,
    /// A line that can lie.
    pub gateway: Gateway,
    running: Option<Running>,
    port: Port,
}

/// Unix seconds of an hour of a day.
///
/// # Panics
/// When the calendar has no such moment.
#[must_use]
pub fn seconds(day: Date, hour: i8) -> i64 {
    Offset::UTC
        .to_timestamp(day.at(hour, 0, 0, 0))
        .unwrap()
        .as_second()
}

/// Founds an institution of four workers in `folder`, with periods around `day`.
///
/// # Panics
/// When the folder cannot be written.
pub async fn found(folder: &std::path::Path, day: Date, seed: u64) -> Institution {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let (first, last) = (day - Span::new().days(140), day + Span::new().days(220));
    institution::make(folder, first, last, 4, seconds(day, 7) * 1000, &mut random)
        .await
        .unwrap()
}

/// A synthetic contact on [`DAY`], as answers by question name.
#[must_use]
pub fn contact(reference: &str, seed: u64) -> Map<String, Value> {
    Person::new(seed).contact(reference, DAY, 40, 2).answers()
}

/// Somebody who does not want to talk on [`DAY`].
///
/// # Panics
/// Never: the answers are an object.
#[must_use]
pub fn refusal(reference: &str) -> Map<String, Value> {
    let answers = json!({
        "case_ref": reference, "visit_date": DAY.to_string(), "checkin_kind": "scheduled", "stage": "m2_3",
        "contact_result": "met", "notice_given": "yes", "agrees_today": "no", "safety_concern": "no",
        "next_contact": "2026-04-15",
    });
    answers.as_object().unwrap().clone()
}

impl World {
    /// Founds everything anew.
    ///
    /// # Panics
    /// When it cannot.
    pub async fn new(seed: u64) -> World {
        let folder = tempfile::tempdir().unwrap();
        let institution = found(folder.path(), DAY, seed).await;
        let now = u64::try_from(seconds(DAY, 7)).unwrap();
        let clock = Arc::new(SettableClock::at_seconds(now));
        let (listener, near) = Proxy::bind().await.unwrap();
        let port = Port::reserve();
        let address = port.address();
        let proxy = Proxy::start(listener, near, address);
        let gateway = Gateway::start(address).await;
        let mut world = World {
            folder,
            institution,
            clock,
            proxy,
            gateway,
            running: None,
            port,
        };
        world.start(|_| ()).await;
        world
    }

    /// Starts the server (again), with a changed configuration.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(&mut self, change: impl FnOnce(&mut Config)) {
        self.stop().await;
        let mut config = Config::local(self.data());
        config.bind = self.port.address();
        config.clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        config.random = Arc::new(SeededRandom::new(7));
        config.origins = vec![
            self.proxy.url(),
            self.gateway.url(),
            format!("http://{}", self.port.address()),
        ];
        change(&mut config);
        self.running = Some(homeward::serve(config).await.unwrap());
    }

    /// Stops the server.
    ///
    /// # Panics
    /// When it had failed.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await.unwrap();
        }
    }

    /// The server's data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// The server's own address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.port.address())
    }

    /// A desk at which somebody signed in, through `line`.
    ///
    /// # Panics
    /// When they cannot.
    pub async fn desk(&self, line: &str, user: &str, seed: u64) -> Browser {
        let clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        desk(&self.institution, clock, line, user, seed).await
    }

    /// The folder of a phone, from 0.
    #[must_use]
    pub fn phone_folder(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("phone{number}"))
    }

    /// A phone that is enrolled over `line`.
    ///
    /// # Panics
    /// When it cannot be.
    pub async fn phone(&self, line: &str, number: usize) -> Phone {
        let mut supervisor = self
            .desk(&self.url(), "supervisor", 100 + number as u64)
            .await;
        let phone = self.start_phone(number);
        let label = format!("Worker {}", number + 1);
        let worker = self.institution.workers[number];
        phone
            .enrol(&mut supervisor, line, &label, worker)
            .await
            .unwrap();
        phone
    }

    /// Starts a phone on what is in its folder, locked.
    ///
    /// # Panics
    /// When its folder cannot be read.
    #[must_use]
    pub fn start_phone(&self, number: usize) -> Phone {
        // Another run of the phone has other randomness, as on a real one.
        static RUN: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1000);
        let run = RUN.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Phone::open(&self.phone_folder(number), seconds(DAY, 7), run).unwrap()
    }

    /// Makes a case for a phone and brings its card there: tag and reference.
    ///
    /// # Panics
    /// When it cannot.
    pub async fn case(
        &self,
        officer: &mut Browser,
        phone: &Phone,
        number: usize,
    ) -> (String, String) {
        let made = case(&self.institution, officer, number, DAY).await;
        phone.sync().await.unwrap();
        made
    }

    /// Finishes a whole synthetic check-in.
    ///
    /// # Panics
    /// When it is not complete.
    pub fn fill(&self, phone: &Phone, tag: &str, answers: &Map<String, Value>) {
        let finish = phone
            .app
            .whole_checkin(tag, None, answers)
            .map_err(said)
            .unwrap();
        assert!(finish.done, "{} {}", finish.sentence, finish.first_missing);
    }

    /// Opens the vault.
    ///
    /// # Panics
    /// When the PIN is wrong.
    pub fn unlock(&self, phone: &Phone) {
        assert!(phone.app.unlock(PIN).map_err(said).unwrap().opened);
    }
}

/// A desk at which somebody signed in.
///
/// # Panics
/// When they cannot.
pub async fn desk(
    institution: &Institution,
    clock: Arc<dyn Clock>,
    line: &str,
    user: &str,
    seed: u64,
) -> Browser {
    let account = institution
        .accounts
        .iter()
        .find(|account| account.user == user)
        .unwrap();
    let mut browser = Browser::new(line, clock, Arc::new(SeededRandom::new(seed))).unwrap();
    browser.sign_in(user, &account.passphrase).await.unwrap();
    browser.directory(json!({})).await.unwrap();
    browser
}

/// Makes a case for the phone of worker `number` (from 0): tag and reference.
///
/// # Panics
/// When it cannot.
pub async fn case(
    institution: &Institution,
    officer: &mut Browser,
    number: usize,
    day: Date,
) -> (String, String) {
    officer.directory(json!({})).await.unwrap();
    let device = officer
        .device_of(&format!("Worker {} (synthetic)", number + 1))
        .unwrap();
    let area = settings::areas().next().unwrap();
    let case = json!({
        "team": Hex(institution.team),
        "members": [Hex(institution.officers[1])],
        "devices": [device],
        "area": area,
        "release_date": (day - 40.days()).to_string(),
        "next_date": day.to_string(),
        "language": "mk",
        "sex": "f",
    });
    officer.new_case(case).await.unwrap()
}
