//! The check-in itself: the form, the live data, the time, and where the person is.
//!
//! Invariant: between calls everything is recalculated. What it does stands in the modules beside
//! this one, one for each subject.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, OnceLock};

use homeward_form::{DefId, Form};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::draws::Draws;
use crate::journal::Journal;
use crate::kept::Kept;
use crate::nodes::Nodes;
use crate::outcome::LoadError;
use crate::show::Numbers;
use crate::world::World;
use crate::{Now, Path, Properties, Step};

/// How many nodes a check-in may have, removed repeat instances of this session included.
pub const MAX_NODES: usize = 500_000;

/// One form being filled.
pub struct Checkin {
    pub(crate) form: Arc<Form>,
    pub(crate) nodes: Nodes,
    pub(crate) now: Now,
    pub(crate) zoned: ZonedDateTime,
    /// In a correction, the day of the original.
    pub(crate) original_day: Option<Date>,
    pub(crate) language: Box<str>,
    pub(crate) seed: [u8; 32],
    pub(crate) draws: Draws,
    pub(crate) journal: Journal,
    pub(crate) last: Option<Journal>,
    pub(crate) step: Step,
    pub(crate) properties: Properties,
    /// The identifier that this version replaces.
    pub(crate) deprecated: Option<Box<str>>,
    /// Answers cleared in the change that is going on.
    pub(crate) cleared: Vec<u32>,
    /// Numbers over repeats.
    pub(crate) kept: Kept,
    /// The numbers of the questions, if they were asked for.
    pub(crate) numbers: OnceLock<Numbers>,
    /// Steps of the recalculation that is going on, or of the last one and of turning pages since.
    pub(crate) spent: AtomicU64,
}

impl std::fmt::Debug for Checkin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checkin")
            .field("form", &self.form.id())
            .finish_non_exhaustive()
    }
}

impl Checkin {
    /// An empty check-in with nothing worked out yet.
    pub(crate) fn bare(form: Arc<Form>, now: &Now, seed: [u8; 32]) -> Result<Self, LoadError> {
        if let Some(error) = form.error() {
            return Err(LoadError::Form(error.to_owned()));
        }
        let mut nodes = Nodes::default();
        nodes.build(&form, 0, crate::nodes::NONE);
        let language = form.default_language().unwrap_or_default().into();
        Ok(Checkin {
            nodes,
            now: *now,
            zoned: zoned(now),
            original_day: None,
            language,
            draws: Draws::new(&seed, 0),
            seed,
            journal: Journal::default(),
            last: None,
            step: Step::End,
            properties: Properties::default(),
            deprecated: None,
            cleared: Vec::new(),
            kept: Kept::default(),
            numbers: OnceLock::new(),
            spent: AtomicU64::new(0),
            form,
        })
    }

    /// The form.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// In a correction `today()` and `now()` are on the day of the original.
    pub fn set_today_of_original(&mut self, day: Date) {
        self.original_day = Some(day);
        self.set_now(&self.now.clone());
    }

    pub(crate) fn set_now(&mut self, now: &Now) {
        self.now = *now;
        let seen = match self.original_day {
            Some(day) => now.on(day),
            None => *now,
        };
        self.zoned = zoned(&seen);
    }

    pub(crate) fn world(&self) -> World<'_> {
        self.world_in(&self.language)
    }

    pub(crate) fn world_in<'a>(&'a self, language: &'a str) -> World<'a> {
        World {
            form: &self.form,
            nodes: &self.nodes,
            zoned: &self.zoned,
            language,
            seed: &self.seed,
            properties: &self.properties,
            kept: &self.kept,
            spent: None,
        }
    }

    /// The world of a recalculation, which counts its steps.
    pub(crate) fn working(&self) -> World<'_> {
        World {
            spent: Some(&self.spent),
            ..self.world()
        }
    }

    /// The node of a path, the first instance where a position is missing.
    pub(crate) fn locate(&self, path: &str) -> Option<u32> {
        let mut parts = path.strip_prefix('/')?.split('/');
        let (root, position) = name_and_position(parts.next()?)?;
        if *self.form.node(DefId::ROOT).name.local != *root || position > 1 {
            return None;
        }
        let mut at = Nodes::ROOT;
        for part in parts {
            let (name, position) = name_and_position(part)?;
            let def = self.form.node(self.nodes.get(at).def);
            at = match name.strip_prefix('@') {
                Some(name) => {
                    let is_it =
                        |ix: &&u32| *self.form.node(self.nodes.get(**ix).def).name.local == *name;
                    *self.nodes.get(at).attributes.iter().find(is_it)?
                }
                None => {
                    let named = |id: &&DefId| *self.form.node(**id).name.local == *name;
                    let child = def.children_like(name).iter().find(named)?;
                    let instances = self.nodes.children(at, self.form.node(*child).slot);
                    *instances.get(position.max(1) - 1)?
                }
            };
        }
        Some(at)
    }

    /// The path of a node, with all positions.
    pub(crate) fn path_of(&self, ix: u32) -> Path {
        let mut way = Vec::with_capacity(8);
        let mut at = ix;
        while let Some(node) = self.nodes.find(at) {
            way.push(node);
            at = node.parent;
        }
        let mut path = String::with_capacity(16 * way.len());
        for node in way.iter().rev() {
            let def = self.form.node(node.def);
            path.push_str(if def.is_attribute { "/@" } else { "/" });
            path.push_str(&def.name.local);
            if def.repeat.is_some() {
                path.push('[');
                path.push_str(&(node.ordinal + 1).to_string());
                path.push(']');
            }
        }
        Path::new(path)
    }

    /// The value of a node as expressions see it: empty if it is not relevant; `None` if there is
    /// no such node.
    pub fn value(&self, path: &Path) -> Option<&str> {
        let node = self.nodes.get(self.locate(path.as_str())?);
        Some(if node.relevant { &node.value } else { "" })
    }

    /// Whether a node exists and is relevant.
    pub fn relevant(&self, path: &Path) -> bool {
        self.locate(path.as_str())
            .is_some_and(|ix| self.nodes.get(ix).relevant)
    }

    /// How many instances a repeat has, those that are not relevant too.
    pub fn instances(&self, repeat: &Path) -> usize {
        self.repeat_place(repeat).map_or(0, |(parent, def)| {
            self.nodes.children(parent, self.form.node(def).slot).len()
        })
    }

    /// The node above a repeat's instances and the repeat's definition; a position at the end of
    /// the path does not matter.
    pub(crate) fn repeat_place(&self, repeat: &Path) -> Option<(u32, DefId)> {
        let (above, name) = repeat.as_str().rsplit_once('/')?;
        let (name, _) = name_and_position(name)?;
        let parent = self.locate(above)?;
        let def = self.form.node(self.nodes.get(parent).def);
        let named = |id: &&DefId| {
            let child = self.form.node(**id);
            *child.name.local == *name && child.repeat.is_some()
        };
        Some((parent, *def.children_like(name).iter().find(named)?))
    }
}

/// `name[2]` taken apart; 0 where there is no position.
fn name_and_position(part: &str) -> Option<(&str, usize)> {
    match part.split_once('[') {
        None => Some((part, 0)),
        Some((name, position)) => {
            let position: usize = position.strip_suffix(']')?.trim().parse().ok()?;
            (position > 0).then_some((name, position))
        }
    }
}

fn zoned(now: &Now) -> ZonedDateTime {
    now.timestamp.to_zoned_datetime(TimeZone::fixed(now.offset))
}
