//! Rule 1: what a pair of counts tells by itself.

use super::GROUP_FLOOR;

/// What of a cell has to be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hide {
    /// Nothing.
    Nothing,
    /// The numerator (and with it what is left of the denominator).
    Numerator,
    /// Both.
    Both,
}

/// Rule 1 for `n` out of `d`. `impossible` says that nobody can be in this cell by construction,
/// so that an empty one tells nothing.
pub fn primary(n: u64, d: u64, k: u32, impossible: bool) -> Hide {
    let k = u64::from(k);
    let rest = d.saturating_sub(n);
    let small = |count: u64| 0 < count && count < k;
    let group = n == 0 || rest == 0;
    if d == 0 && impossible {
        Hide::Nothing
    } else if d < k {
        Hide::Both
    } else if small(n) || small(rest) || (group && d < GROUP_FLOOR) {
        Hide::Numerator
    } else {
        Hide::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(n: u64, d: u64, k: u32, expect: Hide) {
        assert_eq!(primary(n, d, k, false), expect, "{n} of {d}, k = {k}");
    }

    #[test]
    fn rule_1() {
        check(3, 12, 5, Hide::Numerator);
        check(14, 21, 5, Hide::Nothing);
        check(18, 24, 5, Hide::Nothing);
        check(22, 26, 5, Hide::Numerator);
        check(57, 83, 5, Hide::Nothing);
        check(5, 10, 5, Hide::Nothing);
        check(5, 10, 10, Hide::Numerator);
        check(2, 4, 5, Hide::Both);
        check(0, 0, 5, Hide::Both);
        check(0, 49, 5, Hide::Numerator);
        check(49, 49, 5, Hide::Numerator);
        check(0, 50, 5, Hide::Nothing);
        check(50, 50, 5, Hide::Nothing);
        check(1, 50, 5, Hide::Numerator);
        check(49, 50, 5, Hide::Numerator);
        assert_eq!(primary(0, 0, 5, true), Hide::Nothing);
    }

    #[test]
    fn percentages_come_from_printed_counts() {
        assert_eq!(crate::disclosure::per_mille(10, 19), None);
        assert_eq!(crate::disclosure::per_mille(10, 20), Some(500));
        assert_eq!(crate::disclosure::per_mille(57, 83), Some(687));
        assert_eq!(crate::disclosure::per_mille(1, 3000), Some(0));
        assert_eq!(crate::disclosure::per_mille(2, 3000), Some(1));
    }
}
