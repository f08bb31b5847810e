//! Questions, contents and the read-back, in any language. Nothing here changes anything.

use std::collections::HashMap;

use homeward_form::control::{Control, ControlKind};
use homeward_form::definition::DataType;
use homeward_form::{ControlId, DefId};

use crate::checkin::Checkin;
use crate::outcome::Why;
use crate::view::{
    ChoiceView, ContentsKind, ContentsLine, QuestionKind, QuestionView, SummaryLine,
};
use crate::world::World;
use crate::{Path, State};

/// The numbers of the questions that are asked now, kept until others are.
#[derive(Default)]
pub(crate) struct Numbers {
    of: HashMap<u32, usize>,
    total: usize,
}

impl Checkin {
    /// One question in a language; `None` if there is no such question.
    pub fn question(&self, path: &Path, language: &str) -> Option<QuestionView> {
        let ix = self.locate(path.as_str())?;
        let node = self.nodes.get(ix);
        let id = self.form.node(node.def).control?;
        let control = self.form.control(id);
        let language = self.form.language(language).unwrap_or_default();
        let world = self.world_in(language);
        let required = self.is_required(ix).unwrap_or(false);
        let readonly = self.is_readonly(ix).unwrap_or(false);
        let kind = self.kind_of(ix, control);
        let choices: Vec<ChoiceView> = world
            .choices(id, ix)
            .unwrap_or_default()
            .into_iter()
            .map(|(value, label)| ChoiceView { value, label })
            .collect();
        let answer = if node.relevant {
            node.value.to_string()
        } else {
            String::new()
        };
        let (index, total) = self.progress(ix);
        Some(QuestionView {
            path: self.path_of(ix),
            label: control
                .label
                .as_ref()
                .map(|label| world.words(label, ix))
                .unwrap_or_default(),
            hint: control
                .hint
                .as_ref()
                .filter(|hint| world.has_words(hint))
                .map(|hint| world.words(hint, ix))
                .filter(|hint| !hint.is_empty()),
            guidance: control
                .hint
                .as_ref()
                .and_then(|hint| world.form_of(hint, "guidance", ix)),
            groups: self.groups_around(&world, id, ix),
            relevant: node.relevant,
            required,
            readonly,
            may_decline: !required && !readonly && kind != QuestionKind::Note,
            answer_label: answer_label(&answer, &kind, &choices),
            choices,
            answer,
            state: self.state_of(ix),
            message: self.message_in(&world, ix),
            appearance: control.appearance.to_string(),
            index,
            total,
            kind,
        })
    }

    /// The label, filled in, of any control: question, group or repeat instance.
    pub fn label(&self, path: &Path, language: &str) -> Option<String> {
        let (ix, control) = self.control_at(path).or_else(|| {
            // a repeat of which none is left still has its name, seen from the node above
            let (above, def) = self.repeat_place(path)?;
            Some((above, self.control_of(def)?))
        })?;
        let language = self.form.language(language).unwrap_or_default();
        let label = self.form.control(control).label.as_ref();
        Some(
            label
                .map(|label| self.world_in(language).words(label, ix))
                .unwrap_or_default(),
        )
    }

    /// Another form of a question's or group's label: `image`, `audio`, `video`, `big-image`, with the
    /// `jr://` address that the form names; `None` if it has none.
    pub fn media(&self, path: &Path, form: &str, language: &str) -> Option<String> {
        let (ix, control) = self.control_at(path)?;
        let language = self.form.language(language).unwrap_or_default();
        let label = self.form.control(control).label.as_ref()?;
        self.world_in(language).form_of(label, form, ix)
    }

    /// The message that shows now at a question: that it is required, or what its constraint says.
    pub fn message(&self, path: &Path, language: &str) -> Option<String> {
        let ix = self.locate(path.as_str())?;
        let language = self.form.language(language).unwrap_or_default();
        self.message_in(&self.world_in(language), ix)
    }

    /// What became of a question; `None` if there is no such node.
    pub fn state(&self, path: &Path) -> Option<State> {
        self.locate(path.as_str()).map(|ix| self.state_of(ix))
    }

