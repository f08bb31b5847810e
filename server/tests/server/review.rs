//! Review: only members of a case see its records, and every look is on record.

use homeward_protocol::audit::AuditPage;
use homeward_protocol::cases::CaseList;
use homeward_protocol::review::{ChangeState, Queue, RecordAnswer, SendBack};
use homeward_seal::sealed::{NewObject, Recipient, Return};
use homeward_seal::statement::{EpochStatement, Role, Statement, StatementType};
use homeward_seal::{
    Digest, HeadRef, ObjectId, OpeningKey, RecordRef, ReviewState, SealedObject, SealedRecord,
    Signed, StateChange, Wrap,
};

use crate::people::Person;
use crate::world::{Case, SECRET_ANSWER, World, sealed};

fn change(
    world: &World,
    case: &Case,
    record: RecordRef,
    state: ReviewState,
    note: Option<Digest>,
) -> Vec<u8> {
    let change = StateChange {
        suite: 1,
        tenant: world.tenant,
        case: case.tag,
        record,
        state,
        user: world.lead.user,
        time: world.api.now(),
        head: HeadRef {
            size: 0,
            digest: Digest::ZERO,
        },
        note,
    };
    Signed::sign(&change, &world.lead.keys.signing)
        .bytes()
        .to_vec()
}

#[tokio::test]
async fn a_member_opens_a_record_and_says_so_and_the_phone_hears_it() {
    let mut world = World::new(40).await;
    let case = world.case().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item])
        .await
        .unwrap();
    let path = format!("records/{}/{}", reference.id, reference.digest);
    let answer: RecordAnswer = world
        .api
        .get(&path, Some(&world.member.token))
        .await
        .unwrap();
    let record = SealedRecord::parse(&answer.record).unwrap();
    let verified = record.verify(&world.phone.signing.verifying_key()).unwrap();
    let body = verified
        .open(&Wrap::from(&answer.wraps[0]), &case.epoch)
        .unwrap();
    assert!(String::from_utf8_lossy(&body.submission).contains(SECRET_ANSWER));
    let read = ChangeState {
        change: change(&world, &case, reference, ReviewState::Read, None).into(),
        note: None,
    };
    let states = format!("{path}/states");
    let () = world
        .api
        .post(&states, Some(&world.lead.token), &read)
        .await
        .unwrap();
    let () = world
        .api
        .post(&states, Some(&world.lead.token), &read)
        .await
        .unwrap();
    let not_mine = world
        .api
        .post::<()>(&states, Some(&world.member.token), &read)
        .await;
    assert_eq!(
        not_mine.err().unwrap().0,
        400,
        "signed by somebody else than the sender"
    );
    let pulled = world.api.pull(&world.phone.token, &[]).await.unwrap();
    assert_eq!(pulled.states.len(), 1, "sent twice, kept once");
    let queue: Queue = world
        .api
        .get("review/queue", Some(&world.lead.token))
        .await
        .unwrap();
    assert_eq!(queue.records[0].state, ReviewState::Read.number());
    let log: AuditPage = world
        .api
        .get("audit?after=0", Some(&world.supervisor.token))
        .await
        .unwrap();
    let of_record: Vec<&str> = log
        .entries
        .iter()
        .filter(|entry| entry.subject.contains(&reference.id.hex()))
        .map(|entry| entry.what.as_str())
        .collect();
    assert_eq!(
        of_record,
        [
            "create record",
            "read record",
            "change state",
            "list record"
        ]
    );
}

