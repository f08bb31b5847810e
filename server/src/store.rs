//! The embedded database: what the server keeps, and nothing that keys.md does not list in clear.
//!
//! Invariant: SQL is written in `queries/*.sql` and run only below this module, whose public
//! methods take and give values of this crate, so that another database can stand behind them.
//! Every write goes through one writer that commits before anybody is answered; readers have
//! connections of their own. It opens nothing that is sealed, and it decides no rights.

mod accounts;
mod audit;
mod backup;
mod cases;
mod directory;

mod enrolments;
mod error;
mod feed;
mod forms;
mod heads;
mod readers;
mod receipts;
mod records;
mod releases;
mod returns;
mod schema;
mod states;
mod tallies;
mod tips;
mod transaction;
mod verify;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use homeward_seal::directory::Directory;
use homeward_seal::statement::Statement;

pub use accounts::{Account, AccountRow, NewAccount};
pub use audit::{Action, Actor, AuditEntry, AuditRow, Purpose};
pub use backup::{BackupError, backup, restore};
pub use cases::{CardRow, EpochRow, Membership, NewEpoch, SealedBytes};
pub use directory::StatementRefused;
pub use enrolments::{Admission, EnrolmentRow, EnrolmentState, Invitation};
pub use error::StoreError;
pub use feed::{FeedItem, FeedKind};
pub use forms::{FormRow, NewForm};
pub use heads::IssuedHead;
pub use readers::Reader;
pub use receipts::ReceiptRow;
pub use records::{NewRecord, RecordBytes, RecordRow};
pub use releases::ReleaseRow;
pub use returns::NewReturn;
pub use states::{NewState, StateRow};
pub use tips::{Chain, Tips};
pub use transaction::Tx;
pub use verify::{ChainCheck, ChainChecks, verify_chains};

/// A random id: record, device, user, case tag, enrolment, tenant, store.
pub type Id = [u8; 16];
/// A SHA-256.
pub type Hash = [u8; 32];

/// One query text of `queries/`. The texts number their parameters `$1`, as PostgreSQL does; SQLite
/// takes `$1` for a name and numbers names by first appearance, so it gets `?1`.
macro_rules! sql {
    ($name:literal) => {{
        const TEXT: &str = include_str!(concat!("../../queries/", $name, ".sql"));
        const BYTES: [u8; TEXT.len()] = $crate::store::numbered(TEXT);
        const SQL: &str = match std::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => panic!("a query text is UTF-8"),
        };
        SQL
    }};
}
pub(crate) use sql;

/// `$1` as `?1`; a query text has no other dollar sign.
const fn numbered<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let mut at = 0;
    while at < N {
        bytes[at] = match text.as_bytes()[at] {
            b'$' => b'?',
            byte => byte,
        };
        at += 1;
    }
    bytes
}

/// A count as SQL keeps it.
fn int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A count as SQL kept it.
fn uint(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// Name of the database file inside the data folder.
pub const FILE: &str = "homeward.sqlite";

/// The store of one tenant. Cloning shares it.
#[derive(Clone)]
pub struct Store {
    writer: writer::Writer,
    readers: Arc<readers::Readers>,
    tips: Arc<RwLock<Arc<Tips>>>,
}

impl Store {
    /// Opens the database in `folder`, bringing its tables up to date.
    ///
    /// `max_pages` limits the database to that many pages of 4,096 bytes.
    ///
    /// # Errors
    /// [`StoreError`] when the file is missing, unreadable or damaged.
    pub fn open(folder: &Path, max_pages: Option<u32>) -> Result<Self, StoreError> {
        let path = file(folder);
        if !path.exists() {
            return Err(StoreError::Failed(rusqlite::ffi::SQLITE_CANTOPEN));
        }
        Self::open_file(&path, max_pages)
    }

    /// Makes a new database in `folder`; `genesis` is the directory's first statement, `store` the
    /// random id of this copy of the store.
    ///
    /// # Errors
    /// [`StoreError`] when a database is already there or cannot be written.
    pub fn create(folder: &Path, store: Id, genesis: &Statement) -> Result<Self, StoreError> {
        let path = file(folder);
        if path.exists() {
            return Err(StoreError::Failed(rusqlite::ffi::SQLITE_CANTOPEN));
        }
        let founded = Directory::found(genesis.clone());
        let founded = founded.map_err(|_| StoreError::Damaged("genesis"))?;
        let connection = schema::open(&path, None)?;
        connection.execute_batch("begin immediate")?;
        schema::put_meta(&connection, "tenant", &genesis.tenant().0)?;
        schema::put_meta(&connection, "store", &store)?;
        directory::insert(&connection, &founded.stubs()[0], genesis)?;
        connection.execute_batch("commit")?;
        drop(connection);
        Self::open_file(&path, None)
    }

    fn open_file(path: &Path, max_pages: Option<u32>) -> Result<Self, StoreError> {
        let connection = schema::open(path, max_pages)?;
        let first = Tips::load(&connection)?;
        let tips = Arc::new(RwLock::new(Arc::new(first.clone())));
        let seen = Arc::clone(&tips);
        let writer = writer::Writer::start(connection, first, move |now| {
            *seen.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(now.clone());
        });
        Ok(Self {
            writer,
            readers: Arc::new(readers::Readers::new(path.to_owned())),
            tips,
        })
    }

    /// The chains and the directory as of the last commit.
    pub fn tips(&self) -> Arc<Tips> {
        Arc::clone(&self.tips.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs `work` in the next transaction; answers when it is on disk.
    ///
    /// # Errors
    /// What `work` refuses with, or that the transaction failed; nothing is kept then.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// Runs `work` on a reader's connection.
    ///
    /// # Errors
    /// What `work` refuses with, or that no connection could be had.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.readers.read(work).await
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}
