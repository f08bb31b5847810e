//! Cells of xlsx files are read as another reader of spreadsheets reads them: texts of every kind,
//! numbers, dates in both epochs, formulas, and cells without a place.
#![allow(clippy::unwrap_used)] // a test fails by it

mod archive;

use std::io::Cursor;

use archive::archive;
use calamine::{Data, Reader, Xlsx};
use homeward_form::xlsform::{Kind, Workbook};

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><workbookPr date1904="EPOCH"/><sheets>
    <sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships>
    <Relationship Id="rId1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts>
    <numFmt numFmtId="164" formatCode="yyyy\-mm\-dd &quot;d&quot;"/>
    <numFmt numFmtId="165" formatCode="[hh]:mm"/>
    <numFmt numFmtId="166" formatCode="0.00 &quot;days&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>
    </styleSheet>"#;
const STRINGS: &str = r#"<sst uniqueCount="4"><si><t>shared &amp; plain</t></si>
    <si><r><t xml:space="preserve">in </t></r><r><rPr><b/></rPr><t>parts</t></r><rPh><t>said</t></rPh></si>
    <si><t>  trimmed&#10;</t></si><si/></sst>"#;

/// One column whose header is `text`; `cells` are the cells below, each in a row of its own.
fn workbook(cells: &str, epoch: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet><dimension ref=\"A1:A99\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row>{cells}</sheetData></worksheet>"
    );
    archive(&[
        ("_rels/.rels", ROOT.as_bytes()),
        (
            "xl/workbook.xml",
            WORKBOOK.replace("EPOCH", epoch).as_bytes(),
        ),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// What this reader makes of a workbook: row, column and text of each cell below the header.
fn read(bytes: &[u8]) -> Vec<(u32, u16, String)> {
    let workbook = Workbook::read(bytes, Kind::Xlsx).unwrap();
    let sheet = workbook.sheet("survey").unwrap();
    let rows = sheet.rows();
    rows.flat_map(|row| {
        let cells = row.cells();
        cells.map(move |(column, text)| (row.number, column, text.to_string()))
    })
    .collect()
}

/// What the other one does, texts trimmed and dates written as this one writes them.
fn others(bytes: &[u8]) -> Vec<(u32, u16, String)> {
    let mut xlsx: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let range = xlsx.worksheet_range("survey").unwrap();
    let (top, left) = range.start().unwrap();
    let mut found = Vec::new();
    for (row, column, data) in range.used_cells() {
        let text = match data {
            Data::DateTime(moment) if !moment.is_duration() => {
                let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
                let time = format!("{hour:02}:{minute:02}:{second:02}");
                let value = moment.as_f64();
                match value {
                    0.0..1.0 => time,
                    _ if value.fract() == 0.0 => format!("{year:04}-{month:02}-{day:02}"),
                    _ => format!("{year:04}-{month:02}-{day:02}T{time}"),
                }
            }
            Data::DateTime(duration) => duration.as_f64().to_string(),
            Data::DateTimeIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
            Data::Bool(truth) => truth.to_string().to_uppercase(),
            other => other.to_string(),
        };
        let (row, column) = (top + row as u32 + 1, (left as usize + column) as u16);
        let text = text.trim();
        if row > 1 && column == 0 && !text.is_empty() {
            found.push((row, column, text.replace('\u{a0}', " ")));
        }
    }
    found
}

fn check(cells: &str, expect: &str) {
    for epoch in ["0", "1"] {
        let bytes = workbook(&format!("<row r=\"2\">{cells}</row>"), epoch);
        let found = read(&bytes);
        assert_eq!(found, others(&bytes), "{cells}");
        if epoch == "0" {
            let texts: Vec<&str> = found.iter().map(|(.., text)| text.as_str()).collect();
            assert_eq!(texts.join("|"), expect, "{cells}");
        }
    }
}

#[test]
fn texts() {
    check(r#"<c r="A2" t="s"><v>0</v></c>"#, "shared & plain");
    check(r#"<c r="A2" t="s"><v>1</v></c>"#, "in parts");
    check(r#"<c r="A2" t="s"><v>2</v></c>"#, "trimmed");
    check(r#"<c r="A2" t="s"><v>3</v></c>"#, "");
    check(
        r#"<c r="A2" t="inlineStr"><is><t>a&lt;b&#x430;</t></is></c>"#,
        "a<bа",
    );
    check(
        r#"<c r="A2" t="inlineStr"><v>no</v><is><t>yes</t></is></c>"#,
        "yes",
    );
    check(
        r#"<c r="A2" t="inlineStr"><is><t>l_x000D_m_x005F_x000D_</t></is></c>"#,
        "l\rm_x000D_",
    );
    check(
        "<c r=\"A2\" t=\"inlineStr\"><is><t>one\r\ntwo</t></is></c>",
        "one\ntwo",
    );
    check(
        "<c r=\"A2\" t=\"inlineStr\"><is><t><![CDATA[<&>]]></t></is></c>",
        "<&>",
    );
    check(
        "<c r=\"A2\" t=\"inlineStr\"><is><t>a\u{a0}b</t></is></c>",
        "a b",
    );
    check(
        r#"<c r="A2" t="str"><f>"x"&amp;"y"</f><v>x &amp; y</v></c>"#,
        "x & y",
    );
    check(r#"<c r="A2"/>"#, "");
    check(r#"<c><v>7</v></c><c r="B2"><v>8</v></c>"#, "7");
}

#[test]
fn numbers_and_dates() {
    check(r#"<c r="A2"><v>3</v></c>"#, "3");
    check(r#"<c r="A2" t="n"><v>0.1</v></c>"#, "0.1");
    check(r#"<c r="A2"><v>1E3</v></c>"#, "1000");
    check(r#"<c r="A2"><v>word</v></c>"#, "word");
    check(r#"<c r="A2" t="b"><v>1</v></c>"#, "TRUE");
    check(r#"<c r="A2" t="e"><v>#N/A</v></c>"#, "#N/A");
    check(
        r#"<c r="A2" t="d"><v>2026-03-14T00:00:00</v></c>"#,
        "2026-03-14",
    );
    check(r#"<c r="A2" s="1"><v>46095</v></c>"#, "2026-03-14");
    check(r#"<c r="A2" s="2"><v>1.5</v></c>"#, "1.5");
    check(r#"<c r="A2" s="3"><v>46095</v></c>"#, "46095");
    check(r#"<c r="A2" s="4"><v>0.5</v></c>"#, "12:00:00");
    check(r#"<c r="A2" s="9"><v>5</v></c>"#, "5");
    check(
        r#"<c r="A2" s="5"><f>NOW()</f><v>46095.39366898148</v></c>"#,
        "2026-03-14T09:26:53",
    );
    for day in [
        0, 1, 58, 59, 60, 61, 365, 366, 367, 1461, 36_525, 36_526, 73_050, 146_097, 2_958_465,
        3_000_000,
    ] {
        for part in [0.0, 0.25, 0.999_999_99, 0.999_999_999_9, 0.393_668_981_48] {
            let bytes = |epoch| {
                let value = f64::from(day) + part;
                workbook(
                    &format!("<row r=\"2\"><c r=\"A2\" s=\"4\"><v>{value}</v></c></row>"),
                    epoch,
                )
            };
            for epoch in ["0", "1"] {
                assert_eq!(
                    read(&bytes(epoch)),
                    others(&bytes(epoch)),
                    "{day} {part} {epoch}"
                );
            }
        }
    }
}

#[test]
fn rows_far_down_and_cells_far_out() {
    let bytes = workbook(
        r#"<row r="3"><c r="A3"><v>1</v></c><c r="XFD3"><v>9</v></c></row><row><c><v>2</v></c></row><row r="60"><c r="A60"><v>3</v></c></row>"#,
        "0",
    );
    assert_eq!(read(&bytes), others(&bytes));
    assert_eq!(read(&bytes).len(), 3);
}

#[test]
fn real_forms() {
    for name in ["checkin", "community_readiness", "pre_release_plan"] {
        let file = format!("{}/../../forms/{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(file).unwrap();
        let first = |cells: Vec<(u32, u16, String)>| -> Vec<_> {
            cells
                .into_iter()
                .filter(|(_, column, _)| *column == 0)
                .collect()
        };
        assert_eq!(first(read(&bytes)), others(&bytes), "{name}");
        assert!(others(&bytes).len() > 20, "{name}");
    }
}

#[test]
fn what_is_damaged_is_refused() {
    for cells in [
        r#"<c r="A2" t="s"><v>9</v></c>"#,
        r#"<c r="A2" t="b"><v>maybe</v></c>"#,
        r#"<c r="A2" t="n"><v>word</v></c>"#,
        r#"<c r="2A"><v>1</v></c>"#,
        r#"<c r="ZZZZZZZZ2"><v>1</v></c>"#,
        r#"<c r="A2" t="inlineStr"><is><t>&unknown;</t></is></c>"#,
        r#"<c r="A2" t="inlineStr"><is><t>never closed"#,
    ] {
        let bytes = workbook(&format!("<row r=\"2\">{cells}</row>"), "0");
        let problem = Workbook::read(&bytes, Kind::Xlsx).map(|_| ()).unwrap_err();
        assert!(
            problem.to_string().contains("damaged"),
            "{cells}: {problem}"
        );
    }
}
