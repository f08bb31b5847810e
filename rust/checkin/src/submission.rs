//! The submission as XML.
//!
//! Invariant: the same answers give the same bytes; nodes that are not relevant are not in it, and
//! neither are patterns of repeats. No white space is added.

use homeward_form::DefId;
use homeward_form::definition::NodeDef;

use crate::checkin::Checkin;
use crate::nodes::Nodes;
use crate::values;

/// The namespace of forms; elements of it are written without a namespace.
const XFORMS: &str = "http://www.w3.org/2002/xforms";

impl Checkin {
    /// The submission as it is now, finished or not.
    pub fn submission(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\"?>");
        self.element(Nodes::ROOT, "", &mut out);
        out
    }

    fn element(&self, ix: u32, around: &str, out: &mut String) {
        let node = self.nodes.get(ix);
        if !node.relevant {
            return;
        }
        let def = self.form.node(node.def);
        let name = written(def);
        out.push('<');
        out.push_str(&name);
        let mut inside = around;
        if def.name.prefix.is_empty() {
            let own = if &*def.name.namespace == XFORMS {
                ""
            } else {
                &*def.name.namespace
            };
            if own != around {
                push_attribute(out, "xmlns", own);
                inside = own;
            }
        }
        if ix == Nodes::ROOT {
            for (prefix, uri) in self.prefixes() {
                push_attribute(out, &format!("xmlns:{prefix}"), uri);
            }
        }
        for attribute in &node.attributes {
            let attribute = self.nodes.get(*attribute);
            if attribute.relevant {
                push_attribute(
                    out,
                    &written(self.form.node(attribute.def)),
                    &attribute.value,
                );
            }
        }
        let start = out.len();
        out.push('>');
        if node.slots.is_empty() {
            match self.form.bind(node.def) {
                Some(bind) => {
                    let is_calculated = bind.calculate.is_some();
                    let text = values::submitted(bind.data_type, is_calculated, &node.value);
                    push_text(out, &text);
                }
                None => push_text(out, &node.value),
            }
        }
        for slot in &node.slots {
            for child in slot.as_slice() {
                self.element(*child, inside, out);
            }
        }
        if let (Some(deprecated), true) = (&self.deprecated, self.holds_identifier(ix)) {
            let prefix = match self.instance_id() {
                Some(id) => prefix_of(self.form.node(self.nodes.get(id).def)),
                None => String::new(),
            };
            out.push_str(&format!("<{prefix}deprecatedID>"));
            push_text(out, deprecated);
            out.push_str(&format!("</{prefix}deprecatedID>"));
        }
        if out.len() == start + 1 {
            out.truncate(start);
            out.push_str("/>");
        } else {
            out.push_str("</");
            out.push_str(&name);
            out.push('>');
        }
    }

    fn holds_identifier(&self, ix: u32) -> bool {
        self.instance_id()
            .is_some_and(|id| self.nodes.get(id).parent == ix)
    }

    /// The prefixes that names of the data use, in the order of their first use.
    fn prefixes(&self) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for at in 0..self.form.nodes().len() {
            let name = &self.form.node(DefId(at as u32)).name;
            let pair = (&*name.prefix, &*name.namespace);
            if !name.prefix.is_empty()
                && &*name.prefix != "xml"
                && found.iter().all(|known| known.0 != pair.0)
            {
                found.push(pair);
            }
        }
        found
    }
}

fn prefix_of(def: &NodeDef) -> String {
    match &*def.name.prefix {
        "" => String::new(),
        prefix => format!("{prefix}:"),
    }
}

fn written(def: &NodeDef) -> String {
    format!("{}{}", prefix_of(def), def.name.local)
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for char in value.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            _ => out.push(char),
        }
    }
    out.push('"');
}

fn push_text(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(char),
        }
    }
}
