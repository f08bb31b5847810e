//! `homeward tenant new`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::clock::{Clock as _, SystemClock};
use crate::found::{Folders, found};
use crate::random::{Draw, SystemRandom};

/// Make an institution's keys and its empty store.
#[derive(Subcommand)]
pub enum Tenant {
    /// Found an institution
    New(New),
}

/// Found an institution: root key, log and receipt keys, statistics keys, first supervisors.
///
/// Run it on a machine that is offline; then move the data folder to the server, keep the root
/// folder in a safe, and hand the statistics folder to the statistics office. Each passphrase is
/// printed once.
#[derive(Args)]
#[command(
    after_help = "Example: homeward tenant new \"Probation service\" --organisation ps \\\n    \
    --supervisor amra --supervisor besnik --data ./data --root ./root --statistics ./statistics"
)]
pub struct New {
    /// Name of the institution, as its users see it
    name: String,
    /// Short name of the supervisors' organisation
    #[arg(long)]
    organisation: String,
    /// Name with which a supervisor signs in; give at least two
    #[arg(long, required = true)]
    supervisor: Vec<String>,
    /// New data folder of the server
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// New folder of the root key, which stays offline
    #[arg(long, default_value = "root")]
    root: PathBuf,
    /// New folder of the statistics keys, which stay offline at the statistics office
    #[arg(long, default_value = "statistics")]
    statistics: PathBuf,
}

impl Tenant {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self::New(new) = self;
        let folders = Folders {
            data: &new.data,
            root: &new.root,
            statistics: &new.statistics,
        };
        let now_ms = SystemClock.now_ms();
        let mut random = Draw(&SystemRandom);
        let founded = super::runtime()?.block_on(found(
            &folders,
            &new.name,
            &new.organisation,
            &new.supervisor,
            None,
            now_ms,
            &mut random,
        ))?;
        println!("tenant {}", founded.tenant);
        println!("genesis {}", founded.genesis.digest());
        for supervisor in &founded.supervisors {
            println!(
                "supervisor {} passphrase: {}",
                supervisor.name,
                supervisor.passphrase.as_str()
            );
        }
        eprintln!(
            "move {} and {} away from the server",
            new.root.display(),
            new.statistics.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
