//! What does not count by itself, and what contradicts: kept, shown, and accepted by a member.

mod page;

use homeward_seal::statement::{Body as Says, LastValid, RevocationReason, RevocationStatement};
use homeward_seal::{CaseTag, Digest, RecordRef, ReviewState};
use page::world::NOW;
use page::{Page, hex, officer};
use serde_json::{Value, json};

/// What `GET review/queue` says of a record of the device: id and digest are of this byte.
fn item(page: &Page, id: u8, sequence: u64, replaces: Option<u8>) -> Value {
    let of = |id: u8| json!({"id": hex(&[id; 16]), "digest": hex(&[id; 32])});
    json!({"record": of(id), "replaces": replaces.map(of), "case": page.world.case.hex(),
        "epoch": 1, "device": page.world.device.hex(), "sequence": sequence,
        "form": hex(&[0; 32]), "received": NOW, "state": 0, "flagged": false})
}

fn rows(page: &mut Page, records: &[Value]) -> Vec<Value> {
    let queue = json!({"records": records});
    let asked = page
        .call("directory-request", json!({"queue": queue}))
        .unwrap();
    let update = page.answer_to(&asked["request"]);
    page.take(&update).unwrap();
    let mut rows = page.call("queue", json!({"queue": queue})).unwrap();
    let mut rows: Vec<Value> = serde_json::from_value(rows["rows"].take()).unwrap();
    rows.sort_by_key(|row| row["record"]["id"].as_str().unwrap().to_owned());
    rows
}

fn reference(id: u8) -> RecordRef {
    RecordRef {
        id: homeward_seal::RecordId([id; 16]),
        digest: Digest([id; 32]),
    }
}

