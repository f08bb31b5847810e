//! The state tree: the latest stub of each (type, subject), sorted.
//!
//! The state root is SHA-256(0x02 ‖ count, eight big-endian bytes ‖ Merkle root over the sorted
//! stubs), so a proof of absence can show two neighbours between which nothing lies.

use std::collections::BTreeMap;

use super::head::Stub;
use super::log::{Log, root_of};
use crate::cbor::Cbor;
use crate::cbor_map;
use crate::ids::{Digest, SubjectId};
use crate::statement::StatementType;

/// What both trees and clients look statements up by.
pub(super) type Key = (StatementType, SubjectId);

pub(super) fn key(stub: &Stub) -> Key {
    (stub.kind, stub.subject)
}

cbor_map! {
    /// Where a stub is in the sorted tree.
    pub struct StatePath {
        /// Position, from 0.
        0 => position: u64,
        /// Hashes to the root, from below.
        1 => path: Vec<Digest>,
    }
}

cbor_map! {
    /// A stub that is there, and where.
    pub struct Neighbour {
        /// The stub.
        0 => stub: Stub,
        /// Where it is.
        1 => at: StatePath,
    }
}

cbor_map! {
    /// That a (type, subject) has a certain latest stub, or none.
    pub struct StateProof {
        /// How many stubs the tree has.
        0 => count: u64,
        /// Where the stub is, if there is one.
        1 => present: Option<StatePath>,
        /// If there is none: the stub before its place; absent at the beginning.
        2 => left: Option<Neighbour>,
        /// If there is none: the stub after its place; absent at the end.
        3 => right: Option<Neighbour>,
    }
}

fn root(count: u64, merkle: &Digest) -> Digest {
    Digest::of_parts(&[&[2], &count.to_be_bytes(), &merkle.0])
}

/// The sorted tree at one moment.
#[derive(Debug, Clone)]
pub(super) struct StateTree {
    stubs: Vec<Stub>,
    tree: Log,
}

impl StateTree {
    pub(super) fn new(latest: &BTreeMap<Key, Stub>) -> StateTree {
        let stubs: Vec<Stub> = latest.values().copied().collect();
        let mut tree = Log::new();
        stubs.iter().for_each(|stub| tree.append(&stub.to_cbor()));
        StateTree { stubs, tree }
    }
    pub(super) fn root(&self) -> Digest {
        root(self.tree.size(), &self.tree.root())
    }
    fn path(&self, position: usize) -> StatePath {
        let position = position as u64;
        StatePath {
            position,
            path: self
                .tree
                .inclusion(position, self.tree.size())
                .expect("positions come from the tree itself"),
        }
    }
    fn neighbour(&self, position: Option<usize>) -> Option<Neighbour> {
        let position = position?;
        let stub = *self.stubs.get(position)?;
        let at = self.path(position);
        Some(Neighbour { stub, at })
    }
    pub(super) fn prove(&self, wanted: &Key) -> (Option<Stub>, StateProof) {
        let mut proof = StateProof {
            count: self.tree.size(),
            present: None,
            left: None,
            right: None,
        };
        match self.stubs.binary_search_by_key(wanted, key) {
            Ok(position) => {
                proof.present = Some(self.path(position));
                (Some(self.stubs[position]), proof)
            }
            Err(position) => {
                proof.left = self.neighbour(position.checked_sub(1));
                proof.right = self.neighbour(Some(position));
                (None, proof)
            }
        }
    }
}

impl StateProof {
    fn holds(&self, stub: &Stub, at: &StatePath, state_root: &Digest) -> bool {
        root_of(&stub.to_cbor(), at.position, self.count, &at.path)
            .is_some_and(|merkle| root(self.count, &merkle) == *state_root)
    }
    /// Verifies that `wanted` has exactly this latest stub, or none.
    #[must_use]
    pub fn verify(
        &self,
        wanted: &(StatementType, SubjectId),
        stub: Option<&Stub>,
        state_root: &Digest,
    ) -> bool {
        match (stub, &self.present) {
            (Some(stub), Some(at)) => key(stub) == *wanted && self.holds(stub, at, state_root),
            (None, None) => self.between(wanted, state_root),
            _ => false,
        }
    }
    fn between(&self, wanted: &Key, state_root: &Digest) -> bool {
        if self.count == 0 {
            return root(0, &Log::new().root()) == *state_root;
        }
        let next = match &self.left {
            None => 0,
            Some(left)
                if key(&left.stub) < *wanted && self.holds(&left.stub, &left.at, state_root) =>
            {
                left.at.position + 1
            }
            Some(_) => return false,
        };
        match &self.right {
            None => next == self.count,
            Some(right) => {
                right.at.position == next
                    && key(&right.stub) > *wanted
                    && self.holds(&right.stub, &right.at, state_root)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stub(number: u8) -> Stub {
        Stub {
            index: u64::from(number),
            kind: StatementType::User,
            subject: SubjectId([number; 16]),
            digest: Digest([number; 32]),
        }
    }

    #[test]
    fn presence_and_absence() {
        for count in 0..9u8 {
            let stubs: BTreeMap<Key, Stub> = (0..count)
                .map(|n| stub(2 * n + 1))
                .map(|s| (key(&s), s))
                .collect();
            let tree = StateTree::new(&stubs);
            let state_root = tree.root();
            for number in 0..=2 * count {
                let wanted = key(&stub(number));
                let (found, proof) = tree.prove(&wanted);
                assert_eq!(found.is_some(), number % 2 == 1);
                assert!(proof.verify(&wanted, found.as_ref(), &state_root));
                // The proof of one key proves nothing about another, nor the other way round.
                let other = key(&stub(number + 1));
                if number < 2 * count {
                    assert!(!proof.verify(&other, found.as_ref(), &state_root));
                }
                let lie = if found.is_some() {
                    None
                } else {
                    Some(stub(number))
                };
                assert!(!proof.verify(&wanted, lie.as_ref(), &state_root));
                let mut fewer = proof.clone();
                fewer.count += 1;
                assert!(!fewer.verify(&wanted, found.as_ref(), &state_root));
                if let (Some(_), Some(_)) = (&proof.left, &proof.right) {
                    let mut cut = proof.clone();
                    cut.right = None;
                    assert!(!cut.verify(&wanted, None, &state_root));
                }
            }
        }
    }
}
