//! What a reader must refuse or mark, driven through the desk's one call over a small directory.

#[path = "../../seal/tests/world/mod.rs"]
mod world;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use homeward_protocol::cases::WrapJson;
use homeward_seal::cbor::Bytes;
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys};
use homeward_seal::statement::{
    Body as Says, RevocationReason, RevocationStatement, Role, Statement, StatementType,
};
use homeward_seal::{
    Body, CaseField, CaseTag, Cbor as _, DeviceId, Digest, DirectoryRequest, DirectoryUpdate,
    Field, NewObject, Note, ObjectId, OpeningKey, Recipient, RecordRef, ReviewState, SUITE,
    SealedObject, SealedRecord, Signed, SigningKey, StateChange, SubjectId, UserId, Wrap,
};
use homeward_web::Desk;
use serde_json::{Value, json};
use world::{NOW, World};

const XFORM: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>Synthetic</h:title><model><instance><data id="synthetic" version="1"><q/></data></instance><bind nodeset="/data/q" type="string"/></model></h:head><h:body><input ref="/data/q"><label>Question</label></input></h:body></h:html>"#;

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

struct Page {
    desk: Desk,
    world: World,
}

impl Page {
    fn call(&mut self, operation: &str, message: Value) -> Result<Value, String> {
        let request = json!({"operation": operation, "now": NOW, "offset_minutes": 0,
            "random": b64(&[9; 32]), "message": message});
        let answer = self.desk.call(request.to_string().as_bytes());
        let mut answer: Value = serde_json::from_slice(&answer).unwrap();
        match answer.pointer("/error/code") {
            Some(code) => Err(code.as_str().unwrap().to_owned()),
            None => Ok(answer["ok"].take()),
        }
    }

    /// Somebody signs in over a world, with an empty directory.
    fn of(world: World, user: UserId, role: Role) -> Page {
        let keys = [&world.lead, &world.supervisor]
            .into_iter()
            .find(|person| person.id == user)
            .unwrap();
        let mut random = world::seeded(3);
        let derived =
            PassphraseKeys::derive("synthetic words", &world.tenant, "u", KDF_VERSION).unwrap();
        let blob = derived.wrap(world.tenant, user, 1, &keys.keys, &mut random);
        let genesis = world.directory.statement(0).unwrap().bytes().to_vec();
        let (tenant, hash) = (world.tenant.hex(), world.directory.genesis().hex());
        let mut page = Page {
            desk: Desk::default(),
            world,
        };
        let start =
            json!({"nonce": b64(&[1; 32]), "kdf": KDF_VERSION, "tenant": tenant, "genesis": hash});
        let sign_in = json!({"start": start, "user": "u", "passphrase": "synthetic  words",
            "origin": "http://127.0.0.1:1"});
        page.call("sign-in", sign_in).unwrap();
        let me = json!({"user_id": user.hex(), "role": role.number(), "expires": NOW + 60});
        let mut session = json!({"token": "", "blob": b64(&blob), "generation": 1});
        session
            .as_object_mut()
            .unwrap()
            .extend(me.as_object().unwrap().clone());
        page.call("unlock", json!({"session": session})).unwrap();
        let pin = json!({"statement": b64(&genesis), "hash": hash, "kept": null});
        page.call("directory-pin", pin).unwrap();
        page
    }

    /// The server's honest answer to what the desk asks.
    fn answer(&mut self) -> DirectoryUpdate {
        let subjects: Vec<Value> = self
            .world
            .directory
            .stubs()
            .iter()
            .filter(|stub| stub.kind != StatementType::Genesis)
            .map(|stub| json!({"kind": stub.kind.number(), "subject": stub.subject.hex()}))
            .collect();
        let asked = json!({"subjects": {"subjects": subjects}, "cases": null, "queue": null});
        let asked = self.call("directory-request", asked).unwrap();
        let request = URL_SAFE_NO_PAD
            .decode(asked["request"].as_str().unwrap())
            .unwrap();
        let request = DirectoryRequest::from_cbor(&request).unwrap();
        let head = self.world.head(NOW);
        self.world.directory.update(&head, &request).unwrap()
    }

    fn take(&mut self, update: &DirectoryUpdate) -> Result<Value, String> {
        self.call(
            "directory-update",
            json!({"update": b64(&update.to_cbor())}),
        )
    }

    fn refresh(&mut self) {
        let update = self.answer();
        self.take(&update).unwrap();
    }

