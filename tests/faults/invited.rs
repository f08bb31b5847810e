//! The directory head that an invitation names: the phone demands that the server's directory extends it, so
//! that it is shown the directory which the supervisor saw.

use std::sync::Arc;

use homeward::demo::Browser;
use homeward::demo::phone::{PIN, Phone, said};
use homeward::keyfile::ServerKeys;
use homeward::{Clock, Config, Running, SeededRandom};
use homeward_app::screen::EnrolmentStep;
use homeward_journey::{Gateway, Port, World, world};
use homeward_protocol::B64;
use homeward_protocol::sync::PullAnswer;
use homeward_seal::directory::SeenProof;
use homeward_seal::enrolment::EnrolmentQr;
use homeward_seal::{Bytes, Cbor as _, DirectoryView, Head, Signed};
use homeward_sync::{DIRECTORY, EVIDENCE, INVITED_AT};
use serde_json::json;

use crate::enrolling::{code, invite, sign, spoken, store};
use crate::folder::copy;

fn step(phone: &Phone) -> EnrolmentStep {
    phone.app.enrolment().map_err(said).unwrap().step
}

async fn enrol(phone: &Phone, address: &str, text: &str) -> String {
    spoken(phone.app.enrol(address, text).await.map_err(said).unwrap())
}

/// The code of the next sync.
async fn synced(phone: &Phone) -> String {
    phone.app.sync_now(None).await.map_err(said).unwrap().code
}

