//! The committed vectors: opened as they are, and made again from their seed.
//!
//! `HOMEWARD_WRITE_VECTORS=1 cargo test -p homeward-seal --test vectors` writes them anew; a change
//! in one of them is a change of the wire format, which is not allowed within version 1. Only another
//! version of the compressor may change `record.json`; the old one must still open then.
#![allow(clippy::unwrap_used)]

mod world;

use std::path::PathBuf;

use homeward_seal::cbor::Bytes;
use homeward_seal::directory::DirectoryView;
use homeward_seal::enrolment::{EnrolmentCode, EnrolmentSecret, digits};
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys, UserKeys, salt, verify_answer};
use homeward_seal::{
    Body, Card, Cbor, Class, Digest, DirectoryUpdate, Head, NewObject, ObjectId, OpeningKey,
    PeriodId, Receipt, ReceiptPoint, Recipient, RecordId, RecordRef, SealedObject, SealedRecord,
    SealedTally, Signature, Signed, StatementType, TenantId, UserId, VerifyingKey, Wrap,
};
use serde_json::{Value, json};
use world::{NOW, World, body, date};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(name)
}

fn hex_of(bytes: impl AsRef<[u8]>) -> String {
    hex::encode(bytes)
}

fn secret(key: &OpeningKey) -> String {
    hex::encode(*key.secret_bytes())
}

fn wrap_json(wrap: &Wrap) -> Value {
    json!({"recipient": hex_of(wrap.recipient), "sealed": hex_of(&wrap.sealed)})
}

