//! Push and pull: identity, refusals, what is flagged, what comes down.

use homeward_protocol::CBOR;
use homeward_protocol::review::Queue;
use homeward_protocol::sync::{Pull, PullAnswer, PushResult};
use homeward_seal::cbor::Bytes;
use homeward_seal::{
    CaseTag, Cbor as _, Digest, DirectoryRequest, ObjectId, Receipt, ReceiptPoint, RecordId,
    StoreId,
};

use crate::people::Phone;
use crate::world::World;

fn receipt(result: &PushResult) -> &Bytes {
    result.receipt.as_ref().unwrap()
}

fn code(result: &PushResult) -> &str {
    &result.refusal.as_ref().unwrap().code
}

#[tokio::test]
async fn a_record_gets_one_receipt_however_often_it_is_sent() {
    let mut world = World::new(1).await;
    let case = world.case().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    let token = world.phone.token.clone();
    let first = world
        .api
        .push(&token, vec![item.clone(), item.clone()])
        .await
        .unwrap();
    assert_eq!(receipt(&first[0]), receipt(&first[1]), "twice in one push");
    world.clock.advance_seconds(600);
    let again = world.api.push(&token, vec![item]).await.unwrap();
    assert_eq!(receipt(&first[0]), receipt(&again[0]), "and later");
    let key = homeward::keyfile::ServerKeys::read(&world.data(), world.tenant)
        .unwrap()
        .receipt;
    let says = Receipt::verify(
        receipt(&first[0]),
        &world.tenant,
        &reference,
        &key.verifying_key(),
    )
    .unwrap();
    assert_eq!(says.number, 1);
    let (_, next) = world.record(&case, 2, reference.digest);
    let next = world.api.push(&token, vec![next]).await.unwrap();
    let next_says = homeward_seal::Signed::<Receipt>::parse(receipt(&next[0]))
        .unwrap()
        .claims()
        .unwrap();
    next_says.follows(&says.point()).unwrap();
    assert_eq!(next_says.number, 2);
}

#[tokio::test]
async fn refusals_name_their_reason_and_keep_nothing() {
    let mut world = World::new(2).await;
    let case = world.case().await;
    let token = world.phone.token.clone();
    let (kept, good) = world.record(&case, 1, Digest::ZERO);
    let (_, other) = world.record_with_id(&case, kept.id, 1, Digest::ZERO, "something else");
    let mut altered = good.clone();
    let at = altered.record.0.len() - 200;
    altered.record.0[at] ^= 1;
    let mut swapped = good.clone();
    swapped.tallies.swap(0, 1);
    let mut without_wrap = good.clone();
    without_wrap.wraps.clear();
    let mut garbage = good.clone();
    garbage.record = Bytes(vec![0xff; 40]);
    let mut big = good.clone();
    big.record = Bytes(vec![0; homeward_seal::record::RECORD_MOST + 1]);
    let stranger = Phone::enrol(
        &world.api,
        &world.supervisor,
        world.tenant,
        world.worker,
        &mut world.random,
    )
    .await;
    let foreign = world
        .api
        .push(&stranger.token, vec![good.clone()])
        .await
        .unwrap();
    assert_eq!(
        code(&foreign[0]),
        "HW-202",
        "a phone sends only its own records"
    );
    let items = vec![good, other, altered, swapped, without_wrap, garbage, big];
    let results = world.api.push(&token, items).await.unwrap();
    assert!(
        results[0].receipt.is_some(),
        "the good one beside the bad ones is kept"
    );
    let codes: Vec<&str> = results[1..].iter().map(code).collect();
    assert_eq!(
        codes,
        ["HW-204", "HW-203", "HW-205", "HW-200", "HW-200", "HW-201"]
    );
    let queue: Queue = world
        .api
        .get("review/queue", Some(&world.lead.token))
        .await
        .unwrap();
    assert_eq!(queue.records.len(), 1);
    assert_eq!(queue.records[0].record.digest.0, kept.digest);
}

#[tokio::test]
async fn a_record_for_a_case_that_is_not_the_phones_is_flagged_not_refused() {
    let mut world = World::new(3).await;
    let mut case = world.case().await;
    let (_, fine) = world.record(&case, 1, Digest::ZERO);
    case.statement = Digest([3; 32]);
    let (_, odd) = world.record(&case, 1, Digest::ZERO);
    case.tag = CaseTag([8; 16]);
    let (_, unknown) = world.record(&case, 1, Digest::ZERO);
    let results = world
        .api
        .push(&world.phone.token, vec![fine, odd, unknown])
        .await
        .unwrap();
    assert!(results.iter().all(|result| result.receipt.is_some()));
    let queue: Queue = world
        .api
        .get("review/queue", Some(&world.lead.token))
        .await
        .unwrap();
    let flags: Vec<bool> = queue.records.iter().map(|item| item.flagged).collect();
    assert_eq!(
        flags.len(),
        2,
        "the record of an unknown case is kept and shown to nobody"
    );
    assert!(flags.contains(&true) && flags.contains(&false));
}

