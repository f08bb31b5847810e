//! Form authors publish a newer version of the check-in while phones are at work.

mod office;
mod phone;
mod versions_of_a_form;

use homeward_app::screen::StartScreen;
use homeward_seal::RecordRef;
use phone::{PIN, Phone, connect};
use versions_of_a_form::{
    FIRST, answer, digest, new, old, path, publish, read_back, shown, sync, with_old,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newer_version_is_for_what_begins_and_changes_nothing_that_was_begun() {
    let (mut office, phone, app, keys, [first, second]) = with_old().await;
    let (old, new) = (old(), new());
    app.start_checkin(&first.tag.hex(), None).unwrap();
    answer(&app, &[("result", "missed"), ("hobby", "Synthetic chess")]);
    app.leave().unwrap();
    publish(&mut office, &new, "2").await;
    let before = app.case_screen(&first.tag.hex()).unwrap();
    assert_eq!(before.newer_form, "", "it has not arrived");
    sync(&app).await;
    let case = app.case_screen(&first.tag.hex()).unwrap();
    assert_eq!(case.forms.len(), 1, "the versions are one form");
    assert!(case.draft && case.newer_form.starts_with("There is a newer version"));

    // the draft goes on, and is sent, in the version in which it was begun
    let page = app.start_checkin(&first.tag.hex(), None).unwrap();
    assert_eq!(shown(&page), "hobby", "no second draft beside it");
    answer(&app, &[("plan", "Synthetic plan")]);
    assert!(app.finish().unwrap().done);
    let sealed = phone.newest();
    assert_eq!(sealed.form, digest(&old));

    // what begins now begins in the newer one
    app.start_checkin(&second.tag.hex(), None).unwrap();
    answer(&app, &[("course", "Synthetic course")]);
    assert_eq!(app.contents().unwrap().newer_form, "");
    assert!(app.finish().unwrap().done);
    assert_eq!(phone.newest().form, digest(&new));

    // a record is read and corrected in the version in which it was written
    sync(&app).await;
    let reference = RecordRef {
        id: homeward_seal::RecordId(sealed.record),
        digest: homeward_seal::Digest(sealed.digest),
    };
    let (record, body) = office.read(reference, &first, &keys.signing).await;
    assert_eq!(record.header().form.0, digest(&old));
    let text = String::from_utf8(body.submission.0).unwrap();
    assert!(text.contains("Synthetic chess") && text.contains(FIRST));
    let device = (keys.device, keys.sealing, &keys.signing);
    let asked = "/data/work/hobby";
    office
        .send_back(reference, &first, device, asked, "Synthetic question")
        .await;
    sync(&app).await;
    let returned = app.corrections().unwrap().rows.remove(0);
    let page = app.open_correction(&returned.return_id).unwrap();
    assert_eq!(
        (shown(&page), page.items[0].answer.as_str()),
        ("hobby", "Synthetic chess")
    );
    assert_eq!(
        app.contents().unwrap().newer_form,
        "",
        "it stays in its version"
    );
    app.answer(asked, "Synthetic walks").unwrap();
    assert!(app.finish().unwrap().done);
    assert_eq!(phone.newest().form, digest(&old));
    sync(&app).await;
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_is_connected_later_or_anew_takes_the_newest_and_keeps_all() {
    let (mut office, _phone, _app, _keys, _cases) = with_old().await;
    publish(&mut office, &new(), "2").await;
    let phone = Phone::new();
    let (mut app, mut keys) = connect(&mut office, &phone).await;
    for anew in [false, true] {
        if anew {
            for _ in 0..10 {
                app.unlock("000000").unwrap();
            }
            assert_eq!(app.start().unwrap().screen, StartScreen::Destroyed);
            drop(app);
            (app, keys) = again(&mut office, &phone).await;
        }
        let case = office
            .case(keys.device, keys.sealing, "WXYZ-9876", None)
            .await;
        sync(&app).await;
        let forms = phone.store().forms().unwrap();
        assert_eq!(forms.len(), 2, "versions never disappear");
        app.start_checkin(&case.tag.hex(), None).unwrap();
        path(&app, "course");
        assert!(read_back(&app).iter().all(|(name, _)| name != "hobby"));
    }
    office.running.stop().await.unwrap();
}

/// Connects a phone whose vault is gone.
async fn again(office: &mut office::Office, phone: &Phone) -> (homeward_app::App, phone::Keys) {
    let app = phone.start();
    assert_eq!(app.set_pin(PIN).unwrap().screen, StartScreen::Enrol);
    let code = office.code().await;
    let shown = app.enrol(&office.url(), &code).await.unwrap();
    let spoken = shown.digits.unwrap().groups.join(" ");
    let (device, signing, sealing) = office.approve(&spoken).await;
    app.enrolment_progress().await.unwrap();
    assert_eq!(app.start().unwrap().screen, StartScreen::DayList);
    let keys = phone::Keys {
        device,
        signing,
        sealing,
    };
    (app, keys)
}
