//! Which nodes without a type keep dates: those whose calculation gives one, so that what a form works out with
//! `today()` or copies from a date goes on to count as a date, as it does in JavaRosa.
//!
//! Invariant: the form alone decides, so that a draft that is opened again means what it meant. Text that is
//! put together or written out is never a date, whatever it looks like.

use homeward_form::definition::DataType;
use homeward_form::{DefId, Form};
use homeward_xpath::Function as F;
use homeward_xpath::ast::{Node, NodeTest};

/// How many parts of calculations are looked at; beyond them a value is text.
const PARTS: u32 = 64;

/// Whether the values of a definition are dates or moments.
pub(crate) fn is_date(form: &Form, def: DefId) -> bool {
    keeps(form, def, &mut PARTS.clone())
}

fn keeps(form: &Form, def: DefId, left: &mut u32) -> bool {
    let Some(bind) = form.bind(def) else {
        return false;
    };
    match (bind.data_type, &bind.calculate) {
        (DataType::Date | DataType::DateTime, _) => true,
        (DataType::Text, Some(calculate)) => {
            let mut read = |name: &str, left: &mut u32| {
                let mut reads = calculate.reads.iter().map(|read| read.def);
                reads.any(|def| *form.node(def).name.local == *name && keeps(form, def, left))
            };
            gives(calculate.expr.root(), &mut read, left)
        }
        _ => false,
    }
}

/// Whether a part of an expression may give a date; `read` tells of the nodes with a name.
fn gives(part: &Node, read: &mut dyn FnMut(&str, &mut u32) -> bool, left: &mut u32) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match part {
        Node::Call(F::Today | F::Now | F::Date | F::DateTime, _) => true,
        Node::Call(F::If, arguments) => arguments[1..].iter().any(|one| gives(one, read, left)),
        Node::Call(F::Coalesce | F::Once | F::Depend, arguments) => {
            arguments.iter().any(|one| gives(one, read, left))
        }
        Node::Path(path) => match path.steps.last().map(|step| &step.test) {
            Some(NodeTest::Name { local, .. }) => read(local, left),
            _ => false,
        },
        Node::Filter(inner, _) => gives(inner, read, left),
        _ => false,
    }
}
