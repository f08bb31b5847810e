//! `homeward form replay`

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use homeward_checkin::replay::{Surroundings, replay};
use homeward_form::xlsform::{Kind, Options, convert};

/// Drive a form through a session and check it.
///
/// A session is a JSON file with a form and a list of operations, each of which does or checks something
/// (docs/commands.md has them all). At the first check that does not hold it says which operation, what was
/// wanted and what was found, with exit code 1. Otherwise it prints one JSON line for each figure measured.
#[derive(Args)]
#[command(after_help = "Example: homeward form replay tests/sessions/checkin.json 20")]
pub struct Replay {
    /// Session
    session: PathBuf,
    /// How often to run it; 0 only checks and prints nothing
    #[arg(default_value_t = 1)]
    runs: usize,
}

impl Replay {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let session = std::fs::read_to_string(&self.session)
            .with_context(|| format!("cannot read {}", self.session.display()))?;
        let machine = Machine {
            folder: self.session.parent().unwrap_or(Path::new("")),
            start: Instant::now(),
        };
        let mut figures = String::new();
        replay(&session, self.runs, &machine, &mut |line| {
            figures.push_str(line);
            figures.push('\n');
        })?;
        std::io::stdout().write_all(figures.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Files beside the session, the clock and the memory of this process.
struct Machine<'a> {
    folder: &'a Path,
    start: Instant,
}

impl Surroundings for Machine<'_> {
    fn load(&self, file: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join(file)).ok()
    }

    fn convert(&self, file: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let kind = Kind::of_name(file).ok_or_else(|| format!("{file} is no form"))?;
        let name = file.rsplit('/').next().unwrap_or(file);
        let conversion = convert(name, bytes, kind, &Options::default());
        let error = conversion
            .problems
            .iter()
            .find(|problem| problem.is_error());
        let error = error.map(ToString::to_string);
        let xform = conversion.xform.map(String::into_bytes);
        xform.ok_or_else(|| error.unwrap_or_else(|| format!("{file} cannot be converted")))
    }

    fn milliseconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1000.0
    }

    /// As Linux counts it; 0 where it can't be told.
    fn peak_mib(&self) -> f64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.unwrap_or(0.0) / 1024.0
    }
}
