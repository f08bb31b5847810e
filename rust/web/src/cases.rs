//! Cases: opening their epochs and sealed headers, and making a new one.
//!
//! Invariant: epoch key and tally secret are made here and leave only wrapped or sealed.
//! Lists of cases sort by case reference.

use homeward_protocol::cases::{CaseJson, CaseList, CreateCase, EpochJson, SealedJson, WrapJson};
use homeward_protocol::review::SeenJson;
use homeward_protocol::{B64, Hex};
use homeward_seal::sealed::SealedBody;
use homeward_seal::statement::{Body, Language, Statement};
use homeward_seal::{
    Bytes, CalendarDate, Card, CaseField, CaseTag, DeviceId, Digest, DirectoryView, EpochStatement,
    Field, NewObject, ObjectId, OpeningKey, Recipient, Role, SealedObject, SealingKey, TallySecret,
    TeamId, TenantId, UserId, Wrap,
};
use serde::{Deserialize, Serialize};

use crate::desk::{Desk, SignedIn};
use crate::directory::{name_of, was_member};
use crate::failure::Failure;
use crate::listed::{Listed, sorted};
use crate::message::Moment;
use crate::seen::{Seen, seen};

/// A case whose epoch keys this user holds.
pub(crate) struct OpenCase {
    /// Epoch keys by number, with the digest of the epoch's statement.
    pub epochs: Listed<u32, (Digest, OpeningKey)>,
    /// Field values that nothing replaces: one, unless two people changed the same field.
    fields: Listed<u8, Bytes>,
    /// What of it could not be read.
    unreadable: Vec<Unreadable>,
    /// Numbers of the fields whose author had seen a directory head that was not proven.
    unproven: Vec<u8>,
}

/// A part of a case that is not shown, and why.
#[derive(Clone, Serialize)]
struct Unreadable {
    /// `epoch` or `field`.
    what: &'static str,
    /// Number of the epoch, where it is one.
    epoch: Option<u32>,
    /// Why, as a code of `docs/errors.md`.
    code: String,
}

impl Unreadable {
    fn epoch(epoch: Option<u32>, failure: &Failure) -> Unreadable {
        Unreadable {
            what: "epoch",
            epoch,
            code: failure.to_string(),
        }
    }

    fn field(failure: &Failure) -> Unreadable {
        Unreadable {
            what: "field",
            epoch: None,
            code: failure.to_string(),
        }
    }
}

impl OpenCase {
    /// A text field; the first of two that contradict each other.
    pub fn text(&self, field: Field) -> Option<&str> {
        std::str::from_utf8(self.fields.get(&field.number())?).ok()
    }
    /// The case reference, or nothing readable.
    pub fn reference(&self) -> String {
        self.text(Field::Reference).unwrap_or_default().to_owned()
    }
}

/// One row of the list of cases.
#[derive(Serialize)]
pub(crate) struct CaseRow {
    tag: Hex<CaseTag>,
    reference: String,
    area: String,
    release_date: String,
    language: String,
    lead: String,
    members: Vec<String>,
    /// Workers; an empty name is a device that the directory does not know.
    writers: Vec<String>,
    /// Numbers of the fields that two people changed at the same time.
    conflicts: Vec<u8>,
    /// Fields and epochs that are not what they should be: the rest of the case is shown.
    unreadable: Vec<Unreadable>,
    /// Numbers of the fields whose author had seen a directory head that was not proven.
    unproven: Vec<u8>,
}

#[derive(Serialize)]
pub(crate) struct CaseRows {
    cases: Vec<CaseRow>,
    /// How many are not in the directory at all, with the first reason.
    refused: usize,
    reason: Option<String>,
}

