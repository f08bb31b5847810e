//! A line that is cut at every byte of a push and of a pull, in both directions.
//!
//! Every offset of the exchange is cut under the phone's own transport and the exchange repeated. Then all is
//! compared: one receipt, nothing lost, nothing doubled. Whole phones, whose sync also opens a session, are
//! cut in `cut_phone`.

use homeward::demo::phone::said;
use homeward::demo::proxy::Proxy;
use homeward::store::{ChainCheck, verify_chains};
use homeward_journey::{World, contact};
use homeward_protocol::session::{
    DeviceNonce, DeviceSession, DeviceSessionOpen, DeviceSessionStart,
};
use homeward_protocol::sync::{PullAnswer, PushAnswer};
use homeward_seal::{Cbor as _, DeviceId, SigningKey};
use homeward_sync::{DEVICE, TRANSPORT, Transport};
use homeward_vault::{FileKeyStore, Outbox, Secret};

/// After so many cuts of an answer the whole answer is fetched and compared.
const COMPARED: u32 = 13;

/// How many receipts the server gave, whose chain is whole.
pub(crate) fn receipts(world: &World) -> u64 {
    match verify_chains(&world.data(), None).unwrap().receipts {
        ChainCheck::Whole { n, .. } => n,
        other @ (ChainCheck::Broken { .. } | ChainCheck::Lacks) => {
            panic!("the receipts: {other:?}")
        }
    }
}

/// The phone's transport through the proxy, with a session of that phone.
async fn session(world: &World, number: usize) -> (Transport, String) {
    let folder = world.phone_folder(number);
    let store = FileKeyStore::open(folder.join("keys")).unwrap();
    let outbox = Outbox::open(&folder, &store, Secret::new([0; 32])).unwrap();
    let device = DeviceId::from_slice(&outbox.value(DEVICE).unwrap().unwrap()).unwrap();
    let seed = <[u8; 32]>::try_from(outbox.value(TRANSPORT).unwrap().unwrap()).unwrap();
    let transport = Transport::new(&world.proxy.url()).unwrap();
    let start = DeviceSessionStart { device }.to_cbor();
    let nonce = transport
        .post("api/v1/device/session/start", start, None)
        .await
        .unwrap();
    let nonce = DeviceNonce::from_cbor(&nonce.body).unwrap();
    let key = SigningKey::from_seed(&seed);
    let signature =
        homeward_seal::session::answer(&key, &nonce.nonce, &nonce.tenant, &transport.origin());
    let open = DeviceSessionOpen {
        device,
        nonce: nonce.nonce,
        signature,
    }
    .to_cbor();
    let answer = transport
        .post("api/v1/device/session", open, None)
        .await
        .unwrap();
    let token = DeviceSession::from_cbor(&answer.body).unwrap().token;
    (transport, token)
}

/// Bytes that passed since `before`, up and down.
pub(crate) fn passed(proxy: &Proxy, before: (u64, u64)) -> (u32, u32) {
    let after = proxy.passed();
    let part = |after: u64, before: u64| u32::try_from(after - before).unwrap();
    (part(after.0, before.0), part(after.1, before.1))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_at_every_byte() {
    let world = World::new(41).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.gateway.url(), 0).await;
    let (tag, reference) = world.case(&mut officer, &phone, 0).await;
    let (transport, token) = session(&world, 0).await;

    // one push as the phone makes it, that has not reached the server
    world.gateway.answer_instead("sync/push", 500, Vec::new());
    world.fill(&phone, &tag, &contact(&reference, 1));
    phone.app.sync_now(None).await.map_err(said).unwrap();
    let body = world.gateway.asked("sync/push");
    world.gateway.be_honest();
    let push = || transport.post("api/v1/sync/push", body.clone(), Some(&token));
    let mut up = 0;
    loop {
        world.proxy.cut_up_after(up);
        let answer = push().await;
        if answer.is_ok() {
            break;
        }
        assert_eq!(
            receipts(&world),
            0,
            "a push that was cut after {up} bytes was stored"
        );
        up += 1;
        assert!(up < 20_000, "the push never arrives");
    }
    assert!(up > 5_000, "only {up} bytes were cut");
    world.proxy.mend();
    let before = world.proxy.passed();
    let first = PushAnswer::from_cbor(&push().await.unwrap().body).unwrap();
    let (_, down) = passed(&world.proxy, before);
    assert!(first.results[0].receipt.is_some());
    for at in 0..down {
        world.proxy.cut_down_after(at);
        assert!(
            push().await.is_err(),
            "an answer that was cut after {at} bytes was taken"
        );
        world.proxy.mend();
        if at % COMPARED == 0 {
            let again = PushAnswer::from_cbor(&push().await.unwrap().body).unwrap();
            assert_eq!(again, first, "the same receipt again, after {at} bytes");
        }
    }
    assert_eq!(
        receipts(&world),
        1,
        "one receipt, however often it was sent"
    );
    assert_eq!(phone.sync().await.unwrap(), 1);
}

/// What a pull brought, but the head, which moves with the audit log.
fn brought(body: &[u8]) -> PullAnswer {
    let mut answer = PullAnswer::from_cbor(body).unwrap();
    answer.directory = None;
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pull_at_every_byte() {
    let world = World::new(42).await;
    let mut officer = world.desk(&world.url(), "officer", 1).await;
    let phone = world.phone(&world.proxy.url(), 0).await;
    drop(phone);
    homeward_journey::world::case(&world.institution, &mut officer, 0, homeward_journey::DAY).await;
    let (transport, token) = session(&world, 0).await;
    let body = homeward_protocol::sync::Pull {
        cursor: homeward_seal::Bytes(Vec::new()),
        directory: homeward_seal::DirectoryRequest {
            known_size: 0,
            subjects: Vec::new(),
            have: Vec::new(),
            seen: None,
        },
        receipt: None,
        limit: 32,
    }
    .to_cbor();
    let pull = || transport.post("api/v1/sync/pull", body.clone(), Some(&token));
    let before = world.proxy.passed();
    let first = brought(&pull().await.unwrap().body);
    let (up, down) = passed(&world.proxy, before);
    assert_eq!(first.cards.len(), 1);
    assert!(up > 200 && down > 500, "{up} {down}");
    for (is_up, most) in [(true, up), (false, down)] {
        for at in 0..most {
            if is_up {
                world.proxy.cut_up_after(at);
            } else {
                world.proxy.cut_down_after(at);
            }
            assert!(
                pull().await.is_err(),
                "a pull that was cut after {at} bytes was taken"
            );
            world.proxy.mend();
            if at % COMPARED == 0 {
                assert_eq!(
                    brought(&pull().await.unwrap().body),
                    first,
                    "the same again, after {at} bytes"
                );
            }
        }
    }
}
