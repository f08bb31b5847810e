//! What is told about a workbook: the cell, what is wrong and what to write instead.

use homeward_form::xlsform::{Kind, Options, convert};

/// Converts tables and compares the problems, each `sheet!cell: message remedy`, by their start.
fn check(workbook: &str, expect: &[&str]) {
    let conversion = convert(
        "form.md",
        workbook.as_bytes(),
        Kind::Markdown,
        &Options::default(),
    );
    let found: Vec<String> = conversion
        .problems
        .iter()
        .map(ToString::to_string)
        .collect();
    let fits = found.len() == expect.len()
        && found
            .iter()
            .zip(expect)
            .all(|(found, expect)| found.starts_with(expect));
    assert!(fits, "found {found:#?}\nexpected {expect:#?}");
    let refused = conversion
        .problems
        .iter()
        .any(homeward_form::Problem::is_error);
    assert_eq!(conversion.xform.is_none(), refused);
}

#[test]
fn many_errors_in_one_run() {
    check(
        "
| survey |
| | type         | name | label | relevant      | constraint | required |
| | txet         | a    | A     |               |            |          |
| | text         | b c  | B     |               |            |          |
| | text         | d    | D     | ${aaa} = 1    |            |          |
| | select_one x | e    | E     |               |            |          |
| | text         |      | F     |               |            |          |
| | text         | d    | G     |               |            |          |
| | end_group    |      |       |               |            |          |
| | begin_repeat | r    | R     |               |            |          |
",
        &[
            "survey!A2: There is no question type `txet`. Was `text` meant?",
            "survey!B3: The name `b c` can't be",
            "survey!D4: There is no question named `aaa`.",
            "survey!A5: There is no choice list `x`. Add the sheet `choices`",
            "survey!B6: This row has no name.",
            "survey!B7: The name `d` is already taken",
            "survey!A8: Here ends a group that is not open. Remove it, or add `begin_group` above.",
            "survey!A9: This repeat has no end. Add a row of type `end_repeat`.",
        ],
    );
}

