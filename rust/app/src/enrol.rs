//! Connecting this phone: a code admits to the queue, digits compared aloud make the trust.
//!
//! Invariant: nothing of this phone is sent before the server showed the genesis statement that the
//! code names. The phone counts as connected only when the proven directory names its own keys.

use homeward_protocol::{
    B64, Hex,
    directory::Genesis,
    enrolment::{
        Admit, Admitted, Enrolment as Standing, EnrolmentKind, EnrolmentState, PublicKeys,
    },
};
use homeward_seal::{
    DeviceId, Digest, DirectoryView, Head, Signed, SigningKey, Statement, SubjectId,
    enrolment::{EnrolmentCode, EnrolmentQr, EnrolmentSecret, digits},
};
use homeward_sync::{SyncError, Transport};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    App,
    core::Core,
    device::{self, DeviceKeys},
    directory::Directory,
    error::{ApiError, Code},
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

/// What a code says, typed or scanned.
struct Invitation {
    address: String,
    secret: EnrolmentSecret,
    genesis: Named,
}

enum Named {
    Whole(Digest),
    Typed(EnrolmentCode),
}

impl Invitation {
    fn read(address: &str, code: &str) -> Result<Self, Code> {
        let code = code.trim();
        if let Ok(qr) = EnrolmentQr::read(code) {
            return Ok(Self {
                address: qr.address,
                secret: qr.secret,
                genesis: Named::Whole(qr.genesis),
            });
        }
        let typed = EnrolmentCode::read(code).map_err(|_| Code::BAD_CODE)?;
        Ok(Self {
            address: address.trim().to_owned(),
            secret: typed.secret,
            genesis: Named::Typed(typed),
        })
    }

    fn names(&self, genesis: &Digest) -> bool {
        match &self.genesis {
            Named::Whole(digest) => digest == genesis,
            Named::Typed(code) => code.names(genesis),
        }
    }
}

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
        for name in [ENROLMENT, SECRET, DIGITS, REFUSED] {
            self.outbox.forget_value(name)?;
        }
        Ok(())
    }

    fn enrolment(&self) -> Result<Enrolment, Code> {
        let lang = self.lang;
        let step = match self.enrolled_screen()? {
            StartScreen::DayList => EnrolmentStep::Done,
            _ if self.outbox.value(REFUSED)?.is_some() => EnrolmentStep::Refused,
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

/// Everything of this phone that an enrolment needs.
struct Candidate {
    id: DeviceId,
    transport: SigningKey,
    keys: PublicKeys,
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
        self.lock_core().vault()?;
        let genesis: Genesis = get(&transport, "api/v1/directory/genesis", &[]).await?;
        let statement = Statement::parse(&genesis.statement).map_err(|_| Code::OTHER_SERVER)?;
        let hash = statement.digest();
        if !invitation.names(&hash) {
            return Err(Code::OTHER_SERVER);
        }
        let view =
            DirectoryView::pinned(&genesis.statement, &hash).map_err(|_| Code::OTHER_SERVER)?;
        let candidate = self.candidate(&mut self.lock_core())?;
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
        let head = Signed::<Head>::parse(&admitted.head).map_err(|_| Code(604))?;
        let keys = candidate.keys.in_order().ok_or(Code::UNEXPECTED)?;
        let spoken = digits(&hash, &head.digest(), &SubjectId::from(candidate.id), &keys);
        let mut core = self.lock_core();
        core.outbox.set_values(&[
            (device::SERVER, invitation.address.as_bytes()),
            (device::ID, &candidate.id.0),
            (device::TRANSPORT, &candidate.transport.seed()[..]),
            (homeward_sync::DIRECTORY, &view.save()),
            (ENROLMENT, admitted.id.0.hex().as_bytes()),
            (SECRET, invitation.secret.text().as_bytes()),
            (DIGITS, spoken.as_bytes()),
        ])?;
        core.outbox.forget_value(REFUSED)?;
        core.directory = Some(Directory(view));
        core.sync_failed = None;
        Ok(())
    }

    /// The keys behind the PIN, and a new id and transport key.
    fn candidate(&self, core: &mut Core) -> Result<Candidate, Code> {
        let mut random = self.random();
        let keys = DeviceKeys::of(core.vault()?, &mut *random)?;
        let id = DeviceId::random(&mut *random);
        let transport = SigningKey::random(&mut *random);
        let public = |bytes: &[u8; 32]| B64(bytes.to_vec());
        let keys = PublicKeys {
            signing: public(keys.signing.verifying_key().bytes()),
            sealing: public(keys.opening.sealing_key().bytes()),
            transport: Some(public(transport.verifying_key().bytes())),
            tally: Some(public(keys.tally.verifying_key().bytes())),
        };
        Ok(Candidate {
            id,
            transport,
            keys,
        })
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
    serde_json::from_slice(&answer.body).map_err(|_| Code(604))
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
    serde_json::from_slice(&answer.body).map_err(|_| Code(604))
}

fn refusal(e: &SyncError) -> Code {
    match e {
        // an invitation that is used, old or unknown is refused like one that never was
        SyncError::NotLetIn | SyncError::Refused(_) => Code::INVITATION,
        other => Code::from(other),
    }
}
