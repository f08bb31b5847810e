//! Beginning a check-in, from nothing, from a draft, or from a sealed record.

use std::collections::HashMap;
use std::sync::Arc;

use homeward_form::action::Event;
use homeward_form::{DefId, Form};
use homeward_xpath::doc::Document;
use homeward_xpath::{NodeId, RandomSource, Tree};

use crate::checkin::Checkin;
use crate::journal::Journal;
use crate::nodes::Nodes;
use crate::outcome::LoadError;
use crate::preload::uid;
use crate::recalculate::{Agenda, MAX_INSTANCES};
use crate::{Lost, Now, Properties, SavedAnswer, State, Step, rows};

impl Checkin {
    /// Begins a new check-in.
    ///
    /// # Errors
    /// The form has errors, or one of its expressions fails.
    pub fn new(
        form: Arc<Form>,
        now: &Now,
        random: &mut dyn RandomSource,
    ) -> Result<Self, LoadError> {
        Self::new_on(form, now, random, Properties::default())
    }

    /// Begins a new check-in where something is known about the device and its user.
    ///
    /// # Errors
    /// As [`Checkin::new`].
    pub fn new_on(
        form: Arc<Form>,
        now: &Now,
        random: &mut dyn RandomSource,
        properties: Properties,
    ) -> Result<Self, LoadError> {
        let mut seed = [0; 32];
        random.fill(&mut seed);
        let mut this = Self::bare(form, now, seed)?;
        this.properties = properties;
        this.preload(random);
        let mut agenda = Agenda::default();
        this.run_actions(Event::FirstLoad, None, &mut agenda)?;
        this.run_actions(Event::Load, None, &mut agenda)?;
        this.settle(agenda)?;
        this.step = this.first();
        Ok(this)
    }

    /// Opens a draft from its rows, in any order. Rows that have no place in the form are given
    /// back: nothing is dropped silently.
    ///
    /// # Errors
    /// The form has errors, or one of its expressions fails.
    pub fn restore(
        form: Arc<Form>,
        saved: &[SavedAnswer],
        now: &Now,
        random: &mut dyn RandomSource,
    ) -> Result<(Self, Vec<Lost>), LoadError> {
        Self::restore_on(form, saved, now, random, Properties::default())
    }

    /// Opens a draft where something is known about the device and its user; only `property()` asks
    /// for it again, what a preload filled in stays.
    ///
    /// # Errors
    /// As [`Checkin::restore`].
    pub fn restore_on(
        form: Arc<Form>,
        saved: &[SavedAnswer],
        now: &Now,
        random: &mut dyn RandomSource,
        properties: Properties,
    ) -> Result<(Self, Vec<Lost>), LoadError> {
        let find = |path: &str| saved.iter().find(|row| row.path == path);
        let seed = find(rows::SEED).and_then(|row| rows::seed(&row.value));
        let seed = seed.unwrap_or_else(|| {
            let mut seed = [0; 32];
            random.fill(&mut seed);
            seed
        });
        let mut this = Self::bare(form, now, seed)?;
        this.properties = properties;
        let mut lost = Vec::new();
        let mut counts: Vec<&SavedAnswer> = saved
            .iter()
            .filter(|row| row.path.ends_with("[]"))
            .collect();
        counts.sort_by_key(|row| (row.path.matches('/').count(), row.path.len()));
        for row in counts {
            let repeat = crate::Path::new(row.path.trim_end_matches("[]"));
            let wanted = row
                .value
                .parse()
                .ok()
                .filter(|wanted| *wanted <= MAX_INSTANCES);
            match (this.repeat_place(&repeat), wanted) {
                (Some((parent, def)), Some(wanted)) => this.set_instances(parent, def, wanted)?,
                _ => lost.push(Lost {
                    path: row.path.clone(),
                    value: row.value.clone(),
                }),
            }
        }
        for row in saved
            .iter()
            .filter(|row| row.path.starts_with('/') && !row.path.ends_with("[]"))
        {
            match this
                .locate(&row.path)
                .filter(|ix| this.nodes.is_leaf(&this.form, *ix))
            {
                Some(ix) => {
                    let node = this.nodes.get_mut(ix);
                    node.value = row.value.as_str().into();
                    node.declined = row.state == State::PrefersNotToSay && row.value.is_empty();
                }
                None => lost.push(Lost {
                    path: row.path.clone(),
                    value: row.value.clone(),
                }),
            }
        }
        this.deprecated = find(rows::DEPRECATED).map(|row| row.value.as_str().into());
        let mut agenda = Agenda::keeping_random();
        this.run_actions(Event::Load, None, &mut agenda)?;
        this.settle(agenda)?;
        let step = find(rows::STEP).and_then(|row| Step::parse(&row.value));
        this.step = match step {
            Some(step) if this.is_step(&step) => step,
            _ => this.first(),
        };
        Ok((this, lost))
    }

