//! Enrolment: the secret admits to the queue and to nothing else.

use homeward_protocol::enrolment::{
    Admit, Admitted, Enrolment, EnrolmentKind, EnrolmentState, PublicKeys,
};
use homeward_protocol::{B64, Hex};
use homeward_seal::statement::{Body, DeviceKind, DeviceStatement};
use homeward_seal::{DeviceId, OpeningKey, SigningKey};

use crate::people::{Phone, invite, state};
use crate::world::World;

#[tokio::test]
async fn a_phone_waits_until_a_supervisor_states_it() {
    let mut world = World::new(30).await;
    let random = &mut world.random;
    let secret = invite(
        &world.api,
        &world.supervisor,
        EnrolmentKind::Device,
        "spare",
        random,
    )
    .await;
    let phone = Phone {
        device: DeviceId::random(random),
        signing: SigningKey::random(random),
        opening: OpeningKey::random(random),
        transport: SigningKey::random(random),
        token: String::new(),
    };
    let admit = Admit {
        secret: secret.text(),
        kind: EnrolmentKind::Device,
        subject: Hex(phone.device.into()),
        keys: PublicKeys {
            signing: B64(phone.signing.verifying_key().0.to_vec()),
            sealing: B64(phone.opening.sealing_key().0.to_vec()),
            transport: Some(B64(phone.transport.verifying_key().0.to_vec())),
            tally: Some(B64(vec![4; 32])),
        },
        user_name: None,
        verifier: None,
        blob: None,
        device_kind: 0,
    };
    let first: Admitted = world
        .api
        .post("enrolments/admit", None, &admit)
        .await
        .unwrap();
    world.clock.advance_seconds(5);
    let again: Admitted = world
        .api
        .post("enrolments/admit", None, &admit)
        .await
        .unwrap();
    assert_eq!(first.head, again.head, "the digits do not change");
    assert_eq!(
        phone.open(&world.api).await.err(),
        Some(401),
        "the secret alone lets nobody in"
    );
    let mut thief = admit.clone();
    thief.subject = Hex(DeviceId::random(random).into());
    let refused = world
        .api
        .post::<Admitted>("enrolments/admit", None, &thief)
        .await;
    assert_eq!(
        refused.err(),
        Some((403, "HW-120".into())),
        "the queue has one place for a secret"
    );
    let list: Vec<Enrolment> = world
        .api
        .get("enrolments", Some(&world.supervisor.token))
        .await
        .unwrap();
    let waiting = list.iter().find(|one| one.id == first.id).unwrap();
    assert_eq!(
        (waiting.state, waiting.keys.as_ref()),
        (EnrolmentState::Waiting, Some(&admit.keys))
    );
    let body = Body::Device(DeviceStatement {
        kind: DeviceKind::Phone,
        user: world.worker,
        signing: phone.signing.verifying_key(),
        sealing: phone.opening.sealing_key(),
        transport: phone.transport.verifying_key(),
    });
    state(
        &world.api,
        &world.supervisor,
        world.tenant,
        phone.device,
        &body,
        random,
    )
    .await
    .unwrap();
    assert!(phone.open(&world.api).await.is_ok());
    let url = format!("{}/api/v1/enrolments/{}", world.api.url, first.id.0);
    let own = world
        .api
        .client
        .get(&url)
        .header("homeward-secret", secret.text())
        .send()
        .await
        .unwrap();
    let own: Enrolment = serde_json::from_slice(&own.bytes().await.unwrap()).unwrap();
    assert_eq!(own.state, EnrolmentState::Enrolled);
    assert_eq!(
        (own.keys, own.label),
        (None, String::new()),
        "label and keys are forgotten"
    );
    let bare = world.api.client.get(&url).send().await.unwrap();
    assert_eq!(bare.status(), 403);
}

#[tokio::test]
async fn a_secret_ends_after_72_hours_and_guesses_are_slowed() {
    let mut world = World::new(31).await;
    let random = &mut world.random;
    let secret = invite(
        &world.api,
        &world.supervisor,
        EnrolmentKind::Device,
        "late",
        random,
    )
    .await;
    let keys = || B64(vec![2; 32]);
    let admit = |text: String| Admit {
        secret: text,
        kind: EnrolmentKind::Device,
        subject: Hex(DeviceId([9; 16]).into()),
        keys: PublicKeys {
            signing: keys(),
            sealing: keys(),
            transport: Some(keys()),
            tally: Some(keys()),
        },
        user_name: None,
        verifier: None,
        blob: None,
        device_kind: 0,
    };
    world.clock.advance_seconds(3601);
    let late = world
        .api
        .post::<Admitted>("enrolments/admit", None, &admit(secret.text()))
        .await
        .err();
    assert_eq!(late, Some((403, "HW-120".into())));
    let wrong = |n: u32| admit(format!("{:0>10}", n));
    for n in 0..9 {
        assert!(
            world
                .api
                .post::<Admitted>("enrolments/admit", None, &wrong(n))
                .await
                .is_err()
        );
    }
    world.clock.advance_seconds(3601);
    let mut admits = world
        .api
        .post::<Admitted>("enrolments/admit", None, &wrong(99))
        .await;
    assert_eq!(admits.err(), late.clone());
    admits = world
        .api
        .post("enrolments/admit", None, &admit(secret.text()))
        .await;
    assert_eq!(admits.err(), late);
}
