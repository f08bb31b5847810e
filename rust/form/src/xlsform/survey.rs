//! The survey sheet: rows become the tree of the form.
//!
//! Each row is understood on its own, so that one bad row does not hide the problems of others.

use std::collections::HashSet;

use super::body::is_shown;
use super::choices;
use super::columns::{Names, yes_no};
use super::entities::Entities;
use super::lists::Lists;
use super::question_types;
use super::references;
use super::report::Report;
use super::row_types::{self, RowType};
use super::settings;
use super::spelling;
use super::table::{Fields, Record, Table, Treatment, Value, set_field};
use super::tokens::{is_dynamic, is_name};
use super::tree::{Action, Element, Event, Form, Id, Role};
use super::workbook::Workbook;
use super::{Options, limits, parameters, resolve};
use crate::problem::Place;

/// A section that is open while its rows are read.
pub struct Frame {
    /// The section's element.
    pub id: Id,
    /// The word after `begin_`; empty for the form itself.
    pub word: &'static str,
    /// Its row.
    pub row: u32,
    names: HashSet<String>,
    lower: HashSet<String>,
}

/// Reads the survey sheet, row by row.
pub struct Reader<'a> {
    /// What was read so far.
    pub form: Form,
    /// The open sections.
    pub stack: Vec<Frame>,
    /// Problems.
    pub report: &'a mut Report,
    /// Lists of the sheet external_choices.
    pub external: Option<Lists>,
    /// Lists of the sheet osm.
    pub osm: Option<Lists>,
    /// Whether the next select of a table-list is the first, and the list of the others.
    pub table_list: Option<Option<String>>,
    /// Elements of the group `meta`.
    pub meta: Vec<Element>,
    /// Rows whose trigger names a question: name and row.
    pub triggers: Vec<(String, u32)>,
    /// Rows that refer to a geometry: what and row.
    pub geometries: Vec<(String, u32)>,
    /// Names of secondary instances that files and lists bring.
    pub instances: HashSet<String>,
    /// Names of repeats.
    pub repeats: HashSet<String>,
    /// Entity lists.
    pub entities: Entities,
}

/// Reads a workbook. `None` if there is nothing to read.
pub fn read(
    stem: &str,
    workbook: &Workbook,
    options: &Options,
    report: &mut Report,
) -> Option<Form> {
    let Some(sheet) = workbook.sheet("survey") else {
        let near = spelling::near("survey", workbook);
        let remedy = match near.first() {
            Some(name) => format!("Rename the sheet `{name}` to `survey`."),
            None => "Add it, with the columns `type`, `name` and `label`.".to_owned(),
        };
        report.error(Place::Form, "There is no sheet named `survey`.", remedy);
        return None;
    };
    let settings = settings::read(stem, workbook, options, report);
    let (choices, lists) = choices::read(workbook, &settings, report);
    let treatment = Treatment {
        names: Names::Survey,
        default_language: &settings.default_language,
        one_space: settings.clean_text_values,
    };
    let survey = Table::read(sheet, treatment, report);
    if !survey.has("type") {
        report.error(
            survey.whole(),
            "The sheet has no column `type`.",
            "Its columns are `type`, `name`, `label` and others.",
        );
        return None;
    }
    let mut other = |name: &str| {
        let sheet = workbook.sheet(name)?;
        Some(choices::unchecked(
            sheet,
            &settings.default_language,
            report,
        ))
    };
    let external = other("external_choices");
    let osm = other("osm");
    let entities = Entities::read(workbook, report);
    let mut form = Form {
        settings,
        lists,
        survey,
        choices,
        ..Form::default()
    };
    form.elements
        .push(Element::new(Role::Survey, "survey", "", 0));
    let mut reader = Reader {
        form,
        stack: vec![Frame::new(0, "", 0)],
        report,
        external,
        osm,
        table_list: None,
        meta: Vec::new(),
        triggers: Vec::new(),
        geometries: Vec::new(),
        instances: HashSet::new(),
        repeats: HashSet::new(),
        entities,
    };
    for record in std::mem::take(&mut reader.form.survey.records) {
        if reader.form.elements.len() > limits::MAX_ELEMENTS {
            reader.error(
                record.row,
                &["type"],
                format!(
                    "A form has at most {} questions and groups.",
                    limits::MAX_ELEMENTS
                ),
                "Divide the form.",
            );
            return None;
        }
        reader.row(record);
    }
    reader.finish()
}

impl Frame {
    /// A section that begins at a row.
    pub fn new(id: Id, word: &'static str, row: u32) -> Frame {
        Frame {
            id,
            word,
            row,
            names: HashSet::new(),
            lower: HashSet::new(),
        }
    }
}

