//! Lists of entities on a device: created and changed by check-ins, and what the server says then.

use std::sync::Arc;

use homeward_checkin::{
    Answer, Checkin, EntityAction, EntityChange, EntityList, ListError, NotApplied, Path,
};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};

use crate::real::{Counting, now};
use crate::scenario::document;

const URL: &str = "jr://file-csv/trees.csv";
const OAK: &str = "0b5f6f0a-1c7d-4e0b-9a54-0c1de2f3a4b5";
const ELM: &str = "6d1f35c2-9a3e-4d1c-8b7a-1f2e3d4c5b6a";
const ONE: &str = "11111111-1111-4111-8111-111111111111";

/// A spreadsheet that creates a tree.
const NEW: &str = "
| survey |
| | type | name | label | save_to |
| | text | kind | Kind | kind |
| | integer | size | Size | size |
| entities |
| | list_name | label |
| | trees | concat(${kind}, ', new') |";

/// A spreadsheet that changes one of the list.
const CHANGE: &str = "
| survey |
| | type | name | label | save_to |
| | select_one_from_file trees.csv | tree | Tree | |
| | integer | size | Size | size |
| entities |
| | list_name | entity_id |
| | trees | ${tree} |";

/// Fills a spreadsheet with a list beside it.
fn filled(sheet: &str, list: &EntityList, answers: &[(&str, &str)]) -> Checkin {
    let options = Options::default();
    let converted = convert("form.md", sheet.as_bytes(), Kind::Markdown, &options);
    let xform = converted
        .xform
        .unwrap_or_else(|| panic!("{:?}", converted.problems));
    let table = list.write();
    let media = |url: &str| (url == URL).then(|| table.clone());
    let (form, problems) = Form::parse(xform.as_bytes(), &media);
    assert!(form.error().is_none(), "{problems:?}");
    let mut checkin = Checkin::new(Arc::new(form), &now(), &mut Counting(5)).unwrap();
    for (path, value) in answers {
        let answer = Answer::value(*value);
        checkin.answer(&Path::new(*path), &answer, &now()).unwrap();
    }
    checkin.finish(&now()).unwrap();
    checkin
}

/// A list with one row: its version here, the one from the server, and its branch.
fn list(version: u64, trunk: &str, branch: &str) -> EntityList {
    let table = format!(
        "name,label,__version,kind,__trunkVersion,__branchId\n{OAK},Oak,{version},oak,{trunk},{branch}\n"
    );
    EntityList::read(table.as_bytes()).unwrap()
}

fn change(action: EntityAction, id: &str, label: Option<&str>) -> EntityChange {
    EntityChange {
        dataset: "trees".into(),
        action,
        id: id.into(),
        label: label.map(str::to_owned),
        base_version: None,
        trunk_version: None,
        branch_id: None,
        offline: true,
        properties: vec![("kind".into(), "elm".into())],
    }
}

#[test]
fn what_is_created_is_in_the_list_with_version_1_and_a_branch() {
    let mut list = EntityList::default();
    let checkin = filled(NEW, &list, &[("/data/kind", "oak"), ("/data/size", "3")]);
    let changes = checkin.entities();
    assert_eq!(changes.len(), 1);
    list.apply(&changes[0], &mut Counting(7)).unwrap();
    let row = list.get(&changes[0].id).unwrap();
    assert_eq!((row.version, row.trunk_version), (1, None));
    assert_eq!(row.label, "oak, new");
    assert_eq!(list.value(row, "size"), "3");
    assert_eq!(row.branch_id.len(), 36);
    assert_ne!(row.branch_id, row.id);
}

#[test]
fn changes_without_network_count_up_and_stay_on_one_branch() {
    let mut list = EntityList::default();
    let created = filled(NEW, &list, &[("/data/kind", "oak"), ("/data/size", "3")]);
    list.apply(&created.entities()[0], &mut Counting(7))
        .unwrap();
    let id = created.entities()[0].id.clone();
    let branch = list.get(&id).unwrap().branch_id.clone();
    for (size, base) in [("4", 1), ("5", 2)] {
        let answers = [("/data/tree", &*id), ("/data/size", size)];
        let checkin = filled(CHANGE, &list, &answers);
        let xml = checkin.submission();
        let said = format!(
            "update=\"1\" baseVersion=\"{base}\" trunkVersion=\"\" branchId=\"{branch}\" id=\"{id}\""
        );
        assert!(xml.contains(&said), "{xml}\n{said}");
        let change = &checkin.entities()[0];
        assert_eq!(change.base_version, Some(base));
        assert_eq!(change.trunk_version, None);
        assert_eq!(change.branch_id.as_deref(), Some(&*branch));
        list.apply(change, &mut Counting(8)).unwrap();
    }
    let row = list.get(&id).unwrap();
    assert_eq!((row.version, row.trunk_version), (3, None));
    assert_eq!((&*row.label, list.value(row, "size")), ("oak, new", "5"));
    assert_eq!(list.value(row, "kind"), "oak", "what is not said stays");
}

