//! Repeats: rows come and go anywhere, and everything that looks at them follows.

use crate::scenario::{check, document};

const SUM: &str = "
    | type | name | label | calculation |
    | begin repeat | r | R | |
    | integer | n | N | |
    | calculate | pos | | position(..) |
    | calculate | twice | | ${n} * 2 |
    | end repeat | | | |
    | calculate | total | | sum(${n}) |
    | calculate | rows | | count(${r}) |
    ";

#[test]
fn one_row_is_there_at_the_start() {
    check(
        SUM,
        "count r 1\n get rows 1\n get r[1]/pos 1\n pages r[1]/n, r+",
    );
}

#[test]
fn rows_are_added_at_the_end() {
    check(SUM, "set r[1]/n 2\n add r\n set r[2]/n 3\n get total 5\n get rows 2\n get r[2]/pos 2\n get r[2]/twice 6
        get r[1]/twice 4\n pages r[1]/n, r[2]/n, r+");
}

#[test]
fn a_row_is_removed_from_the_middle() {
    check(SUM, "set r[1]/n 1\n add r\n set r[2]/n 2\n add r\n set r[3]/n 3\n remove r[2]\n count r 2\n get total 4
        get r[2]/n 3\n get r[2]/pos 2\n get r[2]/twice 6\n reload\n get r[2]/n 3");
}

#[test]
fn the_first_row_can_go_and_so_can_the_last() {
    check(SUM, "set r[1]/n 1\n add r\n set r[2]/n 2\n remove r[1]\n get r[1]/n 2\n get r[1]/pos 1\n remove r[1]
        count r 0\n get total 0\n get rows 0\n pages r+\n add r\n get rows 1\n reload\n count r 1");
}

#[test]
fn removing_is_taken_back() {
    check(SUM, "set r[1]/n 1\n add r\n set r[2]/n 2\n remove r[1]\n get total 2\n undo\n count r 2\n get r[1]/n 1
        get total 3\n get r[2]/pos 2\n refused undo");
}

#[test]
fn adding_is_taken_back() {
    check(
        SUM,
        "set r[1]/n 1\n add r\n get rows 2\n undo\n count r 1\n get rows 1\n reload\n count r 1",
    );
}

#[test]
fn what_is_no_repeat_is_refused() {
    check(
        SUM,
        "refused add total\n refused remove r[2]\n refused add nothing\n refused remove r[1]/n",
    );
}

#[test]
fn rows_do_not_look_into_each_other() {
    check("
        | type | name | label | relevant | calculation |
        | begin repeat | r | R | | |
        | text | a | A | | |
        | text | b | B | ${a} = 'x' | |
        | calculate | c | | | concat(${a}, '-', ${b}) |
        | end repeat | | | | |
        ", "add r\n set r[1]/a x\n relevant r[1]/b yes\n relevant r[2]/b no\n set r[1]/b 1\n set r[2]/a y
        get r[1]/c x-1\n get r[2]/c y-");
}

const NESTED: &str = "
    | type | name | label | calculation |
    | begin repeat | o | O | |
    | integer | k | K | |
    | begin repeat | i | I | |
    | integer | n | N | |
    | calculate | p | | ${n} * ${k} |
    | end repeat | | | |
    | calculate | s | | sum(${n}) |
    | end repeat | | | |
    | calculate | all | | sum(${p}) |
    ";

#[test]
fn nested_rows_see_the_row_around_them() {
    check(NESTED, "set o[1]/k 10\n set o[1]/i[1]/n 1\n add o[1]/i\n set o[1]/i[2]/n 2\n get o[1]/i[2]/p 20
        get o[1]/s 3\n add o\n count o[2]/i 0\n add o[2]/i\n set o[2]/k 100\n set o[2]/i[1]/n 5\n get o[2]/i[1]/p 500\n get o[2]/s 5\n get o[1]/s 3
        get all 530\n set o[1]/k 20\n get o[1]/i[1]/p 20\n get all 560");
}

#[test]
fn a_row_goes_with_the_rows_inside() {
    check(NESTED, "set o[1]/k 1\n set o[1]/i[1]/n 1\n add o[1]/i\n set o[1]/i[2]/n 2\n add o\n set o[2]/k 1
        add o[2]/i\n set o[2]/i[1]/n 7\n remove o[1]\n count o 1\n count o[1]/i 1\n get all 7\n undo\n count o[1]/i 2\n get all 10\n reload\n remove o[2]
        get all 3\n reload\n count o 1");
}

#[test]
fn nested_rows_are_removed_singly() {
    check(NESTED, "set o[1]/k 1\n add o\n set o[2]/k 2\n add o[2]/i\n add o[2]/i\n set o[2]/i[1]/n 3\n set o[2]/i[2]/n 4
        remove o[2]/i[1]\n count o[2]/i 1\n get o[2]/i[1]/p 8\n get o[2]/s 4\n count o[1]/i 1");
}

const COUNTED: &str = "
    | type | name | label | calculation | repeat_count |
    | integer | many | Many? | | |
    | begin repeat | r | R | | ${many} |
    | text | a | A | | |
    | end repeat | | | | |
    | calculate | c | | count(${r}) | |
    ";

#[test]
fn a_count_makes_rows() {
    check(COUNTED, "count r 0\n set many 3\n count r 3\n get c 3\n refused add r\n pages many, r[1]/a, r[2]/a, r[3]/a
        set many 1\n count r 1\n clear many\n count r 0\n get c 0");
}

#[test]
fn a_lower_count_keeps_what_is_filled() {
    check(COUNTED, "set many 3\n set r[2]/a x\n set many 1\n count r 2\n surplus r 1\n get r[2]/a x\n remove r[1]
        count r 1\n get r[1]/a x\n refused remove r[1]");
}

#[test]
fn a_count_is_taken_back() {
    check(
        COUNTED,
        "set many 3\n set many 2\n count r 2\n undo\n count r 3\n get many 3",
    );
}

#[test]
fn a_count_may_be_fixed() {
    check(
        "
        | type | name | label | repeat_count |
        | begin repeat | r | R | 2 |
        | text | a | A | |
        | end repeat | | | |
        ",
        "count r 2\n pages r[1]/a, r[2]/a",
    );
}

#[test]
fn each_row_may_have_its_share() {
    check("
        | type | name | label | calculation |
        | begin repeat | r | R | |
        | integer | n | N | |
        | calculate | share | | ${n} div sum(/data/r/n) |
        | end repeat | | | |
        ", "set r[1]/n 1\n get r[1]/share 1\n add r\n set r[2]/n 3\n get r[1]/share 0.25\n get r[2]/share 0.75
        remove r[1]\n get r[1]/share 1");
}

#[test]
fn a_row_may_look_at_the_one_before() {
    check(
        "
        | type | name | label | calculation |
        | begin repeat | r | R | |
        | integer | n | N | |
        | calculate | before | | indexed-repeat(${n}, ${r}, position(..) - 1) |
        | end repeat | | | |
        ",
        "set r[1]/n 4\n add r\n get r[2]/before 4\n set r[1]/n 6\n get r[2]/before 6",
    );
}

#[test]
fn the_pattern_is_not_submitted_and_gives_its_values() {
    check("
        | type | name | label | default |
        | begin repeat | r | R | |
        | text | a | A | first |
        | end repeat | | | |
        ", "get r[1]/a first\n add r\n get r[2]/a first\n set r[1]/a x\n xml <r><a>x</a></r><r><a>first</a></r>
        no-xml template");
}

#[test]
fn several_rows_may_be_there_from_the_start() {
    let form = document(
        "<instance><data id='t'><r jr:template=''><a/></r><r><a>1</a></r><r><a>2</a></r></data></instance>
        <bind nodeset='/data/r/a' type='int'/>",
        "<group ref='/data/r'><label>R</label><repeat nodeset='/data/r'><input ref='/data/r/a'><label>A</label>
        </input></repeat></group>");
    check(
        &form,
        "count r 2\n get r[2]/a 2\n add r\n get r[3]/a\n remove r[1]\n get r[1]/a 2\n reload\n count r 2",
    );
}

#[test]
fn a_pattern_alone_starts_empty() {
    let form = document(
        "<instance><data id='t'><r jr:template=''><a/></r></data></instance>",
        "<repeat nodeset='/data/r'><input ref='/data/r/a'><label>A</label></input></repeat>",
    );
    check(&form, "count r 0\n pages r+\n add r\n pages r[1]/a, r+");
}

#[test]
fn rows_may_be_fixed() {
    let form = document(
        "<instance><data id='t'><r><a/></r><r><a/></r></data></instance>",
        "<repeat nodeset='/data/r' jr:noAddRemove='true()'><input ref='/data/r/a'><label>A</label></input></repeat>",
    );
    check(
        &form,
        "count r 2\n refused add r\n refused remove r[1]\n pages r[1]/a, r[2]/a",
    );
}

#[test]
fn rows_are_joined_in_their_order() {
    check(
        "
        | type | name | label | calculation |
        | begin repeat | r | R | |
        | text | a | A | |
        | end repeat | | | |
        | calculate | j | | join('+', ${a}) |
        | calculate | m | | max(${a}) |
        ",
        "set r[1]/a 1\n add r\n set r[2]/a 2\n get j 1+2\n get m 2\n remove r[1]\n get j 2\n undo\n get j 1+2",
    );
}

#[test]
fn a_count_below_nothing_is_none() {
    check(
        COUNTED,
        "set many 20\n count r 20\n set many -20\n count r 0\n set many 2\n set r[1]/a x\n clear r[1]/a
        set many -1\n count r 0",
    );
}

#[test]
fn a_row_that_is_emptied_after_the_count_fell_goes_when_it_is_counted_again() {
    check(
        COUNTED,
        "set many 2\n set r[2]/a x\n set many 0\n count r 2\n clear r[2]/a\n count r 0",
    );
}