/// Seals one object to its recipients' keys, in the JSON form of the API.
pub(crate) fn seal<T: SealedBody>(
    new: &NewObject,
    body: &T,
    author: &SignedIn,
    to: &[SealingKey],
    moment: &mut Moment,
) -> Result<SealedJson, Failure> {
    let (object, wraps) =
        SealedObject::seal(new, body, &author.keys.signing, to, &mut moment.random)
            .map_err(|_| Failure::Field)?;
    Ok(SealedJson {
        object: B64(object.bytes().to_vec()),
        wraps: wraps.iter().map(WrapJson::from).collect(),
    })
}

/// Verifies and opens an object that is sealed to one of the case's epochs, by a member of that
/// epoch who had seen the same directory. Anybody can seal to an epoch, as its key is public.
pub(crate) fn open_object<T: SealedBody>(
    view: &DirectoryView,
    epochs: &Listed<u32, (Digest, OpeningKey)>,
    sealed: &SealedJson,
    brought: Option<&SeenJson>,
) -> Result<(SealedObject<T>, T, Seen), Failure> {
    let object = SealedObject::<T>::parse(&sealed.object).map_err(|_| Failure::Object)?;
    let header = object.header();
    let author = view.user(&header.author).ok_or(Failure::Unknown)?;
    let key = author.signing.ok_or(Failure::Unknown)?;
    let number = header.epoch.ok_or(Failure::CannotOpen)?;
    let (digest, epoch) = epochs.get(&number).ok_or(Failure::CannotOpen)?;
    let (stated, statement) = view.epoch(&header.case, number).ok_or(Failure::Unknown)?;
    let of_team = header.tenant == view.tenant()
        && stated == *digest
        && header.epoch_statement == Some(stated)
        && was_member(view, statement, &header.author, &header.head);
    if !of_team {
        return Err(Failure::Object);
    }
    let wraps: Vec<Wrap> = sealed.wraps.iter().map(Wrap::from).collect();
    let wrap = Wrap::find(&wraps, &epoch.sealing_key()).ok_or(Failure::CannotOpen)?;
    let verified = object.verify(&key).map_err(|_| Failure::Object)?;
    let seen = seen(view, &header.head, brought)?;
    let body = verified
        .open(wrap, epoch)
        .map_err(|_| Failure::CannotOpen)?;
    Ok((object, body, seen))
}

/// The key of an epoch that the directory knows, if it was wrapped to this user: its number, the digest
/// of its statement, the key.
type EpochKey = (u32, Option<(Digest, OpeningKey)>);

fn open_epoch(
    view: &DirectoryView,
    me: &SignedIn,
    tag: &CaseTag,
    epoch: &EpochJson,
) -> Result<EpochKey, Unreadable> {
    let refused = |number| move |failure: Failure| Unreadable::epoch(number, &failure);
    let statement = Statement::parse(&epoch.statement).map_err(|_| Failure::Directory);
    let statement = statement.map_err(refused(None))?;
    let Body::Epoch(body) = statement.body() else {
        return Err(refused(None)(Failure::Directory));
    };
    let refused = refused(Some(body.number));
    let (known, _) = view
        .epoch(tag, body.number)
        .ok_or_else(|| refused(Failure::Unknown))?;
    if known != statement.digest() {
        return Err(refused(Failure::Directory));
    }
    let Some(wrap) = &epoch.wrap else {
        return Ok((body.number, None));
    };
    let key = Wrap::from(wrap)
        .open_epoch_key(&view.tenant(), &known, &body.key, &me.keys.opening)
        .map_err(|_| refused(Failure::CannotOpen))?;
    Ok((body.number, Some((known, key))))
}

