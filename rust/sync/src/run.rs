//! One whole sync: session, push, pull, forms; then what devices sealed that this phone was before.
//!
//! The store is borrowed for each step and never held while waiting for the network. Each record is sent
//! under a session of the device that signed it, because a server takes it from no other.

use homeward_seal::{DeviceId, DirectoryView, SigningKey};
use homeward_vault::{Outbox, VaultError};

use crate::{
    DEVICE, SERVER, TRANSPORT, apply, error::SyncError, plan, session, transport::Transport,
};

/// Access to outbox and directory, one step at a time.
pub trait Store: Sync {
    /// Runs one step on outbox and directory.
    ///
    /// # Errors
    /// Those of the step; [`SyncError::OtherServer`] if no directory was pinned yet.
    fn with<T>(
        &self,
        step: impl FnOnce(&Outbox, &mut DirectoryView) -> Result<T, SyncError>,
    ) -> Result<T, SyncError>;
    /// Unix seconds.
    fn now(&self) -> i64;
}

/// How far a sync is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Opening the session.
    Connecting,
    /// Sending.
    Sending {
        /// So many have their receipt.
        done: u32,
        /// So many waited at the beginning.
        total: u32,
    },
    /// Fetching.
    Fetching,
}

/// What a sync came to, also when it stopped half-way.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Records that got their receipt.
    pub sent: u32,
    /// Records that were refused.
    pub refused: u32,
    /// Returns that arrived.
    pub returned: u32,
    /// How far the server's clock is ahead of this one's, in seconds; `None` if it did not tell.
    pub clock_ahead: Option<i64>,
    /// Whether the server was reached and is the right one.
    pub contact: bool,
}

/// No honest sync needs more rounds; a server that always says "more" is left.
const ROUNDS: u32 = 10_000;

struct Run<'a, S> {
    store: &'a S,
    transport: Transport,
    device: DeviceId,
    token: String,
    outcome: Outcome,
}

/// Sends and fetches everything. What was done before an error stays done and is in the outcome.
///
/// # Errors
/// Beside the outcome: why it stopped.
pub async fn sync<S: Store>(
    store: &S,
    progress: &(dyn Fn(Progress) + Sync),
) -> (Outcome, Result<(), SyncError>) {
    let mut outcome = Outcome::default();
    progress(Progress::Connecting);
    let (mut run, date) = match start(store).await {
        Ok(begun) => begun,
        Err(e) => return (outcome, Err(e)),
    };
    run.outcome.contact = true;
    run.outcome.clock_ahead = date.map(|date| date - store.now());
    let result = run.all(progress).await;
    outcome = run.outcome;
    (outcome, result)
}

async fn start<S: Store>(store: &S) -> Result<(Run<'_, S>, Option<i64>), SyncError> {
    let (address, device, key, tenant) = store.with(|outbox, view| {
        let address = outbox.text(SERVER)?.ok_or(SyncError::Address)?;
        let device = outbox.value(DEVICE)?.and_then(|b| DeviceId::from_slice(&b));
        let seed = outbox
            .value(TRANSPORT)?
            .and_then(|b| <[u8; 32]>::try_from(b).ok());
        let (Some(device), Some(seed)) = (device, seed) else {
            return Err(VaultError::Missing.into());
        };
        Ok((address, device, SigningKey::from_seed(&seed), view.tenant()))
    })?;
    let transport = Transport::new(&address)?;
    let (token, date) = session::open(&transport, device, &key, tenant).await?;
    Ok((
        Run {
            store,
            transport,
            device,
            token,
            outcome: Outcome::default(),
        },
        date,
    ))
}

