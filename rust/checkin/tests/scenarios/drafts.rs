//! Drafts: stored answer by answer, opened exactly.

use homeward_checkin::{Answer, Checkin, SavedAnswer, State, Step};

use crate::real::{Counting, begin, form, now};

#[test]
fn a_draft_is_opened_at_the_same_step() {
    let mut checkin = begin("checkin");
    let step = Step::Question("/data/visit/stage".into());
    let mut rows = checkin.saved();
    let row = checkin.stay_at(&step);
    rows.retain(|known| known.path != row.path);
    rows.push(row);
    let (again, lost) = Checkin::restore(form("checkin"), &rows, &now(), &mut Counting(3)).unwrap();
    assert!(lost.is_empty());
    assert_eq!(again.step(), &step);
}

#[test]
fn a_step_that_is_gone_is_not_opened() {
    let mut checkin = begin("checkin");
    checkin.stay_at(&Step::Question("/data/needs/service_gap".into()));
    let (again, _) =
        Checkin::restore(form("checkin"), &checkin.saved(), &now(), &mut Counting(3)).unwrap();
    assert_eq!(again.step(), &again.first());
}

#[test]
fn rows_without_a_place_are_given_back() {
    let mut rows = begin("checkin").saved();
    for path in [
        "/data/visit/gone",
        "/data/needs/referrals[9]/ref_need",
        "/data/nothing[]",
    ] {
        rows.push(SavedAnswer {
            path: path.to_owned(),
            value: "3".to_owned(),
            state: State::Answered,
        });
    }
    let (_, lost) = Checkin::restore(form("checkin"), &rows, &now(), &mut Counting(3)).unwrap();
    let paths: Vec<&str> = lost.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/data/nothing[]",
            "/data/visit/gone",
            "/data/needs/referrals[9]/ref_need"
        ]
    );
}

#[test]
fn rows_may_come_in_any_order() {
    let mut checkin = begin("checkin");
    for (path, value) in [
        ("/data/visit/contact_result", "met"),
        ("/data/visit/notice_given", "yes"),
        ("/data/visit/agrees_today", "yes"),
        ("/data/needs/support_requested", "work"),
        ("/data/needs/referral_made", "yes"),
        ("/data/needs/referrals[1]/ref_need", "work"),
    ] {
        checkin
            .answer(&path.into(), &Answer::value(value), &now())
            .unwrap();
    }
    checkin
        .add_repeat(&"/data/needs/referrals".into(), &now())
        .unwrap();
    let mut rows = checkin.saved();
    rows.reverse();
    let (again, lost) = Checkin::restore(form("checkin"), &rows, &now(), &mut Counting(3)).unwrap();
    assert!(lost.is_empty());
    assert_eq!(again.submission(), checkin.submission());
    assert_eq!(again.instances(&"/data/needs/referrals".into()), 2);
}

#[test]
fn one_answer_is_one_row() {
    let mut checkin = begin("checkin");
    let path = "/data/visit/stage".into();
    let change = checkin
        .answer(&path, &Answer::value("m2_3"), &now())
        .unwrap();
    assert_eq!(change.saved.len(), 1);
    assert_eq!(
        (
            change.saved[0].path.as_str(),
            change.saved[0].value.as_str()
        ),
        ("/data/visit/stage", "m2_3")
    );
    assert!(change.removed.is_empty() && change.cleared.is_empty());
}

#[test]
fn the_submission_is_the_same_bytes_each_time() {
    let make = || {
        let mut checkin = begin("checkin");
        checkin
            .answer(
                &"/data/closing/worker_note".into(),
                &Answer::value("a\r\n\"<b>\" & ž"),
                &now(),
            )
            .unwrap();
        checkin.submission()
    };
    assert_eq!(make(), make());
    assert!(make().starts_with(
        "<?xml version=\"1.0\"?><data id=\"reintegration_checkin\" version=\"2025120101\"><visit>"
    ));
    assert!(
        make().contains("<worker_note>a&#13;\n\"&lt;b&gt;\" &amp; ž</worker_note>"),
        "{}",
        make()
    );
}

#[test]
fn nothing_that_is_printed_shows_an_answer() {
    let mut checkin = begin("checkin");
    let path = "/data/closing/worker_note".into();
    let answer = Answer::value("Synthetic secret");
    let change = checkin.answer(&path, &answer, &now()).unwrap();
    let view = checkin.question(&path, "en").unwrap();
    let lines = (checkin.summary("en"), checkin.contents("en"));
    let finished = homeward_checkin::Finished {
        submission_xml: checkin.submission().into_bytes(),
        states: checkin.states(),
    };
    let shown = format!("{checkin:?} {answer:?} {change:?} {view:?} {lines:?} {finished:?}");
    assert!(!shown.contains("secret"), "{shown}");
}

#[test]
fn what_changes_nothing_leaves_the_change_before_to_be_undone() {
    let mut checkin = begin("checkin");
    let path = "/data/visit/stage".into();
    checkin
        .answer(&path, &Answer::value("m2_3"), &now())
        .unwrap();
    let change = checkin
        .answer(&path, &Answer::value("m2_3"), &now())
        .unwrap();
    assert!(change.saved.is_empty());
    checkin.undo().unwrap();
    assert_eq!(checkin.value(&path), Some(""));
    assert!(!checkin.can_undo());
}
