//! The policy lint: what a form of this programme must not ask, and what it must say.
//!
//! Each finding says which rule it breaks and why. The rules are those of the programme: a
//! check-in asks about needs and support, never about belief, origin, offence or ideology; it takes
//! no place, picture, sound or mark of the phone; it computes no number about a person; and every
//! answer says how it may be used (`ri:class`). A tenant may add words and types with a
//! [`Policy`]; nothing takes a rule away.
//!
//! Deliberately not here: whether a form works ([`crate::xlsform`] tells that), and understanding
//! of language. The words are a list; a reviewer reads the form all the same.

mod classes;
mod scores;
mod types;
mod words;

use crate::problem::{Place, Problem};

/// What a tenant adds to the rules.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// More words that no name and no label may hold, each a beginning of a word or of words.
    pub words: Vec<String>,
    /// More question types that are not allowed.
    pub types: Vec<String>,
}

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
    /// The class of the answer.
    pub class: Option<Text>,
    /// Where the class is, or belongs.
    pub class_place: Place,
    /// The calculation.
    pub calculation: Option<Text>,
    /// What the phone fills in: the bind's preload and its parameter.
    pub preload: Option<(String, String)>,
    /// The appearance of the control.
    pub appearance: String,
    /// Parameters as written.
    pub parameters: String,
}

impl Subject {
    /// Whether it is a group or a repeat.
    pub fn is_section(&self) -> bool {
        matches!(self.kind.as_str(), "group" | "repeat" | "loop")
    }

    /// Whether it is a note, which only tells something.
    pub fn is_note(&self) -> bool {
        matches!(self.kind.as_str(), "note" | "q note" | "add note prompt")
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
}

impl Questionnaire {
    /// Whether the form is about one person: it then has a case reference.
    pub fn is_about_a_person(&self) -> bool {
        self.subjects
            .iter()
            .any(|subject| subject.name.text == "case_ref")
    }
}

/// All findings about a form, in the order of its questions.
pub fn lint(form: &Questionnaire, policy: &Policy) -> Vec<Problem> {
    let words = words::Words::new(policy);
    let person = form.is_about_a_person();
    let mut found = Vec::new();
    for subject in &form.subjects {
        types::check(subject, policy, person, &mut found);
        scores::check(subject, form, person, &mut found);
        classes::check(subject, &mut found);
        if !subject.is_note() {
            words.check(&subject.name, &mut found);
            for label in &subject.labels {
                words.check(label, &mut found);
            }
        }
    }
    // elsewhere a choice may name, say, a religious community that helps
    if person {
        for choice in &form.choices {
            words.check(choice, &mut found);
        }
    }
    for exit in &form.exits {
        found.push(Problem::lint(
            exit.place.clone(),
            format!(
                "Rule `sealed only`: the setting `{}` leads answers past sealing; only the case \
                 team may read them.",
                exit.text
            ),
            "Remove the setting.",
        ));
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
