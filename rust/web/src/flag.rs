//! Records that do not count until a member of the case team accepts them.
//!
//! Invariant: a flag hides nothing. The record is shown with the reason, and with who accepted it.

use homeward_protocol::review::RecordRefJson;
use homeward_seal::statement::LastValid;
use homeward_seal::{
    CaseTag, DeviceId, Digest, DirectoryView, RecordRef, ReviewState, Signed, StateChange,
};
use serde::Serialize;

use crate::directory::{epoch_seen, was_member};
use crate::failure::Failure;
use crate::seen::{Seen, seen};

/// Why a record does not count by itself. In messages in lower case with underscores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Flag {
    /// The directory does not know its device.
    UnknownDevice,
    /// Its device was revoked, and this is later than the last record that the revocation calls valid;
    /// or it was retired more than 30 days before. An officer looks at it.
    AfterRevocation,
    /// Its device does not write to the case in the epoch that it names.
    NotAWriter,
    /// The server flagged it, and this desk sees no reason.
    Server,
}

/// Who accepted a flagged record, and when.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Accepted {
    author: String,
    time: u64,
    seen: Seen,
}

/// What a flag depends on.
pub(crate) struct OfRecord {
    /// Its case.
    pub case: CaseTag,
    /// The epoch that it names.
    pub epoch: u32,
    /// Its device.
    pub device: DeviceId,
    /// The device's count in the case.
    pub sequence: u64,
    /// Its digest.
    pub digest: Digest,
    /// When the server received it.
    pub received: u64,
}

/// Why a record does not count by itself, as the directory says.
pub(crate) fn flag(view: &DirectoryView, of: &OfRecord) -> Option<Flag> {
    if view.device(&of.device).is_none() {
        return Some(Flag::UnknownDevice);
    }
    let record = LastValid {
        case: of.case,
        sequence: of.sequence,
        digest: of.digest,
    };
    if view.is_after_the_end(&of.device, &record, of.received) {
        return Some(Flag::AfterRevocation);
    }
    let writes = view
        .epoch(&of.case, of.epoch)
        .is_some_and(|(_, epoch)| epoch.writers.contains(&of.device));
    (!writes).then_some(Flag::NotAWriter)
}

/// A state change of a version, if a member of the case team signed it; with the author's name.
pub(crate) fn verified_change(
    view: &DirectoryView,
    case: &CaseTag,
    record: &RecordRef,
    bytes: &[u8],
) -> Result<(StateChange, String), Failure> {
    let signed = Signed::<StateChange>::parse(bytes).map_err(|_| Failure::Object)?;
    let claimed = signed.claims().map_err(|_| Failure::Object)?;
    let author = view.user(&claimed.user).ok_or(Failure::Unknown)?;
    let key = author.signing.ok_or(Failure::Unknown)?;
    let change = signed.verify(&key).map_err(|_| Failure::Object)?;
    let right = change.record == *record
        && change.case == *case
        && change.tenant == view.tenant()
        && epoch_seen(view, case, &change.head)
            .is_some_and(|epoch| was_member(view, epoch, &change.user, &change.head));
    if right {
        Ok((change, author.name.clone()))
    } else {
        Err(Failure::Object)
    }
}

/// Who accepted a record, if a member did.
pub(crate) fn accepted(
    view: &DirectoryView,
    case: &CaseTag,
    record: &RecordRefJson,
    change: &[u8],
) -> Option<Accepted> {
    let record = RecordRef {
        id: record.id.0,
        digest: record.digest.0,
    };
    let (change, author) = verified_change(view, case, &record, change).ok()?;
    of_change(&change, author, seen(view, &change.head, None).ok()?)
}

/// Who accepted, if that is what a change says.
pub(crate) fn of_change(change: &StateChange, author: String, seen: Seen) -> Option<Accepted> {
    (change.state == ReviewState::Accepted).then_some(Accepted {
        author,
        time: change.time,
        seen,
    })
}
