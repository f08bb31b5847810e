//! Workbooks as Markdown tables: `| survey | | |`, then `| | type | name |`, and so on.
//!
//! A line counts if it has `|` at both ends. Its first cell, if not empty, starts a sheet; lines
//! of `|` and `-` only are ignored, as is what follows a `#` outside the table. `\|` is a `|`.

use std::borrow::Cow;

use super::limits;
use super::workbook::{Tables, Workbook, refused};
use crate::problem::Problem;

/// Reads Markdown tables.
pub fn read(bytes: &[u8]) -> Result<Workbook, Box<Problem>> {
    const REMEDY: &str = "Write `| survey |`, then `| | type | name | label |` and the rows.";
    if bytes.len() > limits::MAX_TEXT {
        return Err(refused("This file is longer than 64 MB.", REMEDY));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| refused("This file is not UTF-8 text.", "Save it as UTF-8."))?;
    if text.bytes().take(5000).filter(|byte| *byte == b'|').count() < 5 {
        return Err(refused("This file holds no form in tables.", REMEDY));
    }
    let mut tables = Tables::new(bytes.len());
    let mut cells = 0;
    for line in text.lines() {
        let Some(inner) = table_line(line) else {
            continue;
        };
        let mut parts = split(inner);
        let first = parts.next().unwrap_or_default();
        if !first.is_empty() {
            tables.begin(&first, true);
        }
        let mut columns = 0;
        tables.line(parts.inspect(|_| columns += 1));
        cells += columns;
        if cells > limits::MAX_CELLS || columns > limits::MAX_COLUMNS {
            return Err(refused(
                format!(
                    "These tables have more than {} cells or {} columns.",
                    limits::MAX_CELLS,
                    limits::MAX_COLUMNS
                ),
                "Move long choice lists into a file of their own.",
            ));
        }
    }
    tables
        .finish()
        .ok_or_else(|| refused("This file holds no form in tables.", REMEDY))
}

/// What is between the outer bars of a table line.
fn table_line(line: &str) -> Option<&str> {
    let from = trimmed(line).strip_prefix('|')?;
    let end = from.bytes().rposition(|byte| byte == b'|')?;
    let inner = &from[..end];
    let is_rule = !inner.is_empty() && inner.chars().all(|letter| matches!(letter, '|' | '-'));
    (!is_rule).then_some(inner)
}

/// Without white space around; mostly there are spaces and plain letters.
fn trimmed(text: &str) -> &str {
    let text = text.trim_ascii();
    let is_plain = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b'!'..=b'~'));
    match is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last()) {
        true => text,
        false => text.trim(),
    }
}

/// The cells between the bars, trimmed.
fn split(inner: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(inner);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut escaped = false;
        let mut from = 0;
        let end = loop {
            // cells are short: looking at each byte is faster than setting out to search
            let bar = text.as_bytes()[from..]
                .iter()
                .position(|byte| *byte == b'|');
            let Some(bar) = bar.map(|at| from + at) else {
                break text.len();
            };
            if !text.as_bytes()[..bar].ends_with(b"\\") {
                break bar;
            }
            escaped = true;
            from = bar + 1;
        };
        rest = text.get(end + 1..);
        let part = trimmed(&text[..end]);
        Some(match escaped {
            true => Cow::Owned(part.replace("\\|", "|")),
            false => Cow::Borrowed(part),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{split, table_line};

    #[test]
    fn lines() {
        assert_eq!(table_line(" | a | b | # note"), Some(" a | b "));
        assert_eq!(table_line("|---|---|"), None);
        assert_eq!(table_line("# | a |"), None);
        assert_eq!(table_line("text"), None);
        let parts = |line| split(line).collect::<Vec<_>>();
        assert_eq!(parts("a| b \\| c |"), ["a", "b | c", ""]);
        assert_eq!(parts("\\|"), ["|"]);
        assert_eq!(parts("\u{a0}a\u{b}|\u{2003}| \u{e9}"), ["a", "", "\u{e9}"]);
    }
}
