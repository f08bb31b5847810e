//! Statements by type, subject and index, and the questions that everybody asks of them.

use std::collections::BTreeMap;

use super::state::Key;
use crate::ids::{CaseTag, Class, DeviceId, Digest, KeyId, SubjectId, TeamId, TenantId, UserId};
use crate::keys::{SealingKey, VerifyingKey};
use crate::statement::{
    Body, DeviceStatement, EpochStatement, FormStatement, LastValid, RevocationReason,
    RevocationStatement, SettingsStatement, Statement, StatementType, TallyKeyStatement,
    TeamStatement, UserStatement,
};

/// What a retired device had not sent yet is taken for this long.
const RETIRED_SECONDS: u64 = 30 * 24 * 60 * 60;

/// What the directory says about something, and whether that has ended.
#[derive(Debug, Clone, Copy)]
pub struct Found<'k, T> {
    /// What it says.
    pub value: &'k T,
    /// Index of the statement in the log.
    pub index: u64,
    /// How it ended, if it has: a revocation later than the statement.
    pub revoked: Option<&'k RevocationStatement>,
}

/// The statements that a directory or a view has, all of them with their right checked.
#[derive(Debug, Clone)]
pub struct Known {
    tenant: TenantId,
    root: VerifyingKey,
    by_key: BTreeMap<Key, BTreeMap<u64, Statement>>,
}

macro_rules! body_of {
    ($statement:expr, $($variant:ident)|+) => {
        match $statement.body() {
            $(Body::$variant(body))|+ => Some(body),
            _ => None,
        }
    };
}

