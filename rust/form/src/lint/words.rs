//! Words by which forbidden subjects are known, in the languages of the programme.
//!
//! The list is `words.tsv`. Names, labels and choices are checked word by word; notes, hints and
//! messages sentence by sentence, and there a sentence that says what *not* to write is left
//! alone. How a word is written does not matter ([`super::fold`]): look-alike letters, letters
//! with spaces or signs between them and parts joined by `_` or markup are found too.

use std::collections::HashMap;

use super::fold::{fold, is_hidden, mixed_word, without_digits};
use super::{Policy, Text, finding};
use crate::problem::Problem;

const LIST: &str = include_str!("words.tsv");

/// From so many letters on, a beginning of a word is looked for within words and in joined ones.
const LONG: usize = 6;

/// The list, ready to look through texts.
pub struct Words {
    /// Phrases by the first two letters of their first word.
    phrases: HashMap<[char; 2], Vec<Phrase>>,
}

struct Phrase {
    subject: String,
    words: Vec<Word>,
}

struct Word {
    start: String,
    whole: bool,
    long: bool,
}

impl Word {
    fn of(text: &str) -> Word {
        let (start, whole) = match text.strip_prefix('=') {
            Some(word) => (word, true),
            None => (text, false),
        };
        let start = fold(start);
        Word {
            long: !whole && start.chars().count() >= LONG,
            start,
            whole,
        }
    }

    fn is(&self, word: &str) -> bool {
        if self.whole {
            word == self.start
        } else {
            word.starts_with(&self.start)
        }
    }
}

/// How a word came to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// It is written so.
    Written,
    /// Of parts with signs between them.
    Joined,
}

