//! Malicious forms: each forbidden question, in six languages and in many disguises, as a spreadsheet
//! and as an XForm, is found. Harmless ones are left alone.
#![allow(clippy::unwrap_used)] // a test fails by it

use homeward_form::lint::{Policy, lint_xform};
use homeward_form::xlsform::{Kind, Options, Workbook, convert, lint_workbook};

const MALICIOUS: &str = include_str!("data/malicious.tsv");
const HARMLESS: &str = include_str!("data/harmless.tsv");

/// Where in a form a text is put; `@` stands for it.
const PLACES: [(&str, &str); 7] = [
    ("label", "| | text | q | @ | | | | sealed |"),
    ("hint", "| | text | q | Answer | @ | | | sealed |"),
    (
        "message",
        "| | text | q | Answer | | . != 'x' | @ | sealed |",
    ),
    ("note", "| | note | n | @ | | | | |"),
    (
        "group",
        "| | begin_group | g | @ | | | | |\n| | text | q | Answer | | | | sealed |\n| | end_group | | | | | | |",
    ),
    ("choice", "| | select_one l | q | Answer | | | | sealed |"),
    ("language", "| | text | q | Answer | | | | sealed |"),
];

fn workbook(place: &str, row: &str, text: &str) -> String {
    let text = text.replace('|', "\u{2502}");
    let choice = if place == "choice" { &text } else { "Yes" };
    let other = if place == "language" { &text } else { "-" };
    format!(
        "| survey |
| | type | name | label::English (en) | hint::English (en) | constraint | constraint_message::English (en) | bind::ri:class | label::Other (xx) |
| | text | case_ref | Case reference | | | | operational | {other} |
{}
| choices |
| | list_name | name | label::English (en) |
| | l | x | {choice} |
| settings |
| | form_id | namespaces |
| | f | ri=\"https://example.org/\" |
",
        row.replace('@', &text)
    )
}

/// Rules that a spreadsheet breaks, and those that its XForm breaks.
fn broken(workbook: &str) -> [Vec<String>; 2] {
    let read = Workbook::read(workbook.as_bytes(), Kind::Markdown).unwrap();
    let conversion = convert(
        "f.md",
        workbook.as_bytes(),
        Kind::Markdown,
        &Options::default(),
    );
    let xform = conversion.xform.unwrap_or_else(|| {
        panic!("{workbook}\n{:?}", conversion.problems);
    });
    let rules = |found: Vec<homeward_form::Problem>| {
        let mut rules: Vec<String> = found
            .iter()
            .filter_map(|problem| Some(problem.message.split('`').nth(1)?.to_owned()))
            .collect();
        rules.dedup();
        rules
    };
    let policy = Policy::default();
    [
        rules(lint_workbook(&read, &policy)),
        rules(lint_xform(xform.as_bytes(), &policy)),
    ]
}

fn lines(corpus: &str) -> impl Iterator<Item = Vec<&str>> {
    corpus
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// A text in disguise: name of it, and how it is made.
type Disguise = (&'static str, fn(&str) -> String);

fn each_letter(text: &str, change: impl Fn(usize, char) -> String) -> String {
    text.chars()
        .enumerate()
        .map(|(at, letter)| {
            if letter.is_alphabetic() {
                change(at, letter)
            } else {
                letter.to_string()
            }
        })
        .collect()
}

/// Letters of the other alphabet that look the same.
fn look_alikes(text: &str) -> String {
    const PAIRS: [(char, char); 13] = [
        ('a', 'а'),
        ('e', 'е'),
        ('o', 'о'),
        ('p', 'р'),
        ('c', 'с'),
        ('x', 'х'),
        ('j', 'ј'),
        ('i', 'і'),
        ('A', 'А'),
        ('E', 'Е'),
        ('O', 'О'),
        ('K', 'К'),
        ('M', 'М'),
    ];
    each_letter(text, |_, letter| {
        let pair = PAIRS.iter().find(|(a, b)| *a == letter || *b == letter);
        pair.map_or(letter, |(a, b)| if *a == letter { *b } else { *a })
            .to_string()
    })
}

fn mathematical(text: &str) -> String {
    each_letter(text, |_, letter| {
        let base = match letter {
            'a'..='z' => 0x1d41a + (letter as u32 - 'a' as u32),
            'A'..='Z' => 0x1d400 + (letter as u32 - 'A' as u32),
            other => other as u32,
        };
        char::from_u32(base).unwrap().to_string()
    })
}

fn wide(text: &str) -> String {
    each_letter(text, |_, letter| match letter {
        '!'..='~' => char::from_u32(letter as u32 + 0xfee0).unwrap().to_string(),
        other => other.to_string(),
    })
}

fn digits(text: &str) -> String {
    each_letter(text, |_, letter| match letter {
        'o' | 'O' => "0".to_owned(),
        'i' => "1".to_owned(),
        'e' => "3".to_owned(),
        'a' => "4".to_owned(),
        other => other.to_string(),
    })
}

/// Letters apart, words by a sign: `r e l i g i o n / o f`.
fn apart(text: &str, sign: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let letters: Vec<String> = word
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .map(String::from)
                .collect();
            letters.join(sign)
        })
        .collect();
    words.join(" / ")
}

