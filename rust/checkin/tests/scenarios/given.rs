//! What a caller gives: files beside a form, the last saved record, properties of a device.

use std::sync::Arc;

use homeward_checkin::{Checkin, Path, Properties};
use homeward_form::{Form, NoMedia};

use crate::real::{Counting, now};
use crate::scenario::document;

/// The value of `/data/x` in a form with a list from a file.
#[track_caller]
fn check(url: &str, file: &str, calculate: &str, expect: &str) {
    let form = document(
        &format!(
            "<instance><data id='t'><k>b</k><x/></data></instance><instance id='l' src='{url}'/>
            <bind nodeset='/data/x' calculate=\"{calculate}\"/>"
        ),
        "<input ref='/data/k'><label>K</label></input>",
    );
    let media = |asked: &str| (asked == url).then(|| file.as_bytes().to_vec());
    let (form, problems) = Form::parse(form.as_bytes(), &media);
    assert!(problems.is_empty(), "{problems:?}");
    let checkin = Checkin::new(Arc::new(form), &now(), &mut Counting(1)).unwrap();
    assert_eq!(
        checkin.value(&Path::new("/data/x")),
        Some(expect),
        "{calculate}"
    );
}

#[track_caller]
fn refused(url: &str, file: &str, says: &str) {
    let form = document(
        &format!("<instance><data id='t'><x/></data></instance><instance id='l' src='{url}'/>"),
        "",
    );
    let media = |_: &str| Some(file.as_bytes().to_vec());
    let (form, problems) = Form::parse(form.as_bytes(), &media);
    assert!(
        form.error().is_some_and(|error| error.contains(says)),
        "{problems:?}"
    );
}

const PLACES: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","id":"p1","geometry":{"type":"Point","coordinates":[21.43,41.99]},"properties":{"title":"Skopje","pop":526502,"cap":true,"none":null,"bad name":1}},
    {"type":"Feature","geometry":{"type":"LineString","coordinates":[[21,41],[22.5,42]]},"properties":{"id":"l1","title":"Road"}},
    {"type":"Feature","id":7,"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},"properties":{"id":"own","title":"Field"}}]}"#;

#[test]
fn geojson_is_a_list_with_places_as_text() {
    let url = "jr://file/places.geojson";
    for (calculate, expect) in [
        ("count(instance('l')/root/item)", "3"),
        (
            "instance('l')/root/item[id = 'p1']/geometry",
            "41.99 21.43 0 0",
        ),
        (
            "instance('l')/root/item[id = 'l1']/geometry",
            "41 21 0 0; 42 22.5 0 0",
        ),
        (
            "instance('l')/root/item[3]/geometry",
            "0 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 0 0",
        ),
        ("instance('l')/root/item[id = 'p1']/title", "Skopje"),
        ("instance('l')/root/item[id = 'p1']/pop + 1", "526503"),
        ("instance('l')/root/item[id = 'p1']/cap", "true"),
        ("count(instance('l')/root/item[1]/*)", "6"),
        ("instance('l')/root/item[3]/id", "own"),
        (
            "round(distance(instance('l')/root/item[2]/geometry) div 1000, 0)",
            "167",
        ),
        ("instance('l')/root/item[title = 'Road']/id", "l1"),
        ("join(' ', instance('l')/root/item/id)", "p1 l1 own"),
    ] {
        check(url, PLACES, calculate, expect);
    }
}

#[test]
fn geojson_that_cannot_be_read_says_why() {
    let url = "jr://file/places.geojson";
    for (file, says) in [
        ("{", "can't be read"),
        ("[]", "no FeatureCollection"),
        (r#"{"type":"FeatureCollection"}"#, "no features"),
        (
            r#"{"type":"FeatureCollection","features":[{"type":"Thing"}]}"#,
            "feature 1: it is no Feature",
        ),
        (
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[]}}]}"#,
            "feature 1: only points",
        ),
        (
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":["a",1]}}]}"#,
            "longitude and latitude",
        ),
        (
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[],[]]}}]}"#,
            "with holes",
        ),
    ] {
        refused(url, file, says);
    }
}

#[test]
fn tables_have_commas_or_semicolons() {
    for file in [
        "name,label\na,Alfa\nb,Beta\n",
        "name;label\na;Alfa\nb;Beta\n",
        "\u{feff}name,label\r\na,Alfa\r\nb,\"Beta\"\r\n",
    ] {
        check(
            "jr://file-csv/l.csv",
            file,
            "instance('l')/root/item[name = /data/k]/label",
            "Beta",
        );
        check(
            "jr://file-csv/l.csv",
            file,
            "count(instance('l')/root/item)",
            "2",
        );
    }
    check(
        "jr://file-csv/l.csv",
        "name,label\na,\"x, y\"\n",
        "instance('l')/root/item/label",
        "x, y",
    );
    check(
        "jr://file-csv/l.csv",
        "name,label\nonly\n",
        "count(instance('l')/root/item/label)",
        "0",
    );
}

