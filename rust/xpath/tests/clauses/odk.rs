//! ODK XForms and JavaRosa: strings, logic, numbers, nodes, selections.

use crate::{check_all, check_both, evaluate};

#[test]
fn strings() {
    check_all(&[
        ("regex('abc', 'a.c')", "true"),
        ("regex('abcd', 'a.c')", "false"),
        ("regex('abc', 'b')", "false"),
        ("regex('', '.*')", "true"),
        ("regex('12', '[0-9]{2}|x')", "true"),
        ("regex('x12', 'y|x')", "false"),
        ("ends-with('abc', 'bc')", "true"),
        ("ends-with('abc', 'b')", "false"),
        ("substr('hello', 1)", "ello"),
        ("substr('hello', 0, 2)", "he"),
        ("substr('hello', -2)", "lo"),
        ("substr('hello', 1, -1)", "ell"),
        ("substr('hello', 3, 1)", ""),
        ("substr('hello', 9)", ""),
        ("join(', ', 'a', 'b')", "a, b"),
        ("join('-', rep/v)", "3-1-2"),
        ("join('-', name, rep/v)", "Ada-3-1-2"),
        ("join('-')", ""),
        ("join('-', nothing)", ""),
        (
            "digest('some text', 'MD5', 'hex')",
            "552e21cd4cd9918678e3c1a0df491bc3",
        ),
        (
            "digest('abc', 'SHA-1', 'hex')",
            "a9993e364706816aba3e25717850c26c9cd0d89d",
        ),
        (
            "digest('abc', 'SHA-256')",
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        ),
        ("string-length(digest('abc', 'SHA-384', 'hex'))", "96"),
        ("string-length(digest('abc', 'SHA-512', 'base64'))", "88"),
        ("base64-decode('SGVsbG8=')", "Hello"),
        ("base64-decode('SGVsbG8')", "Hello"),
        ("base64-decode('***')", ""),
        ("string-length(uuid())", "36"),
        (
            "regex(uuid(), '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}')",
            "true",
        ),
        ("string-length(uuid(10))", "10"),
        ("uuid(0)", ""),
        ("uuid() = uuid()", "false"),
    ]);
}

/// The message and keys of RFC 8032, section 7.1, test 3; and the same with a bit turned.
#[test]
fn a_signed_text_is_given_out_only_when_the_signature_is_right() {
    use base64::Engine as _;
    use ed25519_dalek::{Signer as _, SigningKey};
    let key = SigningKey::from_bytes(&[7; 32]);
    let message = b"real data";
    let mut contents = key.sign(message).to_bytes().to_vec();
    contents.extend_from_slice(message);
    let encode = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let public = encode(key.verifying_key().as_bytes());
    let call = |contents: &[u8]| format!("extract-signed('{}', '{public}')", encode(contents));
    check_all(&[
        (&call(&contents), "real data"),
        ("extract-signed('abc', 'def')", ""),
    ]);
    contents[70] ^= 1;
    check_all(&[(&call(&contents), "")]);
}

#[test]
fn logic() {
    check_all(&[
        ("if(1 = 1, 'a', 'b')", "a"),
        ("if('', 'a', 'b')", "b"),
        ("if(true(), rep, nums)/v", "[3, 1, 2]"),
        ("if(true(), 1, date('nonsense'))", "1"),
        ("coalesce('a', 'b')", "a"),
        ("coalesce('', 'b')", "b"),
        ("coalesce(empty, name)", "[Ada]"),
        ("coalesce(nothing, 'x')", "x"),
        ("coalesce(0 div 0, 5)", "5"),
        ("coalesce('', '')", ""),
        ("boolean-from-string('true')", "true"),
        ("boolean-from-string('TRUE')", "true"),
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string(1)", "true"),
        ("boolean-from-string('false')", "false"),
        ("boolean-from-string('yes')", "false"),
        ("checklist(1, 2, true(), false(), true())", "true"),
        ("checklist(3, -1, true(), true())", "false"),
        ("checklist(-1, 1, true(), true())", "false"),
        ("checklist(2, 2, rep/v)", "false"),
        ("checklist(3, 3, rep/v)", "true"),
        ("checklist(0, 0)", "true"),
        ("weighted-checklist(3, 5, true(), 2, true(), 2)", "true"),
        ("weighted-checklist(3, 3, true(), 2, true(), 2)", "false"),
        ("weighted-checklist(-1, 5, false(), 9)", "true"),
        ("weighted-checklist(4, -1, true(), 2, true(), 2)", "true"),
        ("weighted-checklist(6, 6, rep/v, rep/v)", "true"),
        ("depend('a', 'b', 'c')", "a"),
    ]);
    check_both(&[("weighted-checklist(0, 9, nothing, 1)", "false", "true")]);
    for (expr, standard) in [
        ("weighted-checklist(1, 10, rep/v, nums/n[1])", "true"),
        ("weighted-checklist(0, 9, rep[1]/v, nums/n)", "false"),
    ] {
        assert_eq!(
            evaluate(crate::DOC, "/data", expr, false).as_deref(),
            Ok(standard)
        );
        let error = evaluate(crate::DOC, "/data", expr, true).unwrap_err();
        assert!(error.contains("as many truths"), "{error}");
    }
}

