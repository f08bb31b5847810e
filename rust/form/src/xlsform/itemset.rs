//! Where the choices of a question come from: a list, a file, or the answers of a repeat.

use super::parameters;
use super::references::{self, Style};
use super::select::{FILE_ENDINGS, split_ending};
use super::tree::{Element, Id};
use super::write::Output;

/// The node set of an itemset, and the paths of value and label within.
struct Itemset {
    nodeset: String,
    value: String,
    label: String,
    filter: Option<String>,
}

impl Output<'_> {
    /// Writes the itemset of a question.
    pub fn itemset(&mut self, id: Id, element: &Element) {
        let Some(source) = element.itemset.as_deref() else {
            return;
        };
        let is_range = element.tag == Some("range");
        let from_answers = !is_range && references::has(source);
        let mut itemset = if from_answers {
            self.of_answers(id, element, source)
        } else {
            self.of_items(element, source, is_range)
        };
        if let Some(filter) = element.choice_filter.as_deref().filter(|_| !is_range) {
            let style = Style {
                current: true,
                whole_repeat: from_answers,
            };
            let mut text = self.resolver.insert(filter, Some(id), style);
            let form = self.form;
            let place = || form.survey.place(element.row, &["choice_filter"]);
            let bare = self.check_expression(&text, filter, place);
            if !from_answers {
                self.columns_by_name(&bare, source, place);
            }
            if from_answers {
                text = text
                    .replace(&format!("current()/{}", itemset.nodeset), ".")
                    .replace(&itemset.nodeset, ".");
            }
            itemset.filter = Some(text);
        }
        let mut nodeset = itemset.nodeset;
        if let Some(filter) = itemset.filter {
            nodeset = format!("{nodeset}[{filter}]");
        }
        let is_random = parameters::get(&element.parameters, "randomize") == Some("true");
        if is_random && !is_range {
            nodeset = match parameters::get(&element.parameters, "seed") {
                Some(seed) => {
                    let seed = self.resolver.insert(seed, Some(id), Style::default());
                    format!("randomize({nodeset}, {})", seed.trim())
                }
                None => format!("randomize({nodeset})"),
            };
        }
        self.xml.open("itemset", &[("nodeset", &nodeset)]);
        self.xml.empty("value", &[("ref", &itemset.value)]);
        self.xml.empty("label", &[("ref", &itemset.label)]);
        self.xml.close("itemset");
    }

    fn of_items(&self, element: &Element, source: &str, is_range: bool) -> Itemset {
        let (stem, ending) = split_ending(source);
        if !is_range && FILE_ENDINGS.contains(&ending) {
            let (value, label) = match ending {
                ".geojson" => ("id", "title"),
                _ => ("name", "label"),
            };
            let named = |name, default: &str| {
                parameters::get(&element.parameters, name)
                    .unwrap_or(default)
                    .to_owned()
            };
            return Itemset {
                nodeset: format!("instance('{stem}')/root/item"),
                value: named("value", value),
                label: named("label", label),
                filter: None,
            };
        }
        let is_itext = self.form.lists.get(source).is_some_and(|list| list.itext);
        Itemset {
            nodeset: format!("instance('{source}')/root/item"),
            value: "name".to_owned(),
            label: if is_itext {
                "jr:itext(itextId)"
            } else {
                "label"
            }
            .to_owned(),
            filter: None,
        }
    }

    /// The answers of a question in a repeat, or the geometries of a repeat.
    fn of_answers(&self, id: Id, element: &Element, source: &str) -> Itemset {
        let style = Style {
            current: false,
            whole_repeat: true,
        };
        let path = self.resolver.insert(source, Some(id), style);
        let path = path.trim();
        if matches!(element.kind.as_str(), "geopoint" | "geoshape" | "geotrace") {
            return Itemset {
                nodeset: path.to_owned(),
                value: "geometry".to_owned(),
                label: "geometry".to_owned(),
                filter: Some("./geometry != ''".to_owned()),
            };
        }
        let (repeat, name) = path.rsplit_once('/').unwrap_or(("", path));
        Itemset {
            nodeset: repeat.to_owned(),
            value: name.to_owned(),
            label: name.to_owned(),
            filter: Some(format!("./{name} != ''")),
        }
    }
}
