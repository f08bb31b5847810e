//! Properties of the device and its user, where a caller gives them.
//!
//! A form asks for them by name, in a preload or with `property()`. The programme's phone gives
//! none: nothing about a device goes into a check-in, and what is not given is empty.

/// Names and values. Names are compared in small letters and without spaces, so `phone number` and
/// `phonenumber` are the same.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Properties(Vec<(Box<str>, Box<str>)>);

impl std::fmt::Debug for Properties {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

impl Properties {
    /// Takes names such as `username` with their values.
    pub fn new<'a>(given: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let given = given.into_iter();
        Properties(
            given
                .map(|(name, value)| (plain(name), value.into()))
                .collect(),
        )
    }

    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&str> {
        let wanted = plain(name);
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == wanted)
            .map(|(_, value)| &**value)
    }
}

fn plain(name: &str) -> Box<str> {
    let letters = name.chars().filter(|char| !char.is_whitespace());
    letters.collect::<String>().to_lowercase().into()
}
