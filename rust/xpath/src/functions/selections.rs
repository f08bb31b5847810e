//! Selected values, which a node keeps in one text separated by spaces, and their labels.

use super::Arguments;
use crate::eval_error::EvalError;
use crate::value::Value;

/// `selected(values, value)`: whether the value is one of them.
pub(super) fn selected<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (values, value) = (arguments.text(0)?, arguments.text(1)?);
    let value = value.trim();
    let found = if value.is_empty() {
        values.is_empty()
    } else {
        split(&values).any(|one| one == value)
    };
    let several = || value.contains(' ') && format!(" {values} ").contains(&format!(" {value} "));
    Ok(Value::Boolean(found || several()))
}

fn split(values: &str) -> impl Iterator<Item = &str> {
    values
        .split([' ', '\t', '\r', '\n'])
        .filter(|one| !one.is_empty())
}

/// `selected-at(values, index)`: the value at an index from 0, or nothing.
pub(super) fn selected_at<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let values = arguments.text(0)?;
    let index = arguments.number(1)?.trunc();
    let found = if index < 0.0 || index.is_nan() {
        None
    } else {
        split(&values).nth(index as usize)
    };
    Ok(Value::text(found.unwrap_or("")))
}

/// `count-selected(values)`
pub(super) fn count_selected<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let values = arguments.text(0)?;
    Ok(Value::Number(split(&values).count() as f64))
}

/// `jr:choice-name(value, question)`
pub(super) fn choice_name<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let (value, question) = (arguments.text(0)?, arguments.text(1)?);
    let context = arguments.cx.current;
    Ok(Value::text(
        arguments
            .cx
            .host
            .choice_name(&value, &question, context)
            .unwrap_or_default(),
    ))
}

/// `jr:itext(id)`
pub(super) fn itext<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let id = arguments.text(0)?;
    Ok(Value::text(
        arguments.cx.host.itext(&id).unwrap_or_default(),
    ))
}
