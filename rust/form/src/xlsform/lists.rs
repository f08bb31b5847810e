//! Lists of choices.
//!
//! Invariant: what only some choices have, or several of, stands outside of [`Choice`], so that a
//! list with tens of thousands of them stays small.

use std::collections::HashMap;
use std::rc::Rc;

use super::excerpt::Excerpt;
use super::references;
use super::table::{Fields, Value};

/// One choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its value.
    pub name: Excerpt,
    /// Its label.
    pub label: Option<Value>,
    /// Row in the sheet, 0 if nobody wrote it.
    pub row: u32,
    /// How many further values of the list stand before its own.
    further: u32,
    rare: Option<Box<Rare>>,
}

/// What few choices have.
#[derive(Debug, Clone)]
struct Rare {
    media: Fields,
    sms_option: Option<Excerpt>,
}

impl Choice {
    /// A choice with nothing but a name and a label.
    pub fn new(name: Excerpt, label: Option<Value>, row: u32) -> Choice {
        Choice {
            name,
            label,
            row,
            further: 0,
            rare: None,
        }
    }

    /// Gives it images, audio and video, and its code in text messages.
    pub fn set_rare(&mut self, media: Fields, sms_option: Option<Excerpt>) {
        let is_needed = !media.is_empty() || sms_option.is_some();
        self.rare = is_needed.then(|| Box::new(Rare { media, sms_option }));
    }

    /// Its images, audio and video.
    pub fn media(&self) -> &[(Rc<str>, Value)] {
        self.rare.as_ref().map_or(&[], |rare| &rare.media)
    }

    /// Its code in text messages.
    pub fn sms_option(&self) -> Option<&str> {
        self.rare.as_ref()?.sms_option.as_deref()
    }
}

/// One list.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Its name.
    pub name: String,
    /// Its choices in order.
    pub choices: Vec<Choice>,
    /// Whether labels are itext: several languages, media or references in a label.
    pub itext: bool,
    /// Whether a question uses it with `search()`.
    pub search: bool,
    /// Whether a question uses it.
    pub used: bool,
    /// Whether it was checked for select_multiple.
    pub checked_for_multiple: bool,
    /// Whether it has the choice `other`.
    pub has_other: bool,
    /// Names of the sheet's columns.
    columns: Rc<[Rc<str>]>,
    /// What the choices have in further columns, one choice after the other.
    further: Vec<Further>,
    texts: String,
}

/// A value in a further column: the column, and where its text ends; it begins where that of the
/// value before ends.
#[derive(Debug, Clone, Copy)]
struct Further {
    column: u16,
    to: u32,
}

impl List {
    /// Adds a choice with what it has in further columns of the sheet.
    pub fn add(&mut self, mut choice: Choice, further: impl IntoIterator<Item = (u16, Excerpt)>) {
        let bounded = |size| u32::try_from(size).expect("limits::MAX_CELLS and MAX_TEXT are less");
        choice.further = bounded(self.further.len());
        self.choices.push(choice);
        for (column, text) in further {
            self.texts.push_str(&text);
            let to = bounded(self.texts.len());
            self.further.push(Further { column, to });
        }
    }

    /// What the choice at an index has in further columns, with their names.
    pub fn further(&self, index: usize) -> impl Iterator<Item = (&str, &str)> {
        let start = |choice: &Choice| choice.further as usize;
        let from = self.choices.get(index).map_or(0, start);
        let to = self
            .choices
            .get(index + 1)
            .map_or(self.further.len(), start);
        let own = self.further.get(from..to).unwrap_or_default();
        let before = from.checked_sub(1).and_then(|at| self.further.get(at));
        let mut at = before.map_or(0, |further| further.to as usize);
        own.iter().filter_map(move |further| {
            let to = further.to as usize;
            let text = self.texts.get(at..to)?;
            at = to;
            Some((&**self.columns.get(usize::from(further.column))?, text))
        })
    }

    /// The further columns in which a choice has something.
    pub fn columns(&self) -> impl Iterator<Item = &Rc<str>> {
        let mut filled = vec![false; self.columns.len()];
        for further in &self.further {
            if let Some(filled) = filled.get_mut(usize::from(further.column)) {
                *filled = true;
            }
        }
        let columns = self.columns.iter().zip(filled);
        columns.filter_map(|(column, filled)| filled.then_some(column))
    }

    /// Finds out whether labels are itext and what the list has.
    pub fn settle(&mut self) {
        self.has_other = self.choices.iter().any(|choice| &*choice.name == "other");
        self.itext = self.choices.iter().any(|choice| {
            !choice.media().is_empty()
                || match &choice.label {
                    Some(Value::Map(_)) => true,
                    Some(Value::Text(text)) => references::has(text),
                    None => false,
                }
        });
    }
}

/// All lists in the order of the sheet.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// The lists.
    pub all: Vec<List>,
    index: HashMap<String, usize>,
    columns: Rc<[Rc<str>]>,
}

impl Lists {
    /// No lists yet, from a sheet with columns of these names.
    pub fn new(columns: impl Iterator<Item = Rc<str>>) -> Lists {
        Lists {
            columns: columns.collect(),
            ..Lists::default()
        }
    }

    /// The list of that name.
    pub fn get(&self, name: &str) -> Option<&List> {
        self.all.get(*self.index.get(name)?)
    }

    /// The list of that name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut List> {
        self.all.get_mut(*self.index.get(name)?)
    }

    /// The index of the list of that name, which is made if there is none.
    pub fn entry(&mut self, name: &str) -> usize {
        // the choices of a list mostly stand together
        if let Some(list) = self.all.last()
            && list.name == name
        {
            return self.all.len() - 1;
        }
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        let index = self.all.len();
        self.index.insert(name.to_owned(), index);
        self.all.push(List {
            name: name.to_owned(),
            columns: self.columns.clone(),
            ..List::default()
        });
        index
    }
}
