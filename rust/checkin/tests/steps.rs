//! What a change costs, in steps and never in time: it follows what the change touches, not how large
//! the form or the record has become.

mod begun;

use begun::{Counting, begin, converted, now, read};
use homeward_checkin::{Answer, Checkin, Path, Step};

fn begun(workbook: &str) -> Checkin {
    begin(read(&converted(workbook)))
}

fn survey(rows: &str) -> String {
    let rows: String = rows
        .lines()
        .map(|row| format!("| | {} |\n", row.trim()))
        .collect();
    format!("| survey |\n| | type | name | label | calculation | relevant |\n{rows}")
}

/// A repeat `r` with a question `v`, and whatever else is in it and after it.
fn rows(kind: &str, inside: &str, after: &str) -> Checkin {
    begun(&survey(&format!(
        "begin repeat | r | Row | | \n{kind} | v | Value | |\n{inside}\nend repeat | | | |\n{after}"
    )))
}

#[track_caller]
fn answer(checkin: &mut Checkin, path: &str, value: &str) -> u64 {
    checkin
        .answer(&path.into(), &Answer::value(value), &now())
        .unwrap();
    checkin.steps_spent()
}

/// The steps of adding instance 2 and instance 2,000, and of answering in each of them.
#[track_caller]
fn growing(mut checkin: Checkin, value: impl Fn(usize) -> String, answers: bool) {
    let (mut adding, mut answering) = ((0, 0), (0, 0));
    if answers {
        answer(&mut checkin, "/data/r[1]/v", &value(1));
    }
    for at in 2..=2_000 {
        checkin.add_repeat(&Path::new("/data/r"), &now()).unwrap();
        let added = checkin.steps_spent();
        if at == 2 {
            adding.0 = added;
        }
        adding.1 = added;
        if answers {
            let steps = answer(&mut checkin, &format!("/data/r[{at}]/v"), &value(at));
            if at == 2 {
                answering.0 = steps;
            }
            answering.1 = steps;
        }
    }
    assert!(
        adding.0 > 0 && adding.1 <= 2 * adding.0,
        "adding: {adding:?}"
    );
    assert!(answering.1 <= 2 * answering.0, "answering: {answering:?}");
    assert_eq!(checkin.out_of_step(), Vec::<Path>::new());
}

#[test]
fn the_2000th_instance_costs_what_the_2nd_does() {
    let whole = |at: usize| (at % 7).to_string();
    let tenths = |at: usize| format!("{}.1", at % 7);
    let totals = "calculate | total | | sum(${v}) |\ncalculate | many | | count(${r}) |";
    growing(rows("integer", "", totals), whole, true);
    growing(rows("decimal", "", totals), tenths, true);
    let ends = "calculate | most | | max(${v}) + min(${v}) |\ncalculate | filled | | count-non-empty(${v}) |\ntext | late | Late | | count(${r}) > 5000";
    growing(rows("decimal", "", ends), tenths, true);
    growing(
        rows("integer", "calculate | at | | position(..) |", ""),
        whole,
        true,
    );
    // an answer changes every share, but a new row without a value changes none
    let share = "calculate | share | | ${v} div sum(/data/r/v) |";
    growing(rows("integer", share, ""), whole, false);
    let nested = "begin repeat | i | I | |\ninteger | n | N | |\nend repeat | | | |\ncalculate | s | | sum(${n}) + count(${i}) |";
    growing(
        rows(
            "integer",
            nested,
            "calculate | all | | sum(${s}) + sum(${n}) |",
        ),
        whole,
        true,
    );
}

#[test]
fn an_answer_in_the_middle_of_whole_numbers_costs_what_the_first_does() {
    let mut checkin = rows("integer", "", "calculate | total | | sum(${v}) |");
    let first = answer(&mut checkin, "/data/r[1]/v", "3");
    for _ in 1..500 {
        checkin.add_repeat(&Path::new("/data/r"), &now()).unwrap();
    }
    let middle = answer(&mut checkin, "/data/r[250]/v", "4");
    assert!(middle <= 2 * first, "{first} {middle}");
    assert_eq!(checkin.value(&"/data/total".into()), Some("7"));
}

