//! A server that is killed at any moment loses no record that it receipted.
//!
//! The real binary is started as a process of its own, killed with SIGKILL while records stream in,
//! and started again; at the end everything is compared.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use homeward::store::{ChainCheck, verify_chains};
use homeward_protocol::sync::PushItem;
use homeward_seal::{Digest, Receipt, Signed};

use crate::world::{Api, World};

/// How often it is killed; `HOMEWARD_KILLS` sets another number.
fn rounds() -> u64 {
    std::env::var("HOMEWARD_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(20)
}

struct Process {
    child: Child,
    url: String,
}

fn start(data: &Path) -> Process {
    let mut child = Command::new(env!("CARGO_BIN_EXE_homeward"))
        .args([
            "serve",
            "--without-pages",
            "--bind",
            "127.0.0.1:0",
            "--data",
        ])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    Process {
        child,
        url: line.trim().to_owned(),
    }
}

impl Process {
    /// SIGKILL.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Sends until the server is gone; gives what was receipted.
async fn stream(api: Api, token: String, items: Vec<PushItem>) -> Vec<(PushItem, Vec<u8>)> {
    let mut receipted = Vec::new();
    for item in items {
        match api.try_push(&token, item.clone()).await {
            Some(receipt) => receipted.push((item, receipt)),
            None => break,
        }
    }
    receipted
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_receipted_record_is_lost() {
    let mut world = World::new(80).await;
    let case = world.case().await;
    let data = world.data();
    let mut all: Vec<(PushItem, Vec<u8>)> = Vec::new();
    let (mut sequence, mut previous) = (1, Digest::ZERO);
    // The data goes from the server in this process to one of its own.
    let mut items = Vec::new();
    for _ in 0..rounds() * 40 {
        let (reference, item) = world.record(&case, sequence, previous);
        (sequence, previous) = (sequence + 1, reference.digest);
        items.push(item);
    }
    world.running.stop().await.unwrap();
    let mut chunks = items.chunks(40);
    for round in 0..rounds() {
        let process = start(&data);
        let api = Api::at(&process.url, world.clock.clone());
        let token = world.phone.open(&api).await.unwrap().token;
        let sending = tokio::spawn(stream(api, token, chunks.next().unwrap().to_vec()));
        // A different moment in each round, from before the first commit to after many.
        tokio::time::sleep(Duration::from_millis((round * 37) % 150)).await;
        process.kill();
        all.extend(sending.await.unwrap());
    }
    let process = start(&data);
    let api = Api::at(&process.url, world.clock.clone());
    let token = world.phone.open(&api).await.unwrap().token;
    let mut last = 0;
    for (item, receipt) in &all {
        let again = api.try_push(&token, item.clone()).await.unwrap();
        assert_eq!(
            again, *receipt,
            "a receipted record was lost or got another receipt"
        );
        let number = Signed::<Receipt>::parse(receipt)
            .unwrap()
            .claims()
            .unwrap()
            .number;
        assert!(number > last, "numbers rise across kills");
        last = number;
    }
    process.kill();
    assert!(
        all.len() as u64 >= rounds() / 2,
        "hardly anything was sent: {}",
        all.len()
    );
    let checks = verify_chains(&data, None).unwrap();
    assert!(
        matches!(checks.audit, ChainCheck::Whole { .. }),
        "{checks:?}"
    );
    assert!(
        matches!(checks.receipts, ChainCheck::Whole { n, .. } if n >= last),
        "{checks:?}"
    );
}
