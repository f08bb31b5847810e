//! A finished record before it is sent: opened again with two halves, changed in its place, and closed for
//! good when it goes out.

mod phone;

use homeward_vault::{NewSealed, Outbox};
use phone::{DEVICE, OWN_WRAP, Phone, draft, sealed};

const RECORD: [u8; 16] = [8; 16];

fn changed(sequence: u64) -> NewSealed {
    NewSealed {
        digest: [18; 32],
        ..sealed(8, sequence)
    }
}

fn wrap(outbox: &Outbox, digest: u8) -> Option<Vec<u8>> {
    outbox.own_wrap(RECORD, [digest; 32]).unwrap()
}

/// Whether the outbox keeps its half of what opens the record.
fn held(outbox: &Outbox) -> bool {
    let row = outbox.sealed_record(RECORD).unwrap().unwrap();
    row.reopens
}

#[test]
fn a_changed_record_takes_the_place_of_the_one_that_waits() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    assert_eq!(wrap(&outbox, 8).as_deref(), Some(OWN_WRAP));
    assert!(
        !outbox.amend_sealed([9; 32], &changed(1)).unwrap(),
        "another version"
    );
    assert!(
        !outbox.amend_sealed([8; 32], &changed(2)).unwrap(),
        "another place"
    );
    assert!(outbox.amend_sealed([8; 32], &changed(1)).unwrap());
    std::mem::forget(outbox);
    let outbox = phone.outbox();
    let rows = outbox.sealed().unwrap();
    assert_eq!(
        (rows.len(), rows[0].digest, rows[0].sequence),
        (1, [18; 32], 1)
    );
    let last = outbox.last_of_case(DEVICE, [1; 16]).unwrap();
    assert_eq!((last.number, last.digest), (1, [18; 32]));
    assert_eq!(outbox.last_number(DEVICE, "2026-05").unwrap(), 1);
}

#[test]
fn only_the_newest_of_a_case_can_be_changed() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    let other_case = NewSealed {
        case_tag: [2; 16],
        ..sealed(9, 1)
    };
    outbox.put_sealed(&other_case).unwrap();
    assert!(held(&outbox), "another case does not matter");
    outbox.put_sealed(&sealed(10, 2)).unwrap();
    assert!(!held(&outbox));
    assert!(!outbox.amend_sealed([8; 32], &changed(1)).unwrap());
}

#[test]
fn what_goes_out_is_closed_in_the_same_moment() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    outbox.mark_sending(&[(RECORD, [8; 32])]).unwrap();
    std::mem::forget(outbox);
    let outbox = phone.outbox();
    assert_eq!(wrap(&outbox, 8), None);
    assert!(!held(&outbox));
    assert!(!outbox.amend_sealed([8; 32], &changed(1)).unwrap());
    let log = std::fs::metadata(phone.path().join("outbox.db-wal")).map_or(0, |m| m.len());
    assert_eq!(log, 0, "no older page with the wrap in it is left");
}

#[test]
fn a_day_is_the_most() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    // finished at second 1
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    outbox.forget_wraps_outside(1, 100).unwrap();
    assert!(held(&outbox));
    outbox.forget_wraps_outside(2, 100).unwrap();
    assert!(!held(&outbox));
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    outbox.forget_wraps_outside(-100, 0).unwrap();
    assert!(
        !held(&outbox),
        "nor does a clock that was set back keep it open"
    );
}

#[test]
fn what_is_being_changed_waits_until_its_moment() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&sealed(8, 1)).unwrap();
    let goes = |now| outbox.to_send(DEVICE, now).unwrap().len() == 1;
    assert!(goes(5));
    outbox.hold(RECORD, Some(50)).unwrap();
    let held = [(1, false), (49, false), (50, true), (0, true)];
    for (now, expect) in held {
        assert_eq!(goes(now), expect, "at {now}");
    }
    outbox.hold(RECORD, None).unwrap();
    assert!(goes(5));
    outbox.mark_sending(&[(RECORD, [8; 32])]).unwrap();
    outbox.hold(RECORD, Some(50)).unwrap();
    assert!(goes(5), "what was begun to be sent is never held");
}

#[test]
fn the_vaults_half_and_a_change_beside_a_new_draft() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    vault.keep_reopening(RECORD, &[1; 32]).unwrap();
    vault.keep_reopening(RECORD, &[2; 32]).unwrap();
    let kept = vault.reopening(RECORD).unwrap().unwrap();
    assert_eq!(*kept, [1; 32], "the first stays");
    assert_eq!(vault.reopenings().unwrap(), [RECORD]);
    vault.forget_reopening(RECORD).unwrap();
    assert!(vault.reopening(RECORD).unwrap().is_none());

    vault.begin_draft(&draft(5, None), &[]).unwrap();
    let change = homeward_vault::NewDraft {
        amends: Some([8; 32]),
        ..draft(8, None)
    };
    let begun = vault.begin_draft(&change, &[]).unwrap();
    assert!(!begun.begun.is_new());
    let drafts = vault.drafts().unwrap();
    assert_eq!(drafts[1].begun.amends, Some([8; 32]));
    vault.delete_draft(&begun).unwrap();
    assert_eq!(vault.drafts().unwrap().len(), 1);
}
