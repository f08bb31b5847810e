//! The JSON of messages: read into and written from types that derive `serde`, without a tree between.
//!
//! Invariant: strict. Whole numbers, text, lists, objects, `true`, `false` and `null`; a number with a fraction,
//! something after the end and nesting beyond [`DEPTH`] are refused. Deliberately absent: what makes a reader for all
//! of JSON big (floating point, positions and sentences of errors, trees), since a page loads this before it can
//! sign in.

mod read;
mod write;

pub(crate) use read::{Reader, read};
pub(crate) use write::write;

/// How deep a value that is read past may nest.
const DEPTH: u8 = 32;

/// Text that is not the expected message, or a value that messages never hold. Says no more: the page and this module
/// are of one version, so whoever sees it mends a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the expected message")]
pub(crate) struct Unexpected;

impl serde::de::Error for Unexpected {
    fn custom<T: std::fmt::Display>(_: T) -> Unexpected {
        Unexpected
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Unexpected {
        Unexpected
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Unexpected {
        Unexpected
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Unexpected {
        Unexpected
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Unexpected {
        Unexpected
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Unexpected {
        Unexpected
    }
    fn missing_field(_: &'static str) -> Unexpected {
        Unexpected
    }
    fn duplicate_field(_: &'static str) -> Unexpected {
        Unexpected
    }
}

impl serde::ser::Error for Unexpected {
    fn custom<T: std::fmt::Display>(_: T) -> Unexpected {
        Unexpected
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::{read, write};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        OfUser,
        OfDevice,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Message {
        text: String,
        size: u64,
        below: i32,
        list: Vec<Option<u8>>,
        kind: Kind,
        #[serde(default)]
        yes: bool,
    }

    fn refused(text: &str) {
        assert!(read::<Message>(text.as_bytes()).is_err(), "{text}");
    }

    #[test]
    fn what_is_written_reads_back_here_and_elsewhere() {
        let message = Message {
            text: "a \"b\" \\ \n\u{1} ш 😀".into(),
            size: u64::MAX,
            below: -7,
            list: vec![None, Some(255), Some(0)],
            kind: Kind::OfDevice,
            yes: true,
        };
        let text = write(&message).unwrap();
        assert_eq!(read::<Message>(&text).unwrap(), message);
        assert_eq!(serde_json::from_slice::<Message>(&text).unwrap(), message);
        let other = serde_json::to_vec_pretty(&message).unwrap();
        assert_eq!(read::<Message>(&other).unwrap(), message);
        let escaped = r#"{"text":"\u0448\ud83d\ude00\/","size":0,"below":0,"list":[],"kind":"of_user","more":[{"x":[1,-2,"]",null]}]}"#;
        let message: Message = read(escaped.as_bytes()).unwrap();
        assert_eq!((message.text.as_str(), message.yes), ("ш😀/", false));
    }

    #[test]
    fn what_is_not_the_message_is_refused() {
        let rest = r#""below":0,"list":[],"kind":"of_user""#;
        for start in [
            r#"{"text":"a","size":1.5,"#,
            r#"{"text":"a","size":1e3,"#,
            r#"{"text":"a","size":01,"#,
            r#"{"text":"a","size":18446744073709551616,"#,
            r#"{"text":"a","size":-1,"#,
            r#"{"text":"\ud83d","size":1,"#,
            r#"{"text":"\x","size":1,"#,
            r#"{"text":"a","text":"a","size":1,"#,
            r#"{"size":1,"#,
            "{\"text\":\"a\nb\",\"size\":1,",
        ] {
            refused(&format!("{start}{rest}}}"));
        }
        let good = format!(r#"{{"text":"a","size":1,{rest}}}"#);
        assert!(read::<Message>(good.as_bytes()).is_ok());
        for end in 0..good.len() {
            refused(&good[..end]);
        }
        refused(&format!("{good} 1"));
        let deep = "[".repeat(40) + &"]".repeat(40);
        refused(&good.replace(r#""size""#, &format!(r#""new":{deep},"size""#)));
    }
}
