//! Memory, counted by the allocator: no input of 1 MB needs more than 200 MB, and a list of 100,000 rows
//! less than twice its file.
#![allow(unsafe_code)] // an allocator is unsafe by what it is; this one only counts

mod begun;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use begun::{Counting as Numbers, now};
use homeward_checkin::{Answer, Checkin};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};

struct Counting;

static USED: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn came(size: usize) {
    let used = USED.fetch_add(size, Ordering::Relaxed) + size;
    MOST.fetch_max(used, Ordering::Relaxed);
}

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        came(layout.size());
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // both are there while it is moved
        came(size);
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One measurement at a time.
static ONE: Mutex<()> = Mutex::new(());

const MB: usize = 1 << 20;

/// The most memory that something takes beyond what is used already, and what stays of it.
fn measured<T>(act: impl FnOnce() -> T) -> (T, usize, usize) {
    let before = USED.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let done = act();
    let most = MOST.load(Ordering::Relaxed) - before;
    (
        done,
        most,
        USED.load(Ordering::Relaxed).saturating_sub(before),
    )
}

fn document(data: &str, rest: &str) -> String {
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>T</h:title><model>
        <instance><data id="memory">{data}</data></instance>{rest}</model></h:head><h:body/></h:html>"#
    )
}

/// Something repeated until there is about 1 MB of it.
fn full(each: impl Fn(usize) -> String, bytes: usize) -> String {
    let mut all = String::new();
    let mut at = 0;
    while all.len() < bytes {
        all.push_str(&each(at));
        at += 1;
    }
    all
}

/// Reads a form, begins it if it can be begun, and looks at it.
#[track_caller]
fn form_takes(name: &str, xform: &str) {
    let guard = ONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    assert!(xform.len() < MB + MB / 8, "{name}: {}", xform.len());
    let ((), most, _) = measured(|| {
        let (form, _) = Form::parse(xform.as_bytes(), &NoMedia);
        if let Ok(checkin) = Checkin::new(Arc::new(form), &now(), &mut Numbers(1)) {
            checkin.contents("");
            checkin.saved();
            checkin.submission();
        }
    });
    drop(guard);
    assert!(most < 200 * MB, "{name} takes {} MB", most / MB);
}

#[track_caller]
fn workbook_takes(name: &str, bytes: &[u8], kind: Kind) {
    let guard = ONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let ((), most, _) = measured(|| {
        convert("form", bytes, kind, &Options::default());
    });
    drop(guard);
    assert!(most < 200 * MB, "{name} takes {} MB", most / MB);
}

const ALMOST: usize = MB - MB / 16;

