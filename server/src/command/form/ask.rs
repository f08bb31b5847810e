//! A check-in in a terminal: one page at a time, the questions out, the answers in.
//!
//! Invariant: it only shows what the check-in says and passes answers on; an answer that is refused is
//! asked for again. Works the same over a pipe, where the end of the input ends the asking.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use homeward_checkin::{
    Answer, Checkin, Finished, Missing, Now, Path, QuestionKind, QuestionView, State, Step,
};

use super::fill::line;

/// Shown once, before the first question.
const HELP: &str = "Type an answer, or the numbers of choices. Enter keeps what is there or skips.
 <  one page back    -  no answer    !  prefers not to say    ?  this help
";

/// How asking ended.
pub enum Asked {
    /// Everything is answered.
    Finished(Finished),
    /// There was no more input, and this was missing.
    InputEnded(Vec<Missing>),
}

/// What came of a page.
enum Turn {
    Forward,
    Back,
    /// To a new repeat instance.
    To(Step),
    InputEnded,
}

/// Where questions go to and answers come from.
pub struct Terminal<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    language: &'a str,
}

impl<'a> Terminal<'a> {
    pub fn new(input: &'a mut dyn BufRead, output: &'a mut dyn Write, language: &'a str) -> Self {
        Self {
            input,
            output,
            language,
        }
    }

    /// Asks everything until the form can be finished or the input ends.
    pub fn ask(&mut self, checkin: &mut Checkin, now: &dyn Fn() -> Now) -> io::Result<Asked> {
        writeln!(self.output, "{}\n\n{HELP}", checkin.form().title())?;
        let mut step = checkin.first();
        loop {
            let turn = match &step {
                Step::End => match checkin.finish(&now()) {
                    Ok(finished) => return Ok(Asked::Finished(finished)),
                    Err(missing) => {
                        writeln!(self.output, "\nThis is still to be answered:")?;
                        for one in &missing {
                            writeln!(self.output, "  {}", line(checkin, one, self.language))?;
                        }
                        match missing.first() {
                            Some(first) => Turn::To(first.step.clone()),
                            None => return Ok(Asked::InputEnded(missing)),
                        }
                    }
                },
                Step::Repeat(path) => self.repeat(checkin, path, now)?,
                Step::Question(_) | Step::Group(_) => self.page(checkin, &step, now)?,
            };
            step = match turn {
                Turn::Forward => checkin.next(&step),
                Turn::Back => checkin.previous(&step),
                Turn::To(step) => step,
                Turn::InputEnded => {
                    return Ok(match checkin.finish(&now()) {
                        Ok(finished) => Asked::Finished(finished),
                        Err(missing) => Asked::InputEnded(missing),
                    });
                }
            };
        }
    }

    /// All questions of a page; an answer may bring or take questions of the same page.
    fn page(
        &mut self,
        checkin: &mut Checkin,
        step: &Step,
        now: &dyn Fn() -> Now,
    ) -> io::Result<Turn> {
        let mut done: BTreeSet<Path> = BTreeSet::new();
        let next = |checkin: &Checkin, done: &BTreeSet<Path>| {
            checkin
                .page(step)
                .into_iter()
                .find(|path| !done.contains(path))
        };
        while let Some(path) = next(checkin, &done) {
            if let Some(question) = checkin.question(&path, self.language) {
                if checkin.takes_answer(&path) {
                    match self.question(checkin, question, now)? {
                        Turn::Forward => {}
                        other => return Ok(other),
                    }
                } else {
                    writeln!(self.output, "\n{}", question.label)?;
                }
            }
            done.insert(path);
        }
        Ok(Turn::Forward)
    }

    /// One question, until its answer is taken.
    fn question(
        &mut self,
        checkin: &mut Checkin,
        mut question: QuestionView,
        now: &dyn Fn() -> Now,
    ) -> io::Result<Turn> {
        self.show(&question)?;
        loop {
            let Some(typed) = self.line()? else {
                return Ok(Turn::InputEnded);
            };
            let answer = match typed.as_str() {
                "" if question.required && question.state != State::Answered => {
                    self.say(question.message.as_deref(), "An answer is required here.")?;
                    continue;
                }
                "" if question.message.is_none() => return Ok(Turn::Forward),
                "" => Answer::value(question.answer.clone()),
                "<" => return Ok(Turn::Back),
                "?" => {
                    write!(self.output, "{HELP}> ")?;
                    self.output.flush()?;
                    continue;
                }
                "-" => Answer::Clear,
                "!" => Answer::PrefersNotToSay,
                _ => match value(&question, &typed) {
                    Some(value) => Answer::value(value),
                    None => {
                        self.say(None, "There is no such choice.")?;
                        continue;
                    }
                },
            };
            match checkin.answer(&question.path, &answer, &now()) {
                Err(error) => self.say(None, &error.to_string())?,
                Ok(_) => match checkin.question(&question.path, self.language) {
                    Some(again) if again.message.is_some() => {
                        self.say(again.message.as_deref(), "This answer does not fit.")?;
                        question = again;
                    }
                    _ => return Ok(Turn::Forward),
                },
            }
        }
    }

