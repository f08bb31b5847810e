//! The demo's institution: founded as `homeward tenant new` does it, then peopled and given its forms.
//!
//! Every name says that it is synthetic. Invariant: root key, statistics keys and server data lie in
//! folders of their own; passphrases are in `accounts.json` beside them, because this is a demo.

use std::path::Path;

use anyhow::Context as _;
use homeward_form::xlsform::{self, Kind, Options};
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys, UserKeys, new_passphrase, salt};
use homeward_seal::statement::{
    Body, FormStatement, Role, Statement, TeamStatement, UserStatement,
};
use homeward_seal::{Cbor as _, Digest, SubjectId, TeamId, TenantId, UserId};
use jiff::civil::Date;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

use super::settings::settings;
use crate::found::{Folders, Founded, found};
use crate::store::{FeedKind, NewAccount, NewForm, Store};

/// Organisations of the workers.
pub const ORGANISATIONS: [&str; 4] = ["Most", "Ura", "Nov pat", "Krug"];
/// How many officers there are.
pub const OFFICERS: usize = 3;
/// The forms that the institution publishes, as they lie in the repository.
const FORMS: [(&str, &[u8]); 3] = [
    (
        "checkin.xlsx",
        include_bytes!("../../../forms/checkin.xlsx"),
    ),
    (
        "pre_release_plan.xlsx",
        include_bytes!("../../../forms/pre_release_plan.xlsx"),
    ),
    (
        "community_readiness.xlsx",
        include_bytes!("../../../forms/community_readiness.xlsx"),
    ),
];

/// Somebody who can sign in to the demo.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// Name to sign in with.
    pub user: String,
    /// What they are.
    pub role: String,
    /// Six words.
    pub passphrase: String,
}

/// What the story needs of the institution.
pub struct Institution {
    /// Its id.
    pub tenant: TenantId,
    /// SHA-256 of the genesis statement.
    pub genesis: Digest,
    /// Supervisors, officers and the others, in the order in which they are shown.
    pub accounts: Vec<Account>,
    /// The one team.
    pub team: TeamId,
    /// Officers' ids, in order.
    pub officers: Vec<UserId>,
    /// Workers' ids, in order.
    pub workers: Vec<UserId>,
    /// Officers' keys, in the same order.
    pub officer_keys: Vec<UserKeys>,
    /// The first supervisor, for statements that no page makes yet.
    pub supervisor: (UserId, UserKeys),
    /// The statistics office's keys, for making the release.
    pub statistics_office: UserKeys,
}

struct Person {
    user: UserId,
    keys: UserKeys,
    statement: UserStatement,
    account: Account,
}

fn person(name: &str, shown: &str, role: Role, random: &mut (dyn CryptoRng + Send)) -> Person {
    let keys = UserKeys::random(random);
    Person {
        user: UserId::random(random),
        statement: UserStatement {
            role,
            name: format!("{shown} (synthetic)"),
            organisation: "Demo institution".to_owned(),
            signing: Some(keys.signing.verifying_key()),
            sealing: Some(keys.opening.sealing_key()),
        },
        account: Account {
            user: name.to_owned(),
            role: shown.to_owned(),
            passphrase: new_passphrase(random).to_string(),
        },
        keys,
    }
}

fn people(random: &mut (dyn CryptoRng + Send)) -> Vec<Person> {
    let mut people: Vec<Person> = (1..=OFFICERS)
        .map(|number| match number {
            1 => person("officer", "Officer", Role::Officer, random),
            _ => person(
                &format!("officer{number}"),
                &format!("Officer {number}"),
                Role::Officer,
                random,
            ),
        })
        .collect();
    for (name, shown, role) in [
        ("coordinator", "Coordinator", Role::Coordinator),
        ("statistics", "Statistics office", Role::StatisticsOffice),
        ("author1", "Form author 1", Role::FormAuthor),
        ("author2", "Form author 2", Role::FormAuthor),
        ("auditor", "Auditor", Role::Auditor),
    ] {
        people.push(person(name, shown, role, random));
    }
    people
}

fn role(people: &[Person], role: Role) -> impl Iterator<Item = &Person> {
    people
        .iter()
        .filter(move |person| person.statement.role == role)
}