#[tokio::test]
async fn a_return_reaches_the_phone_with_its_record() {
    let mut world = World::new(41).await;
    let case = world.case().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item.clone()])
        .await
        .unwrap();
    let new = NewObject {
        tenant: world.tenant,
        object: ObjectId([1; 16]),
        case: case.tag,
        recipient: Recipient::Device(world.phone.device),
        version: 1,
        author: world.lead.user,
        head: HeadRef {
            size: 0,
            digest: Digest::ZERO,
        },
        about: Some(reference),
    };
    let record = SealedRecord::parse(&item.record).unwrap();
    let verified = record.verify(&world.phone.signing.verifying_key()).unwrap();
    let key = verified.content_key(&item.wraps[0], &case.epoch).unwrap();
    let device = world.phone.opening.sealing_key();
    let wrap = verified.rewrap(&key, &device, &mut world.random).unwrap();
    let body = Return {
        comments: Vec::new(),
        record_key: wrap,
    };
    let lead = &world.lead.keys.signing;
    let (object, wraps) =
        SealedObject::seal(&new, &body, lead, &[device], &mut world.random).unwrap();
    let send = SendBack {
        returns: vec![sealed(object.bytes(), &wraps)],
        change: change(&world, &case, reference, ReviewState::Returned, None).into(),
        note: None,
    };
    let path = format!("records/{}/{}/returns", reference.id, reference.digest);
    let mut other = send.clone();
    other.change = change(&world, &case, reference, ReviewState::Read, None).into();
    let refused = world
        .api
        .post::<()>(&path, Some(&world.lead.token), &other)
        .await;
    assert_eq!(
        refused.err().unwrap().0,
        400,
        "returns that are not said to be"
    );
    let alone = ChangeState {
        change: send.change.clone(),
        note: None,
    };
    let states = format!("records/{}/{}/states", reference.id, reference.digest);
    let refused = world
        .api
        .post::<()>(&states, Some(&world.lead.token), &alone)
        .await;
    assert_eq!(refused.err().unwrap().0, 400, "returned, but nothing is");
    let stranger = world
        .api
        .post::<()>(&path, Some(&world.member.token), &send)
        .await;
    assert!(stranger.is_err(), "not signed by the sender");
    let nothing = world.api.pull(&world.phone.token, &[]).await.unwrap();
    assert!(
        nothing.returns.is_empty(),
        "nothing of a refused request is kept"
    );
    let () = world
        .api
        .post(&path, Some(&world.lead.token), &send)
        .await
        .unwrap();
    let pulled = world.api.pull(&world.phone.token, &[]).await.unwrap();
    assert_eq!(pulled.returns.len(), 1);
    assert_eq!(pulled.returns[0].record, item.record);
    let got = SealedObject::<Return>::parse(&pulled.returns[0].object).unwrap();
    let opened = got
        .verify(&lead.verifying_key())
        .unwrap()
        .open(&pulled.returns[0].wraps[0], &world.phone.opening)
        .unwrap();
    assert_eq!(opened.record_key.sealed.len(), 80);
    second_epoch(&mut world, &case, Vec::new()).await;
    let later = world.api.pull(&world.phone.token, &[]).await.unwrap();
    assert!(later.returns.is_empty(), "the device is no writer any more");
}

/// A second epoch of the lead alone.
async fn second_epoch(world: &mut World, case: &Case, writers: Vec<homeward_seal::DeviceId>) {
    let epoch = OpeningKey::random(&mut world.random);
    let body = homeward_seal::statement::Body::Epoch(EpochStatement {
        case: case.tag,
        number: 2,
        previous: Some(case.statement),
        key: epoch.sealing_key(),
        team: world.team,
        lead: world.lead.user,
        members: vec![world.lead.user],
        writers,
        recovery: Some(OpeningKey::from_bytes(&[3; 32]).sealing_key()),
    });
    let (tenant, lead) = (world.tenant, &world.lead);
    let statement = Statement::sign(
        tenant,
        case.tag,
        lead.user,
        world.api.now(),
        &body,
        &lead.keys.signing,
        &mut world.random,
    )
    .unwrap();
    assert_eq!(statement.kind(), StatementType::Epoch);
    let to = lead.keys.opening.sealing_key();
    let wrap =
        Wrap::epoch_key(&epoch, &tenant, &statement.digest(), &to, &mut world.random).unwrap();
    let add = homeward_protocol::cases::AddEpoch {
        statement: statement.bytes().into(),
        wraps: vec![(&wrap).into()],
    };
    let path = format!("cases/{}/epochs", case.tag);
    let () = world
        .api
        .post(&path, Some(&lead.token), &add)
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_is_removed_sees_nothing_more() {
    let mut world = World::new(42).await;
    let case = world.case().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item])
        .await
        .unwrap();
    let writer = world.phone.device;
    second_epoch(&mut world, &case, vec![writer]).await;
    let (tenant, lead) = (world.tenant, &world.lead);
    let cases: CaseList = world
        .api
        .get("cases", Some(&world.member.token))
        .await
        .unwrap();
    assert!(cases.cases.is_empty());
    let record = format!("records/{}/{}", reference.id, reference.digest);
    let gone = world
        .api
        .raw(
            reqwest::Method::GET,
            &record,
            Some(&world.member.token),
            "",
            Vec::new(),
        )
        .await;
    let unknown = format!("records/{}/{}", "0".repeat(32), "0".repeat(64));
    let never = world
        .api
        .raw(
            reqwest::Method::GET,
            &unknown,
            Some(&world.member.token),
            "",
            Vec::new(),
        )
        .await;
    assert_eq!(gone, never, "forbidden and unknown answer alike");
    let own: CaseList = world.api.get("cases", Some(&lead.token)).await.unwrap();
    assert_eq!(own.cases[0].epochs.len(), 2);
    let other = Person::enrol(
        &world.api,
        &world.supervisor,
        tenant,
        Role::Officer,
        "third",
        &mut world.random,
    )
    .await;
    let cards = format!("cases/{}/cards", case.tag);
    let refused = world
        .api
        .post::<()>(
            &cards,
            Some(&other.token),
            &homeward_protocol::cases::AddObjects {
                objects: Vec::new(),
            },
        )
        .await;
    assert_eq!(refused.err(), Some((404, "HW-103".into())));
}
