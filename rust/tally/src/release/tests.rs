//! From sealed tallies to a verified release, and what suppression costs.

use super::*;
use crate::{
    disclosure::Limits,
    indicators::Class,
    office::{
        Office, Refusal,
        tests::{Visit, World, period},
    },
    release::check::parse,
};
use homeward_seal::{RecordId, SigningKey, TallySecret};
use jiff::civil::date;
use rand_chacha::rand_core::Rng;

const AREAS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn pick<'a>(world: &mut World, from: &[&'a str]) -> &'a str {
    from[world.random.next_u64() as usize % from.len()]
}

/// Synthetic check-ins of so many synthetic persons in the first period; everybody is asked all.
fn caseload(persons: usize) -> (World, Office) {
    caseload_by(persons, false)
}

/// The same; `gated` asks as the form does: who was not reached is not asked whether they agree, and
/// who does not agree nothing but the stage.
fn caseload_by(persons: usize, gated: bool) -> (World, Office) {
    let mut world = World::new(&AREAS);
    let mut office = world.office();
    for _ in 0..persons {
        let secret = TallySecret::random(&mut world.random);
        let (area, sex) = (
            pick(&mut world, &AREAS),
            pick(&mut world, &["f", "m", "m", "m"]),
        );
        for date in ["2025-06-01", "2025-07-15"] {
            let mut answers = format!("visit_date={date}");
            let questions: [(&str, &[&str]); 19] = [
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
                ("safety_concern", &["no", "no", "no", "no", "no", "later"]),
                ("welcome", &["accepted", "mixed", "rejected"]),
                ("stigma", &["none", "job", "insults media"]),
                (
                    "strengths",
                    &["home work", "family", "mentor goals", "none_yet"],
                ),
                (
                    "support_requested",
                    &["none", "housing work", "documents", "work"],
                ),
                (
                    "service_gap",
                    &["none", "none", "transport", "legal housing"],
                ),
                (
                    "goals_progress",
                    &["reached", "on_track", "slow", "not_say"],
                ),
            ];
            for (question, values) in questions {
                let value = pick(&mut world, values);
                let closed = match question {
                    "stage" | "contact_result" | "safety_concern" => false,
                    "agrees_today" => answers.contains("not_reached"),
                    _ => !answers.contains("agrees_today=yes"),
                };
                if gated && closed {
                    continue;
                }
                answers.push_str(&format!("; {question}={value}"));
            }
            let mut referrals = vec![];
            if answers.contains("support_requested=housing work") {
                answers.push_str("; referral_made=yes");
                referrals.push(pick(
                    &mut world,
                    &[
                        "work/employment/yes/started",
                        "work/employment/yes/refused/capacity",
                        "housing/shelter/yes/unavailable/cost",
                    ],
                ));
            }
            let record = RecordId::random(&mut world.random);
            let visit = Visit {
                secret: &secret,
                record: &record,
                version: 1,
                area,
                sex,
                answers: &answers,
                referrals: &referrals,
            };
            for class in [Class::Ordinary, Class::Restricted] {
                let tally = world.tally(&visit, class).unwrap();
                office.take(&period(), &tally).unwrap();
            }
        }
    }
    (world, office)
}

fn release(persons: usize) -> (Made, SigningKey) {
    release_of(caseload(persons))
}

fn release_of((mut world, office): (World, Office)) -> (Made, SigningKey) {
    let signer = SigningKey::random(&mut world.random);
    let made = make(&office, Limits::FLOORS, date(2025, 11, 15), &signer).unwrap();
    (made, signer)
}

#[test]
fn a_release_of_240_persons_is_verified_and_still_says_something() {
    let (made, signer) = release_of(caseload_by(240, true));
    let release = verify(&made.text, &signer.verifying_key()).unwrap();
    // What a chart shows: totals, and the tables by one dimension.
    let margin = |cell: &&Cell| cell.at.iter().filter(|at| *at != ALL).count() <= 1;
    let of = |indicator: &str| -> Vec<&Cell> {
        let mine = release
            .tables
            .iter()
            .filter(|t| t.indicator == indicator && t.item.is_none());
        mine.flat_map(|table| &table.cells).filter(margin).collect()
    };
    let shown = |code: &str| {
        let cells = of(code);
        let shown = cells.iter().filter(|cell| cell.n != Figure::Hidden).count();
        1000 * shown / cells.len()
    };
    let codes = [
        "ENG-2", "ENG-3", "ACC-1", "EMP-1", "FAM-1", "FAM-2", "COM-1", "COM-2", "GOA-1",
    ];
    let report: Vec<_> = codes.iter().map(|code| (code, shown(code))).collect();
    println!("shown, per mille of margins: {report:?}; {:?}", made.effort);
    assert!(report.iter().all(|(_, shown)| *shown >= 500), "{report:?}");
    assert!(made.effort.complementary < made.effort.primary);
    for code in ["ENG-3", "ACC-1", "EMP-1", "FAM-1", "COM-1", "GOA-1"] {
        let total = of(code)
            .into_iter()
            .find(|cell| cell.at.iter().all(|at| at == ALL));
        assert!(total.is_some_and(|cell| cell.per_mille.is_some()), "{code}");
    }
}

