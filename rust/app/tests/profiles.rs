//! Several workers on one phone: each with a PIN, a vault and an outbox; sending is for all.

mod office;
mod phone;

use std::sync::Arc;

use homeward_app::{App, PROFILES_MOST, Platform, Profiles, SystemRandom, screen::*};
use homeward_seal::{DeviceId, SealingKey};
use homeward_vault::FileKeyStore;
use office::Office;
use phone::{PIN, Phone, finish, xform};

const OTHER_PIN: &str = "975310";

fn start(phone: &Phone) -> Profiles {
    let clock = phone.clock.clone();
    let platform = move |folder: &std::path::Path| {
        Ok(Platform {
            clock: clock.clone(),
            keys: Arc::new(FileKeyStore::open(folder.join("keys"))?),
            random: Box::new(|| Box::new(SystemRandom)),
        })
    };
    Profiles::open_on(phone.folder.path(), Box::new(platform)).unwrap()
}

async fn connect(office: &mut Office, app: &App, pin: &str) -> (DeviceId, SealingKey) {
    app.set_pin(pin).unwrap();
    let code = office.code().await;
    let shown = app.enrol(&office.url(), &code).await.unwrap();
    let spoken = shown.digits.unwrap().groups.join(" ");
    let (device, _, sealing) = office.approve(&spoken).await;
    let done = app.enrolment_progress().await.unwrap();
    assert_eq!(done.step, EnrolmentStep::Done);
    (device, sealing)
}

fn names(profiles: &Profiles) -> Vec<(String, bool)> {
    let all = profiles.list().unwrap();
    all.into_iter().map(|p| (p.name, p.here)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_share_a_phone_and_nothing_else() {
    let mut office = Office::open(9).await;
    office
        .publish(&xform(), "reintegration_checkin", "2025120101")
        .await;
    let phone = Phone::new();
    let profiles = start(&phone);
    assert_eq!(names(&profiles), [("Profile 1".to_owned(), true)]);
    let first = connect(&mut office, &profiles.app(), PIN).await;
    profiles.name(" Worker one (synthetic) ").unwrap();
    let case = office.case(first.0, first.1, "ABCD-2345", None).await;
    assert!(profiles.sync_now(None).await.unwrap().complete);
    finish(&profiles.app(), &case.tag.hex(), &[]);

    // another worker begins: the first is locked and shows nothing
    let before = profiles.app();
    assert_eq!(profiles.add().unwrap().screen, StartScreen::Welcome);
    assert_eq!(before.day_list().unwrap_err().code, "HW-406");
    let second = connect(&mut office, &profiles.app(), OTHER_PIN).await;
    assert_ne!(first.0, second.0, "a device of its own");
    profiles.name("Worker two (synthetic)").unwrap();
    assert_eq!(
        names(&profiles),
        [
            ("Worker one (synthetic)".to_owned(), false),
            ("Worker two (synthetic)".to_owned(), true)
        ]
    );
    assert!(profiles.app().day_list().unwrap().rows.is_empty());
    assert!(profiles.app().outbox().unwrap().rows.is_empty());
    assert_eq!(
        profiles
            .app()
            .case_screen(&case.tag.hex())
            .unwrap_err()
            .code,
        "HW-410"
    );

    // what the first finished waits until anybody sends
    assert_eq!(office.queue().await.records.len(), 0);
    let report = profiles.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.sent), (true, 0), "its own report");
    assert_eq!(
        office.queue().await.records.len(),
        1,
        "and the other's check-in"
    );

    // a new start begins with the first worker; each PIN opens its own vault only
    drop((profiles, before));
    let profiles = start(&phone);
    assert_eq!(profiles.app().start().unwrap().screen, StartScreen::Unlock);
    assert!(!profiles.app().unlock(OTHER_PIN).unwrap().opened);
    assert!(profiles.app().unlock(PIN).unwrap().opened);
    let row = profiles.app().outbox().unwrap().rows.remove(0);
    assert_eq!(row.state, OutboxState::Sent);

    // ten wrong PINs of one worker destroy nothing of the other
    assert_eq!(profiles.switch("1").unwrap().screen, StartScreen::Unlock);
    for _ in 0..10 {
        assert!(!profiles.app().unlock(PIN).unwrap().opened);
    }
    assert_eq!(
        profiles.app().start().unwrap().screen,
        StartScreen::Destroyed
    );
    assert_eq!(profiles.switch("0").unwrap().screen, StartScreen::Unlock);
    assert!(profiles.app().unlock(PIN).unwrap().opened);
    assert_eq!(profiles.app().day_list().unwrap().rows.len(), 1);
    office.running.stop().await.unwrap();
}

#[test]
fn what_is_no_profile_is_refused() {
    let phone = Phone::new();
    let profiles = start(&phone);
    let code = |result: Result<Start, homeward_app::ApiError>| result.err().map(|e| e.code);
    for id in ["1", "-1", "00", "x", "", "../0", "4294967296"] {
        assert_eq!(code(profiles.switch(id)).as_deref(), Some("HW-410"), "{id}");
    }
    let long = "x".repeat(41);
    for name in ["", "  ", long.as_str()] {
        let refused = profiles.name(name).unwrap_err();
        assert_eq!(refused.code, "HW-428", "{name}");
    }
    std::fs::create_dir_all(phone.folder.path().join("profiles/notes")).unwrap();
    assert_eq!(
        profiles.list().unwrap().len(),
        1,
        "a folder of something else"
    );
    for _ in 1..PROFILES_MOST {
        profiles.add().unwrap();
    }
    assert_eq!(code(profiles.add()).as_deref(), Some("HW-429"));
    assert_eq!(profiles.list().unwrap().len(), PROFILES_MOST as usize);
}
