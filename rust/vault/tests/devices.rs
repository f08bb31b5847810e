//! A phone that was enrolled anew is another device: its own chains and numbers, and the earlier one's
//! transport key as long as something of it may be sent.

mod phone;

use homeward_seal::{Digest, ReceiptPoint, RecordId, RecordRef, SigningKey, StoreId, TenantId};
use homeward_vault::{NewSealed, Outbox, Sender, Sequence};
use phone::{DEVICE, Phone, sealed};

const NEXT: [u8; 16] = [14; 16];
const CASE: [u8; 16] = [1; 16];

fn by(device: [u8; 16], record: u8, sequence: u64) -> NewSealed {
    NewSealed {
        device,
        ..sealed(record, sequence)
    }
}

fn sender(device: [u8; 16]) -> Sender {
    Sender {
        device,
        tenant: [2; 16],
        seed: [3; 32],
    }
}

fn senders(outbox: &Outbox) -> Vec<[u8; 16]> {
    let all = outbox.senders().unwrap();
    all.into_iter().map(|sender| sender.device).collect()
}

#[test]
fn a_new_device_begins_at_one_after_zeros_with_numbers_of_its_own() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.put_sealed(&by(DEVICE, 8, 1)).unwrap();
    outbox.put_sealed(&by(DEVICE, 9, 2)).unwrap();
    let last = |device| outbox.last_of_case(device, CASE).unwrap();
    let start = Sequence {
        number: 0,
        digest: [0; 32],
    };
    assert_eq!(last(NEXT), start);
    assert_eq!(outbox.last_number(NEXT, "2026-05").unwrap(), 0);
    outbox.put_sealed(&by(NEXT, 10, 1)).unwrap();
    assert_eq!((last(NEXT).number, last(NEXT).digest), (1, [10; 32]));
    assert_eq!((last(DEVICE).number, last(DEVICE).digest), (2, [9; 32]));
    assert_eq!(outbox.last_number(NEXT, "2026-05").unwrap(), 1);
    assert_eq!(outbox.last_number(DEVICE, "2026-05").unwrap(), 2);
    assert!(
        outbox.put_sealed(&by(NEXT, 11, 1)).is_err(),
        "a sequence is used once by a device"
    );
    let to_send = |device| outbox.to_send(device, 5).unwrap().len();
    assert_eq!((to_send(DEVICE), to_send(NEXT)), (2, 1));
}

#[test]
fn an_earlier_transport_key_is_kept_as_long_as_something_may_be_sent() {
    let phone = Phone::new();
    let outbox = phone.outbox();
    outbox.keep_sender(&sender(DEVICE)).unwrap();
    assert!(senders(&outbox).is_empty(), "nothing was sealed with it");
    outbox.put_sealed(&by(DEVICE, 8, 1)).unwrap();
    outbox.keep_sender(&sender(DEVICE)).unwrap();
    std::mem::forget(outbox);
    let outbox = phone.outbox();
    outbox.forget_senders().unwrap();
    assert_eq!(senders(&outbox), [DEVICE], "it is not sent yet");

    let about = RecordRef {
        id: RecordId([8; 16]),
        digest: Digest([8; 32]),
    };
    let key = SigningKey::from_seed(&[5; 32]);
    let receipt =
        ReceiptPoint::start(StoreId([1; 16])).issue(TenantId([2; 16]), about, 1_000, &key);
    outbox
        .put_receipt([8; 16], [8; 32], receipt.bytes())
        .unwrap();
    outbox.forget_senders().unwrap();
    assert_eq!(
        senders(&outbox),
        [DEVICE],
        "its sealed copy is kept for a server that loses what it has"
    );
    outbox.forget_bytes_before(1_001).unwrap();
    outbox.forget_senders().unwrap();
    assert!(
        senders(&outbox).is_empty(),
        "nothing is left to send with it"
    );
}

/// An outbox as the first version made it, with one record, a chain and a number.
const BEFORE: &str = "
    pragma user_version = 1;
    create table value (name text primary key, bytes blob not null) strict, without rowid;
    create table sealed (
        record blob not null, digest blob not null, case_tag blob not null, sequence integer not null,
        form blob not null, replaces blob, first blob not null, version integer not null, period text,
        bytes blob not null, push blob not null, state integer not null,
        finished integer not null, receipt blob, reason text, read_at integer, returned integer not null default 0,
        primary key (record, digest)) strict;
    create unique index sealed_sequence on sealed (case_tag, sequence);
    create table chain (case_tag blob primary key, sequence integer not null, digest blob not null) strict, without rowid;
    create table number (period text primary key, last integer not null) strict, without rowid;
    create table inbox (n integer primary key, kind integer not null, bytes blob not null, extra blob) strict;
    create table form (digest blob primary key, id text not null, version text not null, bytes blob not null,
        at integer not null) strict;
    insert into value values ('device.id', x'04040404040404040404040404040404');
    insert into sealed values (x'08080808080808080808080808080808', zeroblob(32),
        x'01010101010101010101010101010101', 3, zeroblob(32), null, x'08080808080808080808080808080808', 1,
        '2026-05', x'01', x'02', 0, 5, null, null, null, 0);
    insert into chain values (x'01010101010101010101010101010101', 3, zeroblob(32));
    insert into number values ('2026-05', 7);
";

#[test]
fn an_outbox_of_one_device_becomes_that_devices() {
    let phone = Phone::new();
    drop(phone.outbox());
    let key = homeward_seal::vault::outbox_key(&homeward_seal::DeviceSecret::from_bytes(&[7; 32]));
    let file = phone.path().join("outbox.db");
    std::fs::remove_file(&file).unwrap();
    let db = rusqlite::Connection::open(&file).unwrap();
    let hex: String = key
        .secret_bytes()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    db.execute_batch(&format!("pragma key = \"x'{hex}'\"; {BEFORE}"))
        .unwrap();
    drop(db);
    let outbox = phone.outbox();
    let last = outbox.last_of_case(DEVICE, CASE).unwrap();
    assert_eq!(last.number, 3);
    assert_eq!(outbox.last_number(DEVICE, "2026-05").unwrap(), 7);
    let rows = outbox.to_send(DEVICE, 6).unwrap();
    assert_eq!((rows[0].sequence, rows[0].reopens), (3, false));
}
