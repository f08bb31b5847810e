//! A handful of counters, shown as Prometheus text at `/metrics`.
//!
//! Invariant: counts of things the server did, without labels that name a person, device or case.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// The counters of one server.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Requests answered, by class of status: 1xx to 5xx.
    answered: [AtomicU64; 5],
    /// Records stored and receipted for the first time.
    pub records_stored: AtomicU64,
    /// Records sent again and answered with the receipt they had.
    pub records_repeated: AtomicU64,
    /// Records refused.
    pub records_refused: AtomicU64,
    /// Pulls answered.
    pub pulls: AtomicU64,
    /// Sign-ins that failed, users and devices.
    pub sign_ins_failed: AtomicU64,
    /// Requests refused because the store was full.
    pub store_full: AtomicU64,
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, status: u16) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        self.answered[class].fetch_add(1, Ordering::Relaxed);
    }

    /// Prometheus text exposition format.
    pub fn text(&self) -> String {
        let mut text = String::from("# TYPE homeward_http_answers_total counter\n");
        for (at, count) in self.answered.iter().enumerate() {
            let _ = writeln!(
                text,
                "homeward_http_answers_total{{class=\"{}xx\"}} {}",
                at + 1,
                count.load(Ordering::Relaxed)
            );
        }
        for (name, count) in [
            ("records_stored", &self.records_stored),
            ("records_repeated", &self.records_repeated),
            ("records_refused", &self.records_refused),
            ("pulls", &self.pulls),
            ("sign_ins_failed", &self.sign_ins_failed),
            ("store_full", &self.store_full),
        ] {
            let _ = writeln!(
                text,
                "# TYPE homeward_{name}_total counter\nhomeward_{name}_total {}",
                count.load(Ordering::Relaxed)
            );
        }
        text
    }
}

/// Adds one.
pub fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}
