//! The directory: rights, proofs, heads, and what a client must refuse.
#![allow(clippy::unwrap_used)]

mod world;

use homeward_seal::cbor::Bytes;
use homeward_seal::directory::{AppendError, DirectoryView, RightError, ViewError};
use homeward_seal::statement::{
    Body as Says, LogKeyStatement, RevocationReason, RevocationStatement, Role, Statement,
    StatementError, TeamStatement,
};
use homeward_seal::{
    Cbor, Class, DirectoryUpdate, OpeningKey, Signed, SignedError, SigningKey, StatementType,
    SubjectId, UserId, Wrap,
};
use world::{NOW, World, names, says_user, settings};

type Wanted = Vec<(StatementType, SubjectId)>;

fn wanted(world: &World) -> Wanted {
    vec![
        (StatementType::Settings, world.tenant.into()),
        (StatementType::ReceiptKey, world.tenant.into()),
        (StatementType::StatisticsKey, Class::Ordinary.into()),
        (StatementType::StatisticsKey, Class::Restricted.into()),
        (StatementType::Device, world.device.into()),
        (StatementType::User, world.lead.id.into()),
        (StatementType::Epoch, world.case.into()),
        (
            StatementType::Form,
            homeward_seal::statement::FormStatement::subject(&world.form),
        ),
    ]
}

fn new_view(world: &World) -> DirectoryView {
    let genesis = world.directory.statement(0).unwrap();
    DirectoryView::pinned(genesis.bytes(), &world.directory.genesis()).unwrap()
}

fn update(world: &World, view: &DirectoryView, wanted: &Wanted, time: u64) -> DirectoryUpdate {
    let head = world.head(time);
    world
        .directory
        .update(&head, &view.request(wanted))
        .unwrap()
}

fn synced(world: &World) -> DirectoryView {
    let mut view = new_view(world);
    let update = update(world, &view, &wanted(world), NOW);
    view.apply(&update).unwrap();
    view
}

#[test]
fn a_client_learns_what_is_proven() {
    let mut world = World::new();
    let mut view = synced(&world);
    assert_eq!(view.settings(), Some(&settings()));
    assert_eq!(view.receipt_key(), Some(world.receipt_key.verifying_key()));
    let statistics = world.statistics[1].sealing_key();
    assert_eq!(view.statistics_key(Class::Restricted), Some(statistics));
    let device = view.device(&world.device).unwrap();
    assert_eq!(device.signing, world.device_key());
    assert!(device.revoked.is_none());
    assert_eq!(view.user(&world.lead.id).unwrap().role, Role::Officer);
    assert_eq!(view.epoch(&world.case, 1).unwrap().0, world.epoch_statement);
    assert_eq!(view.form(&world.form).unwrap().version, "1");
    assert!(
        view.team(&world.team).is_some(),
        "an epoch's right rests on its team"
    );
    assert!(view.user(&world.member.id).is_none(), "never asked for");
    assert!(view.stale().is_empty());

    // Kept and started again, it is the same.
    let kept = view.save();
    let again = DirectoryView::restore(&kept).unwrap();
    assert_eq!(again.save(), kept);
    assert_eq!(again.head_ref(), view.head_ref());

    // A second epoch without the member: a delta with few statements, everything proven again.
    let mut second = world.epoch(2, Some(world.epoch_statement));
    second.key = OpeningKey::random(&mut world.random).sealing_key();
    let second = world.by_lead(world.case, &Says::Epoch(second));
    let digest = second.digest();
    world.append(second);
    let delta = update(&world, &view, &vec![], NOW + 1);
    let sent = delta
        .entries
        .iter()
        .filter(|entry| entry.statement.is_some())
        .count();
    assert_eq!((sent, delta.history.len()), (1, 0));
    view.apply(&delta).unwrap();
    assert_eq!(view.current_epoch(&world.case).unwrap().0, digest);
    assert_eq!(view.epoch(&world.case, 1).unwrap().0, world.epoch_statement);
    assert!(view.stale().is_empty());

    // Somebody new needs the first epoch too, which comes as history.
    let late = synced(&world);
    assert_eq!(late.epoch(&world.case, 1).unwrap().0, world.epoch_statement);
    assert_eq!(late.current_epoch(&world.case).unwrap().0, digest);
}

