//! The directory as this phone has proven it, kept in the outbox store.
//!
//! Invariant: whatever the application seals to or verifies with comes from here, never from what the
//! server merely said.

use homeward_seal::{
    CaseTag, DeviceId, Digest, DirectoryView, UserId, VerifyingKey,
    statement::{EpochStatement, SettingsStatement},
};
use homeward_vault::Outbox;

use crate::{core::Core, device, error::Code};

/// The proven directory.
#[derive(Debug)]
pub(crate) struct Directory(pub DirectoryView);

impl Directory {
    /// As it was kept; `None` before the enrolment began.
    pub fn load(outbox: &Outbox) -> Result<Option<Self>, Code> {
        match outbox.value(homeward_sync::DIRECTORY)? {
            None => Ok(None),
            Some(bytes) => DirectoryView::restore(&bytes)
                .map(|v| Some(Self(v)))
                .map_err(|_| Code::DAMAGED),
        }
    }
}

impl Core {
    pub(crate) fn view(&self) -> Option<&DirectoryView> {
        self.directory.as_ref().map(|d| &d.0)
    }

    /// The tenant's settings, once they were proven.
    pub(crate) fn settings(&self) -> Option<&SettingsStatement> {
        self.view()?.settings()
    }

    /// The current epoch of a case with the digest of its statement.
    pub(crate) fn epoch_of(&self, tag: [u8; 16]) -> Option<(Digest, &EpochStatement)> {
        self.view()?.current_epoch(&CaseTag(tag))
    }

    /// The verifying key of a member of a case whose account has not ended.
    pub(crate) fn member_key(&self, tag: CaseTag, user: UserId) -> Option<VerifyingKey> {
        let (_, epoch) = self.view()?.current_epoch(&tag)?;
        if !epoch.members.contains(&user) {
            return None;
        }
        let found = self.view()?.user(&user)?;
        if found.revoked.is_some() {
            None
        } else {
            found.signing
        }
    }

    pub(crate) fn device_id(&self) -> Result<Option<DeviceId>, Code> {
        Ok(self
            .outbox
            .value(device::ID)?
            .and_then(|b| DeviceId::from_slice(&b)))
    }

    /// Whether the directory ever named this device. A device that has ended ages out like any other: it is
    /// the one that may be in wrong hands.
    pub(crate) fn was_enrolled(&self) -> Result<bool, Code> {
        let Some(id) = self.device_id()? else {
            return Ok(false);
        };
        Ok(self.view().is_some_and(|view| view.device(&id).is_some()))
    }

    /// Short name of the organisation of this device's worker.
    pub(crate) fn own_organisation(&self) -> Option<String> {
        let id = self.device_id().ok()??;
        let view = self.view()?;
        let user = view.device(&id)?.user;
        Some(view.user(&user)?.organisation.clone())
    }
}
