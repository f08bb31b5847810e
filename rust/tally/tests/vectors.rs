//! The committed vector of a tally's content: opened as it is, and made again from its seeds.
//!
//! `HOMEWARD_WRITE_VECTORS=1 cargo test -p homeward-tally --test vectors` writes it anew; a change
//! in it is a change of the format, which is not allowed within version 1.

use std::{collections::BTreeMap, path::PathBuf};

use homeward_seal::{
    Class, Digest, OpeningKey, PeriodId, RecordId, SealedTally, Signed, SigningKey, TallySecret,
    TenantId, cbor::Cbor,
};
use homeward_tally::{
    Contributions, TallySource,
    content::TallyContent,
    evaluate::{Dimensions, Entry, Membership},
    indicators::{Indicator, by_code},
    make_tally,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_json::{Value, json};

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/tally_content.json")
}

fn bytes<const N: usize>(hex: &Value) -> [u8; N] {
    hex::decode(hex.as_str().unwrap())
        .unwrap()
        .try_into()
        .unwrap()
}

/// One entry of each shape and each membership.
fn entries(class: Class) -> BTreeMap<homeward_tally::indicators::IndicatorId, Entry> {
    let of = |code: &str| -> &'static Indicator { by_code(code).unwrap() };
    let entry = |code, membership, items, item_denominators| {
        (
            of(code).id,
            Entry {
                membership,
                items,
                item_denominators,
            },
        )
    };
    match class {
        Class::Ordinary => BTreeMap::from([
            entry("ENG-2", Membership::Numerator, 0, 0),
            entry("ACC-1", Membership::DidNotSay, 0, 0),
            entry("EMP-1", Membership::Outside, 0, 0),
            entry("DOC-1", Membership::Denominator, 0b1_0001, 0),
            entry("REF-1", Membership::Denominator, 0b11, 0),
            entry("REF-2", Membership::Denominator, 0b01, 0b11),
        ]),
        Class::Restricted => BTreeMap::from([entry("SAF-1", Membership::Denominator, 0, 0)]),
    }
}

fn make() -> Value {
    let mut random = ChaCha20Rng::seed_from_u64(42);
    let (tally_key, secret) = (
        SigningKey::random(&mut random),
        TallySecret::random(&mut random),
    );
    let (tenant, record) = (TenantId::random(&mut random), RecordId::random(&mut random));
    let (settings, period) = (Digest::of(b"settings"), PeriodId::new("2025-05").unwrap());
    let source = TallySource {
        tenant: &tenant,
        settings: &settings,
        period: &period,
        day: 31,
        first_record: &record,
        version: 2,
        number: 7,
        secret: &secret,
    };
    let tallies: Vec<Value> = Class::ALL
        .iter()
        .map(|class| {
            let office = OpeningKey::random(&mut random);
            let dimensions = match class {
                Class::Restricted => Dimensions::default(),
                Class::Ordinary => Dimensions {
                    stage: Some("m0_1".into()),
                    area: Some("skopje".into()),
                    sex: Some("f".into()),
                },
            };
            let entries = entries(*class);
            let contributions = Contributions {
                class: *class,
                dimensions,
                entries,
            };
            let to = office.sealing_key();
            let tally = make_tally(&source, &contributions, &tally_key, &to, &mut random).unwrap();
            let signed = tally.open(&office).unwrap();
            let order = u64::from(secret.order(*class, &tenant, &period)) + 31;
            json!({
                "class": class.number(),
                "statistics_secret": hex::encode(*office.secret_bytes()),
                "sealed": hex::encode(tally.bytes()),
                "signed": hex::encode(&*signed),
                "person": hex::encode(&secret.person_tag(*class, &tenant, &period)[..16]),
                "record": hex::encode(&secret.record_tag(*class, &tenant, &record)[..16]),
                "order": order,
            })
        })
        .collect();
    json!({
        "tenant": tenant.hex(),
        "period": period.as_str(),
        "settings": settings.hex(),
        "first_record": record.hex(),
        "tally_secret": hex::encode(secret.secret_bytes()),
        "tally_key": hex::encode(tally_key.verifying_key().bytes()),
        "tallies": tallies,
    })
}

#[test]
fn the_committed_vector_opens() {
    if std::env::var_os("HOMEWARD_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&make()).unwrap();
        std::fs::write(path(), text + "\n").unwrap();
    }
    let vector: Value = serde_json::from_slice(&std::fs::read(path()).unwrap()).unwrap();
    let key = homeward_seal::VerifyingKey(bytes(&vector["tally_key"]));
    for (tally, class) in vector["tallies"].as_array().unwrap().iter().zip(Class::ALL) {
        let sealed = hex::decode(tally["sealed"].as_str().unwrap()).unwrap();
        let office = OpeningKey::from_bytes(&bytes(&tally["statistics_secret"]));
        let opened = SealedTally::parse(&sealed).unwrap().open(&office).unwrap();
        assert_eq!(hex::encode(&*opened), tally["signed"]);
        let content = Signed::<TallyContent>::parse(&opened)
            .unwrap()
            .verify(&key)
            .unwrap();
        assert_eq!(content.class, *class);
        assert_eq!(content.tenant.hex(), vector["tenant"]);
        assert_eq!(content.settings.hex(), vector["settings"]);
        assert_eq!(content.statistics_key, office.sealing_key().id());
        assert_eq!(hex::encode(content.person), tally["person"]);
        assert_eq!(hex::encode(content.record), tally["record"]);
        assert_eq!(
            (content.version, content.order),
            (2, tally["order"].as_u64().unwrap())
        );
        assert_eq!(content.number, (*class == Class::Ordinary).then_some(7));
        assert_eq!(content.entries.0, entries(*class));
        let again = TallyContent::from_cbor(&content.to_cbor()).unwrap();
        assert!(again == content);
    }
}

#[test]
fn it_is_made_again_from_its_seeds() {
    let vector: Value = serde_json::from_slice(&std::fs::read(path()).unwrap()).unwrap();
    assert_eq!(make(), vector);
}