#[test]
fn expressions_are_parsed() {
    check(
        "
| survey |
| | type      | name | label | relevant       | constraint   | calculation | default   |
| | text      | a    | A     | selected(${b}  |              |             |           |
| | text      | b    | B     |                | . = 'x       |             |           |
| | calculate | c    |       |                |              | nosuch(1)   |           |
| | text      | d    | D     | not(1, 2)      |              |             | today(1)  |
",
        &[
            "survey!D2: This expression can't be read:",
            "survey!E3: This expression can't be read:",
            "survey!F4: This expression can't be read: unknown function nosuch()",
            "survey!D5: This expression can't be read: not() takes",
            "survey!G5: This expression can't be read: today() takes",
        ],
    );
}

#[test]
fn choice_filters_and_parameters() {
    check(
        "
| survey |
| | type              | name | label | choice_filter | parameters       |
| | select_one a      | s    | S     | x = ${s} and  |                  |
| | select_multiple a | m    | M     |               | seed=1           |
| | range             | r    | R     |               | start=0 end=a    |
| | text              | t    | T     |               | columns=3        |
| choices |
| | list_name | name | label |
| | a         | x y  | X     |
",
        &[
            "survey!D2: This expression can't be read:",
            "survey!E3: `seed` needs `randomize=true`.",
            "survey!E4: `end=a` is not a number.",
            "survey!E5: This type of question has no parameter `columns`. Possible are: rows.",
            "choices!B2: The choice `x y` has a space",
        ],
    );
}

#[test]
fn references_have_a_place_in_every_column() {
    check(
        "
| survey |
| | type         | name | label::English (en) | label::Shqip (sq) | hint::English (en) | hint::Shqip (sq) |
| | text         | name | Hi ${nam}           | Tung ${n a}       | ${x                | ${name}          |
| | select_one l | s    | One                 | Një               |                    |                  |
| choices |
| | list_name | name | label::English (en) | label::Shqip (sq) |
| | l         | x    | ${nobody}           | X                 |
",
        &[
            "survey!C2: There is no question named `nam`. Was `${name}` meant?",
            "survey!D2: `${n a}` is not a reference.",
            "survey!E2: `${x}` is not a reference.",
            "choices!C2: There is no question named `nobody`.",
        ],
    );
}

#[test]
fn warnings() {
    check(
        "
| survey |
| | type         | name | label::English (en) | label::Shqip (sq) | hint::English (en) |
| | text         | a    | A                   | A                 | Hint               |
| | text         | b    | B                   |                   |                    |
| | text         | c    |                     |                   |                    |
| | begin_repeat | r    |                     |                   |                    |
| | text         | A    | Big                 | I madh            |                    |
| | text         | a2   | X                   | X                 |                    |
| | end_repeat   |      |                     |                   |                    |
| | text         | B    | Big                 | I madh            |                    |
| choices |
| | list_name | name | label::English (en) | label::Shqip (sq) |
| | unused    | x    | X                   | X                 |
",
        &[
            "survey: There is no column `hint` in Shqip (sq). Add `hint::Shqip (sq)`.",
            "survey!D3: The text is missing in Shqip (sq)",
            "survey!C4: The question `c` has no label.",
            "survey!C5: The repeat `r` has no label.",
            "survey!B9: The name `B` differs from another one only in capital letters.",
            "choices!A2: No question uses the list `unused`.",
        ],
    );
}

#[test]
fn sheets_and_columns() {
    check(
        "
| surveys |
| | type | name | label |
| | text | a    | A     |
| choices |
| | list_name | name | label |
| | l         | x    | X     |
",
        &["form: There is no sheet named `survey`. Rename the sheet `surveys` to `survey`."],
    );
    check(
        "
| survey |
| | type | name | label | relevant | Relevance |
| | text | a    | A     | 1        | 2         |
| setting |
| | form_id |
| | x       |
",
        &[
            "survey!E1: The columns `relevant` and `Relevance` mean the same.",
            "setting: The sheet `setting` is not read; was `settings` meant?",
        ],
    );
    check(
        "
| survey |
| | type | name | label | bind::ri:class |
| | text | a    | A     | sealed         |
",
        &["survey!D2: The prefix of `ri:class` is not declared. Write `ri="],
    );
    check(
        "
| survey |
| | name | label | hint |
| | a    | A     |      |
",
        &["survey: The sheet has no column `type`."],
    );
}

#[test]
fn misspelled_words() {
    check(
        "
| survey |
| | type          | name   | label::English (en) | hnit | relevent      | remarks | cosntraint_message::English (en) |
| | text          | answer | A                   |      |               |         |                                  |
| | selct_one yes | b      | B                   |      |               |         |                                  |
| | select_one yse| c      | C                   |      |               |         |                                  |
| | integr        | d      | D ${anwser}         |      |               |         |                                  |
| | Begin Group   | g      | G                   |      |               |         |                                  |
| | note          | n      | See ${ANSWER}       |      |               |         |                                  |
| | text          | e      | ${zebra}            |      |               |         |                                  |
| choices |
| | list_name | name | lable::English (en) |
| | yes       | y    | Yes                 |
",
        &[
            "survey!D1: The column `hnit` means nothing here; was `hint` meant?",
            "survey!E1: The column `relevent` means nothing here; was `relevant` meant?",
            "survey!G1: The column `cosntraint_message::English (en)` means nothing here; was `constraint_message` meant?",
            "survey!A3: There is no question type `selct_one yes`. Was `select_one` meant?",
            "survey!A4: There is no choice list `yse`. Was `yes` meant?",
            "survey!A5: There is no question type `integr`. Was `integer` meant?",
            "survey!C5: There is no question named `anwser`. Was `${answer}` meant?",
            "survey!A6: There is no question type `Begin Group`. Write `begin_group`, in small letters.",
            "survey!C7: There is no question named `ANSWER`. Was `${answer}` meant?",
            "survey!C8: There is no question named `zebra`. Write the name of a question",
            "choices!C1: The column `lable::English (en)` means nothing here; was `label` meant?",
            "choices!A2: The choice `y` has no label.",
            "choices!A2: No question uses the list `yes`.",
        ],
    );
}

#[test]
fn every_sheet_and_every_stage_in_one_run() {
    check(
        "
| survey |
| | type           | name  | label | relevant           | calculation  | default        | trigger   | parameters      | save_to     | choice_filter |
| | text           | a     | A     | ${nobody} = 'x'    |              |                |           | lines=3         |             |               |
| | integer        | b     | B     | ${a} = = 1         |              | ${last-saved#z}|           |                 | trees#      |               |
| | calculate      | c     |       |                    |              |                |           |                 |             |               |
| | calculate      | d     |       |                    | suum(${a})   |                |           |                 |             |               |
| | date           | e     | E     |                    | today(       |                | a         |                 |             |               |
| | select_one l   | f     | F     |                    |              |                |           | randomize=maybe |             | w = ${nobody} |
| | range          | g     | G     |                    |              |                |           | start=1 end=x   |             |               |
| | begin_repeat   | data  | R     |                    |              |                |           |                 |             |               |
| | text           | h i   | H     |                    |              |                | ${nobody} |                 | birds#name  |               |
| | end_group      |       |       |                    |              |                |           |                 |             |               |
| choices |
| | list_name | name | label    | w |
| | l         | x    | X        | 1 |
| | l         | x    | X again  | 1 |
| | l         |      | Nothing  | 1 |
| settings |
| | name    | instance_name | namespaces | public_key | omit_instanceID |
| | my form | ${nobody}     | ri         | MIIB       | yes             |
| entities |
| | list_name | label     | update_if |
| | trees     | ${nobody} | true()    |
",
        &[
            "survey!D2: There is no question named `nobody`.",
            "survey!H2: This type of question has no parameter `lines`.",
            "survey!D3: This expression can't be read:",
            "survey!F3: There is no question named `z`.",
            "survey!I3: `` can't be a property of an entity.",
            "survey!E4: `c` has no calculation.",
            "survey!E5: This expression can't be read: unknown function suum()",
            "survey!E6: This expression can't be read: the expression ends too early.",
            "survey!G6: The trigger `a` is not a question.",
            "survey!H7: `randomize` must be true or false.",
            "survey!J7: There is no question named `nobody`.",
            "survey!H8: `end=x` is not a number.",
            "survey!A9: This repeat has no end.",
            "survey!B10: The name `h i` can't be",
            "survey!G10: There is no question named `nobody`.",
            "survey!I10: There is no entity list `birds`.",
            "survey!A11: Here ends a group that is not open. Write `end_repeat` first",
            "choices!B3: The list `l` has the choice `x` twice.",
            "choices!B4: This choice has no name.",
            "settings!A2: The form's name `my form` can't be",
            "settings!B2: There is no question named `nobody`.",
            "settings!E2: Encrypted records need their id.",
            "entities!A2: To update an entity, its id is needed.",
            "entities!B2: There is no question named `nobody`.",
        ],
    );
}

#[test]
fn sections_trigger_nothing() {
    check(
        "
| survey |
| | type         | name | label | calculation | trigger |
| | begin_group  | g    | G     |             |         |
| | begin_repeat | r    | R     |             |         |
| | text         | a    | A     |             |         |
| | end_repeat   |      |       |             |         |
| | end_group    |      |       |             |         |
| | calculate    | b    |       | now()       | ${g}    |
| | calculate    | c    |       | now()       | ${r}    |
| | calculate    | d    |       | now()       | ${e}    |
",
        &[
            "survey!E7: `g` is a group, which nobody answers. Write the name of a question",
            "survey!E8: `r` is a repeat, which nobody answers.",
            "survey!E9: There is no question named `e`.",
        ],
    );
}

#[test]
fn a_default_that_reads_like_a_sum_is_one() {
    check(
        "
| survey |
| | type | name | label | default         |
| | text | a    | A     | Monday - Friday |
| | text | b    | B     | a * 2           |
| | text | c    | C     | well-known      |
| | date | d    | D     | 2026-03-14      |
",
        &[
            "survey!D2: `Monday` stands for nothing here, and is always empty. Write `'Monday'` for a text",
            "survey!D2: `Friday` stands for nothing here",
            "survey!D3: `a` stands for nothing here, and is always empty. Write `${a}` for the question.",
        ],
    );
}
