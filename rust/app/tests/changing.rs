//! A finished check-in that is not sent yet: opened again, changed in its place, closed when it goes out.

mod office;
mod phone;

use homeward_app::{
    App,
    screen::{OutboxRow, OutboxState},
};
use homeward_seal::RecordRef;
use office::START;
use phone::{PIN, WORDS, finish, with_case};

const CHANGED: &str = "Synthetic words that were changed before sending";
const DAY: i64 = 86_400;

fn row(app: &App) -> OutboxRow {
    app.outbox().unwrap().rows.remove(0)
}

/// Opens the newest check-in again and changes the person's words; the form stays open.
fn change(app: &App) -> String {
    let record = row(app).record_id;
    app.reopen_unsent(&record).unwrap();
    let contents = app.contents().unwrap();
    let words = contents
        .rows
        .iter()
        .find(|r| r.path.ends_with("/person_words"))
        .unwrap();
    let page = app.jump(&words.path).unwrap();
    assert_eq!(page.items[0].answer, WORDS, "it opens with its answers");
    assert_eq!(
        app.answer(&words.path, CHANGED).unwrap().items[0].answer,
        CHANGED
    );
    record
}

fn refused(result: Result<impl Sized, homeward_app::ApiError>, expect: &str, when: &str) {
    let code = result.err().map(|e| e.code);
    assert_eq!(code.as_deref(), Some(expect), "{when}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newest_is_changed_in_its_place_until_it_is_sent() {
    let (office, phone, app, keys, case) = with_case().await;
    let tag = case.tag.hex();
    finish(&app, &tag, &[]);
    let before = phone.newest();
    assert!(row(&app).can_correct);
    assert!(before.reopens);

    let record = change(&app);
    assert_eq!(row(&app).state_label, "Open for changes, not sent yet");
    assert_eq!(phone.newest().digest, before.digest, "nothing changed yet");
    let app = phone.kill(app);
    let page = app.reopen_unsent(&record).unwrap();
    assert_eq!(page.items[0].answer, CHANGED, "a kill loses no change");
    assert!(app.finish().unwrap().done);
    let after = phone.newest();
    assert_ne!(after.digest, before.digest);
    assert_eq!(
        (after.record, after.sequence, &after.tally, after.finished),
        (
            before.record,
            before.sequence,
            &before.tally,
            before.finished
        ),
        "the same id, place and tally number"
    );
    assert_eq!(app.outbox().unwrap().rows.len(), 1);
    assert!(row(&app).can_correct, "until it is sent, again and again");
    app.lock();
    assert!(!row(&app).can_correct, "not without the PIN");
    refused(app.reopen_unsent(&record), "HW-406", "locked");

    // sent without the PIN; from then on nothing here opens it
    let report = app.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.sent), (true, 1), "{report:?}");
    assert!(app.unlock(PIN).unwrap().opened);
    assert_eq!(
        (row(&app).state, row(&app).can_correct),
        (OutboxState::Sent, false)
    );
    refused(app.reopen_unsent(&record), "HW-426", "sent");
    let store = phone.store();
    assert_eq!(store.own_wrap(after.record, after.digest).unwrap(), None);
    let queue = office.queue().await;
    assert_eq!(queue.records.len(), 1);
    let reference = RecordRef {
        id: queue.records[0].record.id.0,
        digest: queue.records[0].record.digest.0,
    };
    let (sealed, body) = office.read(reference, &case, &keys.signing).await;
    let text = String::from_utf8(body.submission.0).unwrap();
    assert!(text.contains(CHANGED) && !text.contains(WORDS));
    assert!(!text.contains("deprecatedID"), "it is no correction");
    assert_eq!(
        (sealed.header().sequence, sealed.header().replaces),
        (1, None)
    );
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_being_changed_waits_for_a_day_and_then_goes_as_it_was() {
    let (office, phone, app, keys, case) = with_case().await;
    finish(&app, &case.tag.hex(), &[]);
    let record = change(&app);
    let report = app.sync_now(None).await.unwrap();
    assert_eq!(
        (report.sent, report.waiting),
        (0, 1),
        "it waits: {report:?}"
    );
    assert_eq!(
        app.question().unwrap().items[0].answer,
        CHANGED,
        "and stays open"
    );

    phone
        .clock
        .0
        .store(START as i64 + DAY, std::sync::atomic::Ordering::SeqCst);
    let report = app.sync_now(None).await.unwrap();
    assert_eq!(report.sent, 1, "a day is the most: {report:?}");
    refused(app.question(), "HW-416", "the change is over");
    refused(app.reopen_unsent(&record), "HW-426", "sent");
    let queue = office.queue().await;
    let reference = RecordRef {
        id: queue.records[0].record.id.0,
        digest: queue.records[0].record.digest.0,
    };
    let (_, body) = office.read(reference, &case, &keys.signing).await;
    assert!(
        String::from_utf8(body.submission.0)
            .unwrap()
            .contains(WORDS)
    );

    // a day after it was finished nothing opens it, sent or not
    finish(
        &app,
        &case.tag.hex(),
        &[("visit_date", "2026-01-21"), ("next_contact", "2026-02-10")],
    );
    assert!(row(&app).can_correct);
    phone
        .clock
        .0
        .store(START as i64 + 2 * DAY, std::sync::atomic::Ordering::SeqCst);
    let app = phone.kill(app);
    assert!(!row(&app).can_correct);
    refused(app.reopen_unsent(&row(&app).record_id), "HW-426", "too old");
    assert!(!phone.newest().reopens, "what opened it is gone");
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_newest_of_a_case_and_only_one_thing_at_a_time() {
    let (office, _phone, app, _keys, case) = with_case().await;
    let tag = case.tag.hex();
    finish(&app, &tag, &[]);
    let first = change(&app);
    app.leave().unwrap();
    assert!(
        app.day_list().unwrap().rows.iter().all(|r| !r.draft),
        "a change is no new check-in to continue"
    );
    app.start_checkin(&tag, None).unwrap();
    phone::fill_to_the_end(&app, &phone::answers());
    refused(app.finish(), "HW-427", "a change of the case is open");
    assert!(app.summary().unwrap().can_finish, "the draft is kept");
    app.leave().unwrap();
    app.discard_change(&first).unwrap();
    refused(app.discard_change(&first), "HW-410", "given up");
    assert!(row(&app).can_correct, "and it can be changed anew");
    app.resume(&tag).unwrap();
    assert!(app.finish().unwrap().done);
    let rows = app.outbox().unwrap().rows;
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].can_correct, rows[1].can_correct), (true, false));
    refused(app.reopen_unsent(&first), "HW-426", "not the newest");
    let report = app.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.sent), (true, 2), "{report:?}");
    let queue = office.queue().await.records;
    let mut places: Vec<u64> = queue.iter().map(|record| record.sequence).collect();
    places.sort_unstable();
    assert_eq!(places, [1, 2]);
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_danger_that_was_none_is_taken_back() {
    let (office, _phone, app, _keys, case) = with_case().await;
    let danger = [("safety_concern", "now"), ("concern_told", "police")];
    finish(&app, &case.tag.hex(), &danger);
    assert!(
        app.day_list().unwrap().emergency,
        "it reminds until it is sent"
    );
    app.reopen_unsent(&row(&app).record_id).unwrap();
    let contents = app.contents().unwrap();
    let safety = contents
        .rows
        .iter()
        .find(|r| r.path.ends_with("/safety_concern"))
        .unwrap();
    app.jump(&safety.path).unwrap();
    app.answer(&safety.path, "no").unwrap();
    assert!(app.finish().unwrap().done);
    assert!(!app.day_list().unwrap().emergency);
    office.running.stop().await.unwrap();
}
