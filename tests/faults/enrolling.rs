//! Connecting a phone when something goes wrong: the network is switched off, an answer is lost, the server
//! shows another log, or an earlier connection has something to send.

use homeward::demo::Browser;
use homeward::demo::phone::{PIN, Phone, said};
use homeward::keyfile::ServerKeys;
use homeward_app::ApiError;
use homeward_app::screen::{Enrolment, EnrolmentStep, OutboxState, StartScreen};
use homeward_journey::{World, contact};
use homeward_protocol::{B64, Hex, enrolment::Admitted};
use homeward_seal::{Digest, Head, Signed};
use homeward_vault::{FileKeyStore, Outbox, Secret};
use serde_json::{Value, json};

/// The text of a new invitation.
pub(crate) async fn invite(supervisor: &mut Browser, address: &str) -> String {
    supervisor.directory(json!({})).await.unwrap();
    let whom = json!({ "kind": "device", "label": "Synthetic phone", "address": address });
    let invitation = supervisor.desk("invite", whom).unwrap();
    supervisor
        .post("enrolments", &invitation["body"])
        .await
        .unwrap();
    invitation["text"].as_str().unwrap().to_owned()
}

async fn waiting(supervisor: &Browser) -> Vec<Value> {
    let all = supervisor.get("enrolments").await.unwrap();
    let all = all.as_array().unwrap().clone();
    all.into_iter()
        .filter(|one| one["state"] == "waiting")
        .collect()
}