impl Words {
    /// The list and the tenant's words.
    pub fn new(policy: &Policy) -> Words {
        let mut words = Words {
            phrases: HashMap::new(),
        };
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            if let Some((subject, phrase)) = line.split_once('\t') {
                words.add(subject, phrase);
            }
        }
        for phrase in &policy.words {
            words.add("words of the tenant", phrase);
        }
        words
    }

    fn add(&mut self, subject: &str, phrase: &str) {
        let words: Vec<Word> = phrase.split_whitespace().map(Word::of).collect();
        let Some(key) = words.first().and_then(|word| key(&word.start)) else {
            return;
        };
        self.phrases.entry(key).or_default().push(Phrase {
            subject: subject.to_owned(),
            words,
        });
    }

    /// Looks through a label or a choice, or a name, whose words are joined by `_`.
    pub fn check(&self, text: &Text, found: &mut Vec<Problem>) {
        readable(text, found);
        if let Some((subject, word)) = self.find(&text.text) {
            tell(text, &subject, &word, found);
        }
    }

    /// Looks through a note, a hint or a message: it may say what not to write.
    pub fn check_sentences(&self, text: &Text, found: &mut Vec<Problem>) {
        readable(text, found);
        let plain = without_tags(&text.text);
        for sentence in plain.split_inclusive(['.', '?', ':', ';', '\n', '…']) {
            if !sentence.ends_with('?') && says_not_to(sentence) {
                continue;
            }
            if let Some((subject, word)) = self.find(sentence) {
                tell(text, &subject, &word, found);
                return;
            }
        }
        // letters with full stops between them are no sentences
        if !says_not_to(&plain)
            && let Some((subject, word)) = self.find(&plain)
        {
            tell(text, &subject, &word, found);
        }
    }

    fn find(&self, text: &str) -> Option<(String, String)> {
        let plain = without_tags(text);
        let chunks: Vec<String> = plain.split_whitespace().map(fold).collect();
        let mut words: Vec<String> = Vec::new();
        let mut joined: Vec<String> = Vec::new();
        let mut spelt_out: Vec<String> = Vec::new();
        let mut letters = String::new();
        for chunk in &chunks {
            let parts: Vec<&str> = chunk
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|part| !part.is_empty())
                .collect();
            let mut one_each = parts.iter().all(|part| part.chars().count() == 1);
            if parts.len() > 1 && !one_each {
                joined.push(parts.concat());
            }
            one_each &= !parts.is_empty();
            if one_each {
                parts.iter().for_each(|letter| letters.push_str(letter));
            }
            if !one_each || parts.len() > 1 {
                spelt(&mut letters, &mut spelt_out);
            }
            words.extend(parts.into_iter().map(str::to_owned));
        }
        spelt(&mut letters, &mut spelt_out);
        if let Some(apart) = camel(&plain) {
            let parts = apart.split(|letter: char| !letter.is_alphanumeric());
            words.extend(parts.filter(|part| !part.is_empty()).map(fold));
        }
        self.among(&words, Origin::Written)
            .or_else(|| self.among(&spelt_out, Origin::Written))
            .or_else(|| self.among(&joined, Origin::Joined))
    }

    fn among(&self, words: &[String], origin: Origin) -> Option<(String, String)> {
        let found = self.among_read(words, origin);
        if found.is_some()
            || !words
                .iter()
                .any(|word| word.contains(|c: char| c.is_ascii_digit()))
        {
            return found;
        }
        (0..2).find_map(|reading| {
            let read: Vec<String> = words
                .iter()
                .map(|word| match without_digits(word) {
                    Some(mut both) => std::mem::take(&mut both[reading]),
                    None => word.clone(),
                })
                .collect();
            self.among_read(&read, origin)
        })
    }

    fn among_read(&self, words: &[String], origin: Origin) -> Option<(String, String)> {
        for (at, word) in words.iter().enumerate() {
            let mut first = true;
            for (index, _) in word.char_indices() {
                let rest = &word[index..];
                let Some(phrases) = key(rest).and_then(|key| self.phrases.get(&key)) else {
                    first = false;
                    continue;
                };
                for phrase in phrases {
                    let start = &phrase.words[0];
                    let fits = match (origin, first) {
                        (Origin::Written, true) => follows(&phrase.words, &words[at..]),
                        (Origin::Joined, true) => {
                            phrase.words.len() == 1 && (start.whole || start.long) && start.is(rest)
                        }
                        (_, false) => phrase.words.len() == 1 && start.long && start.is(rest),
                    };
                    if fits {
                        return Some((phrase.subject.clone(), word.clone()));
                    }
                }
                first = false;
            }
        }
        None
    }
}

/// Ends a run of single letters; from four letters on it is a word.
fn spelt(letters: &mut String, joined: &mut Vec<String>) {
    if letters.chars().count() >= 4 {
        joined.push(std::mem::take(letters));
    } else {
        letters.clear();
    }
}

/// Characters that nobody sees and words of two alphabets can hide what is asked.
fn readable(text: &Text, found: &mut Vec<Problem>) {
    const RULE: &str = "readable texts";
    if text.text.chars().any(is_hidden) {
        finding(
            found,
            &text.place,
            RULE,
            "this text holds characters that nobody sees, which can hide what is asked.".to_owned(),
            "Type the text again.",
        );
    } else if let Some(word) = mixed_word(&text.text) {
        finding(
            found,
            &text.place,
            RULE,
            format!("`{word}` mixes letters of two alphabets, which can hide what is asked."),
            "Type the word again in one alphabet.",
        );
    }
}

fn tell(text: &Text, subject: &str, word: &str, found: &mut Vec<Problem>) {
    finding(
        found,
        &text.place,
        "forbidden subjects",
        format!(
            "`{word}` is about {subject}, which a form never asks; nobody's trust is worth it."
        ),
        "Ask about needs and support; a note may say what not to write.",
    );
}

