//! The audit log from its end: page by page to its first entry, while new ones are added.

use homeward::store::{Action, Actor, AuditEntry, Purpose, Store, StoreError};
use homeward_protocol::audit::{AuditEntry as Shown, AuditPage};
use homeward_seal::statement::Role;

use crate::people::Person;
use crate::world::World;

/// Most entries in one page.
const PAGE: usize = 500;

/// Adds so many entries, as work at the server would.
async fn work(world: &World, entries: u32) {
    let store = Store::open(&world.data(), None).unwrap();
    let entry = |at: u32| AuditEntry {
        time_ms: i64::from(at),
        actor: Actor::Operator,
        action: Action::Read,
        purpose: Purpose::Oversight,
        kind: "synthetic".into(),
        objects: Vec::new(),
    };
    let done = store.write(move |tx| {
        (0..entries).try_for_each(|at| tx.audit(&entry(at)))?;
        Ok::<_, StoreError>(())
    });
    done.await.unwrap();
}

async fn page(world: &World, token: &str, query: &str) -> AuditPage {
    let path = format!("audit?{query}");
    world.api.get(&path, Some(token)).await.unwrap()
}

fn numbers(entries: &[Shown]) -> Vec<u64> {
    entries.iter().map(|entry| entry.index).collect()
}

#[tokio::test]
async fn it_is_read_backwards_without_a_gap_while_it_grows() {
    let world = World::new(55).await;
    let token = &world.supervisor.token;
    work(&world, 1200).await;
    let first = page(&world, token, "before=0").await;
    let newest = first.entries[0].index;
    assert!(newest > 1200 && first.more);
    let (mut read, mut more, mut pages) = (first.entries, true, 1);
    while more {
        work(&world, 3).await;
        let before = read.last().unwrap().index;
        let next = page(&world, token, &format!("before={before}")).await;
        assert!(
            next.entries.len() == PAGE || !next.more,
            "a page in the middle is full"
        );
        more = next.more;
        read.extend(next.entries);
        pages += 1;
        assert!(pages < 10, "it does not end");
    }
    let all: Vec<u64> = (1..=newest).rev().collect();
    assert_eq!(numbers(&read), all, "each entry once, the newest first");

    // the same entries as forwards, which goes on where the first reading began
    let mut forwards = Vec::new();
    for _ in 0..10 {
        let after = forwards.last().map_or(0, |entry: &Shown| entry.index);
        let next = page(&world, token, &format!("after={after}")).await;
        forwards.extend(next.entries);
        if !next.more {
            break;
        }
    }
    let added = forwards.split_off(read.len());
    read.reverse();
    let seen = |entries: &[Shown]| -> Vec<(u64, String)> {
        let seen = |entry: &Shown| (entry.index, entry.chain.0.hex());
        entries.iter().map(seen).collect()
    };
    assert_eq!(seen(&forwards), seen(&read));
    // each page read above is an entry itself, beside three for each page but the first
    assert!(added.len() >= 4 * pages - 3, "{} were added", added.len());
    assert_eq!(added[0].what, "read audit log");
    assert!(
        added[1..4]
            .iter()
            .all(|entry| entry.what == "read synthetic")
    );

    let ends = [
        ("before=1", 0),
        ("before=2", 1),
        ("before=501", PAGE),
        ("before=502", PAGE),
    ];
    for (query, wanted) in ends {
        let found = page(&world, token, query).await;
        assert_eq!(found.entries.len(), wanted, "{query}");
        assert_eq!(found.more, query == "before=502", "{query}");
    }
    let last = page(&world, token, &format!("before={}", u64::MAX)).await;
    assert!(last.entries[0].index > newest && last.entries.len() == PAGE);
}

#[tokio::test]
async fn only_those_who_check_read_it() {
    let mut world = World::new(56).await;
    let roles = [
        (Role::Officer, false),
        (Role::FormAuthor, false),
        (Role::Coordinator, false),
        (Role::StatisticsOffice, false),
        (Role::Auditor, true),
    ];
    let mut tokens = vec![
        (Some(world.supervisor.token.clone()), None),
        (Some(world.phone.token.clone()), Some((401, "HW-111"))),
        (None, Some((401, "HW-111"))),
    ];
    for (role, reads) in roles {
        let (api, tenant) = (world.api.clone(), world.tenant);
        let (by, random) = (&world.supervisor, &mut world.random);
        let person = Person::enrol(&api, by, tenant, role, &format!("{role:?}"), random).await;
        tokens.push((Some(person.token), (!reads).then_some((403, "HW-112"))));
    }
    for (token, refused) in tokens {
        for query in ["before=0", "before=5", "after=0"] {
            let path = format!("audit?{query}");
            let answer = world.api.get::<AuditPage>(&path, token.as_deref()).await;
            let found = answer.err();
            let found = found
                .as_ref()
                .map(|(status, code)| (*status, code.as_str()));
            assert_eq!(found, refused, "{query}");
        }
    }
    let newest = page(&world, &world.supervisor.token, "before=0").await;
    let reads = newest
        .entries
        .iter()
        .filter(|entry| entry.what == "read audit log");
    assert_eq!(
        reads.count(),
        6,
        "refusals read nothing: three queries of two who may"
    );
}
