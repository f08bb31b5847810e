//! From answers to contributions: for each indicator, whether the person is counted.
//!
//! Invariant: the outcome is membership only. Nothing here is added up per person, and no answer
//! leaves: what is not in the table of indicators cannot be in a contribution.
//!
//! What it deliberately does not do: read the form, the clock or the card's keys. Answers come
//! through [`Answers`], facts of the card through [`CardFacts`].

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    indicators::{
        Class, Dimension, INDICATORS, Indicator, IndicatorId, ItemBase, ItemTest, Items, STAGES,
        Test, class_word,
    },
    periods::Period,
};

/// The value that the form offers for "prefers not to say" in a list.
const NOT_SAY: &str = "not_say";

/// What the form holds on one question.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    /// Answered: the text of the answer; selected values are separated by spaces.
    Value(String),
    /// The person prefers not to say.
    PrefersNotToSay,
    /// The question was passed over.
    Skipped,
    /// The question was not asked: not relevant, or not in the form.
    NotAsked,
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Said::Value(_) => "Value(…)",
            Said::PrefersNotToSay => "PrefersNotToSay",
            Said::Skipped => "Skipped",
            Said::NotAsked => "NotAsked",
        })
    }
}

/// A finished check-in, as far as indicators read it. Questions are named, not addressed: the form
/// may regroup them.
pub trait Answers {
    /// What is said on a question outside repeats.
    fn said(&self, question: &str) -> Said;
    /// How many rows a repeat has; 0 if it is not relevant.
    fn rows(&self, repeat: &str) -> usize;
    /// What is said on a question in a row, the first being 0.
    fn said_in_row(&self, repeat: &str, row: usize, question: &str) -> Said;
}

/// What the worker's card knows and the form does not ask.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CardFacts {
    /// The area's code, as in the settings.
    pub area: Option<String>,
    /// `f` or `m`.
    pub sex: Option<String>,
    /// The day of release.
    pub release: Option<Date>,
}

impl std::fmt::Debug for CardFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardFacts(…)")
    }
}

impl From<&homeward_seal::Card> for CardFacts {
    fn from(card: &homeward_seal::Card) -> CardFacts {
        CardFacts {
            area: Some(card.area.clone()),
            sex: card.sex.clone(),
            release: card.stage_date.as_str().parse().ok(),
        }
    }
}

/// Whether a person (or event) is counted in an indicator. Absent means: not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// In the denominator, not in the numerator.
    Denominator,
    /// In both.
    Numerator,
    /// Asked, and preferred not to say.
    DidNotSay,
    /// Asked, and outside the denominator.
    Outside,
}

impl Membership {
    /// The number in tallies.
    pub fn number(self) -> u8 {
        match self {
            Membership::Denominator => 0,
            Membership::Numerator => 1,
            Membership::DidNotSay => 2,
            Membership::Outside => 3,
        }
    }

    /// The membership with this number.
    pub fn from_number(number: u8) -> Option<Membership> {
        Some(match number {
            0 => Membership::Denominator,
            1 => Membership::Numerator,
            2 => Membership::DidNotSay,
            3 => Membership::Outside,
            _ => return None,
        })
    }

    /// Whether it counts in the denominator.
    pub fn counts(self) -> bool {
        matches!(self, Membership::Denominator | Membership::Numerator)
    }
}

/// One indicator's part of a contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Membership in the indicator itself.
    pub membership: Membership,
    /// Bit i: in the numerator of the i-th item.
    pub items: u32,
    /// Bit i: in the denominator of the i-th item, where items have their own.
    pub item_denominators: u32,
}

/// By what an ordinary tally can be split. All absent in a restricted one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dimensions {
    /// One of [`STAGES`].
    pub stage: Option<String>,
    /// The area's code.
    pub area: Option<String>,
    /// `f` or `m`.
    pub sex: Option<String>,
}

impl Dimensions {
    /// The value along a dimension.
    pub fn get(&self, dimension: Dimension) -> Option<&str> {
        match dimension {
            Dimension::Stage => self.stage.as_deref(),
            Dimension::Area => self.area.as_deref(),
            Dimension::Sex => self.sex.as_deref(),
        }
    }
}

/// What one check-in adds to the tables of one class.
#[derive(Clone, PartialEq, Eq)]
pub struct Contributions {
    /// Which key opens it.
    pub class: Class,
    /// Empty in a restricted one.
    pub dimensions: Dimensions,
    /// The indicators that were asked.
    pub entries: BTreeMap<IndicatorId, Entry>,
}

impl std::fmt::Debug for Contributions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Contributions({}, {} asked)",
            class_word(self.class),
            self.entries.len()
        )
    }
}

/// The date of the contact, from the form's `visit_date`; `None` if it is not there or no date.
pub fn contact_date(answers: &dyn Answers) -> Option<Date> {
    match answers.said("visit_date") {
        Said::Value(text) => text.get(..10)?.parse().ok(),
        _ => None,
    }
}

