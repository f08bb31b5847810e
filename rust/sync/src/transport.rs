//! The one place on the phone that touches the network.
//!
//! Plain HTTP goes to loopback only; redirects are never followed; an answer has a largest size and is
//! either whole or not there. TLS is that of the core, not of the system.

use std::{net::IpAddr, time::Duration};

use reqwest::{Client, StatusCode, Url, header};

use crate::error::SyncError;

/// The largest answer that is read: more is not ours.
pub const MAX_ANSWER: usize = 8 * 1024 * 1024;

/// Speaks to one server.
#[derive(Debug, Clone)]
pub struct Transport {
    client: Client,
    base: Url,
}

/// An answer with status 2xx.
#[derive(Debug)]
pub struct Answer {
    /// The body.
    pub body: Vec<u8>,
    /// The server's clock, Unix seconds, if it told; not authenticated beyond TLS.
    pub date: Option<i64>,
}

impl Transport {
    /// For an address such as `https://homeward.example`; a missing scheme means https.
    ///
    /// # Errors
    /// [`SyncError::Address`] when the address can't be used.
    pub fn new(address: &str) -> Result<Self, SyncError> {
        let base = base(address).ok_or(SyncError::Address)?;
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(20))
            // EDGE at 50 kbit/s moves 750 KB in two minutes
            .timeout(Duration::from_secs(120))
            .no_proxy()
            .user_agent("homeward")
            .build()
            .map_err(|_| SyncError::Address)?;
        Ok(Self { client, base })
    }

    /// What signatures bind a session to: scheme, host and port.
    pub fn origin(&self) -> String {
        self.base.origin().ascii_serialization()
    }

    /// Sends CBOR and reads CBOR.
    ///
    /// # Errors
    /// [`SyncError`]; a cut connection is [`SyncError::Unreachable`].
    pub async fn post(
        &self,
        path: &str,
        body: Vec<u8>,
        token: Option<&str>,
    ) -> Result<Answer, SyncError> {
        let url = self.url(path)?;
        let mut request = self
            .client
            .post(url)
            .header(header::CONTENT_TYPE, "application/cbor");
        request = request.header(header::ACCEPT, "application/cbor");
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        self.run(request.body(body)).await
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// As [`Transport::post`].
    pub async fn get(&self, path: &str, token: Option<&str>) -> Result<Answer, SyncError> {
        let mut request = self.client.get(self.url(path)?);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        self.run(request).await
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// As [`Transport::post`].
    pub async fn get_json(
        &self,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Result<Answer, SyncError> {
        let mut request = self
            .client
            .get(self.url(path)?)
            .header(header::ACCEPT, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.run(request).await
    }

    /// Sends JSON and reads JSON.
    ///
    /// # Errors
    /// As [`Transport::post`].
    pub async fn post_json(&self, path: &str, body: Vec<u8>) -> Result<Answer, SyncError> {
        let request = self
            .client
            .post(self.url(path)?)
            .header(header::CONTENT_TYPE, "application/json");
        self.run(
            request
                .header(header::ACCEPT, "application/json")
                .body(body),
        )
        .await
    }

    fn url(&self, path: &str) -> Result<Url, SyncError> {
        self.base.join(path).map_err(|_| SyncError::Address)
    }

    async fn run(&self, request: reqwest::RequestBuilder) -> Result<Answer, SyncError> {
        let mut response = request.send().await.map_err(|e| failed(&e))?;
        let status = response.status();
        let date = response
            .headers()
            .get(header::DATE)
            .and_then(|v| v.to_str().ok())
            .and_then(crate::http_date::parse);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| failed(&e))? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return Err(SyncError::Malformed);
            }
            body.extend_from_slice(&chunk);
        }
        if status.is_success() {
            return Ok(Answer { body, date });
        }
        Err(match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => SyncError::NotLetIn,
            StatusCode::TOO_MANY_REQUESTS => SyncError::Trouble(status.as_u16()),
            status if status.is_server_error() => SyncError::Trouble(status.as_u16()),
            _ => SyncError::Refused(
                crate::error::code_of(&body).unwrap_or_else(|| status.as_u16().to_string()),
            ),
        })
    }
}

fn failed(e: &reqwest::Error) -> SyncError {
    // a certificate that is not valid yet (or any more) looks like this when the clock is wrong
    let mut source = std::error::Error::source(e);
    while let Some(cause) = source {
        let text = cause.to_string().to_ascii_lowercase();
        if text.contains("certificate") || text.contains("ssl") {
            return SyncError::Certificate;
        }
        source = cause.source();
    }
    SyncError::Unreachable
}

/// The base of all paths; `None` if the address may not be used.
fn base(address: &str) -> Option<Url> {
    let address = address.trim();
    let with_scheme = if address.contains("://") {
        address.to_owned()
    } else {
        format!("https://{address}")
    };
    let mut url = Url::parse(&with_scheme).ok()?;
    let host = url.host_str()?;
    let loopback = match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        Err(_) => host == "localhost",
    };
    let allowed = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    if !allowed || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expect: Option<&str>) {
        assert_eq!(
            base(address)
                .map(|u| u.origin().ascii_serialization())
                .as_deref(),
            expect,
            "{address}"
        );
    }

    #[test]
    fn plain_http_goes_to_loopback_only() {
        check("https://homeward.example", Some("https://homeward.example"));
        check(
            "homeward.example:8443",
            Some("https://homeward.example:8443"),
        );
        check("http://127.0.0.1:4100/", Some("http://127.0.0.1:4100"));
        check("http://[::1]:4100", Some("http://[::1]:4100"));
        check("http://localhost:4100", Some("http://localhost:4100"));
        check("http://homeward.example", None);
        check("http://127.0.0.1.example.org", None);
        check("ftp://127.0.0.1", None);
        check("https://user:word@homeward.example", None);
        check("", None);
    }
}
