//! Cards, case fields, returns, notes, state changes, receipts, tallies, signing in, vault keys.
#![allow(clippy::unwrap_used)]

mod world;

use homeward_seal::receipt::ReceiptError;
use homeward_seal::sealed::{ObjectError, ObjectSealError};
use homeward_seal::sign_in::{
    BlobError, KDF_VERSION, PassphraseKeys, UserKeys, new_passphrase, verify_answer,
};
use homeward_seal::tally::{TallyError, TallySealError};
use homeward_seal::vault::{commitment, outbox_key, vault_key};
use homeward_seal::{
    CannotOpen, Card, CaseField, Class, Comment, DeviceSecret, Digest, Field, NewObject, Note,
    ObjectId, PeriodId, Receipt, ReceiptPoint, Recipient, Return, ReviewState, SealedObject,
    SealedTally, Signed, SignedError, StateChange, StoreId, TenantId, UserId, session,
};
use world::{NOW, World, body, date};

fn card(world: &World) -> Card {
    Card {
        reference: "ABCD-2345".into(),
        area: "a1".into(),
        stage_date: date("2025-11-20"),
        next_date: Some(date("2025-12-01")),
        language: "mk".into(),
        sex: Some("f".into()),
        age_band: None,
        tally_secret: world.tally_secret.clone(),
        returns: vec![],
    }
}

fn new_object(world: &mut World, recipient: Recipient) -> NewObject {
    NewObject {
        tenant: world.tenant,
        object: ObjectId::random(&mut world.random),
        case: world.case,
        recipient,
        version: 1,
        author: world.lead.id,
        head: world.head_ref(),
        about: None,
    }
}

#[test]
fn a_card_reaches_one_device_and_nobody_else() {
    let mut world = World::new();
    let device = world.device;
    let new = new_object(&mut world, Recipient::Device(device));
    let (key, to) = (
        world.lead.keys.signing.clone(),
        world.device_opening.sealing_key(),
    );
    let written = card(&world);
    let (sealed, wraps) =
        SealedObject::seal(&new, &written, &key, &[to], &mut world.random).unwrap();
    let received = SealedObject::<Card>::parse(sealed.bytes()).unwrap();
    let verified = received.verify(&key.verifying_key()).unwrap();
    assert!(verified.open(&wraps[0], &world.device_opening).unwrap() == written);
    assert_eq!(
        verified.open(&wraps[0], &world.epoch_key).unwrap_err(),
        CannotOpen
    );
    let shown = format!("{written:?} {received:?} {verified:?}");
    assert!(!shown.contains("ABCD"), "{shown}");
    assert_eq!(
        SealedObject::<Note>::parse(sealed.bytes()).unwrap_err(),
        ObjectError::Kind
    );
    assert_eq!(received.newer_than(0), Ok(()));
    assert_eq!(
        received.newer_than(1),
        Err(ObjectError::OldVersion { known: 1, found: 1 })
    );
    for place in 0..sealed.bytes().len() {
        let mut bytes = sealed.bytes().to_vec();
        bytes[place] ^= 1 << (place % 8);
        let refused = SealedObject::<Card>::parse(&bytes)
            .and_then(|card| card.verify(&key.verifying_key()).map(|_| ()));
        assert!(refused.is_err(), "byte {place}");
    }
}

#[test]
fn sizes_of_objects_are_buckets() {
    let mut world = World::new();
    let statement = world.epoch_statement;
    let key = world.lead.keys.signing.clone();
    let to = world.epoch_key.sealing_key();
    let mut size = |text: &str| {
        let new = new_object(&mut world, Recipient::Epoch(1, statement));
        let note = Note {
            text: text.into(),
            time: NOW,
        };
        let (sealed, _) = SealedObject::seal(&new, &note, &key, &[to], &mut world.random)?;
        Ok::<usize, ObjectSealError>(sealed.bytes().len())
    };
    assert_eq!(size("a").unwrap(), size(&"a".repeat(490)).unwrap());
    let steps = [1, 600, 1500, 3000, 5000].map(|len| size(&"a".repeat(len)).unwrap());
    let apart: Vec<usize> = steps.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(apart, [512, 1024, 2048, 4096]);
    assert_eq!(size(&"a".repeat(300_000)), Err(ObjectSealError::TooBig));
}

