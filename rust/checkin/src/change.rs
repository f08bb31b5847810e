//! What a person does: answering, adding and removing instances, taking the last change back.
//!
//! Invariant: a call that fails leaves everything as it was.

use homeward_form::DefId;
use homeward_form::control::ControlKind;

use crate::checkin::Checkin;
use crate::journal::Journal;
use crate::outcome::{AnswerError, LoadError};
use crate::recalculate::Agenda;
use crate::{Answer, Change, Now, Path, SavedAnswer, Step, rows, values};

impl Checkin {
    /// Answers one question; everything that depends on it follows.
    ///
    /// A constraint that does not hold doesn't refuse the answer; it shows as the question's
    /// message and keeps the check-in from being finished.
    ///
    /// # Errors
    /// No such question, not asked now, read only, or a value that is not of its type or not
    /// offered. The answer that was there stays.
    pub fn answer(
        &mut self,
        path: &Path,
        answer: &Answer,
        now: &Now,
    ) -> Result<Change, AnswerError> {
        let ix = self
            .locate(path.as_str())
            .ok_or_else(|| AnswerError::Unknown(path.clone()))?;
        let def = self.nodes.get(ix).def;
        let Some(control) = self.form.node(def).control else {
            return Err(AnswerError::Unknown(path.clone()));
        };
        if !self.nodes.get(ix).relevant {
            return Err(AnswerError::NotRelevant(path.clone()));
        }
        self.set_now(now);
        if self.is_readonly(ix)? {
            return Err(AnswerError::ReadOnly(path.clone()));
        }
        let (value, declined) = match answer {
            Answer::Value(value) if !value.is_empty() => {
                (self.accepted(ix, control, value, path)?, false)
            }
            Answer::Value(_) | Answer::Clear => (String::new(), false),
            Answer::PrefersNotToSay => {
                if self.is_required(ix)? {
                    return Err(AnswerError::Required(path.clone()));
                }
                (String::new(), true)
            }
        };
        Ok(self.transact(|this, agenda| {
            this.set_declined(ix, declined);
            this.emptied(ix, agenda);
            this.set_value(ix, value, agenda)
        })?)
    }

    /// The value as it is kept, if the question takes it.
    fn accepted(
        &self,
        ix: u32,
        control: homeward_form::ControlId,
        value: &str,
        path: &Path,
    ) -> Result<String, AnswerError> {
        let def = self.nodes.get(ix).def;
        let kind = &self.form.control(control).kind;
        let many = matches!(kind, ControlKind::SelectMany | ControlKind::Rank);
        if many || matches!(kind, ControlKind::SelectOne) {
            let chosen: Vec<&str> = if many {
                value.split_whitespace().collect()
            } else {
                vec![value]
            };
            let offered = self
                .world()
                .offered(control, ix, &chosen)
                .map_err(|error| AnswerError::Load(self.failed(def, "itemset", &error)))?;
            if offered.contains(&false) {
                return Err(AnswerError::NotOffered(path.clone()));
            }
            return Ok(if many {
                chosen.join(" ")
            } else {
                value.to_owned()
            });
        }
        let data_type = self
            .form
            .bind(def)
            .map(|bind| bind.data_type)
            .unwrap_or_default();
        let accepted = values::accept(data_type, value).ok_or_else(|| AnswerError::Type {
            path: path.clone(),
            wanted: data_type.name(),
        })?;
        if let ControlKind::Range { start, end, .. } = kind
            && !within(&accepted, *start, *end)
        {
            return Err(AnswerError::NotOffered(path.clone()));
        }
        Ok(accepted)
    }

