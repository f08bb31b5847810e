//! The one writer: groups what has arrived into a transaction, and answers after the commit.
//!
//! Invariant: a result reaches its caller only when the transaction that holds it is on disk
//! (`synchronous = full`). Each job runs in a savepoint of its own, so a failing job leaves nothing
//! and spoils no other. It does not read for anybody: readers have their own connections.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::error::StoreError;
use super::tips::Tips;
use super::transaction::Tx;

/// Most jobs in one transaction, so that the first of them does not wait for ever.
const GROUP: usize = 512;

/// Tells the caller how it ended; given the error when the transaction as a whole failed.
type Finish = Box<dyn FnOnce(Option<StoreError>) + Send>;

/// Something that waits to be written.
trait Job: Send {
    /// Does the work; answers whether to keep it, and how to tell the caller.
    fn run(self: Box<Self>, tx: &mut Tx<'_>) -> (bool, Finish);
    /// Tells the caller that it was not tried.
    fn refuse(self: Box<Self>, error: StoreError);
}

struct Work<F, T, E> {
    work: F,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Work<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn run(self: Box<Self>, tx: &mut Tx<'_>) -> (bool, Finish) {
        let result = (self.work)(tx);
        let keep = result.is_ok();
        let answer = self.answer;
        let finish: Finish = Box::new(move |failed| {
            let result = match failed {
                Some(error) => result.and(Err(E::from(error))),
                None => result,
            };
            // The caller may have gone away; what was committed stays committed.
            let _ = answer.send(result);
        });
        (keep, finish)
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        let _ = self.answer.send(Err(error.into()));
    }
}

/// A handle to the writer's thread. Cloning shares it; the thread ends with the last handle.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
}

impl Writer {
    /// Starts the writer over `connection`; `published` is told the tips after each commit.
    pub fn start(
        connection: Connection,
        tips: Tips,
        published: impl Fn(&Tips) + Send + 'static,
    ) -> Self {
        let (jobs, queue) = mpsc::channel::<Box<dyn Job>>();
        std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run(&connection, &queue, tips, &published))
            .expect("a thread can be started while the server starts");
        Self { jobs }
    }

    /// Runs `work` inside the next transaction and answers when that is on disk.
    ///
    /// # Errors
    /// What `work` refuses with (nothing of it is kept), or that the transaction failed as a whole.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel::<Result<T, E>>();
        let job = Box::new(Work {
            work,
            answer: sender,
        });
        if self.jobs.send(job).is_err() {
            return Err(StoreError::Stopped.into());
        }
        answer
            .await
            .unwrap_or_else(|_| Err(StoreError::Stopped.into()))
    }
}

fn run(
    connection: &Connection,
    queue: &mpsc::Receiver<Box<dyn Job>>,
    mut tips: Tips,
    published: &dyn Fn(&Tips),
) {
    let mut version = data_version(connection).ok();
    while let Ok(first) = queue.recv() {
        let mut finishes = Vec::new();
        let begun = begin(connection, &mut tips, &mut version);
        let done = match begun {
            Err(error) => {
                first.refuse(error.clone());
                Err(error)
            }
            Ok(()) => {
                let mut working = tips.clone();
                group(connection, queue, first, &mut working, &mut finishes)
                    .and_then(|()| Ok(connection.execute_batch("commit")?))
                    .map(|()| working)
            }
        };
        let failed = match done {
            Ok(working) => {
                tips = working;
                published(&tips);
                None
            }
            Err(error) => {
                if !connection.is_autocommit() {
                    let _ = connection.execute_batch("rollback");
                }
                Some(error)
            }
        };
        for finish in finishes {
            finish(failed.clone());
        }
    }
}

/// A number that changes when another process (a command beside the server) has written.
fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

/// Begins a transaction; reads the tips again when somebody else has written since the last.
fn begin(
    connection: &Connection,
    tips: &mut Tips,
    version: &mut Option<i64>,
) -> Result<(), StoreError> {
    connection.execute_batch("begin immediate")?;
    let now = Some(data_version(connection)?);
    if *version != now {
        *tips = Tips::load(connection)?;
        *version = now;
    }
    Ok(())
}

/// Runs `first` and whatever else has arrived. An error means that the whole transaction is gone;
/// the jobs that were not run were told so.
fn group(
    connection: &Connection,
    queue: &mpsc::Receiver<Box<dyn Job>>,
    first: Box<dyn Job>,
    working: &mut Tips,
    finishes: &mut Vec<Finish>,
) -> Result<(), StoreError> {
    let mut next = Some(first);
    while let Some(job) = next.take() {
        let (finish, error) = one(connection, working, job);
        finishes.extend(finish);
        if let Some(error) = error {
            return Err(error);
        }
        if finishes.len() < GROUP {
            next = queue.try_recv().ok();
        }
    }
    Ok(())
}

/// Runs one job in its savepoint. An error means that the whole transaction is gone.
fn one(
    connection: &Connection,
    working: &mut Tips,
    job: Box<dyn Job>,
) -> (Option<Finish>, Option<StoreError>) {
    if let Err(error) = connection.execute_batch("savepoint item") {
        let error = StoreError::from(error);
        job.refuse(error.clone());
        return (None, Some(error));
    }
    let before = working.clone();
    let ran = catch_unwind(AssertUnwindSafe(|| {
        job.run(&mut Tx::new(connection, working))
    }));
    let (keep, finish) = match ran {
        Ok((keep, finish)) => (keep, Some(finish)),
        Err(_) => {
            // The caller's channel is gone with the job, which it reads as "not stored".
            tracing::error!("a job of the store panicked and was rolled back");
            (false, None)
        }
    };
    // A full disk may have made SQLite roll back everything, not only this job.
    if connection.is_autocommit() {
        return (finish, Some(StoreError::Full));
    }
    let close = if keep {
        "release item"
    } else {
        "rollback to item; release item"
    };
    let closed = connection.execute_batch(close);
    if !keep {
        *working = before;
    }
    (finish, closed.err().map(StoreError::from))
}
