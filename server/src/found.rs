//! Founding an institution: its keys, each in its own folder, and its empty store.
//!
//! Invariant: the root key and the statistics keys are written to folders of their own, which the
//! server never reads; the server's data folder holds the log key and the receipt key only. Nothing
//! is overwritten.

use std::path::Path;

use anyhow::Context as _;
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys, UserKeys, new_passphrase, salt};
use homeward_seal::statement::{
    Body, GenesisStatement, LogKeyStatement, ReceiptKeyStatement, Role, SettingsStatement,
    Statement, StatisticsKeyStatement, UserStatement,
};
use homeward_seal::{Class, OpeningKey, SigningKey, StoreId, SubjectId, TenantId, UserId};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::keyfile::{self, KeyKind, ServerKeys};
use crate::statistics;
use crate::store::{Action, Actor, AuditEntry, NewAccount, Purpose, Store, Tx};

/// Where the parts of an institution are written. No two may be the same folder.
pub struct Folders<'a> {
    /// The server's data folder.
    pub data: &'a Path,
    /// The offline root key.
    pub root: &'a Path,
    /// The statistics office's keys.
    pub statistics: &'a Path,
}

/// A first supervisor, whose keys were made here.
pub struct FirstSupervisor {
    /// The user's id.
    pub user: UserId,
    /// Name to sign in with.
    pub name: String,
    /// Shown once; nobody keeps it.
    pub passphrase: Zeroizing<String>,
    /// The keys that the passphrase opens.
    pub keys: UserKeys,
}

/// What was founded.
pub struct Founded {
    /// The institution.
    pub tenant: TenantId,
    /// Its first statement.
    pub genesis: Statement,
    /// Its first supervisors, two at least.
    pub supervisors: Vec<FirstSupervisor>,
}

