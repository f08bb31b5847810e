//! Each indicator's rule, on single check-ins.

use super::*;
use crate::indicators::by_code;
use jiff::civil::date;

/// Answers written as `name=value` words; `name?` prefers not to say, `name~` skipped. A row of
/// referrals is `need/service/consent/status/reason`.
pub(crate) struct Written {
    answers: BTreeMap<String, Said>,
    rows: Vec<BTreeMap<String, Said>>,
}

pub(crate) fn written(text: &str, referrals: &[&str]) -> Written {
    let mut answers = BTreeMap::new();
    for word in text
        .split(';')
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let (name, said) = match word.split_once('=') {
            Some((name, value)) => (name, Said::Value(value.to_owned())),
            None => match word.strip_suffix('?') {
                Some(name) => (name, Said::PrefersNotToSay),
                None => (word.trim_end_matches('~'), Said::Skipped),
            },
        };
        answers.insert(name.to_owned(), said);
    }
    let names = [
        "ref_need",
        "ref_service",
        "ref_consent",
        "ref_status",
        "ref_unmet_reason",
    ];
    let rows = referrals.iter().map(|row| {
        let values = row.split('/').filter(|value| !value.is_empty());
        names
            .iter()
            .zip(values)
            .map(|(n, v)| (n.to_string(), Said::Value(v.to_owned())))
            .collect()
    });
    Written {
        answers,
        rows: rows.collect(),
    }
}

impl Answers for Written {
    fn said(&self, question: &str) -> Said {
        self.answers
            .get(question)
            .cloned()
            .unwrap_or(Said::NotAsked)
    }
    fn rows(&self, repeat: &str) -> usize {
        if repeat == "referrals" {
            self.rows.len()
        } else {
            0
        }
    }
    fn said_in_row(&self, _: &str, row: usize, question: &str) -> Said {
        let row = self.rows.get(row);
        row.and_then(|row| row.get(question))
            .cloned()
            .unwrap_or(Said::NotAsked)
    }
}

fn entry(code: &str, text: &str, referrals: &[&str]) -> Option<Entry> {
    let indicator = by_code(code).unwrap();
    let period = Period::new("2025-05", date(2025, 5, 1), date(2025, 10, 31)).unwrap();
    let card = CardFacts {
        area: Some("skopski".into()),
        sex: Some("f".into()),
        release: Some(date(2025, 6, 10)),
    };
    let all = evaluate(&written(text, referrals), &card, &period, indicator.class);
    all.entries.get(&indicator.id).copied()
}

/// `expect` is one of `n`, `d`, `?`, `outside`, `not asked`.
#[track_caller]
fn check(code: &str, text: &str, expect: &str) {
    let found = match entry(code, text, &[]).map(|entry| entry.membership) {
        None => "not asked",
        Some(Membership::Numerator) => "n",
        Some(Membership::Denominator) => "d",
        Some(Membership::DidNotSay) => "?",
        Some(Membership::Outside) => "outside",
    };
    assert_eq!(found, expect, "{code} on {text}");
}

#[test]
fn engagement() {
    let first = "checkin_kind=first_72h; contact_result=met; visit_date=2025-06-";
    check("ENG-1", &format!("{first}13"), "n");
    check("ENG-1", &format!("{first}14"), "d");
    check("ENG-1", &format!("{first}09"), "d");
    check(
        "ENG-1",
        "checkin_kind=scheduled; contact_result=met; visit_date=2025-06-12",
        "d",
    );
    check(
        "ENG-1",
        "checkin_kind=first_72h; contact_result=not_reached; visit_date=2025-06-12",
        "d",
    );
    check("ENG-2", "contact_result=spoke", "n");
    check("ENG-2", "contact_result=postponed", "d");
    check("ENG-3", "agrees_today=yes", "n");
    check("ENG-3", "agrees_today=no", "d");
    check("ENG-3", "contact_result=not_reached", "not asked");
    check("ENG-4", "engagement=most", "n");
    check("ENG-4", "engagement=none_kept", "d");
    check("ENG-4", "engagement=none_planned", "outside");
}

