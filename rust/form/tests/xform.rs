//! Reading XForms: what is read, what is reported and where.

use homeward_form::control::{Choices, ControlKind};
use homeward_form::definition::{DataType, Preload};
use homeward_form::reads::Aspect;
use homeward_form::{DefId, Form, NoMedia, Place, Problem};

fn document(model: &str, body: &str) -> String {
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"
        xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:orx=\"http://openrosa.org/xforms\"
        xmlns:ri=\"https://example.org/ri\"><h:head><h:title>A title</h:title><model>{model}</model></h:head>
        <h:body class=\"pages\">{body}</h:body></h:html>"
    )
}

#[track_caller]
fn clean(model: &str, body: &str) -> Form {
    let (form, problems) = Form::parse(document(model, body).as_bytes(), &NoMedia);
    assert!(problems.is_empty(), "{problems:?}");
    form
}

#[track_caller]
fn problem(model: &str, body: &str, says: &str) -> Problem {
    let (_, problems) = Form::parse(document(model, body).as_bytes(), &NoMedia);
    let found = problems.iter().find(|one| one.message.contains(says));
    found.unwrap_or_else(|| panic!("{problems:?}")).clone()
}

const DATA: &str =
    "<instance><data id='t' version='7'><g><a>1</a></g><r jr:template=''><n/></r><r><n/></r>
    <orx:meta><orx:instanceID/></orx:meta></data></instance>";
const ASK: &str = "<input ref='/data/g/a'><label>A</label></input>";

#[test]
fn the_front_of_a_form() {
    let form = clean(DATA, ASK);
    assert_eq!(
        (form.title(), form.id(), form.version(), form.style()),
        ("A title", "t", "7", "pages")
    );
    assert!(form.languages().is_empty());
    assert_eq!(form.error(), None);
}

#[test]
fn the_data_is_a_tree_of_definitions() {
    let form = clean(
        DATA,
        "<repeat nodeset='/data/r'><input ref='/data/r/n'><label>N</label></input></repeat>",
    );
    let paths: Vec<&str> = form.nodes().iter().map(|node| &*node.path).collect();
    assert_eq!(
        paths,
        [
            "/data",
            "/data/@id",
            "/data/@version",
            "/data/g",
            "/data/g/a",
            "/data/r",
            "/data/r/n",
            "/data/meta",
            "/data/meta/instanceID"
        ]
    );
    let repeat = form.find("/data/r").unwrap();
    assert!(form.node(repeat).repeat.is_some());
    assert_eq!(
        form.node(form.find("/data/r/n").unwrap()).in_repeat,
        Some(repeat)
    );
    assert_eq!(form.node(form.find("/data/g/a").unwrap()).in_repeat, None);
    let template = &form.initial()[form.template(repeat).unwrap() as usize];
    assert!(template.template);
    assert_eq!(
        &*form
            .node(form.find("/data/meta/instanceID").unwrap())
            .name
            .prefix,
        "orx"
    );
}

#[test]
fn binds_have_types_rules_and_attributes() {
    let model = format!(
        "{DATA}<bind nodeset='/data/g/a' type='xsd:int' relevant='true()' required='/data/r/n = 1'
        jr:constraintMsg='No' constraint='. &gt; 1' ri:class='sealed'/>
        <bind nodeset='/data/orx:meta/orx:instanceID' jr:preload='uid'/>"
    );
    let form = clean(&model, ASK);
    let bind = form.bind(form.find("/data/g/a").unwrap()).unwrap();
    assert_eq!(bind.data_type, DataType::Integer);
    assert_eq!(bind.relevant.as_ref().unwrap().constant, Some(true));
    assert_eq!(bind.constraint.as_ref().unwrap().expr.source(), ". > 1");
    assert_eq!(form.bind_attribute("/data/g/a", "class"), Some("sealed"));
    assert_eq!(form.bind_attribute("/data/g", "class"), None);
    let id = form
        .bind(form.find("/data/meta/instanceID").unwrap())
        .unwrap();
    assert_eq!(id.preload, Some(Preload::Uid));
}

