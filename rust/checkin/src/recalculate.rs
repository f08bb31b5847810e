//! Keeping everything in step: after a change only what it touches is worked out again.
//!
//! Invariant: tasks are done in the order of their rank, each once unless something it reads
//! changes afterwards; the work of one change is bounded by [`MAX_STEPS`]. If an expression fails,
//! the caller takes the whole change back.

use std::collections::{BTreeSet, HashMap, HashSet};

use homeward_form::DefId;
use homeward_form::action::{ActionValue, Event};
use homeward_form::control::ControlKind;
use homeward_form::definition::DataType;
use homeward_form::graph::{Dependent, Task};
use homeward_xpath::EvalError;

use crate::checkin::{Checkin, MAX_NODES};
use crate::journal::Did;
use crate::nodes::Nodes;
use crate::outcome::LoadError;

/// How many evaluation steps one recalculation may take. A step is a node visited, a part of an
/// expression evaluated, a task put on the agenda, or a row told.
pub const MAX_STEPS: u64 = 10_000_000;
/// How many bytes of values one change may set.
pub const MAX_TEXT: usize = 32 << 20;
/// How many instances `jr:count` may ask for.
pub const MAX_INSTANCES: usize = 100_000;
/// How deep actions may set off other actions.
const MAX_ACTIONS: usize = 100;

/// What is to be worked out, in order.
#[derive(Default)]
pub(crate) struct Agenda {
    tasks: BTreeSet<(u32, u32, Task)>,
    /// Of tasks that none has been done of since: the nodes below which all of them are on it.
    spread: HashMap<u32, HashSet<u32>>,
    depth: usize,
    /// Bytes of the values set.
    text: usize,
    /// Values worked out with random numbers are kept, as a draft is loaded again.
    keep_random: bool,
}

impl Agenda {
    /// An agenda for data that was worked out before.
    pub(crate) fn keeping_random() -> Self {
        Agenda {
            keep_random: true,
            ..Agenda::default()
        }
    }
}

impl Checkin {
    /// Puts all tasks of a node on the agenda.
    fn schedule_node(&self, ix: u32, agenda: &mut Agenda) {
        let def = self.nodes.get(ix).def;
        for task in self.form.graph().tasks(def) {
            if *task == Task::Count {
                continue;
            }
            if let Some(rank) = self.form.graph().rank(def, *task) {
                self.spend(1);
                agenda.tasks.insert((rank, ix, *task));
            }
        }
        // the number of instances is worked out for the node above them
        for child in &self.form.node(def).children {
            if let Some(rank) = self.form.graph().rank(*child, Task::Count) {
                agenda.tasks.insert((rank, ix, Task::Count));
            }
        }
    }

    /// Puts one task of several nodes of a definition on the agenda, if it has that task.
    pub(crate) fn schedule_task(&self, def: DefId, task: Task, nodes: &[u32], agenda: &mut Agenda) {
        if let Some(rank) = self.form.graph().rank(def, task) {
            agenda
                .tasks
                .extend(nodes.iter().map(|ix| (rank, *ix, task)));
            self.spend(nodes.len());
        }
    }

    /// Puts all tasks of a node and of all below it on the agenda.
    pub(crate) fn schedule_all(&self, top: u32, agenda: &mut Agenda) {
        for ix in self.nodes.subtree(top) {
            self.schedule_node(ix, agenda);
        }
    }

    /// Puts on the agenda what reads a node.
    pub(crate) fn touch(&mut self, ix: u32, agenda: &mut Agenda) {
        self.mark(ix);
        let def = self.nodes.get(ix).def;
        for dependent in self.form.graph().on_value(def) {
            self.schedule(ix, dependent, agenda);
        }
    }

    /// Notes for the numbers over repeats that a node has changed.
    fn mark(&mut self, ix: u32) {
        let def = self.nodes.get(ix).def;
        for dependent in self.form.graph().on_value(def) {
            if let Task::Aggregate(at) = dependent.task
                && let Some(top) = self.nodes.above(ix, dependent.anchor)
            {
                self.kept.mark(at, top, ix);
            }
        }
    }

