#![no_main]
//! An expression is read and worked out over a small document, in both meanings.

use homeward_xpath::doc::Document;
use homeward_xpath::{Context, Expr, Namespaces, NoHost, RandomSource};

struct Zero;

impl RandomSource for Zero {
    fn next_u64(&mut self) -> u64 {
        0
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

const DOC: &str = "<data><a>1</a><b>2026-03-14</b><r><n>1</n></r><r><n>2</n></r><p>41 21 0 0; 42 22 0 0</p></data>";

libfuzzer_sys::fuzz_target!(|source: &str| {
    let Ok(expr) = Expr::parse(source, &Namespaces::forms()) else {
        return;
    };
    let doc = Document::parse(DOC).expect("the document is well-formed");
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    for javarosa in [false, true] {
        let mut random = Zero;
        let node = doc.root_element().expect("it has a root element");
        let mut context = Context::new(&doc, &NoHost, doc.root(), node, &now, &mut random);
        if javarosa {
            context = context.javarosa();
        }
        context.limit = 100_000;
        let _ = expr.evaluate(&mut context);
    }
});
