//! The heads that authors had seen: proven, not proven, and of another log.

mod page;

use homeward_seal::statement::{Body as Says, RevocationReason, RevocationStatement};
use homeward_seal::{Cbor as _, Digest, Head, HeadRef, ReviewState, Signed};
use page::world::{NOW, World};
use page::{Page, b64, officer};
use serde_json::{Value, json};

fn never() -> HeadRef {
    HeadRef {
        size: 3,
        digest: Digest([7; 32]),
    }
}

/// Another log of the same institution, of the same length, signed by the same key.
fn fork(page: &Page) -> (World, Signed<Head>) {
    let mut fork = World::new();
    let other = Says::Revocation(RevocationStatement {
        reason: RevocationReason::Retired,
        last_valid: Vec::new(),
    });
    while fork.directory.size() < page.world.directory.size() {
        let statement = fork.by_supervisor(fork.worker, &other);
        fork.append(statement);
    }
    let head = fork.head(NOW);
    (fork, head)
}

/// The officer's desk; the log went on since the world began, so that it can fork.
fn desk() -> Page {
    let mut page = officer();
    let settings = Says::Settings(page::world::settings());
    let statement = page.world.by_supervisor(page.world.tenant, &settings);
    page.world.append(statement);
    page.refresh();
    page.cases(Vec::new());
    page
}

fn check_evidence(page: &Page, evidence: &Value, offered: &Signed<Head>) {
    assert_eq!(evidence["offered"], b64(offered.bytes()));
    assert_eq!(evidence["kept"], b64(page.world.head(NOW).bytes()));
}

#[test]
fn a_record_says_how_it_stands_with_the_head_its_device_saw() {
    let mut page = desk();
    let (record, wrap) = page.record();
    assert_eq!(page.open(&record, &wrap, &[], &[])["seen"], "proven");
    let (record, wrap) = page.record_that_saw(never());
    let shown = page.open(&record, &wrap, &[], &[]);
    assert_eq!(shown["seen"], "unproven", "the server never issued it");
    assert_eq!(
        shown["lines"][0]["answer"], "yes",
        "it is shown all the same"
    );

    // Asked with another size than the desk's, the proofs say nothing.
    let earlier = page.head_ref();
    let settings = Says::Settings(page::world::settings());
    let statement = page.world.by_supervisor(page.world.tenant, &settings);
    page.world.append(statement);
    page.refresh();
    let (record, wrap) = page.record_that_saw(earlier);
    let mut answer = page.record_answer(&record, &wrap, &[], &[]);
    assert_eq!(
        page.open_answer(&record, &answer).unwrap()["seen"],
        "proven"
    );
    answer["seen"]["size"] = json!(page.size - 1);
    assert_eq!(
        page.open_answer(&record, &answer).unwrap()["seen"],
        "unproven"
    );
    answer.as_object_mut().unwrap().remove("seen");
    assert_eq!(
        page.open_answer(&record, &answer).unwrap()["seen"],
        "unproven"
    );
}

#[test]
fn a_record_whose_device_saw_another_log_is_refused_with_both_heads() {
    let mut page = desk();
    let (other, forked) = fork(&page);
    let (record, wrap) = page.record_that_saw(forked.reference().unwrap());
    let mut answer = page.record_answer(&record, &wrap, &[], &[]);
    let proof = other.directory.seen(&forked, page.size).unwrap();
    answer["seen"]["proofs"] = json!([b64(&proof.to_cbor())]);
    assert_eq!(page.open_answer(&record, &answer), Err("HW-713".into()));
    check_evidence(&page, &page.error["evidence"], &forked);
    // Nothing is done with it either.
    let read = json!({"answer": answer, "state": ReviewState::Read.number(), "note": null});
    assert_eq!(page.call("state", read), Err("HW-713".into()));
}

