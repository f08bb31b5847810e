//! The catalogues: six languages, the same keys and variables, notes for translators.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use homeward_app::words::{Arg, Lang};

/// One for the phone, one for its errors, two for the pages.
const CATALOGUES: [&str; 4] = ["phone.ftl", "errors.ftl", "review.ftl", "report.ftl"];

/// Key (with `.attribute`) and its variables.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

fn read(lang: Lang, file: &str) -> (Catalogue, Vec<String>, String) {
    let path = format!("{}/words/{}/{file}", env!("CARGO_MANIFEST_DIR"), lang.tag());
    let text = std::fs::read_to_string(&path).unwrap();
    let resource = fluent_syntax::parser::parse(text.as_str())
        .unwrap_or_else(|(_, e)| panic!("{path}: {e:?}"));
    let mut catalogue = Catalogue::new();
    let mut bare = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let name = message.id.name.to_owned();
        if message.comment.is_none() {
            bare.push(name.clone());
        }
        if let Some(pattern) = &message.value {
            let known = catalogue.insert(name.clone(), variables(pattern));
            assert!(known.is_none(), "{path}: {name} twice");
        }
        for attribute in &message.attributes {
            catalogue.insert(
                format!("{name}.{}", attribute.id.name),
                variables(&attribute.value),
            );
        }
    }
    (catalogue, bare, text)
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                found.insert(id.name.to_owned());
            }
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    found.insert(id.name.to_owned());
                }
                variants
                    .iter()
                    .for_each(|v| found.extend(variables(&v.value)));
            }
            Expression::Inline(_) => {}
        }
    }
    found
}

#[test]
fn all_languages_have_the_same_keys_and_variables() {
    for file in CATALOGUES {
        let (english, bare, _) = read(Lang::En, file);
        assert!(english.len() > 30, "{file}");
        assert!(
            bare.is_empty(),
            "{file}: without a note for translators: {bare:?}"
        );
        for lang in Lang::ALL {
            let (other, _, text) = read(lang, file);
            assert_eq!(other, english, "{} {file}", lang.tag());
            let marked = text.contains("needs native review");
            assert_eq!(
                marked,
                lang != Lang::En,
                "{} {file} is a machine draft",
                lang.tag()
            );
        }
    }
}

#[test]
fn letters_are_those_of_the_language() {
    for file in CATALOGUES {
        for lang in [Lang::Sr, Lang::Mk] {
            let (_, _, text) = read(lang, file);
            let cyrillic = text
                .chars()
                .filter(|c| ('\u{400}'..'\u{460}').contains(c))
                .count();
            assert!(cyrillic > 1500, "{} {file}: {cyrillic}", lang.tag());
            assert!(
                !text.contains('è'),
                "{} {file}: a Latin letter for ѐ",
                lang.tag()
            );
        }
        for lang in [Lang::Sq, Lang::Bs, Lang::SrLatn] {
            let (_, _, text) = read(lang, file);
            let stray = text.chars().find(|c| ('\u{400}'..'\u{460}').contains(c));
            assert_eq!(stray, None, "{} {file}", lang.tag());
        }
    }
}

#[test]
fn before_the_last_try_it_is_said_what_it_destroys() {
    for lang in Lang::ALL {
        let said = |key, left| lang.with(key, &[("left", Arg::Number(left))]);
        let (wrong, start) = (said("pin-wrong", 1), said("pin-tries", 1));
        assert!(wrong.ends_with(&start), "{start}");
        assert_eq!(start.matches('.').count(), 2, "{start}");
        assert!(said("pin-tries", 7).contains('7'), "{}", lang.tag());
    }
}

#[test]
fn texts_are_filled_in() {
    let check = |lang: Lang, key: &str, arg: (&str, Arg<'_>), expect: &str| {
        assert_eq!(lang.with(key, &[arg]), expect, "{} {key}", lang.tag());
    };
    check(
        Lang::En,
        "pin-wrong",
        ("left", Arg::Number(7)),
        "Wrong PIN. 7 tries are left.",
    );
    check(Lang::Mk, "month", ("n", Arg::Number(3)), "март");
    check(Lang::Sr, "month", ("n", Arg::Number(8)), "август");
    check(
        Lang::En,
        "due-on",
        ("date", Arg::Text("4 March")),
        "Due 4 March",
    );
    assert!(
        Lang::En
            .with("pin-wrong", &[("left", Arg::Number(1))])
            .starts_with("Wrong PIN. One try")
    );
    assert_eq!(Lang::Sq.text("no-such-key"), "no-such-key");
    let words = Lang::Bs.all_plain();
    assert_eq!(words["button-next"], "Dalje");
    assert!(
        !words.contains_key("pin-wrong"),
        "texts with variables are asked for one by one"
    );
}
