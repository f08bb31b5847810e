//! Durability of answers and outbox, and what wrong PINs do.
//!
//! A kill is played by leaking the open store (no close, no checkpoint) and opening the same files
//! again; the journey kills real processes.

mod phone;

use homeward_seal::{Digest, ReceiptPoint, RecordId, RecordRef, SigningKey, StoreId, TenantId};
use homeward_vault::{
    Arrival, Attempt, KeyStore, Monotonic, SealedState, Secret, SecretName, Sequence, StoredReturn,
    VaultError, VaultState,
};
use phone::{DEVICE, PIN, Phone, answer, draft, sealed};

#[test]
fn every_answer_survives_a_kill() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    let begun = vault
        .begin_draft(&draft(5, None), &[answer("/d/a", "")])
        .unwrap();
    std::mem::forget(vault);
    for n in 0..8 {
        let vault = phone.unlock(&outbox);
        assert_eq!(vault.drafts().unwrap().len(), 1);
        let rows = vault.answers(begun.id).unwrap();
        if n > 0 {
            assert_eq!(rows[0], answer("/d/a", &format!("v{}", n - 1)));
        }
        vault
            .save_answers(begun.id, &[answer("/d/a", &format!("v{n}"))], &[])
            .unwrap();
        std::mem::forget(vault);
    }
    std::mem::forget(outbox);
    let outbox = phone.outbox();
    let vault = phone.unlock(&outbox);
    assert_eq!(vault.answers(begun.id).unwrap(), [answer("/d/a", "v7")]);
    vault
        .save_answers(begun.id, &[answer("/d/b", "x")], &["/d/a".into()])
        .unwrap();
    assert_eq!(vault.answers(begun.id).unwrap(), [answer("/d/b", "x")]);
}

#[test]
fn nothing_of_the_vault_is_on_disk_in_clear() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    let word = "AVERYSECRETANSWER";
    vault
        .begin_draft(&draft(5, None), &[answer("/d/person_words", word)])
        .unwrap();
    std::mem::forget(vault);
    let mut seen = 0;
    for entry in std::fs::read_dir(phone.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(
                !bytes.windows(word.len()).any(|w| w == word.as_bytes()),
                "{}",
                path.display()
            );
            seen += 1;
        }
    }
    assert!(seen >= 2, "databases were looked at");
}

#[test]
fn ten_wrong_pins_destroy_the_vault_and_leave_the_outbox() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    vault.begin_draft(&draft(5, None), &[]).unwrap();
    drop(vault);
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    for left in (1..10).rev() {
        // the try is on disk even if the process dies while trying
        std::mem::forget(phone.outbox());
        match phone.attempt(&phone.outbox(), "000000") {
            Attempt::Wrong(n) => assert_eq!(n, left),
            other => panic!("{other:?}"),
        }
        let state = homeward_vault::state(&outbox, &phone.keys).unwrap();
        assert_eq!(state, VaultState::Locked(left));
    }
    assert!(matches!(
        phone.attempt(&outbox, "000000"),
        Attempt::Destroyed
    ));
    assert!(
        matches!(phone.attempt(&outbox, PIN), Attempt::Destroyed),
        "the right PIN comes too late"
    );
    assert!(phone.keys.read(SecretName::Vault).unwrap().is_none());
    assert_eq!(
        homeward_vault::state(&outbox, &phone.keys).unwrap(),
        VaultState::Destroyed
    );
    assert_eq!(
        outbox.unsent().unwrap().len(),
        1,
        "sealed records are still sent"
    );
    let vault = phone.set_pin(&outbox);
    assert!(vault.drafts().unwrap().is_empty(), "a new vault is empty");
}

fn receipt_of(record: u8, time: u64) -> Vec<u8> {
    let about = RecordRef {
        id: RecordId([record; 16]),
        digest: Digest([record; 32]),
    };
    let key = SigningKey::from_seed(&[5; 32]);
    let mut point = ReceiptPoint::start(StoreId([1; 16]));
    let receipt = point.issue(TenantId([2; 16]), about, time, &key);
    receipt.bytes().to_vec()
}

#[test]
fn a_vault_that_is_gone_opens_with_no_pin_and_gives_no_try_back() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    drop(phone.set_pin(&outbox));
    assert!(matches!(
        phone.attempt(&outbox, "999999"),
        Attempt::Wrong(9)
    ));
    let (file, aside) = (phone.path().join("vault.db"), phone.path().join("aside"));
    std::fs::rename(&file, &aside).unwrap();
    let tried = homeward_vault::open_with_pin(phone.path(), &outbox, &phone.keys, "888888");
    assert!(matches!(tried, Err(VaultError::Damaged)));
    assert!(!file.exists(), "no empty vault in its place");
    std::fs::rename(&aside, &file).unwrap();
    assert_eq!(
        homeward_vault::state(&outbox, &phone.keys).unwrap(),
        VaultState::Locked(9)
    );
    drop(phone.unlock(&outbox));
}