/// Opens what can be opened of a case; what cannot is named.
fn open_case(view: &DirectoryView, me: &SignedIn, case: &CaseJson) -> OpenCase {
    let mut epochs = Listed::default();
    let mut unreadable = Vec::new();
    for epoch in &case.epochs {
        match open_epoch(view, me, &case.tag.0, epoch) {
            Ok((number, key)) => key.into_iter().for_each(|key| epochs.insert(number, key)),
            Err(why) => unreadable.push(why),
        }
    }
    let mut changes = Vec::new();
    let mut unproven = Vec::new();
    for header in &case.headers {
        match open_object::<CaseField>(view, &epochs, header, None) {
            Ok((object, field, seen)) if object.header().case == case.tag.0 => {
                if seen == Seen::Unproven {
                    unproven.push(field.field.number());
                }
                changes.push((object.digest(), field));
            }
            Ok(_) => unreadable.push(Unreadable::field(&Failure::Object)),
            Err(failure) => unreadable.push(Unreadable::field(&failure)),
        }
    }
    // A change replaces earlier values of its own field only.
    let replaced = sorted(changes.iter().flat_map(|(_, field)| {
        let number = field.field.number();
        field.replaces.iter().map(move |digest| (number, *digest))
    }));
    let stands = |digest: &Digest, field: &CaseField| {
        let change = (field.field.number(), *digest);
        replaced.binary_search(&change).is_err()
    };
    let fields = changes
        .into_iter()
        .filter(|(digest, field)| stands(digest, field))
        .map(|(_, field)| (field.field.number(), field.value))
        .collect();
    OpenCase {
        epochs,
        fields,
        unreadable,
        unproven: sorted(unproven),
    }
}

/// `cases`: opens every case of `GET cases`. One that cannot be opened never hides the others, and a
/// field that cannot be read does not hide its case.
#[derive(Deserialize)]
pub(crate) struct Open {
    cases: CaseList,
}

pub(crate) fn open(desk: &mut Desk, message: Open) -> Result<CaseRows, Failure> {
    let me = desk.user()?;
    let view = desk.directory()?;
    let mut rows = CaseRows {
        cases: Vec::new(),
        refused: 0,
        reason: None,
    };
    let mut opened = Vec::new();
    for case in &message.cases.cases {
        let open = open_case(view, me, case);
        match row(view, case.tag.0, &open) {
            Ok(row) => {
                rows.cases.push(row);
                opened.push((case.tag.0, open));
            }
            Err(failure) => {
                rows.refused += 1;
                rows.reason.get_or_insert(failure.to_string());
            }
        }
    }
    rows.cases.sort_by(|a, b| a.reference.cmp(&b.reference));
    desk.cases = opened.into_iter().collect();
    Ok(rows)
}

fn row(view: &DirectoryView, tag: CaseTag, open: &OpenCase) -> Result<CaseRow, Failure> {
    let (_, epoch) = view.current_epoch(&tag).ok_or(Failure::Unknown)?;
    let mut members = Vec::new();
    for member in &epoch.members {
        members.push(name_of(view, member)?.0);
    }
    let mut writers = Vec::new();
    for device in &epoch.writers {
        let worker = view.device(device).map(|device| device.user);
        let name = worker.and_then(|worker| Some(name_of(view, &worker).ok()?.0));
        writers.push(name.unwrap_or_default());
    }
    let text = |field| open.text(field).unwrap_or_default().to_owned();
    Ok(CaseRow {
        tag: Hex(tag),
        reference: open.reference(),
        area: text(Field::Area),
        release_date: text(Field::ReleaseDate),
        language: text(Field::Language),
        lead: name_of(view, &epoch.lead)?.0,
        members,
        writers,
        conflicts: sorted(
            open.fields
                .pairs()
                .iter()
                .map(|(field, _)| *field)
                .filter(|field| open.fields.all(field).len() > 1),
        ),
        unreadable: open.unreadable.clone(),
        unproven: open.unproven.clone(),
    })
}

/// `case-choices`: what a new case can be made of, in a language.
#[derive(Deserialize)]
pub(crate) struct Choose {
    language: String,
}

#[derive(Serialize)]
pub(crate) struct Choice {
    id: String,
    name: String,
}

#[derive(Serialize)]
pub(crate) struct TeamChoice {
    id: Hex<TeamId>,
    name: String,
    /// Officers other than this user.
    members: Vec<Choice>,
    /// Devices of its workers, each under the worker's name.
    devices: Vec<Choice>,
}

