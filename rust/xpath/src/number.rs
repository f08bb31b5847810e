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
