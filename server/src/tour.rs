//! `homeward tour`: the whole way of one check-in, with the code that phone, browser and office run.
//!
//! Each step prints what happened and how one can check it; a step that does not do what it says ends the
//! tour. Everything is synthetic and lies in a folder that is removed at the end, unless it is kept.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use homeward_app::screen::{QuestionKind, QuestionScreen, StepKind};
use homeward_protocol::Hex;
use homeward_seal::PeriodId;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use jiff::{Span, ToSpan as _};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde_json::{Value, json};

use crate::clock::{Clock, SettableClock};
use crate::config::{Config, Pages};
use crate::demo::institution::{self, Institution};
use crate::demo::person::Person;
use crate::demo::phone::{PIN, Phone, said};
use crate::demo::proxy::Proxy;
use crate::demo::{Browser, Place, settings};
use crate::keyfile::{self, KeyKind};
use crate::random::SeededRandom;
use crate::running::serve;
use crate::store::{ChainCheck, verify_chains};
use crate::{office, statistics};

/// The day of the contact.
const DAY: Date = date(2026, 3, 16);
/// Other synthetic persons, so that a table can show anything at all.
const OTHERS: usize = 60;
/// What the worker writes; the server's disk is searched for it.
const NOTE: &str = "Synthetic note: the person hopes for work at the bakery";

/// Prints the steps.
struct Steps<'o> {
    number: u32,
    out: &'o mut dyn FnMut(&str),
}

impl Steps<'_> {
    fn say(&mut self, happened: &str, check: &str) {
        self.number += 1;
        (self.out)(&format!("{:>2}. {happened} [{check}]", self.number));
    }
}

fn seconds(day: Date, hour: i8) -> anyhow::Result<i64> {
    Ok(Offset::UTC.to_timestamp(day.at(hour, 0, 0, 0))?.as_second())
}

/// Goes the whole way in `folder`, which must be empty; `out` gets a line a step.
///
/// # Errors
/// At the first step that does not do what it says.
pub async fn tour(folder: &Path, out: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    let mut steps = Steps { number: 0, out };
    let place = Place(folder.to_owned());
    let clock = Arc::new(SettableClock::at_seconds(u64::try_from(seconds(DAY, 7)?)?));
    let mut random = ChaCha20Rng::seed_from_u64(20_260_316);
    let now_ms = clock.now_ms();
    let first = date(2025, 11, 1);
    let institution =
        institution::make(folder, first, date(2026, 10, 31), 4, now_ms, &mut random).await?;
    steps.say(
        "An institution was founded; root key, statistics keys and server keys lie apart",
        &format!(
            "ls {0}/root {0}/statistics {0}/server/keys",
            folder.display()
        ),
    );
    let (listener, address) = Proxy::bind().await?;
    let mut config = Config::local(place.server());
    config.pages = Pages::Without;
    config.clock = Arc::clone(&clock) as Arc<dyn Clock>;
    config.random = Arc::new(SeededRandom::new(7));
    config.origins = vec![format!("http://{address}")];
    let running = serve(config).await?;
    let proxy = Proxy::start(listener, address, running.address());
    steps.say(
        "The server runs, and a network that can be cut lies before it",
        &format!("curl {}/healthz", running.url()),
    );
    let tour = Tour {
        place,
        institution,
        clock,
        proxy,
    };
    let walked = tour.walk(&mut steps).await;
    running.stop().await?;
    walked
}

struct Tour {
    place: Place,
    institution: Institution,
    clock: Arc<SettableClock>,
    proxy: Proxy,
}

impl Tour {
    async fn browser(&self, user: &str, seed: u64) -> anyhow::Result<Browser> {
        let accounts = &self.institution.accounts;
        let account = accounts.iter().find(|account| account.user == user);
        let account = account.with_context(|| format!("there is no account {user}"))?;
        let clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        let mut browser =
            Browser::new(&self.proxy.url(), clock, Arc::new(SeededRandom::new(seed)))?;
        browser.sign_in(user, &account.passphrase).await?;
        browser.directory(json!({})).await?;
        Ok(browser)
    }

