//! Forms by digest: each is read once and kept as long as the desk.

use std::sync::Arc;

use homeward_form::{Form, NoMedia};
use homeward_seal::Digest;

use crate::desk::Desk;
use crate::failure::Failure;

/// The form of a digest, from what the desk kept or from its XForm.
pub(crate) fn form(desk: &mut Desk, digest: Digest, xform: &[u8]) -> Result<Arc<Form>, Failure> {
    if let Some(form) = desk.forms.get(&digest) {
        return Ok(Arc::clone(form));
    }
    if Digest::of(xform) != digest {
        return Err(Failure::Form);
    }
    let (form, _) = Form::parse(xform, &NoMedia);
    if form.error().is_some() {
        return Err(Failure::Form);
    }
    let form = Arc::new(form);
    desk.forms.insert(digest, Arc::clone(&form));
    Ok(form)
}
