//! The body: questions, groups and repeats.

use homeward_xpath::ast::{Axis, Base, NodeTest};
use homeward_xpath::{Expr, NodeId, Tree};

use super::{DATA_DEPTH, JAVAROSA, Reading};
use crate::compiled::Compiled;
use crate::control::{Choices, Control, ControlKind, Item, ItemPart, ItemSet};
use crate::definition::{Bind, ControlId, DefId, QName};
use crate::problem::Place;
use crate::relative;

impl Reading<'_> {
    /// Marks the nodes that are repeats, and the nearest repeat of every node. Expressions can
    /// only be resolved after this.
    pub(super) fn mark_repeats(&mut self, body: NodeId) {
        let mut stack: Vec<(NodeId, Option<DefId>, usize)> = vec![(body, None, 0)];
        while let Some((element, around, depth)) = stack.pop() {
            let document = self.document;
            for child in document.children(element) {
                let inner = self.control_node(child, around);
                if let ("repeat", Some(id)) = (document.local(child), inner) {
                    self.nodes[id.index()].repeat = Some(ControlId(0));
                }
                if depth < DATA_DEPTH {
                    stack.push((child, inner.or(around), depth + 1));
                }
            }
        }
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            self.nodes[at].in_repeat = if node.repeat.is_some() {
                Some(DefId(at as u32))
            } else {
                node.parent
                    .and_then(|parent| self.nodes[parent.index()].in_repeat)
            };
        }
    }

    /// The node that a control is for.
    pub(super) fn control_node(&self, element: NodeId, around: Option<DefId>) -> Option<DefId> {
        if let Some(bind) = self.document.attribute(element, "bind") {
            return self.bind_ids.get(bind).copied();
        }
        let reference = self
            .document
            .attribute(element, "ref")
            .or_else(|| self.document.attribute(element, "nodeset"))?;
        self.resolve(reference, around)
    }

    /// Reads the controls of the body.
    pub(super) fn body(&mut self, body: NodeId, binds: &[Bind]) -> (Vec<Control>, Vec<ControlId>) {
        let mut controls = Vec::new();
        let roots = self.inside(body, None, None, 0, binds, &mut controls);
        (controls, roots)
    }

    fn inside(
        &mut self,
        element: NodeId,
        parent: Option<ControlId>,
        around: Option<DefId>,
        depth: usize,
        binds: &[Bind],
        controls: &mut Vec<Control>,
    ) -> Vec<ControlId> {
        let document = self.document;
        let mut found = Vec::new();
        if depth >= DATA_DEPTH {
            let place = self.place(element);
            self.error(
                place,
                format!("The body is nested more than {DATA_DEPTH} deep."),
                "Split the form.",
            );
            return found;
        }
        for child in document.children(element) {
            let Some(kind) = self.kind(child, around, binds) else {
                continue;
            };
            let place = self.place(child);
            let node = self.control_node(child, around);
            let grouping = matches!(kind, ControlKind::Group);
            if node.is_none() && (!grouping || document.attribute(child, "ref").is_some()) {
                let written = document
                    .attribute(child, "ref")
                    .or_else(|| document.attribute(child, "nodeset"));
                let written = written.unwrap_or("nothing");
                self.error(
                    place,
                    format!("A control is for {written}, which the data does not have."),
                    "Correct its ref.",
                );
                continue;
            }
            let id = ControlId(controls.len() as u32);
            let context = node.or(around);
            let label = self.part(child, "label", context);
            let hint = self.part(child, "hint", context);
            let choices = self.choices(child, context, &kind);
            let is_question = !matches!(kind, ControlKind::Group | ControlKind::Repeat { .. });
            if let Some(node) = node {
                let def = &mut self.nodes[node.index()];
                let is_repeat = |kind: &ControlKind| matches!(kind, ControlKind::Repeat { .. });
                let before = match kind {
                    ControlKind::Repeat { .. } => def.repeat.replace(id),
                    ControlKind::Group => None,
                    _ => def.control.replace(id),
                };
                let is_like = |first: &&Control| {
                    first.node == Some(node)
                        && !matches!(first.kind, ControlKind::Group)
                        && is_repeat(&first.kind) == is_repeat(&kind)
                };
                let before = before.and_then(|first| controls.get(first.index()));
                if before.filter(is_like).is_some() {
                    let what = if is_question { "questions" } else { "repeats" };
                    let message = format!("Two {what} are for {}.", def.path);
                    self.error(place, message, "Give the second one a node of its own.");
                    continue;
                }
            }
            controls.push(Control {
                kind,
                parent,
                children: Vec::new(),
                node,
                label,
                hint,
                appearance: document
                    .attribute(child, "appearance")
                    .unwrap_or_default()
                    .into(),
                choices,
                attributes: self.other_attributes(child),
            });
            if !is_question {
                let children = self.inside(child, Some(id), context, depth + 1, binds, controls);
                self.join_repeat(id, &children, controls);
                controls[id.index()].children = children;
            }
            found.push(id);
        }
        found
    }

    /// A group around a repeat of the same node only carries its label.
    fn join_repeat(&self, group: ControlId, children: &[ControlId], controls: &mut [Control]) {
        if !matches!(controls[group.index()].kind, ControlKind::Group) {
            return;
        }
        let node = controls[group.index()].node;
        for child in children {
            let same = controls[child.index()].node == node;
            if same && matches!(controls[child.index()].kind, ControlKind::Repeat { .. }) {
                controls[group.index()].node = None;
                if controls[child.index()].label.is_none() {
                    controls[child.index()].label = controls[group.index()].label.take();
                }
            }
        }
    }

    /// The attributes that say how a control is drawn.
    fn other_attributes(&self, element: NodeId) -> Vec<(QName, Box<str>)> {
        let document = self.document;
        let known = ["ref", "nodeset", "bind", "appearance"];
        let others = document.attributes(element).filter(|attribute| {
            !document.namespace(*attribute).is_empty()
                || !known.contains(&document.local(*attribute))
        });
        let named = others.map(|attribute| {
            let name = QName {
                namespace: document.namespace(attribute).into(),
                local: document.local(attribute).into(),
                prefix: document.name(attribute).prefix.into(),
            };
            (name, document.own_text(attribute).into())
        });
        named.collect()
    }

    fn part(
        &mut self,
        element: NodeId,
        name: &str,
        context: Option<DefId>,
    ) -> Option<crate::text::Text> {
        let child = self.document.child(element, name)?;
        self.text(child, context)
    }

    fn kind(
        &mut self,
        element: NodeId,
        around: Option<DefId>,
        _binds: &[Bind],
    ) -> Option<ControlKind> {
        let document = self.document;
        Some(match document.local(element) {
            "group" => ControlKind::Group,
            "repeat" => {
                let fixed = document
                    .attribute_in(element, JAVAROSA, "noAddRemove")
                    .is_some_and(|text| text.trim().starts_with("true"));
                let count = document.attribute_in(element, JAVAROSA, "count");
                let node = self.control_node(element, around);
                let count = count.and_then(|source| self.count(source, node?));
                ControlKind::Repeat {
                    fixed: fixed || count.is_some(),
                    count,
                }
            }
            "input" if self.query(element).is_some() => ControlKind::SelectOne,
            "input" => ControlKind::Input,
            "secret" => ControlKind::Secret,
            "select1" => ControlKind::SelectOne,
            "select" => ControlKind::SelectMany,
            "rank" => ControlKind::Rank,
            "trigger" => ControlKind::Trigger,
            "range" => {
                let (start, end) = (self.number(element, "start"), self.number(element, "end"));
                let step = self.number(element, "step");
                ControlKind::Range {
                    start: start.unwrap_or(0.0),
                    end: end.unwrap_or(10.0),
                    step: step.unwrap_or(1.0),
                }
            }
            "upload" => ControlKind::Upload {
                mediatype: document
                    .attribute(element, "mediatype")
                    .unwrap_or_default()
                    .into(),
            },
            _ => return None,
        })
    }

    /// The number of a repeat's instances. It is written as if at one of them, and belongs to the
    /// repeat as a whole: it is worked out at the node above.
    fn count(&mut self, source: &str, repeat: DefId) -> Option<Compiled> {
        let outside = self.nodes[repeat.index()].parent;
        let above = Expr::parse(source, &self.namespaces).map(relative::above_repeat);
        match above.transpose() {
            Some(parsed) => self.compile_parsed(parsed, outside, "count"),
            None => {
                let place = Place::Path(format!("{} count", self.nodes[repeat.index()].path));
                self.error(
                    place,
                    format!("The number of rows is {source}, which stands inside of a row."),
                    "Name a question outside of the repeat, such as ../q beside it.",
                );
                None
            }
        }
    }

    /// A number of a range, if it is given; one that can't be read is reported.
    fn number(&mut self, element: NodeId, name: &str) -> Option<f64> {
        let text = self.document.attribute(element, name)?;
        let number: Option<f64> = text.trim().parse().ok();
        let found = number
            .filter(|number| number.is_finite() && (name != "step" || *number != 0.0))
            .map(|number| if name == "step" { number.abs() } else { number });
        if found.is_none() {
            let place = self.place(element);
            self.error(
                place,
                format!("The range's {name} is no number that it can have: {text}."),
                "Write a number; a step is never 0.",
            );
        }
        found
    }

    fn choices(&mut self, element: NodeId, context: Option<DefId>, kind: &ControlKind) -> Choices {
        if !matches!(
            kind,
            ControlKind::SelectOne | ControlKind::SelectMany | ControlKind::Rank
        ) {
            return Choices::None;
        }
        let document = self.document;
        if self.query(element).is_some() {
            let set = self.query_set(element, context);
            return set.map_or(Choices::None, |set| Choices::Set(Box::new(set)));
        }
        #[cfg(not(feature = "search"))]
        if document
            .attribute(element, "appearance")
            .is_some_and(|words| words.contains("search("))
        {
            let place = self.place(element);
            self.error(place, "search() needs tables, and there are none here.", "");
            return Choices::None;
        }
        if let Some(itemset) = document.child(element, "itemset") {
            return self
                .item_set(itemset, context)
                .map_or(Choices::None, |set| Choices::Set(Box::new(set)));
        }
        let mut items = Vec::new();
        for item in document
            .children(element)
            .filter(|node| document.local(*node) == "item")
        {
            let value = document.child(item, "value");
            let value = value
                .map(|node| document.string_value(node).trim().to_owned())
                .unwrap_or_default();
            let several = matches!(kind, ControlKind::SelectMany | ControlKind::Rank);
            if several && value.contains(char::is_whitespace) {
                let place = self.place(item);
                let message = format!("The choice {value} has a space, but several may be chosen.");
                self.error(
                    place,
                    message,
                    "Write _ instead: chosen values are separated by spaces.",
                );
            }
            let label = self.part(item, "label", context);
            items.push(Item {
                value: value.into(),
                label,
            });
        }
        Choices::Items(items)
    }

    fn item_set(&mut self, itemset: NodeId, context: Option<DefId>) -> Option<ItemSet> {
        let document = self.document;
        let place = self.place(itemset);
        let Some(source) = document.attribute(itemset, "nodeset") else {
            self.error(
                place,
                "An itemset names no nodes.",
                "Add the attribute nodeset.",
            );
            return None;
        };
        let nodes = self.compile(source, context, "itemset")?;
        let value = document
            .child(itemset, "value")
            .and_then(|node| document.attribute(node, "ref"));
        if document.child(itemset, "copy").is_some() {
            let message = "An itemset that copies nodes is not supported.";
            self.error(place, message, "Write value instead of copy.");
            return None;
        }
        let Some(value) = value else {
            let message = "The choices of an itemset have no value.";
            self.error(place, message, "Add the element value with its ref.");
            return None;
        };
        let value = self.item_part(value, context)?;
        let label = document
            .child(itemset, "label")
            .and_then(|node| document.attribute(node, "ref"));
        let label = match label {
            Some(label) => self.item_part(label, context)?,
            None => ItemPart::Child("label".into()),
        };
        Some(ItemSet::new(nodes, value, label))
    }

    fn item_part(&mut self, source: &str, context: Option<DefId>) -> Option<ItemPart> {
        let trimmed = source.trim();
        if let Some(inner) = trimmed
            .strip_prefix("jr:itext(")
            .and_then(|rest| rest.strip_suffix(')'))
            && let Some(name) = child_name(&self.compile(inner, None, "itemset")?)
        {
            return Some(ItemPart::TextOfChild(name));
        }
        let compiled = self.compile(trimmed, context, "itemset")?;
        match child_name(&compiled) {
            Some(name) => Some(ItemPart::Child(name)),
            None => Some(ItemPart::Expression(compiled)),
        }
    }
}

/// The name, if an expression is nothing but the name of a child.
fn child_name(compiled: &Compiled) -> Option<Box<str>> {
    let path = compiled.expr.as_path()?;
    match (&path.base, path.steps.as_slice()) {
        (Base::Context, [step]) if step.axis == Axis::Child && step.predicates.is_empty() => {
            match &step.test {
                NodeTest::Name { local, .. } => Some(local.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}
