//! Verifying answers and writing them.

use homeward_protocol::sync::{FormItem, PullAnswer, PushAnswer};
use homeward_seal::{
    Cbor, Digest, DirectoryUpdate, DirectoryView, Head, HeadRef, Receipt, ReceiptError,
    ReceiptPoint, RecordRef, Signed,
    directory::{HeadEvidence, ViewError},
};
use homeward_vault::{Arrival, InboxItem, Outbox};

use crate::{CURSOR, DIRECTORY, EVIDENCE, INVITED_AT, RECEIPT, error::SyncError, kind, plan};

/// What a piece of a push came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pushed {
    pub sent: u32,
    pub refused: u32,
}

/// Keeps the receipts and refusals of one push. The result for each record stands alone: one receipt
/// that does not verify keeps only its own record from being sent.
pub(crate) fn push(
    outbox: &Outbox,
    view: &DirectoryView,
    records: &[RecordRef],
    answer: &[u8],
) -> Result<Pushed, SyncError> {
    let answer = PushAnswer::from_cbor(answer).map_err(|_| SyncError::Malformed)?;
    if answer.results.len() != records.len() {
        return Err(SyncError::Malformed);
    }
    let key = view.receipt_key().ok_or(SyncError::NotVerified)?;
    let mut pushed = Pushed::default();
    let mut failed = None;
    for (record, result) in records.iter().zip(&answer.results) {
        match (&result.receipt, &result.refusal) {
            (Some(bytes), None) => match receipt(outbox, view, record, bytes, &key) {
                Ok(()) => pushed.sent += 1,
                Err(e) => failed = Some(e),
            },
            (None, Some(refusal)) => {
                let code =
                    crate::error::code_of(refusal.code.as_bytes()).ok_or(SyncError::Malformed)?;
                outbox.put_refusal(record.id.0, record.digest.0, &code)?;
                pushed.refused += 1;
            }
            _ => failed = Some(SyncError::Malformed),
        }
    }
    match failed {
        Some(e) => Err(e),
        None => Ok(pushed),
    }
}

fn receipt(
    outbox: &Outbox,
    view: &DirectoryView,
    record: &RecordRef,
    bytes: &[u8],
    key: &homeward_seal::VerifyingKey,
) -> Result<(), SyncError> {
    let receipt =
        Receipt::verify(bytes, &view.tenant(), record, key).map_err(|_| SyncError::NotVerified)?;
    let last = last_receipt(outbox)?;
    match last.as_ref().map_or(Ok(()), |last| receipt.follows(last)) {
        Ok(()) => {}
        // The same record again gives its first receipt again. Another record's number does not.
        Err(ReceiptError::Replayed { .. }) if !is_taken(outbox, &receipt)? => {}
        Err(_) => return Err(SyncError::NotVerified),
    }
    outbox.put_receipt(record.id.0, record.digest.0, bytes)?;
    let point = receipt.point();
    let is_last = last.is_none_or(|last| last.store != point.store || last.number < point.number);
    if is_last {
        outbox.set_value(RECEIPT, &point.to_cbor())?;
    }
    Ok(())
}

fn last_receipt(outbox: &Outbox) -> Result<Option<ReceiptPoint>, SyncError> {
    Ok(outbox
        .value(RECEIPT)?
        .and_then(|b| ReceiptPoint::from_cbor(&b).ok()))
}

