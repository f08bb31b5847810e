//! `form convert`, `check` and `fill`, on the three forms of the repository and on bad input.

use std::fs;

use serde_json::json;

use crate::run::{homeward, homeward_with, refuses};

const FORMS: [&str; 3] = ["checkin", "community_readiness", "pre_release_plan"];

#[test]
fn the_forms_convert_and_check_without_errors_or_broken_rules() {
    for form in FORMS {
        let file = format!("forms/{form}.xlsx");
        let converted = homeward(&["form", "convert", &file]);
        assert_eq!((converted.code, converted.err.as_str()), (0, ""), "{form}");
        assert!(converted.out.starts_with("<?xml"), "{form}");
        let checked = homeward(&["form", "check", &file]);
        assert_eq!(
            (checked.code, checked.out.as_str()),
            (0, ""),
            "{form}: {checked:?}"
        );
        assert!(
            checked.err.contains("0 findings about rules"),
            "{form}: {checked:?}"
        );

        let folder = tempfile::tempdir().unwrap();
        let xform = folder.path().join("form.xml");
        fs::write(&xform, &converted.out).unwrap();
        let again = homeward(&["form", "check", xform.to_str().unwrap()]);
        assert_eq!(
            (again.code, again.out.as_str()),
            (0, ""),
            "{form}: {again:?}"
        );
    }
}

#[test]
fn the_name_of_the_data_can_be_chosen() {
    let converted = homeward(&[
        "form",
        "convert",
        "forms/checkin.xlsx",
        "--form-name",
        "visit1",
    ]);
    assert!(converted.out.contains("nodeset=\"/visit1/visit/case_ref\""));
}

#[test]
fn a_form_that_cannot_be_converted_says_sheet_and_cell() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.md");
    let sheet = "| survey | | | | |\n| | type | name | label | relevant |\n| | text | a | A | nosuch(1) |\n";
    fs::write(&file, sheet).unwrap();
    for command in ["convert", "check"] {
        let answer = homeward(&["form", command, file.to_str().unwrap()]);
        assert_eq!(answer.code, 1, "{answer:?}");
        let said = answer.out + &answer.err;
        assert!(
            said.contains("survey!") && said.contains("nosuch"),
            "{said}"
        );
    }
    let filled = homeward(&["form", "fill", file.to_str().unwrap()]);
    assert_eq!((filled.code, filled.out.as_str()), (1, ""));
    assert!(filled.err.contains("survey!"), "{filled:?}");
}

#[test]
fn the_rules_of_the_programme_are_told_and_are_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("asks.md");
    let sheet = "| survey | | | |\n| | type | name | label |\n| | geopoint | place | Where? |\n";
    fs::write(&file, sheet).unwrap();
    let answer = homeward(&["form", "check", file.to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.out.contains("rule: survey!"), "{answer:?}");
}

#[test]
fn a_tenant_adds_rules_and_takes_none_away() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("asks.md");
    let sheet = "| survey | | | |\n| | type | name | label | bind::odk:class |\n| | text | cut | A new haircut? | sealed |\n";
    fs::write(&form, sheet).unwrap();
    let form = form.to_str().unwrap();
    let xform = folder.path().join("asks.xml");
    fs::write(&xform, homeward(&["form", "convert", form]).out).unwrap();
    let rules = folder.path().join("rules.txt");
    let file = rules.to_str().unwrap();
    fs::write(&rules, "# ours\nforbid word haircut\n").unwrap();
    let told = homeward(&["form", "check", "--rules", file, form]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(
        told.out
            .contains("rule: survey!C2: Rule `forbidden subjects`"),
        "{told:?}"
    );
    let told = homeward(&["form", "check", "--rules", file, xform.to_str().unwrap()]);
    assert!(told.out.contains("rule: line "), "{told:?}");
    assert!(told.out.contains("haircut"), "{told:?}");
    fs::write(&rules, "allow type geopoint\n").unwrap();
    refuses(
        &["form", "check", "--rules", file, form],
        "line 1: rules can be added and not taken away",
    );
}

