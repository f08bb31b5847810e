//! Dates in words, in the language of the application.

use homeward_checkin::Now;
use jiff::civil::Date;

use crate::words::{Arg, Lang};

/// A date that stands alone: with the year unless it is this year's.
pub fn date(lang: Lang, date: Date, today: Date) -> String {
    let month = lang.count("month", "n", date.month().unsigned_abs().into());
    let key = if date.year() == today.year() {
        "date-short"
    } else {
        "date-long"
    };
    lang.with(
        key,
        &[
            ("day", Arg::Number(date.day().unsigned_abs().into())),
            ("month", Arg::Text(&month)),
            ("year", Arg::Text(&date.year().to_string())),
        ],
    )
}

/// A date with the year.
pub fn long(lang: Lang, day: Date) -> String {
    let month = lang.count("month", "n", day.month().unsigned_abs().into());
    lang.with(
        "date-long",
        &[
            ("day", Arg::Number(day.day().unsigned_abs().into())),
            ("month", Arg::Text(&month)),
            ("year", Arg::Text(&day.year().to_string())),
        ],
    )
}

/// A moment in local time.
pub fn moment(lang: Lang, seconds: i64, now: &Now) -> String {
    let then = Now::new(Now::from_unix(seconds).timestamp, now.offset);
    let local = then.offset.to_datetime(then.timestamp);
    let day = date(lang, local.date(), now.date());
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    lang.with(
        "date-time",
        &[("date", Arg::Text(&day)), ("time", Arg::Text(&time))],
    )
}

/// When the next contact is due, said without blame.
pub fn due(lang: Lang, next: Option<Date>, today: Date) -> String {
    let Some(next) = next else {
        return lang.text("due-none");
    };
    if next == today {
        return lang.text("due-today");
    }
    if today.tomorrow().is_ok_and(|t| t == next) {
        return lang.text("due-tomorrow");
    }
    let key = if next > today { "due-on" } else { "due-since" };
    lang.with(key, &[("date", Arg::Text(&date(lang, next, today)))])
}
