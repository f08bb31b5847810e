//! Directory statements: who is who, whose keys are whose, what holds.
//!
//! A statement is `{0: content, 1: signatures}`; the content names its issuers, and there is one
//! signature for each, in their order, over SHA-256(content). Its digest is SHA-256(content): the
//! content has a random salt, so a stub in the log tells nothing about it.
//!
//! Deliberately absent: whether an issuer had the right. The directory decides that.

use rand_core::CryptoRng;

use crate::cbor::{Bytes, Cbor, CborError};
use crate::context;
use crate::ids::{Digest, SUITE, SubjectId, TenantId};
use crate::keys::{Signature, SigningKey, VerifyingKey};
use crate::{cbor_enum, cbor_map};

mod bodies;
mod settings;

pub use bodies::{
    DeviceKind, DeviceStatement, EpochStatement, FormStatement, GenesisStatement, LastValid,
    LogKeyStatement, ReceiptKeyStatement, RevocationReason, RevocationStatement, Role,
    StatisticsKeyStatement, TallyKeyStatement, TeamStatement, UserStatement,
};
pub use settings::{
    Area, CadenceStep, EmergencyNumber, Language, Limits, Names, Period, SettingsStatement,
};

cbor_enum! {
    /// The types of statement.
    pub enum StatementType {
        /// The institution and its root key; subject: the tenant. Index 0.
        1 => Genesis,
        /// The key that signs heads; subject: the tenant. Issued by the root.
        2 => LogKey,
        /// A supervisor; subject: the user. Issued by the root.
        3 => Supervisor,
        /// Any other user; subject: the user. Issued by a supervisor.
        4 => User,
        /// A device; subject: the device. Issued by a supervisor.
        5 => Device,
        /// A tally key, known by organisation only; subject: the key's id. By a supervisor.
        6 => TallyKey,
        /// A case team; subject: the team. Issued by a supervisor.
        7 => Team,
        /// Periods, cadence, areas, limits; subject: the tenant. Issued by a supervisor.
        8 => Settings,
        /// The key that signs receipts; subject: the tenant. Issued by a supervisor.
        9 => ReceiptKey,
        /// A statistics key; subject: its class. Issued by a supervisor.
        10 => StatisticsKey,
        /// The end of a device or user; subject: that one. Issued by a supervisor.
        11 => Revocation,
        /// A form; subject: the first 16 bytes of its digest. Issued by two form authors.
        12 => Form,
        /// An epoch of a case; subject: the case tag. Issued by the lead or a member.
        13 => Epoch,
    }
}

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, clippy::large_enum_variant)]
pub enum Body {
    Genesis(GenesisStatement),
    LogKey(LogKeyStatement),
    Supervisor(UserStatement),
    User(UserStatement),
    Device(DeviceStatement),
    TallyKey(TallyKeyStatement),
    Team(TeamStatement),
    Settings(SettingsStatement),
    ReceiptKey(ReceiptKeyStatement),
    StatisticsKey(StatisticsKeyStatement),
    Revocation(RevocationStatement),
    Form(FormStatement),
    Epoch(EpochStatement),
}

macro_rules! body_types {
    ($($name:ident: $type:ty),* $(,)?) => {
        impl Body {
            /// Its type.
            #[must_use]
            pub fn statement_type(&self) -> StatementType {
                match self { $(Body::$name(_) => StatementType::$name),* }
            }
            fn encode(&self) -> Vec<u8> {
                match self { $(Body::$name(body) => body.to_cbor()),* }
            }
            fn decode(kind: StatementType, bytes: &[u8]) -> Result<Body, CborError> {
                match kind {
                    $(StatementType::$name => <$type>::from_cbor(bytes).map(Body::$name)),*
                }
            }
        }
    };
}
body_types!(
    Genesis: GenesisStatement,
    LogKey: LogKeyStatement,
    Supervisor: UserStatement,
    User: UserStatement,
    Device: DeviceStatement,
    TallyKey: TallyKeyStatement,
    Team: TeamStatement,
    Settings: SettingsStatement,
    ReceiptKey: ReceiptKeyStatement,
    StatisticsKey: StatisticsKeyStatement,
    Revocation: RevocationStatement,
    Form: FormStatement,
    Epoch: EpochStatement,
);

cbor_map! {
    /// The exact content that is signed and hashed.
    pub struct StatementContent {
        /// [`SUITE`].
        0 => suite: u8,
        /// The institution.
        1 => tenant: TenantId,
        /// 16 random bytes.
        2 => salt: [u8; 16],
        /// The type.
        3 => kind: StatementType,
        /// What it is about.
        4 => subject: SubjectId,
        /// Who issues it: user ids, or the tenant's id for the root.
        5 => issuers: Vec<SubjectId>,
        /// When, Unix seconds.
        6 => time: u64,
        /// The body's encoding.
        7 => body: Bytes,
    }
}

cbor_map! {
    /// A statement on the wire.
    pub struct StatementParts {
        /// Exact bytes of the content.
        0 => content: Bytes,
        /// One for each issuer, in their order.
        1 => signatures: Vec<Signature>,
    }
}

/// A statement as it travels and is stored; signatures and rights are not verified yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    bytes: Vec<u8>,
    parts: StatementParts,
    content: StatementContent,
    body: Body,
}

impl std::fmt::Debug for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Statement({:?}, {})",
            self.content.kind, self.content.subject
        )
    }
}

