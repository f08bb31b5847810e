//! Choices that the appearance `search()` looks up in a table beside the form, as ODK Collect does.
//!
//! Written in such a control are the names of columns: a choice's value names the column of the values, its
//! label those that are shown, in each language its own. Choices whose value is a whole number are taken as
//! they are. When the form is read that becomes an itemset over the table, with a predicate for what is
//! searched; nothing else in the program knows of `search()`.
//!
//! Invariant: a control with `search()` ends up with such an itemset or with an error.

mod call;
mod table;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use homeward_xpath::ast::{Base, Node};
use homeward_xpath::doc::Table;
use homeward_xpath::{Expr, Function, Listing, NodeId};

use super::Reading;
use crate::compiled::Compiled;
use crate::control::{Choices, Item, ItemPart, ItemSet};
use crate::definition::DefId;
use crate::form::Form;
use crate::itext::{Itext, TextPiece};
use crate::media::Media;
use crate::problem::Place;
use crate::text::{Piece, Text};
use call::Call;
use table::Searched;

/// What is wrong, and what to do.
type Wrong = (String, String);

fn wrong<T>(message: impl Into<String>, remedy: impl Into<String>) -> Result<T, Wrong> {
    Err((message.into(), remedy.into()))
}

/// The choices that are written in a control.
struct Written {
    before: Vec<Item>,
    columns: Item,
    after: Vec<Item>,
}

impl Reading<'_> {
    /// Makes itemsets of all controls with `search()`.
    pub(super) fn searches(&mut self, media: &dyn Media, form: &mut Form) {
        let mut calls: Vec<(usize, Call)> = Vec::new();
        for (at, control) in form.controls.iter_mut().enumerate() {
            if !call::is_in(&control.appearance) || matches!(control.choices, Choices::None) {
                continue;
            }
            match Call::read(&control.appearance, &self.namespaces) {
                Ok(call) => calls.push((at, call)),
                Err(wrong) => self.search_error(control.node, wrong),
            }
        }
        let mut searched: HashMap<&str, Vec<&str>> = HashMap::new();
        for (_, call) in &calls {
            searched
                .entry(&*call.table)
                .or_default()
                .extend(call.searched());
        }
        let mut tables: HashMap<&str, Searched> = HashMap::new();
        for (at, call) in &calls {
            let name = &*call.table;
            let table = match tables.entry(name) {
                Entry::Occupied(known) => Ok(&*known.into_mut()),
                Entry::Vacant(place) => {
                    Searched::load(name, &searched[name], media).map(|mut table| {
                        table.id = add(form, table.document.clone());
                        &*place.insert(table)
                    })
                }
            };
            match table.and_then(|table| self.search(*at, call, table, form)) {
                Ok(set) => form.controls[*at].choices = Choices::Set(Box::new(set)),
                Err(wrong) => self.search_error(form.controls[*at].node, wrong),
            }
        }
    }

    fn search_error(&mut self, node: Option<DefId>, (message, remedy): Wrong) {
        let path = node.map_or("/", |id| &*self.nodes[id.index()].path);
        let place = Place::Path(format!("{path} search"));
        self.error(place, message, &remedy);
    }

    /// The itemset of a control.
    fn search(
        &mut self,
        at: usize,
        call: &Call,
        table: &Searched,
        form: &mut Form,
    ) -> Result<ItemSet, Wrong> {
        let context = form.controls[at].node;
        let written = written(std::mem::take(&mut form.controls[at].choices))?;
        let key = table.column(&written.columns.value)?;
        let [id_column, text_column] = ["fixed_id", "fixed_text"].map(|name| table.free(name));

        let mut lists = Vec::new();
        let as_written = |items: &[Item], form: &mut Form| {
            let names = vec![key.into(), (&*id_column).into(), (&*text_column).into()];
            let list = fixed(items, Table::new(names, items.len(), 0))?;
            Ok::<String, Wrong>(format!(
                "instance('{}')/root/item",
                add(form, Arc::new(list))
            ))
        };
        let filter = table.filter(call)?;
        let mut rows = format!("instance('{}')/root/item{filter}", table.id);
        if !written.before.is_empty() {
            lists.push(as_written(&written.before, form)?);
            // lists are in document order: the table once more, after what is written before it
            let id = add(form, table.document.clone());
            rows = format!("instance('{id}')/root/item{filter}");
        }
        lists.push(rows);
        if !written.after.is_empty() {
            lists.push(as_written(&written.after, form)?);
        }
        let nodes = self.searching(&lists.join(" | "), call, context)?;

        let mut label = labels(&written.columns, key, table, &form.itext)?;
        if lists.len() > 1 {
            let text = format!("if(string({text_column}) != '', {text_column}, {label})");
            label = format!("if(string({id_column}) != '', jr:itext({id_column}), {text})");
        }
        let Some(label) = self.compile(&label, context, "search") else {
            return wrong("The labels of search() can't be worked out.", "See above.");
        };
        let (value, label) = (ItemPart::Child(key.into()), ItemPart::Expression(label));
        let mut set = ItemSet::new(nodes, value, label);
        set.distinct = true;
        Ok(set)
    }

    /// The expression of the list, with what is searched for in its places. Paths of that start at the
    /// question, and not at a row.
    fn searching(
        &mut self,
        source: &str,
        call: &Call,
        context: Option<DefId>,
    ) -> Result<Compiled, Wrong> {
        let mut expr = match Expr::parse(source, &self.namespaces) {
            Ok(expr) => expr,
            Err(error) => return wrong(error.to_string(), "Rename the columns of the table."),
        };
        expr.map_calls(&mut |node, _| {
            if let Node::Call(Function::Translate, arguments) = node
                && let Some(Node::Text(mark)) = arguments.first()
                && let Some(wanted) = call.marked(mark)
            {
                let of_question = wanted.clone().map_paths(&mut |path, in_predicate| {
                    if !in_predicate && path.base == Base::Context {
                        path.base = Base::Current;
                    }
                });
                arguments[0] = of_question.root().clone();
            }
        });
        let compiled = Compiled::from_expr(expr, context, &self.nodes);
        match self.counted(compiled, context, "search") {
            Some(compiled) => Ok(compiled),
            None => wrong("search() reads too many nodes.", "See above."),
        }
    }
}

