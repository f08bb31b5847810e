//! What happens in the demo: phones are enrolled, cases created, contacts recorded and synced month by
//! month, read by the officers, one of them sent back.
//!
//! Invariant: everything goes over HTTP to a real server, through the phone core and the desk. Only the
//! clocks are set by hand.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use futures_util::future::try_join_all;
use homeward_protocol::Hex;
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Span, ToSpan as _};
use serde_json::json;

use super::browser::Browser;
use super::institution::{Institution, OFFICERS};
use super::odd;
use super::person::{CONTACTS, Person, next_contact};
use super::phone::{Phone, said};
use super::settings::areas;
use crate::clock::SettableClock;
use crate::random::SeededRandom;

/// How many workers there are, each with a phone; one has an old phone too.
pub const WORKERS: usize = 10;
/// How many cases there are.
pub const CASES: usize = 240;
/// How many months the story lasts.
pub const MONTHS: i32 = 26;
/// Officers read and create cases every so many months.
const QUARTER: i32 = 3;
/// Contacts of the demo worker's cases end so many days before the last day, so that some are due.
const UNDONE_DAYS: i64 = 6;

const AGE_BANDS: [&str; 4] = ["18-24", "25-34", "35-49", "50+"];

/// One case of the story.
pub(super) struct Case {
    pub(super) number: usize,
    worker: usize,
    pub(super) release: Date,
    pub(super) person: Person,
    /// Days after release of the next contact.
    next: i64,
    pub(super) contacts: u32,
    pub(super) tag: Option<String>,
    pub(super) reference: String,
}

/// Who acts, and where.
pub struct Story<'a> {
    /// The institution.
    pub institution: &'a Institution,
    /// Folder of the demo.
    pub folder: &'a Path,
    /// The server's origin.
    pub server: &'a str,
    /// The server's clock.
    pub clock: Arc<SettableClock>,
    /// The last day.
    pub today: Date,
    /// Told the part that is done (0 to 1000) and what goes on.
    pub progress: &'a (dyn Fn(u64, &str) + Sync),
}

pub(super) fn at(day: Date, hour: i8) -> anyhow::Result<i64> {
    Ok(Offset::UTC.to_timestamp(day.at(hour, 0, 0, 0))?.as_second())
}

pub(super) fn days(from: Date, to: Date) -> anyhow::Result<i64> {
    Ok(from.until(to)?.get_days().into())
}

/// The id of the device that is not among those known.
fn newest_device(supervisor: &mut Browser, known: &[String]) -> anyhow::Result<String> {
    let people = supervisor.desk("directory-people", json!({}))?;
    let devices = people["devices"].as_array().into_iter().flatten();
    let mut ids = devices.filter_map(|device| device["id"].as_str());
    let id = ids.find(|id| !known.iter().any(|one| one == id));
    id.map(str::to_owned).context("a phone was enrolled")
}

