//! The phone's side in one call: from a finished record and its card to both sealed tallies.
//!
//! Invariant: period and day come from the signed settings by the date of the contact; a
//! correction keeps its original's period. What is sealed is evaluated from the record's own
//! bytes.

use homeward_seal::{
    Body, Card, Class, Digest, PeriodId, RecordId, SealedTally, SealingKey, SigningKey, TenantId,
};
use rand_core::CryptoRng;

use crate::{
    content::{MakeTallyError, TallySource, make_tally},
    evaluate::{CardFacts, contact_date, evaluate},
    periods::Periods,
    record_answers::{NotASubmission, RecordAnswers},
};

/// What a phone needs besides the record.
#[derive(Clone, Copy)]
pub struct TallyKeys<'a> {
    /// The institution.
    pub tenant: &'a TenantId,
    /// Digest of the settings statement that `periods` are from.
    pub settings: &'a Digest,
    /// The periods of the settings.
    pub periods: &'a Periods,
    /// The device's tally key.
    pub signer: &'a SigningKey,
    /// The statistics key of the ordinary class.
    pub ordinary: &'a SealingKey,
    /// The statistics key of the restricted class.
    pub restricted: &'a SealingKey,
}

/// Which version of which record.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    /// The id of the first version.
    pub first_record: &'a RecordId,
    /// From 1; one more with each correction that is sent.
    pub version: u32,
    /// The tally key's next number in the period.
    pub number: u64,
    /// In a correction: the period of the original.
    pub original_period: Option<&'a PeriodId>,
}

/// Why a record has no tallies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TallyRecordError {
    /// The submission cannot be read.
    #[error(transparent)]
    Submission(#[from] NotASubmission),
    /// The record says no date of the contact.
    #[error("the check-in has no date of the contact")]
    NoDate,
    /// The settings have no period for that date.
    #[error("the settings have no reporting period for the date of the contact")]
    NoPeriod,
    /// A tally cannot be made.
    #[error(transparent)]
    Make(#[from] MakeTallyError),
}

/// The tallies of a record, ordinary first, and the period that they belong to.
///
/// # Errors
/// [`TallyRecordError`].
pub fn tallies_of(
    body: &Body,
    card: &Card,
    version: Version<'_>,
    keys: TallyKeys<'_>,
    random: &mut dyn CryptoRng,
) -> Result<(PeriodId, [SealedTally; 2]), TallyRecordError> {
    let answers = RecordAnswers::of(body)?;
    let contact = contact_date(&answers).ok_or(TallyRecordError::NoDate)?;
    let period = match version.original_period {
        Some(id) => keys.periods.get(id),
        None => keys.periods.on(contact),
    };
    let period = period.ok_or(TallyRecordError::NoPeriod)?;
    // A corrected date can lie outside the original's period; it is then taken as its nearest day.
    let day = period
        .day(contact.clamp(period.start(), period.end()))
        .unwrap_or(0);
    let source = TallySource {
        tenant: keys.tenant,
        settings: keys.settings,
        period: period.id(),
        day,
        first_record: version.first_record,
        version: version.version,
        number: version.number,
        secret: &card.tally_secret,
    };
    let facts = CardFacts::from(card);
    let mut seal = |class, to| {
        let contributions = evaluate(&answers, &facts, period, class);
        make_tally(&source, &contributions, keys.signer, to, random)
    };
    let tallies = [
        seal(Class::Ordinary, keys.ordinary)?,
        seal(Class::Restricted, keys.restricted)?,
    ];
    Ok((period.id().clone(), tallies))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::tests::{World, period};
    use homeward_seal::{AnswerState, Bytes, CalendarDate, TallySecret};

    fn body(date: &str) -> Body {
        let xml = format!(
            "<data><visit><visit_date>{date}</visit_date><stage>m0_1</stage></visit>\
             <community><welcome>mixed</welcome></community></data>"
        );
        let answered = [
            "/data/visit/visit_date",
            "/data/visit/stage",
            "/data/community/welcome",
        ];
        let states = answered
            .map(|path| (path.to_owned(), AnswerState::Answered))
            .to_vec();
        Body {
            submission: Bytes(xml.into_bytes()),
            states,
        }
    }

    #[test]
    fn a_record_becomes_two_tallies_that_the_office_takes() {
        let mut world = World::new(&["a"]);
        let (ordinary, restricted) = (world.ordinary.sealing_key(), world.restricted.sealing_key());
        let record = RecordId::random(&mut world.random);
        let card = Card {
            reference: "ABCD-2345".into(),
            area: "a".into(),
            stage_date: CalendarDate::new("2025-05-20").unwrap(),
            next_date: None,
            language: "mk".into(),
            sex: None,
            age_band: None,
            tally_secret: TallySecret::random(&mut world.random),
            returns: vec![],
        };
        let trust = world.trust.clone();
        let keys = TallyKeys {
            tenant: &trust.tenant,
            settings: &trust.settings,
            periods: &trust.periods,
            signer: &world.tally_key,
            ordinary: &ordinary,
            restricted: &restricted,
        };
        let first = Version {
            first_record: &record,
            version: 1,
            number: 1,
            original_period: None,
        };
        let mut office = world.office();
        let mut random = world.random.clone();
        let (of, tallies) =
            tallies_of(&body("2025-06-01"), &card, first, keys, &mut random).unwrap();
        assert_eq!(of, period());
        for (tally, class) in tallies.iter().zip([Class::Ordinary, Class::Restricted]) {
            assert_eq!(tally.header().class, class);
            office.take(&of, tally.bytes()).unwrap();
        }
        // A correction that moves the date stays in the period of the original.
        let correction = Version {
            version: 2,
            original_period: Some(&of),
            ..first
        };
        let moved = body("2025-12-24");
        let (still, again) = tallies_of(&moved, &card, correction, keys, &mut random).unwrap();
        assert_eq!(still, of);
        office.take(&of, again[0].bytes()).unwrap();
        assert_eq!(office.accepted(), 3);

        let none = |date| {
            let mut random = world.random.clone();
            tallies_of(&body(date), &card, first, keys, &mut random)
                .map(|_| ())
                .unwrap_err()
        };
        assert_eq!(none("1999-01-01"), TallyRecordError::NoPeriod);
        assert_eq!(none("soon"), TallyRecordError::NoDate);
    }
}
