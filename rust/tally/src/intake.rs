//! Takes whole export files in: the first half of `homeward release make`.
//!
//! Invariant: all files are of one institution and one directory; the longest log among them is
//! replayed, and the others must be beginnings of it.

use homeward_seal::{Digest, OpeningKey};

use crate::{
    export::{Export, ExportError},
    office::{Office, Trust},
    trust::TrustError,
};

/// Why export files are not taken in. Single tallies that are refused are no such reason: see
/// [`Office::refusals`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// There is no file.
    #[error("give at least one tally export")]
    NoFile,
    /// A file is not an export, or damaged.
    #[error("export {0}: {1}")]
    Export(usize, ExportError),
    /// The directory in the files does not hold.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The files' directories contradict each other.
    #[error("export {0} has another directory than the others")]
    OtherDirectory(usize),
    /// The directory does not have the period of a file.
    #[error("export {0} is of a period that the settings do not have")]
    Period(usize),
}

/// An office that has taken every tally of these files (each a whole export, numbered from 1 in
/// errors). `genesis` is the hash that the office keeps; `progress` is called with the number of
/// tallies done and in all.
///
/// # Errors
/// [`IntakeError`].
pub fn open_exports(
    genesis: &Digest,
    files: &[&[u8]],
    keys: impl IntoIterator<Item = OpeningKey>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Office, IntakeError> {
    let mut exports = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let export = Export::read(file).map_err(|error| IntakeError::Export(at + 1, error))?;
        exports.push(export);
    }
    let logs = exports.iter().map(|export| &export.header.statements);
    let longest = logs
        .clone()
        .max_by_key(|log| log.len())
        .ok_or(IntakeError::NoFile)?;
    if let Some(at) = logs.clone().position(|log| !longest.starts_with(log)) {
        return Err(IntakeError::OtherDirectory(at + 1));
    }
    let trust = Trust::from_log(genesis, longest)?;
    if let Some(at) = exports
        .iter()
        .position(|export| export.header.tenant != trust.tenant)
    {
        return Err(IntakeError::OtherDirectory(at + 1));
    }
    let total = exports.iter().map(|export| export.header.count).sum();
    let mut office = Office::new(trust, keys);
    let mut done = 0;
    for (at, export) in exports.into_iter().enumerate() {
        let period = export.header.period.clone();
        office
            .include(&period)
            .map_err(|_| IntakeError::Period(at + 1))?;
        for tally in export {
            // A refusal is counted by the office; the rest still counts.
            let _refused = office.take(&period, tally);
            done += 1;
            progress(done, total);
        }
    }
    Ok(office)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{export, trust::tests::log};
    use homeward_seal::{Bytes, PeriodId, TenantId, statement::Statement};
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    fn file(statements: &[Bytes], period: &str, tallies: Vec<Vec<u8>>) -> Vec<u8> {
        let tenant = statements.first().map_or(TenantId([0; 16]), |first| {
            Statement::parse(first).unwrap().tenant()
        });
        let period = PeriodId::new(period).unwrap();
        let mut random = ChaCha20Rng::seed_from_u64(5);
        export::write(tenant, period, statements.to_vec(), tallies, &mut random)
    }

    #[test]
    fn files_of_one_directory_are_taken_and_refusals_counted() {
        let (genesis, statements, _) = log(1);
        let early = file(&statements[..4], "2025-05", vec![vec![1, 2, 3]]);
        let late = file(&statements, "2025-05", vec![vec![4]]);
        let mut seen = vec![];
        let mut progress = |done, total| seen.push((done, total));
        let office = open_exports(&genesis, &[&early, &late], [], &mut progress).unwrap();
        assert_eq!(office.accepted(), 0);
        assert_eq!(office.refusals().values().sum::<u64>(), 2);
        assert_eq!(office.periods().len(), 1);
        assert_eq!(seen, [(1, 2), (2, 2)]);
    }

    #[test]
    fn files_that_do_not_belong_together_are_refused() {
        let (genesis, statements, _) = log(1);
        let (_, foreign, _) = log(2);
        let good = file(&statements, "2025-05", vec![]);
        let other = file(&foreign[..4], "2025-05", vec![]);
        let unknown = file(&statements, "2031-05", vec![]);
        let open = |files: &[&[u8]]| {
            open_exports(&genesis, files, [], &mut |_, _| {})
                .map(|_| ())
                .unwrap_err()
        };
        assert_eq!(open(&[]), IntakeError::NoFile);
        assert_eq!(open(&[&good, &other]), IntakeError::OtherDirectory(2));
        assert_eq!(open(&[&unknown]), IntakeError::Period(1));
        assert_eq!(
            open(&[&good[..9]]),
            IntakeError::Export(1, ExportError::Magic)
        );
        assert_eq!(open(&[&other]), IntakeError::Trust(TrustError::Genesis));
    }
}
