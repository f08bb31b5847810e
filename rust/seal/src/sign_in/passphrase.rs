//! Passphrases: six words of 7,776, drawn evenly (77 bits).
//!
//! The words are made by a rule instead of a list: consonant, vowel, consonant, ending. They mean
//! nothing, can be said in all six languages and typed on every keyboard, and no word is another's
//! beginning plus something that is read twice.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

const FIRST: [&str; 18] = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "st",
];
const VOWEL: [&str; 4] = ["a", "e", "i", "o"];
const MIDDLE: [&str; 12] = ["b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v"];
const ENDING: [&str; 9] = ["a", "e", "i", "o", "u", "an", "en", "ik", "or"];

/// How many words there are.
const WORDS: u32 = 7_776;

fn word(mut number: usize, to: &mut String) {
    let lists: [&[&str]; 4] = [&FIRST, &VOWEL, &MIDDLE, &ENDING];
    for list in lists {
        to.push_str(list[number % list.len()]);
        number /= list.len();
    }
}

/// A new passphrase: six words with spaces between them.
#[must_use]
pub fn new_passphrase(random: &mut dyn CryptoRng) -> Zeroizing<String> {
    let even = u32::MAX - u32::MAX % WORDS;
    let mut phrase = Zeroizing::new(String::with_capacity(64));
    for place in 0..6 {
        if place > 0 {
            phrase.push(' ');
        }
        let number = loop {
            let number = random.next_u32();
            if number < even {
                break number % WORDS;
            }
        };
        word(number as usize, &mut phrase);
    }
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<String> = (0..WORDS as usize)
            .map(|number| {
                let mut text = String::new();
                word(number, &mut text);
                text
            })
            .collect();
        assert_eq!(words.len(), WORDS as usize);
    }
}
