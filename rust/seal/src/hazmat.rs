//! The primitives. Nothing outside this crate reaches them: use `record`, `sealed`, `tally`,
//! `epoch`, `sign_in` and `vault`, which say which one to use when and bind it to its purpose.

pub(crate) mod aead;
pub(crate) mod hpke;
pub(crate) mod kdf;
pub(crate) mod padding;
