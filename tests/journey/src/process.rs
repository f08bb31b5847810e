//! The built server as a process of its own: started, stopped, killed.
//!
//! It is the binary that lies beside this test's own, so the workspace must be built first; `./test` does.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::port::Port;

/// A program that this workspace built, such as `homeward` or `examples/worker`.
///
/// # Panics
/// When it was not built.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let path = folder.join(name);
    assert!(
        path.is_file(),
        "{} is not there: run cargo build --workspace --all-targets first",
        path.display()
    );
    path
}

/// A server that runs.
pub struct Process {
    child: Child,
    /// Keeps its port for the next start.
    pub port: Port,
    /// Where it listens: `http://127.0.0.1:1234`.
    pub url: String,
}

impl Process {
    /// Starts the server over `data` on `port` and waits until it listens. What it writes to
    /// standard error is added to `log`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(data: &Path, port: &Port, origin: Option<&str>, log: &Path) -> Process {
        let log = File::options().create(true).append(true).open(log).unwrap();
        let mut command = Command::new(binary("homeward"));
        command
            .args(["serve", "--without-pages", "--data"])
            .arg(data);
        command.args(["--bind", &port.address().to_string()]);
        if let Some(origin) = origin {
            command.args(["--origin", origin]);
        }
        command
            .env("HOMEWARD_LOG", "debug")
            .stdout(Stdio::piped())
            .stderr(log);
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(
            line.starts_with("http://"),
            "the server did not start: {line:?}"
        );
        Process {
            child,
            port: port.clone(),
            url: line.trim().to_owned(),
        }
    }

    /// SIGKILL.
    ///
    /// # Panics
    /// When the system does not let it.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
