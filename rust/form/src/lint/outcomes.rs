//! What an expression can give: the values that are written in it, and the answers that decide which
//! of them it is.
//!
//! Deliberately not here: working expressions out. What is not written down, such as an answer that
//! is passed on or a number that is calculated, is just something else.

use std::collections::BTreeSet;
use std::rc::Rc;

use homeward_xpath::Function;
use homeward_xpath::ast::{Node, Operator};

use super::expression::{answers, name};

/// So many values tell as much as more.
const VALUES: usize = 32;

/// What an expression can give.
#[derive(Debug, Default, Clone)]
pub struct Outcomes {
    /// Values that are written in it, and `true` and `false` for what is true or not; without the
    /// empty one.
    pub values: BTreeSet<String>,
    /// Whether it can give something else.
    pub other: bool,
    /// The answers that decide.
    pub deciding: Sources,
    /// The answers that decide a code: parts that say yes or no, or a sign or two, are put one after
    /// another.
    pub code: Sources,
    /// What is put together of other parts, each for itself.
    pub pieces: Vec<Outcomes>,
}

/// The first two answers that something is made of: whether there are several is all that matters,
/// and keeps what is known of a name small.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Sources([Option<Rc<str>>; 2]);

impl Sources {
    /// Adds an answer; whether that says something new.
    pub fn add(&mut self, name: &Rc<str>) -> bool {
        let at = match &self.0 {
            [None, _] => 0,
            [Some(first), None] if first != name => 1,
            _ => return false,
        };
        self.0[at] = Some(name.clone());
        true
    }

    /// Adds those of another.
    pub fn extend(&mut self, other: &Sources) {
        other.iter().for_each(|name| {
            self.add(name);
        });
    }

    /// The answers, two at most.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<str>> {
        self.0.iter().flatten()
    }

    /// Whether there are several.
    pub fn are_several(&self) -> bool {
        self.0[1].is_some()
    }
}

/// What is known of names.
pub trait Known {
    /// What a calculation of that name can give.
    fn outcomes(&self, name: &str) -> Option<&Outcomes>;

    /// Adds the answers that a name is made of.
    fn add_sources(&self, name: &str, sources: &mut Sources);
}

/// Nothing is known.
impl Known for () {
    fn outcomes(&self, _: &str) -> Option<&Outcomes> {
        None
    }

    fn add_sources(&self, _: &str, _: &mut Sources) {}
}

impl Outcomes {
    /// What a part can give.
    pub fn of(node: &Node, known: &dyn Known) -> Outcomes {
        let mut out = Outcomes::default();
        out.add(node, known);
        out
    }

    /// Whether it says no more than yes or no.
    pub fn is_flag(&self) -> bool {
        !self.other && !self.values.is_empty() && self.values.iter().all(|value| is_flag(value))
    }

    /// Whether its values grade: they say more than yes or no. A single sentence that is there or not
    /// is a hint to the reader.
    pub fn grade(&self) -> bool {
        let says_more = self.values.iter().any(|value| !is_flag(value));
        match self.values.len() {
            0 => false,
            1 => {
                says_more
                    && !self.other
                    && self.values.iter().all(|value| value.split(' ').count() < 3)
            }
            2 => says_more,
            _ => true,
        }
    }

    fn add(&mut self, node: &Node, known: &dyn Known) {
        match node {
            Node::Number(number) => self.value(&number.to_string()),
            Node::Negate(inner) => match &**inner {
                Node::Number(number) => self.value(&format!("-{number}")),
                _ => self.other = true,
            },
            Node::Text(text) => self.value(text),
            Node::Kept(_, inner) | Node::Filter(inner, _) => self.add(inner, known),
            Node::Chain(..) | Node::Call(..) if is_truth(node) => {
                self.value("true");
                self.value("false");
                self.decided_by(node, known);
            }
            Node::Call(function, parts) => self.call(*function, parts, known),
            Node::Path(path) => match name(path).and_then(|name| known.outcomes(name)) {
                Some(outcomes) => {
                    self.values.extend(outcomes.values.iter().cloned());
                    self.other |= outcomes.other;
                    self.deciding.extend(&outcomes.deciding);
                }
                None => self.other = true,
            },
            Node::Chain(..) | Node::Union(_) => self.other = true,
        }
    }

    fn call(&mut self, function: Function, parts: &[Node], known: &dyn Known) {
        use Function as F;
        match (function, parts) {
            (F::If, [condition, yes, no]) => {
                self.decided_by(condition, known);
                self.add(yes, known);
                self.add(no, known);
            }
            (F::Coalesce, [first, second]) => {
                self.decided_by(first, known);
                self.add(first, known);
                self.add(second, known);
            }
            (F::Once | F::String | F::NormalizeSpace | F::Number | F::Int | F::Abs, [part])
            | (F::Round, [part, ..]) => self.add(part, known),
            (F::SelectedAt, [Node::Text(list), which]) => {
                list.split_whitespace().for_each(|value| self.value(value));
                self.decided_by(which, known);
            }
            (F::Substr | F::Substring, [Node::Text(list), which @ ..]) => {
                list.chars()
                    .for_each(|letter| self.value(&letter.to_string()));
                which.iter().for_each(|part| self.decided_by(part, known));
            }
            (F::Concat | F::Join, parts) => {
                self.other = true;
                self.joined(parts, known);
            }
            _ => self.other = true,
        }
    }

    /// Parts that are put one after another: each says what it says, and short ones make a code.
    fn joined(&mut self, parts: &[Node], known: &dyn Known) {
        for part in parts {
            let part = Outcomes::of(part, known);
            let is_sign = |value: &String| value.chars().count() <= 2 || is_flag(value);
            if !part.other && part.values.iter().all(is_sign) {
                self.code.extend(&part.deciding);
            }
            self.pieces.push(part);
        }
    }

    fn value(&mut self, value: &str) {
        let value = value.trim();
        if !value.is_empty() && self.values.len() < VALUES {
            self.values.insert(value.to_owned());
        }
    }

    fn decided_by(&mut self, node: &Node, known: &dyn Known) {
        for name in answers(node) {
            known.add_sources(name, &mut self.deciding);
        }
    }
}

/// Whether a part is true or false.
pub fn is_truth(node: &Node) -> bool {
    use Function as F;
    match node {
        Node::Chain(_, rest) => rest.first().is_some_and(|(operator, _)| {
            use Operator as O;
            matches!(
                operator,
                O::Or
                    | O::And
                    | O::Equal
                    | O::NotEqual
                    | O::Less
                    | O::LessOrEqual
                    | O::Greater
                    | O::GreaterOrEqual
            )
        }),
        Node::Call(function, _) => matches!(
            function,
            F::Boolean
                | F::Not
                | F::True
                | F::False
                | F::BooleanFromString
                | F::StartsWith
                | F::EndsWith
                | F::Contains
                | F::Regex
                | F::Selected
                | F::IsSelected
                | F::Checklist
                | F::WeightedChecklist
                | F::Lang
                | F::Geofence
                | F::Intersects
        ),
        _ => false,
    }
}

/// Whether a value says yes or no, in the languages of the programme.
fn is_flag(value: &str) -> bool {
    const FLAGS: [&str; 14] = [
        "yes", "no", "true", "false", "1", "0", "y", "n", "po", "jo", "da", "ne", "да", "не",
    ];
    FLAGS.contains(&value.to_lowercase().as_str())
}
