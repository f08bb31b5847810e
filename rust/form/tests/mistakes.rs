//! The usual mistakes of those who write forms: each is told with its sheet, row and column, and
//! with what to write instead.

use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};

/// What is said about a workbook, errors and warnings.
fn said(sheets: &str) -> Vec<String> {
    let text = sheets.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let converted = convert(
        "form.md",
        text.as_bytes(),
        Kind::Markdown,
        &Options::default(),
    );
    let mut problems = converted.problems;
    if let Some(xform) = &converted.xform {
        let (_, mut more) = Form::parse(xform.as_bytes(), &NoMedia);
        converted.cells.locate(&mut more);
        problems.extend(more);
    }
    problems.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn check(sheets: &str, expect: &[&str]) {
    let found = said(sheets);
    assert_eq!(found, expect, "{sheets}");
}

#[test]
fn a_misspelt_column() {
    check(
        "| survey |
         | | type | name | lable |
         | | text | a | A |",
        &[
            "survey!C1: The column `lable` means nothing here; was `label` meant? Correct its name, or choose another one if it is a note of yours.",
            "survey!A2: The question `a` has no label. Write what people shall read, or use the type `hidden` or `calculate`.",
        ],
    );
}

#[test]
fn more_misspelt_columns() {
    check(
        "| survey |
         | | type | name | label | relevent | constraint_mesage |
         | | text | a | A | | |
         | | text | b | B | ${a} = 'x' | |",
        &[
            "survey!D1: The column `relevent` means nothing here; was `relevant` meant? Correct its name, or choose another one if it is a note of yours.",
            "survey!E1: The column `constraint_mesage` means nothing here; was `constraint_message` meant? Correct its name, or choose another one if it is a note of yours.",
        ],
    );
}

#[test]
fn a_list_that_is_not_there() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one yesno | a | A |",
        &[
            "survey!A2: There is no choice list `yesno`. Add the sheet `choices` with the columns `list_name`, `name` and `label`.",
        ],
    );
}

#[test]
fn a_misspelt_list() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one yes_noo | a | A |
         | choices |
         | | list_name | name | label |
         | | yes_no | yes | Yes |
         | | yes_no | no | No |",
        &[
            "survey!A2: There is no choice list `yes_noo`. Was `yes_no` meant?",
            "choices!A2: No question uses the list `yes_no`. Use it, or remove it.",
        ],
    );
}

#[test]
fn a_misspelt_reference() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | integer | age | Age | |
         | | text | b | B | ${agee} > 3 |",
        &["survey!D3: There is no question named `agee`. Was `${age}` meant?"],
    );
}

#[test]
fn a_name_twice() {
    check(
        "| survey |
         | | type | name | label |
         | | text | a | A |
         | | text | a | A again |",
        &["survey!B3: The name `a` is already taken in this group. Choose another name."],
    );
}

#[test]
fn a_group_without_end() {
    check(
        "| survey |
         | | type | name | label |
         | | begin group | g | G |
         | | text | a | A |",
        &["survey!A2: This group has no end. Add a row of type `end_group`."],
    );
}

#[test]
fn an_end_without_group() {
    check(
        "| survey |
         | | type | name | label |
         | | text | a | A |
         | | end group | | |",
        &["survey!A3: Here ends a group that is not open. Remove it, or add `begin_group` above."],
    );
}

#[test]
fn the_wrong_end() {
    check(
        "| survey |
         | | type | name | label |
         | | begin group | g | G |
         | | text | a | A |
         | | end repeat | | |",
        &[
            "survey!A2: This group has no end. Add a row of type `end_group`.",
            "survey!A4: Here ends a repeat that is not open. Write `end_group` first: that is what is open here.",
        ],
    );
}

#[test]
fn a_choice_with_a_space() {
    check(
        "| survey |
         | | type | name | label |
         | | select_multiple l | a | A |
         | choices |
         | | list_name | name | label |
         | | l | very good | Very good |
         | | l | bad | Bad |",
        &[
            "choices!B2: The choice `very good` has a space, but several may be chosen. Write `_` instead: chosen values are separated by spaces.",
        ],
    );
}

