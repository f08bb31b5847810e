//! Form files: read from disk, told apart by their name, or by their first character if the name does
//! not tell.
//!
//! Invariant: files that a form names are looked for beside it only, never elsewhere.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use homeward_form::lint::{Policy, lint_xform};
use homeward_form::xlsform::form_tests::FormTest;
use homeward_form::xlsform::{self, Conversion, Kind, Options};
use homeward_form::{Form, Problem};

/// From an address that a form names, and the file beside the form if there is one, to the file that
/// the form gets.
pub type Files<'a> = &'a dyn Fn(&str, Option<Vec<u8>>) -> Option<Vec<u8>>;

/// A file with a form in it.
pub struct Source {
    /// Where it lies.
    path: PathBuf,
    /// Its name without folders.
    pub name: String,
    /// What it holds.
    bytes: Vec<u8>,
    /// What kind of workbook it is; `None` for an XForm.
    kind: Option<Kind>,
}

impl Source {
    /// Reads a file that is a workbook or an XForm.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let kind = Kind::of_name(&name);
        anyhow::ensure!(
            kind.is_some() || is_xml(&bytes),
            "{name} is no form: give an XLSForm (.xlsx, .csv, .md) or an XForm (.xml)"
        );
        Ok(Self {
            path: path.to_owned(),
            name,
            bytes,
            kind,
        })
    }

    /// The workbook as an XForm; `None` if it is an XForm already.
    pub fn convert(&self, options: &Options) -> Option<Conversion> {
        let kind = self.kind?;
        Some(xlsform::convert(&self.name, &self.bytes, kind, options))
    }

    /// The tests that a workbook brings along, and what is wrong with their sheet.
    pub fn tests(&self) -> (Vec<FormTest>, Vec<Problem>) {
        match self.kind {
            Some(kind) => xlsform::read_tests(&self.bytes, kind),
            None => (Vec::new(), Vec::new()),
        }
    }

    /// The form and everything that is to say about it, with the rules of the programme.
    pub fn check(&self, policy: &Policy) -> (Form, Vec<Problem>) {
        let Some(kind) = self.kind else {
            let (form, mut problems) = self.parse(&self.bytes, &|_, beside| beside);
            problems.extend(lint_xform(&self.bytes, policy));
            return (form, problems);
        };
        let options = Options::default();
        let conversion = xlsform::check(&self.name, &self.bytes, kind, &options, policy);
        self.finish(conversion, &|_, beside| beside)
    }

    /// The form and its problems, ready to be filled if none is an error. `files` gives the file for an
    /// address that the form names, from the one that lies beside the form.
    pub fn form(&self, files: Files<'_>) -> (Form, Vec<Problem>) {
        match self.convert(&Options::default()) {
            None => self.parse(&self.bytes, files),
            Some(conversion) => self.finish(conversion, files),
        }
    }

    fn finish(&self, conversion: Conversion, files: Files<'_>) -> (Form, Vec<Problem>) {
        let mut problems = conversion.problems;
        let form = match conversion.xform {
            None => Form::default(),
            Some(xform) => {
                let (form, mut more) = self.parse(xform.as_bytes(), files);
                conversion.cells.locate(&mut more);
                problems.extend(more);
                form
            }
        };
        (form, problems)
    }

    fn parse(&self, xform: &[u8], files: Files<'_>) -> (Form, Vec<Problem>) {
        Form::parse(xform, &|url: &str| files(url, self.media(url)))
    }

    /// A file that the form names: in a folder that ends in `-media`, beside the form, or a sheet of it.
    fn media(&self, url: &str) -> Option<Vec<u8>> {
        let places = homeward_form::beside(&self.path, url)?;
        let found = places.iter().find_map(|place| std::fs::read(place).ok());
        found.or_else(|| {
            let kind = self.kind.filter(|_| url == xlsform::EXTERNAL_CHOICES)?;
            xlsform::external_choices(&self.bytes, kind)
        })
    }
}

/// Whether the first character is that of an XML document.
pub fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Says each problem on a line of standard error; whether one is an error.
pub fn tell(problems: &[Problem]) -> bool {
    for problem in problems {
        eprintln!("{problem}");
    }
    problems.iter().any(Problem::is_error)
}
