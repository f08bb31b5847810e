//! A light reading of expressions: enough to tell a dynamic default from a static one, to find
//! `${references}`, and to see where an `instance(...)` path ends inside a label.
//!
//! The order in which kinds of tokens are tried is that of pyxform, because it decides meaning:
//! `1-2` is two numbers (static), `a - b` is arithmetic (dynamic).
//!
//! Deliberately not here: XPath proper. Expressions are parsed by the xpath crate.

/// What a token is, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// `*`, `+`, ` mod `, ` div `.
    Math,
    /// `-` that is not part of a number or name.
    Minus,
    /// `|`.
    Union,
    /// A name with `(`.
    Function,
    /// `${name}`.
    Reference,
    /// A quoted text.
    Quoted,
    /// `)`.
    Close,
    /// `/`.
    Slash,
    /// A name with `[`.
    Predicate,
    /// `]`.
    PredicateEnd,
    /// White space.
    Space,
    /// Anything else.
    Other,
}

/// Whether a letter may start a name.
pub fn starts_name(letter: char) -> bool {
    letter == '_'
        || letter.is_ascii_alphabetic()
        || matches!(letter,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues_name(letter: char) -> bool {
    starts_name(letter)
        || letter.is_ascii_digit()
        || matches!(letter, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Length of the name at the start of a text, 0 if there is none.
fn name_length(text: &str) -> usize {
    let mut letters = text.char_indices();
    match letters.next() {
        Some((_, letter)) if starts_name(letter) => {}
        _ => return 0,
    }
    letters
        .find(|(_, letter)| !continues_name(*letter))
        .map_or(text.len(), |(at, _)| at)
}

/// Length of a name with or without a prefix.
fn prefixed_length(text: &str) -> usize {
    let first = name_length(text);
    if first > 0 && text[first..].starts_with(':') {
        let second = name_length(&text[first + 1..]);
        if second > 0 {
            return first + 1 + second;
        }
    }
    first
}

/// Whether a text is a name that an XML element may have.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && prefixed_length(text) == text.len()
}

/// Whether a text is a name without prefix.
pub fn is_plain_name(text: &str) -> bool {
    !text.is_empty() && name_length(text) == text.len()
}

/// The tokens of an expression, each with its first and last byte.
pub fn tokens(text: &str) -> impl Iterator<Item = (Token, usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let (token, length) = next(rest);
        let from = at;
        at += length;
        Some((token, from, at))
    })
}

fn next(rest: &str) -> (Token, usize) {
    if let Some(length) = date_length(rest).or_else(|| number_length(rest)) {
        return (Token::Other, length);
    }
    for word in [" mod ", " div "] {
        if rest.starts_with(word) {
            return (Token::Math, word.len());
        }
    }
    for word in [" and ", " or ", ".."] {
        if rest.starts_with(word) {
            return (Token::Other, word.len());
        }
    }
    let first = rest.chars().next().unwrap_or(' ');
    let single = match first {
        '*' | '+' => Some(Token::Math),
        '-' => Some(Token::Minus),
        '|' => Some(Token::Union),
        ')' => Some(Token::Close),
        '/' => Some(Token::Slash),
        ']' => Some(Token::PredicateEnd),
        '(' | '[' | '{' | '}' | '.' | ',' | '=' | '<' | '>' => Some(Token::Other),
        _ => None,
    };
    if let Some(token) = single {
        return (token, first.len_utf8());
    }
    if matches!(first, '"' | '\'')
        && let Some(end) = rest[1..].find(first)
    {
        return (Token::Quoted, end + 2);
    }
    if first.is_whitespace() {
        let length = rest.find(|letter: char| !letter.is_whitespace());
        return (Token::Space, length.unwrap_or(rest.len()));
    }
    if let Some(length) = reference_length(rest) {
        return (Token::Reference, length);
    }
    let name = prefixed_length(rest);
    if name > 0 {
        return match rest[name..].chars().next() {
            Some('(') => (Token::Function, name + 1),
            Some('[') => (Token::Predicate, name + 1),
            _ => (Token::Other, name),
        };
    }
    (Token::Other, first.len_utf8())
}

fn reference_length(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("${")?;
    let end = inner.find('}')?;
    let name = inner[..end]
        .strip_prefix("last-saved#")
        .unwrap_or(&inner[..end]);
    is_plain_name(name).then_some(end + 3)
}

/// `2026-03-14`, with a time or not, or a time.
fn date_length(rest: &str) -> Option<usize> {
    let shape = |text: &str, shape: &str| {
        text.len() >= shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(byte, shape)| match shape {
                    b'0' => byte.is_ascii_digit(),
                    other => byte == other,
                })
    };
    let time = |text: &str| -> Option<usize> {
        if !shape(text, "00:00:00") {
            return None;
        }
        let fraction = match text[8..].strip_prefix('.') {
            Some(rest) => 1 + rest.bytes().take_while(u8::is_ascii_digit).count(),
            None => 0,
        };
        let end = 8 + fraction;
        let zone = &text[end..];
        Some(match zone.bytes().next() {
            Some(b'Z') => end + 1,
            Some(b'+' | b'-') if shape(&zone[1..], "00:00") => end + 6,
            _ => end,
        })
    };
    let sign = usize::from(rest.starts_with('-'));
    if shape(&rest[sign..], "0000-00-00") {
        let date = sign + 10;
        if let Some(after) = rest[date..].strip_prefix('T')
            && let Some(length) = time(after)
        {
            return Some(date + 1 + length);
        }
        return Some(date);
    }
    time(rest)
}