#[test]
fn an_answer_that_leaves_something_out_hides_nothing() {
    let mut world = World::new();
    let mut view = synced(&world);
    let says = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Revoked,
        last_valid: Vec::new(),
    });
    let ended = world.by_supervisor(world.device, &says);
    world.append(ended);
    let honest = update(&world, &view, &wanted(&world), NOW + 1);
    for left_out in 0..honest.entries.len() {
        let mut silent = honest.clone();
        let entry = silent.entries.remove(left_out);
        let before = view.save();
        assert!(view.apply_whole(&silent).is_err(), "{:?}", entry.kind);
        assert_eq!(view.save(), before, "as a whole or not at all");
    }
    let device = SubjectId::from(world.device);
    let mut silent = honest.clone();
    silent.entries.retain(|entry| entry.subject != device);
    let refused = view.apply_whole(&silent);
    assert!(matches!(refused, Err(ViewError::Incomplete(_, subject)) if subject == device));
    view.apply_whole(&honest).unwrap();
    assert!(view.device(&world.device).unwrap().revoked.is_some());
}

#[test]
fn smaller_and_inconsistent_heads_leave_evidence() {
    let mut world = World::new();
    let old = world.directory.clone();
    let old_head = world.head(NOW);
    let statement = world.by_supervisor(world.tenant, &Says::Settings(settings()));
    world.append(statement);
    let mut view = new_view(&world);
    let newer = update(&world, &view, &wanted(&world), NOW + 5);
    view.apply(&newer).unwrap();
    let kept = view.save();

    // Replayed: the head from before.
    let replayed = old.update(&old_head, &view.request(&[])).unwrap();
    let error = view.apply(&replayed).unwrap_err();
    let ViewError::SmallerHead(evidence) = error else {
        panic!("{error:?}");
    };
    assert_eq!(evidence.offered, old_head.bytes());
    assert_eq!(evidence.kept, view.head_bytes().unwrap());

    // Two logs that are different from some point on, both signed by the log key.
    let mut fork = World::new();
    for text in ["one", "two"] {
        let mut other = settings();
        other.emergency[0].names = names(text);
        let statement = fork.by_supervisor(fork.tenant, &Says::Settings(other));
        fork.append(statement);
    }
    assert!(fork.directory.size() > view.head().unwrap().size);
    let forked = update(&fork, &view, &vec![], NOW + 9);
    let error = view.apply(&forked).unwrap_err();
    assert!(matches!(error, ViewError::InconsistentHead(_)), "{error:?}");
    assert_eq!(view.save(), kept, "a refused update changes nothing");
}

#[test]
fn a_view_that_begins_at_a_head_takes_only_what_extends_it() {
    let mut world = World::new();
    let shown = world.head(NOW);
    let begun = |head: &[u8]| {
        let mut view = new_view(&world);
        view.begin_at(head).map(|()| view)
    };
    let view = begun(shown.bytes()).unwrap();
    assert_eq!(view.head_ref().digest, shown.digest());
    let kept = DirectoryView::restore(&view.save()).unwrap();
    assert_eq!(kept.head_ref(), view.head_ref(), "kept between starts");
    let mut twice = view.clone();
    assert_eq!(
        twice.begin_at(shown.bytes()),
        Err(ViewError::OtherHead),
        "a head is not taken twice"
    );
    let mut unreadable = shown.bytes().to_vec();
    unreadable.pop();
    assert!(matches!(begun(&unreadable), Err(ViewError::Head(_))));
    let mut foreign = shown.claims().unwrap();
    foreign.tenant = homeward_seal::TenantId([9; 16]);
    let foreign = Signed::sign(&foreign, &world.log_key);
    assert_eq!(begun(foreign.bytes()).err(), Some(ViewError::OtherHead));
    let forged = Signed::sign(&shown.claims().unwrap(), &SigningKey::from_seed(&[3; 32]));
    let mut on_forged = begun(forged.bytes()).unwrap();

    let statement = world.by_supervisor(world.tenant, &Says::Settings(settings()));
    world.append(statement);
    let next = update(&world, &view, &wanted(&world), NOW + 5);
    let mut honest = view.clone();
    honest.apply(&next).unwrap();
    assert_eq!(honest.settings(), Some(&settings()));
    let error = on_forged.apply(&next).unwrap_err();
    assert!(
        matches!(error, ViewError::Head(_)),
        "a head that the log key did not sign is no beginning: {error:?}"
    );

    // another log of the same institution, signed by the same key
    let mut fork = World::new();
    for text in ["one", "two"] {
        let mut other = settings();
        other.emergency[0].names = names(text);
        let statement = fork.by_supervisor(fork.tenant, &Says::Settings(other));
        fork.append(statement);
    }
    let mut later = new_view(&world);
    later.begin_at(world.head(NOW + 5).bytes()).unwrap();
    let forked = update(&fork, &later, &wanted(&fork), NOW + 9);
    let error = later.apply(&forked).unwrap_err();
    assert!(matches!(error, ViewError::InconsistentHead(_)), "{error:?}");
}

