//! What an expression reads, as definitions: the edges of the recalculation graph.
//!
//! Invariant: nothing that can change an expression's value is left out; something that can't may
//! be named. Each read has an anchor, the lowest node that is the same for the expression's node
//! and for what is read: when an instance of `def` changes, the expression has to be worked out
//! again for all instances of its context below the same instance of the anchor.

use homeward_xpath::Function;
use homeward_xpath::ast::{Axis, Base, Node, NodeTest, Path, Step};

use crate::definition::{DefId, NodeDef};

/// What is read of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The value of a node, or whether it is relevant.
    Value,
    /// Which instances of a repeat there are.
    Instances,
    /// Which of the instances of a repeat one is.
    Position,
    /// A number over the nodes of a definition that is kept in step itself, by its place in
    /// [`crate::Form::aggregates`].
    Aggregate(u32),
}

/// One thing that an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read {
    /// What is read.
    pub def: DefId,
    /// What of it.
    pub aspect: Aspect,
    /// The node that reader and read share.
    pub anchor: DefId,
}

/// From more places than this a step that goes far is taken to reach all that it can.
const SEVERAL: usize = 16;

/// A definition that a path has reached, and the anchor from there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// `None` is the document above the root element.
    at: Option<DefId>,
    anchor: Option<DefId>,
}

/// Collects the reads of one expression.
pub(crate) struct Reader<'d> {
    defs: &'d [NodeDef],
    context: DefId,
    reads: Vec<Read>,
}

impl<'d> Reader<'d> {
    /// All that an expression for nodes of `context` reads.
    pub(crate) fn read(root: &Node, context: DefId, defs: &'d [NodeDef]) -> Vec<Read> {
        let mut reader = Reader {
            defs,
            context,
            reads: Vec::new(),
        };
        let start = vec![reader.here()];
        reader.node(root, &start);
        reader.reads.sort_unstable();
        reader.reads.dedup();
        reader.reads
    }

    fn here(&self) -> Place {
        Place {
            at: Some(self.context),
            anchor: Some(self.context),
        }
    }

