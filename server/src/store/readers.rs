//! Connections that read beside the writer.
//!
//! Invariant: a reader's connection is opened read-only. At most [`MOST`] work at once; others wait
//! their turn instead of failing.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{StoreError, schema};

/// Most readers at work at once.
const MOST: usize = 8;

pub struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    turns: Semaphore,
}

/// One reader's view: the queries of this module's siblings are methods on it.
pub struct Reader<'a>(pub(super) &'a Connection);

impl Readers {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::new(Vec::new()),
            turns: Semaphore::new(MOST),
        }
    }

    /// Runs `work` in one read transaction, off the async threads' way.
    pub async fn read<T, E>(
        self: &std::sync::Arc<Self>,
        work: impl FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let _turn = self
            .turns
            .acquire()
            .await
            .map_err(|_| StoreError::Stopped)?;
        let this = std::sync::Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let connection = this.take()?;
            connection
                .execute_batch("begin")
                .map_err(StoreError::from)?;
            let result = work(&Reader(&connection));
            if connection.execute_batch("commit").is_ok() {
                this.idle
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(connection);
            }
            result
        })
        .await
        .unwrap_or_else(|_| Err(StoreError::Stopped.into()))
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(connection) => Ok(connection),
            None => schema::open_reader(&self.path),
        }
    }
}