/// Whether a sentence says that something is not to be done, and does not ask for it all the
/// same ("do not forget…").
fn says_not_to(sentence: &str) -> bool {
    const NOT: [&str; 20] = [
        "not",
        "no",
        "never",
        "dont",
        "don",
        "without",
        "mos",
        "nuk",
        "pa",
        "ne",
        "nije",
        "nemojte",
        "nemoj",
        "bez",
        "не",
        "није",
        "немојте",
        "немој",
        "без",
        "ниту",
    ];
    const AFTER_ALL: [&str; 19] = [
        "skip",
        "forget",
        "empty",
        "blank",
        "omit",
        "refus",
        "leave",
        "miss",
        "harro",
        "kaperc",
        "bosh",
        "zaborav",
        "presko",
        "prazn",
        "izostav",
        "заборав",
        "преско",
        "празн",
        "изостав",
    ];
    let folded = fold(sentence);
    let mut negated = false;
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        negated |= NOT.iter().any(|not| word == fold(not));
        if AFTER_ALL.iter().any(|start| word.starts_with(&fold(start))) {
            return false;
        }
    }
    negated
}

/// The text without markup: `reli<b></b>gion` is one word.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        out.push_str(before);
        let is_tag = tag[1..].starts_with(|letter: char| letter.is_alphabetic() || letter == '/');
        match tag.find('>') {
            Some(close) if is_tag => rest = &tag[close + 1..],
            _ => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The text with a space before each capital letter that follows a small one, if there is one.
fn camel(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 4);
    let mut small = false;
    let mut split = false;
    for letter in text.chars() {
        if small && letter.is_uppercase() {
            out.push(' ');
            split = true;
        }
        small = letter.is_lowercase();
        out.push(letter);
    }
    split.then_some(out)
}

/// Whether the words follow each other, with at most one other word between, beside an article.
fn follows(phrase: &[Word], words: &[String]) -> bool {
    let mut rest = words.iter();
    for (index, part) in phrase.iter().enumerate() {
        let mut between = if index == 0 { 0 } else { 1 };
        loop {
            match rest.next().map(String::as_str) {
                Some(word) if part.is(word) => break,
                Some("the" | "a" | "an") if index > 0 => {}
                Some(_) if between > 0 => between -= 1,
                _ => return false,
            }
        }
    }
    true
}

fn key(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects() {
        let words = Words::new(&Policy {
            words: vec!["haircut".to_owned()],
            ..Policy::default()
        });
        let check = |text: &str, expect: Option<&str>| {
            let found = words.find(text).map(|(subject, _)| subject);
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        check("What is the person's religion?", Some("religion"));
        check("Vjerska pripadnost", Some("religion"));
        check("Верска припадност", Some("religion"));
        check("Përkatësia fetare", Some("religion"));
        check("ethnic_group", Some("ethnicity"));
        check("Националност", Some("ethnicity"));
        check("Which offence?", Some("offence"));
        check("Vrsta krivičnog djela", Some("offence"));
        check("Risk score", Some("person score"));
        check("Проценка на ризикот", Some("person score"));
        check("Datum rođenja", Some("identity"));
        check("A new haircut?", Some("words of the tenant"));
        check("myReligion", Some("religion"));
        check("hasRace", Some("ethnicity"));
        check("r e l i g i o n", Some("religion"));
        check("r.e.l.i.g.i.o.n", Some("religion"));
        check("reli-gion", Some("religion"));
        check("reli<b></b>gion", Some("religion"));
        check("rel1g10n, re1igi0n", Some("religion"));
        check("Is anyone at risk of harm?", None);
        check("Najvjerovatniji razlog", None);
        check("Does the person have somebody they trust?", None);
        check("Passport", None);
        check("a i e o u", None);
        check("x < y and 1 > 0", None);
    }

    #[test]
    fn what_not_to_write() {
        for (sentence, expect) in [
            ("Do not write religious views.", true),
            ("Mos shkruani bindje fetare.", true),
            ("Nemojte pisati o vjeri.", true),
            ("Не пишувајте за верата.", true),
            ("Write the religion.", false),
            ("Do not forget the religion.", false),
            ("Не заборавајте ја верата.", false),
        ] {
            assert_eq!(says_not_to(sentence), expect, "{sentence}");
        }
    }
}
