//! What a reader must refuse or mark, driven through the desk's one call over a small directory.

mod page;

use homeward_protocol::cases::WrapJson;
use homeward_seal::statement::{
    Body as Says, RevocationReason, RevocationStatement, Role, Statement,
};
use homeward_seal::{CaseTag, DeviceId, OpeningKey, SubjectId, UserId};
use page::world::{self, NOW, World};
use page::{Page, XFORM, b64, hex, officer};
use serde_json::{Value, json};

#[test]
fn an_answer_that_leaves_out_what_was_asked_is_refused() {
    let mut page = officer();
    let says = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Revoked,
        last_valid: Vec::new(),
    });
    let ended = page.world.by_supervisor(page.world.device, &says);
    page.world.append(ended);
    let honest = page.answer();
    let mut silent = honest.clone();
    let device = SubjectId::from(page.world.device);
    silent.entries.retain(|entry| entry.subject != device);
    assert_eq!(silent.entries.len() + 2, honest.entries.len());
    assert_eq!(page.take(&silent), Err("HW-704".into()));
    page.take(&honest).unwrap();
    let people = page.call("directory-people", json!({})).unwrap();
    assert_eq!(people["devices"][0]["ended"], true);
}

#[test]
fn only_members_say_something_about_a_case() {
    let mut page = officer();
    let lead = (page.world.lead.id, page.world.lead.keys.signing.clone());
    let author = (
        page.world.authors[0].id,
        page.world.authors[0].keys.signing.clone(),
    );
    let good = page.field(lead.0, &lead.1, "ABCD-2345");
    let forged = page.field(author.0, &author.1, "EVIL-2345");
    let rows = page.cases(vec![forged, good]);
    let case = &rows["cases"][0];
    assert_eq!(
        (&rows["refused"], &case["reference"]),
        (&json!(0), &json!("ABCD-2345"))
    );
    let why = json!([{"what": "field", "epoch": null, "code": "HW-710"}]);
    assert_eq!(
        case["unreadable"], why,
        "the forged field hides neither the case nor the other field"
    );

    let (record, wrap) = page.record();
    let reference = record.reference();
    let notes = [&lead, &author].map(|who| page.note(who.0, &who.1, reference));
    let states = [&lead, &author].map(|who| page.state(who.0, &who.1, reference));
    let shown = page.open(&record, &wrap, &states, &notes);
    assert_eq!(shown["refused"], 2, "a note and a state of somebody else");
    assert_eq!(shown["notes"].as_array().unwrap().len(), 1);
    assert_eq!(shown["states"].as_array().unwrap().len(), 2);
    assert_eq!(shown["flagged"], false);
}

#[test]
fn what_a_member_wrote_stays_readable_after_he_left() {
    let mut page = officer();
    let member = (page.world.member.id, page.world.member.keys.signing.clone());
    let field = page.field(member.0, &member.1, "ABCD-2345");
    let (record, wrap) = page.record();
    let early = page.state(member.0, &member.1, record.reference());
    let mut second = page.world.epoch(2, Some(page.world.epoch_statement));
    second.key = OpeningKey::random(&mut page.world.random).sealing_key();
    second.members = vec![page.world.lead.id];
    second.recovery = Some(OpeningKey::random(&mut page.world.random).sealing_key());
    let second = page.world.by_lead(page.world.case, &Says::Epoch(second));
    page.world.append(second);
    page.refresh();
    let rows = page.cases(vec![field]);
    assert_eq!(rows["cases"][0]["reference"], "ABCD-2345", "{rows}");
    // Said when the directory had the new epoch already.
    let late = page.state(member.0, &member.1, record.reference());
    let shown = page.open(&record, &wrap, &[early, late], &[]);
    assert_eq!(shown["refused"], 1);
    assert_eq!(shown["states"].as_array().unwrap().len(), 2);
}

