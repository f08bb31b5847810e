//! A draft in another version of its form: what stays, what moves, what is lost.

use std::sync::Arc;

use homeward_checkin::{Answer, Checkin, Fate, Gone, Path, State, Upgrade};

use crate::real::{Counting, now};
use crate::scenario::begin;

const OLD: &str = "
    | type | name | label | calculation |
    | text | name | Name | |
    | integer | age | Age | |
    | select_one c | colour | Colour | |
    | select_multiple c | colours | Colours | |
    | begin group | g | G | |
    | text | note | Note | |
    | end group | | | |
    | begin repeat | r | R | |
    | text | thing | Thing | |
    | integer | many | Many | |
    | end repeat | | | |
    | text | gone | Gone | |
    | text | later | Later | |
    | calculate | twice | | ${age} * 2 |
    sheet choices
    | list_name | name | label |
    | c | red | Red |
    | c | blue | Blue |
    | c | green | Green |
    ";

const NEW: &str = "
    | type | name | label | calculation | default | relevant |
    | text | name | Full name | | | |
    | text | age | Age in words | | | |
    | select_one c | colour | Colour | | | |
    | select_multiple c | colours | Colours | | | |
    | begin group | h | H | | | |
    | text | note | Note | | | |
    | end group | | | | | |
    | begin repeat | r | R | | | |
    | text | thing | Thing | | | |
    | decimal | many | Many | | | |
    | end repeat | | | | | |
    | calculate | later | | 'worked out' | | |
    | text | fresh | Fresh | | concat('new ', 1 + 1) | |
    | text | plain | Plain | | given | |
    | calculate | twice | | string-length(${name}) | | |
    sheet choices
    | list_name | name | label |
    | c | red | Red |
    | c | blue | Blue |
    ";

/// The old draft with some answers, and the form that it goes to.
fn upgraded(old: &str, new: &str, answers: &[(&str, &str)]) -> (Checkin, Upgrade) {
    let mut old = begin(old).checkin;
    for (path, value) in answers {
        let path = Path::new(format!("/data/{path}"));
        while path.as_str().contains("r[2]") && old.instances(&"/data/r".into()) < 2 {
            old.add_repeat(&"/data/r".into(), &now()).unwrap();
        }
        let answer = match *value {
            "-" => Answer::PrefersNotToSay,
            value => Answer::value(value),
        };
        old.answer(&path, &answer, &now()).unwrap();
    }
    let new = begin(new).checkin.form().clone();
    let upgrade = Upgrade::preview(&old, new, "", &now(), &mut Counting(5)).unwrap();
    (old, upgrade)
}

#[track_caller]
fn check(answers: &[(&str, &str)], path: &str, fate: Fate) {
    let (_, upgrade) = upgraded(OLD, NEW, answers);
    let path = Path::new(format!("/data/{path}"));
    let found = upgrade.carried().iter().find(|one| one.path == path);
    assert_eq!(found.map(|one| &one.fate), Some(&fate), "{path}");
}

fn value(checkin: &Checkin, name: &str) -> String {
    let path = Path::new(format!("/data/{name}"));
    checkin.value(&path).unwrap_or_default().to_owned()
}

#[test]
fn an_answer_stays_where_it_is() {
    check(&[("name", "Synthetic A")], "name", Fate::Stays);
}

#[test]
fn an_answer_stays_in_its_row() {
    check(&[("r[2]/thing", "x")], "r[2]/thing", Fate::Stays);
    let (_, upgrade) = upgraded(OLD, NEW, &[("r[1]/thing", "x"), ("r[2]/thing", "y")]);
    let new = upgrade.accept();
    assert_eq!(new.instances(&"/data/r".into()), 2);
    assert_eq!(
        (value(&new, "r[1]/thing"), value(&new, "r[2]/thing")),
        ("x".into(), "y".into())
    );
}

#[test]
fn an_answer_moves_with_its_question_into_another_group() {
    check(
        &[("g/note", "n")],
        "g/note",
        Fate::Moves("/data/h/note".into()),
    );
    let (_, upgrade) = upgraded(OLD, NEW, &[("g/note", "n")]);
    assert_eq!(value(upgrade.checkin(), "h/note"), "n");
}

#[test]
fn an_answer_without_a_place_is_lost() {
    check(&[("gone", "x")], "gone", Fate::Lost(Gone::NoPlace));
}

#[test]
fn an_answer_that_is_now_worked_out_is_lost() {
    check(&[("later", "x")], "later", Fate::Lost(Gone::Calculated));
    let (_, upgrade) = upgraded(OLD, NEW, &[("later", "x")]);
    assert_eq!(value(upgrade.checkin(), "later"), "worked out");
}

#[test]
fn an_answer_of_a_wider_type_stays() {
    check(&[("age", "41")], "age", Fate::Stays);
    check(&[("r[1]/many", "3")], "r[1]/many", Fate::Stays);
}

#[test]
fn an_answer_that_is_not_of_the_type_is_lost() {
    let (_, upgrade) = upgraded(NEW, OLD, &[("age", "forty"), ("r[1]/many", "2.5")]);
    let fates: Vec<&Fate> = upgrade.carried().iter().map(|one| &one.fate).collect();
    let lost = Fate::Lost(Gone::Type);
    assert!(
        fates.iter().filter(|fate| ***fate == lost).count() == 2,
        "{fates:?}"
    );
    assert_eq!(value(upgrade.checkin(), "age"), "");
    assert_eq!(value(upgrade.checkin(), "r[1]/many"), "");
}

