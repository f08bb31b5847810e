//! The chains survive restarts, show tampering, and go on beside commands; backups stay sealed.

use std::path::Path;

use homeward::store::{ChainCheck, ChainChecks, backup, restore, verify_chains};
use homeward_protocol::directory::SignedHead;
use homeward_protocol::sync::{Pull, PullAnswer};
use homeward_seal::cbor::Bytes;
use homeward_seal::{Digest, DirectoryRequest, Receipt, Signed, directory::Head};

use crate::world::{SECRET_ANSWER, SECRET_REFERENCE, World};

fn whole(checks: &ChainChecks) -> bool {
    matches!(checks.audit, ChainCheck::Whole { .. })
        && matches!(checks.receipts, ChainCheck::Whole { .. })
}

async fn head(world: &World) -> Head {
    let answer: SignedHead = world.api.get("directory/head", None).await.unwrap();
    Signed::<Head>::parse(&answer.head)
        .unwrap()
        .claims()
        .unwrap()
}

#[tokio::test]
async fn a_restart_goes_on_with_the_same_chains_and_directory() {
    let mut world = World::new(60).await;
    let case = world.case().await;
    let (first, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item.clone()])
        .await
        .unwrap();
    let before = head(&world).await;
    let mut world = world.restart().await;
    let after = head(&world).await;
    assert_eq!(
        (before.size, before.log_root, before.state_root),
        (after.size, after.log_root, after.state_root)
    );
    assert_eq!(before.receipts, after.receipts);
    let (_, second) = world.record(&case, 2, first.digest);
    let results = world
        .api
        .push(&world.phone.token, vec![item, second])
        .await
        .unwrap();
    let number = |at: usize| {
        Signed::<Receipt>::parse(results[at].receipt.as_ref().unwrap())
            .unwrap()
            .claims()
            .unwrap()
            .number
    };
    assert_eq!((number(0), number(1)), (1, 2));
    let checks = verify_chains(&world.data(), Some(before.audit.0)).unwrap();
    assert!(
        whole(&checks),
        "the chain contains what a head named before: {checks:?}"
    );
    let missing = verify_chains(&world.data(), Some([9; 32])).unwrap();
    assert_eq!(missing.audit, ChainCheck::Lacks);
}

#[tokio::test]
async fn one_entry_changed_removed_or_moved_is_found() {
    let mut world = World::new(61).await;
    let case = world.case().await;
    let (_, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item])
        .await
        .unwrap();
    let folder = world.data();
    world.running.stop().await.unwrap();
    assert!(whole(&verify_chains(&folder, None).unwrap()));
    let database = folder.join(homeward::store::FILE);
    let tampered = |change: &str| {
        let copy = tempfile::tempdir().unwrap();
        backup(
            &folder,
            &copy.path().join(homeward::store::FILE),
            &mut |_, _| {},
        )
        .unwrap();
        let connection =
            rusqlite::Connection::open(copy.path().join(homeward::store::FILE)).unwrap();
        connection.execute_batch(change).unwrap();
        drop(connection);
        verify_chains(copy.path(), None).unwrap()
    };
    assert!(database.exists());
    for (change, n) in [
        (
            "update audit set entry = (select entry from audit where n = 4) where n = 3",
            3,
        ),
        ("delete from audit where n = 2", 2),
        (
            "update audit set n = -1 where n = 2; update audit set n = 2 where n = 3; update audit set n = 3 where n = -1",
            2,
        ),
        ("update audit set chain = zeroblob(32) where n = 5", 5),
    ] {
        assert_eq!(tampered(change).audit, ChainCheck::Broken { n }, "{change}");
    }
    let receipts = tampered("update receipts set digest = zeroblob(32)").receipts;
    assert_eq!(receipts, ChainCheck::Broken { n: 1 });
}

fn everything(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            all.extend(std::fs::read(path).unwrap());
        }
    }
    all
}

fn contains(all: &[u8], words: &str) -> bool {
    all.windows(words.len())
        .any(|window| window == words.as_bytes())
}

