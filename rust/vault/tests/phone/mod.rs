//! A phone's storage in a folder of its own, and rows to put into it. All synthetic.
#![allow(dead_code)] // each test takes what it needs

use std::path::Path;

use homeward_vault::{
    Attempt, DraftAnswer, FileKeyStore, NewDraft, NewSealed, Outbox, Secret, Vault,
};

pub const PIN: &str = "135790";
/// The device that sealed what is in the outbox.
pub const DEVICE: [u8; 16] = [4; 16];
/// What opens a record here until it is sent.
pub const OWN_WRAP: &[u8] = b"a wrap of the content key";

pub struct Phone {
    pub folder: tempfile::TempDir,
    pub keys: FileKeyStore,
}

impl Phone {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = FileKeyStore::open(folder.path().join("keys")).unwrap();
        Self { folder, keys }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn outbox(&self) -> Outbox {
        Outbox::open(self.path(), &self.keys, Secret::new([7; 32])).unwrap()
    }

    pub fn set_pin(&self, outbox: &Outbox) -> Vault {
        homeward_vault::set_pin(
            self.path(),
            outbox,
            &self.keys,
            PIN,
            Secret::new([9; 32]),
            [3; 16],
        )
        .unwrap()
    }

    pub fn attempt(&self, outbox: &Outbox, pin: &str) -> Attempt {
        homeward_vault::open_with_pin(self.path(), outbox, &self.keys, pin).unwrap()
    }

    pub fn unlock(&self, outbox: &Outbox) -> Vault {
        match self.attempt(outbox, PIN) {
            Attempt::Opened(vault) => vault,
            other => panic!("not opened: {other:?}"),
        }
    }
}

pub fn answer(path: &str, value: &str) -> DraftAnswer {
    DraftAnswer {
        path: path.into(),
        value: value.into(),
        state: 0,
    }
}

pub fn draft(record: u8, return_id: Option<[u8; 16]>) -> NewDraft {
    NewDraft {
        case_tag: [1; 16],
        form: [2; 32],
        record: [record; 16],
        return_id,
        started: 1,
        today: None,
        amends: None,
    }
}

pub fn sealed(record: u8, sequence: u64) -> NewSealed {
    NewSealed {
        record: [record; 16],
        digest: [record; 32],
        device: DEVICE,
        case_tag: [1; 16],
        sequence,
        form: [2; 32],
        replaces: None,
        first: [record; 16],
        version: 1,
        period: Some("2026-05".into()),
        bytes: vec![1, 2, 3],
        push: vec![4, 5],
        finished: sequence as i64,
        tally: Some(("2026-05".into(), sequence)),
        own_wrap: Some(OWN_WRAP.to_vec()),
    }
}