#[test]
fn a_change_after_the_server_names_the_servers_version() {
    let mut list = list(4, "4", ONE);
    for (size, base) in [("7", 4), ("8", 5)] {
        let checkin = filled(CHANGE, &list, &[("/data/tree", OAK), ("/data/size", size)]);
        let xml = checkin.submission();
        let said = format!("baseVersion=\"{base}\" trunkVersion=\"4\" branchId=\"{ONE}\"");
        assert!(xml.contains(&said), "{xml}\n{said}");
        list.apply(&checkin.entities()[0], &mut Counting(8))
            .unwrap();
    }
    assert_eq!(list.get(OAK).unwrap().version, 6);
}

/// What is there after a server sends `sent` for a row of version `here` from `trunk`.
#[track_caller]
fn taken(here: u64, trunk: &str, sent: u64, version: u64, from: Option<u64>, same_branch: bool) {
    let mut list = list(here, trunk, ONE);
    let server = format!("name,label,__version,kind\n{OAK},Sent,{sent},sent\n");
    let server = EntityList::read(server.as_bytes()).unwrap();
    list.take_over(&server, &mut Counting(3));
    let row = list.get(OAK).unwrap();
    assert_eq!((row.version, row.trunk_version), (version, from));
    assert_eq!(row.branch_id == ONE, same_branch);
    let kept = here > sent;
    assert_eq!(row.label == "Oak", kept);
    assert_eq!(list.value(row, "kind") == "oak", kept);
    // once more changes nothing
    let again = list.clone();
    list.take_over(&server, &mut Counting(4));
    assert_eq!(list, again);
}

#[test]
fn a_server_that_is_as_far_or_further_replaces_the_row() {
    taken(1, "", 1, 1, Some(1), false); // created here, and the server has it now
    taken(2, "", 1, 2, None, true); // created and changed here: the server is behind
    taken(2, "", 2, 2, Some(2), false);
    taken(3, "3", 3, 3, Some(3), true); // nothing happened on either side
    taken(3, "3", 5, 5, Some(5), false); // somebody else changed it
    taken(5, "3", 4, 5, Some(3), true); // the server has the first of two changes
    taken(5, "3", 5, 5, Some(5), false);
    taken(5, "3", 9, 9, Some(9), false);
    taken(5, "5", 4, 5, Some(5), true); // an older table
}

#[test]
fn rows_come_and_go_with_the_server() {
    let mut list = list(2, "2", ONE);
    let made = change(EntityAction::Create, ELM, Some("Elm"));
    list.apply(&made, &mut Counting(2)).unwrap();
    let server = format!("name,label,__version,age\n{ONE},Ash,1,90\n");
    let server = EntityList::read(server.as_bytes()).unwrap();
    list.take_over(&server, &mut Counting(3));
    let ids: Vec<&str> = list.rows().iter().map(|row| &*row.id).collect();
    assert_eq!(ids, [ELM, ONE], "the server no longer has the first one");
    let (elm, ash) = (list.get(ELM).unwrap(), list.get(ONE).unwrap());
    assert_eq!(
        (list.value(elm, "kind"), list.value(elm, "age")),
        ("elm", "")
    );
    assert_eq!(
        (list.value(ash, "kind"), list.value(ash, "age")),
        ("", "90")
    );
    assert_eq!(list.value(ash, "height"), "");
    assert!(elm.is_changed() && !ash.is_changed());
}

#[test]
fn both_creates_what_is_not_there_and_changes_what_is() {
    let mut list = EntityList::default();
    let both = change(EntityAction::Upsert, ELM, Some("Elm"));
    for version in [1, 2] {
        list.apply(&both, &mut Counting(2)).unwrap();
        assert_eq!(list.get(ELM).unwrap().version, version);
    }
    assert_eq!(list.rows().len(), 1);
}