    fn phone(&self, number: usize, day: Date) -> anyhow::Result<Phone> {
        let name = match number {
            0 => "phone".to_owned(),
            _ => format!("other-phones/worker{}", number + 1),
        };
        Phone::open(
            &self.place.0.join(name),
            seconds(day, 7)?,
            40 + number as u64,
        )
    }

    async fn walk(&self, steps: &mut Steps<'_>) -> anyhow::Result<()> {
        let mut supervisor = self.browser("supervisor", 1).await?;
        let phone = self.phone(0, DAY)?;
        let server = self.proxy.url();
        let worker = self.institution.workers[0];
        let digits = phone
            .enrol(&mut supervisor, &server, "Worker 1", worker)
            .await?;
        steps.say(
            &format!("The supervisor enrolled a phone; both sides read the same digits: {digits}"),
            "homeward audit verify",
        );
        let mut officer = self.browser("officer", 2).await?;
        let device = officer.device_of("Worker 1 (synthetic)")?;
        let (case, reference) = officer
            .new_case(self.case(0, &device, DAY.checked_sub(40.days())?)?)
            .await?;
        phone.sync().await?;
        let due = phone.app.day_list().map_err(said)?;
        ensure!(
            due.rows.iter().any(|row| row.reference == reference),
            "the day list lacks the new case"
        );
        steps.say(
            &format!("The officer made case {reference}; its card is on the phone, the server has a random tag"),
            &format!("tag {case}"),
        );
        let phone = self.fill(steps, phone, &case).await?;
        self.send(steps, &phone).await?;
        self.search(steps, &reference)?;
        self.review(steps, &phone, &mut officer, &reference).await?;
        drop((officer, supervisor, phone));
        self.release(steps).await?;
        let chains = verify_chains(&self.place.server(), None)?;
        let (ChainCheck::Whole { n: audit, .. }, ChainCheck::Whole { n: receipts, .. }) =
            (chains.audit, chains.receipts)
        else {
            anyhow::bail!("a chain is broken: {chains:?}");
        };
        steps.say(
            &format!("The chains hold: {audit} audit entries, {receipts} receipts"),
            &format!(
                "homeward audit verify --data {}",
                self.place.server().display()
            ),
        );
        Ok(())
    }

    fn case(&self, number: usize, device: &str, release: Date) -> anyhow::Result<Value> {
        let areas: Vec<&str> = settings::areas().collect();
        Ok(json!({
            "team": Hex(self.institution.team),
            "members": [Hex(self.institution.officers[1])],
            "devices": [device],
            "area": areas[number % areas.len()],
            "release_date": release.to_string(),
            "next_date": DAY.to_string(),
            "language": "mk",
            "sex": if number.is_multiple_of(2) { "m" } else { "f" },
        }))
    }

    /// Fills the real check-in page by page, offline, and is killed in the middle.
    async fn fill(&self, steps: &mut Steps<'_>, phone: Phone, case: &str) -> anyhow::Result<Phone> {
        phone.app.set_work_offline(true).map_err(said)?;
        let mut screen = phone.app.start_checkin(case, None).map_err(said)?;
        let mut asked = 0;
        while screen.step != StepKind::End && asked < 12 {
            screen = answer_page(&phone, &screen)?;
            asked += 1;
        }
        let before = (screen.index, screen.total);
        drop(phone);
        let phone = self.phone(0, DAY)?;
        ensure!(
            phone.app.unlock(PIN).map_err(said)?.opened,
            "the PIN does not open the vault"
        );
        screen = phone.app.resume(case).map_err(said)?;
        ensure!(
            (screen.index, screen.total) == before,
            "the draft opened at another question"
        );
        steps.say(
            &format!("Offline, {asked} pages were answered; the phone was stopped and opened again at page {}", before.0),
            "each answer is one transaction of the encrypted vault",
        );
        for _ in 0..200 {
            if screen.step == StepKind::End {
                break;
            }
            screen = answer_page(&phone, &screen)?;
            asked += 1;
        }
        let summary = phone.app.summary().map_err(said)?;
        let finish = phone.app.finish().map_err(said)?;
        ensure!(
            finish.done,
            "the check-in is not complete: {}",
            finish.sentence
        );
        let outbox = phone.app.outbox().map_err(said)?;
        let state = outbox
            .rows
            .first()
            .map(|row| row.state_label.clone())
            .unwrap_or_default();
        steps.say(
            &format!(
                "{asked} pages, {} answers read back, sealed to the case team: \"{state}\"",
                summary.rows.len()
            ),
            "the phone cannot open it again",
        );
        Ok(phone)
    }

