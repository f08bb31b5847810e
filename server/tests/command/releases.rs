//! `release make` and `verify`, with the files of an institution that has no tallies yet.

use std::fs;
use std::path::{Path, PathBuf};

use homeward::demo::settings;
use homeward::found::{Folders, found};
use homeward::keyfile::{self, KeyKind};
use homeward::{SeededRandom, office, random::Draw};
use homeward_seal::{PeriodId, SigningKey};
use jiff::civil::date;

use crate::run::{homeward, refuses};

struct Institution {
    folder: tempfile::TempDir,
    key: SigningKey,
}

impl Institution {
    fn file(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Founds an institution with a period that is over, exports it, and gives the office its key.
fn institution() -> Institution {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let random = SeededRandom::new(7);
    let (first, today) = (date(2025, 6, 1), date(2026, 3, 14));
    let key = SigningKey::from_seed(&[7; 32]);
    runtime.block_on(async {
        let (data, root, statistics) = (path("data"), path("root"), path("statistics"));
        let folders = Folders {
            data: &data,
            root: &root,
            statistics: &statistics,
        };
        let supervisors = ["one".to_owned(), "two".to_owned()];
        let settings = settings::settings(first, today).unwrap();
        let mut draw = Draw(&random);
        let founded = found(
            &folders,
            "Synthetic service",
            "s",
            &supervisors,
            Some(settings),
            0,
            &mut draw,
        )
        .await
        .unwrap();
        let file = statistics.join("office.key");
        keyfile::write(
            &file,
            KeyKind::StatisticsOffice,
            founded.tenant,
            &key.seed(),
        )
        .unwrap();
        let period = PeriodId::new("2025-05").unwrap();
        let (export, count) = office::export(&data, &period, 0, &random).await.unwrap();
        assert_eq!(count, 0);
        fs::write(path("tallies.bin"), export).unwrap();
    });
    Institution { folder, key }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_release_is_made_offline_and_verified() {
    let office = institution();
    let (tallies, statistics) = (office.file("tallies.bin"), office.file("statistics"));
    let (first, second) = (office.file("one.json"), office.file("two.json"));
    let make = |more: &[&str], out: &str| {
        let mut arguments = vec![
            "release",
            "make",
            "--tallies",
            &tallies,
            "--today",
            "2026-03-14",
            "--out",
            out,
        ];
        arguments.extend(more);
        homeward(&arguments)
    };
    let made = make(&["--statistics", &statistics], &first);
    assert_eq!((made.code, made.err.as_str()), (0, ""), "{made:?}");
    assert!(
        made.out.starts_with("0 tallies counted, 0 refused"),
        "{made:?}"
    );

    // the same from single files, with the genesis hash said
    let genesis = fs::read_to_string(Path::new(&statistics).join("genesis")).unwrap();
    let files = ["ordinary", "restricted", "office"].map(|name| format!("{statistics}/{name}.key"));
    let mut single = vec!["--statistics-key"];
    single.extend(files.iter().map(String::as_str));
    single.extend(["--genesis", genesis.trim()]);
    let again = make(&single, &second);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());

    let overwritten = make(&["--statistics", &statistics], &first);
    assert_eq!(overwritten.code, 1);
    assert!(
        overwritten.err.contains("name a new file"),
        "{overwritten:?}"
    );

    let key = hex(office.key.verifying_key().bytes());
    let verified = homeward(&["release", "verify", &first, "--key", &key]);
    assert_eq!(
        (verified.code, verified.err.as_str()),
        (0, ""),
        "{verified:?}"
    );
    assert!(
        verified
            .out
            .contains("of 2026-03-14 holds: periods 2025-05"),
        "{verified:?}"
    );

    let other = hex(SigningKey::from_seed(&[8; 32]).verifying_key().bytes());
    refuses(
        &["release", "verify", &first, "--key", &other],
        "signed by another key",
    );
    refuses(
        &["release", "verify", &first, "--key", "12"],
        "64 hexadecimal digits",
    );
    let data = office.file("data");
    refuses(
        &["release", "verify", &first, "--data", &data],
        "not signed by anybody whom the directory calls statistics office",
    );
    let text = fs::read_to_string(&first)
        .unwrap()
        .replace("2026-03-14", "2026-03-15");
    fs::write(&second, text).unwrap();
    refuses(
        &["release", "verify", &second, "--key", &key],
        "altered or forged",
    );
}

#[test]
fn keys_and_files_that_do_not_fit_are_one_clear_error() {
    let office = institution();
    let (tallies, statistics) = (office.file("tallies.bin"), office.file("statistics"));
    let out = office.file("out.json");
    let make = [
        "release",
        "make",
        "--out",
        &out,
        "--today",
        "2026-03-14",
        "--tallies",
    ];
    let with = |more: &[&str]| -> Vec<String> {
        make.iter()
            .chain(more)
            .map(|word| (*word).to_owned())
            .collect()
    };
    let ordinary = format!("{statistics}/ordinary.key");
    let root = format!("{}/root.key", office.file("root"));
    for (arguments, words) in [
        (
            with(&["Cargo.toml", "--statistics", &statistics]),
            "export 1",
        ),
        (
            with(&["nowhere.bin", "--statistics", &statistics]),
            "cannot read nowhere.bin",
        ),
        (
            with(&[&tallies, "--statistics-key", &ordinary]),
            "signs releases",
        ),
        (
            with(&[
                &tallies,
                "--statistics-key",
                &root,
                "--genesis",
                &"0".repeat(64),
            ]),
            "does not hold",
        ),
        (
            with(&[&tallies, "--statistics-key", &ordinary, "--genesis", "x"]),
            "64 hexadecimal",
        ),
        (with(&[&tallies, "--statistics", "forms"]), "genesis"),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        refuses(&arguments, words);
    }
    let early = [
        "--statistics",
        &statistics,
        "--today",
        "2025-07-01",
        "--out",
        &out,
    ];
    let mut arguments = vec!["release", "make", "--tallies", &tallies];
    arguments.extend(early);
    let answer = homeward(&arguments);
    assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{answer:?}");
    assert!(!Path::new(&out).exists());
}