    fn def(&self, id: DefId) -> Option<&'d NodeDef> {
        self.defs.get(id.index())
    }

    /// Visits an expression whose context nodes are `context`; gives the places of its nodes.
    fn node(&mut self, node: &Node, context: &[Place]) -> Vec<Place> {
        match node {
            Node::Number(_) | Node::Text(_) => Vec::new(),
            Node::Chain(first, rest) => {
                self.node(first, context);
                for (_, node) in rest {
                    self.node(node, context);
                }
                Vec::new()
            }
            Node::Negate(inner) => {
                self.node(inner, context);
                Vec::new()
            }
            // the same reads, for whoever keeps the number
            Node::Kept(id, inner) => {
                let from = self.reads.len();
                self.node(inner, context);
                let inner = self.reads.split_off(from);
                let value = inner.iter().find(|read| read.aspect == Aspect::Value);
                self.reads.extend(value.map(|read| Read {
                    aspect: Aspect::Aggregate(*id),
                    ..*read
                }));
                Vec::new()
            }
            Node::Union(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.extend(self.node(part, context));
                }
                all
            }
            Node::Call(function, arguments) => self.call(*function, arguments, context),
            Node::Path(path) => self.path(path, context),
            Node::Filter(inner, predicates) => {
                let places = self.node(inner, context);
                for predicate in predicates {
                    self.node(predicate, &places);
                }
                places
            }
        }
    }

    fn call(&mut self, function: Function, arguments: &[Node], context: &[Place]) -> Vec<Place> {
        let mut all = Vec::new();
        for argument in arguments {
            all.extend(self.node(argument, context));
        }
        match function {
            Function::Current => return vec![self.here()],
            Function::Position => {
                let of = if arguments.is_empty() {
                    context.to_vec()
                } else {
                    all.clone()
                };
                for place in of {
                    self.position_of(place);
                }
            }
            Function::IndexedRepeat => {
                for place in all.clone() {
                    if let Some(at) = place.at
                        && self.def(at).is_some_and(|def| def.repeat.is_some())
                    {
                        self.instances(at, place.anchor);
                    }
                }
            }
            // these read the value of their context node
            Function::String
            | Function::Number
            | Function::StringLength
            | Function::NormalizeSpace
                if arguments.is_empty() =>
            {
                for place in context.iter().copied() {
                    self.value(place);
                }
            }
            Function::ChoiceName => {
                // the question is named by its path, as text
                if let Some(Node::Text(path)) = arguments.get(1)
                    && let Some(index) = self.defs.iter().position(|def| *def.path == *path.trim())
                {
                    self.value(Place {
                        at: Some(DefId(index as u32)),
                        anchor: Some(DefId::ROOT),
                    });
                }
            }
            _ => {}
        }
        all
    }

    fn path(&mut self, path: &Path, context: &[Place]) -> Vec<Place> {
        let mut places = match &path.base {
            Base::Root => vec![Place {
                at: None,
                anchor: None,
            }],
            Base::Context => context.to_vec(),
            Base::Current => vec![self.here()],
            Base::Instance(_) => Vec::new(),
            Base::Other(inner) => self.node(inner, context),
        };
        for step in &path.steps {
            places = self.step(step, &places);
            for place in &places {
                if let (Some(at), true) = (place.at, place.at != place.anchor)
                    && self.def(at).is_some_and(|def| def.repeat.is_some())
                    && step.axis != Axis::Parent
                {
                    self.instances(at, place.anchor);
                }
            }
            for predicate in &step.predicates {
                self.node(predicate, &places);
            }
        }
        for place in &places {
            self.value(*place);
        }
        places
    }

    fn value(&mut self, place: Place) {
        if let Some(def) = place.at {
            let anchor = place.anchor.unwrap_or(DefId::ROOT);
            self.reads.push(Read {
                def,
                aspect: Aspect::Value,
                anchor,
            });
        }
    }

    fn instances(&mut self, def: DefId, anchor: Option<DefId>) {
        let anchor = match anchor {
            None => DefId::ROOT,
            // the anchor can't be below the repeat whose instances come and go
            Some(anchor) if !self.is_inside(anchor, def) => anchor,
            Some(_) => self
                .def(def)
                .and_then(|def| def.parent)
                .unwrap_or(DefId::ROOT),
        };
        self.reads.push(Read {
            def,
            aspect: Aspect::Instances,
            anchor,
        });
    }

    /// The position of a node is that of the repeat instance that it is or stands in.
    fn position_of(&mut self, place: Place) {
        let mut at = place.at;
        while let Some(id) = at {
            let Some(def) = self.def(id) else { return };
            if def.repeat.is_some() {
                let anchor = def.parent.unwrap_or(DefId::ROOT);
                self.reads.push(Read {
                    def: id,
                    aspect: Aspect::Position,
                    anchor,
                });
            }
            at = def.parent;
        }
    }

    /// Whether `inner` is `outer` or below it.
    fn is_inside(&self, inner: DefId, outer: DefId) -> bool {
        let mut at = Some(inner);
        while let Some(id) = at {
            if id == outer {
                return true;
            }
            at = self.def(id).and_then(|def| def.parent);
        }
        false
    }

    fn step(&self, step: &Step, from: &[Place]) -> Vec<Place> {
        let mut out = Vec::new();
        let far = matches!(
            step.axis,
            Axis::Descendant | Axis::DescendantOrSelf | Axis::Following | Axis::Preceding
        );
        let beside = matches!(step.axis, Axis::FollowingSibling | Axis::PrecedingSibling);
        if far && from.len() > SEVERAL {
            // from so many places, nearly everything
            let document = Place {
                at: None,
                anchor: None,
            };
            self.step_from(step, document, &mut out);
        } else if beside {
            let mut parents: Vec<Place> = from.iter().filter_map(|one| self.parent(*one)).collect();
            parents.sort_unstable();
            parents.dedup();
            for parent in parents {
                let among = self.children(parent.at);
                let accepted = among.filter(|id| self.accepts(&step.test, *id));
                out.extend(accepted.map(|id| Place {
                    at: Some(id),
                    anchor: parent.anchor,
                }));
            }
        } else {
            for place in from {
                self.step_from(step, *place, &mut out);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    fn step_from(&self, step: &Step, place: Place, out: &mut Vec<Place>) {
        let Place { at, anchor } = place;
        let to = |id: DefId| Place {
            at: Some(id),
            anchor,
        };
        match step.axis {
            // the text of a node is its value
            Axis::Child if step.test == NodeTest::Text => out.push(place),
            Axis::Child => {
                let named = match (&step.test, at.and_then(|id| self.def(id))) {
                    (NodeTest::Name { local, .. }, Some(def)) => Some(def.children_like(local)),
                    _ => None,
                };
                let list: Vec<DefId> = match named {
                    Some(named) => named.to_vec(),
                    None => self.children(at).collect(),
                };
                let accepted = list.into_iter().filter(|id| self.accepts(&step.test, *id));
                accepted.for_each(|id| out.push(to(id)));
            }
            Axis::Attribute => {
                if let Some(def) = at.and_then(|id| self.def(id)) {
                    def.attributes
                        .iter()
                        .copied()
                        .filter(|id| self.accepts(&step.test, *id))
                        .for_each(|id| out.push(to(id)));
                }
            }
            Axis::Parent => out.extend(self.parent(place)),
            Axis::SelfNode => {
                if at.is_none_or(|id| self.accepts(&step.test, id)) {
                    out.push(place);
                }
            }
            Axis::Ancestor | Axis::AncestorOrSelf => {
                let mut next = if step.axis == Axis::Ancestor {
                    self.parent(place)
                } else {
                    Some(place)
                };
                while let Some(found) = next {
                    if found.at.is_some_and(|id| self.accepts(&step.test, id)) {
                        out.push(found);
                    }
                    next = self.parent(found);
                }
            }
            Axis::Descendant | Axis::DescendantOrSelf => {
                let from_self = step.axis == Axis::DescendantOrSelf;
                if from_self && at.is_none_or(|id| self.accepts(&step.test, id)) {
                    out.push(place);
                }
                let mut open: Vec<DefId> = self.children(at).collect();
                while let Some(id) = open.pop() {
                    if self.accepts(&step.test, id) {
                        out.push(to(id));
                    }
                    open.extend(self.children(Some(id)));
                }
            }
            // whatever comes before or after: anything accepted, from the top
            Axis::Following | Axis::Preceding => {
                for index in 0..self.defs.len() {
                    let id = DefId(index as u32);
                    if self.accepts(&step.test, id) {
                        out.push(Place {
                            at: Some(id),
                            anchor: None,
                        });
                    }
                }
            }
            Axis::FollowingSibling | Axis::PrecedingSibling | Axis::Namespace => {}
        }
    }

    fn children(&self, at: Option<DefId>) -> impl Iterator<Item = DefId> + '_ {
        let root = at.is_none().then_some(DefId::ROOT);
        let below = at
            .and_then(|id| self.def(id))
            .map_or(&[][..], |def| &def.children);
        root.into_iter().chain(below.iter().copied())
    }

    fn parent(&self, place: Place) -> Option<Place> {
        let parent = self.def(place.at?)?.parent;
        let anchor = if place.at == place.anchor {
            parent
        } else {
            place.anchor
        };
        Some(Place { at: parent, anchor })
    }

    fn accepts(&self, test: &NodeTest, id: DefId) -> bool {
        let Some(def) = self.def(id) else {
            return false;
        };
        match test {
            NodeTest::Name { local, .. } => **local == *def.name.local,
            NodeTest::AnyLocal { namespace } => **namespace == *def.name.namespace,
            NodeTest::AnyName | NodeTest::AnyNode => true,
            NodeTest::Text => true,
            NodeTest::Comment | NodeTest::Instruction(_) => false,
        }
    }
}
