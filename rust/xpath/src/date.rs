//! Dates, times and moments as texts and numbers.
//!
//! Invariant: a date without an offset is in the zone of the context's clock; nothing here fails on a
//! date out of range, it only finds no moment.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp, ZonedDateTime};

use crate::context::{Context, Host, Meaning};

/// Milliseconds of a day.
pub(crate) const DAY: f64 = 86_400_000.0;

/// A moment: the local date and time with their offset. Unlike [`ZonedDateTime`], it may be on the last day of
/// the year 9999.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) local: DateTime,
    offset: Offset,
}

impl From<&ZonedDateTime> for Moment {
    fn from(zoned: &ZonedDateTime) -> Self {
        Self {
            local: zoned.datetime(),
            offset: zoned.offset(),
        }
    }
}

impl Moment {
    /// The moment so many milliseconds after the epoch, if it is within the years from 0 to 9999.
    fn of_milliseconds(milliseconds: i64, zone: &TimeZone) -> Option<Self> {
        let timestamp = Timestamp::from_millisecond(milliseconds);
        let offset = zone.to_offset(timestamp.unwrap_or(Timestamp::MAX));
        let since = milliseconds + i64::from(offset.seconds()) * 1000;
        let day = DAY as i64;
        let date = date_of_days(since.div_euclid(day) as f64)?;
        let left = since.rem_euclid(day) as i32;
        let small = |number: i32| i8::try_from(number).unwrap_or_default();
        let (hour, minute) = (small(left / 3_600_000), small(left / 60_000 % 60));
        let (second, rest) = (small(left / 1000 % 60), left % 1000 * 1_000_000);
        let time = Time::new(hour, minute, second, rest).ok()?;
        let local = DateTime::from_parts(date, time);
        Some(Self { local, offset })
    }

    /// Milliseconds since the epoch.
    fn milliseconds(self) -> i64 {
        milliseconds(self.local) - i64::from(self.offset.seconds()) * 1000
    }
}

/// Milliseconds from 1970 to a local date and time.
fn milliseconds(local: DateTime) -> i64 {
    ((day_number(local.date()) + fraction_of_day(local)) * DAY).round() as i64
}

/// The moment that a text stands for, in the zone of the clock: `2026-03-14`, `2026-03-14T09:26`, seconds,
/// fractions, `Z` or an offset. Months and days may be written without their zero, as JavaRosa takes them.
pub(crate) fn moment(text: &str, cx: &Context<'_, '_>) -> Option<Moment> {
    moment_in(text.trim(), cx.now.time_zone())
}

fn moment_in(text: &str, zone: &TimeZone) -> Option<Moment> {
    let (local, offset) = match text.split_once('T') {
        Some((date, rest)) => {
            let (time, offset) = clock_time(rest)?;
            (DateTime::from_parts(calendar_date(date)?, time), offset)
        }
        None => (calendar_date(text)?.to_datetime(Time::midnight()), None),
    };
    if let Some(offset) = offset {
        let told = Moment { local, offset };
        return Moment::of_milliseconds(told.milliseconds(), zone);
    }
    Some(match local.to_zoned_datetime(zone.clone()) {
        Ok(zoned) => Moment::from(&zoned),
        Err(_) => Moment {
            local,
            offset: zone.to_offset(Timestamp::MAX),
        },
    })
}

/// `YYYY-MM-DD`, with one or two digits for month and day.
fn calendar_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(
        digits(year)?,
        i8::try_from(digits(month)?).ok()?,
        i8::try_from(digits(day)?).ok()?,
    )
    .ok()
}

/// A date as `YYYY-MM-DD`, whose month and day may lack their zeros; nothing for what is none.
#[must_use]
pub fn day_text(text: &str) -> Option<String> {
    calendar_date(text).map(date_text)
}

/// Whether a text is a time of day, with or without an offset.
#[must_use]
pub fn is_time(text: &str) -> bool {
    clock_time(text).is_some()
}

fn digits(text: &str) -> Option<i16> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// `HH:MM`, `HH:MM:SS`, `HH:MM:SS.sss`, with `Z` or an offset or neither.
fn clock_time(text: &str) -> Option<(Time, Option<Offset>)> {
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => {
            let (time, offset) = text.split_at(at);
            (time, Some(utc_offset(offset)?))
        }
        None => (text, None),
    };
    let mut parts = time.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || hour.len() > 2 || minute.len() > 2 {
        return None;
    }
    let (second, fraction) = match second {
        Some(second) => second.split_once('.').unwrap_or((second, "")),
        None => ("0", ""),
    };
    if second.len() > 2 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanosecond = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanosecond = nanosecond.fold(0_i32, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    let small = |text| digits(text).and_then(|number| i8::try_from(number).ok());
    Some((
        Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()?,
        offset,
    ))
}

/// `Z`, `+01`, `+0100`, `+01:00`
fn utc_offset(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::UTC);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.get(1..)?;
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "0"),
    };
    let (hours, minutes) = (i32::from(digits(hours)?), i32::from(digits(minutes)?));
    if hours > 23 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// Whether a text is written exactly as a date or a moment: only then it counts as a number.
fn is_written_out(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && (bytes.len() == 10 || bytes[10] == b'T')
}

