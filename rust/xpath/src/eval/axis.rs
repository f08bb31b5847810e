//! The axes (XPath 1.0, clause 2.2), each in its own direction, and node tests.

use crate::ast::{Axis, NodeTest};
use crate::context::Context;
use crate::eval_error::EvalError;
use crate::tree::{NodeId, NodeType, Tree};

/// Appends the nodes of an axis from a node that pass the test, nearest first for the reverse axes.
pub(super) fn walk(
    axis: Axis,
    test: &NodeTest,
    from: NodeId,
    out: &mut Vec<NodeId>,
    cx: &mut Context<'_, '_>,
) -> Result<(), EvalError> {
    let tree = cx.tree;
    let principal = match axis {
        Axis::Attribute => NodeType::Attribute,
        Axis::Namespace => NodeType::Namespace,
        _ => NodeType::Element,
    };
    let mut visit = Visit {
        tree,
        test,
        principal,
        out,
        seen: 0,
        most: cx.limit,
    };
    match axis {
        Axis::SelfNode => visit.see(from),
        Axis::Child => match test.wanted() {
            Some(wanted) => {
                let before = visit.out.len();
                tree.children_named(from, wanted, visit.out);
                visit.seen += (visit.out.len() - before) as u64;
            }
            None => visit.siblings(tree.first_child(from)),
        },
        Axis::Parent => tree
            .parent(from)
            .into_iter()
            .for_each(|node| visit.see(node)),
        Axis::Attribute => {
            let mut next = tree.first_attribute(from);
            while let Some(node) = next {
                visit.see(node);
                next = tree.next_attribute(node);
            }
        }
        Axis::Namespace => {
            let mut found = Vec::new();
            tree.namespaces(from, &mut found);
            found.into_iter().for_each(|node| visit.see(node));
        }
        Axis::Ancestor => visit.up(tree.parent(from)),
        Axis::AncestorOrSelf => visit.up(Some(from)),
        Axis::Descendant => visit.down(from),
        Axis::DescendantOrSelf => {
            visit.see(from);
            visit.down(from);
        }
        Axis::FollowingSibling => visit.siblings(tree.next_sibling(from)),
        Axis::PrecedingSibling => {
            let mut before = preceding_siblings(tree, from);
            before.reverse();
            before.into_iter().for_each(|node| visit.see(node));
        }
        Axis::Following => visit.following(from),
        Axis::Preceding => visit.preceding(from),
    }
    let seen = visit.seen;
    cx.spend(usize::try_from(seen).unwrap_or(usize::MAX))
}

/// Whether a node passes a test on an axis with this principal node type (clause 2.3).
pub(super) fn passes(tree: &dyn Tree, test: &NodeTest, principal: NodeType, node: NodeId) -> bool {
    let node_type = tree.node_type(node);
    match test {
        NodeTest::AnyNode => true,
        NodeTest::AnyName => node_type == principal,
        NodeTest::AnyLocal { namespace } => {
            node_type == principal && tree.name(node).namespace == &**namespace
        }
        NodeTest::Name { .. } => {
            node_type == principal
                && test
                    .wanted()
                    .is_some_and(|wanted| wanted.matches(tree.name(node)))
        }
        NodeTest::Text => node_type == NodeType::Text,
        NodeTest::Comment => node_type == NodeType::Comment,
        NodeTest::Instruction(target) => {
            node_type == NodeType::Instruction
                && target
                    .as_deref()
                    .is_none_or(|target| tree.name(node).local == target)
        }
    }
}

/// The siblings before a node, in document order.
fn preceding_siblings(tree: &dyn Tree, node: NodeId) -> Vec<NodeId> {
    let mut before = Vec::new();
    if matches!(
        tree.node_type(node),
        NodeType::Attribute | NodeType::Namespace
    ) {
        return before;
    }
    let mut next = tree
        .parent(node)
        .and_then(|parent| tree.first_child(parent));
    while let Some(sibling) = next {
        if sibling == node {
            break;
        }
        before.push(sibling);
        next = tree.next_sibling(sibling);
    }
    before
}

/// A walk that collects what passes the test and counts what it sees.
struct Visit<'t, 'o> {
    tree: &'t dyn Tree,
    test: &'t NodeTest,
    principal: NodeType,
    out: &'o mut Vec<NodeId>,
    seen: u64,
    most: u64,
}

impl Visit<'_, '_> {
    fn see(&mut self, node: NodeId) {
        self.seen += 1;
        if passes(self.tree, self.test, self.principal, node) {
            self.out.push(node);
        }
    }

    /// Whether the budget is spent: the walk may stop, the caller reports it.
    fn spent(&self) -> bool {
        self.seen > self.most
    }

    fn siblings(&mut self, mut next: Option<NodeId>) {
        while let Some(node) = next.filter(|_| !self.spent()) {
            self.see(node);
            next = self.tree.next_sibling(node);
        }
    }

    fn up(&mut self, mut next: Option<NodeId>) {
        while let Some(node) = next {
            self.see(node);
            next = self.tree.parent(node);
        }
    }

    /// The descendants of a node, in document order, without recursion.
    fn down(&mut self, top: NodeId) {
        let mut next = self.tree.first_child(top);
        while let Some(node) = next.filter(|_| !self.spent()) {
            self.see(node);
            next = self.tree.first_child(node);
            let mut at = node;
            while next.is_none() && at != top {
                next = self.tree.next_sibling(at);
                if next.is_none() {
                    match self.tree.parent(at) {
                        Some(parent) => at = parent,
                        None => return,
                    }
                }
            }
        }
    }

    fn following(&mut self, from: NodeId) {
        let mut at = from;
        if matches!(
            self.tree.node_type(from),
            NodeType::Attribute | NodeType::Namespace
        ) {
            let Some(parent) = self.tree.parent(from) else {
                return;
            };
            self.down(parent);
            at = parent;
        }
        loop {
            let mut next = self.tree.next_sibling(at);
            while let Some(node) = next.filter(|_| !self.spent()) {
                self.see(node);
                self.down(node);
                next = self.tree.next_sibling(node);
            }
            match self.tree.parent(at) {
                Some(parent) => at = parent,
                None => return,
            }
        }
    }

    fn preceding(&mut self, from: NodeId) {
        let mut at = from;
        if matches!(
            self.tree.node_type(from),
            NodeType::Attribute | NodeType::Namespace
        ) {
            let Some(parent) = self.tree.parent(from) else {
                return;
            };
            at = parent;
        }
        loop {
            for sibling in preceding_siblings(self.tree, at).into_iter().rev() {
                if self.spent() {
                    return;
                }
                let start = self.out.len();
                self.see(sibling);
                self.down(sibling);
                self.out[start..].reverse();
            }
            match self.tree.parent(at) {
                Some(parent) => at = parent,
                None => return,
            }
        }
    }
}
