//! Question types and preloads that are not allowed.

use super::{Policy, Subject, finding};
use crate::problem::Problem;

/// Checks the type of a question: the one that is written, the one of its bind and what an upload
/// takes, so that no way to ask stays open.
pub fn check(subject: &Subject, policy: &Policy, person: bool, found: &mut Vec<Problem>) {
    let kind = subject.kind.as_str();
    let bare = kind
        .strip_prefix("q ")
        .or_else(|| kind.strip_prefix("get "))
        .or_else(|| kind.strip_prefix("uri:"))
        .or_else(|| {
            kind.strip_prefix("add ")
                .and_then(|kind| kind.strip_suffix(" prompt"))
        })
        .unwrap_or(kind);
    let data_type = subject.data_type.rsplit(':').next().unwrap_or_default();
    let taken = subject.mediatype.split('/').next().unwrap_or_default();
    let taken = match taken {
        "" | "image" | "audio" | "video" | "osm" => taken,
        _ => "file",
    };
    let is_forbidden = [bare, taken, data_type]
        .into_iter()
        .find_map(|kind| Some((kind, forbidden(kind)?)));
    if let Some((name, (rule, why, remedy))) = is_forbidden {
        let name = if name == bare { kind } else { name };
        let what = format!("`{name}` {why}");
        finding(found, &subject.place, rule, what, remedy);
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
    if subject.parameters.contains("location") {
        finding(
            found,
            &subject.place,
            "no place",
            "the log would hold where the worker was.".to_owned(),
            "Remove the location parameters, and the audit.",
        );
    }
    appearance(subject, policy, is_forbidden.is_some(), found);
    let is_added = |forbidden: &String| forbidden == kind || forbidden == bare;
    if policy.types.iter().any(is_added) {
        finding(
            found,
            &subject.place,
            "not allowed by the tenant",
            format!("`{kind}` is not allowed here."),
            "Ask in another way.",
        );
    }
}

fn appearance(subject: &Subject, policy: &Policy, told: bool, found: &mut Vec<Problem>) {
    const CAMERA: [&str; 6] = [
        "annotate",
        "signature",
        "draw",
        "new",
        "new-front",
        "selfie",
    ];
    const MAPS: [&str; 3] = ["placement-map", "maps", "map"];
    let given = subject.appearance.as_str();
    let has = |words: &[&str]| given.split_whitespace().any(|word| words.contains(&word));
    let mut tell = |rule: &str, why: String| {
        finding(found, &subject.place, rule, why, "Remove the appearance.");
    };
    if has(&CAMERA) && !told {
        tell(
            "no pictures",
            format!("the appearance `{given}` takes a picture or a signature."),
        );
    }
    if has(&MAPS) && !told {
        tell(
            "no place",
            format!("the appearance `{given}` shows a map, from the network."),
        );
    }
    if given.contains("ex:") || given.contains("printer:") {
        tell(
            "no other programs",
            format!("the appearance `{given}` hands answers to another program of the phone."),
        );
    }
    let forbidden = policy.appearances.iter();
    for word in forbidden.filter(|word| has(&[word.as_str()])) {
        tell(
            "not allowed by the tenant",
            format!("the appearance `{word}` is not allowed here."),
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
        | "odk:setgeopoint"
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
        "audio" | "background-audio" | "odk:recordaudio" => (
            "no sound",
            "records voices, which tell who a person is.",
            "Remove the question; notes are written down.",
        ),
        "barcode" => (
            "no pictures",
            "uses the camera and reads cards that tell who a person is.",
            "Ask for the case reference as text.",
        ),
        "file" | "binary" => (
            "no files",
            "attaches files, which nobody has checked for names and pictures.",
            "Remove the question.",
        ),
        "intent" => (
            "no other programs",
            "hands answers to another program of the phone.",
            "Ask in the form itself.",
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
        // a record's own id and the date are no marks of anybody
        "uid" | "date" | "" => None,
        other => Some(format!("is filled with `{other}` by the phone.")),
    }
}
