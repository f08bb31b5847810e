//! A full database refuses clearly, keeps nothing half written, and goes on.

use homeward::store::{ChainCheck, verify_chains};
use homeward_protocol::ApiError;
use homeward_protocol::sync::Push;
use homeward_seal::{Cbor as _, Digest, Receipt, Signed};

use crate::world::World;

#[tokio::test]
async fn what_was_receipted_is_there_and_the_rest_is_not() {
    let mut world = World::with(70, |config| config.max_database_pages = Some(160)).await;
    let case = world.case().await;
    let (mut previous, mut kept, mut refused) = (Digest::ZERO, Vec::new(), None);
    for sequence in 1..200 {
        let (reference, item) = world.record(&case, sequence, previous);
        let push = Push {
            items: vec![item.clone()],
        }
        .to_cbor();
        let token = Some(world.phone.token.as_str());
        let kind = homeward_protocol::CBOR;
        let (status, answer) = world
            .api
            .raw(reqwest::Method::POST, "sync/push", token, kind, push)
            .await;
        if status == 200 {
            kept.push(item);
            previous = reference.digest;
            continue;
        }
        let error: ApiError = serde_json::from_slice(&answer).unwrap();
        assert_eq!((status, error.code.as_str()), (507, "HW-501"));
        refused = Some(item);
        break;
    }
    let refused = refused.expect("160 pages do not hold 200 records");
    let health = world
        .api
        .client
        .get(format!("{}/healthz", world.api.url))
        .send()
        .await
        .unwrap();
    assert_eq!(health.status(), 200, "the server goes on");
    let count = kept.len() as u64;
    assert!(matches!(
        verify_chains(&world.data(), None).unwrap().receipts,
        ChainCheck::Whole { n, .. } if n == count
    ));
    // More room: the same server data takes what it refused.
    let mut world = world.restart().await;
    kept.push(refused);
    let results = world.api.push(&world.phone.token, kept).await.unwrap();
    let numbers: Vec<u64> = results
        .iter()
        .map(|result| {
            Signed::<Receipt>::parse(result.receipt.as_ref().unwrap())
                .unwrap()
                .claims()
                .unwrap()
                .number
        })
        .collect();
    assert_eq!(numbers, (1..=count + 1).collect::<Vec<_>>());
    let (_, more) = world.record(&case, count + 2, previous);
    assert!(
        world
            .api
            .push(&world.phone.token, vec![more])
            .await
            .unwrap()[0]
            .receipt
            .is_some()
    );
}
