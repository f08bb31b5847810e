//! Whatever is forged, altered, reordered or replayed on the way is refused with its own error, by the
//! server, by the phone and by the desk, and nothing is lost by it.

use homeward::demo::Browser;
use homeward::demo::phone::{Phone, said};
use homeward::keyfile::ServerKeys;
use homeward_app::screen::OutboxState;
use homeward_journey::{World, contact};
use homeward_protocol::B64;
use homeward_protocol::directory::StateAnswer;
use homeward_protocol::review::RecordAnswer;
use homeward_protocol::sync::{PullAnswer, Push, PushAnswer, PushItem};
use homeward_seal::{Cbor as _, Digest, DirectoryUpdate, Head, Receipt, Signed, SigningKey};
use homeward_vault::{FileKeyStore, Outbox, Secret};
use serde_json::json;

/// Changes the one byte at a share of the length.
fn flip(bytes: &mut [u8], part: usize, of: usize) {
    let at = (bytes.len() - 1) * part / of;
    bytes[at] ^= 1;
}

fn pushed(body: &[u8]) -> Push {
    Push::from_cbor(body).unwrap()
}

/// What the outbox says of the newest check-in: its state, and why it was refused.
fn newest(phone: &Phone) -> (OutboxState, String) {
    let row = phone.app.outbox().map_err(said).unwrap().rows.remove(0);
    (row.state, row.reason)
}