    /// Is cut off in the middle of sending, then sends.
    async fn send(&self, steps: &mut Steps<'_>, phone: &Phone) -> anyhow::Result<()> {
        phone.app.set_work_offline(false).map_err(said)?;
        self.proxy.cut_up_after(2500);
        let report = phone.app.sync_now(None).await.map_err(said)?;
        ensure!(
            !report.complete && report.waiting == 1,
            "a cut line sent everything"
        );
        steps.say(
            &format!(
                "The line was cut after 2,500 bytes: \"{}\"",
                report.sentence.trim()
            ),
            "the check-in is still in the outbox",
        );
        self.proxy.mend();
        phone.sync().await?;
        let outbox = phone.app.outbox().map_err(said)?;
        let row = outbox.rows.first().context("the outbox has the check-in")?;
        ensure!(!row.receipt.is_empty(), "there is no receipt");
        steps.say(
            &format!("Sent again, once: \"{}\", {}", row.state_label, row.receipt),
            "the receipt is signed by the server's receipt key",
        );
        Ok(())
    }

    /// Searches everything that the server wrote.
    fn search(&self, steps: &mut Steps<'_>, reference: &str) -> anyhow::Result<()> {
        let mut bytes = 0;
        for entry in std::fs::read_dir(self.place.server())? {
            let path = entry?.path();
            if path.is_file() {
                let content = std::fs::read(&path)?;
                bytes += content.len();
                for clear in [reference, NOTE] {
                    let found = content
                        .windows(clear.len())
                        .any(|window| window == clear.as_bytes());
                    ensure!(!found, "{} holds {clear:?} in clear", path.display());
                }
            }
        }
        steps.say(
            &format!("{bytes} bytes of the server's disk hold neither reference, note nor answers"),
            &format!("grep -c {reference} {}/*", self.place.server().display()),
        );
        Ok(())
    }

