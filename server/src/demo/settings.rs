//! The demo institution's settings: reporting periods, cadence, the eight areas of North Macedonia.
//!
//! Period boundaries follow the steering committee's calendar (November and May). The emergency number is
//! 112, the European one.

use homeward_seal::statement::{
    Area, CadenceStep, EmergencyNumber, Limits, Names, Period, SettingsStatement,
};
use homeward_seal::{CalendarDate, PeriodId};
use jiff::civil::Date;

/// Code and names (en, sq, bs, sr-Latn, sr, mk), as in the choices of `pre_release_plan.xlsx`.
const AREAS: [(&str, [&str; 6]); 8] = [
    (
        "mk_sk",
        [
            "Skopje",
            "Shkupi",
            "Skoplje",
            "Skoplje",
            "Скопље",
            "Скопски",
        ],
    ),
    (
        "mk_po",
        ["Polog", "Pollogu", "Polog", "Polog", "Полог", "Полошки"],
    ),
    (
        "mk_sw",
        [
            "Southwestern",
            "Jugperëndimi",
            "Jugozapad",
            "Jugozapad",
            "Југозапад",
            "Југозападен",
        ],
    ),
    (
        "mk_pe",
        [
            "Pelagonia",
            "Pellagonia",
            "Pelagonija",
            "Pelagonija",
            "Пелагонија",
            "Пелагониски",
        ],
    ),
    (
        "mk_va",
        [
            "Vardar",
            "Vardari",
            "Vardar",
            "Vardar",
            "Вардар",
            "Вардарски",
        ],
    ),
    (
        "mk_ne",
        [
            "Northeastern",
            "Verilindja",
            "Sjeveroistok",
            "Severoistok",
            "Североисток",
            "Североисточен",
        ],
    ),
    (
        "mk_ea",
        ["Eastern", "Lindja", "Istok", "Istok", "Исток", "Источен"],
    ),
    (
        "mk_se",
        [
            "Southeastern",
            "Juglindja",
            "Jugoistok",
            "Jugoistok",
            "Југоисток",
            "Југоисточен",
        ],
    ),
];

/// The codes of the areas.
pub fn areas() -> impl Iterator<Item = &'static str> {
    AREAS.iter().map(|(code, _)| *code)
}

fn names(all: [&str; 6]) -> Names {
    let [en, sq, bs, sr_latn, sr, mk] = all.map(str::to_owned);
    Names {
        en,
        sq,
        bs,
        sr_latn,
        sr,
        mk,
    }
}

fn day(year: i16, month: i8, day: i8) -> anyhow::Result<CalendarDate> {
    let date = Date::new(year, month, day)?;
    CalendarDate::new(&date.to_string())
        .ok_or_else(|| anyhow::anyhow!("{date} is no day of the settings"))
}

/// Half-years from the one that has `first` to the one that has `last`.
fn periods(first: Date, last: Date) -> anyhow::Result<Vec<Period>> {
    let mut periods = Vec::new();
    for year in first.year() - 1..=last.year() {
        let halves = [
            (format!("{year}-05"), day(year, 5, 1)?, day(year, 10, 31)?),
            (
                format!("{year}-11"),
                day(year, 11, 1)?,
                CalendarDate::new(&Date::new(year + 1, 4, 30)?.to_string())
                    .ok_or_else(|| anyhow::anyhow!("no such day"))?,
            ),
        ];
        for (id, from, to) in halves {
            if to.as_str() >= first.to_string().as_str()
                && from.as_str() <= last.to_string().as_str()
            {
                periods.push(Period {
                    id: PeriodId::new(&id)
                        .ok_or_else(|| anyhow::anyhow!("{id} is no period id"))?,
                    first: from,
                    last: to,
                    late_days: 14,
                });
            }
        }
    }
    Ok(periods)
}

/// The settings for a demo between two days.
///
/// # Errors
/// When the calendar has no such days.
pub fn settings(first: Date, last: Date) -> anyhow::Result<SettingsStatement> {
    Ok(SettingsStatement {
        periods: periods(first, last)?,
        cadence: vec![
            CadenceStep {
                until_day: 28,
                every_days: 7,
            },
            CadenceStep {
                until_day: 90,
                every_days: 14,
            },
            CadenceStep {
                until_day: 365,
                every_days: 30,
            },
        ],
        areas: AREAS
            .into_iter()
            .map(|(code, all)| Area {
                code: code.to_owned(),
                names: names(all),
            })
            .collect(),
        limits: Limits {
            days_without_contact: 35,
            pin_tries: 10,
        },
        emergency: vec![EmergencyNumber {
            names: names([
                "Emergency",
                "Emergjenca",
                "Hitna pomoć",
                "Hitna pomoć",
                "Хитна помоћ",
                "Итна помош",
            ]),
            number: "112".to_owned(),
        }],
    })
}
