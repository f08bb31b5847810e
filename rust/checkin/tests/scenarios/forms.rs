//! The three real forms, filled as in the field (domain.md, section 3).

use crate::real::{Counting, begin, filled, form, now};
use homeward_checkin::{Answer, Checkin, Path, State, Step, difference};
use serde_json::{Value, json};

fn opening(more: Value) -> Value {
    let mut answers = json!({
        "case_ref": "ABCD-2345", "checkin_kind": "scheduled", "stage": "m2_3",
        "safety_concern": "no", "next_contact": "2026-04-01",
    });
    let map = answers.as_object_mut().unwrap();
    map.extend(more.as_object().unwrap().clone());
    answers
}

fn private_with_two_referrals() -> Value {
    opening(json!({
        "contact_result": "met", "notice_given": "yes", "agrees_today": "yes", "private_talk": "yes",
        "acc_type": "shelter", "acc_secure": "no", "acc_problems": "cost crowded",
        "work_status": "informal", "work_days": 12, "work_barriers": ["record", "docs"],
        "docs_missing": "id", "basic_needs": "rarely",
        "family_contact": "some", "trusted_person": "yes",
        "health_access": "partly", "wellbeing": "fair", "substance_support": "not_say",
        "welcome": "mixed", "stigma": "job", "activities": "sport",
        "engagement": "most", "goals_progress": "slow", "strengths": "family skills",
        "safety_concern": "later", "concern_kind": "pressure", "concern_text": "Synthetic concern.",
        "concern_told": "duty",
        "support_requested": "housing documents", "referral_made": "yes",
        "referrals": [
            {"ref_need": "housing", "ref_service": "shelter", "ref_consent": "yes", "ref_status": "waiting"},
            {"ref_need": "documents", "ref_service": "registry", "ref_consent": "no", "ref_status": "unavailable",
             "ref_unmet_reason": "distance"},
        ],
        "service_gap": "money", "person_words": "Synthetic words.", "worker_note": "Synthetic note.",
        "read_back": "yes", "worker_support": "no",
    }))
}

#[test]
fn declined_is_eleven_questions() {
    let answers =
        opening(json!({"contact_result": "met", "notice_given": "yes", "agrees_today": "no"}));
    let (mut checkin, filled) = filled("checkin", answers);
    assert_eq!(filled.asked, 11);
    assert!(filled.unused.is_empty(), "{:?}", filled.unused);
    let finished = checkin.finish(&now()).unwrap();
    let xml = String::from_utf8(finished.submission_xml).unwrap();
    assert!(!xml.contains("<housing>"), "{xml}");
    assert!(xml.contains("<proceed>no</proceed>"), "{xml}");
}

#[test]
fn not_reached_is_ten_questions() {
    let answers = opening(json!({"contact_result": "not_reached", "not_reached_reason": "moved"}));
    let (mut checkin, filled) = filled("checkin", answers);
    assert_eq!(filled.asked, 10);
    assert!(filled.unused.is_empty(), "{:?}", filled.unused);
    assert!(checkin.finish(&now()).is_ok());
}

#[test]
fn private_with_two_referrals_is_forty_four_questions() {
    let mut answers = private_with_two_referrals();
    answers["safety_concern"] = json!("no");
    answers["referrals"][1]["ref_status"] = json!("info");
    for gone in ["concern_kind", "concern_text", "concern_told"] {
        answers.as_object_mut().unwrap().remove(gone);
    }
    answers["referrals"][1]
        .as_object_mut()
        .unwrap()
        .remove("ref_unmet_reason");
    let (mut checkin, filled) = filled("checkin", answers);
    assert_eq!(filled.asked, 44);
    assert!(filled.unused.is_empty(), "{:?}", filled.unused);
    let finished = checkin
        .finish(&now())
        .unwrap_or_else(|missing| panic!("{missing:?}"));
    let xml = String::from_utf8(finished.submission_xml).unwrap();
    assert!(xml.contains("<referral_count>2</referral_count>"), "{xml}");
    assert!(xml.contains("<period_id>2025-11</period_id>"), "{xml}");
    let not_asked = finished
        .states
        .iter()
        .filter(|(_, state)| *state == State::NotAsked)
        .count();
    assert_eq!(finished.states.len() - not_asked, 44);
}

#[test]
fn a_concern_and_an_unmet_need_ask_four_more() {
    let (mut checkin, filled) = filled("checkin", private_with_two_referrals());
    assert_eq!(filled.asked, 48);
    assert!(checkin.finish(&now()).is_ok());
}

