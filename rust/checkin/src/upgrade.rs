//! A draft taken over into another version of its form, with what becomes of each answer.
//!
//! An answer stays where the new version has a node of the same path. It moves where that path is
//! gone and exactly one new node of its name stands in the same repeats. Otherwise, and where its
//! value is not of the new type or no longer offered, it is lost: nothing is guessed. The preview
//! *is* the upgraded check-in with a list beside it, so that what was shown is what happens.
//!
//! Deliberately not here: renamed questions, and storing anything.

use std::collections::HashMap;
use std::sync::Arc;

use homeward_form::action::Event;
use homeward_form::control::ControlKind;
use homeward_form::{DefId, Form};
use homeward_xpath::RandomSource;

use crate::checkin::Checkin;
use crate::outcome::LoadError;
use crate::recalculate::Agenda;
use crate::{Now, Path, SavedAnswer, State, values};

/// What becomes of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is where it was.
    Stays,
    /// It is at another place.
    Moves(Path),
    /// It is not in the new version.
    Lost(Gone),
}

/// Why an answer is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// The new version does not ask for it.
    NoPlace,
    /// The new version works it out by itself.
    Calculated,
    /// It is not of the type that the new version wants.
    Type,
    /// The new version does not offer this choice.
    NotOffered,
}

/// One answer on its way.
#[derive(Clone, PartialEq, Eq)]
pub struct Carried {
    /// Where it was.
    pub path: Path,
    /// The question, in the words of the old version.
    pub label: String,
    /// The answer as a person reads it.
    pub answer: String,
    /// Answered, or declined.
    pub state: State,
    /// What becomes of it.
    pub fate: Fate,
}

impl std::fmt::Debug for Carried {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Carried")
            .field("path", &self.path)
            .field("fate", &self.fate)
            .finish_non_exhaustive()
    }
}

/// A draft in the new version, not yet in the place of the old one.
#[derive(Debug)]
pub struct Upgrade {
    checkin: Checkin,
    carried: Vec<Carried>,
}

impl Upgrade {
    /// Takes the answers of a draft over into another version of its form. The draft stays as it is.
    ///
    /// # Errors
    /// It is another form, it has errors, or one of its expressions fails.
    pub fn preview(
        old: &Checkin,
        form: Arc<Form>,
        language: &str,
        now: &Now,
        random: &mut dyn RandomSource,
    ) -> Result<Self, LoadError> {
        if form.id() != old.form.id() {
            return Err(LoadError::Form(format!(
                "{} is another form than {}",
                form.id(),
                old.form.id()
            )));
        }
        let places = Places::new(old, &form);
        let mut rows = Vec::new();
        let mut to: HashMap<String, String> = HashMap::new();
        for row in old.saved() {
            let Some(path) = places.place(&row.path) else {
                continue;
            };
            to.insert(row.path.clone(), path.clone());
            rows.push(SavedAnswer { path, ..row });
        }
        let (mut checkin, _) =
            Checkin::restore_on(form, &rows, now, random, old.properties.clone())?;
        let mut carried = Vec::new();
        for (control, ix) in old.questions() {
            let node = old.nodes.get(ix);
            let calculated = old
                .form
                .bind(node.def)
                .is_some_and(|bind| bind.calculate.is_some());
            if calculated || (node.value.is_empty() && !node.declined) {
                continue;
            }
            let path = old.path_of(ix);
            let target = to.get(path.as_str());
            let fate = match target {
                None => Fate::Lost(Gone::NoPlace),
                Some(target) => match checkin.taken(target)? {
                    Some(gone) => Fate::Lost(gone),
                    None if *target == path.as_str() => Fate::Stays,
                    None => Fate::Moves(Path::new(target.clone())),
                },
            };
            let spoken = old.form.language(language).unwrap_or_default();
            carried.push(Carried {
                label: old.label(&path, language).unwrap_or_default(),
                answer: old.answer_text(&old.world_in(spoken), control, ix),
                state: old.state_of(ix),
                path,
                fate,
            });
        }
        checkin.begin_new_questions(&old.form)?;
        Ok(Upgrade { checkin, carried })
    }

    /// All answers of the draft with what becomes of them, in the order of the old version.
    pub fn carried(&self) -> &[Carried] {
        &self.carried
    }

    /// The answers that the new version does not take.
    pub fn lost(&self) -> impl Iterator<Item = &Carried> {
        let all = self.carried.iter();
        all.filter(|one| matches!(one.fate, Fate::Lost(_)))
    }

    /// The check-in in the new version.
    pub fn checkin(&self) -> &Checkin {
        &self.checkin
    }

    /// Takes it: all its rows go in the place of the draft's.
    pub fn accept(self) -> Checkin {
        self.checkin
    }
}

