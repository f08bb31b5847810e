//! The policy lint: what a form of this programme must not ask, and what it must say.
//!
//! Each finding says which rule it breaks and why. The rules are those of the programme: a
//! check-in asks about needs and support, never about belief, origin, offence or ideology; it takes
//! no place, picture, sound or mark of the phone; it computes no number about a person; and every
//! answer says how it may be used (`ri:class`). A tenant may add words and types with a
//! [`Policy`]; nothing takes a rule away.
//!
//! Spreadsheets and XForms are looked at alike: both become a [`Questionnaire`]. What no rule forbids
//! and is a slip all the same, such as a text taken for a truth, is a warning.
//!
//! Deliberately not here: whether a form works ([`crate::xlsform`] tells that), and understanding
//! of language. The words are a list; a reviewer reads the form all the same.

mod classes;
mod expression;
mod fold;
mod outcomes;
mod passed_over;
mod policy;
mod scores;
mod truths;
mod types;
mod words;
mod xform;

use homeward_xpath::Expr;

use crate::problem::{Place, Problem};
pub use policy::{MAX_RULES, Policy, PolicyError};
pub use xform::lint_xform;

/// A text of a form and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// What the lint looks at in a question or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Question type, such as `text`, `select one`, `geopoint`; `group` or `repeat`.
    pub kind: String,
    /// Name.
    pub name: Text,
    /// Where its type is.
    pub place: Place,
    /// Labels in all languages.
    pub labels: Vec<Text>,
    /// Hints, guidance and messages in all languages.
    pub hints: Vec<Text>,
    /// The class of the answer.
    pub class: Option<Text>,
    /// Where the class is, or belongs.
    pub class_place: Place,
    /// The calculation.
    pub calculation: Option<Text>,
    /// Other expressions that give it a value: a default, an action.
    pub set_by: Vec<Text>,
    /// The type of the bind, such as `geopoint`.
    pub data_type: String,
    /// What an upload takes, such as `image/*`.
    pub mediatype: String,
    /// What the phone fills in: the bind's preload and its parameter.
    pub preload: Option<(String, String)>,
    /// The appearance of the control.
    pub appearance: String,
    /// Parameters as written.
    pub parameters: String,
    /// Expressions that are true or not: when it is asked, what it may be, which choices there are.
    pub conditions: Vec<Text>,
}

impl Subject {
    /// A hidden question without a name, at a place.
    pub fn nothing(place: Place) -> Subject {
        Subject {
            kind: "hidden".to_owned(),
            name: Text {
                text: String::new(),
                place: place.clone(),
            },
            place: place.clone(),
            labels: Vec::new(),
            hints: Vec::new(),
            class: None,
            class_place: place,
            calculation: None,
            set_by: Vec::new(),
            data_type: String::new(),
            mediatype: String::new(),
            preload: None,
            appearance: String::new(),
            parameters: String::new(),
            conditions: Vec::new(),
        }
    }

    /// Whether it is a group or a repeat.
    pub fn is_section(&self) -> bool {
        matches!(self.kind.as_str(), "group" | "repeat" | "loop")
    }

    /// Whether it is a note, which only tells something.
    pub fn is_note(&self) -> bool {
        matches!(self.kind.as_str(), "note" | "q note" | "add note prompt")
    }

    /// Whether it is a file that expressions look into.
    pub fn is_file(&self) -> bool {
        matches!(self.kind.as_str(), "xml-external" | "csv-external")
    }
}

/// What the lint looks at in a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questionnaire {
    /// Questions and groups.
    pub subjects: Vec<Subject>,
    /// Names and labels of choices.
    pub choices: Vec<Text>,
    /// Settings that lead answers elsewhere, by name.
    pub exits: Vec<Text>,
    /// Where answers of another check-in are read.
    pub other_records: Vec<Place>,
}

impl Questionnaire {
    /// Whether the form is about one person. A form is, unless it asks about a place (it has a
    /// question `jurisdiction`) and about no case (it has no `case_ref`).
    pub fn is_about_a_person(&self) -> bool {
        let asks = |name: &str| {
            self.subjects
                .iter()
                .any(|subject| subject.name.text == name)
        };
        asks("case_ref") || !asks("jurisdiction")
    }
}

/// The expressions of a question as trees; `None` for one that can't be read.
struct Expressions {
    calculation: Option<Expr>,
    set_by: Vec<Option<Expr>>,
    conditions: Vec<Option<Expr>>,
    is_calculated: bool,
}

impl Expressions {
    /// Those that give it its value: the calculation, if there is one, and what sets it.
    fn values(&self) -> impl Iterator<Item = Option<&Expr>> {
        let calculation = self.is_calculated.then_some(self.calculation.as_ref());
        calculation
            .into_iter()
            .chain(self.set_by.iter().map(Option::as_ref))
    }
}

fn read_expressions(form: &Questionnaire) -> Vec<Expressions> {
    let read = |text: &Text| expression::parse(&text.text);
    let subjects = form.subjects.iter();
    subjects
        .map(|subject| Expressions {
            calculation: subject.calculation.as_ref().and_then(read),
            set_by: subject.set_by.iter().map(read).collect(),
            conditions: subject.conditions.iter().map(read).collect(),
            is_calculated: subject.calculation.is_some(),
        })
        .collect()
}

/// All findings about a form, in the order of its questions.
pub fn lint(form: &Questionnaire, policy: &Policy) -> Vec<Problem> {
    let words = words::Words::new(policy);
    let person = form.is_about_a_person();
    let expressions = read_expressions(form);
    let scores = scores::Scores::new(form, &expressions);
    let truths = truths::Truths::new(form, &expressions);
    let mut found = Vec::new();
    for (subject, expressions) in form.subjects.iter().zip(&expressions) {
        types::check(subject, policy, person, &mut found);
        if person {
            scores.check(subject, expressions, &mut found);
        }
        truths.check(subject, expressions, &mut found);
        classes::check(subject, &mut found);
        words.check(&subject.name, &mut found);
        for label in &subject.labels {
            if subject.is_note() {
                words.check_sentences(label, &mut found);
            } else {
                words.check(label, &mut found);
            }
        }
        for hint in &subject.hints {
            words.check_sentences(hint, &mut found);
        }
        let expressions = subject.calculation.iter().chain(&subject.set_by);
        for expression in expressions {
            let written = Text {
                text: scores::literals(&expression.text),
                place: expression.place.clone(),
            };
            words.check(&written, &mut found);
        }
    }
    // elsewhere a choice may name, say, a religious community that helps
    if person {
        for choice in &form.choices {
            words.check(choice, &mut found);
        }
    }
    for exit in &form.exits {
        finding(
            &mut found,
            &exit.place,
            "sealed only",
            format!(
                "`{}` leads answers past sealing; only the case team may read them.",
                exit.text
            ),
            "Remove it.",
        );
    }
    for place in &form.other_records {
        finding(
            &mut found,
            place,
            "one person at a time",
            "answers of an earlier check-in, perhaps of another person, would be read.".to_owned(),
            "Remove `last-saved`.",
        );
    }
    found
}

/// Tells that a rule is broken, and why the rule is there.
fn finding(found: &mut Vec<Problem>, place: &Place, rule: &str, why: String, remedy: &str) {
    found.push(Problem::lint(
        place.clone(),
        format!("Rule `{rule}`: {why}"),
        remedy,
    ));
}
