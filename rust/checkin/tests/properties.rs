//! Nothing makes it panic, and what is kept in step is what a calculation from nothing gives.

mod begun;

use std::collections::BTreeMap;
use std::sync::Arc;

use begun::{Counting, begin, converted, now, read};
use homeward_checkin::{Answer, Change, Checkin, Path, QuestionKind, SavedAnswer, Step};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};
use proptest::prelude::*;

fn xform(name: &str) -> String {
    let file = format!("{}/../../forms/{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(file).unwrap();
    convert(name, &bytes, Kind::Xlsx, &Options::default())
        .xform
        .unwrap()
}

fn form(name: &str) -> Arc<Form> {
    read(&xform(name))
}

/// One thing that a person does, as numbers that always mean something.
#[derive(Debug, Clone)]
struct Deed(u8, usize, usize);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed =
        (0_u8..20, 0_usize..200, 0_usize..64).prop_map(|(what, which, how)| Deed(what, which, how));
    proptest::collection::vec(deed, 1..60)
}

fn value(checkin: &Checkin, path: &Path, how: usize) -> String {
    let view = checkin.question(path, "en").unwrap();
    let choice = |how: usize| {
        view.choices
            .get(how % view.choices.len().max(1))
            .map(|one| one.value.clone())
    };
    match view.kind {
        QuestionKind::SelectOne => choice(how).unwrap_or_default(),
        QuestionKind::SelectMany => {
            let several = [choice(how), choice(how / 3 + 1)];
            let mut several: Vec<String> = several.into_iter().flatten().collect();
            several.dedup();
            several.join(" ")
        }
        QuestionKind::Integer => (how as i64 - 20).to_string(),
        // tenths are no sums of powers of two, quarters are
        QuestionKind::Decimal if how % 3 == 0 => (how as f64 / 4.0 - 5.0).to_string(),
        QuestionKind::Decimal => (how as f64 / 10.0 - 2.0).to_string(),
        QuestionKind::Date => format!("2026-{:02}-{:02}", how % 12 + 1, how % 28 + 1),
        _ => format!("Synthetic {how}"),
    }
}

fn perform(checkin: &mut Checkin, deed: &Deed) -> Option<Change> {
    let Deed(what, which, how) = *deed;
    let steps = checkin.steps();
    let step = &steps[which % steps.len()];
    let paths = checkin.page(step);
    let path = paths.get(how % paths.len().max(1));
    let add = |checkin: &mut Checkin, path: &Path| {
        checkin
            .add_repeat(path, &now())
            .ok()
            .map(|(_, change)| change)
    };
    match (what, path, step) {
        (0, _, _) => checkin.undo(),
        (1, _, Step::Repeat(path)) => add(checkin, path),
        (2, _, Step::Repeat(path)) => {
            let instance = Path::new(format!("{path}[{}]", how % 4 + 1));
            checkin.remove_repeat(&instance, &now()).ok()
        }
        (3, Some(path), _) => checkin.answer(path, &Answer::Clear, &now()).ok(),
        (4, Some(path), _) => checkin.answer(path, &Answer::PrefersNotToSay, &now()).ok(),
        (_, Some(path), _) => {
            let value = value(checkin, path, how);
            checkin.answer(path, &Answer::Value(value), &now()).ok()
        }
        (_, None, Step::Repeat(path)) => add(checkin, path),
        _ => None,
    }
}

/// The draft opened again has been worked out from nothing; and each expression, evaluated alone, gives
/// what is kept.
fn same_as_from_nothing(checkin: &Checkin) -> Result<(), TestCaseError> {
    prop_assert_eq!(checkin.out_of_step(), Vec::<Path>::new());
    let form = checkin.form().clone();
    let (again, lost) = Checkin::restore(form, &checkin.saved(), &now(), &mut Counting(9)).unwrap();
    prop_assert!(lost.is_empty());
    prop_assert_eq!(again.submission(), checkin.submission());
    prop_assert_eq!(again.states(), checkin.states());
    let pages = checkin.steps();
    prop_assert_eq!(&again.steps(), &pages);
    // turning the pages one by one is the way as a whole
    let mut step = Step::End;
    for page in pages.iter().rev() {
        step = checkin.previous(&step);
        prop_assert_eq!(&step, page);
    }
    for page in &pages {
        prop_assert_eq!(&step, page);
        step = checkin.next(&step);
    }
    prop_assert_eq!(step, Step::End);
    Ok(())
}

