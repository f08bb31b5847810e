//! A finished record as answers: what indicators read of its submission and states.
//!
//! Invariant: it reads exactly what is sealed, so a tally cannot say anything else than its
//! record. Only values of questions that are asked for are handed out.
//!
//! What it deliberately does not do: know the form. Questions are found by the last name of their
//! path, rows by the position in it.

use std::collections::BTreeMap;

use homeward_seal::{AnswerState, Body};
use quick_xml::{Reader, events::Event};

use crate::evaluate::{Answers, Said};

/// Deeper submissions are refused; forms nest a handful of groups.
const DEPTH: usize = 64;

/// The submission cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the submission is not well-formed XML")]
pub struct NotASubmission;

/// Answers of one record.
pub struct RecordAnswers {
    /// By question; the row of a repeat is 0 outside repeats.
    said: BTreeMap<(String, usize), Said>,
    rows: BTreeMap<String, usize>,
}

impl RecordAnswers {
    /// Reads a record's body.
    ///
    /// # Errors
    /// If the submission is not well-formed XML.
    pub fn of(body: &Body) -> Result<RecordAnswers, NotASubmission> {
        let states = body
            .states
            .iter()
            .map(|(path, state)| (path.as_str(), *state));
        RecordAnswers::read(&body.submission, states)
    }

    /// Reads submission XML (UTF-8) and the state of each question by absolute path with positions,
    /// as `/data/needs/referrals[2]/ref_need`; a missing position is 1.
    ///
    /// # Errors
    /// If the submission is not well-formed XML.
    pub fn read<'p>(
        submission: &[u8],
        states: impl IntoIterator<Item = (&'p str, AnswerState)>,
    ) -> Result<RecordAnswers, NotASubmission> {
        let values = values(submission)?;
        let mut answers = RecordAnswers {
            said: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        for (path, state) in states {
            let segments: Vec<(&str, usize)> =
                path.split('/').skip(1).map(name_and_position).collect();
            let Some(((question, _), groups)) = segments.split_last() else {
                continue;
            };
            let mut row = 0;
            for (name, position) in groups {
                let known = answers.rows.entry((*name).to_owned()).or_default();
                *known = (*known).max(*position);
                // The innermost repeat is the row; default check-ins have one level.
                if *position > 1 {
                    row = position - 1;
                }
            }
            let said = match state {
                AnswerState::Answered => match values.get(&positioned(&segments)) {
                    Some(value) => Said::Value(value.clone()),
                    None => Said::NotAsked,
                },
                AnswerState::PrefersNotToSay => Said::PrefersNotToSay,
                AnswerState::Skipped => Said::Skipped,
                AnswerState::NotAsked => Said::NotAsked,
            };
            answers.said.insert(((*question).to_owned(), row), said);
        }
        Ok(answers)
    }
}

impl std::fmt::Debug for RecordAnswers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordAnswers(…)")
    }
}

impl Answers for RecordAnswers {
    fn said(&self, question: &str) -> Said {
        self.said_in_row("", 0, question)
    }

    fn rows(&self, repeat: &str) -> usize {
        self.rows.get(repeat).copied().unwrap_or(0)
    }

    fn said_in_row(&self, _repeat: &str, row: usize, question: &str) -> Said {
        let said = self.said.get(&(question.to_owned(), row));
        said.cloned().unwrap_or(Said::NotAsked)
    }
}

fn name_and_position(segment: &str) -> (&str, usize) {
    let split = segment
        .strip_suffix(']')
        .and_then(|rest| rest.split_once('['));
    match split.and_then(|(name, at)| Some((name, at.parse().ok()?))) {
        Some((name, position)) if position > 0 => (name, position),
        _ => (segment, 1),
    }
}

fn positioned(segments: &[(&str, usize)]) -> String {
    segments
        .iter()
        .map(|(name, position)| format!("/{name}[{position}]"))
        .collect()
}

