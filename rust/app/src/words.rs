//! The words of the phone in six languages, from the Fluent files beside this crate.
//!
//! Invariant: every language has every key with the same variables (a test holds it), so a text is
//! never missing. The isolation marks that Fluent would put around variables are off: the texts go to
//! screens that set the language of each text themselves.

use std::{collections::HashMap, sync::OnceLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// A language of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Shqip.
    Sq,
    /// Bosanski.
    Bs,
    /// Srpski, latinica.
    SrLatn,
    /// Српски.
    Sr,
    /// Македонски.
    Mk,
}

impl Lang {
    /// All, in the order in which they are offered.
    pub const ALL: [Lang; 6] = [
        Lang::En,
        Lang::Sq,
        Lang::Bs,
        Lang::SrLatn,
        Lang::Sr,
        Lang::Mk,
    ];

    /// The tag, for example `sr-Latn`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Sq => "sq",
            Lang::Bs => "bs",
            Lang::SrLatn => "sr-Latn",
            Lang::Sr => "sr",
            Lang::Mk => "mk",
        }
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Sq => "Shqip",
            Lang::Bs => "Bosanski",
            Lang::SrLatn => "Srpski (latinica)",
            Lang::Sr => "Српски",
            Lang::Mk => "Македонски",
        }
    }

    /// The language of a tag, if there is one.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.tag() == tag)
    }

    fn sources(self) -> [&'static str; 2] {
        macro_rules! of {
            ($dir:literal) => {
                [
                    include_str!(concat!("../words/", $dir, "/phone.ftl")),
                    include_str!(concat!("../words/", $dir, "/errors.ftl")),
                ]
            };
        }
        match self {
            Lang::En => of!("en"),
            Lang::Sq => of!("sq"),
            Lang::Bs => of!("bs"),
            Lang::SrLatn => of!("sr-Latn"),
            Lang::Sr => of!("sr"),
            Lang::Mk => of!("mk"),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 6] =
            [const { OnceLock::new() }; 6];
        BUNDLES[self as usize].get_or_init(|| {
            let id: LanguageIdentifier = self.tag().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            for source in self.sources() {
                // what does not parse is left out; the test of the catalogues finds it
                let resource = match FluentResource::try_new(source.to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                bundle.add_resource_overriding(resource);
            }
            bundle
        })
    }

    /// A text without variables; the key itself if there is none.
    pub fn text(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with numbers filled in.
    pub fn count(self, key: &str, name: &str, n: u64) -> String {
        self.with(key, &[(name, Arg::Number(n))])
    }

    /// A text with variables filled in; the key itself if there is none.
    pub fn with(self, key: &str, arguments: &[(&str, Arg<'_>)]) -> String {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let bundle = self.bundle();
        let Some(message) = bundle.get_message(id) else {
            return key.to_owned();
        };
        let pattern = match attribute {
            Some(name) => message.get_attribute(name).map(|a| a.value()),
            None => message.value(),
        };
        let Some(pattern) = pattern else {
            return key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            match value {
                Arg::Text(text) => args.set(*name, FluentValue::from(*text)),
                // as a text, so that no grouping is added; selectors on it match as numbers
                Arg::Number(n) => args.set(*name, FluentValue::from(*n)),
            }
        }
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }

    /// All texts that need no variable, by key.
    pub fn all_plain(self) -> HashMap<String, String> {
        plain_keys()
            .iter()
            .map(|key| (key.clone(), self.text(key)))
            .collect()
    }
}

/// A value for a variable.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(u64),
}

/// Keys of `phone.ftl` whose texts have no variable.
fn plain_keys() -> &'static [String] {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let [phone, _] = Lang::En.sources();
        let resource = match fluent_syntax::parser::parse(phone) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        resource
            .body
            .iter()
            .filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(m) => m.value.as_ref().map(|p| (m.id.name, p)),
                _ => None,
            })
            .filter(|(_, pattern)| {
                pattern
                    .elements
                    .iter()
                    .all(|e| matches!(e, fluent_syntax::ast::PatternElement::TextElement { .. }))
            })
            .map(|(name, _)| name.to_owned())
            .collect()
    })
}
