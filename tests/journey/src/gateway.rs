//! A gateway before the server that passes requests on, remembers the last of each route, and changes
//! what it is told to change: a hostile network, or a hostile server as a client sees it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use tokio::task::JoinHandle;

/// Changes bytes on their way.
pub type Change = Box<dyn Fn(Vec<u8>) -> Vec<u8> + Send + Sync>;

/// What is done to a route.
enum Lie {
    Request(Change),
    Answer(Change),
    Instead(u16, Vec<u8>),
}

/// One exchange as it passed: what came from the client, what went back to it.
#[derive(Clone, Default)]
pub struct Exchange {
    /// Body of the request, before any change.
    pub request: Vec<u8>,
    /// Body of the answer, before any change.
    pub answer: Vec<u8>,
}

#[derive(Default)]
struct Mind {
    lies: HashMap<String, Arc<Lie>>,
    seen: HashMap<String, Exchange>,
    asked: HashMap<String, Vec<u8>>,
}

struct Inner {
    client: reqwest::Client,
    server: SocketAddr,
    mind: Mutex<Mind>,
}

/// A gateway that listens.
pub struct Gateway {
    address: SocketAddr,
    inner: Arc<Inner>,
    task: JoinHandle<()>,
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn pass(
    State(inner): State<Arc<Inner>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let route = uri.path().trim_start_matches("/api/v1/").to_owned();
    let lie = lock(&inner.mind)
        .lies
        .iter()
        .find(|(start, _)| {
            route == **start || (start.ends_with('/') && route.starts_with(start.as_str()))
        })
        .map(|(_, lie)| Arc::clone(lie));
    let mut exchange = Exchange {
        request: body.to_vec(),
        answer: Vec::new(),
    };
    lock(&inner.mind).asked.insert(route.clone(), body.to_vec());
    if let Some(Lie::Instead(status, body)) = lie.as_deref() {
        let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::OK);
        return (status, [(header::LOCATION, "/elsewhere")], body.clone()).into_response();
    }
    let sent = match lie.as_deref() {
        Some(Lie::Request(change)) => change(exchange.request.clone()),
        _ => exchange.request.clone(),
    };
    let url = format!("http://{}{uri}", inner.server);
    let mut request = inner.client.request(method, url).body(sent);
    for name in [
        header::CONTENT_TYPE,
        header::ACCEPT,
        header::AUTHORIZATION,
        HeaderName::from_static("homeward-secret"),
    ] {
        if let Some(value) = headers.get(&name) {
            request = request.header(name, value.clone());
        }
    }
    let Ok(answer) = request.send().await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let status = answer.status();
    let kind = answer.headers().get(header::CONTENT_TYPE).cloned();
    let Ok(body) = answer.bytes().await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    exchange.answer = body.to_vec();
    lock(&inner.mind).seen.insert(route, exchange.clone());
    let body = match lie.as_deref() {
        Some(Lie::Answer(change)) => change(exchange.answer),
        _ => exchange.answer,
    };
    let mut response = (status, body).into_response();
    if let Some(kind) = kind {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}

impl Gateway {
    /// Starts one before `server`.
    ///
    /// # Panics
    /// When no loopback port is free.
    pub async fn start(server: SocketAddr) -> Gateway {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let inner = Arc::new(Inner {
            client,
            server,
            mind: Mutex::default(),
        });
        let app = Router::new()
            .fallback(pass)
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&inner));
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Gateway {
            address,
            inner,
            task,
        }
    }

    /// `http://127.0.0.1:1234`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn lie(&self, route: &str, lie: Lie) {
        lock(&self.inner.mind)
            .lies
            .insert(route.to_owned(), Arc::new(lie));
    }

    /// Changes what the client sends to `route`, or below it when it ends in a slash.
    pub fn change_request(
        &self,
        route: &str,
        change: impl Fn(Vec<u8>) -> Vec<u8> + Send + Sync + 'static,
    ) {
        self.lie(route, Lie::Request(Box::new(change)));
    }

    /// Changes what the server answers on `route`, or below it when it ends in a slash.
    pub fn change_answer(
        &self,
        route: &str,
        change: impl Fn(Vec<u8>) -> Vec<u8> + Send + Sync + 'static,
    ) {
        self.lie(route, Lie::Answer(Box::new(change)));
    }

    /// Answers `route` itself; the server hears nothing.
    pub fn answer_instead(&self, route: &str, status: u16, body: Vec<u8>) {
        self.lie(route, Lie::Instead(status, body));
    }

    /// Lies no more.
    pub fn be_honest(&self) {
        lock(&self.inner.mind).lies.clear();
    }

    /// The last exchange on a route, such as `sync/push`.
    ///
    /// # Panics
    /// When there was none.
    #[must_use]
    pub fn seen(&self, route: &str) -> Exchange {
        let seen = lock(&self.inner.mind).seen.get(route).cloned();
        seen.unwrap_or_else(|| panic!("nothing passed on {route}"))
    }

    /// The last request on a route, also when it was not passed on.
    ///
    /// # Panics
    /// When there was none.
    #[must_use]
    pub fn asked(&self, route: &str) -> Vec<u8> {
        let asked = lock(&self.inner.mind).asked.get(route).cloned();
        asked.unwrap_or_else(|| panic!("nothing was asked on {route}"))
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}
