//! How a server is told where to listen and where its data lies.
//!
//! Invariant: the folder names everything on disk (database, log key, receipt key), and a server
//! without certificate files listens on loopback only; [`Config::check`] refuses the rest.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::{Clock, SystemClock};
use crate::random::{RandomSource, SystemRandom};

/// Certificate chain and private key, PEM files.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// Certificate chain, leaf first.
    pub cert: PathBuf,
    /// Private key.
    pub key: PathBuf,
}

/// Where the pages come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Those built into the binary; starting fails when there are none.
    Embedded,
    /// None: the API only.
    Without,
}

/// Everything a server needs to start.
#[derive(Clone)]
pub struct Config {
    /// Folder of the database and the server's two keys, as made by `homeward tenant new`.
    pub data: PathBuf,
    /// Address to listen on; port 0 takes a free one.
    pub bind: SocketAddr,
    /// Certificate files; without them only loopback is allowed.
    pub tls: Option<TlsFiles>,
    /// Origins at which people and phones reach this server (`https://host[:port]`); sign-ins are
    /// bound to one of them. Empty: the address listened on.
    pub origins: Vec<String>,
    /// Pages to serve.
    pub pages: Pages,
    /// Most pages (4,096 bytes) that the database may have; `None` leaves it to the disk.
    pub max_database_pages: Option<u32>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn RandomSource>,
}

impl Config {
    /// A server on a free loopback port over the data in `data`, without pages.
    pub fn local(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            bind: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            tls: None,
            origins: Vec::new(),
            pages: Pages::Without,
            max_database_pages: None,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        }
    }

    /// Refuses what would put plain HTTP on a network.
    ///
    /// # Errors
    /// When `bind` is not loopback and there is no certificate.
    pub fn check(&self) -> anyhow::Result<()> {
        if self.tls.is_none() && !self.bind.ip().is_loopback() {
            anyhow::bail!(
                "plain HTTP is served on loopback only, and {} is not: give --tls-cert and --tls-key",
                self.bind.ip()
            );
        }
        Ok(())
    }
}
