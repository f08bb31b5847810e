//! What arrived sealed is opened and taken into the vault, once the PIN has opened it.
//!
//! Invariant: an item leaves the inbox only when it is in the vault, or set aside as one that does not
//! verify; what the directory has not proven yet stays and waits: its people, its case, or that its author had
//! seen the same directory.

use homeward_protocol::sync::{CardItem, ReturnItem};
use homeward_seal::{
    Card, CaseTag, Cbor, HeadRef, Return, ReviewState, SealedObject, SealedRecord, Signed,
    StateChange, StatementType, UserId, Wrap,
};
use homeward_sync::kind;
use homeward_vault::{InboxItem, StoredReturn};

use crate::{core::Core, device::DeviceKeys, error::Code};

/// What became of an item.
enum Taken {
    /// It is where it belongs.
    Done,
    /// Something that proves it has not arrived.
    Waits,
    /// It does not verify.
    Refused,
}

impl Core {
    /// Takes in everything that can be taken in now.
    pub(crate) fn take_in(&self) -> Result<(), Code> {
        let keys = match &self.vault {
            Some(_) => self.device_keys().ok(),
            None => None,
        };
        for item in self.outbox.inbox(u32::MAX)? {
            let taken = match (item.kind, &keys) {
                (kind::STATE, _) => self.take_state(&item)?,
                (kind::CARD, Some(keys)) => self.take_card(&item, keys)?,
                (kind::RETURN, Some(keys)) => self.take_return(&item, keys)?,
                _ => Taken::Waits,
            };
            match taken {
                Taken::Done => self.outbox.inbox_done(item.n)?,
                Taken::Refused => self.outbox.inbox_set_aside(item.n)?,
                Taken::Waits => {}
            }
        }
        Ok(())
    }

    /// Whether the directory was asked about a case and a person, so that an absence means something.
    fn was_asked(&self, case: CaseTag, user: UserId) -> bool {
        self.view().is_some_and(|view| {
            let person = view.asked(StatementType::User, user)
                || view.asked(StatementType::Supervisor, user);
            view.asked(StatementType::Epoch, case) && person
        })
    }

    fn unknown(&self, case: CaseTag, user: UserId) -> Taken {
        if self.was_asked(case, user) {
            Taken::Refused
        } else {
            Taken::Waits
        }
    }

    /// Whether the heads that authors had seen were proven to be of this phone's log. The proofs come
    /// with what names the heads, and are asked for as long as they are missing; a head of another log
    /// stops the sync with both heads as evidence.
    fn saw_the_same(&self, heads: &[HeadRef]) -> bool {
        self.view()
            .is_some_and(|view| heads.iter().all(|head| view.is_seen(head)))
    }

    fn take_state(&self, item: &InboxItem) -> Result<Taken, Code> {
        let Ok(signed) = Signed::<StateChange>::parse(&item.bytes) else {
            return Ok(Taken::Refused);
        };
        let Ok(claims) = signed.claims() else {
            return Ok(Taken::Refused);
        };
        let Some(key) = self.member_key(claims.case, claims.user) else {
            return Ok(self.unknown(claims.case, claims.user));
        };
        let Ok(change) = signed.verify(&key) else {
            return Ok(Taken::Refused);
        };
        if !self.saw_the_same(&[change.head]) {
            return Ok(Taken::Waits);
        }
        let (record, digest) = (change.record.id.0, change.record.digest.0);
        match change.state {
            ReviewState::Read | ReviewState::ActionAgreed | ReviewState::Closed => {
                let at = i64::try_from(change.time).unwrap_or(i64::MAX);
                self.outbox.mark_read(change.case.0, record, digest, at)?;
            }
            // the return itself says more
            ReviewState::Returned | ReviewState::Received | ReviewState::Accepted => {}
        }
        Ok(Taken::Done)
    }

    fn take_card(&self, item: &InboxItem, keys: &DeviceKeys) -> Result<Taken, Code> {
        let Ok(item) = CardItem::from_cbor(&item.bytes) else {
            return Ok(Taken::Refused);
        };
        let Ok(object) = SealedObject::<Card>::parse(&item.card) else {
            return Ok(Taken::Refused);
        };
        let header = object.header();
        let Some(key) = self.member_key(header.case, header.author) else {
            return Ok(self.unknown(header.case, header.author));
        };
        let opened = object.verify(&key).ok().and_then(|verified| {
            let wrap = Wrap::find(&item.wraps, &keys.opening.sealing_key())?;
            verified.open(wrap, &keys.opening).ok()
        });
        let Some(card) = opened.filter(|_| header.device == self.device_id().ok().flatten()) else {
            return Ok(Taken::Refused);
        };
        if !self.saw_the_same(&[header.head]) {
            return Ok(Taken::Waits);
        }
        self.vault()?
            .put_card(header.case.0, header.version.into(), &card.to_cbor())?;
        Ok(Taken::Done)
    }

    fn take_return(&self, item: &InboxItem, keys: &DeviceKeys) -> Result<Taken, Code> {
        let Ok(parts) = ReturnItem::from_cbor(&item.bytes) else {
            return Ok(Taken::Refused);
        };
        let Ok(object) = SealedObject::<Return>::parse(&parts.object) else {
            return Ok(Taken::Refused);
        };
        let header = object.header();
        let Some(key) = self.member_key(header.case, header.author) else {
            return Ok(self.unknown(header.case, header.author));
        };
        let opened = object.verify(&key).ok().and_then(|verified| {
            let wrap = Wrap::find(&parts.wraps, &keys.opening.sealing_key())?;
            verified.open(wrap, &keys.opening).ok()
        });
        let (Some(returned), Some(about)) = (opened, header.about) else {
            return Ok(Taken::Refused);
        };
        let Ok(record) = SealedRecord::parse(&parts.record) else {
            return Ok(Taken::Refused);
        };
        if record.reference() != about || record.header().case != header.case {
            return Ok(Taken::Refused);
        }
        if !self.saw_the_same(&[header.head, record.header().head]) {
            return Ok(Taken::Waits);
        }
        let Some(device) = self.view().and_then(|v| v.device(&record.header().device)) else {
            let asked = self
                .view()
                .is_some_and(|v| v.asked(StatementType::Device, record.header().device));
            return Ok(if asked { Taken::Refused } else { Taken::Waits });
        };
        let opens = record
            .verify(&device.signing)
            .ok()
            .and_then(|v| v.open(&returned.record_key, &keys.opening).ok());
        if opens.is_none() {
            return Ok(Taken::Refused);
        }
        if self
            .outbox
            .sealed()?
            .iter()
            .any(|s| s.replaces == Some(about.id.0))
        {
            // it was corrected already; the return is late or came twice
            return Ok(Taken::Done);
        }
        self.vault()?.put_return(&StoredReturn {
            id: header.object.0,
            case_tag: header.case.0,
            record: about.id.0,
            digest: about.digest.0,
            bytes: returned.to_cbor(),
            sealed: parts.record.0.clone(),
            at: item.n,
        })?;
        self.outbox
            .mark_returned(about.id.0, about.digest.0, true)?;
        Ok(Taken::Done)
    }
}
