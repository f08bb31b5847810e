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
    while let Ok(first) = queue.recv() {
        let mut working = tips.clone();
        let mut finishes = Vec::new();
        let mut failed = connection
            .execute_batch("begin immediate")
            .err()
            .map(StoreError::from);
        let mut next = Some(first);
        while let Some(job) = next.take() {
            match &failed {
                Some(error) => job.refuse(error.clone()),
                None => {
                    let (finish, error) = one(connection, &mut working, job);
                    finishes.extend(finish);
                    failed = error;
                }
            }
            if finishes.len() < GROUP {
                next = queue.try_recv().ok();
            }
        }
        if failed.is_none() {
            failed = connection
                .execute_batch("commit")
                .err()
                .map(StoreError::from);
        }
        match &failed {
            None => {
                tips = working;
                published(&tips);
            }
            Some(_) if !connection.is_autocommit() => {
                let _ = connection.execute_batch("rollback");
            }
            Some(_) => {}
        }
        for finish in finishes {
            finish(failed.clone());
        }
    }
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
