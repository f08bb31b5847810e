//! Files beside a form: lists of choices in XML, CSV or GeoJSON.
//!
//! The caller brings the bytes. A file that is missing makes an empty list and a warning, since a
//! form is often looked at before its files are there.

mod geojson;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use homeward_xpath::Listing;
use homeward_xpath::doc::{Document, Table};

/// Where a form's files come from.
pub trait Media {
    /// The bytes of a file that the form names, such as `jr://file-csv/towns.csv`.
    fn load(&self, url: &str) -> Option<Vec<u8>>;
}

/// No files.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMedia;

impl Media for NoMedia {
    fn load(&self, _url: &str) -> Option<Vec<u8>> {
        None
    }
}

impl<F: Fn(&str) -> Option<Vec<u8>>> Media for F {
    fn load(&self, url: &str) -> Option<Vec<u8>> {
        self(url)
    }
}

/// Where a file that a form names may lie: in the folder `NAME-media` beside the form, or beside it. Nowhere
/// else, whatever folders the address has.
pub fn beside(form: &Path, url: &str) -> Option<[PathBuf; 2]> {
    let file = Path::new(url.rsplit('/').next()?).file_name()?;
    let folder = form.parent()?;
    let mut media = form.file_stem()?.to_owned();
    media.push("-media");
    Some([folder.join(media).join(file), folder.join(file)])
}

/// A file as the document of a secondary instance; an error says why not.
#[inline(never)] // few forms have lists beside them, and pages have none
pub(crate) fn document(url: &str, bytes: &[u8]) -> Result<Arc<dyn Listing>, String> {
    let name = url.rsplit('/').next().unwrap_or(url).to_ascii_lowercase();
    Ok(
        if url.starts_with("jr://file-csv/") || name.ends_with(".csv") {
            Arc::new(table(bytes)?)
        } else if name.ends_with(".geojson") {
            Arc::new(geojson::read(bytes)?)
        } else {
            Arc::new(Document::read(bytes).map_err(|error| error.to_string())?)
        },
    )
}

/// An empty list.
pub(crate) fn empty() -> Arc<dyn Listing> {
    Arc::new(Table::new(Vec::new(), 0, 0))
}

/// Reads a table. Columns are separated by commas, or by semicolons if the first line has those and
/// no comma; rows may lack cells.
pub fn csv_reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    let semicolons = first.contains(&b';') && !first.contains(&b',');
    csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .flexible(true)
        .from_reader(bytes)
}

/// A table as `root/item` with a child for each column.
fn table(bytes: &[u8]) -> Result<Table, String> {
    let mut reader = csv_reader(bytes);
    let say = |error: csv::Error| error.to_string();
    let headings = reader.headers().map_err(say)?;
    let names: Vec<bool> = headings.iter().map(|name| is_name(name.trim())).collect();
    let columns = headings.iter().map(str::trim).filter(|name| is_name(name));
    let columns: Vec<Box<str>> = columns.map(Box::from).collect();
    // all but what stands between cells, if none is quoted
    let rows = bytes.iter().filter(|byte| **byte == b'\n').count();
    let text = bytes.len().saturating_sub(rows * columns.len());
    let mut table = Table::new(columns, rows, text);
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).map_err(say)? {
        let cells = row.iter().zip(&names).filter(|(_, named)| **named);
        let added = table.push(cells.map(|(cell, _)| cell));
        added.map_err(|error| error.to_string())?;
    }
    table.finish().map_err(|error| error.to_string())
}

/// Whether a heading can be the name of an element.
pub(crate) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|char| char.is_alphabetic() || char == '_')
        && chars.all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.'))
}
