//! What a client demands beyond its own subjects: the current state of issuers and teams, the heads that
//! others had seen, and answers in pieces.
#![allow(clippy::unwrap_used)]

mod world;

use homeward_seal::cbor::Bytes;
use homeward_seal::directory::{DirectoryView, Log, LogEntry, SeenProof, ViewError};
use homeward_seal::statement::{Body as Says, StatementType};
use homeward_seal::{
    Cbor, Digest, DirectoryRequest, DirectoryUpdate, Head, HeadRef, Signed, SubjectId, UserId,
};
use world::{NOW, World, names, settings};

type Wanted = [(StatementType, SubjectId)];

fn new_view(world: &World) -> DirectoryView {
    let genesis = world.directory.statement(0).unwrap();
    DirectoryView::pinned(genesis.bytes(), &world.directory.genesis()).unwrap()
}

fn update(world: &World, view: &DirectoryView, wanted: &Wanted, time: u64) -> DirectoryUpdate {
    let request = view.request(wanted);
    world.directory.update(&world.head(time), &request).unwrap()
}

fn of_case(world: &World) -> Vec<(StatementType, SubjectId)> {
    vec![
        (StatementType::Device, world.device.into()),
        (StatementType::Epoch, world.case.into()),
    ]
}

fn seen(world: &World, head: &Signed<Head>, size: u64) -> SeenProof {
    world.directory.seen(head, size).unwrap()
}

/// Something that makes the log longer.
fn grow(world: &mut World, text: &str) {
    let mut other = settings();
    other.emergency[0].names = names(text);
    let statement = world.by_supervisor(world.tenant, &Says::Settings(other));
    world.append(statement);
}

/// A statement about an issuer or a team that is shown as history only: it was in the log, but what
/// holds now stays untold. A supervisor whose keys were replaced, or an officer who was stated anew,
/// could be shown with the old keys.
#[test]
fn an_issuer_or_a_team_without_its_current_state_is_refused() {
    let world = World::new();
    let mut log = Log::new();
    let stubs = world.directory.stubs();
    stubs.iter().for_each(|stub| log.append(&stub.to_cbor()));
    let view = new_view(&world);
    let good = update(&world, &view, &of_case(&world), NOW);
    let mut tried = 0;
    for place in 0..good.entries.len() {
        let entry = &good.entries[place];
        let (StatementType::Supervisor | StatementType::User | StatementType::Team) = entry.kind
        else {
            continue;
        };
        let mut shown = good.clone();
        let entry = shown.entries.remove(place);
        let index = entry.index.unwrap();
        shown.history.push(LogEntry {
            index,
            statement: entry.statement.unwrap(),
            path: log.inclusion(index, log.size()).unwrap(),
        });
        let refused = view.clone().apply(&shown);
        let kind = entry.kind;
        assert!(
            matches!(refused, Err(ViewError::Incomplete(..))),
            "{kind:?}: {refused:?}"
        );
        tried += 1;
    }
    assert_eq!(tried, 3, "the supervisor, the lead and the team");
    view.clone().apply(&good).unwrap();
}

