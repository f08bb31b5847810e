//! The cost of a conversion grows as the workbook does: twice the rows, at most a little more than
//! twice the memory asked for. Counted, not timed.

use std::fmt::Write as _;

use homeward_form::xlsform::{Kind, Options, convert};

/// How often memory is asked for and how much, for one conversion.
fn cost(workbook: &str) -> (u64, u64) {
    let mut first = None;
    let mut xform = None;
    let asked = allocation_counter::measure(|| {
        let options = Options::default();
        let conversion = convert("form.md", workbook.as_bytes(), Kind::Markdown, &options);
        first = conversion
            .problems
            .into_iter()
            .find(homeward_form::Problem::is_error);
        xform = conversion.xform;
    });
    assert!(xform.is_some(), "{first:?}");
    (asked.count_total, asked.bytes_total)
}

/// Converts `rows` and twice as many and compares.
fn check(what: &str, rows: usize, workbook: impl Fn(usize) -> String) {
    let once = cost(&workbook(rows));
    let twice = cost(&workbook(2 * rows));
    let grows = |once: u64, twice: u64| twice as f64 / once as f64;
    let (times, bytes) = (grows(once.0, twice.0), grows(once.1, twice.1));
    // buffers double, so that bytes may jump
    assert!(
        times < 2.2 && bytes < 3.2,
        "{what}: {times:.2} times, {bytes:.2} bytes"
    );
}

fn table(sheet: &str, header: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    let mut out = format!("| {sheet} |\n| | {header} |\n");
    for at in 0..rows {
        let _ = writeln!(out, "| | {} |", row(at));
    }
    out
}

#[test]
fn questions() {
    check("questions with references", 5_000, |rows| {
        table("survey", "type | name | label | relevant", rows, |at| {
            let before = at.saturating_sub(1);
            format!("text | q{at} | See ${{q{before}}} | ${{q0}} = '{at}'")
        })
    });
}

#[test]
fn repeats_within_groups() {
    check("repeats", 1_000, |rows| {
        table(
            "survey",
            "type | name | label | calculation",
            rows * 4,
            |at| {
                let index = at / 4;
                match at % 4 {
                    0 => format!("begin_repeat | r{index} | R |"),
                    1 => format!("text | a{index} | A |"),
                    2 => format!("calculate | b{index} | | concat(${{a{index}}}, position(..))"),
                    _ => "end_repeat | | |".to_owned(),
                }
            },
        )
    });
}

#[test]
fn choices() {
    check("choices in two languages, filtered", 25_000, |rows| {
        let mut out = table("survey", "type | name | label | choice_filter", 20, |at| {
            format!("select_one l | q{at} | Q | w = '{at}'")
        });
        out.push_str(&table(
            "choices",
            "list_name | name | label::English (en) | label::Shqip (sq) | w",
            rows,
            |at| format!("l | c{at} | C | D | {}", at % 7),
        ));
        out
    });
}

#[test]
fn many_lists_and_other_answers() {
    check("lists", 3_000, |rows| {
        let mut out = table("survey", "type | name | label", rows, |at| {
            format!("select_one l{at} or_other | q{at} | Q")
        });
        out.push_str(&table("choices", "list_name | name | label", rows, |at| {
            format!("l{at} | c | C")
        }));
        out
    });
}
