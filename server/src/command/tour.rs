//! `homeward tour`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

/// Go the whole way of one check-in in this terminal, without window or browser.
///
/// Each line says what happened and, in brackets, how one can check it. Everything is synthetic.
#[derive(Args)]
#[command(after_help = "Example: homeward tour --keep ./tour")]
pub struct Tour {
    /// Empty folder to go in, kept at the end; without it a temporary one is removed
    #[arg(long)]
    keep: Option<PathBuf>,
}

impl Tour {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (folder, remove) = match self.keep {
            Some(folder) => {
                let empty = !folder.exists() || folder.read_dir()?.next().is_none();
                anyhow::ensure!(
                    empty,
                    "{} is not empty; name a new folder",
                    folder.display()
                );
                (folder, false)
            }
            None => {
                let name = format!("homeward-tour-{}", std::process::id());
                (std::env::temp_dir().join(name), true)
            }
        };
        std::fs::create_dir_all(&folder)?;
        let walked =
            super::runtime()?.block_on(crate::tour::tour(&folder, &mut |line| println!("{line}")));
        if remove {
            std::fs::remove_dir_all(&folder)?;
        }
        walked?;
        Ok(ExitCode::SUCCESS)
    }
}
