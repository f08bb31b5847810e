//! The Merkle log: RFC 6962, section 2.1, with SHA-256.
//!
//! Proofs are made as in section 2.1.1 and 2.1.2 and verified by the loops of RFC 9162, sections
//! 2.1.3.2 and 2.1.4.2. Recursion is over the height of the tree, 64 at most.

use crate::ids::Digest;

/// Hash of a leaf.
#[must_use]
pub(super) fn leaf(data: &[u8]) -> Digest {
    Digest::of_parts(&[&[0], data])
}

fn node(left: &Digest, right: &Digest) -> Digest {
    Digest::of_parts(&[&[1], &left.0, &right.0])
}

/// A Merkle tree over leaf hashes that keeps every complete subtree's hash.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// `levels[k][i]` is the hash over leaves `i * 2^k` to `(i + 1) * 2^k`.
    levels: Vec<Vec<Digest>>,
}

/// The largest power of two below `len`, which is at least 2.
fn split(len: usize) -> usize {
    1 << (usize::BITS - 1 - (len - 1).leading_zeros())
}

impl Log {
    /// An empty tree.
    #[must_use]
    pub fn new() -> Log {
        Log::default()
    }
    /// How many leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }
    /// Appends data as a leaf.
    pub fn append(&mut self, data: &[u8]) {
        let mut hash = leaf(data);
        let mut level = 0;
        loop {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let nodes = &mut self.levels[level];
            nodes.push(hash);
            match nodes.as_slice() {
                [.., left, right] if nodes.len().is_multiple_of(2) => hash = node(left, right),
                _ => break,
            }
            level += 1;
        }
    }
    fn range(&self, start: usize, len: usize) -> Digest {
        if len == 0 {
            return Digest::of(&[]);
        }
        let level = len.trailing_zeros() as usize;
        if len.is_power_of_two() && start.is_multiple_of(len) {
            return self.levels[level][start >> level];
        }
        let left = split(len);
        node(
            &self.range(start, left),
            &self.range(start + left, len - left),
        )
    }
    fn within(&self, size: u64) -> Option<usize> {
        (size <= self.size()).then(|| usize::try_from(size).ok())?
    }
    /// The root over the first `size` leaves; `None` when there are not so many.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Digest> {
        Some(self.range(0, self.within(size)?))
    }
    /// The root over all leaves.
    #[must_use]
    pub fn root(&self) -> Digest {
        self.range(0, self.levels.first().map_or(0, Vec::len))
    }
    /// The path of a leaf to the root of the first `size` leaves, from below.
    #[must_use]
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Digest>> {
        let size = self.within(size)?;
        let mut index = usize::try_from(index).ok()?;
        if index >= size {
            return None;
        }
        let (mut start, mut len) = (0, size);
        let mut path = Vec::new();
        while len > 1 {
            let left = split(len);
            if index < left {
                path.push(self.range(start + left, len - left));
                len = left;
            } else {
                path.push(self.range(start, left));
                start += left;
                index -= left;
                len -= left;
            }
        }
        path.reverse();
        Some(path)
    }
    /// That the first `old` leaves are the beginning of the first `size` ones.
    #[must_use]
    pub fn consistency(&self, old: u64, size: u64) -> Option<Vec<Digest>> {
        let size = self.within(size)?;
        let mut old = usize::try_from(old).ok()?;
        if old > size {
            return None;
        }
        if old == 0 || old == size {
            return Some(Vec::new());
        }
        let (mut start, mut len, mut whole) = (0, size, true);
        let mut path = Vec::new();
        while old != len {
            let left = split(len);
            if old <= left {
                path.push(self.range(start + left, len - left));
                len = left;
            } else {
                path.push(self.range(start, left));
                start += left;
                old -= left;
                len -= left;
                whole = false;
            }
        }
        if !whole {
            path.push(self.range(start, len));
        }
        path.reverse();
        Some(path)
    }
}

