//! `homeward audit verify`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::store::{self, ChainCheck};

/// Check the audit log.
#[derive(Subcommand)]
pub enum Audit {
    /// Recompute the hash chains of audit log and receipts
    Verify(Verify),
}

/// Recompute the hash chains of audit log and receipts.
///
/// A directory head names the newest link of both; give one that somebody outside kept with
/// --expect, and the chain must contain it.
#[derive(Args)]
#[command(after_help = "Example: homeward audit verify --data ./data --expect 5f1c…")]
pub struct Verify {
    /// Data folder
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
    /// A link (hexadecimal) that the audit chain must contain
    #[arg(long)]
    expect: Option<String>,
}

impl Audit {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Verify(Verify { data, expect }) = self;
        let expect = expect
            .map(|text| {
                let mut link = [0; 32];
                hex::decode_to_slice(text.trim(), &mut link).map(|()| link)
            })
            .transpose()
            .map_err(|_| anyhow::anyhow!("--expect takes 64 hexadecimal digits"))?;
        let checks = store::verify_chains(&data, expect)?;
        let mut good = true;
        for (name, check) in [("audit", checks.audit), ("receipts", checks.receipts)] {
            match check {
                ChainCheck::Whole { n, hash } => {
                    println!("{name}: {n} entries, last {}", hex::encode(hash))
                }
                ChainCheck::Broken { n } => {
                    good = false;
                    println!(
                        "{name}: BROKEN at entry {n}: it, or an entry before it, was changed, removed or moved"
                    );
                }
                ChainCheck::Lacks => {
                    good = false;
                    println!("{name}: the chain is whole but does not contain the expected link");
                }
            }
        }
        Ok(if good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
