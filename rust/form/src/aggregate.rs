//! Numbers over the instances of a repeat that are worth keeping: `sum(/data/row/amount)` and its like.
//!
//! Invariant: what is marked in an expression (`Node::Kept`) is a call whose value depends on nothing but
//! the values and relevance of all nodes of one definition below one node, so that the same number serves
//! everyone who asks below that node. Paths with predicates are left alone, and so is whatever asks for
//! numbers over itself. How a number is kept is the filling's matter.

use std::collections::HashMap;

use homeward_xpath::ast::{Axis, Base, Node, NodeTest, Path};
use homeward_xpath::{Function, Name};

use crate::compiled::Compiled;
use crate::control::{Choices, Control, ControlKind};
use crate::definition::{Bind, DataType, DefId, NodeDef};

/// One number over nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Aggregate {
    /// Which number.
    pub kind: AggregateKind,
    /// The node that they are all below.
    pub top: DefId,
    /// The nodes.
    pub of: DefId,
}

/// What is told of nodes. Those that are not relevant don't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AggregateKind {
    /// `count()`
    Count,
    /// `count-non-empty()`
    CountNonEmpty,
    /// `sum()`
    Sum,
    /// `min()`
    Min,
    /// `max()`
    Max,
}

impl AggregateKind {
    fn of(function: Function) -> Option<Self> {
        Some(match function {
            Function::Count => AggregateKind::Count,
            Function::CountNonEmpty => AggregateKind::CountNonEmpty,
            Function::Sum => AggregateKind::Sum,
            Function::Min => AggregateKind::Min,
            Function::Max => AggregateKind::Max,
            _ => return None,
        })
    }
}

/// Marks the calls in all rules, and lists what they ask for, each once.
pub(crate) fn collect(
    defs: &[NodeDef],
    binds: &mut [Bind],
    controls: &mut [Control],
) -> Vec<Aggregate> {
    let types: Vec<DataType> = defs
        .iter()
        .map(|def| def.bind.and_then(|at| binds.get(at as usize)))
        .map(|bind| bind.map(|bind| bind.data_type).unwrap_or_default())
        .collect();
    let mut marking = Marking {
        defs,
        types,
        found: Vec::new(),
        known: HashMap::new(),
    };
    for (at, def) in defs.iter().enumerate() {
        let context = DefId(at as u32);
        if let Some(bind) = def.bind.and_then(|at| binds.get_mut(at as usize)) {
            let rules = [
                &mut bind.relevant,
                &mut bind.readonly,
                &mut bind.required,
                &mut bind.constraint,
                &mut bind.calculate,
            ];
            for rule in rules.into_iter().flatten() {
                marking.mark(rule, context);
            }
        }
        if let Some(control) = def.repeat.and_then(|at| controls.get_mut(at.index()))
            && let ControlKind::Repeat {
                count: Some(count), ..
            } = &mut control.kind
            && let Some(outside) = def.parent
        {
            marking.mark(count, outside);
        }
    }
    for control in controls {
        if let (Some(context), Choices::Set(set)) = (control.node, &mut control.choices) {
            marking.mark(&mut set.nodes, context);
        }
    }
    marking.found
}

struct Marking<'d> {
    defs: &'d [NodeDef],
    types: Vec<DataType>,
    found: Vec<Aggregate>,
    known: HashMap<Aggregate, u32>,
}

impl Marking<'_> {
    fn mark(&mut self, rule: &mut Compiled, context: DefId) {
        let mut any = false;
        rule.expr.map_calls(&mut |node, in_predicate| {
            let Some(aggregate) = self.asked(node, context, in_predicate) else {
                return;
            };
            let at = *self.known.entry(aggregate).or_insert_with(|| {
                self.found.push(aggregate);
                self.found.len() as u32 - 1
            });
            any = true;
            let inner = std::mem::replace(node, Node::Number(0.0));
            *node = Node::Kept(at, Box::new(inner));
        });
        if any {
            *rule = Compiled::resolved(rule.expr.clone(), Some(context), self.defs);
        }
    }

    /// What a call asks for, if it is a number that can be kept.
    fn asked(&self, call: &Node, context: DefId, in_predicate: bool) -> Option<Aggregate> {
        let Node::Call(function, arguments) = call else {
            return None;
        };
        let kind = AggregateKind::of(*function)?;
        let [Node::Path(path)] = arguments.as_slice() else {
            return None;
        };
        let (top, of) = self.resolve(path, context, in_predicate)?;
        let node = self.defs.get(of.index())?;
        // dates and truths count as numbers in ways of their own, which change with the zone
        let plain = matches!(
            self.types.get(of.index())?,
            DataType::Text | DataType::Integer | DataType::Decimal
        );
        let fits = match kind {
            AggregateKind::Count => true,
            AggregateKind::CountNonEmpty => node.children.is_empty(),
            _ => node.children.is_empty() && plain,
        };
        (fits && of != context && !node.is_attribute).then_some(Aggregate { kind, top, of })
    }

    /// Where a path of steps up and then of names down turns, and where it ends; `None` if there is no
    /// repeat on the way down.
    fn resolve(&self, path: &Path, context: DefId, in_predicate: bool) -> Option<(DefId, DefId)> {
        let mut at = match path.base {
            Base::Root => None,
            Base::Current => Some(context),
            Base::Context if !in_predicate => Some(context),
            _ => return None,
        };
        let mut top = None;
        let mut repeats = false;
        for step in &path.steps {
            if !step.predicates.is_empty() {
                return None;
            }
            match (step.axis, &step.test) {
                (Axis::Parent, NodeTest::AnyNode) if top.is_none() => {
                    at = Some(self.defs.get(at?.index())?.parent?);
                }
                (Axis::SelfNode, NodeTest::AnyNode) => {}
                (Axis::Child, test) => {
                    let wanted = test.wanted()?;
                    let below = match at {
                        None => std::slice::from_ref(&DefId::ROOT),
                        Some(at) => self.defs.get(at.index())?.children_like(wanted.local),
                    };
                    let mut named = below.iter().filter(|id| {
                        let name = self.defs.get(id.index()).map(|def| &def.name);
                        name.is_some_and(|name| {
                            wanted.matches(Name {
                                namespace: &name.namespace,
                                local: &name.local,
                                prefix: &name.prefix,
                            })
                        })
                    });
                    let (child, None) = (*named.next()?, named.next()) else {
                        return None;
                    };
                    top = top.or(Some(at.unwrap_or(DefId::ROOT)));
                    repeats |= self.defs.get(child.index())?.repeat.is_some();
                    at = Some(child);
                }
                _ => return None,
            }
        }
        repeats.then_some((top?, at?))
    }
}
