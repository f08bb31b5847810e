//! What of a record may be counted: its two tallies, sealed to the statistics office.
//!
//! Invariants: every record has both tallies as soon as the institution has reporting periods, so that
//! the size of a push tells nothing about the contact. One whose date no period covers has tallies of the
//! nearest period in which nothing is counted. The period of a first version is that of its contact by
//! the signed settings; later versions keep it, and a version that is sealed anew keeps its number.

use std::collections::BTreeMap;

use homeward_seal::{
    Body, CalendarDate, Class, PeriodId, RecordId, RecordRef, SealedRecord, SealedTally,
    statement::{Period as Stated, SettingsStatement},
};
use homeward_tally::{
    content::{TallySource, make_tally},
    evaluate::{CardFacts, Contributions, Dimensions, contact_date, evaluate},
    periods::Period,
    record_answers::RecordAnswers,
};
use homeward_vault::{NewDraft, StoredReturn};
use jiff::civil::Date;
use rand_core::CryptoRng;

use crate::{core::Core, day::Case, device::DeviceKeys, error::Code};

/// What a version continues.
pub(crate) struct Original {
    pub first: RecordId,
    pub version: u32,
    pub replaces: Option<RecordRef>,
    /// The period in which the versions before are counted.
    pub period: Option<String>,
}

/// The tallies of a record.
pub(crate) struct Tallies {
    pub sealed: Vec<SealedTally>,
    /// The period in which it is counted.
    pub period: Option<String>,
    /// Period and number of the ordinary one.
    pub number: Option<(String, u64)>,
}

/// Everything that tallies are made from.
pub(crate) struct Counting<'a> {
    pub core: &'a Core,
    pub body: &'a Body,
    pub case: &'a Case,
    pub original: &'a Original,
    /// Period and number that the record has already, when it is sealed anew.
    pub number: Option<&'a (String, u64)>,
    pub keys: &'a DeviceKeys,
    /// Stands for the date of the contact where the form has none.
    pub today: Date,
}

/// The period in which a tally is made, and whether anything is counted in it.
#[derive(Clone, Copy)]
struct Chosen<'s> {
    period: &'s Stated,
    counts: bool,
}

/// Chooses by the date of the contact, unless the versions before are counted in a period (`before`) or
/// the record has a tally number in one already (`numbered`).
fn choose<'s>(
    settings: &'s SettingsStatement,
    contact: Date,
    before: Option<&str>,
    numbered: Option<&str>,
) -> Option<Chosen<'s>> {
    let named = |id: &str| settings.periods.iter().find(|p| p.id.as_str() == id);
    let day = CalendarDate::new(&contact.to_string());
    let by_date = day.as_ref().and_then(|d| settings.period_of(d));
    if let Some(period) = numbered.and_then(named) {
        let id = period.id.as_str();
        let counts = before == Some(id) || by_date.is_some_and(|found| found.id == period.id);
        return Some(Chosen { period, counts });
    }
    if let Some(period) = before.and_then(named).or(by_date) {
        return Some(Chosen {
            period,
            counts: true,
        });
    }
    let earlier = settings
        .periods
        .iter()
        .rfind(|p| Some(&p.last) < day.as_ref());
    Some(Chosen {
        period: earlier.or(settings.periods.first())?,
        counts: false,
    })
}