/// Rows in rows, positions, sums, shares, filters and relevance all in one.
const WOVEN: &str = "
| survey |
| | type | name | label | relevant | calculation | choice_filter | repeat_count | constraint |
| | select_one yn | show | Show? | | | | | |
| | integer | many | Many? | | | | | . < 5 |
| | begin repeat | o | O | ${show} != 'n' | | | | |
| | integer | k | K | | | | | |
| | select_one l | up | Up | | | | | |
| | select_multiple m | down | Down | ${k} != 3 | | up = ${up} | | |
| | calculate | at | | | position(..) * 100 + count(${i}) | | | |
| | begin repeat | i | I | ${k} != 7 | | | | |
| | integer | n | N | | | | | |
| | calculate | p | | | ${n} * ${k} + position(../..) | | | |
| | end repeat | | | | | | | |
| | begin repeat | d | D | | | | ${k} mod 4 | |
| | integer | e | E | | | | | |
| | calculate | named | | | jr:choice-name(${up}, '${up}') | | | |
| | end repeat | | | | | | | |
| | calculate | s | | | sum(${n}) + sum(${e}) | | | |
| | calculate | share | | | ${k} div sum(/data/o/k) | | | |
| | calculate | before | | | sum(/data/o[position() < position(current()/..)]/k) | | | |
| | end repeat | | | | | | | |
| | begin repeat | c | C | | | | ${many} | |
| | select_one l | pick | Pick | | | | | |
| | end repeat | | | | | | | |
| | calculate | all | | | sum(${p}) + count(${c}) | | | |
| | begin repeat | w | W | ${show} != 'n' | | | | |
| | decimal | m | M | ${all} < 2000 | | | | |
| | calculate | part | | | ${m} div sum(/data/w/m) | | | |
| | calculate | rank | | | position(..) div count(/data/w) | | | |
| | calculate | above | | | ${m} - min(/data/w/m) | | | |
| | begin repeat | v | V | | | | | |
| | decimal | x | X | | | | | . <= max(/data/w/v/x) |
| | calculate | y | | | ${x} + sum(../../m) | | | |
| | end repeat | | | | | | | |
| | calculate | inner | | | sum(../v/x) + count-non-empty(../v/x) | | | |
| | end repeat | | | | | | | |
| | calculate | total | | | sum(${m}) + sum(${inner}) | | | |
| | calculate | most | | | concat(max(${m}), ' ', min(${x}), ' ', count(${v}), ' ', count-non-empty(${m})) | | | |
| | text | least | Least | min(${m}) < 0 | | | | |
| | calculate | words | | | join('+', ${down}) | | | |
| | text | tail | Tail | ${all} > 10 | | | | |
| choices |
| | list_name | name | label | up |
| | yn | y | Yes | |
| | yn | n | No | |
| | l | 1 | One | |
| | l | 2 | Two | |
| | m | a | A | 1 |
| | m | b | B | 2 |
| | m | c | C | 2 |
";

