//! Two versions of a small check-in, and a phone that begins in the older one. All synthetic.
#![allow(dead_code)] // each test takes what it needs

use homeward_app::{App, screen::QuestionScreen};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_seal::Digest;

use crate::{
    office::{Case, Office},
    phone::{Keys, Phone, connect},
};

const OLD: &str = "
| survey |
| | type | name | label | |
| | text | case_ref | Reference | |
| | select_one result | result | How did it go? | |
| | begin_group | home | Home | |
| | text | place | Where? | |
| | text | note | What was said | |
| | end_group | | | |
| | begin_group | work | Work | |
| | integer | days | Days of work | |
| | text | hobby | What else | |
| | end_group | | | |
| | text | plan | What comes next | |
| choices |
| | list_name | name | label |
| | result | met | Met |
| | result | missed | Missed contact |
| settings |
| | form_title | form_id | version |
| | Small check-in | reintegration_checkin | 1 |
";

/// `note` is in another group, `hobby` is gone, `missed` is not offered, `days` is asked after `met` only.
const NEW: &str = "
| survey |
| | type | name | label | relevant |
| | text | case_ref | Reference | |
| | select_one result | result | How did the talk go? | |
| | begin_group | home | Home | |
| | text | place | Where? | |
| | end_group | | | |
| | begin_group | people | Family and friends | |
| | text | note | What was said | |
| | end_group | | | |
| | begin_group | work | Work | |
| | integer | days | Days of work | ${result} = 'met' |
| | text | course | Which course? | |
| | end_group | | | |
| | text | plan | What comes next | |
| choices |
| | list_name | name | label |
| | result | met | Met |
| | result | phone | By phone |
| settings |
| | form_title | form_id | version |
| | Small check-in | reintegration_checkin | 2 |
";

fn xform(text: &str) -> String {
    let conversion = convert("f.md", text.as_bytes(), Kind::Markdown, &Options::default());
    conversion
        .xform
        .unwrap_or_else(|| panic!("{:?}", conversion.problems))
}

pub fn old() -> String {
    xform(OLD)
}

pub fn new() -> String {
    xform(NEW)
}

pub fn digest(form: &str) -> [u8; 32] {
    Digest::of(form.as_bytes()).0
}

/// The two authors publish a version.
pub async fn publish(office: &mut Office, form: &str, version: &str) {
    office.publish(form, "reintegration_checkin", version).await;
}

pub const FIRST: &str = "ABCD-2345";
pub const SECOND: &str = "BBBB-2222";

/// A phone with the older version and two cases.
pub async fn with_old() -> (Office, Phone, App, Keys, [Case; 2]) {
    let mut office = Office::open(11).await;
    publish(&mut office, &old(), "1").await;
    let phone = Phone::new();
    let (app, keys) = connect(&mut office, &phone).await;
    let (device, to) = (keys.device, keys.sealing);
    let first = office.case(device, to, FIRST, Some("2026-01-20")).await;
    let second = office.case(device, to, SECOND, Some("2026-01-21")).await;
    sync(&app).await;
    (office, phone, app, keys, [first, second])
}

pub async fn sync(app: &App) {
    let report = app.sync_now(None).await.unwrap();
    assert!(report.complete, "{report:?}");
}

/// The name of the question whose page is shown.
pub fn shown(page: &QuestionScreen) -> &str {
    let item = page.items.first();
    item.map_or("", |i| i.path.rsplit('/').next().unwrap_or(""))
}

/// Answers questions by their names, and stays at the last.
pub fn answer(app: &App, answers: &[(&str, &str)]) {
    for (name, value) in answers {
        let page = app.jump(&path(app, name)).unwrap();
        let item = page.items.iter().find(|i| i.path.ends_with(name)).unwrap();
        app.answer(&item.path, value).unwrap();
    }
}

/// The path of a question that is asked now.
pub fn path(app: &App, name: &str) -> String {
    let rows = app.contents().unwrap().rows;
    let row = rows.iter().find(|r| r.path.ends_with(&format!("/{name}")));
    row.unwrap_or_else(|| panic!("{name} is asked"))
        .path
        .clone()
}

/// All questions that are asked, with what was answered.
pub fn read_back(app: &App) -> Vec<(String, String)> {
    let rows = app.summary().unwrap().rows;
    let line = |path: &str| path.rsplit('/').next().unwrap_or("").to_owned();
    rows.iter()
        .map(|r| (line(&r.path), r.answer.clone()))
        .collect()
}