impl Checkin {
    /// Whether the value that came to a node is one that it can have; if not, it is taken out.
    fn taken(&mut self, path: &str) -> Result<Option<Gone>, LoadError> {
        let Some(ix) = self.locate(path) else {
            return Ok(Some(Gone::NoPlace));
        };
        let (def, value) = {
            let node = self.nodes.get(ix);
            (node.def, node.value.clone())
        };
        let bind = self.form.bind(def);
        if bind.is_some_and(|bind| bind.calculate.is_some()) {
            return Ok(Some(Gone::Calculated));
        }
        if value.is_empty() {
            return Ok((!self.nodes.get(ix).declined).then_some(Gone::NotOffered));
        }
        let data_type = bind.map(|bind| bind.data_type).unwrap_or_default();
        let control = self.form.node(def).control;
        let gone = match control {
            Some(control) => match &self.form.control(control).kind {
                kind @ (ControlKind::SelectOne | ControlKind::SelectMany | ControlKind::Rank) => {
                    let single = matches!(kind, ControlKind::SelectOne);
                    let values: Vec<&str> = match single {
                        true => vec![&value],
                        false => value.split_whitespace().collect(),
                    };
                    let mut offered = true;
                    for one in values {
                        let offers = self.world().offers(control, ix, one);
                        offered &= offers.map_err(|error| self.failed(def, "itemset", &error))?;
                    }
                    (!offered).then_some(Gone::NotOffered)
                }
                _ => values::accept(data_type, &value)
                    .is_none()
                    .then_some(Gone::Type),
            },
            None => values::accept(data_type, &value)
                .is_none()
                .then_some(Gone::Type),
        };
        if gone.is_some() {
            let mut agenda = Agenda::keeping_random();
            self.set_value(ix, String::new(), &mut agenda)?;
            self.settle(agenda)?;
        }
        Ok(gone)
    }

    /// Runs the actions of the beginning for the nodes that the old version did not have.
    fn begin_new_questions(&mut self, old: &Form) -> Result<(), LoadError> {
        let form = self.form.clone();
        let mut agenda = Agenda::keeping_random();
        for (at, action) in form.actions().iter().enumerate() {
            let is_new = old.find(&form.node(action.target).path).is_none();
            if is_new && action.events.contains(&Event::FirstLoad) {
                self.run_action(at, None, &mut agenda)?;
            }
        }
        self.settle(agenda)
    }
}

/// Where rows of the old version go.
struct Places<'f> {
    old: &'f Form,
    new: &'f Form,
    /// New leaves that the old version does not have, by their name.
    fresh: HashMap<&'f str, Vec<DefId>>,
}

impl<'f> Places<'f> {
    fn new(old: &'f Checkin, new: &'f Form) -> Self {
        let old = &*old.form;
        let mut fresh: HashMap<&str, Vec<DefId>> = HashMap::new();
        for (at, node) in new.nodes().iter().enumerate() {
            if node.children.is_empty() && !node.is_attribute && old.find(&node.path).is_none() {
                let list = fresh.entry(&*node.name.local).or_default();
                list.push(DefId(at as u32));
            }
        }
        Places { old, new, fresh }
    }

    /// The path in the new version; `None` if there is none.
    fn place(&self, row: &str) -> Option<String> {
        if row.starts_with('#') {
            return Some(row.to_owned());
        }
        let bare = row.strip_suffix("[]");
        let (plain, positions) = apart(bare.unwrap_or(row));
        if let Some(def) = self.new.find(&plain) {
            let same_repeats =
                self.repeats(self.new, def) == self.repeats(self.old, self.old.find(&plain)?);
            return same_repeats.then(|| row.to_owned());
        }
        if bare.is_some() {
            return None;
        }
        let def = self.old.find(&plain)?;
        let name = &*self.old.node(def).name.local;
        let around = self.repeats(self.old, def);
        let candidates = self.fresh.get(name)?;
        let mut alike = candidates
            .iter()
            .copied()
            .filter(|id| self.repeats(self.new, *id) == around);
        let target = alike.next().filter(|_| alike.next().is_none())?;
        Some(self.with_positions(target, &positions))
    }

    /// The paths of the repeats around a node and itself, outermost first.
    fn repeats<'a>(&self, form: &'a Form, def: DefId) -> Vec<&'a str> {
        let mut found = Vec::new();
        let mut at = Some(def);
        while let Some(id) = at {
            let node = form.node(id);
            if node.repeat.is_some() {
                found.push(&*node.path);
            }
            at = node.parent;
        }
        found.reverse();
        found
    }

    fn with_positions(&self, def: DefId, positions: &[String]) -> String {
        let mut parts = Vec::new();
        let mut positions = positions.iter().rev();
        let mut at = Some(def);
        while let Some(id) = at {
            let node = self.new.node(id);
            let position = match node.repeat {
                Some(_) => positions.next().map_or("", String::as_str),
                None => "",
            };
            parts.push(format!("/{}{position}", node.name.local));
            at = node.parent;
        }
        parts.reverse();
        parts.concat()
    }
}

/// A path without its positions, and these as they are written.
fn apart(path: &str) -> (String, Vec<String>) {
    let mut plain = String::with_capacity(path.len());
    let mut positions = Vec::new();
    for part in path.split('/').skip(1) {
        let (name, position) = match part.find('[') {
            Some(at) => part.split_at(at),
            None => (part, ""),
        };
        plain.push('/');
        plain.push_str(name);
        if !position.is_empty() {
            positions.push(position.to_owned());
        }
    }
    (plain, positions)
}
