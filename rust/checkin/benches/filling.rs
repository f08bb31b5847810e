//! Opening and filling: the default check-in and every workload of `tests/load/workloads.py`.
//! `cargo bench -p homeward-checkin --bench filling -- NAME` (needs Python 3).
//!
//! `open` reads the XForm and begins a check-in; `change` is one change of a filled one, as a person makes
//! it: the answer that all hangs on, a district and the towns that it leaves, a row more and its answer.

#[path = "../../form/benches/workloads/mod.rs"]
mod workloads;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use homeward_checkin::{Answer, Checkin, Now};
use homeward_form::Form;
use homeward_form::xlsform::{Kind, Options, convert};
use homeward_xpath::RandomSource;

struct Zero;

impl RandomSource for Zero {
    fn next_u64(&mut self) -> u64 {
        0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

fn now() -> Now {
    Now::from_unix(1_773_480_413)
}

/// A form as it comes from outside.
struct Source {
    xform: Vec<u8>,
    files: HashMap<String, Vec<u8>>,
}

impl Source {
    fn read(file: &Path) -> Self {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let kind = Kind::of_name(&name).expect("it is a form");
        let bytes = std::fs::read(file).expect("it is there");
        let xform = convert(&name, &bytes, kind, &Options::default()).xform;
        let mut files = HashMap::new();
        if let Ok(towns) = std::fs::read(file.with_extension("towns.csv")) {
            files.insert("jr://file-csv/towns.csv".to_owned(), towns);
        }
        Source {
            xform: xform.expect("it converts").into_bytes(),
            files,
        }
    }

    fn open(&self) -> Checkin {
        let media = |url: &str| self.files.get(url).cloned();
        let (form, _) = Form::parse(&self.xform, &media);
        Checkin::new(Arc::new(form), &now(), &mut Zero).expect("it opens")
    }
}

fn set(checkin: &mut Checkin, path: &str, value: &str) {
    let done = checkin.answer(&path.into(), &Answer::value(value), &now());
    done.expect("it is taken");
}

fn change(checkin: &mut Checkin, name: &str, rows: usize, turn: usize) {
    if name.starts_with("switch") {
        set(checkin, "/data/show", if turn % 2 == 0 { "y" } else { "n" });
        set(
            checkin,
            "/data/start",
            if turn % 2 == 0 { "1" } else { "2" },
        );
    } else if name.starts_with("inline") || name.starts_with("csv") {
        set(
            checkin,
            "/data/region",
            if turn % 2 == 0 { "r1" } else { "r2" },
        );
        set(
            checkin,
            "/data/district",
            if turn % 2 == 0 { "d011" } else { "d012" },
        );
        let towns = checkin
            .choices(&"/data/town".into(), "")
            .unwrap_or_default();
        assert!(towns.len() > 10);
    } else if name.starts_with("repeat") {
        checkin
            .add_repeat(&"/data/r".into(), &now())
            .expect("it is added");
        set(
            checkin,
            &format!("/data/r[{}]/v", rows + 1),
            if turn % 2 == 0 { "1" } else { "2" },
        );
        let last = format!("/data/r[{}]", rows + 1);
        checkin
            .remove_repeat(&last.as_str().into(), &now())
            .expect("it goes");
    }
}

fn filling(criterion: &mut Criterion) {
    let workloads: Vec<(String, Source)> = workloads::workloads()
        .into_iter()
        .map(|(name, file)| (name, Source::read(&file)))
        .collect();
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    for (name, source) in &workloads {
        group.bench_function(name, |bench| {
            bench.iter_batched(|| (), |()| source.open(), BatchSize::PerIteration);
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("change");
    group.sample_size(10);
    for (name, source) in &workloads {
        let rows = name
            .split('-')
            .nth(1)
            .and_then(|rows| rows.parse().ok())
            .unwrap_or(1);
        let mut checkin = None;
        let mut turn = 0;
        group.bench_function(name, |bench| {
            let checkin = checkin.get_or_insert_with(|| {
                let mut checkin = source.open();
                if name.starts_with("repeat") {
                    for at in 2..=rows {
                        checkin
                            .add_repeat(&"/data/r".into(), &now())
                            .expect("it is added");
                        set(&mut checkin, &format!("/data/r[{at}]/v"), "3");
                    }
                }
                checkin
            });
            bench.iter(|| {
                turn += 1;
                change(checkin, name, rows, turn);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, filling);
criterion_main!(benches);
