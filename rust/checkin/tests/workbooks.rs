//! Every workbook that is compared with pyxform can also be opened, gone through to its end, and put
//! back from its rows.

mod begun;

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use begun::Counting;
use homeward_checkin::{Checkin, Now, Step};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};

/// Those that need what does not stand beside them, and what is said then.
const LACKING: [(&str, &str); 4] = [
    ("150_entities_upsert.md", "There is no instance people"),
    ("152_entities_update_if.md", "There is no instance people"),
    ("175_search_with_filter.md", "file.csv is missing"),
    ("40_search.md", "people.csv is missing"),
];

/// How many pages a workbook has at most.
const MAX_PAGES: usize = 2_000;

fn workbooks() -> Vec<PathBuf> {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pyxform/workbooks");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What keeps a workbook from being opened and gone through.
fn fault(name: &str, bytes: &[u8]) -> Option<String> {
    let kind = Kind::of_name(name)?;
    let converted = convert(name, bytes, kind, &Options::default());
    let Some(xform) = converted.xform else {
        return converted
            .problems
            .iter()
            .find(|problem| problem.is_error())
            .map(ToString::to_string);
    };
    let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
    if let Some(error) = problems.iter().find(|problem| problem.is_error()) {
        return Some(error.to_string());
    }
    let (form, now) = (Arc::new(form), Now::from_unix(1_773_480_413));
    let checkin = match Checkin::new(form.clone(), &now, &mut Counting(1)) {
        Ok(checkin) => checkin,
        Err(error) => return Some(error.to_string()),
    };
    let mut step = checkin.first();
    let mut pages = 0;
    while step != Step::End {
        for path in checkin.page(&step) {
            assert!(checkin.question(&path, "").is_some(), "{name}: {path}");
        }
        step = checkin.next(&step);
        pages += 1;
        assert!(pages < MAX_PAGES, "{name} has no end");
    }
    let saved = checkin.saved();
    let (again, lost) = Checkin::restore(form, &saved, &now, &mut Counting(2)).unwrap();
    assert!(lost.is_empty(), "{name}: {lost:?}");
    assert_eq!(again.saved(), saved, "{name}");
    None
}

#[test]
fn every_workbook_is_opened_and_gone_through() {
    let (mut opened, mut faults) = (0, Vec::new());
    for file in workbooks() {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        let first = bytes
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let first = String::from_utf8_lossy(first).into_owned();
        if first.starts_with("# refused") {
            continue;
        }
        let lacking = LACKING.iter().find(|(of, _)| *of == name);
        let expect = lacking.map(|(_, words)| *words);
        match (fault(&name, &bytes), expect) {
            (None, None) => opened += 1,
            (Some(found), Some(words)) if found.contains(words) => {}
            // where pyxform converts it and Homeward does not
            (Some(_), None) if first.starts_with("# differs") => {}
            (found, expect) => faults.push(format!("{name}: {found:?}, expected {expect:?}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(opened > 200, "{opened}");
}