/// Founds an institution named `name` with these supervisors (sign-in names, which are also the
/// names that colleagues see) of `organisation`, and its first settings.
///
/// # Errors
/// When there are fewer than two supervisors, a folder holds such files already, or one cannot be
/// written. What was written before the error stays, and is useless.
pub async fn found(
    folders: &Folders<'_>,
    name: &str,
    organisation: &str,
    supervisors: &[String],
    settings: Option<SettingsStatement>,
    now_ms: i64,
    random: &mut (dyn CryptoRng + Send),
) -> anyhow::Result<Founded> {
    anyhow::ensure!(
        supervisors.len() >= 2,
        "an institution has at least two supervisors"
    );
    let mut sorted = supervisors.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    anyhow::ensure!(
        sorted.len() == supervisors.len(),
        "two supervisors have the same name"
    );
    let keys_folder = folders.data.join("keys");
    for folder in [folders.data, &keys_folder, folders.root, folders.statistics] {
        private_folder(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let now = u64::try_from(now_ms / 1000).unwrap_or(0);
    let tenant = TenantId::random(random);
    let keys = Keys::make(tenant, folders, random)?;
    let by_root = |subject: SubjectId, body: Body, random: &mut (dyn CryptoRng + Send)| {
        Statement::sign(tenant, subject, tenant, now, &body, &keys.root, random)
    };
    let genesis = GenesisStatement {
        root: keys.root.verifying_key(),
        name: name.to_owned(),
    };
    let genesis = by_root(tenant.into(), Body::Genesis(genesis), random)?;
    let hash = format!("{}\n", genesis.digest());
    std::fs::write(folders.statistics.join(statistics::GENESIS), hash)?;
    let log_key = LogKeyStatement {
        key: keys.log.verifying_key(),
    };
    let mut statements = vec![by_root(tenant.into(), Body::LogKey(log_key), random)?];
    let mut first = Vec::new();
    for name in supervisors {
        let keys = UserKeys::random(random);
        let user = UserId::random(random);
        let body = UserStatement {
            role: Role::Supervisor,
            name: name.clone(),
            organisation: organisation.to_owned(),
            signing: Some(keys.signing.verifying_key()),
            sealing: Some(keys.opening.sealing_key()),
        };
        statements.push(by_root(user.into(), Body::Supervisor(body), random)?);
        first.push(FirstSupervisor {
            user,
            name: name.clone(),
            passphrase: new_passphrase(random),
            keys,
        });
    }
    let issuer = &first[0];
    let mut by_supervisor = |subject: SubjectId, body: Body| {
        Statement::sign(
            tenant,
            subject,
            issuer.user,
            now,
            &body,
            &issuer.keys.signing,
            random,
        )
    };
    let receipt_key = ReceiptKeyStatement {
        key: keys.receipt.verifying_key(),
    };
    statements.push(by_supervisor(tenant.into(), Body::ReceiptKey(receipt_key))?);
    for (class, key) in keys.statistics {
        let body = StatisticsKeyStatement {
            class,
            key: key.sealing_key(),
        };
        statements.push(by_supervisor(class.into(), Body::StatisticsKey(body))?);
    }
    if let Some(settings) = settings {
        statements.push(by_supervisor(tenant.into(), Body::Settings(settings))?);
    }
    let accounts = first
        .iter()
        .map(|supervisor| account(tenant, supervisor, random))
        .collect::<Result<Vec<_>, _>>()?;
    let store = Store::create(folders.data, StoreId::random(random).0, &genesis)?;
    store
        .write(move |tx| keep(tx, &statements, &accounts, now_ms))
        .await?;
    Ok(Founded {
        tenant,
        genesis,
        supervisors: first,
    })
}

/// A folder that only its owner may enter.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn account(
    tenant: TenantId,
    supervisor: &FirstSupervisor,
    random: &mut (dyn CryptoRng + Send),
) -> anyhow::Result<NewAccount> {
    let keys = PassphraseKeys::derive(
        &supervisor.passphrase,
        &tenant,
        &supervisor.name,
        KDF_VERSION,
    )?;
    Ok(NewAccount {
        user: supervisor.user.0,
        name_digest: salt(&tenant, &supervisor.name),
        sign_in_key: keys.verifier().0,
        sealed_keys: keys.wrap(tenant, supervisor.user, 1, &supervisor.keys, random),
        generation: 1,
    })
}

fn keep(
    tx: &mut Tx<'_>,
    statements: &[Statement],
    accounts: &[NewAccount],
    now_ms: i64,
) -> anyhow::Result<()> {
    for statement in statements {
        tx.append_statement(statement)??;
    }
    for account in accounts {
        tx.add_account(account, now_ms)?;
    }
    tx.audit(&AuditEntry {
        time_ms: now_ms,
        actor: Actor::Operator,
        action: Action::Create,
        purpose: Purpose::Enrolment,
        kind: "tenant".into(),
        objects: vec![tx.tips().tenant],
    })?;
    Ok(())
}

struct Keys {
    root: SigningKey,
    log: SigningKey,
    receipt: SigningKey,
    statistics: [(Class, OpeningKey); 2],
}

impl Keys {
    fn make(
        tenant: TenantId,
        folders: &Folders<'_>,
        random: &mut (dyn CryptoRng + Send),
    ) -> anyhow::Result<Self> {
        let keys = Self {
            root: SigningKey::random(random),
            log: SigningKey::random(random),
            receipt: SigningKey::random(random),
            statistics: [
                (Class::Ordinary, OpeningKey::random(random)),
                (Class::Restricted, OpeningKey::random(random)),
            ],
        };
        keyfile::write(
            &folders.root.join("root.key"),
            KeyKind::Root,
            tenant,
            &keys.root.seed(),
        )?;
        for (kind, key) in [(KeyKind::Log, &keys.log), (KeyKind::Receipt, &keys.receipt)] {
            keyfile::write(
                &ServerKeys::path(folders.data, kind),
                kind,
                tenant,
                &key.seed(),
            )?;
        }
        for (class, key) in &keys.statistics {
            let (kind, file) = match class {
                Class::Ordinary => (KeyKind::StatisticsOrdinary, "ordinary.key"),
                Class::Restricted => (KeyKind::StatisticsRestricted, "restricted.key"),
            };
            keyfile::write(
                &folders.statistics.join(file),
                kind,
                tenant,
                &key.secret_bytes(),
            )?;
        }
        Ok(keys)
    }
}
