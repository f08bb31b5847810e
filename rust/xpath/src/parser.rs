//! Tokens to [`Node`]s (XPath 1.0, clauses 2 and 3), with names and functions resolved.
//!
//! Invariant: recursion goes only through [`Parser::nested`], which counts the depth.

use crate::ast::{Axis, Base, Node, NodeTest, Operator, Path, Step};
use crate::function::Function;
use crate::lexer::{Token, tokens};
use crate::literals;
use crate::namespaces::{Namespaces, Unprefixed};
use crate::parse_error::{ParseError, Problem};
use crate::{MAX_DEPTH, MAX_LENGTH};

/// Parses a whole expression.
pub(crate) fn parse(source: &str, namespaces: &Namespaces) -> Result<Node, ParseError> {
    if source.len() > MAX_LENGTH {
        return Err(ParseError::new(Problem::TooLong, MAX_LENGTH));
    }
    let tokens = tokens(source)?;
    if tokens.is_empty() {
        return Err(ParseError::new(Problem::Empty, 0));
    }
    let mut parser = Parser {
        source,
        tokens,
        at: 0,
        depth: 0,
        namespaces,
    };
    let node = parser.nested(1)?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.unexpected()),
    }
}

/// The namespace of the functions that are written `jr:name`.
const JAVAROSA: &str = "http://openrosa.org/javarosa";

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<(Token<'s>, usize)>,
    at: usize,
    depth: usize,
    namespaces: &'s Namespaces,
}

impl<'s> Parser<'s> {
    fn peek(&self) -> Option<Token<'s>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    fn peek_second(&self) -> Option<Token<'s>> {
        self.tokens.get(self.at + 1).map(|(token, _)| *token)
    }

