//! The way through the questions: one page after the other.
//!
//! Invariant: the pages follow from the answers alone. A field list is one page; after the last
//! instance of a repeat that people may add to comes a page that asks whether to add another.
//! Turning a page looks at what stands beside it; the whole way is only walked where a page is no
//! longer on it.

mod beside;

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

/// The way as it is now, or the part of it that was walked.
pub(crate) struct Way {
    pub(crate) pages: Vec<Step>,
    pub(crate) stops: Vec<Stop>,
    /// From the last page to the first.
    back: bool,
    /// How many pages are looked for.
    most: usize,
}

impl Way {
    /// All pages in order.
    fn whole() -> Self {
        Way::of(usize::MAX, false)
    }

    /// The first page, or from behind the last one.
    fn one(back: bool) -> Self {
        Way::of(1, back)
    }

    fn of(most: usize, back: bool) -> Self {
        Way {
            pages: Vec::new(),
            stops: Vec::new(),
            back,
            most,
        }
    }

    /// Whether enough was found; within a field list it is not yet.
    fn is_done(&self, page: Option<usize>) -> bool {
        page.is_none() && self.pages.len() >= self.most
    }

    /// The parts of something in the order in which they are walked.
    fn along<'l, T>(&self, list: &'l [T]) -> impl Iterator<Item = &'l T> + use<'l, T> {
        let (ahead, behind) = match self.back {
            false => (list, &list[..0]),
            true => (&list[..0], list),
        };
        ahead.iter().chain(behind.iter().rev())
    }
}

impl Checkin {
    /// All pages in order, without the end.
    pub fn steps(&self) -> Vec<Step> {
        self.way().pages
    }

    /// The first page.
    pub fn first(&self) -> Step {
        let mut way = Way::one(false);
        self.walk(self.form.body(), Nodes::ROOT, None, &mut way);
        way.pages.pop().unwrap_or(Step::End)
    }

    /// The page after a step. After a page that is no longer there, the next that is.
    pub fn next(&self, step: &Step) -> Step {
        if let Some(beside) = self.beside(step, false) {
            return beside;
        }
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
        if let Some(beside) = self.beside(step, true) {
            return beside;
        }
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
        if let Some(step) = self.page_of(path) {
            return Some(step);
        }
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
        let way = match self.alone(step) {
            Some((_, way)) => way,
            None => self.way(),
        };
        let Some(at) = way.pages.iter().position(|page| page == step) else {
            return Vec::new();
        };
        let on_page = way.stops.iter().filter(|stop| stop.page == at);
        on_page.map(|stop| self.path_of(stop.ix)).collect()
    }

    /// Whether a step is on the way now.
    pub(crate) fn is_step(&self, step: &Step) -> bool {
        *step == Step::End || self.alone(step).is_some() || self.way().pages.contains(step)
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
        let mut way = Way::whole();
        self.walk(self.form.body(), Nodes::ROOT, None, &mut way);
        way
    }

    /// Walks controls; `page` is the field list that is open.
    fn walk(&self, controls: &[ControlId], context: u32, page: Option<usize>, way: &mut Way) {
        for id in way.along(controls) {
            if way.is_done(page) {
                return;
            }
            self.spend(1);
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
        if page.is_none() && self.is_list(control) {
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
        let back = std::mem::replace(&mut way.back, false);
        self.walk(children, inner, Some(at), way);
        way.back = back;
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
        if way.back {
            self.prompt(fixed, (parent, def), page, way);
        }
        let instances = self.nodes.children(parent, self.form.node(def).slot);
        for instance in way.along(instances) {
            if way.is_done(page) {
                return;
            }
            self.walk_instance(control, *instance, page, way);
        }
        if !way.back {
            self.prompt(fixed, (parent, def), page, way);
        }
    }

    /// Walks one instance of a repeat.
    fn walk_instance(&self, control: &Control, instance: u32, page: Option<usize>, way: &mut Way) {
        self.spend(1);
        if !self.nodes.get(instance).relevant {
            return;
        }
        if page.is_none() && self.is_list(control) {
            self.walk_list(&control.children, instance, Some(instance), way);
        } else {
            self.walk(&control.children, instance, page, way);
        }
    }

    /// Whether what a repeat holds is one page for each instance, or what a group holds.
    fn is_list(&self, control: &Control) -> bool {
        let around = |group| {
            let group = self.form.control(group);
            group.node.is_none() && group.children.len() == 1 && group.appears("field-list")
        };
        let is_repeat = matches!(control.kind, ControlKind::Repeat { .. });
        control.appears("field-list") || (is_repeat && control.parent.is_some_and(around))
    }

    /// The page that asks whether to add another instance, if there is one: the repeat's definition
    /// and the node above its instances are told.
    fn prompt(&self, fixed: bool, (parent, def): (u32, DefId), page: Option<usize>, way: &mut Way) {
        if fixed || page.is_some() || way.is_done(page) {
            return;
        }
        let instances = self.nodes.children(parent, self.form.node(def).slot);
        let asks = match instances {
            [] => self.would_be_relevant(def, parent),
            some => some.iter().any(|one| self.nodes.get(*one).relevant),
        };
        if asks {
            way.pages.push(self.prompt_at(parent, def));
        }
    }

    fn prompt_at(&self, parent: u32, def: DefId) -> Step {
        let name = &self.form.node(def).name.local;
        Step::Repeat(format!("{}/{name}", self.path_of(parent)).into())
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