    /// Brings the numbers over repeats in step with steps that were taken back.
    pub(crate) fn keep(&mut self, steps: &[Did]) {
        for step in steps {
            match step {
                Did::Value(ix, _) | Did::Relevant(ix, ..) => self.mark(*ix),
                Did::Attached(ix) | Did::Detached(ix, _) => {
                    for ix in self.nodes.subtree(*ix) {
                        self.mark(ix);
                    }
                }
                Did::Declined(..) => {}
            }
        }
        self.kept.refresh_all(&self.form, &self.nodes);
    }

    /// Counts steps of the recalculation that is going on.
    pub(crate) fn spend(&self, steps: usize) {
        self.spent
            .fetch_add(steps as u64, std::sync::atomic::Ordering::Relaxed);
    }

    /// How many steps the last change took; see [`MAX_STEPS`].
    pub fn steps_spent(&self) -> u64 {
        self.spent.load(std::sync::atomic::Ordering::Relaxed)
    }

    fn schedule(&self, from: u32, dependent: &Dependent, agenda: &mut Agenda) {
        let Some(rank) = self.form.graph().rank(dependent.def, dependent.task) else {
            return;
        };
        let top = self
            .nodes
            .above(from, dependent.anchor)
            .unwrap_or(Nodes::ROOT);
        let of = match dependent.task {
            Task::Count => self.form.node(dependent.def).parent.unwrap_or(DefId::ROOT),
            _ => dependent.def,
        };
        let many = dependent.anchor != of && self.form.node(of).in_repeat.is_some();
        if many && !agenda.spread.entry(rank).or_default().insert(top) {
            return;
        }
        let mut nodes = Vec::new();
        self.nodes.below(&self.form, top, of, &mut nodes);
        self.spend(nodes.len());
        for ix in nodes {
            agenda.tasks.insert((rank, ix, dependent.task));
        }
    }

    /// Does everything on the agenda.
    pub(crate) fn work(&mut self, agenda: &mut Agenda) -> Result<(), LoadError> {
        while let Some((rank, ix, task)) = agenda.tasks.pop_first() {
            agenda.spread.remove(&rank);
            self.spend(1);
            if self.steps_spent() > MAX_STEPS {
                return Err(LoadError::TooManySteps(MAX_STEPS));
            }
            if !self.nodes.is_live(ix) {
                continue;
            }
            match task {
                Task::Relevance => self.do_relevance(ix, agenda)?,
                Task::Value => self.do_value(ix, agenda)?,
                Task::Count => self.do_count(ix, rank, agenda)?,
                Task::Offer => self.do_offer(ix, agenda)?,
                Task::Aggregate(at) => self.do_aggregate(at, ix, agenda),
            }
        }
        Ok(())
    }

    fn do_aggregate(&mut self, at: u32, top: u32, agenda: &mut Agenda) {
        let (changed, cost) = self.kept.refresh(&self.form, &self.nodes, at, top);
        self.spend(cost as usize);
        if changed {
            for dependent in self.form.graph().on_aggregate(at) {
                self.schedule(top, dependent, agenda);
            }
        }
    }

    fn do_relevance(&mut self, ix: u32, agenda: &mut Agenda) -> Result<(), LoadError> {
        let form = self.form.clone();
        let def = self.nodes.get(ix).def;
        let Some(relevant) = form.bind(def).and_then(|bind| bind.relevant.as_ref()) else {
            return Ok(());
        };
        let mut draws = self.draws.clone();
        let own = self
            .working()
            .truth(&relevant.expr, ix, &mut draws)
            .map_err(|error| self.failed(def, "relevant", &error))?;
        self.draws = draws;
        if own != self.nodes.get(ix).own_relevant {
            self.set_own_relevant(ix, own, agenda);
        }
        Ok(())
    }

    fn set_own_relevant(&mut self, ix: u32, own: bool, agenda: &mut Agenda) {
        let node = self.nodes.get(ix);
        let above = self
            .nodes
            .find(node.parent)
            .is_none_or(|parent| parent.relevant);
        let all = own && above;
        self.journal
            .steps
            .push(Did::Relevant(ix, node.own_relevant, node.relevant));
        let changed = node.relevant != all;
        let node = self.nodes.get_mut(ix);
        node.own_relevant = own;
        node.relevant = all;
        if changed {
            self.after_relevance(ix, agenda);
        }
    }

