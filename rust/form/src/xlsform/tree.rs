//! The form as a tree of questions, groups and repeats, before it is written as XForm.
//!
//! Invariant: parents stand before their children in [`Form::elements`]; element 0 is the root.

use std::collections::HashMap;

use super::lists::Lists;
use super::settings::Settings;
use super::table::{Fields, Table, Value};
use crate::problem::Place;

/// Index of an element.
pub type Id = usize;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The root of the data.
    Survey,
    /// A group.
    Group,
    /// A repeat.
    Repeat,
    /// A question, or a value that nobody sees.
    Question,
    /// An external file that only becomes a secondary instance.
    External,
    /// The node `entity` of an entity list.
    Entity,
    /// An attribute of the node `entity`.
    Attribute,
    /// The node `label` of an entity.
    EntityLabel,
}

/// When an action fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Once, when the form is first opened.
    FirstLoad,
    /// Whenever the form is opened.
    Load,
    /// When a repeat instance is added.
    NewRepeat,
}

/// Something that happens at an event.
#[derive(Debug, Clone)]
pub struct Action {
    /// Name of the element.
    pub name: &'static str,
    /// When.
    pub event: Event,
    /// The expression, for actions that don't take the default's.
    pub value: Option<String>,
    /// Quality of a recording.
    pub quality: Option<String>,
}

/// A tag of an OpenStreetMap question.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its key.
    pub name: String,
    /// Its label.
    pub label: Option<Value>,
}

/// One element.
#[derive(Debug, Clone)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The question type after aliases, `group`, `repeat`, `calculate` …
    pub kind: String,
    /// Name of the node.
    pub name: String,
    /// Row in the survey sheet, 0 for what nobody wrote.
    pub row: u32,
    /// Whether nobody wrote it: it belongs to another row.
    pub generated: bool,
    /// The element around it.
    pub parent: Option<Id>,
    /// The elements within, in order.
    pub children: Vec<Id>,
    /// Label.
    pub label: Option<Value>,
    /// Hint.
    pub hint: Option<Value>,
    /// Guidance.
    pub guidance: Option<Value>,
    /// Images, audio and video of the label.
    pub media: Fields,
    /// Attributes of the bind; absent: no bind.
    pub bind: Option<Fields>,
    /// Attributes of the control.
    pub control: Fields,
    /// Element of the control.
    pub tag: Option<&'static str>,
    /// The default as written.
    pub default: Option<String>,
    /// Whether the default is an expression.
    pub dynamic: bool,
    /// Filter of the choices.
    pub choice_filter: Option<String>,
    /// Parameters.
    pub parameters: Vec<(String, String)>,
    /// List name, file name or reference that the choices come from.
    pub itemset: Option<String>,
    /// List of the external choices.
    pub query: Option<String>,
    /// Names of the questions whose change sets this one.
    pub trigger: Vec<String>,
    /// What happens at events.
    pub actions: Vec<Action>,
    /// Attributes of the node.
    pub instance: Fields,
    /// Tags of an OpenStreetMap question.
    pub tags: Vec<Tag>,
    /// Value of an attribute.
    pub value: String,
    /// A group without a control, such as `meta`.
    pub bodyless: bool,
    /// The choices are looked up by the appearance `search()`: items are written in place.
    pub search: bool,
}

impl Element {
    /// An element with nothing but a name.
    pub fn new(role: Role, kind: &str, name: &str, row: u32) -> Element {
        Element {
            role,
            kind: kind.to_owned(),
            name: name.to_owned(),
            row,
            generated: false,
            parent: None,
            children: Vec::new(),
            label: None,
            hint: None,
            guidance: None,
            media: Fields::new(),
            bind: None,
            control: Fields::new(),
            tag: None,
            default: None,
            dynamic: false,
            choice_filter: None,
            parameters: Vec::new(),
            itemset: None,
            query: None,
            trigger: Vec::new(),
            actions: Vec::new(),
            instance: Fields::new(),
            tags: Vec::new(),
            value: String::new(),
            bodyless: false,
            search: false,
        }
    }

    /// Whether its label is an itext reference.
    pub fn label_is_itext(&self) -> bool {
        matches!(self.label, Some(Value::Map(_))) || !self.media.is_empty()
    }

    /// Whether it has questions of its own.
    pub fn is_section(&self) -> bool {
        matches!(self.role, Role::Survey | Role::Group | Role::Repeat)
    }
}

/// Another question that a change sets.
#[derive(Debug, Clone)]
pub struct Triggered {
    /// Element that is set.
    pub target: Id,
    /// Expression, empty to clear.
    pub value: String,
    /// Whether the place of the phone is taken instead of a value.
    pub geopoint: bool,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Form {
    /// The elements, root first.
    pub elements: Vec<Element>,
    /// Absolute path of each element.
    pub paths: Vec<String>,
    /// Elements by name; `None` where several have it.
    pub names: HashMap<String, Option<Id>>,
    /// What changes of a question set, by the question's name.
    pub triggered: HashMap<String, Vec<Triggered>>,
    /// Settings.
    pub settings: Settings,
    /// Choice lists.
    pub lists: Lists,
    /// The survey sheet, for places.
    pub survey: Table,
    /// The choices sheet, for places.
    pub choices: Table,
    /// Further texts that may hold references, with their places.
    pub texts: Vec<(Place, String)>,
    /// Version of the entities specification that the form needs.
    pub entities: Option<&'static str>,
}

impl Form {
    /// Adds an element below another.
    pub fn add(&mut self, parent: Id, mut element: Element) -> Id {
        let id = self.elements.len();
        element.parent = Some(parent);
        self.elements.push(element);
        if let Some(above) = self.elements.get_mut(parent) {
            above.children.push(id);
        }
        id
    }

    /// Adds a group `meta`, which has no control.
    pub fn add_meta(&mut self, parent: Id) -> Id {
        let mut meta = Element::new(Role::Group, "group", "meta", 0);
        meta.bodyless = true;
        self.add(parent, meta)
    }

    /// The elements in document order.
    pub fn in_order(&self) -> Vec<Id> {
        let mut order = Vec::with_capacity(self.elements.len());
        let mut stack = vec![0];
        while let Some(id) = stack.pop() {
            order.push(id);
            stack.extend(self.elements[id].children.iter().rev());
        }
        order
    }

    /// The ancestors of an element, nearest first.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.elements[id].parent, |id| self.elements[*id].parent)
    }

    /// The nearest repeat around an element.
    pub fn repeat_around(&self, id: Id) -> Option<Id> {
        self.ancestors(id)
            .find(|id| self.elements[*id].role == Role::Repeat)
    }
}
