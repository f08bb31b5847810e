//! Those who use the server in the tests, each with real keys and a session.

use homeward_protocol::directory::{AppendStatement, Appended};
use homeward_protocol::enrolment::{Admit, Admitted, EnrolmentKind, Invite, Invited, PublicKeys};
use homeward_protocol::session::{
    DeviceNonce, DeviceSession, DeviceSessionOpen, DeviceSessionStart, UserNonce, UserSession,
    UserSessionOpen, UserSessionStart,
};
use homeward_protocol::{B64, Hex};
use homeward_seal::enrolment::EnrolmentSecret;
use homeward_seal::sign_in::{KDF_VERSION, PassphraseKeys, UserKeys};
use homeward_seal::statement::{
    Body, DeviceKind, DeviceStatement, Role, Statement, StatementType, UserStatement,
};
use homeward_seal::{DeviceId, OpeningKey, SigningKey, SubjectId, TenantId, UserId, session};
use rand_chacha::ChaCha20Rng;

use crate::world::Api;

/// Somebody who signs in.
pub struct Person {
    pub user: UserId,
    pub name: String,
    pub passphrase: String,
    pub keys: UserKeys,
    pub token: String,
}

/// A worker's phone.
pub struct Phone {
    pub device: DeviceId,
    pub signing: SigningKey,
    pub opening: OpeningKey,
    pub transport: SigningKey,
    pub token: String,
}

/// Signs in by HTTP.
pub async fn sign_in(
    api: &Api,
    name: &str,
    passphrase: &str,
) -> Result<UserSession, (u16, String)> {
    let start = UserSessionStart { user: name.into() };
    let nonce: UserNonce = api.post("session/start", None, &start).await?;
    let keys = PassphraseKeys::derive(passphrase, &nonce.tenant.0, name, nonce.kdf).unwrap();
    let fresh: [u8; 32] = nonce.nonce.0.clone().try_into().unwrap();
    let signature = keys.answer(&fresh, &nonce.tenant.0, name, &api.url);
    let open = UserSessionOpen {
        user: name.into(),
        nonce: nonce.nonce,
        signature: B64(signature.0.to_vec()),
    };
    api.post("session", None, &open).await
}

impl Person {
    /// Enrols by invitation, digits left out, and signs in.
    pub async fn enrol(
        api: &Api,
        supervisor: &Person,
        tenant: TenantId,
        role: Role,
        name: &str,
        random: &mut ChaCha20Rng,
    ) -> Person {
        let (user, keys) = (UserId::random(random), UserKeys::random(random));
        let passphrase = format!("synthetic words of {name}");
        let derived = PassphraseKeys::derive(&passphrase, &tenant, name, KDF_VERSION).unwrap();
        let public = PublicKeys {
            signing: B64(keys.signing.verifying_key().0.to_vec()),
            sealing: B64(keys.opening.sealing_key().0.to_vec()),
            transport: None,
            tally: None,
        };
        let secret = invite(api, supervisor, EnrolmentKind::User, name, random).await;
        let admit = Admit {
            secret: secret.text(),
            kind: EnrolmentKind::User,
            subject: Hex(user.into()),
            keys: public,
            user_name: Some(name.into()),
            verifier: Some(B64(derived.verifier().0.to_vec())),
            blob: Some(B64(derived.wrap(tenant, user, 1, &keys, random))),
            device_kind: 0,
        };
        let _: Admitted = api.post("enrolments/admit", None, &admit).await.unwrap();
        let body = Body::User(UserStatement {
            role,
            name: format!("Synthetic {name}"),
            organisation: "synthetic-org".into(),
            signing: Some(keys.signing.verifying_key()),
            sealing: Some(keys.opening.sealing_key()),
        });
        state(api, supervisor, tenant, user, &body, random)
            .await
            .unwrap();
        let token = sign_in(api, name, &passphrase).await.unwrap().token;
        Person {
            user,
            name: name.into(),
            passphrase,
            keys,
            token,
        }
    }
}

/// A supervisor's invitation; gives the secret.
pub async fn invite(
    api: &Api,
    supervisor: &Person,
    kind: EnrolmentKind,
    label: &str,
    random: &mut ChaCha20Rng,
) -> EnrolmentSecret {
    let secret = EnrolmentSecret::random(random);
    let invite = Invite {
        kind,
        secret_hash: Hex(secret.hash()),
        expires: api.now() + 3600,
        label: label.into(),
    };
    let _: Invited = api
        .post("enrolments", Some(&supervisor.token), &invite)
        .await
        .unwrap();
    secret
}

/// Signs a statement and appends it by HTTP.
pub async fn state(
    api: &Api,
    issuer: &Person,
    tenant: TenantId,
    subject: impl Into<SubjectId>,
    body: &Body,
    random: &mut ChaCha20Rng,
) -> Result<Appended, (u16, String)> {
    let statement = Statement::sign(
        tenant,
        subject,
        issuer.user,
        api.now(),
        body,
        &issuer.keys.signing,
        random,
    )
    .unwrap();
    assert_ne!(statement.kind(), StatementType::Genesis);
    let append = AppendStatement {
        statement: B64(statement.bytes().to_vec()),
    };
    api.post("directory/statements", Some(&issuer.token), &append)
        .await
}

impl Phone {
    /// Puts a phone of `worker` into the directory and opens a session.
    pub async fn enrol(
        api: &Api,
        supervisor: &Person,
        tenant: TenantId,
        worker: UserId,
        random: &mut ChaCha20Rng,
    ) -> Phone {
        let mut phone = Phone {
            device: DeviceId::random(random),
            signing: SigningKey::random(random),
            opening: OpeningKey::random(random),
            transport: SigningKey::random(random),
            token: String::new(),
        };
        let body = Body::Device(DeviceStatement {
            kind: DeviceKind::Phone,
            user: worker,
            signing: phone.signing.verifying_key(),
            sealing: phone.opening.sealing_key(),
            transport: phone.transport.verifying_key(),
        });
        state(api, supervisor, tenant, phone.device, &body, random)
            .await
            .unwrap();
        phone.token = phone.open(api).await.unwrap().token;
        phone
    }

    /// Opens a sync session.
    pub async fn open(&self, api: &Api) -> Result<DeviceSession, u16> {
        let start = DeviceSessionStart {
            device: self.device,
        };
        let nonce: DeviceNonce = api.cbor("device/session/start", None, &start).await?;
        let signature = session::answer(&self.transport, &nonce.nonce, &nonce.tenant, &api.url);
        let open = DeviceSessionOpen {
            device: self.device,
            nonce: nonce.nonce,
            signature,
        };
        api.cbor("device/session", None, &open).await
    }
}
