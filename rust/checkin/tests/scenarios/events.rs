//! Actions: when values are set, and in which order.

use crate::scenario::{check, document};

fn with(actions: &str, body: &str) -> String {
    document(
        &format!("<instance><data id='t'><a/><b/><c/><r jr:template=''><n/><m/></r><r><n/><m/></r></data></instance>
            <bind nodeset='/data/c' calculate=\"concat(/data/a, '|', /data/b)\"/>{actions}"),
        body)
}

const BODY: &str =
    "<input ref='/data/a'><label>A</label></input><input ref='/data/b'><label>B</label></input>";

#[test]
fn first_load_happens_once() {
    let form = with(
        "<setvalue event='odk-instance-first-load' ref='/data/a' value=\"'start'\"/>",
        BODY,
    );
    check(
        &form,
        "get a start\n get c start|\n set a x\n reload\n get a x\n clear a\n reload\n get a",
    );
}

#[test]
fn load_happens_each_time() {
    let form = with(
        "<setvalue event='odk-instance-load' ref='/data/b' value='concat(/data/a, 1)'/>",
        BODY,
    );
    check(&form, "get b 1\n get c |1");
}

#[test]
fn a_text_may_stand_in_the_action() {
    let form = with(
        "<setvalue event='odk-instance-first-load' ref='/data/a'>words</setvalue>",
        BODY,
    );
    check(&form, "get a words");
}

#[test]
fn a_changed_value_sets_another_before_calculations() {
    let form = with("", "<input ref='/data/a'><label>A</label>
        <setvalue event='xforms-value-changed' ref='/data/b' value='concat(/data/a, /data/a)'/></input>");
    check(
        &form,
        "set a x\n get b xx\n get c x|xx\n clear a\n get b\n get c |\n undo\n get b xx",
    );
}

#[test]
fn actions_set_off_actions() {
    let form = with("", "<input ref='/data/a'><label>A</label>
        <setvalue event='xforms-value-changed' ref='/data/b' value=\"concat(/data/a, '!')\"/></input>
        <input ref='/data/b'><label>B</label>
        <setvalue event='xforms-value-changed' ref='/data/r/n' value='string-length(/data/b)'/></input>");
    check(&form, "set a xy\n get b xy!\n get r[1]/n 3");
}

#[test]
fn a_circle_of_actions_is_stopped_and_changes_nothing() {
    let form = with(
        "",
        "<input ref='/data/a'><label>A</label>
        <setvalue event='xforms-value-changed' ref='/data/b' value='concat(/data/a, 1)'/></input>
        <input ref='/data/b'><label>B</label>
        <setvalue event='xforms-value-changed' ref='/data/a' value='concat(/data/b, 2)'/></input>",
    );
    check(&form, "refused set a x\n get a\n get b");
}

#[test]
fn a_new_row_sets_its_own_values() {
    let form = with(
        "",
        "<input ref='/data/a'><label>A</label></input><repeat nodeset='/data/r'>
        <setvalue event='odk-new-repeat' ref='/data/r/n' value='position(..)'/>
        <input ref='/data/r/n'><label>N</label></input></repeat>",
    );
    check(
        &form,
        "get r[1]/n\n add r\n get r[2]/n 2\n get r[1]/n\n add r\n get r[3]/n 3\n remove r[1]\n get r[1]/n 2",
    );
}

#[test]
fn a_changed_value_stays_in_its_row() {
    let form = with("", "<repeat nodeset='/data/r'><input ref='/data/r/n'><label>N</label>
        <setvalue event='xforms-value-changed' ref='/data/r/m' value='/data/r/n * 2'/></input></repeat>");
    check(
        &form,
        "add r\n set r[2]/n 4\n get r[2]/m 8\n get r[1]/m\n set r[1]/n 1\n get r[1]/m 2\n get r[2]/m 8",
    );
}

#[test]
fn a_trigger_column_sets_a_value() {
    check(
        "
        | type | name | label | calculation | trigger |
        | text | a | A | | |
        | text | b | B | | |
        | calculate | c | | concat(${b}, '.') | ${a} |
        ",
        "set b 1\n get c\n set a x\n get c 1.\n set b 2\n get c 1.",
    );
}
