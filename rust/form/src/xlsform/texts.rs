//! The texts of a form in all languages (itext).
//!
//! A text that is missing in a language where others have it is `-`, as pyxform writes it, so
//! that no language silently falls back; the author is warned.

use std::collections::HashMap;
use std::rc::Rc;

use super::excerpt::Excerpt;
use super::limits;
use super::references;
use super::report::Report;
use super::table::{Fields, Value, field};
use super::tree::{Element, Form, Id, Role};
use super::write::Output;
use crate::problem::Place;

/// A form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    Guidance,
    Image,
    BigImage,
    Audio,
    Video,
}

impl Shape {
    fn of_media(name: &str) -> Option<Shape> {
        Some(match name {
            "image" => Shape::Image,
            "big-image" => Shape::BigImage,
            "audio" => Shape::Audio,
            "video" => Shape::Video,
            _ => return None,
        })
    }

    /// Value of the attribute `form`, and folder of the file.
    fn written(self) -> (Option<&'static str>, &'static str) {
        match self {
            Shape::Plain => (None, ""),
            Shape::Guidance => (Some("guidance"), ""),
            Shape::Image => (Some("image"), "jr://images/"),
            Shape::BigImage => (Some("big-image"), "jr://images/"),
            Shape::Audio => (Some("audio"), "jr://audio/"),
            Shape::Video => (Some("video"), "jr://video/"),
        }
    }
}

struct Text {
    text: Excerpt,
    context: Option<Id>,
}

struct Entry {
    id: Rc<str>,
    /// By form, then by language.
    forms: Vec<(Shape, Vec<Option<Text>>)>,
}

/// All texts.
#[derive(Default)]
pub struct Texts {
    languages: Vec<Rc<str>>,
    entries: Vec<Entry>,
    by_id: HashMap<Rc<str>, usize>,
    too_many: bool,
}

impl Texts {
    /// Collects the texts of a form.
    pub fn collect(form: &Form, report: &mut Report) -> Texts {
        let mut texts = Texts::default();
        for list in form.lists.all.iter().filter(|list| list.itext) {
            for (index, choice) in list.choices.iter().enumerate() {
                let id = format!("{}-{index}", list.name);
                if let Some(label) = &choice.label {
                    texts.add(form, &id, Shape::Plain, label, None);
                }
                texts.add_media(form, &id, choice.media());
            }
        }
        for id in form.in_order() {
            let element = &form.elements[id];
            if matches!(element.role, Role::Question | Role::Group | Role::Repeat) {
                texts.add_element(form, id, element);
            }
        }
        if texts.too_many {
            report.error(
                Place::Form,
                format!(
                    "The form has more than {} languages.",
                    limits::MAX_LANGUAGES
                ),
                "Remove the columns of languages that nobody uses.",
            );
        }
        texts
    }

