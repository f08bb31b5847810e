//! No text makes the parser, the document reader or an evaluation panic or run away.
#![allow(clippy::unwrap_used)]

use homeward_xpath::doc::Document;
use homeward_xpath::{Context, Expr, Namespaces, NoHost, RandomSource};
use jiff::{Timestamp, tz::TimeZone};
use proptest::prelude::*;

struct Zero;

impl RandomSource for Zero {
    fn next_u64(&mut self) -> u64 {
        u64::MAX
    }
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(0xff);
    }
}

const DOC: &str = "<d a='1' xmlns:x='u'><r><v>1</v></r><r><v>2026-01-01</v></r><x:e>é 1 2;3 4</x:e><!--c--><?p i?></d>";

/// Parses and evaluates in both meanings; only that nothing panics is asked.
fn try_it(source: &str) {
    let Ok(expr) = Expr::parse(source, &Namespaces::forms()) else {
        return;
    };
    let doc = Document::parse(DOC).unwrap();
    let now = Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::UTC);
    let _ = expr.references();
    for node in [doc.root(), doc.root_element().unwrap()] {
        for javarosa in [false, true] {
            let mut random = Zero;
            let mut cx = Context::new(&doc, &NoHost, doc.root(), node, &now, &mut random);
            cx.limit = 20_000;
            if javarosa {
                cx = cx.javarosa();
            }
            let _ = expr.evaluate(&mut cx);
            let _ = expr.evaluate_string(&mut cx);
            let _ = expr.evaluate_number(&mut cx);
            let _ = expr.evaluate_boolean(&mut cx);
        }
    }
}

/// Names of functions with arguments of all kinds, so that calls get past the parser.
fn call() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("''".to_owned()),
        Just("/d/r".to_owned()),
        Just("/d/r/v".to_owned()),
        Just("//*".to_owned()),
        Just("//node()".to_owned()),
        Just("..".to_owned()),
        Just("@*".to_owned()),
        Just("-1 div 0".to_owned()),
        Just("0 div 0".to_owned()),
        Just("1e9".to_owned()),
        Just("99999999999999999999999".to_owned()),
        Just("'2026-02-30'".to_owned()),
        Just("'9999-12-31T23:59:59.999999999999-23:59'".to_owned()),
        Just("'1 2 3 4; 5 6'".to_owned()),
        Just("'%Y%'".to_owned()),
        Just("'MD5'".to_owned()),
        (-1.0e7..1.0e7_f64).prop_map(|number| format!("{number}")),
        "'[^']{0,12}'",
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let names = prop::sample::select(NAMES.split_whitespace().collect::<Vec<_>>());
        prop_oneof![
            (names, prop::collection::vec(inner.clone(), 0..5))
                .prop_map(|(name, arguments)| format!("{name}({})", arguments.join(", "))),
            (
                inner.clone(),
                inner.clone(),
                prop::sample::select(vec!["=", "<", "+", "|", "and", "mod", "[", "/"])
            )
                .prop_map(|(a, b, operator)| if operator == "[" {
                    format!("{a}[{b}]")
                } else {
                    format!("{a} {operator} {b}")
                }),
        ]
    })
}

const NAMES: &str = "last position count id local-name namespace-uri name string concat starts-with contains
    substring-before substring-after substring string-length normalize-space translate boolean not true false lang
    number sum floor ceiling round regex ends-with substr join uuid digest pulldata base64-decode extract-signed if
    coalesce once boolean-from-string checklist weighted-checklist depend random int max min pow log log10 abs sin
    cos tan asin acos atan atan2 sqrt exp exp10 pi count-non-empty instance current randomize indexed-repeat today
    now date date-time decimal-date-time decimal-time format-date format-date-time selected is-selected selected-at
    count-selected jr:choice-name jr:itext area enclosed-area distance geofence intersects version property";

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(source in "\\PC{0,40}") {
        try_it(&source);
    }

    #[test]
    fn any_tokens(source in "([a-z/@.*:|()\\[\\]'\"<>=+!, 0-9-]|div|mod|//|::|text\\(\\)|count\\(){0,30}") {
        try_it(&source);
    }

    #[test]
    fn any_call(source in call()) {
        try_it(&source);
    }

    #[test]
    fn any_document(xml in "(<a>|</a>|<b x='1'>|</b>|<c/>|t|&amp;|&#65;|&x;|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?p|\\?>|[ -~]){0,24}") {
        if let Ok(doc) = Document::parse(&xml) {
            prop_assert!(doc.root_element().is_some());
        }
    }

    #[test]
    fn any_batch_line(line in "\\PC{0,60}") {
        let mut out = Vec::new();
        let now = Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::UTC);
        homeward_xpath::batch::run(line.as_bytes(), &mut out, &now, &mut Zero).unwrap();
        let lines = out.iter().filter(|byte| **byte == b'\n').count();
        prop_assert_eq!(lines, usize::from(!line.trim().is_empty()));
    }
}
