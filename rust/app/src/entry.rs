//! Welcome, PIN and lock: which screen comes first, and what opens the vault.

use homeward_vault::{Attempt, NO_CONTACT_LIMIT_DAYS, Secret, VaultState};
use rand_core::Rng;
use zeroize::Zeroizing;

use crate::{
    App,
    core::Core,
    error::{ApiError, Code},
    screen::{Start, StartScreen, Unlock},
};

const DAY: u64 = 86_400;

impl App {
    /// Which screen to begin with. Ask again after unlocking, enrolling or locking.
    ///
    /// # Errors
    /// When the phone's storage fails.
    pub fn start(&self) -> Result<Start, ApiError> {
        self.step(|core| {
            self.age(core)?;
            self.first_screen(core)
        })
    }

    /// Chooses the PIN (at least 6 digits) and makes the vault with the device's keys in it.
    ///
    /// # Errors
    /// When the PIN is too short, one is set, or storage fails.
    pub fn set_pin(&self, pin: &str) -> Result<Start, ApiError> {
        self.step(|core| {
            let mut random = self.random();
            let mut secret = Zeroizing::new([0; 32]);
            let mut salt = [0; 16];
            random.fill_bytes(&mut *secret);
            random.fill_bytes(&mut salt);
            let vault = homeward_vault::set_pin(
                &self.folder,
                &core.outbox,
                self.platform.keys.as_ref(),
                pin,
                Secret::new(*secret),
                salt,
            )?;
            core.vault = Some(vault);
            core.forget_enrolment()?;
            self.first_screen(core)
        })
    }

    /// Tries a PIN; the try is counted on disk before it is made.
    ///
    /// # Errors
    /// When storage fails; a wrong PIN is no error.
    pub fn unlock(&self, pin: &str) -> Result<Unlock, ApiError> {
        self.step(|core| {
            self.age(core)?;
            let pin = Zeroizing::new(pin.to_owned());
            let attempt = homeward_vault::open_with_pin(
                &self.folder,
                &core.outbox,
                self.platform.keys.as_ref(),
                &pin,
            )?;
            let (opened, tries_left, sentence) = match attempt {
                Attempt::Opened(vault) => {
                    core.vault = Some(vault);
                    self.after_unlock(core)?;
                    self.reopen(core)?;
                    (true, homeward_vault::MAX_TRIES, String::new())
                }
                Attempt::Wrong(left) => (
                    false,
                    left,
                    core.lang.count("pin-wrong", "left", left.into()),
                ),
                Attempt::Destroyed => (false, 0, core.lang.text("pin-destroyed")),
            };
            let screen = self.first_screen(core)?.screen;
            Ok(Unlock {
                opened,
                screen,
                tries_left,
                sentence,
            })
        })
    }

    /// Locks at once: the vault is closed, the open form and all forms leave memory.
    pub fn lock(&self) -> Start {
        let mut core = self.lock_core();
        core.session = None;
        core.vault = None;
        core.forms.clear();
        let lang = core.lang;
        self.first_screen(&core).unwrap_or(Start {
            screen: StartScreen::Unlock,
            language: lang.tag().to_owned(),
            sentence: String::new(),
            tries_left: 0,
        })
    }

    fn first_screen(&self, core: &Core) -> Result<Start, Code> {
        let state = homeward_vault::state(&core.outbox, self.platform.keys.as_ref())?;
        let lang = core.lang;
        let (screen, sentence, tries_left) = match (state, &core.vault) {
            (VaultState::None, _) => (StartScreen::Welcome, lang.text("protection-files"), 0),
            (VaultState::Destroyed, _) => (StartScreen::Destroyed, lang.text("pin-destroyed"), 0),
            (VaultState::Locked(left), None) => {
                let few = left < homeward_vault::MAX_TRIES;
                let sentence = if few {
                    lang.count("pin-tries", "left", left.into())
                } else {
                    String::new()
                };
                (StartScreen::Unlock, sentence, left)
            }
            (VaultState::Locked(_), Some(_)) => {
                let screen = match core.enrolled_screen()? {
                    StartScreen::DayList if core.session.is_some() => StartScreen::Question,
                    other => other,
                };
                (screen, String::new(), 0)
            }
        };
        Ok(Start {
            screen,
            language: lang.tag().to_owned(),
            sentence,
            tries_left,
        })
    }

    /// Counts the time without contact; destroys the vault when it was too long.
    pub(crate) fn age(&self, core: &mut Core) -> Result<(), Code> {
        let without = core.outbox.tick(self.platform.clock.monotonic())?;
        let days = core.settings().map_or(NO_CONTACT_LIMIT_DAYS, |s| {
            u64::from(s.limits.days_without_contact).min(NO_CONTACT_LIMIT_DAYS)
        });
        if core.was_enrolled()? && without > days * DAY {
            core.session = None;
            core.vault = None;
            homeward_vault::destroy(&self.folder, self.platform.keys.as_ref())?;
        }
        Ok(())
    }
}

impl App {
    /// What an opened vault makes possible: what was cut is finished, what waited is taken in.
    fn after_unlock(&self, core: &mut Core) -> Result<(), Code> {
        core.finish_what_was_cut()?;
        core.end_changes(self.now().timestamp.as_second())?;
        core.cards_of_this_device()?;
        core.take_in()
    }
}