#[test]
fn forms_of_many_nodes() {
    form_takes(
        "nodes of one name",
        &document(&full(|_| "<a/>".to_owned(), ALMOST), ""),
    );
    form_takes(
        "nodes of many names",
        &document(&full(|at| format!("<a{at}/>"), ALMOST), ""),
    );
    let deep = format!(
        "{}{}{}",
        "<b>".repeat(180),
        full(|at| format!("<a{at}/>"), ALMOST),
        "</b>".repeat(180)
    );
    form_takes("nodes deep down", &document(&deep, ""));
    let long = "n".repeat(4_000);
    let long = format!(
        "{}{}{}",
        format!("<{long}>").repeat(90),
        full(|at| format!("<a{at}/>"), MB / 8),
        format!("</{long}>").repeat(90)
    );
    form_takes("long names", &document(&long, ""));
    let attributes = full(|at| format!(r#" a{at}="""#), ALMOST);
    form_takes("attributes", &document(&format!("<a{attributes}/>"), ""));
    let spaces = full(|at| format!(r#"<a xmlns:p{at}="u{at}"/>"#), ALMOST);
    form_takes("namespaces", &document(&spaces, ""));
}

#[test]
fn forms_of_many_rules() {
    let bind = |at: usize| format!(r#"<bind nodeset="/data/a" calculate="{at}"/>"#);
    form_takes("binds of one node", &document("<a/>", &full(bind, ALMOST)));
    let nodes: String = (0..12_000).map(|at| format!("<a{at}/>")).collect();
    let bind = |at: usize| format!(r#"<bind nodeset="/data/a{at}" calculate="count(//*) > 1"/>"#);
    form_takes(
        "binds that read everything",
        &document(&nodes, &full(bind, MB * 3 / 4)),
    );
    let far =
        r#"<bind nodeset="/data/a1" calculate="count(//*//*/..//*/following::*/preceding::*)"/>"#;
    form_takes("steps that go far", &document(&nodes, &far.repeat(50)));
    let chain = |at: usize| {
        let before = at.saturating_sub(1);
        format!(
            r#"<bind nodeset="/data/a{at}" calculate="concat(/data/a{before}, /data/a{before}, 'x')"/>"#
        )
    };
    form_takes("doubled texts", &document(&nodes, &full(chain, MB * 3 / 4)));
    let relevant = |at: usize| format!(r#"<bind nodeset="/data/a{at}" relevant="/data/a0 = ''"/>"#);
    form_takes("relevance", &document(&nodes, &full(relevant, MB * 3 / 4)));
}

#[test]
fn forms_of_long_expressions() {
    // as long as one may be, and as many as there is room for
    let with = |start: &str, more: &str, end: &str| {
        let (mut nodes, mut binds, mut left) = (String::new(), String::new(), ALMOST);
        while left > 1_000 {
            let name = format!("a{}", binds.len());
            let length = (left - 100).min(homeward_xpath::MAX_LENGTH) - start.len() - end.len();
            let expression = format!("{start}{}{end}", more.repeat(length / more.len()));
            let bind = format!(r#"<bind nodeset="/data/{name}" calculate="{expression}"/>"#);
            left -= bind.len();
            binds.push_str(&bind);
            nodes.push_str(&format!("<{name}/>"));
        }
        document(&format!("<b/>{nodes}"), &binds)
    };
    form_takes("additions", &with("1", "+1", ""));
    form_takes("paths", &with("b", "|b", ""));
    form_takes("steps", &with("b", "/b", ""));
    form_takes("anywhere", &with("b", "//*", ""));
    form_takes("arguments", &with("concat(1", ",1", ")"));
    form_takes("predicates", &with("b", "[1]", ""));
    form_takes("depth", &with("", "(", ""));
    form_takes("text", &with("'", "x", "'"));
}

#[test]
fn forms_of_many_words_and_choices() {
    let text = |at: usize| format!(r#"<text id="t{at}"><value>w</value></text>"#);
    let itext = format!(
        r#"<itext><translation lang="x">{}</translation></itext>"#,
        full(text, ALMOST)
    );
    form_takes("texts", &document("<a/>", &itext));
    let output = full(|_| r#"<output value="1"/>"#.to_owned(), ALMOST);
    let itext = format!(
        r#"<itext><translation lang="x"><text id="t"><value>{output}</value></text></translation></itext>"#
    );
    form_takes("outputs", &document("<a/>", &itext));
    let language = |at: usize| format!(r#"<translation lang="l{at}"/>"#);
    form_takes(
        "languages",
        &document(
            "<a/>",
            &format!("<itext>{}</itext>", full(language, ALMOST)),
        ),
    );
    let rows = full(|_| "<i><n/></i>".to_owned(), ALMOST);
    form_takes(
        "choices",
        &document(
            "<a/>",
            &format!(r#"<instance id="l"><l>{rows}</l></instance>"#),
        ),
    );
    let action =
        |_| r#"<setvalue event="odk-instance-first-load" ref="/data/a">x</setvalue>"#.to_owned();
    form_takes("actions", &document("<a/>", &full(action, ALMOST)));
}

#[test]
fn workbooks() {
    let head = "| survey |\n| | type | name | label |\n";
    let rows = full(|at| format!("| | text | q{at} | Q |\n"), ALMOST);
    workbook_takes(
        "questions",
        format!("{head}{rows}").as_bytes(),
        Kind::Markdown,
    );
    let groups = full(|at| format!("| | begin group | g{at} | G |\n"), ALMOST);
    workbook_takes(
        "groups",
        format!("{head}{groups}").as_bytes(),
        Kind::Markdown,
    );
    let languages = full(|at| format!(" label::l{at} |"), ALMOST);
    workbook_takes(
        "languages",
        format!("| survey |\n| | type | name |{languages}\n| | text | q | Q |\n").as_bytes(),
        Kind::Markdown,
    );
    let references = full(|_| " ${q}".to_owned(), ALMOST);
    let long = format!("{head}| | text | q | Q |\n| | note | n | {references} |\n");
    workbook_takes("references", long.as_bytes(), Kind::Markdown);
    let cells = "a,".repeat(500);
    let lines = full(|_| format!("{cells}\n"), ALMOST);
    workbook_takes("cells", format!("survey\n{lines}").as_bytes(), Kind::Csv);
}

#[test]
fn a_list_of_100000_rows() {
    let guard = ONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut file = String::from("name,label,region,district\n");
    for at in 0..100_000 {
        file.push_str(&format!(
            "t{at:06},Town {at},r{},d{:03}\n",
            at % 10,
            at % 200
        ));
    }
    let form = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>T</h:title><model>
        <instance><data id="list"><region/><district/><town/></data></instance>
        <instance id="towns" src="jr://file-csv/towns.csv"/></model></h:head><h:body>
        <input ref="/data/region"/><input ref="/data/district"/>
        <select1 ref="/data/town"><itemset nodeset="instance('towns')/root/item[region = /data/region and district = /data/district]">
        <value ref="name"/><label ref="label"/></itemset></select1></h:body></h:html>"#;
    let bytes = file.into_bytes();
    let size = bytes.len();
    let (checkin, most, stays) = measured(|| {
        let bytes = std::cell::RefCell::new(Some(bytes));
        let media = |_: &str| bytes.borrow_mut().take();
        let (form, problems) = Form::parse(form.as_bytes(), &media);
        assert!(form.error().is_none(), "{problems:?}");
        let mut checkin = Checkin::new(Arc::new(form), &now(), &mut Numbers(1)).unwrap();
        for (question, value) in [("region", "r3"), ("district", "d013"), ("town", "t000013")] {
            let path = format!("/data/{question}");
            checkin
                .answer(&path.as_str().into(), &Answer::value(value), &now())
                .unwrap();
        }
        assert_eq!(
            checkin.choices(&"/data/town".into(), "").unwrap().len(),
            500
        );
        checkin
    });
    // the file was there before and is gone now: what stays is without it
    let stays = stays + size;
    drop(checkin);
    drop(guard);
    assert!(stays <= 2 * size, "{stays} bytes stay of a list of {size}");
    // beyond the file itself, while it is read
    assert!(
        2 * most <= 5 * size,
        "{most} bytes at most for a list of {size}"
    );
}
