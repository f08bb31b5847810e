//! The whole way of one check-in over a server that is a process of its own: enrolled, filled, cut off,
//! sent, returned, corrected, read; then everything that the server wrote is searched.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use homeward::demo::phone::{PIN, Phone, said};
use homeward::store::{ChainCheck, verify_chains};
use homeward::{Clock as _, SettableClock};
use homeward_app::screen::{OutboxState, QuestionKind, QuestionScreen, StepKind};
use homeward_journey::{Port, Process, binary, world};
use jiff::{Timestamp, ToSpan as _, tz::Offset};

/// Texts that only phone and case team may read; each names a synthetic person.
const WORDS: &str = "Synthetic words: Bardhyl Primerovski hopes for work at the bakery";
const NOTE: &str = "Synthetic note: Bardhyl Primerovski came late and was glad";
const CONCERN: &str = "Synthetic concern: Bardhyl Primerovski is afraid of a neighbour";
const COMMENT: &str = "Synthetic comment: ask Bardhyl Primerovski about the three months";
const CORRECTED: &str = "Synthetic correction: Bardhyl Primerovski starts on Monday";
const AGREED: &str = "Synthetic agreement: visit Bardhyl Primerovski at the centre";
const NAME: &str = "Primerovski";

/// The bytes of a text as they could lie on a disk: plain, UTF-16, hex, and base64 at each alignment.
fn disguises(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let wide = |swap: bool| {
        let bytes = |unit: &u16| {
            if swap {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.iter().flat_map(bytes).collect::<Vec<u8>>()
    };
    let mut found = vec![
        ("plain", text.as_bytes().to_vec()),
        ("UTF-16", wide(false)),
        ("UTF-16, big end first", wide(true)),
        ("hex", hex::encode(text).into_bytes()),
        ("hex, upper case", hex::encode_upper(text).into_bytes()),
    ];
    for skipped in 0..3 {
        let rest = &text.as_bytes()[skipped..];
        let whole = &rest[..rest.len() / 3 * 3];
        found.push(("base64", STANDARD_NO_PAD.encode(whole).into_bytes()));
        found.push(("base64url", URL_SAFE_NO_PAD.encode(whole).into_bytes()));
    }
    found
}

fn contains(content: &[u8], needle: &[u8]) -> bool {
    content.windows(needle.len()).any(|window| window == needle)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Answers a page: texts that are searched for later, a danger, and the first choice elsewhere.
fn answer(phone: &Phone, screen: &QuestionScreen, today: jiff::civil::Date) -> QuestionScreen {
    let mut shown = screen.clone();
    for item in &screen.items {
        // an answer before may have taken this question away
        if !shown.items.iter().any(|one| one.path == item.path) {
            continue;
        }
        if item.readonly || !item.answer.is_empty() {
            continue;
        }
        let name = item.path.rsplit('/').next().unwrap_or_default();
        let value = match (name, item.kind) {
            ("person_words", _) => WORDS.to_owned(),
            ("worker_note", _) => NOTE.to_owned(),
            ("concern_text", _) => CONCERN.to_owned(),
            ("visit_date", _) => today.to_string(),
            ("next_contact", _) => (today + 14.days()).to_string(),
            ("stage", _) => "m2_3".to_owned(),
            ("safety_concern", _) => "now".to_owned(),
            ("acc_secure", _) => "no".to_owned(),
            ("concern_told", _) => "emergency".to_owned(),
            (_, QuestionKind::SelectOne | QuestionKind::SelectMultiple) => item
                .choices
                .first()
                .map(|choice| choice.value.clone())
                .unwrap_or_default(),
            _ => continue,
        };
        shown = phone.app.answer(&item.path, &value).map_err(said).unwrap();
    }
    phone.app.next().map_err(said).unwrap()
}

fn to_the_end(phone: &Phone, mut screen: QuestionScreen, today: jiff::civil::Date) {
    for _ in 0..200 {
        if screen.step == StepKind::End {
            return;
        }
        screen = answer(phone, &screen, today);
    }
    panic!("the form does not end");
}

#[test]
fn the_search_finds_what_it_looks_for() {
    for (name, bytes) in disguises(NOTE) {
        assert!(
            contains(&[b"x", &bytes[..], b"y"].concat(), &bytes),
            "{name}"
        );
    }
    let wrapped = |before: &str| STANDARD_NO_PAD.encode(format!("{before}{NOTE}, and more"));
    for before in ["", "a", "ab", "abc"] {
        let text = wrapped(before);
        let hits = disguises(NOTE)
            .iter()
            .filter(|(_, bytes)| contains(text.as_bytes(), bytes))
            .count();
        assert!(hits > 0, "base64 after {before:?} is not found");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_way_over_a_real_server_leaves_nothing_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let now = Timestamp::now();
    let today = Offset::UTC.to_datetime(now).date();
    let institution = world::found(folder.path(), today, 61).await;
    let (data, log) = (folder.path().join("server"), folder.path().join("log"));
    let process = Process::start(&data, &Port::reserve(), None, &log);
    let seconds = u64::try_from(now.as_second()).unwrap();
    let clock = Arc::new(SettableClock::at_seconds(seconds));
    let at = i64::try_from(clock.now_seconds()).unwrap();
    let line = process.url.clone();

    // enrolled, digits compared; a case
    let mut supervisor = world::desk(&institution, clock.clone(), &line, "supervisor", 1).await;
    let phone_folder = folder.path().join("phone");
    let phone = Phone::open(&phone_folder, at, 11).unwrap();
    let digits = phone
        .enrol(&mut supervisor, &line, "Worker 1", institution.workers[0])
        .await
        .unwrap();
    assert_eq!(digits.split(' ').count(), 6);
    let mut officer = world::desk(&institution, clock.clone(), &line, "officer", 2).await;
    let (tag, reference) = world::case(&institution, &mut officer, 0, today).await;
    phone.sync().await.unwrap();
    assert_eq!(
        phone.app.day_list().map_err(said).unwrap().rows[0].reference,
        reference
    );

    // filled offline, stopped in the middle, opened at the same page
    phone.app.set_work_offline(true).map_err(said).unwrap();
    let mut screen = phone.app.start_checkin(&tag, None).map_err(said).unwrap();
    for _ in 0..12 {
        screen = answer(&phone, &screen, today);
    }
    drop(phone);
    let phone = Phone::open(&phone_folder, at, 12).unwrap();
    assert!(phone.app.unlock(PIN).map_err(said).unwrap().opened);
    assert_eq!(phone.app.resume(&tag).map_err(said).unwrap(), screen);
    to_the_end(&phone, screen, today);
    let finish = phone.app.finish().map_err(said).unwrap();
    assert!(finish.done && finish.emergency.is_some(), "{finish:?}");
    assert_eq!(
        phone.app.outbox().map_err(said).unwrap().rows[0].state,
        OutboxState::Saved
    );
    phone.app.set_work_offline(false).map_err(said).unwrap();

    // the server is killed and comes back; then the check-in is sent
    let port = process.port.clone();
    process.kill();
    let report = phone.app.sync_now(None).await.map_err(said).unwrap();
    assert_eq!((report.code.as_str(), report.waiting), ("HW-601", 1));
    let process = Process::start(&data, &port, None, &log);
    assert_eq!(phone.sync().await.unwrap(), 1);
    let sent = phone.app.outbox().map_err(said).unwrap().rows.remove(0);
    assert!(
        sent.state == OutboxState::Sent && sent.receipt.contains('1'),
        "{sent:?}"
    );

    // read, returned with a comment, corrected, compared
    let mut officer = world::desk(&institution, clock.clone(), &line, "officer", 3).await;
    let row = officer.queue().await.unwrap().remove(0);
    assert_eq!(row["reference"], reference);
    let opened = officer.open(&row, "mk").await.unwrap();
    let lines = opened["lines"].as_array().unwrap();
    for text in [WORDS, NOTE, CONCERN] {
        assert!(
            lines.iter().any(|line| line["answer"] == text),
            "{text} did not arrive"
        );
    }
    let of_words = lines.iter().find(|line| line["answer"] == WORDS).unwrap();
    let path = of_words["path"].as_str().unwrap();
    officer
        .send_back(&row["record"], path, COMMENT)
        .await
        .unwrap();
    phone.sync().await.unwrap();
    assert!(phone.app.day_list().map_err(said).unwrap().rows[0].correction);
    let returned = phone
        .app
        .corrections()
        .map_err(said)
        .unwrap()
        .rows
        .remove(0);
    assert_eq!(returned.comment, COMMENT);
    let screen = phone
        .app
        .open_correction(&returned.return_id)
        .map_err(said)
        .unwrap();
    assert_eq!(
        (
            screen.items[0].path.as_str(),
            screen.items[0].answer.as_str()
        ),
        (path, WORDS)
    );
    let screen = phone.app.answer(path, CORRECTED).map_err(said).unwrap();
    to_the_end(&phone, screen, today);
    assert!(phone.app.finish().map_err(said).unwrap().done);
    assert_eq!(phone.sync().await.unwrap(), 1);
    let rows = officer.queue().await.unwrap();
    assert_eq!(rows.len(), 2, "both versions are kept");
    let row = rows.iter().find(|row| row["correction"] == true).unwrap();
    let opened = officer.open(row, "en").await.unwrap();
    let changes = opened["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(
        (&changes[0]["old"], &changes[0]["new"]),
        (&WORDS.into(), &CORRECTED.into())
    );
    officer.change_state(&row["record"], 1, None).await.unwrap();
    officer
        .change_state(&row["record"], 2, Some(AGREED))
        .await
        .unwrap();
    phone.sync().await.unwrap();
    let outbox = phone.app.outbox().map_err(said).unwrap();
    assert!(
        outbox
            .rows
            .iter()
            .any(|row| row.correction && row.state == OutboxState::Read),
        "{outbox:?}"
    );

    // a backup while the server works; then everything that it wrote is searched, WAL and log included
    let backup = folder.path().join("backup.sqlite");
    let status = Command::new(binary("homeward"))
        .args(["backup", "--data"])
        .arg(&data)
        .arg(&backup)
        .status();
    assert!(status.unwrap().success());
    let mut written = vec![backup, log];
    files(&data, &mut written);
    assert!(
        written
            .iter()
            .any(|path| path.to_string_lossy().ends_with("-wal")),
        "{written:?}"
    );
    let mut bytes = 0;
    for path in &written {
        let content = std::fs::read(path).unwrap();
        bytes += content.len();
        for text in [
            WORDS, NOTE, CONCERN, COMMENT, CORRECTED, AGREED, NAME, &reference,
        ] {
            for (disguise, needle) in disguises(text) {
                assert!(
                    !contains(&content, &needle),
                    "{} holds {text:?} ({disguise})",
                    path.display()
                );
            }
        }
    }
    assert!(bytes > 100_000, "only {bytes} bytes were searched");
    process.kill();
    let chains = verify_chains(&data, None).unwrap();
    assert!(
        matches!(chains.audit, ChainCheck::Whole { n, .. } if n > 5),
        "{chains:?}"
    );
    assert!(
        matches!(chains.receipts, ChainCheck::Whole { n: 2, .. }),
        "{chains:?}"
    );
}