#[test]
fn once_keeps_what_is_there() {
    for (context, expected) in [("/data/name", "Ada"), ("/data/empty", "new")] {
        assert_eq!(
            evaluate(crate::DOC, context, "once('new')", true).as_deref(),
            Ok(expected)
        );
    }
}

#[test]
fn numbers() {
    check_all(&[
        ("int(2.9)", "2"),
        ("int(-2.9)", "-2"),
        ("int('7.5')", "7"),
        ("int('x')", "NaN"),
        ("int(1 div 0)", "Infinity"),
        ("max(1, 5, 3)", "5"),
        ("max(nums/n)", "10"),
        ("max(nums/n, 11)", "11"),
        ("max(-3, -2)", "-2"),
        ("min(1, 5, 3)", "1"),
        ("min(nums/n)", "-2.5"),
        ("min(nothing)", "NaN"),
        ("pow(2, 10)", "1024"),
        ("pow(4, .5)", "2"),
        ("pow(1, 1 div 0)", "NaN"),
        ("log(1)", "0"),
        ("log10(1000)", "3"),
        ("abs(-3.5)", "3.5"),
        ("sqrt(16)", "4"),
        ("sqrt(-1)", "NaN"),
        ("exp(0)", "1"),
        ("exp10(3)", "1000"),
        ("round(pi(), 4)", "3.1416"),
        ("sin(0)", "0"),
        ("cos(0)", "1"),
        ("tan(0)", "0"),
        ("round(asin(1) * 2, 5)", "3.14159"),
        ("round(acos(-1), 5)", "3.14159"),
        ("round(atan(1) * 4, 5)", "3.14159"),
        ("round(atan2(1, 1) * 4, 5)", "3.14159"),
        ("round(1.234, 2)", "1.23"),
        ("round(1.235, 2)", "1.24"),
        ("round(1.005, 2)", "1.01"),
        ("round(-1.235, 2)", "-1.23"),
        ("round(14.29123456789, 0)", "14"),
        ("round(14.6, 0)", "15"),
        ("round(12345.12345, -2)", "12300"),
        ("round(12355, -1)", "12360"),
        ("round(99.99, 1)", "100"),
        ("round(0.05, 0)", "0"),
        ("round(4, -1)", "0"),
        ("round(5, -1)", "10"),
        ("round(44, -3)", "0"),
        ("round(1.5, 31)", "NaN"),
        ("round('x', 1)", "NaN"),
        ("random() < 1 and random() >= 0", "true"),
        ("random() = random()", "false"),
    ]);
    check_both(&[("max(mixed/n)", "NaN", "1"), ("min('x', 4)", "NaN", "4")]);
}

#[test]
fn nodes() {
    check_all(&[
        ("count-non-empty(mixed/n)", "2"),
        ("count-non-empty(nothing)", "0"),
        ("position(rep[3])", "3"),
        ("position(rep[2]/w)", "1"),
        ("position(nums)", "1"),
        ("rep[position(.) = 2]/v", "[1]"),
        ("indexed-repeat(/data/rep/v, /data/rep, 2)", "[1]"),
        ("indexed-repeat(rep/v, rep, 2)", "[1]"),
        ("indexed-repeat(/data/rep/v, /data/rep, 9)", "[]"),
        (
            "indexed-repeat(/data/rep/v, /data/rep, position(/data/rep[3]))",
            "[2]",
        ),
        ("pulldata('towns', 'region', 'name', 't2')", "s"),
        ("pulldata('towns', 'region', 'name', 't9')", ""),
        ("pulldata('file', 'region', 'name', 't2')", "file.region.t2"),
        ("count(randomize(rep))", "3"),
        ("count(randomize(rep, 'seed')/v)", "3"),
        ("current()/name", "[Ada]"),
        ("version()", "7"),
        ("property('username')", "worker"),
        ("property('none')", ""),
    ]);
    check_both(&[
        ("position(nothing)", "NaN", "0"),
        ("indexed-repeat(/data/rep/v, /data/rep, 0)", "[]", "[3]"),
    ]);
}

