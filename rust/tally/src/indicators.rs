//! The indicators of the default check-in, as data.
//!
//! One table ([`table::INDICATORS`]) says what is counted, for whom, and along which dimensions;
//! [`crate::evaluate`] is the only code that reads it against answers. Rules are plain data over
//! coded answers: no expression language, no numbers about a person beyond "counted or not".
//!
//! What it deliberately does not do: weigh, add up or rank anything about one person.

pub mod table;

pub use homeward_seal::Class;
pub use table::INDICATORS;

/// A number that names an indicator inside a tally; it never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(pub u8);

/// What one count of an indicator stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A person, by the latest answer of the period.
    Person,
    /// A check-in.
    Event,
}

impl Unit {
    /// The word used in releases.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Person => "person",
            Unit::Event => "event",
        }
    }
}

/// The word for a class in releases.
pub fn class_word(class: Class) -> &'static str {
    match class {
        Class::Ordinary => "ordinary",
        Class::Restricted => "restricted",
    }
}

/// A property along which a table is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Time since release, from the form's `stage`.
    Stage,
    /// Area, from the card.
    Area,
    /// Sex, from the card.
    Sex,
}

impl Dimension {
    /// The word used in releases.
    pub fn word(self) -> &'static str {
        match self {
            Dimension::Stage => "stage",
            Dimension::Area => "area",
            Dimension::Sex => "sex",
        }
    }
}

/// A predicate over coded answers. It is three-valued: true, false, or not known, where "not
/// known" still says whether the person preferred not to say or was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// The answer to a question, or one of its selected values, is in the list.
    Is(&'static str, &'static [&'static str]),
    /// The question is answered, and nothing selected is in the list.
    IsNot(&'static str, &'static [&'static str]),
    /// The question is answered, with whatever value.
    Answered(&'static str),
    /// The card's release date lies in the period of the contact; otherwise not asked.
    ReleasedInPeriod,
    /// The contact was at most so many days after the card's release date (and not before it).
    WithinDaysOfRelease(i32),
    /// True if all are true; false as soon as one is false.
    All(&'static [Test]),
}

/// How the check-ins of one person in one period combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// The latest check-in in which it was asked decides.
    Latest,
    /// Counted once any check-in of the period says so: for something that happens once, which a
    /// later check-in would otherwise unsay.
    Any,
}

/// For which value of an item is it counted, given the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemTest {
    /// The value is selected in the question.
    Selected(&'static str),
    /// A row of the repeat has the value in `question`, and every other condition holds there.
    Row {
        /// The repeat group.
        repeat: &'static str,
        /// The question that holds the item.
        question: &'static str,
        /// Other questions of the row and the values that they must have.
        also: &'static [(&'static str, &'static [&'static str])],
    },
}

/// Whose denominator an item has, and so what an attacker knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemBase {
    /// Every item has the indicator's denominator.
    Denominator,
    /// Items split those in the numerator (each of them has at least one item).
    Numerator,
    /// Items split those in the denominator who are not in the numerator (each at least one).
    Rest,
    /// As `Denominator`, and everybody has at least one item.
    DenominatorCovered,
    /// The item has a denominator of its own. If an item is not reported in the latest check-in,
    /// the person leaves its denominator (`keep` false) or the earlier report stays (`keep` true).
    Own {
        /// Who is in the item's denominator.
        denominator: ItemTest,
        /// Whether an earlier report stays when a later check-in does not speak of the item.
        keep: bool,
        /// The indicator whose items' numerators are these denominators: the same persons, so one
        /// figure that is shown or hidden in both places.
        counted_in: Option<IndicatorId>,
    },
}

/// Frequencies of single values beside, or in place of, the indicator's own numerator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Items {
    /// What the values are, in releases: `need`, `service`, `document`, `reason`, `strength`.
    pub kind: &'static str,
    /// The values, at most 32.
    pub values: &'static [&'static str],
    /// When a value counts in its numerator.
    pub numerator: ItemTest,
    /// Its denominator.
    pub base: ItemBase,
    /// Whether items too are split by the indicator's dimensions.
    pub by_dimensions: bool,
}

/// Persons that indicators have in common, by the gates of the form. Each is part of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Population {
    /// With any check-in, reached or not.
    Everyone,
    /// Met or spoken to.
    Contacted,
    /// Who agreed to answer.
    Talked,
    /// Who agreed, and could talk in private.
    TalkedInPrivate,
}

impl Population {
    /// All, the widest first.
    pub const ALL: [Population; 4] = [
        Population::Everyone,
        Population::Contacted,
        Population::Talked,
        Population::TalkedInPrivate,
    ];

