//! HKDF-SHA256 (RFC 5869), HMAC-SHA256 and Argon2id (RFC 9106).

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::keys::DerivedKey;

/// HKDF without salt, 32 bytes out.
pub(crate) fn hkdf(secret: &[u8], info: &str) -> DerivedKey {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(None, secret)
        .expand(info.as_bytes(), &mut out)
        .expect("32 bytes are below HKDF's limit of 255 blocks");
    DerivedKey(out)
}

/// HMAC-SHA256.
pub(crate) fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// Argon2id with the one cost that there is: 64 MiB, 3 passes, 1 lane.
pub(crate) fn argon2id(password: &[u8], salt: &[u8]) -> Zeroizing<[u8; 32]> {
    let params = argon2::Params::new(64 * 1024, 3, 1, Some(32)).expect("the cost is a valid one");
    let mut out = Zeroizing::new([0; 32]);
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(password, salt, &mut *out)
        .expect("salts are 16 or 32 bytes, passwords far below 4 GiB");
    out
}
