//! Damaged forms and records make no panic, and what is written is read as it was.
//!
//! The forms are those of the scenarios: every kind of control, rule, list and action is in them.

mod begun;

use std::sync::Arc;

use begun::{Counting, now};
use homeward_checkin::{Answer, Checkin, Path, Step};
use homeward_form::{Form, NoMedia};
use proptest::prelude::*;

/// The XForms of the scenarios: a model and a body with `---` between them.
fn forms() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios/cases");
    let mut forms = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let mut form = String::new();
        for line in text.lines().map(str::trim).chain(["= end"]) {
            if line.starts_with('<') || line == "---" {
                form.push_str(line);
                form.push('\n');
            } else if line.starts_with('=') || line.starts_with('|') {
                if let Some((model, body)) = form.split_once("---\n") {
                    forms.push(document(model, body).replace("$expr", "0"));
                }
                form.clear();
            }
        }
    }
    forms
}

fn document(model: &str, body: &str) -> String {
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head><h:title>Test</h:title><model entities:entities-version="2025.1">{model}</model></h:head><h:body>{body}</h:body></h:html>"#
    )
}

/// Walks through a check-in and answers what is asked with something.
fn fill(checkin: &mut Checkin, with: &str) {
    for step in checkin.steps().into_iter().take(12) {
        if let Step::Repeat(path) = &step {
            let _ = checkin.add_repeat(path, &now());
        }
        for path in checkin.page(&step) {
            let choice = checkin
                .choices(&path, "")
                .and_then(|all| all.into_iter().next());
            let value = choice.map_or(with.to_owned(), |choice| choice.value);
            let _ = checkin.answer(&path, &Answer::value(value), &now());
            checkin.question(&path, "");
            checkin.message(&path, "");
        }
    }
    let _ = checkin.finish(&now());
    checkin.contents("");
    checkin.summary("");
    checkin.entities();
    let _ = checkin.undo();
    let _ = checkin.remove_repeat(&Path::new("/data/r[1]"), &now());
}

#[test]
fn there_are_forms_to_damage() {
    let forms = forms();
    assert!(forms.len() >= 100, "{}", forms.len());
    let good = forms
        .iter()
        .filter(|form| Form::parse(form.as_bytes(), &NoMedia).0.error().is_none());
    assert!(good.count() >= 80);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_form_is_no_panic(
        which in any::<prop::sample::Index>(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..40, 0_usize..14), 1..4),
        with in "[0-9a-z ]{0,6}",
    ) {
        const PIECES: [&str; 14] = ["", "/", "'", "\"", "]]>", "<a>", "</a>", "&", "/data", " = 1", "[1]", "..", "count(.)", "\u{0}"];
        let forms = forms();
        let mut text = which.get(&forms).clone();
        for (at, cut, piece) in cuts {
            let mut from = at.index(text.len());
            while !text.is_char_boundary(from) { from -= 1; }
            let mut to = (from + cut).min(text.len());
            while !text.is_char_boundary(to) { to += 1; }
            text.replace_range(from..to, PIECES[piece]);
        }
        let (form, problems) = Form::parse(text.as_bytes(), &NoMedia);
        prop_assert_eq!(form.error().is_some(), problems.iter().any(|one| one.is_error()));
        if let Ok(mut checkin) = Checkin::new(Arc::new(form), &now(), &mut Counting(1)) {
            fill(&mut checkin, &with);
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was(which in any::<prop::sample::Index>(), with in "[0-9]{1,3}|[a-zа-ш<&\" ]{0,8}") {
        let forms = forms();
        let (form, _) = Form::parse(which.get(&forms).as_bytes(), &NoMedia);
        let form = Arc::new(form);
        if let Ok(mut checkin) = Checkin::new(form.clone(), &now(), &mut Counting(1)) {
            fill(&mut checkin, &with);
            let (again, lost) = Checkin::restore(form.clone(), &checkin.saved(), &now(), &mut Counting(2)).unwrap();
            prop_assert!(lost.is_empty());
            let loads = form.actions().iter().any(|action| action.events.contains(&homeward_form::action::Event::Load));
            if !loads {
                prop_assert_eq!(again.submission(), checkin.submission());
                prop_assert_eq!(again.states(), checkin.states());
            }
        }
    }
}