#[test]
fn a_word_of_another_case_marks_nothing_as_read() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    outbox.mark_read([2; 16], [8; 16], [8; 32], 5).unwrap();
    assert_eq!(outbox.sealed().unwrap()[0].read_at, None);
    outbox.mark_read([1; 16], [8; 16], [8; 32], 5).unwrap();
    assert_eq!(outbox.sealed().unwrap()[0].read_at, Some(5));
}

#[test]
fn a_right_pin_gives_all_tries_back() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    drop(phone.set_pin(&outbox));
    assert!(matches!(
        phone.attempt(&outbox, "999999"),
        Attempt::Wrong(9)
    ));
    assert!(matches!(
        phone.attempt(&outbox, "not a pin"),
        Attempt::Wrong(8)
    ));
    drop(phone.unlock(&outbox));
    assert!(matches!(
        phone.attempt(&outbox, "999999"),
        Attempt::Wrong(9)
    ));
    homeward_vault::limit_tries(&outbox, 2).unwrap();
    assert!(
        matches!(phone.attempt(&outbox, "999999"), Attempt::Destroyed),
        "the institution allows two"
    );
}

#[test]
fn a_short_pin_makes_nothing() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    for pin in ["", "12345", "12345a", "１２３４５６"] {
        let made = homeward_vault::set_pin(
            phone.path(),
            &outbox,
            &phone.keys,
            pin,
            Secret::new([9; 32]),
            [3; 16],
        );
        assert!(matches!(made, Err(VaultError::PinTooShort)), "{pin}");
    }
    assert_eq!(
        homeward_vault::state(&outbox, &phone.keys).unwrap(),
        VaultState::None
    );
    drop(phone.set_pin(&outbox));
    let again = homeward_vault::set_pin(
        phone.path(),
        &outbox,
        &phone.keys,
        PIN,
        Secret::new([1; 32]),
        [3; 16],
    );
    assert!(matches!(again, Err(VaultError::Exists)));
}

#[test]
fn the_outbox_keeps_records_numbers_and_receipts() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    assert_eq!(
        outbox.last_of_case(DEVICE, [1; 16]).unwrap(),
        Sequence {
            number: 0,
            digest: [0; 32]
        }
    );
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    assert!(
        outbox.put_sealed(&sealed(8, 1)).is_err(),
        "the same id and digest is kept once"
    );
    assert!(
        outbox.put_sealed(&sealed(9, 1)).is_err(),
        "a sequence is used once"
    );
    outbox.put_sealed(&sealed(9, 2)).unwrap();
    std::mem::forget(outbox);
    let outbox = phone.outbox();
    assert_eq!(
        outbox.last_of_case(DEVICE, [1; 16]).unwrap(),
        Sequence {
            number: 2,
            digest: [9; 32]
        }
    );
    assert_eq!(outbox.last_number(DEVICE, "2026-05").unwrap(), 2);
    assert_eq!(outbox.waiting().unwrap(), 2);
    outbox.mark_sending(&[([8; 16], [8; 32])]).unwrap();
    std::mem::forget(outbox);
    let outbox = phone.outbox();
    let states: Vec<_> = outbox.unsent().unwrap().iter().map(|s| s.state).collect();
    assert_eq!(states, [SealedState::Sending, SealedState::Saved]);
    outbox.put_refusal([9; 16], [9; 32], "HW-310").unwrap();
    let receipt = receipt_of(8, 1_000);
    outbox.put_receipt([8; 16], [8; 32], &receipt).unwrap();
    outbox.put_refusal([8; 16], [8; 32], "HW-310").unwrap();
    let all = outbox.sealed().unwrap();
    assert_eq!(
        (all[0].state, all[0].reason.as_deref()),
        (SealedState::Refused, Some("HW-310"))
    );
    assert_eq!(
        (all[1].state, all[1].receipt.as_deref()),
        (SealedState::Sent, Some(&receipt[..]))
    );
    assert_eq!(
        outbox.waiting().unwrap(),
        1,
        "what was refused is still here"
    );
    outbox.forget_bytes_before(1_000).unwrap();
    assert_eq!(
        outbox.sealed_bytes([8; 16], [8; 32]).unwrap(),
        Some(vec![1, 2, 3]),
        "finished long before, but the receipt is new"
    );
    outbox.forget_bytes_before(1_001).unwrap();
    assert_eq!(outbox.sealed_bytes([8; 16], [8; 32]).unwrap(), Some(vec![]));
    assert_eq!(
        outbox.push_item([9; 16], [9; 32]).unwrap(),
        [4, 5],
        "what is not sent keeps its bytes"
    );
}

