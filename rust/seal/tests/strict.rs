//! What every reader refuses: other encodings, and signatures that only look right.
#![allow(clippy::unwrap_used)]

use homeward_seal::cbor::{Bytes, Cbor, CborError};
use homeward_seal::keys::{Signature, SigningKey, VerifyingKey};
use homeward_seal::{CalendarDate, PeriodId, cbor_map};

cbor_map! {
    /// A type with a required and an omitted key.
    pub struct Sample {
        0 => number: u64,
        1 => list: Option<Vec<u16>>,
        5 => bytes: Bytes,
    }
}

fn check(hex: &str, expected: Result<(), CborError>) {
    let bytes: Vec<u8> = hex::decode(hex.replace(' ', "")).unwrap();
    assert_eq!(Sample::from_cbor(&bytes).map(|_| ()), expected, "{hex}");
}

#[test]
fn one_encoding_only() {
    check("a2 00 01 05 41 ff", Ok(()));
    check("a3 00 01 01 82 01 18 20 05 40", Ok(()));
    check("a3 05 40 00 01 01 80", Err(CborError::KeyOrder));
    check("a3 00 01 00 01 05 40", Err(CborError::KeyOrder));
    check("a2 00 18 17 05 40", Err(CborError::NotShortest));
    check("a2 00 19 00 ff 05 40", Err(CborError::NotShortest));
    check("a2 00 1a 00 00 ff ff 05 40", Err(CborError::NotShortest));
    check(
        "a2 00 1b 00 00 00 00 ff ff ff ff 05 40",
        Err(CborError::NotShortest),
    );
    check("a2 18 00 01 05 40", Err(CborError::NotShortest));
    check("b8 02 00 01 05 40", Err(CborError::NotShortest));
    check("a2 00 01 05 58 01 ff", Err(CborError::NotShortest));
    check("bf 00 01 05 40 ff", Err(CborError::Forbidden));
    check("a2 00 01 05 5f 41 ff ff", Err(CborError::Forbidden));
    check("a2 00 f9 3c 00 05 40", Err(CborError::Forbidden));
    check("a2 00 20 05 40", Err(CborError::Forbidden));
    check("a2 00 c0 01 05 40", Err(CborError::Forbidden));
    check("a2 00 f6 05 40", Err(CborError::Forbidden));
    check("a2 00 f7 05 40", Err(CborError::Forbidden));
    check("a2 00 f8 20 05 40", Err(CborError::Forbidden));
    check("a2 00 40 05 40", Err(CborError::Kind));
    check("a2 00 01 05 60", Err(CborError::Kind));
    check("a1 00 01", Err(CborError::MissingKey(5)));
    check("a2 00 01 05 40 00", Err(CborError::Trailing));
    check("a2 00 01 05", Err(CborError::End));
    check("a2 00 01 05 5a ff ff ff ff", Err(CborError::End));
    check(
        "a3 00 01 01 9b ff ff ff ff ff ff ff ff 05 40",
        Err(CborError::End),
    );
    check("a3 00 01 01 81 1a 00 01 00 00 05 40", Err(CborError::Value));
    check("", Err(CborError::End));
}

#[test]
fn unknown_keys() {
    check("a3 00 01 05 40 18 7f 01", Err(CborError::UnknownKey(127)));
    check("a3 00 01 02 01 05 40", Err(CborError::UnknownKey(2)));
    check("a3 00 01 05 40 18 80 01", Ok(()));
    check("a3 00 01 05 40 18 80 a1 00 82 41 00 61 61", Ok(()));
    check("a3 00 01 05 40 18 80 18 17", Err(CborError::NotShortest));
    check(
        "a3 00 01 05 40 18 80 a2 01 00 00 00",
        Err(CborError::KeyOrder),
    );
    check("a3 00 01 05 40 18 80 61 ff", Err(CborError::Utf8));
    check("a3 00 01 05 40 18 80 f9 00 00", Err(CborError::Forbidden));
    let deep = format!("a3 00 01 05 40 18 80 {} 00", "81".repeat(100));
    check(&deep, Err(CborError::Depth));
}

#[test]
fn what_is_written_is_what_is_read() {
    for number in [
        0,
        23,
        24,
        255,
        256,
        65_535,
        65_536,
        u64::from(u32::MAX),
        u64::from(u32::MAX) + 1,
        u64::MAX,
    ] {
        let sample = Sample {
            number,
            list: (number % 2 == 0).then(|| vec![1, 2, 300]),
            bytes: Bytes(vec![7; (number % 300) as usize]),
        };
        assert_eq!(Sample::from_cbor(&sample.to_cbor()), Ok(sample));
    }
}

#[test]
fn texts_with_rules() {
    for (text, fits) in [
        ("2025-11", true),
        ("a", true),
        ("", false),
        ("2025_11", false),
        ("A", false),
        ("12345678901234567", false),
    ] {
        assert_eq!(PeriodId::new(text).is_some(), fits, "{text}");
    }
    for (text, fits) in [
        ("2024-02-29", true),
        ("2025-02-29", false),
        ("2000-02-29", true),
        ("1900-02-29", false),
        ("2025-13-01", false),
        ("2025-04-31", false),
        ("2025-4-01", false),
        ("2025-04-00", false),
        ("+025-04-01", false),
    ] {
        assert_eq!(CalendarDate::new(text).is_some(), fits, "{text}");
    }
}

/// The order of the group, little-endian (RFC 8032, section 5.1).
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

#[test]
fn signatures_that_only_look_right() {
    let key = SigningKey::from_seed(&[3; 32]);
    let public = key.verifying_key();
    let signature = key.sign("homeward/record/1", &[b"text"]);
    let verify = |public: &VerifyingKey, signature: &Signature| {
        public
            .verify("homeward/record/1", &[b"text"], signature)
            .is_ok()
    };
    assert!(verify(&public, &signature));
    assert!(
        public
            .verify("homeward/card/1", &[b"text"], &signature)
            .is_err(),
        "other context"
    );

    // S + L verifies under lax rules; it is a second signature of the same text.
    let mut shifted = signature;
    let mut carry = 0u16;
    for (byte, add) in shifted.0[32..].iter_mut().zip(ORDER) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = carry as u8;
        carry >>= 8;
    }
    assert!(!verify(&public, &shifted), "S not below the order");

    // A key of small order with R = identity and S = 0 verifies for every text under lax rules.
    let mut identity = [0; 32];
    identity[0] = 1;
    let mut nothing = Signature([0; 64]);
    nothing.0[..32].copy_from_slice(&identity);
    for hex in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
    ] {
        let small = VerifyingKey(hex::decode(hex).unwrap().try_into().unwrap());
        assert!(!verify(&small, &nothing), "key {hex}");
        let mut small_r = signature;
        small_r.0[..32].copy_from_slice(&small.0);
        assert!(!verify(&public, &small_r), "R {hex}");
    }
    for place in 0..64 {
        let mut altered = signature;
        altered.0[place] ^= 1 << (place % 8);
        assert!(!verify(&public, &altered), "byte {place}");
    }
}
