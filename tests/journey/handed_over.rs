//! A phone that was taken off a case sends a check-in of it to a real server: accepted with a receipt, flagged,
//! and not counted until a member of the team accepts it.

use std::sync::Arc;

use homeward::demo::institution::Institution;
use homeward::demo::person::Person;
use homeward::demo::phone::{Phone, said};
use homeward::demo::{Browser, settings};
use homeward::office::export;
use homeward::{Clock as _, SettableClock, SystemRandom};
use homeward_app::screen::OutboxState;
use homeward_journey::{Port, Process, world};
use homeward_protocol::cases::{AddEpoch, CaseList, WrapJson};
use homeward_protocol::{B64, Hex};
use homeward_seal::statement::{Body, Statement};
use homeward_seal::{OpeningKey, PeriodId, Wrap};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _, tz::Offset};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde_json::json;

/// The lead's next epoch of a case, without one device among its writers.
async fn hand_over(
    lead: &mut Browser,
    institution: &Institution,
    tag: &str,
    device: &str,
    now: u64,
) {
    let list: CaseList = serde_json::from_value(lead.get("cases").await.unwrap()).unwrap();
    let case = list
        .cases
        .iter()
        .find(|case| case.tag.0.hex() == tag)
        .unwrap();
    let last = Statement::parse(&case.epochs.last().unwrap().statement).unwrap();
    let Body::Epoch(before) = last.body() else {
        panic!("an epoch is no epoch statement");
    };
    let mut random = ChaCha20Rng::seed_from_u64(63);
    let key = OpeningKey::random(&mut random);
    let mut epoch = before.clone();
    epoch.number += 1;
    epoch.previous = Some(last.digest());
    epoch.key = key.sealing_key();
    epoch.writers.retain(|writer| writer.hex() != device);
    assert_eq!(epoch.writers.len(), before.writers.len() - 1);
    let (tenant, members, subject) = (institution.tenant, epoch.members.clone(), epoch.case);
    let (user, keys) = (institution.officers[0], &institution.officer_keys[0]);
    let body = Body::Epoch(epoch);
    let statement = Statement::sign(
        tenant,
        subject,
        user,
        now,
        &body,
        &keys.signing,
        &mut random,
    );
    let statement = statement.unwrap();
    let wraps = members.iter().map(|member| {
        let place = institution
            .officers
            .iter()
            .position(|officer| officer == member);
        let to = institution.officer_keys[place.unwrap()]
            .opening
            .sealing_key();
        let wrap = Wrap::epoch_key(&key, &tenant, &statement.digest(), &to, &mut random);
        WrapJson::from(&wrap.unwrap())
    });
    let new = AddEpoch {
        wraps: wraps.collect(),
        statement: B64(statement.bytes().to_vec()),
    };
    let new = serde_json::to_value(new).unwrap();
    lead.post(&format!("cases/{tag}/epochs"), &new)
        .await
        .unwrap();
}

/// The id of the half-year of a day in the synthetic settings.
fn period(day: Date) -> PeriodId {
    let id = match (day.year(), day.month()) {
        (year, 5..=10) => format!("{year}-05"),
        (year, 11..) => format!("{year}-11"),
        (year, _) => format!("{}-11", year - 1),
    };
    PeriodId::new(&id).unwrap()
}