#[derive(Serialize)]
pub(crate) struct Choices {
    areas: Vec<Choice>,
    teams: Vec<TeamChoice>,
}

pub(crate) fn choices(desk: &mut Desk, message: Choose) -> Result<Choices, Failure> {
    let me = desk.user()?;
    let view = desk.directory()?;
    let language = Language::from_tag(&message.language).ok_or(Failure::Message)?;
    let areas = view.settings().ok_or(Failure::Unknown)?.areas.iter();
    let areas = areas
        .map(|area| Choice {
            id: area.code.clone(),
            name: area.names.get(language).to_owned(),
        })
        .collect();
    let teams: Vec<TeamId> = view
        .statements()
        .filter_map(|(_, statement)| match statement.body() {
            Body::Team(_) => Some(TeamId(statement.subject().0)),
            _ => None,
        })
        .collect();
    let mut shown = Vec::new();
    for id in teams {
        let team = view.team(&id).ok_or(Failure::Unknown)?;
        if !team.leads.contains(&me.user) || shown.iter().any(|other: &TeamChoice| other.id.0 == id)
        {
            continue;
        }
        let mut members = Vec::new();
        for member in team.members.iter().filter(|member| **member != me.user) {
            let (name, organisation) = name_of(view, member)?;
            members.push(Choice {
                id: member.hex(),
                name: format!("{name} · {organisation}"),
            });
        }
        let mut devices = Vec::new();
        for (device, found) in view.devices() {
            if found.revoked.is_none() && team.workers.contains(&found.user) {
                let (name, organisation) = name_of(view, &found.user)?;
                devices.push(Choice {
                    id: device.hex(),
                    name: format!("{name} · {organisation}"),
                });
            }
        }
        shown.push(TeamChoice {
            id: Hex(id),
            name: team.name.clone(),
            members,
            devices,
        });
    }
    Ok(Choices {
        areas,
        teams: shown,
    })
}

/// `case-new`: everything of `POST cases`.
#[derive(Deserialize)]
pub(crate) struct NewCase {
    team: Hex<TeamId>,
    /// Officers besides this one; at least one.
    members: Vec<Hex<UserId>>,
    /// Devices of the assigned workers; at least one.
    devices: Vec<Hex<DeviceId>>,
    /// `ABCD-2345`; made at random when absent.
    reference: Option<String>,
    area: String,
    release_date: String,
    /// When the first contact is due.
    next_date: Option<String>,
    language: String,
    sex: Option<String>,
    age_band: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct MadeCase {
    tag: Hex<CaseTag>,
    reference: String,
    body: CreateCase,
}

/// A case reference: no letter or digit that is mistaken for another.
fn new_reference(moment: &mut Moment) -> String {
    use rand_core::Rng as _;
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut reference = String::new();
    for place in 0..8 {
        if place == 4 {
            reference.push('-');
        }
        let number = (moment.random.next_u32() & 31) as usize;
        reference.push(char::from(LETTERS[number]));
    }
    reference
}

fn is_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes.iter().enumerate().all(|(place, byte)| match place {
            4 => *byte == b'-',
            _ => matches!(byte, b'A'..=b'H' | b'J'..=b'N' | b'P'..=b'Z' | b'2'..=b'9'),
        })
}

fn object(
    tenant: TenantId,
    case: CaseTag,
    recipient: Recipient,
    desk: &Desk,
    moment: &mut Moment,
) -> Result<NewObject, Failure> {
    Ok(NewObject {
        tenant,
        object: ObjectId::random(&mut moment.random),
        case,
        recipient,
        version: 1,
        author: desk.user()?.user,
        head: desk.head()?,
        about: None,
    })
}

