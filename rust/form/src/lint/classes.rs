//! Every answer says how it may be used.

use super::{Subject, finding};
use crate::problem::Problem;

const CLASSES: [&str; 4] = ["indicator", "restricted", "sealed", "operational"];

/// Checks the class of an answer.
pub fn check(subject: &Subject, found: &mut Vec<Problem>) {
    if subject.is_section() || subject.is_note() || subject.is_file() {
        return;
    }
    let Some(class) = &subject.class else {
        finding(
            found,
            &subject.class_place,
            "every answer has a class",
            format!(
                "`{}` does not say how its answer may be used.",
                subject.name.text
            ),
            "Write indicator, restricted, sealed or operational in the column `bind::ri:class`.",
        );
        return;
    };
    if !CLASSES.contains(&class.text.as_str()) {
        finding(
            found,
            &class.place,
            "every answer has a class",
            format!("there is no class `{}`.", class.text),
            "Write indicator, restricted, sealed or operational.",
        );
    }
    let is_free_text = matches!(
        subject.kind.as_str(),
        "text" | "string" | "q string" | "add text prompt"
    );
    if is_free_text
        && subject.calculation.is_none()
        && matches!(class.text.as_str(), "indicator" | "restricted")
    {
        finding(
            found,
            &class.place,
            "no free text in tables",
            format!(
                "`{}` is written freely and can't be counted.",
                subject.name.text
            ),
            "Make it sealed, or ask with choices.",
        );
    }
}
