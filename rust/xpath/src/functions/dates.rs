//! Dates and moments (ODK XForms, with JavaRosa's reading of numbers and texts).

use jiff::civil::Time;

use super::Arguments;
use crate::ast::Node;
use crate::context::{Context, Meaning};
use crate::date::{self, Moment};
use crate::eval;
use crate::eval::convert;
use crate::eval_error::EvalError;
use crate::function::Function as F;
use crate::tree::Kind;
use crate::value::Value;

/// `today()`: the local date.
pub(super) fn today<'a>(cx: &Context<'_, '_>) -> Value<'a> {
    Value::date(date::date_text(cx.now.date()))
}

/// `now()`: the moment with its offset.
pub(super) fn now<'a>(cx: &Context<'_, '_>) -> Value<'a> {
    Value::date(date::moment_text(cx.now.into()))
}

/// What an argument that should be a moment is.
enum Given {
    /// Nothing, or not a number.
    Nothing,
    Days(f64),
    Moment(Moment, String),
    Unreadable,
}

/// Reads the first argument. `date(…)` around a text keeps its time of day for whoever looks at it; around
/// anything else it cuts it off, in JavaRosa.
fn given(arguments: &mut Arguments<'_, '_, '_>) -> Result<Given, EvalError> {
    let mut node = arguments.node(0);
    let mut in_date = false;
    if !matches!(arguments.function, F::Date | F::DateTime | F::FormatDate) {
        while let Node::Call(F::Date, inner) = node {
            node = inner.first().unwrap_or(node);
            in_date = true;
        }
    }
    let value = eval::value(node, arguments.cx, arguments.at)?;
    let javarosa = arguments.cx.meaning == Meaning::JavaRosa;
    let cuts = in_date && javarosa && !is_text(&value, arguments.cx);
    let given = match value {
        Value::Number(days) if days.is_nan() => Given::Nothing,
        Value::Number(days) => Given::Days(days),
        Value::Boolean(_) if arguments.cx.meaning == Meaning::Standard => Given::Nothing,
        Value::Boolean(_) => Given::Unreadable,
        other => {
            let text = convert::text(other, arguments.cx).into_owned();
            match date::moment(&text, arguments.cx) {
                _ if text.is_empty() => Given::Nothing,
                Some(moment) => Given::Moment(moment, text),
                None => match crate::number::from_text(&text) {
                    days if days.is_nan() => Given::Unreadable,
                    days => Given::Days(days),
                },
            }
        }
    };
    let day = match &given {
        Given::Days(days) if cuts => date::date_of_days(days.trunc()),
        Given::Moment(moment, _) if cuts => Some(moment.local.date()),
        _ => return Ok(given),
    };
    let day = day.map(date::date_text).unwrap_or_default();
    let start = date::moment(&day, arguments.cx);
    Ok(start.map_or(Given::Unreadable, |start| Given::Moment(start, day)))
}

/// Whether a value is text, or a node without a type.
fn is_text(value: &Value<'_>, cx: &Context<'_, '_>) -> bool {
    match value {
        Value::String(_) => true,
        Value::Nodes(nodes) => {
            let first = nodes.first();
            first.is_none_or(|node| cx.tree.kind(*node) == Kind::Text)
        }
        _ => false,
    }
}

/// The result for what cannot be read as a moment: an error in JavaRosa.
fn unreadable<'a>(
    arguments: &Arguments<'a, '_, '_>,
    otherwise: Value<'a>,
) -> Result<Value<'a>, EvalError> {
    match arguments.cx.meaning {
        Meaning::JavaRosa => arguments.error("the value is no date"),
        Meaning::Standard => Ok(otherwise),
    }
}

/// A moment as text; the local midnight is a date.
fn shortest_text<'a>(moment: Moment) -> Value<'a> {
    Value::date(if moment.local.time() == Time::midnight() {
        date::date_text(moment.local.date())
    } else {
        date::moment_text(moment)
    })
}

/// `date(value)`: a number counts days; of a moment only the date stays.
pub(super) fn date<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let javarosa = arguments.cx.meaning == Meaning::JavaRosa;
    Ok(match given(arguments)? {
        Given::Nothing => Value::date(""),
        Given::Days(days) if javarosa => match date::date_of_days(days.trunc()) {
            Some(date) => Value::date(date::date_text(date)),
            None => return unreadable(arguments, Value::date("")),
        },
        Given::Days(days) => match date::moment_of_days(days, arguments.cx) {
            Some(moment) => shortest_text(moment),
            None => return unreadable(arguments, Value::date("")),
        },
        Given::Moment(moment, _) if javarosa => Value::date(date::date_text(moment.local.date())),
        Given::Moment(moment, _) => shortest_text(moment),
        Given::Unreadable => return unreadable(arguments, Value::date("Invalid Date")),
    })
}

/// `date-time(value)`: a date stays a date, a moment is told in the local zone.
pub(super) fn date_time<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    Ok(match given(arguments)? {
        Given::Nothing => Value::date(""),
        Given::Days(days) => match date::moment_of_days(days, arguments.cx) {
            Some(moment) => Value::date(date::moment_text(moment)),
            None => return unreadable(arguments, Value::date("")),
        },
        Given::Moment(moment, text) if !text.contains('T') => {
            Value::date(date::date_text(moment.local.date()))
        }
        Given::Moment(moment, _) => Value::date(date::moment_text(moment)),
        Given::Unreadable => return unreadable(arguments, Value::date("Invalid Date")),
    })
}

/// `decimal-date-time(value)`: days since the epoch, with fractions.
pub(super) fn decimal_date_time<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    Ok(Value::Number(match given(arguments)? {
        Given::Nothing => f64::NAN,
        Given::Days(days) => days,
        Given::Moment(moment, _) => date::epoch_days(moment),
        Given::Unreadable => return unreadable(arguments, Value::Number(f64::NAN)),
    }))
}

/// `decimal-time(value)`: the local time of day as a fraction of a day, of a time, and in JavaRosa also of
/// a moment.
pub(super) fn decimal_time<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let standard = arguments.cx.meaning == Meaning::Standard;
    Ok(Value::Number(match given(arguments)? {
        Given::Nothing => f64::NAN,
        Given::Days(_) | Given::Moment(..) if standard => f64::NAN,
        Given::Days(days) => days - days.floor(),
        Given::Moment(moment, _) => date::fraction_of_day(moment.local),
        Given::Unreadable => {
            let text = arguments.text(0)?;
            match date::time_of_day(&text, arguments.cx) {
                Some(fraction) => fraction,
                None => return unreadable(arguments, Value::Number(f64::NAN)),
            }
        }
    }))
}

/// `format-date(value, pattern)`, `format-date-time(value, pattern)`: nothing for nothing. A time of day
/// alone is one of the present day.
pub(super) fn format<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let moment = match given(arguments)? {
        Given::Nothing => return Ok(Value::text("")),
        Given::Days(days) => date::moment_of_days(days, arguments.cx),
        Given::Moment(moment, _) => Some(moment),
        Given::Unreadable => {
            let text = arguments.text(0)?;
            let today = date::date_text(arguments.cx.now.date());
            date::moment(&format!("{today}T{}", text.trim()), arguments.cx)
        }
    };
    let Some(moment) = moment else {
        return unreadable(arguments, Value::text(""));
    };
    let pattern = arguments.text(1)?;
    Ok(Value::text(date::format(
        moment,
        &pattern,
        arguments.cx.host,
    )))
}
