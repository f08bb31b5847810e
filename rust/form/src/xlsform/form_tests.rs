//! The sheet `tests`: what the form's author expects, one line a step.
//!
//! | column | what it says |
//! |---|---|
//! | `test` | the name of a test, in its first row; it begins with an empty form |
//! | `question` | the name of a question, a group or a repeat; `ref_need[2]` is in the second row of its repeat |
//! | `answer` | what is answered; `-` takes the answer away, `add` and `remove` a row of a repeat |
//! | `asked`, `required`, `readonly` | `yes` or `no`: how the question must be then |
//! | `value` | the value that it must have then; `-` for none. For a repeat, the number of its rows |
//! | `choices` | the choices that it must offer then, in order, with spaces between |
//! | `label`, `hint`, `message` | what people must read then; `-` for nothing |
//! | `complete` | `yes`: the form can be finished; `no`: it can't, because of the question if one is named |
//! | `language`, `today` | the language and the day from then on |
//! | `note` | for the author |
//!
//! Only the sheet is read here; the check-in engine runs the tests. Converting a workbook ignores the
//! sheet, as pyxform does.

use super::columns::yes_no;
use super::report::Report;
use super::spelling;
use super::workbook::{Row, Workbook, cell};
use crate::problem::{Place, Problem};

/// How many rows the sheet may have.
pub const MAX_ROWS: usize = 20_000;

/// A column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Name of the test.
    Test,
    /// The question that the row is about.
    Question,
    /// The language from here on.
    Language,
    /// The day from here on.
    Today,
    /// What is answered.
    Answer,
    /// Whether it is asked.
    Asked,
    /// Whether it must be answered.
    Required,
    /// Whether it can only be read.
    ReadOnly,
    /// The value.
    Value,
    /// What is offered.
    Choices,
    /// The label.
    Label,
    /// The hint.
    Hint,
    /// The message.
    Message,
    /// Whether the form can be finished.
    Complete,
    /// For the author.
    Note,
}

const COLUMNS: [(&str, Column); 18] = [
    ("test", Column::Test),
    ("question", Column::Question),
    ("language", Column::Language),
    ("today", Column::Today),
    ("answer", Column::Answer),
    ("asked", Column::Asked),
    ("required", Column::Required),
    ("readonly", Column::ReadOnly),
    ("read_only", Column::ReadOnly),
    ("value", Column::Value),
    ("choices", Column::Choices),
    ("label", Column::Label),
    ("hint", Column::Hint),
    ("message", Column::Message),
    ("complete", Column::Complete),
    ("note", Column::Note),
    ("notes", Column::Note),
    ("comment", Column::Note),
];

/// One cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub column: Column,
    /// What is written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// One row of a test, cells in the order in which they are done: first what changes something, then
/// what is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The cells.
    pub said: Vec<Said>,
}

impl Step {
    /// What a column says.
    pub fn get(&self, column: Column) -> Option<&Said> {
        self.said.iter().find(|said| said.column == column)
    }
}

/// A test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTest {
    /// Its name.
    pub name: String,
    /// Its first row.
    pub place: Place,
    /// Its rows.
    pub steps: Vec<Step>,
}

/// Reads the tests of a workbook; none if it has no such sheet. Rows with problems are left out.
pub fn read(workbook: &Workbook) -> (Vec<FormTest>, Vec<Problem>) {
    let mut report = Report::default();
    let mut tests: Vec<FormTest> = Vec::new();
    let Some(sheet) = workbook.sheet("tests") else {
        spelling::warn("tests", workbook, &mut report);
        return (tests, report.into_problems(&workbook.names));
    };
    let mut columns = Vec::new();
    for (column, name) in &sheet.header {
        let word = name.to_lowercase().replace(' ', "_");
        let known = COLUMNS.iter().find(|(known, _)| *known == word);
        let place = cell(&sheet.name, *column, 1);
        match known {
            Some((_, meaning)) if columns.iter().any(|(_, other)| other == meaning) => {
                report.error(
                    place,
                    format!("The column `{name}` is there twice."),
                    "Keep one of them.",
                );
            }
            Some((_, meaning)) => columns.push((*column, *meaning)),
            None => {
                let known = COLUMNS.iter().map(|(known, _)| *known);
                let remedy = match report.nearest(&word, known) {
                    Some(near) => format!("Was `{near}` meant?"),
                    None => {
                        "Its columns are test, question, answer, asked, required, readonly, value, \
                             choices, label, hint, message, complete, language, today and note."
                            .to_owned()
                    }
                };
                report.error(place, format!("Tests have no column `{name}`."), remedy);
            }
        }
    }
    if sheet.rows().len() > MAX_ROWS {
        report.error(
            Place::Sheet {
                sheet: sheet.name.clone(),
            },
            format!("The sheet has more than {MAX_ROWS} rows."),
            "Remove tests that say the same.",
        );
        return (tests, report.into_problems(&workbook.names));
    }
    for row in sheet.rows() {
        let step = step(&sheet.name, row, &columns, &mut report);
        let Some(first) = step.said.first() else {
            continue;
        };
        let place = first.place.clone();
        if let Some(name) = step.get(Column::Test) {
            tests.push(FormTest {
                name: name.text.clone(),
                place: name.place.clone(),
                steps: Vec::new(),
            });
        }
        match tests.last_mut() {
            Some(test) => test.steps.push(step),
            None => report.error(
                place,
                "This row belongs to no test.",
                "Write the test's name in the column `test`.",
            ),
        }
    }
    (tests, report.into_problems(&workbook.names))
}

fn step(sheet: &str, row: Row<'_>, columns: &[(u16, Column)], report: &mut Report) -> Step {
    let mut said = Vec::new();
    for (column, text) in row.cells() {
        let known = columns.iter().find(|(at, _)| *at == column);
        let Some((_, meaning)) = known.filter(|(_, meaning)| *meaning != Column::Note) else {
            continue;
        };
        let place = cell(sheet, column, row.number);
        let is_yes_no = matches!(
            meaning,
            Column::Asked | Column::Required | Column::ReadOnly | Column::Complete
        );
        if is_yes_no && yes_no(&text).is_none() {
            report.error(
                place,
                format!("`{text}` is neither yes nor no."),
                "Write `yes` or `no`.",
            );
            continue;
        }
        said.push(Said {
            column: *meaning,
            text: text.to_string(),
            place,
        });
    }
    said.sort_by_key(|said| said.column);
    let step = Step { said };
    let alone = [
        Column::Test,
        Column::Question,
        Column::Language,
        Column::Today,
        Column::Complete,
    ];
    if step.get(Column::Question).is_none()
        && let Some(lonely) = step.said.iter().find(|said| !alone.contains(&said.column))
    {
        report.error(
            lonely.place.clone(),
            "This row names no question.",
            "Write its name in the column `question`.",
        );
        return Step { said: Vec::new() };
    }
    step
}
