//! Scenarios written as text, in `cases/`: many small ones of one subject in a file.
//!
//! | line | meaning |
//! |---|---|
//! | `= words` | a form follows, for all scenarios until the next form |
//! | `== words` | a scenario; its own form may follow, then its script |
//! | `given COMMAND` | what each `:` line below does first; `given` alone forgets that |
//! | `: EXPR => VALUE` | a scenario of its own: the form with EXPR for `$expr` (else 0), where `x` has VALUE |
//! | `no-form TEXT` | the form is refused, and TEXT is in the reason |
//! | `gap REASON` | the scenario does not hold yet; it is an error if it does |
//! | `web …`, `not-web REASON` | for the comparison with ODK's web engine, `tests/xforms_engine` |
//! | `javarosa …`, `not-javarosa REASON` | for the comparison with JavaRosa, `tests/javarosa` |
//!
//! A form is a table as in [`crate::scenario`], or a model and a body with `---` between them; `file NAME`
//! begins a table that lies beside it.
//! Lines that begin with `#` are remarks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::scenario::{check_beside, document, files, refused_beside};

/// How lines begin that speak of another engine.
const OF_OTHERS: [&str; 4] = ["web ", "not-web ", "javarosa ", "not-javarosa "];

/// One scenario of a file.
pub struct Case {
    pub title: String,
    form: String,
    script: Vec<String>,
}

/// Takes a file apart.
pub fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut form, mut given) = (String::new(), Vec::new());
    // whether lines of a form belong to all that follow, or to the last scenario
    let mut shared = true;
    let mut own = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(title) = trimmed.strip_prefix("== ") {
            (shared, own) = (false, false);
            cases.push(Case {
                title: title.to_owned(),
                form: form.replace("$expr", "0"),
                script: Vec::new(),
            });
        } else if trimmed.starts_with("= ") {
            shared = true;
            form.clear();
            given.clear();
        } else if let Some(command) = trimmed.strip_prefix("given") {
            match command.trim() {
                "" => given.clear(),
                command => given.push(command.to_owned()),
            }
        } else if let Some(rest) = trimmed.strip_prefix(": ") {
            let (expr, value) = rest.split_once(" =>").expect("an expression and a value");
            let mut script = given.clone();
            script.push(format!("get x {}", value.trim()));
            cases.push(Case {
                title: rest.to_owned(),
                form: placed(&form, expr.trim()),
                script,
            });
        } else if trimmed.starts_with(['|', '<'])
            || trimmed.starts_with("sheet ")
            || trimmed.starts_with("file ")
            || trimmed == "---"
        {
            let to = match (shared, cases.last_mut()) {
                (false, Some(case)) => {
                    if !own {
                        case.form.clear();
                    }
                    own = true;
                    &mut case.form
                }
                _ => &mut form,
            };
            to.push_str(trimmed);
            to.push('\n');
        } else {
            let case = cases.last_mut().expect("a scenario before its script");
            case.script.push(trimmed.to_owned());
        }
    }
    cases
}

/// The form with an expression in its place, written as XML needs it.
fn placed(form: &str, expr: &str) -> String {
    let expr = match form.starts_with('<') {
        true => expr
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;"),
        false => expr.to_owned(),
    };
    form.replace("$expr", &expr)
}

impl Case {
    fn run(&self) {
        let (form, files) = files(&self.form);
        let form = match form.split_once("---\n") {
            Some((model, body)) => document(model, body),
            None => form,
        };
        let media = |url: &str| {
            let mut files = files.iter();
            files
                .find(|(known, _)| known == url)
                .map(|(_, bytes)| bytes.clone())
        };
        let for_us = |line: &&String| !OF_OTHERS.iter().any(|word| line.starts_with(word));
        let script: Vec<&String> = self.script.iter().filter(for_us).collect();
        assert!(!script.is_empty(), "it asserts nothing");
        match script.iter().find_map(|line| line.strip_prefix("no-form ")) {
            Some(says) => refused_beside(&form, &media, says),
            None => {
                let script: Vec<&str> = script
                    .iter()
                    .map(|line| line.as_str())
                    .filter(|line| !line.starts_with("gap "))
                    .collect();
                check_beside(&form, &media, &script.join("\n"));
            }
        }
    }

    fn is_gap(&self) -> bool {
        self.script.iter().any(|line| line.starts_with("gap "))
    }
}

fn all_hold(name: &str, text: &str) {
    let cases = read(text);
    let mut wrong = Vec::new();
    for case in &cases {
        let outcome = catch_unwind(AssertUnwindSafe(|| case.run()));
        let holds = outcome.is_ok();
        if holds == case.is_gap() {
            let why = outcome.err().map(|cause| match cause.downcast::<String>() {
                Ok(text) => *text,
                Err(_) => "it panics".to_owned(),
            });
            let why = why.unwrap_or_else(|| "it is a gap no longer".to_owned());
            wrong.push(format!(
                "{name}: {}\n    {}",
                case.title,
                why.replace('\n', "\n    ")
            ));
        }
    }
    println!("{name}: {} scenarios", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

macro_rules! files {
    ($($name:ident),* $(,)?) => {
        const FILES: &[(&str, &str)] = &[
            $((stringify!($name), include_str!(concat!("cases/", stringify!($name), ".txt")))),*
        ];
        $(#[test]
        fn $name() {
            all_hold(stringify!($name), include_str!(concat!("cases/", stringify!($name), ".txt")));
        })*
    };
}

files!(
    absolute_paths,
    as_javarosa,
    binds,
    choices,
    controls,
    cycles,
    dates,
    documents,
    drafts,
    entities,
    events,
    expressions,
    instances,
    numbers,
    places,
    preloads,
    random,
    relevance,
    repeats,
    searches,
    selections,
    steps,
    strings,
    texts,
    types,
    undo,
    validation,
);

/// Each test of the other modules is a scenario, and each scenario of a file is one.
#[test]
fn there_are_at_least_600() {
    let of_files: usize = FILES.iter().map(|(_, text)| read(text).len()).sum();
    let program = std::env::current_exe().unwrap();
    let listed = std::process::Command::new(program)
        .arg("--list")
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let others = listed
        .lines()
        .filter(|line| line.ends_with(": test") && !line.starts_with("cases::"))
        .count();
    println!("{of_files} scenarios in files, {others} others");
    assert!(of_files + others >= 600, "{of_files} + {others}");
    let mut titles: Vec<String> = Vec::new();
    for (name, text) in FILES {
        titles.extend(
            read(text)
                .into_iter()
                .map(|case| format!("{name}: {}", case.title)),
        );
    }
    let many = titles.len();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), many, "two scenarios have one title");
}