impl Story<'_> {
    fn set(&self, day: Date, hour: i8) -> anyhow::Result<()> {
        self.clock.set_seconds(u64::try_from(at(day, hour)?)?);
        Ok(())
    }

    pub(super) async fn browser(&self, user: &str, seed: u64) -> anyhow::Result<Browser> {
        let account = self
            .institution
            .accounts
            .iter()
            .find(|account| account.user == user);
        let account = account.with_context(|| format!("the demo has no account {user}"))?;
        let clock = Arc::clone(&self.clock);
        let mut browser = Browser::new(self.server, clock, Arc::new(SeededRandom::new(seed)))?;
        browser.sign_in(user, &account.passphrase).await?;
        browser.directory(json!({})).await?;
        Ok(browser)
    }

    async fn enrol(
        &self,
        supervisor: &mut Browser,
        number: usize,
        first: Date,
    ) -> anyhow::Result<Phone> {
        let (worker, old) = match number {
            odd::LOST_PHONE => (odd::WORKER, ", old phone"),
            _ => (number, ""),
        };
        let folder = match number {
            0 => self.folder.join("phone"),
            _ => self
                .folder
                .join("other-phones")
                .join(format!("worker{}", number + 1)),
        };
        let phone = Phone::open(&folder, at(first, 9)?, 1000 + number as u64)?;
        let label = format!("Worker {}{old}", worker + 1);
        let user = self.institution.workers[worker];
        phone.enrol(supervisor, self.server, &label, user).await?;
        Ok(phone)
    }

    fn cases(&self, first: Date) -> anyhow::Result<Vec<Case>> {
        let length = days(first, self.today)?;
        (0..CASES)
            .map(|number| {
                // Spread evenly over the time, in an order that mixes workers and areas.
                let place = (number * 77) % CASES;
                let after = 25 + (length - 60) * i64::try_from(place)? / i64::try_from(CASES)?;
                Ok(Case {
                    number,
                    worker: number % WORKERS,
                    release: first.checked_add(Span::new().days(after))?,
                    person: Person::new(5000 + number as u64),
                    next: CONTACTS[0],
                    contacts: 0,
                    tag: None,
                    reference: String::new(),
                })
            })
            .collect()
    }

    async fn create(
        &self,
        officer: &mut Browser,
        case: &mut Case,
        devices: &[String],
    ) -> anyhow::Result<()> {
        let areas: Vec<&str> = areas().collect();
        let languages = ["mk", "sq", "sr"];
        let colleague = self.institution.officers[(case.worker + 1) % OFFICERS];
        let first = case.release.checked_add(Span::new().days(CONTACTS[0]))?;
        let writers: Vec<&String> = odd::writers(case.number, case.worker)
            .map(|phone| &devices[phone])
            .collect();
        let (tag, reference) = officer
            .new_case(json!({
                "team": Hex(self.institution.team),
                "members": [Hex(colleague)],
                "devices": writers,
                "area": areas[case.number % areas.len()],
                "release_date": case.release.to_string(),
                "next_date": first.to_string(),
                "language": languages[case.number % languages.len()],
                "sex": if case.number % 9 == 0 { "f" } else { "m" },
                "age_band": AGE_BANDS[case.number % AGE_BANDS.len()],
            }))
            .await?;
        case.tag = Some(tag);
        case.reference = reference;
        Ok(())
    }

    /// Records the contacts of one worker's cases until `until` (not included).
    fn record(&self, phone: &Phone, cases: &mut [&mut Case], until: Date) -> anyhow::Result<()> {
        for case in cases {
            let Some(tag) = case.tag.clone() else {
                continue;
            };
            loop {
                let day = case.release.checked_add(Span::new().days(case.next))?;
                if day >= until {
                    break;
                }
                phone.clock.set(at(day, 14)?);
                case.contacts += 1;
                let contact = case
                    .person
                    .contact(&case.reference, day, case.next, case.contacts);
                let finish = phone
                    .app
                    .whole_checkin(&tag, None, &contact.answers())
                    .map_err(said)?;
                anyhow::ensure!(
                    finish.done,
                    "a synthetic check-in is not complete: {}",
                    finish.first_missing
                );
                case.next = next_contact(case.next);
            }
        }
        Ok(())
    }

    /// Reads every record that nobody has read, but those received after `until`.
    async fn read(&self, officer: &mut Browser, until: u64) -> anyhow::Result<()> {
        let rows = officer.queue().await?;
        for row in &rows {
            let unread =
                row["state"] == 0 && row["received"].as_u64().is_some_and(|time| time < until);
            if unread {
                officer.change_state(&row["record"], 1, None).await?;
            }
        }
        Ok(())
    }

    /// Sends the demo worker's newest record that asks about accommodation back.
    async fn send_back(&self, officer: &mut Browser) -> anyhow::Result<()> {
        let mut rows = officer.queue().await?;
        rows.retain(|row| row["state"] == 0 && row["worker"] == "Worker 1 (synthetic)");
        rows.sort_by_key(|row| std::cmp::Reverse(row["received"].as_u64()));
        for row in rows {
            let opened = officer.open(&row, "en").await?;
            let line = opened["lines"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|line| {
                    line["path"]
                        .as_str()
                        .is_some_and(|path| path.ends_with("/acc_secure"))
                        && line["state"] == 0
                });
            if let Some(path) = line.and_then(|line| line["path"].as_str()) {
                let text = "Synthetic comment: please ask again how long the person can stay.";
                return officer.send_back(&row["record"], path, text).await;
            }
        }
        anyhow::bail!("no synthetic check-in is left to send back")
    }

    /// Tells the whole story.
    ///
    /// # Errors
    /// When anything on the way does not do what it should.
    pub async fn tell(&self) -> anyhow::Result<()> {
        let first = self.today.checked_sub(MONTHS.months())?;
        self.set(first, 9)?;
        (self.progress)(0, "Enrolling phones");
        let mut supervisor = self.browser("supervisor", 71).await?;
        let mut phones = Vec::new();
        let mut devices = Vec::new();
        for number in 0..=odd::LOST_PHONE {
            phones.push(self.enrol(&mut supervisor, number, first).await?);
            devices.push(newest_device(&mut supervisor, &devices)?);
        }
        let mut cases = self.cases(first)?;
        for month in 0..=MONTHS {
            let last = month == MONTHS;
            let now = if last {
                self.today
            } else {
                first.checked_add(month.months())?
            };
            let hour = if last { 5 } else { 20 };
            self.set(now, hour)?;
            (self.progress)(
                u64::try_from(1000 * month / (MONTHS + 1)).unwrap_or(0),
                &format!("Month {month} of {MONTHS}"),
            );
            for phone in &phones {
                phone.clock.set(at(now, hour)?);
            }
            try_join_all(phones.iter().map(Phone::sync)).await?;
            if month % QUARTER == 0 || last {
                self.office(&mut cases, &devices, now, month, last).await?;
                try_join_all(phones.iter().map(Phone::sync)).await?;
            }
            if !last {
                let until = first.checked_add((month + 1).months())?.min(self.today);
                std::thread::scope(|scope| {
                    let mut by_worker: Vec<Vec<&mut Case>> =
                        (0..WORKERS).map(|_| Vec::new()).collect();
                    for case in &mut cases {
                        by_worker[case.worker].push(case);
                    }
                    let tasks: Vec<_> = by_worker
                        .into_iter()
                        .zip(&phones)
                        .enumerate()
                        .map(|(worker, (mut cases, phone))| {
                            let undone =
                                Span::new().days(if worker == 0 { UNDONE_DAYS } else { 0 });
                            let until = self.today.saturating_sub(undone).min(until);
                            scope.spawn(move || self.record(phone, &mut cases, until))
                        })
                        .collect();
                    tasks.into_iter().try_for_each(|task| {
                        task.join()
                            .map_err(|_| anyhow::anyhow!("a phone stopped"))?
                    })
                })?;
            }
        }
        self.odd(&phones, &mut cases, &devices).await?;
        (self.progress)(1000, "Done");
        Ok(())
    }

    /// A quarter at the officers' desks.
    async fn office(
        &self,
        cases: &mut [Case],
        devices: &[String],
        now: Date,
        month: i32,
        last: bool,
    ) -> anyhow::Result<()> {
        let until = now.checked_add((QUARTER + 1).months())?;
        let new: Vec<&mut Case> = cases
            .iter_mut()
            .filter(|case| {
                let first = case.release.saturating_add(Span::new().days(CONTACTS[0]));
                case.tag.is_none() && first < until
            })
            .collect();
        let mut by_officer: Vec<Vec<&mut Case>> = (0..OFFICERS).map(|_| Vec::new()).collect();
        for case in new {
            by_officer[case.worker % OFFICERS].push(case);
        }
        let recent = at(now.saturating_sub(Span::new().days(20)), 0)?;
        let read_until = u64::try_from(if last { recent } else { at(now, 23)? })?;
        let tasks = by_officer
            .into_iter()
            .enumerate()
            .map(|(number, cases)| async move {
                let name = match number {
                    0 => "officer".to_owned(),
                    _ => format!("officer{}", number + 1),
                };
                let seed = 90_000 + 100 * u64::try_from(month)? + number as u64;
                let mut officer = self.browser(&name, seed).await?;
                for case in cases {
                    self.create(&mut officer, case, devices).await?;
                }
                self.read(&mut officer, read_until).await?;
                if last && number == 0 {
                    self.send_back(&mut officer).await?;
                }
                Ok::<(), anyhow::Error>(())
            });
        try_join_all(tasks).await?;
        Ok(())
    }
}
