//! The worker profiles of one phone: one is in use, the others wait locked.
//!
//! Invariants: each profile is an application of its own, with its own folder, secrets, vault, PIN tries
//! and outbox; nothing of one is read by another but its local name and whether its check-ins were sent.
//! What waits in any of them is sent, without a PIN, whenever the one in use is.
//!
//! The first profile lies in the folder itself, so that a phone of one worker knows nothing of all this.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use homeward_vault::VaultError;

use crate::{
    App, Listener,
    error::{ApiError, Code},
    platform::Platform,
    screen::{Profile, Start, SyncReport},
    words::Lang,
};

/// Outbox value: how the worker is called on this phone.
const NAME: &str = "profile.name";
/// Folder of the profiles after the first, each in a folder named by its number.
const OTHERS: &str = "profiles";
/// The number of the first profile.
const FIRST: u32 = 0;
/// More workers do not share a phone.
pub const PROFILES_MOST: u32 = 16;
/// Longest name, in characters.
const NAME_MOST: usize = 40;

/// Makes the platform of a profile over its folder.
pub type MakePlatform = Box<dyn Fn(&Path) -> Result<Platform, VaultError> + Send + Sync>;

/// All profiles of one phone.
pub struct Profiles {
    folder: PathBuf,
    platform: MakePlatform,
    open: Mutex<Open>,
}

/// The applications that were opened so far, one for each profile, and which of them is in use.
struct Open {
    here: u32,
    apps: BTreeMap<u32, Arc<App>>,
}

fn say(code: impl Into<Code>, lang: Lang) -> ApiError {
    code.into().say(lang)
}

impl Profiles {
    /// Opens (or begins) the data folder with its first profile, on the system's clock, random source
    /// and key files.
    ///
    /// # Errors
    /// When the folder can't be written or its database can't be read.
    pub fn open(folder: &Path) -> Result<Self, ApiError> {
        Self::open_on(folder, Box::new(Platform::system))
    }

    /// Opens (or begins) the data folder on a platform.
    ///
    /// # Errors
    /// As [`Profiles::open`].
    pub fn open_on(folder: &Path, platform: MakePlatform) -> Result<Self, ApiError> {
        let first = Arc::new(open(folder, FIRST, &platform)?);
        let open = Open {
            here: FIRST,
            apps: BTreeMap::from([(FIRST, first)]),
        };
        Ok(Self {
            folder: folder.to_owned(),
            platform,
            open: Mutex::new(open),
        })
    }

    /// The application of the profile in use.
    ///
    /// # Panics
    /// Never: the profile in use is open.
    pub fn app(&self) -> Arc<App> {
        let open = self.lock();
        let app = open.apps.get(&open.here);
        app.expect("the profile in use was opened before").clone()
    }

    fn here(&self) -> u32 {
        self.lock().here
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lang(&self) -> Lang {
        self.app().lock_core().lang
    }

    /// The numbers of all profiles.
    fn numbers(&self) -> Result<Vec<u32>, ApiError> {
        let mut numbers = vec![FIRST];
        match std::fs::read_dir(self.folder.join(OTHERS)) {
            Ok(entries) => {
                for entry in entries {
                    let name = entry.map_err(|e| say(VaultError::from(e), self.lang()))?;
                    // what is no number was not made here
                    numbers.extend(name.file_name().to_str().and_then(number));
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(say(VaultError::from(e), self.lang())),
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// A profile's application; one that was not used yet is opened, locked.
    fn at(&self, number: u32) -> Result<Arc<App>, ApiError> {
        let lang = self.lang();
        if !self.numbers()?.contains(&number) {
            return Err(say(Code::MISSING, lang));
        }
        let mut all = self.lock();
        if let Some(app) = all.apps.get(&number) {
            return Ok(app.clone());
        }
        let app = Arc::new(open(&self.folder, number, &self.platform)?);
        all.apps.insert(number, app.clone());
        Ok(app)
    }

    /// The profiles, in the order in which they were made. A phone of one worker has one.
    ///
    /// # Errors
    /// When storage fails.
    pub fn list(&self) -> Result<Vec<Profile>, ApiError> {
        let (here, lang) = (self.here(), self.lang());
        let one = |number: u32| {
            let app = self.at(number)?;
            let name = app.step(|core| Ok(core.outbox.text(NAME)?))?;
            let unnamed = || lang.count("profile-unnamed", "n", u64::from(number) + 1);
            Ok(Profile {
                id: number.to_string(),
                name: name.unwrap_or_else(unnamed),
                here: number == here,
            })
        };
        self.numbers()?.into_iter().map(one).collect()
    }

    /// Names the profile in use, as it is listed on this phone; nobody else learns it.
    ///
    /// # Errors
    /// When the name is empty or too long, or storage fails.
    pub fn name(&self, name: &str) -> Result<(), ApiError> {
        self.app().step(|core| {
            let name = name.trim();
            if name.is_empty() || name.chars().count() > NAME_MOST {
                return Err(Code::BAD_NAME);
            }
            Ok(core.outbox.set_value(NAME, name.as_bytes())?)
        })
    }

    /// Begins a new profile and goes to it: it sets its own PIN and is connected by its own code. The one
    /// that was in use is locked.
    ///
    /// # Errors
    /// When there are too many, or storage fails.
    pub fn add(&self) -> Result<Start, ApiError> {
        let number = self.numbers()?.last().map_or(FIRST, |last| last + 1);
        if number >= PROFILES_MOST {
            return Err(say(Code::TOO_MANY_PROFILES, self.lang()));
        }
        let tag = self.lang().tag();
        let app = open(&self.folder, number, &self.platform)?;
        app.set_language(tag)?;
        self.lock().apps.insert(number, Arc::new(app));
        self.go(number)
    }

    /// Goes to a profile; the one that was in use is locked at once.
    ///
    /// # Errors
    /// When there is none with this id, or its storage fails; then the one in use stays.
    pub fn switch(&self, id: &str) -> Result<Start, ApiError> {
        let number = number(id).ok_or_else(|| say(Code::MISSING, self.lang()))?;
        self.go(number)
    }

    fn go(&self, number: u32) -> Result<Start, ApiError> {
        let (next, before) = (self.at(number)?, self.app());
        let start = next.start()?;
        if !Arc::ptr_eq(&next, &before) {
            before.lock();
            self.lock().here = number;
        }
        Ok(start)
    }

    /// Sends and fetches for the profile in use, then for all others, which stay locked. What goes wrong
    /// with those is told in them, not here.
    ///
    /// # Errors
    /// As [`App::sync_now`], of the profile in use.
    pub async fn sync_now(&self, listener: Option<&dyn Listener>) -> Result<SyncReport, ApiError> {
        let (here, app) = (self.here(), self.app());
        let report = app.sync_now(listener).await;
        let offline = app.step(|core| core.offline())?;
        for number in self.numbers()? {
            if number != here && !offline {
                // one that is not connected yet keeps what it has; its own screens say why
                let _ = self.at(number)?.sync_now(None).await;
            }
        }
        report
    }
}

fn number(text: &str) -> Option<u32> {
    let number = text.parse().ok().filter(|n| *n < PROFILES_MOST)?;
    // one spelling only
    (text == u32::to_string(&number)).then_some(number)
}

fn open(folder: &Path, number: u32, platform: &MakePlatform) -> Result<App, ApiError> {
    let own = match number {
        FIRST => folder.to_owned(),
        other => folder.join(OTHERS).join(other.to_string()),
    };
    let platform = platform(&own).map_err(|e| say(e, Lang::En))?;
    App::open_on(&own, platform)
}
