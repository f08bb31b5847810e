//! Values of rows that stand on the values of all rows of the same name, their own included.
//!
//! A value may stand on that of another row (`/data/r[position() = …]/s`); without a predicate the
//! path holds the row itself, and there is no end. The graph cannot tell the two apart. What
//! `indexed-repeat()` takes is one row that it names, so it is left alone too.

use homeward_xpath::Function;
use homeward_xpath::ast::{Node, Path};

use super::Reading;
use crate::definition::{Bind, DefId};
use crate::problem::Place;
use crate::reads::{Aspect, Reader};

impl Reading<'_> {
    /// Reports such calculations, by name.
    pub(super) fn check_own_values(&mut self, binds: &[Bind]) {
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            let id = DefId(at as u32);
            let bind = node.bind.and_then(|bind| binds.get(bind as usize));
            let Some(calculate) = bind.and_then(|bind| bind.calculate.as_ref()) else {
                continue;
            };
            let is_own = |def: DefId, aspect: Aspect| def == id && aspect == Aspect::Value;
            let reads = &calculate.reads;
            if calculate.uses_own_value
                || node.in_repeat.is_none()
                || !reads.iter().any(|read| is_own(read.def, read.aspect))
            {
                continue;
            }
            let mut of_one_row: Vec<&Path> = Vec::new();
            calculate.expr.root().each_call(&mut |function, arguments| {
                if let (Function::IndexedRepeat, Some(Node::Path(path))) =
                    (function, arguments.first())
                {
                    of_one_row.push(path);
                }
            });
            let mut found = false;
            calculate
                .expr
                .root()
                .each_path(false, &mut |path, in_predicate| {
                    let plain = path.steps.iter().all(|step| step.predicates.is_empty());
                    if plain && !in_predicate && !found && !of_one_row.contains(&path) {
                        let path = Node::Path(Box::new(path.clone()));
                        let reads = Reader::read(&path, id, &self.nodes);
                        found = reads.iter().any(|read| is_own(read.def, read.aspect));
                    }
                });
            if found {
                let path = node.path.to_string();
                self.error(
                    Place::Path(path.clone()),
                    format!("These values depend on themselves: {path}."),
                    "Take one of them out of the other's calculation or relevance.",
                );
            }
        }
    }
}
