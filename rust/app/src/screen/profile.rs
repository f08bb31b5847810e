//! The workers who share this phone.

/// One worker profile, as it is listed before the PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id, to go to it.
    pub id: String,
    /// The name that was chosen on this phone; nobody else learns it.
    pub name: String,
    /// True for the one in use.
    pub here: bool,
}
