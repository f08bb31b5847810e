//! Whether the log before a statement gives its issuer the right to it.
//!
//! Root → supervisors, log key; supervisor → users, devices, tally keys, teams, settings, receipt
//! and statistics keys, revocations; two form authors → forms; lead or member → epochs.

use super::known::{Found, Known};
use crate::ids::{SubjectId, UserId};
use crate::keys::VerifyingKey;
use crate::statement::{
    Body, EpochStatement, Role, SettingsStatement, Statement, StatementType, TeamStatement,
    UserStatement,
};

/// A statement is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RightError {
    /// Of another institution.
    #[error("the statement is from another institution")]
    Tenant,
    /// The first statement must be the genesis, and no other one may be.
    #[error("the log starts with the genesis statement, and has only one")]
    Genesis,
    /// The issuer is not in the log before it, or was revoked.
    #[error("the issuer is not known, or no longer valid")]
    Issuer,
    /// The issuer may not issue such a statement.
    #[error("the issuer has no right to this statement")]
    NoRight,
    /// A signature does not verify.
    #[error("the statement's signature does not verify")]
    Signature,
    /// Something that comes once is there already: a device, a form, this epoch.
    #[error("another statement was first")]
    NotFirst,
    /// What it says cannot be: the text names the rule.
    #[error("the statement cannot hold: {0}")]
    Content(&'static str),
}

fn demand(holds: bool, error: RightError) -> Result<(), RightError> {
    if holds { Ok(()) } else { Err(error) }
}

fn content(holds: bool, rule: &'static str) -> Result<(), RightError> {
    demand(holds, RightError::Content(rule))
}

fn sorted<T: Ord>(list: &[T]) -> bool {
    list.is_sorted_by(|a, b| a < b)
}

struct Case<'k> {
    known: &'k Known,
    index: u64,
    statement: &'k Statement,
}

/// Checks the statement that has (or would get) this index.
pub(super) fn check(known: &Known, index: u64, statement: &Statement) -> Result<(), RightError> {
    let case = Case {
        known,
        index,
        statement,
    };
    demand(statement.tenant() == known.tenant(), RightError::Tenant)?;
    demand(
        (index == 0) == (statement.kind() == StatementType::Genesis),
        RightError::Genesis,
    )?;
    match statement.body() {
        Body::Genesis(body) => {
            demand(body.root == known.root(), RightError::Genesis)?;
            case.by_root()
        }
        Body::LogKey(_) => case.by_root(),
        Body::Supervisor(body) => {
            case.by_root()?;
            case.user(body)?;
            content(body.role == Role::Supervisor, "a supervisor has that role")
        }
        Body::User(body) => {
            case.by_supervisor()?;
            case.user(body)?;
            content(
                body.role != Role::Supervisor,
                "the root appoints supervisors",
            )
        }
        Body::Device(_) | Body::TallyKey(_) => {
            case.by_supervisor()?;
            case.first()
        }
        Body::Team(body) => {
            case.by_supervisor()?;
            team(body)
        }
        Body::Settings(body) => {
            case.by_supervisor()?;
            settings(body)
        }
        Body::ReceiptKey(_) | Body::StatisticsKey(_) => case.by_supervisor(),
        Body::Revocation(body) => {
            case.by_supervisor()?;
            content(
                body.last_valid.is_sorted_by(|a, b| a.case < b.case),
                "cases are in order",
            )
        }
        Body::Form(_) => {
            case.by_two_authors()?;
            case.first()
        }
        Body::Epoch(body) => case.epoch(body),
    }
}

