//! Calculations, types, constraints, required and read only.

use crate::scenario::{check, document};

#[test]
fn a_chain_of_calculations_follows() {
    check(
        "
        | type | name | label | calculation |
        | integer | a | A | |
        | calculate | b | | ${a} + 1 |
        | calculate | c | | ${b} * 2 |
        | calculate | d | | ${c} + ${a} |
        ",
        "set a 3\n get b 4\n get c 8\n get d 11\n set a 4\n get d 14",
    );
}

#[test]
fn a_calculation_of_nothing_is_no_number() {
    check(
        "
        | type | name | label | calculation |
        | integer | a | A | |
        | calculate | b | | ${a} + 1 |
        ",
        "get b\n set a 1\n get b 2",
    );
}

#[test]
fn calculations_are_written_for_their_type() {
    let model = |kind: &str, calculate: &str| {
        document(
        &format!("<instance><data id='t'><a/><b/></data></instance><bind nodeset='/data/a' type='decimal'/>
            <bind nodeset='/data/b' type='{kind}' calculate='{calculate}'/>"),
        "<input ref='/data/a'><label>A</label></input>")
    };
    check(&model("int", "/data/a div 2"), "get b\n set a 5\n get b 2");
    check(
        &model("decimal", "/data/a div 2"),
        "set a 5\n get b 2.5\n xml <b>2.5</b>\n set a 4\n xml <b>2</b>",
    );
    check(
        &model("string", "/data/a &gt; 2"),
        "set a 5\n get b true\n set a 1\n get b false",
    );
    check(&model("date", "/data/a"), "set a 1\n get b 1970-01-02");
    check(
        &model("string", "/data/a div 0"),
        "set a 1\n get b Infinity",
    );
}

#[test]
fn a_false_boolean_is_text_and_so_is_true() {
    check(
        "
        | type | name | label | calculation |
        | integer | a | A | |
        | calculate | b | | ${a} > 2 |
        | calculate | c | | if(${b}, 'yes', 'no') |
        ",
        "set a 1\n get b false\n get c yes",
    );
}

#[test]
fn answers_are_of_their_type() {
    check("
        | type | name | label |
        | integer | i | I |
        | decimal | d | D |
        | date | t | T |
        | text | s | S |
        ", "refused set i x\n refused set i 1.5\n set i 7\n refused set d seven\n set d 7.50\n get d 7.5
        refused set t 2026-02-30\n set t 2026-02-28\n set s <&>\n xml <s>&lt;&amp;&gt;</s>\n clear i\n get i");
}

#[test]
fn a_constraint_is_asked_only_of_an_answer() {
    check("
        | type | name | label | constraint | constraint_message |
        | integer | a | A | . > 3 | More than three |
        ", "valid a yes\n message a\n set a 2\n valid a no\n message a More than three\n finish no\n set a 4
        valid a yes\n finish yes\n set a 1\n clear a\n finish yes");
}

#[test]
fn a_constraint_may_look_at_others() {
    check(
        "
        | type | name | label | constraint |
        | integer | low | Low | |
        | integer | high | High | . >= ${low} |
        ",
        "set low 5\n set high 4\n valid high no\n set low 4\n valid high yes\n clear low\n valid high no",
    );
}

#[test]
fn a_message_may_be_filled_in() {
    check(
        "
        | type | name | label | constraint | constraint_message |
        | integer | low | Low | | |
        | integer | high | High | . >= ${low} | Not less than ${low}! |
        ",
        "set low 5\n set high 4\n message high Not less than 5!\n set low 6\n message high Not less than 6!",
    );
}

#[test]
fn required_may_change() {
    check("
        | type | name | label | required | required_message |
        | text | a | A | | |
        | text | b | B | ${a} = 'x' | Please! |
        ", "required b no\n finish yes\n set a x\n required b yes\n message b Please!\n finish no\n set b 1
        message b\n finish yes");
}

#[test]
fn read_only_refuses_answers() {
    check("
        | type | name | label | readonly | default |
        | text | a | A | | |
        | text | b | B | ${a} = 'x' | |
        | text | c | C | yes | fixed |
        ", "set b 1\n set a x\n readonly b yes\n refused set b 2\n get b 1\n refused set c 1\n get c fixed
        set a y\n set b 2");
}

#[test]
fn read_only_goes_down() {
    let form = document(
        "<instance><data id='t'><g><a/></g><s/></data></instance>
        <bind nodeset='/data/g' readonly=\"/data/s = 'x'\"/>",
        "<input ref='/data/s'><label>S</label></input>
        <group ref='/data/g'><input ref='/data/g/a'><label>A</label></input></group>",
    );
    check(
        &form,
        "readonly g/a no\n set s x\n readonly g/a yes\n refused set g/a 1",
    );
}

#[test]
fn defaults_are_there_at_once() {
    check(
        "
        | type | name | label | default | calculation |
        | integer | a | A | 4 | |
        | calculate | b | | | ${a} + 1 |
        ",
        "get a 4\n get b 5\n clear a\n get a\n get b\n reload\n get a",
    );
}

#[test]
fn today_is_the_callers() {
    check(
        "
        | type | name | label | default | calculation |
        | date | d | D | today() | |
        | calculate | c | | | format-date(today(), '%Y/%m/%d') |
        | calculate | n | | | ${d} - 1 |
        ",
        "get d 2026-03-14\n get c 2026/03/14\n reload\n get c 2026/03/14",
    );
}

#[test]
fn a_day_has_no_hour() {
    check("
        | type | name | label | constraint | calculation |
        | date | d | D | . <= today() | |
        | date | e | E | | |
        | calculate | days | | | decimal-date-time(${e}) - decimal-date-time(${d}) |
        ", "set d 2026-03-14\n valid d yes\n set d 2026-03-15\n valid d no\n set d 2026-03-28\n set e 2026-03-30
        get days 2");
}

#[test]
fn regular_expressions_match_the_whole() {
    check(
        "
        | type | name | label | constraint |
        | text | a | A | regex(., '[0-9]{3}') |
        ",
        "set a 123\n valid a yes\n set a 1234\n valid a no\n set a 12\n valid a no",
    );
}

#[test]
fn coalesce_and_once() {
    check(
        "
        | type | name | label | calculation |
        | text | a | A | |
        | text | b | B | |
        | calculate | c | | coalesce(${a}, ${b}) |
        | calculate | o | | once(${a}) |
        ",
        "set b 2\n get c 2\n set a 1\n get c 1\n get o 1\n set a 5\n get o 1\n reload\n get o 1",
    );
}

#[test]
fn selections_are_counted_and_found() {
    check(
        "
        | type | name | label | calculation |
        | select_multiple l | m | M | |
        | calculate | n | | count-selected(${m}) |
        | calculate | f | | selected-at(${m}, 1) |
        | calculate | s | | if(selected(${m}, 'b'), 'has', 'not') |
        sheet choices
        | list_name | name | label |
        | l | a | A |
        | l | b | B |
        | l | bb | BB |
        ",
        "set m a bb\n get n 2\n get f bb\n get s not\n set m b\n get s has\n get n 1\n refused set m a x",
    );
}

#[test]
fn the_identifier_is_drawn_once() {
    let (mut scenario, form) = {
        let form = crate::real::form("checkin");
        (crate::scenario::Scenario::begin(form.clone()), form)
    };
    let first = scenario.checkin.instance_identifier().to_owned();
    assert!(first.starts_with("uuid:") && first.len() == 41, "{first}");
    scenario.perform("reload");
    assert_eq!(scenario.checkin.instance_identifier(), first);
    let other =
        homeward_checkin::Checkin::new(form, &crate::real::now(), &mut crate::real::Counting(2))
            .unwrap();
    assert_ne!(other.instance_identifier(), first);
}
