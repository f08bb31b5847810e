//! What is counted of a check-in: its period, its version, and that its size tells nothing.

mod office;
mod phone;

use std::sync::atomic::Ordering;

use homeward_app::App;
use homeward_seal::RecordRef;
use office::{Case, Office, START};
use phone::{Keys, Phone, connect, finish, with_case, xform};

const DAY: i64 = 86_400;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_contact_outside_all_periods_has_the_same_size_and_counts_nothing() {
    let (office, phone, app, _keys, case) = with_case().await;
    let tag = case.tag.hex();
    finish(&app, &tag, &[]);
    let inside = phone.newest();
    assert_eq!(inside.period.as_deref(), Some("2025-11"));
    assert_eq!(inside.tally, Some(("2025-11".to_owned(), 1)));

    // the settings end with October 2026
    phone
        .clock
        .0
        .store(START as i64 + 310 * DAY, Ordering::SeqCst);
    finish(&app, &tag, &[("next_contact", "2026-12-20")]);
    let outside = phone.newest();
    assert_eq!(outside.period, None, "counted nowhere");
    assert_eq!(
        outside.tally,
        Some(("2026-05".to_owned(), 1)),
        "the nearest period, so that the numbers have no gap"
    );
    let store = phone.store();
    let size =
        |row: &homeward_vault::Sealed| store.push_item(row.record, row.digest).unwrap().len();
    assert_eq!(size(&inside), size(&outside));
    let report = app.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.sent), (true, 2), "{report:?}");
    office.running.stop().await.unwrap();
}

/// A second and third phone of the same worker.
async fn phones() -> (Office, Vec<(Phone, App, Keys)>, Case) {
    let mut office = Office::open(8).await;
    office
        .publish(&xform(), "reintegration_checkin", "2025120101")
        .await;
    let mut phones = Vec::new();
    for _ in 0..3 {
        let phone = Phone::new();
        let (app, keys) = connect(&mut office, &phone).await;
        phones.push((phone, app, keys));
    }
    let devices: Vec<_> = phones
        .iter()
        .map(|(_, _, k)| (k.device, k.sealing))
        .collect();
    let case = office.case_of(&devices, "ABCD-2345", None).await;
    for (_, app, _) in &phones {
        let report = app.sync_now(None).await.unwrap();
        assert!(report.complete, "{report:?}");
    }
    (office, phones, case)
}

/// The officer sends the newest record of one phone to another.
async fn send_back(
    office: &mut Office,
    case: &Case,
    (from, to): (&(Phone, App, Keys), &(Phone, App, Keys)),
) -> String {
    let row = from.0.newest();
    let record = RecordRef {
        id: homeward_seal::RecordId(row.record),
        digest: homeward_seal::Digest(row.digest),
    };
    let device = (to.2.device, to.2.sealing, &from.2.signing);
    office
        .send_back(
            record,
            case,
            device,
            "/data/closing/person_words",
            "Synthetic question",
        )
        .await;
    let report = to.1.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.returned), (true, 1), "{report:?}");
    to.1.corrections().unwrap().rows.remove(0).return_id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_on_another_phone_knows_its_first_version_or_is_refused() {
    let (mut office, phones, case) = phones().await;
    let [a, b, c] = &phones[..] else {
        panic!("three phones")
    };
    finish(&a.1, &case.tag.hex(), &[]);
    assert_eq!(a.1.sync_now(None).await.unwrap().sent, 1);
    let first = a.0.newest();

    // of a first version everything is known: its id is the first, and its contact gives the period
    let id = send_back(&mut office, &case, (a, b)).await;
    b.1.open_correction(&id).unwrap();
    assert!(b.1.finish().unwrap().done);
    let second = b.0.newest();
    assert_eq!((second.first, second.version), (first.record, 2));
    assert_eq!((second.sequence, second.period), (1, first.period.clone()));
    assert_eq!(second.replaces, Some(first.record));
    assert_eq!(b.1.sync_now(None).await.unwrap().sent, 1);

    // a correction of a correction: the third phone knows neither the first id nor the count
    let id = send_back(&mut office, &case, (b, c)).await;
    let refused = c.1.open_correction(&id).unwrap_err();
    assert_eq!(refused.code, "HW-425");
    assert!(
        refused.sentence.contains("first version"),
        "{}",
        refused.sentence
    );
    assert_eq!(c.1.corrections().unwrap().rows.len(), 1, "it stays listed");

    // the phone that wrote the first version knows both
    let id = send_back(&mut office, &case, (b, a)).await;
    a.1.open_correction(&id).unwrap();
    assert!(a.1.finish().unwrap().done);
    let third = a.0.newest();
    assert_eq!((third.first, third.version), (first.record, 3));
    assert_eq!((third.sequence, third.period), (2, first.period));
    office.running.stop().await.unwrap();
}