#[test]
fn a_choice_twice() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one l | a | A |
         | choices |
         | | list_name | name | label |
         | | l | x | X |
         | | l | x | Y |",
        &[
            "choices!B3: The list `l` has the choice `x` twice. Rename or remove one, or set `allow_choice_duplicates` to yes.",
        ],
    );
}

#[test]
fn a_name_with_a_space() {
    check(
        "| survey |
         | | type | name | label |
         | | text | first name | A |",
        &[
            "survey!B2: The name `first name` can't be the name of an XML element. Write `first_name`, for example: no spaces, a letter first.",
        ],
    );
}

#[test]
fn a_name_that_begins_with_a_digit() {
    check(
        "| survey |
         | | type | name | label |
         | | text | 1a | A |",
        &[
            "survey!B2: The name `1a` can't be the name of an XML element. Write `q1a`, for example: no spaces, a letter first.",
        ],
    );
}

#[test]
fn types_that_are_none() {
    check(
        "| survey |
         | | type | name | label |
         | | strng | a | A |
         | | number | n | N |
         | | select one l | s | S |",
        &[
            "survey!A2: There is no question type `strng`. Was `string` meant?",
            "survey!A3: There is no question type `number`. Write `integer` or `decimal`.",
            "survey!A4: There is no choice list `l`. Add the sheet `choices` with the columns `list_name`, `name` and `label`.",
        ],
    );
}

#[test]
fn a_row_without_name() {
    check(
        "| survey |
         | | type | name | label |
         | | text | | A |",
        &["survey!B2: This row has no name. Write a short name of letters, digits and `_`."],
    );
}

#[test]
fn a_question_without_label() {
    check(
        "| survey |
         | | type | name | label |
         | | text | a | |",
        &[
            "survey!C2: The question `a` has no label. Write what people shall read, or use the type `hidden` or `calculate`.",
        ],
    );
}

#[test]
fn a_bracket_that_is_not_closed() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | text | a | A | |
         | | text | b | B | (${a} = 'x' |",
        &[
            "survey!D3: This expression can't be read: the expression ends too early. Close 1 more `)`.",
        ],
    );
}

#[test]
fn two_equals_signs_and_a_text_without_quotes() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | text | a | A | |
         | | text | b | B | ${a} == 'x' |
         | | text | c | C | ${a} = x |",
        &[
            "survey!D3: This expression can't be read: unexpected =. Write `=` instead of `==`.",
            "survey!D4: `x` stands for nothing here, and is always empty. Write `'x'` for a text, `${name}` for a question.",
        ],
    );
}

#[test]
fn and_as_in_other_languages() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | text | a | A | |
         | | text | b | B | ${a} = 'x' AND ${a} != 'y' |
         | | text | c | C | ${a} = 'x' && true() |",
        &[
            "survey!D3: This expression can't be read: unexpected AND. Write `and` instead of `AND`.",
            "survey!D4: This expression can't be read: unexpected character '&'. Write `and` instead of `&&`.",
        ],
    );
}

#[test]
fn misspelt_functions() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | text | a | A | |
         | | text | b | B | lenght(${a}) > 3 |
         | | text | c | C | selectd(${a}, 'x') |",
        &[
            "survey!D3: This expression can't be read: unknown function lenght(). Was `string-length()` meant?",
            "survey!D4: This expression can't be read: unknown function selectd(). Was `selected()` meant?",
        ],
    );
}

#[test]
fn values_that_depend_on_themselves() {
    check(
        "| survey |
         | | type | name | label | calculation |
         | | calculate | a | | ${b} + 1 |
         | | calculate | b | | ${a} + 1 |",
        &[
            "survey!B2: These values depend on themselves: /data/a, /data/b. Take one of them out of the other's calculation or relevance.",
        ],
    );
}

