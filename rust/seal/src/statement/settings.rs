//! The tenant's settings: periods, cadence, areas, limits, emergency numbers.

use crate::cbor_map;
use crate::ids::{CalendarDate, PeriodId};

cbor_map! {
    /// A reporting period.
    pub struct Period {
        /// Its id.
        0 => id: PeriodId,
        /// First day.
        1 => first: CalendarDate,
        /// Last day, included.
        2 => last: CalendarDate,
        /// How many days after the last day late data is still taken.
        3 => late_days: u16,
    }
}

cbor_map! {
    /// How often to meet, until so many days after the release.
    pub struct CadenceStep {
        /// This step ends so many days after the release.
        0 => until_day: u16,
        /// A contact every so many days.
        1 => every_days: u16,
    }
}

/// The six languages, in the order in which lists of names have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, `en`.
    English,
    /// Albanian, `sq`.
    Albanian,
    /// Bosnian, `bs`.
    Bosnian,
    /// Serbian in Latin script, `sr-Latn`.
    SerbianLatin,
    /// Serbian in Cyrillic script, `sr`.
    Serbian,
    /// Macedonian, `mk`.
    Macedonian,
}

impl Language {
    /// All six, in order.
    pub const ALL: [Language; 6] = [
        Language::English,
        Language::Albanian,
        Language::Bosnian,
        Language::SerbianLatin,
        Language::Serbian,
        Language::Macedonian,
    ];
    /// The language tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Albanian => "sq",
            Language::Bosnian => "bs",
            Language::SerbianLatin => "sr-Latn",
            Language::Serbian => "sr",
            Language::Macedonian => "mk",
        }
    }
    /// The language of a tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Language> {
        Language::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
    }
}

cbor_map! {
    /// A name in six languages.
    pub struct Names {
        /// English.
        0 => en: String,
        /// Albanian.
        1 => sq: String,
        /// Bosnian.
        2 => bs: String,
        /// Serbian, Latin script.
        3 => sr_latn: String,
        /// Serbian, Cyrillic script.
        4 => sr: String,
        /// Macedonian.
        5 => mk: String,
    }
}

impl Names {
    /// The name in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Albanian => &self.sq,
            Language::Bosnian => &self.bs,
            Language::SerbianLatin => &self.sr_latn,
            Language::Serbian => &self.sr,
            Language::Macedonian => &self.mk,
        }
    }
}

cbor_map! {
    /// An area.
    pub struct Area {
        /// Code, as in cards and tallies.
        0 => code: String,
        /// Its names.
        1 => names: Names,
    }
}

cbor_map! {
    /// Limits; an institution may only set lower ones than these say at most.
    pub struct Limits {
        /// Days without contact to the server before the vault destroys itself (default 35).
        0 => days_without_contact: u16,
        /// Wrong PINs before the vault destroys itself (10 at most).
        1 => pin_tries: u8,
    }
}

cbor_map! {
    /// A number to call.
    pub struct EmergencyNumber {
        /// Whom one reaches.
        0 => names: Names,
        /// The number as it is dialled.
        1 => number: String,
    }
}

cbor_map! {
    /// Everything that an institution decides and every client must know.
    pub struct SettingsStatement {
        /// In order of time, not overlapping.
        0 => periods: Vec<Period>,
        /// In order of time since release.
        1 => cadence: Vec<CadenceStep>,
        /// In the order in which lists show them.
        2 => areas: Vec<Area>,
        /// Limits.
        3 => limits: Limits,
        /// In the order in which a screen shows them.
        4 => emergency: Vec<EmergencyNumber>,
    }
}

impl SettingsStatement {
    /// The period of a contact's date.
    #[must_use]
    pub fn period_of(&self, date: &CalendarDate) -> Option<&Period> {
        self.periods
            .iter()
            .find(|period| period.first <= *date && *date <= period.last)
    }
    /// Days to the next contact, so many days after the release; `None` after the last step.
    #[must_use]
    pub fn cadence_at(&self, day: u16) -> Option<u16> {
        self.cadence
            .iter()
            .find(|step| day <= step.until_day)
            .map(|step| step.every_days)
    }
    /// The area of a code.
    #[must_use]
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }
}
