//! Text of an expression to tokens (XPath 1.0, clause 3.7).
//!
//! Invariant: `*`, `and`, `or`, `div` and `mod` come out as operators exactly where the clause's rule
//! about the preceding token says so. It deliberately does not know which names exist.

use crate::ast::Operator;
use crate::parse_error::{ParseError, Problem};

/// A token of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'s> {
    Number(f64),
    Literal(&'s str),
    /// `name`, `prefix:name`, `prefix:*` or `*`, not an operator.
    Name {
        prefix: Option<&'s str>,
        local: &'s str,
    },
    Operator(Operator),
    Pipe,
    Slash,
    DoubleSlash,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Dot,
    DoubleDot,
    At,
    Comma,
    DoubleColon,
    Dollar,
}

impl Token<'_> {
    /// Whether a name that follows is an operand (no operator can stand here).
    fn expects_operand(self) -> bool {
        matches!(
            self,
            Self::At
                | Self::DoubleColon
                | Self::OpenParen
                | Self::OpenBracket
                | Self::Comma
                | Self::Operator(_)
                | Self::Pipe
                | Self::Slash
                | Self::DoubleSlash
                | Self::Dollar
        )
    }
}

/// Splits an expression; each token comes with the byte offset where it starts.
pub(crate) fn tokens(source: &str) -> Result<Vec<(Token<'_>, usize)>, ParseError> {
    let mut out: Vec<(Token<'_>, usize)> = Vec::new();
    let mut at = 0;
    while let Some(char) = source[at..].chars().next() {
        if matches!(char, ' ' | '\t' | '\r' | '\n' | '\u{a0}') {
            at += char.len_utf8();
            continue;
        }
        let operand = out.last().is_none_or(|(token, _)| token.expects_operand());
        let (token, length) =
            one(&source[at..], char, operand).map_err(|problem| ParseError::new(problem, at))?;
        out.push((token, at));
        at += length;
    }
    Ok(out)
}

/// The first token of `rest`, which starts with `char`, and its length in bytes.
fn one(rest: &str, char: char, operand: bool) -> Result<(Token<'_>, usize), Problem> {
    let next = rest.as_bytes().get(1).copied().unwrap_or(0);
    Ok(match char {
        '(' => (Token::OpenParen, 1),
        ')' => (Token::CloseParen, 1),
        '[' => (Token::OpenBracket, 1),
        ']' => (Token::CloseBracket, 1),
        ',' => (Token::Comma, 1),
        '@' => (Token::At, 1),
        '$' => (Token::Dollar, 1),
        '|' => (Token::Pipe, 1),
        '/' if next == b'/' => (Token::DoubleSlash, 2),
        '/' => (Token::Slash, 1),
        ':' if next == b':' => (Token::DoubleColon, 2),
        '+' => (Token::Operator(Operator::Add), 1),
        '-' => (Token::Operator(Operator::Subtract), 1),
        '=' => (Token::Operator(Operator::Equal), 1),
        '!' if next == b'=' => (Token::Operator(Operator::NotEqual), 2),
        '<' if next == b'=' => (Token::Operator(Operator::LessOrEqual), 2),
        '<' => (Token::Operator(Operator::Less), 1),
        '>' if next == b'=' => (Token::Operator(Operator::GreaterOrEqual), 2),
        '>' => (Token::Operator(Operator::Greater), 1),
        '*' if operand => (
            Token::Name {
                prefix: None,
                local: "*",
            },
            1,
        ),
        '*' => (Token::Operator(Operator::Multiply), 1),
        '"' | '\'' => {
            let end = rest[1..].find(char).ok_or(Problem::UnclosedLiteral)?;
            (Token::Literal(&rest[1..=end]), end + 2)
        }
        '.' if next == b'.' => (Token::DoubleDot, 2),
        '.' if !next.is_ascii_digit() => (Token::Dot, 1),
        '.' | '0'..='9' => number(rest)?,
        _ if starts_name(char) => name(rest, operand),
        _ => return Err(Problem::UnexpectedCharacter(char)),
    })
}

/// `12`, `12.`, `12.5`, `.5`
fn number(rest: &str) -> Result<(Token<'_>, usize), Problem> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(rest);
    if rest[length..].starts_with('.') {
        length += 1;
        length += digits(&rest[length..]);
    }
    let value = rest[..length]
        .trim_end_matches('.')
        .parse()
        .map_err(|_| Problem::UnexpectedCharacter('.'))?;
    Ok((Token::Number(value), length))
}

/// A name, a qualified name, `prefix:*`, or an operator that is spelled as a name.
fn name(rest: &str, operand: bool) -> (Token<'_>, usize) {
    let length = ncname(rest);
    let first = &rest[..length];
    if !operand {
        for (word, operator) in [
            ("or", Operator::Or),
            ("and", Operator::And),
            ("div", Operator::Divide),
            ("mod", Operator::Modulo),
        ] {
            // `6 div2` can only mean a division: no name may stand here.
            let glued = |after: &str| after.starts_with(|char: char| char.is_ascii_digit());
            if first
                .strip_prefix(word)
                .is_some_and(|after| after.is_empty() || glued(after))
            {
                return (Token::Operator(operator), word.len());
            }
        }
    }
    if let Some(after) = rest[length..].strip_prefix(':') {
        if after.starts_with('*') {
            return (
                Token::Name {
                    prefix: Some(first),
                    local: "*",
                },
                length + 2,
            );
        }
        if after.starts_with(starts_name) {
            let second = ncname(after);
            return (
                Token::Name {
                    prefix: Some(first),
                    local: &after[..second],
                },
                length + 1 + second,
            );
        }
    }
    (
        Token::Name {
            prefix: None,
            local: first,
        },
        length,
    )
}

/// The length of the NCName that `text` starts with.
fn ncname(text: &str) -> usize {
    text.char_indices()
        .find(|(_, char)| !continues_name(*char))
        .map_or(text.len(), |(at, _)| at)
}

/// Whether a name can start with this character.
pub(crate) fn starts_name(char: char) -> bool {
    char == '_' || char.is_alphabetic()
}

/// Whether a name can go on with this character.
pub(crate) fn continues_name(char: char) -> bool {
    starts_name(char)
        || char.is_numeric()
        || matches!(
            char,
            '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}'
        )
        || (char as u32 > 0x7f && !char.is_whitespace() && !char.is_control() && is_combining(char))
}

/// Marks that go with the letter before them, in the scripts that XML names allow.
fn is_combining(char: char) -> bool {
    matches!(char as u32, 0x483..=0x487 | 0x591..=0x5c7 | 0x64b..=0x65f | 0x93c | 0x94d | 0x1ab0..=0x1aff | 0x20d0..=0x20ff)
}
