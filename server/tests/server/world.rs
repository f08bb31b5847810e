//! An institution in a temporary folder, with its server running in this process.

use std::path::PathBuf;
use std::sync::Arc;

use homeward::found::{Folders, Founded, found};
use homeward::{Clock as _, Config, Running, SettableClock};
use homeward_protocol::cases::{CreateCase, SealedJson, WrapJson};
use homeward_protocol::directory::SignedHead;
use homeward_protocol::sync::{Pull, PullAnswer, Push, PushAnswer, PushItem, PushResult};
use homeward_protocol::{ApiError, B64, CBOR};
use homeward_seal::cbor::Bytes;
use homeward_seal::sealed::{Card, CaseField, Field, NewObject, Recipient};
use homeward_seal::statement::{
    Body as Says, EpochStatement, Role, Statement, TeamStatement, UserStatement,
};
use homeward_seal::{
    AnswerState, Body, CalendarDate, CaseTag, Cbor, Class, Digest, DirectoryRequest, Head, HeadRef,
    NewRecord, ObjectId, OpeningKey, PeriodId, RecordId, RecordRef, SealedObject, SealedRecord,
    SealedTally, Signed, TallySecret, TeamId, TenantId, UserId, Wrap,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::people::{Person, Phone, sign_in, state};

/// Where the tests' time starts.
pub const START: u64 = 1_790_000_000;
/// A sentence that must be found nowhere in clear.
pub const SECRET_ANSWER: &str = "synthetic-answer-that-only-the-team-reads";
/// A reference that must be found nowhere in clear.
pub const SECRET_REFERENCE: &str = "SYNTHETIC-REF-77";

/// Calls the server.
#[derive(Clone)]
pub struct Api {
    pub url: String,
    pub client: reqwest::Client,
    pub clock: Arc<SettableClock>,
}

impl Api {
    /// A client of the server at `url`.
    pub fn at(url: &str, clock: Arc<SettableClock>) -> Api {
        Api {
            url: url.into(),
            client: reqwest::Client::new(),
            clock,
        }
    }

    /// Unix seconds, as the server sees them.
    pub fn now(&self) -> u64 {
        self.clock.now_seconds()
    }

    fn request(
        &self,
        method: reqwest::Method,
        path: &str,
        token: Option<&str>,
    ) -> reqwest::RequestBuilder {
        let request = self
            .client
            .request(method, format!("{}/api/v1/{path}", self.url));
        match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// GET, JSON or the status and code of the refusal.
    pub async fn get<A: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
    ) -> Result<A, (u16, String)> {
        answer(
            self.request(reqwest::Method::GET, path, token)
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// POST of JSON.
    pub async fn post<A: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
        body: &impl Serialize,
    ) -> Result<A, (u16, String)> {
        let request = self.request(reqwest::Method::POST, path, token).json(body);
        answer(request.send().await.unwrap()).await
    }

    /// Any request; the status and the whole body.
    pub async fn raw(
        &self,
        method: reqwest::Method,
        path: &str,
        token: Option<&str>,
        kind: &'static str,
        body: Vec<u8>,
    ) -> (u16, Vec<u8>) {
        let request = self
            .request(method, path, token)
            .header("content-type", kind)
            .body(body);
        let response = request.send().await.unwrap();
        (
            response.status().as_u16(),
            response.bytes().await.unwrap().to_vec(),
        )
    }

    /// POST of CBOR.
    pub async fn cbor<A: Cbor>(
        &self,
        path: &str,
        token: Option<&str>,
        body: &impl Cbor,
    ) -> Result<A, u16> {
        let (status, bytes) = self
            .raw(reqwest::Method::POST, path, token, CBOR, body.to_cbor())
            .await;
        if status == 200 {
            Ok(A::from_cbor(&bytes).unwrap())
        } else {
            Err(status)
        }
    }

    /// Pushes records.
    pub async fn push(&self, token: &str, items: Vec<PushItem>) -> Result<Vec<PushResult>, u16> {
        let answer: PushAnswer = self.cbor("sync/push", Some(token), &Push { items }).await?;
        Ok(answer.results)
    }

    /// Pushes one record to a server that may be killed meanwhile; gives the receipt.
    pub async fn try_push(&self, token: &str, item: PushItem) -> Option<Vec<u8>> {
        let request = self
            .request(reqwest::Method::POST, "sync/push", Some(token))
            .header("content-type", CBOR)
            .body(Push { items: vec![item] }.to_cbor());
        let bytes = request.send().await.ok()?.bytes().await.ok()?;
        let answer = PushAnswer::from_cbor(&bytes).ok()?;
        answer
            .results
            .into_iter()
            .next()?
            .receipt
            .map(|receipt| receipt.0)
    }

    /// Pulls what is new after a cursor.
    pub async fn pull(&self, token: &str, cursor: &[u8]) -> Result<PullAnswer, u16> {
        let directory = DirectoryRequest {
            known_size: 0,
            subjects: Vec::new(),
            have: Vec::new(),
            seen: None,
        };
        let pull = Pull {
            cursor: Bytes(cursor.to_vec()),
            directory,
            receipt: None,
            limit: 100,
        };
        self.cbor("sync/pull", Some(token), &pull).await
    }
}

async fn answer<A: DeserializeOwned>(response: reqwest::Response) -> Result<A, (u16, String)> {
    let status = response.status();
    let bytes = response.bytes().await.unwrap();
    if status.is_success() {
        let bytes = if bytes.is_empty() {
            b"null"
        } else {
            &bytes[..]
        };
        return Ok(serde_json::from_slice(bytes).unwrap());
    }
    let error: ApiError = serde_json::from_slice(&bytes).unwrap();
    Err((status.as_u16(), error.code))
}

/// A case and what its team holds.
pub struct Case {
    pub tag: CaseTag,
    pub epoch: OpeningKey,
    pub statement: Digest,
    pub secret: TallySecret,
}

/// The institution.
pub struct World {
    pub folder: tempfile::TempDir,
    pub clock: Arc<SettableClock>,
    pub running: Running,
    pub api: Api,
    pub tenant: TenantId,
    pub random: ChaCha20Rng,
    pub supervisor: Person,
    pub lead: Person,
    pub member: Person,
    pub worker: UserId,
    pub phone: Phone,
    pub team: TeamId,
    /// The head that phone and officers name in what they make.
    pub seen: HeadRef,
}

impl World {
    /// Where the server's data lies.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Founds it, lets two officers, a worker and a phone in.
    pub async fn new(seed: u64) -> World {
        World::with(seed, |_| {}).await
    }

    /// The same, with a changed configuration.
    pub async fn with(seed: u64, change: impl FnOnce(&mut Config)) -> World {
        let folder = tempfile::tempdir().unwrap();
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let clock = Arc::new(SettableClock::at_seconds(START));
        let founded = found_in(&folder, &mut random).await;
        let mut config = Config::local(folder.path().join("data"));
        config.clock = clock.clone();
        change(&mut config);
        let running = homeward::serve(config).await.unwrap();
        let api = Api::at(&running.url(), clock.clone());
        let tenant = founded.tenant;
        let first = &founded.supervisors[0];
        let session = sign_in(&api, &first.name, &first.passphrase).await.unwrap();
        let supervisor = Person {
            user: first.user,
            name: first.name.clone(),
            passphrase: first.passphrase.to_string(),
            keys: first.keys.clone(),
            token: session.token,
        };
        let lead = Person::enrol(
            &api,
            &supervisor,
            tenant,
            Role::Officer,
            "lead",
            &mut random,
        )
        .await;
        let member = Person::enrol(
            &api,
            &supervisor,
            tenant,
            Role::Officer,
            "member",
            &mut random,
        )
        .await;
        let worker = UserId::random(&mut random);
        let body = Says::User(UserStatement {
            role: Role::CommunityWorker,
            name: "Synthetic worker".into(),
            organisation: "synthetic-org".into(),
            signing: None,
            sealing: None,
        });
        state(&api, &supervisor, tenant, worker, &body, &mut random)
            .await
            .unwrap();
        let phone = Phone::enrol(&api, &supervisor, tenant, worker, &mut random).await;
        let team = TeamId::random(&mut random);
        let mut members = vec![lead.user, member.user];
        members.sort();
        let body = Says::Team(TeamStatement {
            name: "synthetic team".into(),
            leads: vec![lead.user],
            members,
            workers: vec![worker],
        });
        state(&api, &supervisor, tenant, team, &body, &mut random)
            .await
            .unwrap();
        World {
            folder,
            clock,
            running,
            api,
            tenant,
            random,
            supervisor,
            lead,
            member,
            worker,
            phone,
            team,
            seen: HeadRef {
                size: 0,
                digest: Digest::ZERO,
            },
        }
    }

    /// The newest head, which whatever is made from now on names.
    pub async fn look(&mut self) -> Signed<Head> {
        let shown: SignedHead = self.api.get("directory/head", None).await.unwrap();
        let head = Signed::<Head>::parse(&shown.head).unwrap();
        self.seen = head.reference().unwrap();
        head
    }

    /// Stops the server and starts another over the same data.
    pub async fn restart(mut self) -> World {
        self.running.stop().await.unwrap();
        let mut config = Config::local(self.folder.path().join("data"));
        config.clock = self.clock.clone();
        self.running = homeward::serve(config).await.unwrap();
        self.api = Api::at(&self.running.url(), self.clock.clone());
        for person in [&mut self.supervisor, &mut self.lead, &mut self.member] {
            person.token = sign_in(&self.api, &person.name, &person.passphrase)
                .await
                .unwrap()
                .token;
        }
        self.phone.token = self.phone.open(&self.api).await.unwrap().token;
        self
    }

    /// A first epoch's statement with its wraps.
    pub fn first_epoch(&mut self, tag: CaseTag, epoch: &OpeningKey) -> (Statement, Vec<Wrap>) {
        let mut members = vec![self.lead.user, self.member.user];
        members.sort();
        let body = Says::Epoch(EpochStatement {
            case: tag,
            number: 1,
            previous: None,
            key: epoch.sealing_key(),
            team: self.team,
            lead: self.lead.user,
            members,
            writers: vec![self.phone.device],
            recovery: None,
        });
        let (tenant, now) = (self.tenant, self.api.now());
        let signing = &self.lead.keys.signing;
        let statement = Statement::sign(
            tenant,
            tag,
            self.lead.user,
            now,
            &body,
            signing,
            &mut self.random,
        )
        .unwrap();
        let wraps = [&self.lead, &self.member].map(|person| {
            let to = person.keys.opening.sealing_key();
            Wrap::epoch_key(epoch, &tenant, &statement.digest(), &to, &mut self.random).unwrap()
        });
        (statement, wraps.to_vec())
    }

    /// Makes a case by HTTP: epoch, one header field, one card.
    pub async fn case(&mut self) -> Case {
        let (case, create) = self.new_case();
        let () = self
            .api
            .post("cases", Some(&self.lead.token), &create)
            .await
            .unwrap();
        case
    }

    /// A case and the request that makes it.
    pub fn new_case(&mut self) -> (Case, CreateCase) {
        let tag = CaseTag::random(&mut self.random);
        let epoch = OpeningKey::random(&mut self.random);
        let (statement, wraps) = self.first_epoch(tag, &epoch);
        let secret = TallySecret::random(&mut self.random);
        let case = Case {
            tag,
            epoch,
            statement: statement.digest(),
            secret,
        };
        let header = self.header(&case, SECRET_REFERENCE);
        let card = self.card(&case, ObjectId([5; 16]), 1);
        let create = CreateCase {
            statement: B64(statement.bytes().to_vec()),
            wraps: wraps.iter().map(WrapJson::from).collect(),
            headers: vec![header],
            cards: vec![card],
        };
        (case, create)
    }

    /// A sealed header field by the lead.
    pub fn header(&mut self, case: &Case, reference: &str) -> SealedJson {
        let field = CaseField {
            field: Field::Reference,
            value: Bytes(reference.into()),
            replaces: Vec::new(),
        };
        let new = NewObject {
            tenant: self.tenant,
            object: ObjectId::random(&mut self.random),
            case: case.tag,
            recipient: Recipient::Epoch(1, case.statement),
            version: 1,
            author: self.lead.user,
            head: self.seen,
            about: None,
        };
        let signing = &self.lead.keys.signing;
        let (object, wraps) = SealedObject::seal(
            &new,
            &field,
            signing,
            &[case.epoch.sealing_key()],
            &mut self.random,
        )
        .unwrap();
        sealed(object.bytes(), &wraps)
    }

    /// A sealed card for the phone by the lead.
    pub fn card(&mut self, case: &Case, object: ObjectId, version: u32) -> SealedJson {
        let card = Card {
            reference: SECRET_REFERENCE.into(),
            area: "skopje".into(),
            stage_date: CalendarDate::new("2026-09-01").unwrap(),
            next_date: None,
            language: "mk".into(),
            sex: None,
            age_band: None,
            tally_secret: case.secret.clone(),
            returns: Vec::new(),
        };
        let new = NewObject {
            tenant: self.tenant,
            object,
            case: case.tag,
            recipient: Recipient::Device(self.phone.device),
            version,
            author: self.lead.user,
            head: self.seen,
            about: None,
        };
        let (signing, to) = (&self.lead.keys.signing, self.phone.opening.sealing_key());
        let (object, wraps) =
            SealedObject::seal(&new, &card, signing, &[to], &mut self.random).unwrap();
        sealed(object.bytes(), &wraps)
    }

    /// A record of the phone with both tallies.
    pub fn record(
        &mut self,
        case: &Case,
        sequence: u64,
        previous: Digest,
    ) -> (RecordRef, PushItem) {
        let id = RecordId::random(&mut self.random);
        self.record_with_id(case, id, sequence, previous, SECRET_ANSWER)
    }

    /// A record with an id of one's choice.
    pub fn record_with_id(
        &mut self,
        case: &Case,
        record: RecordId,
        sequence: u64,
        previous: Digest,
        answer: &str,
    ) -> (RecordRef, PushItem) {
        let random = &mut self.random;
        let statistics = OpeningKey::from_bytes(&[9; 32]).sealing_key();
        let period = PeriodId::new("2026-h2").unwrap();
        let tallies = [Class::Ordinary, Class::Restricted].map(|class| {
            SealedTally::seal(
                self.tenant,
                class,
                period.clone(),
                b"opaque",
                &statistics,
                random,
            )
            .unwrap()
        });
        let new = NewRecord {
            tenant: self.tenant,
            record,
            replaces: None,
            case: case.tag,
            epoch: 1,
            epoch_statement: case.statement,
            form: Digest([7; 32]),
            device: self.phone.device,
            sequence,
            previous,
            head: self.seen,
        };
        let body = Body {
            submission: Bytes(format!("<data>{answer}</data>").into_bytes()),
            states: vec![("/data/q".into(), AnswerState::Answered)],
        };
        let [ordinary, restricted] = &tallies;
        let (sealed, wrap) = SealedRecord::seal(
            &new,
            &body,
            &[ordinary, restricted],
            &self.phone.signing,
            &case.epoch.sealing_key(),
            random,
        )
        .unwrap();
        let item = PushItem {
            record: Bytes(sealed.bytes().to_vec()),
            wraps: vec![wrap],
            tallies: tallies
                .iter()
                .map(|tally| Bytes(tally.bytes().to_vec()))
                .collect(),
        };
        (sealed.reference(), item)
    }
}

/// A sealed object as a page sends it.
pub fn sealed(object: &[u8], wraps: &[Wrap]) -> SealedJson {
    SealedJson {
        object: object.into(),
        wraps: wraps.iter().map(WrapJson::from).collect(),
    }
}

/// Founds an institution in a folder.
pub async fn found_in(folder: &tempfile::TempDir, random: &mut ChaCha20Rng) -> Founded {
    let (data, root, statistics) = (
        folder.path().join("data"),
        folder.path().join("root"),
        folder.path().join("statistics"),
    );
    let folders = Folders {
        data: &data,
        root: &root,
        statistics: &statistics,
    };
    let supervisors = ["first".to_owned(), "second".to_owned()];
    let now_ms = i64::try_from(START).unwrap() * 1000;
    found(
        &folders,
        "Synthetic service",
        "synthetic-org",
        &supervisors,
        None,
        now_ms,
        random,
    )
    .await
    .unwrap()
}
