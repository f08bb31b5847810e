//! A desk that a test drives through its one call, over a small directory, as a page does.
#![allow(dead_code, clippy::unwrap_used)]

#[path = "../../../seal/tests/world/mod.rs"]
pub mod world;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use homeward_protocol::cases::WrapJson;
use homeward_seal::cbor::Bytes;
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys};
use homeward_seal::statement::{Role, StatementType};
use homeward_seal::{
    Body, CaseField, Cbor as _, Digest, DirectoryRequest, DirectoryUpdate, Field, Head, HeadRef,
    NewObject, Note, ObjectId, Recipient, RecordRef, ReviewState, SUITE, SealedObject,
    SealedRecord, Signed, SigningKey, StateChange, UserId, Wrap,
};
use homeward_web::Desk;
use serde_json::{Value, json};
use world::{NOW, World};

pub const XFORM: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>Synthetic</h:title><model><instance><data id="synthetic" version="1"><q/></data></instance><bind nodeset="/data/q" type="string"/></model></h:head><h:body><input ref="/data/q"><label>Question</label></input></h:body></h:html>"#;

pub fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A desk over a small world, and the heads that its server issued.
pub struct Page {
    pub desk: Desk,
    pub world: World,
    pub issued: Vec<Signed<Head>>,
    /// Size of the head that the desk has.
    pub size: u64,
    /// The last error that the desk gave.
    pub error: Value,
}

impl Page {
    pub fn call(&mut self, operation: &str, message: Value) -> Result<Value, String> {
        let request = json!({"operation": operation, "now": NOW, "offset_minutes": 0,
            "random": b64(&[9; 32]), "message": message});
        let answer = self.desk.call(request.to_string().as_bytes());
        let mut answer: Value = serde_json::from_slice(&answer).unwrap();
        match answer.pointer("/error/code") {
            Some(code) => {
                let code = code.as_str().unwrap().to_owned();
                self.error = answer["error"].take();
                Err(code)
            }
            None => Ok(answer["ok"].take()),
        }
    }

    /// The head that somebody sees now; the server keeps it.
    pub fn head_ref(&mut self) -> HeadRef {
        let head = self.world.head(NOW);
        let reference = head.reference().unwrap();
        self.issued.push(head);
        reference
    }

    /// What the server brings with a record: each head that it issued, proven to the desk's own.
    pub fn brought(&self) -> Value {
        let proofs: Vec<String> = self
            .issued
            .iter()
            .map(|head| {
                b64(&self
                    .world
                    .directory
                    .seen(head, self.size)
                    .unwrap()
                    .to_cbor())
            })
            .collect();
        json!({"size": self.size, "proofs": proofs})
    }

