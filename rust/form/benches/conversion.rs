//! Spreadsheet to XForm: the default check-in and every workload of `tests/load/workloads.py`.
//! `cargo bench -p homeward-form --bench conversion -- NAME` (needs Python 3).

mod workloads;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use homeward_form::xlsform::{Kind, Options, convert};

fn conversions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("convert");
    group.sample_size(10);
    for (name, file) in workloads::workloads() {
        let kind = Kind::of_name(&file.to_string_lossy()).expect("it is a form");
        let bytes = std::fs::read(&file).expect("it is there");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(&name, |bench| {
            bench.iter(|| {
                let done = convert(&name, &bytes, kind, &Options::default());
                assert!(done.xform.is_some(), "{:?}", done.problems);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, conversions);
criterion_main!(benches);