#[test]
fn every_altered_byte_of_a_head_is_refused() {
    let world = World::new();
    let view = new_view(&world);
    let good = update(&world, &view, &wanted(&world), NOW);
    for place in 0..good.head.len() {
        let mut bad = good.clone();
        bad.head.0[place] ^= 1 << (place % 8);
        let error = view.clone().apply(&bad).unwrap_err();
        assert!(
            matches!(error, ViewError::Head(_) | ViewError::OtherHead),
            "byte {place}: {error:?}"
        );
    }
    let mut forged = good.clone();
    let head = world.head(NOW).claims().unwrap();
    let thief = SigningKey::random(&mut world::seeded(1));
    forged.head = Bytes(Signed::sign(&head, &thief).bytes().to_vec());
    let error = view.clone().apply(&forged).unwrap_err();
    assert_eq!(error, ViewError::Head(SignedError::Signature));
    let mut claimed = head;
    claimed.log_key = thief.verifying_key().id();
    forged.head = Bytes(Signed::sign(&claimed, &thief).bytes().to_vec());
    assert_eq!(
        view.clone().apply(&forged).unwrap_err(),
        ViewError::OtherHead
    );
}

#[test]
fn every_altered_byte_of_an_update_is_refused() {
    let world = World::new();
    let view = new_view(&world);
    let wanted = vec![(StatementType::Device, world.device.into())];
    let good = update(&world, &view, &wanted, NOW).to_cbor();
    let mut taken = 0;
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1 << (place % 8);
        let Ok(bad) = DirectoryUpdate::from_cbor(&bad) else {
            continue;
        };
        if view.clone().apply(&bad).is_ok() {
            taken += 1;
        }
    }
    assert_eq!(taken, 0, "altered updates that were taken");
}

#[test]
fn what_is_left_out_is_noticed() {
    let world = World::new();
    let view = new_view(&world);
    let good = update(&world, &view, &wanted(&world), NOW);
    let complete = good.entries.len();
    for left_out in 0..complete {
        let mut bad = good.clone();
        let entry = bad.entries.remove(left_out);
        let mut view = view.clone();
        match view.apply(&bad) {
            // Without it something else has no proven right.
            Err(_) => {}
            // Nothing rests on it: then the view does not answer about it either.
            Ok(()) => assert!(!view.asked(entry.kind, entry.subject), "{:?}", entry.kind),
        }
        let mut bad = good.clone();
        bad.entries[left_out].statement = None;
        if good.entries[left_out].index.is_some_and(|index| index > 0) {
            let error = view_error(&view, &bad);
            assert!(matches!(error, ViewError::Incomplete(..)), "{error:?}");
        }
    }
}

fn view_error(view: &DirectoryView, update: &DirectoryUpdate) -> ViewError {
    view.clone().apply(update).unwrap_err()
}

fn view(mut view: DirectoryView, update: &DirectoryUpdate) -> DirectoryView {
    view.apply(update).unwrap();
    view
}

