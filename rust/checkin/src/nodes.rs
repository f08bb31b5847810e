//! The live data of a check-in: an arena of nodes over the form's definitions.
//!
//! Invariant: every attached node is reached from the root by its slot and ordinal, and the other
//! way round; a detached one keeps its subtree, so that undo can put it back. Nothing here knows
//! rules or expressions.

use homeward_form::{DefId, Form};

/// No node.
pub(crate) const NONE: u32 = u32::MAX;

/// One instance of a definition.
pub(crate) struct Node {
    pub(crate) def: DefId,
    pub(crate) parent: u32,
    /// Which instance of its repeat it is, from 0; 0 for all others.
    pub(crate) ordinal: u32,
    pub(crate) value: Box<str>,
    pub(crate) slots: Box<[Slot]>,
    pub(crate) attributes: Box<[u32]>,
    /// What its own rule says.
    pub(crate) own_relevant: bool,
    /// Whether it and all above it are relevant.
    pub(crate) relevant: bool,
    /// "Prefers not to say".
    pub(crate) declined: bool,
    pub(crate) attached: bool,
}

/// The instances of one child definition.
pub(crate) enum Slot {
    Empty,
    One(u32),
    Many(Vec<u32>),
}

impl Slot {
    pub(crate) fn as_slice(&self) -> &[u32] {
        match self {
            Slot::Empty => &[],
            Slot::One(ix) => std::slice::from_ref(ix),
            Slot::Many(list) => list,
        }
    }
}

/// All nodes; the first is the root element.
#[derive(Default)]
pub(crate) struct Nodes {
    list: Vec<Node>,
}

