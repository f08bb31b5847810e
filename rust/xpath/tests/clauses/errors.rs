//! What is no expression, and what has no value.

use homeward_xpath::{EvalError, Expr, MAX_DEPTH, Namespaces};

use crate::{check, evaluate};

fn fails(expr: &str, expected: &str) {
    let error = Expr::parse(expr, &Namespaces::forms())
        .expect_err(expr)
        .to_string();
    assert!(error.contains(expected), "{expr}: {error}");
}

#[test]
fn syntax() {
    for (expr, expected) in [
        ("", "empty"),
        ("   ", "empty"),
        ("1 +", "ends too early"),
        ("(1", "ends too early"),
        ("1)", "unexpected )"),
        ("a b", "unexpected b"),
        ("a[", "ends too early"),
        ("a[]", "unexpected ]"),
        ("a//", "ends too early"),
        ("//", "ends too early"),
        ("'open", "not closed"),
        ("\"open'", "not closed"),
        ("a & b", "unexpected character"),
        ("1 ! 2", "unexpected character"),
        ("a == b", "unexpected ="),
        ("$x", "no variable $x"),
        ("sideways::a", "unknown axis sideways"),
        ("q:a", "prefix q is not declared"),
        ("1 | a", "has to be a path"),
        ("'a'/b", "has to be a path"),
        ("1[1]", "has to be a path"),
        ("count(1)", "first argument of count()"),
        ("sum('a')", "first argument of sum()"),
        ("randomize(1, 2)", "first argument of randomize()"),
        ("..a", "unexpected a"),
        ("a/(b)", "unexpected ("),
    ] {
        fails(expr, expected);
    }
}

#[test]
fn functions_that_do_not_exist() {
    for name in [
        "foo",
        "choice-name",
        "itext",
        "jr:foo",
        "upper-case",
        "TRUE",
        "h:count",
        "concat-ws",
        "matches",
    ] {
        fails(
            &format!("{name}('a')"),
            &format!("unknown function {name}()"),
        );
    }
    fails("if(true(), nope(), 1)", "unknown function nope()");
}

#[test]
fn written_out_arguments_that_cannot_be() {
    for (expr, expected) in [
        ("regex(., '[')", "regex(): the pattern cannot be read"),
        ("regex(., 'a(?!b)')", "regex(): look-around"),
        ("regex(., '(?<=a)b')", "regex(): look-around"),
        (
            r"regex(., '(a)\1')",
            "regex(): look-around and back-references",
        ),
        ("digest(., 'CRC')", "digest(): the algorithm"),
        ("digest(., 'MD5', 'base32')", "digest(): the encoding"),
        ("uuid(5000)", "uuid(): the length"),
        ("indexed-repeat('a', b, 1)", "indexed-repeat(): the target"),
        ("if(false(), regex(., '['), 1)", "regex(): the pattern"),
    ] {
        fails(expr, expected);
    }
    for expr in [
        r"regex(., '\\1a')",
        "regex(., concat('[', ''))",
        "digest(., 'sha-256', 'HEX')",
        "uuid(36)",
    ] {
        assert!(Expr::parse(expr, &Namespaces::forms()).is_ok(), "{expr}");
    }
}

#[test]
fn numbers_of_arguments() {
    for expr in [
        "true(1)",
        "not()",
        "not(1, 2)",
        "count()",
        "contains('a')",
        "substring('a')",
        "translate('a', 'b')",
        "if(1, 2)",
        "if(1, 2, 3, 4)",
        "coalesce('a')",
        "coalesce(1, 2, 3)",
        "selected('a')",
        "selected-at('a')",
        "regex('a')",
        "round()",
        "round(1, 2, 3)",
        "today(1)",
        "now(1)",
        "date()",
        "date(1, 2)",
        "format-date('a')",
        "position(1, 2)",
        "max()",
        "min()",
        "join()",
        "pow(1)",
        "pi(1)",
        "random(1)",
        "uuid(1, 2)",
        "once()",
        "checklist(1)",
        "weighted-checklist(1, 2, 3)",
        "weighted-checklist(1)",
        "indexed-repeat(a, b)",
        "indexed-repeat(a, b, 1, c)",
        "digest('a')",
        "pulldata('a', 'b', 'c')",
        "jr:itext()",
        "jr:choice-name('a')",
        "current(1)",
        "instance()",
        "last(1)",
        "randomize()",
        "randomize(a, 1, 2)",
        "extract-signed('a')",
        "base64-decode()",
        "area()",
        "distance()",
        "geofence('a')",
        "version(1)",
        "property()",
        "substr('a')",
        "decimal-time()",
        "string(1, 2)",
        "number(1, 2)",
        "lang()",
        "id()",
    ] {
        fails(expr, "takes");
    }
}