    async fn review(
        &self,
        steps: &mut Steps<'_>,
        phone: &Phone,
        officer: &mut Browser,
        reference: &str,
    ) -> anyhow::Result<()> {
        let rows = officer.queue().await?;
        let row = rows.first().context("the queue has the record")?.clone();
        ensure!(
            row["reference"] == reference,
            "the queue shows another reference"
        );
        let opened = officer.open(&row, "mk").await?;
        let lines = opened["lines"].as_array().cloned().unwrap_or_default();
        ensure!(
            lines.iter().any(|line| line["answer"] == NOTE),
            "the note did not arrive"
        );
        steps.say(
            &format!(
                "The officer opened it: {} lines in Macedonian, signature of {} verified",
                lines.len(),
                row["worker"]
            ),
            "opened and verified on the officer's side; the server has no key",
        );
        let secure = lines.iter().find(|line| {
            line["path"]
                .as_str()
                .is_some_and(|path| path.ends_with("/acc_secure"))
        });
        let path = secure
            .and_then(|line| line["path"].as_str())
            .context("the form asks about the stay")?;
        officer
            .send_back(
                &row["record"],
                path,
                "Synthetic comment: is that for three months?",
            )
            .await?;
        phone.sync().await?;
        let day = phone.app.day_list().map_err(said)?;
        ensure!(
            day.rows.first().is_some_and(|row| row.correction),
            "the return is not first on the day list"
        );
        let corrections = phone.app.corrections().map_err(said)?;
        let correction = corrections
            .rows
            .first()
            .context("the phone has the return")?;
        let screen = phone
            .app
            .open_correction(&correction.return_id)
            .map_err(said)?;
        let item = screen
            .items
            .first()
            .context("the form opens at a question")?;
        ensure!(
            item.path == path && !item.answer.is_empty(),
            "the form opened elsewhere, or without its answer"
        );
        steps.say(
            &format!(
                "Returned with a comment; the phone shows it first and opens \"{}\"",
                item.label
            ),
            "only this one record can be opened there, until it is corrected",
        );
        let new = if item.answer == "yes" {
            "unsure"
        } else {
            "yes"
        };
        let mut screen = phone.app.answer(path, new).map_err(said)?;
        for _ in 0..200 {
            if screen.step == StepKind::End {
                break;
            }
            screen = answer_page(phone, &screen)?;
        }
        let finish = phone.app.finish().map_err(said)?;
        ensure!(
            finish.done,
            "the correction is not complete: {}",
            finish.sentence
        );
        phone.sync().await?;
        let rows = officer.queue().await?;
        let row = rows
            .iter()
            .find(|row| row["correction"] == true)
            .context("the correction arrived")?
            .clone();
        let opened = officer.open(&row, "en").await?;
        let changes = opened["changes"].as_array().cloned().unwrap_or_default();
        let change = changes
            .iter()
            .find(|change| change["path"] == path)
            .context("the change shows")?;
        steps.say(
            &format!(
                "Corrected and sent; the officer sees what changed: {} to {}",
                change["old"], change["new"]
            ),
            "both versions are kept",
        );
        officer.change_state(&row["record"], 1, None).await?;
        officer
            .change_state(
                &row["record"],
                2,
                Some("Synthetic note: a visit to the centre was agreed."),
            )
            .await?;
        phone.sync().await?;
        let outbox = phone.app.outbox().map_err(said)?;
        let labels: Vec<&str> = outbox
            .rows
            .iter()
            .map(|row| row.state_label.as_str())
            .collect();
        steps.say(
            &format!(
                "Read, and an action agreed with a sealed note; the phone shows: {}",
                labels.join(", ")
            ),
            "signed by the officer, naming the exact version",
        );
        Ok(())
    }

