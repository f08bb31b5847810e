//! The statistics office, offline: opens sealed tallies, checks them, and keeps what counts.
//!
//! Invariants: what goes in is accepted or refused with its own reason; the outcome does not
//! depend on the order in which tallies arrive; plain tallies exist in memory only.
//!
//! What it deliberately does not do: read files or the directory's log. The caller says whose keys
//! are whose ([`Trust`]).

use std::collections::{BTreeMap, BTreeSet};

use homeward_seal::{
    Class, Digest, KeyId, OpeningKey, PeriodId, SealedTally, Signed, SignedError, TenantId,
    VerifyingKey, tally::TallyError,
};

use crate::{
    content::{Tag, TallyContent},
    evaluate::{Dimensions, Entry},
    indicators::IndicatorId,
    periods::Periods,
};

/// What the directory says and the office relies on.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The institution.
    pub tenant: TenantId,
    /// The periods of the newest settings.
    pub periods: Periods,
    /// The area codes of the newest settings, in their order.
    pub areas: Vec<String>,
    /// Digest of the newest settings statement.
    pub settings: Digest,
    /// Digests of all settings statements that ever held; a tally names one of them.
    pub known_settings: BTreeSet<Digest>,
    /// Tally keys and the short names of their organisations.
    pub tally_keys: BTreeMap<KeyId, (VerifyingKey, String)>,
}

/// Why a tally is not counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Not the encoding of a tally, or not its size.
    #[error("it is not a tally: {0}")]
    Malformed(String),
    /// Another institution's.
    #[error("it belongs to another institution")]
    OtherTenant,
    /// The period is not the one that the file says, or not in the settings.
    #[error("it belongs to another period")]
    WrongPeriod,
    /// Sealed to a statistics key that the office was not given.
    #[error("it is sealed to a statistics key that is not here")]
    UnknownStatisticsKey,
    /// It does not open: altered on the way, or never sealed to this key.
    #[error("it does not open; it was altered")]
    Altered,
    /// What is inside is not the content of a tally.
    #[error("its content is not well formed")]
    Content,
    /// What is inside says another tenant, class, period or statistics key than the outside.
    #[error("inside and outside do not say the same")]
    Contradiction,
    /// Signed by a key that is not a tally key of the directory.
    #[error("it is signed by an unknown tally key")]
    UnknownTallyKey,
    /// The signature does not verify.
    #[error("its signature does not verify; it is forged")]
    Forged,
    /// It names settings that never held.
    #[error("it names unknown settings")]
    UnknownSettings,
    /// The same content was already counted: sent twice, or replayed.
    #[error("it was already counted")]
    Duplicate,
    /// The same version of the record says something else; the one with the smaller digest counts.
    #[error("another tally says something else for the same version of the record")]
    Conflict,
}

/// A tally that was opened and verified.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    sealed: Digest,
    digest: Digest,
    content: TallyContent,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened(…)")
    }
}

/// What is kept of a record: its highest version.
#[derive(Clone)]
pub(crate) struct Held {
    pub period: PeriodId,
    pub person: Tag,
    pub order: u64,
    pub dimensions: Dimensions,
    pub entries: BTreeMap<IndicatorId, Entry>,
    version: u32,
    digest: Digest,
}

/// The office at work on one release.
pub struct Office {
    trust: Trust,
    keys: BTreeMap<KeyId, OpeningKey>,
    inputs: BTreeSet<Digest>,
    seen: BTreeSet<Digest>,
    periods: BTreeSet<PeriodId>,
    held: BTreeMap<(Class, Tag), Held>,
    refusals: BTreeMap<Refusal, u64>,
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Office({} tallies)", self.inputs.len())
    }
}

impl Office {
    /// An office with the statistics keys of both classes (older keys too, if there are).
    pub fn new(trust: Trust, keys: impl IntoIterator<Item = OpeningKey>) -> Office {
        Office {
            trust,
            keys: keys
                .into_iter()
                .map(|key| (key.sealing_key().id(), key))
                .collect(),
            inputs: BTreeSet::new(),
            seen: BTreeSet::new(),
            periods: BTreeSet::new(),
            held: BTreeMap::new(),
            refusals: BTreeMap::new(),
        }
    }

    /// What the office relies on.
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The periods from which tallies were offered, whether there were any or not.
    pub fn periods(&self) -> &BTreeSet<PeriodId> {
        &self.periods
    }

    /// How many tallies were refused, by reason.
    pub fn refusals(&self) -> &BTreeMap<Refusal, u64> {
        &self.refusals
    }