/// Adds a list that has no name in the form; what `instance()` takes for it.
fn add(form: &mut Form, list: Arc<dyn Listing>) -> String {
    form.documents.push(list);
    let id = format!("search() {}", form.documents.len());
    let node = NodeId::new(form.documents.len() as u32, 0);
    form.instances.insert(id.as_str().into(), node);
    id
}

/// Tells apart the choices of a control.
fn written(choices: Choices) -> Result<Written, Wrong> {
    let Choices::Items(items) = choices else {
        return wrong(
            "search() stands beside an itemset.",
            "Write the names of columns as the choices, or remove search().",
        );
    };
    let is_number = |item: &Item| item.value.trim().parse::<i32>().is_ok();
    let naming = items.iter().filter(|item| !is_number(item)).count();
    let (mut before, mut columns, mut after) = (Vec::new(), None, Vec::new());
    for item in items {
        match (is_number(&item), &columns) {
            (false, _) => columns = Some(item),
            (true, None) => before.push(item),
            (true, Some(_)) => after.push(item),
        }
    }
    match columns {
        Some(columns) if naming == 1 => Ok(Written {
            before,
            columns,
            after,
        }),
        _ => wrong(
            format!("search() needs one choice that names columns, and there are {naming}."),
            "Write one choice: as its name the column of the values, as its label the columns that are \
             shown. Choices whose name is a whole number are taken as they are.",
        ),
    }
}

/// Choices that are taken as they are, in a table with a column for the value, the id of a text and a text.
fn fixed(items: &[Item], mut list: Table) -> Result<Table, Wrong> {
    for item in items {
        let value = item.value.trim();
        let cells = match &item.label {
            None => [value, "", value],
            Some(Text::Id(id)) => [value, id, ""],
            Some(label) => [value, "", words(label, value)?],
        };
        let added = list.push(cells.into_iter());
        added.or_else(|error| wrong(error.to_string(), "Write fewer choices."))?;
    }
    list.finish()
        .or_else(|error| wrong(error.to_string(), "Write fewer choices."))
}

/// A text that is nothing but words.
fn words<'t>(text: &'t Text, of: &str) -> Result<&'t str, Wrong> {
    match text {
        Text::Plain(pieces) => match pieces.as_slice() {
            [] => return Ok(""),
            [Piece::Literal(words)] => return Ok(words),
            _ => {}
        },
        Text::Id(_) | Text::IdOf(_) | Text::ValueOf(_) => {}
    }
    wrong(
        format!("The label of the choice {of} is put together from values."),
        "Write it in words.",
    )
}

/// The expression of the labels: that of each language, chosen by which columns the language names.
fn labels(item: &Item, key: &str, table: &Searched, itext: &Itext) -> Result<String, Wrong> {
    let id = match &item.label {
        None => return Ok(key.to_owned()),
        Some(Text::Id(id)) => id,
        Some(text) => return table.label(key, words(text, &item.value)?),
    };
    let mut named: Vec<String> = Vec::new();
    let default = itext.default_language();
    for language in default.into_iter().chain(itext.languages()) {
        let pieces = itext.text(language, id).and_then(|entry| entry.plain());
        let text = match pieces.unwrap_or_default() {
            [] => String::new(),
            [TextPiece::Literal(words)] => words.to_string(),
            _ => {
                return wrong(
                    format!(
                        "The label of the choice {} is put together from values.",
                        item.value
                    ),
                    "Write the names of columns.",
                );
            }
        };
        if !named.contains(&text) {
            named.push(text);
        }
    }
    let (default, others) = match named.split_first() {
        Some((default, others)) => (default.as_str(), others),
        None => ("", named.as_slice()),
    };
    let mut label = table.label(key, default)?;
    for text in others {
        let own = table.label(key, text)?;
        label = format!("if(jr:itext(\"{id}\") = \"{text}\", {own}, {label})");
    }
    Ok(label)
}
