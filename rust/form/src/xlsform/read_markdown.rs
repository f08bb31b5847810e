//! Workbooks as Markdown tables: `| survey | | |`, then `| | type | name |`, and so on.
//!
//! A line counts if it has `|` at both ends. Its first cell, if not empty, starts a sheet; lines
//! of `|` and `-` only are ignored, as is what follows a `#` outside the table. `\|` is a `|`.

use super::limits;
use super::workbook::{Workbook, from_tables, refused};
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
    let mut tables: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    let mut cells = 0;
    for line in text.lines() {
        let Some(inner) = table_line(line) else {
            continue;
        };
        let mut parts = split(inner);
        let first = parts.remove(0);
        if !first.is_empty() {
            match tables.iter().position(|(name, _)| *name == first) {
                Some(index) => {
                    let (name, _) = tables.remove(index);
                    tables.push((name, Vec::new()));
                }
                None => tables.push((first, Vec::new())),
            }
        }
        cells += parts.len();
        if cells > limits::MAX_CELLS || parts.len() > limits::MAX_COLUMNS {
            return Err(refused(
                format!(
                    "These tables have more than {} cells or {} columns.",
                    limits::MAX_CELLS,
                    limits::MAX_COLUMNS
                ),
                "Move long choice lists into a file of their own.",
            ));
        }
        if let Some((_, lines)) = tables.last_mut()
            && parts.iter().any(|part| !part.is_empty())
        {
            lines.push(parts);
        }
    }
    if tables.is_empty() {
        return Err(refused("This file holds no form in tables.", REMEDY));
    }
    Ok(from_tables(tables))
}

/// What is between the outer bars of a table line.
fn table_line(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    // a comment after the last bar
    let line = match line.rfind('|') {
        Some(last) => match line[last..].find('#') {
            Some(_) => &line[..=last],
            None => line,
        },
        None => return None,
    };
    let from = line.strip_prefix('|')?;
    let end = from.rfind('|')?;
    let inner = &from[..end];
    let is_rule = !inner.is_empty() && inner.chars().all(|letter| matches!(letter, '|' | '-'));
    (!is_rule).then_some(inner)
}

fn split(inner: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'|') => {
                letters.next();
                part.push('|');
            }
            '|' => parts.push(std::mem::take(&mut part).trim().to_owned()),
            other => part.push(other),
        }
    }
    parts.push(part.trim().to_owned());
    parts
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
        assert_eq!(split("a| b \\| c |"), ["a", "b | c", ""]);
    }
}