pub(crate) fn create(
    desk: &mut Desk,
    moment: &mut Moment,
    message: NewCase,
) -> Result<MadeCase, Failure> {
    let me = desk.user()?;
    let view = desk.directory()?;
    let tenant = view.tenant();
    let release = CalendarDate::new(&message.release_date).ok_or(Failure::Field)?;
    let next = match &message.next_date {
        Some(date) => Some(CalendarDate::new(date).ok_or(Failure::Field)?),
        None => None,
    };
    let reference = match message.reference {
        Some(reference) if is_reference(&reference) => reference,
        Some(_) => return Err(Failure::Field),
        None => new_reference(moment),
    };
    if message.members.is_empty() || message.devices.is_empty() {
        return Err(Failure::Field);
    }
    let members = sorted(
        message
            .members
            .iter()
            .map(|member| member.0)
            .chain([me.user]),
    );
    let writers = sorted(message.devices.iter().map(|device| device.0));
    let tag = CaseTag::random(&mut moment.random);
    let key = OpeningKey::random(&mut moment.random);
    let secret = TallySecret::random(&mut moment.random);
    let epoch = Body::Epoch(EpochStatement {
        case: tag,
        number: 1,
        previous: None,
        key: key.sealing_key(),
        team: message.team.0,
        lead: me.user,
        members: members.clone(),
        writers: writers.clone(),
        recovery: None,
    });
    let signing = &me.keys.signing;
    let statement = Statement::sign(
        tenant,
        tag,
        me.user,
        moment.seconds,
        &epoch,
        signing,
        &mut moment.random,
    )
    .map_err(|_| Failure::Field)?;
    let digest = statement.digest();
    let mut wraps = Vec::new();
    for member in &members {
        let found = view.user(member).ok_or(Failure::Unknown)?;
        if found.revoked.is_some() || found.role != Role::Officer {
            return Err(Failure::Field);
        }
        let to = found.sealing.ok_or(Failure::Unknown)?;
        let wrap = Wrap::epoch_key(&key, &tenant, &digest, &to, &mut moment.random)
            .map_err(|_| Failure::Unknown)?;
        wraps.push(WrapJson::from(&wrap));
    }
    let mut headers = Vec::new();
    let optional = [
        (Field::Sex, &message.sex),
        (Field::AgeBand, &message.age_band),
    ];
    let texts = [
        (Field::Reference, &reference),
        (Field::Area, &message.area),
        (Field::ReleaseDate, &message.release_date),
        (Field::Language, &message.language),
    ];
    let optional = optional
        .into_iter()
        .filter_map(|(field, value)| Some((field, value.as_ref()?)));
    let mut fields: Vec<CaseField> = texts
        .into_iter()
        .chain(optional)
        .map(|(field, value)| CaseField::text(field, value, Vec::new()))
        .collect();
    fields.push(CaseField {
        field: Field::TallySecret,
        value: Bytes(secret.secret_bytes().to_vec()),
        replaces: Vec::new(),
    });
    for field in &fields {
        let new = object(tenant, tag, Recipient::Epoch(1, digest), desk, moment)?;
        headers.push(seal(&new, field, me, &[key.sealing_key()], moment)?);
    }
    let card = Card {
        reference: reference.clone(),
        area: message.area,
        stage_date: release,
        next_date: next,
        language: message.language,
        sex: message.sex,
        age_band: message.age_band,
        tally_secret: secret,
        returns: Vec::new(),
    };
    let mut cards = Vec::new();
    for writer in &writers {
        let found = view.device(writer).ok_or(Failure::Unknown)?;
        if found.revoked.is_some() {
            return Err(Failure::Field);
        }
        let new = object(tenant, tag, Recipient::Device(*writer), desk, moment)?;
        cards.push(seal(&new, &card, me, &[found.sealing], moment)?);
    }
    Ok(MadeCase {
        tag: Hex(tag),
        reference,
        body: CreateCase {
            statement: B64(statement.bytes().to_vec()),
            wraps,
            headers,
            cards,
        },
    })
}
