//! What tests of the engine begin with: a time, a random source that is none, and a form given as
//! tables.
#![allow(dead_code, clippy::unwrap_used)] // no test needs all of it; a test fails by unwrap

use std::sync::Arc;

use homeward_checkin::{Checkin, Now};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};
use homeward_xpath::RandomSource;

/// The same numbers each time, from a seed.
pub struct Counting(pub u64);

impl RandomSource for Counting {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(self.next_u64() as u8);
    }
}

/// A moment.
pub fn now() -> Now {
    Now::parse("2026-03-14T09:26:53.000+01:00").unwrap()
}

/// The XForm of a workbook in Markdown tables.
#[track_caller]
pub fn converted(workbook: &str) -> String {
    let options = Options::default();
    let converted = convert("data.md", workbook.as_bytes(), Kind::Markdown, &options);
    converted
        .xform
        .unwrap_or_else(|| panic!("{:?}", converted.problems))
}

/// The form of an XForm without files.
#[track_caller]
pub fn read(xform: &str) -> Arc<Form> {
    let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
    assert!(form.error().is_none(), "{problems:?}");
    Arc::new(form)
}

/// A form begun.
#[track_caller]
pub fn begin(form: Arc<Form>) -> Checkin {
    Checkin::new(form, &now(), &mut Counting(1)).unwrap()
}