impl Nodes {
    pub(crate) const ROOT: u32 = 0;

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Forgets the nodes made last, down to a number of nodes; none of them may be attached.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.list.truncate(len);
    }

    pub(crate) fn get(&self, ix: u32) -> &Node {
        &self.list[ix as usize]
    }

    pub(crate) fn find(&self, ix: u32) -> Option<&Node> {
        self.list.get(ix as usize)
    }

    pub(crate) fn get_mut(&mut self, ix: u32) -> &mut Node {
        &mut self.list[ix as usize]
    }

    /// Makes a tree from the form's initial nodes; it is not attached to anything yet.
    pub(crate) fn build(&mut self, form: &Form, initial: u32, parent: u32) -> u32 {
        let from = &form.initial()[initial as usize];
        let def = form.node(from.def);
        let ix = self.list.len() as u32;
        let slots = (0..def.children.len()).map(|_| Slot::Empty).collect();
        self.list.push(Node {
            def: from.def,
            parent,
            ordinal: 0,
            value: from.value.clone(),
            slots,
            attributes: Box::default(),
            own_relevant: true,
            relevant: true,
            declined: false,
            attached: true,
        });
        let mut attributes = Vec::new();
        for child in &from.children {
            let of = &form.initial()[*child as usize];
            if of.template {
                continue;
            }
            let child_def = form.node(of.def);
            let new = self.build(form, *child, ix);
            if child_def.is_attribute {
                attributes.push(new);
            } else {
                let repeated = child_def.repeat.is_some();
                self.push(ix, child_def.slot, new, repeated);
            }
        }
        self.get_mut(ix).attributes = attributes.into();
        ix
    }

    /// Puts a node at the end of a slot.
    fn push(&mut self, parent: u32, slot: u32, child: u32, repeated: bool) {
        let place = &mut self.list[parent as usize].slots[slot as usize];
        let ordinal = place.as_slice().len() as u32;
        match place {
            Slot::Many(list) => list.push(child),
            Slot::Empty if repeated => *place = Slot::Many(vec![child]),
            Slot::Empty => *place = Slot::One(child),
            // two elements of one name that are no repeat: the first one counts
            Slot::One(_) => {
                self.list[child as usize].attached = false;
                return;
            }
        }
        self.list[child as usize].ordinal = ordinal;
    }

    /// Puts a repeat instance in its place among the others.
    pub(crate) fn attach(&mut self, ix: u32, slot: u32, ordinal: u32) {
        let parent = self.get(ix).parent;
        let place = &mut self.list[parent as usize].slots[slot as usize];
        if matches!(place, Slot::Empty) {
            *place = Slot::Many(Vec::new());
        }
        if let Slot::Many(list) = place {
            let at = (ordinal as usize).min(list.len());
            list.insert(at, ix);
            let moved: Vec<u32> = list[at..].to_vec();
            for (offset, ix) in moved.into_iter().enumerate() {
                self.list[ix as usize].ordinal = (at + offset) as u32;
            }
        }
        self.get_mut(ix).attached = true;
    }

    /// Takes a repeat instance away.
    pub(crate) fn detach(&mut self, ix: u32, slot: u32) {
        let Node {
            parent, ordinal, ..
        } = *self.get(ix);
        if let Slot::Many(list) = &mut self.list[parent as usize].slots[slot as usize]
            && list.get(ordinal as usize) == Some(&ix)
        {
            list.remove(ordinal as usize);
            let moved: Vec<u32> = list[ordinal as usize..].to_vec();
            for (offset, ix) in moved.into_iter().enumerate() {
                self.list[ix as usize].ordinal = ordinal + offset as u32;
            }
        }
        self.get_mut(ix).attached = false;
    }

    /// The instances of a child definition.
    pub(crate) fn children(&self, parent: u32, slot: u32) -> &[u32] {
        let slots = &self.get(parent).slots;
        slots.get(slot as usize).map_or(&[], Slot::as_slice)
    }

    /// Whether it is part of the data: attached, with all above it.
    pub(crate) fn is_live(&self, ix: u32) -> bool {
        let mut at = ix;
        while let Some(node) = self.find(at) {
            if !node.attached {
                return false;
            }
            if node.parent == NONE {
                return true;
            }
            at = node.parent;
        }
        false
    }

    /// The node and all below it, attributes too, parents first, in the order of the document.
    pub(crate) fn subtree(&self, ix: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let mut stack = vec![ix];
        while let Some(ix) = stack.pop() {
            found.push(ix);
            let node = self.get(ix);
            for slot in node.slots.iter().rev() {
                stack.extend(slot.as_slice().iter().rev());
            }
            stack.extend(node.attributes.iter().rev());
        }
        found
    }

    /// The nearest node of a definition at or above a node.
    pub(crate) fn above(&self, ix: u32, def: DefId) -> Option<u32> {
        let mut at = ix;
        while let Some(node) = self.find(at) {
            if node.def == def {
                return Some(at);
            }
            at = node.parent;
        }
        None
    }

    /// Appends all instances of a definition at or below a node.
    pub(crate) fn below(&self, form: &Form, top: u32, def: DefId, out: &mut Vec<u32>) {
        let Some(node) = self.find(top) else { return };
        if node.def == def {
            out.push(top);
            return;
        }
        let of = form.node(def);
        if of.parent == Some(node.def) && !of.is_attribute {
            out.extend(self.children(top, of.slot));
            return;
        }
        let mut way = Vec::new();
        let mut at = def;
        while at != node.def {
            way.push(at);
            match form.nodes().get(at.index()).and_then(|def| def.parent) {
                Some(parent) => at = parent,
                None => return,
            }
        }
        let mut level = vec![top];
        for def in way.iter().rev() {
            let def_node = form.node(*def);
            if def_node.is_attribute {
                let of = |ix: &u32| {
                    let list = self.get(*ix).attributes.iter().copied();
                    list.filter(|one| self.get(*one).def == *def)
                        .collect::<Vec<u32>>()
                };
                level = level.iter().flat_map(of).collect();
            } else {
                level = level
                    .iter()
                    .flat_map(|ix| self.children(*ix, def_node.slot).iter().copied())
                    .collect();
            }
        }
        out.extend(level);
    }

    /// Whether there is anything below it that is no attribute.
    pub(crate) fn is_leaf(&self, form: &Form, ix: u32) -> bool {
        form.node(self.get(ix).def).children.is_empty()
    }
}
