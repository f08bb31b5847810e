//! Content and its encoding: one encoding, nothing impossible, and it fits.

use super::*;
use crate::indicators::{INDICATORS, by_code};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn entry(membership: Membership, items: u32, item_denominators: u32) -> Entry {
    Entry {
        membership,
        items,
        item_denominators,
    }
}

#[track_caller]
fn check(code: &str, entry: Entry, allowed: bool) {
    let id = by_code(code).unwrap().id;
    let entries = Entries(BTreeMap::from([(id, entry)]));
    let read = Entries::from_cbor(&entries.to_cbor());
    assert_eq!(
        read.is_ok_and(|read| read == entries),
        allowed,
        "{code} {entry:?}"
    );
}

#[test]
fn contradictions_are_refused() {
    use Membership::{Denominator, DidNotSay, Numerator, Outside};
    check("ACC-1", entry(Numerator, 0, 0), true);
    check("EMP-1", entry(Outside, 0, 0), true);
    check("STR-1", entry(Numerator, 0, 0), false);
    check("STR-1", entry(Denominator, 0b1_1111_1111, 0), true);
    check("STR-1", entry(Denominator, 0b10_0000_0000, 0), false);
    check("STR-1", entry(DidNotSay, 1, 0), false);
    check("DOC-1", entry(Numerator, 1, 0), false);
    check("DOC-1", entry(Denominator, 1, 0), true);
    check("DOC-1", entry(Denominator, 0, 0), false);
    check("REF-2", entry(Denominator, 0b01, 0b11), true);
    check("REF-2", entry(Denominator, 0b10, 0b01), false);
    check("REF-4", entry(Denominator, 0, 0), false);
    check("REF-5", entry(Denominator, 1, 0), false);
}

#[test]
fn unknown_indicators_are_refused_below_128_and_ignored_from_there() {
    let mut below = Writer::new();
    below.map(1);
    below.uint(99);
    below.uint(1);
    assert!(Entries::from_cbor(&below.finish()).is_err());
    let mut above = Writer::new();
    above.map(1);
    above.uint(200);
    above.uint(1);
    assert!(Entries::from_cbor(&above.finish()).unwrap().0.is_empty());
}

/// The largest contribution that the table allows.
pub(crate) fn largest(class: Class) -> Contributions {
    let entries = INDICATORS
        .iter()
        .filter(|indicator| indicator.class == class)
        .map(|indicator| {
            let items = indicator
                .items
                .map_or(0, |items| u32::MAX >> (32 - items.values.len()));
            let own = matches!(indicator.items.map(|i| i.base), Some(ItemBase::Own { .. }));
            let rest = matches!(indicator.items.map(|i| i.base), Some(ItemBase::Rest));
            let membership = match indicator.numerator {
                Some(_) if !rest => Membership::Numerator,
                _ => Membership::Denominator,
            };
            (
                indicator.id,
                entry(membership, items, if own { items } else { 0 }),
            )
        });
    let code = Some("a".repeat(CODE_MOST));
    let dimensions = Dimensions {
        stage: code.clone(),
        area: code.clone(),
        sex: code,
    };
    Contributions {
        class,
        dimensions,
        entries: entries.collect(),
    }
}

#[test]
fn the_largest_tally_fits_and_all_have_one_size() {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let tally_key = SigningKey::random(&mut random);
    let office = homeward_seal::OpeningKey::random(&mut random);
    let source = TallySource {
        tenant: &TenantId::random(&mut random),
        settings: &Digest::of(b"settings"),
        period: &PeriodId::new("1234567890123456").unwrap(),
        day: 400,
        first_record: &RecordId::random(&mut random),
        version: 70_000,
        number: u64::MAX,
        secret: &TallySecret::random(&mut random),
    };
    for class in [Class::Ordinary, Class::Restricted] {
        let mut sizes = vec![];
        let empty = Contributions {
            class,
            dimensions: Dimensions::default(),
            entries: BTreeMap::new(),
        };
        for contributions in [largest(class), empty] {
            let to = office.sealing_key();
            let tally = make_tally(&source, &contributions, &tally_key, &to, &mut random).unwrap();
            let opened = tally.open(&office).unwrap();
            let signed = Signed::<TallyContent>::parse(&opened).unwrap();
            let content = signed.verify(&tally_key.verifying_key()).unwrap();
            assert!(content.is_consistent());
            assert_eq!(content.entries.0, contributions.entries);
            sizes.push(tally.bytes().len());
        }
        assert_eq!(sizes[0], sizes[1]);
    }
}

#[test]
fn codes_are_checked_before_anything_is_sealed() {
    let mut random = ChaCha20Rng::seed_from_u64(2);
    let tally_key = SigningKey::random(&mut random);
    let office = homeward_seal::OpeningKey::random(&mut random).sealing_key();
    let source = TallySource {
        tenant: &TenantId::random(&mut random),
        settings: &Digest::of(b"settings"),
        period: &PeriodId::new("2025-05").unwrap(),
        day: 0,
        first_record: &RecordId::random(&mut random),
        version: 1,
        number: 1,
        secret: &TallySecret::random(&mut random),
    };
    let mut contributions = largest(Class::Ordinary);
    contributions.dimensions.area = Some("Скопје".into());
    let made = make_tally(&source, &contributions, &tally_key, &office, &mut random);
    assert!(matches!(made, Err(MakeTallyError::Code)));
}
