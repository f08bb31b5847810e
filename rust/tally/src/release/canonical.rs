//! The one encoding of a JSON text: keys sorted by bytes, no white space, integers and text only.
//!
//! Text is escaped as little as JSON allows: quotation mark, backslash and control characters.

use serde::Serialize;
use serde_json::Value;

/// A value has no canonical encoding: a float, or a key that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only integers, text, lists and maps have a canonical encoding")]
pub struct NotCanonical;

/// The canonical bytes of a value.
///
/// # Errors
/// If it holds anything but unsigned integers, text, lists and maps.
pub fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    let value = serde_json::to_value(value).map_err(|_| NotCanonical)?;
    let mut text = String::new();
    write(&value, &mut text, 16)?;
    Ok(text.into_bytes())
}

fn write(value: &Value, to: &mut String, depth: usize) -> Result<(), NotCanonical> {
    let deeper = depth.checked_sub(1).ok_or(NotCanonical)?;
    match value {
        Value::Number(number) if number.is_u64() => to.push_str(&number.to_string()),
        Value::String(text) => quote(text, to),
        Value::Array(items) => {
            to.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                write(item, to, deeper)?;
            }
            to.push(']');
        }
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| key.as_bytes());
            to.push('{');
            for (at, (key, item)) in pairs.into_iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                quote(key, to);
                to.push(':');
                write(item, to, deeper)?;
            }
            to.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => return Err(NotCanonical),
    }
    Ok(())
}

fn quote(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            c if c < ' ' => to.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => to.push(c),
        }
    }
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_is_added() {
        let value = json!({"b": [1, "x\"\\\n"], "a": {"ž": 2, "z": "Ж"}});
        let expect = "{\"a\":{\"z\":\"Ж\",\"ž\":2},\"b\":[1,\"x\\\"\\\\\\u000a\"]}";
        assert_eq!(String::from_utf8(bytes(&value).unwrap()).unwrap(), expect);
    }

    #[test]
    fn what_is_no_integer_or_text_is_refused() {
        for value in [json!(1.5), json!(-1), json!(null), json!([true])] {
            assert_eq!(bytes(&value), Err(NotCanonical), "{value}");
        }
    }
}
