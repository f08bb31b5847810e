//! The settings sheet: its first row.

use super::columns::{Names, yes_no};
use super::report::Report;
use super::table::{Fields, Table, Treatment, Value, field};
use super::tokens::is_name;
use super::workbook::{Sheet, Workbook, cell};
use super::{Options, spelling};
use crate::problem::Place;

/// What the settings sheet says, with defaults for what it does not.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Name of the root element.
    pub root: String,
    /// Title.
    pub title: String,
    /// Id of the form.
    pub id: String,
    /// Version of the form.
    pub version: Option<String>,
    /// The language that texts without language belong to, and the default one.
    pub default_language: String,
    /// Class of the body, such as `pages`.
    pub style: Option<String>,
    /// More namespaces: `ri="https://…"`.
    pub namespaces: Option<String>,
    /// Expression for the name of a record.
    pub instance_name: Option<String>,
    /// Preload of the record's id.
    pub instance_id: Option<String>,
    /// Whether records have no id.
    pub omit_instance_id: bool,
    /// Key for encrypted submissions.
    pub public_key: Option<String>,
    /// Where submissions go.
    pub submission_url: Option<String>,
    /// Whether they go by themselves.
    pub auto_send: Option<String>,
    /// Whether they are deleted then.
    pub auto_delete: Option<String>,
    /// Whether a client may edit them.
    pub client_editable: bool,
    /// Whether a list may have the same value twice.
    pub allow_choice_duplicates: bool,
    /// Whether runs of spaces in the survey become one.
    pub clean_text_values: bool,
    /// Namespace of the data.
    pub instance_xmlns: Option<String>,
    /// Prefix of a text message.
    pub prefix: Option<String>,
    /// Delimiter of a text message.
    pub delimiter: Option<String>,
    /// More attributes of the root element.
    pub attributes: Fields,
    /// Place of the settings' row, if there is one.
    pub row: Option<u32>,
    /// The sheet, for places.
    pub table: Table,
}

/// Reads the settings.
pub fn read(stem: &str, workbook: &Workbook, options: &Options, report: &mut Report) -> Settings {
    let mut sheet = workbook.sheet("settings").cloned();
    match &mut sheet {
        Some(sheet) => drop_second_id(sheet, report),
        None => spelling::warn("settings", workbook, report),
    }
    let treatment = Treatment {
        names: Names::Settings,
        default_language: "default",
        one_space: false,
    };
    let mut table = sheet
        .map(|sheet| Table::read(&sheet, treatment, report))
        .unwrap_or_default();
    table.records.truncate(1);
    let record = table.records.first().cloned();
    let text = |name: &str| {
        record
            .as_ref()
            .and_then(|record| record.text(name))
            .map(str::to_owned)
    };
    let is = |name: &str, default: bool| match text(name) {
        Some(word) => yes_no(&word).unwrap_or(default),
        None => default,
    };
    let id = text("id_string").unwrap_or_else(|| {
        if stem.is_empty() {
            "data".to_owned()
        } else {
            stem.to_owned()
        }
    });
    let root = text("name")
        .or_else(|| options.form_name.clone())
        .unwrap_or_else(|| "data".to_owned());
    if !is_name(&root) {
        let place = match record
            .as_ref()
            .filter(|record| record.text("name").is_some())
        {
            Some(record) => table.place(record.row, &["name"]),
            None => Place::Form,
        };
        report.error(
            place,
            format!("The form's name `{root}` can't be the name of an XML element."),
            "Begin with a letter and use letters, digits, `_`, `-` and `.` only.",
        );
    }
    let attributes = match record.as_ref().and_then(|record| record.get("attribute")) {
        Some(Value::Map(fields)) => fields.clone(),
        _ => Fields::new(),
    };
    if is("omit_instanceID", false) && text("public_key").is_some() {
        report.error(
            table.place(2, &["omit_instanceID"]),
            "Encrypted records need their id.",
            "Remove `omit_instanceID`, or remove `public_key`.",
        );
    }
    Settings {
        title: text("title").unwrap_or_else(|| id.clone()),
        id,
        root,
        version: text("version"),
        default_language: text("default_language").unwrap_or_else(|| "default".to_owned()),
        style: text("style"),
        namespaces: text("namespaces"),
        instance_name: text("instance_name"),
        instance_id: text("instance_id"),
        omit_instance_id: is("omit_instanceID", false),
        public_key: text("public_key"),
        submission_url: text("submission_url"),
        auto_send: text("auto_send"),
        auto_delete: text("auto_delete"),
        client_editable: is("client_editable", false),
        allow_choice_duplicates: is("allow_choice_duplicates", false),
        clean_text_values: is("clean_text_values", true),
        instance_xmlns: text("instance_xmlns"),
        prefix: text("prefix"),
        delimiter: text("delimiter"),
        attributes,
        row: record.as_ref().map(|record| record.row),
        table,
    }
}

/// Where both `form_id` and `id_string` stand, `form_id` wins.
fn drop_second_id(sheet: &mut Sheet, report: &mut Report) {
    let column = |name: &str| sheet.header.iter().find(|(_, header)| header == name);
    if let (Some(_), Some((second, _))) = (column("form_id"), column("id_string")) {
        let second = *second;
        report.warning(
            cell(&sheet.name, second, 1),
            "The column `id_string` is not read beside `form_id`.",
            "Remove it.",
        );
        sheet.header.retain(|(column, _)| *column != second);
    }
}

impl Settings {
    /// A row of the survey sheet whose type is the name of a setting sets it.
    pub fn set_from_survey(&mut self, kind: &str, name: &str) -> bool {
        match kind {
            "form_title" | "set_form_title" => self.title = name.to_owned(),
            "form_id" | "set_form_id" => self.id = name.to_owned(),
            "prefix" => self.prefix = Some(name.to_owned()),
            _ => return false,
        }
        true
    }

    /// The place of a setting.
    pub fn place(&self, name: &str) -> Place {
        match self.row {
            Some(row) => self.table.place(row, &[name]),
            None => Place::Form,
        }
    }

    /// Prefix and address of the namespaces that the form adds.
    pub fn namespace_pairs(&self) -> Vec<(String, String)> {
        let text = self.namespaces.as_deref().unwrap_or_default();
        text.split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .filter(|(prefix, address)| !prefix.is_empty() && !address.contains('='))
            .map(|(prefix, address)| (prefix.to_owned(), address.replace(['"', '\''], "")))
            .collect()
    }

    /// Texts of the settings that may hold references, with their places.
    pub fn texts(&self) -> Vec<(Place, String)> {
        let Some(record) = self.table.records.first() else {
            return Vec::new();
        };
        let column = |name: &str| {
            self.table
                .columns
                .iter()
                .find(|column| &*column.path[0] == name)
                .map_or(0, |column| column.column)
        };
        ["instance_name", "title", "version", "instance_id"]
            .iter()
            .filter_map(|name| {
                let text = field(&record.fields, name)?.text()?;
                Some((
                    cell(&self.table.sheet, column(name), record.row),
                    text.to_owned(),
                ))
            })
            .collect()
    }
}
