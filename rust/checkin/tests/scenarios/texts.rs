//! Texts: languages, fallbacks, outputs, guidance.

use crate::scenario::{check, document};

const WORDS: &str = "
    | type | name | label::English (en) | label::Shqip (sq) | hint::English (en) | guidance_hint::English (en) |
    | text | who | Who? | Kush? | A name | Ask kindly |
    | text | b | How is ${who}? | Si është ${who}? | | |
    | select_one l | c | Which? | Cili? | | |
    sheet choices
    | list_name | name | label::English (en) | label::Shqip (sq) |
    | l | 1 | One | Një |
    | l | 2 | Two | Dy |
    sheet settings
    | default_language |
    | English (en) |
    ";

#[test]
fn labels_are_in_the_language_asked_for() {
    check(WORDS, "label who Who?\n lang Shqip (sq)\n label who Kush?\n labels c Një, Dy\n lang en\n labels c One, Two
        lang sq\n label who Kush?\n lang xx\n label who Who?");
}

#[test]
fn outputs_are_filled_in_every_language() {
    check(WORDS, "label b How is ?\n set who Ana\n label b How is Ana?\n lang sq\n label b Si është Ana?\n clear who
        label b Si është ?");
}

#[test]
fn hints_and_guidance_are_apart() {
    check(WORDS, "hint who A name\n guidance who Ask kindly\n hint b");
}

#[test]
fn a_text_that_a_language_lacks_is_that_of_the_default_then_its_id() {
    let form = document(
        "<itext><translation lang='en' default='true()'><text id='a'><value>Word</value></text></translation>
        <translation lang='sq'><text id='b'><value>Fjalë</value></text></translation></itext>
        <instance><data id='t'><a/><b/><c/></data></instance>",
        "<input ref='/data/a'><label ref=\"jr:itext('a')\"/></input>
        <input ref='/data/b'><label ref=\"jr:itext('b')\"/></input>
        <input ref='/data/c'><label ref=\"jr:itext('c')\"/></input>");
    check(
        &form,
        "label a Word\n label b b\n label c c\n lang sq\n label a Word\n label b Fjalë\n label c c",
    );
}

#[test]
fn the_first_language_is_the_default_if_none_says_so() {
    let form = document(
        "<itext><translation lang='mk'><text id='a'><value>Збор</value></text></translation>
        <translation lang='sq'><text id='a'><value>Fjalë</value></text></translation></itext>
        <instance><data id='t'><a/></data></instance>",
        "<input ref='/data/a'><label ref=\"jr:itext('a')\"/></input>",
    );
    check(&form, "label a Збор\n lang sq\n label a Fjalë");
}

#[test]
fn an_output_may_be_any_expression() {
    let form = document(
        "<instance><data id='t'><a/></data></instance><bind nodeset='/data/a' type='int'/>",
        "<input ref='/data/a'><label>Twice is <output value='/data/a * 2'/> &amp; more</label></input>",
    );
    check(&form, "set a 4\n label a Twice is 8 & more");
}

#[test]
fn the_language_goes_into_values() {
    check(
        "
        | type | name | label::en | label::sq | calculation |
        | select_one l | a | A | A | |
        | calculate | n | | | jr:choice-name(${a}, '${a}') |
        sheet choices
        | list_name | name | label::en | label::sq |
        | l | 1 | One | Një |
        sheet settings
        | default_language |
        | en |
        ",
        "set a 1\n get n One\n lang sq\n get n Një\n lang en\n get n One",
    );
}

#[test]
fn markup_in_a_label_is_only_text() {
    let form = document(
        "<instance><data id='t'><a/></data></instance>",
        "<input ref='/data/a'><label>&lt;script&gt;x&lt;/script&gt;</label></input>",
    );
    check(&form, "label a <script>x</script>");
}

#[test]
fn rows_are_labelled_with_what_they_hold() {
    check(
        "
        | type | name | label |
        | begin repeat | r | Person |
        | text | n | Name |
        | text | m | More of ${n} |
        | end repeat | | |
        ",
        "set r[1]/n Ana\n add r\n set r[2]/n Bo\n label r[1]/m More of Ana\n label r[2]/m More of Bo",
    );
}