impl Counting<'_> {
    /// Both tallies of the record; none where the institution has no reporting periods at all.
    pub(crate) fn tallies(&self, random: &mut dyn CryptoRng) -> Result<Tallies, Code> {
        let view = self.core.view().ok_or(Code::NOT_ENROLLED)?;
        let settings = view.settings().ok_or(Code::CANNOT_SEAL)?;
        let settings_digest = view.settings_digest().ok_or(Code::CANNOT_SEAL)?;
        let device = self.core.device_id()?.ok_or(Code::NOT_ENROLLED)?;
        let answers = RecordAnswers::of(self.body).map_err(|_| Code::UNEXPECTED)?;
        let contact = contact_date(&answers).unwrap_or(self.today);
        let before = self.original.period.as_deref();
        let numbered = self.number.map(|(id, _)| id.as_str());
        let Some(chosen) = choose(settings, contact, before, numbered) else {
            return Ok(Tallies {
                sealed: Vec::new(),
                period: None,
                number: None,
            });
        };
        let id: &PeriodId = &chosen.period.id;
        let period = as_period(chosen.period)?;
        let day = period
            .day(contact.clamp(period.start(), period.end()))
            .unwrap_or(0);
        let number = match self.number {
            Some((kept, number)) if kept == id.as_str() => *number,
            _ => self.core.outbox.last_number(device.0, id.as_str())? + 1,
        };
        let tenant = view.tenant();
        let source = TallySource {
            tenant: &tenant,
            settings: &settings_digest,
            period: id,
            day,
            first_record: &self.original.first,
            version: self.original.version,
            number,
            secret: &self.case.card.tally_secret,
        };
        let facts = CardFacts::from(&self.case.card);
        let mut sealed = Vec::with_capacity(2);
        for class in [Class::Ordinary, Class::Restricted] {
            let office = view.statistics_key(class).ok_or(Code::CANNOT_SEAL)?;
            let contributions = if chosen.counts {
                evaluate(&answers, &facts, &period, class)
            } else {
                nothing(class)
            };
            let tally = make_tally(&source, &contributions, &self.keys.tally, &office, random);
            sealed.push(tally.map_err(|_| Code::CANNOT_SEAL)?);
        }
        let name = id.as_str().to_owned();
        Ok(Tallies {
            sealed,
            period: chosen.counts.then(|| name.clone()),
            number: Some((name, number)),
        })
    }
}

/// A contribution to no table.
fn nothing(class: Class) -> Contributions {
    Contributions {
        class,
        dimensions: Dimensions::default(),
        entries: BTreeMap::new(),
    }
}

fn as_period(stated: &Stated) -> Result<Period, Code> {
    let parse = |date: &CalendarDate| date.as_str().parse::<Date>().map_err(|_| Code::CANNOT_SEAL);
    let (first, last) = (parse(&stated.first)?, parse(&stated.last)?);
    Period::new(stated.id.as_str(), first, last).map_err(|_| Code::CANNOT_SEAL)
}

impl Core {
    /// The versions before the one that a draft becomes.
    pub(crate) fn original(&self, begun: &NewDraft) -> Result<Original, Code> {
        if begun.amends.is_some() {
            return self.original_of_change(begun.record);
        }
        if let Some(return_id) = begun.return_id {
            let stored = self.vault()?.returned(return_id)?.ok_or(Code::MISSING)?;
            return self.original_of_return(&stored);
        }
        Ok(Original {
            first: RecordId(begun.record),
            version: 1,
            replaces: None,
            period: None,
        })
    }

    fn original_of_change(&self, record: [u8; 16]) -> Result<Original, Code> {
        let row = self.outbox.sealed_record(record)?.ok_or(Code::MISSING)?;
        Ok(Original {
            first: RecordId(row.first),
            version: row.version,
            replaces: self.unsent_record(&row)?.header().replaces,
            period: row.period,
        })
    }

    /// What a return names, and how many versions there were before.
    ///
    /// A record of another phone tells only the version right before it. Where that one is not known here
    /// either, neither the first version nor the count can be known, and a guess would count the person
    /// twice: the correction is refused.
    pub(crate) fn original_of_return(&self, stored: &StoredReturn) -> Result<Original, Code> {
        let sealed = SealedRecord::parse(&stored.sealed).map_err(|_| Code::BAD_RETURN)?;
        let replaces = sealed.reference();
        let earlier = sealed.header().replaces.map(|before| before.id);
        let (first, version, period) = match (self.outbox.sealed_record(stored.record)?, earlier) {
            (Some(known), _) => (RecordId(known.first), known.version + 1, known.period),
            (None, None) => (replaces.id, 2, self.period_of_return(stored)?),
            (None, Some(before)) => {
                let known = self.outbox.sealed_record(before.0)?;
                let known = known.ok_or(Code::OTHER_PHONE)?;
                (RecordId(known.first), known.version + 2, known.period)
            }
        };
        Ok(Original {
            first,
            version,
            replaces: Some(replaces),
            period,
        })
    }

