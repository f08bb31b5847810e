//! Questions without choices whose parameters or columns mean something special.

use super::parameters;
use super::survey::Reader;
use super::table::{Fields, Record, Value, field, set_field};
use super::tree::{Action, Element, Event, Role, Tag};

impl Reader<'_> {
    /// A question of any type that has no choices.
    pub fn question(&mut self, mut element: Element) {
        match element.kind.as_str() {
            "text" => self.text(&mut element),
            "photo" => self.photo(&mut element),
            "audio" => self.audio(&mut element),
            "background-audio" => self.background_audio(&mut element),
            "range" => self.range(&mut element),
            "geopoint" | "geoshape" | "geotrace" => self.geo(&mut element),
            "start-geopoint" => element.actions.push(Action {
                name: "odk:setgeopoint",
                event: Event::FirstLoad,
                value: None,
                quality: None,
            }),
            "background-geopoint" => self.background_geopoint(&element),
            "calculate" => self.calculate(&element),
            "xml-external" | "csv-external" => {
                let stem = super::select::split_ending(&element.name).0.to_owned();
                self.instances.insert(stem);
                element.role = Role::External;
                // a file has no node, so nothing can be bound
                element.bind = None;
                let parent = self.parent();
                self.form.add(parent, element);
                return;
            }
            "subscriberid" | "simserial" => self.warn(
                element.row,
                &["type"],
                format!("`{}` is empty on today's phones.", element.kind),
                "Remove it.",
            ),
            kind if super::row_types::wants_list(kind) => {
                self.error(
                    element.row,
                    &["type"],
                    format!("`{kind}` names no choice list."),
                    "Write `select_one LIST`, `select_multiple LIST` or `rank LIST`.",
                );
                element.tag = Some("input");
                let parent = self.parent();
                self.form.add(parent, element);
                return;
            }
            _ => {}
        }
        self.add(element);
    }

    fn text(&mut self, element: &mut Element) {
        self.accept(element, &["rows"]);
        if let Some(rows) = self.number(element, "rows", is_whole) {
            set_field(&mut element.control, "rows", Value::from_str(&rows));
        }
    }

    /// The value of a parameter, checked.
    fn number(
        &mut self,
        element: &Element,
        name: &str,
        is_good: fn(&str) -> bool,
    ) -> Option<String> {
        let value = parameters::get(&element.parameters, name)?;
        if is_good(value) {
            return Some(value.to_owned());
        }
        self.error(
            element.row,
            &["parameters"],
            format!("`{name}` must be a number."),
            format!("Write it as `{name}=5`."),
        );
        None
    }

    fn photo(&mut self, element: &mut Element) {
        // pyxform puts the folder before an expression too, which no engine can read
        if let Some(default) = &mut element.default
            && !element.dynamic
            && !default.contains("jr://images/")
        {
            *default = format!("jr://images/{default}");
        }
        self.accept(element, &["app", "max-pixels"]);
        if let Some(pixels) = self.number(element, "max-pixels", is_whole) {
            let bind = element.bind.get_or_insert_default();
            set_field(bind, "orx:max-pixels", Value::from_str(&pixels));
        } else if parameters::get(&element.parameters, "max-pixels").is_none() {
            self.warn(
                element.row,
                &["parameters"],
                "Pictures are sent in full size.",
                "Write `max-pixels=1024` to send less.",
            );
        }
        let appearance = field(&element.control, "appearance").and_then(Value::text);
        if let Some(app) = parameters::get(&element.parameters, "app")
            && matches!(appearance, None | Some("annotate"))
        {
            if is_package(app) {
                let app = Value::from_str(app);
                set_field(&mut element.control, "intent", app);
            } else {
                self.error(
                    element.row,
                    &["parameters"],
                    format!("`{app}` is not the name of an Android package."),
                    "Write it as `app=org.example.camera`.",
                );
            }
        }
    }

    fn quality(&mut self, element: &Element, accepted: &[&str]) -> Option<String> {
        self.accept(element, &["quality"]);
        let quality = parameters::get(&element.parameters, "quality")?;
        if accepted.contains(&quality) {
            return Some(quality.to_owned());
        }
        self.error(
            element.row,
            &["parameters"],
            format!("There is no quality `{quality}`."),
            format!("Possible are: {}.", accepted.join(", ")),
        );
        None
    }

    fn audio(&mut self, element: &mut Element) {
        if let Some(quality) = self.quality(element, &["voice-only", "low", "normal", "external"]) {
            let bind = element.bind.get_or_insert_default();
            set_field(bind, "odk:quality", Value::from_str(&quality));
        }
    }

    fn background_audio(&mut self, element: &mut Element) {
        let quality = self.quality(element, &["voice-only", "low", "normal"]);
        element.actions.push(Action {
            name: "odk:recordaudio",
            event: Event::Load,
            value: None,
            quality,
        });
    }

    fn background_geopoint(&mut self, element: &Element) {
        if element.trigger.is_empty() {
            self.error(
                element.row,
                &["trigger"],
                "A background-geopoint needs a trigger.",
                "Write the question whose answer sets it, as `${name}`.",
            );
        }
        let bind = element.bind.as_ref();
        if bind.is_some_and(|bind| field(bind, "calculate").is_some()) {
            self.error(
                element.row,
                &["bind", "calculate"],
                "A background-geopoint can't be calculated.",
                "Remove the calculation.",
            );
        }
    }

    fn calculate(&mut self, element: &Element) {
        let bind = element.bind.as_ref();
        let is_calculated = bind.is_some_and(|bind| field(bind, "calculate").is_some());
        if !is_calculated && !element.dynamic {
            self.error(
                element.row,
                &["bind", "calculate"],
                format!("`{}` has no calculation.", element.name),
                "Write one in the column `calculation`.",
            );
        }
    }

    fn geo(&mut self, element: &mut Element) {
        let row = element.row;
        if element.kind == "geopoint" {
            self.accept(
                element,
                &[
                    "allow-mock-accuracy",
                    "capture-accuracy",
                    "reference-geometry",
                    "warning-accuracy",
                ],
            );
            for (name, attribute) in [
                ("capture-accuracy", "accuracyThreshold"),
                ("warning-accuracy", "unacceptableAccuracyThreshold"),
            ] {
                if let Some(value) = self.number(element, name, is_number) {
                    set_field(&mut element.control, attribute, Value::from_str(&value));
                }
            }
        } else {
            self.accept(
                element,
                &["allow-mock-accuracy", "incremental", "reference-geometry"],
            );
            match parameters::get(&element.parameters, "incremental") {
                Some("true" | "yes" | "true()") => {
                    set_field(&mut element.control, "incremental", Value::from_str("true"));
                }
                Some(_) => self.error(
                    row,
                    &["parameters"],
                    "`incremental` must be true.",
                    "Write `incremental=true`, or remove it.",
                ),
                None => {}
            }
        }
        match parameters::get(&element.parameters, "allow-mock-accuracy") {
            Some(value @ ("true" | "false")) => {
                let value = Value::from_str(value);
                let bind = element.bind.get_or_insert_default();
                set_field(bind, "odk:allow-mock-accuracy", value);
            }
            Some(_) => self.error(
                row,
                &["parameters"],
                "`allow-mock-accuracy` must be true or false.",
                "Write `allow-mock-accuracy=true`.",
            ),
            None => {}
        }
        if let Some(target) = parameters::get(&element.parameters, "reference-geometry") {
            let target = target.to_owned();
            self.geometries.push((target.clone(), row));
            if let Some(list) = self.form.lists.get_mut(&target) {
                list.used = true;
            }
            element.itemset = Some(target);
        }
    }

    /// An OpenStreetMap question with the tags of a list.
    pub fn osm(&mut self, mut element: Element, list: &str) {
        element.kind = "osm".to_owned();
        let tags: Option<Vec<Tag>> = self.osm.as_ref().and_then(|lists| {
            let choices = &lists.get(list)?.choices;
            Some(
                choices
                    .iter()
                    .map(|choice| Tag {
                        name: choice.name.to_string(),
                        label: choice.label.clone(),
                    })
                    .collect(),
            )
        });
        match tags {
            Some(tags) => element.tags = tags,
            None if self.osm.is_some() => self.error(
                element.row,
                &["type"],
                format!("The sheet osm has no list `{list}`."),
                "Write the name of one of its lists.",
            ),
            None => {}
        }
        self.add(element);
    }

    /// The log of what happens on the phone.
    pub fn audit(&mut self, record: &Record) {
        let row = record.row;
        if record.text("name").is_some_and(|name| name != "audit") {
            self.error(
                row,
                &["name"],
                "An audit has no name of its own.",
                "Leave the name empty.",
            );
        }
        let mut element = Element::new(Role::Question, "audit", "audit", row);
        element.default = record.text("default").map(str::to_owned);
        let text = record.text("parameters").unwrap_or_default();
        element.parameters = parameters::parse(text).unwrap_or_default();
        const LOCATION: [&str; 3] = [
            "location-priority",
            "location-min-interval",
            "location-max-age",
        ];
        self.accept(
            &element,
            &[
                "identify-user",
                LOCATION[2],
                LOCATION[1],
                LOCATION[0],
                "track-changes",
                "track-changes-reasons",
            ],
        );
        let mut bind = match record.get("bind") {
            Some(Value::Map(fields)) => fields.clone(),
            _ => Fields::new(),
        };
        for (name, accepted) in [
            ("track-changes", &["true", "false"][..]),
            ("identify-user", &["true", "false"]),
            ("track-changes-reasons", &["on-form-edit"]),
            (
                "location-priority",
                &["no-power", "low-power", "balanced", "high-accuracy"],
            ),
        ] {
            match parameters::get(&element.parameters, name) {
                Some(value) if accepted.contains(&value) => {
                    set_field(&mut bind, format!("odk:{name}"), Value::from_str(value));
                }
                Some(_) => self.error(
                    row,
                    &["parameters"],
                    format!("`{name}` has a value that is not possible."),
                    format!("Possible are: {}.", accepted.join(", ")),
                ),
                None => {}
            }
        }
        let given = |name: &&str| parameters::get(&element.parameters, name).is_some();
        let count = LOCATION.iter().filter(|name| given(name)).count();
        if count > 0 && count < LOCATION.len() {
            self.error(
                row,
                &["parameters"],
                "The place of the phone is logged only with all three parameters.",
                format!("Write {}.", LOCATION.join(", ")),
            );
        }
        let interval = self.number(&element, LOCATION[1], is_count);
        let age = self.number(&element, LOCATION[2], is_count);
        if let (Some(interval), Some(age)) = (&interval, &age) {
            let seconds = |text: &str| text.parse::<u64>().unwrap_or(0);
            if seconds(age) < seconds(interval) {
                self.error(
                    row,
                    &["parameters"],
                    "`location-max-age` is less than `location-min-interval`.",
                    "Make it at least as long.",
                );
            }
        }
        for (name, value) in [(LOCATION[1], interval), (LOCATION[2], age)] {
            if let Some(value) = value {
                set_field(&mut bind, format!("odk:{name}"), Value::from_str(&value));
            }
        }
        element.bind = Some(bind);
        if self.apply_type(&mut element) {
            self.meta.push(element);
        }
    }
}

fn is_whole(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}

fn is_count(text: &str) -> bool {
    text.parse::<u64>().is_ok()
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

fn is_package(name: &str) -> bool {
    name.contains('.')
        && name.split('.').all(|segment| {
            segment.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && segment
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        })
}
