//! XPath 1.0, clause 4: the core function library.

use crate::{check_all, check_both, evaluate};

#[test]
fn strings() {
    check_all(&[
        ("string(name)", "Ada"),
        ("string(rep/v)", "3"),
        ("string(nothing)", ""),
        ("string(true())", "true"),
        ("concat('a', 1, true())", "a1true"),
        ("concat('a', 'b', 'c', 'd')", "abcd"),
        ("concat(rep/v)", "312"),
        ("concat()", ""),
        ("starts-with('abc', 'ab')", "true"),
        ("starts-with('abc', '')", "true"),
        ("starts-with('abc', 'b')", "false"),
        ("contains('abc', 'bc')", "true"),
        ("contains('abc', '')", "true"),
        ("contains('abc', 'x')", "false"),
        ("substring-before('1999/04/01', '/')", "1999"),
        ("substring-before('abc', 'x')", ""),
        ("substring-after('1999/04/01', '/')", "04/01"),
        ("substring-after('1999/04/01', '19')", "99/04/01"),
        ("substring-after('abc', '')", "abc"),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 2)", "2345"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', 1, 0 div 0)", ""),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring('12345', -1 div 0, 1 div 0)", ""),
        ("substring('12345', 0, 3)", "12"),
        ("string-length('abc')", "3"),
        ("string-length('žç€')", "3"),
        ("string-length('')", "0"),
        ("string-length(name)", "3"),
        ("normalize-space('  a \t b\n ')", "a b"),
        ("normalize-space(langs)", "sq mk sr"),
        ("translate('bar', 'abc', 'ABC')", "BAr"),
        ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
        ("translate('aaa', 'aa', 'xy')", "xxx"),
        ("translate('abc', '', 'x')", "abc"),
    ]);
}

#[test]
fn without_an_argument_it_is_the_context_node() {
    for (context, expr, expected) in [
        ("/data/name", "string()", "Ada"),
        ("/data/name", "string-length()", "3"),
        ("/data/langs", "normalize-space()", "sq mk sr"),
        ("/data/age", "number()", "41"),
        ("/data/name", "name()", "name"),
        ("/data/x:meta", "name()", "x:meta"),
        ("/data/x:meta", "local-name()", "meta"),
        ("/data/x:meta", "namespace-uri()", "urn:x"),
        ("/data/rep[2]", "position()", "2"),
        ("/data/rep[3]/v", "position(..)", "3"),
        ("/data/rep[2]/v", "current()", "[1]"),
        ("/data/rep[2]/v", "../w", "[b]"),
        ("/data/rep[2]/v", "/data/rep[v = current()]/w", "[b]"),
        ("/data/rep[2]/v", "/data/rep[w = current()/../w]/v", "[1]"),
        ("/data/p/b", "lang('sr')", "true"),
        ("/data/p", "lang('SR-latn')", "true"),
        ("/data/p", "lang('s')", "false"),
        ("/data/name", "lang('en')", "true"),
        ("/data/name", "lang('en-US')", "false"),
    ] {
        for javarosa in [false, true] {
            assert_eq!(
                evaluate(crate::DOC, context, expr, javarosa).as_deref(),
                Ok(expected),
                "{context} {expr}"
            );
        }
    }
}

#[test]
fn nodes() {
    check_all(&[
        ("count(rep)", "3"),
        ("count(nothing)", "0"),
        ("count(rep/v | rep/w)", "6"),
        ("id('bold')", "[bold]"),
        ("name(id('towns bold'))", "b"),
        ("count(id('none'))", "0"),
        ("local-name(x:meta)", "meta"),
        ("name(x:meta)", "x:meta"),
        ("namespace-uri(x:meta)", "urn:x"),
        ("namespace-uri(name)", ""),
        ("name(nothing)", ""),
        ("name(p/text())", ""),
        ("name(x:meta/@*)", "x:kind"),
        ("rep[last() - 1]/v", "[1]"),
    ]);
}

#[test]
fn booleans() {
    check_all(&[
        ("boolean(1)", "true"),
        ("boolean(0)", "false"),
        ("boolean(0 div 0)", "false"),
        ("boolean('')", "false"),
        ("boolean('false')", "true"),
        ("boolean(flag)", "true"),
        ("boolean(nothing)", "false"),
        ("not('')", "true"),
        ("true()", "true"),
        ("false()", "false"),
    ]);
    check_both(&[
        ("boolean(empty)", "true", "false"),
        ("if(empty, 'y', 'n')", "y", "n"),
        ("nothing = ''", "false", "true"),
        ("nothing != ''", "false", "false"),
        ("nothing = nothing", "false", "true"),
        ("empty = ''", "true", "true"),
        ("0.1 + 0.2 = 0.3", "false", "true"),
    ]);
}

#[test]
fn numbers() {
    check_all(&[
        ("number('  12.50 ')", "12.5"),
        ("number('-7')", "-7"),
        ("number('+7')", "NaN"),
        ("number('1e3')", "NaN"),
        ("number('')", "NaN"),
        ("number('.')", "NaN"),
        ("number('.5')", "0.5"),
        ("number('5.')", "5"),
        ("number('Infinity')", "NaN"),
        ("number(true())", "1"),
        ("number(age)", "41"),
        ("number(nothing)", "NaN"),
        ("sum(nums/n)", "14.5"),
        ("sum(nothing)", "0"),
        ("floor(2.6)", "2"),
        ("floor(-2.5)", "-3"),
        ("ceiling(2.2)", "3"),
        ("ceiling(-2.5)", "-2"),
        ("round(2.5)", "3"),
        ("round(2.4)", "2"),
        ("round(-2.5)", "-2"),
        ("round(-2.6)", "-3"),
        ("round(0.49999999999999994)", "0"),
        ("round('x')", "NaN"),
        ("round(1 div 0)", "Infinity"),
    ]);
    check_both(&[("sum(mixed/n)", "NaN", "1")]);
}
