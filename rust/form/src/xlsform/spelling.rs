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

/// The known word that was perhaps meant, whatever its case: for a short word one letter may
/// differ, for a longer one two. `budget` counts letters compared, so that a form with thousands
/// of wrong words costs no more than one with a few.
pub fn nearest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    budget: &mut usize,
) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let most = match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=60 => 2,
        _ => return None,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = candidate.chars().count();
        if candidate == word || other.abs_diff(length) > most {
            continue;
        }
        *budget = budget.checked_sub(length * other)?;
        let distance = distance(&lower, &candidate.to_lowercase());
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be added, removed, replaced or swapped with their neighbour to make one
/// text of another.
pub fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (index, letter) in from.chars().enumerate() {
        let mut next = vec![index + 1];
        for (column, other) in to.iter().enumerate() {
            let replaced = row[column] + usize::from(letter != *other);
            let mut least = replaced.min(row[column + 1] + 1).min(next[column] + 1);
            if column > 0 && last == Some(*other) && to[column - 1] == letter {
                least = least.min(before[column - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(letter);
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances() {
        for (from, to, expect) in [
            ("surveys", "survey", 1),
            ("chioces", "choices", 1),
            ("lebal", "label", 2),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(from, to), expect);
        }
    }

    #[test]
    fn nearest_words() {
        let known = ["label", "hint", "Name", "ab"];
        for (word, expect) in [
            ("lable", Some("label")),
            ("name", Some("Name")),
            ("labels", Some("label")),
            ("hunt", Some("hint")),
            ("ac", None),
            ("AB", Some("ab")),
            ("label", None),
            ("colour", None),
        ] {
            assert_eq!(nearest(word, known, &mut 10_000), expect, "{word}");
        }
        let mut budget = 40;
        assert_eq!(nearest("lable", known, &mut budget), None);
    }
}
