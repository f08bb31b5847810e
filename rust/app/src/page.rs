//! Turns a check-in's views into the pages that a phone shows.
//!
//! Nothing here changes an answer.

use homeward_checkin::{Checkin, Path, QuestionKind as Kind, QuestionView, State, Step};
use homeward_seal::CaseTag;

use crate::{
    dates, question_names as names,
    screen::{
        AnswerState, Choice, Contents, ContentsRow, Emergency, QuestionItem, QuestionKind,
        QuestionScreen, RepeatRow, StepKind, Summary, SummaryRow,
    },
    session::Session,
    words::{Arg, Lang},
};

/// How many answers of a repeat instance tell it from the others.
const REPEAT_ANSWERS: usize = 2;

/// Languages of words and of the form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Langs {
    pub words: Lang,
    pub form: Lang,
}

pub(crate) fn state(state: State) -> AnswerState {
    match state {
        State::Answered => AnswerState::Answered,
        State::PrefersNotToSay => AnswerState::PrefersNotToSay,
        State::Skipped => AnswerState::Skipped,
        State::NotAsked => AnswerState::NotAsked,
    }
}

fn state_words(lang: Lang, state: State) -> String {
    lang.text(match state {
        State::Answered => "state-answered",
        State::PrefersNotToSay => "state-prefers-not",
        State::Skipped => "state-skipped",
        State::NotAsked => "state-not-asked",
    })
}

fn kind(kind: &Kind) -> QuestionKind {
    match kind {
        Kind::Note => QuestionKind::Note,
        Kind::Text | Kind::Other => QuestionKind::Text,
        Kind::Integer => QuestionKind::Integer,
        Kind::Decimal | Kind::Range { .. } => QuestionKind::Decimal,
        Kind::Date => QuestionKind::Date,
        Kind::Time => QuestionKind::Time,
        Kind::DateTime => QuestionKind::DateTime,
        Kind::SelectOne => QuestionKind::SelectOne,
        Kind::SelectMany => QuestionKind::SelectMultiple,
        Kind::Rank => QuestionKind::Rank,
        Kind::Acknowledge => QuestionKind::Acknowledge,
        Kind::Geo | Kind::Upload { .. } => QuestionKind::NotAsked,
    }
}

/// Questions on a page, those that are asked now.
pub(crate) fn on_page(checkin: &Checkin, step: &Step, language: &str) -> Vec<QuestionView> {
    checkin
        .page(step)
        .iter()
        .filter_map(|path| checkin.question(path, language))
        .collect()
}

impl Session {
    fn item(&self, view: QuestionView, langs: Langs) -> QuestionItem {
        let chosen: Vec<&str> = match view.kind {
            Kind::SelectOne => vec![view.answer.as_str()],
            _ => view.answer.split_ascii_whitespace().collect(),
        };
        let choices = view
            .choices
            .iter()
            .map(|c| Choice {
                value: c.value.clone(),
                label: c.label.clone(),
                selected: chosen.contains(&c.value.as_str()),
            })
            .collect();
        let path = view.path.as_str();
        let show = self.shown_messages.contains(path) || view.state == State::Answered;
        let message = if self.type_error.as_ref().is_some_and(|p| p.as_str() == path) {
            langs.words.text("message-type")
        } else if show {
            view.message.clone().map_or_else(String::new, |m| {
                if !m.is_empty() {
                    m
                } else if view.state == State::Answered {
                    langs.words.text("message-constraint")
                } else {
                    langs.words.text("message-required")
                }
            })
        } else {
            String::new()
        };
        let kind = kind(&view.kind);
        let hint = if kind == QuestionKind::NotAsked {
            langs.words.text("not-asked-kind")
        } else {
            view.hint.clone().unwrap_or_default()
        };
        QuestionItem {
            path: path.to_owned(),
            kind,
            label: view.label.clone(),
            hint,
            guidance: view.guidance.clone().unwrap_or_default(),
            required: view.required,
            readonly: view.readonly || kind == QuestionKind::NotAsked,
            choices,
            answer: view.answer.clone(),
            answer_label: view.answer_label.clone(),
            state: state(view.state),
            can_prefer_not: view.may_decline
                // where the form has its own choice for it, a second one would only puzzle
                && !view.choices.iter().any(|c| c.value == names::NOT_SAY)
                && !matches!(kind, QuestionKind::Note | QuestionKind::NotAsked),
            message,
            appearance: view.appearance.clone(),
            comment: self.comment_on(path),
        }
    }