#[test]
fn a_text_that_is_not_translated() {
    check(
        "| survey |
         | | type | name | label::English (en) | label::Shqip (sq) |
         | | text | a | A | |",
        &["survey!D2: The text is missing in Shqip (sq); people will see `-`. Translate it."],
    );
}

#[test]
fn a_sheet_with_another_name() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one l | a | A |
         | choice |
         | | list_name | name | label |
         | | l | x | X |",
        &[
            "survey!A2: There is no choice list `l`. Add the sheet `choices` with the columns `list_name`, `name` and `label`.",
            "choice: The sheet `choice` is not read; was `choices` meant? Rename it to `choices`, or to `_choice` if it is not part of the form.",
        ],
    );
}

#[test]
fn other_columns_of_choices() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one l | a | A |
         | choices |
         | | list | nam | label |
         | | l | x | X |",
        &[
            "survey!A2: There is no choice list `l`. The sheet `choices` has no list yet: write one.",
            "choices: The sheet has no column `name`. Was the column `nam` meant?",
            "choices: The sheet has no column `list_name`. Its columns are `list_name`, `name` and `label`.",
        ],
    );
}

#[test]
fn values_that_no_choice_has() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | select_one l | a | A | |
         | | text | b | B | ${a} = 'yess' |
         | | text | c | C | selected(${a}, 'nope') |
         | choices |
         | | list_name | name | label |
         | | l | yes | Yes |
         | | l | no | No |",
        &[
            "survey!D3: `a` is never `yess`: the list `l` has no such choice. Was `yes` meant?",
            "survey!D4: `a` is never `nope`: the list `l` has no such choice. Write the name of one of its choices, as in the sheet `choices`.",
        ],
    );
}

#[test]
fn references_without_their_signs() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | text | a | A | |
         | | text | b | B | {a} = 'x' |
         | | text | c | C | $a = 'x' |
         | | text | d | D | $(a) = 'x' |",
        &[
            "survey!D3: This expression can't be read: unexpected character '{'. Write `${name}` instead of `{`.",
            "survey!D4: This expression can't be read: there is no variable $a. Write `${name}` to refer to a question.",
            "survey!D5: This expression can't be read: unexpected $. Write `${name}` instead of `$(`.",
        ],
    );
}

#[test]
fn yes_in_another_language() {
    check(
        "| survey |
         | | type | name | label | required | readonly |
         | | text | a | A | oui | |
         | | text | b | B | yes | ja |",
        &[
            "survey!D2: `oui` stands for nothing here, and is always empty. Write `yes` or `no`, or an expression.",
            "survey!E3: `ja` stands for nothing here, and is always empty. Write `yes` or `no`, or an expression.",
        ],
    );
}

#[test]
fn a_select_without_list() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one | a | A |
         | | select_multiple | b | B |",
        &[
            "survey!A2: `select_one` names no choice list. Write `select_one LIST`, `select_multiple LIST` or `rank LIST`.",
            "survey!A3: `select_multiple` names no choice list. Write `select_one LIST`, `select_multiple LIST` or `rank LIST`.",
        ],
    );
}

#[test]
fn misspelt_settings() {
    check(
        "| survey |
         | | type | name | label |
         | | text | a | A |
         | settings |
         | | form_titel | form_id | versoin |
         | | T | t | 1 |",
        &[
            "settings!A1: The column `form_titel` means nothing here; was `form_title` meant? Correct its name, or choose another one if it is a note of yours.",
            "settings!C1: The column `versoin` means nothing here; was `version` meant? Correct its name, or choose another one if it is a note of yours.",
        ],
    );
}

#[test]
fn a_calculation_that_is_not_there() {
    check(
        "| survey |
         | | type | name | label | calculation |
         | | calculate | a | | |",
        &["survey!D2: `a` has no calculation. Write one in the column `calculation`."],
    );
}

