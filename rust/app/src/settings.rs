//! Settings, the emergency box, and words for screens.

use std::collections::HashMap;

use crate::{
    App,
    core::{Core, OFFLINE},
    dates, device,
    error::{ApiError, Code},
    screen::{Emergency, Language, Settings},
    words::{Arg, Lang},
};

/// Lock after this many seconds without a touch.
const LOCK_AFTER: u32 = 120;
pub(crate) const LAST_CONTACT: &str = "contact.last";

impl Core {
    /// What to show in danger: the tenant's numbers, the first to be called, the second of the duty officer.
    pub(crate) fn emergency_box(&self) -> Emergency {
        let lang = self.lang;
        let numbers = self
            .settings()
            .map(|s| s.emergency.as_slice())
            .unwrap_or_default();
        let number = numbers
            .first()
            .map(|n| n.number.clone())
            .unwrap_or_default();
        let call = if number.is_empty() {
            lang.text("emergency-no-number")
        } else {
            lang.with("emergency-call", &[("number", Arg::Text(&number))])
        };
        Emergency {
            title: lang.text("emergency-title"),
            sentence: lang.text("emergency-text"),
            duty_number: numbers.get(1).map(|n| n.number.clone()).unwrap_or_default(),
            number,
            call,
        }
    }
}

impl App {
    /// The languages that can be chosen.
    pub fn languages(&self) -> Vec<Language> {
        Lang::ALL
            .iter()
            .map(|l| Language {
                tag: l.tag().to_owned(),
                name: l.name().to_owned(),
            })
            .collect()
    }

    /// All texts without variables, by key.
    pub fn words(&self) -> HashMap<String, String> {
        self.lock_core().lang.all_plain()
    }

    /// One text with its variables filled in; a variable that is a whole number chooses its form.
    pub fn word(&self, key: &str, arguments: &HashMap<String, String>) -> String {
        let lang = self.lock_core().lang;
        let values: Vec<(&str, Arg<'_>)> = arguments
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str(),
                    value.parse().map_or(Arg::Text(value), Arg::Number),
                )
            })
            .collect();
        lang.with(key, &values)
    }

    /// Whom to call in danger.
    ///
    /// # Errors
    /// None so far.
    pub fn emergency(&self) -> Result<Emergency, ApiError> {
        self.step(|core| Ok(core.emergency_box()))
    }

    /// The settings screen.
    ///
    /// # Errors
    /// When storage fails.
    pub fn settings(&self) -> Result<Settings, ApiError> {
        let now = self.now();
        self.step(|core| {
            let lang = core.lang;
            let last = core.outbox.number(LAST_CONTACT)?;
            let numbers = core.emergency_box();
            Ok(Settings {
                language: lang.tag().to_owned(),
                form_language: core.form_lang().tag().to_owned(),
                languages: self.languages(),
                work_offline: core.offline()?,
                server: core.outbox.text(device::SERVER)?.unwrap_or_default(),
                organisation: core.own_organisation().unwrap_or_default(),
                emergency_number: numbers.number,
                sync: core.sync_line()?,
                last_contact: last.map_or_else(
                    || lang.text("never"),
                    |at| dates::moment(lang, at as i64, &now),
                ),
                protection: lang.text("protection-files"),
                lock_after_seconds: LOCK_AFTER,
                about: lang.with(
                    "about-text",
                    &[("version", Arg::Text(env!("CARGO_PKG_VERSION")))],
                ),
                device: core
                    .device_id()?
                    .map(|d| d.hex().get(..8).unwrap_or_default().to_owned())
                    .unwrap_or_default(),
            })
        })
    }

    /// Switches the network off or on for this application.
    ///
    /// # Errors
    /// When it can't be kept.
    pub fn set_work_offline(&self, offline: bool) -> Result<Settings, ApiError> {
        self.step(|core| {
            core.outbox.set_number(OFFLINE, offline.into())?;
            core.sync_failed = None;
            Ok::<_, Code>(())
        })?;
        self.settings()
    }
}