#[test]
fn an_answer_in_the_middle_of_tenths_adds_from_there_on() {
    let mut checkin = rows("decimal", "", "calculate | total | | sum(${v}) |");
    for at in 1..=500 {
        if at > 1 {
            checkin.add_repeat(&Path::new("/data/r"), &now()).unwrap();
        }
        answer(&mut checkin, &format!("/data/r[{at}]/v"), "0.1");
    }
    let late = answer(&mut checkin, "/data/r[490]/v", "0.2");
    let early = answer(&mut checkin, "/data/r[10]/v", "0.2");
    assert!(late + 400 < early && early < 600, "{late} {early}");
    // as adding from the first to the last gives it
    let naive = (1..=500).fold(0.0, |sum, at| {
        sum + if at == 10 || at == 490 { 0.2 } else { 0.1 }
    });
    assert_eq!(
        checkin.value(&"/data/total".into()),
        Some(naive.to_string().as_str())
    );
}

#[test]
fn taking_a_total_back_costs_nothing_the_next_change_has_to_pay() {
    let mut checkin = rows(
        "integer",
        "calculate | share | | ${v} div sum(/data/r/v) |",
        "",
    );
    for at in 2..=300 {
        checkin.add_repeat(&Path::new("/data/r"), &now()).unwrap();
        answer(&mut checkin, &format!("/data/r[{at}]/v"), "1");
    }
    checkin.add_repeat(&Path::new("/data/r"), &now()).unwrap();
    let before = checkin.steps_spent();
    checkin.undo().unwrap();
    assert_eq!(checkin.out_of_step(), Vec::<Path>::new());
    checkin.add_repeat(&Path::new("/data/r"), &now()).unwrap();
    assert!(
        checkin.steps_spent() <= before,
        "{before} {}",
        checkin.steps_spent()
    );
}

#[test]
fn an_action_of_a_new_row_sees_the_row_in_what_is_kept() {
    let form = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>
        <instance><data id="t"><r jr:template=""><n/><v>2</v></r><many/><sum/></data></instance>
        <bind nodeset="/data/r/v" type="int"/>
        <bind nodeset="/data/many" calculate="count(/data/r)"/><bind nodeset="/data/sum" calculate="sum(/data/r/v)"/>
        </model></h:head><h:body><repeat nodeset="/data/r"><input ref="/data/r/v"/>
        <setvalue event="odk-new-repeat" ref="/data/r/n" value="count(/data/r) * 100 + sum(/data/r/v)"/>
        </repeat></h:body></h:html>"#;
    let mut checkin = begin(read(form));
    for at in 1..=3 {
        checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
        let seen = checkin.value(&format!("/data/r[{at}]/n").as_str().into());
        assert_eq!(seen, Some((at * 102).to_string().as_str()));
    }
    assert_eq!(checkin.value(&"/data/sum".into()), Some("6"));
}

#[test]
fn removing_the_last_row_costs_the_same_however_many_there_are() {
    let cost = |upto: usize| {
        let at = "calculate | at | | position(..) + count(../v) |";
        let mut checkin = rows("integer", at, "calculate | total | | sum(${v}) |");
        for _ in 1..upto {
            checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
        }
        let last = format!("/data/r[{upto}]");
        checkin
            .remove_repeat(&last.as_str().into(), &now())
            .unwrap();
        checkin.steps_spent()
    };
    assert_eq!(cost(3), cost(1_000));
}

#[test]
fn reading_the_row_before_takes_the_same_for_each_row() {
    let cost = |upto: usize| {
        let before = "calculate | before | | if(position(..) > 1, indexed-repeat(/data/r/v, /data/r, position(..) - 1), 0) + ${v} |";
        let mut checkin = rows("integer", before, "");
        for _ in 1..upto {
            checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
        }
        answer(&mut checkin, &format!("/data/r[{upto}]/v"), "4");
        let steps = answer(&mut checkin, &format!("/data/r[{}]/v", upto - 1), "3");
        let last = checkin.value(&format!("/data/r[{upto}]/before").as_str().into());
        assert_eq!(last, Some("7"));
        steps
    };
    let (few, many) = (cost(100), cost(400));
    assert!(many <= 5 * few, "{few} {many}");
}

