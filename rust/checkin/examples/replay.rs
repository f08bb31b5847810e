//! Drives a form through a session, as `homeward form replay` does, without building the server:
//! `cargo run --release -p homeward-checkin --example replay -- SESSION.json [RUNS]`.

use std::path::Path;
use std::time::Instant;

use homeward_checkin::replay::{Surroundings, replay};
use homeward_form::xlsform::{Kind, Options, convert};

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
        let conversion = convert(file, bytes, kind, &Options::default());
        let xform = conversion.xform.map(String::into_bytes);
        xform.ok_or_else(|| format!("{file} cannot be converted"))
    }

    fn milliseconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1000.0
    }

    fn peak_mib(&self) -> f64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.unwrap_or(0.0) / 1024.0
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("name a session")?;
    let runs = arguments.next().map_or(Ok(1), |runs| runs.parse())?;
    let session = std::fs::read_to_string(&file)?;
    let machine = Machine {
        folder: Path::new(&file).parent().unwrap_or(Path::new("")),
        start: Instant::now(),
    };
    replay(&session, runs, &machine, &mut |line| println!("{line}"))?;
    Ok(())
}
