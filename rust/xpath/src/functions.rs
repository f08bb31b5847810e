//! What the functions do, in files by subject.
//!
//! Invariant: [`call`] is given a number of arguments that the function accepts, so that an argument that
//! is not optional is always there.

mod dates;
mod digest;
mod geo;
mod logic;
mod nodes;
mod numbers;
mod random;
mod repeat;
mod selections;
mod strings;

pub(crate) use digest::{algorithm_fault, encoding_fault};
pub(crate) use geo::{NO_PLACE, place_fault};
pub(crate) use random::length_fault;
pub(crate) use strings::pattern_fault;

use std::borrow::Cow;

use crate::ast::Node;
use crate::context::Context;
use crate::eval::{self, Focus, convert};
use crate::eval_error::EvalError;
use crate::function::Function as F;
use crate::tree::NodeId;
use crate::value::{NodeSet, Value};

/// The arguments of a call, evaluated when asked for.
pub(crate) struct Arguments<'a, 'c, 'r> {
    nodes: &'a [Node],
    pub cx: &'c mut Context<'a, 'r>,
    pub at: Focus,
    pub function: F,
}

impl<'a> Arguments<'a, '_, '_> {
    fn len(&self) -> usize {
        self.nodes.len()
    }

    /// An argument as it was written; arity is checked when parsing.
    fn node(&self, index: usize) -> &'a Node {
        const NOTHING: &Node = &Node::Number(f64::NAN);
        self.nodes.get(index).unwrap_or(NOTHING)
    }

    fn value(&mut self, index: usize) -> Result<Value<'a>, EvalError> {
        eval::value(self.node(index), self.cx, self.at)
    }

    fn text(&mut self, index: usize) -> Result<Cow<'a, str>, EvalError> {
        eval::text(self.node(index), self.cx, self.at)
    }

    fn number(&mut self, index: usize) -> Result<f64, EvalError> {
        eval::number(self.node(index), self.cx, self.at)
    }

    fn boolean(&mut self, index: usize) -> Result<bool, EvalError> {
        eval::boolean(self.node(index), self.cx, self.at)
    }

    /// All nodes of an argument.
    fn nodes(&mut self, index: usize) -> Result<NodeSet, EvalError> {
        eval::nodes(self.node(index), self.cx, self.at, self.function.name())
    }

    /// The nodes of an argument that are relevant: what aggregates are about.
    fn relevant(&mut self, index: usize) -> Result<Vec<NodeId>, EvalError> {
        let mut nodes = self.nodes(index)?.into_vec();
        nodes.retain(|node| self.cx.tree.is_relevant(*node));
        self.cx.spend(nodes.len())?;
        Ok(nodes)
    }

    /// The first node of the argument, or the context node where there is no argument.
    fn node_or_context(&mut self) -> Result<Option<NodeId>, EvalError> {
        if self.len() == 0 {
            Ok(Some(self.at.node))
        } else {
            Ok(self.nodes(0)?.first().copied())
        }
    }

    /// The text of the argument, or of the context node where there is no argument.
    fn text_or_context(&mut self) -> Result<Cow<'a, str>, EvalError> {
        if self.len() == 0 {
            Ok(self.cx.tree.string_value(self.at.node))
        } else {
            self.text(0)
        }
    }

    /// The arguments from `start` on as single values: each node of a node-set is one.
    fn items(&mut self, start: usize, step: usize) -> Result<Vec<Item<'a>>, EvalError> {
        let mut items = Vec::new();
        for index in (start..self.len()).step_by(step) {
            match self.value(index)? {
                Value::Nodes(nodes) => {
                    self.cx.spend(nodes.len())?;
                    let relevant = nodes.iter().filter(|node| self.cx.tree.is_relevant(**node));
                    items.extend(relevant.map(|node| Item::Node(*node)));
                }
                value => items.push(Item::Value(value)),
            }
        }
        Ok(items)
    }

    fn error<T>(&self, reason: &'static str) -> Result<T, EvalError> {
        Err(EvalError::argument(self.function, reason))
    }
}

/// One of the values that arguments stand for.
enum Item<'a> {
    Node(NodeId),
    Value(Value<'a>),
}

impl<'a> Item<'a> {
    fn text(self, cx: &Context<'a, '_>) -> Cow<'a, str> {
        match self {
            Self::Node(node) => cx.tree.string_value(node),
            Self::Value(value) => convert::text(value, cx),
        }
    }

    fn number(&self, cx: &Context<'_, '_>) -> f64 {
        match self {
            Self::Node(node) => convert::node_number(*node, cx),
            Self::Value(value) => convert::number(value, cx),
        }
    }

    fn truth(&self, cx: &Context<'_, '_>) -> bool {
        match self {
            Self::Node(node) => convert::node_value_truth(*node, cx),
            Self::Value(value) => convert::boolean(value, cx),
        }
    }
}

/// Calls a function that stands for itself: together they would make one frame too deep for nested calls, and
/// pages would load all of them to read with a few.
#[inline(never)]
fn apart<'a, 'c, 't>(
    function: fn(&mut Arguments<'a, 'c, 't>) -> Result<Value<'a>, EvalError>,
    arguments: &mut Arguments<'a, 'c, 't>,
) -> Result<Value<'a>, EvalError> {
    function(arguments)
}