#[test]
fn one_answer_that_many_questions_hang_on_costs_one_step_for_each() {
    let cost = |questions: usize| {
        let rows: String = (0..questions)
            .map(|at| format!("text | q{at} | Q | | ${{show}} = 'y'\n"))
            .collect();
        let mut checkin = begun(&survey(&format!("text | show | Show | | \n{rows}")));
        (
            answer(&mut checkin, "/data/show", "y"),
            answer(&mut checkin, "/data/q7", "Synthetic"),
        )
    };
    let ((few, one), (many, same)) = (cost(50), cost(500));
    assert!(many <= 11 * few, "{few} {many}");
    assert_eq!(one, same);
}

#[test]
fn opening_a_draft_of_many_rows_is_one_pass() {
    let mut checkin = rows(
        "integer",
        "calculate | share | | ${v} div sum(/data/r/v) |",
        "",
    );
    let mut reopened = |upto: usize| {
        while checkin.instances(&"/data/r".into()) < upto {
            checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
        }
        answer(&mut checkin, &format!("/data/r[{upto}]/v"), "2");
        let form = checkin.form().clone();
        let (again, lost) =
            Checkin::restore(form, &checkin.saved(), &now(), &mut Counting(1)).unwrap();
        assert!(lost.is_empty());
        assert_eq!(again.submission(), checkin.submission());
        again.steps_spent()
    };
    let (few, many) = (reopened(100), reopened(1_000));
    assert!(many <= 11 * few, "{few} {many}");
}

/// Towns of ten districts, and a question for each.
fn towns(count: usize) -> Checkin {
    let mut workbook = String::from(
        "| survey |\n| | type | name | label | choice_filter |\n| | text | district | District | |\n\
         | | select_one towns | town | Town | district = ${district} |\n\
         | | select_multiple towns | some | Some | district = ${district} |\n\
         | | select_one towns | any | Any | |\n\
         | choices |\n| | list_name | name | label | district |\n",
    );
    for at in 0..count {
        workbook += &format!("| | towns | t{at} | Town {at} | d{} |\n", at % 10);
    }
    begun(&workbook)
}

#[test]
fn choosing_from_a_long_list_costs_what_a_short_one_does() {
    let cost = |count: usize| {
        let mut checkin = towns(count);
        let district = answer(&mut checkin, "/data/district", "d3");
        let town = answer(&mut checkin, "/data/town", "t13");
        let some = answer(&mut checkin, "/data/some", "t3 t13 t23");
        let any = answer(&mut checkin, "/data/any", "t14");
        // the towns of another district: what was chosen goes, what has no filter stays
        let cleared = answer(&mut checkin, "/data/district", "d4");
        for (question, expect) in [("town", ""), ("some", ""), ("any", "t14")] {
            let path = format!("/data/{question}");
            assert_eq!(checkin.value(&path.as_str().into()), Some(expect));
        }
        let refused = checkin.answer(&"/data/town".into(), &Answer::value("t13"), &now());
        assert!(refused.is_err());
        assert_eq!(checkin.out_of_step(), Vec::<Path>::new());
        [district, town, some, any, cleared]
    };
    let (short, long) = (cost(100), cost(4_000));
    for (short, long) in short.iter().zip(long) {
        assert!(long <= short + 20, "{short} {long}");
    }
}

/// Walks from the first page to the last and back, and says how many there are.
fn walked(checkin: &Checkin) -> usize {
    let pages = checkin.steps();
    let mut step = checkin.first();
    for page in &pages {
        assert_eq!(&step, page);
        step = checkin.next(&step);
    }
    assert_eq!(step, Step::End);
    for page in pages.iter().rev() {
        step = checkin.previous(&step);
        assert_eq!(&step, page);
    }
    pages.len()
}

