//! The rules that a tenant adds: a text with one rule a line.
//!
//! ```text
//! # words that no name and no text may hold, in any of their forms
//! forbid word haircut
//! # question types
//! forbid type time
//! # appearances
//! forbid appearance multiline
//! ```
//!
//! A tenant can tighten the rules and not loosen them: every line forbids something, and a line that
//! would allow something is refused with a sentence.

/// What a tenant adds to the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// More words that no name and no text may hold, each a beginning of a word or of words.
    pub words: Vec<String>,
    /// More question types that are not allowed.
    pub types: Vec<String>,
    /// Words of appearances that are not allowed.
    pub appearances: Vec<String>,
}

/// Why a line of a tenant's rules is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// The line would take a rule away.
    #[error(
        "line {line}: rules can be added and not taken away, so nothing can be allowed here; remove the line"
    )]
    Loosens {
        /// Number of the line, from 1.
        line: usize,
    },
    /// The line is no rule.
    #[error(
        "line {line}: this is no rule; write `forbid word WORD`, `forbid type TYPE` or `forbid appearance WORD`"
    )]
    NotARule {
        /// Number of the line, from 1.
        line: usize,
    },
    /// The word is so short that it would be found everywhere.
    #[error("line {line}: a forbidden word has at least three letters")]
    TooShort {
        /// Number of the line, from 1.
        line: usize,
    },
    /// There are more rules than [`MAX_RULES`].
    #[error("a tenant adds at most {MAX_RULES} rules")]
    TooMany,
}

/// How many rules a tenant may add.
pub const MAX_RULES: usize = 1_000;

impl Policy {
    /// Reads a tenant's rules; all lines that are refused are told.
    ///
    /// # Errors
    /// A line loosens the rules or is none, or there are too many.
    ///
    /// ```
    /// use homeward_form::lint::Policy;
    ///
    /// let policy = Policy::parse("forbid word haircut\nforbid type time").expect("two rules");
    /// assert_eq!(policy.words, ["haircut"]);
    /// let refused = Policy::parse("allow type geopoint").expect_err("loosens");
    /// assert!(refused[0].to_string().starts_with("line 1: rules can be added and not taken away"));
    /// ```
    pub fn parse(text: &str) -> Result<Policy, Vec<PolicyError>> {
        const LOOSENING: [&str; 12] = [
            "allow", "permit", "except", "ignore", "disable", "skip", "remove", "without",
            "unforbid", "enable", "no", "not",
        ];
        let mut policy = Policy::default();
        let mut refused = Vec::new();
        for (line, rule) in (1..).zip(text.lines()) {
            let rule = rule.trim_start_matches('\u{feff}').trim();
            if rule.is_empty() || rule.starts_with('#') {
                continue;
            }
            if policy.len() == MAX_RULES {
                refused.push(PolicyError::TooMany);
                break;
            }
            let words: Vec<&str> = rule.split_whitespace().collect();
            let first = words[0].to_lowercase();
            let what = words.get(1..).unwrap_or_default();
            match (first.as_str(), what) {
                ("forbid", ["word", word @ ..]) if !word.is_empty() => {
                    let letters: usize = word.iter().map(|word| word.chars().count()).sum();
                    if letters < 3 {
                        refused.push(PolicyError::TooShort { line });
                    } else {
                        policy.words.push(word.join(" "));
                    }
                }
                ("forbid", ["type", kind @ ..]) if !kind.is_empty() => {
                    policy.types.push(kind.join(" "));
                }
                ("forbid", ["appearance", word]) => policy.appearances.push((*word).to_owned()),
                (word, _) if LOOSENING.contains(&word) || word.starts_with(['-', '!']) => {
                    refused.push(PolicyError::Loosens { line });
                }
                _ => refused.push(PolicyError::NotARule { line }),
            }
        }
        if refused.is_empty() {
            Ok(policy)
        } else {
            Err(refused)
        }
    }

    fn len(&self) -> usize {
        self.words.len() + self.types.len() + self.appearances.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        let check = |text: &str, expect: Result<(usize, usize, usize), Vec<PolicyError>>| {
            let found = Policy::parse(text);
            let found = found.map(|policy| {
                let Policy {
                    words,
                    types,
                    appearances,
                } = policy;
                (words.len(), types.len(), appearances.len())
            });
            assert_eq!(found, expect, "{text}");
        };
        check("", Ok((0, 0, 0)));
        check(
            "\u{feff}# a note\n\n forbid word  new haircut\nFORBID type select_one\nforbid appearance likert",
            Ok((1, 1, 1)),
        );
        check(
            "allow word religion\n-word religion\nforbid word ab\nforbid\nword x",
            Err(vec![
                PolicyError::Loosens { line: 1 },
                PolicyError::Loosens { line: 2 },
                PolicyError::TooShort { line: 3 },
                PolicyError::NotARule { line: 4 },
                PolicyError::NotARule { line: 5 },
            ]),
        );
        let many = "forbid type x\n".repeat(MAX_RULES + 5);
        check(&many, Err(vec![PolicyError::TooMany]));
    }
}
