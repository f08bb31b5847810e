//! The spreadsheets that are measured: the default check-in and every workload of
//! `tests/load/workloads.py`, which needs Python 3.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Name and file of each.
pub fn workloads() -> Vec<(String, PathBuf)> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("load");
    let written = Command::new("python3")
        .arg(repository.join("tests/load/workloads.py"))
        .arg(&folder)
        .status();
    assert!(
        written.is_ok_and(|status| status.success()),
        "python3 is needed"
    );
    let mut found = vec![("checkin".to_owned(), repository.join("forms/checkin.xlsx"))];
    let listed = std::fs::read_dir(&folder).expect("it was just written");
    let forms = listed.flatten().map(|entry| entry.path());
    for form in forms.filter(|path| path.extension().is_some_and(|one| one == "md")) {
        let name = form.file_stem().unwrap_or_default().to_string_lossy();
        found.push((name.into_owned(), form.clone()));
    }
    found.sort();
    found
}
