//! In which order values depend on each other.
//!
//! Invariant: [`Graph::rank`] is lower for what has to be worked out first, so that one sweep in
//! order of rank is enough; values that depend on themselves are refused with their names. Lists
//! of choices come last: clearing an answer that is no longer offered may start values again.

use std::collections::{HashMap, HashSet};

use crate::aggregate::Aggregate;
use crate::control::{Choices, Control, ControlKind};
use crate::definition::{Bind, DefId, NodeDef};
use crate::problem::{Place, Problem};
use crate::reads::{Aspect, Read};

/// What is kept in step with the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// Whether a node is relevant.
    Relevance,
    /// How many instances a repeat has, by its `jr:count`.
    Count,
    /// A calculated value.
    Value,
    /// Whether the answer is still among the choices.
    Offer,
    /// A number over the nodes of a repeat, by its place in [`crate::Form::aggregates`].
    Aggregate(u32),
}

/// A task of a definition that has to be done again when something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dependent {
    /// What is to be done.
    pub task: Task,
    /// For the nodes of this definition …
    pub def: DefId,
    /// … below the same instance of this one.
    pub anchor: DefId,
}

/// Who depends on what, and the order of work.
#[derive(Debug, Default)]
pub struct Graph {
    value: Vec<Vec<Dependent>>,
    instances: Vec<Vec<Dependent>>,
    positions: Vec<Vec<Dependent>>,
    aggregates: Vec<Vec<Dependent>>,
    ranks: HashMap<(DefId, Task), u32>,
    by_def: Vec<Vec<Task>>,
    /// Definitions whose calculations change with the clock alone.
    pub uses_clock: Vec<DefId>,
}

impl Graph {
    /// What to do when a value or relevance of a node of this definition changes.
    pub fn on_value(&self, def: DefId) -> &[Dependent] {
        self.value.get(def.index()).map_or(&[], Vec::as_slice)
    }

    /// What to do when instances of a repeat come or go.
    pub fn on_instances(&self, def: DefId) -> &[Dependent] {
        self.instances.get(def.index()).map_or(&[], Vec::as_slice)
    }

    /// What to do when an instance of a repeat becomes another in number.
    pub fn on_position(&self, def: DefId) -> &[Dependent] {
        self.positions.get(def.index()).map_or(&[], Vec::as_slice)
    }

    /// What to do when a number over a repeat changes, by its place in [`crate::Form::aggregates`].
    pub fn on_aggregate(&self, at: u32) -> &[Dependent] {
        self.aggregates.get(at as usize).map_or(&[], Vec::as_slice)
    }

    /// The place of a task in the order of work; `None` if there is no such task.
    pub fn rank(&self, def: DefId, task: Task) -> Option<u32> {
        self.ranks.get(&(def, task)).copied()
    }

    /// The tasks of a definition.
    pub fn tasks(&self, def: DefId) -> &[Task] {
        self.by_def.get(def.index()).map_or(&[], Vec::as_slice)
    }

    /// Orders the tasks of a form; gives the problems with values that depend on themselves.
    pub(crate) fn build(
        defs: &[NodeDef],
        binds: &[Bind],
        controls: &[Control],
        aggregates: &[Aggregate],
    ) -> (Self, Vec<Problem>) {
        let tasks = tasks(defs, binds, controls, aggregates);
        let mut graph = Graph {
            value: vec![Vec::new(); defs.len()],
            instances: vec![Vec::new(); defs.len()],
            positions: vec![Vec::new(); defs.len()],
            aggregates: vec![Vec::new(); aggregates.len()],
            by_def: vec![Vec::new(); defs.len()],
            ..Graph::default()
        };
        for (def, task, reads, clock) in &tasks {
            graph.by_def[def.index()].push(*task);
            if *clock {
                graph.uses_clock.push(*def);
            }
            for read in reads.iter() {
                let dependent = Dependent {
                    task: *task,
                    def: *def,
                    anchor: read.anchor,
                };
                let (list, at) = match read.aspect {
                    Aspect::Value => (&mut graph.value, read.def.index()),
                    Aspect::Instances => (&mut graph.instances, read.def.index()),
                    Aspect::Position => (&mut graph.positions, read.def.index()),
                    Aspect::Aggregate(at) => (&mut graph.aggregates, at as usize),
                };
                if let Some(list) = list.get_mut(at) {
                    list.push(dependent);
                }
            }
        }
        for list in graph
            .value
            .iter_mut()
            .chain(graph.instances.iter_mut())
            .chain(graph.positions.iter_mut())
            .chain(graph.aggregates.iter_mut())
        {
            list.sort_unstable();
            list.dedup();
        }
        let problems = graph.order(defs, &tasks, aggregates);
        (graph, problems)
    }

