//! Absolute paths inside a repeat: taken as relative where they name a single node of the same
//! row, and only there.

use crate::scenario::{check, document};

/// Rows with a node that an expression reads, and the expression's value in the second row.
#[track_caller]
fn second_row(calculate: &str, expect: &str) {
    let form = document(
        &format!("<instance><data id='t'><top>9</top><r jr:template=''><a/><g><b/></g><c/></r>
            <r><a>1</a><g><b>10</b></g><c/></r><r><a>2</a><g><b>20</b></g><c/></r></data></instance>
            <instance id='list'><root><item><v>1</v><l>one</l></item><item><v>2</v><l>two</l></item></root></instance>
            <bind nodeset='/data/r/c' calculate=\"{calculate}\"/>"),
        "<input ref='/data/top'><label>Top</label></input>
        <repeat nodeset='/data/r'><input ref='/data/r/a'><label>A</label></input>
        <input ref='/data/r/g/b'><label>B</label></input></repeat>");
    check(
        &form,
        &format!(
            "get r[2]/c {expect}\n set top 8\n set top 9\n get r[2]/c {expect}\n reload\n get r[2]/c {expect}"
        ),
    );
}

#[test]
fn a_sibling_is_that_of_the_same_row() {
    second_row("/data/r/a", "2");
}

#[test]
fn a_node_in_a_group_of_the_row_is_too() {
    second_row("/data/r/g/b", "20");
}

#[test]
fn a_node_outside_stays_what_it_is() {
    second_row("/data/top", "9");
}

#[test]
fn arithmetic_and_text_take_the_row() {
    second_row("/data/r/a + /data/r/g/b", "22");
    second_row("concat(/data/r/a, '/', /data/top)", "2/9");
    second_row("if(/data/r/a = 2, 'mine', 'other')", "mine");
}

#[test]
fn functions_over_nodes_take_all_rows() {
    second_row("sum(/data/r/a)", "3");
    second_row("count(/data/r/a)", "2");
    second_row("max(/data/r/g/b)", "20");
    second_row("min(/data/r/g/b)", "10");
    second_row("count-non-empty(/data/r/a)", "2");
    second_row("join(' ', /data/r/a)", "1 2");
}

#[test]
fn the_separator_of_join_takes_the_row() {
    second_row("join(/data/r/a, /data/r/g/b)", "10220");
}

#[test]
fn the_repeat_itself_is_all_rows() {
    second_row("count(/data/r)", "2");
}

#[test]
fn steps_with_predicates_stay_absolute() {
    second_row("/data/r[1]/a", "1");
    second_row("/data/r[a = 1]/g/b", "10");
    second_row("/data/r[position() = position(current()/..) - 1]/a", "1");
}

#[test]
fn inside_a_predicate_the_row_is_that_of_the_expression() {
    second_row("instance('list')/root/item[v = /data/r/a]/l", "two");
    second_row("instance('list')/root/item[v = current()/../a]/l", "two");
    second_row("count(/data/r[a &lt; /data/r/g/b])", "2");
}

#[test]
fn indexed_repeat_takes_all_rows_and_an_index_of_the_row() {
    second_row("indexed-repeat(/data/r/g/b, /data/r, 1)", "10");
    second_row("indexed-repeat(/data/r/g/b, /data/r, /data/r/a)", "20");
}

#[test]
fn relative_paths_are_as_written() {
    second_row("../a", "2");
    second_row("../g/b", "20");
    second_row("../../top", "9");
    second_row("sum(../../r/a)", "3");
}

#[test]
fn the_row_around_a_nested_row_is_the_same_one() {
    let form = document(
        "<instance><data id='t'><o><k>1</k><i><n/><x/></i></o><o><k>2</k><i><n/><x/></i></o></data></instance>
        <bind nodeset='/data/o/i/x' calculate=\"concat(/data/o/k, '.', /data/o/i/n)\"/>",
        "<repeat nodeset='/data/o'><input ref='/data/o/k'><label>K</label></input>
        <repeat nodeset='/data/o/i'><input ref='/data/o/i/n'><label>N</label></input></repeat></repeat>");
    check(&form, "add o[2]/i\n set o[2]/i[2]/n 5\n get o[2]/i[2]/x 2.5\n get o[2]/i[1]/x 2.\n get o[1]/i[1]/x 1.
        set o[2]/k 7\n get o[2]/i[2]/x 7.5\n get o[1]/i[1]/x 1.");
}

#[test]
fn rules_of_all_kinds_take_the_row() {
    let form = document(
        "<instance><data id='t'><r><a/><b/></r><r><a/><b/></r></data></instance>
        <bind nodeset='/data/r/b' relevant=\"/data/r/a != ''\" required=\"/data/r/a = 'x'\"
            constraint=\". != /data/r/a\" readonly=\"/data/r/a = 'z'\"/>",
        "<repeat nodeset='/data/r'><input ref='/data/r/a'><label>A</label></input>
        <input ref='/data/r/b'><label>B <output value='/data/r/a'/></label></input></repeat>",
    );
    check(&form, "set r[2]/a x\n relevant r[2]/b yes\n relevant r[1]/b no\n required r[2]/b yes\n set r[2]/b x
        valid r[2]/b no\n set r[2]/b y\n valid r[2]/b yes\n label r[2]/b B x\n set r[2]/a z\n readonly r[2]/b yes
        required r[2]/b no\n set r[1]/a y\n required r[1]/b no\n label r[1]/b B y");
}
