//! Push and pull of a device, in CBOR: `POST sync/push`, `POST sync/pull`.
//!
//! Both can be cut at any byte and repeated: a push is idempotent by (record id, digest), a pull
//! moves only when the next one names its cursor.

use homeward_seal::cbor::Bytes;
use homeward_seal::{Digest, DirectoryRequest, DirectoryUpdate, ReceiptPoint, Wrap, cbor_map};

/// So many bytes of request or answer at most.
pub const SYNC_MOST: usize = 4 << 20;

cbor_map! {
    /// One record with what belongs to it.
    pub struct PushItem {
        /// Exact bytes of the record.
        0 => record: Bytes,
        /// Its content key, wrapped to the epoch.
        1 => wraps: Vec<Wrap>,
        /// Exact bytes of its tallies, ordinary first.
        2 => tallies: Vec<Bytes>,
    }
}

cbor_map! {
    /// `POST sync/push`.
    pub struct Push {
        /// In order of their sequences.
        0 => items: Vec<PushItem>,
    }
}

cbor_map! {
    /// Why something is not taken; see `docs/errors.md`.
    pub struct Refusal {
        /// Such as `HW-204`.
        0 => code: String,
        /// For the person, in English; the phone has it in six languages by its code.
        1 => sentence: String,
        /// What to do next.
        2 => remedy: String,
    }
}

cbor_map! {
    /// What became of one item: a receipt or a refusal.
    pub struct PushResult {
        /// Signed receipt: it is on the server's disk.
        0 => receipt: Option<Bytes>,
        /// It is not, and why.
        1 => refusal: Option<Refusal>,
    }
}

cbor_map! {
    /// Answer to a push: one result for each item, in their order.
    pub struct PushAnswer {
        /// The results.
        0 => results: Vec<PushResult>,
    }
}

cbor_map! {
    /// `POST sync/pull`.
    pub struct Pull {
        /// From the last answer; empty at first.
        0 => cursor: Bytes,
        /// Last head and the subjects to prove.
        1 => directory: DirectoryRequest,
        /// The last receipt that the device has.
        2 => receipt: Option<ReceiptPoint>,
        /// How many objects at most.
        3 => limit: u16,
    }
}

cbor_map! {
    /// A card with its wraps.
    pub struct CardItem {
        /// Exact bytes of the sealed card.
        0 => card: Bytes,
        /// Its content key, wrapped to the device.
        1 => wraps: Vec<Wrap>,
    }
}

cbor_map! {
    /// A return with its wraps.
    pub struct ReturnItem {
        /// Exact bytes of the sealed return.
        0 => object: Bytes,
        /// Its content key, wrapped to the device.
        1 => wraps: Vec<Wrap>,
        /// Exact bytes of the record sent back; its own wrap is inside the return.
        2 => record: Bytes,
    }
}

cbor_map! {
    /// A form that the device's cases use.
    pub struct FormItem {
        /// SHA-256 of the XForm; fetched by `GET forms/{digest}`.
        0 => form: Digest,
        /// The form's id.
        1 => id: String,
        /// The form's version.
        2 => version: String,
    }
}

cbor_map! {
    /// Answer to a pull.
    pub struct PullAnswer {
        /// For the next pull.
        0 => cursor: Bytes,
        /// The head, and proofs of what was asked.
        1 => directory: Option<DirectoryUpdate>,
        /// Cards that are new.
        2 => cards: Vec<CardItem>,
        /// Returns that are new.
        3 => returns: Vec<ReturnItem>,
        /// Signed state changes of the device's records that are new.
        4 => states: Vec<Bytes>,
        /// Forms that are new.
        5 => forms: Vec<FormItem>,
        /// Whether to pull again at once.
        6 => more: bool,
        /// The server does not have the receipt that the device named (it was restored from a
        /// backup): the device sends again what it keeps.
        7 => resend: bool,
    }
}
