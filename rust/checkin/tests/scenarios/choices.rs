//! Choices: filters, labels, and answers that are no longer offered.

use crate::scenario::{check, document};

const TOWNS: &str = "
    | type | name | label | choice_filter |
    | select_one area | area | Area | |
    | select_one town | town | Town | area = ${area} |
    | select_multiple town | towns | Towns | area = ${area} or name = 'a' |
    sheet choices
    | list_name | name | label | area |
    | area | n | North | |
    | area | s | South | |
    | town | a | Aa | n |
    | town | b | Bb | n |
    | town | x | Xx | s |
    ";

#[test]
fn a_filter_offers_what_it_lets_through() {
    check(TOWNS, "choices area n s\n choices town\n set area n\n choices town a b\n labels town Aa, Bb\n set area s
        choices town x\n refused set town a\n set town x");
}

#[test]
fn what_is_no_longer_offered_is_cleared_and_told() {
    check(
        TOWNS,
        "set area n\n set town b\n set area s\n cleared town\n get town\n state town Skipped",
    );
}

#[test]
fn what_is_still_offered_stays() {
    check(
        TOWNS,
        "set area n\n set towns a b\n set area s\n cleared towns\n get towns a",
    );
}

#[test]
fn undo_brings_cleared_answers_back() {
    check(TOWNS, "set area n\n set town b\n set towns a b\n set area s\n cleared town towns\n undo\n get town b
        get towns a b\n get area n");
}

#[test]
fn clearing_goes_on_down_a_cascade() {
    check(
        "
        | type | name | label | choice_filter | calculation |
        | select_one l | a | A | | |
        | select_one m | b | B | up = ${a} | |
        | select_one k | c | C | up = ${b} | |
        | calculate | all | | | concat(${a}, ${b}, ${c}) |
        sheet choices
        | list_name | name | label | up |
        | l | a1 | 1 | |
        | l | a2 | 2 | |
        | m | b1 | 1 | a1 |
        | m | b2 | 2 | a2 |
        | k | c1 | 1 | b1 |
        | k | c2 | 2 | b2 |
        ",
        "set a a1\n set b b1\n set c c1\n get all a1b1c1\n set a a2\n cleared b c\n get all a2\n undo\n get all a1b1c1",
    );
}

#[test]
fn what_is_not_asked_is_not_cleared() {
    check(
        "
        | type | name | label | choice_filter | relevant |
        | select_one yn | on | On? | | |
        | begin group | g | G | | ${on} = 'y' |
        | select_one yn | which | Which? | | |
        | select_one l | a | A | up = ${which} | |
        | end group | | | | |
        sheet choices
        | list_name | name | label | up |
        | yn | y | Yes | |
        | yn | n | No | |
        | l | 1 | One | y |
        | l | 2 | Two | n |
        ",
        "set on y\n set g/which y\n set g/a 1\n set on n\n get g/a\n set on y\n get g/a 1",
    );
}

#[test]
fn equal_and_and_filter_too() {
    check(
        "
        | type | name | label | choice_filter |
        | text | x | X | |
        | text | y | Y | |
        | select_one l | a | A | p = ${x} and q = ${y} |
        | select_one l | b | B | p = ${x} or q = ${y} |
        | select_one l | c | C | not(p = ${x}) |
        sheet choices
        | list_name | name | label | p | q |
        | l | 1 | One | 1 | 1 |
        | l | 2 | Two | 1 | 2 |
        | l | 3 | Three | 2 | 2 |
        ",
        "set x 1\n set y 2\n choices a 2\n choices b 1 2 3\n choices c 3\n clear x\n choices a",
    );
}

#[test]
fn choices_inside_rows_are_each_rows_own() {
    check("
        | type | name | label | choice_filter |
        | begin repeat | r | R | |
        | select_one l | a | A | |
        | select_one m | b | B | up = ${a} |
        | end repeat | | | |
        sheet choices
        | list_name | name | label | up |
        | l | 1 | One | |
        | l | 2 | Two | |
        | m | x | X | 1 |
        | m | y | Y | 2 |
        ", "set r[1]/a 1\n add r\n set r[2]/a 2\n choices r[1]/b x\n choices r[2]/b y\n set r[1]/b x\n set r[2]/b y
        set r[2]/a 1\n cleared r[2]/b\n get r[1]/b x");
}

#[test]
fn choices_come_from_rows() {
    let form = document(
        "<instance><data id='t'><p><name/></p><who/></data></instance>",
        "<repeat nodeset='/data/p'><input ref='/data/p/name'><label>Name</label></input></repeat>
        <select1 ref='/data/who'><label>Who</label><itemset nodeset=\"/data/p[./name != '']\"><value ref='name'/>
        <label ref='name'/></itemset></select1>");
    check(&form, "choices who\n set p[1]/name Ana\n choices who Ana\n add p\n set p[2]/name Bo\n choices who Ana Bo
        set who Bo\n remove p[2]\n cleared who\n choices who Ana\n undo\n get who Bo");
}

#[test]
fn choices_may_stand_in_the_question() {
    let form = document(
        "<instance><data id='t'><a/></data></instance>",
        "<select1 ref='/data/a'><label>A</label><item><label>One</label><value>1</value></item>
        <item><label>Two</label><value>2</value></item></select1>",
    );
    check(
        &form,
        "choices a 1 2\n labels a One, Two\n set a 2\n refused set a 3",
    );
}

#[test]
fn the_name_of_a_choice_is_told() {
    check(
        "
        | type | name | label | calculation |
        | select_one l | a | A | |
        | calculate | n | | jr:choice-name(${a}, '${a}') |
        sheet choices
        | list_name | name | label |
        | l | 1 | One |
        | l | 2 | Two |
        ",
        "set a 2\n get n Two\n set a 1\n get n One",
    );
}

#[test]
fn a_random_order_stays_and_has_everything() {
    let form = "
        | type | name | label | parameters |
        | select_one l | a | A | randomize=true |
        sheet choices
        | list_name | name | label |
        | l | 1 | One |
        | l | 2 | Two |
        | l | 3 | Three |
        | l | 4 | Four |
        | l | 5 | Five |
        ";
    check(form, "set a 5\n reload\n get a 5\n set a 1");
    let order = |scenario: &crate::scenario::Scenario| {
        let offered = scenario.checkin.choices(&"/data/a".into(), "").unwrap();
        offered
            .into_iter()
            .map(|choice| choice.value)
            .collect::<Vec<_>>()
    };
    let mut scenario = crate::scenario::begin(form);
    let before = order(&scenario);
    assert_eq!(order(&scenario), before);
    scenario.perform("reload");
    assert_eq!(order(&scenario), before);
    let mut sorted = before.clone();
    sorted.sort();
    assert_eq!(sorted, ["1", "2", "3", "4", "5"]);
}