const DISGUISES: [Disguise; 13] = [
    ("as it is", str::to_owned),
    ("capitals", str::to_uppercase),
    ("small letters", str::to_lowercase),
    ("zero width", |text| {
        each_letter(text, |_, letter| format!("{letter}\u{200b}"))
    }),
    ("soft hyphens", |text| {
        each_letter(text, |_, letter| format!("{letter}\u{ad}"))
    }),
    ("joiners", |text| {
        each_letter(text, |_, letter| format!("\u{2060}{letter}"))
    }),
    ("combining marks", |text| {
        each_letter(text, |_, letter| format!("{letter}\u{323}"))
    }),
    ("look-alikes", look_alikes),
    ("mathematical", mathematical),
    ("wide", wide),
    ("markup", |text| {
        each_letter(text, |at, letter| {
            if at % 3 == 1 {
                format!("<b></b>{letter}")
            } else {
                letter.to_string()
            }
        })
    }),
    ("direction", |text| format!("\u{202e}{text}\u{202c}")),
    ("bold marks", |text| {
        text.split_whitespace()
            .map(|word| format!("**{word}**"))
            .collect::<Vec<_>>()
            .join(" ")
    }),
];

#[test]
fn malicious_forms_are_found() {
    let mut forms = 0;
    let mut missed = Vec::new();
    let mut check = |how: &str, place: &str, row: &str, text: &str| {
        for (kind, rules) in ["spreadsheet", "XForm"]
            .iter()
            .zip(broken(&workbook(place, row, text)))
        {
            forms += 1;
            if !rules
                .iter()
                .any(|rule| rule == "forbidden subjects" || rule == "readable texts")
            {
                missed.push(format!("{kind}, {place}, {how}: {text} {rules:?}"));
            }
        }
    };
    for line in lines(MALICIOUS) {
        let [_, _, question] = line[..] else {
            panic!("{line:?}");
        };
        for (how, disguise) in DISGUISES {
            check(how, PLACES[0].0, PLACES[0].1, &disguise(question));
        }
        for (place, row) in &PLACES[1..] {
            check("as it is", place, row, question);
            check("zero width", place, row, &DISGUISES[3].1(question));
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {forms}:\n{}",
        missed.len(),
        missed.join("\n")
    );
    assert!(forms >= 4_000, "{forms}");
}

#[test]
fn single_words_with_letters_apart() {
    let mut missed = Vec::new();
    for word in [
        "religion",
        "mosque",
        "ethnicity",
        "offence",
        "ideology",
        "score",
        "surname",
        "fetare",
        "kombësia",
        "mbiemri",
        "vjerska",
        "džamija",
        "etnička",
        "zločin",
        "prezime",
        "верска",
        "џамија",
        "етничка",
        "злочин",
        "идеологија",
        "презиме",
    ] {
        for sign in [" ", "-", ".", "_", "*", "/", "\u{200b}"] {
            let text = apart(word, sign);
            let found = broken(&workbook("label", PLACES[0].1, &text));
            if found.iter().any(Vec::is_empty) {
                missed.push(text);
            }
        }
        if word.is_ascii() {
            let text = digits(word);
            let found = broken(&workbook("label", PLACES[0].1, &text));
            if found.iter().any(Vec::is_empty) {
                missed.push(text);
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn harmless_forms_are_left_alone() {
    let mut alarms = Vec::new();
    for line in lines(HARMLESS) {
        for (place, row) in PLACES {
            let rules = broken(&workbook(place, row, line[1]));
            if !rules.iter().all(Vec::is_empty) {
                alarms.push(format!("{place}, {line:?}: {rules:?}"));
            }
        }
    }
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}

#[test]
fn words_put_together_by_an_expression() {
    let row = "| | calculate | c | | | | | sealed |";
    let start = workbook("label", row, "");
    for (column, expression) in [
        ("calculation", "concat('reli', 'gion')"),
        (
            "calculation",
            "if(${case_ref} = 'x', 'Risk level: high', '')",
        ),
        ("default", "concat('etnič', 'ka')"),
        ("default", "mosque"),
    ] {
        let text = start
            .replacen("| constraint |", &format!("| {column} |"), 1)
            .replacen(
                "| | calculate | c | | | |",
                &format!("| | hidden | c | | | {expression} |"),
                1,
            );
        let found = broken(&text);
        assert!(
            found
                .iter()
                .all(|rules| rules.iter().any(|rule| rule == "forbidden subjects")),
            "{expression}: {found:?}"
        );
    }
}

#[test]
fn every_way_to_take_what_is_forbidden() {
    let check = |columns: &str, row: &str, rule: &str| {
        let text = format!(
            "| survey |
| | type | name | label | bind::ri:class | {columns} |
| | text | case_ref | Case reference | operational | |
| | select_one l | a | A | indicator | |
| | select_one l | b | B | indicator | |
| | {row} |
| choices |
| | list_name | name | label |
| | l | x | X |
| settings |
| | form_id | namespaces |
| | f | ri=\"https://example.org/\" |
"
        );
        for rules in broken(&text) {
            assert!(rules.iter().any(|found| found == rule), "{row}: {rules:?}");
        }
    };
    for kind in [
        "geopoint",
        "geotrace",
        "geoshape",
        "start-geopoint",
        "gps",
        "osm",
    ] {
        check("x", &format!("{kind} | q | Q | sealed | "), "no place");
    }
    check("bind::type", "text | q | Q | sealed | geopoint", "no place");
    check("bind::type", "hidden | q | | sealed | geoshape", "no place");
    for kind in ["image", "video", "barcode", "q picture"] {
        check("x", &format!("{kind} | q | Q | sealed | "), "no pictures");
    }
    check(
        "appearance",
        "image | q | Q | sealed | signature",
        "no pictures",
    );
    check("x", "audio | q | Q | sealed | ", "no sound");
    check("x", "background-audio | q | Q | sealed | ", "no sound");
    check("x", "file | q | Q | sealed | ", "no files");
    for kind in [
        "deviceid",
        "phonenumber",
        "username",
        "email",
        "simserial",
        "start",
        "end",
    ] {
        check(
            "x",
            &format!("{kind} | q | | operational | "),
            "no marks of the phone",
        );
    }
    check(
        "bind::jr:preload",
        "text | q | Q | sealed | property",
        "no marks of the phone",
    );
    check(
        "parameters",
        "audit | | | | track-changes=true",
        "no marks of the phone",
    );
    check(
        "parameters",
        "audit | | | | location-priority=balanced location-min-interval=1 location-max-age=2",
        "no place",
    );
    check(
        "appearance",
        "text | q | Q | sealed | ex:org.example.app()",
        "no other programs",
    );
    check(
        "body::intent",
        "text | q | Q | sealed | org.example.app",
        "no other programs",
    );
    check(
        "parameters",
        "range | q | Q | sealed | start=1 end=5",
        "no person scores",
    );
    for score in [
        "${a} + ${b}",
        "sum(${a})",
        "if(${a} = 'x', 2, 0) + if(${b} = 'x', 1, 0)",
        "10 - ${a} - ${b}",
        "weighted-checklist(1, 2, ${a}, 1, ${b}, 2)",
        "string-length(concat(${a}, ${b}))",
        "max(${a}, ${b})",
        "${a} * 2 + ${b} div 3",
    ] {
        check(
            "calculation",
            &format!("calculate | q | | sealed | {score}"),
            "no person scores",
        );
        check(
            "default",
            &format!("text | q | Q | sealed | {score}"),
            "no person scores",
        );
    }
    check(
        "default",
        "text | q | Q | sealed | ${last-saved#a}",
        "one person at a time",
    );
    check("x", "text | q | Q | | ", "every answer has a class");
    check("x", "text | q | Q | secret | ", "every answer has a class");
    check("x", "text | q | Q | indicator | ", "no free text in tables");
}

#[test]
fn answers_never_leave_unsealed() {
    for (setting, value) in [
        ("submission_url", "https://example.org/"),
        ("public_key", "MIIB"),
        ("auto_send", "true"),
    ] {
        let text = workbook("label", PLACES[0].1, "Answer")
            .replacen("| form_id |", &format!("| form_id | {setting} |"), 1)
            .replacen("| f |", &format!("| f | {value} |"), 1);
        for rules in broken(&text) {
            assert_eq!(rules, ["sealed only"], "{setting}");
        }
    }
}

#[test]
fn the_programmes_forms_break_no_rule() {
    for name in ["checkin", "community_readiness", "pre_release_plan"] {
        let file = format!("{}/../../forms/{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(file).unwrap();
        let policy = Policy::default();
        let workbook = Workbook::read(&bytes, Kind::Xlsx).unwrap();
        assert_eq!(lint_workbook(&workbook, &policy), [], "{name}");
        let xform = convert(name, &bytes, Kind::Xlsx, &Options::default())
            .xform
            .unwrap();
        assert_eq!(lint_xform(xform.as_bytes(), &policy), [], "{name}");
    }
}

#[test]
fn places_in_an_xform() {
    let xform = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ri="https://example.org/">
<h:head><model>
<instance><data id="f"><case_ref/><place/><phone/><quiet/></data></instance>
<bind nodeset="/data/case_ref" ri:class="operational"/>
<bind nodeset="/data/place" type="geopoint" ri:class="sealed"/>
<bind nodeset="/data/phone" jr:preload="property" jr:preloadParams="deviceid" ri:class="sealed"/>
<odk:setgeopoint event="odk-instance-first-load" ref="/data/quiet"/>
</model></h:head>
<h:body>
<input ref="/data/case_ref"><label>Case reference</label></input>
<input ref="/data/place"><label>Religion</label></input>
</h:body></h:html>"#;
    let found: Vec<String> = lint_xform(xform.as_bytes(), &Policy::default())
        .iter()
        .map(|problem| {
            let rule = problem.message.split('`').nth(1).unwrap_or_default();
            format!("{}: {rule}", problem.place)
        })
        .collect();
    assert_eq!(
        found,
        [
            "line 12, column 1: no place",
            "line 12, column 26: forbidden subjects",
            "line 7, column 1: no marks of the phone",
            "line 4, column 51: every answer has a class",
            "line 8, column 1: no place",
        ]
    );
    for broken in ["", "<x", "<a>&b;</a>"] {
        assert_eq!(
            lint_xform(broken.as_bytes(), &Policy::default()).len(),
            1,
            "{broken}"
        );
    }
    let deep = format!("{}{}", "<a>".repeat(400), "</a>".repeat(400));
    let wrapped = format!("<h><head><model><instance><d>{deep}</d></instance></model></head></h>");
    assert_eq!(lint_xform(wrapped.as_bytes(), &Policy::default()).len(), 1);
}

#[test]
fn what_nobody_will_see() {
    let xform = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ri="https://example.org/">
<h:head><model>
<itext><translation lang="en"><text id="one"><value>One</value></text></translation>
<translation lang="sq"><text id="two"><value>Dy</value></text></translation></itext>
<instance><data id="f"><a/><b/></data></instance>
<bind nodeset="/data/a" jr:constraintMsg="jr:itext('gone')" jr:requiredMsg="Needed." ri:class="operational"/>
<bind nodeset="/data/b" ri:class="operational"/>
</model></h:head>
<h:body>
<input ref="/data/a"><label ref="jr:itext('nope')"/><hint ref="jr:itext('two')"/><help>Gone</help></input>
<group><label>In here</label><repeats nodeset="/data/r"/>
<select1 ref="/data/b"><label ref="jr:itext('one')"/><item><label ref="jr:itext('none')"/><value>x</value></item>
<setvalue event="xforms-value-changed" ref="/data/a" value="1"/></select1></group>
<textarea ref="/data/a"/>
</h:body></h:html>"#;
    let found: Vec<String> = lint_xform(xform.as_bytes(), &Policy::default())
        .iter()
        .filter(|problem| problem.severity == homeward_form::Severity::Warning)
        .map(|problem| format!("{}: {}", problem.place, problem.message))
        .collect();
    assert_eq!(
        found,
        [
            "line 7, column 1: The constraint message of `/data/a` is the text `gone`, which no language has.",
            "line 11, column 22: The label of `/data/a` is the text `nope`, which no language has.",
            "line 11, column 82: The element `help` in `input` is passed over.",
            "line 12, column 30: The element `repeats` in `group` is passed over.",
            "line 13, column 60: The label of a choice of `/data/b` is the text `none`, which no language has.",
            "line 15, column 1: The element `textarea` in `body` is passed over.",
        ]
    );
}

#[test]
fn a_tenant_tightens_an_xform_too() {
    let text = workbook("label", PLACES[0].1, "Your haircut?");
    let conversion = convert("f.md", text.as_bytes(), Kind::Markdown, &Options::default());
    let xform = conversion.xform.unwrap();
    assert_eq!(lint_xform(xform.as_bytes(), &Policy::default()), []);
    let policy = Policy::parse("forbid word haircut\nforbid type text").unwrap();
    assert!(lint_xform(xform.as_bytes(), &policy).len() >= 2);
}
