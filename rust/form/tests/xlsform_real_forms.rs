//! The three forms of the programme.
#![allow(clippy::unwrap_used)] // a test fails by it

use std::path::PathBuf;

use homeward_form::Severity;
use homeward_form::lint::Policy;
use homeward_form::xlsform::{Conversion, Kind, Options, check};

const FORMS: [&str; 3] = ["checkin", "community_readiness", "pre_release_plan"];

fn form(name: &str) -> Conversion {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../forms/{name}.xlsx"));
    let bytes = std::fs::read(file).unwrap();
    let file = format!("{name}.xlsx");
    check(
        &file,
        &bytes,
        Kind::Xlsx,
        &Options::default(),
        &Policy::default(),
    )
}

#[test]
fn they_convert_without_any_problem() {
    for name in FORMS {
        let conversion = form(name);
        let problems: Vec<String> = conversion
            .problems
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        assert!(conversion.xform.is_some());
    }
}

#[test]
fn they_have_six_languages() {
    for name in FORMS {
        let xform = form(name).xform.unwrap();
        for language in [
            "lang=\"English (en)\" default=\"true()\"",
            "lang=\"Shqip (sq)\"",
            "lang=\"Bosanski (bs)\"",
            "lang=\"Srpski latinica (sr-Latn)\"",
            "lang=\"Српски (sr)\"",
            "lang=\"Македонски (mk)\"",
        ] {
            assert!(
                xform.contains(&format!("<translation {language}>")),
                "{name} {language}"
            );
        }
    }
}

#[test]
fn paths_in_the_repeat_are_relative() {
    let xform = form("checkin").xform.unwrap();
    let within: Vec<&str> = xform
        .lines()
        .filter(|line| line.contains("/referrals/ref_") && line.contains("bind"))
        .filter(|line| line.contains("${") || line.contains(" /reintegration/"))
        .collect();
    assert!(within.is_empty(), "{within:?}");
    assert!(
        xform.contains("current()/../ref_need"),
        "filter of the services"
    );
    assert!(xform.contains(" ../ref_status "), "relevance of the reason");
    assert!(xform.contains("<referrals jr:template=\"\">"));
}

#[test]
fn the_class_of_each_answer_is_kept() {
    let xform = form("checkin").xform.unwrap();
    let bind = xform
        .lines()
        .find(|line| line.contains("<bind") && line.contains("/concern_text\""))
        .unwrap();
    assert!(bind.contains("ri:class=\"sealed\""), "{bind}");
    assert!(xform.contains("xmlns:ri=\"https://"));
}

#[test]
fn findings_are_lint() {
    let workbook = "
| survey |
| | type     | name     | label |
| | geopoint | where    | Where |
";
    let conversion = check(
        "x.md",
        workbook.as_bytes(),
        Kind::Markdown,
        &Options::default(),
        &Policy::default(),
    );
    assert!(
        conversion.xform.is_some(),
        "findings don't keep a form from converting"
    );
    assert!(
        conversion
            .problems
            .iter()
            .all(|problem| problem.severity == Severity::Lint)
    );
    assert_eq!(conversion.problems.len(), 2);
}