#[test]
fn lists_in_xml_keep_their_names() {
    let file =
        "<trees><tree age='9'><kind>oak</kind></tree><tree age='3'><kind>elm</kind></tree></trees>";
    check(
        "jr://file/l.xml",
        file,
        "instance('l')/trees/tree[@age = 3]/kind",
        "elm",
    );
    refused("jr://file/l.xml", "<trees>", "can't be read");
}

#[test]
fn the_last_saved_record_is_a_list_where_the_caller_gives_it() {
    let url = "jr://instance/last-saved";
    check(
        url,
        "<data id='t'><k>before</k></data>",
        "instance('l')/data/k",
        "before",
    );
    check(
        url,
        "<data id='t'><k>4</k></data>",
        "instance('l')/data/k + 1",
        "5",
    );
    let form = document(
        "<instance><data id='t'><x/></data></instance><instance id='l' src='jr://instance/last-saved'/>
        <bind nodeset='/data/x' calculate=\"concat('[', instance('l')/data/x, ']')\"/>",
        "",
    );
    let (form, problems) = Form::parse(form.as_bytes(), &NoMedia);
    assert!(
        problems.is_empty(),
        "that nothing was saved before is no problem: {problems:?}"
    );
    let checkin = Checkin::new(Arc::new(form), &now(), &mut Counting(1)).unwrap();
    assert_eq!(checkin.value(&Path::new("/data/x")), Some("[]"));
}

const DEVICE: &str = "<instance><data id='t'><d/><p/><q/><x/></data></instance>
    <bind nodeset='/data/d' jr:preload='property' jr:preloadParams='deviceid'/>
    <bind nodeset='/data/p' jr:preload='property' jr:preloadParams='phone number'/>
    <bind nodeset='/data/q' jr:preload='property' jr:preloadParams='phonenumber'/>
    <bind nodeset='/data/x' calculate=\"property('username')\"/>";

