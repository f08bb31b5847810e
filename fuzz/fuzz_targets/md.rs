#![no_main]
//! A spreadsheet as a Markdown table is converted; what comes out is a form that can be read.

use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let conversion = convert("form.md", bytes, Kind::Markdown, &Options::default());
    if let Some(xform) = conversion.xform {
        let _ = Form::parse(xform.as_bytes(), &NoMedia);
    }
});