/// Two levels of repeats, from inside one of them: the level without an index is the own one.
#[test]
fn indexed_repeat_in_nested_repeats() {
    let xml = "<d><o><i><v>11</v></i><i><v>12</v></i><x/></o><o><i><v>21</v></i><i><v>22</v></i><x/></o></d>";
    for (expr, expected) in [
        ("indexed-repeat(/d/o/i/v, /d/o, 2, /d/o/i, 1)", "[21]"),
        ("indexed-repeat(/d/o/i/v, /d/o/i, 1, /d/o, 2)", "[21]"),
        ("indexed-repeat(/d/o/i/v, /d/o/i, 2)", "[22]"),
        ("indexed-repeat(../i/v, ../i, 2)", "[22]"),
    ] {
        assert_eq!(
            evaluate(xml, "/d/o[2]/x", expr, true).as_deref(),
            Ok(expected),
            "{expr}"
        );
    }
}

#[test]
fn selections() {
    check_all(&[
        ("selected(langs, 'mk')", "true"),
        ("selected(langs, 'm')", "false"),
        ("selected(langs, ' sr ')", "true"),
        ("selected('', '')", "true"),
        ("selected('a', '')", "false"),
        ("is-selected(langs, 'sq')", "true"),
        ("selected-at(langs, 0)", "sq"),
        ("selected-at(langs, 2)", "sr"),
        ("selected-at(langs, 3)", ""),
        ("selected-at(langs, -1)", ""),
        ("count-selected(langs)", "3"),
        ("count-selected('')", "0"),
        ("jr:choice-name('sq', '/data/langs')", "<sq>"),
        ("jr:choice-name('sq', '/data/none')", ""),
        ("jr:itext('hello')", "Tungjatjeta"),
        ("jr:itext('none')", ""),
    ]);
}

/// The orders that JavaRosa and ODK's web engine make of six nodes from these seeds.
#[test]
fn seeded_orders() {
    let xml = "<d><i>A</i><i>B</i><i>C</i><i>D</i><i>E</i><i>F</i><one>1</one></d>";
    for (seed, expected) in [
        ("42", "[A, F, C, B, D, E]"),
        ("'42'", "[A, F, C, B, D, E]"),
        ("-42", "[E, D, A, F, B, C]"),
        ("1", "[B, F, E, A, C, D]"),
        ("1.1", "[B, F, E, A, C, D]"),
        ("11111111", "[A, C, D, B, F, E]"),
        ("0", "[C, B, E, A, F, D]"),
        ("/d/one", "[B, F, E, A, C, D]"),
        ("/d/none", "[C, B, E, A, F, D]"),
    ] {
        let expr = format!("randomize(/d/i, {seed})");
        assert_eq!(
            evaluate(xml, "/d", &expr, true).as_deref(),
            Ok(expected),
            "{seed}"
        );
    }
    // Seeds that a double cannot hold: JavaRosa loses their last digits, the web engine does not.
    for (seed, standard, javarosa) in [
        ("'a text'", "[B, F, C, D, A, E]", "[E, C, B, D, A, F]"),
        ("'abc'", "[A, C, B, E, F, D]", "[D, B, E, F, A, C]"),
        ("'seed'", "[F, E, A, C, B, D]", "[A, B, C, D, E, F]"),
        ("1 div 0", "[B, F, E, A, C, D]", "[E, C, F, D, B, A]"),
        ("-1 div 0", "[A, B, F, C, D, E]", "[A, B, F, C, D, E]"),
        ("99999999999", "[B, A, C, F, D, E]", "[B, A, C, F, D, E]"),
        ("-99999999999", "[A, F, D, E, B, C]", "[A, F, D, E, B, C]"),
    ] {
        for (javarosa, expected) in [(false, standard), (true, javarosa)] {
            let expr = format!("randomize(/d/i, {seed})");
            assert_eq!(
                evaluate(xml, "/d", &expr, javarosa).as_deref(),
                Ok(expected),
                "{seed} (JavaRosa: {javarosa})"
            );
        }
    }
    let order = |seed: &str| evaluate(xml, "/d", &format!("randomize(/d/i, '{seed}')"), true);
    assert_eq!(order("seed one"), order("seed one"));
    assert_ne!(order("seed one"), order("seed two"));
}
