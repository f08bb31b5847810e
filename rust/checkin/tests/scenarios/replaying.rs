//! Sessions: checked, measured, and refused where they do not hold.

use std::cell::Cell;

use homeward_checkin::replay::{ReplayError, Surroundings, replay};
use homeward_form::xlsform::{Kind, Options, convert};

/// A form with a table in its folder of files, one beside it and one in it.
const PICKS: &str = "| survey |
| | type | name | label | appearance | choice_filter |
| | select_one_from_file towns.csv | t | T | | |
| | select_one rivers | r | R | search('rivers') | |
| | select_one_external lakes | l | L | | true() |
| choices |
| | list_name | name | label |
| | rivers | id | name |
| external_choices |
| | list_name | name | label |
| | lakes | o | Ohrid |
";

struct Files(Cell<f64>);

impl Surroundings for Files {
    fn load(&self, file: &str) -> Option<Vec<u8>> {
        let form = match file {
            "form.xml" => crate::scenario::document(
                "<instance><data id='t'><a/><b/><p><n/></p></data></instance><bind nodeset='/data/a' type='int'/>
                <bind nodeset='/data/b' relevant='/data/a &gt; 3' required='true()' jr:requiredMsg='Please!'/>
                <instance id='towns' src='jr://file-csv/towns.csv'/>",
                "<input ref='/data/a'><label>A</label><hint>Hint</hint></input>
                <select1 ref='/data/b'><label>B <output value='/data/a'/></label>
                <itemset nodeset=\"instance('towns')/root/item[size &lt; /data/a]\"><value ref='name'/>
                <label ref='label'/></itemset></select1>
                <repeat nodeset='/data/p'><input ref='/data/p/n'><label>N</label></input></repeat>"),
            "folder/picks.md" => PICKS.to_owned(),
            "folder/picks-media/towns.csv" => "name,label\na,Aa\n".to_owned(),
            "folder/towns.csv" => "name,label\nwrong,Wrong\n".to_owned(),
            "folder/rivers.csv" => "id,name\nd,Drin\n".to_owned(),
            "form.md" => "| survey |\n| | type | name | label |\n| | text | a | A |\n".to_owned(),
            "towns.csv" => "name;label;size\na;Aa;1\nb;Bb;5\n".to_owned(),
            "broken.xml" => "<a/>".to_owned(),
            _ => return None,
        };
        Some(form.into_bytes())
    }
    fn convert(&self, file: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let kind = Kind::of_name(file).ok_or("no spreadsheet")?;
        let converted = convert(file, bytes, kind, &Options::default());
        let first = converted.problems.first().map(ToString::to_string);
        converted
            .xform
            .map(String::into_bytes)
            .ok_or(first.unwrap_or_default())
    }
    fn milliseconds(&self) -> f64 {
        self.0.set(self.0.get() + 1.0);
        self.0.get()
    }
    fn peak_mib(&self) -> f64 {
        12.5
    }
}

fn run(session: &str, runs: usize) -> (Result<(), ReplayError>, Vec<String>) {
    let mut lines = Vec::new();
    let done = replay(session, runs, &Files(Cell::new(0.0)), &mut |line| {
        lines.push(line.to_owned())
    });
    (done, lines)
}

const OPS: &str = r#"{"workload":"w","form":"form.xml","media":{"jr://file-csv/towns.csv":"towns.csv"},"ops":[
    {"op":"is","ref":"/data/b","what":"relevant","expect":false},
    {"op":"set","ref":"/data/a","value":"4","type":"int","tag":"answer"},
    {"op":"get","ref":"/data/a","expect":"4.0"},
    {"op":"is","ref":"/data/b","what":"relevant","expect":true},
    {"op":"is","ref":"/data/b","what":"required"},
    {"op":"message","ref":"/data/b","expect":"Please!"},
    {"op":"label","ref":"/data/b","expect":"B 4"},
    {"op":"hint","ref":"/data/a","expect":"Hint"},
    {"op":"finish","expect":false},
    {"op":"choices","ref":"/data/b","expect":["a"],"labels":["Aa"]},
    {"op":"set","ref":"/data/a","value":6,"tag":"answer"},
    {"op":"choices","ref":"/data/b","expect":2},
    {"op":"set","ref":"/data/b","value":"b"},
    {"op":"message","ref":"/data/b","expect":""},
    {"op":"add","ref":"/data/p"},
    {"op":"set","ref":"/data/p[2]/n","value":"x"},
    {"op":"count","ref":"/data/p","expect":2},
    {"op":"remove","ref":"/data/p[1]"},
    {"op":"get","ref":"/data/p/n","expect":"x"},
    {"op":"reload"},
    {"op":"get","ref":"/data/p/n","expect":"x"},
    {"op":"lang","value":"en"},
    {"op":"get","ref":"/data/nothing","expect":""},
    {"op":"finish","expect":true}]}"#;

