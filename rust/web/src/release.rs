//! Releases: verified against the statistics office's key in the directory, then shown.

use homeward_protocol::B64;
use homeward_seal::Role;
use homeward_tally::release::Release;
use homeward_tally::release::check;
use serde::Deserialize;

use crate::desk::Desk;
use crate::failure::Failure;

/// `release`: the exact text that was published.
#[derive(Deserialize)]
pub(crate) struct ReadRelease {
    text: B64,
}

pub(crate) fn read(desk: &Desk, message: ReadRelease) -> Result<Release, Failure> {
    let view = desk.directory()?;
    let (_, id) = check::parse(&message.text).map_err(|_| Failure::Release)?;
    let key = view
        .users()
        .filter(|(_, user)| user.role == Role::StatisticsOffice && user.revoked.is_none())
        .filter_map(|(_, user)| user.signing)
        .find(|key| key.id() == id)
        .ok_or(Failure::Unknown)?;
    let release = check::verify(&message.text, &key).map_err(|_| Failure::Release)?;
    if release.tenant != view.tenant().hex() {
        return Err(Failure::Release);
    }
    Ok(release)
}
