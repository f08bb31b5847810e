//! Relevance: what is not relevant is empty for expressions, and comes back.

use crate::scenario::check;

const GATE: &str = "
    | type | name | label | relevant | calculation | required |
    | integer | age | Age? | | | |
    | text | school | School? | ${age} < 18 | | |
    | calculate | seen | | | concat('[', ${school}, ']') | |
    ";

#[test]
fn a_question_follows_its_rule() {
    check(
        GATE,
        "relevant school no\n set age 12\n relevant school yes\n set age 40\n relevant school no",
    );
}

#[test]
fn an_empty_number_is_not_less() {
    check(
        GATE,
        "relevant school no\n set age 12\n clear age\n relevant school no",
    );
}

#[test]
fn what_is_not_relevant_reads_as_empty() {
    check(
        GATE,
        "set age 12\n set school Lake\n get seen [Lake]\n set age 40\n get seen []\n get school",
    );
}

#[test]
fn values_come_back_with_relevance() {
    check(
        GATE,
        "set age 12\n set school Lake\n set age 40\n set age 13\n get school Lake\n get seen [Lake]",
    );
}

#[test]
fn what_is_not_relevant_is_not_submitted() {
    check(
        GATE,
        "set age 12\n set school Lake\n xml <school>Lake</school>\n set age 40\n no-xml <school",
    );
}

#[test]
fn what_is_not_relevant_cannot_be_answered() {
    check(GATE, "set age 40\n refused set school Lake");
}

#[test]
fn what_is_not_relevant_is_not_required() {
    check(
        "
        | type | name | label | relevant | required |
        | text | a | A | | |
        | text | b | B | ${a} = 'x' | yes |
        ",
        "finish yes\n set a x\n finish no\n set b 1\n finish yes\n clear b\n finish no\n clear a\n finish yes",
    );
}

const NESTED: &str = "
    | type | name | label | relevant |
    | text | a | A | |
    | begin group | g | G | ${a} = 'x' |
    | text | b | B | |
    | begin group | h | H | ${b} = 'y' |
    | text | c | C | |
    | end group | | | |
    | end group | | | |
    ";

#[test]
fn a_group_hides_all_inside() {
    check(NESTED, "relevant g/b no\n relevant g/h/c no\n set a x\n relevant g/b yes\n relevant g/h/c no
        set g/b y\n relevant g/h/c yes\n set a z\n relevant g/h/c no\n set a x\n relevant g/h/c yes");
}

#[test]
fn a_group_without_content_is_still_submitted() {
    check(NESTED, "no-xml <g>\n set a x\n xml <g><b/></g>");
}

#[test]
fn relevance_goes_along_a_chain() {
    check(
        "
        | type | name | label | relevant |
        | text | a | A | |
        | text | b | B | ${a} != '' |
        | text | c | C | ${b} != '' |
        | text | d | D | ${c} != '' |
        ",
        "set a 1\n set b 1\n set c 1\n relevant d yes\n clear a\n relevant b no\n relevant c no
        relevant d no\n set a 2\n relevant d yes",
    );
}

#[test]
fn rows_that_are_not_relevant_are_not_counted() {
    check(
        "
        | type | name | label | relevant | calculation |
        | text | show | Show? | | |
        | begin repeat | r | R | ${show} = 'y' | |
        | integer | n | N | | |
        | end repeat | | | | |
        | calculate | c | | | count(${r}) |
        | calculate | s | | | sum(${n}) |
        ",
        "get c 0\n set show y\n get c 1\n set r[1]/n 5\n add r\n set r[2]/n 7\n get s 12\n get c 2
        set show n\n get c 0\n get s 0\n set show y\n get c 2\n get s 12",
    );
}

#[test]
fn a_question_not_relevant_inside_a_row_counts_as_nothing() {
    check(
        "
        | type | name | label | relevant | calculation |
        | begin repeat | r | R | | |
        | select_one yn | has | Has? | | |
        | integer | n | N | ${has} = 'y' | |
        | end repeat | | | | |
        | calculate | s | | | sum(${n}) |
        sheet choices
        | list_name | name | label |
        | yn | y | Yes |
        | yn | n | No |
        ",
        "set r[1]/has y\n set r[1]/n 5\n get s 5\n set r[1]/has n\n get s 0\n set r[1]/has y\n get s 5",
    );
}

#[test]
fn a_rule_can_be_false_forever() {
    check(
        "
        | type | name | label | relevant |
        | text | a | A | false() |
        | text | b | B | true() |
        ",
        "relevant a no\n relevant b yes\n pages b\n no-xml <a",
    );
}

#[test]
fn states_tell_why_there_is_no_answer() {
    check("
        | type | name | label | relevant |
        | text | a | A | |
        | text | b | B | ${a} = 'x' |
        ", "state a Skipped\n state b NotAsked\n decline a\n state a PrefersNotToSay\n set a x\n state a Answered
        state b Skipped\n clear a\n state a Skipped");
}

#[test]
fn declining_empties_the_answer_and_is_refused_where_one_is_required() {
    check(
        "
        | type | name | label | required |
        | text | a | A | |
        | text | b | B | yes |
        ",
        "set a x\n decline a\n get a\n reload\n state a PrefersNotToSay\n refused decline b\n finish no",
    );
}
