//! Drives a form through a session, as `homeward form replay` does, without building the server:
//! `cargo run --release -p homeward-checkin --example replay --features machine -- SESSION.json [RUNS]`.

use std::path::Path;

use homeward_checkin::replay::{Machine, replay};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("name a session")?;
    let runs = arguments.next().map_or(Ok(1), |runs| runs.parse())?;
    let session = std::fs::read_to_string(&file)?;
    let machine = Machine::beside(Path::new(&file));
    replay(&session, runs, &machine, &mut |line| println!("{line}"))?;
    Ok(())
}