/// Whether a text is a moment with a time of day.
pub(crate) fn has_time(text: &str) -> bool {
    let text = text.trim();
    is_written_out(text) && text.len() > 10
}

/// A text that is written out as a date as days since 1970-01-01. In JavaRosa's meaning these are days of
/// the local calendar, whole for a date; otherwise days since the epoch of the moment, which for a date is
/// its local midnight.
pub(crate) fn days(text: &str, cx: &Context<'_, '_>) -> Option<f64> {
    let text = text.trim();
    if !is_written_out(text) {
        return None;
    }
    let moment = moment(text, cx)?;
    Some(match cx.meaning {
        Meaning::JavaRosa => day_number(moment.local.date()) + fraction_of_day(moment.local),
        Meaning::Standard => epoch_days(moment),
    })
}

/// Days since the epoch, of the moment.
pub(crate) fn epoch_days(moment: Moment) -> f64 {
    moment.milliseconds() as f64 / DAY
}

/// Days of the calendar since 1970-01-01.
pub(crate) fn day_number(date: Date) -> f64 {
    // The days before March of a year belong to the year before, so that leap days end a year.
    let (year, month, day) = (
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    );
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) as f64
}

/// The local time of day as a fraction of a day.
pub(crate) fn fraction_of_day(local: DateTime) -> f64 {
    let time = local.time();
    let seconds = f64::from(time.hour()) * 3600.0
        + f64::from(time.minute()) * 60.0
        + f64::from(time.second());
    (seconds * 1000.0 + f64::from(time.millisecond())) / DAY
}

/// A time of day alone, `HH:MM:SS.sss` with or without an offset, as a fraction of the local day. With an
/// offset it is a time of 1970-01-01.
pub(crate) fn time_of_day(text: &str, cx: &Context<'_, '_>) -> Option<f64> {
    let moment = moment(&format!("1970-01-01T{}", text.trim()), cx)?;
    Some(fraction_of_day(moment.local))
}

/// The date that is a number of days after 1970-01-01.
pub(crate) fn date_of_days(days: f64) -> Option<Date> {
    if days.is_nan() || days.abs() > 5_000_000.0 {
        return None;
    }
    let span = Span::new().try_days(days as i64).ok()?;
    Date::new(1970, 1, 1).ok()?.checked_add(span).ok()
}

/// The moment that is a number of days after the epoch.
pub(crate) fn moment_of_days(days: f64, cx: &Context<'_, '_>) -> Option<Moment> {
    if days.is_nan() || days.abs() > 5_000_000.0 {
        return None;
    }
    Moment::of_milliseconds((days * DAY) as i64, cx.now.time_zone())
}

/// `2026-03-14`
pub(crate) fn date_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `2026-03-14T09:26:53.000+01:00`; `Z` where the offset is zero.
pub(crate) fn moment_text(moment: Moment) -> String {
    let time = moment.local.time();
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let clock = format!(
        "T{hour:02}:{minute:02}:{second:02}.{:03}",
        time.millisecond()
    );
    let minutes = moment.offset.seconds() / 60;
    let zone = match minutes {
        0 => "Z".to_owned(),
        _ => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    };
    date_text(moment.local.date()) + &clock + &zone
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// A moment by a pattern of `%` escapes: `Y y m n b d e a H h M S 3` and `%%`. Escapes that do not exist
/// stay as they are.
pub(crate) fn format(moment: Moment, pattern: &str, host: &dyn Host) -> String {
    use std::fmt::Write as _;
    let (date, time) = (moment.local.date(), moment.local.time());
    let mut text = String::with_capacity(pattern.len() + 8);
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        if char != '%' {
            text.push(char);
            continue;
        }
        // Writing to a string cannot fail.
        let _ = match chars.next() {
            Some('Y') => write!(text, "{:04}", date.year()),
            Some('y') => write!(text, "{:02}", date.year().rem_euclid(100)),
            Some('m') => write!(text, "{:02}", date.month()),
            Some('n') => write!(text, "{}", date.month()),
            Some('b') => {
                let name = host.month_name(date.month().unsigned_abs());
                write!(text, "{}", name.unwrap_or(named(&MONTHS, date.month() - 1)))
            }
            Some('d') => write!(text, "{:02}", date.day()),
            Some('e') => write!(text, "{}", date.day()),
            Some('a') => {
                let weekday = date.weekday().to_sunday_zero_offset();
                let name = host.weekday_name(weekday.unsigned_abs());
                write!(text, "{}", name.unwrap_or(named(&WEEKDAYS, weekday)))
            }
            Some('H') => write!(text, "{:02}", time.hour()),
            Some('h') => write!(text, "{}", time.hour()),
            Some('M') => write!(text, "{:02}", time.minute()),
            Some('S') => write!(text, "{:02}", time.second()),
            Some('3') => write!(text, "{:03}", time.millisecond()),
            Some('%') => write!(text, "%"),
            Some(other) => write!(text, "%{other}"),
            None => write!(text, "%"),
        };
    }
    text
}

fn named(names: &[&'static str], at: i8) -> &'static str {
    usize::try_from(at)
        .ok()
        .and_then(|at| names.get(at))
        .copied()
        .unwrap_or("")
}
