//! Tables that the model does not declare, as ODK Collect looks into them: `itemsets.csv` for an
//! `input` with a `query` (`select_one_external` in a spreadsheet), and that of `pulldata()`.
//!
//! `itemsets.csv` holds many lists, told apart by its column `list_name`; a query names a list as if
//! it were an instance.

use std::collections::HashMap;
use std::sync::Arc;

use homeward_xpath::{Listing, NodeId};

use super::Reading;
use super::asked::Asked;
use crate::control::{ItemPart, ItemSet};
use crate::definition::DefId;
use crate::media::{self, Media};

const TABLE: &str = "itemsets";
const URL: &str = "jr://file-csv/itemsets.csv";

impl Reading<'_> {
    /// The first control below an element that has a query.
    pub(super) fn first_query(&self, body: NodeId) -> Option<NodeId> {
        let mut stack = vec![body];
        while let Some(element) = stack.pop() {
            if self.query(element).is_some() {
                return Some(element);
            }
            stack.extend(self.document.children(element));
        }
        None
    }

    /// Adds `itemsets.csv` to the instances for a control that asks for it, if the model does not
    /// have it.
    #[inline(never)] // few forms have queries, and pages should not carry this along
    pub(super) fn external_choices(
        &mut self,
        element: NodeId,
        media: &dyn Media,
        documents: &mut Vec<Arc<dyn Listing>>,
        instances: &mut HashMap<Box<str>, NodeId>,
    ) {
        if instances.contains_key(TABLE) {
            return;
        }
        let place = self.place(element);
        let list = match media.load(URL).map(|bytes| media::document(URL, &bytes)) {
            Some(Ok(list)) => list,
            Some(Err(reason)) => {
                let message = format!("The file {URL} can't be read: {reason}.");
                self.error(place, message, "Correct the file.");
                return;
            }
            None => {
                let message = format!("The file {URL} is missing.");
                self.warning(place, message, "Put it beside the form.");
                media::empty()
            }
        };
        documents.push(list);
        instances.insert(TABLE.into(), NodeId::new(documents.len() as u32, 0));
    }

    /// Adds the tables of `pulldata()` that lie beside the form.
    #[inline(never)] // the same
    pub(super) fn tables(
        &mut self,
        media: &dyn Media,
        documents: &mut Vec<Arc<dyn Listing>>,
        instances: &mut HashMap<Box<str>, NodeId>,
    ) {
        let mut failed = Vec::new();
        for (asked, place) in &self.asked {
            let Asked::Table(id) = asked else { continue };
            if instances.contains_key(id) {
                continue;
            }
            let url = format!("jr://file-csv/{id}.csv");
            match media.load(&url).map(|bytes| media::document(&url, &bytes)) {
                Some(Ok(list)) => documents.push(list),
                Some(Err(reason)) => {
                    failed.push((
                        place.clone(),
                        format!("The file {url} can't be read: {reason}."),
                    ));
                    documents.push(media::empty());
                }
                // which is an error in its place
                None => continue,
            }
            instances.insert(id.clone(), NodeId::new(documents.len() as u32, 0));
        }
        for (place, message) in failed {
            self.error(place, message, "Correct the file.");
        }
    }

    /// The query of a control.
    pub(super) fn query(&self, element: NodeId) -> Option<&str> {
        let is_input = self.document.local(element) == "input";
        let query = self.document.attribute(element, "query")?.trim();
        (is_input && !query.is_empty()).then_some(query)
    }

    /// The choices of a control with a query.
    #[inline(never)] // the same
    pub(super) fn query_set(&mut self, element: NodeId, context: Option<DefId>) -> Option<ItemSet> {
        let query = self.query(element)?.to_owned();
        let list = query.strip_prefix("instance('");
        let list = list.and_then(|rest| rest.split_once("')/root/item"));
        let Some((list, filter)) = list.filter(|(list, _)| !list.contains(['\'', '"'])) else {
            let place = self.place(element);
            let message = format!("A query looks into no list: {query}.");
            self.error(place, message, "Write instance('LIST')/root/item[FILTER].");
            return None;
        };
        let source = format!("instance('{TABLE}')/root/item[list_name = '{list}']{filter}");
        let nodes = self.compile(&source, context, "query")?;
        let [value, label] = ["name", "label"].map(|name| ItemPart::Child(name.into()));
        Some(ItemSet::new(nodes, value, label))
    }
}