#[test]
fn a_form_brings_its_own_tests() {
    let file = "rust/form/tests/data/visit_with_tests.md";
    let holds = homeward(&["form", "check", file]);
    assert_eq!((holds.code, holds.out.as_str()), (0, ""), "{holds:?}");
    assert!(holds.err.contains("3 of 3 tests hold"), "{holds:?}");
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("visit.md");
    let text = include_str!("../../../rust/form/tests/data/visit_with_tests.md");
    fs::write(
        &other,
        text.replace("| 0 | | | | yes |", "| 1 | | | | yes |"),
    )
    .unwrap();
    let fails = homeward(&["form", "check", other.to_str().unwrap()]);
    assert_eq!(fails.code, 1, "{fails:?}");
    assert_eq!(fails.out, "test: tests!F6: Expected `1` and found `0`.\n");
    assert!(fails.err.contains("2 of 3 tests hold"), "{fails:?}");
}

#[test]
fn what_is_no_form_is_one_clear_error() {
    refuses(
        &["form", "convert", "nowhere.xlsx"],
        "cannot read nowhere.xlsx",
    );
    refuses(&["form", "check", "Cargo.toml"], "Cargo.toml is no form");
    refuses(&["form", "fill", "Cargo.toml"], "Cargo.toml is no form");
    refuses(
        &["form", "fill", "forms/checkin.xlsx", "--language", "xx"],
        "the form has no language xx",
    );
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.xlsx");
    fs::write(&broken, "not a workbook").unwrap();
    let answer = homeward(&["form", "convert", broken.to_str().unwrap()]);
    assert_eq!((answer.code, answer.out.as_str()), (1, ""));
    assert_eq!(answer.err.lines().count(), 1, "{answer:?}");
}

/// Answers that finish each form. Nobody is meant.
fn answers(form: &str) -> serde_json::Value {
    let day = jiff::tz::Offset::UTC
        .to_datetime(jiff::Timestamp::now())
        .date();
    let soon = day
        .checked_add(jiff::Span::new().days(30))
        .unwrap()
        .to_string();
    match form {
        "checkin" => json!({
            "case_ref": "KMNP-2345", "checkin_kind": "scheduled", "stage": "m2_3",
            "contact_result": "met", "notice_given": "yes", "agrees_today": "yes",
            "private_talk": "yes", "acc_type": "family",
            "wellbeing": {"prefers_not_to_say": true}, "safety_concern": "no",
            "support_requested": ["documents", "work"], "referral_made": "yes",
            "referrals": [
                {"ref_need": "documents", "ref_service": "registry", "ref_consent": "yes", "ref_status": "contacted"},
                {"ref_need": "work", "ref_service": "employment", "ref_consent": "yes", "ref_status": "waiting"}
            ],
            "next_contact": soon
        }),
        "community_readiness" => json!({
            "jurisdiction": "MK", "area": "mk_po", "settlement": "town",
            "respondent_role": "municipality", "forum": "no", "barriers": ["jobs", "stigma"],
            "readiness": 3, "has_actions": "yes",
            "actions": [{"action_area": "jobs", "action_status": "planned"}]
        }),
        _ => json!({
            "case_ref": "KMNP-2345", "plan_kind": "first", "release_type": "end",
            "release_month": soon, "jurisdiction": "MK", "area": "mk_sk",
            "participates": "yes", "share_with": "none",
            "plan_goals": [{"goal_area": "work"}, {"goal_area": "family"}],
            "lead_role": "probation", "copy_given": "yes"
        }),
    }
}