    /// `GET cases` with these header fields.
    fn cases(&mut self, headers: Vec<Value>) -> Value {
        let (tag, mine) = (self.world.case, self.world.epoch_wraps[0].clone());
        let directory = &self.world.directory;
        let epochs: Vec<Value> = directory
            .versions(StatementType::Epoch, tag)
            .map(|(_, statement)| {
                let of_first = statement.digest() == self.world.epoch_statement;
                json!({"statement": b64(statement.bytes()),
                    "wrap": of_first.then(|| WrapJson::from(&mine))})
            })
            .collect();
        let case = json!({"tag": tag.hex(), "epochs": epochs, "headers": headers});
        self.call("cases", json!({"cases": {"cases": [case]}}))
            .unwrap()
    }

    fn object(&mut self, author: UserId, about: Option<RecordRef>) -> NewObject {
        NewObject {
            tenant: self.world.tenant,
            object: ObjectId::random(&mut self.world.random),
            case: self.world.case,
            recipient: Recipient::Epoch(1, self.world.epoch_statement),
            version: 1,
            author,
            head: self.world.head_ref(),
            about,
        }
    }

    fn field(&mut self, author: UserId, signing: &SigningKey, value: &str) -> Value {
        let new = self.object(author, None);
        let field = CaseField::text(Field::Reference, value, Vec::new());
        let key = self.world.epoch_key.sealing_key();
        let (object, wraps) =
            SealedObject::seal(&new, &field, signing, &[key], &mut self.world.random).unwrap();
        sealed(object.bytes(), &wraps)
    }

    fn note(&mut self, author: UserId, signing: &SigningKey, record: RecordRef) -> Value {
        let new = self.object(author, Some(record));
        let note = Note {
            text: "synthetic note".into(),
            time: NOW,
        };
        let key = self.world.epoch_key.sealing_key();
        let (object, wraps) =
            SealedObject::seal(&new, &note, signing, &[key], &mut self.world.random).unwrap();
        sealed(object.bytes(), &wraps)
    }

    fn state(&mut self, user: UserId, signing: &SigningKey, record: RecordRef) -> String {
        let change = StateChange {
            suite: SUITE,
            tenant: self.world.tenant,
            case: self.world.case,
            record,
            state: ReviewState::Read,
            user,
            time: NOW,
            head: self.world.head_ref(),
            note: None,
        };
        b64(Signed::sign(&change, signing).bytes())
    }

    fn open(
        &mut self,
        record: &SealedRecord,
        wrap: &Wrap,
        states: &[String],
        notes: &[Value],
    ) -> Value {
        let answer = json!({"record": b64(record.bytes()), "wraps": [WrapJson::from(wrap)],
            "states": states, "returns": [], "notes": notes, "received": NOW});
        let asked = homeward_protocol::review::RecordRefJson::from(record.reference());
        let open = json!({"record": asked, "answer": answer, "form": b64(XFORM.as_bytes()), "earlier": null,
            "earlier_form": null, "language": "en"});
        self.call("open", open).unwrap()
    }

    /// A record of the device, and its wrap.
    fn record(&mut self) -> (SealedRecord, Wrap) {
        let mut new = self.world.new_record();
        new.form = Digest::of(XFORM.as_bytes());
        let submission = r#"<data id="synthetic" version="1"><q>yes</q></data>"#;
        let body = Body {
            submission: Bytes(submission.as_bytes().to_vec()),
            states: vec![("/data/q".into(), homeward_seal::AnswerState::Answered)],
        };
        let (record, wrap, _) = self.world.seal(&new, &body);
        (record, wrap)
    }
}

fn sealed(object: &[u8], wraps: &[Wrap]) -> Value {
    let wraps: Vec<WrapJson> = wraps.iter().map(WrapJson::from).collect();
    json!({"object": b64(object), "wraps": wraps})
}

fn officer() -> Page {
    let world = World::new();
    let lead = world.lead.id;
    let mut page = Page::of(world, lead, Role::Officer);
    page.refresh();
    page
}

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
    let rows = page.cases(vec![forged]);
    assert_eq!(
        (&rows["refused"], &rows["reason"]),
        (&json!(1), &json!("HW-710"))
    );
    let rows = page.cases(vec![good]);
    assert_eq!(rows["cases"][0]["reference"], "ABCD-2345");

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
    assert_eq!(row(2)["flagged"], true, "no writer of that case");
    assert_eq!(
        (row(3)["gap"].clone(), row(4)["gap"].clone()),
        (json!(true), json!(true))
    );
    assert_eq!(
        row(5)["flagged"],
        true,
        "a device that the directory does not know"
    );
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