#[test]
fn turning_a_page_costs_the_same_however_many_rows_there_are() {
    let cost = |upto: usize| {
        let inside =
            "text | w | W | |\nbegin repeat | i | I | |\ntext | n | N | |\nend repeat | | | |";
        let mut checkin = rows("integer", inside, "text | z | Z | |");
        for _ in 1..upto {
            checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
        }
        let middle = Step::Question(format!("/data/r[{}]/w", upto / 2).as_str().into());
        let turned = |turn: &dyn Fn() -> Step, expect: &str| {
            let before = checkin.steps_spent();
            assert_eq!(turn().to_string(), expect);
            checkin.steps_spent() - before
        };
        let at = upto / 2;
        [
            turned(
                &|| checkin.next(&middle),
                &format!("repeat /data/r[{at}]/i"),
            ),
            turned(
                &|| checkin.previous(&middle),
                &format!("question /data/r[{at}]/v"),
            ),
            turned(
                &|| checkin.next(&Step::Repeat(format!("/data/r[{at}]/i").as_str().into())),
                &format!("question /data/r[{}]/v", at + 1),
            ),
            turned(
                &|| checkin.previous(&Step::Question("/data/z".into())),
                "repeat /data/r",
            ),
            turned(
                &|| checkin.next(&Step::Repeat("/data/r".into())),
                "question /data/z",
            ),
            turned(
                &|| {
                    checkin
                        .jump(&format!("/data/r[{upto}]").as_str().into())
                        .unwrap()
                },
                &format!("question /data/r[{upto}]/v"),
            ),
            turned(&|| checkin.first(), "question /data/r[1]/v"),
            turned(&|| checkin.previous(&Step::End), "question /data/z"),
        ]
    };
    let (few, many) = (cost(10), cost(2_000));
    assert_eq!(few, many);
    assert!(many.iter().all(|steps| (1..40).contains(steps)), "{many:?}");
}

#[test]
fn pages_beside_each_other_are_those_of_the_whole_way() {
    let mut checkin = rows("integer", "text | w | W | | ${v} != 3", "text | z | Z | |");
    for at in 1..=5 {
        if at > 1 {
            checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
        }
        answer(&mut checkin, &format!("/data/r[{at}]/v"), &at.to_string());
    }
    assert_eq!(walked(&checkin), 5 + 4 + 2);
    // a page that is gone: the one after it, and the one before
    let gone = Step::Question("/data/r[3]/w".into());
    assert_eq!(checkin.next(&gone).to_string(), "question /data/r[4]/v");
    assert_eq!(checkin.previous(&gone).to_string(), "question /data/r[3]/v");
}

#[test]
fn numbers_of_questions_follow_what_is_asked() {
    let mut checkin = rows("integer", "text | w | W | | ${v} != 3", "text | z | Z | |");
    let of = |checkin: &Checkin, path: &str| {
        let view = checkin.question(&path.into(), "").unwrap();
        (view.index, view.total)
    };
    assert_eq!(of(&checkin, "/data/z"), (3, 3));
    answer(&mut checkin, "/data/r[1]/v", "3");
    assert_eq!(of(&checkin, "/data/z"), (2, 2));
    assert_eq!(of(&checkin, "/data/r[1]/w"), (0, 2));
    checkin.add_repeat(&"/data/r".into(), &now()).unwrap();
    assert_eq!(of(&checkin, "/data/z"), (4, 4));
    checkin.undo().unwrap();
    assert_eq!(of(&checkin, "/data/z"), (2, 2));
    answer(&mut checkin, "/data/r[1]/v", "4");
    assert_eq!(of(&checkin, "/data/r[1]/w"), (2, 3));
}

#[test]
fn opening_a_form_is_one_pass() {
    let opened = |questions: usize| {
        let row = |at: usize| {
            format!(
                "text | q{at} | Q | | ${{start}} = 'y'\ncalculate | c{at} | | ${{q{at}}} + 1 |\n"
            )
        };
        let rows: String = (0..questions).map(row).collect();
        begun(&survey(&format!("text | start | Start | | \n{rows}"))).steps_spent()
    };
    let (once, twice) = (opened(200), opened(400));
    assert!(once > 400 && twice <= 2 * once + 50, "{once} {twice}");
}
