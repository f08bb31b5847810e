//! Dates, times and moments. The clock stands at 2026-03-14T09:26:53 +01:00, in Central European Time.

use crate::{check_all, check_both, evaluate};

#[test]
fn the_clock() {
    check_all(&[
        ("today()", "2026-03-14"),
        ("now()", "2026-03-14T09:26:53.000+01:00"),
        ("today() = '2026-03-14'", "true"),
        ("now() > today()", "true"),
        ("now() = today()", "false"),
        ("today() > '2026-03-13'", "true"),
        ("'2026-03-13' < today()", "true"),
        ("today() < 'tomorrow'", "false"),
        ("today() != '2026-03-14'", "false"),
        ("boolean(today())", "true"),
    ]);
}

#[test]
fn numbers_of_dates() {
    check_both(&[
        ("number('1970-01-01')", "-0.041666666666666664", "0"),
        ("number('1970-01-02')", "0.9583333333333334", "1"),
        ("number('2026-03-14')", "20525.958333333332", "20526"),
        ("number('1970-01-01T00:00:00Z')", "0", "0"),
        ("number('2026-03-14T23:30:00Z')", "20526", "20527"),
        ("int(today()) = int(now())", "false", "true"),
        ("today() - when", "14", "NaN"),
        ("today() - date(when)", "14", "14"),
        ("round(now() - today(), 4)", "0.3937", "0.3937"),
        ("date(today() + 7)", "2026-03-21", "2026-03-21"),
    ]);
    check_all(&[
        ("number('2026-13-01')", "NaN"),
        ("number('2026-02-30')", "NaN"),
        ("number('2026-3-1')", "NaN"),
        ("number('26-03-01')", "NaN"),
        ("int(today() - date(when))", "14"),
    ]);
}

#[test]
fn date() {
    check_all(&[
        ("date('2026-03-14')", "2026-03-14"),
        ("date('2026-3-4')", "2026-03-04"),
        ("date('')", ""),
        ("date(nothing)", ""),
        ("date('x' + 1)", ""),
        ("date(when)", "2026-02-28"),
        ("date('2026-03-14T00:00:00.000+01:00')", "2026-03-14"),
    ]);
    check_both(&[
        ("date(0)", "1970-01-01T01:00:00.000+01:00", "1970-01-01"),
        (
            "date(20526.9)",
            "2026-03-14T22:36:00.000+01:00",
            "2026-03-14",
        ),
        ("date(-1)", "1969-12-31T01:00:00.000+01:00", "1969-12-31"),
        (
            "date('2026-03-14T23:30:00Z')",
            "2026-03-15T00:30:00.000+01:00",
            "2026-03-15",
        ),
        ("date(stamp)", "2026-03-14T09:00:00.000+01:00", "2026-03-14"),
    ]);
}

#[test]
fn date_time() {
    check_all(&[
        ("date-time('2026-03-14')", "2026-03-14"),
        (
            "date-time('1970-01-01T21:50:49Z')",
            "1970-01-01T22:50:49.000+01:00",
        ),
        (
            "date-time('2026-07-01T12:00:00.250Z')",
            "2026-07-01T14:00:00.250+02:00",
        ),
        (
            "date-time('2026-07-01T12:00:00.250+02')",
            "2026-07-01T12:00:00.250+02:00",
        ),
        (
            "date-time('2026-07-01T12:00')",
            "2026-07-01T12:00:00.000+02:00",
        ),
        ("date-time(0)", "1970-01-01T01:00:00.000+01:00"),
        ("date-time(0.5)", "1970-01-01T13:00:00.000+01:00"),
        ("date-time('')", ""),
    ]);
}

#[test]
fn decimals() {
    check_all(&[
        ("decimal-date-time('1970-01-01T00:00:00Z')", "0"),
        ("decimal-date-time('1970-01-02T12:00:00Z')", "1.5"),
        ("decimal-date-time('1970-01-01T12:00:00+12:00')", "0"),
        ("decimal-date-time('1970-01-02')", "0.9583333333333334"),
        (
            "decimal-date-time(date('2025-08-18T02:03:23.958Z'))",
            "20318.085693958332",
        ),
        (
            "decimal-date-time('2018-04-24T15:30:00.000+06:00')",
            "17645.395833333332",
        ),
        ("decimal-date-time(7.25)", "7.25"),
        ("decimal-date-time('')", "NaN"),
        ("decimal-time('12:00:00')", "0.5"),
        ("decimal-time('06:00:00.000+01:00')", "0.25"),
        ("decimal-time('18:00')", "0.75"),
        ("decimal-time('')", "NaN"),
    ]);
}

#[test]
fn times_of_moments() {
    check_both(&[
        ("decimal-time('2026-07-01T12:00:00+02:00')", "NaN", "0.5"),
        ("decimal-time('2026-07-01T10:00:00Z')", "NaN", "0.5"),
        ("decimal-time(3.25)", "NaN", "0.25"),
        ("decimal-time(today())", "NaN", "0"),
    ]);
}

