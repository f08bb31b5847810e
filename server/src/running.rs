//! Starting and stopping a server, in a process of its own or inside another.
//!
//! Invariant: when [`serve`] has answered, the server listens; when [`Running::stop`] has
//! answered, every request that was accepted is answered and the port is free.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum_server::Handle;
use axum_server::tls_openssl::{OpenSSLAcceptor, OpenSSLConfig};
use tokio::task::JoinHandle;

use crate::config::{Config, Pages};
use crate::http;

/// How long a stop waits for requests under way.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that listens.
pub struct Running {
    address: SocketAddr,
    tls: bool,
    handle: Handle<SocketAddr>,
    task: JoinHandle<std::io::Result<()>>,
}

/// Starts a server over a tenant's data.
///
/// # Errors
/// When the configuration would serve plain HTTP beyond loopback, the tenant's files are missing
/// or damaged, there are no pages to serve, or the address is taken.
pub async fn serve(config: Config) -> anyhow::Result<Running> {
    config.check()?;
    if config.pages == Pages::Embedded && !http::pages_built() {
        anyhow::bail!(
            "this binary was built without the pages: build server/web first, or start with --without-pages"
        );
    }
    let listener = std::net::TcpListener::bind(config.bind)
        .with_context(|| format!("cannot listen on {}", config.bind))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let tls = config.tls.clone();
    let scheme = if tls.is_some() { "https" } else { "http" };
    let app = Arc::new(http::App::open(&config, address)?);
    let service =
        http::router(app, config.pages).into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    let task = match &tls {
        Some(files) => {
            let tls = OpenSSLConfig::from_pem_chain_file(&files.cert, &files.key)
                .context("cannot read the certificate files")?;
            let server = axum_server::from_tcp(listener)?
                .acceptor(OpenSSLAcceptor::new(tls))
                .handle(handle.clone());
            tokio::spawn(server.serve(service))
        }
        None => tokio::spawn(
            axum_server::from_tcp(listener)?
                .handle(handle.clone())
                .serve(service),
        ),
    };
    tracing::info!(%address, scheme, "listening");
    Ok(Running {
        address,
        tls: tls.is_some(),
        handle,
        task,
    })
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:1234` or with https.
    pub fn url(&self) -> String {
        format!(
            "{}://{}",
            if self.tls { "https" } else { "http" },
            self.address
        )
    }

    /// Answers what is under way, then stops.
    ///
    /// # Errors
    /// When the server had failed before.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.handle.graceful_shutdown(Some(PATIENCE));
        self.task.await??;
        Ok(())
    }

    /// Waits for SIGTERM or SIGINT (or a failure of the server), then stops.
    ///
    /// # Errors
    /// When the server failed.
    pub async fn until_asked_to_stop(mut self) -> anyhow::Result<()> {
        tokio::select! {
            () = asked_to_stop() => {}
            ended = &mut self.task => return Ok(ended??),
        }
        tracing::info!("stopping");
        self.stop().await
    }
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut term) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}
