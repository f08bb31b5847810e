//! Hostile and broken workbooks: one clear error, never a panic, never much memory.
#![allow(clippy::unwrap_used)] // a test fails by it

use std::io::Write;
use std::path::PathBuf;

use flate2::{Compression, Crc, write::DeflateEncoder};
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

/// An archive with one deflated part.
fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    let packed = encoder.finish().unwrap();
    let mut crc = Crc::new();
    crc.update(content);
    let mut fields = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
    fields.extend(crc.sum().to_le_bytes());
    fields.extend((packed.len() as u32).to_le_bytes());
    fields.extend((content.len() as u32).to_le_bytes());
    fields.extend((name.len() as u16).to_le_bytes());
    fields.extend([0, 0]);
    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&fields);
    out.extend(name.as_bytes());
    out.extend(&packed);
    let start = out.len() as u32;
    out.extend(b"PK\x01\x02\x14\x00");
    out.extend(&fields);
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let size = out.len() as u32 - start;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
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

#[test]
fn an_archive_that_unpacks_to_too_much() {
    let bomb = archive("xl/workbook.xml", &vec![b' '; 65 * 1024 * 1024]);
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