fn make() -> Vec<(&'static str, Value)> {
    let mut world = World::seeded(42);
    let new = world.new_record();
    let written = body("<agrees_today>yes</agrees_today>", 6);
    let (record, wrap, tallies) = world.seal(&new, &written);
    let mut point = ReceiptPoint::start(world.store);
    let start = point;
    let receipt = point.issue(world.tenant, record.reference(), NOW, &world.receipt_key);
    let head = world
        .directory
        .head(point, Digest::of(b"audit"), NOW, &world.log_key);
    let genesis = world.directory.statement(0).unwrap().clone();
    let view = DirectoryView::pinned(genesis.bytes(), &genesis.digest()).unwrap();
    let wanted = [
        (StatementType::Device, world.device.into()),
        (StatementType::Epoch, world.case.into()),
        (StatementType::Settings, world.tenant.into()),
    ];
    let update = world
        .directory
        .update(&head, &view.request(&wanted))
        .unwrap();
    let states: Vec<Value> = written
        .states
        .iter()
        .map(|(path, state)| json!([path, state.number()]))
        .collect();
    let record_file = json!({
        "record": hex_of(record.bytes()),
        "wrap": wrap_json(&wrap),
        "epoch_secret": secret(&world.epoch_key),
        "device_key": hex_of(world.device_key().bytes()),
        "tallies": tallies.iter().map(|tally| hex_of(tally.bytes())).collect::<Vec<_>>(),
        "tenant": world.tenant.hex(),
        "digest": record.digest().hex(),
        "submission": String::from_utf8(written.submission.0.clone()).unwrap(),
        "states": states,
    });
    let tally_file: Vec<Value> = tallies
        .iter()
        .zip(&world.statistics)
        .map(|(tally, key)| {
            let header = tally.header();
            json!({
                "tally": hex_of(tally.bytes()),
                "statistics_secret": secret(key),
                "tenant": world.tenant.hex(),
                "class": header.class.number(),
                "period": header.period.as_str(),
                "content": hex_of(&*tally.open(key).unwrap()),
                "digest": tally.digest().hex(),
            })
        })
        .collect();
    let period = PeriodId::new("2025-11").unwrap();
    let tags: Vec<Value> = [Class::Ordinary, Class::Restricted]
        .iter()
        .map(|class| {
            let (secret, tenant) = (&world.tally_secret, &world.tenant);
            json!({
                "class": class.number(),
                "tenant": tenant.hex(),
                "period": period.as_str(),
                "record": new.record.hex(),
                "secret": hex_of(secret.secret_bytes()),
                "person_tag": hex_of(secret.person_tag(*class, tenant, &period)),
                "record_tag": hex_of(secret.record_tag(*class, tenant, &new.record)),
                "order": secret.order(*class, tenant, &period),
            })
        })
        .collect();
    let receipt_file = json!({
        "receipt": hex_of(receipt.bytes()),
        "receipt_key": hex_of(world.receipt_key.verifying_key().bytes()),
        "tenant": world.tenant.hex(),
        "record": new.record.hex(),
        "digest": record.digest().hex(),
        "store": world.store.hex(),
        "number": 1,
        "before": start.chain.hex(),
        "chain": point.chain.hex(),
        "time": NOW,
    });
    let statements: Vec<String> = (0..world.directory.size())
        .map(|index| hex_of(world.directory.statement(index).unwrap().bytes()))
        .collect();
    let head_file = json!({
        "head": hex_of(head.bytes()),
        "log_key": hex_of(world.log_key.verifying_key().bytes()),
        "root_key": hex_of(world.root.verifying_key().bytes()),
        "genesis": genesis.digest().hex(),
        "statements": statements,
        "size": world.directory.size(),
        "log_root": head.claims().unwrap().log_root.hex(),
        "state_root": head.claims().unwrap().state_root.hex(),
        "update": hex_of(update.to_cbor()),
        "device": world.device.hex(),
        "case": world.case.hex(),
    });
    let wrapped: Vec<Value> = [&world.lead, &world.member]
        .iter()
        .zip(&world.epoch_wraps)
        .map(|(person, wrap)| {
            json!({
                "wrap": wrap_json(wrap),
                "member_secret": secret(&person.keys.opening),
                "tenant": world.tenant.hex(),
                "statement": world.epoch_statement.hex(),
                "epoch_key": hex_of(world.epoch_key.sealing_key().bytes()),
                "epoch_secret": secret(&world.epoch_key),
            })
        })
        .collect();
    let card = Card {
        reference: "ABCD-2345".into(),
        area: "a1".into(),
        stage_date: date("2025-11-20"),
        next_date: None,
        language: "mk".into(),
        sex: None,
        age_band: None,
        tally_secret: world.tally_secret.clone(),
        returns: vec![record.reference()],
    };
    let object = NewObject {
        tenant: world.tenant,
        object: ObjectId::random(&mut world.random),
        case: world.case,
        recipient: Recipient::Device(world.device),
        version: 1,
        author: world.lead.id,
        head: new.head,
        about: None,
    };
    let author = world.lead.keys.signing.clone();
    let to = [world.device_opening.sealing_key()];
    let (sealed, wraps) =
        SealedObject::seal(&object, &card, &author, &to, &mut world.random).unwrap();
    let card_file = json!({
        "card": hex_of(sealed.bytes()),
        "wrap": wrap_json(&wraps[0]),
        "device_secret": secret(&world.device_opening),
        "author_key": hex_of(author.verifying_key().bytes()),
        "tenant": world.tenant.hex(),
        "content": hex_of(card.to_cbor()),
    });
    let (phrase, name, origin) = (
        "synthetic words for a test",
        "ana",
        "https://tenant.example",
    );
    let keys = PassphraseKeys::derive(phrase, &world.tenant, name, KDF_VERSION).unwrap();
    let user = UserId::random(&mut world.random);
    let mine = UserKeys::random(&mut world.random);
    let sign_in_file = json!({
        "passphrase": phrase,
        "user_name": name,
        "origin": origin,
        "tenant": world.tenant.hex(),
        "user": user.hex(),
        "salt": hex_of(salt(&world.tenant, name)),
        "verifier": hex_of(keys.verifier().bytes()),
        "nonce": hex_of([9; 32]),
        "answer": hex_of(keys.answer(&[9; 32], &world.tenant, name, origin).0),
        "blob": hex_of(keys.wrap(world.tenant, user, 1, &mine, &mut world.random)),
        "signing_seed": hex_of(*mine.signing.seed()),
        "opening_secret": secret(&mine.opening),
    });
    let invitation = EnrolmentSecret::random(&mut world.random);
    let genesis_hash = genesis.digest();
    let both = [
        *world.device_key().bytes(),
        *world.transport.verifying_key().bytes(),
    ];
    let enrolment_file = json!({
        "genesis": genesis_hash.hex(),
        "head": head.digest().hex(),
        "secret": invitation.text(),
        "secret_hash": invitation.hash().hex(),
        "code": EnrolmentCode::new(invitation, &genesis_hash).text(),
        "subject": world.device.hex(),
        "keys": both.iter().map(hex_of).collect::<Vec<_>>(),
        "digits": digits(&genesis_hash, &head.digest(), &world.device.into(), &both),
    });
    vec![
        ("record.json", record_file),
        ("tally.json", json!({"tallies": tally_file, "tags": tags})),
        ("receipt.json", receipt_file),
        ("head.json", head_file),
        ("wrap.json", json!({"wraps": wrapped})),
        ("card.json", card_file),
        ("sign_in.json", sign_in_file),
        ("enrolment.json", enrolment_file),
    ]
}