#[test]
fn deep_and_long_expressions() {
    let deep = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    check(&deep(MAX_DEPTH - 1), "1");
    fails(&deep(MAX_DEPTH + 1), "too deeply");
    fails(&"not(".repeat(100_000), "too deeply");
    fails(&"a[".repeat(100_000), "too deeply");
    fails(&"1".repeat(2 << 20), "too long");
    check(&vec!["1"; 50_000].join("+"), "50000");
    check(&vec!["1=2"; 50_000].join(" or "), "false");
    check(&format!("{}1", "-".repeat(100_001)), "-1");
    check(
        &vec!["."; 50_000].join("/").replace("./.", "././."),
        evaluate_self(),
    );
}

fn evaluate_self() -> &'static str {
    Box::leak(
        evaluate(crate::DOC, "/data", ".", false)
            .unwrap()
            .into_boxed_str(),
    )
}

/// The deepest expression fits on a stack of 512 KiB, as threads of a phone may have.
#[test]
fn the_deepest_expression_needs_a_small_stack() {
    let expr = format!(
        "{}1{}",
        "if(1 = 1 and (1 + -2 * 3 < 4), 1 + ".repeat(MAX_DEPTH - 2),
        ", 0)".repeat(MAX_DEPTH - 2)
    );
    let thread = std::thread::Builder::new().stack_size(512 << 10);
    let value = thread
        .spawn(move || evaluate(crate::DOC, "/data", &expr, true))
        .unwrap()
        .join()
        .unwrap();
    assert_eq!(value.as_deref(), Ok((MAX_DEPTH - 1).to_string().as_str()));
}

#[test]
fn no_value() {
    for (expr, expected) in [
        ("instance('none')/root", "no instance"),
        ("coalesce('', 'x')/a", "nodes"),
        ("count(if(true(), 'a', b))", "count has to be given nodes"),
        ("digest('a', 'MD4')", "digest(): the algorithm"),
        ("digest('a', 'MD5', 'octal')", "digest(): the encoding"),
        ("regex('a', '(')", "regex(): the pattern"),
        ("regex('a', '(?=a)a')", "regex(): look-around"),
        ("regex('a', concat('(', ''))", "regex(): the pattern"),
        ("digest('a', concat('MD', '4'))", "digest(): the algorithm"),
        ("uuid('x')", "uuid(): the length"),
    ] {
        for javarosa in [false, true] {
            let error = evaluate(crate::DOC, "/data", expr, javarosa).expect_err(expr);
            assert!(error.contains(expected), "{expr}: {error}");
        }
    }
}

#[test]
fn steps_are_bounded() {
    use homeward_xpath::{Context, NoHost, doc::Document};
    let doc = Document::parse(crate::DOC).unwrap();
    let now = crate::now();
    let mut random = crate::Counter(1);
    let expr = Expr::parse(
        "count(//*[count(//*[count(//*) > 0]) > 0])",
        &Namespaces::forms(),
    )
    .unwrap();
    let mut cx = Context::new(&doc, &NoHost, doc.root(), doc.root(), &now, &mut random);
    cx.limit = 10_000;
    assert_eq!(expr.evaluate(&mut cx).unwrap_err(), EvalError::TooManySteps);
}

/// What would take gigabytes ends with an error, or with the right nodes and little memory.
#[test]
fn memory_is_bounded() {
    let rows = "<i/>".repeat(3_000);
    let xml = format!("<d><t>{}</t>{rows}</d>", "x".repeat(100_000));
    let error = evaluate(&xml, "/d", "join(/d/t, //i)", true).unwrap_err();
    assert!(error.contains("too long"), "{error}");
    for (expr, expected) in [
        ("count(//i/following::i)", "2999"),
        ("count(//i/preceding::node())", "3001"),
        ("count(//i/preceding-sibling::i[1])", "2999"),
    ] {
        assert_eq!(
            evaluate(&xml, "/d", expr, false).as_deref(),
            Ok(expected),
            "{expr}"
        );
    }
}