#[test]
fn an_update_brings_the_heads_that_others_had_seen() {
    let mut world = World::new();
    let early = world.head(NOW);
    grow(&mut world, "one");
    let between = world.head(NOW + 1);
    grow(&mut world, "two");
    let mut view = new_view(&world);
    let never = HeadRef {
        size: early.claims().unwrap().size,
        digest: Digest([7; 32]),
    };
    let heads = [&early, &between].map(|head| head.reference().unwrap());
    let asked = view.unseen([heads[0], heads[1], heads[0], never]);
    assert_eq!(asked.len(), 3, "each once");
    let mut answer = update(&world, &view, &[], NOW + 2);
    let size = world.directory.size();
    answer.seen = Some(vec![
        seen(&world, &early, size),
        seen(&world, &between, size),
        SeenProof {
            head: Bytes(b"unreadable".to_vec()),
            consistency: Vec::new(),
        },
    ]);
    let answer = DirectoryUpdate::from_cbor(&answer.to_cbor()).unwrap();
    view.apply_whole(&answer).unwrap();
    assert!(heads.iter().all(|head| view.is_seen(head)));
    assert!(view.is_seen(&view.head_ref()), "its own");
    assert!(!view.is_seen(&never), "a head that nobody proved");
    assert_eq!(view.unseen([heads[0], heads[1], never]), [never]);
    // What names the view's own head is asked for too: it would be unproven once the view moved on.
    let own = view.head_ref();
    assert_eq!(view.unseen([own]), [own]);
    let kept = DirectoryView::restore(&view.save()).unwrap();
    assert!(heads.iter().all(|head| kept.is_seen(head)));

    // A longer head is compared, but not remembered.
    grow(&mut world, "three");
    let later = world.head(NOW + 3);
    let proof = seen(&world, &later, size);
    let named = later.reference().unwrap();
    assert_eq!(view.check_seen(&named, &proof), Ok(()));
    assert!(!view.is_seen(&named));
}

#[test]
fn a_head_of_another_log_is_refused_and_both_are_kept() {
    let mut world = World::new();
    let mut fork = World::new();
    grow(&mut world, "shown to most");
    grow(&mut fork, "shown to one");
    let forked = fork.head(NOW);
    grow(&mut world, "and on");
    let mut view = new_view(&world);
    let mut answer = update(&world, &view, &[], NOW + 1);
    view.apply_whole(&answer).unwrap();
    let before = view.save();
    let proof = seen(&world, &forked, world.directory.size());
    answer.seen = Some(vec![proof.clone()]);
    let named = forked.reference().unwrap();
    for refused in [view.apply_whole(&answer), view.check_seen(&named, &proof)] {
        let Err(ViewError::SeenHead(evidence)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(evidence.offered, forked.bytes());
        assert_eq!(evidence.kept, view.head_bytes().unwrap());
    }
    assert_eq!(view.save(), before, "as a whole or not at all");
    assert!(!view.is_seen(&named));
}

#[test]
fn a_long_question_goes_in_pieces_of_one_head() {
    let mut world = World::new();
    let view = new_view(&world);
    let mut wanted = of_case(&world);
    let most = DirectoryRequest::SUBJECTS_MOST as u32;
    wanted.extend((0..most).map(|number| {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        (StatementType::User, UserId(id).into())
    }));
    let request = view.request(&wanted);
    let pieces = request.pieces();
    assert_eq!(pieces.len(), 2);
    let asked: usize = pieces.iter().map(|piece| piece.subjects.len()).sum();
    assert_eq!(asked, wanted.len());
    assert_eq!(view.request(&[]).pieces().len(), 1, "also of nothing");
    let answer = |world: &World, piece: &DirectoryRequest, time| {
        world.directory.update(&world.head(time), piece).unwrap()
    };
    let answers: Vec<_> = pieces
        .iter()
        .map(|piece| answer(&world, piece, NOW))
        .collect();
    let mut whole = view.clone();
    whole.apply_pieces(&answers).unwrap();
    assert!(
        wanted
            .iter()
            .all(|(kind, subject)| whole.asked(*kind, *subject))
    );
    assert!(whole.stale().is_empty());
    // A view that has a head already takes them too, and a piece that is left out is noticed.
    grow(&mut world, "meanwhile");
    let again = whole.request(&[]).pieces();
    assert!(again.len() >= 2, "what was proven is asked again");
    let answers: Vec<_> = again
        .iter()
        .map(|piece| answer(&world, piece, NOW + 1))
        .collect();
    let partial = whole.clone().apply_pieces(&answers[..1]);
    assert!(
        matches!(partial, Err(ViewError::Incomplete(..))),
        "{partial:?}"
    );
    whole.apply_pieces(&answers).unwrap();
    grow(&mut world, "in the middle");
    let moved = [answers[0].clone(), answer(&world, &again[1], NOW + 2)];
    assert_eq!(whole.apply_pieces(&moved), Err(ViewError::MovedOn));
}
