//! Enrolment: the QR text, the typed code, and the digits that are compared aloud.
//!
//! Invariant: the secret only admits to the queue (72 hours, 10 tries, which the server counts).
//! Trust comes from the digits: two people compare them before a supervisor signs.

use rand_core::CryptoRng;
use subtle::ConstantTimeEq as _;

use crate::context;
use crate::ids::{Digest, HeadRef, SubjectId};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_BITS: usize = 50;
const GENESIS_BITS: usize = 100;

/// The one-time secret of an invitation: 50 random bits.
#[derive(Clone, Copy)]
pub struct EnrolmentSecret(u64);

impl std::fmt::Debug for EnrolmentSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnrolmentSecret { .. }")
    }
}

impl EnrolmentSecret {
    /// A new one.
    #[must_use]
    pub fn random(random: &mut dyn CryptoRng) -> EnrolmentSecret {
        EnrolmentSecret(random.next_u64() >> (64 - SECRET_BITS))
    }
    /// What the server keeps of it.
    #[must_use]
    pub fn hash(&self) -> Digest {
        Digest::of(&context::text(context::CODE, &[&self.0.to_be_bytes()]))
    }
    /// Whether it is the secret of a hash, in constant time.
    #[must_use]
    pub fn matches(&self, hash: &Digest) -> bool {
        self.hash().0.ct_eq(&hash.0).into()
    }
    /// Ten characters: how it travels to the server, and inside the QR text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut bits = Bits::default();
        bits.push(self.0, SECRET_BITS);
        bits.text()
    }
    /// Reads [`EnrolmentSecret::text`].
    ///
    /// # Errors
    /// [`CodeError`].
    pub fn from_text(text: &str) -> Result<EnrolmentSecret, CodeError> {
        let bits = Bits::read(text, SECRET_BITS / 5)?;
        Ok(EnrolmentSecret(bits.number(0, SECRET_BITS)))
    }
}

/// A typed code or QR text cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Too few or too many characters.
    #[error("the code has {found} characters instead of {wanted}")]
    Length {
        /// Characters found, without spaces and hyphens.
        found: usize,
        /// Characters wanted.
        wanted: usize,
    },
    /// A character that no code has.
    #[error("a code has no '{0}'")]
    Character(char),
    /// A character is wrong, or two are in the wrong order.
    #[error("the code has a typing error")]
    Check,
    /// Not an enrolment QR text.
    #[error("this is not an enrolment code")]
    NotOurs,
}

/// Bits, one in each `bool`; at most 160 of them.
#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn push(&mut self, number: u64, bits: usize) {
        self.0
            .extend((0..bits).rev().map(|bit| number >> bit & 1 == 1));
    }
    fn number(&self, from: usize, bits: usize) -> u64 {
        self.0
            .iter()
            .skip(from)
            .take(bits)
            .fold(0, |sum, bit| sum << 1 | u64::from(*bit))
    }
    fn bytes(&self) -> Vec<u8> {
        let byte = |chunk: &[bool]| {
            let value = chunk.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit));
            value << (8 - chunk.len())
        };
        self.0.chunks(8).map(byte).collect()
    }
    fn text(&self) -> String {
        self.0
            .chunks(5)
            .map(|chunk| {
                let index = chunk
                    .iter()
                    .fold(0, |sum, bit| sum << 1 | usize::from(*bit));
                char::from(ALPHABET[index & 31])
            })
            .collect()
    }
    /// Reads Crockford base32: any case, O as 0, I and L as 1, spaces and hyphens ignored.
    fn read(text: &str, characters: usize) -> Result<Bits, CodeError> {
        let mut bits = Bits::default();
        let mut found = 0;
        for typed in text.chars().filter(|typed| !matches!(typed, ' ' | '-')) {
            let character = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET
                .iter()
                .position(|known| char::from(*known) == character)
                .ok_or(CodeError::Character(typed))?;
            found += 1;
            if found <= characters {
                bits.push(value as u64, 5);
            }
        }
        if found == characters {
            Ok(bits)
        } else {
            Err(CodeError::Length {
                found,
                wanted: characters,
            })
        }
    }
    /// The first ten bits of SHA-256 over these bits.
    fn check(&self) -> u64 {
        let digest = Digest::of(&context::text(context::CODE, &[&self.bytes()]));
        u64::from(u16::from_be_bytes([digest.0[0], digest.0[1]]) >> 6)
    }
}

