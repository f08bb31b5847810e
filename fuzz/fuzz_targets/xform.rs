#![no_main]
//! A form is read; if it can be filled, what it asks is answered, and it is opened again.

use std::sync::Arc;

use homeward_checkin::{Answer, Checkin, Now, Step};
use homeward_form::{Form, NoMedia};
use homeward_xpath::RandomSource;

struct Counting(u64);

impl RandomSource for Counting {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(self.next_u64() as u8);
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (form, problems) = Form::parse(bytes, &NoMedia);
    assert_eq!(
        form.error().is_some(),
        problems.iter().any(|one| one.is_error())
    );
    let form = Arc::new(form);
    let now = Now::from_unix(1_773_480_413);
    let Ok(mut checkin) = Checkin::new(form.clone(), &now, &mut Counting(1)) else {
        return;
    };
    for step in checkin.steps().into_iter().take(8) {
        if let Step::Repeat(path) = &step {
            let _ = checkin.add_repeat(path, &now);
        }
        for path in checkin.page(&step) {
            let choice = checkin
                .choices(&path, "")
                .and_then(|all| all.into_iter().next());
            let value = choice.map_or("1".to_owned(), |choice| choice.value);
            let _ = checkin.answer(&path, &Answer::value(value), &now);
            checkin.question(&path, "");
        }
    }
    let _ = checkin.finish(&now);
    if let Ok((_, lost)) = Checkin::restore(form, &checkin.saved(), &now, &mut Counting(2)) {
        assert!(lost.is_empty());
    }
});
