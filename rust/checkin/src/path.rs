//! Names of places in a check-in.
//!
//! A path is absolute, names elements by their local name as the form writes it, and gives the
//! position (from 1) of every repeat instance on the way: `/data/needs/referrals[2]/ref_need`.
//! A repeat without position means its first instance where an instance is meant.

use std::fmt;

/// The place of a question, group or repeat instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(String);

impl Path {
    /// Takes a path as it is; whether it exists is seen when it is used.
    pub fn new(path: impl Into<String>) -> Self {
        Path(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last name of the path, without position.
    pub fn name(&self) -> &str {
        let last = self.0.rsplit('/').next().unwrap_or(&self.0);
        last.split('[').next().unwrap_or(last)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Path {
    fn from(path: &str) -> Self {
        Path::new(path)
    }
}

impl From<String> for Path {
    fn from(path: String) -> Self {
        Path(path)
    }
}

impl AsRef<str> for Path {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