    fn take(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, token: Token<'_>) -> Result<(), ParseError> {
        if self.take(token) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// The offset of the token `back` tokens before the next one.
    fn offset(&self, back: usize) -> usize {
        self.tokens
            .get(self.at.saturating_sub(back))
            .map_or(self.source.len(), |(_, offset)| *offset)
    }

    fn error(&self, problem: Problem, back: usize) -> ParseError {
        ParseError::new(problem, self.offset(back))
    }

    fn unexpected(&self) -> ParseError {
        let Some((_, start)) = self.tokens.get(self.at) else {
            return ParseError::new(Problem::UnexpectedEnd, self.source.len());
        };
        let end = self
            .tokens
            .get(self.at + 1)
            .map_or(self.source.len(), |(_, offset)| *offset);
        let text: String = self.source[*start..end]
            .trim_end()
            .chars()
            .take(40)
            .collect();
        ParseError::new(Problem::Unexpected(text), *start)
    }

    /// An expression of operators that bind at least as tightly as `least`, one level deeper.
    fn nested(&mut self, least: u8) -> Result<Node, ParseError> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error(Problem::TooDeep, 0));
        }
        self.depth += 1;
        let node = self.operators(least);
        self.depth -= 1;
        node
    }

    /// Precedence climbing over the binary operators.
    fn operators(&mut self, least: u8) -> Result<Node, ParseError> {
        let mut left = self.unary()?;
        while let Some(Token::Operator(operator)) = self.peek() {
            if operator.precedence() < least {
                break;
            }
            self.at += 1;
            let right = self.operators(operator.precedence() + 1)?;
            left = chain(left, operator, right);
        }
        Ok(left)
    }

    /// Any number of minus signs before a union.
    fn unary(&mut self) -> Result<Node, ParseError> {
        let mut signs = 0_usize;
        while self.take(Token::Operator(Operator::Subtract)) {
            signs += 1;
        }
        let mut node = self.union()?;
        for _ in 0..signs.min(2 - signs % 2) {
            node = Node::Negate(Box::new(node));
        }
        Ok(node)
    }

    fn union(&mut self) -> Result<Node, ParseError> {
        let first = self.path()?;
        if self.peek() != Some(Token::Pipe) {
            return Ok(first);
        }
        let mut parts = vec![self.nodes(first, "each side of |")?];
        while self.take(Token::Pipe) {
            let part = self.path()?;
            parts.push(self.nodes(part, "each side of |")?);
        }
        Ok(Node::Union(parts))
    }

    /// A location path, or a primary expression with what may follow it.
    fn path(&mut self) -> Result<Node, ParseError> {
        match self.peek() {
            Some(Token::Slash) => {
                self.at += 1;
                let mut steps = Vec::new();
                if self.starts_step() {
                    self.relative(&mut steps)?;
                }
                Ok(Node::Path(Box::new(Path {
                    base: Base::Root,
                    steps,
                })))
            }
            Some(Token::DoubleSlash) => {
                self.at += 1;
                let mut steps = vec![anywhere()];
                self.relative(&mut steps)?;
                Ok(Node::Path(Box::new(Path {
                    base: Base::Root,
                    steps,
                })))
            }
            Some(_) if self.starts_step() => {
                let mut steps = Vec::new();
                self.relative(&mut steps)?;
                Ok(Node::Path(Box::new(Path {
                    base: Base::Context,
                    steps,
                })))
            }
            Some(_) => self.filter(),
            None => Err(self.unexpected()),
        }
    }

    /// Whether a step of a location path comes next, and not a function call.
    fn starts_step(&self) -> bool {
        match self.peek() {
            Some(Token::Dot | Token::DoubleDot | Token::At) => true,
            Some(Token::Name { prefix, local }) => match self.peek_second() {
                Some(Token::OpenParen) => prefix.is_none() && is_node_type(local),
                _ => true,
            },
            _ => false,
        }
    }

    fn relative(&mut self, steps: &mut Vec<Step>) -> Result<(), ParseError> {
        loop {
            if !self.starts_step() {
                return Err(self.unexpected());
            }
            let step = self.step()?;
            steps.push(step);
            match self.peek() {
                Some(Token::Slash) => self.at += 1,
                Some(Token::DoubleSlash) => {
                    self.at += 1;
                    steps.push(anywhere());
                }
                _ => break,
            }
        }
        steps.shrink_to_fit(); // most paths have few steps, and a form has many paths
        Ok(())
    }

    fn step(&mut self) -> Result<Step, ParseError> {
        let (axis, test) = if self.take(Token::Dot) {
            (Axis::SelfNode, NodeTest::AnyNode)
        } else if self.take(Token::DoubleDot) {
            (Axis::Parent, NodeTest::AnyNode)
        } else if self.take(Token::At) {
            (Axis::Attribute, self.node_test(Axis::Attribute)?)
        } else {
            let mut axis = Axis::Child;
            if let (
                Some(Token::Name {
                    prefix: None,
                    local,
                }),
                Some(Token::DoubleColon),
            ) = (self.peek(), self.peek_second())
            {
                axis = axis_named(local)
                    .ok_or_else(|| self.error(Problem::UnknownAxis(local.to_owned()), 0))?;
                self.at += 2;
            }
            (axis, self.node_test(axis)?)
        };
        let predicates = self.predicates()?;
        Ok(Step {
            axis,
            test,
            predicates,
        })
    }

    fn predicates(&mut self) -> Result<Vec<Node>, ParseError> {
        let mut predicates = Vec::new();
        while self.take(Token::OpenBracket) {
            predicates.push(self.nested(1)?);
            self.expect(Token::CloseBracket)?;
        }
        Ok(predicates)
    }

    fn node_test(&mut self, axis: Axis) -> Result<NodeTest, ParseError> {
        let Some(Token::Name { prefix, local }) = self.peek() else {
            return Err(self.unexpected());
        };
        self.at += 1;
        if prefix.is_none() && is_node_type(local) && self.take(Token::OpenParen) {
            let test = match local {
                "text" => NodeTest::Text,
                "comment" => NodeTest::Comment,
                "node" => NodeTest::AnyNode,
                _ => match self.peek() {
                    Some(Token::Literal(target)) => {
                        self.at += 1;
                        NodeTest::Instruction(Some(target.into()))
                    }
                    _ => NodeTest::Instruction(None),
                },
            };
            self.expect(Token::CloseParen)?;
            return Ok(test);
        }
        let namespace = match prefix {
            Some(prefix) => Some(self.uri(prefix)?.into()),
            None => match self.namespaces.unprefixed() {
                Unprefixed::Any => None,
                Unprefixed::Uri(uri) if axis != Axis::Attribute => Some(uri.as_str().into()),
                _ => Some("".into()),
            },
        };
        Ok(match (local, prefix) {
            ("*", None) => NodeTest::AnyName,
            ("*", Some(_)) => NodeTest::AnyLocal {
                namespace: namespace.unwrap_or_default(),
            },
            _ => NodeTest::Name {
                namespace,
                local: local.into(),
            },
        })
    }

    fn uri(&self, prefix: &str) -> Result<&'s str, ParseError> {
        self.namespaces
            .uri(prefix)
            .ok_or_else(|| self.error(Problem::UnknownPrefix(prefix.to_owned()), 1))
    }

    /// A primary expression, its predicates, and the steps from there.
    fn filter(&mut self) -> Result<Node, ParseError> {
        let start = self.at;
        let mut node = self.primary()?;
        let predicates = self.predicates()?;
        let steps_follow = matches!(self.peek(), Some(Token::Slash | Token::DoubleSlash));
        if predicates.is_empty() && !steps_follow {
            return Ok(match base_of(node) {
                Ok(base) => Node::Path(Box::new(Path {
                    base,
                    steps: Vec::new(),
                })),
                Err(node) => node,
            });
        }
        node = self.nodes(node, "what comes before [ or /")?;
        debug_assert!(start < self.at);
        if !predicates.is_empty() {
            if let Ok(base) = base_of(node.clone()) {
                node = Node::Path(Box::new(Path {
                    base,
                    steps: Vec::new(),
                }));
            }
            node = Node::Filter(Box::new(node), predicates);
        }
        if !steps_follow {
            return Ok(node);
        }
        let mut steps = Vec::new();
        if self.take(Token::DoubleSlash) {
            steps.push(anywhere());
        } else {
            self.at += 1;
        }
        self.relative(&mut steps)?;
        let base = base_of(node).unwrap_or_else(|node| Base::Other(Box::new(node)));
        Ok(Node::Path(Box::new(Path { base, steps })))
    }

    fn primary(&mut self) -> Result<Node, ParseError> {
        match self.peek() {
            Some(Token::Number(value)) => {
                self.at += 1;
                Ok(Node::Number(value))
            }
            Some(Token::Literal(text)) => {
                self.at += 1;
                Ok(Node::Text(text.into()))
            }
            Some(Token::OpenParen) => {
                self.at += 1;
                let node = self.nested(1)?;
                self.expect(Token::CloseParen)?;
                Ok(node)
            }
            Some(Token::Dollar) => match self.peek_second() {
                Some(Token::Name { local, .. }) => {
                    Err(self.error(Problem::Variable(local.to_owned()), 0))
                }
                _ => Err(self.unexpected()),
            },
            Some(Token::Name { prefix, local }) if self.peek_second() == Some(Token::OpenParen) => {
                self.call(prefix, local)
            }
            _ => Err(self.unexpected()),
        }
    }

    fn call(&mut self, prefix: Option<&str>, local: &str) -> Result<Node, ParseError> {
        let start = self.at;
        let name = prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}"));
        let known = match prefix.map(|prefix| (prefix, self.namespaces.uri(prefix))) {
            None => Function::named(local),
            Some((_, Some(JAVAROSA)) | ("jr", None)) => Function::named(&format!("jr:{local}")),
            Some(_) => None,
        };
        let function = known.ok_or_else(|| self.error(Problem::UnknownFunction(name), 0))?;
        self.at += 2;
        let mut arguments = Vec::new();
        if !self.take(Token::CloseParen) {
            loop {
                arguments.push(self.nested(1)?);
                if !self.take(Token::Comma) {
                    break;
                }
            }
            self.expect(Token::CloseParen)?;
        }
        let back = self.at - start;
        if !function.accepts(arguments.len()) {
            let problem = Problem::Arity {
                function: function.name(),
                expected: function.expectation(),
                found: arguments.len(),
            };
            return Err(self.error(problem, back));
        }
        let wants_nodes: &[usize] = match function {
            Function::Count | Function::Sum | Function::CountNonEmpty | Function::Randomize => &[0],
            Function::LocalName | Function::NamespaceUri | Function::Name | Function::Position => {
                &[0]
            }
            _ => &[],
        };
        for index in wants_nodes {
            if arguments
                .get(*index)
                .is_some_and(|argument| !can_be_nodes(argument))
            {
                let problem =
                    Problem::NotNodes(format!("the first argument of {}()", function.name()));
                return Err(self.error(problem, back));
            }
        }
        if let Some(reason) = literals::fault(function, &arguments) {
            let function = function.name();
            return Err(self.error(Problem::Argument { function, reason }, back));
        }
        Ok(Node::Call(function, arguments))
    }

    fn nodes(&self, node: Node, what: &str) -> Result<Node, ParseError> {
        if can_be_nodes(&node) {
            Ok(node)
        } else {
            Err(self.error(Problem::NotNodes(what.to_owned()), 1))
        }
    }
}

