//! Question types and preloads that are not allowed.

use super::{Policy, Subject, finding};
use crate::problem::Problem;

/// Checks the type of a question.
pub fn check(subject: &Subject, policy: &Policy, person: bool, found: &mut Vec<Problem>) {
    let kind = subject.kind.as_str();
    let bare = kind
        .strip_prefix("q ")
        .or_else(|| {
            kind.strip_prefix("add ")
                .and_then(|kind| kind.strip_suffix(" prompt"))
        })
        .unwrap_or(kind);
    if let Some((rule, why, remedy)) = forbidden(bare) {
        finding(
            found,
            &subject.place,
            rule,
            format!("`{kind}` {why}"),
            remedy,
        );
    } else if let Some((preload, what)) = &subject.preload
        && let Some(why) = preloaded(preload, what)
    {
        finding(
            found,
            &subject.place,
            "no marks of the phone",
            format!("`{}` {why}", subject.name.text),
            "Remove the row.",
        );
    }
    if person && bare == "range" {
        finding(
            found,
            &subject.place,
            "no person scores",
            "a scale gives a number about a person.".to_owned(),
            "Ask with `select_one` and answers in words.",
        );
    }
    if kind == "audit" && subject.parameters.contains("location") {
        finding(
            found,
            &subject.place,
            "no place",
            "the log would hold where the worker was.".to_owned(),
            "Remove the location parameters, and the audit.",
        );
    }
    let asks_camera = ["annotate", "signature", "draw", "new-front", "selfie"];
    if asks_camera.iter().any(|word| {
        subject
            .appearance
            .split_whitespace()
            .any(|given| given == *word)
    }) && forbidden(bare).is_none()
    {
        finding(
            found,
            &subject.place,
            "no pictures",
            format!(
                "the appearance `{}` takes a picture or a signature.",
                subject.appearance
            ),
            "Remove the appearance.",
        );
    }
    if policy
        .types
        .iter()
        .any(|forbidden| forbidden == kind || forbidden == bare)
    {
        finding(
            found,
            &subject.place,
            "not allowed by the tenant",
            format!("`{kind}` is not allowed here."),
            "Ask in another way.",
        );
    }
}

type Rule = (&'static str, &'static str, &'static str);

fn forbidden(kind: &str) -> Option<Rule> {
    Some(match kind {
        "geopoint"
        | "geotrace"
        | "geoshape"
        | "start-geopoint"
        | "background-geopoint"
        | "gps"
        | "location"
        | "osm" => (
            "no place",
            "takes the place of a person or a worker; a lost phone would give it away.",
            "Ask for the municipality from a list.",
        ),
        "photo" | "image" | "picture" | "video" => (
            "no pictures",
            "takes pictures, which tell who a person is.",
            "Remove the question.",
        ),
        "audio" | "background-audio" => (
            "no sound",
            "records voices, which tell who a person is.",
            "Remove the question; notes are written down.",
        ),
        "barcode" => (
            "no pictures",
            "uses the camera and reads cards that tell who a person is.",
            "Ask for the case reference as text.",
        ),
        "file" => (
            "no files",
            "attaches files, which nobody has checked for names and pictures.",
            "Remove the question.",
        ),
        "audit" => (
            "no marks of the phone",
            "logs each tap of the worker with its time.",
            "Remove the row.",
        ),
        "phone number" | "phonenumber" | "email" | "username" | "deviceid" | "subscriberid"
        | "simserial" | "imei" | "device id" | "subscriber id" | "sim id" => (
            "no marks of the phone",
            "tells which phone or which person it is.",
            "Remove the row.",
        ),
        "start" | "end" | "start time" | "end time" => (
            "no marks of the phone",
            "tells when and how long somebody talked.",
            "Ask for the date of the contact.",
        ),
        _ => return None,
    })
}

fn preloaded(preload: &str, what: &str) -> Option<String> {
    match preload {
        "property" => Some(format!("is filled with `{what}` of the phone.")),
        "timestamp" => Some("is filled with the time of day by the phone.".to_owned()),
        _ => None,
    }
}
