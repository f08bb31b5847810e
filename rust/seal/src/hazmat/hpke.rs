//! HPKE, RFC 9180, base mode, single shot: X25519, HKDF-SHA256, ChaCha20-Poly1305.
//!
//! Invariant: the all-zero shared secret is refused on both sides (RFC 9180, section 7.1.4; the
//! hpke crate does that, a test here sees it). The output is `enc ‖ ct`.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256 as Kem;
use hpke::{Deserializable as _, Kem as KemTrait, OpModeR, OpModeS, Serializable as _};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::keys::{OpeningKey, SealingKey};

/// Bytes of `enc`.
pub(crate) const ENC: usize = 32;

/// Seals; `None` when the recipient's key is of small order.
pub(crate) fn seal(
    to: &SealingKey,
    info: &[u8],
    aad: &[u8],
    text: &[u8],
    mut random: &mut dyn CryptoRng,
) -> Option<Vec<u8>> {
    let key = <Kem as KemTrait>::PublicKey::from_bytes(&to.0).ok()?;
    let (enc, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &key,
        info,
        text,
        aad,
        &mut random,
    )
    .ok()?;
    let mut out = enc.to_bytes().to_vec();
    out.extend(sealed);
    Some(out)
}

/// Opens; tells nothing about why it cannot.
pub(crate) fn open(
    key: &OpeningKey,
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (enc, sealed) = sealed.split_at_checked(ENC)?;
    let secret = <Kem as KemTrait>::PrivateKey::from_bytes(&*key.secret_bytes()).ok()?;
    let enc = <Kem as KemTrait>::EncappedKey::from_bytes(enc).ok()?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Base,
        &secret,
        &enc,
        info,
        sealed,
        aad,
    )
    .ok()
    .map(Zeroizing::new)
}
