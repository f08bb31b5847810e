//! XLSForm in: a workbook (xlsx, csv or Markdown tables) becomes an XForm document.
//!
//! The output means what pyxform 4.5.0 makes of the same workbook: binds, texts in all languages,
//! secondary instances, itemsets and controls are equal. Where it differs on purpose, the module
//! that differs says so.
//!
//! Invariant: one pass over the rows, work in proportion to the workbook, every size bounded
//! ([`limits`]); a broken or hostile workbook gives problems, never a panic.
//!
//! Deliberately not here: reading files, and reading the XForm that comes out.

mod binds;
mod body;
mod cells;
mod check;
mod choices;
mod columns;
mod data;
mod entities;
mod entity_places;
mod excerpt;
mod external;
mod findings;
pub mod form_tests;
mod instances;
mod itemset;
pub mod limits;
mod lists;
mod package;
mod parameters;
mod question_types;
mod questionnaire;
mod questions;
mod range;
mod read_csv;
mod read_markdown;
mod read_xlsx;
mod references;
mod report;
mod resolve;
mod row_types;
mod sections;
mod select;
mod settings;
mod slips;
mod spelling;
mod survey;
mod table;
mod texts;
mod tokens;
mod tree;
mod workbook;
mod write;
mod xml;

use crate::lint::{self, Policy};
use crate::problem::Problem;
pub use cells::Cells;
pub use external::{URL as EXTERNAL_CHOICES, external_choices};
pub use workbook::Workbook;

/// How a workbook is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An Excel workbook (`.xlsx`, `.xlsm`).
    Xlsx,
    /// One csv text: a line with a sheet's name, then lines that start with an empty cell.
    Csv,
    /// Tables with `|`; the first cell of a line starts a sheet.
    Markdown,
}

impl Kind {
    /// The kind that a file's name tells by its ending, if it is one.
    pub fn of_name(name: &str) -> Option<Kind> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" => Some(Kind::Xlsx),
            "csv" => Some(Kind::Csv),
            "md" => Some(Kind::Markdown),
            _ => None,
        }
    }
}

/// What a caller may choose.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Name of the root element of the form's data, `data` if absent. The column `name` of the
    /// settings sheet wins.
    pub form_name: Option<String>,
}

/// What came out of a workbook.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The XForm document, absent if a problem is an error.
    pub xform: Option<String>,
    /// Everything that was found, in the order of the workbook as far as possible.
    pub problems: Vec<Problem>,
    /// The cells that the nodes come from.
    pub cells: Cells,
}

/// Converts a workbook.
///
/// `name` is the file's name; without its ending it is the form's id if the settings sheet has
/// none.
///
/// ```
/// use homeward_form::xlsform::{Kind, Options, convert};
///
/// let workbook = "
/// | survey |      |      |           |
/// |        | type | name | label     |
/// |        | text | word | Any word? |
/// ";
/// let conversion = convert("word.md", workbook.as_bytes(), Kind::Markdown, &Options::default());
/// assert!(conversion.problems.is_empty());
/// assert!(conversion.xform.unwrap().contains("<input ref=\"/data/word\">"));
/// ```
pub fn convert(name: &str, bytes: &[u8], kind: Kind, options: &Options) -> Conversion {
    match Workbook::read(bytes, kind) {
        Ok(workbook) => convert_workbook(name, &workbook, options),
        Err(problem) => Conversion {
            xform: None,
            problems: vec![*problem],
            cells: Cells::default(),
        },
    }
}

/// Converts a workbook that was read before. See [`convert`].
pub fn convert_workbook(name: &str, workbook: &Workbook, options: &Options) -> Conversion {
    let mut report = report::Report::default();
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    let stem = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
    let parsed = survey::read(stem, workbook, options, &mut report);
    let (xform, cells) = match parsed {
        // also after errors, so that one run tells as much as can be known
        Some(form) => {
            findings::find(&form, &mut report);
            slips::find(&form, &mut report);
            (write::document(&form, &mut report), Cells::of(form))
        }
        None => (None, Cells::default()),
    };
    let xform = xform.filter(|_| !report.has_errors());
    Conversion {
        xform,
        problems: report.into_problems(&workbook.names),
        cells,
    }
}

/// Converts a workbook and looks at it with the policy lint. Both sets of problems are in the
/// answer; lint findings do not keep a form from being converted.
pub fn check(
    name: &str,
    bytes: &[u8],
    kind: Kind,
    options: &Options,
    policy: &Policy,
) -> Conversion {
    let workbook = match Workbook::read(bytes, kind) {
        Ok(workbook) => workbook,
        Err(problem) => {
            return Conversion {
                xform: None,
                problems: vec![*problem],
                cells: Cells::default(),
            };
        }
    };
    let mut conversion = convert_workbook(name, &workbook, options);
    conversion.problems.extend(lint_workbook(&workbook, policy));
    conversion
}

/// The tests that a workbook brings along, and what is wrong with the sheet.
pub fn read_tests(bytes: &[u8], kind: Kind) -> (Vec<form_tests::FormTest>, Vec<Problem>) {
    match Workbook::read(bytes, kind) {
        Ok(workbook) => form_tests::read(&workbook),
        // a workbook that can't be read was told by whoever converted it
        Err(_) => (Vec::new(), Vec::new()),
    }
}

/// The findings of the policy lint about a workbook.
pub fn lint_workbook(workbook: &Workbook, policy: &Policy) -> Vec<Problem> {
    lint::lint(&questionnaire::read(workbook), policy)
}