#[test]
fn properties_are_filled_in_by_either_spelling() {
    let (form, _) = Form::parse(document(DEVICE, "").as_bytes(), &NoMedia);
    let form = Arc::new(form);
    for name in ["phonenumber", "phone number", "Phone Number"] {
        let given = Properties::new([
            ("deviceid", "synthetic:1"),
            (name, "070 1"),
            ("username", "worker"),
        ]);
        let checkin =
            Checkin::new_on(form.clone(), &now(), &mut Counting(1), given.clone()).unwrap();
        let value = |path: &str| {
            checkin
                .value(&Path::new(path))
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(value("/data/d"), "synthetic:1");
        assert_eq!(
            (value("/data/p"), value("/data/q")),
            ("070 1".into(), "070 1".into())
        );
        assert_eq!(value("/data/x"), "worker");
        let (again, _) = Checkin::restore_on(
            form.clone(),
            &checkin.saved(),
            &now(),
            &mut Counting(2),
            given,
        )
        .unwrap();
        assert_eq!(again.submission(), checkin.submission());
    }
}

#[test]
fn properties_are_not_printed() {
    let given = Properties::new([("username", "secret")]);
    assert!(!format!("{given:?}").contains("secret"));
}

/// A form with a query, and its choices.
fn queried(model: &str, table: Option<&str>) -> (Checkin, Vec<homeward_form::Problem>) {
    let body = "<select1 ref='/data/s'><label>S</label><item><label>A</label><value>a</value></item><item><label>B</label><value>b</value></item></select1>
        <group ref='/data/g'><input ref='/data/g/t' query=\"instance('towns')/root/item[state = /data/s and name != 'x']\"><label>T</label></input></group>";
    let form = document(
        &format!("<instance><data id='t'><s/><g><t/></g></data></instance>{model}"),
        body,
    );
    let media = |url: &str| {
        let table = table.filter(|_| url == "jr://file-csv/itemsets.csv");
        table.map(|text| text.as_bytes().to_vec())
    };
    let (form, problems) = Form::parse(form.as_bytes(), &media);
    let checkin = Checkin::new(Arc::new(form), &now(), &mut Counting(1)).unwrap();
    (checkin, problems)
}

#[test]
fn a_query_offers_the_choices_of_its_list() {
    let table = "list_name,name,label,state\ntowns,k,Kappa,a\ntowns,l,Lambda,b\nvillages,m,My,a\ntowns,n,Ny,a\ntowns,x,Xi,a\n";
    let (mut checkin, problems) = queried("", Some(table));
    assert!(problems.is_empty(), "{problems:?}");
    let town = Path::new("/data/g/t");
    let offered = |checkin: &Checkin| -> Vec<String> {
        let choices = checkin.choices(&town, "").unwrap();
        choices
            .iter()
            .map(|one| format!("{}={}", one.value, one.label))
            .collect()
    };
    assert!(offered(&checkin).is_empty());
    let answer = |checkin: &mut Checkin, path: &str, value: &str| {
        let answer = homeward_checkin::Answer::value(value);
        checkin.answer(&Path::new(path), &answer, &now())
    };
    answer(&mut checkin, "/data/s", "a").unwrap();
    assert_eq!(offered(&checkin), ["k=Kappa", "n=Ny"]);
    answer(&mut checkin, "/data/g/t", "n").unwrap();
    assert!(
        answer(&mut checkin, "/data/g/t", "m").is_err(),
        "of another list"
    );
    let change = answer(&mut checkin, "/data/s", "b").unwrap();
    assert_eq!(offered(&checkin), ["l=Lambda"]);
    assert_eq!(checkin.value(&town), Some(""));
    assert_eq!(
        change.cleared.len(),
        1,
        "an answer that is not offered goes"
    );
}

#[test]
fn a_query_without_its_table_offers_nothing_and_says_so() {
    let (checkin, problems) = queried("", None);
    let said: Vec<String> = problems.iter().map(|one| one.message.clone()).collect();
    assert_eq!(said, ["The file jr://file-csv/itemsets.csv is missing."]);
    let choices = checkin.choices(&Path::new("/data/g/t"), "").unwrap();
    assert!(choices.is_empty());
}

#[test]
fn a_sheet_of_external_choices_is_the_table() {
    let sheet = "| survey |\n| | type | name | label | choice_filter |\n| | text | s | S | |\n
        | | select_one_external towns | t | T | state = ${s} |\n| choices |\n| | list_name | name | label |\n| | l | x | X |\n
        | external_choices |\n| | list name | name | label::English (en) | state |\n| | towns | k | Kappa, old | a |\n| | towns | l | Lambda | b |\n";
    let sheet = sheet.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let kind = homeward_form::xlsform::Kind::Markdown;
    let options = homeward_form::xlsform::Options::default();
    let converted = homeward_form::xlsform::convert("f.md", sheet.as_bytes(), kind, &options);
    let xform = converted
        .xform
        .unwrap_or_else(|| panic!("{:?}", converted.problems));
    let media = |url: &str| {
        let asked = url == homeward_form::xlsform::EXTERNAL_CHOICES;
        asked.then(|| homeward_form::xlsform::external_choices(sheet.as_bytes(), kind).unwrap())
    };
    let (form, problems) = Form::parse(xform.as_bytes(), &media);
    assert!(form.error().is_none(), "{problems:?}");
    let mut checkin = Checkin::new(Arc::new(form), &now(), &mut Counting(1)).unwrap();
    let answer = homeward_checkin::Answer::value("a");
    checkin
        .answer(&Path::new("/data/s"), &answer, &now())
        .unwrap();
    let choices = checkin.choices(&Path::new("/data/t"), "").unwrap();
    let found: Vec<&str> = choices.iter().map(|one| &*one.label).collect();
    assert_eq!(found, ["Kappa, old"]);
}

#[test]
fn pulldata_finds_a_table_that_the_model_does_not_name() {
    let form = |table: &str| {
        let model = format!(
            "<instance><data id='t'><k>b</k><x/></data></instance><bind nodeset='/data/x' calculate=\"pulldata('{table}', 'label', 'name', /data/k)\"/>"
        );
        let form = document(&model, "<input ref='/data/k'><label>K</label></input>");
        let media = |url: &str| match url {
            "jr://file-csv/l.csv" => Some(b"name,label\na,Alfa\nb,Beta\n".to_vec()),
            "jr://file-csv/bad.csv" => Some(b"name,label\na,\xff\n".to_vec()),
            _ => None,
        };
        Form::parse(form.as_bytes(), &media)
    };
    let (found, problems) = form("l");
    assert!(problems.is_empty(), "{problems:?}");
    let checkin = Checkin::new(Arc::new(found), &now(), &mut Counting(1)).unwrap();
    assert_eq!(checkin.value(&Path::new("/data/x")), Some("Beta"));
    for (table, says) in [
        (
            "m",
            "There is no instance m, but pulldata() asks for it. Put the table beside the form",
        ),
        ("bad", "The file jr://file-csv/bad.csv can't be read"),
    ] {
        let (found, problems) = form(table);
        assert!(
            found.error().is_some_and(|error| error.contains(says)),
            "{problems:?}"
        );
    }
}