    /// How many different tallies were accepted, superseded versions included.
    pub fn accepted(&self) -> usize {
        self.inputs.len()
    }

    /// Says that a period is part of the release, even if no tally of it comes.
    ///
    /// # Errors
    /// If the settings do not have it.
    pub fn include(&mut self, period: &PeriodId) -> Result<(), Refusal> {
        self.trust.periods.get(period).ok_or(Refusal::WrongPeriod)?;
        self.periods.insert(period.clone());
        Ok(())
    }

    /// SHA-256 of the digests of all accepted tallies, in ascending order: the same set gives the
    /// same digest, whatever the order.
    pub fn inputs(&self) -> Digest {
        let parts: Vec<&[u8]> = self
            .inputs
            .iter()
            .map(|digest| digest.0.as_slice())
            .collect();
        Digest::of_parts(&parts)
    }

    /// Opens a tally and checks it, without counting it. `period` is that of the file it is from.
    ///
    /// # Errors
    /// Every [`Refusal`] but `Duplicate` and `Conflict`.
    pub fn open(&self, period: &PeriodId, tally: &[u8]) -> Result<Opened, Refusal> {
        let sealed = SealedTally::parse(tally).map_err(|error| match error {
            TallyError::Malformed(_) => Refusal::Malformed("not well formed".to_owned()),
            other => Refusal::Malformed(other.to_string()),
        })?;
        let header = sealed.header();
        if header.tenant != self.trust.tenant {
            return Err(Refusal::OtherTenant);
        }
        if header.period != *period || self.trust.periods.get(period).is_none() {
            return Err(Refusal::WrongPeriod);
        }
        let key = self
            .keys
            .get(&header.key)
            .ok_or(Refusal::UnknownStatisticsKey)?;
        let plain = sealed.open(key).map_err(|_| Refusal::Altered)?;
        let signed = Signed::<TallyContent>::parse(&plain).map_err(|_| Refusal::Content)?;
        let claims = signed.claims().map_err(|_| Refusal::Content)?;
        let signer = self.trust.tally_keys.get(&claims.signer);
        let (signer, _) = signer.ok_or(Refusal::UnknownTallyKey)?;
        let content = signed.verify(signer).map_err(|error| match error {
            SignedError::Signature => Refusal::Forged,
            SignedError::Malformed(_) | SignedError::Suite => Refusal::Content,
        })?;
        if content.tenant != header.tenant
            || content.class != header.class
            || content.period != header.period
            || content.statistics_key != header.key
        {
            return Err(Refusal::Contradiction);
        }
        if !content.is_consistent() || content.version == 0 {
            return Err(Refusal::Content);
        }
        if !self.trust.known_settings.contains(&content.settings) {
            return Err(Refusal::UnknownSettings);
        }
        Ok(Opened {
            sealed: sealed.digest(),
            digest: signed.digest(),
            content,
        })
    }

    /// Opens a tally, checks it and takes it in.
    ///
    /// # Errors
    /// Every [`Refusal`]; each is also counted. A duplicate or conflict still belongs to the set of
    /// inputs, so that the set does not depend on the order.
    pub fn take(&mut self, period: &PeriodId, tally: &[u8]) -> Result<(), Refusal> {
        let taken = self
            .open(period, tally)
            .and_then(|opened| self.count(opened));
        if let Err(refusal) = &taken {
            *self.refusals.entry(refusal.clone()).or_default() += 1;
        }
        taken
    }

    fn count(&mut self, opened: Opened) -> Result<(), Refusal> {
        let Opened {
            sealed,
            digest,
            content,
        } = opened;
        self.periods.insert(content.period.clone());
        self.inputs.insert(sealed);
        if !self.seen.insert(digest) {
            return Err(Refusal::Duplicate);
        }
        let key = (content.class, content.record);
        let new = Held {
            dimensions: content.dimensions(),
            period: content.period,
            person: content.person,
            order: content.order,
            entries: content.entries.0,
            version: content.version,
            digest,
        };
        match self.held.get_mut(&key) {
            None => {
                self.held.insert(key, new);
                Ok(())
            }
            Some(held) => {
                let same = held.version == new.version;
                if (new.version, held.digest) > (held.version, new.digest) {
                    *held = new;
                }
                if same { Err(Refusal::Conflict) } else { Ok(()) }
            }
        }
    }

    /// What counts, by class and record tag.
    pub(crate) fn held(&self) -> impl Iterator<Item = (&(Class, Tag), &Held)> {
        self.held.iter()
    }
}

#[cfg(test)]
pub(crate) mod tests;
