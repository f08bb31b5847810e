//! `form replay` on the sessions of the repository.

use std::fs;

use serde_json::Value;

use crate::run::{homeward, refuses, repository};

#[test]
fn the_sessions_hold() {
    for session in ["checkin", "community_readiness", "pre_release_plan"] {
        let file = format!("tests/sessions/{session}.json");
        let answer = homeward(&["form", "replay", &file, "0"]);
        assert_eq!(
            (answer.code, answer.out.as_str(), answer.err.as_str()),
            (0, "", ""),
            "{session}"
        );
    }
}

#[test]
fn a_session_is_measured_in_json_lines() {
    let answer = homeward(&["form", "replay", "tests/sessions/checkin.json", "2"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    let lines: Vec<Value> = answer
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let metric = |name: &str| lines.iter().find(|line| line["metric"] == name).unwrap();
    for name in [
        "parse",
        "instantiate",
        "load",
        "session",
        "answer",
        "answer.p99",
        "choices.first",
    ] {
        assert_eq!(metric(name)["unit"], "ms", "{name}");
        assert!(metric(name)["value"].as_f64().unwrap() > 0.0, "{name}");
    }
    assert_eq!(metric("session")["n"], 2);
    assert_eq!(metric("rss.peak")["unit"], "MiB");
    assert_eq!(metric("rss.peak")["workload"], "checkin");
    #[cfg(target_os = "linux")]
    assert!(metric("rss.peak")["value"].as_f64().unwrap() > 1.0);
}

#[test]
fn each_check_of_the_sessions_can_fail() {
    for session in ["checkin", "community_readiness", "pre_release_plan"] {
        let folder = repository().join("tests/sessions");
        let text = fs::read_to_string(folder.join(format!("{session}.json"))).unwrap();
        let session: Value = serde_json::from_str(&text).unwrap();
        let form = repository()
            .join("forms")
            .join(format!("{}.xlsx", session["workload"].as_str().unwrap()));
        let ops = session["ops"].as_array().unwrap();
        for (at, op) in ops.iter().enumerate() {
            let wrong = match &op["expect"] {
                Value::Bool(truth) => Value::Bool(!truth),
                Value::Null => continue,
                _ => Value::String("something else".to_owned()),
            };
            if op["op"] == "choices" || at % 5 != 0 {
                continue;
            }
            let mut changed = session.clone();
            changed["form"] = Value::String(form.to_str().unwrap().to_owned());
            changed["ops"][at]["expect"] = wrong;
            let place = tempfile::tempdir().unwrap();
            let file = place.path().join("session.json");
            fs::write(&file, changed.to_string()).unwrap();
            refuses(
                &["form", "replay", file.to_str().unwrap(), "0"],
                &format!("op {at} ("),
            );
        }
    }
}

#[test]
fn what_is_no_session_is_refused() {
    refuses(
        &["form", "replay", "nowhere.json"],
        "cannot read nowhere.json",
    );
    refuses(
        &["form", "replay", "Cargo.toml"],
        "the session is malformed",
    );
}
