//! Secondary instances: lists inside the form and in files beside it.

use std::collections::HashMap;
use std::sync::Arc;

use homeward_xpath::doc::Document;
use homeward_xpath::{Listing, NodeId};

use super::Reading;
use crate::media::{self, Media};

type Instances = (Vec<Arc<dyn Listing>>, HashMap<Box<str>, NodeId>);

impl Reading<'_> {
    /// Reads all instances but the first. The form's own document has number 1.
    pub(super) fn secondary(
        &mut self,
        own: Arc<Document>,
        instances: &[NodeId],
        media: &dyn Media,
    ) -> Instances {
        let document = self.document;
        let mut documents: Vec<Arc<dyn Listing>> = vec![own];
        let mut by_id: HashMap<Box<str>, NodeId> = HashMap::new();
        if let Some(id) = instances
            .first()
            .and_then(|node| document.attribute(*node, "id"))
        {
            by_id.insert(id.into(), NodeId::new(0, 0));
        }
        for instance in instances.iter().skip(1) {
            let place = self.place(*instance);
            let Some(id) = document.attribute(*instance, "id") else {
                self.warning(
                    place,
                    "An instance has no id, so nothing can refer to it.",
                    "Give it an id.",
                );
                continue;
            };
            if by_id.contains_key(id) {
                self.error(
                    place,
                    format!("There are two instances {id}."),
                    "Rename one of them.",
                );
                continue;
            }
            let inline = document.children(*instance).next().is_some();
            let node = match document.attribute(*instance, "src") {
                Some(url) if !inline => {
                    let read = media.load(url).map(|bytes| media::document(url, &bytes));
                    let list = match read {
                        Some(Ok(list)) => list,
                        Some(Err(reason)) => {
                            self.error(
                                place,
                                format!("The file {url} can't be read: {reason}."),
                                "Correct the file.",
                            );
                            media::empty()
                        }
                        None => {
                            if !url.starts_with("jr://instance/") {
                                self.warning(
                                    place,
                                    format!("The file {url} is missing."),
                                    "Put it beside the form.",
                                );
                            }
                            media::empty()
                        }
                    };
                    documents.push(list);
                    NodeId::new(documents.len() as u32, 0)
                }
                _ => NodeId::new(1, instance.node),
            };
            by_id.insert(id.into(), node);
        }
        (documents, by_id)
    }
}
