//! The question type `range`: a number on a scale from `start` to `end` in `step`s.
//!
//! Numbers are compared exactly, with up to twelve decimals.

use super::parameters;
use super::survey::Reader;
use super::table::{Value, field, set_field};
use super::tree::Element;

/// A number in units of 10⁻¹².
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Decimal(i128);

const PLACES: usize = 12;
const UNIT: i128 = 10_i128.pow(12);

impl Decimal {
    fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        if whole.len() + fraction.len() == 0 || whole.len() > 15 || fraction.len() > PLACES {
            // `1.` and `.0` are numbers, `.` is not
            return (digits.len() > 1 && digits.trim_matches('0') == ".").then_some(Decimal(0));
        }
        if !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let padded = format!("{whole}{fraction:0<PLACES$}");
        let value: i128 = padded.parse().ok()?;
        Some(Decimal(if negative { -value } else { value }))
    }

    fn is_whole(self) -> bool {
        self.0 % UNIT == 0
    }
}

struct Scale {
    start: Decimal,
    end: Decimal,
    step: Decimal,
    tick: Option<Decimal>,
}

impl Scale {
    fn width(&self) -> Decimal {
        Decimal((self.end.0 - self.start.0).abs())
    }

    fn holds(&self, value: Decimal) -> bool {
        value >= self.start.min(self.end) && value <= self.start.max(self.end)
    }

    fn is_on(&self, value: Decimal, step: Decimal) -> bool {
        (value.0 - self.start.0) % step.0 == 0
    }
}

impl Reader<'_> {
    /// A range: checks the scale and puts it on the control.
    pub fn range(&mut self, element: &mut Element) {
        self.accept(
            element,
            &[
                "end",
                "placeholder",
                "start",
                "step",
                "tick_interval",
                "tick_labelset",
            ],
        );
        for (name, value) in [("start", "1"), ("end", "10"), ("step", "1")] {
            if parameters::get(&element.parameters, name).is_none() {
                element.parameters.push((name.to_owned(), value.to_owned()));
            }
        }
        let appearance = field(&element.control, "appearance").and_then(Value::text);
        let appearance = appearance.unwrap_or_default().to_owned();
        let plain = appearance.is_empty()
            || appearance.contains("vertical")
            || appearance.contains("no-ticks");
        if !plain {
            for name in ["tick_interval", "placeholder", "tick_labelset"] {
                if parameters::get(&element.parameters, name).is_some() {
                    self.bad(
                        element,
                        format!("`{name}` does not go with the appearance `{appearance}`."),
                        "Use the appearance `vertical`, `no-ticks` or none.",
                    );
                }
            }
        }
        let Some((scale, placeholder)) = self.scale(element) else {
            return;
        };
        let labels = parameters::get(&element.parameters, "tick_labelset").map(str::to_owned);
        if let Some(labels) = labels {
            self.tick_labels(element, &scale, &labels, appearance.contains("no-ticks"));
            element.itemset = Some(labels);
        }
        let whole = [
            Some(scale.start),
            Some(scale.end),
            Some(scale.step),
            scale.tick,
            placeholder,
        ]
        .into_iter()
        .flatten()
        .all(Decimal::is_whole);
        if !whole {
            let bind = element.bind.get_or_insert_default();
            set_field(bind, "type", Value::from_str("decimal"));
        }
        for (name, value) in element.parameters.clone() {
            let attribute = match name.as_str() {
                "tick_interval" => "odk:tick-interval",
                "placeholder" => "odk:placeholder",
                "start" | "end" | "step" => &name,
                _ => continue,
            };
            set_field(&mut element.control, attribute, Value::from_str(&value));
        }
    }

    fn bad(&mut self, element: &Element, message: impl Into<String>, remedy: &str) {
        self.error(element.row, &["parameters"], message, remedy);
    }

    fn decimal(&mut self, element: &Element, name: &str) -> Option<Decimal> {
        let text = parameters::get(&element.parameters, name)?;
        let value = Decimal::parse(text);
        if value.is_none() {
            let message = format!("`{name}={text}` is not a number.");
            self.bad(element, message, "Write a number, such as `start=0`.");
        }
        value
    }

    fn scale(&mut self, element: &Element) -> Option<(Scale, Option<Decimal>)> {
        let scale = Scale {
            start: self.decimal(element, "start")?,
            end: self.decimal(element, "end")?,
            step: self.decimal(element, "step")?,
            tick: self.decimal(element, "tick_interval"),
        };
        let placeholder = self.decimal(element, "placeholder");
        for (name, value) in [("step", Some(scale.step)), ("tick_interval", scale.tick)] {
            match value {
                Some(Decimal(0)) => {
                    self.bad(
                        element,
                        format!("`{name}` is 0."),
                        "Write how far one step goes.",
                    );
                    return None;
                }
                Some(value) if value > scale.width() => self.bad(
                    element,
                    format!("`{name}` is larger than the whole range."),
                    "Make it smaller, or the range wider.",
                ),
                _ => {}
            }
        }
        if scale.tick.is_some_and(|tick| tick.0 % scale.step.0 != 0) {
            self.bad(
                element,
                "`tick_interval` is not a multiple of `step`.",
                "Make it one, such as `step=1 tick_interval=5`.",
            );
        }
        if let Some(value) = placeholder {
            if !scale.is_on(value, scale.step) {
                self.bad(
                    element,
                    "`placeholder` is not on a step of the range.",
                    "Choose a value that can be chosen.",
                );
            }
            if !scale.holds(value) {
                self.bad(
                    element,
                    "`placeholder` is outside of the range.",
                    "Choose a value between `start` and `end`.",
                );
            }
        }
        Some((scale, placeholder))
    }

    fn tick_labels(&mut self, element: &Element, scale: &Scale, name: &str, no_ticks: bool) {
        let Some(list) = self.form.lists.get_mut(name) else {
            self.bad(
                element,
                format!("There is no choice list `{name}`."),
                "Write the name of a list of the sheet choices.",
            );
            return;
        };
        list.used = true;
        let values: Vec<Option<Decimal>> = list
            .choices
            .iter()
            .map(|choice| Decimal::parse(&choice.name))
            .collect();
        let step = scale.tick.unwrap_or(scale.step);
        let mut ends = values.clone();
        for value in values {
            let wrong = match value {
                None => "not a number",
                Some(value) if !scale.holds(value) => "outside of the range",
                Some(value) if !scale.is_on(value, step) => "not on a tick",
                Some(_) => continue,
            };
            self.bad(
                element,
                format!("A choice of `{name}` is {wrong}."),
                "Give the list's choices values of the range.",
            );
            return;
        }
        ends.sort_unstable();
        ends.dedup();
        let mut wanted = vec![Some(scale.start), Some(scale.end)];
        wanted.sort_unstable();
        if no_ticks && ends != wanted {
            self.bad(
                element,
                "Without ticks, only the ends of the range have labels.",
                "Keep the two choices for `start` and `end`.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn decimals() {
        for (text, expect) in [
            ("1", Some(1_000_000_000_000)),
            ("-0.5", Some(-500_000_000_000)),
            (".25", Some(250_000_000_000)),
            ("1.", Some(1_000_000_000_000)),
            ("0.0", Some(0)),
            (".", None),
            ("", None),
            ("a", None),
            ("1e3", None),
        ] {
            assert_eq!(Decimal::parse(text).map(|value| value.0), expect, "{text}");
        }
    }
}