impl<S: Store> Run<'_, S> {
    async fn all(&mut self, progress: &(dyn Fn(Progress) + Sync)) -> Result<(), SyncError> {
        // nothing is sent to a server that has not proven the directory of the invitation
        let begun = self.store.with(|outbox, view| {
            Ok(view.receipt_key().is_some() && plan::invited_at(outbox)?.is_none())
        })?;
        if !begun {
            progress(Progress::Fetching);
            self.pull().await?;
        }
        self.push(progress).await?;
        progress(Progress::Fetching);
        if self.pull().await? {
            self.store
                .with(|outbox, view| Ok(outbox.resend(&plan::senders(outbox, view)?)?))?;
            self.push(progress).await?;
        }
        self.forms().await?;
        self.earlier_devices(progress).await
    }

    /// Sends what devices sealed that this phone was before, each under its own session.
    async fn earlier_devices(
        &mut self,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<(), SyncError> {
        let now = self.store.now();
        let (tenant, senders) = self.store.with(|outbox, view| {
            let tenant = view.tenant();
            let mut senders = outbox.senders()?;
            senders.retain(|sender| sender.tenant == tenant.0);
            Ok((tenant, senders))
        })?;
        for sender in senders {
            let device = DeviceId(sender.device);
            let waits = self.store.with(|outbox, _| {
                plan::retry(outbox)?;
                Ok(!outbox.to_send(device.0, now)?.is_empty())
            })?;
            if waits {
                let key = SigningKey::from_seed(&sender.seed);
                self.token = session::open(&self.transport, device, &key, tenant)
                    .await?
                    .0;
                self.device = device;
                self.push(progress).await?;
            }
        }
        Ok(())
    }

    async fn push(&mut self, progress: &(dyn Fn(Progress) + Sync)) -> Result<(), SyncError> {
        let (device, now) = (self.device, self.store.now());
        let (total, own) = self.store.with(|outbox, _| {
            plan::retry(outbox)?;
            let own = outbox.value(DEVICE)?.as_deref() == Some(&device.0[..]);
            Ok((outbox.to_send(device.0, now)?.len() as u32, own))
        })?;
        let mut done = 0;
        // an earlier device's session pulls nothing: its feed is not this phone's any more
        let mut refreshed = !own;
        while let Some((body, records)) = self
            .store
            .with(|outbox, _| plan::push(outbox, device, now))?
        {
            progress(Progress::Sending { done, total });
            let answer = self
                .transport
                .post("api/v1/sync/push", body, Some(&self.token))
                .await?;
            let applied = self
                .store
                .with(|outbox, view| apply::push(outbox, view, &records, &answer.body));
            match applied {
                Ok(pushed) => {
                    done += pushed.sent + pushed.refused;
                    self.outcome.sent += pushed.sent;
                    self.outcome.refused += pushed.refused;
                }
                // the receipt key may have changed since the last pull; once is enough to know
                Err(SyncError::NotVerified) if !refreshed => {
                    refreshed = true;
                    self.pull().await?;
                }
                Err(e) => return Err(e),
            }
        }
        if total > 0 {
            progress(Progress::Sending { done, total });
        }
        Ok(())
    }

    /// Pulls until nothing is new; says whether the server asks for everything again.
    async fn pull(&mut self) -> Result<bool, SyncError> {
        let mut resend = false;
        for _ in 0..ROUNDS {
            let body = self.store.with(|outbox, view| plan::pull(outbox, view))?;
            let answer = self
                .transport
                .post("api/v1/sync/pull", body, Some(&self.token))
                .await?;
            let at = self.store.now();
            let pulled = self
                .store
                .with(|outbox, view| apply::pull(outbox, view, &answer.body, at))?;
            self.outcome.returned += pulled.returned;
            resend |= pulled.resend;
            if let Some(time) = pulled.head_time {
                let ahead = i64::try_from(time).unwrap_or(i64::MAX).saturating_sub(at);
                // a head may be old when nothing was written since; only one from the future tells
                if ahead > 0 && self.outcome.clock_ahead.is_none() {
                    self.outcome.clock_ahead = Some(ahead);
                }
            }
            // what came may name people and cases that the directory has to prove
            let asked = self.store.with(|outbox, view| {
                let wanted = plan::subjects(outbox, view)?;
                Ok(wanted
                    .iter()
                    .all(|(kind, subject)| view.asked(*kind, *subject)))
            })?;
            if !pulled.more && (asked || !pulled.news) {
                return Ok(resend);
            }
        }
        Err(SyncError::Malformed)
    }

    async fn forms(&mut self) -> Result<(), SyncError> {
        for wanted in self.store.with(|outbox, _| apply::wanted_forms(outbox))? {
            let fetch = self
                .store
                .with(|outbox, view| apply::to_fetch(outbox, view, &wanted))?;
            if !fetch {
                continue;
            }
            let path = format!("api/v1/forms/{}", wanted.1.form);
            let answer = self.transport.get(&path, Some(&self.token)).await?;
            let at = self.store.now();
            self.store
                .with(|outbox, view| apply::form(outbox, view, &wanted, answer.body, at))?;
        }
        Ok(())
    }
}