impl<'k> Case<'k> {
    fn verify(&self, place: usize, key: &VerifyingKey) -> Result<(), RightError> {
        self.statement
            .verify(place, key)
            .map_err(|_| RightError::Signature)
    }
    fn one_issuer(&self) -> Result<SubjectId, RightError> {
        match self.statement.issuers() {
            [one] => Ok(*one),
            _ => Err(RightError::NoRight),
        }
    }
    fn by_root(&self) -> Result<(), RightError> {
        let issuer = self.one_issuer()?;
        demand(issuer == self.known.tenant().into(), RightError::NoRight)?;
        self.verify(0, &self.known.root())
    }
    fn issuer(
        &self,
        place: usize,
        issuer: SubjectId,
    ) -> Result<Found<'k, UserStatement>, RightError> {
        let user = self
            .known
            .user_before(issuer, self.index)
            .filter(|user| user.revoked.is_none())
            .ok_or(RightError::Issuer)?;
        let key = user.signing.as_ref().ok_or(RightError::NoRight)?;
        self.verify(place, key)?;
        Ok(user)
    }
    fn by_supervisor(&self) -> Result<(), RightError> {
        let issuer = self.one_issuer()?;
        demand(issuer != self.known.tenant().into(), RightError::NoRight)?;
        let user = self.issuer(0, issuer)?;
        demand(user.role == Role::Supervisor, RightError::NoRight)
    }
    fn by_two_authors(&self) -> Result<(), RightError> {
        let issuers = self.statement.issuers();
        demand(
            issuers.len() == 2 && issuers[0] != issuers[1],
            RightError::NoRight,
        )?;
        let mut keys = Vec::new();
        for (place, issuer) in issuers.iter().enumerate() {
            let user = self.issuer(place, *issuer)?;
            demand(user.role == Role::FormAuthor, RightError::NoRight)?;
            keys.push(user.signing);
        }
        demand(keys[0] != keys[1], RightError::NoRight)
    }
    fn first(&self) -> Result<(), RightError> {
        let (kind, subject) = (self.statement.kind(), self.statement.subject());
        let before = self.known.before(kind, subject, self.index);
        demand(before.is_none(), RightError::NotFirst)
    }
    fn user(&self, body: &UserStatement) -> Result<(), RightError> {
        let other = match self.statement.kind() {
            StatementType::Supervisor => StatementType::User,
            _ => StatementType::Supervisor,
        };
        let both = self
            .known
            .before(other, self.statement.subject(), self.index);
        demand(both.is_none(), RightError::NoRight)?;
        let keys = (body.signing.is_some(), body.sealing.is_some());
        let worker = body.role == Role::CommunityWorker;
        content(
            keys == (!worker, !worker),
            "workers have no keys, everybody else has both",
        )
    }
    fn epoch(&self, body: &EpochStatement) -> Result<(), RightError> {
        let issuer = self.one_issuer()?;
        let user = self.issuer(0, issuer)?;
        demand(user.role == Role::Officer, RightError::NoRight)?;
        let issuer = UserId(issuer.0);
        content(
            sorted(&body.members) && sorted(&body.writers),
            "lists are sorted",
        )?;
        content(body.members.contains(&body.lead), "the lead is a member")?;
        content(
            body.members.len() >= 2 || (body.members.len() == 1 && body.recovery.is_some()),
            "two members, or one and the recovery key",
        )?;
        let team = self
            .known
            .before(StatementType::Team, body.team.into(), self.index)
            .ok_or(RightError::Content("the team is known"))?;
        let Body::Team(team) = team.1.body() else {
            return Err(RightError::Content("the team is known"));
        };
        content(
            body.members
                .iter()
                .all(|member| team.members.contains(member)),
            "members are of the team",
        )?;
        let last = self
            .known
            .before(StatementType::Epoch, body.case.into(), self.index);
        let last = last.and_then(|(_, statement)| match statement.body() {
            Body::Epoch(epoch) => Some((statement.digest(), epoch)),
            _ => None,
        });
        let Some((digest, last)) = last else {
            content(
                body.number == 1 && body.previous.is_none(),
                "the first epoch is number 1",
            )?;
            content(
                team.leads.contains(&body.lead),
                "the lead leads in the team",
            )?;
            return demand(issuer == body.lead, RightError::NoRight);
        };
        demand(
            body.previous == Some(digest) && last.number.checked_add(1) == Some(body.number),
            RightError::NotFirst,
        )?;
        content(
            body.lead == last.lead || team.leads.contains(&body.lead),
            "the lead leads in the team",
        )?;
        let only_removes = body.lead == last.lead
            && body.team == last.team
            && body.recovery == last.recovery
            && body
                .members
                .iter()
                .all(|member| last.members.contains(member))
            && body
                .writers
                .iter()
                .all(|writer| last.writers.contains(writer));
        let member = last.members.contains(&issuer) && only_removes;
        demand(issuer == last.lead || member, RightError::NoRight)
    }
}

fn team(body: &TeamStatement) -> Result<(), RightError> {
    content(
        sorted(&body.leads) && sorted(&body.members) && sorted(&body.workers),
        "lists are sorted",
    )?;
    content(
        body.leads.iter().all(|lead| body.members.contains(lead)),
        "leads are members",
    )
}

fn settings(body: &SettingsStatement) -> Result<(), RightError> {
    content(
        body.periods
            .iter()
            .all(|period| period.first <= period.last)
            && body.periods.is_sorted_by(|a, b| a.last < b.first),
        "periods are in order and do not overlap",
    )?;
    content(
        body.cadence.is_sorted_by(|a, b| a.until_day < b.until_day)
            && body.cadence.iter().all(|step| step.every_days > 0),
        "cadence steps are in order, and never every 0 days",
    )?;
    content(
        (1..=10).contains(&body.limits.pin_tries),
        "1 to 10 tries of the PIN",
    )?;
    content(
        (1..=90).contains(&body.limits.days_without_contact),
        "1 to 90 days without contact",
    )
}
