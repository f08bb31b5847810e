//! Structured logs on standard error.
//!
//! Invariant: a line names routes, codes, counts and random ids; never an answer, a name, a key, a
//! token or a body. Nothing here prints what a request carried.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Starts logging: plain on a terminal, JSON lines in a pipe. `HOMEWARD_LOG` sets the level.
/// A second call changes nothing.
pub fn start() {
    let filter = EnvFilter::try_from_env("HOMEWARD_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let to = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false);
    let _ = if std::io::stderr().is_terminal() {
        to.try_init()
    } else {
        to.json().try_init()
    };
}
