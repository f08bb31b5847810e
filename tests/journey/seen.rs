//! What authors had seen of the directory is proven to phone and desk, or told as not proven; a server that
//! showed another log is caught.

use homeward::demo::phone::{Phone, said};
use homeward::keyfile::ServerKeys;
use homeward_app::screen::OutboxState;
use homeward_journey::{World, contact, world};
use homeward_protocol::review::RecordAnswer;
use homeward_protocol::sync::PullAnswer;
use homeward_seal::{Cbor as _, Digest, Head, Signed};
use homeward_vault::{FileKeyStore, Outbox, Secret};

fn cases(phone: &Phone) -> usize {
    phone.app.day_list().map_err(said).unwrap().rows.len()
}

async fn code(phone: &Phone) -> String {
    phone.app.sync_now(None).await.map_err(said).unwrap().code
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_takes_only_what_saw_its_own_log() {
    let world = World::new(56).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.gateway.url(), 0).await;
    let keys = ServerKeys::read(&world.data(), world.institution.tenant).unwrap();
    let lie = |change: Box<dyn Fn(&mut PullAnswer) + Send + Sync>| {
        world.gateway.change_answer("sync/pull", move |body| {
            let mut answer = PullAnswer::from_cbor(&body).unwrap();
            change(&mut answer);
            answer.to_cbor()
        });
    };
    world::case(&world.institution, &mut officer, 0, homeward_journey::DAY).await;

    // a card with the proof that its author saw another log: nothing is taken, both heads are kept
    let log = keys.log.clone();
    lie(Box::new(move |answer| {
        let seen = answer.directory.as_mut().unwrap().seen.iter_mut();
        for proof in seen.flatten() {
            let mut head = Signed::<Head>::parse(&proof.head)
                .unwrap()
                .claims()
                .unwrap();
            head.log_root = Digest([7; 32]);
            proof.head.0 = Signed::sign(&head, &log).bytes().to_vec();
        }
    }));
    assert_eq!(code(&phone).await, "HW-608");
    let day = phone.app.day_list().map_err(said).unwrap();
    assert!(day.rows.is_empty(), "{:?}", day.rows);
    assert!(
        day.sync.sentence.contains("somebody else"),
        "{}",
        day.sync.sentence
    );

    // without a proof it waits, and comes in when there is one
    lie(Box::new(|answer| {
        answer.directory.as_mut().unwrap().seen = None
    }));
    phone.sync().await.unwrap();
    assert_eq!(cases(&phone), 0);
    world.gateway.be_honest();
    phone.sync().await.unwrap();
    assert_eq!(cases(&phone), 1);

    drop(phone);
    let folder = world.phone_folder(0);
    let store = FileKeyStore::open(folder.join("keys")).unwrap();
    let outbox = Outbox::open(&folder, &store, Secret::new([0; 32])).unwrap();
    let roots = homeward_sync::EVIDENCE.map(|name| {
        let head = Signed::<Head>::parse(&outbox.value(name).unwrap().unwrap()).unwrap();
        head.verify(&keys.log.verifying_key()).unwrap().log_root
    });
    assert!(roots[0] != roots[1] && roots[1] == Digest([7; 32]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn states_and_returns_on_the_phone_and_records_at_the_desk_are_proven() {
    let world = World::new(57).await;
    let mut officer = world.desk(&world.gateway.url(), "officer", 1).await;
    let phone = world.phone(&world.gateway.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.sync().await.unwrap();
    // the log goes on after the check-in was sealed
    let other = world.phone(&world.url(), 1).await;
    drop(other);
    let row = officer.queue().await.unwrap().remove(0);
    assert_eq!(row["flag"], serde_json::Value::Null);
    officer
        .change_state(&row["record"], 1, Some("Synthetic note"))
        .await
        .unwrap();
    let opened = officer.open(&row, "en").await.unwrap();
    assert_eq!(
        (&opened["seen"], &opened["refused"]),
        (&"proven".into(), &0.into())
    );
    assert_eq!(opened["states"][1]["seen"], "proven");
    assert_eq!(opened["notes"][0]["seen"], "proven");

    // accepting is said by a member, verified in the queue, and leaves the review where it stands
    officer.change_state(&row["record"], 5, None).await.unwrap();
    let accepted = officer.queue().await.unwrap().remove(0);
    assert_eq!(
        (&accepted["state"], &accepted["flagged"]),
        (&1.into(), &false.into())
    );
    assert_eq!(accepted["accepted"]["seen"], "proven");

    // a server that does not know the head: it is told, and nothing is hidden
    world.gateway.change_answer("records/", |body| {
        let mut answer: RecordAnswer = serde_json::from_slice(&body).unwrap();
        answer.seen.as_mut().unwrap().proofs.clear();
        serde_json::to_vec(&answer).unwrap()
    });
    let opened = officer.open(&row, "en").await.unwrap();
    assert_eq!(opened["seen"], "unproven");
    world.gateway.be_honest();

    // without proofs the phone does not say "read" yet; the server issues a new head meanwhile, as the one
    // that the phone has itself needs no proof
    world.clock.advance_seconds(301);
    world.gateway.change_answer("sync/pull", |body| {
        let mut answer = PullAnswer::from_cbor(&body).unwrap();
        answer.directory.as_mut().unwrap().seen = None;
        answer.to_cbor()
    });
    phone.sync().await.unwrap();
    let state = || phone.app.outbox().map_err(said).unwrap().rows[0].state;
    assert_eq!(state(), OutboxState::Sent);
    world.gateway.be_honest();
    phone.sync().await.unwrap();
    assert_eq!(state(), OutboxState::Read);
    let path = opened["lines"][0]["path"].as_str().unwrap().to_owned();
    officer
        .send_back(&row["record"], &path, "Synthetic question")
        .await
        .unwrap();
    phone.sync().await.unwrap();
    assert_eq!(state(), OutboxState::Returned);
    assert!(phone.app.day_list().map_err(said).unwrap().rows[0].correction);
}