#[test]
fn a_choice_that_is_no_longer_offered_is_lost() {
    check(
        &[("colour", "green")],
        "colour",
        Fate::Lost(Gone::NotOffered),
    );
    check(&[("colour", "red")], "colour", Fate::Stays);
    check(
        &[("colours", "red green")],
        "colours",
        Fate::Lost(Gone::NotOffered),
    );
    check(&[("colours", "red blue")], "colours", Fate::Stays);
}

#[test]
fn what_was_declined_stays_so() {
    let (_, upgrade) = upgraded(OLD, NEW, &[("name", "-")]);
    assert_eq!(upgrade.carried()[0].fate, Fate::Stays);
    assert_eq!(
        upgrade.checkin().state(&"/data/name".into()),
        Some(State::PrefersNotToSay)
    );
}

#[test]
fn new_questions_begin_with_their_defaults() {
    let (_, upgrade) = upgraded(OLD, NEW, &[("name", "Synthetic A")]);
    assert_eq!(value(upgrade.checkin(), "fresh"), "new 2");
    assert_eq!(value(upgrade.checkin(), "plain"), "given");
}

#[test]
fn calculations_are_those_of_the_new_version() {
    let (old, upgrade) = upgraded(OLD, NEW, &[("name", "abc"), ("age", "5")]);
    assert_eq!(
        (value(&old, "twice"), value(upgrade.checkin(), "twice")),
        ("10".into(), "3".into())
    );
}

#[test]
fn only_answers_are_listed_and_each_once() {
    let (_, upgrade) = upgraded(
        OLD,
        NEW,
        &[("name", "a"), ("gone", "b"), ("r[1]/thing", "c")],
    );
    let paths: Vec<&str> = upgrade
        .carried()
        .iter()
        .map(|one| one.path.as_str())
        .collect();
    assert_eq!(paths, ["/data/name", "/data/r[1]/thing", "/data/gone"]);
    let lost: Vec<&str> = upgrade.lost().map(|one| one.path.as_str()).collect();
    assert_eq!(lost, ["/data/gone"]);
    let line = &upgrade.carried()[0];
    assert_eq!((line.label.as_str(), line.answer.as_str()), ("Name", "a"));
}

#[test]
fn the_draft_stays_as_it_was() {
    let (old, upgrade) = upgraded(OLD, NEW, &[("name", "a"), ("gone", "b")]);
    assert_eq!(value(&old, "gone"), "b");
    assert_ne!(old.submission(), upgrade.checkin().submission());
}

#[test]
fn the_identifier_and_the_seed_stay() {
    let (old, upgrade) = upgraded(OLD, NEW, &[("name", "a")]);
    assert_eq!(
        old.instance_identifier(),
        upgrade.checkin().instance_identifier()
    );
    let seed = |checkin: &Checkin| {
        let rows = checkin.saved().into_iter();
        rows.filter(|row| row.path == "#seed")
            .map(|row| row.value)
            .collect::<Vec<_>>()
    };
    assert_eq!(seed(&old), seed(upgrade.checkin()));
}

#[test]
fn the_new_draft_is_stored_and_opened() {
    let (_, upgrade) = upgraded(
        OLD,
        NEW,
        &[("name", "a"), ("r[2]/thing", "x"), ("colour", "green")],
    );
    let new = upgrade.accept();
    let form = new.form().clone();
    let (again, lost) = Checkin::restore(form, &new.saved(), &now(), &mut Counting(8)).unwrap();
    assert!(lost.is_empty());
    assert_eq!(again.submission(), new.submission());
}

#[test]
fn two_places_of_one_name_are_no_guess() {
    let new = "
    | type | name | label |
    | begin group | p | P |
    | text | gone | One |
    | end group | | |
    | begin group | q | Q |
    | text | gone | Two |
    | end group | | |
    ";
    let (_, upgrade) = upgraded(OLD, new, &[("gone", "x")]);
    assert_eq!(upgrade.carried()[0].fate, Fate::Lost(Gone::NoPlace));
}

#[test]
fn a_question_does_not_move_into_rows_or_out_of_them() {
    let new = "
    | type | name | label |
    | text | thing | Thing |
    | begin repeat | s | S |
    | text | name | Name |
    | end repeat | | |
    ";
    let (_, upgrade) = upgraded(OLD, new, &[("name", "x"), ("r[1]/thing", "y")]);
    let fates: Vec<&Fate> = upgrade.carried().iter().map(|one| &one.fate).collect();
    assert_eq!(
        fates,
        [&Fate::Lost(Gone::NoPlace), &Fate::Lost(Gone::NoPlace)]
    );
}

#[test]
fn the_same_version_loses_nothing() {
    let (old, upgrade) = upgraded(
        OLD,
        OLD,
        &[
            ("name", "a"),
            ("gone", "b"),
            ("colours", "red"),
            ("r[2]/many", "4"),
        ],
    );
    assert!(upgrade.carried().iter().all(|one| one.fate == Fate::Stays));
    assert_eq!(old.submission(), upgrade.accept().submission());
}

#[test]
fn another_form_is_refused() {
    let (old, _) = upgraded(OLD, OLD, &[]);
    let other = crate::real::form("checkin");
    let error = Upgrade::preview(&old, Arc::clone(&other), "", &now(), &mut Counting(1));
    assert!(error.unwrap_err().to_string().contains("another form"));
}

#[test]
fn nothing_that_is_printed_shows_an_answer() {
    let (_, upgrade) = upgraded(OLD, NEW, &[("name", "Synthetic secret")]);
    assert!(!format!("{upgrade:?}").contains("secret"));
}
