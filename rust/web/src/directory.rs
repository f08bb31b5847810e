//! The directory as this user knows it: pinned once, moved on by proofs, searched for people.

use homeward_protocol::cases::CaseList;
use homeward_protocol::directory::{LogAnswer, StateAnswer, StateRequest, Subjects};
use homeward_protocol::review::Queue;
use homeward_protocol::{B64, Hex};
use homeward_seal::sealed::peek;
use homeward_seal::statement::{Body, Statement, StatementType};
use homeward_seal::{
    CaseTag, Cbor as _, Class, DeviceId, Digest, Directory, DirectoryUpdate, DirectoryView,
    EpochStatement, Head, HeadRef, Role, Signed, StateChange, SubjectId, TeamId, UserId,
};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::listed::sorted;

/// `directory-pin`: either a view that this browser kept, or the genesis statement with the hash
/// that came by another way.
#[derive(Deserialize)]
pub(crate) struct Pin {
    statement: B64,
    hash: Hex<Digest>,
    kept: Option<B64>,
}

#[derive(Serialize)]
pub(crate) struct Pinned {
    institution: String,
    genesis: Hex<Digest>,
    size: u64,
}

pub(crate) fn pin(desk: &mut Desk, message: Pin) -> Result<Pinned, Failure> {
    let view = match &message.kept {
        Some(kept) => DirectoryView::restore(kept)?,
        None => DirectoryView::pinned(&message.statement, &message.hash.0)?,
    };
    if view.genesis() != message.hash.0 {
        return Err(Failure::Directory);
    }
    let institution = match view.latest(StatementType::Genesis, view.tenant()) {
        Some((_, statement)) => match statement.body() {
            Body::Genesis(genesis) => genesis.name.clone(),
            _ => return Err(Failure::Directory),
        },
        None => return Err(Failure::Directory),
    };
    let pinned = Pinned {
        institution,
        genesis: message.hash,
        size: view.head().map_or(0, |head| head.size),
    };
    desk.view = Some(view);
    Ok(pinned)
}

/// `directory-request`: what to ask the server, to know about everybody it names, about the cases of
/// `cases` and the heads that their fields' authors had seen, and about what the queue names.
#[derive(Deserialize)]
pub(crate) struct Ask {
    subjects: Option<Subjects>,
    cases: Option<CaseList>,
    queue: Option<Queue>,
}

/// The body of `POST directory/state`, and those of the further requests that make up one question
/// when it is a long one; all answers go to `directory-update` together.
#[derive(Serialize)]
pub(crate) struct Asked {
    request: B64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rest: Vec<StateRequest>,
}

pub(crate) fn request(desk: &mut Desk, message: Ask) -> Result<Asked, Failure> {
    let view = desk.directory()?;
    let tenant = SubjectId::from(view.tenant());
    let mut subjects = vec![
        (StatementType::LogKey, tenant),
        (StatementType::Settings, tenant),
        (StatementType::ReceiptKey, tenant),
        (StatementType::StatisticsKey, Class::Ordinary.into()),
        (StatementType::StatisticsKey, Class::Restricted.into()),
    ];
    for named in message.subjects.iter().flat_map(|list| &list.subjects) {
        let kind = StatementType::from_number(named.kind).ok_or(Failure::Directory)?;
        if kind != StatementType::Genesis {
            subjects.push((kind, named.subject.0));
        }
    }
    let mut heads = Vec::new();
    for case in message.cases.iter().flat_map(|list| &list.cases) {
        subjects.push((StatementType::Epoch, case.tag.0.into()));
        let objects = case.headers.iter();
        heads.extend(objects.filter_map(|header| Some(peek(&header.object).ok()?.head)));
    }
    for item in message.queue.iter().flat_map(|queue| &queue.records) {
        subjects.push((StatementType::Epoch, item.case.0.into()));
        subjects.push((StatementType::Device, item.device.0.into()));
        let form = homeward_seal::statement::FormStatement::subject(&item.form.0);
        subjects.push((StatementType::Form, form));
        heads.extend(item.accepted.as_ref().and_then(|change| {
            let change = Signed::<StateChange>::parse(change).ok()?;
            Some(change.claims().ok()?.head)
        }));
    }
    let mut whole = view.request(&sorted(subjects));
    let unseen = view.unseen(heads);
    whole.seen = (!unseen.is_empty()).then_some(unseen);
    let mut pieces = whole.pieces().into_iter().map(|piece| B64(piece.to_cbor()));
    Ok(Asked {
        request: pieces.next().ok_or(Failure::Directory)?,
        rest: pieces.map(|request| StateRequest { request }).collect(),
    })
}

/// What the page keeps after an update, so that a later head cannot be smaller.
#[derive(Serialize)]
pub(crate) struct Moved {
    size: u64,
    time: u64,
    kept: B64,
}

/// `directory-update`: takes the server's answers, as a whole or not at all.
#[derive(Deserialize)]
pub(crate) struct Answered {
    update: B64,
    /// The answers to the further requests, in their order.
    #[serde(default)]
    rest: Vec<StateAnswer>,
}

pub(crate) fn update(desk: &mut Desk, message: Answered) -> Result<Moved, Failure> {
    let rest = message.rest.iter().map(|answer| &answer.update);
    let updates = [&message.update]
        .into_iter()
        .chain(rest)
        .map(|bytes| DirectoryUpdate::from_cbor(bytes))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| Failure::Directory)?;
    let view = desk.view.as_mut().ok_or(Failure::Directory)?;
    view.apply_pieces(&updates)?;
    let head = view.head().ok_or(Failure::Directory)?;
    Ok(Moved {
        size: head.size,
        time: head.time,
        kept: B64(view.save()),
    })
}