    /// Sets the value of any node, whether or not a question asks for it now.
    #[cfg(feature = "replay")]
    pub(crate) fn put(
        &mut self,
        path: &Path,
        value: &str,
        now: &Now,
    ) -> Result<Change, AnswerError> {
        let ix = self.locate(path.as_str());
        let ix = ix.filter(|ix| self.nodes.is_leaf(&self.form, *ix));
        let ix = ix.ok_or_else(|| AnswerError::Unknown(path.clone()))?;
        let bind = self.form.bind(self.nodes.get(ix).def);
        let data_type = bind.map(|bind| bind.data_type).unwrap_or_default();
        let value = match value {
            "" => String::new(),
            value => values::accept(data_type, value).ok_or_else(|| AnswerError::Type {
                path: path.clone(),
                wanted: data_type.name(),
            })?,
        };
        self.set_now(now);
        Ok(self.transact(|this, agenda| this.set_value(ix, value, agenda))?)
    }

    /// Adds an instance at the end of a repeat, such as `/data/needs/referrals`. Gives its path too.
    ///
    /// # Errors
    /// The path is no repeat that people may add to, or it is not relevant.
    pub fn add_repeat(&mut self, repeat: &Path, now: &Now) -> Result<(Path, Change), AnswerError> {
        let (parent, def) = self.changeable(repeat)?;
        if !self.nodes.get(parent).relevant {
            return Err(AnswerError::NotRelevant(repeat.clone()));
        }
        self.set_now(now);
        let mut new = 0;
        let change = self.transact(|this, agenda| {
            new = this.append_instance(parent, def, true, agenda)?;
            Ok(())
        })?;
        Ok((self.path_of(new), change))
    }

    /// Removes one instance of a repeat, such as `/data/needs/referrals[2]`. Surplus instances of
    /// a counted repeat may be removed too, see [`Checkin::surplus`].
    ///
    /// # Errors
    /// The path is no instance of a repeat that people may remove from.
    pub fn remove_repeat(&mut self, instance: &Path, now: &Now) -> Result<Change, AnswerError> {
        let none = || AnswerError::NoRepeat(instance.clone());
        let ix = self.locate(instance.as_str()).ok_or_else(none)?;
        let def = self.nodes.get(ix).def;
        let control = self.form.node(def).repeat.ok_or_else(none)?;
        if let ControlKind::Repeat { count, fixed: true } = &self.form.control(control).kind
            && (count.is_none() || self.surplus(instance) == 0)
        {
            return Err(none());
        }
        self.set_now(now);
        Ok(self.transact(|this, agenda| {
            this.detach_instance(ix, agenda);
            Ok(())
        })?)
    }

    /// How many filled instances a counted repeat has beyond its count.
    pub fn surplus(&self, repeat: &Path) -> usize {
        let Some((parent, def)) = self.repeat_place(repeat) else {
            return 0;
        };
        let Some(control) = self.form.node(def).repeat else {
            return 0;
        };
        let ControlKind::Repeat {
            count: Some(count), ..
        } = &self.form.control(control).kind
        else {
            return 0;
        };
        let wanted = self
            .world()
            .number(&count.expr, parent, &mut self.world().draws(parent));
        let wanted = wanted
            .ok()
            .filter(|wanted| *wanted > 0.0)
            .map_or(0, |wanted| wanted as usize);
        let have = self.nodes.children(parent, self.form.node(def).slot).len();
        have.saturating_sub(wanted)
    }

    fn changeable(&self, repeat: &Path) -> Result<(u32, DefId), AnswerError> {
        let none = || AnswerError::NoRepeat(repeat.clone());
        let (parent, def) = self.repeat_place(repeat).ok_or_else(none)?;
        let control = self.form.node(def).repeat.ok_or_else(none)?;
        match self.form.control(control).kind {
            ControlKind::Repeat { fixed: false, .. } => Ok((parent, def)),
            _ => Err(none()),
        }
    }

    /// Takes the last change back, all that followed from it too. `None` if there is none.
    pub fn undo(&mut self) -> Option<Change> {
        let journal = self.last.take()?;
        self.renumber(&journal);
        // what the rows are now has to go where the undone rows do not come
        let mut forward = Journal::default();
        let now = self.change_of(&journal, &[]);
        forward.before = now.saved.into_iter().map(|row| row.path).collect();
        let steps = touched(&journal);
        journal.undo(&self.form, &mut self.nodes);
        self.keep(&steps);
        forward.steps = steps;
        Some(self.change_of(&forward, &[]))
    }

