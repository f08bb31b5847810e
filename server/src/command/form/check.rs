//! `homeward form check`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use homeward_form::lint::Policy;
use homeward_form::{Problem, Severity};

use super::source::Source;

/// Tell what is wrong with a form: problems, missing translations, and the rules of the programme.
///
/// Each finding is a line `error|warning|rule: place: message`. The exit code is 1 when there is an error;
/// findings about rules and translations do not keep a form from being used. The rules are checked in
/// spreadsheets only.
#[derive(Args)]
#[command(after_help = "Example: homeward form check forms/checkin.xlsx")]
pub struct Check {
    /// XLSForm (.xlsx, .csv, .md) or XForm (.xml)
    file: PathBuf,
    /// A word that no name and no label may hold, besides those of the programme; repeat for more
    #[arg(long, value_name = "WORD")]
    forbid: Vec<String>,
}

impl Check {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let source = Source::read(&self.file)?;
        let policy = Policy {
            words: self.forbid,
            types: Vec::new(),
        };
        let (form, problems) = source.check(&policy);
        let mut output = std::io::stdout().lock();
        for problem in &problems {
            writeln!(output, "{}: {problem}", word(problem))?;
        }
        let count = |severity| {
            problems
                .iter()
                .filter(|problem| problem.severity == severity)
                .count()
        };
        let errors = count(Severity::Error);
        eprintln!(
            "{}: {} errors, {} warnings, {} findings about rules",
            source.name,
            errors,
            count(Severity::Warning),
            count(Severity::Lint)
        );
        if errors > 0 {
            return Ok(ExitCode::FAILURE);
        }
        let questions = form
            .controls()
            .iter()
            .filter(|control| control.is_question());
        eprintln!(
            "{}: {} questions, languages: {}",
            form.title(),
            questions.count(),
            match form.languages() {
                languages if languages.is_empty() => "one, not named".to_owned(),
                languages => languages.join(", "),
            }
        );
        Ok(ExitCode::SUCCESS)
    }
}

fn word(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Lint => "rule",
    }
}
