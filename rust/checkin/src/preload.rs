//! What a check-in fills in by itself when it begins (`jr:preload`).

use homeward_form::definition::{Preload, PrevPeriod};
use homeward_xpath::RandomSource;
use jiff::civil::Date;

use crate::checkin::Checkin;
use crate::nodes::Nodes;
use crate::values;

impl Checkin {
    /// Fills in what preloads say, of what can be known at the beginning.
    pub(crate) fn preload(&mut self, random: &mut dyn RandomSource) {
        let form = self.form.clone();
        for ix in self.nodes.subtree(Nodes::ROOT) {
            let Some(preload) = form
                .bind(self.nodes.get(ix).def)
                .and_then(|bind| bind.preload.as_ref())
            else {
                continue;
            };
            let value = match preload {
                Preload::Uid => uid(random),
                Preload::Start => values::moment(&self.now),
                Preload::Today => self.now.date().to_string(),
                Preload::PrevPeriod(period) => earlier(self.now.date(), *period),
                Preload::Property(name) => match self.properties.get(name) {
                    Some(value) => value.to_owned(),
                    None => continue,
                },
                Preload::End => continue,
            };
            self.nodes.get_mut(ix).value = value.into();
        }
    }
}

/// The first or last day of a week some weeks ago, as JavaRosa counts them.
fn earlier(today: Date, period: PrevPeriod) -> String {
    let offset = i32::from(period.include_today);
    let weekday = i32::from(today.weekday().to_sunday_zero_offset());
    let into = (weekday - i32::from(period.first_weekday) + 7 + offset) % 7 - offset;
    let end = if period.head { 0 } else { 6 };
    let back = into + 7 * period.weeks - end;
    let span = jiff::Span::new().try_days(back);
    match span.and_then(|span| today.checked_sub(span)) {
        Ok(day) => day.to_string(),
        Err(_) => String::new(),
    }
}

/// A random identifier, `uuid:` and a version 4 UUID.
pub(crate) fn uid(random: &mut dyn RandomSource) -> String {
    let mut bytes = [0_u8; 16];
    random.fill(&mut bytes);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut text = String::from("uuid:");
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
