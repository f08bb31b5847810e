//! What a row of the survey sheet is, from its column `type`.

/// A group, a repeat or a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Questions that belong together.
    Group,
    /// Questions asked several times.
    Repeat,
    /// A group for each choice of a list.
    Loop,
}

impl Section {
    /// As it is written after `begin_`.
    pub fn word(self) -> &'static str {
        match self {
            Section::Group => "group",
            Section::Repeat => "repeat",
            Section::Loop => "loop",
        }
    }
}

/// The meaning of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowType<'a> {
    /// A section begins, with the list of a loop.
    Begin(Section, Option<&'a str>),
    /// A section ends.
    End(Section),
    /// A question with choices.
    Select(Select<'a>),
    /// An OpenStreetMap question with a list of tags.
    Osm(&'a str),
    /// Any other type, known or not.
    Other(&'a str),
}

/// A question with choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Select<'a> {
    /// The command as it is written.
    pub command: &'a str,
    /// The question type.
    pub kind: &'static str,
    /// Name of the list or file, or a reference.
    pub list: &'a str,
    /// Whether another answer may be written.
    pub or_other: bool,
}

const SELECTS: [(&str, &str); 15] = [
    ("add select one prompt using", "select one"),
    ("add select multiple prompt using", "select all that apply"),
    ("select all that apply from", "select all that apply"),
    ("select one from file", "select one"),
    ("select multiple from file", "select all that apply"),
    ("select one from", "select one"),
    ("select1", "select one"),
    ("select_one", "select one"),
    ("select one", "select one"),
    ("select_multiple", "select all that apply"),
    ("select all that apply", "select all that apply"),
    ("select_one_external", "select one external"),
    ("select_one_from_file", "select one"),
    ("select_multiple_from_file", "select all that apply"),
    ("rank", "rank"),
];

/// Whether a type asks with choices and needs the name of a list behind it.
pub fn wants_list(text: &str) -> bool {
    matches!(
        text,
        "select one using"
            | "select multiple using"
            | "select multiple from"
            | "q select"
            | "q select1"
    ) || SELECTS.iter().any(|(command, _)| *command == text)
}

/// Reads a type.
pub fn read(text: &str) -> RowType<'_> {
    if let Some(rest) = after_word(text, "begin")
        && let Some((section, rest)) = section(rest)
    {
        let list = rest
            .strip_prefix(' ')
            .map(|list| list.strip_prefix("over ").unwrap_or(list));
        match list {
            Some(list) if is_word(list) => return RowType::Begin(section, Some(list)),
            None if rest.is_empty() => return RowType::Begin(section, None),
            _ => {}
        }
    }
    if let Some(rest) = after_word(text, "end")
        && let Some((section, "")) = section(rest)
    {
        return RowType::End(section);
    }
    if let Some(select) = select(text) {
        return RowType::Select(select);
    }
    match text.strip_prefix("osm ") {
        Some(list) if is_word(list) => RowType::Osm(list),
        _ => RowType::Other(text),
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    rest.strip_prefix(|letter: char| letter == '_' || letter.is_whitespace())
}

fn section(text: &str) -> Option<(Section, &str)> {
    for (word, section) in [
        ("looped group", Section::Repeat),
        ("lgroup", Section::Repeat),
        ("group", Section::Group),
        ("repeat", Section::Repeat),
        ("loop", Section::Loop),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((section, rest));
        }
    }
    None
}

fn select(text: &str) -> Option<Select<'_>> {
    for (command, kind) in SELECTS {
        let Some(rest) = text
            .strip_prefix(command)
            .and_then(|rest| rest.strip_prefix(' '))
        else {
            continue;
        };
        let (list, or_other) = [" or specify other", " or_other", " or other"]
            .iter()
            .find_map(|other| Some((rest.strip_suffix(other)?, true)))
            .unwrap_or((rest, false));
        if is_word(list) {
            return Some(Select {
                command: &text[..command.len()],
                kind,
                list,
                or_other,
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        let select = |command, kind, list, or_other| {
            RowType::Select(Select {
                command,
                kind,
                list,
                or_other,
            })
        };
        for (text, expect) in [
            ("begin_group", RowType::Begin(Section::Group, None)),
            ("begin repeat", RowType::Begin(Section::Repeat, None)),
            (
                "begin loop over days",
                RowType::Begin(Section::Loop, Some("days")),
            ),
            ("end group", RowType::End(Section::Group)),
            ("end groups", RowType::Other("end groups")),
            (
                "select_one a",
                select("select_one", "select one", "a", false),
            ),
            (
                "select_one a or_other",
                select("select_one", "select one", "a", true),
            ),
            (
                "select one from file a.csv",
                select("select one from file", "select one", "a.csv", false),
            ),
            (
                "select_one_external a",
                select("select_one_external", "select one external", "a", false),
            ),
            ("select_one", RowType::Other("select_one")),
            ("osm b", RowType::Osm("b")),
            ("text", RowType::Other("text")),
        ] {
            assert_eq!(read(text), expect, "{text}");
        }
    }
}