#[test]
fn what_a_list_does_not_take() {
    use EntityAction::{Create, Update, Upsert};
    let before = EntityChange {
        offline: false,
        ..change(Create, ELM, Some("Elm"))
    };
    for (change, why) in [
        (before, NotApplied::Server),
        (change(Create, OAK, Some("Oak")), NotApplied::Exists),
        (change(Update, ELM, None), NotApplied::Unknown),
        (change(Create, ELM, None), NotApplied::Label),
        (change(Create, ELM, Some("  ")), NotApplied::Label),
        (change(Upsert, ELM, None), NotApplied::Label),
        (change(Create, "", Some("Elm")), NotApplied::Identifier),
        (change(Create, "elm", Some("Elm")), NotApplied::Identifier),
        // version 1, and a variant that is none
        (
            change(Create, "6d1f35c2-9a3e-1d1c-8b7a-1f2e3d4c5b6a", Some("Elm")),
            NotApplied::Identifier,
        ),
        (
            change(Create, "6d1f35c2-9a3e-4d1c-0b7a-1f2e3d4c5b6a", Some("Elm")),
            NotApplied::Identifier,
        ),
    ] {
        let mut list = list(1, "1", ONE);
        let untouched = list.clone();
        assert_eq!(
            list.apply(&change, &mut Counting(1)),
            Err(why),
            "{change:?}"
        );
        assert_eq!(list, untouched);
    }
}

#[test]
fn a_version_that_counts_nothing_is_0() {
    for (text, version) in [("x", 0), ("-3", 0), ("", 0), ("2", 2), (" 7 ", 7)] {
        let table = format!("name,label,__version\n{OAK},Oak,{text}\n");
        let mut list = EntityList::read(table.as_bytes()).unwrap();
        assert_eq!(list.get(OAK).unwrap().version, version, "{text}");
        let update = change(EntityAction::Update, OAK, None);
        list.apply(&update, &mut Counting(1)).unwrap();
        assert_eq!(list.get(OAK).unwrap().version, version + 1, "{text}");
    }
}

#[test]
fn a_table_is_read_as_it_was_written() {
    let mut list = list(2, "1", ONE);
    let mut new = change(
        EntityAction::Create,
        ELM,
        Some("Elm, \"old\"\nat the river"),
    );
    new.properties.push(("note".into(), " a;b ".into()));
    list.apply(&new, &mut Counting(2)).unwrap();
    let table = list.write();
    assert_eq!(EntityList::read(&table).unwrap(), list);
    let text = String::from_utf8(table).unwrap();
    let first = text.lines().next().unwrap();
    assert_eq!(
        first,
        "name,label,__version,kind,note,__trunkVersion,__branchId"
    );
}

#[test]
fn tables_that_are_no_lists() {
    let twice = format!("name,label\n{OAK},a\n{ELM},b\n{OAK},c\n");
    for (table, error) in [
        ("label,__version\na,1\n", ListError::Column("name")),
        ("name,__version\na,1\n", ListError::Column("label")),
        ("", ListError::Column("name")),
        ("name,label,name\na,b,c\n", ListError::Columns),
        ("name,label\na,b\n,c\n", ListError::NoIdentifier(3)),
        (&*twice, ListError::Twice(4)),
    ] {
        assert_eq!(EntityList::read(table.as_bytes()), Err(error), "{table}");
    }
    let no_text = EntityList::read(b"name,label\na,\xff\n");
    assert_eq!(no_text, Err(ListError::Table(2)));
    assert!(EntityList::is_one(b"name,label,\"__version\"\r\na,b,1\r\n"));
    assert!(EntityList::is_one(b"name;label;__version\n"));
    assert!(!EntityList::is_one(b"name,label\n"));
    assert!(!EntityList::is_one(b"name,label\n__version,1\n"));
}

#[test]
fn forms_before_2024_leave_it_to_the_server() {
    for (version, offline) in [
        ("2022.1.0", false),
        ("2023.1", false),
        ("2024.1.9", true),
        ("2025.1.0", true),
    ] {
        let xform = document(
            "<instance><data id='t'><meta><entity dataset='trees' id='' create='1'><label>L</label></entity></meta></data></instance>",
            "",
        );
        let xform = xform.replace(
            "entities-version=\"2025.1.0\"",
            &format!("entities-version=\"{version}\""),
        );
        let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
        assert!(form.error().is_none(), "{problems:?}");
        let checkin = Checkin::new(Arc::new(form), &now(), &mut Counting(5)).unwrap();
        assert_eq!(checkin.entities()[0].offline, offline, "{version}");
    }
}

#[test]
fn nothing_of_a_row_is_in_a_log() {
    let list = list(1, "1", ONE);
    let shown = format!("{list:?} {:?}", list.rows());
    assert!(
        !shown.contains("oak") && !shown.contains("Oak") && !shown.contains(OAK),
        "{shown}"
    );
}
