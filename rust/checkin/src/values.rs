//! Values of typed nodes: what is taken as an answer, and how a calculated value is written.
//!
//! Numbers are kept as XPath writes them; the submission writes decimals as JavaRosa does.

use homeward_form::definition::DataType;
use homeward_xpath::{Value, day_text, is_time, number};
use jiff::civil::{Date, DateTime};

/// The text of an answer in the type's own spelling; `None` if it is not of the type.
pub(crate) fn accept(data_type: DataType, text: &str) -> Option<String> {
    let trimmed = text.trim();
    match data_type {
        DataType::Integer => {
            let digits = trimmed.strip_prefix('+').unwrap_or(trimmed);
            digits.parse::<i64>().ok().map(|number| number.to_string())
        }
        DataType::Decimal => {
            let plain = trimmed
                .chars()
                .all(|char| char.is_ascii_digit() || matches!(char, '+' | '-' | '.' | 'e' | 'E'));
            let parsed: f64 = trimmed.parse().ok()?;
            (plain && parsed.is_finite()).then(|| number::to_text(parsed))
        }
        DataType::Boolean => match trimmed {
            "true" | "1" => Some("true".to_owned()),
            "false" | "0" => Some("false".to_owned()),
            _ => None,
        },
        DataType::Date => is_date(trimmed).then(|| trimmed.to_owned()),
        DataType::Time => time(trimmed).then(|| trimmed.to_owned()),
        DataType::DateTime => {
            let (day, rest) = trimmed.split_once('T')?;
            (is_date(day) && time(rest)).then(|| trimmed.to_owned())
        }
        DataType::GeoPoint => point(trimmed).then(|| trimmed.to_owned()),
        DataType::GeoTrace | DataType::GeoShape => {
            let points = trimmed
                .split(';')
                .map(str::trim)
                .filter(|one| !one.is_empty());
            (points.clone().count() > 1 && points.clone().all(point)).then(|| trimmed.to_owned())
        }
        DataType::Text | DataType::Binary | DataType::Barcode | DataType::Intent => {
            Some(text.chars().filter(|char| is_xml(*char)).collect())
        }
    }
}