    /// Other persons' contacts, then export, make and publish, then a coordinator's look.
    async fn release(&self, steps: &mut Steps<'_>) -> anyhow::Result<()> {
        let mut supervisor = self.browser("supervisor", 3).await?;
        let server = self.proxy.url();
        let mut phones = Vec::new();
        for number in 1..4 {
            let phone = self.phone(number, DAY)?;
            let worker = self.institution.workers[number];
            phone
                .enrol(
                    &mut supervisor,
                    &server,
                    &format!("Worker {}", number + 1),
                    worker,
                )
                .await?;
            phones.push(phone);
        }
        let mut officer = self.browser("officer", 4).await?;
        let mut cases = Vec::new();
        for number in 0..OTHERS {
            let device = officer.device_of(&format!("Worker {} (synthetic)", number % 3 + 2))?;
            let since = 10 + 3 * i64::try_from(number)?;
            let release = DAY.checked_sub(Span::new().days(since))?;
            let (tag, reference) = officer
                .new_case(self.case(number, &device, release)?)
                .await?;
            cases.push((number, tag, reference, since));
        }
        for phone in &phones {
            phone.sync().await?;
        }
        for (number, tag, reference, since) in &cases {
            let contact = Person::new(300 + *number as u64).contact(reference, DAY, *since, 2);
            let phone = &phones[number % 3];
            let finish = phone
                .app
                .whole_checkin(tag, None, &contact.answers())
                .map_err(said)?;
            ensure!(
                finish.done,
                "a synthetic check-in is not complete: {}",
                finish.sentence
            );
        }
        let mut sent = 0;
        for phone in &phones {
            sent += phone.sync().await?;
        }
        steps.say(
            &format!(
                "{sent} more synthetic check-ins by {} workers came in the same way",
                phones.len()
            ),
            "each with two sealed tallies",
        );
        let today = date(2026, 5, 20);
        self.clock.set_seconds(u64::try_from(seconds(today, 7)?)?);
        let period = PeriodId::new("2025-11").context("a period id")?;
        let (file, count) = office::export(
            &self.place.server(),
            &period,
            self.clock.now_ms(),
            &SeededRandom::new(5),
        )
        .await?;
        let folder = self.place.statistics();
        keyfile::write(
            &folder.join("office.key"),
            KeyKind::StatisticsOffice,
            self.institution.tenant,
            &self.institution.statistics_office.signing.seed(),
        )?;
        std::fs::write(folder.join("tallies-2025-11.bin"), &file)?;
        let keys = statistics::Keys::in_folder(&folder)?;
        let text = keys.make(&[file], today, &mut |_, _| {})?.text;
        std::fs::write(folder.join("release.json"), &text)?;
        let id = office::publish(&self.place.server(), text, self.clock.now_ms()).await?;
        steps.say(
            &format!("The period closed: {count} sealed tallies were exported, a release made offline, verified and published"),
            &format!("release {}, {}/release.json", &id.hex()[..16], folder.display()),
        );
        let mut coordinator = self.browser("coordinator", 6).await?;
        let text = coordinator.bytes(&format!("releases/{id}")).await?;
        let release = coordinator.desk("release", json!({ "text": text }))?;
        let tables = release["tables"].as_array().cloned().unwrap_or_default();
        let cells: Vec<&Value> = tables
            .iter()
            .flat_map(|table| table["cells"].as_array().into_iter().flatten())
            .collect();
        let hidden = cells.iter().filter(|cell| cell["n"] == "hidden").count();
        let stable = tables
            .iter()
            .find(|table| table["indicator"] == "ACC-1")
            .and_then(|table| table["cells"].as_array()?.last().cloned())
            .context("the release has ACC-1")?;
        ensure!(
            hidden > 0 && hidden < cells.len(),
            "suppression hid all or nothing"
        );
        steps.say(
            &format!(
                "The coordinator sees {} tables: stable accommodation {} of {}; {hidden} of {} numerators are hidden",
                tables.len(),
                stable["n"],
                stable["d"],
                cells.len()
            ),
            "verified against the statistics office's key in the directory",
        );
        Ok(())
    }
}

/// Answers a page as a person who says yes, meets today, and takes the first choice elsewhere.
fn answer_page(phone: &Phone, screen: &QuestionScreen) -> anyhow::Result<QuestionScreen> {
    let app = &phone.app;
    if screen.step == StepKind::Question || screen.step == StepKind::Group {
        for item in &screen.items {
            if item.readonly || !item.answer.is_empty() {
                continue;
            }
            let name = item.path.rsplit('/').next().unwrap_or_default();
            let first = item.choices.first().map(|choice| choice.value.clone());
            let value = match (name, item.kind) {
                ("worker_note", _) => NOTE.to_owned(),
                ("visit_date", _) => DAY.to_string(),
                ("next_contact", _) => DAY.saturating_add(14.days()).to_string(),
                ("stage", _) => "m2_3".to_owned(),
                ("safety_concern", _) => "no".to_owned(),
                ("work_days", _) => "20".to_owned(),
                ("acc_secure", _) => "no".to_owned(),
                (_, QuestionKind::SelectOne | QuestionKind::SelectMultiple) => {
                    first.unwrap_or_default()
                }
                (_, QuestionKind::Text) => "Synthetic text".to_owned(),
                _ => continue,
            };
            app.answer(&item.path, &value).map_err(said)?;
        }
    }
    app.next().map_err(said)
}
