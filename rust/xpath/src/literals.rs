//! Arguments that are written out and cannot be right, whatever the data holds: found while parsing.
//!
//! Invariant: what is refused here would be an error of every evaluation. It deliberately says nothing
//! about arguments that have to be evaluated first.

use crate::ast::Node;
use crate::function::Function;
use crate::functions;

/// What is wrong with a written-out argument of a call, in words that go on after the function's name.
pub(crate) fn fault(function: Function, arguments: &[Node]) -> Option<&'static str> {
    let text = |index: usize| match arguments.get(index) {
        Some(Node::Text(text)) => Some(&**text),
        _ => None,
    };
    match function {
        // In a browser forms have been checked before, and reading needs no patterns otherwise.
        Function::Regex if !cfg!(target_family = "wasm") => {
            text(1).and_then(functions::pattern_fault)
        }
        Function::Digest => text(1)
            .and_then(functions::algorithm_fault)
            .or_else(|| text(2).and_then(functions::encoding_fault)),
        // The other functions of places have a value for what is none, in the standard meaning.
        Function::Geofence => arguments.iter().find_map(|argument| match argument {
            Node::Text(text) => functions::place_fault(text),
            Node::Number(_) => Some(functions::NO_PLACE),
            _ => None,
        }),
        Function::Uuid => match arguments.first() {
            Some(Node::Number(length)) => functions::length_fault(*length),
            _ => None,
        },
        Function::IndexedRepeat => arguments
            .iter()
            .enumerate()
            .any(|(at, argument)| {
                (at == 0 || at % 2 == 1) && matches!(argument, Node::Text(_) | Node::Number(_))
            })
            .then_some("the target and the repeats have to be paths"),
        _ => None,
    }
}
