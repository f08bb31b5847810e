//! A draft taken over into a newer version of its form: seen before, confirmed, taken back, cut.

#[path = "../../../tests/folder.rs"]
mod folder;
mod office;
mod phone;
mod versions_of_a_form;

use folder::copy;
use homeward_app::{App, screen::UpgradeScreen};
use office::Office;
use phone::{PIN, Phone};
use versions_of_a_form::{answer, digest, new, old, publish, read_back, shown, sync, with_old};

const ANSWERS: [(&str, &str); 6] = [
    ("place", "Synthetic place"),
    ("note", "Synthetic note"),
    ("days", "12"),
    ("plan", "Synthetic plan"),
    ("result", "missed"),
    ("hobby", "Synthetic chess"),
];

/// A phone with a draft in the older version, left at a question, and the newer version beside it.
async fn begun(stop: &str) -> (Office, Phone, App, String) {
    let (mut office, phone, app, _keys, [first, _]) = with_old().await;
    app.start_checkin(&first.tag.hex(), None).unwrap();
    answer(&app, &ANSWERS);
    let at = versions_of_a_form::path(&app, stop);
    app.jump(&at).unwrap();
    publish(&mut office, &new(), "2").await;
    sync(&app).await;
    (office, phone, app, first.tag.hex())
}

fn rows(list: &[homeward_app::screen::UpgradeRow]) -> Vec<(&str, &str, &str)> {
    list.iter()
        .map(|r| (r.label.as_str(), r.answer.as_str(), r.note.as_str()))
        .collect()
}

fn old_answers() -> Vec<(String, String)> {
    let all = [
        ("case_ref", "ABCD-2345"),
        ("result", "Missed contact"),
        ("place", "Synthetic place"),
        ("note", "Synthetic note"),
        ("days", "12"),
        ("hobby", "Synthetic chess"),
        ("plan", "Synthetic plan"),
    ];
    all.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
}