#[test]
fn small_caseloads_show_almost_nothing_and_never_a_small_number() {
    let (made, _) = release(12);
    for table in &made.release.release.tables {
        for cell in &table.cells {
            let small = |figure: Figure| figure.shown().is_some_and(|number| number < 5);
            assert!(
                !small(cell.n) && !small(cell.d),
                "{} {:?}",
                table.indicator,
                cell
            );
        }
    }
}

#[test]
fn the_same_tallies_give_the_same_text() {
    let (first, _) = release(40);
    let (second, _) = release(40);
    assert_eq!(first.text, second.text);
}

#[test]
fn persons_count_once_and_events_each_time() {
    let (_, office) = caseload(60);
    let counts = crate::counts::Counts::of(&office);
    let sum = |code: &str| {
        let id = crate::indicators::by_code(code).unwrap().id;
        counts
            .get(&period(), id)
            .unwrap()
            .denominators
            .iter()
            .sum::<u64>()
    };
    assert_eq!(sum("ENG-2"), 120);
    assert_eq!(sum("COM-1"), 60);
    assert_eq!(sum("SAF-1"), 60);
}

#[test]
fn altered_and_foreign_releases_are_refused() {
    let (made, signer) = release(40);
    let key = signer.verifying_key();
    let text = String::from_utf8(made.text.clone()).unwrap();
    let stranger = SigningKey::from_seed(&[3; 32]).verifying_key();
    assert_eq!(verify(&made.text, &stranger), Err(VerifyError::OtherKey));
    let altered = text.replacen("\"d\":40", "\"d\":41", 1);
    assert_ne!(altered, text);
    assert_eq!(
        verify(altered.as_bytes(), &key),
        Err(VerifyError::Signature)
    );
    for broken in [
        format!("{text} "),
        text.replacen(":", ": ", 1),
        "{}".to_owned(),
    ] {
        assert_eq!(verify(broken.as_bytes(), &key), Err(VerifyError::Format));
    }
    assert_eq!(parse(&made.text).unwrap().1, key.id());
}

#[test]
fn releases_that_show_too_much_are_refused_even_if_signed() {
    let (made, _) = release(40);
    let base = made.release.release;
    check::check(&base).unwrap();
    let mut weak = base.clone();
    weak.rules.k = 3;
    assert_eq!(check::check(&weak), Err(VerifyError::Floors));
    let hidden = base.tables.iter().position(|table| {
        table
            .cells
            .iter()
            .any(|cell| cell.n == Figure::Hidden && cell.d != Figure::Hidden)
    });
    let hidden = hidden.unwrap();
    let mut open = base.clone();
    let cell = open.tables[hidden]
        .cells
        .iter_mut()
        .find(|cell| cell.n == Figure::Hidden);
    cell.unwrap().n = Figure::Shown(3);
    assert!(matches!(
        check::check(&open),
        Err(VerifyError::Table { .. })
    ));
    let mut percent = base.clone();
    let cells = percent.tables.iter_mut().flat_map(|table| &mut table.cells);
    cells
        .filter_map(|cell| cell.per_mille.as_mut())
        .for_each(|per_mille| *per_mille += 1);
    assert!(matches!(
        check::check(&percent),
        Err(VerifyError::Table { .. })
    ));
}

#[test]
fn an_open_or_missing_period_makes_no_release() {
    let (world, office) = caseload(3);
    let signer = SigningKey::from_seed(&[4; 32]);
    let on = |day| make(&office, Limits::FLOORS, day, &signer).map(|_| ());
    assert!(matches!(
        on(date(2025, 11, 14)),
        Err(MakeError::PeriodOpen(..))
    ));
    assert!(on(date(2025, 11, 15)).is_ok());
    let none = make(&world.office(), Limits::FLOORS, date(2026, 1, 1), &signer);
    assert!(matches!(none, Err(MakeError::NoPeriod)));
    let unknown = homeward_seal::PeriodId::new("2031-05").unwrap();
    assert_eq!(world.office().include(&unknown), Err(Refusal::WrongPeriod));
    let mut empty = world.office();
    empty.include(&period()).unwrap();
    let made = make(&empty, Limits::FLOORS, date(2026, 1, 1), &signer).unwrap();
    let cells = made
        .release
        .release
        .tables
        .iter()
        .flat_map(|table| table.cells.iter());
    assert!(cells.clone().count() > 100);
    assert!(
        cells
            .into_iter()
            .all(|cell| cell.n == Figure::Hidden && cell.d == Figure::Hidden)
    );
}
