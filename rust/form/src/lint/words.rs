//! Words by which forbidden subjects are known, in the languages of the programme.
//!
//! The list is `words.tsv`. Names and labels are checked, notes and hints are not: a note may say
//! "do not write about religion".

use std::collections::HashMap;

use super::{Policy, Text, finding};
use crate::problem::Problem;

const LIST: &str = include_str!("words.tsv");

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
}

impl Word {
    fn of(text: &str) -> Word {
        let (start, whole) = match text.strip_prefix('=') {
            Some(word) => (word, true),
            None => (text, false),
        };
        Word {
            start: fold(start),
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

    /// Looks through a label, or a name, whose words are joined by `_`.
    pub fn check(&self, text: &Text, found: &mut Vec<Problem>) {
        if let Some((subject, word)) = self.find(&text.text) {
            tell(text, &subject, &word, found);
        }
    }

    fn find(&self, text: &str) -> Option<(String, String)> {
        let folded = fold(text);
        let words: Vec<&str> = folded
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        for (at, word) in words.iter().enumerate() {
            let Some(phrases) = key(word).and_then(|key| self.phrases.get(&key)) else {
                continue;
            };
            for phrase in phrases {
                if follows(&phrase.words, &words[at..]) {
                    return Some((phrase.subject.clone(), (*word).to_owned()));
                }
            }
        }
        None
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

/// Whether the words follow each other, with at most one other word between.
fn follows(phrase: &[Word], words: &[&str]) -> bool {
    let mut at = 0;
    for (index, part) in phrase.iter().enumerate() {
        let reach = if index == 0 { 1 } else { 2 };
        let Some(step) = words
            .iter()
            .skip(at)
            .take(reach)
            .position(|word| part.is(word))
        else {
            return false;
        };
        at += step + 1;
    }
    true
}

fn key(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}

/// Small letters without marks.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'č' | 'ć' | 'ç' => out.push('c'),
            'š' => out.push('s'),
            'ž' => out.push('z'),
            'ë' | 'é' | 'è' => out.push('e'),
            'đ' => out.push_str("dj"),
            'ѐ' => out.push('е'),
            'ѝ' => out.push('и'),
            '\u{300}'..='\u{36f}' => {}
            other => out.push(other),
        }
    }
    out
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
        check("Is anyone at risk of harm?", None);
        check("Najvjerovatniji razlog", None);
        check("Does the person have somebody they trust?", None);
        check("Passport", None);
    }
}
