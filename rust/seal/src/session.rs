//! Opening a device's sync session: the transport key signs the server's nonce.

use crate::context;
use crate::ids::{Digest, TenantId};
use crate::keys::{BadSignature, Signature, SigningKey, VerifyingKey};

/// Answers the server's nonce for the origin that the device believes to talk to.
#[must_use]
pub fn answer(
    transport: &SigningKey,
    nonce: &[u8; 32],
    tenant: &TenantId,
    origin: &str,
) -> Signature {
    let origin = Digest::of(origin.as_bytes());
    transport.sign(context::SESSION, &[nonce, &tenant.0, &origin.0])
}

/// Checks the answer.
///
/// # Errors
/// [`BadSignature`].
pub fn verify(
    transport: &VerifyingKey,
    nonce: &[u8; 32],
    tenant: &TenantId,
    origin: &str,
    answer: &Signature,
) -> Result<(), BadSignature> {
    let origin = Digest::of(origin.as_bytes());
    transport.verify(context::SESSION, &[nonce, &tenant.0, &origin.0], answer)
}