/// What a typed code says: the secret, and enough of the genesis hash to know the directory.
#[derive(Debug, Clone, Copy)]
pub struct EnrolmentCode {
    /// The one-time secret.
    pub secret: EnrolmentSecret,
    /// The first 100 bits of the genesis hash, then four zero bits.
    genesis: [u8; 13],
}

fn prefix(genesis: &Digest) -> [u8; 13] {
    let mut prefix = [0; 13];
    prefix.copy_from_slice(&genesis.0[..13]);
    prefix[12] &= 0xf0;
    prefix
}

impl EnrolmentCode {
    /// The code of an invitation.
    #[must_use]
    pub fn new(secret: EnrolmentSecret, genesis: &Digest) -> EnrolmentCode {
        EnrolmentCode {
            secret,
            genesis: prefix(genesis),
        }
    }
    /// 32 characters in groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        let mut bits = Bits::default();
        bits.push(self.secret.0, SECRET_BITS);
        for byte in &self.genesis[..12] {
            bits.push(u64::from(*byte), 8);
        }
        bits.push(u64::from(self.genesis[12] >> 4), 4);
        let check = bits.check();
        bits.push(check, 10);
        let text = bits.text();
        let groups: Vec<String> = text
            .as_bytes()
            .chunks(4)
            .map(|group| group.iter().map(|byte| char::from(*byte)).collect())
            .collect();
        groups.join("-")
    }
    /// Reads a typed code.
    ///
    /// # Errors
    /// [`CodeError`].
    pub fn read(text: &str) -> Result<EnrolmentCode, CodeError> {
        let all = Bits::read(text, 32)?;
        let checked = SECRET_BITS + GENESIS_BITS;
        let check = all.number(checked, 10);
        let bits = Bits(all.0.into_iter().take(checked).collect());
        if bits.check() != check {
            return Err(CodeError::Check);
        }
        let mut genesis = [0; 13];
        for (place, byte) in genesis.iter_mut().enumerate() {
            let from = SECRET_BITS + place * 8;
            let len = (checked - from).min(8);
            *byte = (bits.number(from, len) << (8 - len)) as u8;
        }
        Ok(EnrolmentCode {
            secret: EnrolmentSecret(bits.number(0, SECRET_BITS)),
            genesis,
        })
    }
    /// Whether a directory's genesis hash is the one that the code names.
    #[must_use]
    pub fn names(&self, genesis: &Digest) -> bool {
        self.genesis == prefix(genesis)
    }
}

/// What an enrolment QR code says.
#[derive(Debug, Clone)]
pub struct EnrolmentQr {
    /// Where the server is, an origin such as `https://tenant.example`.
    pub address: String,
    /// SHA-256 of the genesis statement.
    pub genesis: Digest,
    /// The head at the time of the invitation.
    pub head: HeadRef,
    /// The one-time secret.
    pub secret: EnrolmentSecret,
}

impl EnrolmentQr {
    /// `HOMEWARD1 genesis size head secret address`, all but the address in hexadecimal, decimal
    /// or base32.
    #[must_use]
    pub fn text(&self) -> String {
        let (size, head) = (self.head.size, self.head.digest);
        let secret = self.secret.text();
        format!(
            "HOMEWARD1 {} {size} {head} {secret} {}",
            self.genesis, self.address
        )
    }
    /// Reads the text of a QR code.
    ///
    /// # Errors
    /// [`CodeError`].
    pub fn read(text: &str) -> Result<EnrolmentQr, CodeError> {
        let parts: Vec<&str> = text.trim().splitn(6, ' ').collect();
        let [mark, genesis, size, head, secret, address] = parts[..] else {
            return Err(CodeError::NotOurs);
        };
        let fits = mark == "HOMEWARD1" && !address.is_empty() && !address.contains(' ');
        if !fits {
            return Err(CodeError::NotOurs);
        }
        Ok(EnrolmentQr {
            address: address.to_owned(),
            genesis: Digest::from_hex(genesis).ok_or(CodeError::NotOurs)?,
            head: HeadRef {
                size: size.parse().map_err(|_| CodeError::NotOurs)?,
                digest: Digest::from_hex(head).ok_or(CodeError::NotOurs)?,
            },
            secret: EnrolmentSecret::from_text(secret)?,
        })
    }
}

