//! Who asks: extractors for signed-in users and devices.
//!
//! Invariant: the role comes from the directory at each request, so a revocation counts at once. A
//! cookie alone changes nothing: a changing request must carry the page's own header and come from
//! one of this server's origins.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use homeward_protocol::Code;
use homeward_seal::statement::Role;

use super::{App, Failure};
use crate::store::{Actor, Id};

/// Name of the session cookie.
pub const COOKIE: &str = "homeward_session";
/// Header that pages send with every changing request.
pub const PAGE_HEADER: &str = "x-homeward";

/// A signed-in user with the role that the directory gives now.
#[derive(Debug, Clone, Copy)]
pub struct User {
    /// The user.
    pub id: Id,
    /// The role.
    pub role: Role,
}

/// A device with a token.
#[derive(Debug, Clone, Copy)]
pub struct Device {
    /// The device.
    pub id: Id,
}

/// A signed-in user or a device.
#[derive(Debug, Clone, Copy)]
pub enum Anybody {
    /// A user.
    User(User),
    /// A device.
    Device,
}

/// The address that a request came from.
pub struct Address(pub IpAddr);

impl User {
    /// Refuses all other roles.
    pub fn must_be(&self, roles: &[Role]) -> Result<(), Failure> {
        if roles.contains(&self.role) {
            Ok(())
        } else {
            Err(Code::NotAllowed.into())
        }
    }

    /// As the audit log names this user.
    pub fn actor(&self) -> Actor {
        Actor::User(self.id)
    }
}

/// The token of the authorization header.
pub fn bearer(headers: &HeaderMap) -> Option<Vec<u8>> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    hex::decode(value.strip_prefix("Bearer ")?).ok()
}

/// The token of the session cookie.
pub fn cookie(headers: &HeaderMap) -> Option<Vec<u8>> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| hex::decode(pair.trim().strip_prefix(COOKIE)?.strip_prefix('=')?).ok())
}

/// Whether a changing request may be made by cookie: it comes from a page of this server.
pub fn from_own_page(app: &App, parts: &Parts) -> bool {
    let of = |name: &str| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let same_site = of("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let same_origin = of("origin").is_none_or(|origin| app.origins.iter().any(|own| own == origin));
    of(PAGE_HEADER).is_some() && same_site && same_origin
}

impl FromRequestParts<Arc<App>> for User {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let by_header = bearer(&parts.headers);
        let by_cookie = by_header.is_none();
        let token = by_header
            .or_else(|| cookie(&parts.headers))
            .ok_or(Code::SessionOver)?;
        let id = app
            .tokens
            .user(&token, app.clock.now_ms())
            .ok_or(Code::SessionOver)?;
        if by_cookie && !parts.method.is_safe() && !from_own_page(app, parts) {
            return Err(Code::NotAllowed.into());
        }
        let role = app.role(&id).ok_or(Code::SessionOver)?;
        if !app
            .store
            .read(move |reader| reader.account_enabled(&id))
            .await?
        {
            return Err(Code::SessionOver.into());
        }
        Ok(Self { id, role })
    }
}

impl FromRequestParts<Arc<App>> for Device {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let token = bearer(&parts.headers).ok_or(Code::SessionOver)?;
        let id = app
            .tokens
            .device(&token, app.clock.now_ms())
            .ok_or(Code::SessionOver)?;
        Ok(Self { id })
    }
}

impl FromRequestParts<Arc<App>> for Anybody {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        if Device::from_request_parts(parts, app).await.is_ok() {
            return Ok(Self::Device);
        }
        User::from_request_parts(parts, app).await.map(Self::User)
    }
}

impl FromRequestParts<Arc<App>> for Address {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let ConnectInfo(address) = ConnectInfo::<SocketAddr>::from_request_parts(parts, app)
            .await
            .map_err(|_| Code::Internal)?;
        Ok(Self(address.ip()))
    }
}