    /// The page that is shown now.
    pub(crate) fn screen(&self, langs: Langs, emergency: Option<Emergency>) -> QuestionScreen {
        let language = langs.form.tag();
        let views = on_page(&self.checkin, self.here(), language);
        let section = views
            .first()
            .and_then(|v| v.groups.last().cloned())
            .unwrap_or_default();
        let required = views
            .iter()
            .any(|v| v.required && v.state != State::Answered);
        let items: Vec<_> = views.into_iter().map(|v| self.item(v, langs)).collect();
        let (index, total) = self.place();
        let (repeat_label, repeat_count, repeat_rows) = match self.here() {
            Step::Repeat(path) => {
                let name = self.checkin.label(path, language).unwrap_or_default();
                let ask = langs
                    .words
                    .with("repeat-ask", &[("name", Arg::Text(&name))]);
                let count = self.checkin.instances(path) as u32;
                (ask, count, self.repeat_rows(path, &name, language))
            }
            _ => (String::new(), 0, Vec::new()),
        };
        QuestionScreen {
            reference: self.reference.clone(),
            form_title: self.checkin.form().title().to_owned(),
            step: match self.here() {
                Step::Question(_) => StepKind::Question,
                Step::Group(_) => StepKind::Group,
                Step::Repeat(_) => StepKind::Repeat,
                Step::End => StepKind::End,
            },
            section,
            items,
            repeat_label,
            repeat_count,
            repeat_rows,
            index,
            total,
            progress: langs.words.with(
                "progress",
                &[
                    ("index", Arg::Number(index.into())),
                    ("total", Arg::Number(total.into())),
                ],
            ),
            can_go_back: self.before().is_some(),
            can_skip: !required,
            correction: self.draft.begun.return_id.is_some(),
            emergency,
            language: langs.form.tag().to_owned(),
            saved: langs.words.text("saved"),
        }
    }

    /// The instances of a repeat with the first of their answers.
    fn repeat_rows(&self, repeat: &Path, name: &str, language: &str) -> Vec<RepeatRow> {
        let lines = self.checkin.summary(language);
        (1..=self.checkin.instances(repeat))
            .map(|position| {
                let path = format!("{}[{position}]", repeat.as_str());
                let inside = format!("{path}/");
                let answers: Vec<&str> = lines
                    .iter()
                    .filter(|l| l.path.as_str().starts_with(&inside) && l.state == State::Answered)
                    .map(|l| l.answer.as_str())
                    .take(REPEAT_ANSWERS)
                    .collect();
                RepeatRow {
                    answers: answers.join(", "),
                    label: format!("{name} {position}"),
                    path,
                }
            })
            .collect()
    }

    /// All questions as the answers stand. Whether the form has a newer version is not known here.
    pub(crate) fn contents(&self, langs: Langs) -> Contents {
        let language = langs.form.tag();
        let mut section = String::new();
        let mut rows = Vec::new();
        for line in self.checkin.contents(language) {
            match line.kind {
                // what only is read, or is filled in by the phone, has no answer to look for
                homeward_checkin::ContentsKind::Question
                    if !self.checkin.takes_answer(&line.path)
                        || line.step.as_ref().is_some_and(|s| self.is_silent(s)) => {}
                homeward_checkin::ContentsKind::Question => rows.push(ContentsRow {
                    here: line.step.as_ref() == Some(self.here()),
                    path: line.path.as_str().to_owned(),
                    label: line.label,
                    section: if line.depth == 0 {
                        String::new()
                    } else {
                        section.clone()
                    },
                    state: state(line.state),
                    state_label: state_words(langs.words, line.state),
                    open: line.missing,
                }),
                _ => section = line.label,
            }
        }
        Contents {
            case_id: CaseTag(self.draft.begun.case_tag).hex(),
            reference: self.reference.clone(),
            newer_form: String::new(),
            rows,
        }
    }

    /// An answer as it is read aloud: dates with the month's name.
    fn in_words(&self, path: &Path, answer: String, lang: Lang) -> String {
        let kind = self.checkin.question(path, lang.tag()).map(|v| v.kind);
        match (kind, answer.parse()) {
            (Some(Kind::Date), Ok(day)) => dates::long(lang, day),
            _ => answer,
        }
    }

    /// The read-back.
    pub(crate) fn summary(&self, langs: Langs, emergency: Option<Emergency>) -> Summary {
        let language = langs.form.tag();
        let missing = self.missing(language);
        let rows = self
            .checkin
            .summary(language)
            .into_iter()
            .filter(|line| line.state != State::NotAsked)
            .map(|line| {
                let path = line.path.as_str().to_owned();
                SummaryRow {
                    message: missing
                        .iter()
                        .find(|(p, _)| *p == path)
                        .map(|(_, m)| m.clone())
                        .unwrap_or_else(String::new),
                    path,
                    section: line.groups.last().cloned().unwrap_or_default(),
                    label: line.label,
                    // in the language of the form, as all of it is read to the person
                    answer: match line.state {
                        State::Answered => self.in_words(&line.path, line.answer, langs.form),
                        other => state_words(langs.form, other),
                    },
                    state: state(line.state),
                }
            })
            .collect();
        let sentence = match missing.len() {
            0 => langs.words.text("summary-sentence"),
            n => langs.words.count("summary-missing", "n", n as u64),
        };
        Summary {
            reference: self.reference.clone(),
            rows,
            first_missing: missing.first().map(|(p, _)| p.clone()).unwrap_or_default(),
            sentence,
            can_finish: missing.is_empty(),
            emergency,
        }
    }
}
