//! Signing in: users with a passphrase, devices with their transport key.
//!
//! Invariant: an unknown, a wrong, a disabled and a throttled sign-in answer alike, after the same
//! work. The wrapped keys are given only after a valid signature.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use homeward_protocol::session::{
    DeviceNonce, DeviceSession, DeviceSessionOpen, DeviceSessionStart, Me, UserNonce, UserSession,
    UserSessionOpen, UserSessionStart,
};
use homeward_protocol::{B64, Code, Hex};
use homeward_seal::sign_in::{KDF_VERSION, salt, verify_answer};
use homeward_seal::{Digest, Signature, UserId, VerifyingKey, session};

use super::body::{Cbor, Json};
use super::guard::{self, Address, COOKIE, User};
use super::{App, Failure};
use crate::metrics::count;
use crate::store::{Action, Actor, AuditEntry, Purpose};

/// Longest sign-in name, in bytes.
const NAME_MOST: usize = 200;

/// A key that verifies nothing, so that an unknown name costs what a known one costs.
fn nobody() -> VerifyingKey {
    homeward_seal::SigningKey::from_seed(&[0x5a; 32]).verifying_key()
}

/// `POST session/start`
pub async fn start(
    State(app): State<Arc<App>>,
    Json(UserSessionStart { user }): Json<UserSessionStart>,
) -> Result<Json<UserNonce>, Failure> {
    if user.len() > NAME_MOST {
        return Err(Code::Malformed.into());
    }
    let tips = app.tips();
    Ok(Json(UserNonce {
        nonce: B64(app.tokens.nonce(&*app.random, app.clock.now_ms()).to_vec()),
        kdf: KDF_VERSION,
        tenant: Hex(tips.directory.tenant()),
        genesis: Hex(tips.directory.genesis()),
    }))
}

/// `POST session`
pub async fn open(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Json(open): Json<UserSessionOpen>,
) -> Result<Response, Failure> {
    let now_ms = app.clock.now_ms();
    let nonce: [u8; 32] = open.nonce.0.try_into().map_err(|_| Code::Malformed)?;
    let signature = Signature(open.signature.0.try_into().map_err(|_| Code::Malformed)?);
    if open.user.len() > NAME_MOST {
        return Err(Code::Malformed.into());
    }
    let tenant = app.tenant();
    let name = salt(&tenant, &open.user);
    let allowed = app.sign_ins.allows(&name, address, now_ms);
    let fresh = app.tokens.take_nonce(&nonce, now_ms);
    let account = app
        .store
        .read(move |reader| reader.account_by_name(&name))
        .await?;
    let key = account
        .as_ref()
        .map_or_else(nobody, |account| VerifyingKey(account.sign_in_key));
    // Every origin is tried in every case, so that the work does not tell which one fits.
    let tries = app
        .origins
        .iter()
        .map(|origin| verify_answer(&key, &nonce, &tenant, &open.user, origin, &signature).is_ok());
    let signed = tries.fold(false, |any, one| any | one);
    let account = account.filter(|account| {
        allowed && fresh && signed && !account.disabled && app.role(&account.user).is_some()
    });
    let Some(account) = account else {
        if fresh {
            app.sign_ins.failure(&name, address, now_ms);
        }
        count(&app.metrics.sign_ins_failed);
        return Err(Code::SignIn.into());
    };
    app.sign_ins.success(&name);
    let user = account.user;
    let entry = AuditEntry {
        time_ms: now_ms,
        actor: Actor::User(user),
        action: Action::Create,
        purpose: Purpose::Oversight,
        kind: "session".into(),
        objects: vec![user],
    };
    app.store.write(move |tx| tx.audit(&entry)).await?;
    let token = hex::encode(app.tokens.open_user(user, &*app.random, now_ms));
    let me = me(&app, user)?;
    let answer = UserSession {
        token: token.clone(),
        me,
        blob: B64(account.sealed_keys),
        generation: u32::try_from(account.generation).unwrap_or(u32::MAX),
    };
    let secure = if app.https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}");
    let mut response = Json(answer).into_response();
    let cookie = HeaderValue::from_str(&cookie).expect("hexadecimal and fixed words make a header");
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

fn me(app: &App, user: [u8; 16]) -> Result<Me, Failure> {
    let role = app.role(&user).ok_or(Code::SessionOver)?;
    Ok(Me {
        user_id: Hex(UserId(user)),
        role: role.number(),
        expires: app.clock.now_seconds() + super::tokens::IDLE_SECONDS,
    })
}

/// `GET me`
pub async fn who(State(app): State<Arc<App>>, user: User) -> Result<Json<Me>, Failure> {
    me(&app, user.id).map(Json)
}

/// `DELETE session`
pub async fn close(State(app): State<Arc<App>>, _user: User, headers: HeaderMap) -> Response {
    for token in [guard::bearer(&headers), guard::cookie(&headers)]
        .into_iter()
        .flatten()
    {
        app.tokens.close_user(&token);
    }
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, gone)]).into_response()
}

/// `POST device/session/start`
pub async fn device_start(
    State(app): State<Arc<App>>,
    Cbor(DeviceSessionStart { device: _ }): Cbor<DeviceSessionStart>,
) -> Cbor<DeviceNonce> {
    let nonce = app.tokens.nonce(&*app.random, app.clock.now_ms());
    Cbor(DeviceNonce {
        nonce,
        tenant: app.tenant(),
    })
}

/// `POST device/session`
pub async fn device_open(
    State(app): State<Arc<App>>,
    Address(address): Address,
    Cbor(open): Cbor<DeviceSessionOpen>,
) -> Result<Cbor<DeviceSession>, Failure> {
    let now_ms = app.clock.now_ms();
    let tips = app.tips();
    let tenant = tips.directory.tenant();
    let subject = Digest::of(&open.device.0).0;
    let allowed = app.sign_ins.allows(&subject, address, now_ms);
    let fresh = app.tokens.take_nonce(&open.nonce, now_ms);
    let key = tips
        .directory
        .device(&open.device)
        .map(|device| device.transport);
    let known = key.is_some();
    let key = key.unwrap_or_else(nobody);
    let tries = app
        .origins
        .iter()
        .map(|origin| session::verify(&key, &open.nonce, &tenant, origin, &open.signature).is_ok());
    let signed = tries.fold(false, |any, one| any | one);
    if !(allowed && fresh && known && signed) {
        if fresh {
            app.sign_ins.failure(&subject, address, now_ms);
        }
        count(&app.metrics.sign_ins_failed);
        return Err(Code::SignIn.into());
    }
    app.sign_ins.success(&subject);
    let (token, ends_ms) = app.tokens.open_device(open.device.0, &*app.random, now_ms);
    let expires = u64::try_from(ends_ms / 1000).unwrap_or(0);
    Ok(Cbor(DeviceSession {
        token: hex::encode(token),
        expires,
    }))
}
