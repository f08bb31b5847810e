//! Disclosure control: which figures of a release are hidden, so that no person shows.
//!
//! - [`system`]: all figures that are published together, and how they hang together.
//! - [`population`]: persons whom several tables ask, which ties these tables together.
//! - [`primary`]: which of them tell too much by themselves (rule 1).
//! - [`suppress`]: what else has to be hidden so that these cannot be computed (rule 3).
//! - [`audit`]: the attacker; whether two possible tables at least k apart are left for each
//!   hidden figure.
//!
//! Invariant: a figure that is shown is exact, a figure that is hidden has one symbol whatever the
//! reason, and every hidden n, d and d−n has two integer solutions of everything shown that are at
//! least k apart. These solutions are checked in integers, so that no rounding of the solver can
//! make a release look safe. The same input gives the same output.
//!
//! What it deliberately does not do: round, add noise, or look at releases made before.

#[cfg(feature = "audit")]
pub mod audit;
#[cfg(feature = "audit")]
pub mod population;
pub mod primary;
#[cfg(feature = "audit")]
pub mod suppress;
#[cfg(feature = "audit")]
pub mod system;

/// The least k inside a tenant.
pub const FLOOR_ORDINARY: u32 = 5;
/// The least k of restricted indicators.
pub const FLOOR_RESTRICTED: u32 = 10;
/// Below this denominator "nobody" and "everybody" are hidden (group disclosure).
pub const GROUP_FLOOR: u64 = 50;
/// Below this denominator there is no percentage.
pub const PERCENT_FLOOR: u64 = 20;

/// The k of each class; a tenant may only tighten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    ordinary: u32,
    restricted: u32,
}

/// A k below its floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "k may not be below {FLOOR_ORDINARY}, and not below {FLOOR_RESTRICTED} for restricted figures"
)]
pub struct BelowFloor;

impl Limits {
    /// The floors themselves.
    pub const FLOORS: Limits = Limits {
        ordinary: FLOOR_ORDINARY,
        restricted: FLOOR_RESTRICTED,
    };

    /// Limits of a tenant.
    ///
    /// # Errors
    /// If one is below its floor.
    pub fn new(ordinary: u32, restricted: u32) -> Result<Limits, BelowFloor> {
        if ordinary < FLOOR_ORDINARY || restricted < FLOOR_RESTRICTED {
            return Err(BelowFloor);
        }
        Ok(Limits {
            ordinary,
            restricted,
        })
    }

    /// The k that holds for a class.
    pub fn k(self, class: crate::indicators::Class) -> u32 {
        match class {
            crate::indicators::Class::Ordinary => self.ordinary,
            crate::indicators::Class::Restricted => self.restricted,
        }
    }
}

/// Per mille from the counts as printed, rounded half up; `None` below [`PERCENT_FLOOR`].
pub fn per_mille(n: u64, d: u64) -> Option<u64> {
    (d >= PERCENT_FLOOR && n <= d).then(|| (n * 2000 + d) / (2 * d))
}

#[cfg(test)]
mod tests;
