//! What a release costs: makes so many synthetic sealed tallies, then opens, counts and releases
//! them, and prints the processor time that a tally takes and the most memory that the process had
//! (both from `/proc`, so on Linux only). Processor time is the same on a busy machine.
//!
//! `cargo run --release -p homeward-tally --example release_cost -- 10000 40000 160000`
//!
//! Every person in it is made up by a seeded random source.

use std::collections::{BTreeMap, BTreeSet};

use homeward_seal::{Class, Digest, OpeningKey, RecordId, SigningKey, TallySecret, TenantId};
use homeward_tally::{
    Answers, CardFacts, Limits, Office, Period, Periods, Said, TallySource, Trust, contact_date,
    evaluate, make_tally, release,
};
use jiff::civil::date;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

const AREAS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
const QUESTIONS: [(&str, &[&str]); 16] = [
    ("stage", &["m0_1", "m2_3", "m4_6", "m7_12", "m13_plus"]),
    ("contact_result", &["met", "met", "spoke", "not_reached"]),
    ("agrees_today", &["yes", "yes", "yes", "yes", "no"]),
    ("engagement", &["all", "most", "few", "none_planned"]),
    ("acc_type", &["family", "own", "rented", "shelter"]),
    ("acc_secure", &["yes", "yes", "no", "unsure", "not_say"]),
    ("work_status", &["formal", "informal", "looking", "unable"]),
    ("docs_missing", &["none", "id", "id bank", "residence"]),
    ("basic_needs", &["always", "mostly", "rarely"]),
    (
        "family_contact",
        &["good", "some", "strained", "no_contact"],
    ),
    ("trusted_person", &["yes", "yes", "no"]),
    ("health_access", &["yes", "partly", "no"]),
    ("safety_concern", &["no", "no", "no", "later"]),
    ("welcome", &["accepted", "mixed", "rejected"]),
    ("stigma", &["none", "job", "insults media"]),
    ("support_requested", &["none", "housing work", "documents"]),
];

struct MadeUp(BTreeMap<&'static str, &'static str>);

impl Answers for MadeUp {
    fn said(&self, question: &str) -> Said {
        match self.0.get(question) {
            Some(value) => Said::Value((*value).to_owned()),
            None => Said::NotAsked,
        }
    }
    fn rows(&self, _repeat: &str) -> usize {
        0
    }
    fn said_in_row(&self, _repeat: &str, _row: usize, _question: &str) -> Said {
        Said::NotAsked
    }
}

struct Pile {
    trust: Trust,
    keys: [OpeningKey; 2],
    tallies: Vec<Vec<u8>>,
}

/// Two check-ins for each person, each with a tally of both classes.
fn pile(count: usize) -> Pile {
    let mut random = ChaCha20Rng::seed_from_u64(count as u64);
    let tally_key = SigningKey::random(&mut random);
    let signer = tally_key.verifying_key();
    let period = Period::new("2025-05", date(2025, 5, 1), date(2025, 10, 31)).expect("a period");
    let settings = Digest::of(b"settings");
    let trust = Trust {
        tenant: TenantId::random(&mut random),
        periods: Periods::new(vec![period.clone()]).expect("one period"),
        areas: AREAS.map(str::to_owned).to_vec(),
        settings,
        known_settings: BTreeSet::from([settings]),
        tally_keys: BTreeMap::from([(signer.id(), (signer, "one".to_owned()))]),
    };
    let keys = [(); 2].map(|()| OpeningKey::random(&mut random));
    let mut tallies = Vec::with_capacity(count);
    while tallies.len() < count {
        let secret = TallySecret::random(&mut random);
        let pick = |random: &mut ChaCha20Rng, from: &[&'static str]| {
            from[random.next_u64() as usize % from.len()]
        };
        let card = CardFacts {
            area: Some(pick(&mut random, &AREAS).to_owned()),
            sex: Some(pick(&mut random, &["f", "m", "m", "m"]).to_owned()),
            release: Some(date(2025, 5, 20)),
        };
        for day in ["2025-06-01", "2025-07-15"] {
            let asked = QUESTIONS.iter();
            let mut answers: BTreeMap<_, _> = asked
                .map(|(question, values)| (*question, pick(&mut random, values)))
                .collect();
            answers.insert("visit_date", day);
            let answers = MadeUp(answers);
            let contact = contact_date(&answers).expect("a date");
            let source = TallySource {
                tenant: &trust.tenant,
                settings: &settings,
                period: period.id(),
                day: period.day(contact).expect("in the period"),
                first_record: &RecordId::random(&mut random),
                version: 1,
                number: 1,
                secret: &secret,
            };
            for (class, key) in Class::ALL.iter().zip(&keys) {
                let counted = evaluate(&answers, &card, &period, *class);
                let to = key.sealing_key();
                let made = make_tally(&source, &counted, &tally_key, &to, &mut random);
                tallies.push(made.expect("it fits").bytes().to_vec());
            }
        }
    }
    tallies.truncate(count);
    Pile {
        trust,
        keys,
        tallies,
    }
}

/// The most memory that this process had so far, in MiB; 0 where nobody says.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.map_or(0, |kib| kib / 1024)
}

/// Seconds that this process was on a processor; 0 where nobody says.
fn spent() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = text
        .split_whitespace()
        .next()
        .and_then(|nanos| nanos.parse::<f64>().ok());
    nanos.unwrap_or_default() / 1e9
}

fn main() {
    let mut counts: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|count| count.parse().ok())
        .collect();
    if counts.is_empty() {
        counts = vec![10_000, 40_000, 160_000];
    }
    for count in counts {
        let pile = pile(count);
        let sealed = peak();
        let period = pile
            .trust
            .periods
            .iter()
            .next()
            .expect("one period")
            .id()
            .clone();
        let mut office = Office::new(pile.trust, pile.keys);
        let start = spent();
        for tally in &pile.tallies {
            office.take(&period, tally).expect("it is as it should be");
        }
        let opened = spent() - start;
        let start = spent();
        let signer = SigningKey::from_seed(&[7; 32]);
        let made = release::make(&office, Limits::FLOORS, date(2026, 1, 1), &signer);
        let released = spent() - start;
        let effort = made.expect("the period is over").effort;
        println!(
            "{count} tallies: {:.1} µs to open each, {released:.2} s to count and release \
             ({} linear programs), {} MiB at most, {sealed} MiB before opening",
            opened * 1e6 / count as f64,
            effort.programs,
            peak(),
        );
    }
}
