//! Records: sealing and opening, sizes, and everything that must be refused.
#![allow(clippy::unwrap_used)]

mod world;

use homeward_seal::record::{ChainBreak, RecordError, SealError, follow};
use homeward_seal::{
    AnswerState, CannotOpen, ContentKey, Digest, OpeningKey, RecordId, SealedRecord, SealingKey,
    SigningKey, Wrap,
};
use world::{World, body};

#[test]
fn the_way_of_a_record() {
    let mut world = World::new();
    let new = world.new_record();
    let written = body("answers", 44);
    let (record, wrap, tallies) = world.seal(&new, &written);
    let received = SealedRecord::parse(record.bytes()).unwrap();
    assert_eq!(received.reference(), record.reference());
    received.check_tallies(&tallies).unwrap();
    let verified = received.verify(&world.device_key()).unwrap();

    // A member opens the epoch's key, then the record.
    let member = &world.member.keys.opening;
    let mine = Wrap::find(&world.epoch_wraps, &member.sealing_key()).unwrap();
    let stated = world.epoch_key.sealing_key();
    let epoch = mine
        .open_epoch_key(&world.tenant, &world.epoch_statement, &stated, member)
        .unwrap();
    assert!(verified.open(&wrap, &epoch).unwrap() == written);

    // Moved to a new epoch: other wrap, same bytes.
    let next = OpeningKey::random(&mut world.random);
    let key = verified.content_key(&wrap, &epoch).unwrap();
    let moved = verified
        .rewrap(&key, &next.sealing_key(), &mut world.random)
        .unwrap();
    assert!(verified.open(&moved, &next).unwrap() == written);
    assert_eq!(verified.open(&moved, &epoch), Err(CannotOpen));
    assert_eq!(verified.open(&wrap, &next), Err(CannotOpen));
}

#[test]
fn a_second_wrap_opens_it_where_it_was_written() {
    let mut world = World::new();
    let new = world.new_record();
    let written = body("answers", 44);
    let tallies = world.tallies();
    let own = OpeningKey::random(&mut world.random);
    let to = (&world.epoch_key.sealing_key(), &own.sealing_key());
    let of_tallies: Vec<_> = tallies.iter().collect();
    let (device, random) = (&world.device_signing, &mut world.random);
    let (record, wrap, kept) =
        SealedRecord::seal_and_keep(&new, &written, &of_tallies, device, to, random).unwrap();
    let verified = record.verify(&world.device_key()).unwrap();
    assert!(verified.open(&wrap, &world.epoch_key).unwrap() == written);
    assert!(verified.open(&kept, &own).unwrap() == written);
    assert_eq!(verified.open(&kept, &world.epoch_key), Err(CannotOpen));
    assert_eq!(verified.open(&wrap, &own), Err(CannotOpen));
}

#[test]
fn sizes_tell_nothing() {
    let mut world = World::new();
    let danger = "Somebody may be harmed. ".repeat(40);
    let kinds = [
        body("<agrees_today>no</agrees_today>", 11),
        body(
            &(0..44)
                .map(|n| format!("<q{n}>choice{n}</q{n}>"))
                .collect::<String>(),
            44,
        ),
        body(
            &format!("<safety_concern>now</safety_concern><concern_text>{danger}</concern_text>"),
            44,
        ),
    ];
    let sizes = kinds.map(|body| {
        let new = world.new_record();
        let (record, wrap, tallies) = world.seal(&new, &body);
        let tallies = tallies.map(|tally| tally.bytes().len());
        (record.bytes().len(), wrap.sealed.len(), tallies)
    });
    assert_eq!(sizes[0], sizes[1]);
    assert_eq!(sizes[0], sizes[2]);
    let (record, wrap, tallies) = sizes[0];
    let wire = record + wrap + tallies.iter().sum::<usize>();
    assert!(wire <= 6 * 1024, "{wire} bytes on the wire");
}

#[test]
fn every_altered_byte_is_refused() {
    let mut world = World::new();
    let new = world.new_record();
    let (record, wrap, _) = world.seal(&new, &body("answers", 5));
    let key = world.device_key();
    for place in 0..record.bytes().len() {
        let mut bytes = record.bytes().to_vec();
        bytes[place] ^= 1 << (place % 8);
        let refused =
            SealedRecord::parse(&bytes).and_then(|record| record.verify(&key).map(|_| ()));
        assert!(refused.is_err(), "byte {place} altered and accepted");
    }
    for len in 0..record.bytes().len() {
        assert!(
            SealedRecord::parse(&record.bytes()[..len]).is_err(),
            "cut at {len}"
        );
    }
    let longer = [record.bytes(), &[0]].concat();
    assert!(SealedRecord::parse(&longer).is_err());
    let verified = record.verify(&key).unwrap();
    for place in 0..wrap.sealed.len() {
        let mut altered = wrap.clone();
        altered.sealed.0[place] ^= 1 << (place % 8);
        assert_eq!(
            verified.open(&altered, &world.epoch_key),
            Err(CannotOpen),
            "byte {place} of the wrap"
        );
    }
}

