//! What else goes wrong: no server, no space, a wrong clock, wrong secrets, hostile answers. The check-in
//! stays, and the screen says what is the matter.

use homeward::demo::phone::{PIN, said};
use homeward_app::screen::{OutboxState, StartScreen, SyncState};
use homeward_journey::{World, contact};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::kills::enrolled;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_there_or_has_no_space() {
    let mut world = World::new(71).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    world.stop().await;
    let report = phone.app.sync_now(None).await.map_err(said).unwrap();
    assert_eq!(
        (report.complete, report.code.as_str(), report.waiting),
        (false, "HW-601", 1)
    );
    let day = phone.app.day_list().map_err(said).unwrap();
    assert_eq!(day.sync.state, SyncState::Failed);
    assert!(
        day.sync.sentence.contains("didn't answer. Nothing is lost"),
        "{}",
        day.sync.sentence
    );

    // the database may not grow beyond what it has
    let size = std::fs::read_dir(world.data()).unwrap().flatten();
    let size = size
        .filter_map(|file| file.metadata().ok().filter(|m| m.is_file()))
        .map(|m| m.len())
        .max()
        .unwrap();
    let pages = u32::try_from(size / 4096).unwrap();
    world
        .start(|config| config.max_database_pages = Some(pages + 8))
        .await;
    let mut kept = 0;
    let mut full = None;
    for number in 2..40 {
        let report = phone.app.sync_now(None).await.map_err(said).unwrap();
        kept += report.sent;
        if !report.complete {
            full = Some(report);
            break;
        }
        world.fill(&phone, &tag, &contact(&reference, number));
    }
    let full = full.expect("a database that cannot grow takes no 38 records");
    assert_eq!((full.code.as_str(), full.sent), ("HW-501", 0), "{full:?}");
    assert!(full.waiting >= 1);
    let outbox = phone.app.outbox().map_err(said).unwrap();
    assert!(
        outbox.sentence.contains("no space left. Nothing is lost"),
        "{}",
        outbox.sentence
    );
    assert_ne!(outbox.rows[0].state, OutboxState::Sent);

    // more space: what waited is sent, once
    world.start(|_| ()).await;
    let waited = full.waiting;
    assert_eq!(phone.sync().await.unwrap(), waited);
    let outbox = phone.app.outbox().map_err(said).unwrap();
    assert!(outbox.rows.iter().all(|row| row.state == OutboxState::Sent));
    assert_eq!(u32::try_from(outbox.rows.len()).unwrap(), kept + waited);
    let mut officer = world.desk(&world.url(), "officer", 2).await;
    assert_eq!(officer.queue().await.unwrap().len(), outbox.rows.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_wrong_by_a_year() {
    // servers tell the system's time, so this one is a process of its own
    let folder = tempfile::tempdir().unwrap();
    let (process, mut phones, _, _) = enrolled(folder.path(), 72, 1).await;
    let (phone, tag, reference) = phones.remove(0);
    let now = homeward_app::Clock::now(&*phone.clock);
    let mut answers = contact(&reference, 1);
    let day = now.date();
    answers.insert("visit_date".to_owned(), day.to_string().into());
    answers.insert(
        "next_contact".to_owned(),
        (day + jiff::Span::new().days(14)).to_string().into(),
    );
    let finish = phone
        .app
        .whole_checkin(&tag, None, &answers)
        .map_err(said)
        .unwrap();
    assert!(finish.done, "{finish:?}");
    assert_eq!(phone.app.day_list().map_err(said).unwrap().notice, "");
    phone.clock.set(now.timestamp.as_second() - 365 * 86_400);
    assert_eq!(
        phone.sync().await.unwrap(),
        1,
        "a wrong clock keeps nothing from being sent"
    );
    let day = phone.app.day_list().map_err(said).unwrap();
    assert!(
        day.notice.contains("date of this phone may be wrong"),
        "{}",
        day.notice
    );
    assert_eq!(
        phone.app.outbox().map_err(said).unwrap().rows[0].state,
        OutboxState::Sent
    );
    assert_eq!(day.rows.len(), 1, "a jump of the clock destroys nothing");
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_wrong_pins() {
    let world = World::new(73).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.app.start_checkin(&tag, None).map_err(said).unwrap();
    assert!(phone.app.day_list().map_err(said).unwrap().rows[0].draft);
    phone.app.lock();
    for left in (1..10).rev() {
        let wrong = phone.app.unlock("000000").map_err(said).unwrap();
        assert_eq!((wrong.opened, wrong.tries_left), (false, left));
        let number = if left == 1 {
            "One try".to_owned()
        } else {
            left.to_string()
        };
        assert!(wrong.sentence.contains(&number), "{}", wrong.sentence);
    }
    let tenth = phone.app.unlock("000000").map_err(said).unwrap();
    assert_eq!(
        (tenth.opened, tenth.tries_left, tenth.screen),
        (false, 0, StartScreen::Destroyed)
    );
    assert!(tenth.sentence.contains("destroyed"), "{}", tenth.sentence);
    drop(phone);
    let phone = world.start_phone(0);
    assert_eq!(
        phone.app.start().map_err(said).unwrap().screen,
        StartScreen::Destroyed
    );
    if let Ok(unlock) = phone.app.unlock(PIN) {
        assert!(!unlock.opened, "the right PIN opens nothing any more");
    }
    assert!(phone.app.resume(&tag).is_err(), "the draft is gone");
    assert_eq!(
        phone.sync().await.unwrap(),
        1,
        "what was finished is still sent"
    );
    assert_eq!(officer.queue().await.unwrap().len(), 1);
}

/// Everything of an answer but the date: status, headers and body.
async fn told(response: reqwest::Response) -> (StatusCode, Vec<(String, String)>, String) {
    let status = response.status();
    let headers = response
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date");
    let headers = headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    (status, headers, response.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_passphrase_and_an_unknown_user_are_answered_alike() {
    let world = World::new(74).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut answers = Vec::new();
    for user in ["officer", "nobody-of-that-name"] {
        let post = async |path: &str, body: &Value| {
            let url = format!("{}/api/v1/{path}", world.url());
            let request = client.post(url).header("content-type", "application/json");
            told(request.body(body.to_string()).send().await.unwrap()).await
        };
        let start = post("session/start", &json!({ "user": user })).await;
        let mut text: Value = serde_json::from_str(&start.2).unwrap();
        // 64 bytes that are no signature of this nonce
        let wrong = json!({ "user": user, "nonce": text["nonce"], "signature": "A".repeat(86) });
        let session = post("session", &wrong).await;
        assert_eq!(session.0, StatusCode::UNAUTHORIZED);
        assert!(session.2.contains("HW-110"), "{}", session.2);
        let nonce = text["nonce"].take();
        answers.push((
            start.0,
            start.1,
            text,
            nonce.as_str().unwrap().len(),
            session,
        ));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_answers_of_a_sync() {
    let world = World::new(75).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.gateway.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    let before = phone.app.day_list().map_err(said).unwrap().rows;
    let nested = [vec![0x81; 200_000], vec![0]].concat();
    let claims_much = vec![
        0xa1, 0x00, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    ];
    let bodies: [(&str, u16, Vec<u8>); 10] = [
        ("empty", 200, Vec::new()),
        (
            "a page",
            200,
            b"<html>Sign in to the network</html>".to_vec(),
        ),
        (
            "garbage",
            200,
            (0..5000_u32).map(|n| (n * 97 % 251) as u8).collect(),
        ),
        ("deep", 200, nested),
        ("claims much", 200, claims_much),
        ("huge", 200, vec![0xa0; 9 << 20]),
        ("an empty map", 200, vec![0xa0]),
        ("moved", 302, Vec::new()),
        ("refused without a code", 400, b"no".to_vec()),
        ("broken", 500, vec![0xff; 100]),
    ];
    let unharmed = |name: &str, report: &homeward_app::screen::SyncReport| {
        assert!(!report.complete, "{name}: {report:?}");
        assert!(
            report.code.starts_with("HW-") && !report.sentence.is_empty(),
            "{name}: {report:?}"
        );
        assert_eq!(
            phone.app.day_list().map_err(said).unwrap().rows,
            before,
            "{name}"
        );
        let outbox = phone.app.outbox().map_err(said).unwrap();
        assert_eq!(outbox.rows.len(), 1, "{name}");
        assert!(
            outbox.sentence.contains("Nothing is lost")
                || outbox.sentence.contains("still on this phone"),
            "{name}: {}",
            outbox.sentence
        );
    };
    // push before pull: a lie about what comes down keeps nothing from going up
    for route in [
        "device/session/start",
        "device/session",
        "sync/push",
        "sync/pull",
    ] {
        for (kind, status, body) in &bodies {
            world.gateway.answer_instead(route, *status, body.clone());
            let report = phone.app.sync_now(None).await.map_err(said).unwrap();
            unharmed(&format!("{route}: {kind}"), &report);
            world.gateway.be_honest();
        }
        // the true answer, truncated at many places, or with something after it
        for part in 0..10 {
            world.gateway.change_answer(route, move |mut body| {
                match part {
                    0 => body.push(0),
                    _ => body.truncate(body.len() * part / 10),
                }
                body
            });
            let report = phone.app.sync_now(None).await.map_err(said).unwrap();
            unharmed(&format!("{route}: truncated {part}"), &report);
            world.gateway.be_honest();
        }
    }
    assert!(
        phone
            .app
            .sync_now(None)
            .await
            .map_err(said)
            .unwrap()
            .complete
    );
    let outbox = phone.app.outbox().map_err(said).unwrap();
    assert_eq!(
        (outbox.rows.len(), outbox.rows[0].state),
        (1, OutboxState::Sent)
    );
    assert_eq!(officer.queue().await.unwrap().len(), 1);
}