#[test]
fn answers_from_a_file_give_a_submission() {
    let folder = tempfile::tempdir().unwrap();
    for (form, expect) in [
        ("checkin", "<ref_service>employment</ref_service>"),
        ("community_readiness", "<action_area>jobs</action_area>"),
        ("pre_release_plan", "<goal_count>2</goal_count>"),
    ] {
        let file = folder.path().join(format!("{form}.json"));
        fs::write(&file, answers(form).to_string()).unwrap();
        let form_file = format!("forms/{form}.xlsx");
        let answers = file.to_str().unwrap();
        let answer = homeward(&["form", "fill", &form_file, "--answers", answers]);
        assert_eq!(
            (answer.code, answer.err.as_str()),
            (0, ""),
            "{form}: {answer:?}"
        );
        assert!(
            answer.out.starts_with("<?xml version=\"1.0\"?><data "),
            "{form}"
        );
        assert!(answer.out.contains(expect), "{form}: {}", answer.out);
    }
}

#[test]
fn what_is_missing_is_listed_in_the_language_asked_for() {
    let mut given = answers("checkin");
    given.as_object_mut().unwrap().remove("stage");
    given["case_ref"] = json!("ABC");
    given["nothing"] = json!("x");
    let arguments = [
        "form",
        "fill",
        "forms/checkin.xlsx",
        "--answers",
        "-",
        "--language",
        "mk",
    ];
    let answer = homeward_with(&arguments, &given.to_string(), &[]);
    assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{answer:?}");
    let said: Vec<&str> = answer.err.lines().collect();
    assert_eq!(said[0], "nothing: was never asked");
    assert!(said[1].starts_with("/data/visit/case_ref: Ознака на предметот: Користете го"));
    assert!(said[2].starts_with("/data/visit/stage: "));
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[3].ends_with("answers missing: 2"));
}

#[test]
fn answers_that_are_none_are_refused() {
    let fill = ["form", "fill", "forms/checkin.xlsx", "--answers", "-"];
    for (input, words) in [
        ("[1]", "no JSON object"),
        ("{", "no JSON object"),
        (
            r#"{"checkin_kind": "dance"}"#,
            "checkin_kind does not offer this choice",
        ),
        (r#"{"visit_date": "soon"}"#, "needs a value of type"),
        (
            r#"{"case_ref": {"prefers_not_to_say": true}}"#,
            "must be answered",
        ),
    ] {
        let answer = homeward_with(&fill, input, &[]);
        assert_eq!(
            (answer.code, answer.out.as_str()),
            (1, ""),
            "{input}: {answer:?}"
        );
        assert!(answer.err.contains(words), "{input}: {answer:?}");
    }
}

#[test]
fn a_form_is_filled_in_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("visit.md");
    fs::write(
        &file,
        "| survey |\n| | type | name | label | hint | required | constraint | constraint_message | relevant |
| | note | hello | Hello |
| | integer | days | How many days? | At most 7 | yes | . <= 7 | At most seven! |
| | select_multiple c | colours | Which? |
| | text | why | Why? | | | | | selected(${colours}, 'b') |
| | begin_repeat | row | Row |
| | text | word | Word |
| | end_repeat |
| choices |\n| | list_name | name | label |\n| | c | a | Amber |\n| | c | b | Blue |\n",
    )
    .unwrap();
    let file = file.to_str().unwrap();
    // required, refused, taken; choices by number; one page back; decline; two rows
    let typed = "\n9\nx\n5\n7\n1 2\n<\n2\n!\none\ny\ntwo\nn\n";
    let answer = homeward_with(&["form", "fill", file], typed, &[]);
    assert_eq!(answer.code, 0, "{answer:?}");
    for words in [
        "Hello",
        "How many days? *",
        "(At most 7)",
        "At most seven!",
        "An answer is required here.",
        "  2  Blue",
        "There is no such choice.",
        "now: Amber, Blue",
        "Row: 1 so far. Add another? y/n",
    ] {
        assert!(answer.err.contains(words), "{words}: {}", answer.err);
    }
    for value in [
        "<days>5</days><colours>b</colours><why/>",
        "<word>one</word>",
        "<word>two</word>",
    ] {
        assert!(answer.out.contains(value), "{value}: {}", answer.out);
    }

    let ended = homeward_with(&["form", "fill", file], "9\n", &[]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(
        ended
            .err
            .contains("/data/days: How many days?: At most seven!"),
        "{ended:?}"
    );
}
