//! Heads that were issued: kept, given again, and proven to whoever reads what names them.

use homeward_protocol::cases::AddObjects;
use homeward_protocol::review::{ChangeState, RecordAnswer};
use homeward_protocol::sync::{Pull, PullAnswer};
use homeward_seal::cbor::Bytes;
use homeward_seal::directory::{DirectoryUpdate, DirectoryView, SeenProof, verify_consistency};
use homeward_seal::statement::{Body as Says, Role, UserStatement};
use homeward_seal::{
    Cbor as _, Digest, DirectoryRequest, Head, HeadRef, ObjectId, RecordRef, ReviewState, Signed,
    StateChange, UserId,
};

use crate::world::{Case, World};

fn says(head: &Signed<Head>) -> Head {
    head.claims().unwrap()
}

/// A statement that makes the log longer.
async fn grow(world: &mut World) {
    let subject = UserId::random(&mut world.random);
    let body = Says::User(UserStatement {
        role: Role::CommunityWorker,
        name: "Synthetic".into(),
        organisation: "synthetic".into(),
        signing: None,
        sealing: None,
    });
    let statement = homeward_seal::Statement::sign(
        world.tenant,
        subject,
        world.supervisor.user,
        world.api.now(),
        &body,
        &world.supervisor.keys.signing,
        &mut world.random,
    )
    .unwrap();
    let append = homeward_protocol::directory::AppendStatement {
        statement: statement.bytes().into(),
    };
    let token = world.supervisor.token.clone();
    let _: homeward_protocol::directory::Appended = world
        .api
        .post("directory/statements", Some(&token), &append)
        .await
        .unwrap();
}

/// Whether a proof is of that head, and to the log of that head.
fn proves(proof: &SeenProof, seen: &Signed<Head>, to: &Head) -> bool {
    let old = says(seen);
    proof.head.0 == seen.bytes()
        && verify_consistency(
            old.size,
            &old.log_root,
            to.size,
            &to.log_root,
            &proof.consistency,
        )
}

#[tokio::test]
async fn a_head_is_given_again_until_the_log_grows_or_five_minutes_pass() {
    let mut world = World::new(70).await;
    let first = world.look().await;
    world.clock.advance_seconds(299);
    assert_eq!(world.look().await.bytes(), first.bytes());
    world.clock.advance_seconds(1);
    let second = world.look().await;
    assert_eq!(says(&second).time, says(&first).time + 300);
    grow(&mut world).await;
    let third = world.look().await;
    assert_eq!(says(&third).size, says(&second).size + 1);
    let mut world = world.restart().await;
    let again = world.look().await;
    assert_eq!(
        again.bytes(),
        third.bytes(),
        "also by a server that was started anew"
    );
}

#[tokio::test]
async fn a_clock_that_is_set_back_makes_no_older_head() {
    let mut world = World::new(71).await;
    let first = world.look().await;
    world.clock.set_seconds(world.api.now() - 86_400);
    // sessions do not outlive a clock that is set back
    let mut world = world.restart().await;
    grow(&mut world).await;
    let second = world.look().await;
    assert!(says(&second).size > says(&first).size);
    assert_eq!(says(&second).time, says(&first).time);
    // A client that has the first head takes the second.
    let genesis: homeward_protocol::directory::Genesis =
        world.api.get("directory/genesis", None).await.unwrap();
    let hash = homeward_seal::Statement::parse(&genesis.statement)
        .unwrap()
        .digest();
    let mut view = DirectoryView::pinned(&genesis.statement, &hash).unwrap();
    view.begin_at(first.bytes()).unwrap();
    let update = ask(&world, view.request(&[])).await;
    view.apply_whole(&update).unwrap();
}

async fn ask(world: &World, request: DirectoryRequest) -> DirectoryUpdate {
    let request = homeward_protocol::directory::StateRequest {
        request: request.to_cbor().into(),
    };
    let answer: homeward_protocol::directory::StateAnswer = world
        .api
        .post("directory/state", Some(&world.lead.token), &request)
        .await
        .unwrap();
    DirectoryUpdate::from_cbor(&answer.update).unwrap()
}

#[tokio::test]
async fn a_question_brings_the_heads_that_it_names() {
    let mut world = World::new(72).await;
    let early = world.look().await;
    grow(&mut world).await;
    let named = [
        world.seen,
        HeadRef {
            size: 2,
            digest: Digest([7; 32]),
        },
    ];
    let request = |seen: Vec<HeadRef>| DirectoryRequest {
        known_size: 0,
        subjects: Vec::new(),
        have: Vec::new(),
        seen: Some(seen),
    };
    let update = ask(&world, request(named.to_vec())).await;
    let head = Signed::<Head>::parse(&update.head).unwrap();
    let proofs = update.seen.unwrap();
    assert_eq!(proofs.len(), 1, "the one that was never issued is left out");
    assert!(proves(&proofs[0], &early, &says(&head)));
    assert!(ask(&world, request(Vec::new())).await.seen.is_none());
    let too_many = vec![named[0]; DirectoryRequest::HEADS_MOST + 1];
    let refused = world
        .api
        .post::<homeward_protocol::directory::StateAnswer>(
            "directory/state",
            Some(&world.lead.token),
            &homeward_protocol::directory::StateRequest {
                request: request(too_many).to_cbor().into(),
            },
        )
        .await;
    assert_eq!(refused.err(), Some((400, "HW-100".into())));
}

