//! Converts an XLSForm: `cargo run -p homeward-form --example convert -- FILE [FORM_NAME]`.
//!
//! With `LINT` set in the environment, the findings of the policy lint are told too.
//!
//! The XForm goes to stdout, problems as `sheet!cell: message` to stderr; exit 1 if it can't be
//! converted.

use std::path::PathBuf;
use std::process::ExitCode;

use homeward_form::lint::Policy;
use homeward_form::xlsform::{Kind, Options, check, convert};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(file) = arguments.next().map(PathBuf::from) else {
        eprintln!("Give the file of a form: convert FILE [FORM_NAME]");
        return ExitCode::FAILURE;
    };
    let form_name = arguments
        .next()
        .map(|name| name.to_string_lossy().into_owned());
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let Some(kind) = Kind::of_name(&name) else {
        eprintln!("{name}: only .xlsx, .csv and .md can be converted.");
        return ExitCode::FAILURE;
    };
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{name}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let options = Options { form_name };
    let conversion = match std::env::var_os("LINT") {
        Some(_) => check(&name, &bytes, kind, &options, &Policy::default()),
        None => convert(&name, &bytes, kind, &options),
    };
    for problem in &conversion.problems {
        eprintln!("{problem}");
    }
    match conversion.xform {
        Some(xform) => {
            print!("{xform}");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}
