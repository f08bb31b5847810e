//! Binds: types and rules of nodes.

use homeward_xpath::{NodeId, Tree};

use super::{JAVAROSA, Reading};
use crate::definition::{Bind, DataType, Preload, PrevPeriod, QName};

impl Reading<'_> {
    /// Reads the binds of the model.
    pub(super) fn binds(&mut self, model: NodeId) -> Vec<Bind> {
        let document = self.document;
        let mut binds = Vec::new();
        for element in document
            .children(model)
            .filter(|node| document.local(*node) == "bind")
        {
            self.bind(element, &mut binds);
        }
        binds
    }

    fn bind(&mut self, element: NodeId, binds: &mut Vec<Bind>) {
        let document = self.document;
        let place = self.place(element);
        let reference = document
            .attribute(element, "nodeset")
            .or_else(|| document.attribute(element, "ref"));
        let Some(reference) = reference else {
            self.error(place, "A bind names no node.", "Add the attribute nodeset.");
            return;
        };
        let Some(id) = self.resolve(reference, None) else {
            self.error(
                place,
                format!("A bind is for {reference}, which the data does not have."),
                "Correct the path.",
            );
            return;
        };
        if let Some(name) = document.attribute(element, "id") {
            self.bind_ids.insert(name.to_owned(), id);
        }
        let at = match self.nodes[id.index()].bind {
            Some(at) => at,
            None => {
                binds.push(Bind::default());
                let at = binds.len() as u32 - 1;
                self.nodes[id.index()].bind = Some(at);
                at
            }
        };
        let mut bind = std::mem::take(&mut binds[at as usize]);
        for attribute in document.attributes(element) {
            let (namespace, local) = (document.namespace(attribute), document.local(attribute));
            let value = document.own_text(attribute);
            match (namespace, local) {
                ("", "nodeset" | "ref" | "id") => {}
                ("", "type") => {
                    bind.data_type = DataType::named(value);
                    bind.type_name = value.into();
                }
                ("", "relevant") => bind.relevant = self.compile(value, Some(id), "relevant"),
                ("", "readonly") => bind.readonly = self.compile(value, Some(id), "readonly"),
                ("", "required") => bind.required = self.compile(value, Some(id), "required"),
                ("", "constraint") => bind.constraint = self.compile(value, Some(id), "constraint"),
                ("", "calculate") => bind.calculate = self.compile(value, Some(id), "calculate"),
                (JAVAROSA, "constraintMsg") => {
                    bind.constraint_message = self.reference(value, Some(id), true);
                }
                (JAVAROSA, "requiredMsg") => {
                    bind.required_message = self.reference(value, Some(id), true);
                }
                (JAVAROSA, "preload") => {
                    let parameter = document.attribute_in(element, JAVAROSA, "preloadParams");
                    bind.preload = preload(value, parameter.unwrap_or_default());
                    if bind.preload.is_none() {
                        let place = self.place(element);
                        self.warning(
                            place,
                            format!("Nothing is known to fill in for the preload {value}."),
                            "Use uid, timestamp, date or property.",
                        );
                    }
                }
                (JAVAROSA, "preloadParams") => {}
                _ => {
                    let name = QName {
                        namespace: namespace.into(),
                        local: local.into(),
                        prefix: document.name(attribute).prefix.into(),
                    };
                    bind.attributes.push((name, value.into()));
                }
            }
        }
        binds[at as usize] = bind;
    }
}

fn preload(kind: &str, parameter: &str) -> Option<Preload> {
    Some(match (kind, parameter) {
        ("uid", _) => Preload::Uid,
        ("timestamp", "end") => Preload::End,
        ("timestamp", _) => Preload::Start,
        ("date", "today" | "") => Preload::Today,
        ("date", period) => Preload::PrevPeriod(prev_period(period.strip_prefix("prevperiod-")?)?),
        ("property", name) => {
            let plain = name.chars().filter(|char| !char.is_whitespace());
            Preload::Property(plain.collect::<String>().to_lowercase().into())
        }
        _ => return None,
    })
}

/// `week-sun`, then, each if wanted, `head` or `tail`, `x` to include today, and how many weeks ago.
fn prev_period(parameter: &str) -> Option<PrevPeriod> {
    let mut parts = parameter.split('-');
    if parts.next()? != "week" {
        return None;
    }
    let day = parts.next()?;
    let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    let first_weekday = days.iter().position(|one| *one == day)? as i8;
    let head = parts.next().is_none_or(|end| end != "tail");
    let include_today = parts.next().is_some_and(|include| include == "x");
    let weeks = match parts.next() {
        Some(weeks) => weeks
            .parse()
            .ok()
            .filter(|weeks| (0..=520).contains(weeks))?,
        None => 1,
    };
    Some(PrevPeriod {
        first_weekday,
        head,
        include_today,
        weeks,
    })
}