#[test]
fn a_revocation_is_seen_and_ends_the_right() {
    let mut world = World::new();
    let before = synced(&world);
    let (lead, key) = (world.lead.id, world.lead.keys.signing.clone());
    let says = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Disabled,
        last_valid: vec![],
    });
    let statement = world.by_supervisor(lead, &says);
    world.append(statement);
    let delta = update(&world, &before, &vec![], NOW + 1);
    let after = view(before, &delta);
    let user = after.user(&lead).unwrap();
    assert_eq!(user.revoked.unwrap().reason, RevocationReason::Disabled);
    assert!(
        after.epoch(&world.case, 1).is_some(),
        "what was issued before stays"
    );
    let says = Says::Epoch(world.epoch(2, Some(world.epoch_statement)));
    let (tenant, case) = (world.tenant, world.case);
    let late = Statement::sign(tenant, case, lead, NOW, &says, &key, &mut world.random).unwrap();
    assert_eq!(
        world.directory.append(late),
        Err(AppendError::Right(RightError::Issuer))
    );
    // Retired, then appointed anew.
    let says = Says::User(says_user(
        Role::Officer,
        "Synthetic lead",
        Some(&world.lead.keys),
    ));
    let statement = world.by_supervisor(lead, &says);
    world.append(statement);
    let delta = update(&world, &after, &vec![], NOW + 2);
    assert!(view(after, &delta).user(&lead).unwrap().revoked.is_none());
    // A newcomer can prove the first epoch although its issuer was stated anew since.
    let newcomer = synced(&world);
    assert!(newcomer.epoch(&world.case, 1).is_some());
}

#[test]
fn another_genesis_is_refused() {
    let (world, other) = (World::new(), World::seeded(8));
    let genesis = other.directory.statement(0).unwrap();
    let error = DirectoryView::pinned(genesis.bytes(), &world.directory.genesis());
    assert_eq!(error.unwrap_err(), ViewError::Genesis);
    let foreign = update(&other, &new_view(&other), &wanted(&other), NOW);
    assert!(matches!(
        view_error(&new_view(&world), &foreign),
        ViewError::Right(..)
    ));
}

fn check(world: &mut World, statement: Statement, expected: Result<(), RightError>) {
    let found = world
        .directory
        .check(&statement)
        .map_err(|error| match error {
            AppendError::Right(error) => error,
            AppendError::NoGenesis => RightError::Genesis,
        });
    assert_eq!(found, expected, "{statement:?}");
}

#[test]
fn who_may_issue_what() {
    let world = &mut World::new();
    let tenant = world.tenant;
    let new = UserId::random(&mut world.random);
    let keys = homeward_seal::sign_in::UserKeys::random(&mut world.random);
    let supervisor = Says::Supervisor(says_user(Role::Supervisor, "Synthetic", Some(&keys)));
    let officer = Says::User(says_user(Role::Officer, "Synthetic", Some(&keys)));
    let pretender = Says::User(says_user(Role::Supervisor, "Synthetic", Some(&keys)));
    let without = Says::User(says_user(Role::Officer, "Synthetic", None));
    let log_key = Says::LogKey(LogKeyStatement {
        key: keys.signing.verifying_key(),
    });

    let statement = world.by_root(new, &supervisor);
    check(world, statement, Ok(()));
    let statement = world.by_supervisor(new, &supervisor);
    check(world, statement, Err(RightError::NoRight));
    let statement = world.by_supervisor(tenant, &log_key);
    check(world, statement, Err(RightError::NoRight));
    let statement = world.by_root(new, &officer);
    check(world, statement, Err(RightError::NoRight));
    let statement = world.by_supervisor(new, &officer);
    check(world, statement, Ok(()));
    let statement = world.by_lead(new, &officer);
    check(world, statement, Err(RightError::NoRight));
    let statement = world.by_supervisor(new, &pretender);
    check(
        world,
        statement,
        Err(RightError::Content("the root appoints supervisors")),
    );
    let statement = world.by_supervisor(new, &without);
    check(
        world,
        statement,
        Err(RightError::Content(
            "workers have no keys, everybody else has both",
        )),
    );
    // A supervisor cannot be made something else by another supervisor.
    let statement = world.by_supervisor(world.supervisor.id, &officer);
    check(world, statement, Err(RightError::NoRight));
    // Nor can a supervisor sign in the name of the root or of another.
    let key = world.supervisor.keys.signing.clone();
    let forged = Statement::sign(
        tenant,
        new,
        tenant,
        NOW,
        &supervisor,
        &key,
        &mut world.random,
    )
    .unwrap();
    check(world, forged, Err(RightError::Signature));
    let stranger = Statement::sign(
        tenant,
        new,
        new,
        NOW,
        &officer,
        &keys.signing,
        &mut world.random,
    )
    .unwrap();
    check(world, stranger, Err(RightError::Issuer));

    // A device and a form come once; a form needs two different authors.
    let device = Says::Device(world.device_statement());
    let statement = world.by_supervisor(world.device, &device);
    check(world, statement, Err(RightError::NotFirst));
    world.form = homeward_seal::Digest::of(b"another form");
    let statement = world.form_statement([0, 1]);
    check(world, statement, Ok(()));
    let statement = world.form_statement([1, 1]);
    check(world, statement, Err(RightError::NoRight));

    // Two accounts that share a key are one author.
    let twin = says_user(
        Role::FormAuthor,
        "Synthetic twin",
        Some(&world.authors[0].keys),
    );
    let statement = world.by_supervisor(world.authors[1].id, &Says::User(twin));
    let mut other = World::new();
    other.append(statement);
    other.form = world.form;
    other.authors[1].keys = other.authors[0].keys.clone();
    let statement = other.form_statement([0, 1]);
    check(&mut other, statement, Err(RightError::NoRight));

    let mut long = settings();
    long.limits.pin_tries = 11;
    let statement = world.by_supervisor(tenant, &Says::Settings(long));
    check(
        world,
        statement,
        Err(RightError::Content("1 to 10 tries of the PIN")),
    );
    let mut twice = settings();
    twice.periods.reverse();
    let statement = world.by_supervisor(tenant, &Says::Settings(twice));
    check(
        world,
        statement,
        Err(RightError::Content(
            "periods are in order and do not overlap",
        )),
    );

    let other = homeward_seal::TenantId::random(&mut world.random);
    let foreign = Statement::sign(
        other,
        new,
        world.supervisor.id,
        NOW,
        &officer,
        &key,
        &mut world.random,
    )
    .unwrap();
    check(world, foreign, Err(RightError::Tenant));
    let subject = Statement::sign(
        tenant,
        new,
        world.supervisor.id,
        NOW,
        &Says::Settings(settings()),
        &key,
        &mut world.random,
    );
    assert_eq!(subject.unwrap_err(), StatementError::Subject);
}

