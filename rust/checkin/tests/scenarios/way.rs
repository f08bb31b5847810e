//! The way through a form: pages, next and previous, field lists, contents.

use homeward_checkin::{ContentsKind, Path, QuestionKind, Step};

use crate::scenario::{begin, check};

const FORM: &str = "
    | type | name | label | relevant | appearance | readonly |
    | note | hello | Hello | | | |
    | text | a | A | | | |
    | begin group | list | List | | field-list | |
    | text | b | B | | | |
    | text | c | C | ${b} = 'x' | | |
    | end group | | | | | |
    | begin group | hidden | Hidden | ${a} = 'x' | field-list | |
    | text | d | D | | | |
    | end group | | | | | |
    | begin repeat | r | Row | | | |
    | text | e | E | | | |
    | end repeat | | | | | |
    | text | f | F | | | |
    ";

#[test]
fn one_question_a_page_and_a_field_list_is_one() {
    check(
        FORM,
        "pages hello, a, [list], r[1]/e, r+, f\n set a x\n pages hello, a, [list], [hidden], r[1]/e, r+, f",
    );
}

#[test]
fn next_and_previous_go_over_what_is_relevant() {
    let scenario = begin(FORM);
    let checkin = &scenario.checkin;
    let mut step = checkin.first();
    let mut seen = vec![step.clone()];
    while step != Step::End {
        step = checkin.next(&step);
        seen.push(step.clone());
    }
    assert_eq!(seen.len(), 7);
    let mut back = Step::End;
    for expect in seen.iter().rev().skip(1) {
        back = checkin.previous(&back);
        assert_eq!(&back, expect);
    }
    assert_eq!(checkin.previous(&back), back, "the first page stays");
    assert_eq!(checkin.next(&Step::End), Step::End);
}

#[test]
fn after_a_page_that_is_gone_comes_the_next_that_is() {
    let mut scenario = begin(FORM);
    scenario.perform("set a x");
    scenario.perform("clear a");
    let gone = Step::Group("/data/hidden".into());
    assert_eq!(
        scenario.checkin.next(&gone),
        Step::Question("/data/r[1]/e".into())
    );
    assert_eq!(
        scenario.checkin.previous(&gone),
        Step::Group("/data/list".into())
    );
}

#[test]
fn a_field_list_shows_what_is_relevant_on_it() {
    let mut scenario = begin(FORM);
    let list = Step::Group("/data/list".into());
    assert_eq!(
        scenario.checkin.page(&list),
        vec![Path::new("/data/list/b")]
    );
    scenario.perform("set list/b x");
    assert_eq!(
        scenario.checkin.page(&list),
        vec![Path::new("/data/list/b"), Path::new("/data/list/c")]
    );
}

#[test]
fn jumping_leads_to_the_page_of_a_question() {
    let mut scenario = begin(FORM);
    scenario.perform("set list/b x");
    let jump = |path: &str| scenario.checkin.jump(&path.into());
    assert_eq!(jump("/data/list/c"), Some(Step::Group("/data/list".into())));
    assert_eq!(jump("/data/f"), Some(Step::Question("/data/f".into())));
    assert_eq!(jump("/data/r"), Some(Step::Question("/data/r[1]/e".into())));
    assert_eq!(jump("/data/hidden/d"), None);
    assert_eq!(jump("/data/nothing"), None);
}

#[test]
fn progress_counts_questions_not_notes() {
    let scenario = begin(FORM);
    let view = |path: &str| scenario.checkin.question(&path.into(), "").unwrap();
    assert_eq!((view("/data/a").index, view("/data/a").total), (1, 4));
    assert_eq!(view("/data/f").index, 4);
    assert_eq!(view("/data/hello").kind, QuestionKind::Note);
    assert_eq!(view("/data/hidden/d").index, 0);
    assert!(!view("/data/hidden/d").relevant);
}

#[test]
fn contents_have_groups_rows_and_questions() {
    let mut scenario = begin(FORM);
    scenario.perform("set r[1]/e here");
    let lines = scenario.checkin.contents("");
    let shown: Vec<String> = lines
        .iter()
        .map(|line| {
            format!(
                "{}{}{}",
                "-".repeat(line.depth),
                line.label,
                if line.answer.is_empty() { "" } else { "!" }
            )
        })
        .collect();
    assert_eq!(shown, ["Hello", "A", "List", "-B", "Row 1", "-E!", "F"]);
    assert_eq!(lines[4].kind, ContentsKind::Instance);
    assert_eq!(lines[4].step, Some(Step::Question("/data/r[1]/e".into())));
}

#[test]
fn the_read_back_has_every_question_with_its_state() {
    let mut scenario = begin(FORM);
    scenario.perform("set a y");
    let lines = scenario.checkin.summary("");
    let names: Vec<&str> = lines.iter().map(|line| line.path.name()).collect();
    assert_eq!(names, ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(lines[0].answer, "y");
    assert_eq!(lines[4].groups, ["Row 1"]);
}

#[test]
fn what_is_missing_is_listed_with_its_page() {
    let mut scenario = begin(
        "
        | type | name | label | required | constraint | appearance |
        | text | a | A | yes | | |
        | begin group | g | G | | | field-list |
        | integer | b | B | | . > 3 | |
        | end group | | | | | |
        ",
    );
    scenario.perform("set g/b 1");
    let missing = scenario.checkin.finish(&crate::real::now()).unwrap_err();
    assert_eq!(missing.len(), 2);
    assert_eq!(missing[0].why, homeward_checkin::Why::Required);
    assert_eq!(missing[1].why, homeward_checkin::Why::Constraint);
    assert_eq!(missing[1].step, Step::Group("/data/g".into()));
}

#[test]
fn steps_are_stored_as_text() {
    for step in [
        Step::Question("/data/a".into()),
        Step::Group("/data/g".into()),
        Step::Repeat("/data/r".into()),
        Step::End,
    ] {
        assert_eq!(Step::parse(&step.to_string()), Some(step));
    }
    assert_eq!(Step::parse("elsewhere /data/a"), None);
}
