//! Enrolling a phone or a colleague: the digits, the supervisor's signature.
//!
//! Invariant: nothing is signed here that the digits do not cover.

use homeward_protocol::enrolment::{Enrolment, EnrolmentKind, PublicKeys};
use homeward_protocol::{B64, Hex};
use homeward_seal::enrolment::digits as digits_of;
use homeward_seal::statement::{
    Body, DeviceKind, DeviceStatement, Statement, TallyKeyStatement, TeamStatement, UserStatement,
};
use homeward_seal::{
    DeviceId, Head, Role, SealingKey, Signed, SubjectId, TeamId, UserId, VerifyingKey,
};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::message::Moment;

/// What the digits are over.
struct Compared {
    subject: SubjectId,
    keys: PublicKeys,
    digits: String,
}

fn compared(desk: &Desk, enrolment: &Enrolment) -> Result<Compared, Failure> {
    let view = desk.directory()?;
    let subject = enrolment.subject.ok_or(Failure::Field)?.0;
    let keys = enrolment.keys.clone().ok_or(Failure::Field)?;
    let head = enrolment.head.as_ref().ok_or(Failure::Field)?;
    let log_key = view.log_key().ok_or(Failure::Directory)?;
    let head = Signed::<Head>::parse(head).map_err(|_| Failure::Directory)?;
    head.verify(&log_key).map_err(|_| Failure::Directory)?;
    let in_order = keys.in_order().ok_or(Failure::Field)?;
    Ok(Compared {
        subject,
        digits: digits_of(&view.genesis(), &head.digest(), &subject, &in_order),
        keys,
    })
}

/// `digits`: six groups that both sides read aloud.
#[derive(Deserialize)]
pub(crate) struct DigitsOf {
    enrolment: Enrolment,
}

#[derive(Serialize)]
pub(crate) struct Digits {
    groups: Vec<String>,
}

pub(crate) fn digits(desk: &Desk, message: DigitsOf) -> Result<Digits, Failure> {
    let compared = compared(desk, &message.enrolment)?;
    Ok(Digits {
        groups: compared.digits.split(' ').map(str::to_owned).collect(),
    })
}

/// `approve`: the supervisor signs what was compared.
#[derive(Deserialize)]
pub(crate) struct Approve {
    enrolment: Enrolment,
    /// Six groups, as they were compared: what is signed must still be that.
    digits: String,
    /// Of a device: its worker. Of a user: absent.
    worker: Option<Hex<UserId>>,
    /// Of a user, or of a device whose worker is new: name and organisation.
    name: Option<String>,
    organisation: Option<String>,
    /// Of a user: number of the role.
    role: Option<u8>,
    /// Of a device whose worker is new: the team that the worker joins.
    team: Option<Hex<TeamId>>,
}

#[derive(Serialize)]
pub(crate) struct Statements {
    /// For `POST directory/statements`, in this order.
    statements: Vec<B64>,
}

fn verifying(key: &B64) -> Result<VerifyingKey, Failure> {
    key[..]
        .try_into()
        .map(VerifyingKey)
        .map_err(|_| Failure::Field)
}

fn sealing(key: &B64) -> Result<SealingKey, Failure> {
    key[..]
        .try_into()
        .map(SealingKey)
        .map_err(|_| Failure::Field)
}

fn named(message: &Approve) -> Result<(String, String), Failure> {
    match (&message.name, &message.organisation) {
        (Some(name), Some(organisation))
            if !name.trim().is_empty() && !organisation.trim().is_empty() =>
        {
            Ok((name.trim().to_owned(), organisation.trim().to_owned()))
        }
        _ => Err(Failure::Field),
    }
}

fn joined(desk: &Desk, team: TeamId, worker: UserId) -> Result<TeamStatement, Failure> {
    let mut team = desk
        .directory()?
        .team(&team)
        .ok_or(Failure::Unknown)?
        .clone();
    team.workers.push(worker);
    team.workers.sort_unstable();
    team.workers.dedup();
    Ok(team)
}

pub(crate) fn approve(
    desk: &Desk,
    moment: &mut Moment,
    message: Approve,
) -> Result<Statements, Failure> {
    let me = desk.user()?;
    let view = desk.directory()?;
    let compared = compared(desk, &message.enrolment)?;
    if compared.digits != message.digits {
        return Err(Failure::Field);
    }
    // The client chose its own id: one that is taken would give somebody else's place to its keys.
    let taken = view.user(&UserId(compared.subject.0)).is_some()
        || view.device(&DeviceId(compared.subject.0)).is_some();
    if taken {
        return Err(Failure::Field);
    }
    let keys = &compared.keys;
    let mut bodies: Vec<(SubjectId, Body)> = Vec::new();
    match message.enrolment.kind {
        EnrolmentKind::User => {
            let (name, organisation) = named(&message)?;
            let role = message
                .role
                .and_then(Role::from_number)
                .ok_or(Failure::Field)?;
            if matches!(role, Role::Supervisor | Role::CommunityWorker) {
                return Err(Failure::Field);
            }
            let user = UserStatement {
                role,
                name,
                organisation,
                signing: Some(verifying(&keys.signing)?),
                sealing: Some(sealing(&keys.sealing)?),
            };
            bodies.push((compared.subject, Body::User(user)));
        }
        EnrolmentKind::Device => {
            let (worker, organisation) = match message.worker {
                Some(Hex(worker)) => {
                    let found = view.user(&worker).ok_or(Failure::Unknown)?;
                    if found.role != Role::CommunityWorker || found.revoked.is_some() {
                        return Err(Failure::Field);
                    }
                    (worker, found.organisation.clone())
                }
                None => {
                    let (name, organisation) = named(&message)?;
                    let worker = UserId::random(&mut moment.random);
                    let user = UserStatement {
                        role: Role::CommunityWorker,
                        name,
                        organisation: organisation.clone(),
                        signing: None,
                        sealing: None,
                    };
                    bodies.push((worker.into(), Body::User(user)));
                    if let Some(Hex(team)) = message.team {
                        bodies.push((team.into(), Body::Team(joined(desk, team, worker)?)));
                    }
                    (worker, organisation)
                }
            };
            let device = DeviceStatement {
                kind: DeviceKind::from_number(message.enrolment.device_kind)
                    .ok_or(Failure::Field)?,
                user: worker,
                signing: verifying(&keys.signing)?,
                sealing: sealing(&keys.sealing)?,
                transport: verifying(keys.transport.as_ref().ok_or(Failure::Field)?)?,
            };
            let tally = verifying(keys.tally.as_ref().ok_or(Failure::Field)?)?;
            let tally_key = TallyKeyStatement {
                key: tally,
                organisation,
            };
            // The device comes last: it ends the enrolment, and without its tally key nothing would be counted.
            bodies.push((tally.id().into(), Body::TallyKey(tally_key)));
            bodies.push((compared.subject, Body::Device(device)));
        }
    }
    let mut statements = Vec::new();
    for (subject, body) in bodies {
        let (tenant, signing) = (view.tenant(), &me.keys.signing);
        let statement = Statement::sign(
            tenant,
            subject,
            me.user,
            moment.seconds,
            &body,
            signing,
            &mut moment.random,
        )
        .map_err(|_| Failure::Field)?;
        statements.push(B64(statement.bytes().to_vec()));
    }
    Ok(Statements { statements })
}
