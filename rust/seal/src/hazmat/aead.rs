//! ChaCha20-Poly1305 under a key that is used once, XChaCha20-Poly1305 under one that is not.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::keys::DerivedKey;

/// Bytes that the tag adds.
pub(crate) const TAG: usize = 16;

/// Seals with a zero nonce: the key must never be used for another text.
pub(crate) fn seal_once(key: &DerivedKey, aad: &[u8], text: &[u8]) -> Vec<u8> {
    ChaCha20Poly1305::new((&key.0).into())
        .encrypt(&[0; 12].into(), Payload { msg: text, aad })
        .expect("the text is far below the cipher's limit of 256 GiB")
}

/// Opens what [`seal_once`] sealed.
pub(crate) fn open_once(key: &DerivedKey, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    ChaCha20Poly1305::new((&key.0).into())
        .decrypt(&[0; 12].into(), Payload { msg: sealed, aad })
        .ok()
        .map(Zeroizing::new)
}

/// Seals under a random nonce of 24 bytes.
pub(crate) fn seal_random(key: &DerivedKey, nonce: &[u8; 24], aad: &[u8], text: &[u8]) -> Vec<u8> {
    XChaCha20Poly1305::new((&key.0).into())
        .encrypt(&(*nonce).into(), Payload { msg: text, aad })
        .expect("the text is far below the cipher's limit of 256 GiB")
}

/// Opens what [`seal_random`] sealed.
pub(crate) fn open_random(
    key: &DerivedKey,
    nonce: &[u8; 24],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    XChaCha20Poly1305::new((&key.0).into())
        .decrypt(&(*nonce).into(), Payload { msg: sealed, aad })
        .ok()
        .map(Zeroizing::new)
}