fn is_xml(char: char) -> bool {
    !matches!(char, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text is a date and nothing but `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    day_text(text).as_deref() == Some(text)
}

/// Whether a text is `HH:MM`, or that with seconds, and with an offset or none.
fn time(text: &str) -> bool {
    let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let clock = text[..end].split('.').next().unwrap_or_default();
    matches!(clock.len(), 5 | 8) && clock.split(':').all(|part| part.len() == 2) && is_time(text)
}

fn point(text: &str) -> bool {
    let numbers: Vec<Option<f64>> = text
        .split_whitespace()
        .map(|part| part.parse().ok())
        .collect();
    match numbers.as_slice() {
        [Some(latitude), Some(longitude), rest @ ..] => {
            latitude.abs() <= 90.0
                && longitude.abs() <= 180.0
                && rest.len() <= 2
                && rest.iter().all(|part| part.is_some_and(f64::is_finite))
        }
        _ => false,
    }
}

/// The text of a calculated value in a node of a type. A text that is no date, time or moment leaves such a
/// node empty, and any other text is a truth, as in JavaRosa; numbers and places that cannot be read
/// stay, so that they can be seen.
pub(crate) fn calculated(
    data_type: DataType,
    value: &Value<'_>,
    text: impl FnOnce() -> String,
) -> String {
    match (data_type, value) {
        (DataType::Integer | DataType::Decimal, Value::Boolean(truth)) => {
            u8::from(*truth).to_string()
        }
        (_, Value::Number(number)) if number.is_nan() => String::new(),
        (DataType::Integer, Value::Number(number)) => number::to_text(number.trunc()),
        (DataType::Boolean, Value::Number(number)) => (*number != 0.0).to_string(),
        (DataType::Date, Value::Number(days)) => day(*days),
        (DataType::Integer, _) => {
            let text = text();
            let number = number::from_text(&text);
            if number.is_finite() {
                number::to_text(number.trunc())
            } else {
                text
            }
        }
        (DataType::Date, _) => {
            let text = text();
            match text.parse::<f64>() {
                Ok(days) if days.is_finite() => day(days),
                _ => {
                    day_text(text.trim().split('T').next().unwrap_or_default()).unwrap_or_default()
                }
            }
        }
        (DataType::Time, _) => {
            let text = text();
            let clock = text.split_once('T').map_or(&*text, |(_, clock)| clock);
            kept(clock, time(clock))
        }
        (DataType::DateTime, _) => {
            let text = text();
            match text.split_once('T') {
                Some((day, clock)) => kept(&text, is_date(day) && time(clock)),
                None => day_text(text.trim()).unwrap_or_default(),
            }
        }
        (DataType::Boolean, _) => {
            let text = text();
            match &*text {
                "" => text,
                "false" | "0" => "false".to_owned(),
                _ => "true".to_owned(),
            }
        }
        _ => text(),
    }
}

fn kept(text: &str, fits: bool) -> String {
    if fits { text.to_owned() } else { String::new() }
}

/// The text of a calculated value in a node without a type: what is no number is no text either, as
/// in other engines, so that `coalesce()` and a comparison with `''` see that there is none.
pub(crate) fn worked_out(text: String) -> String {
    if text == "NaN" { String::new() } else { text }
}

/// The day that is so many days after 1970-01-01.
fn day(days: f64) -> String {
    let epoch = Date::constant(1970, 1, 1);
    let whole = jiff::Span::new().try_days(days.floor() as i64);
    match whole.and_then(|span| epoch.checked_add(span)) {
        Ok(date) => date.to_string(),
        Err(_) => String::new(),
    }
}

/// How the submission writes a value: decimals as JavaRosa does, for which a calculation that comes out even
/// gives a whole number.
pub(crate) fn submitted(data_type: DataType, is_calculated: bool, value: &str) -> String {
    if data_type != DataType::Decimal {
        return value.to_owned();
    }
    match value.parse::<f64>() {
        Ok(number) if is_calculated && is_whole(number) => number::to_text(number.trunc()),
        Ok(number) if number.is_finite() => java(number),
        _ => value.to_owned(),
    }
}

/// Whether JavaRosa takes a number for a whole one that it can hold.
fn is_whole(number: f64) -> bool {
    number.fract().abs() < 1e-9 && number.abs() < 9.2e18
}

/// `Double.toString` of Java: at least one digit after the point, an exponent outside of
/// 10⁻³ to 10⁷.
fn java(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return format!("{number:?}");
    }
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{exponent}")
}

/// `2026-03-14T09:26:53.000+01:00`.
pub(crate) fn moment(now: &crate::Now) -> String {
    let local: DateTime = now.offset.to_datetime(now.timestamp);
    let seconds = now.offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!(
        "{}T{:02}:{:02}:{:02}.{:03}{sign}{:02}:{:02}",
        local.date(),
        local.hour(),
        local.minute(),
        local.second(),
        local.millisecond(),
        minutes / 60,
        minutes % 60,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(data_type: DataType, text: &str, expect: Option<&str>) {
        assert_eq!(accept(data_type, text).as_deref(), expect, "{text:?}");
    }

    #[test]
    fn answers_are_of_their_type() {
        check(DataType::Integer, "007", Some("7"));
        check(DataType::Integer, "7.5", None);
        check(DataType::Integer, "", None);
        check(DataType::Decimal, "1e2", Some("100"));
        check(DataType::Decimal, "inf", None);
        check(DataType::Decimal, "NaN", None);
        check(DataType::Date, "2026-02-29", None);
        check(DataType::Date, "2024-02-29", Some("2024-02-29"));
        check(DataType::Date, "14.3.2026", None);
        check(
            DataType::Time,
            "09:26:53.000+01:00",
            Some("09:26:53.000+01:00"),
        );
        check(DataType::Time, "25:00", None);
        check(
            DataType::DateTime,
            "2026-03-14T09:26:53.000+01:00",
            Some("2026-03-14T09:26:53.000+01:00"),
        );
        check(DataType::DateTime, "2026-03-14", None);
        check(
            DataType::GeoPoint,
            "41.99 21.43 0 0",
            Some("41.99 21.43 0 0"),
        );
        check(DataType::GeoPoint, "91 0", None);
        check(DataType::Boolean, "1", Some("true"));
        check(DataType::Text, "a\u{0}b", Some("ab"));
    }

    #[test]
    fn decimals_are_submitted_as_java_writes_them() {
        for (value, expect) in [
            ("3", "3.0"),
            ("0.1", "0.1"),
            ("12345678", "1.2345678E7"),
            ("0.0001", "1.0E-4"),
            ("-2.5", "-2.5"),
        ] {
            assert_eq!(submitted(DataType::Decimal, false, value), expect);
        }
        assert_eq!(submitted(DataType::Integer, false, "3"), "3");
        for (value, expect) in [
            ("3", "3"),
            ("12345678901", "12345678901"),
            ("3.0000000001", "3"),
            ("2.5", "2.5"),
            ("0.00001", "1.0E-5"),
            ("10000000000000000000", "1.0E19"),
        ] {
            assert_eq!(submitted(DataType::Decimal, true, value), expect);
        }
    }
}
