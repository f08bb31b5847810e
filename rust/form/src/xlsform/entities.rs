//! The entities sheet: which entities a record creates or updates, and where they stand.
//!
//! An entity stands in the innermost repeat that its properties and expressions come from, and
//! within it in the group that they share; see `entity_places`.

use std::collections::HashSet;
use std::rc::Rc;

use super::columns::Names;
use super::entity_places::{self, Source};
use super::references;
use super::report::Report;
use super::spelling;
use super::table::{Fields, Record, Table, Treatment, Value, field, set_field};
use super::tokens::is_name;
use super::tree::{Action, Element, Event, Form, Id, Role};
use super::workbook::{Workbook, cell};
use crate::problem::Place;

/// A section on the way to a question: name and kind.
pub type Step = (Rc<str>, &'static str);

/// One row of the sheet.
pub struct Declared {
    /// Name of the entity list.
    pub dataset: String,
    /// Row in the sheet.
    pub row: u32,
    id: Option<String>,
    create_if: Option<String>,
    update_if: Option<String>,
    label: Option<String>,
    names: HashSet<String>,
    /// Questions that it depends on.
    pub sources: Vec<Source>,
}

/// All rows of the sheet.
#[derive(Default)]
pub struct Entities {
    /// The rows.
    pub declared: Vec<Declared>,
    /// The sheet, for places.
    pub table: Table,
    texts: Vec<(Place, String)>,
    trail: Vec<(Id, Rc<str>)>,
}

impl Entities {
    /// Reads the sheet.
    pub fn read(workbook: &Workbook, report: &mut Report) -> Entities {
        let Some(sheet) = workbook.sheet("entities") else {
            spelling::warn("entities", workbook, report);
            return Entities::default();
        };
        let treatment = Treatment {
            names: Names::Entities,
            default_language: "default",
            one_space: false,
        };
        let mut table = Table::read(sheet, treatment, report);
        for column in &table.columns {
            if !Names::Entities.knows(&column.path[0]) {
                report.error(
                    cell(&table.sheet, column.column, 1),
                    format!("The sheet entities has no column `{}`.", column.path[0]),
                    "Possible are list_name, entity_id, create_if, update_if, label.",
                );
            }
        }
        let records = std::mem::take(&mut table.records);
        let mut entities = Entities {
            table,
            ..Entities::default()
        };
        for record in records {
            entities.declare(&record, report);
        }
        entities
    }

    /// Whether there is an entity list of that name.
    pub fn has(&self, name: &str) -> bool {
        self.declared
            .iter()
            .any(|declared| declared.dataset == name)
    }

    fn declare(&mut self, record: &Record, report: &mut Report) {
        let row = record.row;
        let text = |name: &str| record.text(name).map(str::to_owned);
        let dataset = text("dataset").unwrap_or_default();
        let mut wrong = |column: &str, message: String, remedy: &str| {
            report.error(self.table.place(row, &[column]), message, remedy);
        };
        const NAMING: &str = "Begin with a letter and use letters, digits, `_` and `-` only.";
        if dataset.is_empty() {
            wrong(
                "dataset",
                "This entity list has no name.".to_owned(),
                "Write it in `list_name`.",
            );
        } else if dataset.starts_with("__") || dataset.contains('.') || !is_name(&dataset) {
            wrong(
                "dataset",
                format!("`{dataset}` can't name an entity list."),
                NAMING,
            );
        } else if self.declared.iter().any(|known| known.dataset == dataset) {
            wrong(
                "dataset",
                format!("The entity list `{dataset}` stands twice."),
                "Keep one row for each list.",
            );
        }
        let (id, label) = (text("entity_id"), text("label"));
        let (create_if, update_if) = (text("create_if"), text("update_if"));
        if id.is_none() && update_if.is_some() {
            wrong(
                "entity_id",
                "To update an entity, its id is needed.".to_owned(),
                "Write an expression in `entity_id`.",
            );
        }
        if id.is_some() && create_if.is_some() && update_if.is_none() {
            wrong(
                "update_if",
                "With an id, an entity is updated, not created.".to_owned(),
                "Write `update_if` too, or remove `entity_id`.",
            );
        }
        if id.is_none() && label.is_none() {
            wrong(
                "label",
                "A new entity needs a label.".to_owned(),
                "Write an expression in `label`.",
            );
        }
        let mut names = HashSet::new();
        for (column, text) in [
            ("entity_id", &id),
            ("create_if", &create_if),
            ("update_if", &update_if),
            ("label", &label),
        ] {
            let Some(text) = text else {
                continue;
            };
            names.extend(
                references::find(text)
                    .filter_map(Result::ok)
                    .map(|reference| reference.name.to_owned()),
            );
            self.texts
                .push((self.table.place(row, &[column]), text.clone()));
        }
        self.declared.push(Declared {
            dataset,
            row,
            id,
            create_if,
            update_if,
            label,
            names,
            sources: Vec::new(),
        });
    }

    /// Takes note of a row of the survey that an entity depends on, within the open sections.
    pub fn notice(
        &mut self,
        element: &mut Element,
        survey: &Table,
        frames: impl Iterator<Item = (Id, &'static str)>,
        is_section: bool,
        report: &mut Report,
    ) {
        let frames: Vec<(Id, &'static str)> = frames.collect();
        let wanted = self
            .declared
            .iter()
            .any(|declared| declared.names.contains(&element.name));
        let property = element
            .bind
            .as_ref()
            .and_then(|bind| field(bind, "entities:saveto"))
            .and_then(Value::text)
            .map(str::to_owned);
        let steps = self.steps(&frames);
        if is_section {
            self.pending(element.name.as_str().into(), frames.len());
        }
        if let Some(property) = property {
            self.save(element, &property, survey, &steps, is_section, report);
        }
        if wanted {
            for declared in &mut self.declared {
                if declared.names.contains(&element.name) {
                    declared.sources.push(Source {
                        steps: steps.clone(),
                        row: element.row,
                        property: None,
                    });
                }
            }
        }
    }

    /// The open sections by name: `trail` holds the names of sections as they were opened.
    fn steps(&self, frames: &[(Id, &'static str)]) -> Vec<Step> {
        let name = |depth: usize| {
            self.trail
                .get(depth)
                .map_or_else(|| Rc::from(""), |(_, name)| name.clone())
        };
        frames
            .iter()
            .enumerate()
            .map(|(depth, (_, word))| (name(depth), *word))
            .collect()
    }

    fn pending(&mut self, name: Rc<str>, depth: usize) {
        self.trail.truncate(depth);
        while self.trail.len() < depth {
            self.trail.push((0, Rc::from("survey")));
        }
        self.trail.push((0, name));
    }

    fn save(
        &mut self,
        element: &mut Element,
        property: &str,
        survey: &Table,
        steps: &[Step],
        is_section: bool,
        report: &mut Report,
    ) {
        let row = element.row;
        let mut wrong = |message: String, remedy: &str| {
            report.error(
                survey.place(row, &["bind", "entities:saveto"]),
                message,
                remedy,
            );
        };
        let (dataset, name) = match property.split_once('#') {
            Some((dataset, name)) => (Some(dataset), name),
            None => (None, property),
        };
        let declared = match (dataset, self.declared.as_mut_slice()) {
            (_, []) => {
                wrong(
                    "There is no entity to save this answer to.".to_owned(),
                    "Add a sheet named `entities`, or remove `save_to`.",
                );
                return;
            }
            (Some(dataset), all) => all.iter_mut().find(|known| known.dataset == dataset),
            (None, [only]) => Some(only),
            (None, _) => {
                wrong(
                    "It is not said which entity list this answer is saved to.".to_owned(),
                    "Write `list_name#property`.",
                );
                return;
            }
        };
        let Some(declared) = declared else {
            wrong(
                format!("There is no entity list `{}`.", dataset.unwrap_or_default()),
                "Write the name of a row of the sheet entities.",
            );
            return;
        };
        let lower = name.to_lowercase();
        if is_section {
            wrong(
                "Only an answer can be saved to an entity.".to_owned(),
                "Write `save_to` in the rows of questions.",
            );
        } else if matches!(lower.as_str(), "name" | "label")
            || name.starts_with("__")
            || !is_name(name)
        {
            wrong(
                format!("`{name}` can't be a property of an entity."),
                "Use letters, digits, `_`, `-` and `.`; `name` and `label` are taken.",
            );
        } else if declared
            .sources
            .iter()
            .any(|source| source.property.as_deref() == Some(name))
        {
            wrong(
                format!("The property `{name}` is already saved by another question."),
                "Choose another name.",
            );
        }
        if let Some(bind) = &mut element.bind {
            set_field(bind, "entities:saveto", Value::from_str(name));
        }
        declared.sources.push(Source {
            steps: steps.to_vec(),
            row,
            property: Some(name.to_owned()),
        });
    }

    /// Adds the entities to the form.
    pub fn place(&mut self, form: &mut Form, report: &mut Report) {
        if self.declared.is_empty() {
            return;
        }
        form.texts.append(&mut self.texts);
        let places = entity_places::allocate(&self.declared, &self.table, &form.survey, report);
        let mut in_repeats = false;
        for (steps, index) in places {
            let Some(section) = section(form, &steps) else {
                continue;
            };
            let within = steps.iter().any(|(_, word)| *word == "repeat");
            in_repeats |= within;
            self.declared[index].write(form, section, within);
        }
        form.entities = Some(if self.declared.len() > 1 || in_repeats {
            "2025.1.0"
        } else {
            "2024.1.0"
        });
    }
}

/// The section that the steps lead to.
fn section(form: &Form, steps: &[Step]) -> Option<Id> {
    let mut at = 0;
    for (name, _) in steps.iter().skip(1) {
        at = form.elements[at].children.iter().copied().find(|id| {
            let child = &form.elements[*id];
            child.is_section() && *child.name == **name
        })?;
    }
    Some(at)
}

impl Declared {
    fn write(&self, form: &mut Form, section: Id, in_repeat: bool) {
        let meta = form.add_meta(section);
        let entity = form.add(meta, Element::new(Role::Entity, "entity", "entity", 0));
        let mut attribute = |name: &str, value: &str, calculation: Option<&str>| {
            let mut element = Element::new(Role::Attribute, "attribute", name, 0);
            element.value = value.to_owned();
            if name == "id" || calculation.is_some() {
                element.bind = Some(calculated(calculation));
            }
            if name == "id" && self.id.is_none() {
                let mut on = |event| {
                    element.actions.push(Action {
                        name: "setvalue",
                        event,
                        value: Some("uuid()".to_owned()),
                        quality: None,
                    });
                };
                on(Event::FirstLoad);
                if in_repeat {
                    on(Event::NewRepeat);
                }
            }
            form.add(entity, element);
        };
        attribute("dataset", &self.dataset, None);
        if self.id.is_none() || self.create_if.is_some() {
            attribute("create", "1", self.create_if.as_deref());
        }
        if let Some(id) = self.id.as_deref() {
            attribute("update", "1", self.update_if.as_deref());
            let item = format!("instance('{}')/root/item[name={id}]", self.dataset);
            for (name, property) in [
                ("baseVersion", "__version"),
                ("trunkVersion", "__trunkVersion"),
                ("branchId", "__branchId"),
            ] {
                attribute(name, "", Some(&format!("{item}/{property}")));
            }
        }
        attribute("id", "", self.id.as_deref());
        if let Some(label) = self.label.as_deref() {
            let mut element = Element::new(Role::EntityLabel, "label", "label", 0);
            element.bind = Some(calculated(Some(label)));
            form.add(entity, element);
        }
    }
}

fn calculated(calculation: Option<&str>) -> Fields {
    let mut bind: Fields = Fields::new();
    if let Some(calculation) = calculation {
        set_field(&mut bind, "calculate", Value::from_str(calculation));
    }
    set_field(&mut bind, "readonly", Value::from_str("true()"));
    set_field(&mut bind, "type", Value::from_str("string"));
    bind
}