fn woven() -> Arc<Form> {
    read(&converted(WOVEN))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_to_the_check_in(deeds in deeds()) {
        let mut checkin = begin(form("checkin"));
        for deed in &deeds {
            perform(&mut checkin, deed);
        }
        same_as_from_nothing(&checkin)?;
        let _ = checkin.finish(&now());
        checkin.contents("mk");
        checkin.summary("sq");
    }

    #[test]
    fn any_answers_to_woven_rows(deeds in deeds()) {
        let mut checkin = begin(woven());
        let rows = checkin.saved().into_iter();
        let mut stored: BTreeMap<String, SavedAnswer> = rows.map(|row| (row.path.clone(), row)).collect();
        for deed in &deeds {
            let change = perform(&mut checkin, deed).unwrap_or_default();
            stored.retain(|path, _| !change.removed.contains(path));
            stored.extend(change.saved.into_iter().map(|row| (row.path.clone(), row)));
            same_as_from_nothing(&checkin)?;
        }
        let rows: Vec<SavedAnswer> = stored.into_values().collect();
        let (again, lost) = Checkin::restore(checkin.form().clone(), &rows, &now(), &mut Counting(9)).unwrap();
        prop_assert!(lost.is_empty(), "{:?}", lost);
        prop_assert_eq!(again.submission(), checkin.submission());
    }

    #[test]
    fn any_order_of_answers_is_the_same(
        values in proptest::collection::vec((1_usize..5, 1_usize..4, 0_usize..64, 0_usize..64), 1..40),
    ) {
        // the last answer to each question counts
        let mut answers: BTreeMap<String, String> = BTreeMap::new();
        for (row, inner, at, how) in &values {
            answers.insert(format!("/data/w[{row}]/m"), (*at as f64 / 10.0).to_string());
            answers.insert(format!("/data/w[{row}]/v[{inner}]/x"), (*how as f64 / 8.0).to_string());
        }
        let begin = || {
            let mut checkin = begin(woven());
            for row in 1..5 {
                if row > 1 {
                    checkin.add_repeat(&"/data/w".into(), &now()).unwrap();
                }
                for _ in 1..4 {
                    checkin.add_repeat(&format!("/data/w[{row}]/v").as_str().into(), &now()).unwrap();
                }
            }
            checkin
        };
        let answer = |checkin: &mut Checkin, path: &str, value: &str| {
            checkin.answer(&path.into(), &Answer::value(value), &now()).unwrap();
        };
        let (mut forward, mut backward) = (begin(), begin());
        for (row, inner, at, how) in &values {
            answer(&mut forward, &format!("/data/w[{row}]/m"), &(*at as f64 / 10.0).to_string());
            answer(&mut forward, &format!("/data/w[{row}]/v[{inner}]/x"), &(*how as f64 / 8.0).to_string());
        }
        for (path, value) in answers.iter().rev() {
            answer(&mut backward, path, value);
        }
        prop_assert_eq!(forward.submission(), backward.submission());
        same_as_from_nothing(&forward)?;
        same_as_from_nothing(&backward)?;
    }

    #[test]
    fn undo_is_exact(deeds in deeds(), last in (0_u8..20, 0_usize..200, 0_usize..64)) {
        let mut checkin = begin(form("checkin"));
        for deed in &deeds {
            perform(&mut checkin, deed);
        }
        // a deed that changes nothing leaves the earlier change to be undone
        while checkin.undo().is_some() {}
        let before = (checkin.submission(), checkin.saved());
        perform(&mut checkin, &Deed(last.0.max(1), last.1, last.2));
        checkin.undo();
        prop_assert_eq!((checkin.submission(), checkin.saved()), before);
    }

    #[test]
    fn a_finished_check_in_is_read_as_it_was(deeds in deeds()) {
        let mut checkin = begin(form("pre_release_plan"));
        for deed in &deeds {
            perform(&mut checkin, deed);
        }
        let read = Checkin::from_submission(
            checkin.form().clone(), checkin.submission().as_bytes(), &checkin.states(), &now(), &mut Counting(4));
        prop_assert_eq!(read.unwrap().submission(), checkin.submission());
    }

    #[test]
    fn any_bytes_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (form, problems) = Form::parse(&bytes, &NoMedia);
        prop_assert_eq!(form.error().is_some(), problems.iter().any(|one| one.is_error()));
    }

    #[test]
    fn a_damaged_form_is_no_panic(at in 0_usize..8000, cut in 0_usize..60, with in "[ -~]{0,8}") {
        let text = include_str!("damaged.xml");
        let at = at % text.len();
        let mut damaged = text.to_owned();
        let end = (at + cut).min(damaged.len());
        damaged.replace_range(at..end, &with);
        let (form, _) = Form::parse(damaged.as_bytes(), &NoMedia);
        if let Ok(mut checkin) = Checkin::new(Arc::new(form), &now(), &mut Counting(1)) {
            for which in 0..6 {
                perform(&mut checkin, &Deed(7, which, which * 5));
            }
            let _ = checkin.finish(&now());
            checkin.contents("");
        }
    }

    #[test]
    fn any_saved_rows_are_no_panic(path in "/data(/[a-z_]{1,8}(\\[[0-9]{0,3}\\])?){0,3}(\\[\\])?", value in "[0-9a-z ]{0,6}") {
        let row = SavedAnswer { path, value, state: homeward_checkin::State::Answered };
        let opened = Checkin::restore(form("checkin"), &[row], &now(), &mut Counting(1));
        prop_assert!(opened.is_ok());
    }
}