    /// Opens a submission for reading or correcting, with the states that were sealed with it.
    ///
    /// # Errors
    /// The submission is not XML or not of this form, the form has errors, or one of its
    /// expressions fails.
    pub fn from_submission(
        form: Arc<Form>,
        xml: &[u8],
        states: &[(String, State)],
        now: &Now,
        random: &mut dyn RandomSource,
    ) -> Result<Self, LoadError> {
        let say = |reason: &str| LoadError::Submission(reason.to_owned());
        let document =
            Document::read(xml).map_err(|error| LoadError::Submission(error.to_string()))?;
        let root = document
            .root_element()
            .ok_or_else(|| say("it has no root element"))?;
        let mut seed = [0; 32];
        random.fill(&mut seed);
        let mut this = Self::bare(form, now, seed)?;
        if *document.local(root) != *this.form.node(DefId::ROOT).name.local {
            return Err(say("its root element has another name"));
        }
        if document.attribute(root, "id").unwrap_or_default() != this.form.id() {
            return Err(say("it names another form"));
        }
        let mut absent = Vec::new();
        this.take_element(&document, root, Nodes::ROOT, &mut absent)?;
        for (path, state) in states {
            if let (State::PrefersNotToSay, Some(ix)) = (state, this.locate(path)) {
                let node = this.nodes.get_mut(ix);
                node.declined = node.value.is_empty();
            }
        }
        this.settle(Agenda::keeping_random())?;
        // a relevant repeat of which the submission has no instance had none
        let gone: Vec<u32> = absent
            .into_iter()
            .filter(|ix| this.nodes.get(*ix).relevant)
            .collect();
        if !gone.is_empty() {
            for ix in gone.into_iter().rev() {
                this.detach_instance(ix, &mut Agenda::default());
            }
            this.settle(Agenda::keeping_random())?;
        }
        this.step = this.first();
        Ok(this)
    }

    /// Makes a submission that was opened the start of a correction: it gets an identifier of its
    /// own and names the one it replaces (`deprecatedID`).
    pub fn begin_correction(&mut self, random: &mut dyn RandomSource) {
        let Some(ix) = self.instance_id() else { return };
        let new = uid(random);
        let old = std::mem::replace(&mut self.nodes.get_mut(ix).value, new.into());
        let named = |def: &DefId| &*self.form.node(*def).name.local == "deprecatedID";
        let parent = self.nodes.get(ix).parent;
        let siblings = &self.form.node(self.nodes.get(parent).def).children;
        match siblings.iter().find(|def| named(def)) {
            Some(def) => {
                let slot = self.form.node(*def).slot;
                if let Some(node) = self.nodes.children(parent, slot).first().copied() {
                    self.nodes.get_mut(node).value = old;
                }
            }
            None => self.deprecated = Some(old),
        }
        self.last = None;
    }

