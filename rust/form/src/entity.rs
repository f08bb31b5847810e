//! Entities: rows of lists that a check-in creates or changes (ODK Entities, up to 2025.1).
//!
//! Invariant: a list's name and the names of its properties are such that a list can have them; a
//! form of a newer version than is known here is refused, since what it means is not known.

use crate::definition::DefId;

/// The versions of the specification that are understood, by year and number.
pub const KNOWN: [&str; 4] = ["2022.1", "2023.1", "2024.1", "2025.1"];

/// One `entity` element of the data, for all its instances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityDef {
    /// The element.
    pub def: DefId,
    /// The list that it belongs to.
    pub dataset: Box<str>,
    /// The repeat or root whose data it is about: the element above `meta`.
    pub scope: DefId,
    /// Properties with the nodes that their values come from.
    pub properties: Vec<(Box<str>, DefId)>,
    /// The element with its label, if it has one.
    pub label: Option<DefId>,
    /// The attribute `id`.
    pub id: Option<DefId>,
    /// The attribute `create`: whether it may come into being.
    pub create: Option<DefId>,
    /// The attribute `update`: whether it may be changed.
    pub update: Option<DefId>,
    /// The attribute `baseVersion`.
    pub base_version: Option<DefId>,
    /// The attribute `trunkVersion`.
    pub trunk_version: Option<DefId>,
    /// The attribute `branchId`.
    pub branch_id: Option<DefId>,
    /// Whether a device with lists of its own does it to them too (from version 2024.1 on).
    pub offline: bool,
}

/// Year and number of a version such as `2024.1.0`, if it is one that is understood.
pub(crate) fn known(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim().split('.');
    let year: u32 = parts.next()?.parse().ok()?;
    let number: u32 = parts.next()?.parse().ok()?;
    (year >= 2022 && (year, number) <= (2025, 1)).then_some((year, number))
}

/// The version from which on lists on a device follow.
pub(crate) const OFFLINE: (u32, u32) = (2024, 1);

/// Why a list can't have this name.
pub(crate) fn list_name_fault(name: &str) -> Option<&'static str> {
    if name.starts_with("__") {
        Some("begins with two underscores, which are reserved")
    } else if name.contains('.') {
        Some("has a full stop in it")
    } else {
        (!is_name(name)).then_some("is no name")
    }
}

/// Why a property can't have this name.
pub(crate) fn property_name_fault(name: &str) -> Option<&'static str> {
    if name.starts_with("__") {
        Some("begins with two underscores, which are reserved")
    } else if name.eq_ignore_ascii_case("name") || name.eq_ignore_ascii_case("label") {
        Some("is reserved")
    } else {
        (!is_name(name)).then_some("is no name")
    }
}

fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|char| char.is_alphabetic() || char == '_')
        && chars.all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | ':'))
}