fn new_answers() -> Vec<(String, String)> {
    let all = [
        ("case_ref", "ABCD-2345"),
        ("result", "No answer"),
        ("place", "Synthetic place"),
        ("note", "Synthetic note"),
        ("course", "No answer"),
        ("plan", "Synthetic plan"),
    ];
    all.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_moves_and_what_is_lost_is_seen_before_anything_changes() {
    let (office, phone, app, case) = begun("hobby").await;
    let offered = app.contents().unwrap();
    assert!(offered.newer_form.starts_with("There is a newer version"));
    assert_eq!(offered.case_id, case);
    let shown_first: UpgradeScreen = app.upgrade_screen(&case).unwrap();
    assert_eq!(
        shown_first.form_id,
        homeward_seal::Digest(digest(&new())).hex()
    );
    assert_eq!(shown_first.stays, "3 answers stay where they are.");
    assert_eq!(shown_first.moves_title, "One answer moves to another part");
    assert_eq!(
        rows(&shown_first.moves),
        [(
            "What was said",
            "Synthetic note",
            "Now in: Family and friends"
        )]
    );
    assert_eq!(shown_first.lost_title, "3 answers are not taken over");
    assert_eq!(
        rows(&shown_first.lost),
        [
            (
                "How did it go?",
                "Missed contact",
                "The new version no longer offers this choice."
            ),
            (
                "Days of work",
                "12",
                "The new version does not ask this, because of other answers."
            ),
            (
                "What else",
                "Synthetic chess",
                "The new version does not ask this."
            ),
        ]
    );
    app.set_language("mk").unwrap();
    let in_macedonian = app.upgrade_screen(&case).unwrap();
    assert_eq!(
        in_macedonian.lost[2].note,
        "Новата верзија не го прашува ова."
    );
    app.set_language("en").unwrap();

    // looked at and not wanted: the draft is as it was, at the same question, also after a kill
    assert_eq!(shown(&app.question().unwrap()), "hobby");
    assert_eq!(read_back(&app), old_answers());
    let app = phone.kill(app);
    assert_eq!(shown(&app.question().unwrap()), "hobby");
    assert!(app.finish().unwrap().done);
    assert_eq!(phone.newest().form, digest(&old()), "and is sent so");
    let none = app.upgrade_screen(&case).unwrap_err();
    assert_eq!(none.code, "HW-410", "there is no draft any more");
    sync(&app).await;
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_shown_is_what_happens_and_it_can_be_taken_back() {
    let (office, phone, app, case) = begun("hobby").await;
    let offered = app.upgrade_screen(&case).unwrap();
    let other = homeward_seal::Digest(digest(&old())).hex();
    let refused = app.upgrade_draft(&case, &other).unwrap_err();
    assert_eq!(refused.code, "HW-410", "not the one that was shown");
    assert_eq!(read_back(&app), old_answers());

    let page = app.upgrade_draft(&case, &offered.form_id).unwrap();
    assert_eq!(shown(&page), "plan", "the next question that is in both");
    assert_eq!(read_back(&app), new_answers());
    assert_eq!(app.contents().unwrap().newer_form, "");
    let app = phone.kill(app);
    assert_eq!(shown(&app.question().unwrap()), "plan");
    assert_eq!(read_back(&app), new_answers());
    answer(&app, &[("course", "Synthetic course")]);
    app.leave().unwrap();
    let screen = app.case_screen(&case).unwrap();
    assert!(screen.draft && screen.newer_form.is_empty());
    assert!(screen.taken_over.starts_with("This draft was taken over"));

    // taken back, as it was, and taken over once more
    let page = app.undo_upgrade(&case).unwrap();
    assert_eq!(shown(&page), "hobby");
    assert_eq!(read_back(&app), old_answers());
    assert_eq!(app.undo_upgrade(&case).unwrap_err().code, "HW-410");
    assert_eq!(shown(&app.question().unwrap()), "hobby", "and stays open");
    app.upgrade_draft(&case, &offered.form_id).unwrap();
    assert_eq!(read_back(&app), new_answers());
    answer(&app, &[("result", "met")]);
    let days = ("days".to_owned(), "12".to_owned());
    assert!(
        read_back(&app).contains(&days),
        "asked again, with its answer"
    );
    assert!(app.finish().unwrap().done);
    assert_eq!(phone.newest().form, digest(&new()));
    assert_eq!(
        app.undo_upgrade(&case).unwrap_err().code,
        "HW-410",
        "finished"
    );
    sync(&app).await;
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_place_is_kept_or_the_nearest() {
    let (office, _phone, app, case) = begun("place").await;
    let form = app.upgrade_screen(&case).unwrap().form_id;
    let check = |left: &str, expect: &str| {
        let at = versions_of_a_form::path(&app, left);
        app.jump(&at).unwrap();
        let page = app.upgrade_draft(&case, &form).unwrap();
        assert_eq!(shown(&page), expect, "left at {left}");
        let back = app.undo_upgrade(&case).unwrap();
        assert_eq!(shown(&back), left);
    };
    check("result", "result");
    check("place", "place");
    check("note", "note");
    check("days", "plan");
    check("hobby", "plan");
    check("plan", "plan");
    office.running.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_in_between_leaves_the_older_or_the_newer_draft() {
    let (office, phone, app, case) = begun("hobby").await;
    let form = app.upgrade_screen(&case).unwrap().form_id;
    let log = |phone: &Phone| phone.folder.path().join("vault.db-wal");
    let before = std::fs::metadata(log(&phone)).unwrap().len();
    app.upgrade_draft(&case, &form).unwrap();
    let after = std::fs::metadata(log(&phone)).unwrap().len();
    assert!(after > before, "{before} {after}");
    let mut newer = 0;
    for part in 0..=4 {
        // dies when so much is written, and is started again on what is there
        let length = before + (after - before) * part / 4;
        let killed = Phone::new();
        copy(phone.folder.path(), killed.folder.path());
        let mut file = std::fs::File::options();
        let file = file.write(true).open(log(&killed)).unwrap();
        file.set_len(length).unwrap();
        let again = killed.start();
        assert!(again.unlock(PIN).unwrap().opened);
        let page = again.question().unwrap();
        let taken_over = !again.case_screen(&case).unwrap().taken_over.is_empty();
        let (place, answers) = match taken_over {
            true => ("plan", new_answers()),
            false => ("hobby", old_answers()),
        };
        assert_eq!(shown(&page), place, "{length} bytes");
        assert_eq!(read_back(&again), answers, "{length} bytes");
        newer += u32::from(taken_over);
    }
    assert_eq!(newer, 1, "only the whole of it counts");
    office.running.stop().await.unwrap();
}
