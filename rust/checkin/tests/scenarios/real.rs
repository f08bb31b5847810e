//! The three forms of the repository.

use std::sync::Arc;

use homeward_checkin::fill::{Filled, fill};
use homeward_checkin::{Checkin, Now};
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_form::{Form, NoMedia};
use homeward_xpath::RandomSource;
use serde_json::Value;

/// Counts up: the same every time.
pub struct Counting(pub u64);

impl RandomSource for Counting {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let word = self.next_u64().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

pub fn now() -> Now {
    Now::parse("2026-03-14T09:26:53.000+01:00").unwrap()
}

pub fn form(name: &str) -> Arc<Form> {
    let file = format!("{}/../../forms/{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(file).unwrap();
    let converted = convert(name, &bytes, Kind::Xlsx, &Options::default());
    let xform = converted
        .xform
        .unwrap_or_else(|| panic!("{:?}", converted.problems));
    let (form, problems) = Form::parse(xform.as_bytes(), &NoMedia);
    assert!(problems.is_empty(), "{problems:?}");
    Arc::new(form)
}

pub fn begin(name: &str) -> Checkin {
    Checkin::new(form(name), &now(), &mut Counting(1)).unwrap()
}

pub fn filled(name: &str, answers: Value) -> (Checkin, Filled) {
    let mut checkin = begin(name);
    let filled = fill(&mut checkin, answers.as_object().unwrap(), &now()).unwrap();
    (checkin, filled)
}
