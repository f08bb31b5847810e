//! What the office takes and what it refuses, and why; and a place to make tallies in tests.

use super::*;
use crate::{
    content::{MakeTallyError, TallySource, make_tally},
    evaluate::{CardFacts, contact_date, evaluate, tests::written},
    indicators::by_code,
    periods::Period,
};
use homeward_seal::{RecordId, SigningKey, TallySecret};
use jiff::civil::date;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

/// A tenant with one worker's tally key, two periods and the three areas a, b, c.
pub(crate) struct World {
    pub random: ChaCha20Rng,
    pub trust: Trust,
    pub tally_key: SigningKey,
    pub ordinary: OpeningKey,
    pub restricted: OpeningKey,
}

/// One check-in to be tallied.
pub(crate) struct Visit<'a> {
    pub secret: &'a TallySecret,
    pub record: &'a RecordId,
    pub version: u32,
    pub area: &'a str,
    pub sex: &'a str,
    /// Answers as in the evaluation's tests.
    pub answers: &'a str,
    pub referrals: &'a [&'a str],
}

impl World {
    pub fn new(areas: &[&str]) -> World {
        let mut random = ChaCha20Rng::seed_from_u64(11);
        let tally_key = SigningKey::random(&mut random);
        let signer = tally_key.verifying_key();
        let periods = Periods::new(vec![
            Period::new("2025-05", date(2025, 5, 1), date(2025, 10, 31)).unwrap(),
            Period::new("2025-11", date(2025, 11, 1), date(2026, 4, 30)).unwrap(),
        ]);
        let settings = Digest::of(b"settings");
        World {
            trust: Trust {
                tenant: TenantId::random(&mut random),
                periods: periods.unwrap(),
                areas: areas.iter().map(|area| (*area).to_owned()).collect(),
                settings,
                known_settings: BTreeSet::from([settings]),
                tally_keys: BTreeMap::from([(signer.id(), (signer, "one".to_owned()))]),
            },
            tally_key,
            ordinary: OpeningKey::random(&mut random),
            restricted: OpeningKey::random(&mut random),
            random,
        }
    }

    pub fn office(&self) -> Office {
        Office::new(
            self.trust.clone(),
            [self.ordinary.clone(), self.restricted.clone()],
        )
    }

    pub fn tally(&mut self, visit: &Visit<'_>, class: Class) -> Result<Vec<u8>, MakeTallyError> {
        let answers = written(visit.answers, visit.referrals);
        let contact = contact_date(&answers).unwrap();
        let period = self.trust.periods.on(contact).unwrap().clone();
        let card = CardFacts {
            area: Some(visit.area.to_owned()),
            sex: Some(visit.sex.to_owned()),
            release: None,
        };
        let source = TallySource {
            tenant: &self.trust.tenant,
            settings: &self.trust.settings,
            period: period.id(),
            day: period.day(contact).unwrap(),
            first_record: visit.record,
            version: visit.version,
            number: 1,
            secret: visit.secret,
        };
        let to = match class {
            Class::Ordinary => self.ordinary.sealing_key(),
            Class::Restricted => self.restricted.sealing_key(),
        };
        let contributions = evaluate(&answers, &card, &period, class);
        let made = make_tally(
            &source,
            &contributions,
            &self.tally_key,
            &to,
            &mut self.random,
        )?;
        Ok(made.bytes().to_vec())
    }
}

pub(crate) fn period() -> PeriodId {
    PeriodId::new("2025-05").unwrap()
}

fn visit<'a>(secret: &'a TallySecret, record: &'a RecordId, answers: &'a str) -> Visit<'a> {
    Visit {
        secret,
        record,
        version: 1,
        area: "a",
        sex: "f",
        answers,
        referrals: &[],
    }
}

const ANSWERS: &str = "visit_date=2025-06-01; stage=m0_1; contact_result=met; welcome=accepted";

fn ids(world: &mut World) -> (TallySecret, RecordId) {
    (
        TallySecret::random(&mut world.random),
        RecordId::random(&mut world.random),
    )
}