fn read(world: &World, case: &Case, record: RecordRef) -> ChangeState {
    let change = StateChange {
        suite: 1,
        tenant: world.tenant,
        case: case.tag,
        record,
        state: ReviewState::Read,
        user: world.lead.user,
        time: world.api.now(),
        head: world.seen,
        note: None,
    };
    ChangeState {
        change: Signed::sign(&change, &world.lead.keys.signing)
            .bytes()
            .into(),
        note: None,
    }
}

#[tokio::test]
async fn a_pull_brings_the_heads_that_cards_and_states_name_once_each() {
    let mut world = World::new(73).await;
    let early = world.look().await;
    let case = world.case().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    let token = world.phone.token.clone();
    world.api.push(&token, vec![item]).await.unwrap();
    let change = read(&world, &case, reference);
    let path = format!("records/{}/{}/states", reference.id, reference.digest);
    let lead = world.lead.token.clone();
    let () = world.api.post(&path, Some(&lead), &change).await.unwrap();
    let late = world.look().await;
    let card = world.card(&case, ObjectId([5; 16]), 2);
    let cards = format!("cases/{}/cards", case.tag);
    let objects = AddObjects {
        objects: vec![card],
    };
    let () = world.api.post(&cards, Some(&lead), &objects).await.unwrap();
    grow(&mut world).await;
    let pulled = world.api.pull(&token, &[]).await.unwrap();
    assert_eq!((pulled.cards.len(), pulled.states.len()), (1, 1));
    let update = pulled.directory.unwrap();
    let head = Signed::<Head>::parse(&update.head).unwrap();
    let proofs = update.seen.unwrap();
    assert_eq!(proofs.len(), 2, "of the newer card and of the state");
    for seen in [&early, &late] {
        assert!(proofs.iter().any(|proof| proves(proof, seen, &says(&head))));
    }
    let nothing = world.api.pull(&token, &pulled.cursor).await.unwrap();
    assert!(nothing.directory.unwrap().seen.is_none());
}

#[tokio::test]
async fn a_record_comes_with_the_heads_that_it_and_its_states_name() {
    let mut world = World::new(74).await;
    let case = world.case().await;
    let early = world.look().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    let token = world.phone.token.clone();
    world.api.push(&token, vec![item]).await.unwrap();
    grow(&mut world).await;
    let late = world.look().await;
    let change = read(&world, &case, reference);
    let path = format!("records/{}/{}", reference.id, reference.digest);
    let lead = world.lead.token.clone();
    let states = format!("{path}/states");
    let () = world.api.post(&states, Some(&lead), &change).await.unwrap();
    grow(&mut world).await;
    let newest = world.look().await;
    for (query, to) in [
        (String::new(), &newest),
        (format!("?size={}", says(&early).size), &early),
        (format!("?size={}", u64::MAX), &newest),
    ] {
        let path = format!("{path}{query}");
        let answer: RecordAnswer = world.api.get(&path, Some(&lead)).await.unwrap();
        let seen = answer.seen.unwrap();
        assert_eq!(seen.size, says(to).size, "{query}");
        let size: usize = seen.proofs.iter().map(|proof| proof.0.len()).sum();
        assert!(size < 1500, "two proofs have {size} bytes");
        let proofs: Vec<SeenProof> = seen
            .proofs
            .iter()
            .map(|proof| SeenProof::from_cbor(proof).unwrap())
            .collect();
        assert_eq!(proofs.len(), 2, "{query}");
        let of = |head: &Signed<Head>| proofs.iter().find(|proof| proof.head.0 == head.bytes());
        assert!(proves(of(&early).unwrap(), &early, &says(to)), "{query}");
        let (old, new) = (says(to), says(&late));
        let (old, new) = if old.size <= new.size {
            (old, new)
        } else {
            (new, old)
        };
        let path = &of(&late).unwrap().consistency;
        assert!(verify_consistency(
            old.size,
            &old.log_root,
            new.size,
            &new.log_root,
            path
        ));
    }
}

#[tokio::test]
async fn a_question_that_is_too_long_is_refused() {
    let world = World::new(75).await;
    let subjects = vec![
        (homeward_seal::StatementType::User, world.lead.user.into());
        DirectoryRequest::SUBJECTS_MOST + 1
    ];
    let pull = Pull {
        cursor: Bytes(Vec::new()),
        directory: DirectoryRequest {
            known_size: 0,
            subjects,
            have: Vec::new(),
            seen: None,
        },
        receipt: None,
        limit: 1,
    };
    let token = &world.phone.token;
    let refused = world
        .api
        .cbor::<PullAnswer>("sync/pull", Some(token), &pull)
        .await;
    assert_eq!(refused.err(), Some(400));
    let pieces = pull.directory.pieces();
    assert_eq!(pieces.len(), 2);
    for piece in pieces {
        ask(&world, piece).await;
    }
}