#[test]
fn an_answer_of_a_pull_arrives_as_a_whole() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let arrival = Arrival {
        items: vec![(1, vec![1], None), (2, vec![2], Some(vec![3]))],
        forms: vec![([4; 32], "f".into(), "1".into(), vec![5])],
        values: vec![("cursor".into(), vec![6])],
    };
    outbox.arrive(&arrival, 1).unwrap();
    outbox
        .arrive(
            &Arrival {
                forms: arrival.forms.clone(),
                ..Arrival::default()
            },
            2,
        )
        .unwrap();
    assert_eq!(
        outbox.forms().unwrap(),
        [([4; 32], "f".to_owned(), "1".to_owned())]
    );
    let items = outbox.inbox(10).unwrap();
    assert_eq!(items.len(), 2);
    outbox.inbox_done(items[0].n).unwrap();
    assert_eq!(outbox.inbox(10).unwrap()[0].extra, Some(vec![3]));
    assert_eq!(outbox.value("cursor").unwrap(), Some(vec![6]));
}

#[test]
fn cards_only_go_forward_and_returns_end_with_the_correction() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    assert!(vault.put_card([1; 16], 2, b"two").unwrap());
    assert!(!vault.put_card([1; 16], 2, b"again").unwrap());
    assert!(!vault.put_card([1; 16], 1, b"one").unwrap());
    let r = StoredReturn {
        id: [6; 16],
        case_tag: [1; 16],
        record: [8; 16],
        digest: [8; 32],
        bytes: vec![1],
        sealed: vec![2],
        at: 3,
    };
    vault.put_return(&r).unwrap();
    vault.put_return(&r).unwrap();
    assert_eq!(vault.returns().unwrap().len(), 1);
    let begun = vault
        .begin_draft(&draft(5, Some([6; 16])), &[answer("/d/a", "1")])
        .unwrap();
    vault.begin_draft(&draft(7, None), &[]).unwrap();
    assert!(
        vault.begin_draft(&draft(9, None), &[]).is_err(),
        "one new draft of a form and case"
    );
    vault.close_draft(&begun, Some("2026-04-01")).unwrap();
    assert!(vault.returns().unwrap().is_empty());
    assert_eq!(
        vault.card([1; 16]).unwrap().unwrap().next_date.as_deref(),
        Some("2026-04-01")
    );
    assert!(vault.put_card([1; 16], 3, b"three").unwrap());
    assert_eq!(
        vault.card([1; 16]).unwrap().unwrap().next_date,
        None,
        "a newer card says the date itself"
    );
    assert!(vault.answers(begun.id).unwrap().is_empty());
}

#[test]
fn a_full_disk_loses_nothing_that_was_saved() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    let begun = vault
        .begin_draft(&draft(5, None), &[answer("/d/a", "kept")])
        .unwrap();
    vault.limit_pages(1).unwrap();
    let long = "x".repeat(100_000);
    let refused = vault.save_answers(begun.id, &[answer("/d/a", &long)], &[]);
    assert!(matches!(refused, Err(VaultError::Full)), "{refused:?}");
    assert_eq!(vault.answers(begun.id).unwrap(), [answer("/d/a", "kept")]);
    vault.limit_pages(1_000_000).unwrap();
    vault
        .save_answers(begun.id, &[answer("/d/a", &long)], &[])
        .unwrap();
    assert_eq!(vault.answers(begun.id).unwrap()[0].value.len(), long.len());
}

#[test]
fn a_changed_clock_does_not_age_the_vault() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let at = |run: u8, seconds: u64| Monotonic {
        run: [run; 16],
        seconds,
    };
    assert_eq!(
        outbox.tick(at(1, 1_000)).unwrap(),
        0,
        "the first tick only begins"
    );
    assert_eq!(outbox.tick(at(1, 1_500)).unwrap(), 500);
    assert_eq!(
        outbox.tick(at(2, 90_000)).unwrap(),
        500,
        "another run of the device does not count"
    );
    assert_eq!(outbox.tick(at(2, 90_100)).unwrap(), 600);
    assert_eq!(outbox.tick(at(2, 50)).unwrap(), 600, "never backwards");
    outbox.contact(at(2, 60)).unwrap();
    assert_eq!(outbox.tick(at(2, 90)).unwrap(), 30);
}

#[cfg(unix)]
#[test]
fn secrets_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let phone = Phone::new();
    drop(phone.set_pin(&phone.outbox()));
    let mode = |path: &str| {
        std::fs::metadata(phone.path().join(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    for file in [
        "keys/outbox.secret",
        "keys/vault.secret",
        "outbox.db",
        "vault.db",
    ] {
        assert_eq!(mode(file), 0o600, "{file}");
    }
    assert_eq!(mode("keys"), 0o700);
    phone.keys.destroy(SecretName::Vault).unwrap();
    phone.keys.destroy(SecretName::Vault).unwrap();
    assert!(phone.keys.read(SecretName::Vault).unwrap().is_none());
}
