//! What every handler reaches: store, time, randomness, keys, sessions.

use std::net::SocketAddr;
use std::sync::Arc;

use homeward_seal::directory::{Directory, Head};
use homeward_seal::statement::Role;
use homeward_seal::{Digest, ReceiptPoint, Signed, SigningKey, StoreId, TenantId, UserId};

use super::Failure;
use super::throttle::Throttle;
use super::tokens::Tokens;
use crate::clock::Clock;
use crate::config::Config;
use crate::keyfile::ServerKeys;
use crate::metrics::Metrics;
use crate::random::RandomSource;
use crate::store::{Id, IssuedHead, Store, StoreError, Tips};

/// Ten failures of one user, or fifty from one address, in ten minutes.
const SIGN_IN_LIMIT: (u32, u32, u32) = (10, 50, 600);
/// Ten failures of one secret or from one address in an hour.
const SECRET_LIMIT: (u32, u32, u32) = (10, 10, 3600);

/// How long a head is given out again.
const HEAD_SECONDS: u64 = 300;

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

    /// A directory head to give out, kept, with the directory that it is of. The last one is given
    /// again while the log does not grow, for five minutes.
    ///
    /// # Errors
    /// When the store cannot keep a new one and the last one does not do.
    pub async fn head(&self) -> Result<(Arc<Directory>, Signed<Head>), Failure> {
        let (tips, now) = (self.tips(), self.clock.now_seconds());
        let given =
            |tips: &Tips, head: &IssuedHead| (Arc::clone(&tips.directory), head.signed.clone());
        if let Some(head) = fresh(&tips, now) {
            return Ok(given(&tips, head));
        }
        let key = self.keys.log.clone();
        let issued = self.store.write(move |tx| {
            if let Some(head) = fresh(tx.tips(), now) {
                return Ok((Arc::clone(&tx.tips().directory), head.signed.clone()));
            }
            let signed = sign(tx.tips(), now, &key);
            tx.add_head(&signed)?;
            Ok::<_, StoreError>((Arc::clone(&tx.tips().directory), signed))
        });
        match (issued.await, of_this_log(&tips)) {
            // A full disk takes no new head; an older one of the same log is as true.
            (Err(StoreError::Full), Some(head)) => Ok(given(&tips, head)),
            (issued, _) => Ok(issued?),
        }
    }
}

/// The last head, if it is of the log and the store as they are.
fn of_this_log(tips: &Tips) -> Option<&IssuedHead> {
    let head = tips.head.as_deref()?;
    let same_store = head.says.receipts.store == StoreId(tips.store);
    (same_store && tips.directory.matches(&head.says)).then_some(head)
}

/// The last head, if it may be given out again.
fn fresh(tips: &Tips, now: u64) -> Option<&IssuedHead> {
    let head = of_this_log(tips)?;
    (now < head.says.time.saturating_add(HEAD_SECONDS)).then_some(head)
}

/// Signs a head over what these tips say, never older than the last one: a clock that is set back
/// must not look like a log that is.
fn sign(tips: &Tips, now: u64, key: &SigningKey) -> Signed<Head> {
    let receipts = ReceiptPoint {
        store: StoreId(tips.store),
        number: tips.receipts.n,
        chain: Digest(tips.receipts.hash),
    };
    let last = tips.head.as_ref().map_or(0, |head| head.says.time);
    let audit = Digest(tips.audit.hash);
    tips.directory.head(receipts, audit, now.max(last), key)
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