#[test]
fn each_wrong_tally_has_its_own_refusal() {
    let mut world = World::new(&["a"]);
    let (secret, record) = ids(&mut world);
    let good = world
        .tally(&visit(&secret, &record, ANSWERS), Class::Ordinary)
        .unwrap();
    let refusal = |world: &World, period: &str, tally: &[u8]| {
        let period = PeriodId::new(period).unwrap();
        world.office().open(&period, tally).map(|_| ()).unwrap_err()
    };
    assert!(world.office().open(&period(), &good).is_ok());

    assert!(matches!(
        refusal(&world, "2025-05", b"no tally"),
        Refusal::Malformed(_)
    ));
    assert_eq!(refusal(&world, "2025-11", &good), Refusal::WrongPeriod);
    let mut altered = good.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(&world, "2025-05", &altered), Refusal::Altered);

    let mut other = World::new(&["a"]);
    other.trust.tenant = TenantId([9; 16]);
    assert_eq!(refusal(&other, "2025-05", &good), Refusal::OtherTenant);
    let mut other = World::new(&["a"]);
    other.ordinary = other.restricted.clone();
    assert_eq!(
        refusal(&other, "2025-05", &good),
        Refusal::UnknownStatisticsKey
    );
    let mut other = World::new(&["a"]);
    let stranger = SigningKey::random(&mut other.random);
    other.trust.tally_keys.clear();
    assert_eq!(refusal(&other, "2025-05", &good), Refusal::UnknownTallyKey);
    // Another key under the id of the known one: the signature cannot verify.
    let known = world.tally_key.verifying_key().id();
    other
        .trust
        .tally_keys
        .insert(known, (stranger.verifying_key(), "one".to_owned()));
    assert_eq!(refusal(&other, "2025-05", &good), Refusal::Forged);
    let mut other = World::new(&["a"]);
    other.trust.known_settings.clear();
    assert_eq!(refusal(&other, "2025-05", &good), Refusal::UnknownSettings);
}

#[test]
fn inside_and_outside_must_agree() {
    let mut world = World::new(&["a"]);
    let (secret, record) = ids(&mut world);
    let good = world
        .tally(&visit(&secret, &record, ANSWERS), Class::Ordinary)
        .unwrap();
    let inside = SealedTally::parse(&good)
        .unwrap()
        .open(&world.ordinary)
        .unwrap();
    // The same signed content, sealed again as another period's and as another class's.
    let seal = |world: &mut World, class, period: &str, to: &OpeningKey| {
        let period = PeriodId::new(period).unwrap();
        let (tenant, to) = (world.trust.tenant, to.sealing_key());
        SealedTally::seal(tenant, class, period, &inside, &to, &mut world.random)
    };
    let (ordinary, restricted) = (world.ordinary.clone(), world.restricted.clone());
    let moved = seal(&mut world, Class::Ordinary, "2025-11", &ordinary).unwrap();
    let later = PeriodId::new("2025-11").unwrap();
    let refused = world.office().open(&later, moved.bytes()).unwrap_err();
    assert_eq!(refused, Refusal::Contradiction);
    let again = seal(&mut world, Class::Ordinary, "2025-05", &restricted).unwrap();
    let refused = world.office().open(&period(), again.bytes()).unwrap_err();
    assert_eq!(refused, Refusal::Contradiction);
}

#[test]
fn the_same_twice_counts_once_and_the_highest_version_wins() {
    let mut world = World::new(&["a"]);
    let (secret, record) = ids(&mut world);
    let first = world
        .tally(&visit(&secret, &record, ANSWERS), Class::Ordinary)
        .unwrap();
    let rejected = ANSWERS.replace("accepted", "rejected");
    let correction = Visit {
        version: 2,
        ..visit(&secret, &record, &rejected)
    };
    let second = world.tally(&correction, Class::Ordinary).unwrap();
    let resealed = world
        .tally(&visit(&secret, &record, ANSWERS), Class::Ordinary)
        .unwrap();
    let other = Visit {
        version: 2,
        ..visit(&secret, &record, ANSWERS)
    };
    let conflict = world.tally(&other, Class::Ordinary).unwrap();

    let welcome = by_code("COM-1").unwrap().id;
    let run = |order: &[&Vec<u8>]| {
        let mut office = world.office();
        let taken: Vec<_> = order
            .iter()
            .map(|tally| office.take(&period(), tally))
            .collect();
        let kept: Vec<_> = office
            .held()
            .map(|(_, held)| held.entries[&welcome])
            .collect();
        (taken, kept, office.inputs())
    };
    let (taken, kept, inputs) = run(&[&first, &second, &first, &resealed]);
    assert_eq!(
        taken,
        [
            Ok(()),
            Ok(()),
            Err(Refusal::Duplicate),
            Err(Refusal::Duplicate)
        ]
    );
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].membership, crate::evaluate::Membership::Denominator);
    let (_, again, same) = run(&[&resealed, &second, &first]);
    assert_eq!((again, same), (kept, inputs));

    let (taken, one, inputs) = run(&[&first, &second, &conflict]);
    assert_eq!(taken[2], Err(Refusal::Conflict));
    let (_, other, same) = run(&[&conflict, &second, &first]);
    assert_eq!((one, inputs), (other, same), "the order decides nothing");
}