/// Makes the institution below `folder` as of `first`, for a demo that lasts until `last`.
///
/// # Errors
/// When there is one already, or the folder cannot be written.
pub async fn make(
    folder: &Path,
    first: Date,
    last: Date,
    workers: usize,
    now_ms: i64,
    random: &mut (dyn CryptoRng + Send),
) -> anyhow::Result<Institution> {
    let folders = Folders {
        data: &folder.join("server"),
        root: &folder.join("root"),
        statistics: &folder.join("statistics"),
    };
    let supervisors = ["supervisor".to_owned(), "supervisor2".to_owned()];
    let founded = found(
        &folders,
        "Demo institution (synthetic)",
        "Demo institution",
        &supervisors,
        Some(settings(first, last)?),
        now_ms,
        random,
    )
    .await?;
    let people = people(random);
    let team = TeamId::random(random);
    let workers: Vec<(UserId, UserStatement)> = (0..workers)
        .map(|number| {
            let statement = UserStatement {
                role: Role::CommunityWorker,
                name: format!("Worker {} (synthetic)", number + 1),
                organisation: ORGANISATIONS[number % ORGANISATIONS.len()].to_owned(),
                signing: None,
                sealing: None,
            };
            (UserId::random(random), statement)
        })
        .collect();
    let forms = forms()?;
    let statements = statements(&founded, &people, team, &workers, &forms, now_ms, random)?;
    let accounts = accounts(&founded, &people, random)?;
    let author = role(&people, Role::FormAuthor)
        .next()
        .context("the demo has form authors")?
        .user;
    let store = Store::open(folders.data, None)?;
    store
        .write(move |tx| {
            for statement in &statements {
                tx.append_statement(statement)??;
            }
            for account in &accounts {
                tx.add_account(account, now_ms)?;
            }
            for form in &forms {
                tx.add_form(&form.kept(author), now_ms)?;
                tx.feed(None, FeedKind::Form, &form.digest.0)?;
            }
            Ok::<_, anyhow::Error>(())
        })
        .await?;
    let shown = founded.supervisors.iter().map(|supervisor| Account {
        user: supervisor.name.clone(),
        role: "Supervisor".to_owned(),
        passphrase: supervisor.passphrase.to_string(),
    });
    Ok(Institution {
        tenant: founded.tenant,
        genesis: founded.genesis.digest(),
        accounts: people
            .iter()
            .map(|person| person.account.clone())
            .chain(shown)
            .collect(),
        team,
        officers: role(&people, Role::Officer)
            .map(|person| person.user)
            .collect(),
        workers: workers.into_iter().map(|(user, _)| user).collect(),
        officer_keys: role(&people, Role::Officer)
            .map(|person| person.keys.clone())
            .collect(),
        supervisor: (
            founded.supervisors[0].user,
            founded.supervisors[0].keys.clone(),
        ),
        statistics_office: role(&people, Role::StatisticsOffice)
            .next()
            .context("the demo has a statistics office")?
            .keys
            .clone(),
    })
}

struct Converted {
    digest: Digest,
    xform: String,
    id: String,
    version: String,
    title: String,
}

impl Converted {
    fn kept(&self, author: UserId) -> NewForm {
        NewForm {
            digest: self.digest.0,
            id: self.id.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            author: author.0,
            body: self.xform.clone().into_bytes(),
        }
    }
}

fn forms() -> anyhow::Result<Vec<Converted>> {
    FORMS
        .iter()
        .map(|(name, bytes)| {
            let converted = xlsform::convert(name, bytes, Kind::Xlsx, &Options::default());
            let xform = converted
                .xform
                .with_context(|| format!("{name} does not convert; see homeward form check"))?;
            let (form, _) = homeward_form::Form::parse(xform.as_bytes(), &homeward_form::NoMedia);
            Ok(Converted {
                digest: Digest::of(xform.as_bytes()),
                id: form.id().to_owned(),
                version: form.version().to_owned(),
                title: form.title().to_owned(),
                xform,
            })
        })
        .collect()
}

fn statements(
    founded: &Founded,
    people: &[Person],
    team: TeamId,
    workers: &[(UserId, UserStatement)],
    forms: &[Converted],
    now_ms: i64,
    random: &mut (dyn CryptoRng + Send),
) -> anyhow::Result<Vec<Statement>> {
    let now = u64::try_from(now_ms / 1000)?;
    let supervisor = &founded.supervisors[0];
    let mut statements = Vec::new();
    let sorted = |ids: Vec<UserId>| {
        let mut ids = ids;
        ids.sort_unstable();
        ids
    };
    let officers = sorted(
        role(people, Role::Officer)
            .map(|person| person.user)
            .collect(),
    );
    let users = people.iter().map(|person| (person.user, &person.statement));
    let users = users.chain(workers.iter().map(|(user, statement)| (*user, statement)));
    let mut bodies: Vec<(SubjectId, Body)> = users
        .map(|(user, statement)| (user.into(), Body::User(statement.clone())))
        .collect();
    let team_statement = TeamStatement {
        name: "Demo team (synthetic)".to_owned(),
        leads: officers.clone(),
        members: officers,
        workers: sorted(workers.iter().map(|(user, _)| *user).collect()),
    };
    bodies.push((team.into(), Body::Team(team_statement)));
    for (subject, body) in bodies {
        let signing = &supervisor.keys.signing;
        statements.push(Statement::sign(
            founded.tenant,
            subject,
            supervisor.user,
            now,
            &body,
            signing,
            random,
        )?);
    }
    let mut authors: Vec<&Person> = role(people, Role::FormAuthor).collect();
    authors.sort_by_key(|author| author.user);
    let issuers: Vec<SubjectId> = authors.iter().map(|author| author.user.into()).collect();
    for form in forms {
        let body = Body::Form(FormStatement {
            form: form.digest,
            id: form.id.clone(),
            version: form.version.clone(),
            title: form.title.clone(),
        });
        let subject = FormStatement::subject(&form.digest);
        let content =
            Statement::content(founded.tenant, subject, &issuers, now, &body, random).to_cbor();
        let signatures = authors
            .iter()
            .map(|author| Statement::sign_content(&content, &author.keys.signing))
            .collect();
        statements.push(Statement::assemble(content, signatures)?);
    }
    Ok(statements)
}

fn accounts(
    founded: &Founded,
    people: &[Person],
    random: &mut (dyn CryptoRng + Send),
) -> anyhow::Result<Vec<NewAccount>> {
    let mut accounts = Vec::new();
    for person in people {
        let Account {
            user, passphrase, ..
        } = &person.account;
        let keys = PassphraseKeys::derive(passphrase, &founded.tenant, user, KDF_VERSION)?;
        accounts.push(NewAccount {
            user: person.user.0,
            name_digest: salt(&founded.tenant, user),
            sign_in_key: keys.verifier().0,
            sealed_keys: keys.wrap(founded.tenant, person.user, 1, &person.keys, random),
            generation: 1,
        });
    }
    Ok(accounts)
}
