//! The primary instance: definitions, and the values that a form starts with.

use std::collections::HashMap;

use homeward_xpath::NodeId;

use super::{DATA_DEPTH, DATA_NODES, DATA_PATHS, JAVAROSA, Reading};
use crate::definition::{DefId, InitialNode, NodeDef, QName};

impl Reading<'_> {
    /// Reads the data below its root element. Gives the initial tree; the definitions go to the
    /// reading itself.
    pub(super) fn data(&mut self, root: NodeId) -> Vec<InitialNode> {
        let mut initial = Vec::new();
        self.element(root, None, 0, &mut initial);
        let names: Vec<Box<str>> = self
            .nodes
            .iter()
            .map(|node| node.name.local.clone())
            .collect();
        for node in &mut self.nodes {
            node.index_children(|child| names[child.index()].clone());
        }
        initial
    }

    fn element(
        &mut self,
        element: NodeId,
        parent: Option<DefId>,
        depth: usize,
        initial: &mut Vec<InitialNode>,
    ) -> Option<u32> {
        if depth >= DATA_DEPTH || initial.len() >= DATA_NODES || self.paths > DATA_PATHS {
            if self
                .problems
                .iter()
                .all(|problem| !problem.message.starts_with("The data is too"))
            {
                let place = self.place(element);
                let message = format!(
                    "The data is too deep or too big: at most {DATA_DEPTH} levels, {DATA_NODES} nodes in the primary instance, and {DATA_PATHS} bytes of paths."
                );
                self.error(place, message, "Split the form.");
            }
            return None;
        }
        let name = QName {
            namespace: self.document.namespace(element).into(),
            local: self.document.local(element).into(),
            prefix: homeward_xpath::Tree::name(self.document, element)
                .prefix
                .into(),
        };
        let def = self.define(name, parent, false, depth);
        let at = initial.len() as u32;
        let template = self
            .document
            .attribute_in(element, JAVAROSA, "template")
            .is_some();
        initial.push(InitialNode {
            def,
            value: "".into(),
            children: Vec::new(),
            template,
        });
        let mut children = Vec::new();
        let document = self.document;
        for attribute in document.attributes(element) {
            if document.namespace(attribute) == JAVAROSA && document.local(attribute) == "template"
            {
                continue;
            }
            let text = document.own_text(attribute);
            let name = QName {
                namespace: document.namespace(attribute).into(),
                local: document.local(attribute).into(),
                prefix: homeward_xpath::Tree::name(document, attribute)
                    .prefix
                    .into(),
            };
            let def = self.define(name, Some(def), true, depth + 1);
            self.nodes[def.index()].starts_filled |= !text.is_empty();
            children.push(initial.len() as u32);
            initial.push(InitialNode {
                def,
                value: text.into(),
                children: Vec::new(),
                template: false,
            });
        }
        let mut is_leaf = true;
        for child in document.children(element) {
            is_leaf = false;
            children.extend(self.element(child, Some(def), depth + 1, initial));
        }
        let node = &mut initial[at as usize];
        node.children = children;
        if is_leaf {
            let value = homeward_xpath::Tree::string_value(document, element);
            if !value.trim().is_empty() {
                node.value = value.as_ref().into();
                self.nodes[def.index()].starts_filled = true;
            }
        }
        Some(at)
    }

    /// The definition of a node; the same one for all instances.
    fn define(
        &mut self,
        name: QName,
        parent: Option<DefId>,
        is_attribute: bool,
        depth: usize,
    ) -> DefId {
        let mark = if is_attribute { "@" } else { "" };
        let above = parent.map_or("", |id| &*self.nodes[id.index()].path);
        let path: Box<str> = format!("{above}/{mark}{}", name.local).into();
        if let Some(known) = self.by_path.get(&path) {
            return *known;
        }
        self.paths += path.len();
        let id = DefId(self.nodes.len() as u32);
        let slot = parent.map_or(0, |parent| {
            let parent = &mut self.nodes[parent.index()];
            let list = if is_attribute {
                &mut parent.attributes
            } else {
                &mut parent.children
            };
            list.push(id);
            list.len() as u32 - 1
        });
        self.nodes.push(NodeDef {
            name,
            parent,
            children: Vec::new(),
            by_name: None,
            attributes: Vec::new(),
            is_attribute,
            slot,
            depth: depth as u16,
            path: path.clone(),
            bind: None,
            control: None,
            repeat: None,
            starts_filled: false,
            in_repeat: None,
        });
        self.by_path.insert(path, id);
        id
    }
}

/// The pattern of each repeat: what is marked as one, or else its first instance.
pub(super) fn templates(initial: &[InitialNode], nodes: &[NodeDef]) -> HashMap<DefId, u32> {
    let mut found: HashMap<DefId, u32> = HashMap::new();
    for (at, node) in initial.iter().enumerate() {
        if nodes[node.def.index()].repeat.is_none() {
            continue;
        }
        let known = found.entry(node.def).or_insert(at as u32);
        if node.template && !initial[*known as usize].template {
            *known = at as u32;
        }
    }
    found
}