    /// Whether a node is read only.
    pub fn readonly(&self, path: &Path) -> bool {
        let ix = self.locate(path.as_str());
        ix.is_some_and(|ix| self.is_readonly(ix).unwrap_or(false))
    }

    /// Whether a node must be answered.
    pub fn required(&self, path: &Path) -> bool {
        let ix = self.locate(path.as_str());
        ix.is_some_and(|ix| self.is_required(ix).unwrap_or(false))
    }

    /// Whether the present answer does: its type and constraint hold, and it is there if required.
    pub fn valid(&self, path: &Path) -> bool {
        let ix = self.locate(path.as_str());
        ix.is_some_and(|ix| matches!(self.fault(ix), Ok(None)))
    }

    /// What a select offers, values and labels; `None` if there is no such question.
    pub fn choices(&self, path: &Path, language: &str) -> Option<Vec<ChoiceView>> {
        let ix = self.locate(path.as_str())?;
        let control = self.form.node(self.nodes.get(ix).def).control?;
        let language = self.form.language(language).unwrap_or_default();
        let choices = self.world_in(language).choices(control, ix).ok()?;
        Some(
            choices
                .into_iter()
                .map(|(value, label)| ChoiceView { value, label })
                .collect(),
        )
    }

    /// The table of contents: groups, repeat instances and questions that are asked now.
    pub fn contents(&self, language: &str) -> Vec<ContentsLine> {
        let language = self.form.language(language).unwrap_or_default();
        let world = self.world_in(language);
        let way = self.way();
        let mut lines: Vec<ContentsLine> = Vec::new();
        let mut open: Vec<(ControlId, u32)> = Vec::new();
        for stop in &way.stops {
            let around = self.around(stop.control, stop.ix);
            let shared = open.iter().zip(&around).take_while(|(a, b)| a == b).count();
            open.truncate(shared);
            for (control, ix) in &around[shared..] {
                let (label, kind) = self.group_label(&world, *control, *ix);
                if let Some(label) = label {
                    lines.push(ContentsLine {
                        path: self.path_of(*ix),
                        step: way.pages.get(stop.page).cloned(),
                        kind,
                        depth: depth(&open, self),
                        label,
                        answer: String::new(),
                        state: State::Answered,
                        missing: false,
                    });
                }
                open.push((*control, *ix));
            }
            let control = self.form.control(stop.control);
            lines.push(ContentsLine {
                path: self.path_of(stop.ix),
                step: way.pages.get(stop.page).cloned(),
                kind: ContentsKind::Question,
                depth: depth(&open, self),
                label: control
                    .label
                    .as_ref()
                    .map(|label| world.words(label, stop.ix))
                    .unwrap_or_default(),
                answer: self.answer_text(&world, stop.control, stop.ix),
                state: self.state_of(stop.ix),
                missing: !matches!(self.fault(stop.ix), Ok(None)),
            });
        }
        lines
    }

    /// Every question with its answer in the order of the form, those not asked too; notes are
    /// left out. For reading back to the person, and for the case team.
    pub fn summary(&self, language: &str) -> Vec<SummaryLine> {
        let language = self.form.language(language).unwrap_or_default();
        let world = self.world_in(language);
        let mut lines = Vec::new();
        for (control, ix) in self.questions() {
            let def = self.nodes.get(ix).def;
            let class = self.form.bind(def).and_then(|bind| {
                let found = bind
                    .attributes
                    .iter()
                    .find(|(name, _)| &*name.local == "class");
                found.map(|(_, value)| value.to_string())
            });
            let label = self.form.control(control).label.as_ref();
            lines.push(SummaryLine {
                path: self.path_of(ix),
                groups: self.groups_around(&world, control, ix),
                label: label
                    .map(|label| world.words(label, ix))
                    .unwrap_or_default(),
                answer: self.answer_text(&world, control, ix),
                state: self.state_of(ix),
                class: class.unwrap_or_default(),
            });
        }
        lines
    }