/// The text of each element without children, by path with all positions.
fn values(submission: &[u8]) -> Result<BTreeMap<String, String>, NotASubmission> {
    struct Open {
        path: String,
        text: String,
        children: BTreeMap<String, usize>,
    }
    let text = std::str::from_utf8(submission).map_err(|_| NotASubmission)?;
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = vec![];
    let mut values = BTreeMap::new();
    let mut roots = BTreeMap::new();
    let mut enter = |open: &mut Vec<Open>, name: &str| {
        let name = name.to_owned();
        let (parent, siblings) = match open.last_mut() {
            Some(parent) => (parent.path.clone(), &mut parent.children),
            None => (String::new(), &mut roots),
        };
        let position = siblings.entry(name.clone()).or_insert(0);
        *position += 1;
        let path = format!("{parent}/{name}[{position}]");
        if open.len() == DEPTH {
            return Err(NotASubmission);
        }
        open.push(Open {
            path,
            text: String::new(),
            children: BTreeMap::new(),
        });
        Ok(())
    };
    let mut leave = |open: &mut Vec<Open>| {
        if let Some(element) = open.pop()
            && element.children.is_empty()
            && !element.text.trim().is_empty()
        {
            values.insert(element.path, element.text.trim().to_owned());
        }
    };
    loop {
        match reader.read_event().map_err(|_| NotASubmission)? {
            Event::Start(start) => enter(&mut open, start.local_name().as_ref())?,
            Event::Empty(start) => {
                enter(&mut open, start.local_name().as_ref())?;
                leave(&mut open);
            }
            Event::End(_) => leave(&mut open),
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::Eof => break,
            // Entities stand only in free text, which no indicator reads.
            _ => {}
        }
    }
    if open.is_empty() {
        Ok(values)
    } else {
        Err(NotASubmission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version=\"1.0\"?><h:data xmlns:h=\"x\"><visit><stage>m0_1</stage></visit>\
        <needs><support_requested>housing work</support_requested>\
        <referrals><ref_need>housing</ref_need></referrals>\
        <referrals><ref_need>work</ref_need><ref_status/></referrals></needs>\
        <words>a &amp; b</words></h:data>";

    fn read() -> RecordAnswers {
        use AnswerState::{Answered, NotAsked, PrefersNotToSay, Skipped};
        let states = [
            ("/data/visit/stage", Answered),
            ("/data/needs/support_requested", Answered),
            ("/data/needs/referrals[1]/ref_need", Answered),
            ("/data/needs/referrals[2]/ref_need", Answered),
            ("/data/needs/referrals[2]/ref_status", Skipped),
            ("/data/welcome", PrefersNotToSay),
            ("/data/health/wellbeing", NotAsked),
        ];
        RecordAnswers::read(XML.as_bytes(), states).unwrap()
    }

    #[test]
    fn values_are_found_by_name_and_row() {
        let answers = read();
        assert_eq!(answers.said("stage"), Said::Value("m0_1".into()));
        assert_eq!(
            answers.said("support_requested"),
            Said::Value("housing work".into())
        );
        assert_eq!(answers.rows("referrals"), 2);
        assert_eq!(
            answers.said_in_row("referrals", 1, "ref_need"),
            Said::Value("work".into())
        );
        assert_eq!(
            answers.said_in_row("referrals", 0, "ref_need"),
            Said::Value("housing".into())
        );
        assert_eq!(
            answers.said_in_row("referrals", 1, "ref_status"),
            Said::Skipped
        );
        assert_eq!(
            answers.said_in_row("referrals", 2, "ref_need"),
            Said::NotAsked
        );
        assert_eq!(answers.said("welcome"), Said::PrefersNotToSay);
        assert_eq!(answers.said("wellbeing"), Said::NotAsked);
        assert_eq!(answers.said("unknown"), Said::NotAsked);
        assert_eq!(answers.rows("others"), 0);
        assert_eq!(format!("{answers:?}"), "RecordAnswers(…)");
    }

    #[test]
    fn broken_submissions_are_refused() {
        let deep = "<a>".repeat(100);
        for xml in ["<a>", "<a></b>", deep.as_str(), "<a \u{0}"] {
            let read = RecordAnswers::read(xml.as_bytes(), []);
            assert!(matches!(read, Err(NotASubmission)), "{xml}");
        }
    }
}