/// Another statement in the log, and another head.
async fn grow(world: &World, officer: &mut Browser) {
    world.clock.advance_seconds(301);
    world::case(&world.institution, officer, 0, homeward_journey::DAY).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_honest_server_proves_it() {
    let world = World::new(86).await;
    let mut supervisor = world.desk(&world.url(), "supervisor", 1).await;
    let mut officer = world.desk(&world.url(), "officer", 2).await;
    let ways = [(true, false), (true, true), (false, false), (false, true)];
    for (number, (scanned, grows)) in ways.into_iter().enumerate() {
        supervisor.directory(json!({})).await.unwrap();
        let whom = json!({ "kind": "device", "label": "Synthetic phone", "address": world.url() });
        let invitation = supervisor.desk("invite", whom).unwrap();
        supervisor
            .post("enrolments", &invitation["body"])
            .await
            .unwrap();
        let text = invitation[if scanned { "text" } else { "typed" }]
            .as_str()
            .unwrap();
        if grows {
            grow(&world, &mut officer).await;
        }
        let phone = world.start_phone(number);
        phone.app.set_pin(PIN).map_err(said).unwrap();
        let digits = enrol(&phone, &world.url(), text).await;
        let kept = || store(&world, number).value(INVITED_AT).unwrap();
        let named = scanned.then(|| EnrolmentQr::read(text).unwrap().head.to_cbor());
        assert_eq!(kept(), named, "a typed code has no room for a head");
        if grows {
            grow(&world, &mut officer).await;
        }
        assert_eq!(sign(&world, &mut supervisor, number).await, digits);
        let done = phone.app.enrolment_progress().await.map_err(said).unwrap();
        assert_eq!(
            done.step,
            EnrolmentStep::Done,
            "scanned {scanned}, grows {grows}"
        );
        assert_eq!(kept(), None, "proven, and forgotten");
        assert_eq!(store(&world, number).value(EVIDENCE[1]).unwrap(), None);
        grow(&world, &mut officer).await;
        phone.sync().await.unwrap();
    }
}

/// Another server with the same keys, on a copy of the first one's data, behind a gateway.
async fn fork(world: &World) -> (Running, Gateway) {
    let data = world.folder.path().join("fork");
    copy(&world.data().join("keys"), &data.join("keys"));
    let database = data.join(homeward::store::FILE);
    homeward::store::backup(&world.data(), &database, &mut |_, _| ()).unwrap();
    let port = Port::reserve();
    let gateway = Gateway::start(port.address()).await;
    let mut config = Config::local(data);
    config.bind = port.address();
    config.origins = vec![gateway.url()];
    config.clock = Arc::clone(&world.clock) as Arc<dyn Clock>;
    config.random = Arc::new(SeededRandom::new(8));
    (homeward::serve(config).await.unwrap(), gateway)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_shows_the_phone_another_directory_is_refused() {
    let world = World::new(87).await;
    let (running, gateway) = fork(&world).await;
    let clock = Arc::clone(&world.clock) as Arc<dyn Clock>;
    let mut theirs = world::desk(&world.institution, clock, &gateway.url(), "supervisor", 3).await;
    // both logs go on, each with a phone of its own
    let workers = world.institution.workers.clone();
    drop(world.phone(&world.url(), 1).await);
    let other = world.start_phone(2);
    let label = "Synthetic phone";
    other
        .enrol(&mut theirs, &gateway.url(), label, workers[2])
        .await
        .unwrap();

    // the supervisor looks at one, the phone is sent to the other, which knows of the invitation
    let mut supervisor = world.desk(&world.url(), "supervisor", 1).await;
    let whom = json!({ "kind": "device", "label": label, "address": gateway.url() });
    let invitation = supervisor.desk("invite", whom).unwrap();
    theirs
        .post("enrolments", &invitation["body"])
        .await
        .unwrap();
    let text = invitation["text"].as_str().unwrap();
    let invited = EnrolmentQr::read(text).unwrap().head;
    let phone = world.start_phone(0);
    phone.app.set_pin(PIN).map_err(said).unwrap();
    enrol(&phone, "", text).await;
    sign(&world, &mut theirs, 0).await;
    let keys = ServerKeys::read(&world.data(), world.institution.tenant).unwrap();
    let evidence = || EVIDENCE.map(|name| store(&world, 0).value(name).unwrap().unwrap());
    let size = |bytes: &[u8]| {
        let head = Signed::<Head>::parse(bytes).unwrap();
        head.verify(&keys.log.verifying_key()).unwrap().size
    };
    assert_eq!(code(phone.app.enrolment_progress().await), "HW-605");
    for _ in 0..2 {
        assert_eq!(synced(&phone).await, "HW-605", "it has no proof");
        let [kept, offered] = evidence();
        assert_eq!(kept, invited.to_cbor(), "what the picture said");
        assert!(size(&offered) >= invited.size);
    }
    assert_ne!(step(&phone), EnrolmentStep::Done);
    let view = store(&world, 0).value(DIRECTORY).unwrap().unwrap();
    let view = DirectoryView::restore(&view).unwrap();
    assert!(
        view.receipt_key().is_none(),
        "nothing of that directory was taken"
    );

    // a proof that proves nothing
    let head = supervisor.get("directory/head").await.unwrap();
    let head: B64 = serde_json::from_value(head["head"].clone()).unwrap();
    let seen = head.0.clone();
    gateway.change_answer("sync/pull", move |body| {
        let mut answer = PullAnswer::from_cbor(&body).unwrap();
        let update = answer.directory.as_mut().unwrap();
        update.seen = Some(vec![SeenProof {
            head: Bytes(seen.clone()),
            consistency: update.consistency.clone(),
        }]);
        answer.to_cbor()
    });
    assert_eq!(synced(&phone).await, "HW-605");
    let [kept, offered] = evidence();
    assert!(size(&kept) > 0, "both are signed");
    assert_eq!(offered, head.0);
    assert_ne!(step(&phone), EnrolmentStep::Done);
    assert!(store(&world, 0).value(INVITED_AT).unwrap().is_some());
    running.stop().await.unwrap();

    // a new invitation leads to the directory that the supervisor sees; the evidence stays
    let text = invite(&mut supervisor, &world.url()).await;
    let digits = enrol(&phone, "", &text).await;
    assert_eq!(sign(&world, &mut supervisor, 0).await, digits);
    phone.app.enrolment_progress().await.map_err(said).unwrap();
    assert_eq!(step(&phone), EnrolmentStep::Done);
    assert_eq!(evidence()[1], head.0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_head_than_that_of_the_picture_and_one_that_names_none() {
    let world = World::new(88).await;
    let mut supervisor = world.desk(&world.url(), "supervisor", 1).await;
    let phone = world.start_phone(0);
    phone.app.set_pin(PIN).map_err(said).unwrap();
    let text = invite(&mut supervisor, &world.url()).await;
    let changed = |size: &str| {
        let mut parts: Vec<&str> = text.split(' ').collect();
        parts[2] = size;
        parts.join(" ")
    };
    assert_eq!(code(phone.app.enrol("", &changed("0")).await), "HW-421");
    let later = changed("100000");
    assert_eq!(code(phone.app.enrol("", &later).await), "HW-605");
    let kept = store(&world, 0).value(EVIDENCE[0]).unwrap().unwrap();
    assert_eq!(kept, EnrolmentQr::read(&later).unwrap().head.to_cbor());
    assert_eq!(step(&phone), EnrolmentStep::Enter);
}
