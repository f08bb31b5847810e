//! Numbers that are dates: which formats show one, and what day and time a number is.
//!
//! A spreadsheet keeps a date as days since an epoch and shows it as one by the cell's number
//! format. The epoch 1900 counts a 29 February 1900 that never was.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// What a cell's number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A number.
    Number,
    /// A date, a time of day, or both.
    Moment,
    /// Hours, minutes or seconds that may be more than a day.
    Duration,
}

impl Format {
    /// The format that every spreadsheet program knows by this number (ECMA-376, 18.8.30).
    pub fn known(id: u32) -> Format {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Moment,
            46 => Format::Duration,
            _ => Format::Number,
        }
    }

    /// What a format written by an author shows: its first section counts, without what is quoted.
    pub fn written(code: &str) -> Format {
        let mut letters = code.chars();
        let mut half_day = false;
        while let Some(letter) = letters.next() {
            match letter.to_ascii_lowercase() {
                ';' => break,
                // the next letter stands for itself, for its width, or fills
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '"' => {
                    letters.by_ref().find(|letter| *letter == '"');
                }
                '[' => {
                    let inside: String = letters.by_ref().take_while(|one| *one != ']').collect();
                    if is_elapsed(&inside) {
                        return Format::Duration;
                    }
                }
                // `AM/PM` or `A/P`
                'a' if !half_day => half_day = true,
                'p' | 'm' | '/' if half_day => return Format::Moment,
                'd' | 'm' | 'h' | 'y' | 's' if !half_day => return Format::Moment,
                _ => {}
            }
        }
        Format::Number
    }
}

/// `h`, `mm`, `ss` and so on, between brackets.
fn is_elapsed(inside: &str) -> bool {
    let first = inside.chars().next().map(|one| one.to_ascii_lowercase());
    matches!(first, Some('h' | 'm' | 's'))
        && inside
            .chars()
            .all(|one| Some(one.to_ascii_lowercase()) == first)
}

/// The number as a cell of that format shows it.
pub fn shown(value: f64, format: Format, since_1904: bool) -> String {
    if format != Format::Moment {
        return value.to_string();
    }
    let (day, [hour, minute, second]) = moment(value);
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&value) {
        time
    } else if value.fract() == 0.0 {
        day_text(day, since_1904)
    } else {
        format!("{}T{time}", day_text(day, since_1904))
    }
}

/// Whole days, and the time of day, rounded to the millisecond and without what is less than a
/// second.
fn moment(value: f64) -> (i64, [u32; 3]) {
    const DAY: f64 = 86_400.0;
    // casts saturate: what is less than nothing is the first day
    let day = value.floor().max(0.0) as i64;
    let seconds = value.fract() * DAY;
    let mut whole = seconds.max(0.0) as u32;
    if (seconds.fract() * 1000.0).round() >= 1000.0 {
        whole += 1;
    }
    if whole >= 86_400 {
        return (day.saturating_add(1), [0; 3]);
    }
    (day, [whole / 3600, whole / 60 % 60, whole % 60])
}

fn day_text(day: i64, since_1904: bool) -> String {
    const LAST: Date = date(9999, 12, 31);
    const MOST: i64 = 2_958_465;
    let epoch = match (since_1904, day) {
        (true, _) => date(1904, 1, 1),
        (false, 60) => return "1900-02-29".to_owned(),
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    let found = epoch.checked_add(day.min(MOST).days());
    found.unwrap_or(LAST).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_mean() {
        for (code, expect) in [
            ("General", Format::Number),
            ("0.00", Format::Number),
            ("yyyy\\-mm\\-dd", Format::Moment),
            ("[$-409]h:mm AM/PM", Format::Moment),
            ("[Red]0;[Blue]0", Format::Number),
            ("[hh]:mm", Format::Duration),
            ("[hm]", Format::Number),
            ("\"days\" 0", Format::Number),
            ("0\\d", Format::Number),
            ("0_m", Format::Number),
            ("0;d", Format::Number),
            ("a/p", Format::Moment),
        ] {
            assert_eq!(Format::written(code), expect, "{code}");
        }
    }

    #[test]
    fn numbers_show() {
        for (value, since_1904, expect) in [
            (46_095.0, false, "2026-03-14"),
            (46_095.393_668_981, false, "2026-03-14T09:26:53"),
            (0.393_668_981_5, false, "09:26:53"),
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (60.0, false, "1900-02-29"),
            (61.0, false, "1900-03-01"),
            (0.0, true, "00:00:00"),
            (1.0, true, "1904-01-02"),
            (1e300, false, "9999-12-31"),
            (-5.0, false, "1899-12-31"),
            (0.999_999_999_9, false, "00:00:00"),
        ] {
            assert_eq!(shown(value, Format::Moment, since_1904), expect, "{value}");
        }
        assert_eq!(shown(3.0, Format::Number, false), "3");
        assert_eq!(shown(1.5, Format::Duration, false), "1.5");
    }
}
