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

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use homeward_seal::{
        CalendarDate, PeriodId, SigningKey, SubjectId, TenantId, UserId,
        statement::{
            Area, GenesisStatement, Limits, Names, Period as SettingsPeriod, Role,
            TallyKeyStatement, UserStatement,
        },
    };
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    fn names() -> Names {
        let name = || "synthetic".to_owned();
        Names {
            en: name(),
            sq: name(),
            bs: name(),
            sr_latn: name(),
            sr: name(),
            mk: name(),
        }
    }

    fn settings(last: &str) -> Body {
        let day = |text| CalendarDate::new(text).unwrap();
        Body::Settings(SettingsStatement {
            periods: vec![SettingsPeriod {
                id: PeriodId::new("2025-05").unwrap(),
                first: day("2025-05-01"),
                last: day(last),
                late_days: 20,
            }],
            cadence: vec![],
            areas: vec![Area {
                code: "a".into(),
                names: names(),
            }],
            limits: Limits {
                days_without_contact: 35,
                pin_tries: 10,
            },
            emergency: vec![],
        })
    }

    /// A log of genesis, supervisor, settings (twice) and one tally key.
    pub(crate) fn log(seed: u64) -> (Digest, Vec<Bytes>, SigningKey) {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let tenant = TenantId::random(&mut random);
        let root = SigningKey::random(&mut random);
        let (user, supervisor) = (UserId::random(&mut random), SigningKey::random(&mut random));
        let tally_key = SigningKey::random(&mut random);
        let key = tally_key.verifying_key();
        let genesis = Body::Genesis(GenesisStatement {
            root: root.verifying_key(),
            name: "synthetic".into(),
        });
        let appointed = Body::Supervisor(UserStatement {
            role: Role::Supervisor,
            name: "synthetic".into(),
            organisation: "one".into(),
            signing: Some(supervisor.verifying_key()),
            sealing: Some(homeward_seal::OpeningKey::random(&mut random).sealing_key()),
        });
        let tally = Body::TallyKey(TallyKeyStatement {
            key,
            organisation: "one".into(),
        });
        let steps: [(SubjectId, SubjectId, Body, &SigningKey); 5] = [
            (tenant.into(), tenant.into(), genesis, &root),
            (user.into(), tenant.into(), appointed, &root),
            (
                tenant.into(),
                user.into(),
                settings("2025-09-30"),
                &supervisor,
            ),
            (
                tenant.into(),
                user.into(),
                settings("2025-10-31"),
                &supervisor,
            ),
            (key.id().into(), user.into(), tally, &supervisor),
        ];
        let statements: Vec<Statement> = steps
            .iter()
            .map(|(subject, issuer, body, key)| {
                Statement::sign(tenant, *subject, *issuer, 1, body, key, &mut random).unwrap()
            })
            .collect();
        let bytes = statements
            .iter()
            .map(|one| Bytes(one.bytes().to_vec()))
            .collect();
        (statements[0].digest(), bytes, tally_key)
    }

    #[test]
    fn a_log_gives_periods_areas_settings_and_tally_keys() {
        let (genesis, statements, tally_key) = log(1);
        let trust = Trust::from_log(&genesis, &statements).unwrap();
        let period = trust.periods.iter().next().unwrap();
        assert_eq!(period.end(), jiff::civil::date(2025, 10, 31));
        assert_eq!(period.closes(), jiff::civil::date(2025, 11, 20));
        assert_eq!(trust.areas, ["a"]);
        assert_eq!(trust.known_settings.len(), 2);
        assert!(trust.known_settings.contains(&trust.settings));
        let known = &trust.tally_keys[&tally_key.verifying_key().id()];
        assert_eq!(known, &(tally_key.verifying_key(), "one".to_owned()));
    }

    #[test]
    fn another_genesis_and_invented_statements_are_refused() {
        let (genesis, mut statements, _) = log(1);
        let (_, foreign, _) = log(2);
        assert_eq!(
            Trust::from_log(&genesis, &foreign).unwrap_err(),
            TrustError::Genesis
        );
        let none = Trust::from_log(&genesis, &statements[..2]).unwrap_err();
        assert_eq!(none, TrustError::NoSettings);
        statements.push(foreign[4].clone());
        let invented = Trust::from_log(&genesis, &statements).unwrap_err();
        assert!(matches!(invented, TrustError::Directory(_)));
        let broken = [Bytes(vec![1, 2, 3])];
        let broken = Trust::from_log(&genesis, &broken).unwrap_err();
        assert!(matches!(broken, TrustError::Statement(_)));
    }
}
