//! Settings and about.

/// A language that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Tag: `en`, `sq`, `bs`, `sr-Latn`, `sr` or `mk`.
    pub tag: String,
    /// Its own name, for example `Македонски`.
    pub name: String,
}

/// The settings screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Language of the application.
    pub language: String,
    /// Language in which forms are shown; may differ.
    pub form_language: String,
    /// What can be chosen.
    pub languages: Vec<Language>,
    /// True while no network is used.
    pub work_offline: bool,
    /// Address of the server, or empty.
    pub server: String,
    /// Name of the organisation, or empty.
    pub organisation: String,
    /// Number for emergencies, or empty.
    pub emergency_number: String,
    /// Sending and receiving.
    pub sync: super::SyncLine,
    /// When the server was last reached, in words.
    pub last_contact: String,
    /// What a PIN protects on this kind of device.
    pub protection: String,
    /// Lock after this many seconds without a touch.
    pub lock_after_seconds: u32,
    /// Version and licence, in words.
    pub about: String,
    /// Short id of this device, for support.
    pub device: String,
}
