//! The queue: which records there are, and how each stands to the others and to the directory.
//!
//! Invariant: two versions that contradict each other are both in it, and so is a record that does not
//! count. Nothing is sorted by need.

use homeward_protocol::Hex;
use homeward_protocol::review::{Queue, QueueItem, RecordRefJson};
use homeward_seal::{CaseTag, DirectoryView};
use serde::{Deserialize, Serialize};

use crate::cases::OpenCase;
use crate::desk::Desk;
use crate::directory::name_of;
use crate::failure::Failure;
use crate::flag::{Accepted, Flag, OfRecord, accepted, flag};
use crate::listed::Listed;

/// `queue`: the records of the officer's cases, under their references.
#[derive(Deserialize)]
pub(crate) struct QueueOf {
    queue: Queue,
}

#[derive(Serialize)]
pub(crate) struct QueueRow {
    record: RecordRefJson,
    replaces: Option<RecordRefJson>,
    form: Hex<homeward_seal::Digest>,
    case: Hex<CaseTag>,
    reference: String,
    worker: String,
    received: u64,
    state: u8,
    /// A newer version of it was received, and counts.
    superseded: bool,
    /// The versions that correct this one: more than one contradict each other, and all are kept.
    corrections: Vec<RecordRefJson>,
    /// It corrects a record that was returned.
    correction: bool,
    /// Other corrections of the version that this one corrects.
    contradicts: Vec<RecordRefJson>,
    /// It does not count until a member accepts it: there is a flag, and nobody accepted it.
    flagged: bool,
    /// Why it does not count by itself.
    flag: Option<Flag>,
    /// Who accepted it although it was flagged.
    accepted: Option<Accepted>,
    /// A record of the same device and case before it is missing, or two have its number.
    gap: bool,
}

#[derive(Serialize)]
pub(crate) struct QueueRows {
    rows: Vec<QueueRow>,
}

/// Whether a record counts.
struct Marks {
    flag: Option<Flag>,
    accepted: Option<Accepted>,
}

impl Marks {
    fn flagged(&self) -> bool {
        self.flag.is_some() && self.accepted.is_none()
    }
}

fn marks(view: &DirectoryView, item: &QueueItem) -> Marks {
    let of = OfRecord {
        case: item.case.0,
        epoch: item.epoch,
        device: item.device.0,
        sequence: item.sequence,
        digest: item.record.digest.0,
        received: item.received,
    };
    let change = item.accepted.as_ref();
    Marks {
        flag: flag(view, &of).or(item.flagged.then_some(Flag::Server)),
        accepted: change.and_then(|change| accepted(view, &item.case.0, &item.record, change)),
    }
}

pub(crate) fn queue(desk: &Desk, message: QueueOf) -> Result<QueueRows, Failure> {
    let view = desk.directory()?;
    let records = message.queue.records;
    let sequences: Listed<_, u64> = records
        .iter()
        .map(|item| ((item.case.0, item.device.0), item.sequence))
        .collect();
    let marks: Vec<Marks> = records.iter().map(|item| marks(view, item)).collect();
    // Corrections by what they correct; a record says nothing about those of another case.
    let corrections: Listed<_, _> = records
        .iter()
        .zip(&marks)
        .filter_map(|(item, marks)| {
            let version = item.replaces?;
            let of = (item.case.0, version.id, version.digest);
            Some((of, (item.record, marks.flagged())))
        })
        .collect();
    let corrects = |item: &QueueItem, version: RecordRefJson| {
        corrections.all(&(item.case.0, version.id, version.digest))
    };
    let mut rows = Vec::new();
    for (item, marks) in records.iter().zip(&marks) {
        // One that the directory does not know hides no other record.
        let worker = view
            .device(&item.device.0)
            .and_then(|device| name_of(view, &device.user).ok());
        let corrections = corrects(item, item.record);
        let rivals = item
            .replaces
            .map_or(&[][..], |version| corrects(item, version));
        let known = sequences.all(&(item.case.0, item.device.0));
        let times = |number: u64| known.iter().filter(|(_, one)| *one == number).count();
        let before = item.sequence.checked_sub(1).unwrap_or_default();
        rows.push(QueueRow {
            record: item.record,
            replaces: item.replaces,
            form: item.form,
            case: item.case,
            reference: desk
                .cases
                .get(&item.case.0)
                .map(OpenCase::reference)
                .unwrap_or_default(),
            worker: worker.map(|(name, _)| name).unwrap_or_default(),
            received: item.received,
            state: item.state,
            superseded: corrections.iter().any(|(_, (_, flagged))| !flagged),
            corrections: corrections.iter().map(|(_, (other, _))| *other).collect(),
            correction: item.replaces.is_some(),
            contradicts: rivals
                .iter()
                .map(|(_, (other, _))| *other)
                .filter(|other| *other != item.record)
                .collect(),
            flagged: marks.flagged(),
            flag: marks.flag,
            accepted: marks.accepted.clone(),
            gap: (before > 0 && times(before) == 0) || times(item.sequence) > 1,
        });
    }
    // Corrections first, then the oldest, then the reference: never by need.
    rows.sort_by(|a, b| {
        (!a.correction, a.received, &a.reference, a.record.id).cmp(&(
            !b.correction,
            b.received,
            &b.reference,
            b.record.id,
        ))
    });
    Ok(QueueRows { rows })
}
