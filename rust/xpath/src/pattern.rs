//! Patterns of `regex()`: Java's, as far as they mean the same everywhere.
//!
//! Invariant: a pattern that is taken means what it means to Java, with classes such as `\d` in ASCII, on a
//! phone, in a browser and on a server: there is one engine, and what it would read in another way than Java
//! is rewritten or refused here. It deliberately knows no tables of Unicode, which would be a third of what a
//! page loads.

use std::iter::Peekable;
use std::str::Chars;

/// A reason in its words; in a browser, where forms have been checked before, one sentence does for all.
const fn reason(words: &'static str) -> &'static str {
    if cfg!(target_family = "wasm") {
        UNREADABLE
    } else {
        words
    }
}

/// For what is no pattern at all.
pub(crate) const UNREADABLE: &str = "the pattern cannot be read";

const LOOKS: &str = reason("look-around and back-references are not supported");
const UNICODE: &str = reason(
    "classes of Unicode, such as \\p{L}, are not supported; list the letters, such as [A-Za-zÀ-žЀ-ӿ]",
);
const NESTED: &str = reason(
    "a class inside a class is not supported; write \\[ for a bracket, and \\p{Alpha} for [:alpha:]",
);
const MEETS: &str =
    reason("&& in a class is not supported; list what the class holds, or write \\& for the sign");
const DASHES: &str = reason("-- in a class is not supported; write \\- for a hyphen");
const POSSESSIVE: &str =
    reason("possessive quantifiers, such as a++, are not supported; leave out the second +");
const ATOMIC: &str = reason("atomic groups, (?>...), are not supported; write (?:...)");
const FLAGS: &str = reason("of the flags of a pattern only i, m and s are supported");

/// Escapes of Java that are refused.
const REFUSED: [(char, &str); 11] = [
    ('h', reason("\\h is not supported; write [ \\t]")),
    ('H', reason("\\H is not supported; write [^ \\t]")),
    ('v', reason("\\v is not supported; write [\\n\\x0B\\f\\r]")),
    ('V', reason("\\V is not supported; write [^\\n\\x0B\\f\\r]")),
    ('R', reason("\\R is not supported; write (\\r\\n|[\\n\\r])")),
    ('X', reason("\\X is not supported; write . for a character")),
    (
        'N',
        reason("\\N is not supported; write the character itself"),
    ),
    ('G', reason("\\G is not supported; leave it out")),
    (
        'Z',
        reason("\\Z is not supported; leave it out, the whole text is matched"),
    ),
    (
        'c',
        reason("\\c is not supported; write the character as \\x and two digits"),
    ),
    ('E', reason("there is an \\E without a \\Q")),
];

/// The classes of POSIX that Java writes as `\p{Alpha}`.
const CLASSES: [&str; 13] = [
    "Lower", "Upper", "ASCII", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Blank",
    "Cntrl", "XDigit", "Space",
];

/// The pattern as the engine is given it, or why it is none.
pub(crate) fn translated(pattern: &str) -> Result<String, &'static str> {
    let mut reader = Reader {
        rest: pattern.chars().peekable(),
        out: String::with_capacity(pattern.len()),
        in_class: false,
    };
    let (mut depth, mut in_braces) = (0_usize, false);
    // whether the last thing was a quantifier
    let mut quantified = false;
    while let Some(char) = reader.rest.next() {
        let was_quantified = std::mem::take(&mut quantified);
        match char {
            '\\' => {
                reader.escape()?;
                continue;
            }
            '[' if reader.in_class => return Err(NESTED),
            '[' => {
                reader.out.push('[');
                reader.in_class = true;
                reader.take('^');
                if reader.rest.next_if_eq(&']').is_some() {
                    reader.out.push_str("\\]");
                }
                continue;
            }
            ']' => reader.in_class = false,
            '&' if reader.in_class && reader.rest.peek() == Some(&'&') => return Err(MEETS),
            '-' if reader.in_class && reader.rest.peek() == Some(&'-') => return Err(DASHES),
            // the engine has another use for two of them
            '~' if reader.in_class => reader.out.push('\\'),
            _ if reader.in_class => {}
            '(' => {
                depth += 1;
                reader.out.push('(');
                if reader.group()? {
                    depth -= 1;
                }
                continue;
            }
            // else a pattern could close the group that is put around it
            ')' => depth = depth.checked_sub(1).ok_or(UNREADABLE)?,
            '+' if was_quantified => return Err(POSSESSIVE),
            '*' | '+' | '?' => quantified = true,
            '{' => in_braces = true,
            '}' => quantified = std::mem::take(&mut in_braces),
            _ => {}
        }
        reader.out.push(char);
    }
    Ok(reader.out)
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    out: String,
    in_class: bool,
}