#[test]
fn the_queue_marks_what_the_server_does_not() {
    let mut page = officer();
    page.cases(Vec::new());
    let (case, other) = (page.world.case, CaseTag([8; 16]));
    let device = page.world.device;
    let item = |id: u8, case: CaseTag, device: DeviceId, sequence: u64, replaces: Option<u8>| {
        let of = |id: u8| json!({"id": hex(&[id; 16]), "digest": hex(&[id; 32])});
        json!({"record": of(id), "replaces": replaces.map(of), "case": case.hex(), "epoch": 1,
            "device": device.hex(), "sequence": sequence, "form": hex(&[0; 32]),
            "received": id, "state": 0, "flagged": false})
    };
    let records = [
        item(1, case, device, 1, None),
        item(2, other, device, 1, Some(1)),
        item(3, case, device, 2, None),
        item(4, case, device, 2, None),
        item(5, case, DeviceId([5; 16]), 1, None),
    ];
    let rows = page
        .call("queue", json!({"queue": {"records": records}}))
        .unwrap();
    let row = |id: u8| {
        let rows = rows["rows"].as_array().unwrap();
        rows.iter()
            .find(|row| row["record"]["id"] == hex(&[id; 16]))
            .unwrap()
            .clone()
    };
    assert_eq!(row(1)["superseded"], false, "by a record of another case");
    assert_eq!(row(1)["flagged"], false);
    assert_eq!(row(1)["gap"], false);
    assert_eq!(row(2)["flag"], "not_a_writer", "of that case");
    assert_eq!(
        (row(3)["gap"].clone(), row(4)["gap"].clone()),
        (json!(true), json!(true))
    );
    assert_eq!(row(5)["flag"], "unknown_device");
}

#[test]
fn an_id_that_is_taken_is_not_given_to_new_keys() {
    let world = World::new();
    let supervisor = world.supervisor.id;
    let mut page = Page::of(world, supervisor, Role::Supervisor);
    page.refresh();
    let head = page.world.head(NOW).bytes().to_vec();
    let approve = |page: &mut Page, subject: SubjectId| {
        let keys = json!({"signing": b64(&[3; 32]), "sealing": b64(&[4; 32])});
        let enrolment = json!({"id": hex(&[1; 16]), "kind": "user", "label": "", "state": "waiting",
            "expires": NOW, "subject": subject.hex(), "keys": keys, "head": b64(&head), "device_kind": 0});
        let digits = page
            .call("digits", json!({"enrolment": enrolment}))
            .unwrap();
        let groups: Vec<&str> = digits["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|g| g.as_str().unwrap())
            .collect();
        let approve = json!({"enrolment": enrolment, "digits": groups.join(" "), "worker": null,
            "name": "Synthetic", "organisation": "synthetic", "role": Role::Coordinator.number(), "team": null});
        page.call("approve", approve)
    };
    assert!(approve(&mut page, SubjectId([77; 16])).is_ok());
    let lead = page.world.lead.id;
    assert_eq!(approve(&mut page, lead.into()), Err("HW-712".into()));
}

#[test]
fn the_recomputed_log_is_the_one_that_was_seen() {
    let world = World::new();
    let supervisor = world.supervisor.id;
    let mut page = Page::of(world, supervisor, Role::Supervisor);
    let before = page.world.directory.clone();
    let says = |name: &str| Says::User(world::says_user(Role::CommunityWorker, name, None));
    let seen = page
        .world
        .by_supervisor(UserId([1; 16]), &says("Synthetic one"));
    page.world.append(seen);
    page.refresh();
    let log = |page: &Page| {
        let directory = &page.world.directory;
        let statements: Vec<Value> = (0..directory.size())
            .filter_map(|index| Some((index, directory.statement(index)?)))
            .map(|(index, s): (u64, &Statement)| json!({"index": index, "digest": s.digest().hex(), "statement": b64(s.bytes())}))
            .collect();
        json!({"log": {"statements": statements, "head": b64(page.world.head(NOW).bytes())}})
    };
    let message = log(&page);
    assert_eq!(
        page.call("directory-recompute", message).unwrap()["matches"],
        true
    );
    // Another history of the same length, with a head of the same log key.
    page.world.directory = before;
    let forked = page
        .world
        .by_supervisor(UserId([2; 16]), &says("Synthetic two"));
    page.world.append(forked);
    let message = log(&page);
    assert_eq!(
        page.call("directory-recompute", message).unwrap()["matches"],
        false
    );
}

#[test]
fn another_record_in_the_place_of_the_one_asked_for_is_refused() {
    let mut page = officer();
    let (first, _) = page.record();
    let (second, wrap) = page.record();
    assert_ne!(first.reference(), second.reference());
    let asked = homeward_protocol::review::RecordRefJson::from(first.reference());
    let answer = json!({"record": b64(second.bytes()), "wraps": [WrapJson::from(&wrap)],
        "states": [], "returns": [], "notes": [], "received": NOW});
    let open = json!({"record": asked, "answer": answer, "form": b64(XFORM.as_bytes()),
        "earlier": null, "earlier_form": null, "language": "en"});
    assert_eq!(page.call("open", open), Err("HW-707".into()));
}
