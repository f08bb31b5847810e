//! `homeward user key`: brings the statistics office's signing key from its account to its own machine.
//!
//! Invariant: the passphrase is read from standard input, never from an argument; the server sees what it
//! sees when a browser signs in, and nothing more.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use homeward_protocol::session::{UserNonce, UserSession, UserSessionOpen, UserSessionStart};
use homeward_protocol::{API, B64};
use homeward_seal::sign_in::PassphraseKeys;
use homeward_seal::statement::Role;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::keyfile::{self, KeyKind};

/// Write the key with which the statistics office signs releases to a file on this machine.
///
/// The account was made in a browser; this opens its wrapped keys here, with the passphrase that is asked
/// for. Run it on the office's own machine, then work offline.
#[derive(Args)]
#[command(
    after_help = "Example: homeward user key --server https://tenant.example --user statistics --out ./statistics/office.key"
)]
pub struct Key {
    /// Address of the server
    #[arg(long)]
    server: String,
    /// Name to sign in with
    #[arg(long)]
    user: String,
    /// New key file
    #[arg(long)]
    out: PathBuf,
}

async fn post<B: Serialize, A: DeserializeOwned>(
    client: &reqwest::Client,
    url: &str,
    body: &B,
) -> anyhow::Result<A> {
    let body = serde_json::to_vec(body)?;
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .body(body);
    let answer = request.send().await.context("the server does not answer")?;
    anyhow::ensure!(
        answer.status().is_success(),
        "signing in did not work; check name and passphrase"
    );
    Ok(serde_json::from_slice(&answer.bytes().await?)?)
}

impl Key {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        anyhow::ensure!(
            !self.out.exists(),
            "{} exists already; name a new file",
            self.out.display()
        );
        let url = reqwest::Url::parse(&self.server).context("the address is not one")?;
        let local = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        anyhow::ensure!(
            url.scheme() == "https" || local,
            "plain http goes to this machine only; use https"
        );
        if std::io::stdin().is_terminal() {
            eprint!("Passphrase of {} (it shows while you type): ", self.user);
        }
        let mut passphrase = Zeroizing::new(String::new());
        std::io::stdin().lock().read_line(&mut passphrase)?;
        self.fetch(&url.origin().ascii_serialization(), &passphrase)
            .await
    }

    async fn fetch(&self, origin: &str, passphrase: &str) -> anyhow::Result<ExitCode> {
        let client = reqwest::Client::builder().build()?;
        let user = self.user.clone();
        let start = UserSessionStart { user: user.clone() };
        let nonce: UserNonce =
            post(&client, &format!("{origin}{API}/session/start"), &start).await?;
        let tenant = nonce.tenant.0;
        let words: Zeroizing<String> =
            Zeroizing::new(passphrase.split_whitespace().collect::<Vec<_>>().join(" "));
        let keys = PassphraseKeys::derive(&words, &tenant, &user, nonce.kdf)?;
        let bytes: [u8; 32] = nonce.nonce[..]
            .try_into()
            .context("the server's nonce has another length")?;
        let open = UserSessionOpen {
            signature: B64(keys.answer(&bytes, &tenant, &user, origin).0.to_vec()),
            user,
            nonce: nonce.nonce,
        };
        let session: UserSession = post(&client, &format!("{origin}{API}/session"), &open).await?;
        anyhow::ensure!(
            session.me.role == Role::StatisticsOffice.number(),
            "this account is not the statistics office's"
        );
        let (opened, _) = keys.open(
            &session.blob,
            &tenant,
            &session.me.user_id.0,
            session.generation,
        )?;
        keyfile::write(
            &self.out,
            KeyKind::StatisticsOffice,
            tenant,
            &opened.signing.seed(),
        )?;
        eprintln!(
            "the signing key of {} is in {}",
            self.user,
            self.out.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
