//! Values in the order of their keys, several of a key side by side: a list instead of a tree, since a page loads the
//! code of every kind of tree.

/// Values by key.
pub(crate) struct Listed<K, V>(Vec<(K, V)>);

impl<K, V> Default for Listed<K, V> {
    fn default() -> Listed<K, V> {
        Listed(Vec::new())
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Listed<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Listed<K, V> {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        Listed(pairs)
    }
}

impl<K: Ord, V> Listed<K, V> {
    /// All of a key, in the order in which they came.
    pub fn all(&self, key: &K) -> &[(K, V)] {
        let start = self.0.partition_point(|(other, _)| other < key);
        let count = self.0[start..].partition_point(|(other, _)| other == key);
        &self.0[start..start + count]
    }

    /// The first of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        Some(&self.all(key).first()?.1)
    }

    /// Adds one behind others of its key.
    pub fn insert(&mut self, key: K, value: V) {
        let at = self.0.partition_point(|(other, _)| *other <= key);
        self.0.insert(at, (key, value));
    }

    /// All, in order of key.
    pub fn pairs(&self) -> &[(K, V)] {
        &self.0
    }
}

/// Each once, in order.
pub(crate) fn sorted<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort();
    values.dedup();
    values
}
