//! The application's state behind one lock: outbox, vault (while unlocked), open form, language.
//!
//! Invariant: the lock is never held while waiting for the network, and everything that a caller may
//! rely on is on disk before it is released. A panic elsewhere does not make the state unusable.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use homeward_checkin::Now;
use homeward_form::Form;
use homeward_vault::{Outbox, Secret, Vault};
use rand_core::CryptoRng;

use crate::{
    directory::Directory,
    error::{ApiError, Code},
    platform::Platform,
    session::Session,
    words::Lang,
};

/// The application core of one phone, over one data folder.
pub struct App {
    pub(crate) platform: Platform,
    pub(crate) folder: PathBuf,
    pub(crate) core: Mutex<Core>,
}

/// What is behind the lock.
pub(crate) struct Core {
    pub outbox: Outbox,
    pub vault: Option<Vault>,
    pub lang: Lang,
    pub form_lang: Option<Lang>,
    pub session: Option<Session>,
    pub forms: HashMap<[u8; 32], Arc<Form>>,
    pub directory: Option<Directory>,
    pub syncing: bool,
    pub sync_failed: Option<Code>,
    pub notice_clock: bool,
}

const LANGUAGE: &str = "language";
const FORM_LANGUAGE: &str = "language.form";
pub(crate) const OFFLINE: &str = "offline";

impl App {
    /// Opens (or begins) the data folder on the system's clock, random source and key files.
    ///
    /// # Errors
    /// When the folder can't be written or its database can't be read.
    pub fn open(folder: &Path) -> Result<Self, ApiError> {
        let platform = Platform::system(folder).map_err(|e| Code::from(e).say(Lang::En))?;
        Self::open_on(folder, platform)
    }

    /// Opens (or begins) the data folder on a platform.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_on(folder: &Path, platform: Platform) -> Result<Self, ApiError> {
        Self::begin_on(folder, platform).map_err(|code: Code| code.say(Lang::En))
    }

    fn begin_on(folder: &Path, platform: Platform) -> Result<Self, Code> {
        let mut fresh = [0; 32];
        (platform.random)().fill_bytes(&mut fresh);
        let outbox = Outbox::open(folder, platform.keys.as_ref(), Secret::new(fresh))?;
        let tag = |name: &str| -> Result<Option<Lang>, Code> {
            Ok(outbox.text(name)?.as_deref().and_then(Lang::from_tag))
        };
        let lang = tag(LANGUAGE)?.unwrap_or(Lang::En);
        let form_lang = tag(FORM_LANGUAGE)?;
        let directory = Directory::load(&outbox)?;
        let core = Core {
            outbox,
            vault: None,
            lang,
            form_lang,
            session: None,
            forms: HashMap::new(),
            directory,
            syncing: false,
            sync_failed: None,
            notice_clock: false,
        };
        Ok(Self {
            platform,
            folder: folder.to_owned(),
            core: Mutex::new(core),
        })
    }

    pub(crate) fn lock_core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs one step under the lock; a failure is said in the language of the application.
    pub(crate) fn step<T>(
        &self,
        run: impl FnOnce(&mut Core) -> Result<T, Code>,
    ) -> Result<T, ApiError> {
        let mut core = self.lock_core();
        let lang = core.lang;
        run(&mut core).map_err(|code| code.say(lang))
    }

    pub(crate) fn now(&self) -> Now {
        self.platform.clock.now()
    }

    pub(crate) fn random(&self) -> Box<dyn CryptoRng + Send> {
        (self.platform.random)()
    }

    /// Chooses the language of the application.
    ///
    /// # Errors
    /// When it can't be kept.
    pub fn set_language(&self, tag: &str) -> Result<(), ApiError> {
        self.step(|core| {
            let lang = Lang::from_tag(tag).ok_or(Code::MISSING)?;
            core.outbox.set_value(LANGUAGE, lang.tag().as_bytes())?;
            core.lang = lang;
            Ok(())
        })
    }

    /// Chooses the language in which forms are shown; no answer is touched.
    ///
    /// # Errors
    /// When it can't be kept.
    pub fn set_form_language(&self, tag: &str) -> Result<(), ApiError> {
        self.step(|core| {
            let lang = Lang::from_tag(tag).ok_or(Code::MISSING)?;
            core.outbox
                .set_value(FORM_LANGUAGE, lang.tag().as_bytes())?;
            core.form_lang = Some(lang);
            Ok(())
        })
    }
}

impl Core {
    /// The open vault.
    pub fn vault(&self) -> Result<&Vault, Code> {
        self.vault.as_ref().ok_or(Code::LOCKED)
    }

    /// The language in which forms are shown.
    pub fn form_lang(&self) -> Lang {
        self.form_lang.unwrap_or(self.lang)
    }

    /// Whether the worker switched the network off.
    pub fn offline(&self) -> Result<bool, Code> {
        Ok(self.outbox.number(OFFLINE)? == Some(1))
    }

    /// Refuses while the worker has switched the network off.
    pub fn online(&self) -> Result<(), Code> {
        match self.offline()? {
            true => Err(Code::OFFLINE),
            false => Ok(()),
        }
    }

    /// A form by its digest, parsed once.
    pub fn form(&mut self, digest: [u8; 32]) -> Result<Arc<Form>, Code> {
        if let Some(form) = self.forms.get(&digest) {
            return Ok(form.clone());
        }
        let bytes = self.outbox.form(digest)?.ok_or(Code::NO_FORM)?;
        let (form, problems) = Form::parse(&bytes, &homeward_form::NoMedia);
        if problems.iter().any(homeward_form::Problem::is_error) {
            return Err(Code::BAD_FORM);
        }
        let form = Arc::new(form);
        self.forms.insert(digest, form.clone());
        Ok(form)
    }
}