#[test]
fn two_corrections_of_one_version_are_both_shown() {
    let mut page = officer();
    let records = [
        item(&page, 1, 1, None),
        item(&page, 2, 2, Some(1)),
        item(&page, 3, 3, Some(1)),
        item(&page, 4, 4, None),
    ];
    let rows = rows(&mut page, &records);
    let of = |row: &Value, field: &str| -> Vec<String> {
        let list = row[field].as_array().unwrap().iter();
        list.map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(rows.len(), 4);
    assert_eq!(of(&rows[0], "corrections"), [hex(&[2; 16]), hex(&[3; 16])]);
    assert_eq!(rows[0]["superseded"], true);
    assert_eq!(of(&rows[1], "contradicts"), [hex(&[3; 16])]);
    assert_eq!(of(&rows[2], "contradicts"), [hex(&[2; 16])]);
    assert_eq!(
        (
            of(&rows[3], "contradicts").len(),
            of(&rows[3], "corrections").len()
        ),
        (0, 0)
    );
}

#[test]
fn what_a_member_accepts_counts() {
    let mut page = officer();
    let lead = (page.world.lead.id, page.world.lead.keys.signing.clone());
    let author = &page.world.authors[0];
    let author = (author.id, author.keys.signing.clone());
    let mut correction = item(&page, 2, 2, Some(1));
    correction["epoch"] = json!(9);
    let records = [item(&page, 1, 1, None), correction.clone()];
    let before = rows(&mut page, &records);
    assert_eq!(
        (
            &before[1]["flagged"],
            &before[1]["flag"],
            &before[1]["accepted"]
        ),
        (&json!(true), &json!("not_a_writer"), &Value::Null)
    );
    assert_eq!(
        before[0]["superseded"], false,
        "what does not count replaces nothing"
    );
    assert_eq!(
        before[0]["corrections"].as_array().unwrap().len(),
        1,
        "but is shown"
    );

    let mut accepted = |who: &(homeward_seal::UserId, homeward_seal::SigningKey), record, state| {
        let mut records = records.clone();
        records[1]["accepted"] = json!(page.change(who.0, &who.1, record, state));
        rows(&mut page, &records)
    };
    let good = accepted(&lead, reference(2), ReviewState::Accepted);
    assert_eq!(
        (&good[1]["flagged"], &good[1]["flag"]),
        (&json!(false), &json!("not_a_writer"))
    );
    assert_eq!(good[1]["accepted"]["time"], NOW);
    assert_eq!(good[1]["accepted"]["seen"], "proven");
    assert_eq!(good[0]["superseded"], true);
    for (why, still) in [
        (
            "no member",
            accepted(&author, reference(2), ReviewState::Accepted),
        ),
        (
            "another record",
            accepted(&lead, reference(1), ReviewState::Accepted),
        ),
        (
            "another state",
            accepted(&lead, reference(2), ReviewState::Read),
        ),
    ] {
        assert_eq!(still[1]["flagged"], true, "{why}");
    }

    // The server's own flag alone waits for a member too.
    let mut flagged = item(&page, 3, 3, None);
    flagged["flagged"] = json!(true);
    assert_eq!(rows(&mut page, &[flagged])[0]["flag"], "server");
}

#[test]
fn an_opened_record_says_who_accepted_it() {
    let mut page = officer();
    let lead = (page.world.lead.id, page.world.lead.keys.signing.clone());
    page.cases(Vec::new());
    let (record, wrap) = page.record();
    let says = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Revoked,
        last_valid: Vec::new(),
    });
    let ended = page.world.by_supervisor(page.world.device, &says);
    page.world.append(ended);
    page.refresh();
    let shown = page.open(&record, &wrap, &[], &[]);
    assert_eq!(
        (&shown["flagged"], &shown["flag"], &shown["accepted"]),
        (&json!(true), &json!("after_revocation"), &Value::Null)
    );
    let change = page.change(lead.0, &lead.1, record.reference(), ReviewState::Accepted);
    let shown = page.open(&record, &wrap, &[change], &[]);
    assert_eq!(
        (&shown["flagged"], &shown["flag"]),
        (&json!(false), &json!("after_revocation"))
    );
    assert_eq!(shown["accepted"]["author"], "Synthetic lead");
    // The desk's own way to it.
    let answer = page.record_answer(&record, &wrap, &[], &[]);
    let accept = json!({"answer": answer, "state": ReviewState::Accepted.number(), "note": null});
    assert!(page.call("state", accept).unwrap()["change"].is_string());
}

#[test]
fn later_than_the_last_valid_record_of_a_revoked_device() {
    let mut page = officer();
    let last = |case: CaseTag| LastValid {
        case,
        sequence: 2,
        digest: Digest([2; 32]),
    };
    let says = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Revoked,
        last_valid: vec![last(page.world.case)],
    });
    let ended = page.world.by_supervisor(page.world.device, &says);
    page.world.append(ended);
    page.refresh();
    let records = [
        item(&page, 1, 1, None),
        item(&page, 2, 2, None),
        item(&page, 3, 2, None),
        item(&page, 4, 3, None),
    ];
    let flags: Vec<Value> = rows(&mut page, &records)
        .iter()
        .map(|row| row["flag"].clone())
        .collect();
    let late = json!("after_revocation");
    assert_eq!(flags, [Value::Null, Value::Null, late.clone(), late]);
}

#[test]
fn what_a_retired_device_had_not_sent_is_taken_for_thirty_days() {
    let mut page = officer();
    let says = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Retired,
        last_valid: Vec::new(),
    });
    let ended = page.world.by_supervisor(page.world.device, &says);
    let at = ended.time();
    page.world.append(ended);
    page.refresh();
    let mut in_time = item(&page, 1, 1, None);
    in_time["received"] = json!(at + 30 * 86_400);
    let mut late = item(&page, 2, 2, None);
    late["received"] = json!(at + 30 * 86_400 + 1);
    let rows = rows(&mut page, &[in_time, late]);
    assert_eq!(
        (&rows[0]["flag"], &rows[1]["flag"]),
        (&Value::Null, &json!("after_revocation"))
    );
}