/// Six groups of five digits over what both sides must agree on: genesis hash, digest of the head,
/// the subject's id and all its public keys (32 bytes each, in the order of its statement).
#[must_use]
pub fn digits(genesis: &Digest, head: &Digest, subject: &SubjectId, keys: &[[u8; 32]]) -> String {
    let mut parts: Vec<&[u8]> = vec![&genesis.0, &head.0, &subject.0];
    parts.extend(keys.iter().map(|key| &key[..]));
    let hash = Digest::of(&context::text(context::DIGITS, &parts));
    let groups: Vec<String> = hash.0[..30]
        .chunks(5)
        .map(|group| {
            let number = group
                .iter()
                .fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
            format!("{:05}", number % 100_000)
        })
        .collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_typing_and_finds_errors() {
        let genesis = Digest::of(b"genesis");
        let code = EnrolmentCode::new(EnrolmentSecret(0x2_a5a5_1234_5678), &genesis);
        let text = code.text();
        assert_eq!(text.len(), 39);
        let sloppy = text
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l")
            .replace('-', " ");
        for typed in [text.clone(), sloppy, text.replace('-', "")] {
            let read = EnrolmentCode::read(&typed).unwrap();
            assert!(read.secret.matches(&code.secret.hash()));
            assert!(read.names(&genesis));
            assert!(!read.names(&Digest::of(b"other")));
        }
        let mut wrong = 0;
        for place in 0..text.len() {
            let mut typed = text.clone().into_bytes();
            if typed[place] == b'-' {
                continue;
            }
            typed[place] = if typed[place] == b'7' { b'8' } else { b'7' };
            let typed = String::from_utf8(typed).unwrap();
            wrong += usize::from(EnrolmentCode::read(&typed).is_ok());
        }
        assert_eq!(wrong, 0, "typing errors taken for a code");
        assert_eq!(
            EnrolmentCode::read("ABCD").unwrap_err(),
            CodeError::Length {
                found: 4,
                wanted: 32
            }
        );
        assert_eq!(
            EnrolmentCode::read("U").unwrap_err(),
            CodeError::Character('U')
        );
    }

    #[test]
    fn qr_text_reads_back() {
        let qr = EnrolmentQr {
            address: "https://tenant.example:8443".into(),
            genesis: Digest::of(b"g"),
            head: HeadRef {
                size: 12,
                digest: Digest::of(b"h"),
            },
            secret: EnrolmentSecret(77),
        };
        let read = EnrolmentQr::read(&qr.text()).unwrap();
        assert_eq!(read.text(), qr.text());
        for wrong in ["", "HOMEWARD1", "https://tenant.example", &qr.text()[1..]] {
            assert_eq!(EnrolmentQr::read(wrong).unwrap_err(), CodeError::NotOurs);
        }
    }

    #[test]
    fn digits_depend_on_everything() {
        let (genesis, head) = (Digest::of(b"g"), Digest::of(b"h"));
        let base = digits(&genesis, &head, &SubjectId([1; 16]), &[[2; 32], [3; 32]]);
        assert_eq!(base.len(), 35);
        for other in [
            digits(&head, &head, &SubjectId([1; 16]), &[[2; 32], [3; 32]]),
            digits(&genesis, &genesis, &SubjectId([1; 16]), &[[2; 32], [3; 32]]),
            digits(&genesis, &head, &SubjectId([2; 16]), &[[2; 32], [3; 32]]),
            digits(&genesis, &head, &SubjectId([1; 16]), &[[3; 32], [2; 32]]),
            digits(&genesis, &head, &SubjectId([1; 16]), &[[2; 32]]),
        ] {
            assert_ne!(base, other);
        }
    }
}
