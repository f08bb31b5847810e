//! What does not stand as it should, once each, so that officers see it in the demo: two corrections of
//! one version, a check-in of a phone that was taken off the case, and one of a phone that had ended.
//!
//! Invariant: each comes about as it would outside, over the same routes as everything else. Only the two
//! statements that no page makes yet are signed here, with the demo's own keys.

use anyhow::{Context as _, ensure};
use homeward_app::screen::StepKind;
use homeward_protocol::B64;
use homeward_protocol::cases::{AddEpoch, CaseList, WrapJson};
use homeward_seal::statement::{Body, RevocationReason, RevocationStatement, Statement};
use homeward_seal::{DeviceId, OpeningKey, Wrap};
use jiff::ToSpan as _;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde_json::{Value, json};

use super::browser::Browser;
use super::phone::{Phone, said};
use super::story::{Case, Story, WORKERS, days};
use crate::clock::Clock as _;

/// The worker of all this, counted from 0; the first officer leads the cases.
pub(super) const WORKER: usize = 3;
/// Place of that worker's old phone among the phones.
pub(super) const LOST_PHONE: usize = WORKERS;
/// The case that the old phone writes to as well.
const LOST_CASE: usize = 3;
/// The case that another worker's phone writes to as well, and goes on with alone.
const HANDED_CASE: usize = 93;
/// That worker.
const GOES_ON: usize = 6;

/// The phones that write to a case of a worker, by their place.
pub(super) fn writers(case: usize, worker: usize) -> impl Iterator<Item = usize> {
    let other = match case {
        LOST_CASE => Some(LOST_PHONE),
        HANDED_CASE => Some(GOES_ON),
        _ => None,
    };
    std::iter::once(worker).chain(other)
}

