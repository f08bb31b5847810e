//! `search(…)` in an appearance, taken apart.
//!
//! Only the values that are searched for are expressions; the table, the kind of search and the columns are
//! texts in quotes, so that they can be checked when the form is read.

use homeward_xpath::ast::Node;
use homeward_xpath::{Expr, Namespaces};

use super::{Wrong, wrong};

/// How a cell must be like what is searched for.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Contains,
    StartsWith,
    EndsWith,
    Matches,
}

/// A call.
pub(super) struct Call {
    /// The name of the table, without `.csv`.
    pub(super) table: Box<str>,
    /// How to search, and the columns of which one must be like the value; none for every row.
    pub(super) like: Option<(Kind, Vec<String>)>,
    /// The column that must be equal to a value.
    pub(super) filter: Option<String>,
    /// What is searched for, and what the filter column must be.
    values: [Option<Expr>; 2],
}

/// Marks for the two values in an expression: no form can write them.
pub(super) const VALUE: &str = "\u{1}0";
pub(super) const FILTER_VALUE: &str = "\u{1}1";

/// Whether an appearance has a call.
pub(super) fn is_in(appearance: &str) -> bool {
    appearance.contains("search(")
}

/// Columns in a text, separated by commas or, without any, by spaces.
pub(super) fn columns(text: &str) -> Vec<&str> {
    let by = |char: char| match text.contains(',') {
        true => char == ',',
        false => char.is_whitespace(),
    };
    let parts = text.split(by).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

impl Call {
    /// Reads the call of an appearance that has one.
    pub(super) fn read(appearance: &str, namespaces: &Namespaces) -> Result<Self, Wrong> {
        let arguments = arguments(appearance)?;
        let arity = arguments.len();
        if ![1, 4, 6].contains(&arity) {
            return wrong(
                format!("search() takes 1, 4 or 6 arguments, not {arity}."),
                "Write search('table'), or search('table', 'contains', 'columns', TEXT), or that with \
                 'column', VALUE at its end.",
            );
        }
        let parse = |at: usize| match Expr::parse(arguments[at], namespaces) {
            Ok(expr) => Ok(expr),
            Err(error) => wrong(
                format!("{}: {error}", arguments[at]),
                "Correct the argument of search().",
            ),
        };
        let text = |at: usize, what: &str| match parse(at)?.root() {
            Node::Text(text) => Ok(text.trim().to_owned()),
            _ => wrong(
                format!(
                    "The {what} of search() is no text in quotes: {}.",
                    arguments[at]
                ),
                "Write it in quotes. Only what is searched for and what the last column equals may be expressions.",
            ),
        };
        let table = text(0, "table")?;
        let mut call = Call {
            table: table.strip_suffix(".csv").unwrap_or(&table).into(),
            like: None,
            filter: None,
            values: [None, None],
        };
        if arity >= 4 {
            let kind = kind(&text(1, "kind")?)?;
            let named = text(2, "columns")?;
            let named: Vec<String> = columns(&named).into_iter().map(String::from).collect();
            call.like = (!named.is_empty()).then_some((kind, named));
            call.values[0] = Some(parse(3)?);
        }
        if arity == 6 {
            call.filter = Some(text(4, "filter column")?);
            call.values[1] = Some(parse(5)?);
        }
        Ok(call)
    }

    /// The columns that are looked into.
    pub(super) fn searched(&self) -> impl Iterator<Item = &str> {
        let like = self.like.iter().flat_map(|(_, columns)| columns);
        like.chain(&self.filter).map(String::as_str)
    }

    /// The value that a mark stands for.
    pub(super) fn marked(&self, mark: &str) -> Option<&Expr> {
        let at = [VALUE, FILTER_VALUE].iter().position(|one| *one == mark)?;
        self.values[at].as_ref()
    }
}

fn kind(name: &str) -> Result<Kind, Wrong> {
    Ok(match name.to_ascii_lowercase().as_str() {
        "contains" => Kind::Contains,
        "startswith" => Kind::StartsWith,
        "endswith" => Kind::EndsWith,
        "matches" => Kind::Matches,
        _ => {
            return wrong(
                format!("search() has no kind {name}."),
                "Write contains, startswith, endswith or matches.",
            );
        }
    })
}

/// The arguments as they are written.
fn arguments(appearance: &str) -> Result<Vec<&str>, Wrong> {
    let from = appearance
        .find("search(")
        .map_or(0, |at| at + "search(".len());
    let inside = &appearance[from..];
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let mut quote = None;
    for (at, char) in inside.char_indices() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(char),
            (None, '(' | '[') => depth += 1,
            (None, ')') if depth == 0 => {
                found.push(inside[start..at].trim());
                return Ok(found);
            }
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                found.push(inside[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    wrong(
        "search() is not closed in the appearance.",
        "Close the bracket, and quotes in it.",
    )
}
