//! A phone of the tests: its folder, its clock, and somebody who fills the check-in. All synthetic.
#![allow(dead_code)] // each test takes what it needs

use std::{collections::HashMap, path::Path, sync::Arc};

use homeward_app::{
    App, Clock, Platform, SystemRandom,
    screen::{EnrolmentStep, QuestionScreen, StartScreen, StepKind},
};
use homeward_checkin::Now;
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_seal::{DeviceId, SealingKey, VerifyingKey};
use homeward_vault::{FileKeyStore, Monotonic, Outbox, Sealed, Secret};

use crate::office::{Case, Office, START};

pub const PIN: &str = "246802";
pub const REFERENCE: &str = "ABCD-2345";
pub const WORDS: &str = "Synthetic words that only the team reads";

pub struct PhoneClock(pub std::sync::atomic::AtomicI64);

impl Clock for PhoneClock {
    fn now(&self) -> Now {
        Now::from_unix(self.0.load(std::sync::atomic::Ordering::SeqCst))
    }
    fn monotonic(&self) -> Monotonic {
        let seconds = self
            .0
            .load(std::sync::atomic::Ordering::SeqCst)
            .unsigned_abs();
        Monotonic {
            run: [1; 16],
            seconds,
        }
    }
}

pub struct Phone {
    pub folder: tempfile::TempDir,
    pub clock: Arc<PhoneClock>,
}

impl Phone {
    pub fn new() -> Phone {
        let clock = Arc::new(PhoneClock((START as i64).into()));
        Phone {
            folder: tempfile::tempdir().unwrap(),
            clock,
        }
    }

    /// Starts the application anew on what is on disk.
    pub fn start(&self) -> App {
        let folder = self.folder.path();
        let platform = Platform {
            clock: self.clock.clone(),
            keys: Arc::new(FileKeyStore::open(folder.join("keys")).unwrap()),
            random: Box::new(|| Box::new(SystemRandom)),
        };
        App::open_on(folder, platform).unwrap()
    }

    /// Kills the application (nothing is closed) and starts it anew, unlocked.
    pub fn kill(&self, app: App) -> App {
        std::mem::forget(app);
        let app = self.start();
        assert!(app.unlock(PIN).unwrap().opened);
        app
    }
}

pub struct Keys {
    pub device: DeviceId,
    pub signing: VerifyingKey,
    pub sealing: SealingKey,
}

pub fn xform() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms/checkin.xlsx");
    let bytes = std::fs::read(file).unwrap();
    let conversion = convert("checkin.xlsx", &bytes, Kind::Xlsx, &Options::default());
    conversion
        .xform
        .unwrap_or_else(|| panic!("{:?}", conversion.problems))
}

/// Connects a phone; the supervisor compares the digits that the phone shows.
pub async fn connect(office: &mut Office, phone: &Phone) -> (App, Keys) {
    let app = phone.start();
    assert_eq!(app.start().unwrap().screen, StartScreen::Welcome);
    app.set_language("en").unwrap();
    assert_eq!(app.set_pin(PIN).unwrap().screen, StartScreen::Enrol);
    let code = office.code().await;
    let mistyped = app
        .enrol(&office.url(), &format!("{}7", &code[..code.len() - 1]))
        .await;
    let mistyped = mistyped.err().map(|e| e.code);
    assert!(
        mistyped.is_none_or(|c| c == "HW-421"),
        "a mistyped code is seen before anything is sent"
    );
    let shown = app.enrol(&office.url(), &code).await.unwrap();
    assert_eq!(shown.step, EnrolmentStep::Waiting);
    let spoken = shown.digits.unwrap().groups.join(" ");
    assert_eq!(
        app.enrolment_progress().await.unwrap().step,
        EnrolmentStep::Waiting
    );
    let app = phone.kill(app);
    assert_eq!(
        app.start().unwrap().screen,
        StartScreen::Compare,
        "a kill does not lose the digits"
    );
    assert_eq!(
        app.enrolment().unwrap().digits.unwrap().groups.join(" "),
        spoken
    );
    let (device, signing, sealing) = office.approve(&spoken).await;
    assert_eq!(
        app.enrolment_progress().await.unwrap().step,
        EnrolmentStep::Done
    );
    assert_eq!(app.start().unwrap().screen, StartScreen::DayList);
    (
        app,
        Keys {
            device,
            signing,
            sealing,
        },
    )
}

