//! The other side of a phone in the tests: an institution with its server in this process, a lead
//! officer who makes cases, reads and returns, and a supervisor who lets phones in. All synthetic.

#![allow(dead_code)] // each test takes what it needs

use std::sync::Arc;

use homeward::{
    Config, Running, SettableClock,
    found::{Folders, Founded, found},
};
use homeward_protocol::{
    B64, Hex,
    cases::{CreateCase, SealedJson, WrapJson},
    directory::{AppendStatement, Appended, SignedHead},
    enrolment::{
        Admit, Admitted, Enrolment, EnrolmentKind, EnrolmentState, Invite, Invited, PublicKeys,
    },
    forms::{FormJson, UploadForm},
    review::{ChangeState, Queue, RecordAnswer, SendBack},
    session::{UserNonce, UserSession, UserSessionOpen, UserSessionStart},
};
use homeward_seal::{
    AnswerState, CalendarDate, Card, CaseTag, Cbor, Comment, DeviceId, Digest, Head, HeadRef,
    NewObject, ObjectId, OpeningKey, PeriodId, Recipient, RecordRef, Return, ReviewState,
    SealedObject, SealedRecord, SealingKey, Signed, StateChange, Statement, SubjectId, TallySecret,
    TeamId, UserId, VerifyingKey, Wrap,
    enrolment::{EnrolmentCode, EnrolmentSecret, digits},
    sign_in::{KDF_VERSION, PassphraseKeys, UserKeys},
    statement::{
        Body, DeviceKind, DeviceStatement, EmergencyNumber, EpochStatement, FormStatement, Limits,
        Names, Period, Role, SettingsStatement, TallyKeyStatement, TeamStatement, UserStatement,
    },
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde::{Serialize, de::DeserializeOwned};

/// 20 January 2026, 09:00 UTC.
pub const START: u64 = 1_768_899_600;

pub struct Person {
    pub user: UserId,
    pub keys: UserKeys,
    pub token: String,
}

pub struct Office {
    _folder: tempfile::TempDir,
    pub running: Running,
    pub clock: Arc<SettableClock>,
    pub founded: Founded,
    pub random: ChaCha20Rng,
    pub supervisor: Person,
    pub lead: Person,
    pub member: Person,
    pub worker: UserId,
    pub team: TeamId,
    /// Two, once a form was published.
    authors: Vec<Person>,
    http: reqwest::Client,
}

/// A case as its lead knows it.
pub struct Case {
    pub tag: CaseTag,
    pub epoch: OpeningKey,
}

fn names(text: &str) -> Names {
    let t = text.to_owned();
    Names {
        en: t.clone(),
        sq: t.clone(),
        bs: t.clone(),
        sr_latn: t.clone(),
        sr: t.clone(),
        mk: t,
    }
}

fn settings() -> SettingsStatement {
    let period = |id: &str, first: &str, last: &str| Period {
        id: PeriodId::new(id).unwrap(),
        first: CalendarDate::new(first).unwrap(),
        last: CalendarDate::new(last).unwrap(),
        late_days: 14,
    };
    SettingsStatement {
        periods: vec![
            period("2025-11", "2025-11-01", "2026-04-30"),
            period("2026-05", "2026-05-01", "2026-10-31"),
        ],
        cadence: vec![],
        areas: vec![],
        limits: Limits {
            days_without_contact: 35,
            pin_tries: 10,
        },
        emergency: vec![
            EmergencyNumber {
                names: names("Emergency"),
                number: "112".into(),
            },
            EmergencyNumber {
                names: names("Duty officer"),
                number: "+389 2 000 000".into(),
            },
        ],
    }
}

impl Office {
    pub async fn open(seed: u64) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let clock = Arc::new(SettableClock::at_seconds(START));
        let part = |name: &str| folder.path().join(name);
        let (data, root, statistics) = (part("data"), part("root"), part("statistics"));
        let folders = Folders {
            data: &data,
            root: &root,
            statistics: &statistics,
        };
        let people = ["first".to_owned(), "second".to_owned()];
        let now_ms = i64::try_from(START).unwrap() * 1000;
        let founded = found(
            &folders,
            "Synthetic service",
            "synthetic",
            &people,
            Some(settings()),
            now_ms,
            &mut random,
        )
        .await
        .unwrap();
        let running = serve(&data, &clock).await;
        let http = reqwest::Client::new();
        let first = &founded.supervisors[0];
        let (user, keys) = (first.user, first.keys.clone());
        let mut office = Office {
            supervisor: Person {
                user,
                keys: keys.clone(),
                token: String::new(),
            },
            lead: Person {
                user,
                keys: keys.clone(),
                token: String::new(),
            },
            member: Person {
                user,
                keys,
                token: String::new(),
            },
            worker: UserId::random(&mut random),
            team: TeamId::random(&mut random),
            authors: Vec::new(),
            _folder: folder,
            running,
            clock,
            founded,
            random,
            http,
        };
        let (name, passphrase) = {
            let first = &office.founded.supervisors[0];
            (first.name.clone(), first.passphrase.to_string())
        };
        office.supervisor.token = office.sign_in(&name, &passphrase).await;
        office.lead = office.enrol_user("lead", Role::Officer).await;
        office.member = office.enrol_user("member", Role::Officer).await;
        let body = Body::User(UserStatement {
            role: Role::CommunityWorker,
            name: "Synthetic worker".into(),
            organisation: "synthetic".into(),
            signing: None,
            sealing: None,
        });
        office.state(office.worker.into(), &body).await;
        let mut members = vec![office.lead.user, office.member.user];
        members.sort();
        let team = TeamStatement {
            name: "synthetic team".into(),
            leads: vec![office.lead.user],
            members,
            workers: vec![office.worker],
        };
        office.state(office.team.into(), &Body::Team(team)).await;
        office
    }

    pub fn url(&self) -> String {
        self.running.url()
    }

    fn now(&self) -> u64 {
        use homeward::Clock;
        self.clock.now_seconds()
    }

    async fn get<A: DeserializeOwned>(&self, path: &str, token: &str) -> A {
        let url = format!("{}/api/v1/{path}", self.url());
        let response = self.http.get(url).bearer_auth(token).send().await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn post<A: DeserializeOwned>(&self, path: &str, token: &str, body: &impl Serialize) -> A {
        let url = format!("{}/api/v1/{path}", self.url());
        let response = self
            .http
            .post(url)
            .bearer_auth(token)
            .json(body)
            .send()
            .await
            .unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(if text.is_empty() { "null" } else { &text }).unwrap()
    }

    async fn sign_in(&self, name: &str, passphrase: &str) -> String {
        let start = UserSessionStart { user: name.into() };
        let nonce: UserNonce = self.post("session/start", "", &start).await;
        let keys = PassphraseKeys::derive(passphrase, &nonce.tenant.0, name, nonce.kdf).unwrap();
        let fresh: [u8; 32] = nonce.nonce.0.clone().try_into().unwrap();
        let signature = keys.answer(&fresh, &nonce.tenant.0, name, &self.url());
        let open = UserSessionOpen {
            user: name.into(),
            nonce: nonce.nonce,
            signature: B64(signature.0.to_vec()),
        };
        self.post::<UserSession>("session", "", &open).await.token
    }

    /// A statement of the supervisor.
    async fn state(&mut self, subject: SubjectId, body: &Body) {
        let (tenant, now, issuer) = (self.founded.tenant, self.now(), self.supervisor.user);
        let signing = &self.supervisor.keys.signing;
        let statement = Statement::sign(
            tenant,
            subject,
            issuer,
            now,
            body,
            signing,
            &mut self.random,
        )
        .unwrap();
        let append = AppendStatement {
            statement: B64(statement.bytes().to_vec()),
        };
        let _: Appended = self
            .post("directory/statements", &self.supervisor.token, &append)
            .await;
    }

    async fn invite(&mut self, kind: EnrolmentKind, label: &str) -> EnrolmentSecret {
        let secret = EnrolmentSecret::random(&mut self.random);
        let invite = Invite {
            kind,
            secret_hash: Hex(secret.hash()),
            expires: self.now() + 3600,
            label: label.into(),
        };
        let _: Invited = self
            .post("enrolments", &self.supervisor.token, &invite)
            .await;
        secret
    }

    async fn enrol_user(&mut self, name: &str, role: Role) -> Person {
        let secret = self.invite(EnrolmentKind::User, name).await;
        let tenant = self.founded.tenant;
        let (user, keys) = (
            UserId::random(&mut self.random),
            UserKeys::random(&mut self.random),
        );
        let passphrase = format!("synthetic words of {name}");
        let derived = PassphraseKeys::derive(&passphrase, &tenant, name, KDF_VERSION).unwrap();
        let admit = Admit {
            secret: secret.text(),
            kind: EnrolmentKind::User,
            subject: Hex(user.into()),
            keys: PublicKeys {
                signing: B64(keys.signing.verifying_key().0.to_vec()),
                sealing: B64(keys.opening.sealing_key().0.to_vec()),
                transport: None,
                tally: None,
            },
            user_name: Some(name.into()),
            verifier: Some(B64(derived.verifier().0.to_vec())),
            blob: Some(B64(derived.wrap(tenant, user, 1, &keys, &mut self.random))),
            device_kind: 0,
        };
        let _: Admitted = self.post("enrolments/admit", "", &admit).await;
        let body = Body::User(UserStatement {
            role,
            name: format!("Synthetic {name}"),
            organisation: "synthetic".into(),
            signing: Some(keys.signing.verifying_key()),
            sealing: Some(keys.opening.sealing_key()),
        });
        self.state(user.into(), &body).await;
        let token = self.sign_in(name, &passphrase).await;
        Person { user, keys, token }
    }

    /// A typed code for a phone.
    pub async fn code(&mut self) -> String {
        let secret = self.invite(EnrolmentKind::Device, "synthetic phone").await;
        EnrolmentCode::new(secret, &self.founded.genesis.digest()).text()
    }

    /// What a supervisor does: compares the digits of the one that waits, then signs.
    /// Gives the device with its signing and sealing key.
    pub async fn approve(&mut self, spoken: &str) -> (DeviceId, VerifyingKey, SealingKey) {
        let list: Vec<Enrolment> = self.get("enrolments", &self.supervisor.token).await;
        let waiting = list
            .into_iter()
            .find(|e| e.kind == EnrolmentKind::Device && e.state == EnrolmentState::Waiting)
            .expect("a phone waits");
        let keys = waiting.keys.unwrap();
        let head = Signed::<Head>::parse(&waiting.head.unwrap()).unwrap();
        let subject = waiting.subject.unwrap().0;
        let own = digits(
            &self.founded.genesis.digest(),
            &head.digest(),
            &subject,
            &keys.in_order().unwrap(),
        );
        assert_eq!(own, spoken, "the digits that the phone shows");
        let key = |b: &B64| <[u8; 32]>::try_from(b.0.clone()).unwrap();
        let body = Body::Device(DeviceStatement {
            kind: DeviceKind::Desktop,
            user: self.worker,
            signing: VerifyingKey(key(&keys.signing)),
            sealing: SealingKey(key(&keys.sealing)),
            transport: VerifyingKey(key(keys.transport.as_ref().unwrap())),
        });
        self.state(subject, &body).await;
        let tally = VerifyingKey(key(keys.tally.as_ref().unwrap()));
        let body = Body::TallyKey(TallyKeyStatement {
            key: tally,
            organisation: "synthetic".into(),
        });
        self.state(tally.id().into(), &body).await;
        (
            DeviceId(subject.0),
            VerifyingKey(key(&keys.signing)),
            SealingKey(key(&keys.sealing)),
        )
    }

    /// Two authors publish a form.
    pub async fn publish(&mut self, xform: &str, id: &str, version: &str) {
        if self.authors.is_empty() {
            for name in ["author-one", "author-two"] {
                let author = self.enrol_user(name, Role::FormAuthor).await;
                self.authors.push(author);
            }
            self.authors.sort_by_key(|a| a.user);
        }
        let form = Digest::of(xform.as_bytes());
        let body = Body::Form(FormStatement {
            form,
            id: id.into(),
            version: version.into(),
            title: "Reintegration check-in".into(),
        });
        let authors = &self.authors;
        let issuers: Vec<SubjectId> = authors.iter().map(|a| a.user.into()).collect();
        let (tenant, now) = (self.founded.tenant, self.now());
        let subject = FormStatement::subject(&form);
        let content =
            Statement::content(tenant, subject, &issuers, now, &body, &mut self.random).to_cbor();
        let signatures = authors
            .iter()
            .map(|a| Statement::sign_content(&content, &a.keys.signing))
            .collect();
        let statement = Statement::assemble(content, signatures).unwrap();
        let upload = UploadForm {
            xform: B64(xform.as_bytes().to_vec()),
            statement: Some(B64(statement.bytes().to_vec())),
        };
        let _: FormJson = self.post("forms", &authors[0].token, &upload).await;
    }

    /// The lead makes a case for a phone.
    pub async fn case(
        &mut self,
        device: DeviceId,
        to: SealingKey,
        reference: &str,
        next: Option<&str>,
    ) -> Case {
        self.case_of(&[(device, to)], reference, next).await
    }

    /// The lead makes a case for the phones of a worker.
    pub async fn case_of(
        &mut self,
        devices: &[(DeviceId, SealingKey)],
        reference: &str,
        next: Option<&str>,
    ) -> Case {
        let mut writers: Vec<DeviceId> = devices.iter().map(|(device, _)| *device).collect();
        writers.sort();
        let tag = CaseTag::random(&mut self.random);
        let epoch = OpeningKey::random(&mut self.random);
        let member_key = self.member.keys.opening.sealing_key();
        let mut members = vec![self.lead.user, self.member.user];
        members.sort();
        let body = Body::Epoch(EpochStatement {
            case: tag,
            number: 1,
            previous: None,
            key: epoch.sealing_key(),
            team: self.team,
            lead: self.lead.user,
            members,
            writers,
            recovery: None,
        });
        let (tenant, now, lead) = (self.founded.tenant, self.now(), self.lead.user);
        let signing = self.lead.keys.signing.clone();
        let statement =
            Statement::sign(tenant, tag, lead, now, &body, &signing, &mut self.random).unwrap();
        let wraps: Vec<_> = [self.lead.keys.opening.sealing_key(), member_key]
            .iter()
            .map(|to| {
                Wrap::epoch_key(&epoch, &tenant, &statement.digest(), to, &mut self.random).unwrap()
            })
            .collect();
        let card = Card {
            reference: reference.into(),
            area: "skopje".into(),
            stage_date: CalendarDate::new("2025-12-20").unwrap(),
            next_date: next.map(|d| CalendarDate::new(d).unwrap()),
            language: "mk".into(),
            sex: Some("m".into()),
            age_band: None,
            tally_secret: TallySecret::random(&mut self.random),
            returns: Vec::new(),
        };
        let head = self.head().await;
        let mut cards = Vec::new();
        for (device, to) in devices {
            let new = NewObject {
                tenant,
                object: ObjectId::random(&mut self.random),
                case: tag,
                recipient: Recipient::Device(*device),
                version: 1,
                author: lead,
                head,
                about: None,
            };
            let (object, wraps) =
                SealedObject::seal(&new, &card, &signing, &[*to], &mut self.random).unwrap();
            cards.push(sealed(object.bytes(), &wraps));
        }
        let create = CreateCase {
            statement: B64(statement.bytes().to_vec()),
            wraps: wraps.iter().map(WrapJson::from).collect(),
            headers: vec![],
            cards,
        };
        let () = self.post("cases", &self.lead.token, &create).await;
        Case { tag, epoch }
    }

    pub async fn queue(&self) -> Queue {
        self.get("review/queue", &self.lead.token).await
    }

    /// The officer opens a record, verified against the device's key.
    pub async fn read(
        &self,
        record: RecordRef,
        case: &Case,
        device: &VerifyingKey,
    ) -> (SealedRecord, homeward_seal::Body) {
        let path = format!("records/{}/{}", record.id, record.digest);
        let answer: RecordAnswer = self.get(&path, &self.lead.token).await;
        let sealed = SealedRecord::parse(&answer.record).unwrap();
        let wraps: Vec<Wrap> = answer.wraps.iter().map(Wrap::from).collect();
        let wrap = Wrap::find(&wraps, &case.epoch.sealing_key()).unwrap();
        let body = sealed
            .verify(device)
            .unwrap()
            .open(wrap, &case.epoch)
            .unwrap();
        (sealed, body)
    }

    /// The officer says that it was read.
    pub async fn mark_read(&mut self, record: RecordRef, case: &Case) {
        let change = self.change(record, case, ReviewState::Read).await;
        let path = format!("records/{}/{}/states", record.id, record.digest);
        let body = ChangeState {
            change: B64(change),
            note: None,
        };
        let _: serde_json::Value = self.post(&path, &self.lead.token, &body).await;
    }

    /// The newest directory head, as what the officer signs names it.
    async fn head(&self) -> HeadRef {
        let shown: SignedHead = self.get("directory/head", &self.lead.token).await;
        Signed::<Head>::parse(&shown.head)
            .unwrap()
            .reference()
            .unwrap()
    }

    async fn change(&self, record: RecordRef, case: &Case, state: ReviewState) -> Vec<u8> {
        let change = StateChange {
            suite: 1,
            tenant: self.founded.tenant,
            case: case.tag,
            record,
            state,
            user: self.lead.user,
            time: self.now(),
            head: self.head().await,
            note: None,
        };
        Signed::sign(&change, &self.lead.keys.signing)
            .bytes()
            .to_vec()
    }

    /// The officer returns a record with a comment on one question.
    pub async fn send_back(
        &mut self,
        record: RecordRef,
        case: &Case,
        (device, to, signing): (DeviceId, SealingKey, &VerifyingKey),
        path: &str,
        text: &str,
    ) {
        let answer: RecordAnswer = self
            .get(
                &format!("records/{}/{}", record.id, record.digest),
                &self.lead.token,
            )
            .await;
        let sealed_record = SealedRecord::parse(&answer.record).unwrap();
        let verified = sealed_record.verify(signing).unwrap();
        let wraps: Vec<Wrap> = answer.wraps.iter().map(Wrap::from).collect();
        let content = verified
            .content_key(
                Wrap::find(&wraps, &case.epoch.sealing_key()).unwrap(),
                &case.epoch,
            )
            .unwrap();
        let body = Return {
            comments: vec![Comment {
                path: Some(path.into()),
                text: text.into(),
            }],
            record_key: verified.rewrap(&content, &to, &mut self.random).unwrap(),
        };
        let new = NewObject {
            tenant: self.founded.tenant,
            object: ObjectId::random(&mut self.random),
            case: case.tag,
            recipient: Recipient::Device(device),
            version: 1,
            author: self.lead.user,
            head: self.head().await,
            about: Some(record),
        };
        let signing = self.lead.keys.signing.clone();
        let (object, wraps) =
            SealedObject::seal(&new, &body, &signing, &[to], &mut self.random).unwrap();
        let change = self.change(record, case, ReviewState::Returned).await;
        let send = SendBack {
            change: B64(change),
            returns: vec![sealed(object.bytes(), &wraps)],
            note: None,
        };
        let path = format!("records/{}/{}/returns", record.id, record.digest);
        let _: serde_json::Value = self.post(&path, &self.lead.token, &send).await;
    }
}

async fn serve(data: &std::path::Path, clock: &Arc<SettableClock>) -> Running {
    let mut config = Config::local(data);
    config.clock = clock.clone();
    homeward::serve(config).await.unwrap()
}

fn sealed(object: &[u8], wraps: &[Wrap]) -> SealedJson {
    SealedJson {
        object: object.into(),
        wraps: wraps.iter().map(WrapJson::from).collect(),
    }
}

/// The answer to a question in a body: whether it is there and how it was met.
pub fn answered(body: &homeward_seal::Body, name: &str) -> Option<AnswerState> {
    body.states
        .iter()
        .find(|(path, _)| path.ends_with(&format!("/{name}")))
        .map(|(_, state)| *state)
}
