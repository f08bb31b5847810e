//! `homeward user add`, `list`, `disable` and `key`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use homeward_seal::enrolment::{EnrolmentCode, EnrolmentSecret};
use homeward_seal::{EnrolmentId, UserId};

use crate::clock::{Clock as _, SystemClock};
use crate::random::{Draw, SystemRandom};
use crate::store::{Action, Actor, AuditEntry, Invitation, Purpose, Store, StoreError};

/// An invitation lives this long.
const INVITED_MS: i64 = 72 * 60 * 60 * 1000;

/// Invite, list or disable users, or fetch the statistics office's key.
#[derive(Subcommand)]
pub enum User {
    /// Invite somebody: prints the code to type
    Add(Add),
    /// List those who may sign in
    List(Data),
    /// Stop somebody from signing in, at once
    Disable(Disable),
    /// Write the statistics office's signing key to a file on this machine
    Key(super::user_key::Key),
}

/// What is invited.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// A person who signs in with a browser
    User,
    /// A phone or desktop
    Device,
}

/// Invite somebody: prints the code to type.
///
/// The invited person's browser or phone makes the keys; a supervisor compares six groups of
/// digits and gives the role. The code alone lets nobody in.
#[derive(Args)]
#[command(after_help = "Example: homeward user add user --data ./data")]
pub struct Add {
    /// What is invited
    kind: Kind,
    /// For whom, as supervisors call it; forgotten when it is accepted
    #[arg(long, default_value = "")]
    label: String,
    #[command(flatten)]
    data: Data,
}

/// Stop somebody from signing in, at once. A supervisor's revocation makes it known to everybody.
#[derive(Args)]
#[command(
    after_help = "Example: homeward user disable 0b9f4c2e6a1d4f3e8c7b6a5948372615 --data ./data"
)]
pub struct Disable {
    /// The user's id, as in `homeward user list`
    user: String,
    #[command(flatten)]
    data: Data,
}

/// Where the store is.
#[derive(Args)]
#[command(after_help = "Example: homeward user list --data ./data")]
pub struct Data {
    /// Data folder
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
}

impl User {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        super::runtime()?.block_on(async {
            match self {
                Self::Add(add) => invite(add).await,
                Self::List(data) => list(data).await,
                Self::Disable(disable) => stop(disable).await,
                Self::Key(key) => key.run().await,
            }
        })
    }
}

fn entry(action: Action, kind: &'static str, object: [u8; 16], now_ms: i64) -> AuditEntry {
    AuditEntry {
        time_ms: now_ms,
        actor: Actor::Operator,
        action,
        purpose: Purpose::Enrolment,
        kind: kind.into(),
        objects: vec![object],
    }
}

async fn invite(add: Add) -> anyhow::Result<ExitCode> {
    let store = Store::open(&add.data.data, None)?;
    let mut random = Draw(&SystemRandom);
    let secret = EnrolmentSecret::random(&mut random);
    let id = EnrolmentId::random(&mut random);
    let now_ms = SystemClock.now_ms();
    let code = EnrolmentCode::new(secret, &store.tips().directory.genesis());
    let invitation = Invitation {
        id: id.0,
        secret_digest: secret.hash().0,
        kind: match add.kind {
            Kind::User => 0,
            Kind::Device => 1,
        },
        label: add.label,
        created_by: [0; 16],
        expires_ms: now_ms + INVITED_MS,
    };
    store
        .write(move |tx| {
            tx.add_invitation(&invitation, now_ms)?;
            tx.audit(&entry(Action::Create, "enrolment", id.0, now_ms))
        })
        .await?;
    println!("{}", code.text());
    Ok(ExitCode::SUCCESS)
}

async fn list(data: Data) -> anyhow::Result<ExitCode> {
    let store = Store::open(&data.data, None)?;
    let accounts = store.read(|reader| reader.accounts()).await?;
    let tips = store.tips();
    for account in accounts {
        let found = tips.directory.user(&UserId(account.user));
        let role = found
            .as_ref()
            .map_or("none".to_owned(), |user| format!("{:?}", user.role));
        let organisation = found.as_ref().map_or("", |user| user.organisation.as_str());
        let state = match (
            account.disabled,
            found.as_ref().is_some_and(|user| user.revoked.is_some()),
        ) {
            (_, true) => "revoked",
            (true, _) => "disabled",
            _ => "active",
        };
        println!("{}\t{role}\t{organisation}\t{state}", UserId(account.user));
    }
    Ok(ExitCode::SUCCESS)
}

async fn stop(disable: Disable) -> anyhow::Result<ExitCode> {
    let user = UserId::from_hex(&disable.user).ok_or_else(|| {
        anyhow::anyhow!("a user's id is 32 hexadecimal digits, as in `homeward user list`")
    })?;
    let store = Store::open(&disable.data.data, None)?;
    let now_ms = SystemClock.now_ms();
    let found = store
        .write(move |tx| {
            let found = tx.set_account_disabled(&user.0, true)?;
            if found {
                tx.audit(&entry(Action::Change, "account", user.0, now_ms))?;
            }
            Ok::<_, StoreError>(found)
        })
        .await?;
    anyhow::ensure!(found, "there is no account of that user");
    eprintln!("{user} can no longer sign in");
    Ok(ExitCode::SUCCESS)
}
