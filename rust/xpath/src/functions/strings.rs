//! Texts (XPath 1.0, clause 4.2, and ODK XForms). Lengths and positions count characters.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use regex_lite::{Regex, RegexBuilder};

use super::Arguments;
use crate::eval;
use crate::eval_error::EvalError;
use crate::function::Function;
use crate::pattern;
use crate::value::Value;

/// The longest text that is put together, in bytes.
const LONGEST: usize = 1 << 22;

/// `concat(…)` and `join(separator, …)`: each node of a node-set is a text of its own.
pub(super) fn join<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
    start: usize,
) -> Result<Value<'a>, EvalError> {
    let separator = if start == 0 {
        Cow::Borrowed("")
    } else {
        arguments.text(0)?
    };
    let mut joined = String::new();
    for (index, item) in arguments.items(start, 1)?.into_iter().enumerate() {
        if index > 0 {
            joined.push_str(&separator);
        }
        let text = item.text(arguments.cx);
        arguments
            .cx
            .spend((text.len() + separator.len()) / eval::BYTES)?;
        if joined.len() + text.len() > LONGEST {
            return arguments.error("the text becomes too long");
        }
        joined.push_str(&text);
    }
    Ok(Value::text(joined))
}

/// `starts-with`, `ends-with`, `contains`.
pub(super) fn test<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (text, part) = (arguments.text(0)?, arguments.text(1)?);
    Ok(Value::Boolean(match arguments.function {
        Function::StartsWith => text.starts_with(&*part),
        Function::EndsWith => text.ends_with(&*part),
        _ => text.contains(&*part),
    }))
}

/// `substring-before`, `substring-after`.
pub(super) fn around<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (text, part) = (arguments.text(0)?, arguments.text(1)?);
    let found = text.split_once(&*part).map_or("", |(before, after)| {
        if arguments.function == Function::SubstringBefore {
            before
        } else {
            after
        }
    });
    Ok(Value::text(found))
}

/// `substring(text, start, length?)`: characters at positions from 1, bounds rounded.
pub(super) fn substring<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let text = arguments.text(0)?;
    let start = (arguments.number(1)? + 0.5).floor();
    let end = if arguments.len() > 2 {
        start + (arguments.number(2)? + 0.5).floor()
    } else {
        f64::INFINITY
    };
    let mut position = 0.0;
    let kept = text.chars().filter(|_| {
        position += 1.0;
        position >= start && position < end
    });
    Ok(Value::text(kept.collect::<String>()))
}

/// `substr(text, start, end?)`: characters from `start` (from 0) to before `end`; negative counts from
/// the end.
pub(super) fn substr<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let text = arguments.text(0)?;
    let length = text.chars().count() as f64;
    let place = |number: f64| {
        let whole = if number.is_nan() { 0.0 } else { number.trunc() };
        (if whole < 0.0 { length + whole } else { whole }).clamp(0.0, length)
    };
    let start = place(arguments.number(1)?);
    let end = if arguments.len() > 2 {
        place(arguments.number(2)?)
    } else {
        length
    };
    let count = (end - start).max(0.0) as usize;
    Ok(Value::text(
        text.chars()
            .skip(start as usize)
            .take(count)
            .collect::<String>(),
    ))
}

/// `normalize-space(text?)`
pub(super) fn normalize_space<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let text = arguments.text_or_context()?;
    let mut normal = String::with_capacity(text.len());
    for word in text
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
    {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    Ok(Value::text(normal))
}

/// `translate(text, from, to)`
pub(super) fn translate<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (text, from, to) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let mut map: HashMap<char, Option<char>> = HashMap::new();
    let mut to = to.chars();
    for char in from.chars() {
        let replacement = to.next();
        map.entry(char).or_insert(replacement);
    }
    let translated = text
        .chars()
        .filter_map(|char| map.get(&char).copied().unwrap_or(Some(char)));
    Ok(Value::text(translated.collect::<String>()))
}

/// How many compiled patterns a thread keeps.
const KEPT: usize = 64;
/// How large a compiled pattern may become, in bytes.
const SIZE: usize = 1 << 20;

thread_local! {
    static PATTERNS: RefCell<HashMap<String, Regex>> = RefCell::new(HashMap::new());
}

/// `regex(text, pattern)`: whether the pattern matches the whole text, in time in proportion to it.
pub(super) fn regex<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (text, pattern) = (arguments.text(0)?, arguments.text(1)?);
    arguments.cx.spend(text.len())?;
    match with_pattern(&pattern, |whole| whole.is_match(&text)) {
        Ok(matches) => Ok(Value::Boolean(matches)),
        Err(reason) => arguments.error(reason),
    }
}

/// Compiles a pattern, or takes it from those that are kept; else why it is none.
fn with_pattern<T>(pattern: &str, take: impl FnOnce(&Regex) -> T) -> Result<T, &'static str> {
    PATTERNS.with_borrow_mut(|patterns| {
        if !patterns.contains_key(pattern) {
            if patterns.len() >= KEPT {
                patterns.clear();
            }
            let translated = pattern::translated(pattern)?;
            let whole = RegexBuilder::new(&format!(r"\A(?:{translated})\z"))
                .size_limit(SIZE)
                .build()
                .map_err(|_| pattern::UNREADABLE)?;
            patterns.insert(pattern.to_owned(), whole);
        }
        patterns.get(pattern).map(take).ok_or(pattern::UNREADABLE)
    })
}

/// Why a pattern is none for `regex()`.
pub(crate) fn pattern_fault(pattern: &str) -> Option<&'static str> {
    with_pattern(pattern, |_| ()).err()
}
