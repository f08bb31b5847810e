//! Lists of entities on a device: what check-ins did to them before a server knows, and what the
//! server says then (ODK Entities 2024.1).
//!
//! Invariant: an identifier is in a list once; a sequence of changes keeps its branch until the
//! server has caught up with it, and then another begins; what was created here stays until the
//! server names it. Deliberately not here: files and the network. The caller brings bytes and takes them.

use std::collections::HashMap;
use std::fmt;

use homeward_form::csv_reader;
use homeward_xpath::RandomSource;

use crate::entities::{EntityAction, EntityChange};
use crate::preload::uid;

const NAME: &str = "name";
const LABEL: &str = "label";
const VERSION: &str = "__version";
const TRUNK: &str = "__trunkVersion";
const BRANCH: &str = "__branchId";

/// One row of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its identifier, a UUID without `uuid:`.
    pub id: String,
    /// What people read.
    pub label: String,
    /// Counts its changes, from 1; 0 if the table says nothing that counts.
    pub version: u64,
    /// The version that came from the server last; `None` for what was created here.
    pub trunk_version: Option<u64>,
    /// The sequence of changes since then.
    pub branch_id: String,
    /// Values, by the list's properties.
    values: Vec<String>,
}

impl fmt::Debug for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entity")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl Entity {
    /// Whether it was changed here since it came from the server.
    pub fn is_changed(&self) -> bool {
        self.trunk_version != Some(self.version)
    }
}

/// A list of entities with one name.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct EntityList {
    properties: Vec<String>,
    rows: Vec<Entity>,
    by_id: HashMap<String, usize>,
}

impl fmt::Debug for EntityList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntityList")
            .field("rows", &self.rows.len())
            .finish_non_exhaustive()
    }
}

/// Why a table is no list of entities.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// It is no CSV.
    #[error("it is no table: line {0} cannot be read")]
    Table(u64),
    /// A column that each list has is missing.
    #[error("it has no column `{0}`")]
    Column(&'static str),
    /// Two columns have one name.
    #[error("two of its columns have the same name")]
    Columns,
    /// A row has no identifier.
    #[error("line {0} has nothing in the column `name`")]
    NoIdentifier(u64),
    /// Two rows have one identifier.
    #[error("line {0} is about an entity that a line before it is about")]
    Twice(u64),
}

/// Why a change is not made to a list. The check-in is sent all the same: the server decides too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotApplied {
    /// The form leaves it to the server.
    #[error("the form leaves its entities to the server: their version is before 2024.1")]
    Server,
    /// The identifier is none.
    #[error("its identifier is no UUID of version 4")]
    Identifier,
    /// It would have no label.
    #[error("a new entity needs a label")]
    Label,
    /// It is there already.
    #[error("it is in the list already")]
    Exists,
    /// It is not there.
    #[error("it is not in the list")]
    Unknown,
}

impl EntityList {
    /// Whether a table is meant as a list of entities: it counts versions. Other tables beside a
    /// form are choices and nothing else.
    pub fn is_one(csv: &[u8]) -> bool {
        let first = csv.split(|byte| *byte == b'\n').next().unwrap_or(csv);
        let first = String::from_utf8_lossy(first);
        let mut columns = first.split([',', ';']);
        columns.any(|column| column.trim().trim_matches('"') == VERSION)
    }