impl Reader<'_> {
    /// Takes a character if it is the next.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.rest.next_if_eq(&wanted).is_some();
        if found {
            self.out.push(wanted);
        }
        found
    }

    /// A character that stands for itself.
    fn literal(&mut self, char: char) {
        // the engine takes \< and \> for the edges of words
        if char.is_ascii_punctuation() && !matches!(char, '<' | '>' | '_') {
            self.out.push('\\');
        }
        self.out.push(char);
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<(), &'static str> {
        let char = self.rest.next().ok_or(UNREADABLE)?;
        match char {
            'Q' => self.quoted(),
            'p' | 'P' => self.class(char == 'P')?,
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {
                self.out.push('\\');
                self.out.push(char);
                self.hyphen_after_class();
            }
            'b' if self.rest.peek() == Some(&'{') => return Err(UNREADABLE),
            'a' | 'f' | 'n' | 'r' | 't' | 'x' | 'u' | 'A' | 'z' | 'b' | 'B' => {
                self.out.push('\\');
                self.out.push(char);
            }
            'e' => self.out.push_str("\\x1B"),
            'k' | '0'..='9' => return Err(LOOKS),
            _ if char.is_ascii_alphabetic() => {
                if cfg!(target_family = "wasm") {
                    return Err(UNREADABLE);
                }
                let known = REFUSED.iter().find(|(refused, _)| *refused == char);
                return Err(known.map_or(UNREADABLE, |(_, reason)| reason));
            }
            _ => self.literal(char),
        }
        Ok(())
    }

    /// Everything up to `\E` stands for itself.
    fn quoted(&mut self) {
        while let Some(char) = self.rest.next() {
            if char == '\\' && self.rest.next_if_eq(&'E').is_some() {
                return;
            }
            self.literal(char);
        }
    }

    /// `\p{Alpha}`
    fn class(&mut self, negated: bool) -> Result<(), &'static str> {
        let mut name = String::new();
        if self.rest.next_if_eq(&'{').is_some() {
            while let Some(char) = self.rest.next_if(|char| *char != '}') {
                name.push(char);
            }
            self.rest.next();
        }
        if !CLASSES.contains(&&*name) {
            return Err(UNICODE);
        }
        let not = if negated { "^" } else { "" };
        let class = format!("[:{not}{}:]", name.to_ascii_lowercase());
        match self.in_class {
            true => self.out.push_str(&class),
            false => self.out.push_str(&format!("[{class}]")),
        }
        self.hyphen_after_class();
        Ok(())
    }

    /// After a class a hyphen cannot mean a range, and stands for itself.
    fn hyphen_after_class(&mut self) {
        if self.in_class && self.rest.next_if_eq(&'-').is_some() {
            self.out.push_str("\\-");
        }
    }

    /// What follows an opening parenthesis; whether the group is closed already.
    fn group(&mut self) -> Result<bool, &'static str> {
        if !self.take('?') {
            return Ok(false);
        }
        match self.rest.peek() {
            Some('=' | '!') => return Err(LOOKS),
            Some('>') => return Err(ATOMIC),
            Some('<') => {
                self.take('<');
                let looks = matches!(self.rest.peek(), Some('=' | '!'));
                return if looks { Err(LOOKS) } else { Ok(false) };
            }
            _ => {}
        }
        loop {
            let char = self.rest.next().ok_or(UNREADABLE)?;
            self.out.push(char);
            match char {
                ':' => return Ok(false),
                ')' => return Ok(true),
                'i' | 'm' | 's' | '-' => {}
                _ => return Err(FLAGS),
            }
        }
    }
}
