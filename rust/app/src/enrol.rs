//! Connecting this phone: a code admits to the queue, digits compared aloud make the trust.
//!
//! Invariants: nothing of this phone is sent before the server showed the genesis statement that the
//! code names. The phone counts as connected only when the proven directory names its own keys. A new
//! connection is refused while an earlier one has check-ins to send, so that none is stranded; unless their
//! server is another institution's by now: then they stay here with the key that sends them, and say so.

use homeward_protocol::{
    Hex,
    directory::Genesis,
    enrolment::{Admit, Admitted, Enrolment as Standing, EnrolmentKind, EnrolmentState},
};
use homeward_seal::{
    Cbor, Digest, DirectoryView, Head, Signed, Statement, StatementType, SubjectId,
    enrolment::digits,
};
use homeward_sync::{SyncError, Transport};
use homeward_vault::Sender;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    App,
    candidate::{CANDIDATE, Candidate},
    core::Core,
    device::{self, DeviceKeys},
    directory::Directory,
    error::{ApiError, Code},
    invitation::Invitation,
    screen::{Digits, Enrolment, EnrolmentStep, StartScreen},
};

const ENROLMENT: &str = "enrolment.id";
const SECRET: &str = "enrolment.secret";
const DIGITS: &str = "enrolment.digits";
const REFUSED: &str = "enrolment.refused";
/// A desktop (0 would be a phone); both are enrolled alike.
const DEVICE_KIND: u8 = if cfg!(any(target_os = "android", target_os = "ios")) {
    0
} else {
    1
};

impl Core {
    /// Day list when this phone is connected, else how far it is.
    pub(crate) fn enrolled_screen(&self) -> Result<StartScreen, Code> {
        let keys = self.device_keys().ok();
        if keys.is_some_and(|keys| self.names_own_keys(&keys)) {
            return Ok(StartScreen::DayList);
        }
        Ok(if self.outbox.value(ENROLMENT)?.is_some() {
            StartScreen::Compare
        } else {
            StartScreen::Enrol
        })
    }

    /// Whether the proven directory names this device with exactly these keys.
    fn names_own_keys(&self, keys: &DeviceKeys) -> bool {
        let Ok(Some(id)) = self.device_id() else {
            return false;
        };
        self.view()
            .and_then(|v| v.device(&id))
            .is_some_and(|found| {
                found.revoked.is_none()
                    && found.signing == keys.signing.verifying_key()
                    && found.sealing == keys.opening.sealing_key()
            })
    }

    /// A new vault has new keys: what the old ones were enrolled with ends, the outbox goes on.
    pub(crate) fn forget_enrolment(&self) -> Result<(), Code> {
        self.outbox
            .change_values(&[], &[ENROLMENT, SECRET, DIGITS, REFUSED, CANDIDATE])?;
        self.let_go()
    }

    fn nothing_unsent(&self) -> Result<(), Code> {
        let unsent = |view| homeward_sync::outstanding(&self.outbox, view);
        match self.view().map_or(Ok(0), unsent)? {
            0 => Ok(()),
            _ => Err(Code::UNSENT),
        }
    }

    /// Whether what is not sent may be left for another institution: only when the server of this one answered
    /// that it is another one's now. It stays here with the key that sends it.
    fn may_leave(&self, genesis: &Digest) -> bool {
        let other = self.view().is_some_and(|view| view.genesis() != *genesis);
        other && self.sync_failed == Some(Code::OTHER_SERVER)
    }

    /// Whether the directory says that this device has ended.
    fn has_ended(&self) -> Result<bool, Code> {
        let id = self.device_id()?;
        let found = id.and_then(|id| self.view()?.device(&id));
        Ok(found.is_some_and(|device| device.revoked.is_some()))
    }