    /// Reads a table as a server sends it, or as [`EntityList::write`] made it.
    ///
    /// # Errors
    /// It is no table, lacks `name` or `label`, or has an identifier twice.
    pub fn read(csv: &[u8]) -> Result<Self, ListError> {
        let mut reader = csv_reader(csv);
        let say =
            |error: csv::Error| ListError::Table(error.position().map_or(1, csv::Position::line));
        let headings = reader.headers().map_err(say)?.clone();
        let headings: Vec<&str> = headings.iter().map(str::trim).collect();
        let mut sorted = headings.clone();
        sorted.sort_unstable();
        if sorted.windows(2).any(|two| two[0] == two[1]) {
            return Err(ListError::Columns);
        }
        let column = |name: &str| headings.iter().position(|heading| *heading == name);
        let name = column(NAME).ok_or(ListError::Column(NAME))?;
        let label = column(LABEL).ok_or(ListError::Column(LABEL))?;
        let (version, trunk, branch) = (column(VERSION), column(TRUNK), column(BRANCH));
        let kept = |at: &usize| {
            *at != name && *at != label && !headings[*at].is_empty() && !is_reserved(headings[*at])
        };
        let columns: Vec<usize> = (0..headings.len()).filter(kept).collect();
        let mut list = EntityList {
            properties: columns.iter().map(|at| headings[*at].to_owned()).collect(),
            ..EntityList::default()
        };
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).map_err(say)? {
            let line = row.position().map_or(0, csv::Position::line);
            let text = |at: usize| row.get(at).unwrap_or_default();
            let number = |at: Option<usize>| at.and_then(|at| text(at).trim().parse::<u64>().ok());
            let id = text(name).trim();
            if id.is_empty() {
                return Err(ListError::NoIdentifier(line));
            }
            let entity = Entity {
                id: id.to_owned(),
                label: text(label).to_owned(),
                version: number(version).unwrap_or(0),
                trunk_version: number(trunk),
                branch_id: branch.map_or(String::new(), |at| text(at).trim().to_owned()),
                values: columns.iter().map(|at| text(*at).to_owned()).collect(),
            };
            if list.by_id.contains_key(id) {
                return Err(ListError::Twice(line));
            }
            list.push(entity);
        }
        Ok(list)
    }

    /// The list as a table that a form reads (`jr://file-csv/NAME.csv`).
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let head = [NAME, LABEL, VERSION];
        let own = [TRUNK, BRANCH];
        let properties = self.properties.iter().map(String::as_str);
        push_line(&mut out, head.into_iter().chain(properties).chain(own));
        for row in &self.rows {
            let (version, trunk) = (row.version.to_string(), row.trunk_version);
            let trunk = trunk.map_or(String::new(), |trunk| trunk.to_string());
            let head = [&*row.id, &*row.label, &*version];
            let own = [&*trunk, &*row.branch_id];
            let values = row.values.iter().map(String::as_str);
            push_line(&mut out, head.into_iter().chain(values).chain(own));
        }
        out
    }

    /// The rows, in the order in which they came.
    pub fn rows(&self) -> &[Entity] {
        &self.rows
    }

    /// The row with an identifier.
    pub fn get(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).map(|at| &self.rows[*at])
    }

    /// A value of a row by the name of its property; empty if it has none.
    pub fn value<'a>(&self, entity: &'a Entity, property: &str) -> &'a str {
        let mut names = self.properties.iter();
        let at = names.position(|name| name == property);
        at.and_then(|at| entity.values.get(at))
            .map_or("", String::as_str)
    }

    /// Does to the list what a finished check-in says. Nothing is changed if it fails.
    ///
    /// # Errors
    /// The form leaves it to the server, or the list does not take it.
    pub fn apply(
        &mut self,
        change: &EntityChange,
        random: &mut dyn RandomSource,
    ) -> Result<(), NotApplied> {
        if !change.offline {
            return Err(NotApplied::Server);
        }
        if !is_random_uuid(&change.id) {
            return Err(NotApplied::Identifier);
        }
        let known = self.by_id.get(&change.id).copied();
        match (change.action, known) {
            (EntityAction::Create, Some(_)) => Err(NotApplied::Exists),
            (EntityAction::Update, None) => Err(NotApplied::Unknown),
            (EntityAction::Create | EntityAction::Upsert, None) => {
                let label = change.label.as_deref().unwrap_or_default();
                if label.trim().is_empty() {
                    return Err(NotApplied::Label);
                }
                self.push(Entity {
                    id: change.id.clone(),
                    label: label.to_owned(),
                    version: 1,
                    trunk_version: None,
                    branch_id: branch(random),
                    values: vec![String::new(); self.properties.len()],
                });
                self.set_values(self.rows.len() - 1, &change.properties);
                Ok(())
            }
            (EntityAction::Update | EntityAction::Upsert, Some(at)) => {
                let row = &mut self.rows[at];
                row.version = row.version.saturating_add(1);
                if let Some(label) = change.label.as_ref().filter(|text| !text.trim().is_empty()) {
                    row.label = label.clone();
                }
                self.set_values(at, &change.properties);
                Ok(())
            }
        }
    }

    /// Takes over what the server sends now.
    ///
    /// A row of the server's version or an older one is replaced; if it was changed here, another
    /// branch begins. A row that is ahead of the server stays as it is. What came from the server
    /// and is no longer there goes; what was created here stays.
    pub fn take_over(&mut self, server: &EntityList, random: &mut dyn RandomSource) {
        let missing =
            |row: &Entity| row.trunk_version.is_some() && !server.by_id.contains_key(&row.id);
        self.rows.retain(|row| !missing(row));
        self.by_id = self
            .rows
            .iter()
            .map(|row| row.id.clone())
            .zip(0..)
            .collect();
        for name in &server.properties {
            self.column(name);
        }
        for sent in &server.rows {
            let known = self.by_id.get(&sent.id).copied();
            let branch_id = match known.map(|at| &self.rows[at]) {
                Some(here) if here.version > sent.version => continue,
                Some(here)
                    if here.trunk_version == Some(sent.version) && !here.branch_id.is_empty() =>
                {
                    here.branch_id.clone()
                }
                _ => branch(random),
            };
            let mut values = vec![String::new(); self.properties.len()];
            for (name, value) in server.properties.iter().zip(&sent.values) {
                let at = self.column(name);
                values[at].clone_from(value);
            }
            let row = Entity {
                id: sent.id.clone(),
                label: sent.label.clone(),
                version: sent.version,
                trunk_version: Some(sent.version),
                branch_id,
                values,
            };
            match known {
                Some(at) => self.rows[at] = row,
                None => self.push(row),
            }
        }
    }

    fn push(&mut self, row: Entity) {
        self.by_id.insert(row.id.clone(), self.rows.len());
        self.rows.push(row);
    }

    fn set_values(&mut self, row: usize, properties: &[(String, String)]) {
        for (name, value) in properties {
            let at = self.column(name);
            self.rows[row].values[at].clone_from(value);
        }
    }

    /// The column of a property, which all rows have afterwards.
    fn column(&mut self, property: &str) -> usize {
        if let Some(at) = self.properties.iter().position(|name| name == property) {
            return at;
        }
        self.properties.push(property.to_owned());
        for row in &mut self.rows {
            row.values.push(String::new());
        }
        self.properties.len() - 1
    }
}

fn is_reserved(heading: &str) -> bool {
    heading.starts_with("__")
}

/// A name for a new sequence of changes.
fn branch(random: &mut dyn RandomSource) -> String {
    let id = uid(random);
    id.strip_prefix("uuid:").unwrap_or(&id).to_owned()
}

/// Whether a text is a UUID of version 4 (RFC 9562, 5.4).
fn is_random_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b' | b'A' | b'B'),
            _ => byte.is_ascii_hexdigit(),
        })
}

/// One line of a table; a cell is quoted if it has to be (RFC 4180).
fn push_line<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        let plain = !cell.contains([',', '"', '\n', '\r', ';']) && cell.trim() == cell;
        if plain {
            out.extend_from_slice(cell.as_bytes());
        } else {
            out.push(b'"');
            out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        }
    }
    out.push(b'\n');
}
