//! Reporting periods, as the tenant's signed settings list them.
//!
//! Invariant: periods do not overlap and are in order; a date belongs to at most one. They are
//! data, never a rule in code: the form's own `period_id` is read by nothing.

use homeward_seal::PeriodId;
use jiff::{Span, civil::Date};

/// Days after the end of a period until which late check-ins still count, if the settings do not
/// say otherwise.
pub const LATE_DAYS: u16 = 14;

/// One reporting period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    id: PeriodId,
    start: Date,
    end: Date,
    late_days: u16,
}

/// Why a list of periods is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodsError {
    /// An id is not of the form `[a-z0-9-]{1,16}`, or occurs twice.
    #[error("a period needs an id of 1 to 16 small letters, digits or hyphens, used once")]
    Id,
    /// A period ends before it starts, overlaps the one before, or stands in the wrong order.
    #[error("the periods must follow each other without overlap")]
    Order,
}

impl Period {
    /// A period from `start` to `end`, both days included, open to late data for [`LATE_DAYS`].
    ///
    /// # Errors
    /// If the id or the order of the days is not allowed.
    pub fn new(id: &str, start: Date, end: Date) -> Result<Period, PeriodsError> {
        let id = PeriodId::new(id).ok_or(PeriodsError::Id)?;
        if end < start {
            return Err(PeriodsError::Order);
        }
        let late_days = LATE_DAYS;
        Ok(Period {
            id,
            start,
            end,
            late_days,
        })
    }

    /// The same period, open to late data for so many days after its end.
    pub fn with_late_days(self, late_days: u16) -> Period {
        Period { late_days, ..self }
    }

    /// Its id, `[a-z0-9-]{1,16}`.
    pub fn id(&self) -> &PeriodId {
        &self.id
    }

    /// Its first day.
    pub fn start(&self) -> Date {
        self.start
    }

    /// Its last day.
    pub fn end(&self) -> Date {
        self.end
    }

    /// Whether the day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// Days from its start; 0 on its first day. `None` outside the period.
    pub fn day(&self, day: Date) -> Option<u32> {
        if !self.contains(day) {
            return None;
        }
        let days = day.since(self.start).ok()?.get_days();
        u32::try_from(days).ok()
    }

    /// The last day on which a late check-in still counts.
    pub fn closes(&self) -> Date {
        self.end.saturating_add(Span::new().days(self.late_days))
    }

    /// Whether late check-ins no longer count on this day, so that a release may be made.
    pub fn is_closed_on(&self, day: Date) -> bool {
        day > self.closes()
    }
}

/// All periods of a tenant, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Periods(Vec<Period>);

impl Periods {
    /// Periods in order and without overlap.
    ///
    /// # Errors
    /// If they are not, or if an id occurs twice.
    pub fn new(periods: Vec<Period>) -> Result<Periods, PeriodsError> {
        for pair in periods.windows(2) {
            if pair[1].start <= pair[0].end {
                return Err(PeriodsError::Order);
            }
        }
        for (at, period) in periods.iter().enumerate() {
            if periods[..at].iter().any(|other| other.id == period.id) {
                return Err(PeriodsError::Id);
            }
        }
        Ok(Periods(periods))
    }

    /// The period in which the contact took place. A correction keeps its original's.
    pub fn on(&self, contact: Date) -> Option<&Period> {
        self.0.iter().find(|period| period.contains(contact))
    }

    /// The period with this id.
    pub fn get(&self, id: &PeriodId) -> Option<&Period> {
        self.0.iter().find(|period| period.id == *id)
    }

    /// In order of time.
    pub fn iter(&self) -> impl Iterator<Item = &Period> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn half_year() -> Period {
        Period::new("2025-05", date(2025, 5, 1), date(2025, 10, 31)).unwrap()
    }

    #[test]
    fn days_count_from_the_start() {
        let period = half_year();
        assert_eq!(period.day(date(2025, 5, 1)), Some(0));
        assert_eq!(period.day(date(2025, 6, 1)), Some(31));
        assert_eq!(period.day(date(2025, 10, 31)), Some(183));
        assert_eq!(period.day(date(2025, 11, 1)), None);
        assert_eq!(period.day(date(2025, 4, 30)), None);
    }

    #[test]
    fn late_data_closes_after_fourteen_days() {
        let period = half_year();
        assert_eq!(period.closes(), date(2025, 11, 14));
        assert!(!period.is_closed_on(date(2025, 11, 14)));
        assert!(period.is_closed_on(date(2025, 11, 15)));
    }

    #[test]
    fn lists_are_checked() {
        let next = Period::new("2025-11", date(2025, 11, 1), date(2026, 4, 30)).unwrap();
        let both = Periods::new(vec![half_year(), next.clone()]).unwrap();
        assert_eq!(both.on(date(2025, 11, 1)), Some(&next));
        assert_eq!(both.on(date(2026, 5, 1)), None);
        assert_eq!(
            Periods::new(vec![next.clone(), half_year()]),
            Err(PeriodsError::Order)
        );
        let overlap = Period::new("x", date(2025, 10, 31), date(2025, 12, 1)).unwrap();
        assert_eq!(
            Periods::new(vec![half_year(), overlap]),
            Err(PeriodsError::Order)
        );
        let twice = Period::new("2025-05", date(2025, 11, 1), date(2025, 12, 1)).unwrap();
        assert_eq!(
            Periods::new(vec![half_year(), twice]),
            Err(PeriodsError::Id)
        );
        for id in ["", "A", "a b", "12345678901234567"] {
            let made = Period::new(id, date(2025, 1, 1), date(2025, 1, 2));
            assert_eq!(made, Err(PeriodsError::Id), "{id}");
        }
    }
}