/// Whether another record here has a receipt with the same number of the same store.
fn is_taken(outbox: &Outbox, receipt: &Receipt) -> Result<bool, SyncError> {
    for row in outbox.sealed()? {
        let Some(bytes) = row.receipt else { continue };
        let Ok(other) = Signed::<Receipt>::parse(&bytes).and_then(|s| s.claims()) else {
            continue;
        };
        let same_number = other.store == receipt.store && other.number == receipt.number;
        if same_number && other.record != receipt.record {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What one answer of a pull came to.
#[derive(Debug, Default)]
pub(crate) struct Pulled {
    pub more: bool,
    pub resend: bool,
    pub returned: u32,
    /// Whether anything came that may name new subjects.
    pub news: bool,
    /// The server's clock, as the head says.
    pub head_time: Option<u64>,
}

/// Takes the directory over, then writes items, cursor and directory in one transaction.
pub(crate) fn pull(
    outbox: &Outbox,
    view: &mut DirectoryView,
    answer: &[u8],
    at: i64,
) -> Result<Pulled, SyncError> {
    let answer = PullAnswer::from_cbor(answer).map_err(|_| SyncError::Malformed)?;
    let mut next = view.clone();
    if let Some(update) = &answer.directory {
        directory(outbox, &mut next, update)?;
    }
    let invited_at = plan::invited_at(outbox)?;
    if let Some(invited) = &invited_at {
        extends(outbox, &next, invited)?;
    }
    let mut arrival = Arrival::default();
    let mut items = |kind: u8, bytes: Vec<u8>| arrival.items.push((kind, bytes, None));
    answer
        .cards
        .iter()
        .for_each(|card| items(kind::CARD, card.to_cbor()));
    answer
        .returns
        .iter()
        .for_each(|r| items(kind::RETURN, r.to_cbor()));
    answer
        .states
        .iter()
        .for_each(|state| items(kind::STATE, state.0.clone()));
    for form in &answer.forms {
        // one that is here may be unknown to the directory of a phone that was connected anew
        if outbox.form(form.form.0)?.is_none() || next.form(&form.form).is_none() {
            items(kind::FORM, form.to_cbor());
        }
    }
    let news = !arrival.items.is_empty();
    arrival
        .values
        .push((CURSOR.to_owned(), answer.cursor.0.clone()));
    arrival.values.push((DIRECTORY.to_owned(), next.save()));
    outbox.arrive(&arrival, at)?;
    if invited_at.is_some() {
        outbox.forget_value(INVITED_AT)?;
    }
    *view = next;
    Ok(Pulled {
        more: answer.more,
        resend: answer.resend,
        returned: answer.returns.len() as u32,
        news,
        head_time: view.head().map(|h| h.time),
    })
}

/// Demands that a view extends the head which the invitation named. A server that shows this phone another
/// directory than the supervisor saw has no proof; what both say is kept.
fn extends(outbox: &Outbox, view: &DirectoryView, invited: &HeadRef) -> Result<(), SyncError> {
    if view.is_seen(invited) {
        return Ok(());
    }
    let offered = view.head_bytes().unwrap_or_default();
    outbox.change_values(
        &[(EVIDENCE[0], &invited.to_cbor()), (EVIDENCE[1], offered)],
        &[],
    )?;
    Err(SyncError::Contradiction)
}

/// Applies an update; two heads that contradict each other are kept before the error is given.
pub(crate) fn directory(
    outbox: &Outbox,
    view: &mut DirectoryView,
    update: &DirectoryUpdate,
) -> Result<(), SyncError> {
    let keep = |evidence: &HeadEvidence| {
        outbox.set_value(EVIDENCE[0], &evidence.kept)?;
        outbox.set_value(EVIDENCE[1], &evidence.offered)
    };
    match view.apply_whole(update) {
        Ok(()) => Ok(()),
        Err(ViewError::SmallerHead(evidence) | ViewError::InconsistentHead(evidence)) => {
            keep(&evidence)?;
            Err(SyncError::Contradiction)
        }
        Err(ViewError::SeenHead(evidence)) => {
            keep(&evidence)?;
            let offered = Signed::<Head>::parse(&evidence.offered).and_then(|s| s.reference());
            let invited = plan::invited_at(outbox)?;
            Err(if invited.is_some() && invited == offered.ok() {
                SyncError::Contradiction
            } else {
                SyncError::SeenByOthers
            })
        }
        Err(ViewError::Malformed(_)) => Err(SyncError::Malformed),
        Err(error) => {
            tracing::warn!(%error, "the directory's answer was not taken");
            Err(SyncError::NotVerified)
        }
    }
}

/// The forms that are still to be fetched.
pub(crate) fn wanted_forms(outbox: &Outbox) -> Result<Vec<(InboxItem, FormItem)>, SyncError> {
    let mut wanted = Vec::new();
    for item in outbox.inbox(u32::MAX)? {
        if item.kind != kind::FORM {
            continue;
        }
        match FormItem::from_cbor(&item.bytes) {
            Ok(form) => wanted.push((item, form)),
            Err(_) => outbox.inbox_done(item.n)?,
        }
    }
    Ok(wanted)
}

/// Whether a form is to be fetched now: the directory names it, and it is not here. One that is here has
/// nothing to wait for any more.
pub(crate) fn to_fetch(
    outbox: &Outbox,
    view: &DirectoryView,
    wanted: &(InboxItem, FormItem),
) -> Result<bool, SyncError> {
    let (item, form) = wanted;
    if view.form(&form.form).is_none() {
        return Ok(false);
    }
    let here = outbox.form(form.form.0)?.is_some();
    if here {
        outbox.inbox_done(item.n)?;
    }
    Ok(!here)
}

/// Keeps a form that was fetched, if it is the one and the directory names it.
pub(crate) fn form(
    outbox: &Outbox,
    view: &DirectoryView,
    wanted: &(InboxItem, FormItem),
    bytes: Vec<u8>,
    at: i64,
) -> Result<(), SyncError> {
    let (item, form) = wanted;
    if Digest::of(&bytes) != form.form {
        return Err(SyncError::NotVerified);
    }
    // the words of the statement that two authors signed, not those of the server
    let stated = view.form(&form.form).ok_or(SyncError::NotVerified)?;
    let row = (
        form.form.0,
        stated.id.clone(),
        stated.version.clone(),
        bytes,
    );
    outbox.arrive(
        &Arrival {
            forms: vec![row],
            ..Arrival::default()
        },
        at,
    )?;
    outbox.inbox_done(item.n)?;
    Ok(())
}