async fn code(phone: &Phone) -> String {
    let report = phone.app.sync_now(None).await.map_err(said).unwrap();
    assert!(!report.complete, "{report:?}");
    report.code
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_and_tallies() {
    let world = World::new(51).await;
    let line = world.gateway.url();
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&line, 0).await;
    let other = world.phone(&line, 1).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    let (other_tag, other_reference) = world.case(&mut officer, &other, 1).await;
    world.fill(&other, &other_tag, &contact(&other_reference, 9));
    other.sync().await.unwrap();
    let foreign = pushed(&world.gateway.seen("sync/push").request)
        .items
        .remove(0);
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.sync().await.unwrap();
    let earlier = pushed(&world.gateway.seen("sync/push").request)
        .items
        .remove(0);

    world.fill(&phone, &tag, &contact(&reference, 2));
    let refused = async |name: &str, expect: &str, change: fn(&mut PushItem, &PushItem)| {
        let with = earlier.clone();
        world.gateway.change_request("sync/push", move |body| {
            let mut push = pushed(&body);
            change(&mut push.items[0], &with);
            push.to_cbor()
        });
        let report = phone.app.sync_now(None).await.map_err(said).unwrap();
        assert_eq!(
            (report.sent, report.refused, report.waiting),
            (0, 1, 1),
            "{name}: {report:?}"
        );
        let (state, reason) = newest(&phone);
        assert_eq!(state, OutboxState::Refused, "{name}");
        assert!(reason.contains(expect), "{name}: {reason}");
        world.gateway.be_honest();
    };
    refused("altered body", "HW-203", |item, _| {
        flip(&mut item.record.0, 1, 2)
    })
    .await;
    refused("forged signature", "HW-203", |item, _| {
        flip(&mut item.record.0, 1, 1)
    })
    .await;
    refused("altered tally", "HW-205", |item, _| {
        flip(&mut item.tallies[0].0, 1, 2)
    })
    .await;
    refused("reordered tallies", "HW-205", |item, _| {
        item.tallies.swap(0, 1)
    })
    .await;
    refused("a tally that is missing", "HW-205", |item, _| {
        item.tallies.truncate(1)
    })
    .await;
    refused("a replayed tally", "HW-205", |item, earlier| {
        item.tallies[1] = earlier.tallies[1].clone();
    })
    .await;

    // the record of another phone, replayed under this phone's session
    world.gateway.change_request("sync/push", move |_| {
        Push {
            items: vec![foreign.clone()],
        }
        .to_cbor()
    });
    phone.app.sync_now(None).await.map_err(said).unwrap();
    let (state, reason) = newest(&phone);
    assert!(
        state == OutboxState::Refused && reason.contains("HW-202"),
        "{state:?} {reason}"
    );

    // an earlier record, replayed: the server gives its receipt again, which is not for this one
    let replayed = earlier.clone();
    world.gateway.change_request("sync/push", move |_| {
        Push {
            items: vec![replayed.clone()],
        }
        .to_cbor()
    });
    assert_eq!(code(&phone).await, "HW-604");
    assert_ne!(newest(&phone).0, OutboxState::Sent);

    world.gateway.be_honest();
    assert_eq!(
        phone.sync().await.unwrap(),
        1,
        "after all that it is sent, once"
    );
    assert_eq!(newest(&phone).0, OutboxState::Sent);

    // two records in one push, in the wrong order: nothing is mixed up
    world.fill(&phone, &tag, &contact(&reference, 3));
    world.fill(&phone, &tag, &contact(&reference, 4));
    world.gateway.change_request("sync/push", |body| {
        let mut push = pushed(&body);
        push.items.reverse();
        push.to_cbor()
    });
    assert_eq!(code(&phone).await, "HW-604");
    world.gateway.be_honest();
    assert_eq!(phone.sync().await.unwrap(), 2);
    let rows = officer.queue().await.unwrap();
    assert_eq!(rows.len(), 5);
    assert!(
        rows.iter()
            .all(|row| row["gap"] == false && row["flagged"] == false),
        "{rows:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copied_phone_cannot_replace_a_check_in() {
    let world = World::new(52).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    phone.app.start_checkin(&tag, None).map_err(said).unwrap();
    drop(phone);
    // Both copies hold the same draft, and so the same record id.
    let (here, there) = (world.phone_folder(0), world.phone_folder(5));
    let status = std::process::Command::new("cp")
        .arg("-a")
        .arg(&here)
        .arg(&there)
        .status();
    assert!(status.unwrap().success());
    for (number, expect) in [(0, OutboxState::Sent), (5, OutboxState::Refused)] {
        let phone = world.start_phone(number);
        world.unlock(&phone);
        phone.app.resume(&tag).map_err(said).unwrap();
        let note = format!("Synthetic note of phone {number}");
        for (name, value) in homeward_journey::world::refusal(&reference) {
            let contents = phone.app.contents().map_err(said).unwrap();
            let row = contents
                .rows
                .iter()
                .find(|row| row.path.ends_with(&format!("/{name}")));
            let (Some(row), Some(value)) = (row, value.as_str().filter(|_| name != "case_ref"))
            else {
                continue;
            };
            phone.app.answer(&row.path, value).map_err(said).unwrap();
        }
        phone
            .app
            .answer("/data/closing/worker_note", &note)
            .map_err(said)
            .unwrap();
        let finish = phone.app.finish().map_err(said).unwrap();
        assert!(finish.done, "{finish:?}");
        phone.app.sync_now(None).await.map_err(said).unwrap();
        let (state, reason) = newest(&phone);
        assert_eq!(state, expect, "{reason}");
        assert_eq!(
            reason.contains("HW-204"),
            expect == OutboxState::Refused,
            "{reason}"
        );
    }
    assert_eq!(
        officer.queue().await.unwrap().len(),
        1,
        "the first one stays as it is"
    );
}

/// Puts other receipts into the answer to a push.
fn with_receipts(body: &[u8], change: impl Fn(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let mut answer = PushAnswer::from_cbor(body).unwrap();
    let mut receipts: Vec<Vec<u8>> = answer
        .results
        .iter()
        .map(|result| result.receipt.as_ref().unwrap().0.clone())
        .collect();
    change(&mut receipts);
    for (result, receipt) in answer.results.iter_mut().zip(receipts) {
        result.receipt = Some(homeward_seal::Bytes(receipt));
    }
    answer.to_cbor()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receipts() {
    let world = World::new(53).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.gateway.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.sync().await.unwrap();
    let answer = PushAnswer::from_cbor(&world.gateway.seen("sync/push").answer).unwrap();
    let earlier = answer.results[0].receipt.clone().unwrap().0;
    let keys = ServerKeys::read(&world.data(), world.institution.tenant).unwrap();
    let sign = |bytes: &[u8], key: &SigningKey, change: &dyn Fn(&mut Receipt)| {
        let mut receipt = Signed::<Receipt>::parse(bytes).unwrap().claims().unwrap();
        change(&mut receipt);
        Signed::sign(&receipt, key).bytes().to_vec()
    };
    world.fill(&phone, &tag, &contact(&reference, 2));
    world.fill(&phone, &tag, &contact(&reference, 3));
    let refused = async |name: &str| {
        assert_eq!(code(&phone).await, "HW-604", "{name}");
        let outbox = phone.app.outbox().map_err(said).unwrap();
        let sent = outbox
            .rows
            .iter()
            .filter(|row| row.state == OutboxState::Sent)
            .count();
        assert_eq!(
            (outbox.waiting, sent),
            (2, 1),
            "{name}: both stay in the outbox"
        );
        assert!(
            outbox.sentence.contains("could not be verified"),
            "{}",
            outbox.sentence
        );
    };
    let lie = |change: Box<dyn Fn(&mut Vec<Vec<u8>>) + Send + Sync>| {
        world
            .gateway
            .change_answer("sync/push", move |body| with_receipts(&body, &change));
    };
    lie(Box::new(|all| {
        all.iter_mut().for_each(|one| flip(one, 1, 2))
    }));
    refused("altered").await;
    lie(Box::new(|all| {
        all.iter_mut().for_each(|one| flip(one, 1, 1))
    }));
    refused("forged signature").await;
    lie(Box::new(|all| all.swap(0, 1)));
    refused("reordered").await;
    lie(Box::new(move |all| all.fill(earlier.clone())));
    refused("replayed").await;
    let log = keys.log.clone();
    lie(Box::new(move |all| {
        all.iter_mut()
            .for_each(|one| *one = sign(one, &log, &|_| ()))
    }));
    refused("signed by a key that signs no receipts").await;
    let key = keys.receipt.clone();
    lie(Box::new(move |all| {
        all.iter_mut()
            .for_each(|one| *one = sign(one, &key, &|receipt| receipt.number = 1))
    }));
    refused("an old number again, rightly signed").await;
    world.gateway.be_honest();
    assert_eq!(phone.sync().await.unwrap(), 2);
    let outbox = phone.app.outbox().map_err(said).unwrap();
    let mut receipts: Vec<String> = outbox.rows.into_iter().map(|row| row.receipt).collect();
    receipts.sort();
    assert!(
        receipts[0].contains('1') && receipts[1].contains('2') && receipts[2].contains('3'),
        "{receipts:?}"
    );
}

/// Signs another head than the true one.
fn another_head(bytes: &[u8], key: &SigningKey, change: impl Fn(&mut Head)) -> Vec<u8> {
    let mut head = Signed::<Head>::parse(bytes).unwrap().claims().unwrap();
    change(&mut head);
    Signed::sign(&head, key).bytes().to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_on_the_phone() {
    let world = World::new(54).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.gateway.url(), 0).await;
    let old = PullAnswer::from_cbor(&world.gateway.seen("sync/pull").answer)
        .unwrap()
        .directory;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    world.fill(&phone, &tag, &contact(&reference, 1));
    let keys = ServerKeys::read(&world.data(), world.institution.tenant).unwrap();
    let lie = |change: Box<dyn Fn(&mut DirectoryUpdate) + Send + Sync>| {
        world.gateway.change_answer("sync/pull", move |body| {
            let mut answer = PullAnswer::from_cbor(&body).unwrap();
            change(answer.directory.as_mut().unwrap());
            answer.to_cbor()
        });
    };
    lie(Box::new(|update| flip(&mut update.head.0, 1, 2)));
    assert_eq!(code(&phone).await, "HW-604", "altered");
    lie(Box::new(|update| flip(&mut update.head.0, 1, 1)));
    assert_eq!(code(&phone).await, "HW-604", "forged signature");
    let wrong = keys.receipt.clone();
    lie(Box::new(move |update| {
        update.head.0 = another_head(&update.head.0, &wrong, |_| ())
    }));
    assert_eq!(
        code(&phone).await,
        "HW-604",
        "signed by a key that signs no heads"
    );
    let log = keys.log.clone();
    lie(Box::new(move |update| {
        update.head.0 = another_head(&update.head.0, &log, |head| head.log_root = Digest([7; 32]));
    }));
    assert_eq!(code(&phone).await, "HW-605", "another log of the same size");
    let old = old.unwrap();
    lie(Box::new(move |update| *update = old.clone()));
    assert_eq!(code(&phone).await, "HW-605", "replayed: a smaller head");
    let day = phone.app.day_list().map_err(said).unwrap();
    assert!(
        day.sync.sentence.contains("contradicts"),
        "{}",
        day.sync.sentence
    );
    world.gateway.be_honest();
    phone.sync().await.unwrap();
    assert_eq!(
        newest(&phone).0,
        OutboxState::Sent,
        "the check-in was sent all the same"
    );

    // both signed heads are kept
    drop(phone);
    let folder = world.phone_folder(0);
    let store = FileKeyStore::open(folder.join("keys")).unwrap();
    let outbox = Outbox::open(&folder, &store, Secret::new([0; 32])).unwrap();
    let sizes = homeward_sync::EVIDENCE.map(|name| {
        let bytes = outbox.value(name).unwrap().unwrap_or_default();
        let head = Signed::<Head>::parse(&bytes).unwrap();
        head.verify(&keys.log.verifying_key()).unwrap().size
    });
    assert!(
        sizes[0] > sizes[1],
        "the kept and the offered head: {sizes:?}"
    );
}

async fn update_fails(officer: &mut Browser) -> String {
    officer.directory(json!({})).await.unwrap_err().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_and_records_at_the_desk() {
    let world = World::new(55).await;
    let mut officer = world.desk(&world.gateway.url(), "officer", 1).await;
    let old: StateAnswer =
        serde_json::from_slice(&world.gateway.seen("directory/state").answer).unwrap();
    let old = DirectoryUpdate::from_cbor(&old.update).unwrap();
    let phone = world.phone(&world.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    let keys = ServerKeys::read(&world.data(), world.institution.tenant).unwrap();
    let lie = |change: Box<dyn Fn(&mut DirectoryUpdate) + Send + Sync>| {
        world.gateway.change_answer("directory/state", move |body| {
            let answer: StateAnswer = serde_json::from_slice(&body).unwrap();
            let mut update = DirectoryUpdate::from_cbor(&answer.update).unwrap();
            change(&mut update);
            serde_json::to_vec(&StateAnswer {
                update: B64(update.to_cbor()),
            })
            .unwrap()
        });
    };
    let check =
        |said: String, expect: &str| assert!(said.contains(expect), "{said} is not {expect}");
    lie(Box::new(|update| flip(&mut update.head.0, 1, 2)));
    check(update_fails(&mut officer).await, "HW-704");
    lie(Box::new(|update| flip(&mut update.head.0, 1, 1)));
    check(update_fails(&mut officer).await, "HW-704");
    let log = keys.log.clone();
    lie(Box::new(move |update| {
        update.head.0 = another_head(&update.head.0, &log, |head| head.log_root = Digest([7; 32]));
    }));
    check(update_fails(&mut officer).await, "HW-705");
    lie(Box::new(move |update| *update = old.clone()));
    check(update_fails(&mut officer).await, "HW-705");
    world.gateway.be_honest();

    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.sync().await.unwrap();
    let row = officer.queue().await.unwrap().remove(0);
    world.gateway.change_answer("forms/", |mut body| {
        flip(&mut body, 1, 2);
        body
    });
    check(
        officer.open(&row, "en").await.unwrap_err().to_string(),
        "HW-709",
    );
    world.gateway.be_honest();
    let forge = |change: fn(&mut RecordAnswer)| {
        world.gateway.change_answer("records/", move |body| {
            let mut answer: RecordAnswer = serde_json::from_slice(&body).unwrap();
            change(&mut answer);
            serde_json::to_vec(&answer).unwrap()
        });
    };
    for (part, of) in [(1, 10), (1, 2), (9, 10), (1, 1)] {
        world.gateway.change_answer("records/", move |body| {
            let mut answer: RecordAnswer = serde_json::from_slice(&body).unwrap();
            flip(&mut answer.record.0, part, of);
            serde_json::to_vec(&answer).unwrap()
        });
        let said = officer.open(&row, "en").await.unwrap_err().to_string();
        // a changed device or case in the header is somebody whom the directory does not know
        assert!(
            said.contains("HW-707") || (part * 2 < of && said.contains("HW-706")),
            "{said}"
        );
    }
    forge(|answer| answer.record.0.truncate(100));
    check(
        officer.open(&row, "en").await.unwrap_err().to_string(),
        "HW-707",
    );
    forge(|answer| answer.wraps.clear());
    check(
        officer.open(&row, "en").await.unwrap_err().to_string(),
        "HW-708",
    );
    world.gateway.be_honest();
    officer.open(&row, "en").await.unwrap();
}