impl Reader<'_> {
    /// An error at a value of a row.
    pub fn error(
        &mut self,
        row: u32,
        path: &[&str],
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let place = self.form.survey.place(row, path);
        self.report.error(place, message, remedy);
    }

    /// A warning at a value of a row.
    pub fn warn(
        &mut self,
        row: u32,
        path: &[&str],
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let place = self.form.survey.place(row, path);
        self.report.warning(place, message, remedy);
    }

    /// The section that rows now belong to.
    pub fn parent(&self) -> Id {
        self.stack.last().map_or(0, |frame| frame.id)
    }

    /// Whether rows now belong to a repeat, at any distance.
    pub fn in_repeat(&self) -> bool {
        self.stack.iter().any(|frame| frame.word == "repeat")
    }

    fn row(&mut self, mut record: Record) {
        let row = record.row;
        if let Some(disabled) = record.text("disabled").map(str::to_owned) {
            self.warn(
                row,
                &["disabled"],
                "The column `disabled` is no longer part of XLSForm.",
                "Use `relevant`, or remove the row.",
            );
            record.fields.retain(|(key, _)| &**key != "disabled");
            if yes_no(&disabled) == Some(true) || record.fields.is_empty() {
                return;
            }
        }
        let Some(kind) = record.text("type").map(str::to_owned) else {
            if record.get("name").is_some() || record.get("label").is_some() {
                self.error(
                    row,
                    &["type"],
                    "This row has no type.",
                    "Write what kind of question it is, such as `text` or `select_one LIST`.",
                );
            } else {
                self.warn(
                    row,
                    &["type"],
                    "This row has neither type nor name nor label and is left out.",
                    "Remove it if it is not part of the form.",
                );
            }
            return;
        };
        let kind = question_types::canonical(&kind).to_owned();
        let read = row_types::read(&kind);
        if let RowType::End(section) = read {
            self.end(row, section);
            return;
        }
        if kind == "audit" {
            self.audit(&record);
            return;
        }
        let name = record.text("name").map(str::to_owned);
        if matches!(read, RowType::Other(_))
            && self
                .form
                .settings
                .set_from_survey(&kind, name.as_deref().unwrap_or("None"))
        {
            return;
        }
        let name = match name {
            Some(name) => name,
            None if kind == "note" => format!("generated_note_name_{row}"),
            None => {
                self.error(
                    row,
                    &["name"],
                    "This row has no name.",
                    "Write a short name of letters, digits and `_`.",
                );
                // keep the sections balanced all the same
                format!("generated_name_{row}")
            }
        };
        self.check_name(&name, row);
        let mut element = self.element(&record, &kind, &name);
        self.entities.notice(
            &mut element,
            &self.form.survey,
            self.stack.iter().map(|frame| (frame.id, frame.word)),
            matches!(read, RowType::Begin(..)),
            self.report,
        );
        let parameters = record.text("parameters").unwrap_or_default();
        match parameters::parse(parameters) {
            Some(pairs) => element.parameters = pairs,
            None => self.error(
                row,
                &["parameters"],
                "The parameters can't be read.",
                "Write them as `name=value`, separated by spaces.",
            ),
        }
        match read {
            RowType::Begin(section, list) => self.begin(element, section, list, &record),
            RowType::Select(select) => self.select(element, select),
            RowType::Osm(list) => self.osm(element, list),
            RowType::Other(_) | RowType::End(_) => self.question(element),
        }
    }

    fn check_name(&mut self, name: &str, row: u32) {
        if name.len() > limits::MAX_NAME {
            self.error(
                row,
                &["name"],
                format!("A name has at most {} bytes.", limits::MAX_NAME),
                "Shorten it; the label may be long.",
            );
        } else if !is_name(name) {
            self.error(
                row,
                &["name"],
                format!("The name `{name}` can't be the name of an XML element."),
                match as_name(name) {
                    Some(near) => {
                        format!("Write `{near}`, for example: no spaces, a letter first.")
                    }
                    None => "Begin with a letter and use letters, digits, `_`, `-` and `.` only."
                        .to_owned(),
                },
            );
        }
        if name == "meta" {
            self.error(
                row,
                &["name"],
                "The name `meta` is taken by the form's own data.",
                "Choose another name.",
            );
            return;
        }
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        let is_new = frame.names.insert(name.to_owned());
        let is_new_lower = frame.lower.insert(name.to_lowercase());
        if !is_new {
            self.error(
                row,
                &["name"],
                format!("The name `{name}` is already taken in this group."),
                "Choose another name.",
            );
        } else if !is_new_lower {
            self.warn(
                row,
                &["name"],
                format!("The name `{name}` differs from another one only in capital letters."),
                "Choose another name: some tools for data can't tell them apart.",
            );
        }
    }

    /// An element with what every kind of row may say.
    fn element(&mut self, record: &Record, kind: &str, name: &str) -> Element {
        let row = record.row;
        let mut element = Element::new(Role::Question, kind, name, row);
        element.label = record.get("label").cloned();
        element.hint = record.get("hint").cloned();
        element.guidance = record.get("guidance_hint").cloned();
        element.choice_filter = record.text("choice_filter").map(str::to_owned);
        element.query = record.text("query").map(str::to_owned);
        for (name, column) in [
            ("bind", "bind"),
            ("control", "body"),
            ("instance", "instance"),
            ("media", "media"),
        ] {
            if record.text(name).is_none() {
                continue;
            }
            let message = format!("The column `{column}` does not say what it sets.");
            let remedy = match name {
                "media" => "Name it after what it shows, such as `media::image`.".to_owned(),
                _ => format!("Name it after what it sets, such as `{column}::NAME`."),
            };
            // pyxform leaves such media out, and can't read the others
            if name == "media" {
                self.warn(row, &[name], message, remedy);
            } else {
                self.error(row, &[name], message, remedy);
            }
        }
        let group = |name: &str| match record.get(name) {
            Some(Value::Map(fields)) => Some(fields.clone()),
            _ => None,
        };
        element.media = group("media").unwrap_or_default();
        element.bind = group("bind");
        element.control = group("control").unwrap_or_default();
        element.instance = group("instance").unwrap_or_default();
        if let Some(default) = record.text("default") {
            element.dynamic = is_dynamic(default, kind);
            element.default = Some(default.to_owned());
            if element.dynamic {
                self.set_at_start(&mut element);
            }
        }
        if let Some(trigger) = record.text("trigger") {
            element.trigger = self.trigger(trigger, row);
        }
        for media in element.media.iter().map(|(kind, _)| kind) {
            if !matches!(&**media, "image" | "big-image" | "audio" | "video") {
                self.report.error(
                    self.form.survey.place(row, &["media", media]),
                    format!("There is no kind of media named `{media}`."),
                    "Use `image`, `big-image`, `audio` or `video`.",
                );
            }
        }
        element
    }

    fn set_at_start(&self, element: &mut Element) {
        let mut on = |event| {
            element.actions.push(Action {
                name: "setvalue",
                event,
                value: None,
                quality: None,
            });
        };
        on(Event::FirstLoad);
        if self.in_repeat() {
            on(Event::NewRepeat);
        }
    }

    fn trigger(&mut self, trigger: &str, row: u32) -> Vec<String> {
        let mut names = Vec::new();
        for part in trigger.split(',') {
            let found: Vec<_> = references::find(part).collect();
            match found.as_slice() {
                [Ok(reference)] => names.push(reference.name.to_owned()),
                _ => self.error(
                    row,
                    &["trigger"],
                    format!("The trigger `{}` is not a question.", part.trim()),
                    "Write `${name}`, several separated by commas.",
                ),
            }
        }
        self.triggers
            .extend(names.iter().map(|name| (name.clone(), row)));
        names
    }

    /// Gives an element the control and the bind of its type. `false` if there is no such type.
    pub fn apply_type(&mut self, element: &mut Element) -> bool {
        let Some(known) = question_types::find(&element.kind) else {
            let kind = element.kind.clone();
            self.error(
                element.row,
                &["type"],
                format!("There is no question type `{kind}`."),
                resolve::type_remedy(&kind),
            );
            return false;
        };
        element.tag = known.tag;
        let own = element.bind.take();
        if known.bind.is_some() || own.is_some() {
            let mut bind: Fields = Fields::new();
            for (name, value) in known.bind.unwrap_or_default() {
                set_field(&mut bind, *name, Value::from_str(value));
            }
            for (name, value) in own.unwrap_or_default() {
                set_field(&mut bind, name, value);
            }
            element.bind = Some(bind);
        }
        if let Some(mediatype) = known.mediatype {
            let mut control: Fields = Fields::new();
            set_field(&mut control, "mediatype", Value::from_str(mediatype));
            for (name, value) in std::mem::take(&mut element.control) {
                set_field(&mut control, name, value);
            }
            element.control = control;
        }
        if element.hint.is_none() {
            element.hint = known.hint.map(Value::from_str);
        }
        true
    }

    /// Adds a question where rows now belong.
    pub fn add(&mut self, mut element: Element) {
        if !self.apply_type(&mut element) {
            // known all the same to those that refer to it
            element.tag = Some("input");
        }
        let parent = self.parent();
        self.form.add(parent, element);
    }

    fn finish(mut self) -> Option<Form> {
        for frame in self.stack.drain(1..) {
            let place = self.form.survey.place(frame.row, &["type"]);
            self.report.error(
                place,
                format!("This {} has no end.", frame.word),
                format!("Add a row of type `end_{}`.", frame.word),
            );
        }
        self.form.elements[0].name = self.form.settings.root.clone();
        let triggers = std::mem::take(&mut self.triggers);
        let geometries = std::mem::take(&mut self.geometries);
        self.add_meta();
        resolve::resolve(&mut self.form, self.report);
        self.check_triggers(&triggers);
        self.check_geometries(&geometries);
        self.check_searched_lists();
        if !self.form.elements.iter().any(|element| element.row > 0) {
            self.report.error(
                self.form.survey.whole(),
                "The form has no question.",
                "Add rows with a type, a name and a label.",
            );
        }
        Some(self.form)
    }

    fn check_triggers(&mut self, triggers: &[(String, u32)]) {
        for (name, row) in triggers {
            let target = self.form.names.get(name).copied().flatten();
            let is_question =
                target.is_some_and(|id| self.form.elements[id].role == Role::Question);
            if !is_question {
                let role = target.map(|id| self.form.elements[id].role);
                let message = match role {
                    Some(Role::Group) => format!("`{name}` is a group, which nobody answers."),
                    Some(Role::Repeat) => format!("`{name}` is a repeat, which nobody answers."),
                    _ => format!("There is no question named `{name}`."),
                };
                let remedy = "Write the name of a question of this form, as `${name}`.";
                self.error(*row, &["trigger"], message, remedy);
            }
            let Some(target) = target.map(|id| &self.form.elements[id]) else {
                continue;
            };
            if is_question && !is_shown(target) {
                let place = self.form.survey.place(*row, &["trigger"]);
                let message = format!("Nobody answers `{name}`, so it can't trigger anything.");
                let remedy = "Name a question that people see.";
                if target.tag.is_some() || target.kind == "calculate" {
                    self.report.error(place, message, remedy);
                } else {
                    self.report.warning(place, message, remedy);
                }
            }
        }
    }

    fn check_geometries(&mut self, geometries: &[(String, u32)]) {
        for (target, row) in geometries {
            let is_known = self.instances.contains(target)
                || self.form.lists.get(target).is_some()
                || self.entities.has(target)
                || references::only(target)
                    .is_some_and(|reference| self.repeats.contains(reference.name));
            if !is_known {
                self.error(
                    *row,
                    &["parameters"],
                    format!("`reference-geometry={target}` names nothing that has geometries."),
                    "Name a choice list, an entity list, a file without its ending, or `${repeat}`.",
                );
            }
        }
    }

    fn add_meta(&mut self) {
        let mut children = std::mem::take(&mut self.meta);
        let calculated = |name: &str, pairs: &[(&str, &str)]| {
            let mut element = Element::new(Role::Question, "calculate", name, 0);
            let mut bind: Fields = vec![("type".into(), Value::from_str("string"))];
            for (key, value) in pairs {
                set_field(&mut bind, *key, Value::from_str(value));
            }
            element.bind = Some(bind);
            element
        };
        let settings = &self.form.settings;
        if !settings.omit_instance_id {
            let preload = settings.instance_id.as_deref().unwrap_or("uid");
            children.push(calculated(
                "instanceID",
                &[("readonly", "true()"), ("jr:preload", preload)],
            ));
        }
        if let Some(name) = settings.instance_name.as_deref() {
            children.push(calculated("instanceName", &[("calculate", name)]));
        }
        self.entities.place(&mut self.form, self.report);
        if children.is_empty() {
            return;
        }
        let meta = self.form.elements[0]
            .children
            .iter()
            .copied()
            .find(|id| self.form.elements[*id].bodyless);
        let meta = meta.unwrap_or_else(|| self.form.add_meta(0));
        for child in children {
            self.form.add(meta, child);
        }
    }
}

/// A name made of one that can't be a name, if letters of it are left.
fn as_name(written: &str) -> Option<String> {
    let sign = |char: char| match char {
        char if char.is_alphanumeric() || "_-.".contains(char) => char,
        _ => '_',
    };
    let name: String = written.trim().chars().map(sign).collect();
    let name = match name.starts_with(|char: char| char.is_alphabetic() || char == '_') {
        true => name,
        false => format!("q{name}"),
    };
    (is_name(&name) && name.chars().any(char::is_alphabetic)).then_some(name)
}
