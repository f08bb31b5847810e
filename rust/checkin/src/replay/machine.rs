//! The surroundings of a session on this computer: files beside it, the clock, the memory used.
//!
//! The only part of the crate that touches the system, compiled with the feature `machine` and for
//! programs on the command line only.

use std::path::{Path, PathBuf};
use std::time::Instant;

use homeward_form::xlsform::{Kind, Options, convert};

use super::Surroundings;

/// Files in one folder, a clock that begins now, and the memory of this process.
#[derive(Debug)]
pub struct Machine {
    folder: PathBuf,
    start: Instant,
}

impl Machine {
    /// For a session that lies in a file.
    pub fn beside(session: &Path) -> Self {
        Machine {
            folder: session.parent().unwrap_or(Path::new("")).to_owned(),
            start: Instant::now(),
        }
    }
}

impl Surroundings for Machine {
    fn load(&self, file: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join(file)).ok()
    }

    fn convert(&self, file: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let kind = Kind::of_name(file).ok_or_else(|| format!("{file} is no form"))?;
        let name = file.rsplit('/').next().unwrap_or(file);
        let conversion = convert(name, bytes, kind, &Options::default());
        let mut problems = conversion.problems.iter();
        let error = problems.find(|problem| problem.is_error());
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