    /// Hands relevance down after it changed at a node.
    fn after_relevance(&mut self, top: u32, agenda: &mut Agenda) {
        let mut stack = vec![top];
        while let Some(ix) = stack.pop() {
            self.touch(ix, agenda);
            let node = self.nodes.get(ix);
            if node.relevant
                && let Some(rank) = self.form.graph().rank(node.def, Task::Offer)
            {
                agenda.tasks.insert((rank, ix, Task::Offer));
            }
            let relevant = node.relevant;
            let mut children: Vec<u32> = node.attributes.to_vec();
            children.extend(
                node.slots
                    .iter()
                    .flat_map(|slot| slot.as_slice().iter().copied()),
            );
            for child in children {
                let node = self.nodes.get(child);
                let all = relevant && node.own_relevant;
                if node.relevant != all {
                    self.journal
                        .steps
                        .push(Did::Relevant(child, node.own_relevant, node.relevant));
                    self.nodes.get_mut(child).relevant = all;
                    stack.push(child);
                }
            }
        }
    }

    fn do_value(&mut self, ix: u32, agenda: &mut Agenda) -> Result<(), LoadError> {
        let form = self.form.clone();
        let def = self.nodes.get(ix).def;
        let Some(bind) = form.bind(def) else {
            return Ok(());
        };
        let Some(calculate) = &bind.calculate else {
            return Ok(());
        };
        if calculate.uses_random && agenda.keep_random && !self.nodes.get(ix).value.is_empty() {
            return Ok(());
        }
        let mut draws = self.draws.clone();
        let text = self.calculated(&calculate.expr, ix, bind.data_type, &mut draws);
        let text = text.map_err(|error| self.failed(def, "calculate", &error))?;
        self.draws = draws;
        self.set_value(ix, text, agenda)
    }

    pub(crate) fn calculated(
        &self,
        expr: &homeward_xpath::Expr,
        ix: u32,
        data_type: DataType,
        draws: &mut crate::draws::Draws,
    ) -> Result<String, EvalError> {
        self.working().calculated(expr, ix, data_type, draws)
    }

    /// Sets a value, runs the actions that wait for it, and touches what reads it.
    pub(crate) fn set_value(
        &mut self,
        ix: u32,
        value: String,
        agenda: &mut Agenda,
    ) -> Result<(), LoadError> {
        let node = self.nodes.get_mut(ix);
        if *node.value == *value {
            return Ok(());
        }
        agenda.text += value.len();
        if agenda.text > MAX_TEXT {
            return Err(LoadError::TooMuchText(MAX_TEXT));
        }
        let old = std::mem::replace(&mut node.value, value.into());
        let declined = node.declined;
        self.journal.steps.push(Did::Value(ix, old));
        if declined && !self.nodes.get(ix).value.is_empty() {
            self.set_declined(ix, false);
        }
        if self.nodes.get(ix).value.is_empty() {
            self.emptied(ix, agenda);
        }
        self.touch(ix, agenda);
        self.run_actions(Event::ValueChanged, Some(ix), agenda)
    }

    /// An emptied answer may make surplus instances around it free to go.
    pub(crate) fn emptied(&self, ix: u32, agenda: &mut Agenda) {
        let mut at = self.form.node(self.nodes.get(ix).def).in_repeat;
        while let Some(repeat) = at {
            if let Some(instance) = self.nodes.above(ix, repeat) {
                self.count_again(self.nodes.get(instance).parent, repeat, agenda);
            }
            let above = self.form.node(repeat).parent;
            at = above.and_then(|def| self.form.node(def).in_repeat);
        }
    }

    pub(crate) fn set_declined(&mut self, ix: u32, declined: bool) {
        let node = self.nodes.get_mut(ix);
        if node.declined != declined {
            let old = std::mem::replace(&mut node.declined, declined);
            self.journal.steps.push(Did::Declined(ix, old));
        }
    }

    /// Runs the actions of an event; `source` is the node that it happened to.
    pub(crate) fn run_actions(
        &mut self,
        event: Event,
        source: Option<u32>,
        agenda: &mut Agenda,
    ) -> Result<(), LoadError> {
        if self.form.actions().is_empty() {
            return Ok(());
        }
        let form = self.form.clone();
        let source_def = source.map(|ix| self.nodes.get(ix).def);
        for (at, action) in form.actions().iter().enumerate() {
            let is_asked = action.events.contains(&event);
            if is_asked && (source.is_none() || action.source == source_def) {
                self.run_action(at, source, agenda)?;
            }
        }
        Ok(())
    }

