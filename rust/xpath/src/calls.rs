//! Looking at the calls of an expression without evaluating it.

use crate::ast::{Base, Node};
use crate::function::Function;

impl Node {
    /// Calls `see` on every function call inside, also in predicates, outer before inner.
    pub fn each_call<'e>(&'e self, see: &mut dyn FnMut(Function, &'e [Node])) {
        match self {
            Self::Chain(first, rest) => {
                first.each_call(see);
                rest.iter().for_each(|(_, node)| node.each_call(see));
            }
            Self::Negate(inner) => inner.each_call(see),
            Self::Union(parts) => parts.iter().for_each(|node| node.each_call(see)),
            Self::Call(function, arguments) => {
                see(*function, arguments);
                arguments.iter().for_each(|node| node.each_call(see));
            }
            Self::Path(path) => {
                if let Base::Other(inner) = &path.base {
                    inner.each_call(see);
                }
                let predicates = path.steps.iter().flat_map(|step| &step.predicates);
                predicates.for_each(|node| node.each_call(see));
            }
            Self::Filter(inner, predicates) => {
                inner.each_call(see);
                predicates.iter().for_each(|node| node.each_call(see));
            }
            _ => {}
        }
    }
}
