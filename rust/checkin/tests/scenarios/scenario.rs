//! A small language for scenarios: a form in a few lines, then what a person does and what is so.
//!
//! A form is the survey sheet as a Markdown table (`type | name | label | …`), more sheets if
//! need be, or an XForm; after it `file NAME` and the rows of a table that lies beside it. A script has one command a line:
//!
//! | command | meaning |
//! |---|---|
//! | `set Q VALUE`, `clear Q`, `decline Q` | answers |
//! | `add R`, `remove R[2]` | repeat instances |
//! | `undo`, `reload`, `lang NAME` | |
//! | `refused COMMAND` | the command fails and changes nothing |
//! | `get Q VALUE`, `count R N` | values and instances |
//! | `relevant Q yes`, `required`, `readonly`, `valid` | states of a node |
//! | `choices Q a b c`, `label Q TEXT`, `hint Q TEXT`, `message Q TEXT` | what is shown |
//! | `cleared Q R` | what the last command cleared |
//! | `pages A, B` | the names of all pages; `R+` asks for another instance |
//! | `finish yes`, `missing Q R` | whether it can be finished, and what keeps it from that |
//! | `unsteady` | the form does something each time it is opened: stored and live may differ |
//! | `xml TEXT`, `no-xml TEXT` | what is in the submission |
//!
//! After every command the values must be those of a calculation from nothing, and the rows that
//! the changes gave must restore the same check-in.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::real::{Counting, now};
use homeward_checkin::{Answer, Change, Checkin, Path, SavedAnswer, Step};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, Media, NoMedia, Problem};

/// Runs a script over a form.
#[track_caller]
pub fn check(form: &str, script: &str) {
    check_beside(form, &NoMedia, script);
}

/// The same with files beside the form.
#[track_caller]
pub fn check_beside(form: &str, media: &dyn Media, script: &str) {
    let xform = if form.trim_start().starts_with('<') {
        form.to_owned()
    } else {
        xform(form)
    };
    let (form, problems) = Form::parse(xform.as_bytes(), media);
    let errors: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{xform}");
    let mut scenario = Scenario::begin(Arc::new(form));
    for line in script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        scenario.perform(line);
    }
}

/// A form as a table, begun.
#[track_caller]
pub fn begin(form: &str) -> Scenario {
    let xform = xform(form);
    let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
    assert!(
        problems.iter().all(|problem| !problem.is_error()),
        "{problems:?}"
    );
    Scenario::begin(Arc::new(form))
}

/// A form must be refused with a problem that says this.
#[track_caller]
pub fn refused(form: &str, says: &str) {
    refused_beside(form, &NoMedia, says);
}

/// The same with files beside the form.
#[track_caller]
pub fn refused_beside(form: &str, media: &dyn Media, says: &str) {
    let xform = if form.trim_start().starts_with('<') {
        form.to_owned()
    } else {
        let converted = convert(
            "form.md",
            workbook(form).as_bytes(),
            Kind::Markdown,
            &Options::default(),
        );
        match converted.xform {
            Some(xform) => xform,
            None => {
                let found: Vec<String> =
                    converted.problems.iter().map(ToString::to_string).collect();
                assert!(found.iter().any(|one| one.contains(says)), "{found:?}");
                return;
            }
        }
    };
    let (form, problems) = Form::parse(xform.as_bytes(), media);
    let found: Vec<String> = problems
        .iter()
        .filter(|one| one.is_error())
        .map(ToString::to_string)
        .collect();
    assert!(found.iter().any(|one| one.contains(says)), "{found:?}");
    assert!(Checkin::new(Arc::new(form), &now(), &mut Counting(1)).is_err());
}

/// Takes the tables off the end of a form: each address with its bytes.
pub fn files(text: &str) -> (String, Vec<(String, Vec<u8>)>) {
    let mut form = String::new();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in text.lines().map(str::trim) {
        match (line.strip_prefix("file "), files.last_mut()) {
            (Some(name), _) => files.push((format!("jr://file-csv/{name}"), Vec::new())),
            (None, Some((_, bytes))) => {
                let cells = line.trim_matches('|').split('|').map(str::trim);
                let mut row = csv::Writer::from_writer(bytes);
                row.write_record(cells).unwrap();
                row.flush().unwrap();
            }
            (None, None) => form.extend([line, "\n"]),
        }
    }
    (form, files)
}

/// A model and a body as an XForm.
pub fn document(model: &str, body: &str) -> String {
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
        xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ev="http://www.w3.org/2001/xml-events"
        xmlns:entities="http://www.opendatakit.org/xforms/entities">
        <h:head><h:title>Test</h:title><model entities:entities-version="2025.1.0">{model}</model></h:head><h:body>{body}</h:body></h:html>"#
    )
}

