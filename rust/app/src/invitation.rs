//! An invitation: what the code says that a supervisor shows, scanned or typed.

use homeward_seal::{
    Digest, HeadRef,
    enrolment::{EnrolmentCode, EnrolmentQr, EnrolmentSecret},
};

use crate::error::Code;

/// What a code says, typed or scanned.
pub(crate) struct Invitation {
    pub address: String,
    pub secret: EnrolmentSecret,
    /// The directory's head when it was made; a typed code has no room for it.
    pub head: Option<HeadRef>,
    genesis: Named,
}

enum Named {
    Whole(Digest),
    Typed(EnrolmentCode),
}

impl Invitation {
    pub(crate) fn read(address: &str, code: &str) -> Result<Self, Code> {
        let code = code.trim();
        // a picture that names no head names no directory
        let scanned = EnrolmentQr::read(code).ok();
        if let Some(qr) = scanned.filter(|qr| qr.head.size > 0) {
            return Ok(Self {
                address: qr.address,
                secret: qr.secret,
                head: Some(qr.head),
                genesis: Named::Whole(qr.genesis),
            });
        }
        let typed = EnrolmentCode::read(code).map_err(|_| Code::BAD_CODE)?;
        Ok(Self {
            address: address.trim().to_owned(),
            secret: typed.secret,
            head: None,
            genesis: Named::Typed(typed),
        })
    }

    pub(crate) fn names(&self, genesis: &Digest) -> bool {
        match &self.genesis {
            Named::Whole(digest) => digest == genesis,
            Named::Typed(code) => code.names(genesis),
        }
    }

    /// Tells invitations of all institutions apart, without telling the secret.
    pub(crate) fn mark(&self, genesis: &Digest) -> Digest {
        Digest::of_parts(&[&self.secret.hash().0, &genesis.0])
    }
}
