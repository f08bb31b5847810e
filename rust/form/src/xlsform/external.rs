//! The sheet external_choices as the table that a form with `select_one_external` looks into:
//! `itemsets.csv`, which the XForm names and does not hold.

use super::Kind;
use super::workbook::Workbook;

/// The address of the table.
pub const URL: &str = "jr://file-csv/itemsets.csv";

/// The table of a workbook that has the sheet.
pub fn external_choices(bytes: &[u8], kind: Kind) -> Option<Vec<u8>> {
    // a workbook that can't be read was told by whoever converted it
    let workbook = Workbook::read(bytes, kind).ok()?;
    let sheet = workbook.sheet("external_choices")?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heading = |name: &str| name.trim().replace(' ', "_");
    let has_label = sheet
        .header
        .iter()
        .any(|(_, name)| heading(name) == "label");
    let mut of_language = sheet
        .header
        .iter()
        .filter(|(_, name)| name.starts_with("label::"));
    let label = of_language.next().filter(|_| !has_label);
    let headings = sheet.header.iter().map(|(column, name)| match label {
        Some((known, _)) if known == column => "label".to_owned(),
        _ => heading(name),
    });
    writer.write_record(headings).ok()?;
    for row in sheet.rows() {
        let cells = sheet.header.iter().map(|(column, _)| {
            let cell = row.cells().find(|(known, _)| known == column);
            cell.map(|(_, text)| text.to_string()).unwrap_or_default()
        });
        writer.write_record(cells).ok()?;
    }
    writer.into_inner().ok()
}