fn fill(phone: &Phone, tag: &str, reference: &str, day: Date, seed: u64) {
    let answers = Person::new(seed).contact(reference, day, 40, 2).answers();
    let finish = phone
        .app
        .whole_checkin(tag, None, &answers)
        .map_err(said)
        .unwrap();
    assert!(finish.done, "{} {}", finish.sentence, finish.first_missing);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_check_in_of_a_phone_that_no_longer_writes_to_the_case() {
    let folder = tempfile::tempdir().unwrap();
    let now = Timestamp::now();
    let today = Offset::UTC.to_datetime(now).date();
    let institution = world::found(folder.path(), today, 62).await;
    let data = folder.path().join("server");
    let process = Process::start(&data, &Port::reserve(), None, &folder.path().join("log"));
    let seconds = u64::try_from(now.as_second()).unwrap();
    let clock = Arc::new(SettableClock::at_seconds(seconds));
    let at = i64::try_from(seconds).unwrap();
    let line = process.url.clone();
    let mut supervisor = world::desk(&institution, clock.clone(), &line, "supervisor", 1).await;
    let mut phones = Vec::new();
    for number in 0..2 {
        let phone = Phone::open(
            &folder.path().join(format!("phone{number}")),
            at,
            20 + number,
        );
        let phone = phone.unwrap();
        let worker = usize::try_from(number).unwrap();
        let (label, worker) = (
            format!("Worker {}", number + 1),
            institution.workers[worker],
        );
        phone
            .enrol(&mut supervisor, &line, &label, worker)
            .await
            .unwrap();
        phones.push(phone);
    }
    let mut lead = world::desk(&institution, clock.clone(), &line, "officer", 2).await;
    let devices = [1, 2].map(|worker| {
        lead.device_of(&format!("Worker {worker} (synthetic)"))
            .unwrap()
    });
    let case = json!({
        "team": Hex(institution.team), "members": [Hex(institution.officers[1])], "devices": devices,
        "area": settings::areas().next().unwrap(), "release_date": (today - 40.days()).to_string(),
        "next_date": today.to_string(), "language": "mk", "sex": "f",
    });
    let (tag, reference) = lead.new_case(case).await.unwrap();
    let phone = phones.remove(0);
    phone.sync().await.unwrap();
    let counted = || async {
        export(&data, &period(today), 0, &SystemRandom)
            .await
            .unwrap()
            .1
    };

    // as long as it writes to the case, its check-ins count by themselves
    fill(&phone, &tag, &reference, today, 1);
    assert_eq!(phone.sync().await.unwrap(), 1);
    let first = lead.queue().await.unwrap().remove(0);
    assert_eq!((&first["flagged"], counted().await), (&false.into(), 2));

    // it is taken off, learns of it with a state of its check-in, and sends one more
    hand_over(
        &mut lead,
        &institution,
        &tag,
        &devices[0],
        clock.now_seconds(),
    )
    .await;
    lead.queue().await.unwrap();
    lead.change_state(&first["record"], 1, None).await.unwrap();
    phone.sync().await.unwrap();
    fill(&phone, &tag, &reference, today, 2);
    assert_eq!(phone.sync().await.unwrap(), 1, "accepted");
    let sent = phone.app.outbox().map_err(said).unwrap().rows.remove(0);
    assert!(
        sent.state == OutboxState::Sent && !sent.receipt.is_empty(),
        "{sent:?}"
    );
    let odd = |rows: Vec<serde_json::Value>| {
        assert_eq!(rows.len(), 2);
        rows.into_iter()
            .find(|row| row["record"] != first["record"])
            .unwrap()
    };
    let row = odd(lead.queue().await.unwrap());
    assert_eq!(
        (&row["flagged"], &row["flag"]),
        (&true.into(), &"not_a_writer".into())
    );
    assert_eq!(counted().await, 2, "it is not counted");

    // reading it accepts nothing; accepting it does, once
    lead.open(&row, "mk").await.unwrap();
    lead.change_state(&row["record"], 1, None).await.unwrap();
    assert_eq!(counted().await, 2);
    let mut colleague = world::desk(&institution, clock.clone(), &line, "officer2", 3).await;
    let row = odd(colleague.queue().await.unwrap());
    for _ in 0..2 {
        colleague
            .change_state(&row["record"], 5, None)
            .await
            .unwrap();
        assert_eq!(
            counted().await,
            4,
            "its two tallies, however often it is accepted"
        );
    }
    let accepted = odd(colleague.queue().await.unwrap());
    assert_eq!(accepted["flagged"], false);
    assert!(accepted["accepted"].is_object(), "{accepted}");
    process.kill();
}