#[test]
fn a_return_gives_the_record_back_to_its_writer() {
    let mut world = World::new();
    let new = world.new_record();
    let written = body("answers", 3);
    let (record, wrap, _) = world.seal(&new, &written);
    let verified = record
        .verify(&world.device_signing.verifying_key())
        .unwrap();
    let content = verified.content_key(&wrap, &world.epoch_key).unwrap();
    let to = world.device_opening.sealing_key();
    let record_key = verified.rewrap(&content, &to, &mut world.random).unwrap();
    let device = world.device;
    let mut sent = new_object(&mut world, Recipient::Device(device));
    sent.about = Some(record.reference());
    let back = Return {
        comments: vec![Comment {
            path: Some("/data/group/q1".into()),
            text: "Synthetic question".into(),
        }],
        record_key,
    };
    let key = world.lead.keys.signing.clone();
    let (sealed, wraps) = SealedObject::seal(&sent, &back, &key, &[to], &mut world.random).unwrap();
    let received = SealedObject::<Return>::parse(sealed.bytes()).unwrap();
    assert_eq!(received.header().about, Some(record.reference()));
    let opened = received
        .verify(&key.verifying_key())
        .unwrap()
        .open(&wraps[0], &world.device_opening)
        .unwrap();
    let again = verified
        .open(&opened.record_key, &world.device_opening)
        .unwrap();
    assert!(again == written);
    let field = CaseField::text(Field::Area, "a1", vec![]);
    assert_eq!(field.as_text(), Some("a1"));
}

#[test]
fn state_changes() {
    let mut world = World::new();
    let new = world.new_record();
    let (record, _, _) = world.seal(&new, &body("answers", 1));
    let change = StateChange {
        suite: 1,
        tenant: world.tenant,
        case: world.case,
        record: record.reference(),
        state: ReviewState::Read,
        user: world.lead.id,
        time: NOW,
        head: world.head_ref(),
        note: None,
    };
    let signed = Signed::sign(&change, &world.lead.keys.signing);
    let key = world.lead.keys.signing.verifying_key();
    let received = Signed::<StateChange>::parse(signed.bytes()).unwrap();
    assert_eq!(received.verify(&key).unwrap(), change);
    let other = world.member.keys.signing.verifying_key();
    assert_eq!(received.verify(&other).unwrap_err(), SignedError::Signature);
}

#[test]
fn what_is_signed_under_another_suite_is_refused() {
    let mut world = World::new();
    let new = world.new_record();
    let record = world.seal(&new, &body("answers", 1)).0.reference();
    let issued =
        ReceiptPoint::start(world.store).issue(world.tenant, record, NOW, &world.receipt_key);
    let mut receipt = issued.claims().unwrap();
    receipt.suite = 2;
    let receipt = Signed::sign(&receipt, &world.receipt_key);
    let key = world.receipt_key.verifying_key();
    assert_eq!(
        Receipt::verify(receipt.bytes(), &world.tenant, &record, &key),
        Err(ReceiptError::Signed(SignedError::Suite))
    );
    let change = StateChange {
        suite: 2,
        tenant: world.tenant,
        case: world.case,
        record,
        state: ReviewState::Read,
        user: world.lead.id,
        time: NOW,
        head: world.head_ref(),
        note: None,
    };
    let change = Signed::sign(&change, &world.lead.keys.signing);
    let refused = Signed::<StateChange>::parse(change.bytes());
    assert_eq!(refused.unwrap_err(), SignedError::Suite);
    let mut head = world.head(NOW).claims().unwrap();
    head.suite = 0;
    let head = Signed::sign(&head, &world.log_key);
    let refused = Signed::<homeward_seal::Head>::parse(head.bytes());
    assert_eq!(refused.unwrap_err(), SignedError::Suite);
}

