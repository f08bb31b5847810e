//! A part of a longer text that many share: a cell of a sheet.
//!
//! Invariant: cloning copies no text. A sheet's texts stand one after the other in a single
//! allocation, so that a workbook with a million cells is not a million of them.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::rc::Rc;

/// A text, or a part of one.
#[derive(Clone)]
pub struct Excerpt {
    whole: Rc<String>,
    from: u32,
    to: u32,
}

impl Excerpt {
    /// The part of a text between two bytes; empty where those are no places between letters.
    pub fn of(whole: &Rc<String>, part: Range<u32>) -> Excerpt {
        Excerpt {
            whole: whole.clone(),
            from: part.start,
            to: part.end,
        }
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole
            .get(self.from as usize..self.to as usize)
            .unwrap_or_default()
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Excerpt {
        // a text of 4 GiB comes from nowhere: what is read is bounded by `limits::MAX_TEXT`
        let to = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Excerpt {
            whole: Rc::new(text),
            from: 0,
            to,
        }
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Excerpt {
        Excerpt::from(text.to_owned())
    }
}

impl Borrow<str> for Excerpt {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Excerpt) -> bool {
        **self == **other
    }
}

impl Eq for Excerpt {}

impl Hash for Excerpt {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}