/// Evaluates every indicator of a class. `period` is that of the contact (in a correction: that of
/// the original).
pub fn evaluate(
    answers: &dyn Answers,
    card: &CardFacts,
    period: &Period,
    class: Class,
) -> Contributions {
    let facts = Facts {
        answers,
        card,
        period,
        contact: contact_date(answers),
    };
    let entries = INDICATORS
        .iter()
        .filter(|indicator| indicator.class == class)
        .filter_map(|indicator| Some((indicator.id, facts.entry(indicator)?)))
        .collect();
    let dimensions = match class {
        Class::Restricted => Dimensions::default(),
        Class::Ordinary => Dimensions {
            stage: match answers.said("stage") {
                Said::Value(stage) if STAGES.contains(&stage.as_str()) => Some(stage),
                _ => None,
            },
            area: card.area.clone(),
            sex: card.sex.clone(),
        },
    };
    Contributions {
        class,
        dimensions,
        entries,
    }
}

/// The outcome of a test. The order is that of precedence when several are not known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    True,
    False,
    NotSaid,
    NotAsked,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

struct Facts<'a> {
    answers: &'a dyn Answers,
    card: &'a CardFacts,
    period: &'a Period,
    contact: Option<Date>,
}

impl Facts<'_> {
    fn entry(&self, indicator: &Indicator) -> Option<Entry> {
        let mut membership = match self.test(&indicator.denominator) {
            Truth::NotAsked => return None,
            Truth::NotSaid => Membership::DidNotSay,
            Truth::False => Membership::Outside,
            Truth::True => match indicator.numerator.map(|test| self.test(&test)) {
                None | Some(Truth::False) => Membership::Denominator,
                Some(Truth::True) => Membership::Numerator,
                Some(Truth::NotSaid) => Membership::DidNotSay,
                Some(Truth::NotAsked) => return None,
            },
        };
        let (mut items, mut item_denominators) = (0, 0);
        if let (Some(rule), true) = (&indicator.items, membership.counts()) {
            items = self.items(rule, &rule.numerator);
            match rule.base {
                ItemBase::Own { denominator, .. } => {
                    item_denominators = self.items(rule, &denominator);
                    items &= item_denominators;
                }
                ItemBase::DenominatorCovered if items == 0 => return None,
                ItemBase::Numerator if membership == Membership::Denominator => items = 0,
                // Selected "none" and a value at once cannot pass the form's constraint; if it
                // did, the items would contradict the numerator.
                ItemBase::Rest if membership == Membership::Numerator => items = 0,
                ItemBase::Rest if items == 0 => membership = Membership::DidNotSay,
                _ => {}
            }
        }
        Some(Entry {
            membership,
            items,
            item_denominators,
        })
    }

    fn test(&self, test: &Test) -> Truth {
        match *test {
            Test::Is(question, values) => said(&self.answers.said(question), |selected| {
                any_in(selected, values)
            }),
            Test::IsNot(question, values) => said(&self.answers.said(question), |selected| {
                !any_in(selected, values)
            }),
            Test::Answered(question) => said(&self.answers.said(question), |_| true),
            Test::ReleasedInPeriod => match self.card.release {
                Some(day) if self.period.contains(day) => Truth::True,
                _ => Truth::NotAsked,
            },
            Test::WithinDaysOfRelease(days) => match (self.card.release, self.contact) {
                (Some(release), Some(contact)) => match contact.since(release) {
                    Ok(span) => (0..=days).contains(&span.get_days()).into(),
                    Err(_) => Truth::False,
                },
                _ => Truth::NotAsked,
            },
            // One level deep by construction of the table; its depth bounds the recursion.
            Test::All(tests) => {
                let outcomes: Vec<Truth> = tests.iter().map(|test| self.test(test)).collect();
                [Truth::False, Truth::NotSaid, Truth::NotAsked]
                    .into_iter()
                    .find(|outcome| outcomes.contains(outcome))
                    .unwrap_or(Truth::True)
            }
        }
    }

    /// Bit i: the i-th value passes.
    fn items(&self, rule: &Items, test: &ItemTest) -> u32 {
        let mut bits = 0;
        let mut mark = |selected: &str| {
            for (at, value) in rule.values.iter().enumerate() {
                if selected.split_ascii_whitespace().any(|one| one == *value) {
                    bits |= 1 << at;
                }
            }
        };
        match *test {
            ItemTest::Selected(question) => {
                if let Said::Value(selected) = self.answers.said(question) {
                    mark(&selected);
                }
            }
            ItemTest::Row {
                repeat,
                question,
                also,
            } => {
                for row in 0..self.answers.rows(repeat) {
                    let here = |name: &str| self.answers.said_in_row(repeat, row, name);
                    let passes = also.iter().all(|(name, values)| {
                        matches!(here(name), Said::Value(value) if any_in(&value, values))
                    });
                    if let (true, Said::Value(selected)) = (passes, here(question)) {
                        mark(&selected);
                    }
                }
            }
        }
        bits
    }
}

/// The one place that says what "was asked" and "did not say" mean.
fn said(said: &Said, test: impl Fn(&str) -> bool) -> Truth {
    match said {
        Said::Value(value) if value.split_ascii_whitespace().any(|one| one == NOT_SAY) => {
            Truth::NotSaid
        }
        Said::Value(value) if value.trim().is_empty() => Truth::NotAsked,
        Said::Value(value) => test(value).into(),
        Said::PrefersNotToSay => Truth::NotSaid,
        Said::Skipped | Said::NotAsked => Truth::NotAsked,
    }
}

fn any_in(selected: &str, values: &[&str]) -> bool {
    selected
        .split_ascii_whitespace()
        .any(|one| values.contains(&one))
}

#[cfg(test)]
pub(crate) mod tests;
