//! The column `parameters`: `start=0 end=10 step=1`, separated by spaces, commas or semicolons.
//!
//! Names are lower case; so are values, except those of `label` and `value`, which name columns
//! of a file.

/// Reads the pairs, the last of a name winning. `None` if the text has another form.
pub fn parse(text: &str) -> Option<Vec<(String, String)>> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    loop {
        rest = skip(rest);
        if rest.is_empty() {
            return Some(pairs);
        }
        let (name, after) = token(rest)?;
        let after = skip(after).strip_prefix('=')?;
        let (value, after) = token(skip(after))?;
        rest = after;
        let name = name.to_lowercase();
        let value = if matches!(name.as_str(), "label" | "value") {
            value.to_owned()
        } else {
            value.to_lowercase()
        };
        pairs.retain(|(other, _)| *other != name);
        pairs.push((name, value));
    }
}

/// The value of a parameter.
pub fn get<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || letter == ',' || letter == ';'
}

fn skip(text: &str) -> &str {
    text.trim_start_matches(is_separator)
}

fn token(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|letter: char| is_separator(letter) || letter == '=')
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn pairs() {
        let check = |text: &str, expect: Option<&str>| {
            let found = parse(text).map(|pairs| {
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                pairs.join(" ")
            });
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        check("start=0 End=10;step = 1", Some("start=0 end=10 step=1"));
        check(
            "value=Code, Randomize=TRUE",
            Some("value=Code randomize=true"),
        );
        check("", Some(""));
        check("start", None);
        check("start=", None);
        check("=1", None);
    }
}
