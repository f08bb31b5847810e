//! Nodes, their names and places (XPath 1.0, clause 4.1, and ODK XForms).

use super::Arguments;
use crate::ast::Node;
use crate::context::{Context, Meaning};
use crate::eval::path;
use crate::eval_error::EvalError;
use crate::function::Function as F;
use crate::tree::{Key, NodeId, NodeType, WantedName};
use crate::value::{NodeSet, Value};

/// `position()`, `position(node)`
pub(super) fn position<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    if arguments.len() == 0 {
        if arguments.at.position > 0 {
            return Ok(Value::Number(arguments.at.position as f64));
        }
        return Ok(Value::Number(
            among_siblings(arguments.at.node, arguments.cx)? as f64,
        ));
    }
    match arguments.nodes(0)?.first() {
        Some(node) => Ok(Value::Number(among_siblings(*node, arguments.cx)? as f64)),
        None if arguments.cx.meaning == Meaning::JavaRosa => Ok(Value::Number(0.0)),
        None => Ok(Value::Number(f64::NAN)),
    }
}

/// The 1-based position of a node among its siblings of the same name.
fn among_siblings(node: NodeId, cx: &mut Context<'_, '_>) -> Result<usize, EvalError> {
    if let Some(position) = cx.host.position(node) {
        return Ok(position);
    }
    let tree = cx.tree;
    let name = tree.name(node);
    let mut position = 1;
    let mut next = tree
        .parent(node)
        .and_then(|parent| tree.first_child(parent));
    while let Some(sibling) = next.filter(|sibling| *sibling != node) {
        cx.spend(1)?;
        let same = tree.node_type(sibling) == NodeType::Element && {
            let other = tree.name(sibling);
            other.local == name.local && other.namespace == name.namespace
        };
        position += usize::from(same);
        next = tree.next_sibling(sibling);
    }
    Ok(position)
}

/// `count-non-empty(nodes)`
pub(super) fn count_non_empty<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let nodes = arguments.relevant(0)?;
    let tree = arguments.cx.tree;
    Ok(Value::Number(
        nodes
            .iter()
            .filter(|node| !tree.string_value(**node).is_empty())
            .count() as f64,
    ))
}

/// `id(object)`
pub(super) fn id<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let mut found = Vec::new();
    for item in arguments.items(0, 1)? {
        let text = item.text(arguments.cx);
        for id in text
            .split([' ', '\t', '\r', '\n'])
            .filter(|id| !id.is_empty())
        {
            arguments.cx.spend(64)?;
            found.extend(arguments.cx.tree.element_by_id(arguments.at.node.doc, id));
        }
    }
    path::sort(&mut found, arguments.cx)?;
    Ok(Value::Nodes(found.into()))
}

/// `local-name(nodes?)`, `namespace-uri(nodes?)`, `name(nodes?)`
pub(super) fn name<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let Some(node) = arguments.node_or_context()? else {
        return Ok(Value::text(""));
    };
    let name = arguments.cx.tree.name(node);
    Ok(Value::text(match arguments.function {
        F::LocalName => name.local.to_owned(),
        F::NamespaceUri => name.namespace.to_owned(),
        _ if name.prefix.is_empty() => name.local.to_owned(),
        _ => format!("{}:{}", name.prefix, name.local),
    }))
}

/// `lang(text)`: whether the nearest `xml:lang` is this language or one of its variants.
pub(super) fn lang<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let wanted = arguments.text(0)?;
    let tree = arguments.cx.tree;
    let mut at = Some(arguments.at.node);
    while let Some(node) = at {
        let mut attribute = tree.first_attribute(node);
        while let Some(found) = attribute {
            let name = tree.name(found);
            if name.local == "lang"
                && (name.prefix == "xml" || name.namespace.ends_with("XML/1998/namespace"))
            {
                let lang = tree.string_value(found);
                let same = lang
                    .get(..wanted.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(&wanted));
                let ends = matches!(lang.as_bytes().get(wanted.len()), None | Some(b'-'));
                return Ok(Value::Boolean(same && ends));
            }
            attribute = tree.next_attribute(found);
        }
        arguments.cx.spend(1)?;
        at = tree.parent(node);
    }
    Ok(Value::Boolean(false))
}

/// `instance(id)` with an id that has to be evaluated.
pub(super) fn instance<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let id = arguments.text(0)?;
    Ok(Value::Nodes(NodeSet::one(path::instance(
        &id,
        arguments.cx,
    )?)))
}

/// `pulldata(instance, column, key column, key)`: the column of the first row whose key column is the key.
pub(super) fn pulldata<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let (id, column) = (arguments.text(0)?, arguments.text(1)?);
    let (key_column, key) = (arguments.text(2)?, arguments.text(3)?);
    let cx = &mut *arguments.cx;
    let Some(instance) = cx.host.instance(&id) else {
        return Ok(Value::text(
            cx.host
                .pulldata(&id, &column, &key_column, &key)
                .unwrap_or_default(),
        ));
    };
    let tree = cx.tree;
    let any = |local: &'static str| WantedName {
        namespace: None,
        local,
    };
    let wanted = |local| WantedName {
        namespace: None,
        local,
    };
    let root = tree.first_child_named(instance, any("root"));
    let Some(root) = root else {
        return Ok(Value::text(""));
    };
    let rows = match tree.lookup(root, any("item"), wanted(&key_column), Key::Text(&key)) {
        Some(rows) => rows,
        None => {
            let mut rows = Vec::new();
            tree.children_named(root, any("item"), &mut rows);
            rows
        }
    };
    for row in rows {
        cx.spend(1)?;
        let cell = tree.first_child_named(row, wanted(&key_column));
        if cell.is_some_and(|cell| tree.string_value(cell) == key) {
            let found = tree.first_child_named(row, wanted(&column));
            return Ok(Value::String(
                found.map_or_else(Default::default, |cell| tree.string_value(cell)),
            ));
        }
    }
    Ok(Value::text(""))
}

/// The path that an argument is, if it is one.
pub(super) fn as_path(node: &Node) -> Option<&crate::ast::Path> {
    match node {
        Node::Path(path) => Some(path),
        _ => None,
    }
}
