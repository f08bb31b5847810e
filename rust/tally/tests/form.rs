//! The table of indicators against the real form: every question and value that a rule names is
//! there, and the form itself marks the question with the indicator and class.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{Data, Reader, Xlsx, open_workbook};
use homeward_tally::indicators::{Class, INDICATORS, Indicator, ItemBase, ItemTest, STAGES, Test};

const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../forms/checkin.xlsx");

/// Rows of a sheet as maps from column to text.
fn rows(
    book: &mut Xlsx<std::io::BufReader<std::fs::File>>,
    sheet: &str,
) -> Vec<BTreeMap<String, String>> {
    let range = book.worksheet_range(sheet).unwrap();
    let mut rows = range
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>());
    let columns = rows.next().unwrap();
    rows.map(|row| columns.iter().cloned().zip(row).collect())
        .collect()
}

struct Question {
    values: BTreeSet<String>,
    class: String,
    indicator: String,
}

fn questions() -> BTreeMap<String, Question> {
    let mut book: Xlsx<_> = open_workbook(FORM).unwrap();
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&mut book, "choices") {
        lists
            .entry(row["list_name"].clone())
            .or_default()
            .insert(row["name"].clone());
    }
    let survey = rows(&mut book, "survey");
    let named = survey.into_iter().filter(|row| !row["name"].is_empty());
    let question = |row: BTreeMap<String, String>| {
        let list = row["type"].split(' ').nth(1).unwrap_or_default();
        let question = Question {
            values: lists.get(list).cloned().unwrap_or_default(),
            class: row["bind::ri:class"].clone(),
            indicator: row["bind::ri:indicator"].clone(),
        };
        (row["name"].clone(), question)
    };
    named.map(question).collect()
}

type Named = Vec<(&'static str, &'static [&'static str])>;

fn named_by_test(test: &Test, named: &mut Named) {
    match test {
        Test::Is(question, values) | Test::IsNot(question, values) => {
            named.push((*question, *values))
        }
        Test::Answered(question) => named.push((*question, &[])),
        Test::All(tests) => tests.iter().for_each(|test| named_by_test(test, named)),
        Test::ReleasedInPeriod | Test::WithinDaysOfRelease(_) => {}
    }
}

fn named_by_item(test: &ItemTest, values: &'static [&'static str], named: &mut Named) {
    match test {
        ItemTest::Selected(question) => named.push((*question, values)),
        ItemTest::Row {
            repeat,
            question,
            also,
        } => {
            named.push((*repeat, &[]));
            named.push((*question, values));
            named.extend_from_slice(also);
        }
    }
}

fn named(indicator: &Indicator) -> Named {
    let mut named = vec![];
    named_by_test(&indicator.denominator, &mut named);
    if let Some(test) = &indicator.numerator {
        named_by_test(test, &mut named);
    }
    if let Some(items) = &indicator.items {
        named_by_item(&items.numerator, items.values, &mut named);
        if let ItemBase::Own { denominator, .. } = &items.base {
            named_by_item(denominator, items.values, &mut named);
        }
    }
    named
}

#[test]
fn every_question_and_value_is_in_the_form() {
    let questions = questions();
    for indicator in INDICATORS {
        for (question, values) in named(indicator) {
            let found = questions.get(question);
            let found = found.unwrap_or_else(|| panic!("{}: no {question}", indicator.code));
            for value in values {
                assert!(
                    found.values.contains(*value),
                    "{}: {question}={value}",
                    indicator.code
                );
            }
        }
    }
    let stages: BTreeSet<String> = STAGES.iter().map(|stage| (*stage).to_owned()).collect();
    assert_eq!(questions["stage"].values, stages);
}

#[test]
fn the_form_marks_each_question_with_its_indicator_and_class() {
    let questions = questions();
    let mut restricted = BTreeSet::new();
    for indicator in INDICATORS {
        let named = named(indicator);
        let marks = |(question, _): &(&str, _)| questions[*question].indicator == indicator.code;
        // REF-2 reads the needs of REF-1, ENG-1 the kind of contact.
        assert!(named.iter().any(marks), "{}", indicator.code);
        for (question, _) in named {
            let found = &questions[question];
            assert_ne!(found.class, "sealed", "{}: {question}", indicator.code);
            let is_restricted = found.class == "restricted";
            assert_eq!(
                is_restricted,
                indicator.class == Class::Restricted,
                "{question}"
            );
            if is_restricted {
                restricted.insert(question);
            }
        }
    }
    let all = questions
        .iter()
        .filter(|(_, question)| question.class == "restricted");
    assert_eq!(restricted, all.map(|(name, _)| name.as_str()).collect());
}
