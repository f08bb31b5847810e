//! What is inside a tally, and how it is made on the phone.
//!
//! The content is a map signed by a tally key ([`Signed`]), sealed to the statistics office. It
//! says memberships and tags, no answer, no case, no device.
//!
//! | key | field | type |
//! |---|---|---|
//! | 0 | statistics key | key id, 16 bytes |
//! | 1 | tenant | 16 bytes |
//! | 2 | class | 0 ordinary, 1 restricted |
//! | 3 | settings | digest of the settings statement, 32 bytes |
//! | 4 | period | text |
//! | 5 | person tag | 16 bytes |
//! | 6 | record tag | 16 bytes |
//! | 7 | version | from 1, one more with each correction |
//! | 8 | order | 32-bit HMAC + day in period |
//! | 9 | number | per tally key and period; ordinary only |
//! | 10 | tally key | key id, 16 bytes |
//! | 11 | indicators | map: number → membership, or [membership, items], or [membership, items, item denominators] |
//! | 12 | stage | text; ordinary only |
//! | 13 | area | text; ordinary only |
//! | 14 | sex | text; ordinary only |
//!
//! Memberships: 0 denominator, 1 numerator, 2 did not say, 3 asked and outside. Items are bits in
//! the order of the table. Which of the three shapes an indicator has follows from the table, so
//! there is one encoding.
//!
//! The tags are the first 16 bytes of the HMACs: with 32, a restricted tally would not fit into
//! its 256 bytes, and 128 bits are as far from colliding as an id is.

use std::collections::BTreeMap;

use homeward_seal::{
    Cbor, CborError, Class, Digest, KeyId, PeriodId, RecordId, SealedTally, SealingKey, Signed,
    SigningKey, TallySecret, TenantId, cbor::Reader, cbor::Writer, cbor_map, context,
    tally::TallySealError,
};
use rand_core::CryptoRng;

use crate::{
    evaluate::{Contributions, Dimensions, Entry, Membership},
    indicators::{Indicator, IndicatorId, ItemBase, by_id},
};

/// Longest code of an area or other dimension value, in bytes.
pub const CODE_MOST: usize = 32;

cbor_map! {
    /// The content of a tally.
    redacted pub struct TallyContent {
        /// The statistics key that it is sealed to.
        0 => statistics_key: KeyId,
        /// The institution.
        1 => tenant: TenantId,
        /// Its class.
        2 => class: Class,
        /// The settings statement from which the period came.
        3 => settings: Digest,
        /// The period of the contact.
        4 => period: PeriodId,
        /// The same for all tallies of a person in the period and class.
        5 => person: Tag,
        /// The same for all versions of a record.
        6 => record: Tag,
        /// From 1; the office keeps the highest.
        7 => version: u32,
        /// Greater means later, among those with the same person tag.
        8 => order: u64,
        /// Counts per tally key and period; ordinary only.
        9 => number: Option<u64>,
        /// The tally key that signed it.
        10 => signer: KeyId,
        /// What was asked.
        11 => entries: Entries,
        /// Ordinary only.
        12 => stage: Option<Code>,
        /// Ordinary only.
        13 => area: Option<Code>,
        /// Ordinary only.
        14 => sex: Option<Code>,
    }
}

impl homeward_seal::signed::Content for TallyContent {
    const CONTEXT: &'static str = context::TALLY;
}

/// The first 16 bytes of a tag.
pub type Tag = [u8; 16];

/// A dimension value: 1 to [`CODE_MOST`] bytes of `a-z`, `0-9`, `_`, `-`.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    fn new(text: &str) -> Option<Code> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b);
        let fits = (1..=CODE_MOST).contains(&text.len()) && text.bytes().all(allowed);
        fits.then(|| Code(text.to_owned()))
    }
}

impl Cbor for Code {
    fn write(&self, to: &mut Writer) {
        to.text(&self.0);
    }
    fn read(from: &mut Reader<'_>) -> Result<Code, CborError> {
        Code::new(from.text()?).ok_or(CborError::Value)
    }
}

/// The indicators of a content.
#[derive(Clone, PartialEq, Eq)]
pub struct Entries(pub BTreeMap<IndicatorId, Entry>);

/// How many numbers an indicator's entry has.
fn width(indicator: &Indicator) -> usize {
    match indicator.items.map(|items| items.base) {
        None => 1,
        Some(ItemBase::Own { .. }) => 3,
        Some(_) => 2,
    }
}

/// Whether the entry is one that the table allows, so that no count can contradict another.
fn is_possible(indicator: &Indicator, entry: &Entry) -> bool {
    use Membership::{Denominator, Numerator};
    if entry.membership == Numerator && indicator.numerator.is_none() {
        return false;
    }
    let Some(items) = indicator.items else {
        return true;
    };
    let all = entry.items | entry.item_denominators;
    if items.values.len() < 32 && all >> items.values.len() != 0 {
        return false;
    }
    if !entry.membership.counts() {
        return all == 0;
    }
    let some = entry.items != 0;
    match items.base {
        ItemBase::Denominator => true,
        ItemBase::DenominatorCovered => some,
        ItemBase::Numerator => some == (entry.membership == Numerator),
        ItemBase::Rest => some == (entry.membership == Denominator),
        ItemBase::Own { .. } => entry.items & !entry.item_denominators == 0,
    }
}

