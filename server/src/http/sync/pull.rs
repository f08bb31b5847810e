//! What is new for a device since its cursor.
//!
//! Invariant: the cursor names a place in the device's feed and nothing else, so an answer that
//! was lost is simply asked for again. A revoked device still learns that it is, and gets nothing
//! more that is sealed to it.

use homeward_protocol::Code;
use homeward_protocol::sync::{CardItem, FormItem, Pull, PullAnswer, ReturnItem};
use homeward_seal::cbor::Bytes;
use homeward_seal::{Cbor as _, DeviceId, Digest, HeadRef, ReceiptPoint, Wrap};

use crate::http::{App, Failure, directory, seen};
use crate::store::{
    Action, Actor, AuditEntry, FeedItem, FeedKind, Hash, Id, Purpose, Reader, SealedBytes,
    StoreError,
};

/// Most items in one answer.
const ITEMS_MOST: u16 = 200;
/// An answer stops growing beyond this many bytes of items.
const BYTES_ENOUGH: usize = 1 << 20;

/// What was found, and whose it is.
#[derive(Default)]
struct News {
    cursor: u64,
    cards: Vec<CardItem>,
    returns: Vec<ReturnItem>,
    states: Vec<Bytes>,
    forms: Vec<Hash>,
    more: bool,
    resend: bool,
    touched: Vec<Id>,
    /// The heads that the authors of all this had seen.
    heads: Vec<HeadRef>,
    bytes: usize,
}

fn read_cursor(cursor: &[u8]) -> Result<u64, Code> {
    match cursor {
        [] => Ok(0),
        bytes => Ok(u64::from_be_bytes(
            bytes.try_into().map_err(|_| Code::Malformed)?,
        )),
    }
}

/// Answers a pull.
pub async fn answer(app: &App, device: DeviceId, pull: Pull) -> Result<PullAnswer, Failure> {
    let cursor = read_cursor(&pull.cursor)?;
    let limit = pull.limit.clamp(1, ITEMS_MOST);
    let revoked = app
        .tips()
        .directory
        .device(&device)
        .is_none_or(|device| device.revoked.is_some());
    let receipt = pull.receipt;
    let news = app
        .store
        .read(move |reader| {
            let mut news = News {
                cursor,
                resend: lacks(reader, receipt)?,
                ..News::default()
            };
            if !revoked {
                news.collect(reader, device, limit)?;
            }
            Ok::<_, StoreError>(news)
        })
        .await?;
    if !news.touched.is_empty() {
        let entry = AuditEntry {
            time_ms: app.clock.now_ms(),
            actor: Actor::Device(device.0),
            action: Action::Read,
            purpose: Purpose::Sync,
            kind: "pull".into(),
            objects: news.touched.clone(),
        };
        app.store.write(move |tx| tx.audit(&entry)).await?;
    }
    let update = directory::update(app, &pull.directory, news.heads).await?;
    let tips = app.tips();
    let forms = news.forms.iter().filter_map(|form| {
        let form = Digest(*form);
        let says = tips.directory.form(&form)?;
        Some(FormItem {
            form,
            id: says.id.clone(),
            version: says.version.clone(),
        })
    });
    Ok(PullAnswer {
        cursor: Bytes(news.cursor.to_be_bytes().to_vec()),
        directory: Some(update),
        forms: forms.collect(),
        cards: news.cards,
        returns: news.returns,
        states: news.states,
        more: news.more,
        resend: news.resend,
    })
}

/// Whether this store does not have the receipt that the device names.
fn lacks(reader: &Reader<'_>, receipt: Option<ReceiptPoint>) -> Result<bool, StoreError> {
    let Some(point) = receipt.filter(|point| point.number > 0) else {
        return Ok(false);
    };
    Ok(reader.receipt_chain_at(point.number)? != Some(point.chain.0))
}

fn wraps(sealed: &SealedBytes) -> Result<Vec<Wrap>, StoreError> {
    Vec::<Wrap>::from_cbor(&sealed.wraps).map_err(|_| StoreError::Damaged("wraps"))
}

impl News {
    fn collect(
        &mut self,
        reader: &Reader<'_>,
        device: DeviceId,
        limit: u16,
    ) -> Result<(), StoreError> {
        let items = reader.feed(&device.0, self.cursor, u32::from(limit) + 1)?;
        for (at, item) in items.iter().enumerate() {
            if at == usize::from(limit) || self.bytes >= BYTES_ENOUGH {
                self.more = true;
                break;
            }
            self.add(reader, &device.0, item)?;
            self.cursor = item.position;
        }
        Ok(())
    }

    fn add(&mut self, reader: &Reader<'_>, device: &Id, item: &FeedItem) -> Result<(), StoreError> {
        match item.kind {
            FeedKind::Card => {
                // Replaced meanwhile, or no longer this device's case: there is nothing to give.
                let Some((tag, card)) = reader.card(&item.object, device)? else {
                    return Ok(());
                };
                if !reader.is_writer(&tag, device)? {
                    return Ok(());
                }
                self.bytes += card.body.len();
                self.touched.push(tag);
                self.heads.extend(seen::of_object(&card.body));
                self.cards.push(CardItem {
                    wraps: wraps(&card)?,
                    card: Bytes(card.body),
                });
            }
            FeedKind::Return => {
                let Some((record, sealed)) = reader.return_for(&item.object, device)? else {
                    return Ok(());
                };
                let Some(body) = reader.record_body(&record)? else {
                    return Ok(());
                };
                self.bytes += sealed.body.len() + body.len();
                self.touched.push(record);
                self.heads.extend(seen::of_object(&sealed.body));
                self.heads.extend(seen::of_record(&body));
                self.returns.push(ReturnItem {
                    wraps: wraps(&sealed)?,
                    object: Bytes(sealed.body),
                    record: Bytes(body),
                });
            }
            FeedKind::State => {
                let Some(state) = reader.state_by_digest(&item.object)? else {
                    return Ok(());
                };
                self.bytes += state.len();
                self.heads.extend(seen::of_state(&state));
                self.states.push(Bytes(state));
            }
            FeedKind::Form => {
                let form = item
                    .object
                    .as_slice()
                    .try_into()
                    .map_err(|_| StoreError::Damaged("feed"))?;
                self.forms.push(form);
            }
        }
        Ok(())
    }
}