    /// Runs one action, for the target that its source sees, or for all of them.
    pub(crate) fn run_action(
        &mut self,
        at: usize,
        source: Option<u32>,
        agenda: &mut Agenda,
    ) -> Result<(), LoadError> {
        let form = self.form.clone();
        let Some(action) = form.actions().get(at) else {
            return Ok(());
        };
        if agenda.depth >= MAX_ACTIONS {
            return Err(LoadError::TooManySteps(MAX_STEPS));
        }
        let targets = match source {
            Some(source) => self
                .world()
                .seen_from(source, action.target)
                .into_iter()
                .collect(),
            None => {
                let mut all = Vec::new();
                self.nodes
                    .below(&form, Nodes::ROOT, action.target, &mut all);
                all
            }
        };
        for target in targets {
            let text = match &action.value {
                ActionValue::Text(text) => text.to_string(),
                ActionValue::Expression(value) => {
                    let data_type = form
                        .bind(action.target)
                        .map(|bind| bind.data_type)
                        .unwrap_or_default();
                    let mut draws = self.draws.clone();
                    let text = self.calculated(&value.expr, target, data_type, &mut draws);
                    let text =
                        text.map_err(|error| self.failed(action.target, "setvalue", &error))?;
                    self.draws = draws;
                    text
                }
            };
            agenda.depth += 1;
            let result = self.set_value(target, text, agenda);
            agenda.depth -= 1;
            result?;
        }
        Ok(())
    }

    fn do_count(&mut self, parent: u32, rank: u32, agenda: &mut Agenda) -> Result<(), LoadError> {
        let form = self.form.clone();
        let def = self.nodes.get(parent).def;
        for child in &form.node(def).children {
            if form.graph().rank(*child, Task::Count) != Some(rank) {
                continue;
            }
            let Some(control) = form.node(*child).repeat else {
                continue;
            };
            let ControlKind::Repeat {
                count: Some(count), ..
            } = &form.control(control).kind
            else {
                continue;
            };
            let mut draws = self.draws.clone();
            let wanted = self
                .working()
                .number(&count.expr, parent, &mut draws)
                .map_err(|error| self.failed(*child, "count", &error))?;
            self.draws = draws;
            let wanted = if wanted.is_finite() && wanted > 0.0 {
                wanted as usize
            } else {
                0
            };
            if wanted > MAX_INSTANCES {
                return Err(LoadError::TooManyNodes(MAX_INSTANCES));
            }
            let slot = form.node(*child).slot;
            while self.nodes.children(parent, slot).len() < wanted {
                self.append_instance(parent, *child, true, agenda)?;
            }
            // what is filled is never taken away: surplus instances stay until a person removes them
            while self.nodes.children(parent, slot).len() > wanted {
                let Some(last) = self.nodes.children(parent, slot).last().copied() else {
                    break;
                };
                if self.is_filled(last) {
                    break;
                }
                self.detach_instance(last, agenda);
            }
        }
        Ok(())
    }

    /// Puts the count of a repeat on the agenda, if it has one: surplus instances may have become
    /// free to go.
    fn count_again(&self, parent: u32, repeat: DefId, agenda: &mut Agenda) {
        if let Some(rank) = self.form.graph().rank(repeat, Task::Count) {
            agenda.tasks.insert((rank, parent, Task::Count));
        }
    }

    /// Whether a person answered anything in a repeat instance.
    pub(crate) fn is_filled(&self, top: u32) -> bool {
        self.nodes.subtree(top).into_iter().any(|ix| {
            let node = self.nodes.get(ix);
            let asked = self.form.node(node.def).control.is_some();
            let calculated = self
                .form
                .bind(node.def)
                .is_some_and(|bind| bind.calculate.is_some());
            asked && !calculated && (node.declined || !node.value.is_empty())
        })
    }

