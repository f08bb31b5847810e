//! The cost of reading a form grows as the form does, and of its languages only the one that is spoken
//! is read. Counted, not timed.

use std::fmt::Write as _;

use allocation_counter::measure;
use homeward_form::{Form, NoMedia};

/// A form of so many questions with texts in so many languages.
fn form(questions: usize, languages: usize) -> String {
    let (mut texts, mut data, mut binds, mut body) =
        (String::new(), String::new(), String::new(), String::new());
    for language in 0..languages {
        let default = if language == 0 {
            " default=\"true()\""
        } else {
            ""
        };
        // writing to a string can't fail
        let _ = write!(texts, "<translation lang=\"l{language}\"{default}>");
        for at in 0..questions {
            let _ = write!(
                texts,
                "<text id=\"t{at}\"><value>Question {at} in language {language}</value></text>"
            );
        }
        texts.push_str("</translation>");
    }
    for at in 0..questions {
        let _ = write!(data, "<q{at}/>");
        let _ = write!(
            binds,
            "<bind nodeset=\"/data/q{at}\" type=\"string\" constraint=\". != '{at}'\"/>"
        );
        let _ = write!(
            body,
            "<input ref=\"/data/q{at}\"><label ref=\"jr:itext('t{at}')\"/></input>"
        );
    }
    format!(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" xmlns:jr=\"http://openrosa.org/javarosa\">\
         <h:head><h:title>T</h:title><model><itext>{texts}</itext><instance><data id=\"t\">{data}</data></instance>{binds}</model></h:head>\
         <h:body>{body}</h:body></h:html>"
    )
}

fn read(xform: &str) -> Form {
    let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
    assert!(form.error().is_none(), "{problems:?}");
    form
}

#[test]
fn reading_a_form_is_one_pass() {
    let cost = |questions: usize| {
        let xform = form(questions, 2);
        let asked = measure(|| drop(read(&xform)));
        (asked.count_total, asked.bytes_total)
    };
    let ((count, bytes), (twice, more)) = (cost(1_000), cost(2_000));
    let grows = |once: u64, twice: u64| twice as f64 / once as f64;
    // buffers double, so that bytes may jump
    assert!(grows(count, twice) < 2.05, "{count} {twice}");
    assert!(grows(bytes, more) < 2.5, "{bytes} {more}");
}

#[test]
fn of_six_languages_one_is_read() {
    const QUESTIONS: usize = 500;
    let opened = |languages: usize| {
        let xform = form(QUESTIONS, languages);
        let mut read_form = None;
        let asked = measure(|| read_form = Some(read(&xform)));
        (read_form, asked.count_total)
    };
    let ((_, of_one), (six, of_six)) = (opened(1), opened(6));
    // each language is noticed, none is read
    assert!(of_six <= of_one + 60, "{of_one} {of_six}");
    let six = six.unwrap_or_else(|| unreachable!("it was read"));
    let spoken = |language: &str, expect: &str| {
        let mut found = String::new();
        let asked = measure(|| {
            let entry = six.itext().text(language, "t7");
            found = format!("{:?}", entry.and_then(|entry| entry.plain()));
        });
        assert!(found.contains(expect), "{found}");
        asked.count_total
    };
    let each = QUESTIONS as u64;
    let first = spoken("l0", "Question 7 in language 0");
    assert!((each..8 * each).contains(&first), "{first}");
    assert!(spoken("l0", "language 0") < 50, "it is kept");
    // another one when it is spoken, and none of the rest
    let second = spoken("l4", "Question 7 in language 4");
    assert!(second.abs_diff(first) < 50, "{first} {second}");
    assert!(spoken("l4", "language 4") < 50, "it is kept");
}