#[test]
fn receipts() {
    let mut world = World::new();
    let (first, second) = (world.new_record(), world.new_record());
    let first = world.seal(&first, &body("one", 1)).0.reference();
    let second = world.seal(&second, &body("two", 1)).0.reference();
    let (tenant, key) = (world.tenant, world.receipt_key.verifying_key());
    let mut point = ReceiptPoint::start(world.store);
    let start = point;
    let one = point.issue(tenant, first, NOW, &world.receipt_key);
    let two = point.issue(tenant, second, NOW + 1, &world.receipt_key);
    let verify = |bytes: &[u8], record| Receipt::verify(bytes, &tenant, record, &key);
    let (a, b) = (
        verify(one.bytes(), &first).unwrap(),
        verify(two.bytes(), &second).unwrap(),
    );
    assert_eq!((a.number, b.number, b.point()), (1, 2, point));
    assert_eq!(a.follows(&start), Ok(()));
    assert_eq!(b.follows(&a.point()), Ok(()));
    // Replayed and reordered.
    assert_eq!(verify(one.bytes(), &second), Err(ReceiptError::OtherRecord));
    assert_eq!(
        a.follows(&b.point()),
        Err(ReceiptError::Replayed { number: 1 })
    );
    assert_eq!(
        b.follows(&b.point()),
        Err(ReceiptError::Replayed { number: 2 })
    );
    // A chain that forgot the first one.
    let mut forgetful = ReceiptPoint { number: 1, ..start };
    let forged = forgetful.issue(tenant, second, NOW + 1, &world.receipt_key);
    let forged = verify(forged.bytes(), &second).unwrap();
    assert_eq!(forged.follows(&a.point()), Err(ReceiptError::Chain));
    // Forged and altered.
    let mut thief = start;
    let forged = thief.issue(tenant, first, NOW, &world.log_key);
    let signature = Err(ReceiptError::Signed(SignedError::Signature));
    assert_eq!(verify(forged.bytes(), &first), signature);
    let other = TenantId::random(&mut world.random);
    assert_eq!(
        Receipt::verify(one.bytes(), &other, &first, &key),
        Err(ReceiptError::Tenant)
    );
    for place in 0..one.bytes().len() {
        let mut bytes = one.bytes().to_vec();
        bytes[place] ^= 1 << (place % 8);
        assert!(verify(&bytes, &first).is_err(), "byte {place}");
    }
    // Another store counts anew.
    let mut elsewhere = ReceiptPoint::start(StoreId::random(&mut world.random));
    let there = elsewhere.issue(tenant, first, NOW, &world.receipt_key);
    assert_eq!(
        verify(there.bytes(), &first).unwrap().follows(&b.point()),
        Ok(())
    );
}

#[test]
fn tallies() {
    let mut world = World::new();
    let [ordinary, restricted] = world.tallies();
    let [first, second] = &world.statistics;
    let read = SealedTally::parse(ordinary.bytes()).unwrap();
    assert_eq!(
        read.open(first).unwrap().as_slice(),
        b"signed content of a tally"
    );
    assert_eq!(read.open(second).unwrap_err(), CannotOpen);
    assert!(restricted.open(second).is_ok());
    let (one, two) = (ordinary.bytes().len(), restricted.bytes().len());
    assert_eq!(one - two, 1024 - 256 + 2 - 2);
    for tally in [&ordinary, &restricted] {
        for place in 0..tally.bytes().len() {
            let mut bytes = tally.bytes().to_vec();
            bytes[place] ^= 1 << (place % 8);
            let key = &world.statistics[usize::from(tally.header().class.number())];
            let refused = SealedTally::parse(&bytes).map(|tally| tally.open(key).is_err());
            assert!(refused.unwrap_or(true), "byte {place}");
        }
    }
    let period = PeriodId::new("2025-11").unwrap();
    let to = first.sealing_key();
    let big = SealedTally::seal(
        world.tenant,
        Class::Restricted,
        period.clone(),
        &[0; 253],
        &to,
        &mut world.random,
    );
    assert_eq!(big.unwrap_err(), TallySealError::TooBig);
    let cut = &ordinary.bytes()[..ordinary.bytes().len() - 1];
    assert!(matches!(
        SealedTally::parse(cut),
        Err(TallyError::Malformed(_))
    ));
    // Tags: the same within a period, others elsewhere.
    let (secret, tenant) = (&world.tally_secret, &world.tenant);
    let tag = secret.person_tag(Class::Ordinary, tenant, &period);
    assert_eq!(tag, secret.person_tag(Class::Ordinary, tenant, &period));
    assert_ne!(tag, secret.person_tag(Class::Restricted, tenant, &period));
    let next = PeriodId::new("2026-05").unwrap();
    assert_ne!(tag, secret.person_tag(Class::Ordinary, tenant, &next));
}