/// A statement cannot be read or does not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// More bytes than [`STATEMENT_MOST`].
    #[error("the statement is too big")]
    TooBig,
    /// Not the canonical encoding of a statement.
    #[error("the statement is not well formed: {0}")]
    Malformed(#[from] CborError),
    /// A suite that this version does not know.
    #[error("the statement was made by a newer version")]
    Suite,
    /// What it is about and what it says do not belong together.
    #[error("the statement's subject is not that of its content")]
    Subject,
    /// Signed by another key, or altered since.
    #[error("the statement's signature does not verify")]
    Signature,
}

/// No statement has more bytes than this.
pub const STATEMENT_MOST: usize = 1 << 18;

impl Statement {
    /// Makes the content of a statement, to be signed by [`Statement::sign`].
    #[must_use]
    pub fn content(
        tenant: TenantId,
        subject: SubjectId,
        issuers: &[SubjectId],
        time: u64,
        body: &Body,
        random: &mut dyn CryptoRng,
    ) -> StatementContent {
        let mut salt = [0; 16];
        random.fill_bytes(&mut salt);
        StatementContent {
            suite: SUITE,
            tenant,
            salt,
            kind: body.statement_type(),
            subject,
            issuers: issuers.to_vec(),
            time,
            body: Bytes(body.encode()),
        }
    }
    /// One issuer's signature over content; two form authors sign on two machines.
    #[must_use]
    pub fn sign_content(content: &[u8], key: &SigningKey) -> Signature {
        key.sign(context::STATEMENT, &[&Digest::of(content).0])
    }
    /// Puts content and signatures (in the order of the issuers) together.
    ///
    /// # Errors
    /// [`StatementError`] when they do not make a statement; signatures are not verified.
    pub fn assemble(
        content: Vec<u8>,
        signatures: Vec<Signature>,
    ) -> Result<Statement, StatementError> {
        let content = Bytes(content);
        Statement::parse(
            &StatementParts {
                content,
                signatures,
            }
            .to_cbor(),
        )
    }
    /// A statement of one issuer.
    ///
    /// # Errors
    /// [`StatementError`] when body and subject do not belong together.
    pub fn sign(
        tenant: TenantId,
        subject: impl Into<SubjectId>,
        issuer: impl Into<SubjectId>,
        time: u64,
        body: &Body,
        key: &SigningKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Statement, StatementError> {
        let issuers = [issuer.into()];
        let content =
            Statement::content(tenant, subject.into(), &issuers, time, body, random).to_cbor();
        let signature = Statement::sign_content(&content, key);
        Statement::assemble(content, vec![signature])
    }
    /// Reads received bytes; verifies no signature yet.
    ///
    /// # Errors
    /// [`StatementError`], but not `Signature`.
    pub fn parse(bytes: &[u8]) -> Result<Statement, StatementError> {
        if bytes.len() > STATEMENT_MOST {
            return Err(StatementError::TooBig);
        }
        let parts = StatementParts::from_cbor(bytes)?;
        let content = StatementContent::from_cbor(&parts.content)?;
        if content.suite != SUITE {
            return Err(StatementError::Suite);
        }
        let issuers = content.issuers.len();
        if !(1..=2).contains(&issuers) || parts.signatures.len() != issuers {
            return Err(CborError::Length.into());
        }
        let body = Body::decode(content.kind, &content.body)?;
        let statement = Statement {
            bytes: bytes.to_vec(),
            parts,
            content,
            body,
        };
        match statement.expected_subject() {
            Some(subject) if subject != statement.content.subject => Err(StatementError::Subject),
            _ => Ok(statement),
        }
    }
    /// The subject that the body demands, where it demands one.
    fn expected_subject(&self) -> Option<SubjectId> {
        Some(match &self.body {
            Body::Genesis(_) | Body::LogKey(_) | Body::Settings(_) | Body::ReceiptKey(_) => {
                self.content.tenant.into()
            }
            Body::TallyKey(body) => body.key.id().into(),
            Body::StatisticsKey(body) => body.class.into(),
            Body::Form(body) => FormStatement::subject(&body.form),
            Body::Epoch(body) => body.case.into(),
            Body::Supervisor(_)
            | Body::User(_)
            | Body::Device(_)
            | Body::Team(_)
            | Body::Revocation(_) => return None,
        })
    }
    /// Verifies the signature of the issuer at that place in [`Statement::issuers`].
    ///
    /// # Errors
    /// [`StatementError::Signature`].
    pub fn verify(&self, issuer: usize, key: &VerifyingKey) -> Result<(), StatementError> {
        let signature = self
            .parts
            .signatures
            .get(issuer)
            .ok_or(StatementError::Signature)?;
        key.verify(context::STATEMENT, &[&self.digest().0], signature)
            .map_err(|_| StatementError::Signature)
    }
    /// The exact bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// SHA-256 of the content.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.parts.content)
    }
    /// The institution.
    #[must_use]
    pub fn tenant(&self) -> TenantId {
        self.content.tenant
    }
    /// Its type.
    #[must_use]
    pub fn kind(&self) -> StatementType {
        self.content.kind
    }
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        self.content.subject
    }
    /// Who issues it.
    #[must_use]
    pub fn issuers(&self) -> &[SubjectId] {
        &self.content.issuers
    }
    /// When it was issued, as the issuer says; Unix seconds.
    #[must_use]
    pub fn time(&self) -> u64 {
        self.content.time
    }
    /// What it says.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }
}
