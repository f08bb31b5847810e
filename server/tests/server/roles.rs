//! Every role against every route: what is not one's own is refused, and always in the same words.

use std::collections::BTreeMap;

use homeward_seal::Digest;
use homeward_seal::statement::Role;

use crate::people::Person;
use crate::world::World;

const ROUTES: &[(&str, &str)] = &[
    ("GET", "me"),
    ("GET", "directory/log"),
    ("POST", "directory/state"),
    ("POST", "directory/statements"),
    ("GET", "enrolments"),
    ("POST", "enrolments"),
    ("GET", "cases"),
    ("POST", "cases"),
    ("POST", "cases/TAG/cards"),
    ("POST", "cases/TAG/headers"),
    ("POST", "cases/TAG/epochs"),
    ("GET", "review/queue"),
    ("GET", "records/RECORD"),
    ("POST", "records/RECORD/states"),
    ("POST", "records/RECORD/returns"),
    ("GET", "forms"),
    ("POST", "forms"),
    ("GET", "releases"),
    ("GET", "audit"),
    ("POST", "sync/push"),
    ("POST", "sync/pull"),
];

/// What a route wants, well formed enough to get past parsing.
fn body(route: &str) -> &'static str {
    match route.rsplit('/').next().unwrap_or_default() {
        "state" => r#"{"request":""}"#,
        "statements" => r#"{"statement":""}"#,
        "enrolments" => {
            r#"{"kind":"user","secret_hash":"0000000000000000000000000000000000000000000000000000000000000000","expires":0,"label":""}"#
        }
        "cases" => r#"{"statement":"","wraps":[],"headers":[],"cards":[]}"#,
        "cards" | "headers" => r#"{"objects":[]}"#,
        "epochs" => r#"{"statement":"","wraps":[]}"#,
        "states" => r#"{"change":"","note":null}"#,
        "returns" => r#"{"returns":[{"object":"","wraps":[]}],"change":"","note":null}"#,
        "forms" => r#"{"xform":"","statement":null}"#,
        _ => "",
    }
}

/// Which routes a role may use; "mine" ones answer 404 for a case of others.
fn allowed(role: Option<Role>, method: &str, route: &str) -> &'static str {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let Some(role) = role else { return "sign in" };
    match (method, route) {
        (_, "me" | "directory/state" | "directory/statements") => "yes",
        (_, "directory/log" | "audit") => yes(matches!(role, Role::Supervisor | Role::Auditor)),
        (_, "enrolments") => yes(role == Role::Supervisor),
        (_, "cases" | "review/queue") => yes(role == Role::Officer),
        ("GET", "forms") => yes(matches!(role, Role::Officer | Role::FormAuthor)),
        (_, "forms") => yes(role == Role::FormAuthor),
        (_, "releases") => yes(matches!(role, Role::Coordinator | Role::StatisticsOffice)),
        (_, "sync/push" | "sync/pull") => "sign in",
        _ if role == Role::Officer => "not found",
        _ => "no",
    }
}

