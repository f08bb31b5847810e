//! The way through the questions: one page after the other.
//!
//! Invariant: the pages follow from the answers alone. A field list is one page; after the last
//! instance of a repeat that people may add to comes a page that asks whether to add another.

use homeward_form::control::{Control, ControlKind};
use homeward_form::{ControlId, DefId};
use homeward_xpath::ast::Base;

use crate::checkin::Checkin;
use crate::nodes::Nodes;
use crate::{Path, Step};

/// One question on the way, with the page it is on.
pub(crate) struct Stop {
    pub(crate) ix: u32,
    pub(crate) control: ControlId,
    pub(crate) page: usize,
}

/// The whole way as it is now.
#[derive(Default)]
pub(crate) struct Way {
    pub(crate) pages: Vec<Step>,
    pub(crate) stops: Vec<Stop>,
}

impl Checkin {
    /// All pages in order, without the end.
    pub fn steps(&self) -> Vec<Step> {
        self.way().pages
    }

    /// The first page.
    pub fn first(&self) -> Step {
        self.way().pages.into_iter().next().unwrap_or(Step::End)
    }

    /// The page after a step. After a page that is no longer there, the next that is.
    pub fn next(&self, step: &Step) -> Step {
        let pages = self.way().pages;
        let at = match pages.iter().position(|page| page == step) {
            Some(at) => Some(at + 1),
            None => self.place_of(step, &pages),
        };
        at.and_then(|at| pages.into_iter().nth(at))
            .unwrap_or(Step::End)
    }

    /// The page before a step; the first page stays.
    pub fn previous(&self, step: &Step) -> Step {
        let pages = self.way().pages;
        let at = match pages.iter().position(|page| page == step) {
            Some(at) => at,
            None => self.place_of(step, &pages).unwrap_or(pages.len()),
        };
        pages
            .into_iter()
            .nth(at.saturating_sub(1))
            .unwrap_or(Step::End)
    }

    /// The page that a question, group or repeat instance is on; of the latter two, where they
    /// begin. `None` if it is not asked now.
    pub fn jump(&self, path: &Path) -> Option<Step> {
        let way = self.way();
        let top = self.locate(path.as_str())?;
        let inside = |ix: u32| {
            let mut at = ix;
            while let Some(node) = self.nodes.find(at) {
                if at == top {
                    return true;
                }
                at = node.parent;
            }
            false
        };
        let stop = way.stops.iter().find(|stop| inside(stop.ix))?;
        way.pages.get(stop.page).cloned()
    }

    /// The questions that are asked on a page, in order.
    pub fn page(&self, step: &Step) -> Vec<Path> {
        let way = self.way();
        let Some(at) = way.pages.iter().position(|page| page == step) else {
            return Vec::new();
        };
        let on_page = way.stops.iter().filter(|stop| stop.page == at);
        on_page.map(|stop| self.path_of(stop.ix)).collect()
    }

    /// Whether a step is on the way now.
    pub(crate) fn is_step(&self, step: &Step) -> bool {
        *step == Step::End || self.way().pages.contains(step)
    }

    /// Where a page that is no longer there would be.
    fn place_of(&self, step: &Step, pages: &[Step]) -> Option<usize> {
        let ix = match step {
            Step::Repeat(path) => self.repeat_place(path)?.0,
            _ => self.locate(step.path()?.as_str())?,
        };
        let place = self.order_of(ix);
        pages.iter().position(|page| {
            let other = page.path().and_then(|path| self.locate(path.as_str()));
            other.is_some_and(|other| self.order_of(other) > place)
        })
    }

    fn order_of(&self, ix: u32) -> Vec<(u32, u32)> {
        let mut way = Vec::new();
        let mut at = ix;
        while let Some(node) = self.nodes.find(at) {
            way.push((self.form.node(node.def).slot, node.ordinal));
            at = node.parent;
        }
        way.reverse();
        way
    }

    pub(crate) fn way(&self) -> Way {
        let mut way = Way::default();
        self.walk(self.form.body(), Nodes::ROOT, None, &mut way);
        way
    }

