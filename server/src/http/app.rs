//! What every handler reaches: store, time, randomness, keys, sessions.

use std::net::SocketAddr;
use std::sync::Arc;

use homeward_seal::directory::{Directory, Head};
use homeward_seal::statement::Role;
use homeward_seal::{Digest, ReceiptPoint, Signed, StoreId, TenantId, UserId};

use super::throttle::Throttle;
use super::tokens::Tokens;
use crate::clock::Clock;
use crate::config::Config;
use crate::keyfile::ServerKeys;
use crate::metrics::Metrics;
use crate::random::RandomSource;
use crate::store::{Id, Store, Tips};

/// Ten failures of one user, or fifty from one address, in ten minutes.
const SIGN_IN_LIMIT: (u32, u32, u32) = (10, 50, 600);
/// Ten failures of one secret or from one address in an hour.
const SECRET_LIMIT: (u32, u32, u32) = (10, 10, 3600);

/// One running server.
pub struct App {
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn RandomSource>,
    /// Counters.
    pub metrics: Metrics,
    /// Whether it is reached by HTTPS.
    pub https: bool,
    /// Origins to which sign-ins may be bound.
    pub origins: Vec<String>,
    /// The server's two keys.
    pub keys: ServerKeys,
    /// Sessions.
    pub tokens: Tokens,
    /// Failed sign-ins.
    pub sign_ins: Throttle,
    /// Failed enrolment secrets.
    pub secrets: Throttle,
}

impl App {
    /// Opens the store and the keys in the configuration's data folder.
    pub fn open(config: &Config, address: SocketAddr) -> anyhow::Result<Self> {
        use anyhow::Context as _;
        let store = Store::open(&config.data, config.max_database_pages)
            .with_context(|| format!("cannot open the store in {}", config.data.display()))?;
        let keys = ServerKeys::read(&config.data, TenantId(store.tips().tenant))?;
        let https = config.tls.is_some();
        let throttle = |(subject, address, window)| Throttle::new(subject, address, window);
        Ok(Self {
            store,
            clock: Arc::clone(&config.clock),
            random: Arc::clone(&config.random),
            metrics: Metrics::default(),
            https,
            origins: origins(config, address, https),
            keys,
            tokens: Tokens::default(),
            sign_ins: throttle(SIGN_IN_LIMIT),
            secrets: throttle(SECRET_LIMIT),
        })
    }

    /// Chains and directory as of the last commit.
    pub fn tips(&self) -> Arc<Tips> {
        self.store.tips()
    }

    /// The institution.
    pub fn tenant(&self) -> TenantId {
        self.tips().directory.tenant()
    }

    /// The role that the directory gives a user now; none after a revocation.
    pub fn role(&self, user: &Id) -> Option<Role> {
        let tips = self.tips();
        let found = tips.directory.user(&UserId(*user))?;
        found.revoked.is_none().then_some(found.role)
    }

    /// Signs a head over what these tips say.
    pub fn head(&self, tips: &Tips) -> Signed<Head> {
        let directory: &Directory = &tips.directory;
        let receipts = ReceiptPoint {
            store: StoreId(tips.store),
            number: tips.receipts.n,
            chain: Digest(tips.receipts.hash),
        };
        directory.head(
            receipts,
            Digest(tips.audit.hash),
            self.clock.now_seconds(),
            &self.keys.log,
        )
    }
}

fn origins(config: &Config, address: SocketAddr, https: bool) -> Vec<String> {
    if !config.origins.is_empty() {
        return config.origins.clone();
    }
    let scheme = if https { "https" } else { "http" };
    let mut origins = vec![format!("{scheme}://{address}")];
    if address.ip().is_loopback() {
        origins.push(format!("{scheme}://localhost:{}", address.port()));
    }
    origins
}