#[test]
fn home_work_documents_income_family() {
    check("ACC-1", "acc_type=rented; acc_secure=yes", "n");
    check("ACC-1", "acc_type=rented; acc_secure=unsure", "d");
    check("ACC-1", "acc_type=shelter; acc_secure=yes", "d");
    check("ACC-1", "acc_type=no_fixed; acc_secure?", "d");
    check("ACC-1", "acc_type=own; acc_secure=not_say", "?");
    check("ACC-1", "acc_type=not_say; acc_secure=no", "d");
    check("ACC-1", "acc_type=own; acc_secure~", "not asked");
    check("EMP-1", "work_status=care", "n");
    check("EMP-1", "work_status=looking", "d");
    check("EMP-1", "work_status=unable", "outside");
    check("EMP-1", "work_status=not_say", "?");
    check("DOC-1", "docs_missing=none", "n");
    check("DOC-1", "docs_missing=id bank", "d");
    assert_eq!(
        entry("DOC-1", "docs_missing=id bank", &[]).unwrap().items,
        0b10001
    );
    check("INC-1", "basic_needs=mostly", "n");
    check("INC-1", "basic_needs?", "?");
    check("FAM-1", "family_contact=strained", "d");
    check("FAM-2", "trusted_person=yes", "n");
}

#[test]
fn health_community_safety() {
    check("HLT-1", "health_access=partly", "d");
    check("HLT-2", "wellbeing=fair", "n");
    check("HLT-3", "substance_support=already", "d");
    check("HLT-3", "stage=m0_1", "not asked");
    check("COM-1", "welcome=mixed", "d");
    check("COM-2", "stigma=job media", "n");
    check("COM-2", "stigma=none", "d");
    check("COM-2", "stigma=not_say", "?");
    check("COM-3", "activities=sport", "n");
    check("GOA-1", "goals_progress=no_plan", "d");
    check("SAF-1", "safety_concern=later", "n");
    check("SAF-1", "safety_concern=no", "d");
    assert_eq!(
        entry("STR-1", "strengths=home skills", &[]).unwrap().items,
        0b1_0000_0001
    );
    assert_eq!(entry("STR-1", "strengths=none_yet", &[]).unwrap().items, 0);
}

#[test]
fn needs_and_referrals() {
    let asked = "support_requested=housing work legal; referral_made=yes";
    let rows = [
        "housing/shelter/yes/started",
        "work/employment/yes/refused/capacity",
        "legal/legal_aid/no/info",
    ];
    let of = |code: &str| {
        let entry = entry(code, asked, &rows).unwrap();
        (entry.items, entry.item_denominators)
    };
    assert_eq!(of("REF-1").0, 1 | 2 | 1 << 10);
    assert_eq!(of("REF-2"), (1 | 2 | 1 << 10, 1 | 2 | 1 << 10));
    assert_eq!(of("REF-3"), (1 << 9, 1 << 9 | 1 << 1));
    assert_eq!(of("REF-4").0, 1);
    assert_eq!(
        entry("REF-4", asked, &rows[..1]),
        None,
        "nobody was refused"
    );
    let none = entry("REF-2", "support_requested=none", &[]).unwrap();
    assert_eq!((none.items, none.item_denominators), (0, 0));
    check("REF-5", "service_gap=housing legal", "n");
    check("REF-5", "service_gap=none", "d");
    assert_eq!(
        entry("REF-5", "service_gap=housing legal", &[])
            .unwrap()
            .items,
        1 | 1 << 10
    );
}

#[test]
fn a_restricted_contribution_has_no_dimensions() {
    let period = Period::new("p", date(2025, 5, 1), date(2025, 10, 31)).unwrap();
    let card = CardFacts {
        area: Some("skopski".into()),
        sex: Some("f".into()),
        release: None,
    };
    let answers = written(
        "stage=m0_1; health_access=yes; acc_type=own; acc_secure=yes",
        &[],
    );
    let restricted = evaluate(&answers, &card, &period, Class::Restricted);
    assert_eq!(restricted.dimensions, Dimensions::default());
    assert!(
        restricted
            .entries
            .contains_key(&by_code("HLT-1").unwrap().id)
    );
    assert!(
        !restricted
            .entries
            .contains_key(&by_code("ACC-1").unwrap().id)
    );
    let ordinary = evaluate(&answers, &card, &period, Class::Ordinary);
    assert_eq!(ordinary.dimensions.get(Dimension::Stage), Some("m0_1"));
    assert_eq!(ordinary.dimensions.get(Dimension::Area), Some("skopski"));
    assert!(!ordinary.entries.contains_key(&by_code("HLT-1").unwrap().id));
    assert_eq!(format!("{ordinary:?}"), "Contributions(ordinary, 1 asked)");
}
