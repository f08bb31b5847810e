//! Where entities stand: each in a section of its own.
//!
//! The innermost repeat among the sources of an entity decides its scope; all other sources must
//! lie on the way to it. Within the scope, the entity goes into the section that its saved answers
//! share, or further out if another entity already stands there.

use std::collections::HashMap;

use super::entities::{Declared, Step};
use super::report::Report;
use super::table::Table;

/// A question that an entity depends on.
#[derive(Debug, Clone)]
pub struct Source {
    /// The sections around it, the form first.
    pub steps: Vec<Step>,
    /// Its row in the survey sheet.
    pub row: u32,
    /// The property that its answer is saved to.
    pub property: Option<String>,
}

/// The part of the way that ends with the innermost repeat, or the form.
fn scope(steps: &[Step]) -> &[Step] {
    let end = steps
        .iter()
        .rposition(|(_, word)| *word == "repeat")
        .unwrap_or(0);
    steps.get(..=end).unwrap_or(steps)
}

/// Repeats on the way, and sections after the last of them.
fn rank(steps: &[Step]) -> (usize, usize) {
    let repeats = steps.iter().filter(|(_, word)| *word == "repeat").count();
    (repeats, steps.len() - scope(steps).len())
}

struct Request {
    index: usize,
    scope: Vec<Step>,
    wanted: Vec<Step>,
    saves: Vec<Vec<Step>>,
}

/// The place of each entity: the way to its section, and its index.
pub fn allocate(
    declared: &[Declared],
    table: &Table,
    survey: &Table,
    report: &mut Report,
) -> Vec<(Vec<Step>, usize)> {
    let root: Vec<Step> = vec![("survey".into(), "")];
    let requests: Vec<Request> = declared
        .iter()
        .enumerate()
        .map(|(index, declared)| request(index, declared, &root, survey, table, report))
        .collect();
    if let [only] = requests.as_slice()
        && only.scope.len() <= 1
    {
        return vec![(root, 0)];
    }
    let mut taken: HashMap<Vec<Step>, usize> = HashMap::new();
    let mut places = Vec::new();
    for request in &requests {
        let lowest = request.wanted.len();
        let highest = request.scope.len().max(1);
        let mut found = None;
        for depth in (highest..=lowest.max(highest)).rev() {
            let at = &request.wanted[..depth.min(lowest)];
            if !taken.contains_key(at) {
                found = Some(at.to_vec());
                break;
            }
            if request.saves.iter().any(|save| taken.contains_key(save)) {
                break;
            }
        }
        let Some(at) = found else {
            report.error(
                table.place(declared[request.index].row, &["dataset"]),
                "Another entity already stands in the only section that this one could have.",
                "Put its questions into a group of their own.",
            );
            continue;
        };
        taken.insert(at.clone(), request.index);
        for save in &request.saves {
            for depth in at.len()..=save.len() {
                taken.insert(save[..depth].to_vec(), request.index);
            }
        }
        places.push((at, request.index));
    }
    places
}

fn request(
    index: usize,
    declared: &Declared,
    root: &[Step],
    survey: &Table,
    table: &Table,
    report: &mut Report,
) -> Request {
    let sources = &declared.sources;
    let saves: Vec<Vec<Step>> = {
        let mut saves: Vec<Vec<Step>> = Vec::new();
        for source in sources.iter().filter(|source| source.property.is_some()) {
            if !saves.contains(&source.steps) {
                saves.push(source.steps.clone());
            }
        }
        saves
    };
    // the first of the deepest, as rows are read from top to bottom
    let mut deepest: &[Step] = root;
    for source in sources {
        let own = scope(&source.steps);
        if deepest.is_empty() || rank(own).0 > rank(deepest).0 {
            deepest = own;
        }
    }
    let wanted = match saves.as_slice() {
        [] => sources
            .iter()
            .filter(|source| same(scope(&source.steps), deepest))
            .map(|source| source.steps.as_slice())
            .fold(deepest, |best, steps| {
                if rank(steps) > rank(best) {
                    steps
                } else {
                    best
                }
            })
            .to_vec(),
        [only] => only.clone(),
        [first, rest @ ..] => {
            let shared = rest.iter().fold(first.len(), |shared, other| {
                let equal = first
                    .iter()
                    .zip(other.iter())
                    .take_while(|(a, b)| a == b)
                    .count();
                shared.min(equal)
            });
            let common = &first[..shared.max(1)];
            let inner = saves
                .iter()
                .map(|save| scope(save))
                .max_by_key(|scope| rank(scope).0);
            match inner {
                Some(inner) if rank(inner) > rank(common) => inner.to_vec(),
                _ => common.to_vec(),
            }
        }
    };
    for source in sources {
        let own = scope(&source.steps);
        let on_the_way = own.len() <= deepest.len() && same(own, &deepest[..own.len()]);
        let in_scope = source.property.is_none() || same(own, scope(&wanted));
        if on_the_way && in_scope {
            continue;
        }
        let place = match source.property {
            Some(_) => survey.place(source.row, &["bind", "entities:saveto"]),
            None => table.place(declared.row, &["dataset"]),
        };
        report.error(
            place,
            format!(
                "The entity `{}` takes answers from two repeats that don't lie within each other.",
                declared.dataset
            ),
            "Use an entity for each repeat.",
        );
    }
    Request {
        index,
        scope: scope(&wanted).to_vec(),
        wanted,
        saves,
    }
}

fn same(a: &[Step], b: &[Step]) -> bool {
    a.len() == b.len() && a.iter().zip(b).skip(1).all(|(a, b)| a == b)
}