    /// Becomes the device that was let into the queue. The earlier device's transport key is kept as long
    /// as anything of it may be sent; the directory goes on from where it was proven, or begins at the head
    /// that came with the admission. The head that the invitation named is kept until the first sync has
    /// proven it.
    fn adopt(
        &mut self,
        invitation: &Invitation,
        candidate: &Candidate,
        admitted: &Admitted,
        pinned: DirectoryView,
    ) -> Result<(), Code> {
        let hash = pinned.genesis();
        if !self.may_leave(&hash) {
            self.nothing_unsent()?;
        }
        let head = Signed::<Head>::parse(&admitted.head).map_err(|_| Code::NOT_VERIFIED)?;
        let size = head.claims().map_err(|_| Code::NOT_VERIFIED)?.size;
        // a view that nothing was ever proven to has nothing to go on from
        let proven = |view: &&DirectoryView| view.asked(StatementType::LogKey, view.tenant());
        let known = self.view().filter(|view| view.genesis() == hash);
        let known = known.filter(proven);
        let last = known.and_then(DirectoryView::head);
        let invited = invitation.head.map(|head| head.to_cbor());
        let shown = invitation.head.map_or(0, |head| head.size);
        let own = last.map_or(0, |head| head.size);
        if size < own.max(shown) {
            let kept = known.and_then(DirectoryView::head_bytes);
            let kept = kept.filter(|_| size < own).or(invited.as_deref());
            let evidence = homeward_sync::EVIDENCE;
            let heads = [
                (evidence[0], kept.unwrap_or_default()),
                (evidence[1], &admitted.head[..]),
            ];
            self.outbox.change_values(&heads, &[])?;
            return Err(Code::CONTRADICTION);
        }
        let view = match known {
            Some(view) => view.clone(),
            None => {
                let mut view = pinned;
                view.begin_at(&admitted.head)
                    .map_err(|_| Code::NOT_VERIFIED)?;
                view
            }
        };
        let keys = candidate.keys.in_order().ok_or(Code::UNEXPECTED)?;
        let subject = SubjectId::from(candidate.id);
        let spoken = digits(&hash, &head.digest(), &subject, &keys);
        let mut over = vec![REFUSED];
        if self.device_id()? != Some(candidate.id) {
            self.keep_sender()?;
            over.push(homeward_sync::CURSOR);
        }
        if self
            .view()
            .is_none_or(|known| known.tenant() != view.tenant())
        {
            over.push(homeward_sync::RECEIPT);
        }
        let (saved, id) = (view.save(), admitted.id.0.hex());
        let (secret, seed) = (invitation.secret.text(), candidate.transport.seed());
        let mut values: Vec<(&str, &[u8])> = vec![
            (device::SERVER, invitation.address.as_bytes()),
            (device::ID, &candidate.id.0),
            (device::TRANSPORT, &seed[..]),
            (homeward_sync::DIRECTORY, &saved),
            (ENROLMENT, id.as_bytes()),
            (SECRET, secret.as_bytes()),
            (DIGITS, spoken.as_bytes()),
        ];
        match &invited {
            Some(head) => values.push((homeward_sync::INVITED_AT, head)),
            None => over.push(homeward_sync::INVITED_AT),
        }
        self.outbox.change_values(&values, &over)?;
        self.directory = Some(Directory(view));
        self.sync_failed = None;
        self.cards_of_this_device()
    }

    /// Keeps the transport key of the device that this phone is until now.
    fn keep_sender(&self) -> Result<(), Code> {
        let seed = self.outbox.value(device::TRANSPORT)?;
        let seed = seed.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        if let (Some(id), Some(view), Some(seed)) = (self.device_id()?, self.view(), seed) {
            self.outbox.keep_sender(&Sender {
                device: id.0,
                tenant: view.tenant().0,
                seed,
            })?;
        }
        Ok(())
    }

    fn enrolment(&self) -> Result<Enrolment, Code> {
        let lang = self.lang;
        let step = match self.enrolled_screen()? {
            StartScreen::DayList => EnrolmentStep::Done,
            _ if self.outbox.value(REFUSED)?.is_some() || self.has_ended()? => {
                EnrolmentStep::Refused
            }
            StartScreen::Compare => EnrolmentStep::Waiting,
            _ => EnrolmentStep::Enter,
        };
        let digits = self
            .outbox
            .text(DIGITS)?
            .filter(|_| step == EnrolmentStep::Waiting);
        Ok(Enrolment {
            step,
            digits: digits.map(|text| Digits {
                groups: text.split(' ').map(str::to_owned).collect(),
            }),
            server: self.outbox.text(device::SERVER)?.unwrap_or_default(),
            sentence: lang.text(match step {
                EnrolmentStep::Enter => "enrol-text",
                EnrolmentStep::Waiting => "enrol-waiting",
                EnrolmentStep::Done => "enrol-done",
                EnrolmentStep::Refused => "enrol-refused",
            }),
        })
    }
}

impl App {
    /// How far the enrolment has come, as known here.
    ///
    /// # Errors
    /// When storage fails.
    pub fn enrolment(&self) -> Result<Enrolment, ApiError> {
        self.step(|core| core.enrolment())
    }

    /// Begins with a scanned text, or an address and a typed code.
    ///
    /// # Errors
    /// When the code is mistyped, the server is another or can't be reached, or the invitation is over.
    pub async fn enrol(&self, address: &str, code: &str) -> Result<Enrolment, ApiError> {
        let done = self.admit(address, code).await;
        let lang = self.lock_core().lang;
        done.map_err(|code| code.say(lang))?;
        self.enrolment()
    }

