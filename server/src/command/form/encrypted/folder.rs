//! A folder with an encrypted submission: `submission.xml` is the manifest, the rest its files.
//!
//! Invariant: a folder that is there already is left alone; nothing is written before all files of
//! the record were read and encrypted.

use std::path::Path;

use anyhow::{Context as _, bail};
use homeward_checkin::{Checkin, Finished};
use homeward_form::control::ControlKind;

use super::{Record, encrypt};
use crate::random::SystemRandom;

/// Writes a finished check-in, encrypted for the form's key. Files that it names lie in `beside`.
pub fn write(
    checkin: &Checkin,
    finished: &Finished,
    beside: &Path,
    folder: &Path,
) -> anyhow::Result<()> {
    let form = checkin.form();
    let key = form
        .submission()
        .and_then(|said| said.public_key.as_deref());
    let key = key.context("the form has no public_key in its settings")?;
    let record = Record {
        form_id: form.id(),
        form_version: form.version(),
        instance_id: checkin.instance_identifier(),
        xml: &finished.submission_xml,
        files: &attached(checkin, finished, beside)?,
    };
    let encrypted = encrypt(&record, key, &SystemRandom)?;
    let say = || format!("cannot write the folder {}", folder.display());
    std::fs::create_dir(folder).with_context(say)?;
    for (name, bytes) in &encrypted.files {
        std::fs::write(folder.join(name), bytes).with_context(say)?;
    }
    std::fs::write(folder.join("submission.xml"), encrypted.manifest).with_context(say)
}

/// Names and contents of the files that answers to uploads name, each once, in the order of the data.
fn attached(
    checkin: &Checkin,
    finished: &Finished,
    beside: &Path,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let form = checkin.form();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (path, _) in &finished.states {
        let control = form.find(&without_positions(path));
        let control = control.and_then(|node| form.node(node).control);
        let is_upload = control.is_some_and(|control| {
            matches!(form.control(control).kind, ControlKind::Upload { .. })
        });
        let name = checkin.value(&path.as_str().into()).unwrap_or_default();
        if !is_upload || name.is_empty() || files.iter().any(|(known, _)| known == name) {
            continue;
        }
        if Path::new(name).file_name() != Some(name.as_ref()) {
            bail!("{path}: the answer is no name of a file");
        }
        let file = beside.join(name);
        let bytes = std::fs::read(&file)
            .with_context(|| format!("{path}: cannot read {}", file.display()))?;
        files.push((name.to_owned(), bytes));
    }
    Ok(files)
}

/// `/data/row[2]/photo` as `/data/row/photo`.
fn without_positions(path: &str) -> String {
    let parts = path.split('[').enumerate();
    parts
        .map(|(at, part)| match part.split_once(']') {
            Some((_, rest)) if at > 0 => rest,
            _ => part,
        })
        .collect()
}
