//! `homeward backup` and `homeward restore`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::random::{self, SystemRandom};
use crate::store;

/// Copy the database to a new file while the server works.
///
/// The copy opens no record. The folder `keys` is not in it: keep a copy of that apart.
#[derive(Args)]
#[command(after_help = "Example: homeward backup --data ./data backup-2026-11-24.sqlite")]
pub struct Backup {
    /// Data folder
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
    /// New file
    target: PathBuf,
}

/// Make a data folder from a backup.
///
/// The folder must not have a database; put the folder `keys` back first. Phones notice a restored
/// store and send again what it lacks.
#[derive(Args)]
#[command(after_help = "Example: homeward restore backup-2026-11-24.sqlite --data ./data")]
pub struct Restore {
    /// Backup file
    source: PathBuf,
    /// Data folder
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
}

fn bar() -> ProgressBar {
    // Hidden by itself when standard error is not a terminal.
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} pages").expect("a fixed template reads");
    ProgressBar::new(0).with_style(style)
}

impl Backup {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let bar = bar();
        store::backup(&self.data, &self.target, &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        })?;
        bar.finish_and_clear();
        eprintln!(
            "{} holds the database; the folder keys is not in it",
            self.target.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        std::fs::create_dir_all(&self.data)?;
        let bar = bar();
        let id = random::id(&SystemRandom);
        store::restore(&self.source, &self.data, id, &mut |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        })?;
        bar.finish_and_clear();
        eprintln!("restored into {}", self.data.display());
        Ok(ExitCode::SUCCESS)
    }
}