/// Calls a function.
pub(crate) fn call<'a>(
    function: F,
    nodes: &'a [Node],
    cx: &mut Context<'a, '_>,
    at: Focus,
) -> Result<Value<'a>, EvalError> {
    let mut arguments = Arguments {
        nodes,
        cx,
        at,
        function,
    };
    let arguments = &mut arguments;
    match function {
        F::Last => Ok(Value::Number(at.size as f64)),
        F::Position => apart(nodes::position, arguments),
        F::Count => Ok(Value::Number(arguments.relevant(0)?.len() as f64)),
        F::CountNonEmpty => apart(nodes::count_non_empty, arguments),
        F::Id => apart(nodes::id, arguments),
        F::LocalName | F::NamespaceUri | F::Name => apart(nodes::name, arguments),
        F::Lang => apart(nodes::lang, arguments),
        F::Instance => apart(nodes::instance, arguments),
        F::Current => Ok(Value::Nodes(NodeSet::one(arguments.cx.current))),
        F::Randomize => apart(random::randomize, arguments),
        F::IndexedRepeat => apart(repeat::indexed, arguments),

        F::String => Ok(Value::String(arguments.text_or_context()?)),
        F::Concat => strings::join(arguments, 0),
        F::Join => strings::join(arguments, 1),
        F::StartsWith | F::EndsWith | F::Contains => apart(strings::test, arguments),
        F::SubstringBefore | F::SubstringAfter => apart(strings::around, arguments),
        F::Substring => apart(strings::substring, arguments),
        F::Substr => apart(strings::substr, arguments),
        F::StringLength => Ok(Value::Number(
            arguments.text_or_context()?.chars().count() as f64
        )),
        F::NormalizeSpace => apart(strings::normalize_space, arguments),
        F::Translate => apart(strings::translate, arguments),
        F::Regex => apart(strings::regex, arguments),
        F::Uuid => apart(random::uuid, arguments),
        F::Digest => apart(digest::digest, arguments),
        F::Base64Decode => apart(digest::base64_decode, arguments),
        F::ExtractSigned => apart(digest::extract_signed, arguments),
        F::Pulldata => apart(nodes::pulldata, arguments),

        F::Boolean => Ok(Value::Boolean(arguments.boolean(0)?)),
        F::Not => Ok(Value::Boolean(!arguments.boolean(0)?)),
        F::True => Ok(Value::Boolean(true)),
        F::False => Ok(Value::Boolean(false)),
        F::If => arguments
            .boolean(0)
            .and_then(|condition| arguments.value(if condition { 1 } else { 2 })),
        F::Depend => arguments.value(0),
        F::Coalesce => apart(logic::coalesce, arguments),
        F::Once => apart(logic::once, arguments),
        F::BooleanFromString => apart(logic::boolean_from_string, arguments),
        F::Checklist => apart(logic::checklist, arguments),
        F::WeightedChecklist => apart(logic::weighted_checklist, arguments),

        F::Number => apart(numbers::number, arguments),
        F::Int => apart(numbers::int, arguments),
        F::Sum => apart(numbers::sum, arguments),
        F::Max | F::Min => apart(numbers::extreme, arguments),
        F::Round => apart(numbers::round, arguments),
        F::Random => Ok(Value::Number(random::fraction(arguments.cx))),
        F::Pi => Ok(Value::Number(std::f64::consts::PI)),
        F::Pow | F::Atan2 => apart(numbers::of_two, arguments),
        F::Floor | F::Ceiling | F::Abs | F::Sqrt | F::Exp | F::Exp10 | F::Log | F::Log10 => {
            apart(numbers::of_one, arguments)
        }
        F::Sin | F::Cos | F::Tan | F::Asin | F::Acos | F::Atan => apart(numbers::of_one, arguments),

        F::Today => Ok(dates::today(arguments.cx)),
        F::Now => Ok(dates::now(arguments.cx)),
        F::Date => apart(dates::date, arguments),
        F::DateTime => apart(dates::date_time, arguments),
        F::DecimalDateTime => apart(dates::decimal_date_time, arguments),
        F::DecimalTime => apart(dates::decimal_time, arguments),
        F::FormatDate | F::FormatDateTime => apart(dates::format, arguments),

        F::Selected | F::IsSelected => apart(selections::selected, arguments),
        F::SelectedAt => apart(selections::selected_at, arguments),
        F::CountSelected => apart(selections::count_selected, arguments),
        F::ChoiceName => apart(selections::choice_name, arguments),
        F::Itext => apart(selections::itext, arguments),

        F::Area | F::EnclosedArea => apart(geo::area, arguments),
        F::Distance => apart(geo::distance, arguments),
        F::Geofence => apart(geo::geofence, arguments),
        F::Intersects => apart(geo::intersects, arguments),

        F::Version => Ok(Value::text(arguments.cx.host.version().unwrap_or(""))),
        F::Property => {
            let name = arguments.text(0)?;
            Ok(Value::text(
                arguments.cx.host.property(&name).unwrap_or_default(),
            ))
        }
    }
}