#[test]
fn controls_are_a_tree() {
    let form = clean(DATA, "<group ref='/data/g' appearance='field-list w2'><label>G</label>
        <input ref='/data/g/a'><label>A</label><hint>H</hint></input></group>
        <group ref='/data/r'><label>Rows</label><repeat nodeset='/data/r' jr:noAddRemove='true()'>
        <range ref='/data/r/n' start='1' end='5' step='2'><label>N</label></range></repeat></group>");
    let group = form.control(form.body()[0]);
    assert!(group.appears("field-list") && !group.appears("field"));
    let question = form.control(group.children[0]);
    assert!(question.is_question() && question.hint.is_some());
    let rows = form.control(form.body()[1]);
    assert_eq!(
        rows.node, None,
        "a group around a repeat only carries its label"
    );
    let repeat = form.control(rows.children[0]);
    assert!(
        matches!(repeat.kind, ControlKind::Repeat { fixed: true, .. }) && repeat.label.is_some()
    );
    let range = form.control(repeat.children[0]);
    assert!(
        matches!(range.kind, ControlKind::Range { start, end, step } if (start, end, step) == (1.0, 5.0, 2.0))
    );
}

#[test]
fn languages_are_named_and_found_by_tag() {
    let model = format!("<itext><translation lang='English (en)'><text id='a'><value>Word</value></text></translation>
        <translation lang='Српски (sr)' default='true()'><text id='a'><value>Реч &lt; <output value='/data/g/a'/>
        </value><value form='guidance'>Питај</value></text></translation></itext>{DATA}");
    let form = clean(
        &model,
        "<input ref='/data/g/a'><label ref=\"jr:itext('a')\"/></input>",
    );
    assert_eq!(form.languages(), ["English (en)", "Српски (sr)"]);
    assert_eq!(form.default_language(), Some("Српски (sr)"));
    assert_eq!(form.language("en"), Some("English (en)"));
    assert_eq!(form.language("mk"), Some("Српски (sr)"));
    let entry = form.itext().text("sr", "a").unwrap();
    assert_eq!(entry.plain().unwrap().len(), 2);
    assert!(entry.form("guidance").is_some() && entry.form("audio").is_none());
    assert!(form.itext().text("en", "b").is_none());
    assert_eq!(form.itext().ids("en"), ["a"]);
}

#[test]
fn lists_come_from_files_with_commas_or_semicolons() {
    let model = format!("{DATA}<instance id='one' src='jr://file-csv/one.csv'/>
        <instance id='two' src='jr://file-csv/two.csv'/><instance id='three' src='jr://file/three.xml'/>");
    let media = |url: &str| {
        let text = match url {
            "jr://file-csv/one.csv" => "\u{feff}name,label\na,\"A, a\"\n",
            "jr://file-csv/two.csv" => "name;label;bad name\na;A, a;x\nb;B\n",
            "jr://file/three.xml" => "<root><item><name>a</name></item></root>",
            _ => return None,
        };
        Some(text.as_bytes().to_vec())
    };
    let (form, problems) = Form::parse(document(&model, ASK).as_bytes(), &media);
    assert!(problems.is_empty(), "{problems:?}");
    let words = |id: &str| {
        let node = form.instance(id).unwrap();
        let document = &form.documents()[node.doc as usize - 1];
        homeward_xpath::Tree::string_value(&**document, node).into_owned()
    };
    assert_eq!(
        (
            words("one").as_str(),
            words("two").as_str(),
            words("three").as_str()
        ),
        ("aA, a", "aA, abB", "a")
    );
}

#[test]
fn a_missing_file_is_a_warning_and_an_empty_list() {
    let model = format!("{DATA}<instance id='one' src='jr://file-csv/one.csv'/>");
    let (form, problems) = Form::parse(document(&model, ASK).as_bytes(), &NoMedia);
    assert!(
        problems.len() == 1 && !problems[0].is_error(),
        "{problems:?}"
    );
    assert!(form.error().is_none() && form.instance("one").is_some());
}

#[test]
fn an_expression_says_what_it_reads() {
    let model =
        format!("{DATA}<bind nodeset='/data/g/a' calculate='concat(/data/r/n, /data/r[2]/n)'/>");
    let form = clean(
        &model,
        "<repeat nodeset='/data/r'><input ref='/data/r/n'><label>N</label></input></repeat>",
    );
    let bind = form.bind(form.find("/data/g/a").unwrap()).unwrap();
    let reads: Vec<(String, Aspect)> = bind
        .calculate
        .as_ref()
        .unwrap()
        .reads
        .iter()
        .map(|read| (form.node(read.def).path.to_string(), read.aspect))
        .collect();
    assert!(
        reads.contains(&("/data/r/n".to_owned(), Aspect::Value)),
        "{reads:?}"
    );
    assert!(
        reads.contains(&("/data/r".to_owned(), Aspect::Instances)),
        "{reads:?}"
    );
    assert!(form.graph().on_value(form.find("/data/r/n").unwrap()).len() == 1);
    assert!(form.graph().on_value(DefId::ROOT).is_empty());
}

#[test]
fn a_sum_over_rows_is_read_as_a_number_that_is_kept() {
    let model =
        format!("{DATA}<bind nodeset='/data/g/a' calculate='sum(/data/r/n) + count(/data/r)'/>");
    let form = clean(
        &model,
        "<repeat nodeset='/data/r'><input ref='/data/r/n'><label>N</label></input></repeat>",
    );
    let bind = form.bind(form.find("/data/g/a").unwrap()).unwrap();
    let reads = &bind.calculate.as_ref().unwrap().reads;
    let kept = |path: &str| {
        let of = form.find(path).unwrap();
        let is_kept = |aspect: Aspect| matches!(aspect, Aspect::Aggregate(_));
        reads
            .iter()
            .any(|read| read.def == of && is_kept(read.aspect))
    };
    assert!(kept("/data/r/n") && kept("/data/r"), "{reads:?}");
    assert!(
        !form
            .graph()
            .on_value(form.find("/data/r/n").unwrap())
            .is_empty()
    );
}

#[test]
fn a_fixed_list_is_no_work_and_a_filter_is() {
    let model =
        format!("{DATA}<instance id='l'><root><item><name>1</name></item></root></instance>");
    let ask = |filter: &str| {
        format!("<input ref='/data/g/a'><label>A</label></input><repeat nodeset='/data/r'>
        <select1 ref='/data/r/n'><label>N</label>
        <itemset nodeset=\"instance('l')/root/item{filter}\"><value ref='name'/></itemset></select1></repeat>")
    };
    let fixed = |filter: &str| {
        let form = clean(&model, &ask(filter));
        let set = form
            .controls()
            .iter()
            .find_map(|control| match &control.choices {
                Choices::Set(set) => Some(set.fixed),
                _ => None,
            });
        (
            set.unwrap(),
            form.graph().tasks(form.find("/data/r/n").unwrap()).len(),
        )
    };
    assert_eq!(fixed(""), (true, 0));
    assert_eq!(fixed("[name != '']"), (true, 0));
    assert_eq!(fixed("[name = /data/g/a]"), (false, 1));
}

#[test]
fn problems_have_a_place_and_a_remedy() {
    let found = problem(
        &format!("{DATA}\n<bind nodeset='/data/x'/>"),
        ASK,
        "/data/x",
    );
    assert!(
        matches!(found.place, Place::Line { line: 5, .. }),
        "{found:?}"
    );
    assert!(!found.remedy.is_empty());
    let found = problem(
        &format!("{DATA}<bind nodeset='/data/g/a' relevant='1 +'/>"),
        ASK,
        "",
    );
    assert_eq!(found.place, Place::Path("/data/g/a relevant".to_owned()));
    problem(
        DATA,
        "<input ref='/data/y'><label>Y</label></input>",
        "/data/y",
    );
    problem(&format!("{DATA}<instance/>"), ASK, "has no id");
    problem(
        &format!("{DATA}<instance id='a'><b/></instance><instance id='a'><b/></instance>"),
        ASK,
        "two instances a",
    );
    problem(
        &format!("{DATA}<setvalue event='odk-instance-load' ref='/data/z'/>"),
        ASK,
        "setvalue",
    );
    problem(
        DATA,
        "<select1 ref='/data/g/a'><label>A</label><itemset><value ref='n'/></itemset></select1>",
        "itemset",
    );
}

#[test]
fn lines_are_right_after_the_texts() {
    let model = format!(
        "<itext>\n\n<translation lang='en'>\n</translation></itext>\n{DATA}\n<bind nodeset='/data/x'/>"
    );
    let found = problem(&model, ASK, "/data/x");
    assert!(
        matches!(found.place, Place::Line { line: 9, .. }),
        "{found:?}"
    );
}

/// A form with an entity, whose model says this about versions.
fn with_entity(model: &str) -> (Form, Vec<Problem>) {
    let form = document(
        "<instance><data id='t'><a/><meta><entity dataset='trees' id='' create='1'><label/></entity></meta></data></instance>
        <bind nodeset='/data/a' entities:saveto='kind'/>",
        "<input ref='/data/a'><label>A</label></input>",
    );
    let declared = "xmlns:entities='http://www.opendatakit.org/xforms/entities'";
    let form = form.replace("<model>", &format!("<model {declared} {model}>"));
    Form::parse(form.as_bytes(), &NoMedia)
}

#[test]
fn entities_up_to_2025_1_are_known_and_newer_ones_refused() {
    for version in [
        "2022.1.0", "2023.1.0", "2024.1.0", "2025.1.0", "2025.1", "2024.1",
    ] {
        let (form, problems) = with_entity(&format!("entities:entities-version='{version}'"));
        assert!(problems.is_empty(), "{version}: {problems:?}");
        let entity = &form.entities()[0];
        assert_eq!(&*entity.dataset, "trees");
        let names: Vec<&str> = entity.properties.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["kind"]);
        assert!(entity.create.is_some() && entity.update.is_none() && entity.label.is_some());
    }
    for (model, says) in [
        (
            "entities:entities-version='2025.2.0'",
            "version 2025.2.0 are not known",
        ),
        (
            "entities:entities-version='2026.1'",
            "version 2026.1 are not known",
        ),
        ("entities:entities-version='2021.1'", "are not known"),
        ("entities:entities-version='newest'", "are not known"),
        ("", "has to say their version"),
    ] {
        let (form, _) = with_entity(model);
        assert!(
            form.error().is_some_and(|error| error.contains(says)),
            "{model}: {:?}",
            form.error()
        );
    }
}

#[test]
fn what_the_submission_element_says() {
    let odk = "xmlns:odk='http://www.opendatakit.org/xforms'";
    let model = format!(
        "{DATA}<submission {odk} action='https://example.org/send' method='post' base64RsaPublicKey='MIIB'
        orx:auto-send='true' orx:auto-delete='false' odk:client-editable='true'/>"
    );
    let form = clean(&model, ASK);
    let submission = form.submission().unwrap();
    assert_eq!(
        submission.action.as_deref(),
        Some("https://example.org/send")
    );
    assert_eq!(submission.public_key.as_deref(), Some("MIIB"));
    assert_eq!(
        (submission.auto_send, submission.auto_delete),
        (Some(true), Some(false))
    );
    assert_eq!(submission.client_editable, Some(true));
    assert!(clean(DATA, ASK).submission().is_none());
    clean(&format!("{DATA}<submission method='form-data-post'/>"), ASK);
    problem(
        &format!("{DATA}<submission method='get'/>"),
        ASK,
        "not by get",
    );
}

#[test]
fn other_attributes_of_controls_are_kept() {
    let odk = "xmlns:odk='http://www.opendatakit.org/xforms'";
    let body = format!(
        "<input ref='/data/g/a' rows='3' autoplay='audio' accuracyThreshold='5' appearance='multiline'><label>A</label></input>
        <group ref='/data/g' intent='org.example.scan()'><label>G</label></group>
        <range {odk} ref='/data/r/n' start='1' end='9' step='2' odk:tick-interval='2' odk:placeholder='5'><label>R</label></range>"
    );
    let form = clean(DATA, &body);
    let control = |at: usize| form.control(form.body()[at]);
    assert_eq!(control(0).attribute("rows"), Some("3"));
    assert_eq!(control(0).attribute("accuracyThreshold"), Some("5"));
    assert_eq!(
        control(0).attribute("appearance"),
        None,
        "it has a place of its own"
    );
    assert_eq!(control(1).attribute("intent"), Some("org.example.scan()"));
    assert_eq!(control(2).attribute("tick-interval"), Some("2"));
    assert_eq!(control(2).attribute("placeholder"), Some("5"));
}

#[test]
fn attributes_of_binds_are_kept() {
    let model = format!(
        "{DATA}<bind nodeset='/data/g/a' saveIncomplete='true()' orx:max-pixels='640' jr:noAppErrorString='No' type='string'/>"
    );
    let form = clean(&model, ASK);
    for (local, value) in [
        ("saveIncomplete", "true()"),
        ("max-pixels", "640"),
        ("noAppErrorString", "No"),
    ] {
        assert_eq!(form.bind_attribute("/data/g/a", local), Some(value));
    }
}

#[test]
fn a_preload_that_is_not_known_is_told() {
    let model =
        format!("{DATA}<bind nodeset='/data/g/a' jr:preload='patient' jr:preloadParams='name'/>");
    let found = problem(&model, ASK, "preload patient");
    assert!(!found.is_error());
}
