//! The texts of a form in all languages (itext).
//!
//! A text that is missing in a language where others have it is `-`, as pyxform writes it, so
//! that no language silently falls back; the author is warned.

use std::collections::HashMap;
use std::rc::Rc;

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
    text: Rc<str>,
    context: Option<Id>,
}

struct Entry {
    id: String,
    /// By form, then by language.
    forms: Vec<(Shape, Vec<Option<Text>>)>,
}

/// All texts.
#[derive(Default)]
pub struct Texts {
    languages: Vec<Rc<str>>,
    by_language: HashMap<Rc<str>, usize>,
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
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
                texts.add_media(form, &id, &choice.media);
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

    fn add_media(&mut self, form: &Form, id: &str, media: &Fields) {
        for (name, value) in media {
            if let Some(kind) = Shape::of_media(name) {
                // a file's name belongs to no question: references in it are absolute
                self.add(form, id, kind, value, None);
            }
        }
    }

    fn add(&mut self, form: &Form, id: &str, kind: Shape, value: &Value, context: Option<Id>) {
        match value {
            Value::Text(text) => {
                let language: Rc<str> = form.settings.default_language.as_str().into();
                self.put(id, kind, &language, text.clone(), context);
            }
            Value::Map(languages) => {
                for (language, text) in languages {
                    if let Value::Text(text) = text {
                        self.put(id, kind, language, text.clone(), context);
                    }
                }
            }
        }
    }

    fn put(
        &mut self,
        id: &str,
        kind: Shape,
        language: &Rc<str>,
        text: Rc<str>,
        context: Option<Id>,
    ) {
        let language = match self.by_language.get(language) {
            Some(index) => *index,
            None if self.languages.len() >= limits::MAX_LANGUAGES => {
                self.too_many = true;
                return;
            }
            None => {
                self.languages.push(language.clone());
                self.by_language
                    .insert(language.clone(), self.languages.len() - 1);
                self.languages.len() - 1
            }
        };
        let entry = match self.by_id.get(id) {
            Some(index) => *index,
            None => {
                self.by_id.insert(id.to_owned(), self.entries.len());
                self.entries.push(Entry {
                    id: id.to_owned(),
                    forms: Vec::new(),
                });
                self.entries.len() - 1
            }
        };
        let forms = &mut self.entries[entry].forms;
        let form = match forms.iter().position(|(known, _)| *known == kind) {
            Some(index) => index,
            None => {
                forms.push((kind, Vec::new()));
                forms.len() - 1
            }
        };
        let by_language = &mut forms[form].1;
        if by_language.len() <= language {
            by_language.resize_with(language + 1, || None);
        }
        by_language[language] = Some(Text { text, context });
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
            let content = match text {
                Some(text) if &*text.text != "-" || folder.is_empty() => {
                    format!("{folder}{}", self.inline(&text.text, text.context))
                }
                _ if folder.is_empty() => "-".to_owned(),
                _ => continue,
            };
            if !open {
                self.xml.open("text", &[("id", &entry.id)]);
                open = true;
            }
            match form {
                Some(form) => self.xml.content("value", &[("form", form)], &content),
                None => self.xml.content("value", &[], &content),
            }
        }
        if open {
            self.xml.close("text");
        }
    }
}