    /// Whether a question takes an answer: it is no note and can be changed.
    pub fn takes_answer(&self, path: &Path) -> bool {
        let Some(ix) = self.locate(path.as_str()) else {
            return false;
        };
        let Some(control) = self.form.node(self.nodes.get(ix).def).control else {
            return false;
        };
        let is_note = self.kind_of(ix, self.form.control(control)) == QuestionKind::Note;
        !is_note && !self.is_readonly(ix).unwrap_or(true)
    }

    /// All questions that take an answer, relevant or not, in the order of the data.
    pub(crate) fn questions(&self) -> Vec<(ControlId, u32)> {
        let mut found = Vec::new();
        for ix in self.nodes.subtree(crate::nodes::Nodes::ROOT) {
            let def = self.nodes.get(ix).def;
            if let Some(control) = self.form.node(def).control
                && self.kind_of(ix, self.form.control(control)) != QuestionKind::Note
            {
                found.push((control, ix));
            }
        }
        found
    }

    pub(crate) fn state_of(&self, ix: u32) -> State {
        let node = self.nodes.get(ix);
        if !node.relevant {
            State::NotAsked
        } else if !node.value.is_empty() {
            State::Answered
        } else if node.declined {
            State::PrefersNotToSay
        } else {
            State::Skipped
        }
    }

    /// The answer as a person reads it; empty if it is not relevant.
    pub(crate) fn answer_text(&self, world: &World<'_>, control: ControlId, ix: u32) -> String {
        let node = self.nodes.get(ix);
        if !node.relevant || node.value.is_empty() {
            return String::new();
        }
        let label = |value: &str| {
            world
                .label_of(control, ix, value)
                .unwrap_or_else(|| value.to_owned())
        };
        match self.form.control(control).kind {
            ControlKind::SelectOne => label(&node.value),
            ControlKind::SelectMany | ControlKind::Rank => {
                let labels: Vec<String> = node.value.split_whitespace().map(label).collect();
                labels.join(", ")
            }
            _ => node.value.to_string(),
        }
    }

    fn message_in(&self, world: &World<'_>, ix: u32) -> Option<String> {
        let why = self.fault(ix).ok().flatten()?;
        let bind = self.form.bind(self.nodes.get(ix).def)?;
        let text = match why {
            Why::Required => bind.required_message.as_ref(),
            Why::Constraint | Why::Type => bind.constraint_message.as_ref(),
        };
        Some(text.map(|text| world.words(text, ix)).unwrap_or_default())
    }

    fn control_at(&self, path: &Path) -> Option<(u32, ControlId)> {
        let ix = self.locate(path.as_str())?;
        Some((ix, self.control_of(self.nodes.get(ix).def)?))
    }

    /// The control of a question, repeat or group.
    pub(crate) fn control_of(&self, def: DefId) -> Option<ControlId> {
        let node = self.form.node(def);
        let group = || {
            let is_it = |control: &Control| control.node == Some(def);
            self.form
                .controls()
                .iter()
                .position(is_it)
                .map(|at| ControlId(at as u32))
        };
        node.control.or(node.repeat).or_else(group)
    }

    fn kind_of(&self, ix: u32, control: &Control) -> QuestionKind {
        let bind = self.form.bind(self.nodes.get(ix).def);
        let data_type = bind.map(|bind| bind.data_type).unwrap_or_default();
        // the heading of a table of questions: it shows the choices' labels and takes no answer
        if control.appears("label") {
            return QuestionKind::Note;
        }
        match &control.kind {
            ControlKind::SelectOne => QuestionKind::SelectOne,
            ControlKind::SelectMany => QuestionKind::SelectMany,
            ControlKind::Rank => QuestionKind::Rank,
            ControlKind::Range { start, end, step } => QuestionKind::Range {
                start: *start,
                end: *end,
                step: *step,
            },
            ControlKind::Trigger => QuestionKind::Acknowledge,
            ControlKind::Upload { mediatype } => QuestionKind::Upload {
                mediatype: mediatype.to_string(),
            },
            _ => {
                let fixed = bind
                    .and_then(|bind| bind.readonly.as_ref())
                    .is_some_and(|readonly| readonly.constant == Some(true));
                if fixed && data_type == DataType::Text {
                    return QuestionKind::Note;
                }
                match data_type {
                    DataType::Text | DataType::Barcode | DataType::Boolean => QuestionKind::Text,
                    DataType::Integer => QuestionKind::Integer,
                    DataType::Decimal => QuestionKind::Decimal,
                    DataType::Date => QuestionKind::Date,
                    DataType::Time => QuestionKind::Time,
                    DataType::DateTime => QuestionKind::DateTime,
                    DataType::GeoPoint | DataType::GeoTrace | DataType::GeoShape => {
                        QuestionKind::Geo
                    }
                    DataType::Binary | DataType::Intent => QuestionKind::Other,
                }
            }
        }
    }

