//! Sheet names that are almost right.

use super::report::Report;
use super::workbook::{SHEETS, Workbook};
use crate::problem::Place;

/// Names of sheets that were perhaps meant to be `wanted`: at most two letters differ.
pub fn near(wanted: &str, workbook: &Workbook) -> Vec<String> {
    workbook
        .names
        .iter()
        .filter(|name| !name.starts_with('_') && !SHEETS.contains(&name.as_str()))
        .filter(|name| name.chars().count() <= wanted.len() + 2)
        .filter(|name| distance(&name.to_lowercase(), wanted) <= 2)
        .cloned()
        .collect()
}

/// Warns about sheets that were perhaps meant to be `wanted`.
pub fn warn(wanted: &str, workbook: &Workbook, report: &mut Report) {
    for name in near(wanted, workbook) {
        report.warning(
            Place::Sheet {
                sheet: name.clone(),
            },
            format!("The sheet `{name}` is not read; was `{wanted}` meant?"),
            format!("Rename it to `{wanted}`, or to `_{name}` if it is not part of the form."),
        );
    }
}

/// How many letters must be added, removed or replaced to make one text of another.
pub fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        for (from, to, expect) in [
            ("surveys", "survey", 1),
            ("chioces", "choices", 2),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(from, to), expect);
        }
    }
}