#[test]
fn formats() {
    check_all(&[
        ("format-date('2026-03-04', '%Y-%m-%d')", "2026-03-04"),
        ("format-date('2026-03-04', '%e.%n.%y')", "4.3.26"),
        ("format-date('2026-03-04', '%a %b')", "Wed Mar"),
        ("format-date('2026-03-01', '%a')", "Sun"),
        ("format-date('2026-05-04', '%a %e %b')", "hën 4 maj"),
        ("format-date('', '%Y')", ""),
        ("format-date(today(), '%d/%m/%Y')", "14/03/2026"),
        (
            "format-date-time('2026-03-04T05:06:07.089+01:00', '%H:%M:%S.%3')",
            "05:06:07.089",
        ),
        ("format-date-time('2026-07-04T05:06:07Z', '%h:%M')", "7:06"),
        ("format-date-time('2026-03-04', '%H:%M')", "00:00"),
        ("format-date-time('2026-03-04T05:06', '100%%')", "100%"),
        ("format-date-time('2026-03-04T05:06', '%q')", "%q"),
        ("format-date-time('14:30:00.000+01:00', '%H.%M')", "14.30"),
        ("format-date-time(0, '%Y %H')", "1970 01"),
    ]);
}

/// What cannot be read as a date is an error in JavaRosa, and says so in ODK's web engine.
#[test]
fn nonsense() {
    for (expr, standard) in [
        ("date('nonsense')", "Invalid Date"),
        ("date-time('nonsense')", "Invalid Date"),
        ("date('2026-02-30')", "Invalid Date"),
        ("decimal-date-time('nonsense')", "NaN"),
        ("decimal-time('24:00:00')", "NaN"),
        ("decimal-time('06:60:00')", "NaN"),
        ("format-date('nonsense', '%Y')", ""),
    ] {
        assert_eq!(
            evaluate(crate::DOC, "/data", expr, false).as_deref(),
            Ok(standard),
            "{expr}"
        );
        let error = evaluate(crate::DOC, "/data", expr, true).unwrap_err();
        assert!(
            error.contains("no date") && !error.contains("nonsense"),
            "{expr}: {error}"
        );
    }
}

/// A day in which the clocks change still ends at its own midnight.
#[test]
fn days_count_across_summer_time() {
    for (expr, expected) in [
        ("date('2026-03-30') - date('2026-03-28')", "2"),
        ("date(date('2026-03-28') + 2)", "2026-03-30"),
        ("date('2026-10-26') - date('2026-10-24')", "2"),
    ] {
        assert_eq!(
            evaluate(crate::DOC, "/data", expr, true).as_deref(),
            Ok(expected),
            "{expr}"
        );
    }
}

/// Text that only looks like a date is text in JavaRosa, and days in the web engine.
#[test]
fn text_is_a_date_only_where_it_is_made_one() {
    check_both(&[
        ("when > 5", "true", "false"),
        ("when + 1", "20512.958333333332", "NaN"),
        ("-when", "-20511.958333333332", "NaN"),
        ("when > date('2026-02-01')", "true", "false"),
        ("when > today()", "false", "false"),
        ("'2026-03-14' > 5", "true", "false"),
        ("'2026-03-14' - '2026-03-13'", "1", "NaN"),
        ("'2026-03-15' > '2026-03-14'", "true", "false"),
        ("sum(when)", "20511.958333333332", "0"),
        ("max(when, 3)", "20511.958333333332", "3"),
        ("round(when)", "20512", "NaN"),
        ("int(when)", "20511", "NaN"),
        ("number(when)", "20511.958333333332", "20512"),
        ("date(when) + 1", "20512.958333333332", "20513"),
        (
            "round(decimal-date-time(when), 3)",
            "20511.958",
            "20511.958",
        ),
        ("if(true(), today(), 'x') - date(when)", "14", "14"),
        ("coalesce(today(), 1) - date(when)", "14", "14"),
        ("string(today()) + 1", "20526.958333333332", "NaN"),
        ("concat(today(), '') > 5", "true", "false"),
    ]);
}

/// The last moments that there are, in every zone.
#[test]
fn the_calendar_ends_with_the_year_9999() {
    check_all(&[
        ("date('9999-12-31')", "9999-12-31"),
        ("format-date('9999-12-31', '%Y-%m-%d')", "9999-12-31"),
        ("format-date(date('9999-12-31'), '%e %b')", "31 Dec"),
        ("date('9999-12-31') > today()", "true"),
        ("date('9999-12-31') - date('9999-12-30')", "1"),
        (
            "date-time('9999-12-31T23:59:59.999+01:00')",
            "9999-12-31T23:59:59.999+01:00",
        ),
        (
            "date-time('9999-12-31T12:00:00Z')",
            "9999-12-31T13:00:00.000+01:00",
        ),
        ("decimal-date-time('9999-12-31T00:00:00Z')", "2932896"),
        ("date('0001-01-01')", "0001-01-01"),
    ]);
    check_both(&[(
        "date(2932896)",
        "9999-12-31T01:00:00.000+01:00",
        "9999-12-31",
    )]);
}
