//! A small institution from one seed: root, log key, supervisor, two officers, two form authors, a
//! worker with a device, a team, a case with its first epoch. Everything in it is synthetic.
#![allow(dead_code, clippy::unwrap_used)]

use homeward_seal::cbor::Bytes;
use homeward_seal::keys::VerifyingKey;
use homeward_seal::record::{AnswerState, Body, NewRecord, SealedRecord};
use homeward_seal::sign_in::UserKeys;
use homeward_seal::statement::{
    Area, Body as Says, CadenceStep, DeviceKind, DeviceStatement, EmergencyNumber, EpochStatement,
    FormStatement, GenesisStatement, Limits, LogKeyStatement, Names, Period, ReceiptKeyStatement,
    Role, SettingsStatement, Statement, StatisticsKeyStatement, TallyKeyStatement, TeamStatement,
    UserStatement,
};
use homeward_seal::{
    CalendarDate, CaseTag, Class, DeviceId, Digest, Directory, Head, HeadRef, OpeningKey, PeriodId,
    ReceiptPoint, RecordId, SealedTally, Signed, SigningKey, StoreId, SubjectId, TallySecret,
    TeamId, TenantId, UserId, Wrap,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

pub const NOW: u64 = 1_764_600_000;

pub struct Person {
    pub id: UserId,
    pub keys: UserKeys,
}

pub struct World {
    pub random: ChaCha20Rng,
    pub tenant: TenantId,
    pub root: SigningKey,
    pub log_key: SigningKey,
    pub receipt_key: SigningKey,
    pub supervisor: Person,
    pub lead: Person,
    pub member: Person,
    pub authors: [Person; 2],
    pub worker: UserId,
    pub device: DeviceId,
    pub device_signing: SigningKey,
    pub device_opening: OpeningKey,
    pub transport: SigningKey,
    pub tally_key: SigningKey,
    pub statistics: [OpeningKey; 2],
    pub team: TeamId,
    pub case: CaseTag,
    pub epoch_key: OpeningKey,
    pub epoch_statement: Digest,
    pub epoch_wraps: Vec<Wrap>,
    pub form: Digest,
    pub store: StoreId,
    pub tally_secret: TallySecret,
    pub directory: Directory,
}

pub fn seeded(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

fn person(random: &mut ChaCha20Rng) -> Person {
    Person {
        id: UserId::random(random),
        keys: UserKeys::random(random),
    }
}

pub fn says_user(role: Role, name: &str, keys: Option<&UserKeys>) -> UserStatement {
    UserStatement {
        role,
        name: name.into(),
        organisation: "synthetic".into(),
        signing: keys.map(|keys| keys.signing.verifying_key()),
        sealing: keys.map(|keys| keys.opening.sealing_key()),
    }
}

pub fn names(text: &str) -> Names {
    let of = |tag: &str| format!("{text} ({tag})");
    Names {
        en: of("en"),
        sq: of("sq"),
        bs: of("bs"),
        sr_latn: of("sr-Latn"),
        sr: of("sr"),
        mk: of("mk"),
    }
}

pub fn date(text: &str) -> CalendarDate {
    CalendarDate::new(text).unwrap()
}

pub fn settings() -> SettingsStatement {
    let period = |id: &str, first: &str, last: &str| Period {
        id: PeriodId::new(id).unwrap(),
        first: date(first),
        last: date(last),
        late_days: 14,
    };
    SettingsStatement {
        periods: vec![
            period("2025-05", "2025-05-01", "2025-10-31"),
            period("2025-11", "2025-11-01", "2026-04-30"),
        ],
        cadence: vec![
            CadenceStep {
                until_day: 28,
                every_days: 7,
            },
            CadenceStep {
                until_day: 90,
                every_days: 14,
            },
            CadenceStep {
                until_day: 365,
                every_days: 30,
            },
        ],
        areas: vec![Area {
            code: "a1".into(),
            names: names("Area one"),
        }],
        limits: Limits {
            days_without_contact: 35,
            pin_tries: 10,
        },
        emergency: vec![EmergencyNumber {
            names: names("Police"),
            number: "112".into(),
        }],
    }
}

impl World {
    pub fn new() -> World {
        World::seeded(7)
    }

    pub fn seeded(seed: u8) -> World {
        let mut random = seeded(seed);
        let r = &mut random;
        let tenant = TenantId::random(r);
        let root = SigningKey::random(r);
        let log_key = SigningKey::random(r);
        let receipt_key = SigningKey::random(r);
        let supervisor = person(r);
        let (lead, member) = (person(r), person(r));
        let authors = [person(r), person(r)];
        let genesis = Says::Genesis(GenesisStatement {
            root: root.verifying_key(),
            name: "Synthetic institution".into(),
        });
        let genesis = Statement::sign(tenant, tenant, tenant, NOW, &genesis, &root, r).unwrap();
        let directory = Directory::found(genesis).unwrap();
        let case = CaseTag::random(r);
        let mut world = World {
            tenant,
            worker: UserId::random(r),
            device: DeviceId::random(r),
            device_signing: SigningKey::random(r),
            device_opening: OpeningKey::random(r),
            transport: SigningKey::random(r),
            tally_key: SigningKey::random(r),
            statistics: [OpeningKey::random(r), OpeningKey::random(r)],
            team: TeamId::random(r),
            case,
            epoch_key: OpeningKey::random(r),
            epoch_statement: Digest::ZERO,
            epoch_wraps: Vec::new(),
            form: Digest::of(b"<h:html/>"),
            store: StoreId::random(r),
            tally_secret: TallySecret::random(r),
            root,
            log_key,
            receipt_key,
            supervisor,
            lead,
            member,
            authors,
            directory,
            random,
        };
        world.fill();
        world
    }

    pub fn by_root(&mut self, subject: impl Into<SubjectId>, body: &Says) -> Statement {
        let key = self.root.clone();
        Statement::sign(
            self.tenant,
            subject,
            self.tenant,
            NOW,
            body,
            &key,
            &mut self.random,
        )
        .unwrap()
    }

    pub fn by_supervisor(&mut self, subject: impl Into<SubjectId>, body: &Says) -> Statement {
        let (id, key) = (self.supervisor.id, self.supervisor.keys.signing.clone());
        Statement::sign(self.tenant, subject, id, NOW, body, &key, &mut self.random).unwrap()
    }

    pub fn by_lead(&mut self, subject: impl Into<SubjectId>, body: &Says) -> Statement {
        let (id, key) = (self.lead.id, self.lead.keys.signing.clone());
        Statement::sign(self.tenant, subject, id, NOW, body, &key, &mut self.random).unwrap()
    }

    pub fn form_statement(&mut self, authors: [usize; 2]) -> Statement {
        let form = self.form;
        let body = Says::Form(FormStatement {
            form,
            id: "reintegration_checkin".into(),
            version: "1".into(),
            title: "Check-in".into(),
        });
        let issuers = authors.map(|author| self.authors[author].id.into());
        let subject = FormStatement::subject(&form);
        let content =
            Statement::content(self.tenant, subject, &issuers, NOW, &body, &mut self.random);
        let content = homeward_seal::Cbor::to_cbor(&content);
        let signatures = authors
            .map(|author| Statement::sign_content(&content, &self.authors[author].keys.signing));
        Statement::assemble(content, signatures.to_vec()).unwrap()
    }

    pub fn epoch(&self, number: u32, previous: Option<Digest>) -> EpochStatement {
        let mut members = vec![self.lead.id, self.member.id];
        members.sort();
        EpochStatement {
            case: self.case,
            number,
            previous,
            key: self.epoch_key.sealing_key(),
            team: self.team,
            lead: self.lead.id,
            members,
            writers: vec![self.device],
            recovery: None,
        }
    }

    pub fn append(&mut self, statement: Statement) {
        self.directory.append(statement).unwrap();
    }

    fn fill(&mut self) {
        let log_key = Says::LogKey(LogKeyStatement {
            key: self.log_key.verifying_key(),
        });
        let log_key = self.by_root(self.tenant, &log_key);
        self.append(log_key);
        let says = Says::Supervisor(says_user(
            Role::Supervisor,
            "Synthetic supervisor",
            Some(&self.supervisor.keys),
        ));
        let statement = self.by_root(self.supervisor.id, &says);
        self.append(statement);
        let settings = self.by_supervisor(self.tenant, &Says::Settings(settings()));
        self.append(settings);
        let key = Says::ReceiptKey(ReceiptKeyStatement {
            key: self.receipt_key.verifying_key(),
        });
        let key = self.by_supervisor(self.tenant, &key);
        self.append(key);
        for class in [Class::Ordinary, Class::Restricted] {
            let key = self.statistics[usize::from(class.number())].sealing_key();
            let says = Says::StatisticsKey(StatisticsKeyStatement { class, key });
            let statement = self.by_supervisor(class, &says);
            self.append(statement);
        }
        let people = [
            (
                self.lead.id,
                says_user(Role::Officer, "Synthetic lead", Some(&self.lead.keys)),
            ),
            (
                self.member.id,
                says_user(Role::Officer, "Synthetic officer", Some(&self.member.keys)),
            ),
            (
                self.authors[0].id,
                says_user(
                    Role::FormAuthor,
                    "Synthetic author 1",
                    Some(&self.authors[0].keys),
                ),
            ),
            (
                self.authors[1].id,
                says_user(
                    Role::FormAuthor,
                    "Synthetic author 2",
                    Some(&self.authors[1].keys),
                ),
            ),
            (
                self.worker,
                says_user(Role::CommunityWorker, "Synthetic worker", None),
            ),
        ];
        for (id, says) in people {
            let statement = self.by_supervisor(id, &Says::User(says));
            self.append(statement);
        }
        let says = Says::Device(self.device_statement());
        let statement = self.by_supervisor(self.device, &says);
        self.append(statement);
        let says = Says::TallyKey(TallyKeyStatement {
            key: self.tally_key.verifying_key(),
            organisation: "synthetic".into(),
        });
        let statement = self.by_supervisor(self.tally_key.verifying_key().id(), &says);
        self.append(statement);
        let mut members = vec![self.lead.id, self.member.id];
        members.sort();
        let says = Says::Team(TeamStatement {
            name: "Synthetic team".into(),
            leads: vec![self.lead.id],
            members,
            workers: vec![self.worker],
        });
        let statement = self.by_supervisor(self.team, &says);
        self.append(statement);
        let statement = self.form_statement([0, 1]);
        self.append(statement);
        let says = Says::Epoch(self.epoch(1, None));
        let statement = self.by_lead(self.case, &says);
        self.epoch_statement = statement.digest();
        self.append(statement);
        self.epoch_wraps = [&self.lead, &self.member]
            .map(|person| {
                Wrap::epoch_key(
                    &self.epoch_key,
                    &self.tenant,
                    &self.epoch_statement,
                    &person.keys.opening.sealing_key(),
                    &mut self.random,
                )
                .unwrap()
            })
            .to_vec();
    }

    pub fn device_statement(&self) -> DeviceStatement {
        DeviceStatement {
            kind: DeviceKind::Phone,
            user: self.worker,
            signing: self.device_signing.verifying_key(),
            sealing: self.device_opening.sealing_key(),
            transport: self.transport.verifying_key(),
        }
    }

    pub fn head(&self, time: u64) -> Signed<Head> {
        let receipts = ReceiptPoint::start(self.store);
        self.directory
            .head(receipts, Digest::ZERO, time, &self.log_key)
    }

    pub fn head_ref(&self) -> HeadRef {
        self.head(NOW).reference().unwrap()
    }

    pub fn new_record(&mut self) -> NewRecord {
        NewRecord {
            tenant: self.tenant,
            record: RecordId::random(&mut self.random),
            replaces: None,
            case: self.case,
            epoch: 1,
            epoch_statement: self.epoch_statement,
            form: self.form,
            device: self.device,
            sequence: 1,
            previous: Digest::ZERO,
            head: self.head_ref(),
        }
    }

    pub fn tallies(&mut self) -> [SealedTally; 2] {
        [Class::Ordinary, Class::Restricted].map(|class| {
            SealedTally::seal(
                self.tenant,
                class,
                PeriodId::new("2025-11").unwrap(),
                b"signed content of a tally",
                &self.statistics[usize::from(class.number())].sealing_key(),
                &mut self.random,
            )
            .unwrap()
        })
    }

    pub fn seal(&mut self, new: &NewRecord, body: &Body) -> (SealedRecord, Wrap, [SealedTally; 2]) {
        let tallies = self.tallies();
        let (record, wrap) = SealedRecord::seal(
            new,
            body,
            &[&tallies[0], &tallies[1]],
            &self.device_signing,
            &self.epoch_key.sealing_key(),
            &mut self.random,
        )
        .unwrap();
        (record, wrap, tallies)
    }

    pub fn device_key(&self) -> VerifyingKey {
        self.device_signing.verifying_key()
    }
}

pub fn body(text: &str, questions: usize) -> Body {
    Body {
        submission: Bytes(format!("<data>{text}</data>").into_bytes()),
        states: (0..questions)
            .map(|question| {
                (
                    format!("/data/group/q{question}"),
                    AnswerState::ALL[question % 4],
                )
            })
            .collect(),
    }
}
