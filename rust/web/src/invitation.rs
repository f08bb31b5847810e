//! An invitation: a one-time secret, shown as QR code and as a code to type.

use homeward_protocol::Hex;
use homeward_protocol::enrolment::{EnrolmentKind, Invite};
use homeward_seal::enrolment::{EnrolmentCode, EnrolmentQr, EnrolmentSecret};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::message::Moment;

/// Invitations end after so many seconds: 72 hours.
const VALID: u64 = 72 * 60 * 60;

/// `invite`: a one-time secret, shown as QR code and as a code to type.
#[derive(Deserialize)]
pub(crate) struct InviteWhom {
    kind: EnrolmentKind,
    label: String,
    /// The server's origin.
    address: String,
}

#[derive(Serialize)]
pub(crate) struct Invitation {
    /// For `POST enrolments`.
    body: Invite,
    /// 32 characters in groups of four.
    typed: String,
    /// What the QR code says.
    text: String,
    /// The QR code as a picture.
    svg: String,
}

pub(crate) fn invite(
    desk: &Desk,
    moment: &mut Moment,
    message: InviteWhom,
) -> Result<Invitation, Failure> {
    let view = desk.directory()?;
    let secret = EnrolmentSecret::random(&mut moment.random);
    let genesis = view.genesis();
    let text = EnrolmentQr {
        address: message.address,
        genesis,
        head: view.head_ref(),
        secret,
    }
    .text();
    let svg = qrcode::QrCode::new(text.as_bytes())
        .map_err(|_| Failure::Field)?
        .render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(240, 240)
        .build();
    Ok(Invitation {
        body: Invite {
            kind: message.kind,
            secret_hash: Hex(secret.hash()),
            expires: moment.seconds + VALID,
            label: message.label,
        },
        typed: EnrolmentCode::new(secret, &genesis).text(),
        text,
        svg,
    })
}