    /// Whether there is a change that [`Checkin::undo`] takes back.
    pub fn can_undo(&self) -> bool {
        self.last.is_some()
    }

    /// Makes a language the one that expressions see (`jr:itext`, `jr:choice-name`).
    ///
    /// # Errors
    /// An expression of the form fails; the language stays.
    pub fn set_language(&mut self, language: &str) -> Result<Change, LoadError> {
        let Some(language) = self.form.language(language).map(Box::<str>::from) else {
            return Ok(Change::default());
        };
        if language == self.language {
            return Ok(Change::default());
        }
        let before = std::mem::replace(&mut self.language, language);
        let speaks = |bind: &homeward_form::definition::Bind| {
            let parts = [&bind.calculate, &bind.relevant];
            parts
                .into_iter()
                .flatten()
                .any(|compiled| compiled.uses_language)
        };
        if !self.form.binds().iter().any(speaks) {
            return Ok(Change::default());
        }
        let last = self.last.take();
        let result = self.transact(|this, agenda| {
            this.schedule_all(crate::nodes::Nodes::ROOT, agenda);
            Ok(())
        });
        self.last = last;
        if result.is_err() {
            self.language = before;
        }
        result
    }

    /// The language that expressions see.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Remembers where the person is; gives the row to store.
    pub fn stay_at(&mut self, step: &Step) -> SavedAnswer {
        self.step = step.clone();
        rows::row(rows::STEP, step.to_string())
    }

    /// Where the person is; after [`Checkin::restore`], where they were.
    pub fn step(&self) -> &Step {
        &self.step
    }

    /// After a change of what is asked the questions have other numbers.
    fn renumber(&mut self, journal: &Journal) {
        use crate::journal::Did;
        let keeps = |step: &Did| matches!(step, Did::Value(..) | Did::Declined(..));
        if !journal.steps.iter().all(keeps) {
            self.numbers.take();
        }
    }

    /// Does something, recalculates, and takes all of it back if an expression fails.
    pub(crate) fn transact(
        &mut self,
        act: impl FnOnce(&mut Self, &mut Agenda) -> Result<(), LoadError>,
    ) -> Result<Change, LoadError> {
        self.journal = Journal::default();
        self.cleared.clear();
        let (draws, nodes) = (self.draws.clone(), self.nodes.len());
        let mut agenda = Agenda::default();
        *self.spent.get_mut() = 0;
        let done = act(self, &mut agenda).and_then(|()| self.work(&mut agenda));
        let journal = std::mem::take(&mut self.journal);
        let cleared = std::mem::take(&mut self.cleared);
        match done {
            Ok(()) => {
                self.renumber(&journal);
                let change = self.change_of(&journal, &cleared);
                // what changed nothing leaves the change before it to be taken back
                if !journal.steps.is_empty() {
                    self.last = Some(journal);
                }
                Ok(change)
            }
            Err(error) => {
                let steps = touched(&journal);
                journal.undo(&self.form, &mut self.nodes);
                self.keep(&steps);
                self.kept.forget_from(nodes);
                self.nodes.truncate(nodes);
                self.draws = draws;
                Err(error)
            }
        }
    }
}

/// Whether a value is a number between two ends, in whichever order they are given.
fn within(value: &str, start: f64, end: f64) -> bool {
    let number: Option<f64> = value.parse().ok();
    number.is_some_and(|number| start.min(end) <= number && number <= start.max(end))
}

/// The same places again, for the change that undoing makes.
fn touched(journal: &Journal) -> Vec<crate::journal::Did> {
    use crate::journal::Did;
    let mut steps = Vec::new();
    for step in &journal.steps {
        steps.push(match step {
            Did::Value(ix, _) => Did::Value(*ix, Box::default()),
            Did::Declined(ix, _) => Did::Declined(*ix, false),
            Did::Relevant(ix, ..) => Did::Relevant(*ix, true, true),
            Did::Attached(ix) => Did::Detached(*ix, 0),
            Did::Detached(ix, ordinal) => Did::Detached(*ix, *ordinal),
        });
    }
    steps
}
