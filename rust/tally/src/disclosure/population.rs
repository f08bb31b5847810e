//! Persons whom several tables ask: what ties these tables together although none prints it.
//!
//! Whoever was asked is in the denominator, did not say, or passed the question over. So two tables
//! that ask the same persons have one sum, cell by cell, and an attacker who sees one of them
//! narrows the other. The persons of a population are variables that no figure prints; each table
//! that asks them is bounded by them.
//!
//! Invariant: nothing is said that is not true of the counts. Where the sums of two tables differ
//! (somebody passed a question over, or was asked it in another cell than the rest), the attacker
//! is taken to know by how much: more than anybody can know, so that a doubt counts as unsafe.
//!
//! What it deliberately does not do: tie persons of different periods. Who is in one period may be
//! in the next or not, and no sum of counts follows from that.

use super::system::{Single, System, TableError, Unprinted, Var};

/// Persons whom several tables ask, counted by one or more splits.
#[derive(Debug, Clone)]
pub struct Population {
    splits: Vec<Vec<Var>>,
}

impl Population {
    /// The variables of a split, in the order in which its counts were given.
    #[must_use]
    pub fn split(&self, at: usize) -> &[Var] {
        self.splits.get(at).map_or(&[], Vec::as_slice)
    }
}

/// How a table asks a population.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// For each inner cell of the table the variables whose sum is the population there.
    pub base: &'a [Vec<Var>],
    /// For each inner cell how many preferred not to say.
    pub did_not_say: &'a [u64],
    /// Whether everybody of the population belongs to the table, or some only.
    pub all: bool,
    /// Whether a person can prefer not to say; not if the form requires an answer.
    pub may_decline: bool,
    /// The k that holds for the number of those who did not say.
    pub k: u32,
}

impl System {
    /// Adds a population; every split counts the same persons.
    ///
    /// # Errors
    /// If the splits have different sums.
    pub fn population(&mut self, splits: &[&[u64]]) -> Result<Population, TableError> {
        let sum = |counts: &&[u64]| counts.iter().sum::<u64>();
        let sums: Vec<u64> = splits.iter().map(sum).collect();
        if sums.windows(2).any(|pair| pair[0] != pair[1]) {
            return Err(TableError::Counts);
        }
        let splits: Vec<Vec<Var>> = splits.iter().map(|split| self.variables(split)).collect();
        for pair in splits.windows(2) {
            self.differ_by(&pair[0], &pair[1], 0);
        }
        Ok(Population { splits })
    }

    /// Ties a table with these denominators to a population, and gives the number of those who did not say, if there can be
    /// any: it is printed beside the table.
    ///
    /// # Errors
    /// If the number of cells differs.
    pub fn ask(
        &mut self,
        denominators: &[Var],
        asked: &Asked<'_>,
    ) -> Result<Option<Single>, TableError> {
        if asked.base.len() != denominators.len() || asked.did_not_say.len() != denominators.len() {
            return Err(TableError::Counts);
        }
        let declined: u64 = asked.did_not_say.iter().sum();
        let single = (asked.may_decline || declined > 0).then(|| self.single(declined, asked.k));
        let mut passed_over = 0;
        for ((d, base), declined) in denominators.iter().zip(asked.base).zip(asked.did_not_say) {
            let here = self.truth_of(base) as i64 - self.truth_of(&[*d]) as i64 - *declined as i64;
            let known = if asked.all { here } else { here.min(0) };
            passed_over += known;
            self.bound_by(base.clone(), vec![*d], -known);
            if asked.all && asked.may_decline && denominators.len() > 1 {
                let (plus, minus) = (self.unprinted(base.clone()), self.unprinted(vec![*d]));
                let k = asked.k;
                self.unprinted.push(Unprinted { plus, minus, k });
            }
            if asked.all && single.is_none() {
                self.bound_by(vec![*d], base.clone(), known);
            }
        }
        let base: Vec<Var> = asked.base.iter().flatten().copied().collect();
        let mut counted = denominators.to_vec();
        counted.extend(single.map(|(var, _)| var));
        if asked.all && single.is_none() {
            let total = self.figure(denominators.to_vec(), 0);
            self.ceilings.push(total);
        }
        if asked.all {
            // Without anybody who did not say, each cell has said it already.
            if single.is_some() {
                self.differ_by(&base, &counted, passed_over);
            }
        } else {
            self.bound_by(base, counted, -passed_over);
        }
        Ok(single.map(|(_, single)| single))
    }

    /// As [`System::bound`], for what holds but for rare cases: where it does not, the attacker is
    /// taken to know by how much.
    pub fn bound_nearly(&mut self, plus: &[Var], minus: &[Var]) {
        let slack = self.truth_of(minus).saturating_sub(self.truth_of(plus));
        self.bound_by(plus.to_vec(), minus.to_vec(), slack as i64);
    }

    /// The sum of `greater` is that of `smaller` and `by`.
    fn differ_by(&mut self, greater: &[Var], smaller: &[Var], by: i64) {
        self.bound_by(greater.to_vec(), smaller.to_vec(), -by);
        self.bound_by(smaller.to_vec(), greater.to_vec(), by);
    }
}

#[cfg(test)]
mod tests;
