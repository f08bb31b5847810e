//! A draft that is taken over into another form version: the one or the other is on disk, never half.

#[path = "../../../tests/folder.rs"]
mod folder;
mod phone;

use std::path::Path;

use folder::copy;
use homeward_vault::{Draft, DraftAnswer, Outbox, Vault, VaultError};
use phone::{Phone, answer, draft};

const NEW: [u8; 32] = [3; 32];
/// So long that the rows fill pages of the database.
const LONG: usize = 3_000;

fn rows(version: &str, count: usize) -> Vec<DraftAnswer> {
    (0..count)
        .map(|n| {
            let letter = version.repeat(LONG / version.len());
            answer(&format!("/{version}/q{n:02}"), &letter)
        })
        .collect()
}

fn begun(phone: &Phone) -> (Outbox, Vault, Draft) {
    let outbox = phone.outbox();
    let vault = phone.set_pin(&outbox);
    let begun = vault
        .begin_draft(&draft(5, None), &rows("old", 12))
        .unwrap();
    (outbox, vault, begun)
}

/// The form version and the rows of the draft, which are of one version.
#[track_caller]
fn check(vault: &Vault, expect: &str, when: &str) {
    let (form, count) = match expect {
        "old" => ([2; 32], 12),
        _ => (NEW, 9),
    };
    let all = vault.drafts().unwrap();
    assert_eq!(all.len(), 1, "{when}");
    assert_eq!(all[0].begun.form, form, "{when}");
    let kept = vault.answers(all[0].id).unwrap();
    assert!(kept == rows(expect, count), "{when}: {} rows", kept.len());
}

#[test]
fn an_exchange_goes_there_and_back() {
    let phone = Phone::new();
    let (outbox, vault, old) = begun(&phone);
    assert_eq!(vault.form_before(old.id).unwrap(), None);
    let new = vault.exchange_draft(&old, NEW, &rows("new", 9)).unwrap();
    assert_eq!((new.id, new.begun.form), (old.id, NEW));
    check(&vault, "new", "exchanged");
    assert_eq!(vault.form_before(old.id).unwrap(), Some([2; 32]));
    let twice = vault.exchange_draft(&old, NEW, &rows("new", 9));
    assert!(matches!(twice, Err(VaultError::Missing)), "{twice:?}");
    vault
        .save_answers(old.id, &[answer("/new/q00", "later")], &[])
        .unwrap();
    std::mem::forget(vault);
    let vault = phone.unlock(&outbox);
    let back = vault.take_exchange_back(old.id).unwrap();
    assert_eq!(back.begun.form, [2; 32]);
    check(&vault, "old", "taken back");
    let again = vault.take_exchange_back(old.id);
    assert!(matches!(again, Err(VaultError::Missing)), "{again:?}");
}

#[test]
fn what_it_was_before_goes_with_the_draft() {
    let phone = Phone::new();
    let (_outbox, vault, old) = begun(&phone);
    let new = vault.exchange_draft(&old, NEW, &rows("new", 9)).unwrap();
    vault.close_draft(&new, None).unwrap();
    assert!(vault.drafts().unwrap().is_empty());
    // the number is free again, and nothing of before is behind it
    let next = vault.begin_draft(&draft(6, None), &[]).unwrap();
    assert_eq!(next.id, old.id);
    assert!(vault.take_exchange_back(next.id).is_err());
}

#[test]
fn a_full_disk_leaves_the_draft_as_it_was() {
    let phone = Phone::new();
    let (_outbox, vault, old) = begun(&phone);
    let mut refused = 0;
    for pages in 1..2_000 {
        vault.limit_pages(pages).unwrap();
        match vault.exchange_draft(&old, NEW, &rows("new", 9)) {
            Err(VaultError::Full) => {
                refused += 1;
                check(&vault, "old", &format!("{pages} pages"));
            }
            other => {
                other.unwrap();
                break;
            }
        }
    }
    assert!(refused > 3, "refused {refused} times");
    check(&vault, "new", "with space");
}

/// The log of the vault's database.
fn log(folder: &Path) -> std::path::PathBuf {
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    files
        .find(|path| path.to_string_lossy().ends_with("vault.db-wal"))
        .expect("the database writes a log first")
}

#[test]
fn a_kill_while_it_is_written_leaves_the_one_or_the_other() {
    let phone = Phone::new();
    let (_outbox, vault, old) = begun(&phone);
    let before = std::fs::metadata(log(phone.path())).unwrap().len();
    vault.exchange_draft(&old, NEW, &rows("new", 9)).unwrap();
    let after = std::fs::metadata(log(phone.path())).unwrap().len();
    assert!(after > before, "{before} {after}");
    // the process dies when so much of the log is written
    let mut seen = [0, 0];
    for part in 0..=8 {
        let length = before + (after - before) * part / 8;
        let killed = Phone::new();
        copy(phone.path(), killed.path());
        let file = std::fs::File::options()
            .write(true)
            .open(log(killed.path()))
            .unwrap();
        file.set_len(length).unwrap();
        let vault = killed.unlock(&killed.outbox());
        let form = vault.drafts().unwrap()[0].begun.form;
        let expect = if form == NEW { "new" } else { "old" };
        check(&vault, expect, &format!("{length} bytes of the log"));
        seen[usize::from(form == NEW)] += 1;
    }
    assert_eq!(seen, [8, 1], "only the whole of it counts");
}
