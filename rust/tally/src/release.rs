//! A release: suppressed tables as one canonical, signed JSON text.
//!
//! - [`build`]: from what the office holds to tables that went through disclosure control.
//! - `model`: all counts of one period, and what ties them, as one system for the audit.
//! - [`canonical`]: the one encoding of a release.
//! - [`check`](mod@check): what can be verified from the text alone.
//!
//! Invariants: only integers and text, keys sorted, no white space, so that a release has one
//! digest; a hidden figure is the text `hidden` and nothing else tells more about it; restricted
//! indicators have no dimensions.
//!
//! What it deliberately does not hold: numbers of tallies, refusals or organisations, times.

#[cfg(feature = "audit")]
pub mod build;
pub mod canonical;
pub mod check;
#[cfg(feature = "audit")]
mod model;

use serde::{Deserialize, Serialize};

#[cfg(feature = "audit")]
pub use build::{Made, MakeError, make};
pub use check::{VerifyError, verify};

/// What a release of this version calls itself; also the context of its signature.
pub const FORMAT: &str = "homeward/release/1";
/// The member of a dimension that means all together. No code can be it.
pub const ALL: &str = "*";
/// How a hidden figure is printed.
pub const HIDDEN: &str = "hidden";

/// The signed text: a release, who signed it, and the signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRelease {
    /// Id of the Ed25519 key, 32 hexadecimal digits.
    pub key: String,
    /// The release.
    pub release: Release,
    /// Over [`FORMAT`], a zero byte and SHA-256 of the canonical release; 128 hexadecimal digits.
    pub signature: String,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// [`FORMAT`].
    pub format: String,
    /// The institution, 32 hexadecimal digits.
    pub tenant: String,
    /// The day on which it was made, `YYYY-MM-DD`.
    pub made: String,
    /// Digest of the settings statement whose periods and areas hold, 64 hexadecimal digits.
    pub settings: String,
    /// Digest of the set of tallies that went in, 64 hexadecimal digits.
    pub inputs: String,
    /// The periods, in order of time.
    pub periods: Vec<PeriodEntry>,
    /// What disclosure control used.
    pub rules: Rules,
    /// What each indicator means, in the order of the plan.
    pub indicators: Vec<Definition>,
    /// The members of each dimension, in their order; `*` is all together, `?` not recorded.
    pub dimensions: DimensionMembers,
    /// The tables, by indicator, item and period.
    pub tables: Vec<Table>,
}

/// A period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodEntry {
    /// Its id.
    pub id: String,
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
}

/// Numbers of the disclosure rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// k of ordinary indicators.
    pub k: u32,
    /// k of restricted indicators.
    pub k_restricted: u32,
    /// "Nobody" and "everybody" are hidden below this denominator.
    pub group_floor: u64,
    /// No percentage below this denominator.
    pub percent_floor: u64,
}

/// What an indicator means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// As `ACC-1`.
    pub id: String,
    /// Its name in English.
    pub name: String,
    /// `person` or `event`.
    pub unit: String,
    /// `ordinary` or `restricted`.
    pub class: String,
    /// Who is counted in n.
    pub numerator: String,
    /// Who is counted in d.
    pub denominator: String,
    /// Along what it is split.
    pub dimensions: Vec<String>,
    /// What its items are, if it has any: `need`, `service`, `document`, `reason`, `strength`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
}

/// The members of each dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionMembers {
    /// Time since release.
    pub stage: Vec<String>,
    /// Areas.
    pub area: Vec<String>,
    /// Sexes.
    pub sex: Vec<String>,
}

/// One table: an indicator, or one of its items, in one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The indicator.
    pub indicator: String,
    /// The item; absent for the indicator itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The period.
    pub period: String,
    /// The dimensions of the cells, at most two.
    pub by: Vec<String>,
    /// Inner cells and totals, in row-major order, totals last.
    pub cells: Vec<Cell>,
    /// How many preferred not to say, in all; beside the denominator, never inside.
    pub did_not_say: Figure,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// A member for each dimension of the table, `*` for all together.
    pub at: Vec<String>,
    /// The numerator.
    pub n: Figure,
    /// The denominator.
    pub d: Figure,
    /// n of d in tenths of a percent, from the counts as printed; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_mille: Option<u64>,
}

/// A figure as printed: a number, or the text `hidden`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Exact.
    Shown(u64),
    /// Hidden to protect persons.
    Hidden,
}

impl Figure {
    /// The number, if it is shown.
    pub fn shown(self) -> Option<u64> {
        match self {
            Figure::Shown(number) => Some(number),
            Figure::Hidden => None,
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Figure::Shown(number) => to.serialize_u64(*number),
            Figure::Hidden => to.serialize_str(HIDDEN),
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Figure, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Figure;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number or \"hidden\"")
            }
            fn visit_u64<E>(self, number: u64) -> Result<Figure, E> {
                Ok(Figure::Shown(number))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Figure, E> {
                match text {
                    HIDDEN => Ok(Figure::Hidden),
                    _ => Err(E::custom("a figure is a number or \"hidden\"")),
                }
            }
        }
        from.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests;