fn number_length(rest: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(rest.starts_with('-'));
    let whole = digits(&rest[sign..]);
    let after = &rest[sign + whole..];
    match after.strip_prefix('.') {
        Some(fraction) if whole > 0 || digits(fraction) > 0 => {
            Some(sign + whole + 1 + digits(fraction))
        }
        _ if whole > 0 => Some(sign + whole),
        _ => None,
    }
}

/// Whether a default is an expression to be computed rather than a value to be written down.
pub fn is_dynamic(default: &str, question_type: &str) -> bool {
    let hyphenated = matches!(
        question_type,
        "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape"
    );
    for (token, _, _) in tokens(default) {
        match token {
            Token::Minus if hyphenated => return false,
            Token::Math | Token::Minus | Token::Union | Token::Reference | Token::Function => {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// The stretches of a text that are `instance(...)` paths; outside of a predicate, a space ends
/// the path.
pub fn instance_paths(text: &str) -> Vec<(usize, usize)> {
    #[derive(PartialEq)]
    enum Within {
        Nothing,
        Call,
        Path,
        Predicate,
        AfterPredicate,
    }
    let mut paths = Vec::new();
    let mut within = Within::Nothing;
    let mut last = Token::Other;
    let (mut start, mut end) = (0, 0);
    for (token, from, to) in tokens(text) {
        let opens = token == Token::Function && &text[from..to] == "instance(";
        let next = match within {
            Within::Nothing if opens => Some(Within::Call),
            Within::Nothing => None,
            Within::Call => match (last, token) {
                (Token::Function, Token::Quoted) | (Token::Quoted, Token::Close) => {
                    Some(Within::Call)
                }
                (Token::Close, Token::Slash) => Some(Within::Path),
                _ => None,
            },
            Within::AfterPredicate if token == Token::Slash => Some(Within::Path),
            Within::AfterPredicate => None,
            Within::Path => match token {
                Token::Space => None,
                Token::Predicate => Some(Within::Predicate),
                _ => Some(Within::Path),
            },
            Within::Predicate if token == Token::PredicateEnd => Some(Within::AfterPredicate),
            Within::Predicate => Some(Within::Predicate),
        };
        match next {
            Some(state) => {
                if within == Within::Nothing {
                    start = from;
                }
                within = state;
                last = token;
                end = to;
            }
            None if within != Within::Nothing => {
                paths.push((start, end));
                within = Within::Nothing;
            }
            None => {}
        }
    }
    if within != Within::Nothing {
        paths.push((start, end));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dynamic_defaults() {
        for (default, question_type, expect) in [
            ("today()", "date", true),
            ("2026-03-14", "date", false),
            ("some - text", "text", true),
            ("some - text", "date", false),
            ("1-2", "text", false),
            ("well-known", "text", false),
            ("${a}", "text", true),
            ("a b", "select one", false),
            ("0.5", "decimal", false),
            ("1 + 1", "integer", true),
            ("12:30:00", "time", false),
            ("08:00:00.000+01:00", "time", false),
            ("", "text", false),
        ] {
            assert_eq!(is_dynamic(default, question_type), expect, "{default}");
        }
    }

    #[test]
    fn instance_paths_end_at_a_space() {
        let text = "Your instance('c')/root/item[name = ${a}]/label please";
        let found = instance_paths(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            &text[found[0].0..found[0].1],
            "instance('c')/root/item[name = ${a}]/label"
        );
    }

    #[test]
    fn names() {
        for (name, expect) in [
            ("a", true),
            ("_a-1.b", true),
            ("ri:class", true),
            ("1a", false),
            ("a b", false),
            ("", false),
            ("ж", true),
            ("a:", false),
        ] {
            assert_eq!(is_name(name), expect, "{name}");
        }
    }
}