#[test]
fn made_again_from_their_seed() {
    let write = std::env::var_os("HOMEWARD_WRITE_VECTORS").is_some();
    for (name, value) in make() {
        let text = format!("{}\n", serde_json::to_string_pretty(&value).unwrap());
        if write {
            std::fs::write(path(name), &text).unwrap();
        }
        let committed = std::fs::read_to_string(path(name)).unwrap();
        assert!(
            committed == text,
            "{name} differs from what this version makes"
        );
    }
}

struct File(Value);

impl File {
    fn read(name: &str) -> File {
        File(serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap())
    }
    fn text(&self, field: &str) -> &str {
        self.0[field]
            .as_str()
            .unwrap_or_else(|| panic!("no text {field}"))
    }
    fn bytes(&self, field: &str) -> Vec<u8> {
        hex::decode(self.text(field)).unwrap()
    }
    fn array<const N: usize>(&self, field: &str) -> [u8; N] {
        self.bytes(field).try_into().unwrap()
    }
    fn opening(&self, field: &str) -> OpeningKey {
        OpeningKey::from_bytes(&self.array(field))
    }
    fn verifying(&self, field: &str) -> VerifyingKey {
        VerifyingKey(self.array(field))
    }
    fn list(&self, field: &str) -> Vec<File> {
        self.0[field]
            .as_array()
            .unwrap()
            .iter()
            .cloned()
            .map(File)
            .collect()
    }
    fn wrap(&self) -> Wrap {
        let wrap = File(self.0["wrap"].clone());
        Wrap {
            recipient: homeward_seal::KeyId(wrap.array("recipient")),
            sealed: Bytes(wrap.bytes("sealed")),
        }
    }
    fn tenant(&self) -> TenantId {
        TenantId(self.array("tenant"))
    }
}

