//! Tests that a form brings along: the example holds, and each kind of row that does not hold is told
//! with its cell.
#![allow(clippy::unwrap_used)] // a test fails by it

use std::sync::Arc;

use homeward_checkin::form_tests::{Outcome, run};
use homeward_form::xlsform::{Kind, Options, convert, read_tests};
use homeward_form::{Form, NoMedia};

const VISIT: &str = include_str!("../../form/tests/data/visit_with_tests.md");

/// Runs the tests of a workbook; also what is wrong with the sheet.
fn outcome(workbook: &str) -> (Outcome, Vec<String>) {
    let conversion = convert(
        "visit.md",
        workbook.as_bytes(),
        Kind::Markdown,
        &Options::default(),
    );
    let xform = conversion.xform.unwrap();
    let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
    assert!(
        problems.iter().all(|problem| !problem.is_error()),
        "{problems:?}"
    );
    let (tests, wrong) = read_tests(workbook.as_bytes(), Kind::Markdown);
    let wrong = wrong.iter().map(ToString::to_string).collect();
    (run(&Arc::new(form), &tests), wrong)
}

#[test]
fn the_example_holds() {
    let (outcome, wrong) = outcome(VISIT);
    assert_eq!(outcome.problems, []);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!((outcome.tests, outcome.hold), (3, 3));
}

/// The example's form with other tests.
fn check(rows: &str, expect: &[&str]) {
    let (form, _) = VISIT.split_once("| tests |").unwrap();
    let columns = "| | test | question | answer | asked | required | readonly | value | choices | label | hint | message | complete | language | today |";
    let (outcome, wrong) = outcome(&format!("{form}| tests |\n{columns}\n{rows}"));
    let found: Vec<String> = outcome
        .problems
        .iter()
        .map(ToString::to_string)
        .chain(wrong)
        .collect();
    let fits = found.len() == expect.len()
        && found
            .iter()
            .zip(expect)
            .all(|(found, expect)| found.starts_with(expect));
    assert!(fits, "{rows}\nfound {found:#?}\nexpected {expect:#?}");
}

#[test]
fn what_does_not_hold_is_told_with_its_cell() {
    check(
        "| | T | met | yes | no | no | yes | no | yes | Met? | Hint | Wrong | yes | | |",
        &[
            "tests!D2: Expected `no` and found `yes`.",
            "tests!E2: Expected `no` and found `yes`.",
            "tests!F2: Expected `yes` and found `no`.",
            "tests!G2: Expected `no` and found `yes`.",
            "tests!H2: Expected `yes` and found `yes no`.",
            "tests!I2: Expected `Met?` and found `Did you meet?`.",
            "tests!J2: Expected `Hint` and found `-`.",
            "tests!K2: Expected `Wrong` and found `-`.",
            "tests!L2: The form can't be finished: see case_ref, visit_date.",
        ],
    );
    check(
        "| | T | case_ref | ABCD-2345 | | | | | | | | | no | | |
| | | visit_date | 2026-03-01 | | | | | | | | | | | |
| | | met | no | | | | | | | | | no | | |",
        &[
            "tests!L2: `case_ref` keeps nobody from finishing; visit_date, met does.",
            "tests!L4: The form can be finished.",
        ],
    );
}

#[test]
fn rows_that_cant_be_done() {
    check(
        "| | T | nobody | x | | | | | | | | | | | |
| | | ref_need[2][2] | x | | | | | | | | | | | |
| | | ref_need[0] | x | | | | | | | | | | | |
| | | asked_for | work | | | | | | | | | | | |
| | | met | maybe | | | | | | | | | | | |
| | | referrals | many | | | | | | | | | | | |
| | | referral_count | 3 | | | | | | | | | | | |
| | | | | | | | | | | | | | Deutsch (de) | |
| | | | | | | | | | | | | | | tomorrow |",
        &[
            "tests!B2: There is no question named `nobody`.",
            "tests!B3: `ref_need` is in fewer repeats",
            "tests!B4: `ref_need[0]` is no name of a question.",
            "tests!C5: This can't be done: /data/needs/asked_for is not asked now.",
            "tests!C6: This can't be done: /data/met does not offer this choice.",
            "tests!C7: A repeat has no answer.",
            "tests!C8: This can't be done: there is no question /data/referral_count.",
            "tests!M9: The form has no language `Deutsch (de)`. It has English (en), Shqip (sq).",
            "tests!N10: `tomorrow` is no day.",
        ],
    );
}

#[test]
fn sheets_with_mistakes() {
    check(
        "| | | met | yes | | | | | | | | | | | |
| | T | met | yes | perhaps | | | | | | | | | | |
| | | | yes | | | | | | | | | | | |",
        &[
            "tests!B2: This row belongs to no test.",
            "tests!D3: `perhaps` is neither yes nor no.",
            "tests!C4: This row names no question.",
        ],
    );
    let (_, wrong) = outcome(&VISIT.replace(
        "| choices | label | message |",
        "| chioces | label | value |",
    ));
    assert_eq!(
        wrong,
        [
            "tests!G1: Tests have no column `chioces`. Was `choices` meant?",
            "tests!I1: The column `value` is there twice. Keep one of them."
        ]
    );
    let (outcome, wrong) = outcome(&VISIT.replace("| tests |", "| test |"));
    assert_eq!(outcome.tests, 0);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].starts_with("test: The sheet `test` is not read; was `tests` meant?"));
}

#[test]
fn a_test_begins_anew_and_the_same_each_time() {
    let rows = "| | T | met | yes | | | | | | | | | | | |
| | U | met | | yes | | | - | | | | | | | |";
    check(rows, &[]);
    check(rows, &[]);
}
