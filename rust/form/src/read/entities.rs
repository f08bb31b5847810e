//! Entities in a form: their version, where they stand, and which nodes their properties take.

use homeward_xpath::NodeId;

use super::Reading;
use crate::definition::{Bind, DefId};
use crate::entity::{EntityDef, KNOWN, OFFLINE, known, list_name_fault, property_name_fault};
use crate::problem::Place;

const ENTITIES: &str = "http://www.opendatakit.org/xforms/entities";

impl Reading<'_> {
    /// Reads the entities of the data. `binds` say what is saved to which property.
    pub(super) fn entities(
        &mut self,
        model: NodeId,
        initial: &[crate::definition::InitialNode],
        binds: &[Bind],
    ) -> Vec<EntityDef> {
        let document = self.document;
        let mut found = Vec::new();
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            let above = node.parent.map(|id| &self.nodes[id.index()]);
            let is_entity = &*node.name.local == "entity"
                && !node.is_attribute
                && above.is_some_and(|above| &*above.name.local == "meta");
            if !is_entity {
                continue;
            }
            let scope = above.and_then(|above| above.parent).unwrap_or(DefId::ROOT);
            found.extend(self.entity(DefId(at as u32), scope, initial));
        }
        if found.is_empty() {
            return found;
        }
        let version = document.attribute_in(model, ENTITIES, "entities-version");
        let fault = match version.map(|version| (version, known(version))) {
            None => Some("A form with entities has to say their version.".to_owned()),
            Some((_, Some(version))) => {
                for entity in &mut found {
                    entity.offline = version >= OFFLINE;
                }
                None
            }
            Some((version, None)) => Some(format!("Entities of version {version} are not known.")),
        };
        if let Some(message) = fault {
            let place = self.place(model);
            let remedy = format!(
                "Give the model entities:entities-version, up to {}.",
                KNOWN[3]
            );
            self.error(place, message, &remedy);
        }
        self.properties(&mut found, binds);
        self.check_lists(&found);
        found
    }

    fn entity(
        &mut self,
        def: DefId,
        scope: DefId,
        initial: &[crate::definition::InitialNode],
    ) -> Option<EntityDef> {
        let node = &self.nodes[def.index()];
        let attribute = |local: &str| {
            let mut all = node.attributes.iter().copied();
            all.find(|id| *self.nodes[id.index()].name.local == *local)
        };
        let place = Place::Path(node.path.to_string());
        let label = node
            .children
            .iter()
            .copied()
            .find(|id| &*self.nodes[id.index()].name.local == "label");
        let entity = EntityDef {
            def,
            dataset: "".into(),
            scope,
            properties: Vec::new(),
            label,
            id: attribute("id"),
            create: attribute("create"),
            update: attribute("update"),
            base_version: attribute("baseVersion"),
            trunk_version: attribute("trunkVersion"),
            branch_id: attribute("branchId"),
            offline: false,
        };
        let of = attribute("dataset")?;
        let dataset = initial
            .iter()
            .find(|one| one.def == of)
            .map(|one| one.value.trim().to_owned())
            .unwrap_or_default();
        let fault = if dataset.is_empty() {
            Some("An entity names no list.".to_owned())
        } else {
            list_name_fault(&dataset).map(|why| format!("The list {dataset} {why}."))
        };
        if let Some(message) = fault {
            self.error(place, message, "Correct the attribute dataset.");
        }
        Some(EntityDef {
            dataset: dataset.into(),
            ..entity
        })
    }

    /// Gives each entity the properties that are saved in its scope.
    fn properties(&mut self, found: &mut [EntityDef], binds: &[Bind]) {
        for at in 0..self.nodes.len() {
            let id = DefId(at as u32);
            let Some(bind) = self.nodes[at]
                .bind
                .and_then(|bind| binds.get(bind as usize))
            else {
                continue;
            };
            let saved = bind
                .attributes
                .iter()
                .find(|(name, _)| &*name.local == "saveto" && &*name.namespace == ENTITIES);
            let Some((_, property)) = saved else { continue };
            let place = Place::Path(self.nodes[at].path.to_string());
            if let Some(why) = property_name_fault(property) {
                self.error(
                    place,
                    format!("The property {property} {why}."),
                    "Give it another name.",
                );
                continue;
            }
            // the entity of the nearest scope around the node
            let depth = |scope: DefId| {
                let mut at = Some(id);
                let mut steps = 0;
                while let Some(one) = at {
                    if one == scope {
                        return Some(steps);
                    }
                    at = self.nodes[one.index()].parent;
                    steps += 1;
                }
                None
            };
            let nearest = found
                .iter_mut()
                .filter_map(|entity| Some((depth(entity.scope)?, entity)))
                .min_by_key(|(steps, _)| *steps);
            match nearest {
                Some((_, entity))
                    if self.nodes[entity.scope.index()].in_repeat != self.nodes[at].in_repeat =>
                {
                    self.error(
                        place,
                        format!("The property {property} has many values: it is in a repeat, and its entity is not."),
                        "Put an entity in the meta element of the repeat.",
                    );
                }
                Some((_, entity)) => entity.properties.push((property.clone(), id)),
                None => self.error(
                    place,
                    format!("The property {property} belongs to no entity."),
                    "Put an entity in the meta element around it.",
                ),
            }
        }
    }

    /// Names that differ only in case can't be told apart by all servers.
    fn check_lists(&mut self, found: &[EntityDef]) {
        for (at, entity) in found.iter().enumerate() {
            let clash = found[..at].iter().find(|other| {
                other.dataset != entity.dataset
                    && other.dataset.to_lowercase() == entity.dataset.to_lowercase()
            });
            if let Some(other) = clash {
                let path = self.nodes[entity.def.index()].path.to_string();
                let message = format!(
                    "The lists {} and {} differ only in case.",
                    other.dataset, entity.dataset
                );
                self.error(Place::Path(path), message, "Give them the same name.");
            }
            for (index, (property, def)) in entity.properties.iter().enumerate() {
                let twice = entity.properties[..index]
                    .iter()
                    .any(|(other, _)| other.to_lowercase() == property.to_lowercase());
                if twice {
                    let path = self.nodes[def.index()].path.to_string();
                    let message = format!("The property {property} is saved twice.");
                    self.error(Place::Path(path), message, "Save it from one question.");
                }
            }
        }
    }
}
