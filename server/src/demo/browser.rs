//! An officer, supervisor or coordinator without a screen: the same desk that the pages run, over HTTP.
//!
//! The demo, the tour and the journey test use it. Invariant: whatever it knows of a record it has from
//! the desk; it holds no key itself.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use homeward_web::Desk;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::clock::Clock;
use crate::random::{RandomSource, bytes};

/// One signed-in person.
pub struct Browser {
    client: Client,
    server: String,
    token: Option<String>,
    desk: Desk,
    clock: Arc<dyn Clock>,
    random: Arc<dyn RandomSource>,
    /// Size of the directory's head that the desk has.
    size: u64,
}

impl Browser {
    /// A browser that nobody has signed in to yet.
    ///
    /// # Errors
    /// When the system's TLS library cannot be used.
    pub fn new(
        server: &str,
        clock: Arc<dyn Clock>,
        random: Arc<dyn RandomSource>,
    ) -> anyhow::Result<Browser> {
        Ok(Browser {
            client: Client::builder().no_proxy().build()?,
            server: server.to_owned(),
            token: None,
            desk: Desk::default(),
            clock,
            random,
            size: 0,
        })
    }

    /// Calls an operation of the desk.
    ///
    /// # Errors
    /// With the code that a page would show.
    pub fn desk(&mut self, operation: &str, message: Value) -> anyhow::Result<Value> {
        let request = json!({
            "operation": operation,
            "now": self.clock.now_seconds(),
            "offset_minutes": 60,
            "random": URL_SAFE_NO_PAD.encode(bytes::<32>(&*self.random)),
            "message": message,
        });
        let answer = self.desk.call(request.to_string().as_bytes());
        let mut answer: Value = serde_json::from_slice(&answer)?;
        if let Some(code) = answer.pointer("/error/code") {
            bail!("{operation}: {code}");
        }
        Ok(answer["ok"].take())
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<reqwest::Response> {
        let url = format!("{}/api/v1/{path}", self.server);
        let mut request = self.client.request(method, url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        Ok(request.send().await?)
    }

    async fn json(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<Value> {
        let answer = self.send(method, path, body).await?;
        let status = answer.status();
        let bytes = answer.bytes().await?;
        if status == StatusCode::NO_CONTENT || (status.is_success() && bytes.is_empty()) {
            return Ok(Value::Null);
        }
        let text: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if !status.is_success() {
            bail!(
                "{path}: {status} {}",
                text["code"].as_str().unwrap_or("without a code")
            );
        }
        Ok(text)
    }

    /// `GET`, JSON.
    ///
    /// # Errors
    /// With the status and code that the server answered.
    pub async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.json(Method::GET, path, None).await
    }

    /// `POST`, JSON.
    ///
    /// # Errors
    /// With the status and code that the server answered.
    pub async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.json(Method::POST, path, Some(body)).await
    }

    /// `GET`, raw bytes as base64url: a form or a release.
    ///
    /// # Errors
    /// With the status that the server answered.
    pub async fn bytes(&self, path: &str) -> anyhow::Result<String> {
        let answer = self
            .send(Method::GET, path, None)
            .await?
            .error_for_status()?;
        Ok(URL_SAFE_NO_PAD.encode(answer.bytes().await?))
    }

    /// Signs in with name and passphrase, and pins the directory that the server shows.
    ///
    /// # Errors
    /// When name or passphrase are wrong.
    pub async fn sign_in(&mut self, user: &str, passphrase: &str) -> anyhow::Result<()> {
        let start = self.post("session/start", &json!({ "user": user })).await?;
        let genesis = self.get("directory/genesis").await?;
        let hash = start["genesis"].clone();
        self.desk(
            "directory-pin",
            json!({ "statement": genesis["statement"], "hash": hash }),
        )?;
        let signed = self.desk(
            "sign-in",
            json!({ "start": start, "user": user, "passphrase": passphrase, "origin": self.server }),
        )?;
        let open =
            json!({ "user": user, "nonce": start["nonce"], "signature": signed["signature"] });
        let session = self.post("session", &open).await?;
        self.token = session["token"].as_str().map(str::to_owned);
        self.desk("unlock", json!({ "session": session }))?;
        Ok(())
    }

    /// Has everything proven that the server names; `also` adds `cases` and `queue`.
    ///
    /// # Errors
    /// When a proof does not hold.
    pub async fn directory(&mut self, also: Value) -> anyhow::Result<()> {
        let mut ask = self.get("directory/subjects").await?;
        if let (Some(ask), Value::Object(also)) = (ask.as_object_mut(), also) {
            let subjects = json!({ "subjects": ask.remove("subjects") });
            ask.insert("subjects".to_owned(), subjects);
            ask.extend(also);
        }
        let request = self.desk("directory-request", ask)?;
        let mut answer = self.post("directory/state", &request).await?;
        let mut rest = Vec::new();
        for piece in request["rest"].as_array().into_iter().flatten() {
            rest.push(self.post("directory/state", piece).await?);
        }
        answer["rest"] = rest.into();
        let moved = self.desk("directory-update", answer)?;
        self.size = moved["size"].as_u64().context("a head has a size")?;
        Ok(())
    }

    /// Opens the officer's cases and gives the queue's rows.
    ///
    /// # Errors
    /// When the directory does not hold, or the server does not answer.
    pub async fn queue(&mut self) -> anyhow::Result<Vec<Value>> {
        let cases = self.get("cases").await?;
        let queue = self.get("review/queue").await?;
        self.directory(json!({ "cases": cases, "queue": queue }))
            .await?;
        self.desk("cases", json!({ "cases": cases }))?;
        let mut rows = self.desk("queue", json!({ "queue": queue }))?;
        match rows["rows"].take() {
            Value::Array(rows) => Ok(rows),
            _ => bail!("the queue has no rows"),
        }
    }

    /// Makes a case (fields of the desk's `case-new`) and posts it; gives its tag and reference.
    ///
    /// # Errors
    /// When a field does not do, or the server refuses.
    pub async fn new_case(&mut self, case: Value) -> anyhow::Result<(String, String)> {
        let made = self.desk("case-new", case)?;
        self.post("cases", &made["body"]).await?;
        let text = |name: &str| {
            made[name]
                .as_str()
                .map(str::to_owned)
                .context("a case has a tag")
        };
        Ok((text("tag")?, text("reference")?))
    }

    /// The id of the device of the worker of that name, as the directory proves it.
    ///
    /// # Errors
    /// When there is none.
    pub fn device_of(&mut self, worker: &str) -> anyhow::Result<String> {
        let people = self.desk("directory-people", json!({}))?;
        let devices = people["devices"].as_array().into_iter().flatten();
        let mut ids = devices.filter(|device| device["worker"] == worker);
        let id = ids.next().and_then(|device| device["id"].as_str());
        id.map(str::to_owned)
            .with_context(|| format!("{worker} has no device"))
    }

    /// Fetches one version of a record: what `open`, `state` and `return` work on.
    ///
    /// # Errors
    /// When it is not one of this officer's.
    pub async fn record(&self, reference: &Value) -> anyhow::Result<Value> {
        let path = record_path(reference)?;
        self.get(&format!("{path}?size={}", self.size)).await
    }

    /// Opens a row of the queue in a language, with the version it replaces.
    ///
    /// # Errors
    /// When a signature does not verify or the record cannot be opened.
    pub async fn open(&mut self, row: &Value, language: &str) -> anyhow::Result<Value> {
        let answer = self.record(&row["record"]).await?;
        let digest = row["form"].as_str().context("the row names no form")?;
        let form = self.bytes(&format!("forms/{digest}")).await?;
        let earlier = match &row["replaces"] {
            Value::Null => Value::Null,
            replaces => self.record(replaces).await?,
        };
        self.desk(
            "open",
            json!({
                "record": row["record"],
                "answer": answer,
                "form": form,
                "earlier": earlier,
                "language": language,
            }),
        )
    }

    /// Signs a state change, with a note if there is one, and posts it.
    ///
    /// # Errors
    /// When the record cannot be opened, or the server refuses.
    pub async fn change_state(
        &mut self,
        record: &Value,
        state: u8,
        note: Option<&str>,
    ) -> anyhow::Result<()> {
        let answer = self.record(record).await?;
        let change = self.desk(
            "state",
            json!({ "answer": answer, "state": state, "note": note }),
        )?;
        self.post(&format!("{}/states", record_path(record)?), &change)
            .await?;
        Ok(())
    }

    /// Sends a record back with a comment on one question.
    ///
    /// # Errors
    /// When the record cannot be opened, or the server refuses.
    pub async fn send_back(
        &mut self,
        record: &Value,
        path: &str,
        text: &str,
    ) -> anyhow::Result<()> {
        let answer = self.record(record).await?;
        let comments = json!([{ "path": path, "text": text }]);
        let body = self.desk("return", json!({ "answer": answer, "comments": comments }))?;
        self.post(&format!("{}/returns", record_path(record)?), &body)
            .await?;
        Ok(())
    }
}

fn record_path(reference: &Value) -> anyhow::Result<String> {
    let text = |name: &str| {
        reference[name]
            .as_str()
            .with_context(|| format!("the record has no {name}"))
    };
    Ok(format!("records/{}/{}", text("id")?, text("digest")?))
}
