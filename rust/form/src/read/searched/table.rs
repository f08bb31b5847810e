//! A table that `search()` looks into, as a list, and the expressions over its rows.
//!
//! Invariant: capital letters make no difference where rows are searched, those of ASCII as in ODK Collect. A
//! column that is searched and has some is there a second time in small letters, so that rows are found
//! through the index of the list.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use csv::StringRecord;
use homeward_xpath::Listing;
use homeward_xpath::doc::Table;

use super::call::{Call, FILTER_VALUE, Kind, VALUE, columns};
use super::{Wrong, wrong};
use crate::media::{Media, csv_reader, is_name};

const CAPITAL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
/// The column by whose numbers rows are ordered.
const SORT: &str = "sortby";

/// A table.
pub(super) struct Searched {
    name: Box<str>,
    /// The columns that expressions can name.
    columns: Vec<Box<str>>,
    /// The columns that have capital letters and are searched, with those in small letters.
    small: HashMap<Box<str>, Box<str>>,
    /// Each column by its name, and by that without what makes no difference.
    by_name: HashMap<Box<str>, usize>,
    /// What `instance()` takes for it.
    pub(super) id: String,
    /// Its rows.
    pub(super) document: Arc<dyn Listing>,
}

impl Searched {
    /// Reads a table of which some columns will be searched.
    pub(super) fn load(name: &str, searched: &[&str], media: &dyn Media) -> Result<Self, Wrong> {
        let url = format!("jr://file-csv/{name}.csv");
        let Some(bytes) = media.load(&url) else {
            return wrong(
                format!("The file {url} is missing, but search() looks into it."),
                "Put it beside the form, or correct its name.",
            );
        };
        let read = Self::read(name, searched, &bytes);
        read.or_else(|reason| {
            wrong(
                format!("The file {url} can't be read: {reason}."),
                "Correct the file.",
            )
        })
    }

    fn read(name: &str, searched: &[&str], bytes: &[u8]) -> Result<Self, String> {
        let mut reader = csv_reader(bytes);
        let say = |error: csv::Error| error.to_string();
        let headings: Vec<Box<str>> = reader
            .headers()
            .map_err(say)?
            .iter()
            .map(|one| one.trim().into())
            .collect();
        let rows: Result<Vec<StringRecord>, csv::Error> = reader.records().collect();
        let mut rows = rows.map_err(say)?;
        rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        if let Some(at) = headings.iter().position(|one| plain(one) == SORT) {
            // what is no number comes last
            let key = |row: &StringRecord| {
                let number = row.get(at).and_then(|cell| cell.trim().parse::<f64>().ok());
                number.unwrap_or(f64::INFINITY)
            };
            rows.sort_by(|one, two| key(one).total_cmp(&key(two)));
        }
        let used: Vec<usize> = (0..headings.len())
            .filter(|at| is_name(&headings[*at]))
            .collect();
        let mut table = Searched {
            name: name.into(),
            columns: used.iter().map(|at| headings[*at].clone()).collect(),
            small: HashMap::new(),
            by_name: HashMap::new(),
            id: String::new(),
            document: crate::media::empty(),
        };
        for (at, column) in table.columns.iter().enumerate() {
            table.by_name.entry(column.clone()).or_insert(at);
        }
        for (at, column) in table.columns.iter().enumerate() {
            table.by_name.entry(plain(column).into()).or_insert(at);
        }
        let searched: HashSet<String> = searched.iter().map(|one| plain(one)).collect();
        let has_capitals = |at: &usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(*at));
            searched.contains(&plain(&headings[*at]))
                && cells.any(|cell| cell.contains(|char: char| char.is_ascii_uppercase()))
        };
        let doubled: Vec<usize> = used.iter().copied().filter(has_capitals).collect();
        let mut names = table.columns.clone();
        for at in &doubled {
            let small: Box<str> = table.free(&format!("small_{}", headings[*at])).into();
            table.small.insert(headings[*at].clone(), small.clone());
            names.push(small);
        }
        let mut list = Table::new(names, rows.len(), bytes.len());
        for row in &rows {
            let cell = |at: &usize| row.get(*at).unwrap_or_default();
            let small: Vec<String> = doubled
                .iter()
                .map(|at| cell(at).to_ascii_lowercase())
                .collect();
            let cells = used
                .iter()
                .map(cell)
                .chain(small.iter().map(String::as_str));
            list.push(cells).map_err(|error| error.to_string())?;
        }
        table.document = Arc::new(list.finish().map_err(|error| error.to_string())?);
        Ok(table)
    }

    /// A name that no column of the file has.
    pub(super) fn free(&self, name: &str) -> String {
        let mut name = name.to_owned();
        while self.by_name.contains_key(name.as_str()) {
            name.push('_');
        }
        name
    }

    /// A column as the file names it, for a name that may differ from it in capitals and signs.
    pub(super) fn column(&self, name: &str) -> Result<&str, Wrong> {
        let exact = self.by_name.get(name);
        match exact.or_else(|| self.by_name.get(plain(name).as_str())) {
            Some(at) => Ok(&self.columns[*at]),
            None => wrong(
                format!(
                    "The table {}.csv has no column {name} that search() can use.",
                    self.name
                ),
                format!("It has: {}.", self.columns.join(", ")),
            ),
        }
    }

    /// The predicates for what is searched.
    pub(super) fn filter(&self, call: &Call) -> Result<String, Wrong> {
        let mut predicates = String::new();
        if let Some((kind, columns)) = &call.like {
            let tests = columns.iter().map(|name| self.test(*kind, name, VALUE));
            let tests: Result<Vec<String>, Wrong> = tests.collect();
            predicates = format!("[{}]", tests?.join(" or "));
        }
        if let Some(name) = &call.filter {
            let test = self.test(Kind::Matches, name, FILTER_VALUE)?;
            predicates.push_str(&format!("[{test}]"));
        }
        Ok(predicates)
    }

    fn test(&self, kind: Kind, name: &str, mark: &str) -> Result<String, Wrong> {
        let column = self.column(name)?;
        let cell = self.small.get(column).map_or(column, |small| small);
        let value = format!("translate('{mark}', '{CAPITAL}', '{SMALL}')");
        Ok(match kind {
            Kind::Contains => format!("contains({cell}, {value})"),
            Kind::StartsWith => format!("starts-with({cell}, {value})"),
            Kind::EndsWith => format!("ends-with({cell}, {value})"),
            Kind::Matches => format!("{cell} = {value}"),
        })
    }

    /// The expression of a row's label from the columns that a text names: `first (second: its value)`, or the
    /// value of the choice where that is empty.
    pub(super) fn label(&self, key: &str, text: &str) -> Result<String, Wrong> {
        let mut shown: Vec<(&str, &str)> = Vec::new();
        for name in columns(text) {
            let column = self.column(name)?;
            if column != key && shown.iter().all(|(known, _)| *known != column) {
                shown.push((column, name));
            }
        }
        Ok(match shown.split_first() {
            None => key.to_owned(),
            Some(((first, _), [])) => format!("if(normalize-space({first}) = '', {key}, {first})"),
            Some(((first, _), others)) => {
                let others = others.iter().map(|(column, name)| {
                    format!("' ({}: ', {column}, ')'", name.replace('\'', "_"))
                });
                format!(
                    "concat({first}, {})",
                    others.collect::<Vec<String>>().join(", ")
                )
            }
        })
    }
}

/// A column's name without what makes no difference.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.replace(|char: char| !char.is_alphanumeric(), "_")
}