/// What a supervisor does who does not compare: signs for the one that waits.
pub(crate) async fn sign(world: &World, supervisor: &mut Browser, worker: usize) -> String {
    let enrolment = waiting(supervisor).await.remove(0);
    let digits = supervisor
        .desk("digits", json!({ "enrolment": enrolment }))
        .unwrap();
    let groups: Vec<&str> = digits["groups"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let digits = groups.join(" ");
    let worker = Hex(world.institution.workers[worker]);
    let approve = json!({ "enrolment": enrolment, "digits": digits, "worker": worker });
    let approved = supervisor.desk("approve", approve).unwrap();
    for statement in approved["statements"].as_array().unwrap() {
        let body = json!({ "statement": statement });
        supervisor
            .post("directory/statements", &body)
            .await
            .unwrap();
    }
    digits
}

pub(crate) fn spoken(enrolment: Enrolment) -> String {
    assert_eq!(enrolment.step, EnrolmentStep::Waiting);
    enrolment.digits.unwrap().groups.join(" ")
}

pub(crate) fn code<T>(result: Result<T, ApiError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

/// The store of a phone, beside its application.
pub(crate) fn store(world: &World, number: usize) -> Outbox {
    let folder = world.phone_folder(number);
    let keys = FileKeyStore::open(folder.join("keys")).unwrap();
    Outbox::open(&folder, &keys, Secret::new([0; 32])).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_switched_off_network_and_a_lost_answer() {
    let world = World::new(81).await;
    let line = world.gateway.url();
    let mut supervisor = world.desk(&world.url(), "supervisor", 1).await;
    let phone = world.start_phone(0);
    phone.app.set_pin(PIN).map_err(said).unwrap();
    let text = invite(&mut supervisor, &line).await;

    phone.app.set_work_offline(true).map_err(said).unwrap();
    let error = phone.app.enrol("", &text).await.unwrap_err();
    assert_eq!(error.code, "HW-606");
    assert!(error.remedy.contains("Work offline"), "{}", error.remedy);
    assert!(waiting(&supervisor).await.is_empty(), "nothing was sent");
    phone.app.set_work_offline(false).map_err(said).unwrap();

    // the server let it in, and the answer never arrives; the phone dies
    world.gateway.change_answer("enrolments/admit", |mut body| {
        body.truncate(body.len() / 2);
        body
    });
    assert_eq!(code(phone.app.enrol("", &text).await), "HW-604");
    assert_eq!(waiting(&supervisor).await.len(), 1);
    world.gateway.be_honest();
    std::mem::forget(phone);
    let phone = world.start_phone(0);
    world.unlock(&phone);
    assert_eq!(
        phone.app.start().map_err(said).unwrap().screen,
        StartScreen::Enrol
    );
    let digits = spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    let again = spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    assert_eq!(again, digits, "the same once more");
    phone.app.set_work_offline(true).map_err(said).unwrap();
    assert_eq!(code(phone.app.enrolment_progress().await), "HW-606");
    phone.app.set_work_offline(false).map_err(said).unwrap();
    assert_eq!(
        waiting(&supervisor).await.len(),
        1,
        "one phone, one place in the queue"
    );
    assert_eq!(sign(&world, &mut supervisor, 0).await, digits);
    let done = phone.app.enrolment_progress().await.map_err(said).unwrap();
    assert_eq!(done.step, EnrolmentStep::Done);

    // another phone with the same invitation gets nothing
    let thief = world.start_phone(1);
    thief.app.set_pin(PIN).map_err(said).unwrap();
    assert_eq!(code(thief.app.enrol("", &text).await), "HW-423");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_log_at_the_first_sync() {
    let world = World::new(82).await;
    let mut supervisor = world.desk(&world.url(), "supervisor", 1).await;
    let phone = world.start_phone(0);
    phone.app.set_pin(PIN).map_err(said).unwrap();
    let text = invite(&mut supervisor, &world.gateway.url()).await;
    let keys = ServerKeys::read(&world.data(), world.institution.tenant).unwrap();

    // a head that is older than the one in the picture
    let with_head = |change: fn(&mut Head)| {
        let log = keys.log.clone();
        world
            .gateway
            .change_answer("enrolments/admit", move |body| {
                let mut admitted: Admitted = serde_json::from_slice(&body).unwrap();
                let mut head = Signed::<Head>::parse(&admitted.head)
                    .unwrap()
                    .claims()
                    .unwrap();
                change(&mut head);
                admitted.head = B64(Signed::sign(&head, &log).bytes().to_vec());
                serde_json::to_vec(&admitted).unwrap()
            });
    };
    with_head(|head| head.size = 1);
    assert_eq!(code(phone.app.enrol("", &text).await), "HW-605");
    assert_eq!(
        phone.app.enrolment().map_err(said).unwrap().step,
        EnrolmentStep::Enter
    );

    // the head of another log, rightly signed by the same key
    with_head(|head| head.log_root = Digest([7; 32]));
    spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    world.gateway.be_honest();
    sign(&world, &mut supervisor, 0).await;
    let report = phone.app.sync_now(None).await.map_err(said).unwrap();
    assert_eq!(
        (report.complete, report.code.as_str()),
        (false, "HW-605"),
        "{report:?}"
    );
    assert!(
        report.sentence.contains("contradicts an earlier one"),
        "{}",
        report.sentence
    );
    let kept = store(&world, 0);
    for name in homeward_sync::EVIDENCE {
        let head = kept.value(name).unwrap().unwrap();
        assert!(Signed::<Head>::parse(&head).is_ok(), "{name}");
    }
    assert_ne!(
        phone.app.enrolment().map_err(said).unwrap().step,
        EnrolmentStep::Done
    );
}

/// Uses up the PIN and sets a new one: the vault is another, the outbox stays.
fn forget_pin(phone: &Phone) {
    phone.app.lock();
    for _ in 0..10 {
        phone.app.unlock("000000").map_err(said).unwrap();
    }
    assert_eq!(
        phone.app.start().map_err(said).unwrap().screen,
        StartScreen::Destroyed
    );
    phone.app.set_pin(PIN).map_err(said).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_connection_strands_nothing_of_the_earlier_one() {
    let mut world = World::new(83).await;
    let line = world.url();
    let mut supervisor = world.desk(&line, "supervisor", 1).await;
    let mut officer = world.desk(&line, "officer", 2).await;
    let phone = world.phone(&line, 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.sync().await.unwrap();
    world.fill(&phone, &tag, &contact(&reference, 2));
    world.fill(&phone, &tag, &contact(&reference, 3));
    let earlier = store(&world, 0).sealed().unwrap()[0].device;
    forget_pin(&phone);
    let text = invite(&mut supervisor, &line).await;

    // no server: nothing is connected anew, and what waits can still be sent by the old connection
    world.stop().await;
    let error = phone.app.enrol("", &text).await.unwrap_err();
    assert_eq!(error.code, "HW-424");
    assert!(
        error.sentence.contains("not sent yet"),
        "{}",
        error.sentence
    );
    let rows = phone.app.outbox().map_err(said).unwrap().rows;
    assert_eq!(
        rows.iter()
            .filter(|row| row.state == OutboxState::Sent)
            .count(),
        1
    );
    assert_eq!(
        store(&world, 0).value("device.id").unwrap().unwrap(),
        earlier
    );

    // with a server they are sent first, under the earlier device
    world.start(|_| ()).await;
    let digits = spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    let mut supervisor = world.desk(&line, "supervisor", 3).await;
    let mut officer = world.desk(&line, "officer", 4).await;
    let rows = phone.app.outbox().map_err(said).unwrap().rows;
    assert!(
        rows.iter().all(|row| row.state == OutboxState::Sent),
        "{rows:?}"
    );
    assert_eq!(officer.queue().await.unwrap().len(), 3);
    assert_eq!(sign(&world, &mut supervisor, 0).await, digits);
    let done = phone.app.enrolment_progress().await.map_err(said).unwrap();
    assert_eq!(done.step, EnrolmentStep::Done);
    let now = store(&world, 0).value("device.id").unwrap().unwrap();
    assert_ne!(now, earlier);

    // the new device begins at 1 after zeros, with its own numbers, in a case of its own
    let (tag, reference) = made_for(&world, &mut officer, &now).await;
    phone.sync().await.unwrap();
    world.fill(&phone, &tag, &contact(&reference, 4));
    phone.sync().await.unwrap();
    let outbox = store(&world, 0);
    let row = outbox.sealed().unwrap().remove(0);
    assert_eq!((&row.device[..], row.sequence), (&now[..], 1));
    assert_eq!(row.tally.unwrap().1, 1, "its own tally numbers");
    let bytes = outbox
        .sealed_bytes(row.record, row.digest)
        .unwrap()
        .unwrap();
    let record = homeward_seal::SealedRecord::parse(&bytes).unwrap();
    assert_eq!(record.header().previous, Digest::ZERO);
    let queue = officer.queue().await.unwrap();
    assert_eq!(queue.len(), 4);
    assert!(
        queue
            .iter()
            .all(|row| row["gap"] == false && row["flagged"] == false),
        "{queue:?}"
    );
}

/// A case whose writer is the phone that was connected last.
pub(crate) async fn made_for(
    world: &World,
    officer: &mut Browser,
    device: &[u8],
) -> (String, String) {
    officer.directory(json!({})).await.unwrap();
    let area = homeward::demo::settings::areas().next().unwrap();
    let case = json!({
        "team": Hex(world.institution.team), "members": [Hex(world.institution.officers[1])],
        "devices": [hex::encode(device)], "area": area, "release_date": "2026-02-04",
        "next_date": "2026-03-16", "language": "mk", "sex": "f",
    });
    officer.new_case(case).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_lost_all_gets_it_again_from_the_earlier_connection() {
    let world = World::new(84).await;
    let line = world.url();
    let mut supervisor = world.desk(&line, "supervisor", 1).await;
    let mut officer = world.desk(&line, "officer", 2).await;
    let phone = world.phone(&line, 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    let text = invite(&mut supervisor, &line).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    forget_pin(&phone);
    spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    sign(&world, &mut supervisor, 0).await;
    phone.app.enrolment_progress().await.map_err(said).unwrap();
    assert_eq!(
        store(&world, 0).senders().unwrap().len(),
        1,
        "its transport key is kept"
    );
    // what a pull from a restored backup does
    let outbox = store(&world, 0);
    let device = outbox.sealed().unwrap()[0].device;
    outbox.resend(&[device]).unwrap();
    assert_eq!(
        phone.sync().await.unwrap(),
        1,
        "sent again under the earlier device"
    );
    let rows = phone.app.outbox().map_err(said).unwrap().rows;
    assert_eq!((rows.len(), rows[0].state), (1, OutboxState::Sent));
    assert_eq!(officer.queue().await.unwrap().len(), 1, "and stored once");
}