#[test]
fn a_note_or_state_of_somebody_who_saw_another_log_is_left_out_and_named() {
    let mut page = desk();
    let (other, forked) = fork(&page);
    let lead = (page.world.lead.id, page.world.lead.keys.signing.clone());
    let (record, wrap) = page.record();
    let good = page.state(lead.0, &lead.1, record.reference());
    let honest = std::mem::replace(&mut page.world.directory, other.directory.clone());
    let state = page.state(lead.0, &lead.1, record.reference());
    let note = page.note(lead.0, &lead.1, record.reference());
    page.world.directory = honest;
    page.issued.retain(|head| head.digest() != forked.digest());
    let mut answer = page.record_answer(&record, &wrap, &[good, state], &[note]);
    let proof = other.directory.seen(&forked, page.size).unwrap();
    let proofs = answer["seen"]["proofs"].as_array_mut().unwrap();
    proofs.push(json!(b64(&proof.to_cbor())));
    let shown = page.open_answer(&record, &answer).unwrap();
    assert_eq!(shown["seen"], "proven");
    assert_eq!(
        (&shown["notes"], &shown["refused"]),
        (&json!([]), &json!(2))
    );
    assert_eq!(
        shown["states"].as_array().unwrap().len(),
        2,
        "received and read"
    );
    for (refusal, what) in [(0, "note"), (1, "state")] {
        let refusal = &shown["refusals"][refusal];
        assert_eq!(
            (&refusal["what"], &refusal["code"]),
            (&json!(what), &json!("HW-713"))
        );
        check_evidence(&page, &refusal["evidence"], &forked);
    }
}

#[test]
fn the_fields_of_a_case_are_proven_with_the_directory() {
    let mut page = desk();
    let lead = (page.world.lead.id, page.world.lead.keys.signing.clone());
    let good = page.field(lead.0, &lead.1, "ABCD-2345");
    let asked = |page: &mut Page, field: &Value| {
        let list = page.list(std::slice::from_ref(field));
        page.call("directory-request", json!({"cases": list}))
            .unwrap()
    };
    let settings = Says::Settings(page::world::settings());
    let statement = page.world.by_supervisor(page.world.tenant, &settings);
    page.world.append(statement);
    let rows = page.cases(vec![good.clone()]);
    let case = &rows["cases"][0];
    assert_eq!(
        (&case["unproven"], &case["unreadable"]),
        (&json!([]), &json!([]))
    );

    // A head that the server never issued: shown, and said to be so.
    page.issued.clear();
    let statement = page.world.by_supervisor(
        page.world.worker,
        &Says::Revocation(RevocationStatement {
            reason: RevocationReason::Disabled,
            last_valid: Vec::new(),
        }),
    );
    page.world.append(statement);
    let late = page.field(lead.0, &lead.1, "EFGH-2345");
    page.issued.clear();
    let settings = Says::Settings(page::world::settings());
    let statement = page.world.by_supervisor(page.world.tenant, &settings);
    page.world.append(statement);
    let rows = page.cases(vec![late]);
    let case = &rows["cases"][0];
    assert_eq!(
        (&case["reference"], &case["unproven"]),
        (&json!("EFGH-2345"), &json!([0]))
    );
    let rows = page.cases(vec![good.clone()]);
    assert_eq!(
        rows["cases"][0]["unproven"],
        json!([]),
        "proven once, remembered"
    );

    // A head of another log: the whole answer is refused.
    let (other, forked) = fork(&page);
    let honest = std::mem::replace(&mut page.world.directory, other.directory.clone());
    let field = page.field(lead.0, &lead.1, "WXYZ-2345");
    page.world.directory = honest;
    let request = asked(&mut page, &field);
    page.issued.clear();
    let mut update = page.answer_to(&request["request"]);
    let size = page.world.directory.size();
    update.seen = Some(vec![other.directory.seen(&forked, size).unwrap()]);
    assert_eq!(page.take(&update), Err("HW-713".into()));
    check_evidence(&page, &page.error["evidence"], &forked);
}

#[test]
fn a_long_question_is_asked_in_pieces() {
    let mut page = officer();
    let subjects: Vec<Value> = (0..5000_u32)
        .map(|number| json!({"kind": 4, "subject": format!("{number:032x}")}))
        .collect();
    let asked = json!({"subjects": {"subjects": subjects}});
    let asked = page.call("directory-request", asked).unwrap();
    let rest = asked["rest"].as_array().unwrap();
    assert_eq!(rest.len(), 1);
    let update = b64(&page.answer_to(&asked["request"]).to_cbor());
    let second = b64(&page.answer_to(&rest[0]["request"]).to_cbor());
    let whole = json!({"update": update, "rest": [{"update": second}]});
    page.call("directory-update", whole).unwrap();
    let settings = Says::Settings(page::world::settings());
    let statement = page.world.by_supervisor(page.world.tenant, &settings);
    page.world.append(statement);
    let again = page.call("directory-request", json!({})).unwrap();
    let first = b64(&page.answer_to(&again["request"]).to_cbor());
    let partial = page.call("directory-update", json!({"update": first}));
    assert_eq!(partial, Err("HW-704".into()), "a part hides the rest");
}
