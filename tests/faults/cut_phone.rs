//! Whole phones under a line that is cut: from the first byte of the session to the last of the receipt, and
//! through a whole pull, in both directions.
//!
//! The cuts are 7 bytes apart, and at every byte of the last 64 before a push goes through; with
//! `HOMEWARD_CUT_EVERY=1` in the environment they are at every byte. Beside that each 31st byte of what the
//! server answers is the first cut of a new check-in. After each cut the phone may not believe more than the
//! server has, and over the mended line nothing is lost and nothing doubled.

use std::path::Path;

use homeward::demo::phone::{Phone, said};
use homeward::demo::proxy::Proxy;
use homeward_app::screen::OutboxState;
use homeward_journey::world::seconds;
use homeward_journey::{DAY, World, contact};
use homeward_sync::kind;
use homeward_vault::{FileKeyStore, Outbox, Secret};
use tempfile::TempDir;

use crate::cut::{passed, receipts};
use crate::folder::copy;

/// At every byte of the last so many before a push goes through.
const EDGE: u32 = 64;
/// At every so many bytes from the server a new check-in is cut for the first time, then farther apart.
const FIRST: (usize, u32) = (31, 97);
/// After so many cuts the server's chains are verified, or the mended line is tried.
const COMPARED: u32 = 13;
/// After so many cuts of a pull the phone is opened with its PIN, which is slow on purpose.
const OPENED: u32 = 200;

/// Bytes between two cuts.
fn stride() -> u32 {
    let set = std::env::var("HOMEWARD_CUT_EVERY").ok();
    set.and_then(|text| text.parse().ok()).unwrap_or(7)
}

/// A folder for phones that are restored thousands of times: in memory where the system has that.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => tempfile::tempdir_in(memory).unwrap(),
        false => tempfile::tempdir().unwrap(),
    }
}

/// Puts a phone back to what was saved of it. A sync without PIN touches the outbox only.
fn restore(saved: &Path, phone: &Path) {
    for part in ["outbox.db-wal", "outbox.db-shm"] {
        let _ = std::fs::remove_file(phone.join(part));
    }
    std::fs::copy(saved.join("outbox.db"), phone.join("outbox.db")).unwrap();
}

fn start(folder: &Path, run: u64) -> Phone {
    Phone::open(folder, seconds(DAY, 7), run).unwrap()
}

/// Cards that a phone has pulled and not opened yet.
fn pulled_cards(folder: &Path) -> usize {
    let store = FileKeyStore::open(folder.join("keys")).unwrap();
    let outbox = Outbox::open(folder, &store, Secret::new([0; 32])).unwrap();
    let inbox = outbox.inbox(u32::MAX).unwrap();
    inbox.iter().filter(|item| item.kind == kind::CARD).count()
}

fn cut(proxy: &Proxy, is_up: bool, at: u32) {
    if is_up {
        proxy.cut_up_after(at);
    } else {
        proxy.cut_down_after(at);
    }
}