fn choices(checkin: &Checkin, path: &str) -> String {
    let offered = checkin.choices(&Path::new(path), "en").unwrap();
    offered
        .into_iter()
        .map(|choice| choice.value)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn referrals_cascade_from_need_to_service_to_status() {
    let (mut checkin, _) = filled("checkin", private_with_two_referrals());
    let row = |name: &str| format!("/data/needs/referrals[2]/{name}");
    assert_eq!(choices(&checkin, &row("ref_need")), "housing documents");
    assert_eq!(
        choices(&checkin, &row("ref_service")),
        "registry legal_aid probation ngo"
    );
    assert_eq!(
        choices(&checkin, &row("ref_status")),
        "info declined unavailable"
    );
    let change = checkin
        .answer(&row("ref_need").into(), &Answer::value("housing"), &now())
        .unwrap();
    assert_eq!(change.cleared, vec![Path::new(row("ref_service"))]);
    assert_eq!(checkin.value(&row("ref_service").into()), Some(""));
    checkin.undo().unwrap();
    assert_eq!(checkin.value(&row("ref_service").into()), Some("registry"));
    // the other row is not touched
    assert_eq!(
        checkin.value(&"/data/needs/referrals[1]/ref_service".into()),
        Some("shelter")
    );
}

#[test]
fn withdrawn_needs_come_back_with_consent_to_talk() {
    let (mut checkin, _) = filled("checkin", private_with_two_referrals());
    let before = checkin.submission();
    checkin
        .answer(
            &"/data/visit/agrees_today".into(),
            &Answer::value("no"),
            &now(),
        )
        .unwrap();
    assert_eq!(
        checkin.value(&"/data/needs/referrals[1]/ref_need".into()),
        Some("")
    );
    assert_eq!(checkin.value(&"/data/referral_count".into()), Some("0"));
    checkin
        .answer(
            &"/data/visit/agrees_today".into(),
            &Answer::value("yes"),
            &now(),
        )
        .unwrap();
    assert_eq!(checkin.submission(), before);
}

#[test]
fn constraints_speak_macedonian() {
    let mut checkin = begin("checkin");
    let path = Path::new("/data/visit/case_ref");
    checkin
        .answer(&path, &Answer::value("abc"), &now())
        .unwrap();
    let view = checkin.question(&path, "mk").unwrap();
    let message = view.message.unwrap();
    assert!(
        message.chars().any(|char| ('а'..='я').contains(&char)),
        "{message}"
    );
    assert_ne!(checkin.message(&path, "sq").unwrap(), message);
    checkin
        .answer(&path, &Answer::value("ABCD-2345"), &now())
        .unwrap();
    assert_eq!(checkin.message(&path, "mk"), None);
    let late = Path::new("/data/visit/visit_date");
    checkin
        .answer(&late, &Answer::value("2026-03-15"), &now())
        .unwrap();
    assert!(!checkin.valid(&late), "the day after today");
    checkin
        .answer(&late, &Answer::value("2026-01-13"), &now())
        .unwrap();
    assert!(checkin.valid(&late), "sixty days ago");
    checkin
        .answer(&late, &Answer::value("2026-01-12"), &now())
        .unwrap();
    assert!(!checkin.valid(&late), "sixty-one days ago");
}

#[test]
fn every_question_has_words_in_six_languages() {
    for name in ["checkin", "community_readiness", "pre_release_plan"] {
        let checkin = begin(name);
        let languages: Vec<String> = checkin
            .form()
            .languages()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(languages.len(), 6);
        for language in &languages {
            for line in checkin.summary(language) {
                assert!(!line.label.is_empty(), "{name} {language} {}", line.path);
                assert!(
                    !line.label.contains("/data/"),
                    "{name} {language} {}",
                    line.path
                );
            }
        }
    }
}

#[test]
fn a_repeat_gated_by_a_question_opens_one_row_then_asks_for_another() {
    let mut checkin = begin("checkin");
    for (name, value) in [
        ("visit/contact_result", "met"),
        ("visit/notice_given", "yes"),
        ("visit/agrees_today", "yes"),
        ("visit/private_talk", "no"),
        ("needs/support_requested", "work"),
        ("needs/referral_made", "yes"),
    ] {
        let path = Path::new(format!("/data/{name}"));
        checkin
            .answer(&path, &Answer::value(value), &now())
            .unwrap();
    }
    let gate = Step::Question("/data/needs/referral_made".into());
    let first = checkin.next(&gate);
    assert_eq!(
        first,
        Step::Question("/data/needs/referrals[1]/ref_need".into())
    );
    let prompt = Step::Repeat("/data/needs/referrals".into());
    assert!(checkin.steps().contains(&prompt));
    let (new, _) = checkin
        .add_repeat(&"/data/needs/referrals".into(), &now())
        .unwrap();
    assert_eq!(new.as_str(), "/data/needs/referrals[2]");
    assert_eq!(
        checkin.jump(&new),
        Some(Step::Question("/data/needs/referrals[2]/ref_need".into()))
    );
    assert_eq!(
        checkin.previous(&Step::Question("/data/needs/referrals[2]/ref_need".into())),
        Step::Question("/data/needs/referrals[1]/ref_status".into())
    );
    assert_eq!(
        checkin.next(&prompt),
        Step::Question("/data/needs/service_gap".into())
    );
}

#[test]
fn a_sealed_record_is_read_corrected_and_compared() {
    let (mut original, _) = filled("checkin", private_with_two_referrals());
    let declined = Path::new("/data/family/trusted_person");
    original
        .answer(&declined, &Answer::PrefersNotToSay, &now())
        .unwrap();
    let sealed = original.finish(&now()).unwrap();
    let open = || {
        Checkin::from_submission(
            form("checkin"),
            &sealed.submission_xml,
            &sealed.states,
            &now(),
            &mut Counting(5),
        )
    };
    let read = open().unwrap();
    assert_eq!(read.submission().as_bytes(), sealed.submission_xml);
    assert_eq!(read.states(), sealed.states);
    assert_eq!(read.state(&declined), Some(State::PrefersNotToSay));
    let mut corrected = open().unwrap();
    let old_id = corrected.instance_identifier().to_owned();
    corrected.begin_correction(&mut Counting(77));
    assert_ne!(corrected.instance_identifier(), old_id);
    corrected
        .answer(&"/data/work/work_days".into(), &Answer::value("13"), &now())
        .unwrap();
    corrected
        .remove_repeat(&"/data/needs/referrals[1]".into(), &now())
        .unwrap();
    let finished = corrected.finish(&now()).unwrap();
    let xml = String::from_utf8(finished.submission_xml.clone()).unwrap();
    assert!(
        xml.contains(&format!("<deprecatedID>{old_id}</deprecatedID>")),
        "{xml}"
    );
    let found = difference(&read, &corrected, "en");
    let days = found
        .iter()
        .find(|one| one.path.name() == "work_days")
        .unwrap();
    assert_eq!((days.old.as_str(), days.new.as_str()), ("12", "13"));
    assert!(
        found.iter().any(
            |one| one.path.as_str() == "/data/needs/referrals[2]/ref_need" && one.new.is_empty()
        )
    );
    assert!(difference(&read, &open().unwrap(), "en").is_empty());
    let again = Checkin::from_submission(
        form("checkin"),
        &finished.submission_xml,
        &finished.states,
        &now(),
        &mut Counting(6),
    );
    assert_eq!(again.unwrap().submission(), xml);
}

#[test]
fn in_a_correction_today_is_the_day_of_the_original() {
    let (mut original, _) = filled(
        "checkin",
        opening(json!({
        "contact_result": "not_reached", "visit_date": "2026-03-14"})),
    );
    let sealed = original.finish(&now()).unwrap();
    let later = homeward_checkin::Now::parse("2026-07-01T08:00:00.000+02:00").unwrap();
    let open = || {
        Checkin::from_submission(
            form("checkin"),
            &sealed.submission_xml,
            &sealed.states,
            &later,
            &mut Counting(5),
        )
        .unwrap()
    };
    let mut corrected = open();
    corrected.set_today_of_original(now().date());
    assert!(corrected.finish(&later).is_ok());
    let date = Path::new("/data/visit/visit_date");
    assert!(!open().valid(&date), "more than sixty days ago");
    assert!(corrected.valid(&date));
}

#[test]
fn the_other_forms_fill_and_finish() {
    let (mut plan, filled_plan) = filled("pre_release_plan", json!({}));
    assert!(filled_plan.asked > 10, "{}", filled_plan.asked);
    assert!(plan.finish(&now()).is_err(), "required answers are missing");
    let (_, readiness) = filled("community_readiness", json!({}));
    assert!(readiness.asked > 20, "{}", readiness.asked);
    let checkin = begin("community_readiness");
    let list = checkin
        .steps()
        .into_iter()
        .find(|step| matches!(step, Step::Group(_)))
        .unwrap();
    assert!(checkin.page(&list).len() >= 10, "a field list is one page");
}

#[test]
fn a_submission_of_something_else_is_refused() {
    for xml in [
        "",
        "<data/>",
        "<data id='other'/>",
        "<x id='reintegration_checkin'/>",
        "not xml",
        "<data id='reintegration_checkin'><unknown/></data>",
    ] {
        let opened = Checkin::from_submission(
            form("checkin"),
            xml.as_bytes(),
            &[],
            &now(),
            &mut Counting(5),
        );
        assert!(opened.is_err(), "{xml}");
    }
}