impl Known {
    pub(super) fn new(tenant: TenantId, root: VerifyingKey) -> Known {
        Known {
            tenant,
            root,
            by_key: BTreeMap::new(),
        }
    }
    pub(super) fn insert(&mut self, index: u64, statement: Statement) {
        let key = (statement.kind(), statement.subject());
        self.by_key.entry(key).or_default().insert(index, statement);
    }
    /// Every statement with its index, by type and subject.
    pub fn statements(&self) -> impl Iterator<Item = (u64, &Statement)> {
        self.by_key.values().flat_map(|versions| {
            versions
                .iter()
                .map(|(index, statement)| (*index, statement))
        })
    }
    /// The institution.
    #[must_use]
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }
    /// The root's public key.
    #[must_use]
    pub fn root(&self) -> VerifyingKey {
        self.root
    }
    /// The latest statement of a type about a subject.
    #[must_use]
    pub fn latest(
        &self,
        kind: StatementType,
        subject: impl Into<SubjectId>,
    ) -> Option<(u64, &Statement)> {
        self.before(kind, subject.into(), u64::MAX)
    }
    /// All versions of a statement, oldest first.
    pub fn versions(
        &self,
        kind: StatementType,
        subject: impl Into<SubjectId>,
    ) -> impl Iterator<Item = (u64, &Statement)> {
        self.by_key
            .get(&(kind, subject.into()))
            .into_iter()
            .flatten()
            .map(|(index, statement)| (*index, statement))
    }
    /// The statement that was in force just before an index.
    pub(super) fn before(
        &self,
        kind: StatementType,
        subject: SubjectId,
        index: u64,
    ) -> Option<(u64, &Statement)> {
        self.by_key
            .get(&(kind, subject))?
            .range(..index)
            .next_back()
            .map(|(index, statement)| (*index, statement))
    }
    fn revoked(&self, subject: SubjectId, since: u64, before: u64) -> Option<&RevocationStatement> {
        let (index, statement) = self.before(StatementType::Revocation, subject, before)?;
        if index < since {
            return None;
        }
        body_of!(statement, Revocation)
    }
    /// A user as of just before an index, revoked or not.
    pub(super) fn user_before(
        &self,
        user: SubjectId,
        before: u64,
    ) -> Option<Found<'_, UserStatement>> {
        let (index, statement) = self
            .before(StatementType::Supervisor, user, before)
            .or_else(|| self.before(StatementType::User, user, before))?;
        Some(Found {
            value: body_of!(statement, Supervisor | User)?,
            index,
            revoked: self.revoked(user, index, before),
        })
    }
    /// A user, supervisors included. Whoever asks looks at `revoked`.
    #[must_use]
    pub fn user(&self, user: &UserId) -> Option<Found<'_, UserStatement>> {
        self.user_before((*user).into(), u64::MAX)
    }
    /// Every user, with its id.
    pub fn users(&self) -> impl Iterator<Item = (UserId, Found<'_, UserStatement>)> {
        self.by_key.keys().filter_map(|(kind, subject)| {
            let user = UserId(subject.0);
            match kind {
                StatementType::Supervisor | StatementType::User => Some((user, self.user(&user)?)),
                _ => None,
            }
        })
    }
    /// A device. Whoever asks looks at `revoked`.
    #[must_use]
    pub fn device(&self, device: &DeviceId) -> Option<Found<'_, DeviceStatement>> {
        let (index, statement) = self.latest(StatementType::Device, *device)?;
        Some(Found {
            value: body_of!(statement, Device)?,
            index,
            revoked: self.revoked((*device).into(), index, u64::MAX),
        })
    }
    /// Whether a device had ended before it sealed a record that was received at this moment: it was
    /// revoked and the record is later than the last valid one that the revocation names, or it was
    /// retired more than 30 days before. True also of a device that is not known.
    #[must_use]
    pub fn is_after_the_end(&self, device: &DeviceId, record: &LastValid, received: u64) -> bool {
        let Some(found) = self.device(device) else {
            return true;
        };
        let Some(end) = found.revoked else {
            return false;
        };
        let mut ends = end.last_valid.iter();
        let valid = ends.any(|last| {
            let before = record.sequence < last.sequence;
            last.case == record.case && (before || last == record)
        });
        let ended = self
            .latest(StatementType::Revocation, *device)
            .map_or(0, |(_, statement)| statement.time());
        let in_time = end.reason == RevocationReason::Retired
            && received <= ended.saturating_add(RETIRED_SECONDS);
        !valid && !in_time
    }
    /// Every device, with its id.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceId, Found<'_, DeviceStatement>)> {
        self.by_key.keys().filter_map(|(kind, subject)| {
            let device = DeviceId(subject.0);
            match kind {
                StatementType::Device => Some((device, self.device(&device)?)),
                _ => None,
            }
        })
    }
    /// The tenant's settings.
    #[must_use]
    pub fn settings(&self) -> Option<&SettingsStatement> {
        body_of!(
            self.latest(StatementType::Settings, self.tenant)?.1,
            Settings
        )
    }
    /// Digest of the settings' statement.
    #[must_use]
    pub fn settings_digest(&self) -> Option<Digest> {
        Some(
            self.latest(StatementType::Settings, self.tenant)?
                .1
                .digest(),
        )
    }
    /// The key that signs receipts.
    #[must_use]
    pub fn receipt_key(&self) -> Option<VerifyingKey> {
        let (_, statement) = self.latest(StatementType::ReceiptKey, self.tenant)?;
        body_of!(statement, ReceiptKey).map(|body| body.key)
    }
    /// The key that signs heads.
    #[must_use]
    pub fn log_key(&self) -> Option<VerifyingKey> {
        let (_, statement) = self.latest(StatementType::LogKey, self.tenant)?;
        body_of!(statement, LogKey).map(|body| body.key)
    }
    /// The key that tallies of a class are sealed to.
    #[must_use]
    pub fn statistics_key(&self, class: Class) -> Option<SealingKey> {
        let (_, statement) = self.latest(StatementType::StatisticsKey, class)?;
        body_of!(statement, StatisticsKey).map(|body| body.key)
    }
    /// A tally key and its organisation.
    #[must_use]
    pub fn tally_key(&self, key: &KeyId) -> Option<&TallyKeyStatement> {
        body_of!(self.latest(StatementType::TallyKey, *key)?.1, TallyKey)
    }
    /// A published form.
    #[must_use]
    pub fn form(&self, form: &Digest) -> Option<&FormStatement> {
        let (_, statement) = self.latest(StatementType::Form, FormStatement::subject(form))?;
        body_of!(statement, Form).filter(|body| body.form == *form)
    }
    /// Every published form with the index of its statement, in order of publication.
    #[must_use]
    pub fn forms(&self) -> Vec<(u64, &FormStatement)> {
        let mut forms: Vec<_> = self
            .statements()
            .filter_map(|(index, statement)| Some((index, body_of!(statement, Form)?)))
            .collect();
        forms.sort_by_key(|(index, _)| *index);
        forms
    }
    /// A team.
    #[must_use]
    pub fn team(&self, team: &TeamId) -> Option<&TeamStatement> {
        body_of!(self.latest(StatementType::Team, *team)?.1, Team)
    }
    /// An epoch of a case, and the digest of its statement.
    #[must_use]
    pub fn epoch(&self, case: &CaseTag, number: u32) -> Option<(Digest, &EpochStatement)> {
        self.versions(StatementType::Epoch, *case)
            .filter_map(|(_, statement)| Some((statement.digest(), body_of!(statement, Epoch)?)))
            .find(|(_, epoch)| epoch.number == number)
    }
    /// The current epoch of a case, and the digest of its statement.
    #[must_use]
    pub fn current_epoch(&self, case: &CaseTag) -> Option<(Digest, &EpochStatement)> {
        let (_, statement) = self.latest(StatementType::Epoch, *case)?;
        Some((statement.digest(), body_of!(statement, Epoch)?))
    }
    /// The case tags that have an epoch.
    pub fn cases(&self) -> impl Iterator<Item = CaseTag> {
        self.by_key.keys().filter_map(|(kind, subject)| match kind {
            StatementType::Epoch => Some(CaseTag(subject.0)),
            _ => None,
        })
    }
}

impl<T> std::ops::Deref for Found<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.value
    }
}