impl Cbor for Entries {
    fn write(&self, to: &mut Writer) {
        to.map(self.0.len());
        for (id, entry) in &self.0 {
            to.uint(u64::from(id.0));
            let numbers = [
                u64::from(entry.membership.number()),
                entry.items.into(),
                entry.item_denominators.into(),
            ];
            match by_id(*id).map_or(3, width) {
                1 => to.uint(numbers[0]),
                width => {
                    to.array(width);
                    numbers[..width].iter().for_each(|number| to.uint(*number));
                }
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Entries, CborError> {
        let mut entries = BTreeMap::new();
        let mut last = None;
        for _ in 0..from.map()? {
            let key = from.key(&mut last)?;
            let id = u8::try_from(key).ok().map(IndicatorId);
            let Some(indicator) = id.and_then(by_id) else {
                from.unknown(key)?;
                continue;
            };
            let width = width(indicator);
            if width > 1 && from.array()? != width {
                return Err(CborError::Length);
            }
            let small = |number: u64| u32::try_from(number).map_err(|_| CborError::Value);
            let membership = u8::try_from(from.uint()?)
                .ok()
                .and_then(Membership::from_number);
            let entry = Entry {
                membership: membership.ok_or(CborError::Value)?,
                items: if width > 1 { small(from.uint()?)? } else { 0 },
                item_denominators: if width > 2 { small(from.uint()?)? } else { 0 },
            };
            if !is_possible(indicator, &entry) {
                return Err(CborError::Value);
            }
            entries.insert(indicator.id, entry);
        }
        Ok(Entries(entries))
    }
}

impl TallyContent {
    /// The dimensions.
    pub fn dimensions(&self) -> Dimensions {
        let text = |code: &Option<Code>| code.as_ref().map(|code| code.0.clone());
        Dimensions {
            stage: text(&self.stage),
            area: text(&self.area),
            sex: text(&self.sex),
        }
    }

    /// Whether it holds only what its class may hold, and says the same where two indicators
    /// count the same persons.
    #[cfg(feature = "audit")]
    pub(crate) fn is_consistent(&self) -> bool {
        let of_class =
            |id: &IndicatorId| by_id(*id).is_some_and(|indicator| indicator.class == self.class);
        let plain = self.dimensions() == Dimensions::default() && self.number.is_none();
        self.entries.0.keys().all(of_class)
            && (self.class == Class::Ordinary || plain)
            && crate::indicators::INDICATORS
                .iter()
                .all(|indicator| self.agrees(indicator))
    }

    #[cfg(feature = "audit")]
    fn agrees(&self, indicator: &Indicator) -> bool {
        let base = indicator.items.map(|items| items.base);
        let Some(ItemBase::Own {
            counted_in: Some(other),
            ..
        }) = base
        else {
            return true;
        };
        let (this, other) = (
            self.entries.0.get(&indicator.id),
            self.entries.0.get(&other),
        );
        match (this, other) {
            (Some(this), Some(other)) => {
                this.item_denominators == other.items
                    && this.membership.counts() == other.membership.counts()
            }
            (None, None) => true,
            _ => false,
        }
    }
}

/// Where a tally comes from; the same for both classes of a record.
#[derive(Clone, Copy)]
pub struct TallySource<'a> {
    /// The institution.
    pub tenant: &'a TenantId,
    /// Digest of the settings statement that gave the period.
    pub settings: &'a Digest,
    /// The period of the contact (of a correction: that of the original).
    pub period: &'a PeriodId,
    /// Days from the period's start to the contact.
    pub day: u32,
    /// The id of the record's first version.
    pub first_record: &'a RecordId,
    /// 1 for the first version, one more with each correction.
    pub version: u32,
    /// The next number of this tally key in the period (of a correction before sending: the same).
    pub number: u64,
    /// The case's tally secret.
    pub secret: &'a TallySecret,
}

impl std::fmt::Debug for TallySource<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TallySource(…)")
    }
}

/// Why a tally cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MakeTallyError {
    /// The area or another dimension has a code that is not allowed.
    #[error("a code is longer than {CODE_MOST} or has other characters than a-z, 0-9, _ and -")]
    Code,
    /// It cannot be sealed.
    #[error(transparent)]
    Seal(#[from] TallySealError),
}

/// Signs and seals what one check-in contributes to the tables of one class.
///
/// # Errors
/// [`MakeTallyError`].
pub fn make_tally(
    source: &TallySource<'_>,
    contributions: &Contributions,
    signer: &SigningKey,
    office: &SealingKey,
    random: &mut dyn CryptoRng,
) -> Result<SealedTally, MakeTallyError> {
    let class = contributions.class;
    let ordinary = class == Class::Ordinary;
    let code = |value: &Option<String>| match value {
        Some(text) if ordinary => Code::new(text).map(Some).ok_or(MakeTallyError::Code),
        _ => Ok(None),
    };
    let TallySource {
        tenant,
        period,
        secret,
        ..
    } = *source;
    let content = TallyContent {
        statistics_key: office.id(),
        tenant: *tenant,
        class,
        settings: *source.settings,
        period: period.clone(),
        person: short(secret.person_tag(class, tenant, period)),
        record: short(secret.record_tag(class, tenant, source.first_record)),
        version: source.version,
        order: u64::from(secret.order(class, tenant, period)) + u64::from(source.day),
        number: ordinary.then_some(source.number),
        signer: signer.verifying_key().id(),
        entries: Entries(contributions.entries.clone()),
        stage: code(&contributions.dimensions.stage)?,
        area: code(&contributions.dimensions.area)?,
        sex: code(&contributions.dimensions.sex)?,
    };
    let signed = Signed::sign(&content, signer);
    let sealed = SealedTally::seal(
        *tenant,
        class,
        period.clone(),
        signed.bytes(),
        office,
        random,
    )?;
    Ok(sealed)
}

fn short(tag: [u8; 32]) -> Tag {
    let mut first = [0; 16];
    first.copy_from_slice(&tag[..16]);
    first
}

#[cfg(test)]
mod tests;