/// `current()` and `instance('id')` are starts of paths; everything else is given back.
fn base_of(node: Node) -> Result<Base, Node> {
    match node {
        Node::Call(Function::Current, _) => Ok(Base::Current),
        Node::Call(Function::Instance, mut arguments) => match arguments.pop() {
            Some(Node::Text(id)) => Ok(Base::Instance(id)),
            other => Err(Node::Call(Function::Instance, other.into_iter().collect())),
        },
        Node::Path(path) if path.steps.is_empty() => Ok(path.base),
        other => Err(other),
    }
}

/// Whether an expression may give nodes.
fn can_be_nodes(node: &Node) -> bool {
    match node {
        Node::Path(_) | Node::Filter(..) | Node::Union(_) => true,
        Node::Call(function, arguments) => match function {
            Function::If => arguments.iter().skip(1).any(can_be_nodes),
            Function::Coalesce | Function::Depend => arguments.iter().any(can_be_nodes),
            Function::Id
            | Function::Instance
            | Function::Current
            | Function::Randomize
            | Function::IndexedRepeat
            | Function::Once => true,
            _ => false,
        },
        _ => false,
    }
}

/// Puts an operator behind what stands to its left, flat where the precedence is the same.
fn chain(left: Node, operator: Operator, right: Node) -> Node {
    match left {
        Node::Chain(first, mut rest)
            if rest
                .first()
                .is_some_and(|(other, _)| other.precedence() == operator.precedence()) =>
        {
            rest.push((operator, right));
            Node::Chain(first, rest)
        }
        left => Node::Chain(Box::new(left), vec![(operator, right)]),
    }
}

/// The step that `//` stands for.
fn anywhere() -> Step {
    Step {
        axis: Axis::DescendantOrSelf,
        test: NodeTest::AnyNode,
        predicates: Vec::new(),
    }
}

fn is_node_type(name: &str) -> bool {
    matches!(name, "comment" | "text" | "processing-instruction" | "node")
}

fn axis_named(name: &str) -> Option<Axis> {
    Some(match name {
        "ancestor" => Axis::Ancestor,
        "ancestor-or-self" => Axis::AncestorOrSelf,
        "attribute" => Axis::Attribute,
        "child" => Axis::Child,
        "descendant" => Axis::Descendant,
        "descendant-or-self" => Axis::DescendantOrSelf,
        "following" => Axis::Following,
        "following-sibling" => Axis::FollowingSibling,
        "namespace" => Axis::Namespace,
        "parent" => Axis::Parent,
        "preceding" => Axis::Preceding,
        "preceding-sibling" => Axis::PrecedingSibling,
        "self" => Axis::SelfNode,
        _ => return None,
    })
}