    /// Walks controls; `page` is the field list that is open.
    fn walk(&self, controls: &[ControlId], context: u32, page: Option<usize>, way: &mut Way) {
        for id in controls {
            let control = self.form.control(*id);
            match &control.kind {
                ControlKind::Group => self.walk_group(control, context, page, way),
                ControlKind::Repeat { fixed, .. } => {
                    self.walk_repeat(control, *fixed, context, page, way)
                }
                _ => {
                    let Some(ix) = control.node.and_then(|def| self.seen(context, def)) else {
                        continue;
                    };
                    if !self.nodes.get(ix).relevant {
                        continue;
                    }
                    let page = page.unwrap_or_else(|| {
                        way.pages.push(Step::Question(self.path_of(ix)));
                        way.pages.len() - 1
                    });
                    way.stops.push(Stop {
                        ix,
                        control: *id,
                        page,
                    });
                }
            }
        }
    }

    fn walk_group(&self, control: &Control, context: u32, page: Option<usize>, way: &mut Way) {
        let mut inner = context;
        if let Some(def) = control.node {
            match self.seen(context, def) {
                Some(ix) if self.nodes.get(ix).relevant => inner = ix,
                _ => return,
            }
        }
        if page.is_none() && control.appears("field-list") {
            self.walk_list(&control.children, inner, control.node.map(|_| inner), way);
        } else {
            self.walk(&control.children, inner, page, way);
        }
    }

    /// A page with everything inside; none if nothing is.
    fn walk_list(&self, children: &[ControlId], inner: u32, named: Option<u32>, way: &mut Way) {
        let at = way.pages.len();
        way.pages.push(Step::End);
        let before = way.stops.len();
        self.walk(children, inner, Some(at), way);
        match way.stops.get(before) {
            None => way.pages.truncate(at),
            Some(stop) => way.pages[at] = Step::Group(self.path_of(named.unwrap_or(stop.ix))),
        }
    }

    fn walk_repeat(
        &self,
        control: &Control,
        fixed: bool,
        context: u32,
        page: Option<usize>,
        way: &mut Way,
    ) {
        let Some(def) = control.node else { return };
        let Some(above) = self.form.node(def).parent else {
            return;
        };
        let Some(parent) = self.seen(context, above) else {
            return;
        };
        if !self.nodes.get(parent).relevant {
            return;
        }
        let list = control.appears("field-list")
            || control.parent.is_some_and(|group| {
                let group = self.form.control(group);
                group.node.is_none() && group.children.len() == 1 && group.appears("field-list")
            });
        let instances = self.nodes.children(parent, self.form.node(def).slot);
        let mut any = false;
        for instance in instances {
            if !self.nodes.get(*instance).relevant {
                continue;
            }
            any = true;
            if page.is_none() && list {
                self.walk_list(&control.children, *instance, Some(*instance), way);
            } else {
                self.walk(&control.children, *instance, page, way);
            }
        }
        let asks = any || (instances.is_empty() && self.would_be_relevant(def, parent));
        if asks && !fixed && page.is_none() {
            let path = format!(
                "{}/{}",
                self.path_of(parent),
                self.form.node(def).name.local
            );
            way.pages.push(Step::Repeat(path.into()));
        }
    }

    /// Whether an instance of a repeat that has none would be relevant. A rule that needs the
    /// instance itself can't be asked, and counts as true.
    fn would_be_relevant(&self, repeat: DefId, parent: u32) -> bool {
        let Some(relevant) = self
            .form
            .bind(repeat)
            .and_then(|bind| bind.relevant.as_ref())
        else {
            return true;
        };
        let mut needs_instance = false;
        relevant
            .expr
            .root()
            .each_path(false, &mut |path, in_predicate| {
                needs_instance |= match path.base {
                    Base::Context => !in_predicate,
                    Base::Current => true,
                    _ => false,
                };
            });
        let world = self.world();
        needs_instance
            || world
                .truth(&relevant.expr, parent, &mut world.draws(parent))
                .unwrap_or(true)
    }

    /// The node of a definition as seen from a group or instance around it.
    fn seen(&self, context: u32, def: DefId) -> Option<u32> {
        self.world().seen_from(context, def)
    }
}
