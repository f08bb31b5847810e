//! Opening a device's session of 15 minutes with the transport key.

use homeward_protocol::session::{
    DeviceNonce, DeviceSession, DeviceSessionOpen, DeviceSessionStart,
};
use homeward_seal::{Cbor, DeviceId, SigningKey, TenantId};

use crate::{error::SyncError, transport::Transport};

/// Opens a session; the signature names tenant and origin, so it is worth nothing to another server.
pub(crate) async fn open(
    transport: &Transport,
    device: DeviceId,
    key: &SigningKey,
    tenant: TenantId,
) -> Result<(String, Option<i64>), SyncError> {
    let start = DeviceSessionStart { device }.to_cbor();
    let answer = transport
        .post("api/v1/device/session/start", start, None)
        .await?;
    let nonce = DeviceNonce::from_cbor(&answer.body).map_err(|_| SyncError::Malformed)?;
    if nonce.tenant != tenant {
        return Err(SyncError::OtherServer);
    }
    let signature = homeward_seal::session::answer(key, &nonce.nonce, &tenant, &transport.origin());
    let open = DeviceSessionOpen {
        device,
        nonce: nonce.nonce,
        signature,
    }
    .to_cbor();
    let answer = transport.post("api/v1/device/session", open, None).await?;
    let session = DeviceSession::from_cbor(&answer.body).map_err(|_| SyncError::Malformed)?;
    Ok((session.token, answer.date))
}
