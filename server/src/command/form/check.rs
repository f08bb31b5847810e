//! `homeward form check`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use homeward_checkin::form_tests::{self, Outcome};
use homeward_form::lint::{Policy, PolicyError};
use homeward_form::{Form, Problem, Severity};

use super::source::Source;

/// Tell what is wrong with a form: problems, missing translations, the rules of the programme, and its
/// own tests
#[derive(Args)]
#[command(after_help = "\
Each finding is a line `error|warning|rule|test: place: message`. The exit code is 1 when there is an error
or a test does not hold; findings about rules and translations do not keep a form from being used. Places in
a spreadsheet are cells, in an XForm lines and columns.

Tests are rows of a sheet `tests` in the workbook. Its columns: `test` (a name, in the first row of each
test), `question`, `answer`, then what must be true after that: `asked`, `required`, `readonly`, `value`,
`choices`, `label`, `hint`, `message`, `complete`; `language` and `today` hold from their row on.
docs/forms.md has an example.

A file of rules has lines such as `forbid word haircut`, `forbid type time` or `forbid appearance likert`.
It can add rules and not take any away.

Examples:
  homeward form check forms/checkin.xlsx
  homeward form check --rules rules.txt forms/checkin.xlsx")]
pub struct Check {
    /// XLSForm (.xlsx, .csv, .md) or XForm (.xml)
    file: PathBuf,
    /// A word that no name and no text may hold, besides those of the programme; repeat for more
    #[arg(long, value_name = "WORD")]
    forbid: Vec<String>,
    /// The tenant's rules, added to those of the programme
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

impl Check {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let source = Source::read(&self.file)?;
        let policy = self.policy()?;
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
        let outcome = tests(&source, form);
        for problem in &outcome.problems {
            writeln!(output, "test: {problem}")?;
        }
        if outcome.tests > 0 {
            eprintln!("{} of {} tests hold", outcome.hold, outcome.tests);
        }
        let fails = outcome.problems.iter().any(Problem::is_error);
        Ok(if fails {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }

    fn policy(&self) -> anyhow::Result<Policy> {
        let mut policy = match &self.rules {
            None => Policy::default(),
            Some(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("cannot read {}", file.display()))?;
                Policy::parse(&text).map_err(|refused| {
                    let lines: Vec<String> = refused.iter().map(PolicyError::to_string).collect();
                    anyhow::anyhow!("{}: {}", file.display(), lines.join("\n"))
                })?
            }
        };
        policy.words.extend(self.forbid.iter().cloned());
        Ok(policy)
    }
}

/// Runs the tests that the workbook brings along.
fn tests(source: &Source, form: Form) -> Outcome {
    let (tests, mut problems) = source.tests();
    let mut outcome = form_tests::run(&Arc::new(form), &tests);
    problems.append(&mut outcome.problems);
    Outcome {
        problems,
        ..outcome
    }
}

fn word(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Lint => "rule",
    }
}
