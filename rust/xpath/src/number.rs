//! Numbers as text (XPath 1.0, clauses 3.5, 4.2 and 4.4).

use std::fmt::Write as _;

/// The text of a number as `string()` gives it: never an exponent, no trailing zeros, `NaN`, `Infinity`.
#[must_use]
pub fn to_text(value: f64) -> String {
    let mut text = String::new();
    push_text(&mut text, value);
    text
}

/// Appends the text of a number.
pub fn push_text(text: &mut String, value: f64) {
    if value.is_nan() {
        text.push_str("NaN");
    } else if value.is_infinite() {
        text.push_str(if value > 0.0 { "Infinity" } else { "-Infinity" });
    } else if value == 0.0 {
        text.push('0');
    } else {
        // The shortest decimal that reads back as the same double, which Rust writes without exponent.
        let _ = write!(text, "{value}");
    }
}

/// The number that a text stands for by XPath 1.0 alone: optional space, an optional minus, digits with
/// an optional point; everything else is NaN.
#[must_use]
pub fn from_text(text: &str) -> f64 {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let mut digits = false;
    let mut points = 0;
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => digits = true,
            b'.' => points += 1,
            _ => return f64::NAN,
        }
    }
    if !digits || points > 1 {
        return f64::NAN;
    }
    text.parse().unwrap_or(f64::NAN)
}

/// Rounds to decimal places (negative: tens, hundreds, …) as the number's shortest decimal text says:
/// halves go towards positive infinity. `places` is within -30 to 30.
pub(crate) fn round_to(value: f64, places: i32) -> f64 {
    let text = format!("{}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{whole}{fraction}");
    // How many of the digits stay.
    let keep = whole.len() as i64 + i64::from(places);
    if keep >= digits.len() as i64 {
        return value;
    }
    if keep < 0 {
        return 0.0;
    }
    let (kept, rest) = digits.split_at(usize::try_from(keep).unwrap_or(0));
    let first = rest.as_bytes().first().copied().unwrap_or(b'0');
    let half = first == b'5' && rest.bytes().skip(1).all(|digit| digit == b'0');
    let up = if half { value > 0.0 } else { first >= b'5' };
    let mut result: Vec<u8> = kept.bytes().collect();
    if up {
        let carried = result.iter_mut().rev().try_for_each(|digit| {
            if *digit == b'9' {
                *digit = b'0';
                Ok(())
            } else {
                *digit += 1;
                Err(())
            }
        });
        if carried.is_ok() {
            result.insert(0, b'1');
        }
    }
    let digits = String::from_utf8(result).unwrap_or_default();
    let text = format!(
        "{}{digits}e{}",
        if value < 0.0 { "-0" } else { "0" },
        -places
    );
    text.parse().unwrap_or(f64::NAN)
}

/// `x` to the power `y`, with the results that ECMAScript and Java agree on: NaN exponents and a base of
/// one with an infinite exponent give NaN.
pub(crate) fn power(x: f64, y: f64) -> f64 {
    if y.is_nan() || (x.abs() == 1.0 && y.is_infinite()) {
        f64::NAN
    } else {
        x.powf(y)
    }
}
