//! Evaluating a form's expressions over the live data.
//!
//! Everything an expression can ask for is here and nothing can be changed through it.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};

use homeward_form::control::{Choices, ItemPart, ItemSet};
use homeward_form::definition::DataType;
use homeward_form::itext::TextPiece;
use homeward_form::text::{Piece, Text};
use homeward_form::{ControlId, DefId, Form};
use homeward_xpath::{
    Context, EvalError, Expr, Host, NodeId, RandomSource, Tree, Value, WantedName,
};
use jiff::ZonedDateTime;

use crate::Properties;
use crate::draws::Draws;
use crate::kept::Kept;
use crate::nodes::Nodes;
use crate::recalculate::MAX_STEPS;
use crate::tree::{Forest, id};
use crate::values;

/// The live data, the form, the time and a language.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) form: &'a Form,
    pub(crate) nodes: &'a Nodes,
    pub(crate) zoned: &'a ZonedDateTime,
    pub(crate) language: &'a str,
    pub(crate) seed: &'a [u8; 32],
    pub(crate) properties: &'a Properties,
    /// Numbers over repeats that are known.
    pub(crate) kept: &'a Kept,
    /// Where steps are counted, in a recalculation.
    pub(crate) spent: Option<&'a AtomicU64>,
}

impl<'a> World<'a> {
    pub(crate) fn forest(&self) -> Forest<'a> {
        Forest {
            form: self.form,
            nodes: self.nodes,
        }
    }

    /// Does something with a context for a node, and counts the steps.
    fn evaluate<'e, 'r, T>(
        &'e self,
        forest: &'e Forest<'a>,
        node: NodeId,
        random: &'r mut dyn RandomSource,
        act: impl FnOnce(&mut Context<'e, 'r>) -> Result<T, EvalError>,
    ) -> Result<T, EvalError> {
        let root = NodeId::new(0, 0);
        let mut context = Context::new(forest, self, root, node, self.zoned, random).javarosa();
        let spent = self.spent.map_or(0, |spent| spent.load(Ordering::Relaxed));
        let limit = MAX_STEPS.saturating_sub(spent);
        context.limit = limit;
        let result = act(&mut context);
        if let Some(counter) = self.spent {
            counter.fetch_add(limit - context.limit, Ordering::Relaxed);
        }
        result
    }

    /// Evaluates an expression for a node and hands the value on.
    pub(crate) fn with<T>(
        &self,
        expr: &Expr,
        node: NodeId,
        random: &mut dyn RandomSource,
        take: impl FnOnce(Value<'_>, &Forest<'a>) -> T,
    ) -> Result<T, EvalError> {
        let forest = self.forest();
        self.evaluate(&forest, node, random, |context| {
            Ok(take(expr.evaluate(context)?, &forest))
        })
    }

    pub(crate) fn text(
        &self,
        expr: &Expr,
        ix: u32,
        random: &mut dyn RandomSource,
    ) -> Result<String, EvalError> {
        self.text_at(expr, id(ix), random)
    }

    fn text_at(
        &self,
        expr: &Expr,
        node: NodeId,
        random: &mut dyn RandomSource,
    ) -> Result<String, EvalError> {
        self.evaluate(&self.forest(), node, random, |context| {
            Ok(expr.evaluate_string(context)?.into_owned())
        })
    }

    pub(crate) fn truth(
        &self,
        expr: &Expr,
        ix: u32,
        random: &mut dyn RandomSource,
    ) -> Result<bool, EvalError> {
        self.evaluate(&self.forest(), id(ix), random, |context| {
            expr.evaluate_boolean(context)
        })
    }

    pub(crate) fn number(
        &self,
        expr: &Expr,
        ix: u32,
        random: &mut dyn RandomSource,
    ) -> Result<f64, EvalError> {
        self.evaluate(&self.forest(), id(ix), random, |context| {
            expr.evaluate_number(context)
        })
    }

    /// The value of a calculation as a node of a type keeps it.
    pub(crate) fn calculated(
        &self,
        expr: &Expr,
        ix: u32,
        data_type: DataType,
        draws: &mut Draws,
    ) -> Result<String, EvalError> {
        if matches!(data_type, DataType::Text) {
            return self.text(expr, ix, draws).map(values::worked_out);
        }
        let mut again = draws.clone();
        let fallback = || self.text(expr, ix, &mut again).unwrap_or_default();
        self.with(expr, id(ix), draws, |value, _| {
            values::calculated(data_type, &value, fallback)
        })
    }

    /// The random numbers that belong to one node, always the same.
    pub(crate) fn draws(&self, ix: u32) -> Draws {
        let node = self.nodes.get(ix);
        let mut purpose = u64::from(node.def.0) << 32;
        let mut at = Some(node);
        while let Some(node) = at {
            purpose = purpose
                .wrapping_mul(31)
                .wrapping_add(u64::from(node.ordinal) + 1);
            at = self.nodes.find(node.parent);
        }
        Draws::new(self.seed, purpose)
    }

    /// The words of a text for a node; `None` if they can't be told.
    pub(crate) fn words(&self, text: &Text, ix: u32) -> String {
        match text {
            Text::Plain(pieces) => {
                let mut words = String::new();
                for piece in pieces {
                    match piece {
                        Piece::Literal(literal) => words.push_str(literal),
                        Piece::Output(compiled) => {
                            let value = self.text(&compiled.expr, ix, &mut self.draws(ix));
                            words.push_str(&value.unwrap_or_default());
                        }
                    }
                }
                words
            }
            Text::Id(text_id) => self
                .by_id(text_id, "", ix)
                .unwrap_or_else(|| text_id.to_string()),
            Text::IdOf(compiled) | Text::ValueOf(compiled) => {
                // jr:itext() is answered by this host, with its words
                self.text(&compiled.expr, ix, &mut self.draws(ix))
                    .unwrap_or_default()
            }
        }
    }

    /// A text in one of its other forms, such as `guidance`.
    pub(crate) fn form_of(&self, text: &Text, form: &str, ix: u32) -> Option<String> {
        match text {
            Text::Id(text_id) => self.by_id(text_id, form, ix),
            Text::IdOf(compiled) => match compiled.expr.root() {
                homeward_xpath::ast::Node::Call(_, arguments) => {
                    let id = Expr::from_node(arguments.first()?.clone());
                    let text_id = self.text(&id, ix, &mut self.draws(ix)).ok()?;
                    self.by_id(&text_id, form, ix)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a text has plain words at all.
    pub(crate) fn has_words(&self, text: &Text) -> bool {
        match text {
            Text::Id(text_id) => {
                let entry = self.form.itext().text(self.language, text_id);
                entry.is_none_or(|entry| entry.plain().is_some())
            }
            _ => true,
        }
    }

    /// A text of the active language, with its outputs filled in for a node.
    fn by_id(&self, text_id: &str, form: &str, ix: u32) -> Option<String> {
        let entry = self.form.itext().text(self.language, text_id)?;
        let pieces = if form.is_empty() {
            entry.plain()?
        } else {
            entry.form(form)?
        };
        let mut words = String::new();
        for piece in pieces {
            match piece {
                TextPiece::Literal(literal) => words.push_str(literal),
                TextPiece::Output(Some(expr)) => {
                    let compiled = self.form.compile(expr, self.nodes.get(ix).def);
                    let value = self.text(&compiled.expr, ix, &mut self.draws(ix));
                    words.push_str(&value.unwrap_or_default());
                }
                TextPiece::Output(None) => {}
            }
        }
        Some(words)
    }

    /// Whether a select offers a value for a node.
    pub(crate) fn offers(
        &self,
        control: ControlId,
        ix: u32,
        value: &str,
    ) -> Result<bool, EvalError> {
        let offered = self.offered(control, ix, &[value])?;
        Ok(offered.first() == Some(&true))
    }

    /// Which of some values a select offers for a node.
    pub(crate) fn offered(
        &self,
        control: ControlId,
        ix: u32,
        values: &[&str],
    ) -> Result<Vec<bool>, EvalError> {
        match &self.form.control(control).choices {
            Choices::None => Ok(vec![false; values.len()]),
            Choices::Items(items) => {
                let offers = |value: &&str| items.iter().any(|item| *item.value == **value);
                Ok(values.iter().map(offers).collect())
            }
            Choices::Set(set) => {
                let mut offered = Vec::with_capacity(values.len());
                for value in values {
                    match self.members(set, ix, value)? {
                        Some(members) => offered.push(!members.is_empty()),
                        None => return self.among_all(set, ix, values),
                    }
                }
                Ok(offered)
            }
        }
    }

    /// The choices of a list that have a value; `None` if only the whole list can tell.
    fn members(
        &self,
        set: &ItemSet,
        ix: u32,
        value: &str,
    ) -> Result<Option<Vec<NodeId>>, EvalError> {
        let ItemPart::Child(name) = &set.value else {
            return Ok(None);
        };
        let forest = self.forest();
        self.evaluate(&forest, id(ix), &mut self.draws(ix), |context| {
            let found = set.nodes.expr.members(name, value, context)?;
            Ok(found.map(|mut found| {
                found.retain(|node| forest.is_relevant(*node));
                found
            }))
        })
    }

    /// Which of some values are among all choices of a list.
    fn among_all(&self, set: &ItemSet, ix: u32, values: &[&str]) -> Result<Vec<bool>, EvalError> {
        let mut offered: HashMap<&str, bool> = values.iter().map(|value| (*value, false)).collect();
        for item in self.items(set, ix)? {
            if let Some(found) = offered.get_mut(self.part(&set.value, item, ix).as_str()) {
                *found = true;
            }
        }
        Ok(values.iter().map(|value| offered[value]).collect())
    }

    /// The values and labels that a select offers for a node.
    pub(crate) fn choices(
        &self,
        control: ControlId,
        ix: u32,
    ) -> Result<Vec<(String, String)>, EvalError> {
        match &self.form.control(control).choices {
            Choices::None => Ok(Vec::new()),
            Choices::Items(items) => Ok(items
                .iter()
                .map(|item| {
                    let label = item.label.as_ref().map(|label| self.words(label, ix));
                    (
                        item.value.to_string(),
                        label.unwrap_or_else(|| item.value.to_string()),
                    )
                })
                .collect()),
            Choices::Set(set) => {
                let mut items = self.items(set, ix)?;
                if set.distinct {
                    let mut seen = HashSet::new();
                    items.retain(|item| seen.insert(self.part(&set.value, *item, ix)));
                }
                Ok(items
                    .into_iter()
                    .map(|item| {
                        (
                            self.part(&set.value, item, ix),
                            self.part(&set.label, item, ix),
                        )
                    })
                    .collect())
            }
        }
    }

    fn items(&self, set: &ItemSet, ix: u32) -> Result<Vec<NodeId>, EvalError> {
        self.with(
            &set.nodes.expr,
            id(ix),
            &mut self.draws(ix),
            |value, forest| match value {
                Value::Nodes(nodes) => {
                    let nodes = nodes.into_vec();
                    nodes
                        .into_iter()
                        .filter(|node| forest.is_relevant(*node))
                        .collect()
                }
                _ => Vec::new(),
            },
        )
    }

    fn part(&self, part: &ItemPart, item: NodeId, ix: u32) -> String {
        let forest = self.forest();
        let child = |name: &str| {
            let wanted = WantedName {
                namespace: None,
                local: name,
            };
            let child = forest.first_child_named(item, wanted);
            child
                .map(|child| forest.string_value(child).into_owned())
                .unwrap_or_default()
        };
        match part {
            ItemPart::Child(name) => child(name),
            ItemPart::TextOfChild(name) => {
                let text_id = child(name);
                self.by_id(&text_id, "", ix).unwrap_or(text_id)
            }
            ItemPart::Expression(compiled) => self
                .text_at(&compiled.expr, item, &mut self.draws(ix))
                .unwrap_or_default(),
        }
    }

    fn part_is(&self, part: &ItemPart, item: NodeId, ix: u32, value: &str) -> bool {
        let ItemPart::Child(name) = part else {
            return self.part(part, item, ix) == value;
        };
        let forest = self.forest();
        let wanted = WantedName {
            namespace: None,
            local: name,
        };
        let child = forest.first_child_named(item, wanted);
        child.is_some_and(|child| forest.string_value(child) == value)
    }

    /// The label of a value among a select's choices.
    pub(crate) fn label_of(&self, control: ControlId, ix: u32, value: &str) -> Option<String> {
        match &self.form.control(control).choices {
            Choices::None => None,
            Choices::Items(items) => {
                let item = items.iter().find(|item| *item.value == *value)?;
                Some(
                    item.label
                        .as_ref()
                        .map_or(value.to_owned(), |label| self.words(label, ix)),
                )
            }
            Choices::Set(set) => {
                let item = match self.members(set, ix, value).ok()? {
                    Some(members) => *members.first()?,
                    None => {
                        let mut items = self.items(set, ix).ok()?.into_iter();
                        items.find(|item| self.part_is(&set.value, *item, ix, value))?
                    }
                };
                Some(self.part(&set.label, item, ix))
            }
        }
    }

    /// The instance of a definition that a node sees: in the same repeat instances as far as they
    /// are shared, the first one from there on.
    pub(crate) fn seen_from(&self, ix: u32, def: DefId) -> Option<u32> {
        let mut common = Some(def);
        while let Some(at) = common {
            if let Some(top) = self.nodes.above(ix, at) {
                let mut found = Vec::new();
                self.nodes.below(self.form, top, def, &mut found);
                return found.first().copied();
            }
            common = self.form.node(at).parent;
        }
        None
    }
}

impl Host for World<'_> {
    fn instance(&self, id: &str) -> Option<NodeId> {
        self.form.instance(id)
    }

    fn itext(&self, text_id: &str) -> Option<String> {
        let words = self.by_id(text_id, "", Nodes::ROOT);
        Some(words.unwrap_or_else(|| text_id.to_owned()))
    }

    fn choice_name(&self, value: &str, question: &str, context: NodeId) -> Option<String> {
        let def = self.form.find(question.trim())?;
        let control = self.form.node(def).control?;
        let ix = self.seen_from(crate::tree::live(context)?, def)?;
        self.label_of(control, ix, value)
    }

    fn version(&self) -> Option<&str> {
        Some(self.form.version())
    }

    fn property(&self, name: &str) -> Option<String> {
        self.properties.get(name).map(str::to_owned)
    }

    fn kept(&self, at: u32, current: NodeId) -> Option<f64> {
        let aggregate = self.form.aggregates().get(at as usize)?;
        let top = self
            .nodes
            .above(crate::tree::live(current)?, aggregate.top)?;
        self.kept.value(at, top)
    }

    fn position(&self, node: NodeId) -> Option<usize> {
        let ix = crate::tree::live(node)?;
        let node = self.nodes.find(ix)?;
        self.form
            .node(node.def)
            .repeat
            .map(|_| node.ordinal as usize + 1)
    }
}
