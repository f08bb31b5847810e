//! A synthetic person: what a seeded random source lets them answer at each contact.
//!
//! Invariant: nothing here is about anybody. Every text says that it is synthetic, and the same seed
//! gives the same answers. A circumstance mostly stays as it was at the contact before and now and
//! then changes to what is more likely by then, so that trends show and single answers do not.
//!
//! Deliberately absent: any number about the person. The chances are of the time since release.

use jiff::civil::Date;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use serde_json::{Map, Value, json};

/// One contact: coded answers by question name, and a row of answers for each referral.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Question name and value, in the order of the form.
    pub answers: Vec<(&'static str, String)>,
    /// One list of question name and value for each instance of the repeat.
    pub referrals: Vec<Vec<(&'static str, String)>>,
    /// Questions that the person preferred not to answer.
    pub declined: Vec<&'static str>,
}

impl Contact {
    /// The answers in the shapes of `homeward form fill`.
    #[must_use]
    pub fn answers(&self) -> Map<String, Value> {
        let pair =
            |(name, value): &(&str, String)| ((*name).to_owned(), Value::String(value.clone()));
        let mut answers: Map<String, Value> = self.answers.iter().map(pair).collect();
        for name in &self.declined {
            answers.insert((*name).to_owned(), json!({ "prefers_not_to_say": true }));
        }
        if !self.referrals.is_empty() {
            let rows = self.referrals.iter();
            let rows = rows.map(|row| Value::Object(row.iter().map(pair).collect()));
            answers.insert("referrals".to_owned(), rows.collect());
        }
        answers
    }

    fn put(&mut self, name: &'static str, value: impl Into<String>) {
        self.answers.push((name, value.into()));
    }
}

/// Circumstances that last from one contact to the next.
#[derive(Debug)]
pub struct Person {
    random: ChaCha8Rng,
    accommodation: Option<&'static str>,
    work: Option<&'static str>,
    documents: Option<&'static str>,
    family: Option<&'static str>,
    welcome: Option<&'static str>,
}

/// Choices with their weights early after release and a year later.
type Chances = &'static [(&'static str, u32, u32)];

const ACCOMMODATION: Chances = &[
    ("family", 44, 40),
    ("own", 8, 16),
    ("rented", 8, 26),
    ("friends", 16, 8),
    ("social", 4, 6),
    ("shelter", 12, 3),
    ("no_fixed", 8, 1),
];
const WORK: Chances = &[
    ("formal", 8, 36),
    ("informal", 16, 18),
    ("self", 2, 8),
    ("learning", 6, 8),
    ("looking", 52, 18),
    ("care", 4, 4),
    ("unable", 6, 5),
    ("not_looking", 6, 3),
];
const DOCUMENTS: Chances = &[
    ("none", 30, 78),
    ("id", 22, 4),
    ("id health_ins", 16, 3),
    ("health_ins employment_reg", 16, 6),
    ("employment_reg", 10, 5),
    ("residence", 6, 4),
];
const FAMILY: Chances = &[
    ("good", 34, 46),
    ("some", 32, 32),
    ("strained", 22, 14),
    ("no_contact", 12, 8),
];
const WELCOME: Chances = &[
    ("accepted", 30, 52),
    ("mixed", 46, 36),
    ("rejected", 24, 12),
];

/// Days after release on which a contact takes place; after the last one, every 60 days.
pub const CONTACTS: [i64; 6] = [-20, 2, 16, 30, 60, 90];

/// The day of the next contact after one so many days after release.
#[must_use]
pub fn next_contact(since: i64) -> i64 {
    CONTACTS
        .into_iter()
        .find(|day| *day > since)
        .unwrap_or(since + 60)
}

/// The form's choice for the time since release.
#[must_use]
pub fn stage(since_release: i64) -> &'static str {
    match since_release {
        ..=-1 => "pre_release",
        0..=60 => "m0_1",
        61..=121 => "m2_3",
        122..=212 => "m4_6",
        213..=395 => "m7_12",
        _ => "m13_plus",
    }
}