    fn order(
        &mut self,
        defs: &[NodeDef],
        tasks: &[TaskReads],
        aggregates: &[Aggregate],
    ) -> Vec<Problem> {
        let hard: Vec<&TaskReads> = tasks.iter().filter(|one| one.1 != Task::Offer).collect();
        let index: HashMap<(DefId, Task), usize> = hard
            .iter()
            .enumerate()
            .map(|(at, one)| ((one.0, one.1), at))
            .collect();
        let mut needs: Vec<Vec<usize>> = Vec::with_capacity(hard.len());
        let mut problems = Vec::new();
        for (at, (def, task, reads, _)) in hard.iter().enumerate() {
            let mut list = Vec::new();
            let mut seen: HashSet<DefId> = HashSet::new();
            // instances are there before anything in them
            for around in above(defs, *def).skip(usize::from(*task == Task::Count)) {
                list.extend(index.get(&(around, Task::Count)));
            }
            for read in reads.iter() {
                if let Aspect::Aggregate(at) = read.aspect {
                    let top = aggregates.get(at as usize).map(|aggregate| aggregate.top);
                    list.extend(top.and_then(|top| index.get(&(top, Task::Aggregate(at)))));
                    continue;
                }
                if read.aspect == Aspect::Value {
                    list.extend(index.get(&(read.def, Task::Value)));
                    list.extend(index.get(&(read.def, Task::Relevance)));
                }
                if read.aspect != Aspect::Value {
                    list.extend(index.get(&(read.def, Task::Count)));
                }
                // those above it, unless another read had them
                for around in above(defs, read.def).take_while(|around| seen.insert(*around)) {
                    list.extend(index.get(&(around, Task::Relevance)));
                    list.extend(index.get(&(around, Task::Count)));
                }
            }
            list.sort_unstable();
            list.dedup();
            // a value of one instance may stand on that of another: they are worked out in turn
            let other_instance = |read: &Read| {
                read.def == *def
                    && read.anchor != *def
                    && defs[def.index()].in_repeat.is_some_and(|repeat| {
                        !above(defs, read.anchor).any(|id| id == repeat) && read.anchor != repeat
                    })
            };
            if *task == Task::Value && list.contains(&at) {
                let own = reads
                    .iter()
                    .filter(|read| read.def == *def && read.aspect == Aspect::Value);
                if own.clone().all(other_instance) {
                    list.retain(|need| *need != at);
                }
            }
            needs.push(list);
        }
        let (order, cycle) = sort(&needs);
        for (rank, at) in order.iter().enumerate() {
            self.ranks.insert((hard[*at].0, hard[*at].1), rank as u32);
        }
        let mut next = order.len() as u32;
        if !cycle.is_empty() {
            let mut names: Vec<&str> = cycle
                .iter()
                .filter(|at| !matches!(hard[**at].1, Task::Aggregate(_)))
                .map(|at| &*defs[hard[*at].0.index()].path)
                .collect();
            names.dedup();
            problems.push(Problem::error(
                Place::Path(names.first().copied().unwrap_or_default().to_owned()),
                format!("These values depend on themselves: {}.", names.join(", ")),
                "Take one of them out of the other's calculation or relevance.",
            ));
            let ordered: HashSet<usize> = order.iter().copied().collect();
            for (at, one) in hard.iter().enumerate() {
                if !ordered.contains(&at) {
                    self.ranks.insert((one.0, one.1), next);
                    next += 1;
                }
            }
        }
        for (def, task, ..) in tasks.iter().filter(|one| one.1 == Task::Offer) {
            self.ranks.insert((*def, *task), next);
            next += 1;
        }
        problems
    }
}

