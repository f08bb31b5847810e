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