#[test]
fn signing_in() {
    let mut world = World::new();
    let phrase = new_passphrase(&mut world.random);
    assert_eq!(phrase.split(' ').count(), 6);
    let (tenant, user) = (world.tenant, UserId::random(&mut world.random));
    let keys = PassphraseKeys::derive(&phrase, &tenant, "ana", KDF_VERSION).unwrap();
    let answer = keys.answer(&[5; 32], &tenant, "ana", "https://tenant.example");
    let check = |nonce: u8, user: &str, origin: &str| {
        verify_answer(
            &keys.verifier(),
            &[nonce; 32],
            &tenant,
            user,
            origin,
            &answer,
        )
        .is_ok()
    };
    assert!(check(5, "ana", "https://tenant.example"));
    assert!(!check(6, "ana", "https://tenant.example"), "another nonce");
    assert!(!check(5, "bob", "https://tenant.example"), "another user");
    assert!(!check(5, "ana", "https://other.example"), "another origin");
    assert!(
        PassphraseKeys::derive(&phrase, &tenant, "ana", 0).is_err(),
        "below the floor"
    );

    let mine = UserKeys::random(&mut world.random);
    let blob = keys.wrap(tenant, user, 3, &mine, &mut world.random);
    let (opened, generation) = keys.open(&blob, &tenant, &user, 3).unwrap();
    assert_eq!(generation, 3);
    assert_eq!(opened.signing.verifying_key(), mine.signing.verifying_key());
    assert_eq!(opened.opening.sealing_key(), mine.opening.sealing_key());
    assert_eq!(
        keys.open(&blob, &tenant, &user, 4).unwrap_err(),
        BlobError::OldGeneration
    );
    let wrong = PassphraseKeys::derive("wrong", &tenant, "ana", KDF_VERSION).unwrap();
    assert_eq!(
        wrong.open(&blob, &tenant, &user, 0).unwrap_err(),
        BlobError::CannotOpen
    );
    let other = UserId::random(&mut world.random);
    assert_eq!(
        keys.open(&blob, &tenant, &other, 0).unwrap_err(),
        BlobError::CannotOpen
    );
    for place in 0..blob.len() {
        let mut bytes = blob.clone();
        bytes[place] ^= 1 << (place % 8);
        assert!(
            keys.open(&bytes, &tenant, &user, 3).is_err(),
            "byte {place}"
        );
    }
}

#[test]
fn device_sessions_and_vault_keys() {
    let world = World::new();
    let answer = session::answer(
        &world.transport,
        &[1; 32],
        &world.tenant,
        "https://a.example",
    );
    let key = world.transport.verifying_key();
    let check = |nonce: u8, origin: &str| {
        session::verify(&key, &[nonce; 32], &world.tenant, origin, &answer).is_ok()
    };
    assert!(check(1, "https://a.example"));
    assert!(!check(2, "https://a.example") && !check(1, "https://b.example"));

    let secret = DeviceSecret::from_bytes(&[4; 32]);
    let vault = vault_key(&secret, "123456", &[1; 16]).unwrap();
    assert!(vault == vault_key(&secret, "123456", &[1; 16]).unwrap());
    assert!(vault != vault_key(&secret, "123457", &[1; 16]).unwrap());
    assert!(vault != vault_key(&secret, "123456", &[2; 16]).unwrap());
    assert!(vault != vault_key(&DeviceSecret::from_bytes(&[5; 32]), "123456", &[1; 16]).unwrap());
    assert!(vault != outbox_key(&secret));
    let other = vault_key(&secret, "123457", &[1; 16]).unwrap();
    assert_eq!(commitment(&vault), commitment(&vault));
    assert_ne!(commitment(&vault), commitment(&other));
    assert_ne!(&commitment(&vault), vault.secret_bytes());
    for pin in ["", "12345", "12345a", "１２３４５６"] {
        assert!(vault_key(&secret, pin, &[1; 16]).is_err(), "{pin}");
    }
    assert_ne!(Digest::of(b"a"), Digest::ZERO);
}
