//! Hostile and broken workbooks: one clear error, never a panic, never much memory.
#![allow(clippy::unwrap_used)] // a test fails by it

mod archive;

use std::path::PathBuf;

use archive::archive;
use homeward_form::xlsform::{Conversion, Kind, Options, convert};

fn read(bytes: &[u8], kind: Kind) -> Conversion {
    convert("form", bytes, kind, &Options::default())
}

/// The one error of a workbook that can't be read.
fn refusal(bytes: &[u8], kind: Kind) -> String {
    let conversion = read(bytes, kind);
    assert!(conversion.xform.is_none());
    assert_eq!(conversion.problems.len(), 1, "{:?}", conversion.problems);
    conversion.problems[0].to_string()
}

fn checkin() -> Vec<u8> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../forms/checkin.xlsx");
    std::fs::read(file).unwrap()
}

#[test]
fn garbage() {
    for bytes in [
        &b""[..],
        b"PK",
        b"hello",
        &[0xff; 1000],
        b"PK\x05\x06 but nothing more at all",
    ] {
        for kind in [Kind::Xlsx, Kind::Csv, Kind::Markdown] {
            refusal(bytes, kind);
        }
    }
}

/// A whole workbook whose parts unpack to so many bytes, nearly all of them spaces between two rows.
fn unpacks_to(bytes: usize) -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: [&str; 3]| format!("<row>{}</row>", cells.map(cell).concat());
    let (header, question) = (
        row(["type", "name", "label"]),
        row(["text", "word", "Word?"]),
    );
    let mut parts = [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="survey" r:id="a"/></sheets></workbook>"#.to_owned()),
        ("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></Relationships>"#.to_owned()),
        ("xl/s.xml", format!("<worksheet><sheetData>{header}|{question}</sheetData></worksheet>")),
    ];
    let sum: usize = parts.iter().map(|(_, text)| text.len()).sum();
    parts[2].1 = parts[2].1.replace('|', &" ".repeat(bytes + 1 - sum));
    archive(
        &parts
            .each_ref()
            .map(|(name, text)| (*name, text.as_bytes())),
    )
}

#[test]
fn a_workbook_just_over_what_may_be_unpacked() {
    const LIMIT: usize = 64 * 1024 * 1024;
    const MOST: u64 = 200 * 1024 * 1024;
    for (bytes, expect) in [
        (LIMIT, ""),
        (
            LIMIT + 1,
            "form: This spreadsheet can't be read: it unpacks to more than 64 MB.",
        ),
    ] {
        let workbook = unpacks_to(bytes);
        assert!(workbook.len() < 1_000_000);
        let mut told = Vec::new();
        let asked = allocation_counter::measure(|| {
            told = read(&workbook, Kind::Xlsx).problems;
        });
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        let told = told.join(" ");
        assert!(
            told.starts_with(expect) && told.is_empty() == expect.is_empty(),
            "{told}"
        );
        assert!(asked.bytes_max < MOST, "{} bytes at once", asked.bytes_max);
    }
}

#[test]
fn an_archive_that_unpacks_to_too_much() {
    let bomb = archive(&[("xl/workbook.xml", &vec![b' '; 65 * 1024 * 1024])]);
    assert!(bomb.len() < 200_000);
    let told = refusal(&bomb, Kind::Xlsx);
    assert!(told.contains("more than 64 MB"), "{told}");
}

#[test]
fn a_cut_file() {
    let whole = checkin();
    for length in (0..whole.len()).step_by(997) {
        refusal(&whole[..length], Kind::Xlsx);
    }
}

#[test]
fn flipped_bytes() {
    let whole = checkin();
    let mut state = 42_u64;
    for _ in 0..150 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let at = (state >> 33) as usize % bytes.len();
            bytes[at] ^= (state >> 20) as u8 | 1;
        }
        read(&bytes, Kind::Xlsx);
    }
}

#[test]
fn groups_too_deep() {
    let mut workbook = String::from("| survey |\n| | type | name | label |\n");
    for depth in 0..100 {
        workbook.push_str(&format!("| | begin_group | g{depth} | G |\n"));
    }
    let conversion = read(workbook.as_bytes(), Kind::Markdown);
    let told = conversion
        .problems
        .iter()
        .find(|problem| problem.place.to_string() == "survey!A62");
    let told = told.unwrap().to_string();
    assert!(
        told.starts_with("survey!A62: Groups lie at most 60 deep"),
        "{told}"
    );
}

#[test]
fn references_that_grow() {
    let name = "n".repeat(490);
    let mut workbook = String::from("| survey |\n| | type | name | label |\n");
    for depth in 0..50 {
        workbook.push_str(&format!("| | begin_group | {name}{depth} | G |\n"));
    }
    workbook.push_str("| | text | a | A |\n");
    for _ in 0..50 {
        workbook.push_str("| | end_group | | |\n");
    }
    let many = "${a}".repeat(20_000);
    workbook.push_str(&format!("| | text | b | {many} |\n"));
    let conversion = read(workbook.as_bytes(), Kind::Markdown);
    assert!(conversion.xform.is_none());
    let told = conversion.problems[0].to_string();
    assert!(told.contains("longer than 32 MB"), "{told}");
}

#[test]
fn loops_that_multiply() {
    let mut workbook = String::from("| survey |\n| | type | name | label |\n");
    for depth in 0..8 {
        workbook.push_str(&format!("| | begin loop over l | l{depth} | L |\n"));
    }
    workbook.push_str("| | text | a | A |\n");
    for _ in 0..8 {
        workbook.push_str("| | end loop | | |\n");
    }
    workbook.push_str("| choices |\n| | list_name | name | label |\n");
    for choice in 0..20 {
        workbook.push_str(&format!("| | l | c{choice} | C |\n"));
    }
    let conversion = read(workbook.as_bytes(), Kind::Markdown);
    assert!(conversion.xform.is_none());
    let told = conversion.problems.last().unwrap().to_string();
    assert!(told.contains("at most 100000 questions"), "{told}");
}

#[test]
fn characters_that_xml_lacks() {
    let workbook = "| survey |\n| | type | name | label |\n| | text | a | A\u{1}\u{b}B |\n";
    let xform = read(workbook.as_bytes(), Kind::Markdown).xform.unwrap();
    assert!(xform.contains("<label>AB</label>"));
}

#[test]
fn numbers_and_dates_as_typed() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/typed_dates.xlsx");
    let xform = read(&std::fs::read(file).unwrap(), Kind::Xlsx)
        .xform
        .unwrap();
    for node in [
        "<d>2026-03-14</d>",
        "<dt>2026-03-14T09:26:53</dt>",
        "<t>09:26:53</t>",
    ] {
        assert!(xform.contains(node), "{node} in {xform}");
    }
}
