//! kill -9 at random moments: of a process that runs the phone core, and of the server while phones push.
//!
//! `HOMEWARD_KILLS` sets how often; 200 without it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use homeward::demo::phone::{PIN, Phone, said};
use homeward::store::{ChainCheck, verify_chains};
use homeward::{Clock as _, SettableClock};
use homeward_app::screen::OutboxState;
use homeward_journey::{Port, Process, binary, world};
use jiff::{Timestamp, tz::Offset};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};
use serde_json::Value;

fn kills() -> u64 {
    let set = std::env::var("HOMEWARD_KILLS")
        .ok()
        .and_then(|text| text.parse().ok());
    set.unwrap_or(200)
}

/// A phone core in a process of its own, driven line by line.
struct Worker {
    child: Child,
    into: ChildStdin,
    out: BufReader<ChildStdout>,
}

impl Worker {
    fn start(folder: &Path) -> Worker {
        let mut command = Command::new(binary("examples/worker"));
        command
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let into = child.stdin.take().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Worker { child, into, out }
    }

    /// What a command returned; nothing when the process was killed before.
    fn call(&mut self, line: &str) -> Option<Value> {
        writeln!(self.into, "{line}").ok()?;
        let mut answer = String::new();
        self.out
            .read_line(&mut answer)
            .ok()
            .filter(|read| *read > 0)?;
        let answer: Value = serde_json::from_str(&answer).ok()?;
        assert!(answer.get("error").is_none(), "{line}: {answer}");
        Some(answer)
    }
}

