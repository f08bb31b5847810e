//! Spreadsheet to XForm: the default check-in and every workload of `tests/load/workloads.py`.
//! `cargo bench -p homeward-form --bench conversion -- NAME` (needs Python 3).

use std::path::Path;
use std::process::Command;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use homeward_form::xlsform::{Kind, Options, convert};

fn conversions(criterion: &mut Criterion) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("load");
    let written = Command::new("python3")
        .arg(repository.join("tests/load/workloads.py"))
        .arg(&folder)
        .status();
    assert!(
        written.is_ok_and(|status| status.success()),
        "python3 is needed"
    );
    let mut files = vec![repository.join("forms/checkin.xlsx")];
    let listed = std::fs::read_dir(&folder).expect("it was just written");
    files.extend(listed.flatten().map(|entry| entry.path()));
    files.sort();
    let mut group = criterion.benchmark_group("convert");
    group.sample_size(10);
    for file in files {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let Some(kind @ (Kind::Xlsx | Kind::Markdown)) = Kind::of_name(&name) else {
            continue;
        };
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
