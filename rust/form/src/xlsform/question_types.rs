//! The question types: which control shows one, and what its bind says.

/// A type of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionType {
    /// Element of the control; absent for what is never shown.
    pub tag: Option<&'static str>,
    /// Attribute `mediatype` of the control.
    pub mediatype: Option<&'static str>,
    /// Attributes of the bind; absent where pyxform writes no bind.
    pub bind: Option<&'static [(&'static str, &'static str)]>,
    /// A hint that the type brings along.
    pub hint: Option<&'static str>,
}

const fn shown(
    tag: &'static str,
    bind: &'static [(&'static str, &'static str)],
) -> Option<QuestionType> {
    Some(QuestionType {
        tag: Some(tag),
        mediatype: None,
        bind: Some(bind),
        hint: None,
    })
}

const fn hidden(bind: &'static [(&'static str, &'static str)]) -> Option<QuestionType> {
    Some(QuestionType {
        tag: None,
        mediatype: None,
        bind: Some(bind),
        hint: None,
    })
}

const fn upload(mediatype: &'static str) -> Option<QuestionType> {
    Some(QuestionType {
        tag: Some("upload"),
        mediatype: Some(mediatype),
        bind: Some(&[("type", "binary")]),
        hint: None,
    })
}

const fn hinted(
    bind: &'static [(&'static str, &'static str)],
    hint: &'static str,
) -> Option<QuestionType> {
    Some(QuestionType {
        tag: Some("input"),
        mediatype: None,
        bind: Some(bind),
        hint: Some(hint),
    })
}

macro_rules! property {
    ($name:literal) => {
        hidden(&[
            ("jr:preload", "property"),
            ("type", "string"),
            ("jr:preloadParams", $name),
        ])
    };
}

macro_rules! timestamp {
    ($name:literal) => {
        hidden(&[
            ("jr:preload", "timestamp"),
            ("type", "dateTime"),
            ("jr:preloadParams", $name),
        ])
    };
}

/// Another name of a type, where it has one that matters to how the row is read.
pub fn canonical(name: &str) -> &str {
    match name {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        other => other,
    }
}

/// The type of that name.
pub fn find(name: &str) -> Option<QuestionType> {
    const STRING: &[(&str, &str)] = &[("type", "string")];
    const NOTE: &[(&str, &str)] = &[("readonly", "true()"), ("type", "string")];
    match name {
        "text" | "string" | "q string" | "add text prompt" | "select one external" => {
            shown("input", STRING)
        }
        "note" | "add note prompt" | "q note" => shown("input", NOTE),
        "integer" | "int" | "q int" | "add integer prompt" => shown("input", &[("type", "int")]),
        "decimal" | "q decimal" | "add decimal prompt" => shown("input", &[("type", "decimal")]),
        "date" | "q date" | "add date prompt" => shown("input", &[("type", "date")]),
        "time" => shown("input", &[("type", "time")]),
        "dateTime"
        | "datetime"
        | "date time"
        | "q date time"
        | "q dateTime"
        | "add date time prompt"
        | "add dateTime prompt" => shown("input", &[("type", "dateTime")]),
        "geopoint" | "gps" | "location" | "q geopoint" | "q location" | "add location prompt" => {
            shown("input", &[("type", "geopoint")])
        }
        "geoshape" | "q geoshape" => shown("input", &[("type", "geoshape")]),
        "geotrace" | "q geotrace" => shown("input", &[("type", "geotrace")]),
        "barcode" | "q barcode" | "add barcode prompt" => shown("input", &[("type", "barcode")]),
        "acknowledge" | "q acknowledge" | "add acknowledge prompt" => shown("trigger", STRING),
        "trigger" => Some(QuestionType {
            tag: Some("trigger"),
            mediatype: None,
            bind: None,
            hint: None,
        }),
        "select one" | "q select1" | "select one using" | "add select one prompt using" => {
            shown("select1", STRING)
        }
        "select all that apply"
        | "q select"
        | "select multiple from"
        | "select multiple using"
        | "select all that apply from"
        | "add select multiple prompt using" => shown("select", STRING),
        "rank" => shown("odk:rank", &[("type", "odk:rank")]),
        "range" => shown("range", &[("type", "int")]),
        "photo" | "q picture" | "q image" => upload("image/*"),
        "audio" | "q audio" => upload("audio/*"),
        "video" | "q video" => upload("video/*"),
        "file" => upload("application/*"),
        "osm" => upload("osm/*"),
        "background-geopoint" => shown("trigger", &[("type", "geopoint")]),
        "percentage" => shown(
            "input",
            &[("type", "int"), ("constraint", "0 <= . and . <= 100")],
        ),
        "phone number" => hinted(
            &[("type", "string"), ("constraint", "regex(., '^\\d*$')")],
            "Enter numbers only.",
        ),
        "number of days in last month" => hinted(
            &[("type", "int"), ("constraint", "0 <= . and . <= 31")],
            "Enter a number 0-31.",
        ),
        "number of days in last six months" => hinted(
            &[("type", "int"), ("constraint", "0 <= . and . <= 183")],
            "Enter a number 0-183.",
        ),
        "number of days in last year" => hinted(
            &[("type", "int"), ("constraint", "0 <= . and . <= 365")],
            "Enter a number 0-365.",
        ),
        other => unseen(other),
    }
}

/// Types that no control shows.
fn unseen(name: &str) -> Option<QuestionType> {
    match name {
        "calculate" | "q calculate" | "add calculate prompt" | "hidden" => {
            hidden(&[("type", "string")])
        }
        "start" | "start time" | "get start time" => timestamp!("start"),
        "end" | "end time" | "get end time" => timestamp!("end"),
        "today" | "get today" => hidden(&[
            ("jr:preload", "date"),
            ("type", "date"),
            ("jr:preloadParams", "today"),
        ]),
        "deviceid" | "device id" | "get device id" => property!("deviceid"),
        "subscriberid" | "subscriber id" | "get subscriber id" => property!("subscriberid"),
        "simserial" | "sim id" | "get sim id" => property!("simserial"),
        "phonenumber" | "get phone number" => property!("phonenumber"),
        "username" => property!("username"),
        "email" => property!("email"),
        "uri:subscriberid" => property!("uri:subscriberid"),
        "uri:phonenumber" => property!("uri:phonenumber"),
        "uri:simserial" => property!("uri:simserial"),
        "uri:deviceid" => property!("uri:deviceid"),
        "uri:username" => property!("uri:username"),
        "uri:email" => property!("uri:email"),
        "audit" | "background-audio" => hidden(&[("type", "binary")]),
        "start-geopoint" => hidden(&[("type", "geopoint")]),
        _ => None,
    }
}