#[test]
fn committed_record_opens() {
    let file = File::read("record.json");
    let record = SealedRecord::parse(&file.bytes("record")).unwrap();
    assert_eq!(record.digest().hex(), file.text("digest"));
    let verified = record.verify(&file.verifying("device_key")).unwrap();
    let Body { submission, states } = verified
        .open(&file.wrap(), &file.opening("epoch_secret"))
        .unwrap();
    assert_eq!(submission.0, file.text("submission").as_bytes());
    let read: Vec<Value> = states
        .iter()
        .map(|(path, state)| json!([path, state.number()]))
        .collect();
    assert_eq!(Value::from(read), file.0["states"]);
    let tallies: Vec<SealedTally> = file.0["tallies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tally| SealedTally::parse(&hex::decode(tally.as_str().unwrap()).unwrap()).unwrap())
        .collect();
    record.check_tallies(&tallies).unwrap();
}

#[test]
fn committed_tallies_open() {
    let file = File::read("tally.json");
    for file in file.list("tallies") {
        let tally = SealedTally::parse(&file.bytes("tally")).unwrap();
        assert_eq!(
            *tally.open(&file.opening("statistics_secret")).unwrap(),
            file.bytes("content")
        );
        assert_eq!(tally.digest().hex(), file.text("digest"));
    }
    for file in file.list("tags") {
        let secret = homeward_seal::TallySecret::from_bytes(&file.array("secret"));
        let class = Class::from_number(file.0["class"].as_u64().unwrap() as u8).unwrap();
        let (tenant, period) = (file.tenant(), PeriodId::new(file.text("period")).unwrap());
        let first = RecordId(file.array("record"));
        assert_eq!(
            secret.person_tag(class, &tenant, &period).to_vec(),
            file.bytes("person_tag")
        );
        assert_eq!(
            secret.record_tag(class, &tenant, &first).to_vec(),
            file.bytes("record_tag")
        );
        assert_eq!(
            u64::from(secret.order(class, &tenant, &period)),
            file.0["order"].as_u64().unwrap()
        );
    }
}

#[test]
fn committed_receipt_verifies() {
    let file = File::read("receipt.json");
    let record = RecordRef {
        id: RecordId(file.array("record")),
        digest: Digest(file.array("digest")),
    };
    let key = file.verifying("receipt_key");
    let receipt = Receipt::verify(&file.bytes("receipt"), &file.tenant(), &record, &key).unwrap();
    assert_eq!(receipt.chain.hex(), file.text("chain"));
    receipt
        .follows(&ReceiptPoint::start(receipt.store))
        .unwrap();
}

#[test]
fn committed_head_and_update_are_believed() {
    let file = File::read("head.json");
    let head = Signed::<Head>::parse(&file.bytes("head")).unwrap();
    let content = head.verify(&file.verifying("log_key")).unwrap();
    assert_eq!(content.log_root.hex(), file.text("log_root"));
    let statements = file.0["statements"].as_array().unwrap();
    let genesis = hex::decode(statements[0].as_str().unwrap()).unwrap();
    let mut view = DirectoryView::pinned(&genesis, &Digest(file.array("genesis"))).unwrap();
    view.apply(&DirectoryUpdate::from_cbor(&file.bytes("update")).unwrap())
        .unwrap();
    assert!(
        view.device(&homeward_seal::DeviceId(file.array("device")))
            .is_some()
    );
    assert!(
        view.current_epoch(&homeward_seal::CaseTag(file.array("case")))
            .is_some()
    );
}

#[test]
fn committed_wraps_and_card_open() {
    for file in File::read("wrap.json").list("wraps") {
        let stated = homeward_seal::SealingKey(file.array("epoch_key"));
        let statement = Digest(file.array("statement"));
        let member = file.opening("member_secret");
        let epoch = file
            .wrap()
            .open_epoch_key(&file.tenant(), &statement, &stated, &member)
            .unwrap();
        assert_eq!(epoch.secret_bytes().to_vec(), file.bytes("epoch_secret"));
    }
    let file = File::read("card.json");
    let card = SealedObject::<Card>::parse(&file.bytes("card")).unwrap();
    let card = card
        .verify(&file.verifying("author_key"))
        .unwrap()
        .open(&file.wrap(), &file.opening("device_secret"));
    assert_eq!(card.unwrap().to_cbor(), file.bytes("content"));
}

#[test]
fn committed_sign_in_and_enrolment_hold() {
    let file = File::read("sign_in.json");
    let keys = PassphraseKeys::derive(
        file.text("passphrase"),
        &file.tenant(),
        file.text("user_name"),
        1,
    )
    .unwrap();
    assert_eq!(keys.verifier().bytes().to_vec(), file.bytes("verifier"));
    let answer = Signature(file.array("answer"));
    let (name, origin) = (file.text("user_name"), file.text("origin"));
    verify_answer(
        &keys.verifier(),
        &file.array("nonce"),
        &file.tenant(),
        name,
        origin,
        &answer,
    )
    .unwrap();
    let user = UserId(file.array("user"));
    let (mine, generation) = keys
        .open(&file.bytes("blob"), &file.tenant(), &user, 1)
        .unwrap();
    assert_eq!(
        (mine.signing.seed().to_vec(), generation),
        (file.bytes("signing_seed"), 1)
    );
    let file = File::read("enrolment.json");
    let code = EnrolmentCode::read(file.text("code")).unwrap();
    assert!(code.names(&Digest(file.array("genesis"))));
    assert!(code.secret.matches(&Digest(file.array("secret_hash"))));
}
