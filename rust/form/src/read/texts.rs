//! Labels, hints and messages of a form.

use homeward_xpath::ast::Node;
use homeward_xpath::{Function, NodeId, NodeType, Tree};

use super::Reading;
use crate::definition::DefId;
use crate::text::{Piece, Text};

impl Reading<'_> {
    /// Reads a `label` or `hint` element.
    pub(super) fn text(&mut self, element: NodeId, context: Option<DefId>) -> Option<Text> {
        if let Some(reference) = self.document.attribute(element, "ref") {
            return self.reference(reference, context, false);
        }
        let document = self.document;
        let mut pieces: Vec<Piece> = Vec::new();
        let mut next = document.first_child(element);
        while let Some(node) = next {
            next = document.next_sibling(node);
            match document.node_type(node) {
                NodeType::Text => pieces.push(Piece::Literal(document.own_text(node).into())),
                NodeType::Element if document.local(node) == "output" => {
                    let source = document
                        .attribute(node, "value")
                        .or_else(|| document.attribute(node, "ref"));
                    let compiled =
                        source.and_then(|source| self.compile(source, context, "output"));
                    pieces.extend(compiled.map(Piece::Output));
                }
                NodeType::Element => {
                    pieces.push(Piece::Literal(document.string_value(node).as_ref().into()))
                }
                _ => {}
            }
        }
        if let Some(Piece::Literal(first)) = pieces.first_mut() {
            *first = first.trim_start().into();
        }
        if let Some(Piece::Literal(last)) = pieces.last_mut() {
            *last = last.trim_end().into();
        }
        pieces.retain(|piece| !matches!(piece, Piece::Literal(text) if text.is_empty()));
        (!pieces.is_empty()).then_some(Text::Plain(pieces))
    }

    /// Reads a reference to a text: `jr:itext('id')`, `jr:itext(path)`, or a path. Messages of
    /// binds may be the words themselves.
    pub(super) fn reference(
        &mut self,
        source: &str,
        context: Option<DefId>,
        words: bool,
    ) -> Option<Text> {
        let trimmed = source.trim();
        if words && !trimmed.starts_with("jr:itext(") {
            return (!trimmed.is_empty()).then(|| Text::plain(trimmed));
        }
        let compiled = self.compile(trimmed, context, "text")?;
        match compiled.expr.root() {
            Node::Call(Function::Itext, arguments) => match arguments.first() {
                Some(Node::Text(id)) => Some(Text::Id(id.clone())),
                _ => Some(Text::IdOf(compiled)),
            },
            _ => Some(Text::ValueOf(compiled)),
        }
    }
}
