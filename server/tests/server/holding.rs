//! A record that is flagged: kept, shown, and not counted until a member accepts it.

use homeward::office::export;
use homeward_protocol::review::{ChangeState, Queue};
use homeward_protocol::sync::PushItem;
use homeward_seal::cbor::Bytes;
use homeward_seal::{
    Cbor as _, Digest, PeriodId, RecordRef, ReviewState, Signature, Signed, StateChange, cbor_map,
};

use crate::world::{Case, World};

async fn counted(world: &World) -> usize {
    let period = PeriodId::new("2026-h2").unwrap();
    let data = world.data();
    let random = homeward::SystemRandom;
    export(&data, &period, 0, &random).await.unwrap().1
}

async fn queue(world: &World) -> Queue {
    let token = &world.lead.token;
    world.api.get("review/queue", Some(token)).await.unwrap()
}

async fn say(world: &World, case: &Case, record: RecordRef, state: ReviewState) -> Vec<u8> {
    let change = StateChange {
        suite: 1,
        tenant: world.tenant,
        case: case.tag,
        record,
        state,
        user: world.lead.user,
        time: world.api.now(),
        head: world.seen,
        note: None,
    };
    let signed = Signed::sign(&change, &world.lead.keys.signing);
    let path = format!("records/{}/{}/states", record.id, record.digest);
    let body = ChangeState {
        change: signed.bytes().into(),
        note: None,
    };
    let token = &world.lead.token;
    let () = world.api.post(&path, Some(token), &body).await.unwrap();
    signed.bytes().to_vec()
}

#[tokio::test]
async fn tallies_of_a_flagged_record_count_once_a_member_accepts_it() {
    let mut world = World::new(80).await;
    let mut case = world.case().await;
    let (first, fine) = world.record(&case, 1, Digest::ZERO);
    let true_statement = std::mem::replace(&mut case.statement, Digest([3; 32]));
    let (odd, item) = world.record(&case, 2, first.digest);
    case.statement = true_statement;
    let token = world.phone.token.clone();
    let results = world.api.push(&token, vec![fine, item.clone()]).await;
    assert!(
        results
            .unwrap()
            .iter()
            .all(|result| result.receipt.is_some())
    );
    assert_eq!(
        counted(&world).await,
        2,
        "those of the record that is not flagged"
    );
    let found = |queue: Queue| {
        let mut records = queue.records.into_iter();
        records.find(|item| item.record.id.0 == odd.id).unwrap()
    };
    let before = found(queue(&world).await);
    assert!(before.flagged && before.accepted.is_none());

    say(&world, &case, odd, ReviewState::Read).await;
    assert_eq!(counted(&world).await, 2, "reading accepts nothing");
    let accepted = say(&world, &case, odd, ReviewState::Accepted).await;
    assert_eq!(counted(&world).await, 4);
    say(&world, &case, odd, ReviewState::Accepted).await;
    world.api.push(&token, vec![item]).await.unwrap();
    assert_eq!(
        counted(&world).await,
        4,
        "once, however often it is sent or accepted"
    );
    let after = found(queue(&world).await);
    assert_eq!(after.accepted.unwrap().0, accepted);
    assert_eq!(
        after.state,
        ReviewState::Read.number(),
        "the review stands where it stood"
    );
}

#[tokio::test]
async fn a_signed_word_of_another_suite_is_refused() {
    let mut world = World::new(81).await;
    let case = world.case().await;
    let (record, item) = world.record(&case, 1, Digest::ZERO);
    let token = world.phone.token.clone();
    world.api.push(&token, vec![item]).await.unwrap();
    let change = StateChange {
        suite: 2,
        tenant: world.tenant,
        case: case.tag,
        record,
        state: ReviewState::Read,
        user: world.lead.user,
        time: world.api.now(),
        head: world.seen,
        note: None,
    };
    let body = ChangeState {
        change: Signed::sign(&change, &world.lead.keys.signing)
            .bytes()
            .into(),
        note: None,
    };
    let path = format!("records/{}/{}/states", record.id, record.digest);
    let refused = world
        .api
        .post::<()>(&path, Some(&world.lead.token), &body)
        .await;
    assert_eq!(refused.err(), Some((400, "HW-102".into())));
}

cbor_map! {
    /// A record's parts, to sign what a phone never would.
    struct Parts {
        0 => header: Bytes,
        1 => body: Bytes,
        2 => tallies: Vec<Digest>,
        3 => signature: Signature,
    }
}

#[tokio::test]
async fn two_tallies_of_one_class_are_malformed() {
    let mut world = World::new(82).await;
    let case = world.case().await;
    let (_, item) = world.record(&case, 1, Digest::ZERO);
    let (_, other) = world.record(&case, 1, Digest::ZERO);
    let twice = |tallies: Vec<Bytes>| {
        let mut parts = Parts::from_cbor(&item.record).unwrap();
        parts.tallies = tallies.iter().map(|tally| Digest::of(tally)).collect();
        let (header, body) = (Digest::of(&parts.header), Digest::of(&parts.body));
        let mut text = vec![&header.0[..], &body.0[..]];
        text.extend(parts.tallies.iter().map(|tally| &tally.0[..]));
        let context = homeward_seal::context::RECORD;
        parts.signature = world.phone.signing.sign(context, &text);
        PushItem {
            record: Bytes(parts.to_cbor()),
            wraps: item.wraps.clone(),
            tallies,
        }
    };
    let (one, two) = (item.tallies.clone(), other.tallies.clone());
    let items = vec![
        twice(vec![one[0].clone(), two[0].clone()]),
        twice(vec![one[1].clone(), two[1].clone()]),
        twice(vec![one[1].clone(), one[0].clone()]),
        twice(vec![one[0].clone(), one[0].clone()]),
    ];
    let results = world.api.push(&world.phone.token, items).await.unwrap();
    for result in &results {
        assert_eq!(result.refusal.as_ref().unwrap().code, "HW-200");
    }
    let alone = twice(vec![one[0].clone()]);
    let results = world
        .api
        .push(&world.phone.token, vec![alone])
        .await
        .unwrap();
    assert!(results[0].receipt.is_some(), "one class may be missing");
}