/// Answers for a full private talk; everything else is skipped.
pub fn answers() -> HashMap<&'static str, &'static str> {
    HashMap::from([
        ("checkin_kind", "regular"),
        ("stage", ""),
        ("contact_result", "met"),
        ("notice_given", "yes"),
        ("agrees_today", "yes"),
        ("private_talk", "no"),
        ("safety_concern", "none"),
        ("person_words", WORDS),
        ("read_back", "yes"),
        ("next_contact", "2026-02-03"),
    ])
}

/// Answers the page that is shown, or skips it; required selects without an answer take their first.
pub fn fill_page(
    app: &App,
    page: &QuestionScreen,
    answers: &HashMap<&str, &str>,
) -> QuestionScreen {
    if page.step == StepKind::Repeat {
        return app.next().unwrap();
    }
    for item in &page.items {
        let name = item.path.rsplit('/').next().unwrap();
        let wanted = answers.get(name).copied().unwrap_or("");
        let first = item.choices.first().map(|c| c.value.as_str());
        let value = match wanted {
            "" if item.required && item.answer.is_empty() => first.unwrap_or(""),
            wanted if !wanted.is_empty() && !item.choices.is_empty() => {
                let offered = item.choices.iter().any(|c| c.value == wanted);
                if offered { wanted } else { first.unwrap_or("") }
            }
            wanted => wanted,
        };
        if !value.is_empty() {
            let after = app.answer(&item.path, value).unwrap();
            let kept = after.items.iter().find(|i| i.path == item.path).unwrap();
            assert_eq!(kept.answer, value, "{}", item.path);
            assert_eq!(kept.message, "", "{}", item.path);
        }
    }
    let next = app.next().unwrap();
    assert_ne!(
        (&next.items, next.step),
        (&page.items, page.step),
        "the page goes on"
    );
    next
}

pub fn fill_to_the_end(app: &App, answers: &HashMap<&str, &str>) -> usize {
    let mut pages = 0;
    let mut page = app.question().unwrap();
    while page.step != StepKind::End {
        page = fill_page(app, &page, answers);
        pages += 1;
        assert!(pages < 200, "the form ends");
    }
    pages
}

pub async fn with_case() -> (Office, Phone, App, Keys, Case) {
    let mut office = Office::open(7).await;
    office
        .publish(&xform(), "reintegration_checkin", "2025120101")
        .await;
    let phone = Phone::new();
    let (app, keys) = connect(&mut office, &phone).await;
    let case = office
        .case(keys.device, keys.sealing, REFERENCE, Some("2026-01-20"))
        .await;
    office
        .case(keys.device, keys.sealing, "WXYZ-9876", None)
        .await;
    office
        .case(keys.device, keys.sealing, "BBBB-2222", Some("2026-01-19"))
        .await;
    let report = app.sync_now(None).await.unwrap();
    assert!(report.complete, "{report:?}");
    (office, phone, app, keys, case)
}

impl Phone {
    /// The phone's outbox store, beside the application.
    pub fn store(&self) -> Outbox {
        let keys = FileKeyStore::open(self.folder.path().join("keys")).unwrap();
        Outbox::open(self.folder.path(), &keys, Secret::new([0; 32])).unwrap()
    }

    /// The newest finished record.
    pub fn newest(&self) -> Sealed {
        self.store().sealed().unwrap().remove(0)
    }
}

/// Fills the check-in of a case with some answers in place of the usual ones, and finishes it.
pub fn finish(app: &App, case: &str, other: &[(&'static str, &'static str)]) {
    let mut answers = answers();
    answers.extend(other.iter().copied());
    app.start_checkin(case, None).unwrap();
    fill_to_the_end(app, &answers);
    let done = app.finish().unwrap();
    assert!(done.done, "{done:?}");
}