    fn add_element(&mut self, form: &Form, id: Id, element: &Element) {
        let path = &form.paths[id];
        let empty = Fields::new();
        let bind = element.bind.as_ref().unwrap_or(&empty);
        for name in ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"] {
            if let Some(message) = field(bind, name)
                && message_is_itext(name, message)
            {
                self.add(
                    form,
                    &format!("{path}:{name}"),
                    Shape::Plain,
                    message,
                    Some(id),
                );
            }
        }
        if let Some(label) = &element.label
            && element.label_is_itext()
        {
            self.add(
                form,
                &format!("{path}:label"),
                Shape::Plain,
                label,
                Some(id),
            );
        }
        let hint = format!("{path}:hint");
        if let Some(text) = &element.hint
            && hint_is_itext(element)
        {
            self.add(form, &hint, Shape::Plain, text, Some(id));
        }
        if let Some(guidance) = &element.guidance {
            self.add(form, &hint, Shape::Guidance, guidance, Some(id));
        }
        self.add_media(form, &format!("{path}:label"), &element.media);
    }

    fn add_media(&mut self, form: &Form, id: &str, media: &[(Rc<str>, Value)]) {
        for (name, value) in media {
            if let Some(kind) = Shape::of_media(name) {
                // a file's name belongs to no question: references in it are absolute
                self.add(form, id, kind, value, None);
            }
        }
    }

    fn add(&mut self, form: &Form, id: &str, kind: Shape, value: &Value, context: Option<Id>) {
        let text = |text: &Excerpt| Text {
            text: text.clone(),
            context,
        };
        let mut entry = None;
        match value {
            Value::Text(words) => {
                let language: Rc<str> = form.settings.default_language.as_str().into();
                self.put(id, &mut entry, kind, &language, text(words));
            }
            Value::Map(languages) => {
                for (language, words) in languages {
                    if let Value::Text(words) = words {
                        self.put(id, &mut entry, kind, language, text(words));
                    }
                }
            }
        }
    }

    /// The number of a language; `None` if there are too many.
    fn language(&mut self, language: &Rc<str>) -> Option<usize> {
        let known = |other: &Rc<str>| Rc::ptr_eq(other, language) || other == language;
        let found = self.languages.iter().position(known);
        if found.is_none() {
            if self.languages.len() >= limits::MAX_LANGUAGES {
                self.too_many = true;
                return None;
            }
            self.languages.push(language.clone());
        }
        found.or(Some(self.languages.len() - 1))
    }

    fn entry(&mut self, id: &str) -> usize {
        if let Some(index) = self.by_id.get(id) {
            return *index;
        }
        let id: Rc<str> = id.into();
        self.entries.push(Entry {
            id: id.clone(),
            forms: Vec::new(),
        });
        self.by_id.insert(id, self.entries.len() - 1);
        self.entries.len() - 1
    }

    /// Adds a text; `entry` is the place of its id once that is known.
    fn put(
        &mut self,
        id: &str,
        entry: &mut Option<usize>,
        kind: Shape,
        language: &Rc<str>,
        text: Text,
    ) {
        let Some(language) = self.language(language) else {
            return;
        };
        let entry = *entry.get_or_insert_with(|| self.entry(id));
        let languages = self.languages.len();
        let forms = &mut self.entries[entry].forms;
        let form = match forms.iter().position(|(known, _)| *known == kind) {
            Some(index) => index,
            None => {
                forms.push((kind, Vec::with_capacity(languages)));
                forms.len() - 1
            }
        };
        let by_language = &mut forms[form].1;
        if by_language.len() <= language {
            by_language.resize_with(language + 1, || None);
        }
        by_language[language] = Some(text);
    }
}

/// Whether a message of a bind is itext: several languages, or a reference within.
pub fn message_is_itext(name: &str, message: &Value) -> bool {
    match message {
        Value::Map(_) => true,
        Value::Text(text) => name != "jr:noAppErrorString" && references::has(text),
    }
}

/// Whether a hint is itext.
pub fn hint_is_itext(element: &Element) -> bool {
    matches!(element.hint, Some(Value::Map(_))) || element.guidance.is_some()
}

impl Output<'_> {
    /// Writes the texts.
    pub fn itext(&mut self, texts: &Texts) {
        if texts.languages.is_empty() {
            return;
        }
        self.xml.open("itext", &[]);
        for (index, language) in texts.languages.iter().enumerate() {
            let mut attributes = vec![("lang", &**language)];
            if **language == *self.form.settings.default_language {
                attributes.push(("default", "true()"));
            }
            self.xml.open("translation", &attributes);
            for entry in &texts.entries {
                self.entry(entry, index);
            }
            self.xml.close("translation");
        }
        self.xml.close("itext");
    }

    fn entry(&mut self, entry: &Entry, language: usize) {
        let mut open = false;
        for (kind, by_language) in &entry.forms {
            let (form, folder) = kind.written();
            let text = by_language.get(language).and_then(Option::as_ref);
            let text = match text {
                Some(text) if &*text.text != "-" || folder.is_empty() => Some(text),
                _ if folder.is_empty() => None,
                _ => continue,
            };
            if !open {
                self.xml.open("text", &[("id", &entry.id)]);
                open = true;
            }
            let attributes: &[_] = match form {
                Some(form) => &[("form", form)],
                None => &[],
            };
            match text {
                Some(text) if folder.is_empty() => {
                    self.words("value", attributes, &text.text, text.context);
                }
                Some(text) => {
                    let content = format!("{folder}{}", self.inline(&text.text, text.context));
                    self.xml.content("value", attributes, &content);
                }
                None => self.xml.text("value", attributes, "-"),
            }
        }
        if open {
            self.xml.close("text");
        }
    }
}
