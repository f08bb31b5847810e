//! Hashes, base64 and signatures.

use base64::Engine as _;
use base64::alphabet::STANDARD as ALPHABET;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::Arguments;
use crate::eval_error::EvalError;
use crate::value::Value;

/// `digest(text, algorithm, encoding?)`: of the text in UTF-8, as base64 (the default) or hexadecimal.
pub(super) fn digest<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let text = arguments.text(0)?;
    let bytes = text.as_bytes();
    arguments.cx.spend(bytes.len())?;
    let hash = match arguments.text(1)?.to_ascii_uppercase().as_str() {
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA-1" => Sha1::digest(bytes).to_vec(),
        "SHA-256" => Sha256::digest(bytes).to_vec(),
        "SHA-384" => Sha384::digest(bytes).to_vec(),
        "SHA-512" => Sha512::digest(bytes).to_vec(),
        _ => return arguments.error(NO_ALGORITHM),
    };
    if arguments.len() == 2 {
        return Ok(Value::text(STANDARD.encode(hash)));
    }
    match arguments.text(2)?.to_ascii_lowercase().as_str() {
        "base64" => Ok(Value::text(STANDARD.encode(hash))),
        "hex" => Ok(Value::text(hex::encode(hash))),
        _ => arguments.error(NO_ENCODING),
    }
}

const NO_ALGORITHM: &str = "the algorithm has to be MD5, SHA-1, SHA-256, SHA-384 or SHA-512";
const NO_ENCODING: &str = "the encoding has to be base64 or hex";

/// Why this is no algorithm of `digest()`.
pub(crate) fn algorithm_fault(name: &str) -> Option<&'static str> {
    let known = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];
    let is_known = known.iter().any(|one| one.eq_ignore_ascii_case(name));
    (!is_known).then_some(NO_ALGORITHM)
}

/// Why this is no encoding of `digest()`.
pub(crate) fn encoding_fault(name: &str) -> Option<&'static str> {
    let known = ["base64", "hex"];
    let is_known = known.iter().any(|one| one.eq_ignore_ascii_case(name));
    (!is_known).then_some(NO_ENCODING)
}

/// Bytes from base64, with or without padding, white space ignored.
fn decode(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let compact: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    GeneralPurpose::new(&ALPHABET, config).decode(compact).ok()
}

/// `base64-decode(text)`: the bytes as UTF-8; nothing when it is not base64.
pub(super) fn base64_decode<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let text = arguments.text(0)?;
    let bytes = decode(&text).unwrap_or_default();
    Ok(Value::text(String::from_utf8_lossy(&bytes)))
}

/// How long an Ed25519 signature is.
const SIGNATURE: usize = 64;

/// `extract-signed(contents, public key)`: both in base64; the contents are an Ed25519 signature and the
/// text that it signs. The text when the signature is right, otherwise nothing.
pub(super) fn extract_signed<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let (contents, key) = (arguments.text(0)?, arguments.text(1)?);
    Ok(Value::text(verified(&contents, &key).unwrap_or_default()))
}

fn verified(contents: &str, key: &str) -> Option<String> {
    let contents = decode(contents)?;
    let key: [u8; 32] = decode(key)?.try_into().ok()?;
    let (signature, message) = contents.split_at_checked(SIGNATURE)?;
    let signature = Signature::from_slice(signature).ok()?;
    VerifyingKey::from_bytes(&key)
        .ok()?
        .verify_strict(message, &signature)
        .ok()?;
    String::from_utf8(message.to_vec()).ok()
}