    async fn admit(&self, address: &str, code: &str) -> Result<(), Code> {
        let invitation = Invitation::read(address, code)?;
        let transport = Transport::new(&invitation.address).map_err(|e| Code::from(&e))?;
        {
            let core = self.lock_core();
            core.vault()?;
            core.online()?;
        }
        self.send_first().await?;
        let genesis: Genesis = get(&transport, "api/v1/directory/genesis", &[]).await?;
        let statement = Statement::parse(&genesis.statement).map_err(|_| Code::OTHER_SERVER)?;
        let hash = statement.digest();
        if !invitation.names(&hash) {
            return Err(Code::OTHER_SERVER);
        }
        let pinned =
            DirectoryView::pinned(&genesis.statement, &hash).map_err(|_| Code::OTHER_SERVER)?;
        {
            let core = self.lock_core();
            if !core.may_leave(&hash) {
                core.nothing_unsent()?;
            }
        }
        let candidate = self
            .lock_core()
            .candidate(invitation.mark(&hash), &mut *self.random())?;
        let admit = Admit {
            secret: invitation.secret.text(),
            kind: EnrolmentKind::Device,
            subject: Hex(SubjectId::from(candidate.id)),
            keys: candidate.keys.clone(),
            user_name: None,
            verifier: None,
            blob: None,
            device_kind: DEVICE_KIND,
        };
        let admitted: Admitted = post(&transport, "api/v1/enrolments/admit", &admit).await?;
        self.lock_core()
            .adopt(&invitation, &candidate, &admitted, pinned)
    }

    /// Sends what the device that this phone was has not sent, because the enrolment ends it. Refuses when
    /// something is left, but for what no server can take any more.
    async fn send_first(&self) -> Result<(), Code> {
        {
            let core = self.lock_core();
            if core.nothing_unsent().is_ok() {
                return Ok(());
            }
            core.let_go()?;
        }
        // what went wrong on the way is told by what still waits
        self.sync_now(None).await.map_err(|_| Code::UNSENT)?;
        let core = self.lock_core();
        match core.sync_failed {
            Some(Code::OTHER_SERVER) => Ok(()),
            _ => core.nothing_unsent(),
        }
    }

    /// Asks the server whether the supervisor has signed; if so, the directory has to prove it.
    ///
    /// # Errors
    /// When the server can't be reached, or its answer does not verify. The digits stay as they are.
    pub async fn enrolment_progress(&self) -> Result<Enrolment, ApiError> {
        let asked = self.ask_standing().await;
        let lang = self.lock_core().lang;
        let state = asked.map_err(|code| code.say(lang))?;
        match state {
            Some(EnrolmentState::Enrolled) => {
                let report = self.sync_now(None).await?;
                if !report.complete && self.enrolment()?.step != EnrolmentStep::Done {
                    return Err(ApiError {
                        code: report.code,
                        sentence: report.sentence,
                        remedy: String::new(),
                    });
                }
            }
            Some(EnrolmentState::Expired) => {
                self.step(|core| Ok(core.outbox.set_value(REFUSED, &[1])?))?
            }
            Some(EnrolmentState::Invited | EnrolmentState::Waiting) | None => {}
        }
        self.enrolment()
    }

    async fn ask_standing(&self) -> Result<Option<EnrolmentState>, Code> {
        let (id, secret, server) = {
            let core = self.lock_core();
            core.online()?;
            (
                core.outbox.text(ENROLMENT)?,
                core.outbox.text(SECRET)?,
                core.outbox.text(device::SERVER)?,
            )
        };
        let (Some(id), Some(secret), Some(server)) = (id, secret, server) else {
            return Ok(None);
        };
        let transport = Transport::new(&server).map_err(|e| Code::from(&e))?;
        let path = format!("api/v1/enrolments/{id}");
        let standing: Standing = get(&transport, &path, &[("Homeward-Secret", &secret)]).await?;
        Ok(Some(standing.state))
    }
}

async fn get<T: DeserializeOwned>(
    transport: &Transport,
    path: &str,
    headers: &[(&str, &str)],
) -> Result<T, Code> {
    let answer = transport
        .get_json(path, headers)
        .await
        .map_err(|e| refusal(&e))?;
    serde_json::from_slice(&answer.body).map_err(|_| Code::NOT_VERIFIED)
}

async fn post<T: DeserializeOwned>(
    transport: &Transport,
    path: &str,
    body: &impl Serialize,
) -> Result<T, Code> {
    let body = serde_json::to_vec(body).map_err(|_| Code::UNEXPECTED)?;
    let answer = transport
        .post_json(path, body)
        .await
        .map_err(|e| refusal(&e))?;
    serde_json::from_slice(&answer.body).map_err(|_| Code::NOT_VERIFIED)
}

fn refusal(e: &SyncError) -> Code {
    match e {
        // an invitation that is used, old or unknown is refused like one that never was
        SyncError::NotLetIn | SyncError::Refused(_) => Code::INVITATION,
        other => Code::from(other),
    }
}
