//! The envelope that records and sealed objects share: content key, commitment, padded body.
//!
//! Invariant: a body opens only under the key that its header commits to, so no ciphertext has two
//! meanings. The header's exact bytes are the associated data.

use zeroize::Zeroizing;

use crate::hazmat::padding::Buckets;
use crate::hazmat::{aead, kdf};
use crate::ids::Digest;
use crate::keys::ContentKey;
use crate::wrap::CannotOpen;

/// HKDF(key, "<context> commit").
pub(crate) fn commitment(key: &ContentKey, context: &str) -> Digest {
    Digest(kdf::hkdf(&key.0, &format!("{context} commit")).0)
}

/// Seals padded data; `None` when it is too long.
pub(crate) fn seal(
    key: &ContentKey,
    context: &str,
    header: &[u8],
    data: &[u8],
    buckets: &Buckets,
) -> Option<Vec<u8>> {
    let padded = buckets.pad(data)?;
    let key = kdf::hkdf(&key.0, &format!("{context} key"));
    Some(aead::seal_once(&key, header, &padded))
}

/// Opens what [`seal`] sealed, after checking the commitment.
pub(crate) fn open(
    key: &ContentKey,
    context: &str,
    header: &[u8],
    committed: &Digest,
    sealed: &[u8],
    buckets: &Buckets,
) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
    use subtle::ConstantTimeEq as _;
    if !bool::from(commitment(key, context).0.ct_eq(&committed.0)) {
        return Err(CannotOpen);
    }
    let key = kdf::hkdf(&key.0, &format!("{context} key"));
    let padded = aead::open_once(&key, header, sealed).ok_or(CannotOpen)?;
    let data = buckets.unpad(&padded).ok_or(CannotOpen)?;
    Ok(Zeroizing::new(data.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hazmat::padding::SEALED;

    #[test]
    fn a_header_commits_to_one_key() {
        let (key, other) = (ContentKey([1; 32]), ContentKey([2; 32]));
        let (context, header) = ("homeward/card/1", b"header");
        let sealed = seal(&key, context, header, b"data", &SEALED).unwrap();
        let open = |committed: &Digest, context: &str, header: &[u8]| {
            open(&key, context, header, committed, &sealed, &SEALED).is_ok()
        };
        let committed = commitment(&key, context);
        assert!(open(&committed, context, header));
        assert!(!open(&commitment(&other, context), context, header));
        assert!(!open(&commitment(&key, "homeward/note/1"), context, header));
        assert!(!open(
            &commitment(&key, "homeward/note/1"),
            "homeward/note/1",
            header
        ));
        assert!(!open(&committed, context, b"other!"));
    }
}