/// A person with an account.
#[derive(Serialize)]
pub(crate) struct PersonRow {
    id: Hex<UserId>,
    name: String,
    organisation: String,
    role: u8,
    ended: bool,
}

/// A device and whose it is.
#[derive(Serialize)]
pub(crate) struct DeviceRow {
    id: Hex<DeviceId>,
    kind: u8,
    worker: String,
    organisation: String,
    ended: bool,
}

/// A case team.
#[derive(Serialize)]
pub(crate) struct TeamRow {
    id: Hex<TeamId>,
    name: String,
    leads: Vec<String>,
    members: Vec<String>,
    workers: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct People {
    people: Vec<PersonRow>,
    devices: Vec<DeviceRow>,
    teams: Vec<TeamRow>,
}

/// Name and organisation of a user, as the directory has them.
pub(crate) fn name_of(view: &DirectoryView, user: &UserId) -> Result<(String, String), Failure> {
    let found = view.user(user).ok_or(Failure::Unknown)?;
    Ok((found.name.clone(), found.organisation.clone()))
}

/// `directory-people`: users and devices that were proven, sorted by organisation and name.
pub(crate) fn people(desk: &Desk) -> Result<People, Failure> {
    let view = desk.directory()?;
    let mut people: Vec<PersonRow> = view
        .users()
        .map(|(id, user)| PersonRow {
            id: Hex(id),
            name: user.name.clone(),
            organisation: user.organisation.clone(),
            role: user.role.number(),
            ended: user.revoked.is_some(),
        })
        .collect();
    people.sort_by(|a, b| (&a.organisation, &a.name).cmp(&(&b.organisation, &b.name)));
    let mut devices = Vec::new();
    for (id, device) in view.devices() {
        let (worker, organisation) = name_of(view, &device.user)?;
        devices.push(DeviceRow {
            id: Hex(id),
            kind: device.kind.number(),
            worker,
            organisation,
            ended: device.revoked.is_some(),
        });
    }
    devices.sort_by(|a, b| (&a.organisation, &a.worker).cmp(&(&b.organisation, &b.worker)));
    Ok(People {
        people,
        devices,
        teams: teams(view)?,
    })
}

fn teams(view: &DirectoryView) -> Result<Vec<TeamRow>, Failure> {
    let names = |users: &[UserId]| -> Result<Vec<String>, Failure> {
        users
            .iter()
            .map(|user| Ok(name_of(view, user)?.0))
            .collect()
    };
    let ids = sorted(
        view.statements()
            .filter(|(_, statement)| matches!(statement.body(), Body::Team(_)))
            .map(|(_, statement)| TeamId(statement.subject().0)),
    );
    let mut teams = Vec::new();
    for id in ids {
        let team = view.team(&id).ok_or(Failure::Unknown)?;
        teams.push(TeamRow {
            id: Hex(id),
            name: team.name.clone(),
            leads: names(&team.leads)?,
            members: names(&team.members)?,
            workers: names(&team.workers)?,
        });
    }
    teams.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(teams)
}

/// `directory-recompute`: a supervisor rebuilds the whole log and compares it with the head.
#[derive(Deserialize)]
pub(crate) struct Recompute {
    log: LogAnswer,
}

#[derive(Serialize)]
pub(crate) struct Recomputed {
    statements: u64,
    matches: bool,
}

pub(crate) fn recompute(desk: &Desk, message: Recompute) -> Result<Recomputed, Failure> {
    let statements: Vec<Statement> = message
        .log
        .statements
        .iter()
        .map(|logged| Statement::parse(&logged.statement))
        .collect::<Result<_, _>>()
        .map_err(|_| Failure::Directory)?;
    let view = desk.directory()?;
    let own = view.head().ok_or(Failure::Directory)?;
    // The head that this browser accepted must be the beginning of the same log.
    let before = usize::try_from(own.size)
        .ok()
        .and_then(|size| statements.get(..size))
        .ok_or(Failure::Directory)?;
    let before = Directory::restore(before.iter().cloned()).map_err(|_| Failure::Directory)?;
    let rebuilt = Directory::restore(statements).map_err(|_| Failure::Directory)?;
    let log_key = view.log_key().ok_or(Failure::Directory)?;
    let head = message.log.head.ok_or(Failure::Directory)?;
    let head = Signed::<Head>::parse(&head)
        .and_then(|signed| signed.verify(&log_key))
        .map_err(|_| Failure::Directory)?;
    Ok(Recomputed {
        statements: rebuilt.size(),
        matches: rebuilt.genesis() == view.genesis()
            && rebuilt.matches(&head)
            && before.matches(own),
    })
}

/// Whether a user was a member of this epoch, and an officer whose account had not ended in the
/// directory that he or she had seen.
pub(crate) fn was_member(
    view: &DirectoryView,
    epoch: &EpochStatement,
    user: &UserId,
    seen: &HeadRef,
) -> bool {
    let ended = view
        .latest(StatementType::Revocation, *user)
        .map_or(u64::MAX, |(index, _)| index);
    epoch.members.contains(user)
        && view.user(user).is_some_and(|found| {
            found.role == Role::Officer && (found.revoked.is_none() || ended >= seen.size)
        })
}

/// The epoch of a case that was in force in the directory that somebody had seen.
pub(crate) fn epoch_seen<'v>(
    view: &'v DirectoryView,
    case: &CaseTag,
    seen: &HeadRef,
) -> Option<&'v EpochStatement> {
    let before = view
        .versions(StatementType::Epoch, *case)
        .take_while(|(index, _)| *index < seen.size);
    match before.last()?.1.body() {
        Body::Epoch(epoch) => Some(epoch),
        _ => None,
    }
}
