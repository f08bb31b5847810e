//! What the office relies on, from the directory's log that came with an export.
//!
//! Invariant: the log is replayed from the genesis statement that the office knows, and each
//! statement's right is checked again, so a server can leave statements out but cannot invent any.

use std::collections::{BTreeMap, BTreeSet};

use homeward_seal::{
    Bytes, Digest,
    directory::{AppendError, Directory},
    statement::{Body, SettingsStatement, Statement, StatementError, StatementType},
};

use crate::{
    office::Trust,
    periods::{Period, Periods, PeriodsError},
};

/// Why a directory's log is not relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// A statement is not well formed.
    #[error("a statement of the directory is not well formed: {0}")]
    Statement(#[from] StatementError),
    /// A statement had no right to be there.
    #[error("the directory does not hold: {0}")]
    Directory(#[from] AppendError),
    /// It is another institution's directory, or a forged one.
    #[error("the directory starts with another genesis statement than the one known here")]
    Genesis,
    /// There are no settings.
    #[error("the directory has no settings yet")]
    NoSettings,
    /// The settings' periods are not in order.
    #[error("the settings of the directory are not usable: {0}")]
    Periods(#[from] PeriodsError),
}

impl Trust {
    /// Replays the statements of a log, all of them in order. `genesis` is the hash that the office
    /// keeps.
    ///
    /// # Errors
    /// [`TrustError`].
    pub fn from_log(genesis: &Digest, statements: &[Bytes]) -> Result<Trust, TrustError> {
        let statements = statements.iter().map(|bytes| Statement::parse(bytes));
        let statements = statements.collect::<Result<Vec<Statement>, _>>()?;
        let directory = Directory::restore(statements)?;
        if directory.genesis() != *genesis {
            return Err(TrustError::Genesis);
        }
        Trust::from_directory(&directory)
    }

    /// What a directory says that is already trusted.
    ///
    /// # Errors
    /// [`TrustError::NoSettings`] and [`TrustError::Periods`].
    pub fn from_directory(directory: &Directory) -> Result<Trust, TrustError> {
        let settings = directory.settings().ok_or(TrustError::NoSettings)?;
        let mut tally_keys = BTreeMap::new();
        for (_, statement) in directory.statements() {
            if let Body::TallyKey(body) = statement.body() {
                tally_keys.insert(body.key.id(), (body.key, body.organisation.clone()));
            }
        }
        let versions = directory.versions(StatementType::Settings, directory.tenant());
        let known_settings: BTreeSet<Digest> =
            versions.map(|(_, statement)| statement.digest()).collect();
        Ok(Trust {
            tenant: directory.tenant(),
            periods: Periods::of(settings)?,
            areas: settings
                .areas
                .iter()
                .map(|area| area.code.clone())
                .collect(),
            settings: directory.settings_digest().ok_or(TrustError::NoSettings)?,
            known_settings,
            tally_keys,
        })
    }
}

impl Periods {
    /// The periods of a settings statement.
    ///
    /// # Errors
    /// If they are not in order or a date is out of range.
    pub fn of(settings: &SettingsStatement) -> Result<Periods, PeriodsError> {
        let periods = settings.periods.iter().map(|period| {
            let day = |date: &homeward_seal::CalendarDate| {
                date.as_str().parse().map_err(|_| PeriodsError::Order)
            };
            let of = Period::new(period.id.as_str(), day(&period.first)?, day(&period.last)?)?;
            Ok(of.with_late_days(period.late_days))
        });
        Periods::new(periods.collect::<Result<Vec<Period>, PeriodsError>>()?)
    }
}