    /// The identifier of this version, such as `uuid:…`; empty if the form has none.
    pub fn instance_identifier(&self) -> &str {
        self.instance_id()
            .map_or("", |ix| &self.nodes.get(ix).value)
    }

    /// The node with the identifier of the submission.
    pub(crate) fn instance_id(&self) -> Option<u32> {
        let at = |def: &homeward_form::definition::NodeDef| {
            &*def.name.local == "instanceID"
                && def
                    .parent
                    .is_some_and(|parent| &*self.form.node(parent).name.local == "meta")
        };
        let def = self.form.nodes().iter().position(at)?;
        let mut found = Vec::new();
        self.nodes
            .below(&self.form, Nodes::ROOT, DefId(def as u32), &mut found);
        found.first().copied()
    }

    /// Recalculates everything.
    pub(crate) fn settle(&mut self, mut agenda: Agenda) -> Result<(), LoadError> {
        *self.spent.get_mut() = 0;
        self.schedule_all(Nodes::ROOT, &mut agenda);
        self.work(&mut agenda)?;
        self.journal = Journal::default();
        self.cleared.clear();
        Ok(())
    }

    /// Makes a repeat have so many instances, without events.
    fn set_instances(
        &mut self,
        parent: u32,
        repeat: DefId,
        wanted: usize,
    ) -> Result<(), LoadError> {
        let slot = self.form.node(repeat).slot;
        let mut agenda = Agenda::default();
        while self.nodes.children(parent, slot).len() < wanted {
            self.append_instance(parent, repeat, false, &mut agenda)?;
        }
        while self.nodes.children(parent, slot).len() > wanted {
            let Some(last) = self.nodes.children(parent, slot).last().copied() else {
                break;
            };
            self.nodes.detach(last, slot);
        }
        self.journal = Journal::default();
        Ok(())
    }

    /// Takes the values of an element of a submission. Instances that the submission lacks are
    /// listed in `absent`.
    fn take_element(
        &mut self,
        document: &Document,
        element: NodeId,
        ix: u32,
        absent: &mut Vec<u32>,
    ) -> Result<(), LoadError> {
        let form = self.form.clone();
        let def = form.node(self.nodes.get(ix).def);
        let attributes = self.nodes.get(ix).attributes.clone();
        for attribute in attributes {
            let of = self.nodes.get(attribute).def;
            let value = document.attribute(element, &form.node(of).name.local);
            if let (true, Some(value)) = (self.is_kept(of), value) {
                self.nodes.get_mut(attribute).value = value.into();
            }
        }
        if def.children.is_empty() {
            self.nodes.get_mut(ix).value = document.string_value(element).as_ref().into();
            return Ok(());
        }
        let mut by_name: HashMap<&str, Vec<NodeId>> = HashMap::new();
        for child in document.children(element) {
            by_name
                .entry(document.local(child))
                .or_default()
                .push(child);
        }
        for child in &def.children {
            let child_def = form.node(*child);
            let elements = by_name.remove(&*child_def.name.local).unwrap_or_default();
            if child_def.repeat.is_some() {
                if elements.is_empty() {
                    absent.extend(self.nodes.children(ix, child_def.slot));
                    continue;
                }
                if elements.len() > MAX_INSTANCES {
                    return Err(LoadError::TooManyNodes(MAX_INSTANCES));
                }
                self.set_instances(ix, *child, elements.len())?;
            }
            let instances = self.nodes.children(ix, child_def.slot).to_vec();
            for (instance, element) in instances.into_iter().zip(elements) {
                self.take_element(document, element, instance, absent)?;
            }
        }
        let known = |name: &&&str| **name != "deprecatedID";
        if let Some(name) = by_name.keys().find(known) {
            return Err(LoadError::Submission(format!(
                "the form has no element {}/{name}",
                def.path
            )));
        }
        if let Some(element) = by_name.get("deprecatedID").and_then(|list| list.first()) {
            self.deprecated = Some(document.string_value(*element).as_ref().into());
        }
        Ok(())
    }
}
