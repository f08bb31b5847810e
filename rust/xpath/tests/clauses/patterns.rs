//! `regex()`: which patterns are taken, what they mean, and what is said of the others.

use crate::{check, evaluate};

#[track_caller]
fn matches(pattern: &str, text: &str, expected: bool) {
    check(
        &format!("regex('{text}', '{pattern}')"),
        if expected { "true" } else { "false" },
    );
}

#[test]
fn classes_are_those_of_ascii() {
    for (pattern, text, expected) in [
        (r"\d+", "12", true),
        (r"\d", "٣", false),
        (r"\w", "é", false),
        (r"\W", "é", true),
        (r"\D", "٣", true),
        (r"\s", "\u{a0}", false),
        (r"\S", "\u{a0}", true),
        ("[^a]", "é", true),
        (".", "😀", true),
        ("(?i)abc", "aBC", true),
        ("(?i)é", "É", false),
        ("(?i:a)b", "Ab", true),
        ("(?i:a)b", "AB", false),
        (r"[\d-]+", "1-2", true),
        (r"[\w-.]+", "a-b.c", true),
        (r"[\w.-]+@[\w-]+\.[a-z]{2,}", "a.b-c@d-e.org", true),
    ] {
        matches(pattern, text, expected);
    }
}

#[test]
fn classes_of_posix_are_as_in_java() {
    for (pattern, text, expected) in [
        (r"\p{Alpha}+", "aZ", true),
        (r"\p{Alpha}", "é", false),
        (r"\p{Upper}\p{Lower}*", "Abc", true),
        (r"\p{Upper}", "a", false),
        (r"\p{Digit}{3}", "123", true),
        (r"\p{Alnum}+", "a1", true),
        (r"\p{Punct}", "!", true),
        (r"\p{Punct}", "a", false),
        (r"\p{XDigit}+", "fA0", true),
        (r"\P{Alpha}", "1", true),
        (r"\P{Alpha}", "a", false),
        (r"[\p{Alpha}-]+", "a-b", true),
        (r"[\p{Upper}1]+", "A1", true),
        (r"[^\p{Digit}]", "1", false),
        (r"[\P{Digit}]", "a", true),
    ] {
        matches(pattern, text, expected);
    }
}

#[test]
fn signs_stand_for_themselves() {
    for (pattern, text, expected) in [
        (r"\Qa.b\E+", "a.bb", true),
        (r"\Qa.b\E", "axb", false),
        (r"\Q[(", "[(", true),
        (r"[\Q]^\E]+", "^]", true),
        (r"[~&#]+", "~&#", true),
        ("[a~~b]+", "a~b", true),
        (r"[a\-\-x]+", "a-x", true),
        (r"[\&\&]", "&", true),
        (r"\ж\_\ ", "ж_ ", true),
        (r"[]a]+", "]a", true),
        (r"[^]a]", "b", true),
        (r"\x41\u0042\t?", "AB", true),
        (r"a{2}b{1,}c{0,2}", "aabcc", true),
        ("a+?b*?c??", "aab", true),
        ("(?<name>a)(?:b|c)", "ac", true),
        (r"\++", "++", true),
        (r"a\}+", "a}}", true),
    ] {
        matches(pattern, text, expected);
    }
    // these would be the edges of words
    let less = "regex('<a>', '\\<a\\>')";
    assert_eq!(evaluate("<d/>", "/d", less, true).as_deref(), Ok("true"));
}

/// What Java has and this engine has not, or reads in another way, is refused when the form is read.
#[test]
fn other_patterns_are_refused_with_what_to_write() {
    for (pattern, says) in [
        (r"\p{L}+", "list the letters"),
        (r"\pL", "list the letters"),
        (r"\p{IsAlphabetic}", "list the letters"),
        (r"[\p{InCyrillic}]", "list the letters"),
        ("[[:alpha:]]", r"\p{Alpha}"),
        ("[a[bc]]", r"write \["),
        ("[a-z&amp;&amp;[^x]]", r"\&"),
        ("[a-z--x]", r"write \-"),
        ("a++", "possessive"),
        ("a*+b", "possessive"),
        ("a{2}+", "possessive"),
        ("(a|b)?+", "possessive"),
        ("(?>a)", "(?:...)"),
        ("(?=a)a", "look-around"),
        ("(?<!a)b", "look-around"),
        (r"(a)\1", "back-references"),
        (r"(?<n>a)\k<n>", "back-references"),
        ("(?u)a", "flags"),
        ("(?U)a", "flags"),
        ("(?x) a", "flags"),
        ("(?P<n>a)", "flags"),
        (r"\h", r"write [ \t]"),
        (r"\v", "write ["),
        (r"\R", "write ("),
        (r"\Ga", "leave it out"),
        (r"a\Z", "leave it out"),
        (r"\X", "write ."),
        (r"\cA", r"\x"),
        (r"a\E", r"\Q"),
        (r"\b{g}", "cannot be read"),
        (r"\y", "cannot be read"),
        (r"\", "cannot be read"),
        ("a)(b", "cannot be read"),
        ("(a", "cannot be read"),
        ("[a", "cannot be read"),
        ("a**{", "cannot be read"),
        ("(?", "cannot be read"),
        ("[z-a]", "cannot be read"),
    ] {
        let pattern = pattern.replace("&amp;", "&");
        // not even where it is never evaluated
        let expr = format!("if(false(), regex(., '{pattern}'), 1)");
        let error = evaluate("<d/>", "/d", &expr, true).unwrap_err();
        assert!(
            error.contains("regex(): ") && error.contains(says),
            "{pattern}: {error}"
        );
        // and where only the evaluation knows it
        let expr = format!("regex(., concat('{pattern}', ''))");
        let error = evaluate("<d/>", "/d", &expr, true).unwrap_err();
        assert!(error.contains(says), "{pattern}: {error}");
    }
}
