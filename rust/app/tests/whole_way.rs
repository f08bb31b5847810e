//! A phone against a real server in this process: connecting, filling, being killed, sealing,
//! sending, being returned, correcting.

mod office;
mod phone;

use homeward_app::screen::{
    AnswerState, OutboxState, QuestionKind, StartScreen, StepKind, SyncState,
};
use homeward_seal::RecordRef;
use office::answered;
use phone::{PIN, REFERENCE, WORDS, answers, fill_page, fill_to_the_end, with_case};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_check_in_goes_the_whole_way_and_back() {
    let (mut office, phone, app, keys, case) = with_case().await;
    let list = app.day_list().unwrap();
    let order: Vec<_> = list
        .rows
        .iter()
        .map(|r| (r.reference.as_str(), r.due.as_str()))
        .collect();
    let expected = [
        ("BBBB-2222", "Was due 19 January"),
        (REFERENCE, "Due today"),
        ("WXYZ-9876", "No date yet"),
    ];
    assert_eq!(order, expected, "by due date, those without last");
    let case_id = case.tag.hex();

    // offline, killed after every page, filled to the end
    app.set_work_offline(true).unwrap();
    let mut app = app;
    let mut page = app.start_checkin(&case_id, None).unwrap();
    assert_eq!(page.reference, REFERENCE);
    let mut pages = 0;
    while page.step != StepKind::End {
        page = fill_page(&app, &page, &answers());
        if pages % 5 == 0 {
            app = phone.kill(app);
            assert!(
                app.day_list()
                    .unwrap()
                    .rows
                    .iter()
                    .any(|r| r.draft && r.reference == REFERENCE)
            );
            let again = app.resume(&case_id).unwrap();
            assert_eq!(again, page, "the same page with every answer after a kill");
        }
        pages += 1;
    }
    assert!(pages > 20, "{pages} pages");
    let summary = app.summary().unwrap();
    assert!(summary.can_finish, "{summary:?}");
    let row = summary
        .rows
        .iter()
        .find(|r| r.path.ends_with("/person_words"))
        .unwrap();
    assert_eq!(
        (row.answer.as_str(), row.state),
        (WORDS, AnswerState::Answered)
    );
    let done = app.finish().unwrap();
    assert!(done.done);
    assert_eq!(app.question().unwrap_err().code, "HW-416");
    let app = phone.kill(app);
    let outbox = app.outbox().unwrap();
    assert_eq!(outbox.rows[0].state, OutboxState::Saved);
    assert_eq!(outbox.rows[0].reference, REFERENCE);
    assert_eq!(outbox.sync.state, SyncState::Offline);
    assert_eq!(app.sync_now(None).await.unwrap().code, "HW-606");
    let list = app.day_list().unwrap();
    let moved = list.rows.iter().find(|r| r.reference == REFERENCE).unwrap();
    assert_eq!(
        (moved.due_date.as_str(), moved.draft),
        ("2026-02-03", false),
        "the phone moves its own date"
    );

    // sent, also without the PIN
    app.lock();
    app.set_work_offline(false).unwrap();
    let report = app.sync_now(None).await.unwrap();
    assert_eq!(
        (report.complete, report.sent, report.waiting),
        (true, 1, 0),
        "{report:?}"
    );
    assert_eq!(
        app.outbox().unwrap().rows[0].reference,
        "Case",
        "no reference without the PIN"
    );
    assert_eq!(app.day_list().unwrap_err().code, "HW-406");
    assert!(app.unlock(PIN).unwrap().opened);
    let sent = app.outbox().unwrap().rows.remove(0);
    assert_eq!(sent.state, OutboxState::Sent);
    assert!(sent.receipt.starts_with("Receipt 1, "), "{}", sent.receipt);

    // the officer reads it, then returns it with a comment on one question
    let item = office.queue().await.records.remove(0);
    let reference = RecordRef {
        id: item.record.id.0,
        digest: item.record.digest.0,
    };
    let (_, body) = office.read(reference, &case, &keys.signing).await;
    let text = String::from_utf8(body.submission.0.clone()).unwrap();
    assert!(text.contains(WORDS) && text.contains(REFERENCE));
    assert_eq!(
        answered(&body, "acc_type"),
        Some(homeward_seal::AnswerState::Skipped)
    );
    assert_eq!(
        answered(&body, "wellbeing"),
        Some(homeward_seal::AnswerState::NotAsked)
    );
    office.mark_read(reference, &case).await;
    assert!(app.sync_now(None).await.unwrap().complete);
    assert_eq!(app.outbox().unwrap().rows[0].state, OutboxState::Read);
    let path = body
        .states
        .iter()
        .find(|(p, _)| p.ends_with("/person_words"))
        .unwrap()
        .0
        .clone();
    let device = (keys.device, keys.sealing, &keys.signing);
    office
        .send_back(
            reference,
            &case,
            device,
            &path,
            "Synthetic question of the officer",
        )
        .await;
    let report = app.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.returned), (true, 1), "{report:?}");
    let list = app.day_list().unwrap();
    assert_eq!(
        (list.corrections, list.rows[0].reference.as_str()),
        (1, REFERENCE),
        "corrections come first"
    );
    let returned = app.corrections().unwrap().rows.remove(0);
    assert_eq!(returned.comment, "Synthetic question of the officer");
    assert!(
        returned.question.starts_with("What matters most"),
        "{}",
        returned.question
    );

    // corrected at the question that was asked about, killed in between, sent as a new version
    let page = app.open_correction(&returned.return_id).unwrap();
    assert_eq!(
        (page.items[0].path.as_str(), page.items[0].answer.as_str()),
        (path.as_str(), WORDS)
    );
    assert!(page.correction && page.items[0].comment.contains("Synthetic question"));
    app.answer(&path, "Corrected synthetic words").unwrap();
    let app = phone.kill(app);
    let page = app.open_correction(&returned.return_id).unwrap();
    assert_eq!(page.items[0].answer, "Corrected synthetic words");
    assert!(app.finish().unwrap().done);
    assert!(
        app.corrections().unwrap().rows.is_empty(),
        "the return is deleted when the correction is sealed"
    );
    let report = app.sync_now(None).await.unwrap();
    assert_eq!((report.complete, report.sent), (true, 1), "{report:?}");
    let queue = office.queue().await;
    let newer = queue.records.iter().find(|r| r.replaces.is_some()).unwrap();
    assert_eq!(newer.replaces.unwrap().id.0, reference.id);
    assert_eq!(newer.sequence, 2);
    let newer = RecordRef {
        id: newer.record.id.0,
        digest: newer.record.digest.0,
    };
    let (record, corrected) = office.read(newer, &case, &keys.signing).await;
    assert_eq!(record.header().previous, reference.digest);
    let corrected = String::from_utf8(corrected.submission.0.clone()).unwrap();
    assert!(corrected.contains("Corrected synthetic words") && corrected.contains("deprecatedID"));
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_gone_or_another_loses_nothing() {
    let (office, _phone, app, _keys, case) = with_case().await;
    app.start_checkin(&case.tag.hex(), None).unwrap();
    fill_to_the_end(&app, &answers());
    assert!(app.finish().unwrap().done);
    let url = office.url();
    office.running.stop().await.unwrap();
    let report = app.sync_now(None).await.unwrap();
    assert_eq!(
        (report.code.as_str(), report.waiting),
        ("HW-601", 1),
        "{url}: {report:?}"
    );
    assert!(
        report.sentence.contains("Nothing is lost"),
        "{}",
        report.sentence
    );
    let outbox = app.outbox().unwrap();
    assert_eq!(
        (outbox.rows.len(), outbox.sync.state),
        (1, SyncState::Failed)
    );
    for lang in ["sq", "bs", "sr-Latn", "sr", "mk"] {
        app.set_language(lang).unwrap();
        assert_ne!(
            app.outbox().unwrap().sync.sentence,
            outbox.sync.sentence,
            "{lang}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_messages_languages_and_danger() {
    let (office, phone, app, _keys, case) = with_case().await;
    let page = app.start_checkin(&case.tag.hex(), None).unwrap();
    assert_eq!((page.index, page.items[0].kind), (1, QuestionKind::Note));
    assert!(!page.can_go_back);
    let page = app.next().unwrap();
    assert!(
        page.items[0].path.ends_with("/visit_date"),
        "the reference is filled in and not shown"
    );
    let path = page.items[0].path.clone();
    let page = app.answer(&path, "not a date").unwrap();
    assert_ne!(page.items[0].message, "");
    assert_eq!(page.items[0].answer, "2026-01-20", "what was there stays");
    let page = app.answer(&path, "2027-01-01").unwrap();
    assert!(
        page.items[0].message.contains("future"),
        "{}",
        page.items[0].message
    );
    assert_eq!(
        app.next().unwrap().items[0].path,
        path,
        "what does not fit keeps the page"
    );
    app.answer(&path, "2026-01-20").unwrap();
    let page = app.next().unwrap();
    assert!(page.items[0].required && page.items[0].message.is_empty());
    let page = app.next().unwrap();
    assert_ne!(
        page.items[0].message, "",
        "a required answer is asked for when one goes on"
    );
    app.set_form_language("mk").unwrap();
    let label_mk = app.question().unwrap().items[0].label.clone();
    app.set_form_language("en").unwrap();
    assert_ne!(app.question().unwrap().items[0].label, label_mk);
    assert!(!app.finish().unwrap().done);
    let contents = app.contents().unwrap();
    let safety = contents
        .rows
        .iter()
        .find(|r| r.path.ends_with("/safety_concern"))
        .unwrap();
    let page = app.jump(&safety.path).unwrap();
    assert!(page.emergency.is_none());
    let page = app.answer(&safety.path, "now").unwrap();
    let emergency = page.emergency.unwrap();
    assert_eq!(
        (emergency.number.as_str(), emergency.duty_number.as_str()),
        ("112", "+389 2 000 000")
    );
    let app = phone.kill(app);
    assert!(
        app.resume(&case.tag.hex()).unwrap().emergency.is_some(),
        "the danger is not forgotten"
    );
    app.discard_draft(&case.tag.hex()).unwrap();
    assert_eq!(app.resume(&case.tag.hex()).unwrap_err().code, "HW-410");
    let wrong = app.lock();
    assert_eq!(wrong.screen, StartScreen::Unlock);
    assert_eq!(app.unlock("999999").unwrap().tries_left, 9);
    assert!(app.unlock(PIN).unwrap().opened);
    office.running.stop().await.unwrap();
}
