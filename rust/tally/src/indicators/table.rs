//! The table of indicators: one row for each that the check-in yields.
//!
//! Invariant: a row's `id` is never given another meaning, because sealed tallies name it; a
//! changed rule is a new id. Structural rules (who was asked at all) are in the form itself:
//! a question that was not relevant or was skipped counts as not asked, in one place
//! (`evaluate`), so no row repeats them.
//!
//! Four rows are read in one way where the plan leaves it open:
//! - ENG-1 combines by `Any`, since the first contact happens once and later check-ins do not
//!   repeat it.
//! - REF-2 counts persons with a referral for the need, not referrals: only then is what is left
//!   of the denominator a count too, and can be protected.
//! - REF-3 takes each person's latest report on each service, so that a referral that is updated
//!   four times counts once. The form has no date of a referral, so "60 days old" cannot be seen.
//! - REF-5 counts persons for whom a gap was named; whether a municipality reports one is asked in
//!   the municipality's own form.

use super::{
    Asks,
    Class::{Ordinary, Restricted},
    Combine::{Any, Latest},
    Dimension::{Area, Sex, Stage},
    Indicator, IndicatorId, ItemBase, ItemTest, Items,
    Population::{self, Contacted, Everyone, Talked, TalkedInPrivate},
    Test::{All, Answered, Is, IsNot, ReleasedInPeriod, WithinDaysOfRelease},
    Unit::{Event, Person},
};

const NEEDS: &[&str] = &[
    "housing",
    "work",
    "training",
    "documents",
    "money",
    "health",
    "mental_health",
    "substance",
    "family",
    "child",
    "legal",
    "transport",
    "safety",
    "other",
];
const SERVICES: &[&str] = &[
    "csw",
    "employment",
    "training",
    "registry",
    "health_centre",
    "mh_centre",
    "legal_aid",
    "municipality",
    "probation",
    "shelter",
    "humanitarian",
    "mentor",
    "ngo",
];
const DOCUMENTS: &[&str] = &[
    "id",
    "residence",
    "health_ins",
    "employment_reg",
    "bank",
    "driving",
    "diploma",
    "other",
];
const REASONS: &[&str] = &[
    "capacity",
    "not_eligible",
    "residence",
    "documents",
    "distance",
    "cost",
    "past_sentence",
    "other",
];
const STRENGTHS: &[&str] = &[
    "home",
    "work",
    "family",
    "mentor",
    "friends",
    "goals",
    "health",
    "activities",
    "skills",
];
const STIGMA: &[&str] = &["job", "housing", "service", "insults", "media", "family"];
const ACTIVITIES: &[&str] = &[
    "sport",
    "volunteer",
    "culture",
    "course",
    "association",
    "neighbours",
    "other",
];

/// Every one of them, each of whom may prefer not to say.
const fn all_of(population: Population) -> Option<Asks> {
    Some(Asks {
        population,
        all: true,
        may_decline: true,
    })
}

/// Some of them, each of whom may prefer not to say.
const fn some_of(population: Population) -> Option<Asks> {
    Some(Asks {
        population,
        all: false,
        may_decline: true,
    })
}

/// Through questions that the form requires.
const fn required(asks: Option<Asks>) -> Option<Asks> {
    match asks {
        Some(asks) => Some(Asks {
            may_decline: false,
            ..asks
        }),
        None => None,
    }
}

const fn row(
    id: u8,
    code: &'static str,
    name: &'static str,
    numerator_words: &'static str,
    denominator_words: &'static str,
) -> Indicator {
    Indicator {
        id: IndicatorId(id),
        code,
        name,
        unit: Person,
        class: Ordinary,
        dimensions: &[],
        asks: all_of(Talked),
        denominator: All(&[]),
        numerator: None,
        items: None,
        combine: Latest,
        denominator_words,
        numerator_words,
    }
}