fn xform(form: &str) -> String {
    let converted = convert(
        "form.md",
        workbook(form).as_bytes(),
        Kind::Markdown,
        &Options::default(),
    );
    let errors: Vec<String> = converted
        .problems
        .iter()
        .filter(|one| one.is_error())
        .map(ToString::to_string)
        .collect();
    converted.xform.unwrap_or_else(|| panic!("{errors:?}"))
}

/// The survey rows with the name of their sheet before them; other sheets name themselves.
fn workbook(form: &str) -> String {
    let mut text = String::from("| survey |\n");
    for line in form.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with("sheet ") {
            text.push_str(&format!(
                "| {} |\n",
                line.trim_start_matches("sheet ").trim()
            ));
        } else {
            text.push_str(&format!("| {line}\n"));
        }
    }
    text
}

/// A check-in under test, with what a vault would have stored of it.
pub struct Scenario {
    pub checkin: Checkin,
    stored: BTreeMap<String, SavedAnswer>,
    last: Change,
    language: String,
    steady: bool,
}

impl Scenario {
    pub fn begin(form: Arc<Form>) -> Self {
        let checkin = Checkin::new(form, &now(), &mut Counting(1)).unwrap();
        let stored = checkin
            .saved()
            .into_iter()
            .map(|row| (row.path.clone(), row))
            .collect();
        let language = checkin.language().to_owned();
        Scenario {
            checkin,
            stored,
            last: Change::default(),
            language,
            steady: true,
        }
    }

    fn apply(&mut self, change: Change) {
        for path in &change.removed {
            self.stored.remove(path);
        }
        for row in &change.saved {
            self.stored.insert(row.path.clone(), row.clone());
        }
        self.last = change;
    }

    /// What is stored, opened again.
    pub fn reopened(&self) -> Checkin {
        let rows: Vec<SavedAnswer> = self.stored.values().cloned().collect();
        let form = self.checkin.form().clone();
        let (mut again, lost) = Checkin::restore(form, &rows, &now(), &mut Counting(9)).unwrap();
        assert!(lost.is_empty(), "{lost:?}");
        again.set_language(&self.language).unwrap();
        again
    }

    #[track_caller]
    pub fn steady(&self) {
        let again = self.reopened();
        assert_eq!(
            again.submission(),
            self.checkin.submission(),
            "stored and live differ"
        );
        assert_eq!(
            again.states(),
            self.checkin.states(),
            "stored and live differ"
        );
        assert_eq!(
            again.steps(),
            self.checkin.steps(),
            "stored and live differ"
        );
    }

    fn act(&mut self, line: &str) -> Result<Change, String> {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (path, value) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let path = full(path);
        let say = |error: homeward_checkin::AnswerError| error.to_string();
        match command {
            "set" => self
                .checkin
                .answer(&path, &Answer::value(value.trim()), &now())
                .map_err(say),
            "clear" => self
                .checkin
                .answer(&path, &Answer::Clear, &now())
                .map_err(say),
            "decline" => self
                .checkin
                .answer(&path, &Answer::PrefersNotToSay, &now())
                .map_err(say),
            "add" => self
                .checkin
                .add_repeat(&path, &now())
                .map(|(_, change)| change)
                .map_err(say),
            "remove" => self.checkin.remove_repeat(&path, &now()).map_err(say),
            "undo" => self
                .checkin
                .undo()
                .ok_or_else(|| "nothing to undo".to_owned()),
            "lang" => {
                self.language = rest.trim().to_owned();
                self.checkin
                    .set_language(rest.trim())
                    .map_err(|error| error.to_string())
            }
            "reload" => {
                self.checkin = self.reopened();
                Ok(Change::default())
            }
            _ => panic!("no such command: {line}"),
        }
    }

