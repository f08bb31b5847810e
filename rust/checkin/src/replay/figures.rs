//! Times of a session, and the lines they are printed as.

use std::collections::BTreeMap;

use serde_json::json;

/// Samples by name, in milliseconds.
#[derive(Default)]
pub(super) struct Figures {
    samples: BTreeMap<String, Vec<f64>>,
    /// Of the run that is going on: times of operations by tag.
    run: BTreeMap<String, Vec<f64>>,
    order: Vec<String>,
}

impl Figures {
    pub(super) fn add(&mut self, name: &str, took: f64) {
        if !self.samples.contains_key(name) {
            self.order.push(name.to_owned());
        }
        self.samples.entry(name.to_owned()).or_default().push(took);
    }

    pub(super) fn add_op(&mut self, tag: &str, took: f64) {
        self.run.entry(tag.to_owned()).or_default().push(took);
        self.add(tag, took);
    }

    /// Ends a run: what is told of each run's operations by tag.
    pub(super) fn end_run(&mut self) {
        for (tag, times) in std::mem::take(&mut self.run) {
            let mut sorted = times.clone();
            sorted.sort_by(f64::total_cmp);
            let last = &times[times.len().saturating_sub(20)..];
            let p99 = sorted[(sorted.len() * 99).div_ceil(100).saturating_sub(1)];
            self.add(&format!("{tag}.first"), times[0]);
            self.add(&format!("{tag}.last20"), mean(last));
            self.add(&format!("{tag}.mean"), mean(&times));
            self.add(&format!("{tag}.p99"), p99);
        }
    }

    pub(super) fn print(&self, workload: &str, peak: f64, print: &mut dyn FnMut(&str)) {
        for name in &self.order {
            let mut sorted = self.samples[name].clone();
            sorted.sort_by(f64::total_cmp);
            let line = json!({
                "peer": "homeward", "workload": workload, "metric": name,
                "value": rounded(median(&sorted)), "unit": "ms",
                "n": sorted.len(), "best": rounded(sorted[0]),
            });
            print(&line.to_string());
        }
        let line = json!({
            "peer": "homeward", "workload": workload, "metric": "rss.peak",
            "value": rounded(peak), "unit": "MiB", "n": 1, "best": rounded(peak),
        });
        print(&line.to_string());
    }
}

fn mean(times: &[f64]) -> f64 {
    times.iter().sum::<f64>() / times.len().max(1) as f64
}

fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match sorted.len() % 2 {
        1 => sorted[middle],
        _ => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