/// Every indicator that the check-in yields.
pub const INDICATORS: &[Indicator] = &[
    Indicator {
        asks: required(some_of(Everyone)),
        dimensions: &[Area],
        denominator: ReleasedInPeriod,
        numerator: Some(All(&[
            Is("checkin_kind", &["first_72h"]),
            Is("contact_result", &["met", "spoke"]),
            WithinDaysOfRelease(3),
        ])),
        combine: Any,
        ..row(
            1,
            "ENG-1",
            "First contact in time",
            "persons met or spoken to within 3 days of release",
            "persons released in the period for whom a contact was recorded",
        )
    },
    Indicator {
        asks: None,
        unit: Event,
        dimensions: &[Stage, Area],
        denominator: Answered("contact_result"),
        numerator: Some(Is("contact_result", &["met", "spoke"])),
        ..row(
            2,
            "ENG-2",
            "Contacts reached",
            "contacts met or spoken to",
            "all attempts",
        )
    },
    Indicator {
        asks: required(all_of(Contacted)),
        dimensions: &[Stage],
        denominator: Answered("agrees_today"),
        numerator: Some(Is("agrees_today", &["yes"])),
        ..row(
            3,
            "ENG-3",
            "Participation",
            "persons who agreed to answer",
            "persons contacted",
        )
    },
    Indicator {
        asks: some_of(Talked),
        dimensions: &[Stage],
        denominator: IsNot("engagement", &["none_planned"]),
        numerator: Some(Is("engagement", &["all", "most"])),
        ..row(
            4,
            "ENG-4",
            "Appointments kept",
            "persons who kept all or most appointments",
            "persons with any planned",
        )
    },
    Indicator {
        dimensions: &[Stage, Sex],
        numerator: Some(All(&[
            IsNot("acc_type", &["shelter", "no_fixed"]),
            Is("acc_secure", &["yes"]),
        ])),
        ..row(
            5,
            "ACC-1",
            "Stable accommodation",
            "persons with a home that is theirs for the next three months",
            "persons who answered",
        )
    },
    Indicator {
        asks: some_of(Talked),
        dimensions: &[Stage, Sex],
        denominator: IsNot("work_status", &["unable"]),
        numerator: Some(Is(
            "work_status",
            &["formal", "informal", "self", "learning", "care"],
        )),
        ..row(
            6,
            "EMP-1",
            "In work, training or care",
            "persons in work, training, learning or caring",
            "persons able to work who answered",
        )
    },
    Indicator {
        dimensions: &[Area],
        denominator: Answered("docs_missing"),
        numerator: Some(Is("docs_missing", &["none"])),
        items: Some(Items {
            kind: "document",
            values: DOCUMENTS,
            numerator: ItemTest::Selected("docs_missing"),
            base: ItemBase::Rest,
            by_dimensions: false,
        }),
        ..row(
            7,
            "DOC-1",
            "Documents complete",
            "persons with no document missing; for each document, persons without it",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Stage],
        denominator: Answered("basic_needs"),
        numerator: Some(Is("basic_needs", &["always", "mostly"])),
        ..row(
            8,
            "INC-1",
            "Basic needs covered",
            "persons with enough always or mostly",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Stage, Sex],
        denominator: Answered("family_contact"),
        numerator: Some(Is("family_contact", &["good", "some"])),
        ..row(
            9,
            "FAM-1",
            "Family contact",
            "persons with good or some contact",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Stage, Sex],
        denominator: Answered("trusted_person"),
        numerator: Some(Is("trusted_person", &["yes"])),
        ..row(
            10,
            "FAM-2",
            "A person to turn to",
            "persons with somebody to turn to",
            "persons who answered",
        )
    },
    Indicator {
        asks: all_of(TalkedInPrivate),
        class: Restricted,
        denominator: Answered("health_access"),
        numerator: Some(Is("health_access", &["yes"])),
        ..row(
            11,
            "HLT-1",
            "Access to care",
            "persons who can get to a doctor and medicines",
            "persons asked in private who answered",
        )
    },
    Indicator {
        asks: all_of(TalkedInPrivate),
        class: Restricted,
        denominator: Answered("wellbeing"),
        numerator: Some(Is("wellbeing", &["good", "fair"])),
        ..row(
            12,
            "HLT-2",
            "Own view of wellbeing",
            "persons who felt good or fair",
            "persons asked in private who answered",
        )
    },
    Indicator {
        asks: all_of(TalkedInPrivate),
        class: Restricted,
        denominator: Answered("substance_support"),
        numerator: Some(Is("substance_support", &["yes"])),
        ..row(
            13,
            "HLT-3",
            "Wants help with substances",
            "persons who would like help",
            "persons asked in private who answered",
        )
    },
    Indicator {
        dimensions: &[Area],
        denominator: Answered("welcome"),
        numerator: Some(Is("welcome", &["accepted"])),
        ..row(
            14,
            "COM-1",
            "Feels accepted",
            "persons who feel accepted",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Area],
        denominator: Answered("stigma"),
        numerator: Some(Is("stigma", STIGMA)),
        ..row(
            15,
            "COM-2",
            "Stigma",
            "persons to whom any of it happened",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Area],
        denominator: Answered("activities"),
        numerator: Some(Is("activities", ACTIVITIES)),
        ..row(
            16,
            "COM-3",
            "Chosen activities",
            "persons who take part in any",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Stage],
        denominator: Answered("goals_progress"),
        numerator: Some(Is("goals_progress", &["reached", "on_track"])),
        ..row(
            17,
            "GOA-1",
            "Own goals moving",
            "persons who see goals reached or on track",
            "persons who answered",
        )
    },
    Indicator {
        dimensions: &[Stage],
        denominator: Answered("strengths"),
        items: Some(Items {
            kind: "strength",
            values: STRENGTHS,
            numerator: ItemTest::Selected("strengths"),
            base: ItemBase::Denominator,
            by_dimensions: true,
        }),
        ..row(
            18,
            "STR-1",
            "What is going well",
            "for each strength, persons who name it",
            "persons who answered",
        )
    },
    Indicator {
        asks: required(all_of(Everyone)),
        class: Restricted,
        denominator: Answered("safety_concern"),
        numerator: Some(Is("safety_concern", &["later", "now"])),
        ..row(
            19,
            "SAF-1",
            "Safety concerns raised",
            "persons with a concern for later or now",
            "persons",
        )
    },
    Indicator {
        denominator: Answered("support_requested"),
        items: Some(Items {
            kind: "need",
            values: NEEDS,
            numerator: ItemTest::Selected("support_requested"),
            base: ItemBase::Denominator,
            by_dimensions: false,
        }),
        ..row(
            20,
            "REF-1",
            "Needs asked",
            "for each need, persons who ask for support",
            "persons who answered",
        )
    },
    Indicator {
        denominator: Answered("support_requested"),
        items: Some(Items {
            kind: "need",
            values: NEEDS,
            numerator: ItemTest::Row {
                repeat: "referrals",
                question: "ref_need",
                also: &[],
            },
            base: ItemBase::Own {
                denominator: ItemTest::Selected("support_requested"),
                keep: false,
                counted_in: Some(IndicatorId(20)),
            },
            by_dimensions: false,
        }),
        ..row(
            21,
            "REF-2",
            "Referrals made",
            "for each need, persons with a referral for it",
            "persons who ask for the need",
        )
    },
    Indicator {
        asks: required(some_of(Talked)),
        denominator: Is("referral_made", &["yes"]),
        items: Some(Items {
            kind: "service",
            values: SERVICES,
            numerator: ItemTest::Row {
                repeat: "referrals",
                question: "ref_service",
                also: &[
                    ("ref_consent", &["yes"]),
                    ("ref_status", &["started", "completed"]),
                ],
            },
            base: ItemBase::Own {
                denominator: ItemTest::Row {
                    repeat: "referrals",
                    question: "ref_service",
                    also: &[("ref_consent", &["yes"])],
                },
                keep: true,
                counted_in: None,
            },
            by_dimensions: false,
        }),
        ..row(
            22,
            "REF-3",
            "Referral success",
            "for each service, persons whose referral started or was completed",
            "persons referred to the service with consent",
        )
    },
    Indicator {
        asks: required(some_of(Talked)),
        dimensions: &[Area],
        denominator: Is("referral_made", &["yes"]),
        items: Some(Items {
            kind: "reason",
            values: REASONS,
            numerator: ItemTest::Row {
                repeat: "referrals",
                question: "ref_unmet_reason",
                also: &[],
            },
            base: ItemBase::DenominatorCovered,
            by_dimensions: true,
        }),
        ..row(
            23,
            "REF-4",
            "Why not served",
            "for each reason, persons not served because of it",
            "persons with a referral that was refused or unavailable",
        )
    },
    Indicator {
        dimensions: &[Area],
        denominator: Answered("service_gap"),
        numerator: Some(Is("service_gap", NEEDS)),
        items: Some(Items {
            kind: "need",
            values: NEEDS,
            numerator: ItemTest::Selected("service_gap"),
            base: ItemBase::Numerator,
            by_dimensions: false,
        }),
        ..row(
            24,
            "REF-5",
            "Service gaps",
            "persons for whom a need has no service here; for each need, the same",
            "persons for whom it was answered",
        )
    },
];
