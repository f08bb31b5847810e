//! Everything worked out once more, each expression from nothing, to compare with what is kept in step.
//!
//! Nothing here is needed to fill a form; it is how the recalculation is checked, by tests and by
//! whoever doubts a value.

use homeward_form::control::ControlKind;

use crate::Path;
use crate::checkin::Checkin;
use crate::kept::Kept;
use crate::nodes::Nodes;
use crate::world::World;

impl Checkin {
    /// The nodes whose calculated value, relevance or chosen answer is not what their expressions give
    /// now. Always empty between changes. What hangs on the clock, on chance or on its own earlier value
    /// is not asked.
    pub fn out_of_step(&self) -> Vec<Path> {
        let nothing = Kept::default();
        let world = World {
            kept: &nothing,
            ..self.world()
        };
        let live = self.nodes.subtree(Nodes::ROOT).into_iter();
        live.filter(|ix| !self.agrees(&world, *ix))
            .map(|ix| self.path_of(ix))
            .collect()
    }

    fn agrees(&self, world: &World<'_>, ix: u32) -> bool {
        let node = self.nodes.get(ix);
        let above = self.nodes.find(node.parent);
        let above = above.is_none_or(|parent| parent.relevant);
        if node.relevant != (above && node.own_relevant) {
            return false;
        }
        let Some(bind) = self.form.bind(node.def) else {
            return true;
        };
        if let Some(relevant) = bind.relevant.as_ref().filter(|rule| !rule.uses_clock) {
            let own = world.truth(&relevant.expr, ix, &mut world.draws(ix));
            if own != Ok(node.own_relevant) {
                return false;
            }
        }
        let settled = bind
            .calculate
            .as_ref()
            .filter(|rule| !rule.uses_clock && !rule.uses_random && !rule.uses_own_value);
        if let Some(calculate) = settled {
            let value = world.calculated(&calculate.expr, ix, bind.data_type, &mut world.draws(ix));
            if value.as_deref() != Ok(&*node.value) {
                return false;
            }
        }
        self.is_offered(world, ix)
    }

    /// Whether everything chosen is among the choices.
    fn is_offered(&self, world: &World<'_>, ix: u32) -> bool {
        let node = self.nodes.get(ix);
        let Some(control) = self.form.node(node.def).control else {
            return true;
        };
        let chosen: Vec<&str> = match self.form.control(control).kind {
            ControlKind::SelectOne => vec![&node.value],
            ControlKind::SelectMany | ControlKind::Rank => node.value.split_whitespace().collect(),
            _ => return true,
        };
        if !node.relevant || node.value.is_empty() {
            return true;
        }
        // all of them, without asking for one
        let offered = world.choices(control, ix).unwrap_or_default();
        let is_among = |one: &&str| offered.iter().any(|(value, _)| value == one);
        chosen.iter().all(is_among)
    }
}
