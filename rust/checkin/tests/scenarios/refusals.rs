//! Forms that cannot be filled say why, by name.

use crate::scenario::{document, refused};
use homeward_form::{Form, NoMedia};

#[test]
fn values_that_depend_on_themselves_are_named() {
    refused(
        "
        | type | name | label | calculation |
        | calculate | a | | ${b} + 1 |
        | calculate | b | | ${c} + 1 |
        | calculate | c | | ${a} + 1 |
        ",
        "/data/a, ",
    );
}

#[test]
fn relevance_that_depends_on_itself_is_refused() {
    refused(
        "
        | type | name | label | relevant |
        | text | a | A | ${b} = '' |
        | text | b | B | ${a} = '' |
        ",
        "depend on themselves",
    );
}

#[test]
fn a_group_that_depends_on_its_own_question_is_refused() {
    refused(
        "
        | type | name | label | relevant |
        | begin group | g | G | ${a} = '' |
        | text | a | A | |
        | end group | | | |
        ",
        "depend on themselves",
    );
}

#[test]
fn a_calculation_of_itself_is_refused() {
    let form = document(
        "<instance><data id='t'><a/></data></instance><bind nodeset='/data/a' calculate='. + 1'/>",
        "<input ref='/data/a'><label>A</label></input>",
    );
    refused(&form, "/data/a");
}

#[test]
fn an_unknown_function_is_named() {
    let form = document(
        "<instance><data id='t'><a/></data></instance><bind nodeset='/data/a' relevant='score(.)'/>",
        "<input ref='/data/a'><label>A</label></input>",
    );
    refused(&form, "score");
}

#[test]
fn a_bind_for_nothing_is_refused() {
    let form = document(
        "<instance><data id='t'><a/></data></instance><bind nodeset='/data/b'/>",
        "",
    );
    refused(&form, "/data/b");
}

#[test]
fn a_question_for_nothing_is_refused() {
    let form = document(
        "<instance><data id='t'><a/></data></instance>",
        "<input ref='/data/b'><label>B</label></input>",
    );
    refused(&form, "/data/b");
}

#[test]
fn a_missing_list_is_named() {
    let form = document(
        "<instance><data id='t'><a/></data></instance>",
        "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"instance('towns')/root/item\">
        <value ref='name'/></itemset></select1>",
    );
    refused(&form, "towns");
}

#[test]
fn an_action_that_never_happens_is_refused() {
    let form = document(
        "<instance><data id='t'><a/></data></instance><setvalue event='on-tuesdays' ref='/data/a' value='1'/>",
        "",
    );
    refused(&form, "never happens");
}

#[test]
fn several_problems_are_told_at_once() {
    let form = document(
        "<instance><data id='t'><a/></data></instance><bind nodeset='/data/b'/>
        <bind nodeset='/data/a' relevant='score(.)' constraint='. ='/>",
        "",
    );
    let (_, problems) = Form::parse(form.as_bytes(), &NoMedia);
    assert_eq!(
        problems.iter().filter(|one| one.is_error()).count(),
        3,
        "{problems:?}"
    );
}

#[test]
fn what_is_no_form_is_one_problem() {
    for form in [
        "",
        "<",
        "<a/>",
        "<h/>",
        "<html><head><model/></head></html>",
        "\u{0}",
        "plain words",
    ] {
        let (form, problems) = Form::parse(form.as_bytes(), &NoMedia);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(form.error().is_some());
    }
    let (_, problems) = Form::parse(&[0xff, 0xfe, 0x00], &NoMedia);
    assert!(problems[0].message.contains("UTF-8"));
}

#[test]
fn a_form_that_is_too_deep_is_refused() {
    let depth = homeward_form::DATA_DEPTH + 1;
    let form = document(
        &format!(
            "<instance><data id='t'>{}{}</data></instance>",
            "<a>".repeat(depth),
            "</a>".repeat(depth)
        ),
        "",
    );
    refused(&form, "too deep");
}

#[test]
fn a_count_without_end_is_refused() {
    let form = document(
        "<instance><data id='t'><n/><r><a/></r></data></instance>",
        "<input ref='/data/n'><label>N</label></input>
        <repeat nodeset='/data/r' jr:count='/data/n'><input ref='/data/r/a'><label>A</label></input></repeat>");
    crate::scenario::check(
        &form,
        "count r 0\n refused set n 1000000000\n get n\n count r 0\n set n 2\n count r 2",
    );
}

#[test]
fn a_form_that_is_too_big_is_refused() {
    let form = document(
        &format!(
            "<instance><data id='t'>{}</data></instance>",
            "<a/>".repeat(homeward_form::DATA_NODES + 1)
        ),
        "",
    );
    refused(&form, "too big");
}

#[test]
fn rows_in_rows_without_end_are_refused_and_nothing_changes() {
    let form = document(
        "<instance><data id='t'><n/><o><i><a/><b/><c/></i></o></data></instance>",
        "<input ref='/data/n'><label>N</label></input><repeat nodeset='/data/o' jr:count='/data/n'>
        <repeat nodeset='/data/o/i' jr:count='/data/n'><input ref='/data/o/i/a'><label>A</label></input>
        </repeat></repeat>",
    );
    crate::scenario::check(
        &form,
        "refused set n 2000\n get n\n count o 0\n set n 3\n count o[3]/i 3",
    );
}
