//! What `form fill` keeps: lists of entities, and submissions as ODK Collect encrypts them.

use std::fs;
use std::path::Path;

use crate::run::{homeward, refuses};

/// `form fill`, and where something of it is kept.
fn fill<'a>(form: &'a str, answers: &'a str, option: &'a str, folder: &'a str) -> [&'a str; 7] {
    ["form", "fill", form, "--answers", answers, option, folder]
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let file = folder.join(name);
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_list_is_kept_between_two_forms() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &str| write(folder.path(), name, text);
    let new = at(
        "new.md",
        "| survey |\n| | type | name | label | save_to |\n| | text | kind | Kind | kind |\n\
        | entities |\n| | list_name | label |\n| | trees | ${kind} |\n",
    );
    let change = at(
        "change.md",
        "| survey |\n| | type | name | label | save_to |\n\
        | | select_one_from_file trees.csv | tree | Tree | |\n| | text | kind | Kind | kind |\n\
        | entities |\n| | list_name | entity_id |\n| | trees | ${tree} |\n",
    );
    let lists = folder.path().join("lists");
    let lists = lists.to_str().unwrap();
    let answers = at("a.json", r#"{"kind": "oak"}"#);
    let made = homeward(&fill(&new, &answers, "--lists", lists));
    assert_eq!(
        (made.code, &*made.err),
        (0, "trees.csv: one entity created\n")
    );
    let table = fs::read_to_string(format!("{lists}/trees.csv")).unwrap();
    let id = &table.lines().nth(1).unwrap()[..36];
    let answers = at("b.json", &format!(r#"{{"tree": "{id}", "kind": "elm"}}"#));
    let changed = homeward(&fill(&change, &answers, "--lists", lists));
    assert_eq!(
        (changed.code, &*changed.err),
        (0, "trees.csv: one entity changed\n")
    );
    let says = format!("id=\"{id}\"");
    assert!(changed.out.contains(&says), "{changed:?}");
    assert!(
        changed
            .out
            .contains("baseVersion=\"1\" trunkVersion=\"\" branchId=\""),
        "{changed:?}"
    );
    let table = fs::read_to_string(format!("{lists}/trees.csv")).unwrap();
    assert!(table.contains(&format!("{id},oak,2,elm,,")), "{table}");
    // without a folder the list is not there
    refuses(&["form", "fill", &change, "--answers", &answers], "tree");
}

#[test]
fn a_submission_is_encrypted_into_a_new_folder() {
    let vector = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/vectors/encrypted_submission/vector.json"
    );
    let vector: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(vector).unwrap()).unwrap();
    let key = vector["public_key"].as_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, text: &str| write(folder.path(), name, text);
    let sheet = |key: &str| {
        format!(
            "| survey |\n| | type | name | label |\n| | text | word | Word |\n| | file | paper | Paper |\n\
            | settings |\n| | form_id | version | public_key |\n| | synthetic | 7 | {key} |\n"
        )
    };
    let form = at("form.md", &sheet(key));
    let answers = at(
        "answers.json",
        r#"{"word": "synthetic", "paper": "paper.pdf"}"#,
    );
    let out = folder.path().join("sent");
    let out = out.to_str().unwrap();
    let command = fill(&form, &answers, "--encrypted-to", out);
    refuses(&command, "paper.pdf");
    assert!(!Path::new(out).exists());

    at("paper.pdf", "synthetic paper");
    let sent = homeward(&command);
    assert_eq!((sent.code, &*sent.out, &*sent.err), (0, "", ""));
    let mut names: Vec<String> = fs::read_dir(out)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["paper.pdf.enc", "submission.xml", "submission.xml.enc"]
    );
    let manifest = fs::read_to_string(format!("{out}/submission.xml")).unwrap();
    for says in [
        "id=\"synthetic\" version=\"7\" encrypted=\"yes\"",
        "<media><file>paper.pdf.enc</file></media><encryptedXmlFile>submission.xml.enc<",
        "<instanceID>uuid:",
    ] {
        assert!(manifest.contains(says), "{manifest}");
    }
    assert_eq!(fs::read(format!("{out}/paper.pdf.enc")).unwrap().len(), 16);
    for name in names {
        let bytes = fs::read(format!("{out}/{name}")).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("synthetic paper") && !text.contains("<word>"),
            "{name}"
        );
    }
    refuses(&command, "cannot write the folder");
    at("form.md", &sheet(""));
    let other = format!("{out}2");
    let command = fill(&form, &answers, "--encrypted-to", &other);
    refuses(&command, "no public_key");
}