#[tokio::test]
async fn each_role_reaches_its_own_routes_and_no_other() {
    let mut world = World::new(50).await;
    let case = world.case().await;
    let (reference, item) = world.record(&case, 1, Digest::ZERO);
    world
        .api
        .push(&world.phone.token, vec![item])
        .await
        .unwrap();
    let mut people: Vec<(Option<Role>, Option<String>)> = vec![
        (None, None),
        (Some(Role::Supervisor), Some(world.supervisor.token.clone())),
    ];
    let others = [
        (Role::Officer, "other officer"),
        (Role::FormAuthor, "author"),
        (Role::Coordinator, "coordinator"),
        (Role::StatisticsOffice, "office"),
        (Role::Auditor, "auditor"),
    ];
    for (role, name) in others {
        let (api, tenant) = (world.api.clone(), world.tenant);
        let person = Person::enrol(
            &api,
            &world.supervisor,
            tenant,
            role,
            name,
            &mut world.random,
        )
        .await;
        people.push((Some(role), Some(person.token)));
    }
    let mut refusals: BTreeMap<u16, Vec<u8>> = BTreeMap::new();
    for (method, route) in ROUTES {
        let real = route
            .replace("TAG", &case.tag.hex())
            .replace("RECORD", &format!("{}/{}", reference.id, reference.digest));
        let none = route
            .replace("TAG", &"0".repeat(32))
            .replace("RECORD", &format!("{}/{}", "0".repeat(32), "0".repeat(64)));
        let kind = if route.starts_with("sync") {
            homeward_protocol::CBOR
        } else {
            "application/json"
        };
        for (role, token) in &people {
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            let text = if method == "POST" { body(route) } else { "" };
            let call = |path: String| {
                let (api, method, token) = (&world.api, method.clone(), token.as_deref());
                async move { api.raw(method, &path, token, kind, text.into()).await }
            };
            let (status, answer) = call(real.clone()).await;
            let wanted = allowed(*role, method.as_str(), route);
            let what = format!("{role:?} {method} {route} gave {status}");
            match wanted {
                "yes" => assert!(
                    !matches!(status, 401 | 404) && !is_role_refusal(status, &answer),
                    "{what}"
                ),
                "sign in" => assert_eq!(status, 401, "{what}"),
                "no" => assert_eq!(status, 403, "{what}"),
                _ => assert_eq!(status, 404, "{what}"),
            }
            if wanted != "yes" {
                let first = refusals.entry(status).or_insert_with(|| answer.clone());
                assert_eq!(*first, answer, "{what}: in other words than elsewhere");
                assert_eq!(
                    call(none.clone()).await,
                    (status, answer),
                    "{what}: an unknown object differs"
                );
            }
        }
    }
    assert_eq!(
        refusals.keys().copied().collect::<Vec<_>>(),
        [401, 403, 404]
    );
}

fn is_role_refusal(status: u16, answer: &[u8]) -> bool {
    status == 403 && String::from_utf8_lossy(answer).contains("HW-112")
}

#[tokio::test]
async fn a_disabled_user_is_out_at_once() {
    let world = World::new(51).await;
    let before = world
        .api
        .get::<serde_json::Value>("cases", Some(&world.lead.token))
        .await;
    assert!(before.is_ok());
    let user = world.lead.user.0;
    let store = homeward::store::Store::open(&world.data(), None).unwrap();
    let found = store
        .write(move |tx| {
            Ok::<_, homeward::store::StoreError>(tx.set_account_disabled(&user, true)?)
        })
        .await
        .unwrap();
    assert!(found);
    let after = world
        .api
        .get::<serde_json::Value>("cases", Some(&world.lead.token))
        .await;
    assert_eq!(after.err(), Some((401, "HW-111".into())));
    let again = crate::people::sign_in(&world.api, "lead", &world.lead.passphrase).await;
    assert_eq!(again.err(), Some((401, "HW-110".into())));
}

#[tokio::test]
async fn every_route_of_the_description_is_there() {
    let world = World::new(52).await;
    let text = world
        .api
        .raw(reqwest::Method::GET, "openapi.json", None, "", Vec::new())
        .await
        .1;
    let description: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let mut found = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let id = "0".repeat(32);
            let path = path.trim_start_matches("/api/v1/").replace("{id}", &id);
            let verb = reqwest::Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let (status, _) = world
                .api
                .raw(verb, &path, None, "text/plain", Vec::new())
                .await;
            assert!(
                !matches!(status, 404 | 405 | 500),
                "{method} {path} gave {status}"
            );
            found.push((method.to_uppercase(), path));
        }
    }
    assert_eq!(found.len(), 32);
    let schemas = &description["components"]["schemas"];
    for name in [
        "ApiError",
        "UserSession",
        "CaseList",
        "WrapJson",
        "RecordAnswer",
        "Enrolment",
    ] {
        assert!(schemas[name].is_object(), "{name} is not described");
    }
}