    #[track_caller]
    pub fn perform(&mut self, line: &str) {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
        let (path, value) = (full(name), value.trim());
        let checkin = &mut self.checkin;
        match command {
            "refused" => {
                let before = self.checkin.submission();
                assert!(self.act(rest).is_err(), "{line}");
                assert_eq!(self.checkin.submission(), before, "{line}");
            }
            "get" => assert_eq!(checkin.value(&path).unwrap_or_default(), value, "{line}"),
            "count" => assert_eq!(checkin.instances(&path).to_string(), value, "{line}"),
            "relevant" => assert_eq!(checkin.relevant(&path), value == "yes", "{line}"),
            "required" => assert_eq!(checkin.required(&path), value == "yes", "{line}"),
            "readonly" => assert_eq!(checkin.readonly(&path), value == "yes", "{line}"),
            "valid" => assert_eq!(checkin.valid(&path), value == "yes", "{line}"),
            "state" => assert_eq!(
                format!("{:?}", checkin.state(&path).unwrap()),
                value,
                "{line}"
            ),
            "choices" => {
                let offered = checkin.choices(&path, &self.language).unwrap_or_default();
                let found: Vec<String> = offered.into_iter().map(|choice| choice.value).collect();
                assert_eq!(found.join(" "), value, "{line}");
            }
            "labels" => {
                let offered = checkin.choices(&path, &self.language).unwrap_or_default();
                let found: Vec<String> = offered.into_iter().map(|choice| choice.label).collect();
                assert_eq!(found.join(", "), value, "{line}");
            }
            "label" => assert_eq!(
                checkin.label(&path, &self.language).unwrap_or_default(),
                value,
                "{line}"
            ),
            "hint" => {
                let question = checkin.question(&path, &self.language).unwrap();
                assert_eq!(question.hint.unwrap_or_default(), value, "{line}");
            }
            "guidance" => {
                let question = checkin.question(&path, &self.language).unwrap();
                assert_eq!(question.guidance.unwrap_or_default(), value, "{line}");
            }
            "message" => assert_eq!(
                checkin.message(&path, &self.language).unwrap_or_default(),
                value,
                "{line}"
            ),
            "cleared" => {
                let found: Vec<String> =
                    self.last.cleared.iter().map(ToString::to_string).collect();
                let wanted: Vec<String> = rest
                    .split_whitespace()
                    .map(|name| full(name).to_string())
                    .collect();
                assert_eq!(found, wanted, "{line}");
            }
            "pages" => {
                let steps = checkin.steps();
                let found: Vec<String> = steps.iter().map(page).collect();
                assert_eq!(found.join(", "), rest, "{line}");
                for pair in steps.windows(2) {
                    assert_eq!(checkin.next(&pair[0]), pair[1], "{line}");
                    assert_eq!(checkin.previous(&pair[1]), pair[0], "{line}");
                }
            }
            "finish" => assert_eq!(
                checkin.finish(&now()).is_ok(),
                rest == "yes",
                "{line} {:?}",
                checkin.missing()
            ),
            "missing" => {
                let missing = checkin.missing();
                let found: Vec<&str> = missing.iter().map(|one| one.path.as_str()).collect();
                let wanted: Vec<String> = rest
                    .split_whitespace()
                    .map(|name| full(name).to_string())
                    .collect();
                assert_eq!(found, wanted, "{line}");
            }
            "media" => {
                let (form, wanted) = value.split_once(' ').unwrap_or((value, ""));
                let found = checkin.media(&path, form, &self.language);
                assert_eq!(found.unwrap_or_default(), wanted, "{line}");
            }
            "entity" => {
                let found: Vec<String> = checkin.entities().iter().map(entity).collect();
                assert!(found.iter().any(|one| one == rest), "{line}\n{found:?}");
            }
            "no-entity" => assert!(checkin.entities().is_empty(), "{line}"),
            "unsteady" => self.steady = false,
            "surplus" => assert_eq!(checkin.surplus(&path).to_string(), value, "{line}"),
            "xml" => assert!(
                checkin.submission().contains(rest),
                "{line}\n{}",
                checkin.submission()
            ),
            "no-xml" => assert!(
                !checkin.submission().contains(rest),
                "{line}\n{}",
                checkin.submission()
            ),
            _ => {
                let change = self
                    .act(line)
                    .unwrap_or_else(|error| panic!("{line}: {error}"));
                if command != "reload" {
                    self.apply(change);
                }
                if self.steady {
                    self.steady();
                }
            }
        }
    }
}

/// A path may leave out `/data/`.
fn full(name: &str) -> Path {
    match name.starts_with('/') {
        true => Path::new(name),
        false => Path::new(format!("/data/{name}")),
    }
}

/// `create trees 7f… label=Oak size=3`: what is to be done, the list, its id, its label, properties.
fn entity(change: &homeward_checkin::EntityChange) -> String {
    let action = format!("{:?}", change.action).to_lowercase();
    let mut text = format!("{action} {} {}", change.dataset, change.id);
    if let Some(version) = change.base_version {
        text.push_str(&format!(" from {version}"));
    }
    if let Some(label) = &change.label {
        text.push_str(&format!(" label={label}"));
    }
    for (name, value) in &change.properties {
        text.push_str(&format!(" {name}={value}"));
    }
    text
}

fn page(step: &Step) -> String {
    let short = |path: &Path| path.as_str().trim_start_matches("/data/").to_owned();
    match step {
        Step::Question(path) => short(path),
        Step::Group(path) => format!("[{}]", short(path)),
        Step::Repeat(path) => format!("{}+", short(path)),
        Step::End => "end".to_owned(),
    }
}
