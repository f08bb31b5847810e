//! `homeward form convert`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use homeward_form::xlsform::Options;

use super::source::{Source, tell};

/// Turn a spreadsheet (XLSForm) into an XForm on standard output.
///
/// What is wrong with the spreadsheet goes to standard error, a line each, as `sheet!cell: message`. When
/// it cannot be converted the exit code is 1.
#[derive(Args)]
#[command(after_help = "Example: homeward form convert forms/checkin.xlsx > checkin.xml")]
pub struct Convert {
    /// Workbook (.xlsx, .xlsm), or its sheets as .csv or as Markdown tables (.md)
    file: PathBuf,
    /// Name of the root element of the form's data, if the settings sheet has none
    #[arg(long, value_name = "NAME")]
    form_name: Option<String>,
}

impl Convert {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let source = Source::read(&self.file)?;
        let options = Options {
            form_name: self.form_name,
        };
        let conversion = source
            .convert(&options)
            .with_context(|| format!("{} is an XForm already", source.name))?;
        tell(&conversion.problems);
        let Some(xform) = conversion.xform else {
            return Ok(ExitCode::FAILURE);
        };
        std::io::stdout().write_all(xform.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