#[test]
fn a_forged_record_has_its_own_error() {
    let mut world = World::new();
    let new = world.new_record();
    let (record, _, tallies) = world.seal(&new, &body("answers", 5));
    let other = SigningKey::random(&mut world.random);
    assert_eq!(
        record.verify(&other.verifying_key()).unwrap_err(),
        RecordError::Signature
    );
    let [ordinary, restricted] = tallies;
    assert_eq!(
        record.check_tallies(&[restricted.clone(), ordinary.clone()]),
        Err(RecordError::Tallies),
        "reordered"
    );
    assert_eq!(
        record.check_tallies(&[ordinary.clone()]),
        Err(RecordError::Tallies),
        "one missing"
    );
    let [again, _] = world.tallies();
    assert_eq!(
        record.check_tallies(&[again, restricted.clone()]),
        Err(RecordError::Tallies),
        "another"
    );
    let epoch = world.epoch_key.sealing_key();
    let wrong_order = SealedRecord::seal(
        &new,
        &body("answers", 5),
        &[&restricted, &ordinary],
        &world.device_signing,
        &epoch,
        &mut world.random,
    );
    assert_eq!(wrong_order.unwrap_err(), SealError::Tallies);
    let too_big = vec![b'x'; homeward_seal::record::RECORD_MOST + 1];
    assert_eq!(
        SealedRecord::parse(&too_big).unwrap_err(),
        RecordError::TooBig
    );
}

#[test]
fn a_wrap_belongs_to_one_record_and_one_key() {
    let mut world = World::new();
    let (first, second) = (world.new_record(), world.new_record());
    let (first, first_wrap, _) = world.seal(&first, &body("first", 3));
    let (second, second_wrap, _) = world.seal(&second, &body("second", 3));
    let key = world.device_key();
    let (first, second) = (first.verify(&key).unwrap(), second.verify(&key).unwrap());
    assert_eq!(first.open(&second_wrap, &world.epoch_key), Err(CannotOpen));
    // Whoever can open both cannot make one record open under the other's key: commitment.
    let content = second.content_key(&second_wrap, &world.epoch_key).unwrap();
    assert_eq!(first.open_with(&content), Err(CannotOpen));
    let moved = first
        .rewrap(&content, &world.epoch_key.sealing_key(), &mut world.random)
        .unwrap();
    assert_eq!(first.open(&moved, &world.epoch_key), Err(CannotOpen));
    assert_eq!(
        first.open_with(&ContentKey::random(&mut world.random)),
        Err(CannotOpen)
    );
    assert!(first.open(&first_wrap, &world.epoch_key).is_ok());
}

#[test]
fn the_all_zero_secret_is_refused_on_both_sides() {
    let mut world = World::new();
    let new = world.new_record();
    // Points of small order on Curve25519 (RFC 7748, section 6.1: the result is all zeros).
    let mut one = [0; 32];
    one[0] = 1;
    for point in [[0; 32], one] {
        let sealed = SealedRecord::seal(
            &new,
            &body("answers", 2),
            &[],
            &world.device_signing,
            &SealingKey(point),
            &mut world.random,
        );
        assert!(matches!(sealed, Err(SealError::Recipient(_))));
        let (record, wrap, _) = world.seal(&new, &body("answers", 2));
        let mut wrap = wrap;
        wrap.sealed.0[..32].copy_from_slice(&point);
        let verified = record
            .verify(&world.device_signing.verifying_key())
            .map(|record| record.open(&wrap, &world.epoch_key));
        assert_eq!(verified.unwrap(), Err(CannotOpen));
    }
}

#[test]
fn replayed_reordered_and_missing_records_are_named() {
    let mut world = World::new();
    let mut chain: Vec<SealedRecord> = Vec::new();
    for sequence in 1..=4 {
        let mut new = world.new_record();
        new.sequence = sequence;
        new.previous = chain.last().map_or(Digest::ZERO, SealedRecord::digest);
        chain.push(world.seal(&new, &body("answers", 2)).0);
    }
    let point = |place: usize| Some((place as u64 + 1, chain[place].digest()));
    assert_eq!(follow(None, &chain[0]), Ok(()));
    assert_eq!(follow(point(0), &chain[1]), Ok(()));
    assert_eq!(follow(point(1), &chain[1]), Err(ChainBreak::Replayed));
    assert_eq!(
        follow(point(1), &chain[0]),
        Err(ChainBreak::Reordered { last: 2, found: 1 })
    );
    assert_eq!(
        follow(point(0), &chain[3]),
        Err(ChainBreak::Gap { from: 2, to: 3 })
    );
    assert_eq!(
        follow(Some((1, Digest([1; 32]))), &chain[1]),
        Err(ChainBreak::OtherPrevious)
    );
    // A second record with the number of one that is known.
    let mut fork = world.new_record();
    fork.record = RecordId::random(&mut world.random);
    let fork = world.seal(&fork, &body("other", 2)).0;
    assert_eq!(
        follow(point(0), &fork),
        Err(ChainBreak::Reordered { last: 1, found: 1 })
    );
}

#[test]
fn debug_and_errors_show_no_answers() {
    let mut world = World::new();
    let new = world.new_record();
    let written = body("Synthetic secret answer", 3);
    let (record, wrap, tallies) = world.seal(&new, &written);
    let shown = format!(
        "{written:?} {record:?} {wrap:?} {tallies:?} {:?}",
        world.device_signing
    );
    assert!(
        !shown.contains("Synthetic") && !shown.contains("q0"),
        "{shown}"
    );
    assert_eq!(
        CannotOpen.to_string(),
        "this cannot be opened with the key at hand"
    );
    assert_eq!(AnswerState::from_number(4), None);
}