#[test]
fn defaults_that_do_not_fit() {
    check(
        "| survey |
         | | type | name | label | default |
         | | integer | a | A | many |
         | | date | d | D | 14.03.2026 |
         | | select_one l | s | S | z |
         | choices |
         | | list_name | name | label |
         | | l | x | X |",
        &[
            "survey!D2: `a` does not take the default `many`. Write a whole number, such as `7`.",
            "survey!D3: `d` does not take the default `14.03.2026`. Write it as year, month and day: `2026-03-14`.",
            "survey!D4: The list `l` has no choice `z`. Write the name of one of its choices, as in the sheet `choices`.",
        ],
    );
}

#[test]
fn a_choice_without_name() {
    check(
        "| survey |
         | | type | name | label |
         | | select_one l | a | A |
         | choices |
         | | list_name | name | label |
         | | l | | X |
         | | l | b | |",
        &[
            "choices!B2: This choice has no name. Write the value that is stored when it is chosen.",
            "choices!C3: The choice `b` has no label. Write what people shall read.",
        ],
    );
}

#[test]
fn a_filter_by_a_column_that_is_not_there() {
    check(
        "| survey |
         | | type | name | label | choice_filter |
         | | text | c | C | |
         | | select_one l | a | A | countri = ${c} |
         | choices |
         | | list_name | name | label | country |
         | | l | x | X | k |",
        &["survey!D3: The list `l` has nothing in a column `countri`. Was `country` meant?"],
    );
}

#[test]
fn a_reference_in_another_case() {
    check(
        "| survey |
         | | type | name | label | relevant |
         | | text | Age | A | |
         | | text | b | B | ${age} = 'x' |",
        &["survey!D3: There is no question named `age`. Was `${Age}` meant?"],
    );
}

#[test]
fn a_search_beside_choices_from_a_file() {
    check(
        "| survey |
         | | type | name | label | appearance |
         | | select_one_from_file people.csv | a | A | search('people') |",
        &[
            "survey!D2: `search()` can't be used with choices from a file. Remove `search()`, or use `select_one`.",
        ],
    );
}

#[test]
fn a_search_that_cannot_be() {
    let said = |appearance: &str, expect: &str| {
        let sheets = format!(
            "| survey |
             | | type | name | label | appearance |
             | | select_one l | a | A | {appearance} |
             | choices |
             | | list_name | name | label |
             | | l | id | name |"
        );
        check(&sheets, &[expect]);
    };
    said(
        "minimal search('people')",
        "survey!D2: The file jr://file-csv/people.csv is missing, but search() looks into it. Put it beside the form, or correct its name.",
    );
    said(
        "search('people', 'contains')",
        "survey!D2: search() takes 1, 4 or 6 arguments, not 2. Write search('table'), or search('table', 'contains', 'columns', TEXT), or that with 'column', VALUE at its end.",
    );
}

/// What looks like a slip and is none.
#[test]
fn nothing_is_said_where_nothing_is_wrong() {
    check(
        "| survey |
         | | type | name | label | relevant | constraint | choice_filter | default |
         | | select_one l | a | A | | . != 'no' or selected(., 'yes') | | yes |
         | | select_multiple l | m | M | ${a} = 'yes' and ${a} != '' | | | yes no |
         | | select_one l or_other | o | O | ${o2} = 'other' | | | |
         | | select_one l or_other | o2 | O | selected(${m}, 'no') | | | |
         | | select_one towns | t | T | 'yes' = ${a} | | country = ${a} and name != 'x' | |
         | | begin group | g | G | ${a} = 'no' | | | |
         | | text | inside | I | concat(${a}, 'maybe') = 'yesmaybe' | | | 'x' |
         | | end group | | | | | | |
         | | integer | n | N | | . > 3.5 and . < 10 | | 7 |
         | | date | d | D | | | | 2026-03-14 |
         | choices |
         | | list_name | name | label | country |
         | | l | yes | Yes | |
         | | l | no | No | |
         | | towns | x | X | yes |
         | | towns | y | Y | no |",
        &[],
    );
}
