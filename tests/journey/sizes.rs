//! What the line tells by its sizes: nothing about what was said.

use homeward_journey::{DAY, World, world::refusal, world::seconds};
use homeward_protocol::sync::Push;
use homeward_seal::Cbor as _;
use serde_json::{Map, Value, json};

/// The longest talk that the form knows, with long texts and a referral.
fn full(reference: &str, safety: &str) -> Map<String, Value> {
    let mut answers = refusal(reference);
    let text =
        "Synthetic words, many of them, about work, a room of one's own and the family. ".repeat(3);
    let more = json!({
        "agrees_today": "yes", "private_talk": "yes", "acc_type": "shelter", "acc_secure": "no",
        "acc_problems": "cost notice", "work_status": "informal", "work_days": "12", "work_barriers": "record stigma",
        "docs_missing": "id health_ins", "basic_needs": "rarely", "family_contact": "strained",
        "trusted_person": "unsure", "health_access": "partly", "wellbeing": "poor", "substance_support": "yes",
        "welcome": "mixed", "stigma": "job insults", "activities": "sport", "safety_concern": safety,
        "person_words": text, "worker_note": text, "read_back": "yes", "worker_support": "yes",
    });
    answers.extend(more.as_object().unwrap().clone());
    if safety == "now" {
        let danger = json!({ "concern_text": text, "concern_told": "emergency csw", "concern_kind": "violence_against" });
        answers.extend(danger.as_object().unwrap().clone());
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_a_full_check_in_and_a_danger_report_look_alike_on_the_line() {
    let world = World::new(31).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;

    // through the gateway: the body of each push
    let phone = world.phone(&world.gateway.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    let kinds = [
        ("refusal", refusal(&reference)),
        ("full", full(&reference, "no")),
        ("danger", full(&reference, "now")),
    ];
    let mut bodies = Vec::new();
    for (number, (_, answers)) in kinds.iter().enumerate() {
        phone.clock.set(seconds(DAY, 9) + number as i64);
        world.fill(&phone, &tag, answers);
        assert_eq!(phone.sync().await.unwrap(), 1);
        let body = world.gateway.seen("sync/push").request;
        let push = Push::from_cbor(&body).unwrap();
        assert_eq!((push.items.len(), push.items[0].tallies.len()), (1, 2));
        bodies.push(body.len());
    }
    assert_eq!(bodies[0], bodies[1], "a refusal and a full check-in");
    assert_eq!(bodies[0], bodies[2], "a refusal and a danger report");
    assert!(
        bodies[0] <= 6 * 1024,
        "a sealed check-in with its tallies has {} bytes",
        bodies[0]
    );

    // through the proxy: every byte of the whole exchange, both ways
    let phone = world.phone(&world.proxy.url(), 1).await;
    let (tag, reference) = world.case(&mut officer, &phone, 1).await;
    phone.sync().await.unwrap();
    let mut passed = Vec::new();
    for (number, kind) in ["first", "refusal", "full", "danger"]
        .into_iter()
        .enumerate()
    {
        phone.clock.set(seconds(DAY, 10) + number as i64);
        let answers = match kind {
            "refusal" => refusal(&reference),
            "danger" => full(&reference, "now"),
            _ => full(&reference, "no"),
        };
        world.fill(&phone, &tag, &answers);
        let before = world.proxy.passed();
        assert_eq!(phone.sync().await.unwrap(), 1);
        let after = world.proxy.passed();
        // the first one of a case comes before the phone has any receipt to name
        if kind != "first" {
            passed.push((after.0 - before.0, after.1 - before.1));
        }
    }
    assert_eq!(passed[0], passed[1], "a refusal and a full check-in");
    assert_eq!(passed[0], passed[2], "a refusal and a danger report");
}

/// Most bytes, both ways, of a phone's first sync with as many cases as a worker may have.
const FIRST_SYNC_MOST: u64 = 300 * 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_sync_of_sixty_cases_is_small_and_so_is_what_a_page_gets() {
    let world = World::new(32).await;
    let mut officer = world.desk(&world.gateway.url(), "officer", 1).await;
    let phone = world.phone(&world.proxy.url(), 0).await;
    let mut made = Vec::new();
    for _ in 0..60 {
        // the desk looks at the directory before each, so that each names a head of its own
        let case = homeward_journey::world::case(&world.institution, &mut officer, 0, DAY).await;
        made.push(case);
    }
    let before = world.proxy.passed();
    phone.sync().await.unwrap();
    let after = world.proxy.passed();
    assert_eq!(phone.app.day_list().unwrap().rows.len(), 60);
    let (up, down) = (after.0 - before.0, after.1 - before.1);
    println!("first sync of 60 cases: {up} bytes up, {down} bytes down");
    assert!(up + down <= FIRST_SYNC_MOST, "{up} up, {down} down");

    let (tag, reference) = &made[0];
    world.fill(&phone, tag, &refusal(reference));
    phone.sync().await.unwrap();
    let row = officer.queue().await.unwrap().remove(0);
    officer.open(&row, "en").await.unwrap();
    let id = |name: &str| row["record"][name].as_str().unwrap().to_owned();
    let path = format!("records/{}/{}", id("id"), id("digest"));
    let answer = world.gateway.seen(&path).answer.len();
    let list = world.gateway.seen("cases").answer.len();
    println!("a check-in's answer: {answer} bytes; sixty cases: {list} bytes");
    assert!(
        answer <= 8 * 1024,
        "a check-in comes to the page in {answer} bytes"
    );
}
