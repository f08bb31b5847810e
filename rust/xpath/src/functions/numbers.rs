//! Numbers (XPath 1.0, clause 4.4, and ODK XForms).

use super::{Arguments, Item};
use crate::context::Meaning;
use crate::date;
use crate::eval::convert;
use crate::eval_error::EvalError;
use crate::function::Function as F;
use crate::number::{self, round_to};
use crate::value::Value;

/// `number(value?)`: every text that is written as a date counts as days, a moment as whole ones.
pub(super) fn number<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let value = if arguments.len() == 0 {
        Value::Nodes(crate::value::NodeSet::one(arguments.at.node))
    } else {
        arguments.value(0)?
    };
    let cx = &*arguments.cx;
    let plain = convert::number(&value, cx);
    let number = if plain.is_nan() {
        convert::text_number(&convert::text(value.clone(), cx), cx)
    } else {
        plain
    };
    Ok(Value::Number(whole_days(number, &value, arguments)))
}

/// The number of a value; of a moment with a time of day only the days.
fn whole_days(plain: f64, value: &Value<'_>, arguments: &Arguments<'_, '_, '_>) -> f64 {
    let is_moment = || match value {
        Value::String(text) | Value::Date(text) => date::has_time(text),
        Value::Nodes(nodes) => nodes
            .first()
            .is_some_and(|node| date::has_time(&arguments.cx.tree.string_value(*node))),
        _ => false,
    };
    if plain.fract() != 0.0 && is_moment() {
        plain.floor()
    } else {
        plain
    }
}

/// `int(value)`: towards zero.
pub(super) fn int<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let value = arguments.value(0)?;
    let plain = convert::number(&value, arguments.cx);
    Ok(Value::Number(whole_days(plain, &value, arguments).trunc()))
}

/// `sum(nodes)`: in JavaRosa what is not a number is left out.
pub(super) fn sum<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let nodes = arguments.relevant(0)?;
    let lenient = arguments.cx.meaning == Meaning::JavaRosa;
    let numbers = nodes
        .iter()
        .map(|node| convert::node_number(*node, arguments.cx));
    let sum = numbers
        .filter(|number| !(lenient && number.is_nan()))
        .fold(0.0, |sum, number| sum + number);
    Ok(Value::Number(sum))
}

/// `max(…)`, `min(…)`: NaN without numbers; in JavaRosa what is not a number is left out.
pub(super) fn extreme<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let items = arguments.items(0, 1)?;
    let lenient = arguments.cx.meaning == Meaning::JavaRosa;
    let max = arguments.function == F::Max;
    let numbers = items
        .iter()
        .map(|item: &Item<'_>| item.number(arguments.cx));
    let found = numbers
        .filter(|number| !(lenient && number.is_nan()))
        .reduce(|best, number| {
            if best.is_nan() || number.is_nan() {
                f64::NAN
            } else if (number > best) == max {
                number
            } else {
                best
            }
        });
    Ok(Value::Number(found.unwrap_or(f64::NAN)))
}

/// `round(value, places?)`: halves go up. Decimals are those of the shortest text of the number.
pub(super) fn round<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let value = arguments.number(0)?;
    if arguments.len() == 1 {
        return Ok(Value::Number(round_half_up(value)));
    }
    let places = arguments.number(1)?;
    if value.is_nan() || value.is_infinite() {
        return Ok(Value::Number(value));
    }
    if !(-30.0..=30.0).contains(&places) {
        return Ok(Value::Number(f64::NAN));
    }
    Ok(Value::Number(round_to(value, places.trunc() as i32)))
}

/// XPath's `round()`: the closest integer, of two the greater.
fn round_half_up(value: f64) -> f64 {
    let floor = value.floor();
    if value - floor >= 0.5 {
        value.ceil()
    } else {
        floor
    }
}

/// Functions of one number.
pub(super) fn of_one<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let x = arguments.number(0)?;
    Ok(Value::Number(match arguments.function {
        F::Floor => x.floor(),
        F::Ceiling => x.ceil(),
        F::Abs => x.abs(),
        F::Sqrt => x.sqrt(),
        F::Exp => x.exp(),
        F::Exp10 => number::power(10.0, x),
        F::Log => x.ln(),
        F::Log10 => x.log10(),
        F::Sin => x.sin(),
        F::Cos => x.cos(),
        F::Tan => x.tan(),
        F::Asin => x.asin(),
        F::Acos => x.acos(),
        _ => x.atan(),
    }))
}

/// `pow(x, y)`, `atan2(y, x)`
pub(super) fn of_two<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (a, b) = (arguments.number(0)?, arguments.number(1)?);
    Ok(Value::Number(if arguments.function == F::Pow {
        number::power(a, b)
    } else {
        a.atan2(b)
    }))
}