    fn show(&mut self, question: &QuestionView) -> io::Result<()> {
        let mark = if question.required { " *" } else { "" };
        writeln!(self.output)?;
        let group = question.groups.last().map_or("", String::as_str);
        let (index, total) = (question.index, question.total);
        writeln!(self.output, "[{index}/{total}] {group}")?;
        writeln!(self.output, "{}{mark}", question.label)?;
        for more in [&question.hint, &question.guidance].into_iter().flatten() {
            writeln!(self.output, "  ({more})")?;
        }
        for (at, choice) in question.choices.iter().enumerate() {
            writeln!(self.output, "  {}  {}", at + 1, choice.label)?;
        }
        if let Some(form) = form_of(&question.kind) {
            writeln!(self.output, "  {form}")?;
        }
        match question.state {
            State::PrefersNotToSay => writeln!(self.output, "  now: prefers not to say")?,
            State::Answered => writeln!(self.output, "  now: {}", question.answer_label)?,
            State::Skipped | State::NotAsked => {}
        }
        write!(self.output, "> ")?;
        self.output.flush()
    }

    /// "Add another?" after the last instance of a repeat.
    fn repeat(
        &mut self,
        checkin: &mut Checkin,
        path: &Path,
        now: &dyn Fn() -> Now,
    ) -> io::Result<Turn> {
        let label = checkin.label(path, self.language).unwrap_or_default();
        let have = checkin.instances(path);
        write!(
            self.output,
            "\n{label}: {have} so far. Add another? y/n\n> "
        )?;
        self.output.flush()?;
        loop {
            let Some(typed) = self.line()? else {
                return Ok(Turn::InputEnded);
            };
            match typed.to_lowercase().as_str() {
                "y" | "yes" => match checkin.add_repeat(path, &now()) {
                    Ok((new, _)) => {
                        return Ok(checkin.jump(&new).map_or(Turn::Forward, Turn::To));
                    }
                    Err(error) => self.say(None, &error.to_string())?,
                },
                "n" | "no" | "" => return Ok(Turn::Forward),
                "<" => return Ok(Turn::Back),
                _ => self.say(None, "Type y or n.")?,
            }
        }
    }

    /// The form's own words, or ours where it has none, and the prompt again.
    fn say(&mut self, words: Option<&str>, otherwise: &str) -> io::Result<()> {
        let words = words.filter(|words| !words.is_empty()).unwrap_or(otherwise);
        write!(self.output, "  {words}\n> ")?;
        self.output.flush()
    }

    /// A line without white space around it; `None` at the end of the input.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut typed = String::new();
        let read = self.input.read_line(&mut typed)?;
        Ok((read > 0).then(|| typed.trim().to_owned()))
    }
}

/// The value that was typed: choices by their numbers or their stored values, all else as it is.
fn value(question: &QuestionView, typed: &str) -> Option<String> {
    let choice = |word: &str| {
        let by_number = word
            .parse::<usize>()
            .ok()
            .and_then(|number| question.choices.get(number.checked_sub(1)?));
        let by_value = || question.choices.iter().find(|choice| choice.value == word);
        by_number
            .or_else(by_value)
            .map(|choice| choice.value.as_str())
    };
    match question.kind {
        QuestionKind::SelectOne => choice(typed).map(str::to_owned),
        QuestionKind::SelectMany | QuestionKind::Rank => {
            let words = typed.split([' ', ',']).filter(|word| !word.is_empty());
            let values: Option<Vec<&str>> = words.map(choice).collect();
            values.map(|values| values.join(" "))
        }
        QuestionKind::Acknowledge => Some("OK".to_owned()),
        _ => Some(typed.to_owned()),
    }
}

/// How an answer of this kind is written, where a person can't guess it.
fn form_of(kind: &QuestionKind) -> Option<String> {
    Some(match kind {
        QuestionKind::SelectMany => "several numbers, with spaces between".to_owned(),
        QuestionKind::Rank => "all numbers in your order, with spaces between".to_owned(),
        QuestionKind::Date => "a day as 2026-03-14".to_owned(),
        QuestionKind::Time => "a time as 09:30:00.000+01:00".to_owned(),
        QuestionKind::DateTime => "a time as 2026-03-14T09:30:00.000+01:00".to_owned(),
        QuestionKind::Range { start, end, step } => format!("{start} to {end}, in steps of {step}"),
        QuestionKind::Acknowledge => "ok".to_owned(),
        QuestionKind::Geo => "latitude longitude altitude accuracy".to_owned(),
        QuestionKind::Upload { mediatype } => format!("the name of a file ({mediatype})"),
        _ => return None,
    })
}