#[tokio::test]
async fn database_wal_and_backup_hold_nothing_in_clear_and_a_restored_store_asks_again() {
    let mut world = World::new(62).await;
    let case = world.case().await;
    let (first, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item])
        .await
        .unwrap();
    let target = world.folder.path().join("backup.sqlite");
    backup(&world.data(), &target, &mut |_, _| {}).unwrap();
    assert!(
        backup(&world.data(), &target, &mut |_, _| {}).is_err(),
        "a backup overwrites nothing"
    );
    let (_, item) = world.record(&case, 2, first.digest);
    let late = world
        .api
        .push(&world.phone.token, vec![item.clone()])
        .await
        .unwrap();
    let all = [everything(&world.data()), std::fs::read(&target).unwrap()].concat();
    assert!(
        contains(&all, "2026-h2"),
        "the search finds what is there in clear"
    );
    for secret in [SECRET_ANSWER, SECRET_REFERENCE, "synthetic words of lead"] {
        assert!(
            !contains(&all, secret),
            "{secret} is on the server's disk in clear"
        );
    }
    let new = world.folder.path().join("restored");
    std::fs::create_dir_all(&new).unwrap();
    restore(&target, &new, [7; 16], &mut |_, _| {}).unwrap();
    std::fs::create_dir_all(new.join("keys")).unwrap();
    for name in ["log.key", "receipt.key"] {
        std::fs::copy(
            world.data().join("keys").join(name),
            new.join("keys").join(name),
        )
        .unwrap();
    }
    assert!(
        restore(&target, &new, [8; 16], &mut |_, _| {}).is_err(),
        "a restore overwrites nothing"
    );
    let junk = world.folder.path().join("junk");
    std::fs::write(&junk, b"no database").unwrap();
    let other = world.folder.path().join("other");
    std::fs::create_dir_all(&other).unwrap();
    assert!(restore(&junk, &other, [8; 16], &mut |_, _| {}).is_err());
    assert!(!other.join(homeward::store::FILE).exists());
    let mut config = homeward::Config::local(&new);
    config.clock = world.clock.clone();
    let restored = homeward::serve(config).await.unwrap();
    let api = crate::world::Api::at(&restored.url(), world.clock.clone());
    let token = world.phone.open(&api).await.unwrap().token;
    let says = Signed::<Receipt>::parse(late[0].receipt.as_ref().unwrap())
        .unwrap()
        .claims()
        .unwrap();
    let pull = Pull {
        cursor: Bytes(Vec::new()),
        directory: DirectoryRequest {
            known_size: 0,
            subjects: Vec::new(),
            have: Vec::new(),
            seen: None,
        },
        receipt: Some(says.point()),
        limit: 10,
    };
    let answer: PullAnswer = api.cbor("sync/pull", Some(&token), &pull).await.unwrap();
    assert!(answer.resend, "the receipt is newer than the backup");
    let again = api.push(&token, vec![item]).await.unwrap();
    assert!(again[0].receipt.is_some());
    assert!(whole(&verify_chains(&new, None).unwrap()));
}

#[tokio::test]
async fn a_command_beside_the_server_keeps_one_chain() {
    let mut world = World::new(63).await;
    let case = world.case().await;
    let period = homeward_seal::PeriodId::new("2026-h2").unwrap();
    for round in 0..3u64 {
        let (_, item) = world.record(&case, 1, Digest::ZERO);
        world
            .api
            .push(&world.phone.token, vec![item])
            .await
            .unwrap();
        let data = world.data();
        let (_, count) = homeward::office::export(&data, &period, 0, &homeward::SystemRandom)
            .await
            .unwrap();
        assert_eq!(count as u64, 2 * (round + 1));
    }
    assert!(whole(&verify_chains(&world.data(), None).unwrap()));
    let refused = homeward::office::publish(&world.data(), b"{}".to_vec(), 0).await;
    assert!(refused.is_err());
}
