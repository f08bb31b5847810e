//! `docs/wire.md` and `docs/wire_directory.md` have exactly the fields that the code has.
#![allow(clippy::unwrap_used)]

use std::path::Path;

/// `(type, key, field)` of every `cbor_map!` and `cbor_enum!` below a folder of sources.
fn declared(folder: &Path, found: &mut Vec<(String, String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let mut inside = None;
        for line in source.lines() {
            let line = line.trim();
            if matches!(line, "cbor_map! {" | "cbor_enum! {") {
                inside = Some(String::new());
            } else if let Some(name) = inside.as_mut() {
                let words: Vec<&str> = line.split([' ', ':', ',']).collect();
                match words[..] {
                    ["}"] if line.len() == 1 && name.is_empty() => inside = None,
                    ["redacted", "pub", _, declared, ..]
                    | ["pub" | "pub(super)", _, declared, "{"] => {
                        *name = declared.to_owned();
                    }
                    [key, "=>", field, ..] => {
                        found.push((name.clone(), key.to_owned(), field.to_owned()));
                    }
                    ["}"] => name.clear(),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_field_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = ["docs/wire.md", "docs/wire_directory.md"]
        .map(|name| std::fs::read_to_string(root.join(name)).unwrap())
        .concat();
    let mut fields = Vec::new();
    declared(&root.join("rust/seal/src"), &mut fields);
    declared(&root.join("rust/protocol/src"), &mut fields);
    assert!(fields.len() > 200, "only {} fields found", fields.len());
    let mut documented = 0;
    let mut at = "";
    for line in page.lines() {
        if let Some(name) = line.strip_prefix("#### ") {
            at = name;
        }
        let cells: Vec<&str> = line.split(" | ").collect();
        if let [key, field, ..] = cells[..]
            && let Some(key) = key.strip_prefix("| ")
            && key.parse::<u64>().is_ok()
        {
            documented += 1;
            let known = (at.to_owned(), key.to_owned(), field.to_owned());
            assert!(fields.contains(&known), "no longer in the code: {known:?}");
        }
    }
    assert_eq!(
        documented,
        fields.len() - unsent(&fields),
        "docs/wire.md lacks fields"
    );
}

/// What is only kept on the client itself, never sent.
fn unsent(fields: &[(String, String, String)]) -> usize {
    let kept = |name: &str| matches!(name, "Saved" | "Proven");
    fields.iter().filter(|(name, _, _)| kept(name)).count()
}