#[tokio::test]
async fn a_pull_can_be_repeated_and_brings_only_what_is_new() {
    let mut world = World::new(4).await;
    let case = world.case().await;
    let token = world.phone.token.clone();
    let first = world.api.pull(&token, &[]).await.unwrap();
    assert_eq!(first.cards.len(), 1);
    assert_eq!(
        world.api.pull(&token, &[]).await.unwrap().cards,
        first.cards,
        "a lost answer comes again"
    );
    let after = world.api.pull(&token, &first.cursor).await.unwrap();
    assert!(after.cards.is_empty());
    let path = format!("cases/{}/cards", case.tag);
    let card = world.card(&case, ObjectId([5; 16]), 2);
    let older = world.card(&case, ObjectId([5; 16]), 1);
    let add = |object| homeward_protocol::cases::AddObjects {
        objects: vec![object],
    };
    let lead = world.lead.token.clone();
    let () = world
        .api
        .post(&path, Some(&lead), &add(card.clone()))
        .await
        .unwrap();
    let () = world
        .api
        .post(&path, Some(&lead), &add(card))
        .await
        .unwrap();
    let refused = world.api.post::<()>(&path, Some(&lead), &add(older)).await;
    assert_eq!(
        refused,
        Err((409, "HW-211".into())),
        "a lower version is refused"
    );
    let after = world.api.pull(&token, &first.cursor).await.unwrap();
    assert_eq!(after.cards.len(), 1, "the new version, once");
    assert_eq!(
        world.api.pull(&token, &[]).await.unwrap().cards,
        after.cards,
        "the old one is gone"
    );
    let stranger = Phone::enrol(
        &world.api,
        &world.supervisor,
        world.tenant,
        world.worker,
        &mut world.random,
    )
    .await;
    let nothing = world.api.pull(&stranger.token, &[]).await.unwrap();
    assert!(nothing.cards.is_empty(), "another phone gets nothing of it");
    let other = homeward_seal::sealed::peek(&after.cards[0].card).unwrap();
    assert_eq!(other.device, Some(world.phone.device));
}

#[tokio::test]
async fn a_receipt_that_the_store_does_not_have_asks_for_resending() {
    let mut world = World::new(5).await;
    let case = world.case().await;
    let (_, item) = world.record(&case, 1, Digest::ZERO);
    let results = world
        .api
        .push(&world.phone.token, vec![item])
        .await
        .unwrap();
    let says = homeward_seal::Signed::<Receipt>::parse(receipt(&results[0]))
        .unwrap()
        .claims()
        .unwrap();
    let ask = |point: ReceiptPoint| Pull {
        cursor: Bytes(Vec::new()),
        directory: DirectoryRequest {
            known_size: 0,
            subjects: Vec::new(),
            have: Vec::new(),
            seen: None,
        },
        receipt: Some(point),
        limit: 10,
    };
    let lost = ReceiptPoint {
        store: StoreId([1; 16]),
        number: 2,
        chain: Digest([2; 32]),
    };
    for (point, resend) in [(says.point(), false), (lost, true)] {
        let token = Some(world.phone.token.as_str());
        let answer: PullAnswer = world
            .api
            .cbor("sync/pull", token, &ask(point))
            .await
            .unwrap();
        assert_eq!(answer.resend, resend);
    }
}

#[tokio::test]
async fn malformed_bodies_and_wrong_kinds_are_refused_alike() {
    let world = World::new(6).await;
    let token = world.phone.token.clone();
    let push = |kind, body| {
        world
            .api
            .raw(reqwest::Method::POST, "sync/push", Some(&token), kind, body)
    };
    let (status, first) = push(CBOR, b"\xa1\x00".to_vec()).await;
    assert_eq!(status, 400);
    for (kind, body) in [
        (CBOR, Vec::new()),
        ("text/plain", b"x".to_vec()),
        (CBOR, vec![0x9f; 5000]),
    ] {
        assert_eq!(push(kind, body).await, (400, first.clone()));
    }
    let (status, _) = push(CBOR, vec![0; homeward_protocol::sync::SYNC_MOST + 1]).await;
    assert_eq!(status, 413);
    assert!(RecordId::from_cbor(&first).is_err());
}
