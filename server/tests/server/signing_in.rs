//! Signing in: whoever may not, hears the same.

use homeward_protocol::B64;
use homeward_protocol::session::{Me, UserNonce, UserSession, UserSessionOpen, UserSessionStart};

use crate::people::{Phone, sign_in};
use crate::world::{Api, World};

async fn raw_open(api: &Api, name: &str, signature: [u8; 64]) -> (u16, Vec<u8>) {
    let start = UserSessionStart { user: name.into() };
    let nonce: UserNonce = api.post("session/start", None, &start).await.unwrap();
    let open = UserSessionOpen {
        user: name.into(),
        nonce: nonce.nonce,
        signature: B64(signature.to_vec()),
    };
    let body = serde_json::to_vec(&open).unwrap();
    api.raw(
        reqwest::Method::POST,
        "session",
        None,
        "application/json",
        body,
    )
    .await
}

#[tokio::test]
async fn unknown_wrong_and_locked_answer_alike() {
    let world = World::new(20).await;
    let wrong = raw_open(&world.api, "lead", [1; 64]).await;
    assert_eq!(wrong.0, 401);
    assert_eq!(
        raw_open(&world.api, "nobody-of-that-name", [1; 64]).await,
        wrong
    );
    for _ in 0..12 {
        assert_eq!(raw_open(&world.api, "lead", [1; 64]).await, wrong);
    }
    let locked = sign_in(&world.api, "lead", &world.lead.passphrase)
        .await
        .err()
        .unwrap();
    assert_eq!(
        locked,
        (401, "HW-110".to_owned()),
        "even the right passphrase, while locked"
    );
    world.clock.advance_seconds(601);
    assert!(
        sign_in(&world.api, "lead", &world.lead.passphrase)
            .await
            .is_ok(),
        "until the window is over"
    );
}

#[tokio::test]
async fn a_session_ends_when_idle_and_when_closed_and_a_nonce_works_once() {
    let world = World::new(21).await;
    let token = world.lead.token.clone();
    let me: Me = world.api.get("me", Some(&token)).await.unwrap();
    assert_eq!(me.user_id.0, world.lead.user);
    world.clock.advance_seconds(31 * 60);
    assert_eq!(
        world.api.get::<Me>("me", Some(&token)).await.err(),
        Some((401, "HW-111".into()))
    );
    let again = sign_in(&world.api, "lead", &world.lead.passphrase)
        .await
        .unwrap();
    let delete = world
        .api
        .raw(
            reqwest::Method::DELETE,
            "session",
            Some(&again.token),
            "",
            Vec::new(),
        )
        .await;
    assert_eq!(delete.0, 204);
    assert!(world.api.get::<Me>("me", Some(&again.token)).await.is_err());
}

#[tokio::test]
async fn a_cookie_changes_nothing_without_the_pages_own_header() {
    let world = World::new(22).await;
    let client = &world.api.client;
    let url = |path: &str| format!("{}/api/v1/{path}", world.api.url);
    let cookie = format!("homeward_session={}", world.lead.token);
    let get = client
        .get(url("me"))
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(get.status(), 200);
    let delete = || client.delete(url("session")).header("cookie", &cookie);
    assert_eq!(
        delete().send().await.unwrap().status(),
        403,
        "no header of the page"
    );
    let foreign = delete()
        .header("x-homeward", "1")
        .header("origin", "https://elsewhere.example");
    assert_eq!(
        foreign.send().await.unwrap().status(),
        403,
        "another site's page"
    );
    let cross = delete()
        .header("x-homeward", "1")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(cross.send().await.unwrap().status(), 403);
    let own = delete()
        .header("x-homeward", "1")
        .header("origin", &world.api.url);
    assert_eq!(own.send().await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_phone_needs_its_own_transport_key() {
    let mut world = World::new(23).await;
    let other = Phone::enrol(
        &world.api,
        &world.supervisor,
        world.tenant,
        world.worker,
        &mut world.random,
    )
    .await;
    let mixed = Phone {
        transport: other.transport.clone(),
        ..world.phone
    };
    assert_eq!(mixed.open(&world.api).await.err(), Some(401));
    let unknown = Phone {
        device: homeward_seal::DeviceId([1; 16]),
        ..other
    };
    assert_eq!(unknown.open(&world.api).await.err(), Some(401));
    assert!(world.api.pull(&unknown.token, &[]).await.is_ok());
    world.clock.advance_seconds(15 * 60);
    assert_eq!(
        world.api.pull(&unknown.token, &[]).await.err(),
        Some(401),
        "15 minutes are over"
    );
}

#[tokio::test]
async fn headers_keep_foreign_scripts_out() {
    let world = World::new(24).await;
    let answer = world
        .api
        .client
        .get(format!("{}/api/v1/directory/head", world.api.url))
        .send()
        .await
        .unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").contains("script-src 'self' 'wasm-unsafe-eval';"));
    assert!(!header("content-security-policy").contains("unsafe-inline"));
    assert_eq!(header("cache-control"), "no-store");
    let session: Result<UserSession, _> = sign_in(&world.api, "lead", &world.lead.passphrase).await;
    assert!(session.is_ok());
}
