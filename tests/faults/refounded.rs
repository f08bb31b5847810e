//! A server that was founded anew at the same address: what a phone has not sent to the old one stays with the
//! key that sends it, says so, and stands in the way of nothing.

use std::path::Path;
use std::sync::Arc;

use homeward::demo::phone::{PIN, said};
use homeward::{Config, SeededRandom};
use homeward_app::screen::{EnrolmentStep, OutboxRow, OutboxState};
use homeward_journey::world::found;
use homeward_journey::{DAY, World, contact};

use crate::enrolling::{code, invite, made_for, sign, spoken, store};

/// Starts the server on its own data or on another's. Each run has its own randomness, as ids must differ.
async fn start(world: &mut World, data: Option<&Path>, run: u64) {
    let change = |config: &mut Config| {
        config.random = Arc::new(SeededRandom::new(100 + run));
        if let Some(data) = data {
            config.data = data.to_owned();
        }
    };
    world.start(change).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_only_the_old_institution_takes_waits_for_it() {
    let mut world = World::new(89).await;
    let line = world.url();
    let mut officer = world.desk(&line, "officer", 1).await;
    let phone = world.phone(&line, 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.sync().await.unwrap();
    world.fill(&phone, &tag, &contact(&reference, 2));
    let newest = || -> OutboxRow { phone.app.outbox().map_err(said).unwrap().rows.remove(0) };
    let kept = store(&world, 0).sealed().unwrap().remove(0);

    // another institution at the same address
    let folder = tempfile::tempdir().unwrap();
    let anew = found(folder.path(), DAY, 90).await;
    let other = folder.path().join("server");
    start(&mut world, Some(&other), 1).await;
    let before = std::mem::replace(&mut world.institution, anew);
    let report = phone.app.sync_now(None).await.map_err(said).unwrap();
    assert_eq!((report.code.as_str(), report.waiting), ("HW-422", 1));
    assert_eq!(newest().state, OutboxState::Saved, "it is where it was");

    // a server that does not answer may come back: nothing is left behind for it
    let mut supervisor = world.desk(&line, "supervisor", 3).await;
    let text = invite(&mut supervisor, &line).await;
    world.stop().await;
    assert_eq!(code(phone.app.enrol("", &text).await), "HW-424");
    start(&mut world, Some(&other), 2).await;
    let mut supervisor = world.desk(&line, "supervisor", 4).await;
    let mut officer = world.desk(&line, "officer", 5).await;

    // the new connection goes on; the check-in stays, and says what is the matter
    let digits = spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    assert_eq!(sign(&world, &mut supervisor, 0).await, digits);
    let done = phone.app.enrolment_progress().await.map_err(said).unwrap();
    assert_eq!(done.step, EnrolmentStep::Done);
    let row = newest();
    assert_eq!(row.state, OutboxState::Refused);
    assert!(row.reason.contains("stays on this phone"), "{}", row.reason);
    assert!(
        row.reason.ends_with("(HW-430)") && !row.can_correct,
        "{}",
        row.reason
    );
    assert_eq!(
        phone.app.outbox().map_err(said).unwrap().rows[1].state,
        OutboxState::Sent
    );
    let item = || {
        store(&world, 0)
            .push_item(kept.record, kept.digest)
            .unwrap()
    };
    let bytes = item();
    assert!(!bytes.is_empty());
    let senders = store(&world, 0).senders().unwrap();
    assert_eq!((senders.len(), senders[0].device), (1, kept.device));

    // the phone works for the new institution, and may be connected there again
    let now = store(&world, 0).value("device.id").unwrap().unwrap();
    let (tag, reference) = made_for(&world, &mut officer, &now).await;
    phone.sync().await.unwrap();
    world.fill(&phone, &tag, &contact(&reference, 3));
    assert_eq!(phone.sync().await.unwrap(), 1);
    assert_eq!(officer.queue().await.unwrap().len(), 1);
    let text = invite(&mut supervisor, &line).await;
    spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    sign(&world, &mut supervisor, 0).await;
    phone.app.enrolment_progress().await.map_err(said).unwrap();
    assert_eq!(item(), bytes, "not a byte of it has changed");

    // the old institution is back: connected to it again, the phone sends what waited
    start(&mut world, None, 3).await;
    world.institution = before;
    let mut supervisor = world.desk(&line, "supervisor", 6).await;
    let mut officer = world.desk(&line, "officer", 7).await;
    let text = invite(&mut supervisor, &line).await;
    phone.app.unlock(PIN).map_err(said).unwrap();
    spoken(phone.app.enrol("", &text).await.map_err(said).unwrap());
    sign(&world, &mut supervisor, 0).await;
    phone.app.enrolment_progress().await.map_err(said).unwrap();
    phone.sync().await.unwrap();
    let queue = officer.queue().await.unwrap();
    assert_eq!(queue.len(), 2, "stored once, in its place");
    assert!(queue.iter().all(|row| row["gap"] == false));
    let outbox = store(&world, 0);
    let row = outbox.sealed_record(kept.record).unwrap().unwrap();
    assert!(row.receipt.is_some());
}
