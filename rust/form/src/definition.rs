//! The data of a form: which nodes a check-in has, and the rules bound to them.
//!
//! Invariant: a [`NodeDef`] stands for every instance of a node; parents come before children, and
//! the order is that of the document. Instances of a repeat share one definition. Attributes are
//! nodes too, apart from the children. Values are not here, only those that a form starts with.

use std::collections::HashMap;

use crate::compiled::Compiled;
use crate::text::Text;

/// A node definition of a form, by its place in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefId(pub u32);

impl DefId {
    /// The root element of the data.
    pub const ROOT: DefId = DefId(0);

    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A control of a form's body, by its place in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ControlId(pub u32);

impl ControlId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The expanded name of a node with the prefix it was written with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QName {
    /// Namespace URI, empty for none.
    pub namespace: Box<str>,
    /// Local part.
    pub local: Box<str>,
    /// Prefix, empty for none.
    pub prefix: Box<str>,
}

/// One node of the data, for all its instances.
#[derive(Debug)]
pub struct NodeDef {
    /// Its name.
    pub name: QName,
    /// The element above it.
    pub parent: Option<DefId>,
    /// The elements below it, in the order of the document.
    pub children: Vec<DefId>,
    /// The children by local name, where there are so many that looking through them takes long.
    pub(crate) by_name: Option<HashMap<Box<str>, Vec<DefId>>>,
    /// Its attributes.
    pub attributes: Vec<DefId>,
    /// Whether it is an attribute.
    pub is_attribute: bool,
    /// Which of its parent's children (or attributes) it is, from 0.
    pub slot: u32,
    /// How many elements are above it.
    pub depth: u16,
    /// `/data/group/question`, without positions.
    pub path: Box<str>,
    /// The rules bound to it, an index into [`crate::Form::binds`].
    pub bind: Option<u32>,
    /// The question that asks for it; the first, if several do.
    pub control: Option<ControlId>,
    /// The repeat whose instances it stands for.
    pub repeat: Option<ControlId>,
    /// Whether an instance of it starts with a value.
    pub starts_filled: bool,
    /// The nearest repeat at or above it.
    pub in_repeat: Option<DefId>,
}

/// With more children than this they are found by an index.
const MANY: usize = 12;

impl NodeDef {
    /// Makes the index of its children, if there are many.
    pub(crate) fn index_children(&mut self, names: impl Fn(DefId) -> Box<str>) {
        if self.children.len() > MANY {
            let mut by_name: HashMap<Box<str>, Vec<DefId>> = HashMap::new();
            for child in &self.children {
                by_name.entry(names(*child)).or_default().push(*child);
            }
            self.by_name = Some(by_name);
        }
    }

    /// Children that may have a local name, in order: all that do, and perhaps others.
    pub fn children_like(&self, local: &str) -> &[DefId] {
        match &self.by_name {
            Some(by_name) => by_name.get(local).map_or(&[], Vec::as_slice),
            None => &self.children,
        }
    }
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DataType {
    /// Text, also for whatever type is not known.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// `2026-03-14`.
    Date,
    /// `09:26:53.000+01:00`.
    Time,
    /// `2026-03-14T09:26:53.000+01:00`.
    DateTime,
    /// A position.
    GeoPoint,
    /// A line.
    GeoTrace,
    /// An area.
    GeoShape,
    /// The name of an attached file.
    Binary,
    /// Text read from a code.
    Barcode,
    /// What another program gave back.
    Intent,
}

impl DataType {
    /// The type that a form names, with or without prefix; what is not known is text.
    pub fn named(name: &str) -> Self {
        match name.rsplit(':').next().unwrap_or(name) {
            "int" | "integer" | "long" | "short" => DataType::Integer,
            "decimal" | "double" | "float" => DataType::Decimal,
            "boolean" => DataType::Boolean,
            "date" => DataType::Date,
            "time" => DataType::Time,
            "dateTime" => DataType::DateTime,
            "geopoint" => DataType::GeoPoint,
            "geotrace" => DataType::GeoTrace,
            "geoshape" => DataType::GeoShape,
            "binary" => DataType::Binary,
            "barcode" => DataType::Barcode,
            "intent" => DataType::Intent,
            _ => DataType::Text,
        }
    }

    /// The name in the form's words.
    pub fn name(self) -> &'static str {
        match self {
            DataType::Text => "string",
            DataType::Integer => "int",
            DataType::Decimal => "decimal",
            DataType::Boolean => "boolean",
            DataType::Date => "date",
            DataType::Time => "time",
            DataType::DateTime => "dateTime",
            DataType::GeoPoint => "geopoint",
            DataType::GeoTrace => "geotrace",
            DataType::GeoShape => "geoshape",
            DataType::Binary => "binary",
            DataType::Barcode => "barcode",
            DataType::Intent => "intent",
        }
    }
}

/// The rules bound to one node.
#[derive(Debug, Default)]
pub struct Bind {
    /// The type of its value.
    pub data_type: DataType,
    /// Whether the type is `odk:rank` or one of the select types.
    pub type_name: Box<str>,
    /// Whether it exists for expressions and in the submission.
    pub relevant: Option<Compiled>,
    /// Whether a person can't change it.
    pub readonly: Option<Compiled>,
    /// Whether it must be answered.
    pub required: Option<Compiled>,
    /// Whether a value that is not empty does.
    pub constraint: Option<Compiled>,
    /// What it always is.
    pub calculate: Option<Compiled>,
    /// What to say when an answer is missing.
    pub required_message: Option<Text>,
    /// What to say when the constraint does not hold.
    pub constraint_message: Option<Text>,
    /// What to fill in when the check-in begins or ends.
    pub preload: Option<Preload>,
    /// All attributes of other vocabularies, such as `ri:class`.
    pub attributes: Vec<(QName, Box<str>)>,
}

/// `jr:preload` with its parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preload {
    /// `uid`: a random identifier, `uuid:` and 36 characters.
    Uid,
    /// `timestamp` with `start`.
    Start,
    /// `timestamp` with `end`.
    End,
    /// `date` with `today`.
    Today,
    /// `date` with `prevperiod-…`: a day of an earlier week.
    PrevPeriod(PrevPeriod),
    /// `property` with its name in small letters and without spaces: empty unless the caller gives
    /// such properties; nothing here reads a device.
    Property(Box<str>),
}

/// The parameter of `prevperiod-week-DAY-END-INCLUDE-N`, as JavaRosa reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrevPeriod {
    /// The weekday on which a week begins, from 0 (Sunday).
    pub first_weekday: i8,
    /// The first day of the week, or else its last.
    pub head: bool,
    /// Whether a week that begins today counts as the present one.
    pub include_today: bool,
    /// How many weeks ago.
    pub weeks: i32,
}

/// The values that a form starts with: a tree over the definitions.
#[derive(Debug, Clone)]
pub struct InitialNode {
    /// What it is an instance of.
    pub def: DefId,
    /// Its value, empty for nodes with children.
    pub value: Box<str>,
    /// Its attributes and children, in the order of the document, as indices of the same list.
    pub children: Vec<u32>,
    /// Only the pattern for new instances of a repeat.
    pub template: bool,
}
