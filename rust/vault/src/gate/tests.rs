//! A process that is killed between the counting of a try and its verdict, or between verdict and record.
//!
//! The kill is played by stopping after the step before; `tests/faults` kills real processes.

use super::*;
use crate::{FileKeyStore, NewDraft};

const PIN: &str = "135790";

struct Phone {
    folder: tempfile::TempDir,
    keys: FileKeyStore,
    outbox: Outbox,
}

impl Phone {
    fn with_a_draft() -> Phone {
        let folder = tempfile::tempdir().unwrap();
        let keys = FileKeyStore::open(folder.path().join("keys")).unwrap();
        let outbox = Outbox::open(folder.path(), &keys, Secret::new([7; 32])).unwrap();
        let secret = Secret::new([9; 32]);
        let vault = set_pin(folder.path(), &outbox, &keys, PIN, secret, [3; 16]).unwrap();
        let draft = NewDraft {
            case_tag: [1; 16],
            form: [2; 32],
            record: [5; 16],
            return_id: None,
            started: 1,
            today: None,
            amends: None,
        };
        vault.begin_draft(&draft, &[]).unwrap();
        Phone {
            folder,
            keys,
            outbox,
        }
    }

    /// Killed when the try is counted; nothing when the vault is destroyed.
    fn killed_before_the_check(&self, pin: &str) -> Option<Begun> {
        begin(self.folder.path(), &self.outbox, &self.keys, pin).unwrap()
    }

    /// Killed when the process knows the verdict and has not kept it: all that a harness could learn.
    fn killed_after_the_check(&self, pin: &str) -> Option<bool> {
        let begun = self.killed_before_the_check(pin)?;
        let key = begun.key.expect("the test's PINs are PINs");
        Some(Vault::open(&self.folder.path().join(FILE), key.secret_bytes()).is_ok())
    }

    fn attempt(&self, pin: &str) -> Attempt {
        open_with_pin(self.folder.path(), &self.outbox, &self.keys, pin).unwrap()
    }

    fn state(&self) -> VaultState {
        state(&self.outbox, &self.keys).unwrap()
    }

    #[track_caller]
    fn opens_with_its_draft(&self) {
        match self.attempt(PIN) {
            Attempt::Opened(vault) => assert_eq!(vault.drafts().unwrap().len(), 1),
            other => panic!("not opened: {other:?}"),
        }
        assert_eq!(self.state(), VaultState::Locked(MAX_TRIES));
    }
}

#[test]
fn thirty_kills_with_the_right_pin_cost_one_try_and_no_draft() {
    let phone = Phone::with_a_draft();
    for kill in 0..30 {
        if kill % 2 == 0 {
            assert!(phone.killed_before_the_check(PIN).is_some());
        } else {
            assert_eq!(phone.killed_after_the_check(PIN), Some(true));
        }
        assert_eq!(phone.state(), VaultState::Locked(9));
    }
    phone.opens_with_its_draft();
}

#[test]
fn the_last_try_can_be_made_again_after_a_kill_but_only_with_the_same_pin() {
    for (pin, kept) in [(PIN, true), ("000010", false)] {
        let phone = Phone::with_a_draft();
        for left in (1..10).rev() {
            assert!(matches!(phone.attempt("000000"), Attempt::Wrong(n) if n == left));
        }
        for _ in 0..2 {
            assert!(phone.killed_before_the_check(PIN).is_some());
            assert_eq!(phone.state(), VaultState::Locked(1), "said, and not 0");
        }
        if kept {
            phone.opens_with_its_draft();
        } else {
            assert!(matches!(phone.attempt(pin), Attempt::Destroyed));
            assert_eq!(phone.state(), VaultState::Destroyed);
        }
    }
}

#[test]
fn a_harness_that_kills_after_the_check_makes_ten_guesses_and_no_more() {
    for after_the_check in [true, false] {
        let phone = Phone::with_a_draft();
        let mut guesses = 0;
        for guess in 0..30 {
            let pin = format!("{guess:06}");
            let made = if after_the_check {
                phone.killed_after_the_check(&pin)
            } else {
                phone.killed_before_the_check(&pin).map(|_| false)
            };
            match made {
                Some(right) => assert!(!right),
                None => break,
            }
            guesses += 1;
            // the same guess again tells nothing new, and costs nothing
            assert!(phone.killed_before_the_check(&pin).is_some());
        }
        assert_eq!(guesses, MAX_TRIES);
        assert_eq!(phone.state(), VaultState::Destroyed);
        assert!(matches!(phone.attempt(PIN), Attempt::Destroyed));
    }
}

#[test]
fn a_kill_gives_no_try_back_that_a_verdict_took() {
    let phone = Phone::with_a_draft();
    assert!(matches!(phone.attempt("000000"), Attempt::Wrong(9)));
    assert_eq!(phone.killed_after_the_check("000000"), Some(false));
    assert_eq!(phone.state(), VaultState::Locked(8));
    assert!(matches!(phone.attempt("000000"), Attempt::Wrong(8)));
    assert!(matches!(phone.attempt("000000"), Attempt::Wrong(7)));
    assert!(phone.killed_before_the_check(PIN).is_some());
    assert!(matches!(phone.attempt("000001"), Attempt::Wrong(5)));
    phone.opens_with_its_draft();
}

#[test]
fn a_verdict_that_cannot_be_kept_is_not_told_and_stays_counted() {
    let phone = Phone::with_a_draft();
    for (pin, left) in [("000000", 9), (PIN, 8)] {
        let begun = phone.killed_before_the_check(pin).unwrap();
        phone
            .outbox
            .db
            .execute_batch("pragma query_only = on")
            .unwrap();
        let ended = end(phone.folder.path(), &phone.outbox, &phone.keys, &begun);
        assert!(ended.is_err(), "{pin}");
        phone
            .outbox
            .db
            .execute_batch("pragma query_only = off")
            .unwrap();
        assert_eq!(phone.state(), VaultState::Locked(left));
    }
    phone.opens_with_its_draft();
}