    /// The period in which a returned first version of another phone is counted: that of its own contact.
    fn period_of_return(&self, stored: &StoredReturn) -> Result<Option<String>, Code> {
        let (_, body) = self.open_returned(stored)?;
        let answers = RecordAnswers::of(&body).map_err(|_| Code::BAD_RETURN)?;
        let contact = contact_date(&answers).and_then(|d| CalendarDate::new(&d.to_string()));
        let settings = self.settings().ok_or(Code::CANNOT_SEAL)?;
        let period = contact.and_then(|date| settings.period_of(&date));
        Ok(period.map(|p| p.id.as_str().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use homeward_seal::statement::Limits;

    use super::*;

    /// Two periods with a gap between them.
    fn settings(periods: &[(&str, &str, &str)]) -> SettingsStatement {
        let date = |text: &str| CalendarDate::new(text).unwrap();
        let period = |(id, first, last): &(&str, &str, &str)| Stated {
            id: PeriodId::new(id).unwrap(),
            first: date(first),
            last: date(last),
            late_days: 14,
        };
        SettingsStatement {
            periods: periods.iter().map(period).collect(),
            cadence: Vec::new(),
            areas: Vec::new(),
            limits: Limits {
                days_without_contact: 35,
                pin_tries: 10,
            },
            emergency: Vec::new(),
        }
    }

    fn check(
        contact: &str,
        before: Option<&str>,
        numbered: Option<&str>,
        expect: Option<(&str, bool)>,
    ) {
        let settings = settings(&[
            ("a", "2026-01-01", "2026-03-31"),
            ("b", "2026-05-01", "2026-06-30"),
        ]);
        let chosen = choose(&settings, contact.parse().unwrap(), before, numbered);
        let found = chosen.map(|c| (c.period.id.as_str().to_owned(), c.counts));
        let expect = expect.map(|(id, counts)| (id.to_owned(), counts));
        assert_eq!(found, expect, "{contact} {before:?} {numbered:?}");
    }

    #[test]
    fn the_date_chooses_and_the_nearest_period_stands_in() {
        check("2026-01-01", None, None, Some(("a", true)));
        check("2026-06-30", None, None, Some(("b", true)));
        check("2025-12-31", None, None, Some(("a", false)));
        check("2026-04-10", None, None, Some(("a", false)));
        check("2026-07-01", None, None, Some(("b", false)));
    }

    #[test]
    fn later_versions_stay_where_the_first_is_counted() {
        check("2026-05-02", Some("a"), None, Some(("a", true)));
        check("2027-01-01", Some("a"), None, Some(("a", true)));
        check("2026-05-02", Some("gone"), None, Some(("b", true)));
        check("2027-01-01", Some("gone"), None, Some(("b", false)));
    }

    #[test]
    fn a_number_stays_in_its_period() {
        check("2026-05-02", Some("a"), Some("a"), Some(("a", true)));
        check("2026-05-02", None, Some("a"), Some(("a", false)));
        check("2026-02-02", None, Some("a"), Some(("a", true)));
        check("2026-05-02", None, Some("gone"), Some(("b", true)));
    }

    #[test]
    fn without_any_period_there_is_no_tally() {
        let none = settings(&[]);
        assert!(choose(&none, "2026-01-01".parse().unwrap(), None, None).is_none());
    }
}