impl Story<'_> {
    /// Lets it all happen on the last day.
    pub(super) async fn odd(
        &self,
        phones: &[Phone],
        cases: &mut [Case],
        devices: &[String],
    ) -> anyhow::Result<()> {
        let mut officer = self.browser("officer", 80_001).await?;
        let mut colleague = self.browser("officer2", 80_002).await?;
        let mut random = ChaCha20Rng::seed_from_u64(80_003);
        let phone = &phones[WORKER];
        self.correct_twice(&mut officer, &mut colleague, phone)
            .await?;
        let handed = &mut cases[HANDED_CASE];
        self.hand_over(&mut officer, handed, &devices[WORKER], &mut random)
            .await?;
        phone.sync().await?;
        self.contact(phone, handed).await?;
        self.end(&devices[LOST_PHONE], &mut random).await?;
        self.contact(&phones[LOST_PHONE], &mut cases[LOST_CASE])
            .await
    }

    /// Two officers return the same check-in before they see each other's return, and the worker answers
    /// both.
    async fn correct_twice(
        &self,
        officer: &mut Browser,
        colleague: &mut Browser,
        phone: &Phone,
    ) -> anyhow::Result<()> {
        let worker = format!("Worker {} (synthetic)", WORKER + 1);
        let mut rows = officer.queue().await?;
        colleague.queue().await?;
        rows.retain(|row| row["state"] == 0 && row["worker"] == worker);
        rows.sort_by_key(|row| std::cmp::Reverse(row["received"].as_u64()));
        let mut found = None;
        for row in rows {
            let opened = officer.open(&row, "en").await?;
            let mut lines = opened["lines"].as_array().into_iter().flatten();
            let line = lines.find(|line| {
                let path = line["path"].as_str().unwrap_or_default();
                path.ends_with("/goals_progress") && line["state"] == 0
            });
            if let Some(path) = line.and_then(|line| line["path"].as_str()) {
                found = Some((row["record"].clone(), path.to_owned()));
                break;
            }
        }
        let (record, path) = found.context("no synthetic check-in asks about goals")?;
        let text = "Synthetic comment: is this how it stands today?";
        officer.send_back(&record, &path, text).await?;
        let text = "Synthetic comment: please read this answer back once more.";
        colleague.send_back(&record, &path, text).await?;
        phone.sync().await?;
        let returns = phone.app.corrections().map_err(said)?.rows;
        ensure!(returns.len() == 2, "{} returns arrived", returns.len());
        for (returned, answer) in returns.iter().zip(["slow", "stuck"]) {
            let opened = phone.app.open_correction(&returned.return_id);
            let mut screen = opened.map_err(said)?;
            phone.app.answer(&path, answer).map_err(said)?;
            for _ in 0..200 {
                if screen.step == StepKind::End {
                    break;
                }
                screen = phone.app.next().map_err(said)?;
            }
            let finish = phone.app.finish().map_err(said)?;
            ensure!(finish.done, "a correction lacks {}", finish.first_missing);
        }
        phone.sync().await?;
        Ok(())
    }

    /// The lead takes a phone off a case and says so on its newest check-in; by that the phone learns of the
    /// new epoch when it syncs.
    async fn hand_over(
        &self,
        lead: &mut Browser,
        case: &Case,
        device: &str,
        random: &mut ChaCha20Rng,
    ) -> anyhow::Result<()> {
        let tag = case.tag.as_deref().context("the case was made")?;
        let list: CaseList = serde_json::from_value(lead.get("cases").await?)?;
        let kept = list.cases.iter().find(|case| case.tag.0.hex() == tag);
        let last = kept.and_then(|case| case.epochs.last());
        let last = Statement::parse(&last.context("the lead has the case")?.statement)?;
        let Body::Epoch(before) = last.body() else {
            anyhow::bail!("an epoch is no epoch statement");
        };
        let key = OpeningKey::random(random);
        let mut epoch = before.clone();
        epoch.number += 1;
        epoch.previous = Some(last.digest());
        epoch.key = key.sealing_key();
        epoch.writers.retain(|writer| writer.hex() != device);
        let (tenant, members) = (self.institution.tenant, epoch.members.clone());
        let (user, signing) = (
            self.institution.officers[0],
            &self.institution.officer_keys[0].signing,
        );
        let subject = epoch.case;
        let body = Body::Epoch(epoch);
        let now = self.clock.now_seconds();
        let statement = Statement::sign(tenant, subject, user, now, &body, signing, random)?;
        let mut wraps = Vec::new();
        for member in members {
            let mut officers = self.institution.officers.iter();
            let place = officers.position(|officer| *officer == member);
            let to = &self.institution.officer_keys[place.context("a member is an officer")?];
            let to = to.opening.sealing_key();
            let wrap = Wrap::epoch_key(&key, &tenant, &statement.digest(), &to, random)?;
            wraps.push(WrapJson::from(&wrap));
        }
        let statement = B64(statement.bytes().to_vec());
        let new = serde_json::to_value(AddEpoch { statement, wraps })?;
        lead.post(&format!("cases/{tag}/epochs"), &new).await?;
        let mut rows = lead.queue().await?;
        rows.retain(|row| row["reference"] == case.reference.as_str());
        let newest = rows.iter().max_by_key(|row| row["received"].as_u64());
        let record = newest.context("the case has check-ins")?["record"].clone();
        let note = format!("Synthetic note: from now on worker {} writes.", GOES_ON + 1);
        lead.change_state(&record, 2, Some(&note)).await
    }

    /// The supervisor ends a phone that was lost.
    async fn end(&self, device: &str, random: &mut ChaCha20Rng) -> anyhow::Result<()> {
        let supervisor = self.browser("supervisor", 80_004).await?;
        let device = DeviceId::from_hex(device).context("a device has an id")?;
        let (user, keys) = &self.institution.supervisor;
        let body = Body::Revocation(RevocationStatement {
            reason: RevocationReason::Revoked,
            last_valid: Vec::new(),
        });
        let (tenant, now) = (self.institution.tenant, self.clock.now_seconds());
        let statement = Statement::sign(tenant, device, *user, now, &body, &keys.signing, random)?;
        let body: Value = json!({ "statement": B64(statement.bytes().to_vec()) });
        supervisor.post("directory/statements", &body).await?;
        Ok(())
    }

    /// A contact of the day before, recorded and sent.
    async fn contact(&self, phone: &Phone, case: &mut Case) -> anyhow::Result<()> {
        let tag = case.tag.as_deref().context("the case was made")?;
        let day = self.today.checked_sub(1.days())?;
        case.contacts += 1;
        let since = days(case.release, day)?;
        let contact = case
            .person
            .contact(&case.reference, day, since, case.contacts);
        let finish = phone.app.whole_checkin(tag, None, &contact.answers());
        let finish = finish.map_err(said)?;
        ensure!(finish.done, "a check-in lacks {}", finish.first_missing);
        phone.sync().await?;
        Ok(())
    }
}