    /// Adds an instance at the end of a repeat.
    pub(crate) fn append_instance(
        &mut self,
        parent: u32,
        repeat: DefId,
        events: bool,
        agenda: &mut Agenda,
    ) -> Result<u32, LoadError> {
        let form = self.form.clone();
        let Some(template) = form.template(repeat) else {
            return Err(LoadError::Form("a repeat has no pattern".to_owned()));
        };
        if self.nodes.len() >= MAX_NODES {
            return Err(LoadError::TooManyNodes(MAX_NODES));
        }
        let new = self.nodes.build(&form, template, parent);
        let slot = form.node(repeat).slot;
        self.nodes.attach(new, slot, u32::MAX);
        self.journal.steps.push(Did::Attached(new));
        if !self.nodes.get(parent).relevant {
            for ix in self.nodes.subtree(new) {
                self.nodes.get_mut(ix).relevant = false;
            }
        }
        // what actions ask for now has the new rows in it
        for ix in self.nodes.subtree(new) {
            self.mark(ix);
        }
        if events {
            for ix in self.nodes.subtree(new) {
                if form.node(self.nodes.get(ix).def).repeat.is_some() {
                    self.run_actions(Event::NewRepeat, Some(ix), agenda)?;
                }
            }
        }
        if !events {
            // the caller works out everything once all instances are there
            return Ok(new);
        }
        self.schedule_all(new, agenda);
        for dependent in form.graph().on_instances(repeat) {
            self.schedule(parent, dependent, agenda);
        }
        for ix in self.nodes.subtree(new) {
            self.touch(ix, agenda);
        }
        Ok(new)
    }

    /// Takes an instance of a repeat away.
    pub(crate) fn detach_instance(&mut self, ix: u32, agenda: &mut Agenda) {
        let form = self.form.clone();
        let (def, parent, ordinal) = {
            let node = self.nodes.get(ix);
            (node.def, node.parent, node.ordinal)
        };
        let slot = form.node(def).slot;
        let moved: Vec<u32> = self.nodes.children(parent, slot)[ordinal as usize..].to_vec();
        for instance in &moved {
            self.journal.before.extend(self.paths_below(*instance));
        }
        self.spend(moved.len());
        self.nodes.detach(ix, slot);
        self.journal.steps.push(Did::Detached(ix, ordinal));
        for inside in self.nodes.subtree(ix) {
            self.mark(inside);
            let def = self.nodes.get(inside).def;
            for dependent in form.graph().on_value(def) {
                if matches!(dependent.task, Task::Aggregate(_)) {
                    self.schedule(inside, dependent, agenda);
                }
            }
        }
        self.count_again(parent, def, agenda);
        for dependent in form.graph().on_instances(def) {
            self.schedule(parent, dependent, agenda);
        }
        for dependent in form.graph().on_value(def) {
            // what shares the instance with it is gone too
            if self.nodes.above(parent, dependent.anchor).is_some() {
                self.schedule(parent, dependent, agenda);
            }
        }
        for dependent in form.graph().on_position(def) {
            let Some(rank) = form.graph().rank(dependent.def, dependent.task) else {
                continue;
            };
            for later in moved.iter().filter(|later| **later != ix) {
                let mut nodes = Vec::new();
                self.nodes.below(&form, *later, dependent.def, &mut nodes);
                if nodes.is_empty() {
                    self.schedule(*later, dependent, agenda);
                }
                for node in nodes {
                    agenda.tasks.insert((rank, node, dependent.task));
                }
            }
        }
    }

    /// Clears what a select no longer offers.
    fn do_offer(&mut self, ix: u32, agenda: &mut Agenda) -> Result<(), LoadError> {
        let node = self.nodes.get(ix);
        let def = node.def;
        if !node.relevant || node.value.is_empty() {
            return Ok(());
        }
        let form = self.form.clone();
        let Some(control) = form.node(def).control else {
            return Ok(());
        };
        let single = matches!(form.control(control).kind, ControlKind::SelectOne);
        let chosen: Vec<&str> = match single {
            true => vec![&node.value],
            false => node.value.split_whitespace().collect(),
        };
        let offered = self
            .working()
            .offered(control, ix, &chosen)
            .map_err(|error| self.failed(def, "itemset", &error))?;
        let before = chosen.join(" ");
        let kept = chosen.into_iter().zip(offered);
        let kept: Vec<&str> = kept.filter_map(|(one, is)| is.then_some(one)).collect();
        let kept = kept.join(" ");
        if kept != before {
            self.cleared.push(ix);
            self.set_value(ix, kept, agenda)?;
        }
        Ok(())
    }

    pub(crate) fn failed(&self, def: DefId, what: &str, error: &EvalError) -> LoadError {
        if *error == EvalError::TooManySteps {
            return LoadError::TooManySteps(MAX_STEPS);
        }
        LoadError::Expression {
            place: format!("{} {what}", self.form.node(def).path),
            message: error.to_string(),
        }
    }
}
