//! `homeward form fill`

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use homeward_checkin::{Checkin, Finished, Missing, Now, Why, fill};
use homeward_form::Form;
use jiff::ZonedDateTime;
use serde_json::{Map, Value};

use super::ask::{Asked, Terminal};
use super::encrypted;
use super::lists::Lists;
use super::source::{Source, tell};
use crate::random::{Draw, SystemRandom};

/// Fill a form and print the submission.
///
/// Without --answers it asks page by page in the terminal. With --answers it takes a JSON object: a key is
/// a question's name or path; a value is text, a number, a list of choices, or {"prefers_not_to_say": true};
/// for a repeat it is a list of such objects. When answers are missing, they are listed and the exit code
/// is 1. Nothing is stored but what --lists and --encrypted-to name.
#[derive(Args)]
#[command(
    after_help = "Examples: homeward form fill forms/checkin.xlsx --language sq\n          \
    homeward form fill forms/checkin.xlsx --answers answers.json > submission.xml\n          \
    homeward form fill trees.xlsx --lists lists"
)]
pub struct Fill {
    /// XLSForm (.xlsx, .csv, .md) or XForm (.xml)
    file: PathBuf,
    /// Answers as JSON; - reads them from standard input
    #[arg(long, value_name = "FILE.json")]
    answers: Option<PathBuf>,
    /// Language of the form, by its name or code
    #[arg(long)]
    language: Option<String>,
    /// Folder with lists of entities: the form sees them, and what it creates or changes is kept there
    #[arg(long, value_name = "FOLDER")]
    lists: Option<PathBuf>,
    /// New folder for the submission as ODK Collect encrypts it, for the public_key of the form; it is
    /// not printed then. Files that answers name lie beside the answers
    #[arg(long, value_name = "FOLDER")]
    encrypted_to: Option<PathBuf>,
}

impl Fill {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let source = Source::read(&self.file)?;
        let lists = self.lists.as_deref().map(Lists::open).transpose()?;
        let (form, problems) = source.form(&|url, beside| match &lists {
            Some(lists) => lists.media(url, beside),
            None => beside,
        });
        if let Some(lists) = &lists {
            lists.checked()?;
        }
        let errors: Vec<_> = problems.into_iter().filter(|one| one.is_error()).collect();
        if tell(&errors) {
            return Ok(ExitCode::FAILURE);
        }
        let language = match &self.language {
            None => form.default_language().unwrap_or_default(),
            Some(wanted) => named(&form, wanted).with_context(|| {
                format!(
                    "the form has no language {wanted}; it has: {}",
                    form.languages().join(", ")
                )
            })?,
        }
        .to_owned();
        let mut checkin = Checkin::new(Arc::new(form), &now(), &mut Draw(&SystemRandom))?;
        checkin.set_language(&language)?;
        let finished = match &self.answers {
            Some(file) => from_file(&mut checkin, file)?,
            None => {
                let mut input = std::io::stdin().lock();
                let mut output = std::io::stderr().lock();
                let mut terminal = Terminal::new(&mut input, &mut output, &language);
                match terminal.ask(&mut checkin, &now)? {
                    Asked::Finished(finished) => Ok(finished),
                    Asked::InputEnded(missing) => Err(missing),
                }
            }
        };
        match finished {
            Ok(finished) => {
                if let Some(folder) = &self.encrypted_to {
                    let beside = self.answers.as_deref().and_then(Path::parent);
                    let beside = beside.unwrap_or(Path::new(""));
                    encrypted::write(&checkin, &finished, beside, folder)?;
                }
                if let Some(lists) = &lists {
                    for line in lists.apply(&checkin.entities())? {
                        eprintln!("{line}");
                    }
                }
                if self.encrypted_to.is_none() {
                    let mut out = std::io::stdout().lock();
                    out.write_all(&finished.submission_xml)?;
                    out.write_all(b"\n")?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(missing) => {
                for one in &missing {
                    eprintln!("{}", line(&checkin, one, &language));
                }
                anyhow::bail!(
                    "the form is not complete; answers missing: {}",
                    missing.len()
                )
            }
        }
    }
}

/// The language of that name or code; the form itself would fall back to its default.
fn named<'a>(form: &'a Form, wanted: &str) -> Option<&'a str> {
    let code = format!("({wanted})").to_lowercase();
    form.language(wanted)
        .filter(|found| *found == wanted || found.to_lowercase().ends_with(&code))
}

fn from_file(
    checkin: &mut Checkin,
    file: &std::path::Path,
) -> anyhow::Result<Result<Finished, Vec<Missing>>> {
    let text = if file.as_os_str() == "-" {
        let lines: Result<Vec<String>, _> = std::io::stdin().lock().lines().collect();
        lines?.join("\n")
    } else {
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?
    };
    let answers: Map<String, Value> = serde_json::from_str(&text)
        .with_context(|| format!("{} is no JSON object with answers", file.display()))?;
    let filled = fill::fill(checkin, &answers, &now())?;
    for key in &filled.unused {
        eprintln!("{key}: was never asked");
    }
    Ok(checkin.finish(&now()))
}

/// One thing that is missing: where, which question, and why.
pub fn line(checkin: &Checkin, missing: &Missing, language: &str) -> String {
    let label = checkin.label(&missing.path, language).unwrap_or_default();
    let message = checkin.message(&missing.path, language);
    let why = match missing.why {
        Why::Required => "an answer is required",
        Why::Constraint => "the answer does not fit",
        Why::Type => "the answer is not of the right kind",
    };
    let why = message
        .filter(|message| !message.is_empty())
        .unwrap_or_else(|| why.to_owned());
    format!("{}: {label}: {why}", missing.path)
}

/// This moment, in the zone of this machine.
pub fn now() -> Now {
    let now = ZonedDateTime::now();
    Now::new(now.timestamp(), now.offset())
}