#[test]
fn who_may_change_a_case() {
    let world = &mut World::new();
    let first = world.epoch_statement;
    let by_member = |world: &mut World, says: &Says| {
        let (id, key) = (world.member.id, world.member.keys.signing.clone());
        Statement::sign(
            world.tenant,
            world.case,
            id,
            NOW,
            says,
            &key,
            &mut world.random,
        )
        .unwrap()
    };
    // A member may only remove; the lead may do more, within the team.
    let mut fewer = world.epoch(2, Some(first));
    fewer.writers.clear();
    let statement = by_member(world, &Says::Epoch(fewer.clone()));
    check(world, statement, Ok(()));
    let mut more = fewer.clone();
    more.writers = vec![homeward_seal::DeviceId([9; 16])];
    let statement = by_member(world, &Says::Epoch(more.clone()));
    check(world, statement, Err(RightError::NoRight));
    let statement = world.by_lead(world.case, &Says::Epoch(more));
    check(world, statement, Ok(()));
    let mut outside = fewer.clone();
    outside.members.push(UserId([0xff; 16]));
    let statement = world.by_lead(world.case, &Says::Epoch(outside));
    check(
        world,
        statement,
        Err(RightError::Content("members are of the team")),
    );
    let mut alone = fewer.clone();
    alone.members = vec![world.lead.id];
    let statement = world.by_lead(world.case, &Says::Epoch(alone.clone()));
    check(
        world,
        statement,
        Err(RightError::Content(
            "two members, or one and the recovery key",
        )),
    );
    alone.recovery = Some(world.epoch_key.sealing_key());
    let statement = world.by_lead(world.case, &Says::Epoch(alone));
    check(world, statement, Ok(()));
    let mut taken_over = fewer.clone();
    taken_over.lead = world.member.id;
    let statement = by_member(world, &Says::Epoch(taken_over));
    check(
        world,
        statement,
        Err(RightError::Content("the lead leads in the team")),
    );

    // The first epoch with a number wins.
    let statement = world.by_lead(world.case, &Says::Epoch(fewer.clone()));
    world.append(statement);
    let statement = by_member(world, &Says::Epoch(fewer));
    check(world, statement, Err(RightError::NotFirst));
    let again = Says::Epoch(world.epoch(1, None));
    let statement = world.by_lead(world.case, &again);
    check(world, statement, Err(RightError::NotFirst));

    // Teams are lists in order, leads among the members.
    let team = TeamStatement {
        name: "Synthetic".into(),
        leads: vec![world.lead.id],
        members: vec![world.member.id],
        workers: vec![],
    };
    let statement = world.by_supervisor(world.team, &Says::Team(team));
    check(
        world,
        statement,
        Err(RightError::Content("leads are members")),
    );
}