    /// Which of the questions that take an answer it is, and how many there are now.
    fn progress(&self, ix: u32) -> (usize, usize) {
        let numbers = self.numbers.get_or_init(|| {
            let mut numbers = Numbers::default();
            for stop in &self.way().stops {
                let control = self.form.control(stop.control);
                let is_note = self.kind_of(stop.ix, control) == QuestionKind::Note;
                // a note has the number of the question after it
                let number = numbers.total + 1;
                numbers.of.insert(stop.ix, number);
                numbers.total += usize::from(!is_note);
            }
            numbers
        });
        let index = numbers.of.get(&ix).copied().unwrap_or(0);
        (index.min(numbers.total), numbers.total)
    }

    /// The groups and repeat instances around a question, outermost first.
    fn around(&self, control: ControlId, ix: u32) -> Vec<(ControlId, u32)> {
        let mut around = Vec::new();
        let mut at = self.form.control(control).parent;
        while let Some(id) = at {
            let group = self.form.control(id);
            let node = group.node.and_then(|def: DefId| self.nodes.above(ix, def));
            around.push((id, node.unwrap_or(ix)));
            at = group.parent;
        }
        around.reverse();
        around
    }

    fn groups_around(&self, world: &World<'_>, control: ControlId, ix: u32) -> Vec<String> {
        let around = self.around(control, ix);
        let labels = around
            .into_iter()
            .filter_map(|(group, ix)| self.group_label(world, group, ix).0);
        labels.collect()
    }

    /// The label of a group, or of a repeat instance with its number.
    fn group_label(
        &self,
        world: &World<'_>,
        group: ControlId,
        ix: u32,
    ) -> (Option<String>, ContentsKind) {
        let control = self.form.control(group);
        let label = control.label.as_ref().map(|label| world.words(label, ix));
        let label = label.filter(|label| !label.is_empty());
        if !matches!(control.kind, ControlKind::Repeat { .. }) {
            return (label, ContentsKind::Group);
        }
        let number = self.nodes.get(ix).ordinal + 1;
        let label = match label {
            Some(label) => format!("{label} {number}"),
            None => number.to_string(),
        };
        (Some(label), ContentsKind::Instance)
    }
}

/// How many of the open groups have a label of their own.
fn depth(open: &[(ControlId, u32)], checkin: &Checkin) -> usize {
    let labelled = |id: &ControlId| {
        let control = checkin.form.control(*id);
        control.label.is_some() || matches!(control.kind, ControlKind::Repeat { .. })
    };
    open.iter().filter(|(id, _)| labelled(id)).count()
}

fn answer_label(answer: &str, kind: &QuestionKind, choices: &[ChoiceView]) -> String {
    let label = |value: &str| {
        let choice = choices.iter().find(|choice| choice.value == value);
        choice
            .map_or(value, |choice| choice.label.as_str())
            .to_owned()
    };
    match kind {
        QuestionKind::SelectOne => label(answer),
        QuestionKind::SelectMany | QuestionKind::Rank => answer
            .split_whitespace()
            .map(label)
            .collect::<Vec<_>>()
            .join(", "),
        _ => answer.to_owned(),
    }
}