type TaskReads = (DefId, Task, Vec<Read>, bool);

fn tasks(
    defs: &[NodeDef],
    binds: &[Bind],
    controls: &[Control],
    aggregates: &[Aggregate],
) -> Vec<TaskReads> {
    let mut tasks = Vec::new();
    for (at, aggregate) in aggregates.iter().enumerate() {
        let read = Read {
            def: aggregate.of,
            aspect: Aspect::Value,
            anchor: aggregate.top,
        };
        let task = Task::Aggregate(at as u32);
        tasks.push((aggregate.top, task, vec![read], false));
    }
    for (at, def) in defs.iter().enumerate() {
        let id = DefId(at as u32);
        if let Some(bind) = def.bind.and_then(|bind| binds.get(bind as usize)) {
            if let Some(relevant) = bind
                .relevant
                .as_ref()
                .filter(|one| one.constant != Some(true))
            {
                tasks.push((
                    id,
                    Task::Relevance,
                    relevant.reads.clone(),
                    relevant.uses_clock,
                ));
            }
            if let Some(calculate) = &bind.calculate {
                let mut reads = calculate.reads.clone();
                if calculate.uses_own_value {
                    reads.retain(|read| read.def != id);
                }
                tasks.push((id, Task::Value, reads, calculate.uses_clock));
            }
        }
        if let Some(repeat) = def.repeat.and_then(|control| controls.get(control.index()))
            && let ControlKind::Repeat {
                count: Some(count), ..
            } = &repeat.kind
        {
            tasks.push((id, Task::Count, count.reads.clone(), count.uses_clock));
        }
    }
    for control in controls {
        if let (Some(id), Choices::Set(set)) = (control.node, &control.choices)
            && !set.fixed
        {
            let reads = set
                .nodes
                .reads
                .iter()
                .filter(|read| read.def != id)
                .copied()
                .collect();
            tasks.push((id, Task::Offer, reads, set.nodes.uses_clock));
        }
    }
    tasks
}

/// The definition and those above it, nearest first.
fn above(defs: &[NodeDef], def: DefId) -> impl Iterator<Item = DefId> + '_ {
    std::iter::successors(Some(def), |id| {
        defs.get(id.index()).and_then(|def| def.parent)
    })
}

/// Orders by need. Also gives the members of one cycle, if there is any.
fn sort(needs: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut missing: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut wanted_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (at, list) in needs.iter().enumerate() {
        for need in list {
            wanted_by[*need].push(at);
        }
    }
    let mut ready: std::collections::VecDeque<usize> =
        (0..needs.len()).filter(|at| missing[*at] == 0).collect();
    let mut order = Vec::with_capacity(needs.len());
    while let Some(at) = ready.pop_front() {
        order.push(at);
        for next in &wanted_by[at] {
            missing[*next] -= 1;
            if missing[*next] == 0 {
                ready.push_back(*next);
            }
        }
    }
    let Some(stuck) = (0..needs.len()).find(|at| missing[*at] > 0) else {
        return (order, Vec::new());
    };
    // whoever is stuck needs someone who is stuck: going on leads into a cycle
    let mut way = vec![stuck];
    let mut at = stuck;
    while let Some(next) = needs[at].iter().copied().find(|need| missing[*need] > 0) {
        if let Some(seen) = way.iter().position(|one| *one == next) {
            return (order, way.split_off(seen));
        }
        way.push(next);
        at = next;
    }
    (order, way)
}