impl Person {
    /// The person of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Person {
        Person {
            random: ChaCha8Rng::seed_from_u64(seed),
            accommodation: None,
            work: None,
            documents: None,
            family: None,
            welcome: None,
        }
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.random.next_u32() % 100 < percent
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &'a [(&'a T, u32)]) -> &'a T {
        let total: u32 = from.iter().map(|(_, weight)| weight).sum();
        let mut left = self.random.next_u32() % total.max(1);
        for (value, weight) in from {
            if left < *weight {
                return value;
            }
            left -= weight;
        }
        from[from.len() - 1].0
    }

    /// Keeps what was, three times in four; else picks by the time since release.
    fn drift(&mut self, was: Option<&'static str>, chances: Chances, since: i64) -> &'static str {
        if let Some(was) = was
            && self.chance(75)
        {
            return was;
        }
        let late = u32::try_from(since.clamp(0, 365)).unwrap_or(0);
        let weights: Vec<(&str, u32)> = chances
            .iter()
            .map(|(value, early, later)| (*value, early * (365 - late) + later * late))
            .collect();
        let picked = self.pick(&weights);
        chances
            .iter()
            .map(|(value, ..)| *value)
            .find(|value| *value == picked)
            .unwrap_or(chances[0].0)
    }

    /// The answers at a contact on `date`, `since` days after release; `number` counts from 1.
    #[must_use]
    pub fn contact(&mut self, reference: &str, date: Date, since: i64, number: u32) -> Contact {
        let mut contact = Contact::default();
        contact.put("case_ref", reference);
        contact.put("visit_date", date.to_string());
        let kind = match since {
            0..=3 => "first_72h",
            _ => self.pick(&[("scheduled", 84), ("requested", 9), ("followup", 7)]),
        };
        contact.put("checkin_kind", kind);
        contact.put("stage", stage(since));
        let result = self.pick(&[
            ("met", 78),
            ("spoke", 12),
            ("not_reached", 9),
            ("postponed", 1),
        ]);
        contact.put("contact_result", result);
        let talked = matches!(result, "met" | "spoke");
        let agreed = talked && self.chance(94);
        if result == "not_reached" {
            let reasons = [
                ("no_answer", 60),
                ("no_transport", 20),
                ("ill", 10),
                ("unknown", 10),
            ];
            contact.put("not_reached_reason", self.pick(&reasons));
        }
        if talked {
            contact.put("notice_given", "yes");
            contact.put("agrees_today", if agreed { "yes" } else { "no" });
        }
        if agreed {
            self.living(&mut contact, since);
            self.around(&mut contact, since);
        }
        self.safety(&mut contact);
        if agreed {
            self.requests(&mut contact, since);
            contact.put(
                "person_words",
                format!("Synthetic words of contact {number}."),
            );
        }
        contact.put(
            "worker_note",
            format!("Synthetic note of contact {number}."),
        );
        if agreed {
            contact.put("read_back", "yes");
        }
        let next = date.saturating_add(jiff::Span::new().days(next_contact(since) - since));
        contact.put("next_contact", next.to_string());
        contact.put("worker_support", if self.chance(6) { "yes" } else { "no" });
        contact
    }

    fn living(&mut self, contact: &mut Contact, since: i64) {
        let private = self.chance(80);
        contact.put("private_talk", if private { "yes" } else { "no" });
        let place = self.drift(self.accommodation, ACCOMMODATION, since);
        self.accommodation = Some(place);
        contact.put("acc_type", place);
        let firm = !matches!(place, "shelter" | "no_fixed" | "friends");
        let secure = self.pick(if firm {
            &[("yes", 82), ("unsure", 12), ("no", 6)]
        } else {
            &[("yes", 22), ("unsure", 40), ("no", 38)]
        });
        contact.put("acc_secure", secure);
        if secure != "yes" || matches!(place, "shelter" | "no_fixed") {
            let problems = [
                ("cost", 40),
                ("crowded", 25),
                ("cost notice", 15),
                ("condition", 20),
            ];
            contact.put("acc_problems", self.pick(&problems));
        }
        let work = self.drift(self.work, WORK, since);
        self.work = Some(work);
        contact.put("work_status", work);
        if matches!(work, "formal" | "informal" | "self") {
            let days = self.pick(&[("20", 50), ("12", 30), ("6", 20)]);
            contact.put("work_days", days);
        }
        if matches!(work, "looking" | "not_looking" | "informal") {
            let barriers = [
                ("vacancies", 40),
                ("record", 30),
                ("record stigma", 20),
                ("skills", 10),
            ];
            contact.put("work_barriers", self.pick(&barriers));
        }
        let documents = self.drift(self.documents, DOCUMENTS, since);
        self.documents = Some(documents);
        contact.put("docs_missing", documents);
        let enough = [("always", 22), ("mostly", 44), ("rarely", 26), ("never", 8)];
        if self.chance(95) {
            contact.put("basic_needs", self.pick(&enough));
        } else {
            contact.declined.push("basic_needs");
        }
        if private {
            self.family(contact, since);
            let access = [("yes", 62), ("partly", 24), ("no", 10), ("not_say", 4)];
            contact.put("health_access", self.pick(&access));
            let felt = [
                ("good", 28),
                ("fair", 42),
                ("poor", 20),
                ("very_poor", 6),
                ("not_say", 4),
            ];
            contact.put("wellbeing", self.pick(&felt));
            let support = [("no", 68), ("yes", 16), ("already", 12), ("not_say", 4)];
            contact.put("substance_support", self.pick(&support));
        } else {
            self.family(contact, since);
        }
    }

    fn family(&mut self, contact: &mut Contact, since: i64) {
        let family = self.drift(self.family, FAMILY, since);
        self.family = Some(family);
        contact.put("family_contact", family);
        let trusted = self.pick(&[("yes", 70), ("no", 18), ("unsure", 10), ("not_say", 2)]);
        contact.put("trusted_person", trusted);
    }

    fn around(&mut self, contact: &mut Contact, since: i64) {
        let welcome = self.drift(self.welcome, WELCOME, since);
        self.welcome = Some(welcome);
        contact.put("welcome", welcome);
        let stigma = [
            ("none", 62),
            ("job", 20),
            ("job insults", 10),
            ("not_say", 8),
        ];
        contact.put("stigma", self.pick(&stigma));
        let activities = [
            ("none", 44),
            ("sport", 20),
            ("course", 20),
            ("neighbours", 16),
        ];
        contact.put("activities", self.pick(&activities));
        let kept = [
            ("all", 40),
            ("most", 26),
            ("few", 10),
            ("none_kept", 6),
            ("none_planned", 18),
        ];
        contact.put("engagement", self.pick(&kept));
        let goals = [
            ("reached", 8),
            ("on_track", 42),
            ("slow", 30),
            ("stuck", 12),
            ("no_plan", 8),
        ];
        contact.put("goals_progress", self.pick(&goals));
        let strengths = [
            ("home family", 30),
            ("work goals", 22),
            ("family mentor", 20),
            ("health", 14),
            ("none_yet", 14),
        ];
        contact.put("strengths", self.pick(&strengths));
    }

    fn safety(&mut self, contact: &mut Contact) {
        let concern = self.pick(&[("no", 950), ("later", 45), ("now", 5)]);
        contact.put("safety_concern", concern);
        if concern != "no" {
            contact.put(
                "concern_kind",
                self.pick(&[("pressure", 60), ("worker", 40)]),
            );
            contact.put("concern_text", "Synthetic concern: nobody was harmed.");
            contact.put("concern_told", "duty");
        }
    }

    fn requests(&mut self, contact: &mut Contact, since: i64) {
        let asks = if since < 120 { 78 } else { 48 };
        if !self.chance(asks) {
            contact.put("support_requested", "none");
            contact.put("service_gap", "none");
            return;
        }
        let needs = [
            ("housing", 22),
            ("work", 34),
            ("documents", 22),
            ("money", 12),
            ("legal", 10),
        ];
        let need = self.pick(&needs);
        contact.put("support_requested", need);
        let made = self.chance(70);
        contact.put("referral_made", if made { "yes" } else { "no" });
        if made {
            let service = match need {
                "housing" => "municipality",
                "work" => "employment",
                "documents" => "registry",
                "money" => "csw",
                _ => "legal_aid",
            };
            let status = self.pick(&[
                ("contacted", 20),
                ("appointment", 18),
                ("waiting", 14),
                ("started", 20),
                ("completed", 18),
                ("refused", 6),
                ("unavailable", 4),
            ]);
            let mut row = vec![
                ("ref_need", need.to_owned()),
                ("ref_service", service.to_owned()),
                ("ref_consent", "yes".to_owned()),
                ("ref_status", status.to_owned()),
            ];
            if matches!(status, "refused" | "unavailable") {
                let reasons = [("capacity", 50), ("not_eligible", 30), ("distance", 20)];
                row.push(("ref_unmet_reason", self.pick(&reasons).to_owned()));
            }
            contact.referrals.push(row);
        }
        contact.put(
            "service_gap",
            self.pick(&[("none", 70), ("housing", 18), ("mental_health", 12)]),
        );
    }
}