/// The value for a question; nothing leaves it open.
fn value(item: &Value, today: &str, next: &str, random: &mut ChaCha8Rng) -> Option<String> {
    let name = item["path"].as_str()?.rsplit('/').next()?;
    let choices: Vec<&str> = item["choices"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    Some(match name {
        "visit_date" => today.to_owned(),
        "next_contact" => next.to_owned(),
        "contact_result" => "met".to_owned(),
        "notice_given" | "agrees_today" | "private_talk" => "yes".to_owned(),
        "safety_concern" | "referral_made" => "no".to_owned(),
        "person_words" | "worker_note" => format!("Synthetic text {}", random.next_u32()),
        "work_days" => "12".to_owned(),
        _ => (*choices.first()?).to_owned(),
    })
}

/// What the phone must still know after the next kill.
#[derive(Default)]
struct Known {
    /// Answers whose call returned.
    answers: BTreeMap<String, String>,
    /// The page that was shown last.
    page: Value,
    /// An answer that was on its way when the process died.
    on_its_way: Option<(String, String)>,
    /// Whether going to the next page was on its way.
    moving: bool,
    /// Whether the draft was begun, in a call that returned.
    begun: bool,
    /// Check-ins whose finish returned.
    finished: usize,
    /// Whether a finish or start was on its way.
    unsure: bool,
}

impl Known {
    fn took(&mut self, page: Value) {
        for item in page["items"].as_array().into_iter().flatten() {
            if let (Some(path), Some(answer)) = (item["path"].as_str(), item["answer"].as_str()) {
                self.answers.insert(path.to_owned(), answer.to_owned());
            }
        }
        self.page = page;
    }

    /// Compares an opened phone with what must be there; gives the page to go on with.
    fn compare(&mut self, worker: &mut Worker, case: &str) -> Option<Value> {
        let outbox = worker.call("outbox")?;
        let rows = outbox["rows"].as_array().unwrap().len();
        assert!(
            rows == self.finished || (self.unsure && rows == self.finished + 1),
            "{rows} of {}",
            self.finished
        );
        let day = worker.call("day")?;
        let draft = day["rows"][0]["draft"] == true;
        if rows > self.finished || (self.unsure && !self.begun) {
            // a finish or a start was on its way: it happened whole or not at all
            if rows > self.finished {
                assert!(!draft, "a finished check-in leaves no draft");
                (self.finished, self.begun) = (rows, false);
            } else {
                self.begun = draft;
            }
            self.answers.clear();
            self.page = Value::Null;
        }
        self.unsure = false;
        assert_eq!(
            draft, self.begun,
            "the draft of a call that returned is there"
        );
        if !draft {
            return Some(Value::Null);
        }
        let page = worker.call(&format!("resume {case}"))?;
        let known = |at: &str| self.page[at].as_u64();
        if let (Some(before), Some(after)) = (known("index"), page["index"].as_u64()) {
            let moved = self.moving && after >= before;
            let path = |page: &Value| page["items"][0]["path"].clone();
            assert!(
                path(&page) == path(&self.page) || moved,
                "opened at {page}, was at {}",
                self.page
            );
        }
        let summary = worker.call("summary")?;
        let shown: BTreeMap<&str, &str> = summary["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|row| Some((row["path"].as_str()?, row["answer"].as_str()?)))
            .collect();
        for (path, answer) in &self.answers {
            let late = self.on_its_way.as_ref().filter(|(of, _)| of == path);
            let kept = shown.get(path.as_str()).copied().unwrap_or_default();
            if answer.starts_with("Synthetic text") && late.is_none() {
                assert_eq!(kept, answer, "{path}");
            } else {
                assert_eq!(
                    kept.is_empty() && late.is_none(),
                    answer.is_empty() && late.is_none(),
                    "{path}: {kept:?}, was {answer:?}"
                );
            }
        }
        (self.on_its_way, self.moving) = (None, false);
        self.took(page.clone());
        Some(page)
    }
}

/// Goes on filling until the process is gone.
fn work(
    worker: &mut Worker,
    known: &mut Known,
    case: &str,
    dates: (&str, &str),
    random: &mut ChaCha8Rng,
) -> Option<()> {
    let mut page = known.compare(worker, case)?;
    loop {
        if page.is_null() {
            known.unsure = true;
            page = worker.call(&format!("start {case}"))?;
            (known.begun, known.unsure) = (true, false);
            known.took(page.clone());
        }
        if page["step"] == "End" {
            known.unsure = true;
            let done = worker.call("finish")?;
            assert_eq!(done["done"], true, "{done}");
            known.finished += 1;
            (known.begun, known.unsure) = (false, false);
            known.answers.clear();
            page = Value::Null;
            known.page = Value::Null;
            continue;
        }
        for item in page["items"].as_array().cloned().into_iter().flatten() {
            let path = item["path"].as_str().unwrap().to_owned();
            if item["answer"]
                .as_str()
                .is_some_and(|answer| !answer.is_empty())
            {
                continue;
            }
            let Some(value) = value(&item, dates.0, dates.1, random) else {
                continue;
            };
            known.on_its_way = Some((path.clone(), value.clone()));
            let after = worker.call(&format!("answer {path} {value}"))?;
            known.on_its_way = None;
            known.took(after);
        }
        known.moving = true;
        page = worker.call("next")?;
        known.moving = false;
        known.took(page.clone());
    }
}

/// A server process, a phone that was enrolled with it, and a case.
pub(crate) async fn enrolled(
    folder: &Path,
    seed: u64,
    phones: usize,
) -> (
    Process,
    Vec<(Phone, String, String)>,
    homeward::demo::institution::Institution,
    Arc<SettableClock>,
) {
    let now = Timestamp::now();
    let today = Offset::UTC.to_datetime(now).date();
    let institution = world::found(folder, today, seed).await;
    let process = Process::start(
        &folder.join("server"),
        &Port::reserve(),
        None,
        &folder.join("log"),
    );
    let clock = Arc::new(SettableClock::at_seconds(
        u64::try_from(now.as_second()).unwrap(),
    ));
    let mut supervisor =
        world::desk(&institution, clock.clone(), &process.url, "supervisor", 1).await;
    let mut officer = world::desk(&institution, clock.clone(), &process.url, "officer", 2).await;
    let mut made = Vec::new();
    for number in 0..phones {
        let at = i64::try_from(clock.now_seconds()).unwrap();
        let phone = Phone::open(
            &folder.join(format!("phone{number}")),
            at,
            seed + 10 + number as u64,
        )
        .unwrap();
        let label = format!("Worker {}", number + 1);
        phone
            .enrol(
                &mut supervisor,
                &process.url,
                &label,
                institution.workers[number],
            )
            .await
            .unwrap();
        let (tag, reference) = world::case(&institution, &mut officer, number, today).await;
        phone.sync().await.unwrap();
        made.push((phone, tag, reference));
    }
    (process, made, institution, clock)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_is_killed_keeps_every_saved_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (process, mut phones, _, _) = enrolled(folder.path(), 81, 1).await;
    let (phone, tag, _) = phones.remove(0);
    drop(phone);
    let today = Offset::UTC.to_datetime(Timestamp::now()).date();
    let next = today + jiff::Span::new().days(14);
    let (today, next) = (today.to_string(), next.to_string());
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let mut known = Known::default();
    let mut answered = 0;
    for round in 0..kills() {
        let mut worker = Worker::start(&folder.path().join("phone0"));
        // most rounds open the phone before the clock of the kill runs: else a busy machine would answer little
        let early = round % 4 == 0;
        let unlock = format!("unlock {PIN}");
        if !early {
            assert_eq!(worker.call(&unlock).unwrap()["opened"], true);
        }
        let after = Duration::from_millis(150 + u64::from(random.next_u32() % 400));
        let id = worker.child.id().to_string();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(after);
            let _ = Command::new("kill").args(["-9", &id]).status();
        });
        if !early || worker.call(&unlock).is_some() {
            work(&mut worker, &mut known, &tag, (&today, &next), &mut random);
        }
        killer.join().unwrap();
        worker.child.wait().unwrap();
        answered = answered.max(known.answers.len() + 40 * known.finished);
    }
    assert!(
        answered as u64 > kills() / 4,
        "hardly anything was answered: {answered}"
    );
    // what was finished is whole: it is sent, and the phone is still of use
    let mut worker = Worker::start(&folder.path().join("phone0"));
    worker.call(&format!("unlock {PIN}")).unwrap();
    known.compare(&mut worker, &tag).unwrap();
    let report = worker.call("sync").unwrap();
    assert_eq!(
        (&report["complete"], &report["waiting"]),
        (&true.into(), &0.into()),
        "{report}"
    );
    assert_eq!(report["sent"], known.finished);
    worker.child.kill().unwrap();
    worker.child.wait().unwrap();
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_kills_while_the_right_pin_is_checked_destroy_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    let (process, mut phones, _, _) = enrolled(folder.path(), 83, 1).await;
    let (phone, tag, _) = phones.remove(0);
    phone.app.start_checkin(&tag, None).map_err(said).unwrap();
    drop(phone);
    let folder = folder.path().join("phone0");
    let unlock = format!("unlock {PIN}");
    let mut worker = Worker::start(&folder);
    let began = std::time::Instant::now();
    assert_eq!(worker.call(&unlock).unwrap()["opened"], true);
    let whole = began.elapsed();
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut interrupted = 0;
    for _ in 0..150 {
        worker.child.kill().unwrap();
        worker.child.wait().unwrap();
        worker = Worker::start(&folder);
        let start = worker.call("start-screen").unwrap();
        assert_eq!(start["screen"], "Unlock", "{start}");
        assert!(start["tries_left"].as_u64() >= Some(9), "{start}");
        if interrupted == 30 {
            break;
        }
        writeln!(worker.into, "{unlock}").unwrap();
        let part = f64::from(random.next_u32() % 75) / 100.0;
        std::thread::sleep(whole.mul_f64(part));
        worker.child.kill().unwrap();
        let mut told = String::new();
        interrupted += usize::from(worker.out.read_line(&mut told).unwrap() == 0);
    }
    assert_eq!(interrupted, 30, "tries that were killed before they ended");
    assert_eq!(worker.call(&unlock).unwrap()["opened"], true);
    assert_eq!(worker.call("day").unwrap()["rows"][0]["draft"], true);
    worker.child.kill().unwrap();
    worker.child.wait().unwrap();
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_keeps_every_receipted_check_in() {
    let folder = tempfile::tempdir().unwrap();
    let (mut process, phones, institution, clock) = enrolled(folder.path(), 82, 2).await;
    let (data, log, port) = (
        folder.path().join("server"),
        folder.path().join("log"),
        process.port.clone(),
    );
    let today = Offset::UTC.to_datetime(Timestamp::now()).date();
    let mut random = ChaCha8Rng::seed_from_u64(6);
    let mut receipted: BTreeMap<String, String> = BTreeMap::new();
    let mut cut = 0;
    for round in 0..kills() {
        for (number, (phone, tag, reference)) in phones.iter().enumerate() {
            let mut person = homeward::demo::person::Person::new(round * 2 + number as u64);
            let answers = person.contact(reference, today, 40, 2).answers();
            assert!(
                phone
                    .app
                    .whole_checkin(tag, None, &answers)
                    .map_err(said)
                    .unwrap()
                    .done
            );
        }
        let after = Duration::from_millis(u64::from(random.next_u32() % 60));
        let killing = tokio::task::spawn_blocking(move || {
            std::thread::sleep(after);
            process.kill();
        });
        let (one, two) = tokio::join!(
            phones[0].0.app.sync_now(None),
            phones[1].0.app.sync_now(None)
        );
        cut += [one, two]
            .into_iter()
            .filter(|report| !report.as_ref().unwrap().complete)
            .count();
        killing.await.unwrap();
        for (phone, ..) in &phones {
            for row in phone.app.outbox().map_err(said).unwrap().rows {
                if row.state == OutboxState::Sent {
                    let before = receipted
                        .entry(row.record_id)
                        .or_insert_with(|| row.receipt.clone());
                    assert_eq!(*before, row.receipt, "a receipt stays as it was");
                }
            }
        }
        process = Process::start(&data, &port, None, &log);
    }
    assert!(
        cut as u64 > kills() / 10,
        "the server was hardly ever killed while phones sent: {cut}"
    );
    for (phone, ..) in &phones {
        phone.sync().await.unwrap();
    }
    let mut officer = world::desk(&institution, clock, &process.url, "officer", 3).await;
    let rows = officer.queue().await.unwrap();
    let all = usize::try_from(kills()).unwrap() * 2;
    assert_eq!(rows.len(), all, "every check-in, once");
    assert!(rows.iter().all(|row| row["gap"] == false));
    let there: std::collections::BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row["record"]["id"].as_str())
        .collect();
    assert!(
        receipted.keys().all(|id| there.contains(id.as_str())),
        "a receipted check-in is not there"
    );
    process.kill();
    let chains = verify_chains(&data, None).unwrap();
    assert!(
        matches!(chains.audit, ChainCheck::Whole { .. }),
        "{chains:?}"
    );
    assert!(
        matches!(chains.receipts, ChainCheck::Whole { n, .. } if n == all as u64),
        "{chains:?}"
    );
}