/// Finishes a check-in and syncs with one cut after another, until it goes through; gives that offset.
async fn push_through(
    world: &World,
    phone: &Phone,
    tag: &str,
    (reference, number): (&str, u64),
    is_up: bool,
    from: u32,
    every: u32,
) -> u32 {
    world.fill(phone, tag, &contact(reference, number));
    let stored = number - 1;
    let mut at = from;
    loop {
        cut(&world.proxy, is_up, at);
        let report = phone.app.sync_now(None).await.map_err(said).unwrap();
        let row = phone.app.outbox().map_err(said).unwrap().rows.remove(0);
        let sent = row.state == OutboxState::Sent;
        assert_eq!(sent, report.sent == 1, "after {at} bytes: {:?}", row.state);
        if sent {
            break;
        }
        assert!(!report.complete && report.waiting == 1, "{at}: {report:?}");
        if (at - from) / every % COMPARED == 0 {
            let now = receipts(world);
            if is_up {
                assert_eq!(
                    now, stored,
                    "a push that was cut after {at} bytes was stored"
                );
            } else {
                assert!(now <= stored + 1, "stored {now} times, after {at} bytes");
            }
        }
        at += every;
        assert!(at < 40_000, "the push never arrives");
    }
    world.proxy.mend();
    phone.sync().await.unwrap();
    at
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_of_a_whole_phone() {
    let world = World::new(41).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let enrolled = world.phone(&world.proxy.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &enrolled, 0).await;
    drop(enrolled);
    let place = folder();
    copy(&world.phone_folder(0), place.path());
    let phone = start(place.path(), 1);
    world.unlock(&phone);
    let mut stored = 0;
    for (is_up, least) in [(true, 6_000), (false, 300)] {
        let through = push_through(
            &world,
            &phone,
            &tag,
            (&reference, stored + 1),
            is_up,
            0,
            stride(),
        )
        .await;
        assert!(through > least, "only {through} bytes were cut");
        let edge = through.saturating_sub(EDGE);
        let exact = push_through(
            &world,
            &phone,
            &tag,
            (&reference, stored + 2),
            is_up,
            edge,
            1,
        )
        .await;
        assert!(exact > edge && exact <= through + EDGE, "{exact} {through}");
        stored += 2;
        let firsts = if is_up { 0 } else { through };
        for from in (0..firsts).step_by(FIRST.0) {
            let which = (reference.as_str(), stored + 1);
            push_through(&world, &phone, &tag, which, is_up, from, FIRST.1).await;
            stored += 1;
            assert_eq!(receipts(&world), stored, "first cut after {from} bytes");
        }
        assert_eq!(
            receipts(&world),
            stored,
            "one receipt, however often it was sent"
        );
    }
    let rows = phone.app.outbox().map_err(said).unwrap().rows;
    assert_eq!(rows.len() as u64, stored);
    assert!(
        rows.iter()
            .all(|row| row.state == OutboxState::Sent && !row.receipt.is_empty())
    );
    let queue = officer.queue().await.unwrap();
    assert_eq!(queue.len() as u64, stored);
    assert!(queue.iter().all(|row| row["gap"] == false));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pull_of_a_whole_phone() {
    let world = World::new(42).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    drop(world.phone(&world.proxy.url(), 0).await);
    let made = homeward_journey::world::case(&world.institution, &mut officer, 0, DAY).await;
    let saved = world.phone_folder(0);
    let place = folder();
    copy(&saved, place.path());
    // a whole pull of the phone that does not have the card yet
    let phone = start(place.path(), 1);
    let before = world.proxy.passed();
    phone.sync().await.unwrap();
    let (all_up, all_down) = passed(&world.proxy, before);
    drop(phone);
    assert_eq!(pulled_cards(place.path()), 1);
    assert!(all_up > 1_000 && all_down > 1_000, "{all_up} {all_down}");
    for (is_up, most) in [(true, all_up), (false, all_down)] {
        for at in (0..most).step_by(stride() as usize) {
            restore(&saved, place.path());
            let phone = start(place.path(), u64::from(at));
            cut(&world.proxy, is_up, at);
            let report = phone.app.sync_now(None).await.map_err(said).unwrap();
            assert!(!report.complete, "a sync was whole after {at} bytes");
            assert!(pulled_cards(place.path()) <= 1, "twice, after {at} bytes");
            world.proxy.mend();
            if at / stride() % COMPARED == 0 {
                phone.sync().await.unwrap();
                assert_eq!(pulled_cards(place.path()), 1, "one card, after {at} bytes");
            }
            if at / stride() % OPENED == 0 {
                world.unlock(&phone);
                let rows = phone.app.day_list().map_err(said).unwrap().rows;
                let cases: Vec<_> = rows.into_iter().map(|row| row.reference).collect();
                assert_eq!(cases, [made.1.clone()], "after {at} bytes");
            }
        }
    }
}