#[test]
fn a_session_is_checked_and_prints_nothing() {
    let (done, lines) = run(OPS, 0);
    assert_eq!(done, Ok(()));
    assert!(lines.is_empty());
}

#[test]
fn a_session_is_measured() {
    let (done, lines) = run(OPS, 3);
    assert_eq!(done, Ok(()));
    let metrics: Vec<String> = lines
        .iter()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(
                (value["peer"].as_str(), value["workload"].as_str()),
                (Some("homeward"), Some("w"))
            );
            assert!(
                value["value"].as_f64().unwrap() > 0.0 && value["best"].as_f64().unwrap() > 0.0
            );
            format!("{} {}", value["metric"].as_str().unwrap(), value["n"])
        })
        .collect();
    assert_eq!(
        metrics,
        [
            "parse 3",
            "instantiate 3",
            "load 3",
            "answer 6",
            "session 3",
            "answer.first 3",
            "answer.last20 3",
            "answer.mean 3",
            "answer.p99 3",
            "rss.peak 1"
        ]
    );
}

#[test]
fn the_first_check_that_does_not_hold_is_told() {
    let session = r#"{"workload":"w","form":"form.md","ops":[{"op":"set","ref":"/data/a","value":"x"},
        {"op":"get","ref":"/data/a","expect":"y"}]}"#;
    match run(session, 0).0 {
        Err(ReplayError::Check {
            index,
            wanted,
            found,
            ..
        }) => {
            assert_eq!(
                (index, wanted.as_str(), found.as_str()),
                (1, "\"y\"", "\"x\"")
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_kind_of_check_can_fail() {
    for op in [
        r#"{"op":"is","ref":"/data/b","what":"relevant","expect":true}"#,
        r#"{"op":"is","ref":"/data/a","what":"blue","expect":true}"#,
        r#"{"op":"choices","ref":"/data/b","expect":7}"#,
        r#"{"op":"choices","ref":"/data/a","expect":0,"labels":["x"]}"#,
        r#"{"op":"label","ref":"/data/a","expect":"x"}"#,
        r#"{"op":"hint","ref":"/data/a","expect":"x"}"#,
        r#"{"op":"message","ref":"/data/a","expect":"x"}"#,
        r#"{"op":"count","ref":"/data/p","expect":2}"#,
        r#"{"op":"finish","expect":false}"#,
        r#"{"op":"set","ref":"/data/a","value":"x"}"#,
        r#"{"op":"set","ref":"/data/c","value":"x"}"#,
        r#"{"op":"add","ref":"/data/a"}"#,
        r#"{"op":"remove","ref":"/data/p[2]"}"#,
        r#"{"op":"dance"}"#,
        r#"{"op":"get"}"#,
    ] {
        let session = format!(r#"{{"workload":"w","form":"form.xml","ops":[{op}]}}"#);
        assert!(
            matches!(run(&session, 0).0, Err(ReplayError::Check { index: 0, .. })),
            "{op}"
        );
    }
}

#[test]
fn a_form_that_must_not_load_may_not() {
    let session = |form: &str, error: bool| {
        format!(r#"{{"workload":"w","form":"{form}","error":{error},"ops":[]}}"#)
    };
    assert_eq!(run(&session("broken.xml", true), 0).0, Ok(()));
    assert_eq!(run(&session("form.md", true), 0).0, Err(ReplayError::Loads));
    assert!(matches!(
        run(&session("broken.xml", false), 0).0,
        Err(ReplayError::Load(_))
    ));
    assert!(matches!(
        run(&session("absent.xml", false), 0).0,
        Err(ReplayError::Session(_))
    ));
    assert!(matches!(run("{", 0).0, Err(ReplayError::Session(_))));
}

#[test]
fn files_beside_the_form_are_there_and_those_of_the_session_come_first() {
    let ops = r#"[{"op":"choices","ref":"/data/t","expect":["a"],"labels":["Aa"]},
        {"op":"choices","ref":"/data/r","expect":["d"],"labels":["Drin"]},
        {"op":"choices","ref":"/data/l","expect":["o"],"labels":["Ohrid"]}]"#;
    let session = format!(r#"{{"form":"folder/picks.md","ops":{ops}}}"#);
    assert_eq!(run(&session, 0).0, Ok(()));
    let other = session.replace(
        "\"ops\"",
        "\"media\":{\"jr://file-csv/towns.csv\":\"towns.csv\"},\"ops\"",
    );
    let error = run(&other, 0).0.unwrap_err().to_string();
    assert!(error.starts_with("op 0"), "{error}");
    assert!(error.contains("wanted"), "{error}");
    let elsewhere = session.replace("folder/picks.md", "folder/nothing.md");
    assert!(matches!(run(&elsewhere, 0).0, Err(ReplayError::Session(_))));
}
