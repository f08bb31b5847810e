//! What the statements about people, devices, keys, forms and cases say.

use crate::ids::{CaseTag, Class, DeviceId, Digest, SubjectId, TeamId, UserId};
use crate::keys::{SealingKey, VerifyingKey};
use crate::{cbor_enum, cbor_map};

cbor_map! {
    /// The institution and its root. SHA-256 of this statement's content is the genesis hash.
    pub struct GenesisStatement {
        /// The offline key that appoints supervisors and the log key.
        0 => root: VerifyingKey,
        /// Name of the institution, as shown to users.
        1 => name: String,
    }
}

cbor_map! {
    /// The key that signs heads.
    pub struct LogKeyStatement {
        /// The key.
        0 => key: VerifyingKey,
    }
}

cbor_enum! {
    /// What a user may do.
    pub enum Role {
        /// Appointed by the root.
        1 => Supervisor,
        /// Fills, sends, corrects, on devices; no keys of their own.
        2 => CommunityWorker,
        /// Creates cases, reads, reviews.
        3 => Officer,
        /// Uploads drafts of forms; two publish one.
        4 => FormAuthor,
        /// Looks at releases.
        5 => Coordinator,
        /// Makes and publishes releases.
        6 => StatisticsOffice,
        /// Verifies the audit log.
        7 => Auditor,
    }
}

cbor_map! {
    /// A user. Workers have no keys; everybody else has both.
    pub struct UserStatement {
        /// The role.
        0 => role: Role,
        /// Name as colleagues know it.
        1 => name: String,
        /// Organisation, by its short name.
        2 => organisation: String,
        /// Signs statements, state changes, returns.
        3 => signing: Option<VerifyingKey>,
        /// What is wrapped to the user.
        4 => sealing: Option<SealingKey>,
    }
}

cbor_enum! {
    /// What a device is.
    pub enum DeviceKind {
        /// A phone.
        0 => Phone,
        /// A desktop.
        1 => Desktop,
        /// A server that seals what other programs submit; shown as such.
        2 => Gateway,
    }
}

cbor_map! {
    /// A device.
    pub struct DeviceStatement {
        /// What it is.
        0 => kind: DeviceKind,
        /// Whose it is.
        1 => user: UserId,
        /// Signs records.
        2 => signing: VerifyingKey,
        /// Cards and returns are sealed to it.
        3 => sealing: SealingKey,
        /// Opens sync sessions, and does nothing else.
        4 => transport: VerifyingKey,
    }
}

cbor_map! {
    /// A tally key. Not linked to the device that holds it.
    pub struct TallyKeyStatement {
        /// The key.
        0 => key: VerifyingKey,
        /// Organisation, by its short name.
        1 => organisation: String,
    }
}

cbor_map! {
    /// Who may be on the epochs of a team's cases.
    pub struct TeamStatement {
        /// Name of the team.
        0 => name: String,
        /// Officers who may lead a case; sorted by bytes.
        1 => leads: Vec<UserId>,
        /// Officers who may be members, the leads among them; sorted by bytes.
        2 => members: Vec<UserId>,
        /// Workers whose devices may write; sorted by bytes.
        3 => workers: Vec<UserId>,
    }
}

cbor_map! {
    /// The key that signs receipts.
    pub struct ReceiptKeyStatement {
        /// The key.
        0 => key: VerifyingKey,
    }
}

cbor_map! {
    /// The key to which tallies of a class are sealed.
    pub struct StatisticsKeyStatement {
        /// The class.
        0 => class: Class,
        /// The key.
        1 => key: SealingKey,
    }
}

cbor_enum! {
    /// Why a device or user ends.
    pub enum RevocationReason {
        /// Lost or stolen: what came later than `last_valid` is quarantined.
        0 => Revoked,
        /// Put aside in order: unsent records are accepted for 30 days.
        1 => Retired,
        /// A user whose account ended.
        2 => Disabled,
    }
}

cbor_map! {
    /// A device's last valid record in a case.
    pub struct LastValid {
        /// The case.
        0 => case: CaseTag,
        /// Its sequence.
        1 => sequence: u64,
        /// Its digest.
        2 => digest: Digest,
    }
}

cbor_map! {
    /// The end of a device or user.
    pub struct RevocationStatement {
        /// Why.
        0 => reason: RevocationReason,
        /// Of a device: per case, in order of case tag.
        1 => last_valid: Vec<LastValid>,
    }
}

cbor_map! {
    /// A published form.
    pub struct FormStatement {
        /// SHA-256 of the XForm.
        0 => form: Digest,
        /// The form's id.
        1 => id: String,
        /// The form's version.
        2 => version: String,
        /// Title, in the form's default language.
        3 => title: String,
    }
}

impl FormStatement {
    /// The subject of the statement about a form: the first 16 bytes of its digest.
    #[must_use]
    pub fn subject(form: &Digest) -> SubjectId {
        let mut subject = [0; 16];
        subject.copy_from_slice(&form.0[..16]);
        SubjectId(subject)
    }
}

cbor_map! {
    /// An epoch of a case: who can read what is sealed from now on.
    pub struct EpochStatement {
        /// The case.
        0 => case: CaseTag,
        /// From 1.
        1 => number: u32,
        /// Digest of the epoch before; absent in the first.
        2 => previous: Option<Digest>,
        /// The epoch's public key.
        3 => key: SealingKey,
        /// The team within which the members are.
        4 => team: TeamId,
        /// The lead officer, one of the members.
        5 => lead: UserId,
        /// Officers who hold the epoch's key; sorted by bytes.
        6 => members: Vec<UserId>,
        /// Devices of the assigned workers; sorted by bytes.
        7 => writers: Vec<DeviceId>,
        /// The offline recovery key that holds the epoch's key too, where there is one member.
        8 => recovery: Option<SealingKey>,
    }
}