    /// Somebody signs in over a world, with an empty directory.
    pub fn of(world: World, user: UserId, role: Role) -> Page {
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
            issued: Vec::new(),
            size: 0,
            error: Value::Null,
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
    pub fn answer(&mut self) -> DirectoryUpdate {
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
        self.answer_to(&asked["request"])
    }

    /// The server's honest answer to one request.
    pub fn answer_to(&self, request: &Value) -> DirectoryUpdate {
        let request = URL_SAFE_NO_PAD.decode(request.as_str().unwrap()).unwrap();
        let request = DirectoryRequest::from_cbor(&request).unwrap();
        let head = self.world.head(NOW);
        let mut update = self.world.directory.update(&head, &request).unwrap();
        let size = self.world.directory.size();
        let asked = request.seen.unwrap_or_default();
        let issued = self.issued.iter();
        let proofs: Vec<_> = issued
            .filter(|head| asked.contains(&head.reference().unwrap()))
            .map(|head| self.world.directory.seen(head, size).unwrap())
            .collect();
        update.seen = (!proofs.is_empty()).then_some(proofs);
        update
    }

    pub fn take(&mut self, update: &DirectoryUpdate) -> Result<Value, String> {
        let moved = self.call(
            "directory-update",
            json!({"update": b64(&update.to_cbor())}),
        )?;
        self.size = moved["size"].as_u64().unwrap();
        Ok(moved)
    }

    pub fn refresh(&mut self) {
        let update = self.answer();
        self.take(&update).unwrap();
    }

    /// `GET cases` with these header fields.
    pub fn list(&self, headers: &[Value]) -> Value {
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
        json!({"cases": [{"tag": tag.hex(), "epochs": epochs, "headers": headers}]})
    }

    /// Asks about the cases and opens them.
    pub fn cases(&mut self, headers: Vec<Value>) -> Value {
        let list = self.list(&headers);
        let asked = self
            .call("directory-request", json!({"cases": list}))
            .unwrap();
        let update = self.answer_to(&asked["request"]);
        self.take(&update).unwrap();
        self.call("cases", json!({"cases": list})).unwrap()
    }

    pub fn object(&mut self, author: UserId, about: Option<RecordRef>) -> NewObject {
        NewObject {
            tenant: self.world.tenant,
            object: ObjectId::random(&mut self.world.random),
            case: self.world.case,
            recipient: Recipient::Epoch(1, self.world.epoch_statement),
            version: 1,
            author,
            head: self.head_ref(),
            about,
        }
    }

    pub fn field(&mut self, author: UserId, signing: &SigningKey, value: &str) -> Value {
        let new = self.object(author, None);
        let field = CaseField::text(Field::Reference, value, Vec::new());
        let key = self.world.epoch_key.sealing_key();
        let (object, wraps) =
            SealedObject::seal(&new, &field, signing, &[key], &mut self.world.random).unwrap();
        sealed(object.bytes(), &wraps)
    }

    pub fn note(&mut self, author: UserId, signing: &SigningKey, record: RecordRef) -> Value {
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

    pub fn state(&mut self, user: UserId, signing: &SigningKey, record: RecordRef) -> String {
        self.change(user, signing, record, ReviewState::Read)
    }

    pub fn change(
        &mut self,
        user: UserId,
        signing: &SigningKey,
        record: RecordRef,
        state: ReviewState,
    ) -> String {
        let change = StateChange {
            suite: SUITE,
            tenant: self.world.tenant,
            case: self.world.case,
            record,
            state,
            user,
            time: NOW,
            head: self.head_ref(),
            note: None,
        };
        b64(Signed::sign(&change, signing).bytes())
    }

    pub fn open(
        &mut self,
        record: &SealedRecord,
        wrap: &Wrap,
        states: &[String],
        notes: &[Value],
    ) -> Value {
        let answer = self.record_answer(record, wrap, states, notes);
        self.open_answer(record, &answer).unwrap()
    }

    /// `GET records/{id}/{digest}`.
    pub fn record_answer(
        &self,
        record: &SealedRecord,
        wrap: &Wrap,
        states: &[String],
        notes: &[Value],
    ) -> Value {
        json!({"record": b64(record.bytes()), "wraps": [WrapJson::from(wrap)],
            "states": states, "returns": [], "notes": notes, "received": NOW,
            "seen": self.brought()})
    }

    pub fn open_answer(&mut self, record: &SealedRecord, answer: &Value) -> Result<Value, String> {
        let asked = homeward_protocol::review::RecordRefJson::from(record.reference());
        let open = json!({"record": asked, "answer": answer, "form": b64(XFORM.as_bytes()), "earlier": null,
            "earlier_form": null, "language": "en"});
        self.call("open", open)
    }

    /// A record of the device, and its wrap.
    pub fn record(&mut self) -> (SealedRecord, Wrap) {
        let head = self.head_ref();
        self.record_that_saw(head)
    }

    pub fn record_that_saw(&mut self, head: HeadRef) -> (SealedRecord, Wrap) {
        let mut new = self.world.new_record();
        new.head = head;
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

pub fn sealed(object: &[u8], wraps: &[Wrap]) -> Value {
    let wraps: Vec<WrapJson> = wraps.iter().map(WrapJson::from).collect();
    json!({"object": b64(object), "wraps": wraps})
}

pub fn officer() -> Page {
    let world = World::new();
    let lead = world.lead.id;
    let mut page = Page::of(world, lead, Role::Officer);
    page.refresh();
    page
}