/// The root that a path gives for a leaf's data at `index` in a tree of that size; `None` when the
/// path has not the length for it.
#[must_use]
pub(super) fn root_of(data: &[u8], index: u64, size: u64, path: &[Digest]) -> Option<Digest> {
    let (mut position, mut last) = (index, size.checked_sub(1)?);
    if position > last {
        return None;
    }
    let mut hash = leaf(data);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if position & 1 == 1 || position == last {
            hash = node(sibling, &hash);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}

/// Verifies that a leaf's data is at `index` in the tree of that size and root.
#[must_use]
pub fn verify_inclusion(
    data: &[u8],
    index: u64,
    size: u64,
    path: &[Digest],
    root: &Digest,
) -> bool {
    root_of(data, index, size, path) == Some(*root)
}

/// Verifies that the tree of size `old` is the beginning of the tree of size `new`.
#[must_use]
pub fn verify_consistency(
    old: u64,
    old_root: &Digest,
    new: u64,
    new_root: &Digest,
    path: &[Digest],
) -> bool {
    if old > new {
        return false;
    }
    if old == 0 {
        return path.is_empty();
    }
    if old == new {
        return path.is_empty() && old_root == new_root;
    }
    // Where the old size is a power of two its root is itself the first hash of the path.
    let mut path = path.iter();
    let first = if old.is_power_of_two() {
        *old_root
    } else {
        match path.next() {
            Some(first) => *first,
            None => return false,
        }
    };
    let (mut position, mut last) = (old - 1, new - 1);
    while position & 1 == 1 {
        position >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (first, first);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            old_hash = node(sibling, &old_hash);
            new_hash = node(sibling, &new_hash);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node(&new_hash, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(size: u64) -> Log {
        let mut log = Log::new();
        (0..size).for_each(|index| log.append(&index.to_be_bytes()));
        log
    }

    /// The definition of RFC 6962, section 2.1, word for word.
    fn definition(leaves: &[Vec<u8>]) -> Digest {
        match leaves {
            [] => Digest::of(&[]),
            [one] => leaf(one),
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len()));
                node(&definition(left), &definition(right))
            }
        }
    }

    #[test]
    fn every_proof_of_small_trees() {
        const MOST: u64 = 20;
        let log = tree(MOST);
        let leaves: Vec<Vec<u8>> = (0..MOST).map(|i| i.to_be_bytes().to_vec()).collect();
        for size in 0..=MOST {
            let root = log.root_at(size).unwrap();
            assert_eq!(root, definition(&leaves[..size as usize]));
            for index in 0..size {
                let path = log.inclusion(index, size).unwrap();
                let data = &leaves[index as usize];
                assert!(verify_inclusion(data, index, size, &path, &root));
                for other in 0..=size {
                    let holds = verify_inclusion(data, other, size, &path, &root);
                    assert_eq!(holds, other == index, "{index} shown as {other} of {size}");
                }
                assert!(!verify_inclusion(b"other", index, size, &path, &root));
            }
            for old in 0..=size {
                let old_root = log.root_at(old).unwrap();
                let path = log.consistency(old, size).unwrap();
                assert!(
                    verify_consistency(old, &old_root, size, &root, &path),
                    "{old} to {size}"
                );
                if old > 0 {
                    let wrong = Digest([9; 32]);
                    assert!(!verify_consistency(old, &wrong, size, &root, &path));
                    assert!(!verify_consistency(old, &old_root, size, &wrong, &path));
                }
                if old > 0 && old < size {
                    assert!(!verify_consistency(old, &old_root, size, &root, &path[1..]));
                    let longer = [path, vec![root]].concat();
                    assert!(!verify_consistency(old, &old_root, size, &root, &longer));
                }
            }
        }
        assert_eq!(log.inclusion(MOST, MOST), None);
        assert_eq!(log.consistency(2, MOST + 1), None);
    }

    #[test]
    fn empty_tree_is_the_hash_of_nothing() {
        assert_eq!(
            tree(0).root().hex(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
