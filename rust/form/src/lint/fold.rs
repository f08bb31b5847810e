//! Texts as a reader sees them: small letters without marks, whatever letters they are made of.
//!
//! A word that hides behind look-alike letters of another alphabet, wide or mathematical letters,
//! digits for letters or characters that nobody sees folds to the same text as the plain word.
//! Both the list of words and the texts of a form are folded, so it does not matter that the result
//! is no word of any language.

/// Whether nobody sees this character. None of the programme's languages needs one; a soft hyphen
/// and a no-break space are a typist's.
pub fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}'
        | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
        || (letter.is_control() && !letter.is_whitespace())
}

/// The alphabet of a letter, where look-alikes are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
}

fn alphabet(letter: char) -> Option<Alphabet> {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' if letter.is_alphabetic() => {
            Some(Alphabet::Latin)
        }
        '\u{400}'..='\u{52f}' => Some(Alphabet::Cyrillic),
        '\u{370}'..='\u{3ff}' => Some(Alphabet::Greek),
        _ => None,
    }
}

/// The first word that is written in letters of two alphabets.
pub fn mixed_word(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .find(|word| {
            let mut alphabets = word.chars().filter_map(alphabet);
            alphabets
                .next()
                .is_some_and(|first| alphabets.any(|other| other != first))
        })
}

/// The text folded. Its words are those of the text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let inside = next.is_some_and(char::is_alphabetic);
        match letter {
            '\u{ad}' => {}
            _ if is_hidden(letter) || is_mark(letter) => {}
            '@' if inside => out.push('a'),
            '$' if inside => out.push('s'),
            '€' if inside => out.push('e'),
            '!' | '|' if inside && out.ends_with(char::is_alphabetic) => out.push('i'),
            _ => letter
                .to_lowercase()
                .for_each(|letter| push(letter, &mut out)),
        }
    }
    out
}

fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

fn push(letter: char, out: &mut String) {
    let plain = match letter {
        'a'..='z' | '0'..='9' | ' ' => letter,
        'đ' => return out.push_str("dj"),
        'æ' => return out.push_str("ae"),
        'ǆ' | 'ǳ' => return out.push_str("dz"),
        'ǉ' => return out.push_str("lj"),
        'ǌ' => return out.push_str("nj"),
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ɑ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǵ' | 'ɡ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ɩ' => 'i',
        'ĵ' => 'j',
        'ķ' | 'ĸ' | 'ḱ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ŋ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => look_alike(other),
    };
    out.push(plain);
}

/// The Latin letter that a letter looks like, or the letter itself.
fn look_alike(letter: char) -> char {
    match letter {
        'а' | 'α' | 'ᴀ' => 'a',
        'в' | 'ь' | 'β' | 'ʙ' => 'b',
        'с' | 'ᴄ' | 'ϲ' => 'c',
        'ԁ' | 'ᴅ' => 'd',
        'е' | 'ё' | 'ѐ' | 'ε' | 'ᴇ' => 'e',
        'ꜰ' => 'f',
        'ɢ' => 'g',
        'н' | 'һ' | 'ʜ' => 'h',
        'і' | 'ї' | 'ι' | 'ɪ' => 'i',
        'ј' | 'ᴊ' => 'j',
        'к' | 'ќ' | 'κ' | 'ᴋ' => 'k',
        'ӏ' | 'ʟ' => 'l',
        'м' | 'μ' | 'ᴍ' => 'm',
        'п' | 'η' | 'ɴ' => 'n',
        'о' | 'ο' | 'ᴏ' => 'o',
        'р' | 'ρ' | 'ᴘ' => 'p',
        'ԛ' => 'q',
        'ʀ' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'и' | 'ѝ' | 'υ' | 'ᴜ' => 'u',
        'ν' | 'ᴠ' => 'v',
        'ԝ' | 'ω' | 'ᴡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'ү' | 'γ' | 'ʏ' => 'y',
        'ᴢ' => 'z',
        'ѓ' => 'г',
        other => styled(other).unwrap_or(other),
    }
}

/// The letter or digit behind a wide, circled, squared or mathematical one.
fn styled(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let latin = |offset: u32| char::from_u32(u32::from('a') + offset % 26);
    let digit = |offset: u32| char::from_u32(u32::from('0') + offset % 10);
    match code {
        0xff21..=0xff3a => latin(code - 0xff21),
        0xff41..=0xff5a => latin(code - 0xff41),
        0xff10..=0xff19 => digit(code - 0xff10),
        0x1d400..=0x1d6a3 => latin(code - 0x1d400),
        0x1d7ce..=0x1d7ff => digit(code - 0x1d7ce),
        0x249c..=0x24b5 => latin(code - 0x249c),
        0x24b6..=0x24e9 => latin(code - 0x24b6),
        0x1f110..=0x1f129 => latin(code - 0x1f110),
        0x1f130..=0x1f149 => latin(code - 0x1f130),
        0x1f150..=0x1f169 => latin(code - 0x1f150),
        0x1f170..=0x1f189 => latin(code - 0x1f170),
        0x1f1e6..=0x1f1ff => latin(code - 0x1f1e6),
        _ => None,
    }
}

/// A folded word with letters for the digits within it: both readings of `1`.
pub fn without_digits(word: &str) -> Option<[String; 2]> {
    let has = |f: fn(&char) -> bool| word.chars().any(|letter| f(&letter));
    if !has(char::is_ascii_digit) || !has(|letter| letter.is_alphabetic()) {
        return None;
    }
    let read = |one: char| {
        word.chars()
            .map(|letter| match letter {
                '0' => 'o',
                '1' => one,
                '3' => 'e',
                '4' => 'a',
                '5' => 's',
                '7' => 't',
                other => other,
            })
            .collect()
    };
    Some([read('i'), read('l')])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded() {
        for (text, expect) in [
            ("Religion", "religion"),
            ("r\u{435}lig\u{456}on", "religion"),
            ("re\u{200b}li\u{ad}gion", "religion"),
            ("ｒｅｌｉｇｉｏｎ", "religion"),
            ("𝐫𝐞𝐥𝐢𝐠𝐢𝐨𝐧", "religion"),
            ("𝓡𝓮𝓵𝓲𝓰𝓲𝓸𝓷", "religion"),
            ("ⓡⓔⓛⓘⓖⓘⓞⓝ", "religion"),
            ("r\u{301}eligion", "religion"),
            ("Rëlïgïöñ", "religion"),
            ("krivično đelo", "krivicno djelo"),
            ("r@ce", "race"),
            ("a @ b!", "a @ b!"),
        ] {
            assert_eq!(fold(text), expect, "{text}");
        }
        // the same in both, though no word
        assert_eq!(fold("верска"), fold("вep\u{441}ka"));
        assert_eq!(
            without_digits("re1igi0n"),
            Some(["reiigion".to_owned(), "religion".to_owned()])
        );
        assert_eq!(without_digits("2025"), None);
    }

    #[test]
    fn alphabets() {
        assert_eq!(mixed_word("Која е в\u{435}ра\u{61} ви?"), Some("вераa"));
        assert_eq!(mixed_word("SMS-порака, e-пошта, Čovjek đak ë"), None);
    }
}
