//! Labels, hints and messages: what a person reads, before answers are filled in.

use crate::compiled::Compiled;

/// A text of a control or bind.
#[derive(Debug)]
pub enum Text {
    /// Written in place, the same in every language.
    Plain(Vec<Piece>),
    /// The text with this id in the active language.
    Id(Box<str>),
    /// The text whose id an expression gives.
    IdOf(Compiled),
    /// The value of an expression.
    ValueOf(Compiled),
}

impl Text {
    /// A text that is always the same.
    pub fn plain(text: &str) -> Self {
        Text::Plain(vec![Piece::Literal(text.into())])
    }
}

/// A part of a text.
#[derive(Debug)]
pub enum Piece {
    /// Words.
    Literal(Box<str>),
    /// A value that is filled in, worked out for the node of the control.
    Output(Compiled),
}