#[test]
fn the_log_can_be_recomputed() {
    let world = World::new();
    let statements = || {
        (0..world.directory.size()).map(|index| world.directory.statement(index).unwrap().clone())
    };
    let again = homeward_seal::Directory::restore(statements()).unwrap();
    assert!(again.matches(&world.head(NOW).claims().unwrap()));
    let without = statements().filter(|statement| statement.kind() != StatementType::Supervisor);
    assert_eq!(
        homeward_seal::Directory::restore(without).unwrap_err(),
        AppendError::Right(RightError::Issuer)
    );
    let mut directory = world.directory.clone();
    let last = directory.statement(directory.size() - 1).unwrap().clone();
    let (size, stub) = (directory.size(), directory.append(last).unwrap());
    assert_eq!(
        (directory.size(), stub.index),
        (size, size - 1),
        "sent again"
    );
}

#[test]
fn an_epoch_key_must_be_that_of_its_statement() {
    let mut world = World::new();
    let member = world.member.keys.opening.clone();
    let mine = Wrap::find(&world.epoch_wraps, &member.sealing_key())
        .unwrap()
        .clone();
    let (tenant, stated) = (world.tenant, world.epoch_key.sealing_key());
    let statement = world.epoch_statement;
    assert!(
        mine.open_epoch_key(&tenant, &statement, &stated, &member)
            .is_ok()
    );
    let other = OpeningKey::random(&mut world.random);
    assert!(
        mine.open_epoch_key(&tenant, &statement, &other.sealing_key(), &member)
            .is_err()
    );
    let wrong = homeward_seal::Digest::of(b"another statement");
    assert!(
        mine.open_epoch_key(&tenant, &wrong, &stated, &member)
            .is_err()
    );
    assert!(
        mine.open_epoch_key(&tenant, &statement, &stated, &other)
            .is_err()
    );
    let swapped = Wrap::epoch_key(
        &other,
        &tenant,
        &statement,
        &member.sealing_key(),
        &mut world.random,
    )
    .unwrap();
    assert!(
        swapped
            .open_epoch_key(&tenant, &statement, &stated, &member)
            .is_err()
    );
}

#[test]
fn the_head_that_somebody_saw_is_of_the_same_log() {
    let mut world = World::new();
    let early = synced(&world);
    let seen_early = world.head(NOW);
    let statement = world.by_supervisor(world.tenant, &Says::Settings(settings()));
    world.append(statement);
    let late = synced(&world);
    let seen_late = world.head(NOW);
    for (view, seen) in [
        (&late, &seen_early),
        (&early, &seen_late),
        (&late, &seen_late),
    ] {
        let size = view.head().unwrap().size;
        let proof = world.directory.seen(seen, size).unwrap();
        assert_eq!(view.check_seen(&seen.reference().unwrap(), &proof), Ok(()));
        let other = homeward_seal::HeadRef {
            size: 3,
            digest: homeward_seal::Digest::ZERO,
        };
        assert_eq!(view.check_seen(&other, &proof), Err(ViewError::OtherHead));
    }
    // A head that was shown to one person only.
    let mut fork = World::new();
    let mut other = settings();
    other.emergency[0].number = "0".into();
    let statement = fork.by_supervisor(fork.tenant, &Says::Settings(other));
    fork.append(statement);
    let shown = fork.head(NOW);
    for view in [&late, &early] {
        let proof = fork
            .directory
            .seen(&shown, view.head().unwrap().size)
            .unwrap();
        let found = view.check_seen(&shown.reference().unwrap(), &proof);
        let same_log = view.head().unwrap().size < shown.claims().unwrap().size;
        assert_eq!(found.is_ok(), same_log, "{found:?}");
    }
}