    /// Along what its indicators are split: each of them by one of these or a part of it.
    #[must_use]
    pub fn splits(self) -> &'static [&'static [Dimension]] {
        match self {
            Population::Everyone => &[&[Dimension::Area]],
            Population::Contacted => &[&[Dimension::Stage]],
            Population::Talked => &[&[Dimension::Stage, Dimension::Sex], &[Dimension::Area]],
            Population::TalkedInPrivate => &[&[]],
        }
    }
}

/// Whom an indicator asks: what an attacker knows of those who are not in its denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asks {
    /// Whom.
    pub population: Population,
    /// Whether everybody of them belongs to the denominator or did not say, unless the question was
    /// passed over; or some only.
    pub all: bool,
    /// Whether a person can prefer not to say: not if the form requires an answer.
    pub may_decline: bool,
}

/// One indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicator {
    /// Its number in tallies.
    pub id: IndicatorId,
    /// Its name in plans and reports, as `ACC-1`.
    pub code: &'static str,
    /// What it is called, in English; other languages are in the report's words.
    pub name: &'static str,
    /// What is counted.
    pub unit: Unit,
    /// Its class.
    pub class: Class,
    /// Along what it is split; at most two, none if restricted.
    pub dimensions: &'static [Dimension],
    /// Whom it asks; absent if it counts events.
    pub asks: Option<Asks>,
    /// Who is in the denominator.
    pub denominator: Test,
    /// Who of them is in the numerator; absent if only items are counted.
    pub numerator: Option<Test>,
    /// Frequencies of single values.
    pub items: Option<Items>,
    /// How several check-ins of one person combine.
    pub combine: Combine,
    /// The denominator in words, for the definitions in a release.
    pub denominator_words: &'static str,
    /// The numerator in words.
    pub numerator_words: &'static str,
}

/// The indicator with this number, if there is one.
pub fn by_id(id: IndicatorId) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.id == id)
}

/// The indicator with this name, if there is one.
pub fn by_code(code: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.code == code)
}

/// Who was contacted, and who of them agreed to answer.
pub const PARTICIPATION: IndicatorId = IndicatorId(3);

/// The values of the form's `stage`, in order of time.
pub const STAGES: &[&str] = &["pre_release", "m0_1", "m2_3", "m4_6", "m7_12", "m13_plus"];

/// The values of the card's sex.
pub const SEXES: &[&str] = &["f", "m"];

/// Combinations that cannot occur, so that an empty cell tells nothing: it is shown as empty.
/// `(indicator code, dimension, value)`.
pub const IMPOSSIBLE: &[(&str, Dimension, &str)] = &[];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_obeys_its_own_rules() {
        for (at, indicator) in INDICATORS.iter().enumerate() {
            let code = indicator.code;
            assert!(indicator.dimensions.len() <= 2, "{code}");
            if indicator.class == Class::Restricted {
                assert!(indicator.dimensions.is_empty(), "{code}");
                assert!(indicator.items.is_none(), "{code}");
            }
            assert!(
                indicator.numerator.is_some() || indicator.items.is_some(),
                "{code}"
            );
            assert_eq!(indicator.asks.is_none(), indicator.unit == Unit::Event);
            if let Some(asks) = indicator.asks {
                let within = |split: &&&[Dimension]| {
                    let has = |dimension| split.contains(dimension);
                    indicator.dimensions.iter().all(has)
                };
                assert!(
                    asks.population.splits().iter().any(|s| within(&s)),
                    "{code}"
                );
            }
            if let Some(items) = indicator.items {
                assert!(
                    !items.values.is_empty() && items.values.len() <= 32,
                    "{code}"
                );
                assert!(indicator.unit == Unit::Person, "{code}");
                let own = matches!(items.base, ItemBase::Own { .. });
                assert!(!(own && items.by_dimensions), "{code}");
                let split = matches!(items.base, ItemBase::Numerator | ItemBase::Rest);
                assert!(!split || indicator.numerator.is_some(), "{code}");
            }
            for other in &INDICATORS[at + 1..] {
                assert_ne!(indicator.id, other.id);
                assert_ne!(code, other.code);
            }
        }
    }

    #[test]
    fn every_indicator_of_the_check_in_is_there() {
        let codes: Vec<_> = INDICATORS.iter().map(|i| i.code).collect();
        let wanted = "ENG-1 ENG-2 ENG-3 ENG-4 ACC-1 EMP-1 DOC-1 INC-1 FAM-1 FAM-2 HLT-1 HLT-2 HLT-3 \
                      COM-1 COM-2 COM-3 GOA-1 STR-1 SAF-1 REF-1 REF-2 REF-3 REF-4 REF-5";
        assert_eq!(codes.join(" "), wanted);
    }
}
